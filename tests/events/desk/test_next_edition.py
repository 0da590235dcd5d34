"""Copying an event as its next edition: a draft with what stays the same, and nothing of what was only true of one."""

import datetime
from datetime import date, time

import pytest

from events.models import EventPage, EventParticipant, EventPhoto, EventProject, EventSession, EventSpeaker
from tests.desk.browser import page_edit_url, project
from tests.factories import EventPageFactory, EventSeriesPageFactory, ThemeFactory, VenueFactory


def url(event):
    return f"/beheer/evenementen/{event.pk}/volgende-editie/"


@pytest.fixture
def edition(image):
    page = EventPageFactory(
        title="PyGrunn",
        slug="pygrunn-editie",
        parent=EventSeriesPageFactory(title="Reeks", slug="reeks"),
        kind="conferentie",
        summary="Over Python.",
        themes=[ThemeFactory(slug="ai")],
        start_date=date(2019, 5, 10),
        start_time=time(9),
        end_time=time(17),
        status="verplaatst",
        status_note="De zaal was bezet.",
        previous_start_date=date(2019, 5, 3),
        venue=VenueFactory(name="Forum"),
        price="€ 25",
        registration="elders",
        registration_closes=datetime.datetime(2019, 5, 1, tzinfo=datetime.UTC),
        is_full=True,
        attendance=300,
        attendance_wording="ruim",
        video_url="https://example.org/film",
        video_transcript="Tekst.",
    )
    page.participants = [EventParticipant(text="De vereniging", role="organisator")]
    page.project_links = [EventProject(project=project())]
    page.sessions = [EventSession(title="Opening", start=datetime.datetime(2019, 5, 10, 9, tzinfo=datetime.UTC))]
    page.speakers = [EventSpeaker(name="A. Spreker")]
    page.photos = [EventPhoto(image=image)]
    page.save_revision().publish()
    EventPageFactory(title="Nevenevenement", parent=page)
    return EventPage.objects.get(pk=page.pk)


def test_the_next_edition_is_a_draft_without_what_was_only_true_of_this_one(log_in, edition):
    client = log_in("communicatie")

    asked = client.get(url(edition))
    response = client.post(url(edition))

    made = EventPage.objects.get(slug="pygrunn-editie-2")
    assert asked.status_code == 200
    assert response["Location"] == page_edit_url(made)
    assert made.get_parent().slug == "reeks"
    assert not made.live
    kept = ("title", "kind", "summary", "venue_id", "price")
    assert [getattr(made, name) for name in kept] == [getattr(edition, name) for name in kept]
    assert [theme.slug for theme in made.themes.all()] == ["ai"]
    assert [found.name for found in made.participants.all()] == ["De vereniging"]
    assert made.project_links.count() == 1
    assert made.when.words == "datum nog te bepalen"
    assert (made.status, made.status_note, made.previous_start_date) == ("gepland", "", None)
    assert (made.registration, made.registration_url, made.registration_closes) == ("geen", "", None)
    assert (made.attendance, made.attendance_wording, made.attendance_source) == (None, "exact", "")
    assert (made.is_full, made.video_url, made.video_transcript) == (False, "", "")
    assert [getattr(made, name).count() for name in ("sessions", "speakers", "photos")] == [0, 0, 0]
    assert made.get_children().count() == 0
    assert made.translation_key != edition.translation_key
    assert made.sequence == 0


def test_its_form_opens_and_shows_the_same(log_in, edition):
    client = log_in("communicatie")

    form = client.post(url(edition), follow=True)

    assert form.status_code == 200
    assert "Vul de datums in" in form.content.decode()
    assert EventPage.objects.get(slug="pygrunn-editie-2").get_latest_revision_as_object().start_date is None


def test_every_next_edition_has_an_address_of_its_own(log_in, edition):
    client = log_in("communicatie")

    for _round in range(3):
        client.post(url(edition))

    slugs = edition.get_parent().get_children().values_list("slug", flat=True)
    assert sorted(slugs) == ["pygrunn-editie", "pygrunn-editie-2", "pygrunn-editie-3", "pygrunn-editie-4"]


def test_an_event_that_is_over_and_off_can_be_copied_as_well(log_in):
    cancelled = EventPageFactory(status="geannuleerd", slug="afgelast")

    log_in("communicatie").post(url(cancelled))

    assert EventPage.objects.get(slug="afgelast-2").status == "gepland"


def test_who_may_not_add_events_gets_no_copy(log_in, edition, client):
    anonymous = client.post(url(edition))
    refused = log_in("cijfers").post(url(edition))

    assert anonymous.status_code == 302
    assert refused.status_code in (302, 403)
    assert not EventPage.objects.filter(slug="pygrunn-editie-2").exists()


def test_asking_changes_nothing_and_a_page_that_is_no_event_is_not_found(log_in, edition):
    client = log_in("communicatie")

    client.get(url(edition))

    assert not EventPage.objects.filter(slug="pygrunn-editie-2").exists()
    assert client.get(f"/beheer/evenementen/{edition.get_parent().pk}/volgende-editie/").status_code == 404
    assert client.put(url(edition)).status_code == 405


def test_the_action_stands_with_the_event(log_in, edition):
    client = log_in("communicatie")

    assert url(edition) in client.get(page_edit_url(edition)).content.decode()
