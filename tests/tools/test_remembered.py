"""What is remembered of a form is what the admin serves, whatever happened in between."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction
from django.test import Client
from wagtail.models import GroupPagePermission, PageSubscription

from dog_site.core.models import ContentVersion
from events.models import EventPage
from funding.models import FundingEntry
from home.models import HomePage
from tests.desk.browser import (
    MODELS,
    PARENTS,
    SNIPPETS,
    before_anything,
    edit_url,
    entry,
    form_at,
    page_add_url,
    page_edit_url,
    post,
    project,
    shown,
    what_visitors_see,
)
from tests.desk.remembered import Forms
from tests.factories import OrganisationFactory, ThemeFactory


class CountingClient(Client):
    """A client that counts what it opens."""

    opened = 0

    def get(self, *args, **kwargs):
        self.opened += 1
        return super().get(*args, **kwargs)


@pytest.fixture
def client():
    return CountingClient()


@pytest.mark.parametrize(
    "url",
    [
        *(lambda kind=kind: f"{SNIPPETS[kind]}add/" for kind in SNIPPETS),
        *(lambda kind=kind: edit_url(MODELS[kind].objects.filter(live=True).first()) for kind in SNIPPETS),
        *(lambda kind=kind: page_add_url(kind) for kind in PARENTS),
        lambda: page_edit_url(EventPage.objects.first()),
        lambda: page_edit_url(HomePage.objects.get()),
        lambda: page_edit_url(project()),
    ],
    ids=[
        *(f"new {kind}" for kind in SNIPPETS),
        *SNIPPETS,
        *(f"new {kind}" for kind in PARENTS),
        "event",
        "home page",
        "project",
    ],
)
def test_what_is_remembered_is_what_is_served(log_in, url):
    client, url = log_in("coordinatie"), url()

    form_at(client, url)
    opened, remembered = client.opened, form_at(client, url)

    assert client.opened == opened
    assert remembered == shown(client.get(url))


def test_a_form_that_was_changed_by_hand_is_remembered_as_it_was(log_in):
    client = log_in("coordinatie")
    event = EventPage.objects.exclude(themes=None).first()
    event.themes.set([ThemeFactory(), ThemeFactory()])
    event.save_revision()
    url = page_edit_url(event)

    form = form_at(client, url)
    form["title"] = "Anders"
    form["themes"].clear()

    assert form_at(client, url) == shown(client.get(url))


def a_row():
    FundingEntry.objects.filter(pk=entry().pk).update(title="Anders")
    FundingEntry.objects.filter(pk=entry().pk).update(latest_revision=None, has_unpublished_changes=False)


def a_draft():
    draft = entry()
    draft.title = "Anders"
    draft.save_revision()


def a_theme():
    ThemeFactory()


def an_organisation():
    OrganisationFactory()


def a_row_of_raw_sql():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE funding_fundingentry SET title = 'Anders'")


def many_rows():
    FundingEntry.objects.bulk_update([entry()], ["title"])


def a_right():
    Group.objects.get(name="Cijferredactie").permissions.remove(Permission.objects.filter(codename="add_theme").first())


def a_right_on_pages():
    GroupPagePermission.objects.first().delete()


def somebody_to_tell():
    PageSubscription.objects.create(user_id=1, page_id=1, comment_notifications=True)
    PageSubscription.objects.update(comment_notifications=False)


@pytest.mark.parametrize(
    "change",
    [
        a_row,
        a_draft,
        a_theme,
        an_organisation,
        a_row_of_raw_sql,
        many_rows,
        a_right,
        a_right_on_pages,
        somebody_to_tell,
    ],
)
def test_a_form_is_fetched_anew_after_any_change(log_in, change):
    client, url = log_in("cijfers"), edit_url(entry())
    form_at(client, url)
    opened = client.opened

    change()
    remembered = form_at(client, url)

    assert client.opened == opened + 1
    assert remembered == shown(client.get(url))


def test_what_is_typed_and_saved_is_in_the_form_that_is_fetched_next(log_in):
    client, url = log_in("cijfers"), edit_url(entry())
    before = form_at(client, url)

    post(client, url, title="Anders")
    after = form_at(client, url)

    assert (before["title"], after["title"]) == ("PyGrunn", "Anders")
    assert after["loaded_revision_id"] != before["loaded_revision_id"]
    assert after == shown(client.get(url))


def test_what_was_taken_back_is_not_remembered(log_in):
    client, url = log_in("cijfers"), edit_url(entry())
    before = form_at(client, url)

    with transaction.atomic():
        a_draft()
        within = form_at(client, url)
        transaction.set_rollback(True)

    assert within["title"] == "Anders"
    assert form_at(client, url) == before


def test_a_form_is_remembered_for_who_opened_it(log_in):
    url = edit_url(entry())
    form_at(log_in("cijfers"), url)

    with pytest.raises(AssertionError, match="does not open: 302"):
        form_at(log_in("communicatie"), url)


def test_a_right_that_is_gone_closes_a_form_that_was_open(log_in):
    client, url = log_in("cijfers"), edit_url(entry())
    form_at(client, url)

    Group.objects.get(name="Cijferredactie").permissions.clear()

    with pytest.raises(AssertionError, match="does not open: 302"):
        form_at(client, url)


@pytest.mark.parametrize("is_changed", [False, True])
def test_the_next_test_gets_the_site_as_it_was_made_and_never_a_change(is_changed):
    forms, asked = Forms(), Client()
    with forms.during_a_test():
        forms.at(asked, "/", lambda client, url: {"title": "as made"})
        if is_changed:
            a_theme()
        found = forms.at(asked, "/", lambda client, url: {"title": "changed"})

    with forms.during_a_test():
        later = forms.at(asked, "/", lambda client, url: {"title": "fetched"})

    assert found == {"title": "changed" if is_changed else "as made"}
    assert later == {"title": "as made"}


def test_outside_a_test_that_is_watched_nothing_is_remembered():
    forms, asked = Forms(), Client()
    with forms.during_a_test():
        forms.at(asked, "/", lambda client, url: {"title": "first"})

    assert forms.at(asked, "/", lambda client, url: {"title": "second"}) == {"title": "second"}


def test_what_visitors_saw_before_anything_is_what_they_see():
    before = before_anything(what_visitors_see)
    seen_as_made = what_visitors_see()
    FundingEntry.objects.filter(pk=entry().pk).update(title="Anders")
    ContentVersion.raise_number()

    assert before == seen_as_made
    assert before_anything(what_visitors_see) == what_visitors_see() != before


def test_logging_in_and_opening_a_form_change_no_form(log_in):
    forms = Forms()
    with forms.during_a_test():
        log_in("beheer").get(page_edit_url(project()))
        log_in("cijfers").get(edit_url(entry()))

        assert forms.writes == 0
