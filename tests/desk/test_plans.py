"""A plan that something else ends is not forgotten in silence: it is said, and kept where that is allowed."""

from datetime import timedelta

import bs4
import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from dog_site.core.editing.schedule import failures
from events.models import Venue
from news.models import NewsPage
from projects.models import Theme
from tests.desk.browser import REASON, approve, edit_url, page_edit_url, post, post_page
from tests.factories import NewsPageFactory, VenueFactory

DAY = timedelta(days=1)


def moment(later):
    return timezone.localtime(timezone.now() + later).strftime("%Y-%m-%d %H:%M")


def user(username):
    return get_user_model().objects.get(username=username)


def warnings(response):
    """What the editor is warned of on the next page."""
    found = [message for message in get_messages(response.wsgi_request) if message.level_tag == "warning"]
    return [bs4.BeautifulSoup(str(message), "html.parser") for message in found]


def read(client, result):
    """The same, after the editor read what was said about it."""
    client.get("/beheer/")
    return result


def addresses(warning):
    return [link["href"] for link in warning.find_all("a")]


def keep(plan):
    return reverse("keep_plan", args=[plan.pk])


def planned(item):
    return type(item).objects.get(pk=item.pk).scheduled_revision


def plan(client, item, later=2 * DAY, /, **typed):
    """The version that is planned in the form of an item or a page."""
    response = post(client, edit_url(item), "publish", go_live_at=moment(later), **typed)
    assert response.status_code == 302
    return planned(item)


def news():
    page = NewsPageFactory()
    page.save_revision().publish()
    return NewsPage.objects.get(pk=page.pk)


def plan_of_a_page(page, later=2 * DAY, /, **values):
    """A version of a page that somebody planned, and a later draft: Wagtail locks the form of a planned page."""
    version, draft = NewsPage.objects.get(pk=page.pk), NewsPage.objects.get(pk=page.pk)
    version.go_live_at, version.title = timezone.now() + later, "De geplande versie"
    revision = version.save_revision(user=user("beheer"))
    revision.publish(user=user("beheer"))
    draft.title = "Het concept"
    draft.save_revision(user=user("communicatie"))
    return revision


def as_of_later(monkeypatch, later):
    then = timezone.now() + later
    monkeypatch.setattr("django.utils.timezone.now", lambda: then)


@pytest.fixture
def venue(db):
    venue = VenueFactory(name="Akerk", street="Akerkhof 1")
    venue.save_revision().publish()
    return Venue.objects.get(pk=venue.pk)


@pytest.fixture
def ended(log_in, venue):
    """A version of a venue that was planned, of which publishing another one ended the plan."""
    version = plan(log_in("coordinatie"), venue, street="Akerkhof 2")
    post(log_in("coordinatie"), edit_url(venue), "publish", go_live_at="", street="Akerkhof 3")
    return read(log_in("coordinatie"), version)


def test_publishing_another_version_says_which_plan_ended_and_offers_to_keep_it(log_in, venue):
    version = plan(log_in("beheer"), venue, street="Akerkhof 2")

    response = post(log_in("coordinatie"), edit_url(venue), "publish", go_live_at="", street="Akerkhof 3")

    [warning] = warnings(response)
    assert planned(venue) is None
    assert addresses(warning)[-1] == keep(version)
    assert f"/revisions/compare/live...{version.pk}/" in addresses(warning)[0]
    assert log_in("coordinatie").get(addresses(warning)[0]).status_code == 200
    assert user("beheer").get_full_name() in warning.get_text()


def test_a_plan_that_is_kept_goes_live_at_its_moment(log_in, venue, ended, monkeypatch):
    asked = log_in("coordinatie").get(keep(ended))
    before = planned(venue)

    log_in("coordinatie").post(keep(ended))
    kept, meanwhile = planned(venue), Venue.objects.get(pk=venue.pk)
    as_of_later(monkeypatch, 3 * DAY)
    call_command("publish_scheduled")

    assert (asked.status_code, before) == (200, None)
    assert kept == ended
    assert (meanwhile.live, meanwhile.street) == (True, "Akerkhof 3")
    assert Venue.objects.get(pk=venue.pk).street == "Akerkhof 2"


def test_the_history_names_who_kept_the_plan(log_in, venue, ended):
    log_in("beheer").post(keep(ended))
    response = post(log_in("coordinatie"), edit_url(venue), "publish", go_live_at="", street="Akerkhof 4")

    [warning] = warnings(response)
    assert user("beheer").get_full_name() in warning.get_text()


