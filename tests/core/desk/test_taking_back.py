"""A publication is taken back: visitors see what they saw before, and nothing that was written is lost."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, Revision

from dog_site.core.editing.take_back import address_of
from dog_site.core.models import ContentVersion, User
from dog_site.core.models.publications import NotKnown, public_before
from home.models import StandardPage
from news.models import NewsPage
from projects.models import ProjectPage, Theme
from tests.desk.browser import approve, edit_url, page_edit_url, post_page, public
from tests.factories import NewsPageFactory
from tests.pages import parsed

TAKE_BACK = "take-back/"


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def fresh(page):
    return NewsPage.objects.get(pk=page.pk)


def published(page, title, by="coordinatie"):
    """The page after a version with this title went public."""
    page = fresh(page)
    page.title = title
    page.save_revision(user=User.objects.get(username=by)).publish(user=User.objects.get(username=by))
    return fresh(page)


@pytest.fixture
def news():
    page = NewsPageFactory(title="Nieuw", live=False)
    return published(page, "Zoals het was")


def shown(page):
    response = public(page.url)
    return parsed(response.content).h1.text.strip() if response.status_code == 200 else response.status_code


def test_what_was_public_before_is_public_again(log_in, news):
    client = log_in("coordinatie")
    response = post_page(client, page_edit_url(news), "publish", title="Helemaal fout")
    assert address_of(fresh(news)) in said(response)
    assert shown(news) == "Helemaal fout"
    name = ContentVersion.name()

    asked = client.get(address_of(fresh(news)))
    response = client.post(address_of(fresh(news)))

    assert "Zoals het was" in parsed(asked.content).main.text
    assert shown(news) == "Zoals het was"
    assert ContentVersion.name() != name
    page = fresh(news)
    assert (page.has_unpublished_changes, page.get_latest_revision_as_object().title) == (True, "Helemaal fout")
    assert response["Location"] == page_edit_url(news)
    assert PageLogEntry.objects.filter(page=page, action="core.publication.taken_back").count() == 1


def test_a_first_publication_that_is_taken_back_leaves_the_site(log_in, news):
    client = log_in("coordinatie")

    asked = client.get(address_of(news))
    client.post(address_of(news))

    assert "Zoals het was" in parsed(asked.content).main.text
    assert shown(news) == 404
    assert fresh(news).get_latest_revision_as_object().title == "Zoals het was"


def test_after_a_page_left_and_came_back_it_leaves_again(news):
    news.unpublish()

    assert public_before(published(news, "Terug")) is None


def test_each_time_it_goes_one_further_back(log_in, news):
    """What was taken back is a draft, and is not what visitors saw before the version that they see again."""
    for title in ("Fout", "Ook fout"):
        published(news, title)
    client = log_in("coordinatie")

    seen = []
    for _time in range(3):
        client.post(address_of(fresh(news)))
        seen.append(shown(news))

    assert seen == ["Fout", "Zoals het was", 404]
    assert fresh(news).get_latest_revision_as_object().title == "Ook fout"


def test_what_was_taken_back_and_published_again_is_taken_back_again(log_in, news):
    published(news, "Toch goed")
    client = log_in("coordinatie")
    client.post(address_of(fresh(news)))
    fresh(news).get_latest_revision().publish(user=User.objects.get(username="coordinatie"))
    assert shown(news) == "Toch goed"

    client.post(address_of(fresh(news)))

    assert shown(news) == "Zoals het was"


def test_a_double_click_takes_back_once(log_in, news):
    address = address_of(published(news, "Helemaal fout"))
    client = log_in("coordinatie")
    client.post(address)

    response = client.post(address)

    assert shown(news) == "Zoals het was"
    assert _("Nothing was changed: visitors see another version by now, or none. Look at the history first.") in said(
        response
    )


def test_who_published_something_else_meanwhile_is_not_undone(log_in, news):
    address = address_of(published(news, "Helemaal fout"))
    published(news, "Verbeterd", by="beheer")

    log_in("coordinatie").post(address)

    assert shown(news) == "Verbeterd"


@pytest.mark.parametrize("username, may", [("communicatie", False), ("cijfers", False), ("beheer", True)])
def test_only_who_may_publish_takes_back(log_in, news, username, may):
    page = published(news, "Helemaal fout")
    client = log_in(username)

    asked, sent = client.get(address_of(page)), client.post(address_of(page))

    assert (asked.status_code == 200) == may
    assert (shown(news) == "Zoals het was") == may
    assert sent.status_code == 302
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert (TAKE_BACK in history.content.decode()) == may


def test_the_form_and_the_history_have_the_button(log_in, news):
    client = log_in("coordinatie")

    for name in ("edit", "history"):
        assert address_of(news) in client.get(reverse(f"wagtailadmin_pages:{name}", args=[news.pk])).content.decode()


def test_a_draft_has_no_such_button(log_in):
    page = NewsPageFactory(live=False)
    client = log_in("coordinatie")

    for name in ("edit", "history"):
        assert TAKE_BACK not in client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).content.decode()
    response = post_page(client, page_edit_url(page), title="Nog een concept")
    assert TAKE_BACK not in said(response)


def test_a_plan_is_no_publication_to_take_back(log_in, news):
    later = timezone.localtime(timezone.now() + timezone.timedelta(days=2)).strftime("%Y-%m-%d %H:%M")

    response = post_page(log_in("coordinatie"), page_edit_url(news), "publish", title="Straks", go_live_at=later)

    assert response.status_code == 302
    assert TAKE_BACK not in said(response)
    assert shown(news) == "Zoals het was"


def test_a_plan_that_ends_with_it_is_told(log_in, news):
    page = published(news, "Helemaal fout")
    planned = fresh(page)
    planned.go_live_at, planned.title = timezone.now() + timezone.timedelta(days=2), "De geplande versie"
    planned.save_revision(user=User.objects.get(username="beheer")).publish(user=User.objects.get(username="beheer"))
    # Who plans a page locks it; a plan that is kept by hand does not.
    draft = NewsPage.objects.get(pk=page.pk)
    draft.title = "Later concept"
    draft.save_revision(user=User.objects.get(username="communicatie"))
    client = log_in("beheer")

    asked = client.get(address_of(fresh(page)))
    response = client.post(address_of(fresh(page)))

    if asked.status_code == 200:
        assert reverse("keep_plan", args=[0])[:-7] in said(response)
    else:
        assert _("Nothing was changed: the page is locked.") in said(response)


def test_who_approves_is_offered_the_way_back(log_in, news):
    post_page(log_in("communicatie"), page_edit_url(news), "submit", title="Voorstel")
    client = log_in("coordinatie")

    response = approve(client, news)

    assert shown(news) == "Voorstel"
    assert address_of(fresh(news)) in said(response)
    client.post(address_of(fresh(news)))
    assert shown(news) == "Zoals het was"


def test_what_code_made_public_is_a_version_once_another_is_published(log_in):
    """A page of the first load has no version: the first publication kept nothing of it."""
    page = StandardPage.objects.get(slug="over")
    StandardPage.objects.filter(pk=page.pk).update(live_revision=None, latest_revision=None, title="Van het begin")
    Revision.objects.for_instance(page).delete()
    PageLogEntry.objects.filter(page=page.pk).delete()
    client = log_in("coordinatie")
    post_page(client, page_edit_url(page), "publish", title="Helemaal fout")

    client.post(address_of(StandardPage.objects.get(pk=page.pk)))

    page = StandardPage.objects.get(pk=page.pk)
    assert (page.live, page.title) == (True, "Van het begin")
    assert page.get_latest_revision_as_object().title == "Helemaal fout"
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert f"/revisions/{page.live_revision_id}/revert/" in history


def test_code_that_publishes_keeps_it_as_well():
    page = NewsPageFactory(title="Van code")
    page.title = "Anders"
    page.save_revision().publish()

    before = public_before(fresh(page))

    assert before.as_object().title == "Van code"
    assert fresh(page).get_latest_revision_as_object().title == "Anders"
    assert not fresh(page).has_unpublished_changes


def test_what_leaned_on_keeps_a_first_publication_public(log_in):
    page = ProjectPage.objects.get(slug="pygrunn")
    page.save_revision().publish()
    page = ProjectPage.objects.get(pk=page.pk)
    PageLogEntry.objects.filter(page=page.pk).exclude(revision=page.live_revision_id).delete()

    response = log_in("beheer").post(address_of(page))

    assert "DOG-2017-003" in said(response)
    assert ProjectPage.objects.get(pk=page.pk).live


def test_an_address_that_another_took_is_said(log_in, news):
    page = fresh(news)
    page.slug = "nieuw-adres"
    page.save_revision().publish()
    NewsPageFactory(slug=news.slug)

    response = log_in("beheer").post(address_of(fresh(news)))

    assert response.status_code == 302
    assert news.slug in said(response) or "adres" in said(response)
    assert fresh(news).slug == "nieuw-adres"


def test_a_version_that_cannot_be_read_is_said(log_in, news):
    page = published(news, "Helemaal fout")
    before = public_before(page)
    before.content["body"], before.content["date"] = "{", "geen dag"
    before.save()
    client = log_in("beheer")

    responses = [client.get(address_of(page)), client.post(address_of(page))]

    assert {response.status_code for response in responses} == {302}
    assert shown(news) == "Helemaal fout"


def test_a_history_that_was_lost_is_said(log_in, news):
    page = published(news, "Helemaal fout")
    PageLogEntry.objects.filter(page=page.pk).delete()
    with pytest.raises(NotKnown):
        public_before(page)

    response = log_in("beheer").post(address_of(page))

    assert _("Nothing was changed: the history does not say what visitors saw before.") in said(response)


@pytest.mark.parametrize("page, revision", [(987654, 1), (1, 1), (10**25, 1), ("x", "y")])
def test_an_address_of_nothing_is_no_error(log_in, page, revision):
    response = log_in("beheer").get(f"/beheer/publications/{page}/{revision}/take-back/")

    assert response.status_code in (302, 404)


def test_an_item_of_figures_has_no_such_way_back(log_in):
    """Somebody else approves every change of these, and so going back as well."""
    theme = Theme.objects.get(slug="infrastructuur")

    form = log_in("beheer").get(edit_url(theme)).content.decode()

    assert TAKE_BACK not in form
