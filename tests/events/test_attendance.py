"""Visitors: as sources state them, added up, and never counted twice."""

from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from dog_site.core import figures
from events.attendance import AttendanceRow, StatedAttendance, add_up_visitors
from events.models import EventProject
from events.provider import attendance
from home.models import HomePage, StandardPage
from tests.factories import EventPageFactory, ProjectPageFactory, ThemeFactory
from tests.pages import figure, text


def stated(value, wording="exact", value_max=None):
    return StatedAttendance(value, wording, value_max, "evenement:x", 2019)


def row(path, *statement):
    return AttendanceRow(path, stated(*statement) if statement else None)


FESTIVAL, WORKSHOP, LECTURE, OTHER = "00010001", "000100010001", "000100010002", "00010002"


@pytest.mark.parametrize(
    "rows, visitors, is_exact, events, counted",
    [
        ([], None, False, 0, 0),
        ([row(FESTIVAL, 84)], 84, True, 1, 1),
        ([row(FESTIVAL, 84), row(OTHER, 16)], 100, True, 2, 2),
        ([row(FESTIVAL, 0)], 0, True, 1, 1),
        # The smallest number for which the words hold.
        ([row(FESTIVAL, 1_600, "ruim")], 1_600, False, 1, 1),
        ([row(FESTIVAL, 1_500, "meer-dan")], 1_500, False, 1, 1),
        ([row(FESTIVAL, 100, "ten-minste")], 100, False, 1, 1),
        ([row(FESTIVAL, 1_000, "bijna")], 950, False, 1, 1),
        ([row(FESTIVAL, 1_000, "circa")], 950, False, 1, 1),
        ([row(FESTIVAL, 101, "circa")], 96, False, 1, 1),  # 95,95 is not a number of people
        ([row(FESTIVAL, 100, "tussen", 120)], 100, False, 1, 1),
        ([row(FESTIVAL, 84), row(OTHER, 1_000, "bijna")], 1_034, False, 2, 2),
        # Unknown is not zero.
        ([row(FESTIVAL)], None, False, 1, 0),
        ([row(FESTIVAL), row(OTHER)], None, False, 2, 0),
        ([row(FESTIVAL, 84), row(OTHER)], 84, False, 2, 1),
        # The visitors of a side event are among those of the festival.
        ([row(FESTIVAL, 84), row(WORKSHOP, 20)], 84, True, 1, 1),
        ([row(FESTIVAL, 84), row(WORKSHOP)], 84, True, 1, 1),
        ([row(WORKSHOP, 20), row(FESTIVAL, 84)], 84, True, 1, 1),
        # A festival whose visitors nobody counted had at least those of its largest side event.
        ([row(FESTIVAL), row(WORKSHOP, 20), row(LECTURE, 50)], 50, False, 1, 1),
        ([row(FESTIVAL), row(WORKSHOP, 100, "bijna"), row(LECTURE, 96)], 96, False, 1, 1),
        ([row(FESTIVAL), row(WORKSHOP)], None, False, 1, 0),
        # Without its festival in the set a side event is an event of its own.
        ([row(WORKSHOP, 20)], 20, True, 1, 1),
        ([row(WORKSHOP, 20), row(OTHER, 84)], 104, True, 2, 2),
    ],
)
def test_visitors_add_up_to_the_least_that_the_sources_together_say(rows, visitors, is_exact, events, counted):
    totals = add_up_visitors(rows)

    assert (totals.visitors, totals.is_exact, totals.events, totals.counted) == (visitors, is_exact, events, counted)


@pytest.mark.parametrize(
    "statement, words, state",
    [
        ((84,), "84", "bekend"),
        ((1_600, "ruim"), "ruim 1.600", "ondergrens"),
        ((1_500, "meer-dan"), "meer dan 1.500", "ondergrens"),
        ((1_000, "bijna"), "bijna 1.000", "bekend"),
        ((1_000, "circa"), "circa 1.000", "bekend"),
        ((50, "ten-minste"), "ten minste 50", "ondergrens"),
        ((100, "tussen", 120), "tussen 100 en 120", "ondergrens"),
    ],
)
def test_a_number_is_printed_in_the_words_of_its_source(statement, words, state):
    found = stated(*statement)

    assert found.text == words
    assert found.figure().state == state
    assert found.figure().value == statement[0]


@pytest.mark.parametrize(
    "rows, words, qualifier, note",
    [
        ([], "geen evenementen", "", ""),
        ([row(FESTIVAL)], "onbekend", "", ""),
        ([row(FESTIVAL), row(OTHER)], "onbekend", "", ""),
        ([row(FESTIVAL, 84)], "84", "", ""),
        ([row(FESTIVAL, 1_000), row(OTHER, 84)], "1.084", "", ""),
        ([row(FESTIVAL, 1_600, "ruim")], "1.600", "ten minste", ""),
        (
            [row(FESTIVAL, 1_600, "ruim"), row(OTHER)],
            "1.600",
            "ten minste",
            "bij 1 van 2 evenementen",
        ),
    ],
)
def test_a_total_says_over_how_many_events_it_was_taken(rows, words, qualifier, note):
    totals = add_up_visitors(rows)

    found = totals.figure("bezoekers", "alles", 2019)

    assert (found.text, found.qualifier, found.note) == (words, qualifier, note)


def test_the_results_of_2017_have_the_visitors_that_the_letter_states(client):
    html = client.get("/resultaten/2017/").content.decode()

    assert figure(html, metric="bezoekers", scope="alles", year=2017) == 3_100
    words = "Er kwamen ten minste 3.100 bezoekers. Alleen van 2 van de 9 evenementen kennen we het aantal."
    assert words in text(html)
    assert "ruim 1.600" in text(html)
    assert "meer dan 1.500" in text(html)