def test_a_plan_of_which_the_moment_has_passed_is_not_kept(log_in, venue, ended, monkeypatch):
    as_of_later(monkeypatch, 3 * DAY)

    response = log_in("coordinatie").post(keep(ended))

    assert len(warnings(response)) == 1
    assert planned(venue) is None


def test_a_plan_is_not_kept_when_another_was_made_meanwhile(log_in, venue, ended):
    other = plan(log_in("coordinatie"), venue, 4 * DAY, street="Akerkhof 5")

    looked = read(log_in("coordinatie"), log_in("coordinatie").get(keep(ended)))
    sent = log_in("coordinatie").post(keep(ended))

    assert (looked.status_code, sent.status_code) == (302, 302)
    assert len(warnings(sent)) == 1
    assert planned(venue) == other


@pytest.mark.parametrize("role", ["communicatie", "cijfers"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_publish_keeps_no_plan(log_in, venue, ended, role, method):
    response = getattr(log_in(role), method)(keep(ended))

    assert response.status_code == 302
    assert response["Location"] == "/beheer/"
    assert planned(venue) is None


def test_a_version_that_nobody_planned_is_no_plan_to_keep(log_in, venue):
    response = log_in("coordinatie").post(keep(venue.latest_revision))

    assert response.status_code == 404
    assert planned(venue) is None


def test_a_second_plan_says_that_the_first_ended_and_has_nothing_to_keep(log_in, venue):
    first = plan(log_in("coordinatie"), venue, street="Akerkhof 2")

    response = post(log_in("coordinatie"), edit_url(venue), "publish", go_live_at=moment(4 * DAY), street="Akerkhof 3")

    [warning] = warnings(response)
    assert planned(venue) not in (None, first)
    assert keep(first) not in addresses(warning)


def test_a_draft_ends_no_plan_and_says_nothing(log_in, venue):
    version = plan(log_in("coordinatie"), venue, street="Akerkhof 2")

    response = post(log_in("communicatie"), edit_url(venue), street="Akerkhof 3")

    assert warnings(response) == []
    assert planned(venue) == version


def test_approving_says_which_plan_it_ended(log_in, venue):
    version = plan(log_in("coordinatie"), venue, street="Akerkhof 2")
    post(log_in("communicatie"), edit_url(venue), "submit", go_live_at="", street="Akerkhof 3")

    response = approve(log_in("coordinatie"), venue)

    [warning] = warnings(response)
    assert Venue.objects.get(pk=venue.pk).street == "Akerkhof 3"
    assert keep(version) in addresses(warning)


def test_the_form_says_beforehand_what_is_planned(log_in, venue):
    quiet = get_messages(log_in("coordinatie").get(edit_url(venue)).wsgi_request)
    plan(log_in("beheer"), venue, street="Akerkhof 2")

    told = get_messages(log_in("communicatie").get(edit_url(venue)).wsgi_request)

    assert [*quiet] == []
    assert user("beheer").get_full_name() in str([*told][-1])


def test_unpublishing_an_item_says_which_plan_it_ended(log_in, venue):
    version = plan(log_in("coordinatie"), venue, street="Akerkhof 2")

    response = log_in("coordinatie").post(f"/beheer/snippets/events/venue/unpublish/{venue.pk}/")

    [warning] = warnings(response)
    assert keep(version) in addresses(warning)
    assert log_in("coordinatie").get(addresses(warning)[0]).status_code == 200


# Figures


def test_a_plan_for_what_figures_are_computed_from_is_told_and_has_to_be_approved_anew(log_in):
    theme = Theme.objects.get(slug="infrastructuur")
    version = plan(log_in("coordinatie"), theme, name="Netwerken")

    response = post(log_in("beheer"), edit_url(theme), "publish", go_live_at="", name="Netten")
    [warning] = warnings(read(log_in("beheer"), response))
    sent = log_in("beheer").post(keep(version))

    assert keep(version) not in addresses(warning)
    assert len(warnings(sent)) == 1
    assert planned(theme) is None


def test_nobody_brings_back_an_approved_change_of_a_figure_alone(log_in):
    theme = Theme.objects.get(slug="infrastructuur")
    post(
        log_in("cijfers"),
        edit_url(theme),
        "submit",
        go_live_at=moment(2 * DAY),
        counts_in_headline=None,
        change_reason=REASON,
    )
    approve(log_in("coordinatie"))
    version = planned(theme)
    post(log_in("beheer"), edit_url(theme), "publish", go_live_at="", counts_in_headline="on", name="Netten")

    log_in("beheer").post(keep(version))

    assert version is not None
    assert planned(theme) is None


def test_who_approves_a_figure_reads_beforehand_which_plan_that_ends(log_in):
    theme = Theme.objects.get(slug="infrastructuur")
    version = plan(log_in("beheer"), theme, name="Netwerken")
    post(log_in("cijfers"), edit_url(theme), "submit", go_live_at="", name="Netten")
    task = Theme.objects.get(pk=theme.pk).current_workflow_task_state
    window = f"/beheer/snippets/projects/theme/workflow/action/{theme.pk}/approve/{task.pk}/"

    looked = log_in("coordinatie").get(window)
    response = log_in("coordinatie").post(window, {"version": Theme.objects.get(pk=theme.pk).latest_revision_id})

    [warning] = warnings(response)
    assert user("beheer").get_full_name() in looked.json()["html"]
    assert Theme.objects.get(pk=theme.pk).name == "Netten"
    assert user("beheer").get_full_name() in warning.get_text()
    assert keep(version) not in addresses(warning)


# Pages


def bulk(client, action, *pages, **sent):
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"/beheer/bulk/wagtailcore/page/{action}/?{chosen}&next=/beheer/", sent)


def test_publishing_several_pages_says_which_plans_it_ended(log_in):
    page, other = news(), news()
    version = plan_of_a_page(page)

    response = bulk(log_in("coordinatie"), "publish", page, other)

    [warning] = warnings(response)
    assert planned(page) is None
    assert keep(version) in addresses(warning)
    assert log_in("coordinatie").get(addresses(warning)[0]).status_code == 200


def test_publishing_all_below_a_page_says_which_plans_it_ended(log_in):
    page = NewsPageFactory(live=False)
    version = plan_of_a_page(page)

    response = bulk(log_in("coordinatie"), "publish", page.get_parent(), include_descendants="on")

    assert [keep(version) in addresses(warning) for warning in warnings(response)] == [True]


def test_a_page_that_is_planned_is_not_unpublished(log_in):
    page = news()
    version = plan_of_a_page(page)

    log_in("beheer").post(f"/beheer/pages/{page.pk}/unpublish/")
    bulk(log_in("beheer"), "unpublish", page)

    assert NewsPage.objects.get(pk=page.pk).live
    assert planned(page) == version


def test_approving_a_page_says_which_plan_it_ended(log_in):
    page = news()
    post_page(log_in("communicatie"), page_edit_url(page), "submit", title="Het voorstel")
    version = plan_of_a_page(page)

    response = approve(log_in("coordinatie"), page)

    [warning] = warnings(response)
    assert NewsPage.objects.get(pk=page.pk).title == "Het concept"
    assert keep(version) in addresses(warning)


def test_a_plan_of_a_page_is_kept(log_in, monkeypatch):
    page = news()
    version = plan_of_a_page(page)
    bulk(log_in("coordinatie"), "publish", page)

    log_in("coordinatie").post(keep(version))
    kept, meanwhile = planned(page), NewsPage.objects.get(pk=page.pk).title
    as_of_later(monkeypatch, 3 * DAY)
    call_command("publish_scheduled")

    assert (kept, meanwhile) == (version, "Het concept")
    assert NewsPage.objects.get(pk=page.pk).title == "De geplande versie"
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_planning_the_same_version_again_is_no_end(log_in):
    page = news()
    page.go_live_at = timezone.now() + DAY
    version = page.save_revision(user=user("beheer"))
    version.publish(user=user("beheer"))

    response = bulk(log_in("coordinatie"), "publish", page)

    assert warnings(response) == []
    assert planned(page) == version


def test_a_plan_that_ends_with_the_last_day_of_a_page_is_said_on_the_first_page(log_in, monkeypatch):
    page = news()
    plan_of_a_page(page, 4 * DAY)
    NewsPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() + DAY)
    as_of_later(monkeypatch, 2 * DAY)

    call_command("publish_scheduled")

    assert not NewsPage.objects.get(pk=page.pk).live
    [failure] = failures()
    assert failure.page_id == page.pk
    assert user("beheer").get_full_name() in failure.data["reason"]
