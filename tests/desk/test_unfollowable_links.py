"""Who saves hears which links visitors cannot follow now, and why; nothing is refused for it."""

import datetime

import bs4
import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, WorkflowState
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from dog_site.core.editing.closed_links import closed_links
from funding.models import SourceDocument
from home.models import HomePage
from news.models import NewsPage
from tests.desk.browser import (
    REASON,
    SNIPPETS,
    approve,
    edit_url,
    form_at,
    page_add_url,
    page_edit_url,
    post,
    post_page,
    streams,
)
from tests.factories import NewsPageFactory, ProjectPageFactory

NEWS = "news/newspage"
JSON = {"Accept": "application/json"}


def warnings(response):
    """What the editor is warned of on the next page."""
    found = [message for message in get_messages(response.wsgi_request) if message.level_tag == "warning"]
    return [" ".join(bs4.BeautifulSoup(str(message), "html.parser").get_text().split()) for message in found]


def target(**values):
    page = NewsPageFactory(title="Het doel", **values)
    page.save_revision()
    return page


def public():
    return target()


def draft():
    return target(live=False)


def planned():
    page = target(live=False)
    page.go_live_at = timezone.now() + timezone.timedelta(days=2)
    page.save_revision().publish()
    return page


def expired():
    page = target(expire_at=timezone.now() - timezone.timedelta(days=1))
    page.unpublish(set_expired=True)
    return page


def restricted():
    page = target()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def deleted():
    page = target()
    pk = page.pk
    page.delete()
    page.pk = pk
    return page


def collection(*, private):
    collection = Collection.get_first_root_node().add_child(name="Een verzameling")
    if private:
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def document(*, private):
    file = ContentFile(b"inhoud", "lijst.pdf")
    return get_document_model().objects.create(title="De lijst", file=file, collection=collection(private=private))


def private_document():
    return document(private=True)


def public_document():
    return document(private=False)


def picture(**values):
    return get_image_model().objects.create(title="De foto", file=get_test_image_file(), **values)


def text(item, kind="page"):
    return "text", rich_text(f'<p>Lees <a linktype="{kind}" id="{item.pk}">de woorden</a> verder.</p>')


def link(item, **values):
    return {"page": str(item.pk), "address": "", "text": "De woorden", **values}


def in_a_text(item):
    return [text(item)]


def in_a_button(item):
    return [("call_to_action", {"heading": "Doe mee", "text": "", "link": link(item)})]


def in_an_accordion(item):
    part = {"title": "Voor wie?", "text": text(item)[1]}
    return [("accordion", {"parts": {"count": "1", "0": {"deleted": "", "order": "0", "type": "item", "value": part}}})]


def document_in_a_text(item):
    return [text(item, "document")]


def document_in_a_block(item):
    return [("document", {"document": str(item.pk), "text": ""})]


def adds(client, action, body, **typed):
    return post_page(client, page_add_url(NEWS), action, body, title="Een bericht", slug="een-bericht", **typed)


def reads(client):
    client.get("/beheer/")


REASONS = [draft, planned, expired, restricted, deleted]


def test_a_link_to_a_page_that_visitors_cannot_open_is_named_with_the_reason(log_in):
    client, said = log_in("communicatie"), {}

    for number, make in enumerate(REASONS):
        body = in_a_text(make())
        [said[make]] = warnings(post_page(client, page_add_url(NEWS), None, body, title="X", slug=f"bericht-{number}"))
        reads(client)

    assert NewsPage.objects.filter(slug__startswith="bericht-").count() == len(REASONS)
    assert {make for make in REASONS if "Het doel" in said[make]} == {draft, planned, expired, restricted}
    assert len({*said.values()}) == len(REASONS)


@pytest.mark.parametrize("stands", [in_a_text, in_a_button, in_an_accordion])
@pytest.mark.parametrize("make", [public, draft])
def test_a_page_is_named_wherever_the_link_stands_and_only_when_it_is_closed(log_in, stands, make):
    response = adds(log_in("communicatie"), None, stands(make()))

    assert ["Het doel" in warning for warning in warnings(response)] == [True] * (make is draft)


@pytest.mark.parametrize("stands", [document_in_a_text, document_in_a_block])
@pytest.mark.parametrize("make", [public_document, private_document])
def test_a_document_in_a_private_collection_is_named(log_in, stands, make):
    response = adds(log_in("communicatie"), None, stands(make()))

    assert ["De lijst" in warning for warning in warnings(response)] == [True] * (make is private_document)


ENDED = {"rights_until": datetime.date(2019, 5, 14)}


@pytest.mark.parametrize(
    "rights, private, why",
    [({}, False, []), (ENDED, False, ["de rechten zijn voorbij"]), ({}, True, ["in een besloten verzameling"])],
)
def test_an_image_that_visitors_do_not_see_is_named_with_why(log_in, rights, private, why):
    image = picture(collection=collection(private=private), **rights)

    response = adds(
        log_in("communicatie"), None, [("picture", {"image": {"id": image.pk}, "caption": ""})], image=image.pk
    )

    assert [f"“De foto” ({each})" in warning for each in why for warning in warnings(response)] == [True] * len(why)


@pytest.mark.parametrize("live", [True, False])
def test_a_project_that_was_chosen_and_is_a_draft_is_named(log_in, live):
    project = ProjectPageFactory(title="Het project", live=live)
    chosen = nested_form_data({"project_links": inline_formset([{"project": str(project.pk)}])})

    response = adds(log_in("communicatie"), None, (), **chosen)

    assert ["Het project" in warning for warning in warnings(response)] == [True] * (not live)