def test_a_theme_adds_up_the_visitors_of_its_own_events(client):
    html = client.get("/themas/profilering-vestigingsklimaat/").content.decode()
    other = client.get("/themas/kennis-innovatie/").content.decode()

    assert figure(html, metric="bezoekers", scope="thema:profilering-vestigingsklimaat") == 3_100
    assert "Er kwamen ten minste 3.100 bezoekers. Dat is bij 2 evenementen samen." in text(html)
    assert 'data-metric="bezoekers"' not in other


@pytest.fixture
def elsewhere():
    """An event of 84 visitors with a theme and a project that no other event has."""
    theme = ThemeFactory(slug="veiligheid", counts_in_headline=False)
    project = ProjectPageFactory(slug="schild", theme=theme)
    event = EventPageFactory(slug="schilddag", attendance=84, themes=[theme])
    EventProject.objects.create(event=event, project=project)
    return event


@pytest.mark.parametrize(
    "scope, visitors",
    [
        ("alles", 84),
        ("hoofdtotaal", None),
        ("anders", 84),
        ("thema:veiligheid", 84),
        ("thema:infrastructuur", None),
        ("project:schild", 84),
        ("project:pygrunn", None),
    ],
)
def test_a_figure_of_visitors_is_that_of_its_scope(elsewhere, scope, visitors):
    assert figures.current("bezoekers", scope, 2019).value == visitors


@pytest.mark.parametrize("scope", ["regel:DOG-2017-001", "evenement:schilddag", "verzonnen", ""])
def test_a_scope_without_events_has_no_figure(scope):
    assert figures.current("bezoekers", scope, 2019) is None


def test_an_event_in_two_themes_counts_once_in_their_total(elsewhere):
    elsewhere.themes.add(ThemeFactory(slug="tweede", counts_in_headline=False))
    elsewhere.save()

    assert attendance("anders", 2019).visitors == 84


def test_within_and_outside_the_headline_themes_are_together_all_events(elsewhere):
    elsewhere.themes.add(ThemeFactory(counts_in_headline=True))
    elsewhere.save()
    EventPageFactory(attendance=16)

    found = {scope: attendance(scope, 2019).visitors for scope in ("hoofdtotaal", "anders", "alles")}

    assert found == {"hoofdtotaal": 84, "anders": 16, "alles": 100}


def test_an_event_that_names_its_project_twice_counts_once(elsewhere):
    EventProject.objects.create(event=elsewhere, project=elsewhere.project_links.get().project)

    totals = attendance("project:schild", 2019)

    assert (totals.visitors, totals.events) == (84, 1)


def test_an_event_counts_in_the_year_in_which_it_begins():
    EventPageFactory(attendance=84, start_date=date(2018, 12, 30), end_date=date(2019, 1, 2))

    assert attendance("alles", 2018).visitors == 84
    assert attendance("alles", 2019).visitors is None
    assert attendance("alles", None).visitors == 3_184


def hide_by_restriction(event):
    PageViewRestriction.objects.create(page=event, restriction_type="login")


def hide_by_unpublishing(event):
    event.unpublish()


def cancel(event):
    event.status, event.status_note = "geannuleerd", "Vanwege de storm."
    event.save()


def postpone(event):
    event.status = "uitgesteld"
    event.save()


def move_to_the_future(event):
    event.start_date = date(2090, 5, 14)
    event.save()


@pytest.mark.parametrize("act", [hide_by_restriction, hide_by_unpublishing, cancel, postpone, move_to_the_future])
def test_an_event_that_nobody_could_visit_or_see_does_not_count(elsewhere, act):
    act(elsewhere)

    totals = attendance("thema:veiligheid", None)

    assert (totals.visitors, totals.events) == (None, 0)


def test_a_side_event_that_was_cancelled_does_not_count_for_its_festival():
    festival = EventPageFactory()
    EventPageFactory(parent=festival, attendance=50, status="geannuleerd")
    EventPageFactory(parent=festival, attendance=20)

    assert attendance("alles", 2019).visitors == 20


@pytest.mark.parametrize(
    "scope, words",
    [
        ("alles", "ten minste 3.100 bij 2 van 9 evenementen"),
        ("hoofdtotaal", "ten minste 3.100 bij 2 van 8 evenementen"),
        ("anders", "onbekend"),
        ("thema:infrastructuur", "geen evenementen"),
        ("thema:profilering-vestigingsklimaat", "ten minste 3.100"),
        ("project:trendship-17", "ten minste 1.600"),
        ("project:pygrunn", "onbekend"),
    ],
)
def test_a_block_prints_the_visitors_of_its_scope(client, scope, words):
    block = {"metric": "bezoekers", "scope": scope, "year": "2017", "wording": "exact"}
    page = StandardPage(title="Cijfers", slug="cijfers", body=[("figure", block)])
    HomePage.objects.get().add_child(instance=page)

    shown = text(client.get("/cijfers/").content.decode())

    assert f"{words} aantal bezoekers" in shown


def test_the_words_of_a_source_stand_with_the_number_on_the_page_of_the_event(client):
    EventPageFactory(
        slug="meetup", attendance=1_600, attendance_wording="ruim", attendance_source="rij 19: ‘ruim 1.600’\n\nbrief"
    )

    html = client.get("/agenda/meetup/").content.decode()

    assert "ruim 1.600 bezoekers rij 19: ‘ruim 1.600’ brief" in text(html)
    assert figure(html, metric="bezoekers", scope="evenement:meetup", source="vermeld") == 1_600
