"""A page is copied, and never kept like another one."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page

from events.models import EventPage
from home.models import StandardPage
from news.models import NewsPage
from projects.models import ProjectPage
from tests.desk.browser import post_page, public
from tests.factories import NewsPageFactory
from tests.pages import everything_public

# With a word of what a copy leaves out.
COPIED = [(ProjectPage, "Financiering"), (EventPage, "agenda"), (NewsPage, "vastgezet"), (StandardPage, "")]


def typed(page, **more):
    return {"new_title": "De kopie", "new_slug": "de-kopie", "new_parent_page": str(page.get_parent().pk), **more}


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def alias_of(page, slug="als-de-andere"):
    """A page that is kept like another, as it could be made before."""
    made = page.copy(update_attrs={"slug": slug, "title": "Als de andere"}, keep_live=True)
    Page.objects.filter(pk=made.pk).update(alias_of=page)
    return made


@pytest.mark.parametrize("model, word", COPIED)
@pytest.mark.parametrize("username", ["coordinatie", "beheer"])
def test_the_form_to_copy_does_not_offer_to_keep_the_copy_like_the_page(log_in, username, model, word):
    page = model.objects.filter(live=True).first()

    form = log_in(username).get(f"/beheer/pages/{page.pk}/copy/").context["form"]

    assert "alias" not in form.fields
    assert "publish_copies" in form.fields


@pytest.mark.parametrize("model, word", COPIED)
def test_who_sends_it_all_the_same_hears_why_not(log_in, model, word):
    page, pages = model.objects.filter(live=True).first(), Page.objects.count()

    response = log_in("beheer").post(f"/beheer/pages/{page.pk}/copy/", typed(page, alias="on"))
    by_script = log_in("beheer").post(
        f"/beheer/api/main/pages/{page.pk}/action/create_alias/", {"update_slug": "nog-een"}
    )

    assert "Hier wordt geen pagina gelijk gehouden aan een andere" in said(response)
    assert by_script.status_code == 400
    assert Page.objects.count() == pages


def test_code_makes_no_alias_either():
    page = NewsPage.objects.first()

    with pytest.raises(ValidationError, match="gelijk gehouden"):
        CreatePageAliasAction(page, update_slug="nog-een").execute(skip_permission_checks=True)


def test_an_alias_of_before_counts_nowhere(client):
    for model in (ProjectPage, EventPage, NewsPage):
        alias_of(model.objects.filter(live=True).first(), f"als-een-{model._meta.model_name}")

    found = everything_public(client)

    own = [address for address in found if "/als-een-" in address]
    assert len(own) >= 3
    assert {public(address).status_code for address in own} == {404}
    assert not [address for address, text in found.items() if "Als de andere" in text]


def test_an_alias_of_before_does_not_open_and_its_original_can_be_published(log_in):
    news = NewsPageFactory(title="Het bericht")
    alias = alias_of(news)

    post_page(log_in("coordinatie"), f"/beheer/pages/{news.pk}/edit/", "publish", title="Anders")

    assert public(alias.url).status_code == 404
    assert public(news.url).status_code == 200
    assert NewsPage.objects.get(pk=news.pk).title == "Anders"


@pytest.mark.parametrize("model, word", COPIED)
def test_a_copy_is_a_draft_of_its_own_and_says_what_it_leaves_out(log_in, model, word):
    page = model.objects.filter(live=True).first()

    response = log_in("coordinatie").post(f"/beheer/pages/{page.pk}/copy/", typed(page))

    copy = model.objects.get(slug="de-kopie")
    assert (copy.live, copy.alias_of_id, copy.title) == (False, None, "De kopie")
    assert word in said(response)


def test_the_copy_of_a_project_has_no_money_and_that_of_a_pinned_item_is_not_pinned(log_in):
    client, project, news = (
        log_in("coordinatie"),
        ProjectPage.objects.get(slug="pygrunn"),
        NewsPageFactory(is_pinned=True),
    )

    for page in (project, news):
        client.post(f"/beheer/pages/{page.pk}/copy/", typed(page))

    assert not ProjectPage.objects.get(slug="de-kopie").funding_entries.exists()
    assert project.funding_entries.exists()
    assert not NewsPage.objects.get(slug="de-kopie").is_pinned