@pytest.mark.parametrize(
    "role, action", [("communicatie", None), ("communicatie", "submit"), ("coordinatie", "publish")]
)
def test_it_is_said_once_whichever_way_a_page_is_saved(log_in, role, action):
    body, client = in_a_text(draft()), log_in(role)

    added = warnings(adds(client, action, body))
    reads(client)
    page = NewsPageFactory()
    changed = warnings(post_page(client, page_edit_url(page), action, body, title="Anders"))

    assert (len(added), len(changed)) == (1, 1)


def test_planning_a_page_says_what_is_closed_in_what_is_planned(log_in):
    page, later = NewsPageFactory(), timezone.localtime() + timezone.timedelta(days=2)
    page.save_revision().publish()

    response = post_page(
        log_in("coordinatie"),
        page_edit_url(page),
        "publish",
        in_a_text(draft()),
        go_live_at=later.strftime("%Y-%m-%d %H:%M"),
    )

    assert "Het doel" in warnings(response)[0]


def test_who_approves_hears_it(log_in):
    adds(log_in("communicatie"), "submit", in_a_text(draft()))
    reads(log_in("communicatie"))
    page = NewsPage.objects.get(slug="een-bericht")

    response = approve(log_in("coordinatie"), page)

    assert NewsPage.objects.get(pk=page.pk).live
    assert ["Het doel" in warning for warning in warnings(response)] == [True]


def test_who_sends_a_page_back_hears_nothing(log_in):
    adds(log_in("communicatie"), "submit", in_a_text(draft()))
    reads(log_in("communicatie"))
    page = NewsPage.objects.get(slug="een-bericht")
    task = WorkflowState.objects.get().current_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", task.pk])

    response = log_in("coordinatie").post(url, {"comment": "Nog niet."})

    assert warnings(response) == []


def test_who_approves_a_source_hears_it(log_in):
    source = SourceDocument.objects.first()
    post(log_in("cijfers"), edit_url(source), "submit", page=str(draft().pk), change_reason=REASON)
    reads(log_in("cijfers"))
    task = SourceDocument.objects.get(pk=source.pk).current_workflow_task_state
    window = f"{SNIPPETS['source']}workflow/action/{source.pk}/approve/{task.pk}/"

    response = log_in("coordinatie").post(
        window, {"version": SourceDocument.objects.get(pk=source.pk).latest_revision_id}
    )

    assert ["Het doel" in warning for warning in warnings(response)] == [True]


def test_who_publishes_several_pages_hears_of_each_target_once(log_in):
    body, client = in_a_text(draft()), log_in("coordinatie")
    adds(client, None, body)
    post_page(client, page_add_url(NEWS), None, body, title="Nog een", slug="nog-een")
    reads(client)
    pages = NewsPage.objects.filter(slug__in=["een-bericht", "nog-een"])

    chosen = "&".join(f"id={page.pk}" for page in pages)
    response = client.post(f"/beheer/bulk/wagtailcore/page/publish/?{chosen}&next=/beheer/")

    [warning] = warnings(response)
    assert warning.count("Het doel") == 1


def test_autosave_piles_up_no_messages(log_in):
    client, page = log_in("communicatie"), NewsPageFactory()
    form = form_at(client, page_edit_url(page)) | streams(in_a_text(draft()))

    response = client.post(page_edit_url(page), form, headers=JSON)

    assert response.json()["success"]
    assert warnings(response) == []


def test_a_page_may_link_to_itself_while_it_is_a_draft(log_in):
    page = draft()

    response = post_page(log_in("communicatie"), page_edit_url(page), None, in_a_text(page))

    assert warnings(response) == []


def test_the_front_page_names_a_featured_project_that_is_a_draft(log_in):
    project = ProjectPageFactory(title="Het project", live=False)
    chosen = nested_form_data({"featured_projects": inline_formset([{"project": str(project.pk)}])})

    response = post_page(log_in("coordinatie"), page_edit_url(HomePage.objects.get()), None, **chosen)

    assert ["Het project" in warning for warning in warnings(response)] == [True]


@pytest.mark.parametrize("view", ["add", "edit"])
def test_a_source_that_is_read_on_a_draft_page_is_told(log_in, view):
    url = f"{SNIPPETS['source']}add/" if view == "add" else edit_url(SourceDocument.objects.first())
    typed = {"title": "Jaarrekening", "kind": "jaarrekening"} if view == "add" else {}

    response = post(log_in("cijfers"), url, page=str(draft().pk), document=str(private_document().pk), **typed)

    [warning] = warnings(response)
    assert "Het doel" in warning
    assert "De lijst" in warning


@pytest.mark.parametrize("key", ["0", "abc", "9" * 40, "-1", ""])
def test_a_link_to_nothing_at_all_is_no_error(key):
    page = NewsPage(title="X", body=[("text", RichText(f'<p><a linktype="page" id="{key}">X</a></p>'))])

    assert len(closed_links(page)) == (key == "0")


def test_how_much_is_asked_does_not_grow_with_the_links(log_in, django_assert_max_num_queries):
    few, many = in_a_text(draft()), [text(NewsPageFactory(live=False)) for _number in range(12)]
    client, page = log_in("communicatie"), NewsPageFactory()
    post_page(client, page_edit_url(page), None, few)

    with django_assert_max_num_queries(200) as asked_for_few:
        form = form_at(client, page_edit_url(page))
        post_page(client, page_edit_url(page), None, few, form=form)
    with django_assert_max_num_queries(len(asked_for_few) + 5):
        form = form_at(client, page_edit_url(page))
        post_page(client, page_edit_url(page), None, many, form=form)
