"""Events and venues through the forms of the admin, as the people of the office use them."""

import re
from datetime import date
from operator import itemgetter

import pytest
from django.contrib.messages import get_messages
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from events.models import EventIndexPage, EventPage, Venue
from projects.models import Organisation, Theme
from tests.desk.browser import (
    errors,
    form_at,
    page_add_url,
    page_edit_url,
    post,
    post_page,
    project,
    public,
    public_text,
    shown,
    streams,
    taken_back,
)
from tests.desk.forms import fields_at, filled_in, one_of_each_field, shown_again
from tests.factories import EventPageFactory, EventSeriesPageFactory, VenueFactory
from tests.pages import text

EVENT = "events/eventpage"


def add_url(parent=None):
    """The form of a new event, in the agenda or below `parent`."""
    return f"/beheer/pages/add/{EVENT}/{parent.pk}/" if parent else page_add_url(EVENT)


def in_form(**typed):
    return {"title": "Meetup", "slug": "meetup", **typed}


def messages(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def everything(image):
    """All that somebody can type of an event."""
    themes = Theme.objects.filter(slug__in=["infrastructuur", "kennis-innovatie"]).order_by("slug")
    typed = {
        "summary": "De samenvatting.",
        "kind": "hackathon",
        "language": "nl-en",
        "audience": "scholieren en studenten",
        "themes": [str(theme.pk) for theme in themes],
        "image": str(image.pk),
        "date_precision": "exact",
        "start_date": "14-05-2019",
        "start_time": "22.00",
        "end_date": "15-05-2019",
        "end_time": "02.00",
        "status": "verplaatst",
        "status_note": "De zaal was bezet.",
        "previous_start_date": "09-04-2019",
        "attendance_mode": "beide",
        "venue": str(VenueFactory(name="Akerk", city="Groningen").pk),
        "online_url": "https://example.org/live",
        "registration": "elders",
        "registration_url": "https://example.org/aanmelden",
        "registration_closes": "10-05-2019 17.30",
        "capacity": "1.500",
        "price": "€ 25",
        "attendance_wording": "tussen",
        "attendance": "5.000",
        "attendance_max": "5.500",
        "attendance_source": "rij 99: ‘5.000 tot 5.500’",
    }
    rows = {
        "participants": inline_formset(
            [
                {"organisation": str(Organisation.objects.get(name="UMCG").pk), "text": "", "role": "organisator"},
                {"organisation": "", "text": "Diverse bedrijven", "role": "partner"},
            ]
        ),
        "project_links": inline_formset([{"project": str(project().pk)}]),
        "photos": inline_formset([{"image": str(image.pk), "caption": "De opening"}]),
    }
    return in_form(**typed) | nested_form_data(rows)


BODY = [("heading", {"text": "Het programma", "level": "h2"}), ("text", rich_text("<p>De <b>aankondiging</b></p>"))]
REPORT = [("text", rich_text("<p>Het was <b>vol</b></p>"))]


@pytest.mark.parametrize("username, action", [("coordinatie", "publish"), ("communicatie", None)])
def test_an_event_with_all_its_parts_is_stored_as_it_was_typed(log_in, image, username, action):
    client = log_in(username)
    typed = everything(image)

    response = post_page(client, add_url(), action, BODY, report=REPORT, **typed)

    assert response.status_code == 302
    page = EventPage.objects.get(slug="meetup")
    assert page.live is bool(action)
    form = shown(client.get(page_edit_url(page)))
    scalar = {
        name: value for name, value in typed.items() if isinstance(value, str) and not re.search(r"_FORMS|-", name)
    }
    assert {name: form[name] for name in scalar} == scalar
    stored = page.get_latest_revision_as_object()
    assert {theme.slug for theme in stored.themes.all()} == {"infrastructuur", "kennis-innovatie"}
    assert [(part.name, part.role) for part in stored.participants.all()] == [
        ("UMCG", "organisator"),
        ("Diverse bedrijven", "partner"),
    ]
    assert [link.project.slug for link in stored.project_links.all()] == ["pygrunn"]
    assert [photo.caption for photo in stored.photos.all()] == ["De opening"]
    assert [block.block_type for block in stored.body] == ["heading", "text"]
    assert [block.block_type for block in stored.report] == ["text"]
    assert (stored.capacity, stored.attendance, stored.attendance_max) == (1_500, 5_000, 5_500)


def test_an_event_that_is_published_is_public_with_all_its_parts(log_in, image):
    client = log_in("coordinatie")

    post_page(client, add_url(), "publish", BODY, report=REPORT, **everything(image))

    html = public_text("/agenda/meetup/")
    words = text(html)
    for expected in (
        "Verplaatst Afgelopen De zaal was bezet. Het was gepland op 9 april 2019",
        "tussen 5.000 en 5.500 bezoekers rij 99: ‘5.000 tot 5.500’",
        "Verslag Het was vol",
        "De samenvatting.",
        "Het programma De aankondiging",
        "14 – 15 mei 2019 , 22.00 – 02.00 uur",
        "Waar Akerk, Groningen Volg het evenement online",
        "Soort evenement Hackathon",
        "Voor wie scholieren en studenten",
        "Taal Nederlands en Engels",
        "Prijs € 25",
        "Aantal plaatsen 1.500",
        "Georganiseerd door UMCG Partners Diverse bedrijven",
        "De opening",
        "PyGrunn Bijdrage van de gemeente",
    ):
        assert expected in words, expected
    assert html.count('alt="Een spreker op het podium"') == 2
    assert "Meetup" in text(public_text("/projecten/pygrunn/"))
    assert "Meetup" in text(public_text("/themas/infrastructuur/"))


def test_a_draft_of_an_event_is_not_public_and_can_be_sent_for_approval(log_in):
    client = log_in("communicatie")

    post_page(client, add_url(), "submit", **in_form(start_date="2019-05-14"))

    page = EventPage.objects.get(slug="meetup")
    assert page.current_workflow_state is not None
    assert public("/agenda/meetup/").status_code == 404
    assert "Meetup" not in public_text("/agenda/?periode=2017")


def test_a_draft_needs_no_more_than_a_title(log_in):
    client = log_in("communicatie")

    response = post_page(client, add_url(), title="Alleen een titel", slug="alleen-een-titel")

    page = EventPage.objects.get(title="Alleen een titel")
    assert response.status_code == 302
    assert (page.live, page.start, page.slug) == (False, None, "alleen-een-titel")


CLOCK = "Die nacht slaat de klok deze tijd over."
AFTER_MIDNIGHT = "Eindigt het evenement na middernacht?"
BEFORE_START = "Het einde ligt vóór het begin."
RANGE = "Vul een datum in van 1990 tot en met 2100."
NO_DATE = "Vul ook de begindatum in"
NO_TIME = "Bij een maand of een jaar hoort geen tijd."
WHOLE_NUMBER = "Schrijf een heel getal als 1500 of 1.500"
WRONG = [
    ({"start_date": "2019-05-14", "end_date": "2019-05-13"}, "end_date", BEFORE_START),
    (
        {"start_date": "2019-05-14", "end_date": "2019-05-13", "start_time": "09:00", "end_time": "17:00"},
        "end_date",
        BEFORE_START,
    ),
    ({"start_date": "2019-05-14", "end_date": "2019-04-30", "date_precision": "maand"}, "end_date", BEFORE_START),
    ({"start_date": "2019-05-14", "end_date": "2018-12-31", "date_precision": "jaar"}, "end_date", BEFORE_START),
    ({"start_date": "2019-05-14", "start_time": "22:00", "end_time": "02:00"}, "end_time", AFTER_MIDNIGHT),
    ({"start_date": "2019-05-14", "end_time": "17:00"}, "start_time", "Vul ook de begintijd in"),
    ({"start_date": "2019-05-14", "date_precision": "maand", "start_time": "09:00"}, "start_time", NO_TIME),
    (
        {"start_date": "2019-05-14", "date_precision": "jaar", "start_time": "09:00", "end_time": "17:00"},
        "start_time",
        NO_TIME,
    ),
    ({"end_date": "2019-05-14"}, "start_date", NO_DATE),
    ({"start_time": "09:00"}, "start_date", NO_DATE),
    ({"start_time": "09:00", "end_time": "17:00"}, "start_date", NO_DATE),
    ({"start_date": "2019-03-31", "start_time": "02:30"}, "start_time", CLOCK),
    (
        {"start_date": "2019-03-30", "start_time": "22:00", "end_date": "2019-03-31", "end_time": "02:30"},
        "end_time",
        CLOCK,
    ),
    # Dates and times that are none, or that nobody means.
    ({"start_date": "0000-00-00"}, "start_date", "."),
    ({"start_date": "2026-02-31"}, "start_date", "."),
    ({"start_date": "volgende week"}, "start_date", "."),
    ({"start_date": "2019-05-14\0"}, "start_date", "."),
    ({"start_date": "0001-01-01"}, "start_date", RANGE),
    ({"start_date": "1850-05-14"}, "start_date", RANGE),
    ({"start_date": "9999-12-31"}, "start_date", RANGE),
    ({"start_date": "9999-12-31", "date_precision": "jaar"}, "start_date", RANGE),
    ({"start_date": "2019-05-14", "end_date": "9999-12-31"}, "end_date", RANGE),
    ({"previous_start_date": "0001-01-01"}, "previous_start_date", RANGE),
    ({"start_date": "2019-05-14", "start_time": "25:00"}, "start_time", "."),
    ({"start_date": "2019-05-14", "start_time": "half tien"}, "start_time", "."),
    # The state, and how to attend.
    ({"status": "geannuleerd"}, "status_note", "Schrijf wat bezoekers moeten weten"),
    ({"status": "gaat-online-door"}, "attendance_mode", "Het evenement gaat online door."),
    ({"status": "verzonnen"}, "status", "."),
    ({"kind": "verzonnen"}, "kind", "."),
    ({"venue": "999999"}, "venue", "."),
    ({"online_url": "geen adres"}, "online_url", "."),
    ({"online_url": "javascript:alert(1)"}, "online_url", "."),
    # Registration and price.
    ({"registration": "elders"}, "registration_url", "Vul het webadres in"),
    ({"registration": "elders", "registration_url": "javascript:alert(1)"}, "registration_url", "."),
    (
        {"start_date": "2019-05-14", "start_time": "09:00", "registration_closes": "2019-05-14 09:01"},
        "registration_closes",
        "De aanmelding sluit na het begin.",
    ),
    (
        {"start_date": "2019-05-14", "registration_closes": "2019-05-15 00:01"},
        "registration_closes",
        "De aanmelding sluit na het begin.",
    ),
    ({"registration_closes": "0001-01-01 00:00"}, "registration_closes", RANGE),
    ({"registration_closes": "9999-12-31 23:59"}, "registration_closes", RANGE),
    ({"registration_closes": "2019-03-31 02:30"}, "registration_closes", "."),
    ({"registration_closes": "morgen"}, "registration_closes", "."),
    ({"is_free": "on", "price": "€ 25"}, "price", "Laat een van de twee weg."),
    ({"capacity": "ruim 100"}, "capacity", WHOLE_NUMBER),
    ({"capacity": "-1"}, "capacity", WHOLE_NUMBER),
    ({"capacity": "9" * 40}, "capacity", "."),
    # Visitors.
    ({"attendance": "84"}, "attendance_source", "Bij een aantal hoort een bron."),
    ({"attendance": "84", "attendance_source": "  "}, "attendance_source", "Bij een aantal hoort een bron."),
    ({"attendance": "1,5", "attendance_source": "rij 1"}, "attendance", WHOLE_NUMBER),
    ({"attendance": "1.50", "attendance_source": "rij 1"}, "attendance", WHOLE_NUMBER),
    ({"attendance": "100.000.000", "attendance_source": "rij 1"}, "attendance", "99.999.999"),
    (
        {"attendance": "84", "attendance_source": "rij 1", "attendance_wording": "tussen"},
        "attendance_max",
        "Bij ‘tussen’",
    ),
    (
        {"attendance": "84", "attendance_source": "rij 1", "attendance_wording": "tussen", "attendance_max": "83"},
        "attendance_max",
        "Bij ‘tussen’",
    ),
    # Texts.
    ({"title": "Nul\0"}, "title", "."),
    ({"title": ""}, "title", "."),
    ({"slug": "pygrunn"}, "slug", "."),
    ({"summary": "Nul\0"}, "summary", "."),
    ({"summary": "x" * 401}, "summary", "."),
    ({"also_known_as": "x" * 401}, "also_known_as", "."),
    ({"audience": "Nul\0"}, "audience", "."),
    ({"status_note": "Nul\0"}, "status_note", "."),
    ({"status_note": "x" * 251}, "status_note", "."),
    ({"price": "Nul\0"}, "price", "."),
    ({"attendance_source": "Nul\0"}, "attendance_source", "."),
    ({"online_url": "https://example.org/\0"}, "online_url", "."),
    ({"themes": "999999"}, "themes", "."),
    ({"image": "999999"}, "image", "."),
    # What the tables above do not reach.
    ({"language": "verzonnen"}, "language", "."),
    ({"date_precision": "verzonnen"}, "date_precision", "."),
    ({"attendance_wording": "verzonnen"}, "attendance_wording", "."),
    ({"registration": "verzonnen"}, "registration", "."),
    ({"video_url": "javascript:alert(1)"}, "video_url", "."),
    ({"video_url": "https://example.org/", "video_transcript": "Nul\0"}, "video_transcript", "."),
    ({"seo_title": "x" * 256}, "seo_title", "."),
    ({"search_description": "Nul\0"}, "search_description", "."),
    ({"go_live_at": "morgen"}, "go_live_at", "."),
    ({"expire_at": "2019-05-14 09:00"}, "expire_at", "."),
]
# One value of each field goes through the front door, and a block of each text. What can be ticked cannot be wrong.
AT_THE_DOOR = one_of_each_field(WRONG, itemgetter(1))
TEXTS = {"body", "report"}
NEVER_WRONG = {"is_full", "is_free", "show_in_menus", "comment_notifications"}


def has_lost(typed, again, field):
    """Names of what was `typed` and does not stand in the form any more, apart from the `field` that was wrong."""
    # A tick is there whatever its value.
    kept = {name: value for name, value in typed.items() if name not in (field, "is_free")}
    return [name for name, value in kept.items() if again.get(name) != value]


@pytest.mark.parametrize("typed, field, sentence", WRONG)
def test_a_mistake_is_refused_at_its_field_and_nothing_typed_is_lost(log_in, typed, field, sentence):
    client = log_in("coordinatie")
    typed = in_form(audience="scholieren") | typed

    form = filled_in(client, add_url(), **streams(BODY) | typed)

    found = errors(form)
    assert list(found) == [field]
    assert all(line.endswith(".") and sentence in line for line in found[field])
    again = shown_again(form, typed)
    assert has_lost(typed, again, field) == []
    assert ("is_free" in typed) is ("is_free" in again)
    assert form["body"].value()[0].value["text"].startswith("Het programma")


@pytest.mark.parametrize("typed, field, sentence", AT_THE_DOOR)
def test_a_mistake_is_shown_at_its_field_and_nothing_typed_is_lost(log_in, typed, field, sentence):
    client = log_in("coordinatie")
    before = Page.objects.count()
    typed = in_form(audience="scholieren") | typed

    response = post_page(client, add_url(), "publish", BODY, **typed)

    assert response.status_code == 200
    found = errors(response)
    assert list(found) == [field]
    assert all(line.endswith(".") and sentence in line for line in found[field])
    assert found == errors(filled_in(client, add_url(), **streams(BODY) | typed))
    assert Page.objects.count() == before
    again = shown(response)
    assert has_lost(typed, again, field) == []
    assert ("is_free" in typed) is ("is_free" in again)
    assert "Het programma" in response.content.decode()


@pytest.mark.parametrize("field", sorted(TEXTS))
def test_a_block_with_a_mistake_is_refused_in_its_text(log_in, field):
    client = log_in("coordinatie")
    too_long = streams(**{field: [("heading", {"text": "x" * 121, "level": "h2"})]})

    response = post(client, add_url(), "publish", **in_form(), **too_long)

    assert response.status_code == 200
    assert list(errors(response)) == [field]
    assert "x" * 121 in response.content.decode()


def test_every_field_of_an_event_has_a_mistake_that_goes_through_the_front_door(log_in):
    client = log_in("coordinatie")

    fields = fields_at(client, add_url())

    assert fields == {field for _typed, field, _sentence in AT_THE_DOOR} | TEXTS | NEVER_WRONG
    assert fields_at(client, page_edit_url(EventPage.objects.first())) == fields


@pytest.fixture
def public_event():
    return EventPageFactory(slug="meetup", title="Zoals het was", start_date=None)


def test_a_mistake_in_a_change_is_refused_at_its_field(log_in, public_event):
    client, url = log_in("coordinatie"), page_edit_url(public_event)
    form = form_at(client, url) | streams()

    accepted = [
        (typed, field)
        for typed, field, _sentence in WRONG
        if field not in filled_in(client, url, form=form, **in_form(**typed)).errors
    ]

    assert accepted == []


@pytest.mark.parametrize("headers, refused", [({}, 200), ({"accept": "application/json"}, 400)])
def test_a_mistake_in_a_change_leaves_the_public_event_as_it_is(log_in, public_event, headers, refused):
    client, url = log_in("coordinatie"), page_edit_url(public_event)
    form = form_at(client, url) | streams() | {"action-publish": "1"}
    before = public_text("/agenda/meetup/")

    # What a script sends is refused without the form around it, so that each field can be tried.
    for typed, field, _sentence in AT_THE_DOOR if headers else AT_THE_DOOR[::8]:
        response = client.post(url, form | in_form(**typed), headers=headers)

        assert response.status_code == refused, field
        assert response.json()["error_code"] == "validation_error" if headers else field in errors(response)
        assert public_text("/agenda/meetup/") == before


@pytest.fixture
def draft(log_in):
    """A draft of an event, with its form, for somebody who may not publish it."""
    client = log_in("communicatie")
    page = EventPageFactory(slug="meetup", live=False)
    return client, page_edit_url(page), form_at(client, page_edit_url(page)) | streams()


@pytest.mark.slow
def test_a_mistake_in_a_draft_that_is_saved_by_itself_or_in_a_preview_is_no_error(draft):
    client, url, form = draft

    for typed, field, _sentence in WRONG:
        with taken_back():
            saved = client.post(url, form | in_form(**typed), headers={"accept": "application/json"})
            previewed = client.post(f"{url}preview/", form | in_form(**typed))
            seen = client.get(f"{url}preview/")

        assert saved.status_code in (200, 400), field
        assert saved.json().get("error_code", "validation_error") == "validation_error", field
        assert (previewed.status_code, seen.status_code) == (200, 200), field


@pytest.mark.slow
def test_a_mistake_in_a_draft_is_no_error(draft):
    client, url, form = draft

    for typed, field, _sentence in AT_THE_DOOR:
        with taken_back():
            saved = client.post(url, form | in_form(**typed))

        assert saved.status_code in (200, 302), field


@pytest.mark.parametrize(
    "typed",
    [
        {"start_date": "2019-05-14", "end_date": "2019-05-14"},
        {"start_date": "2019-05-14", "start_time": "09:00", "end_time": "09:00"},
        {"start_date": "2019-05-31", "end_date": "2019-05-01", "date_precision": "maand"},
        {"start_date": "2019-05-14", "start_time": "09:00", "registration_closes": "2019-05-14 09:00"},
        {"start_date": "2019-05-14", "registration_closes": "2019-05-14 23:59"},
        {"start_date": "2019-10-27", "start_time": "02:30", "end_time": "03:30"},
        {"start_date": "1990-01-01"},
        {"start_date": "2100-12-31"},
        {"attendance": "0", "attendance_source": "rij 1"},
        {"attendance": "84", "attendance_source": "rij 1", "attendance_wording": "tussen", "attendance_max": "84"},
        {"status": "gaat-online-door", "attendance_mode": "beide"},
        {"registration": "geen", "registration_url": "https://example.org/"},
        {"is_free": "on"},
    ],
)
def test_what_looks_odd_and_may_be_right_is_published(log_in, typed):
    client = log_in("coordinatie")

    response = post_page(client, add_url(), "publish", **in_form(**typed))

    assert response.status_code == 302
    assert public("/agenda/meetup/").status_code == 200


def test_an_organisation_without_a_name_is_refused_at_its_row(log_in):
    client = log_in("coordinatie")
    nobody = nested_form_data({"participants": inline_formset([{"organisation": "", "text": "", "role": "partner"}])})

    response = post_page(client, add_url(), "publish", **in_form(), **nobody)

    assert response.status_code == 200
    assert list(response.context["form"].formsets["participants"].errors[0]) == ["text"]


# Festivals and side events


@pytest.mark.parametrize(
    "typed, warned",
    [
        ({"start_date": "2019-05-13"}, True),
        ({"start_date": "2019-05-16", "end_date": "2019-05-17"}, True),
        ({"start_date": "2019-05-14", "end_date": "2019-05-16"}, False),
        ({"start_date": "2019-05-15", "start_time": "22:00", "end_date": "2019-05-17", "end_time": "02:00"}, True),
        ({"start_date": "2019-05-01", "date_precision": "maand"}, True),
        ({}, False),
    ],
)
@pytest.mark.parametrize("action", [None, "publish"])
def test_a_side_event_outside_its_festival_is_saved_with_a_warning(log_in, typed, warned, action):
    client = log_in("coordinatie")
    festival = EventPageFactory(title="Festival", end_date=date(2019, 5, 16))

    response = post_page(client, add_url(festival), action, **in_form(**typed))

    assert response.status_code == 302
    page = EventPage.objects.get(slug="meetup")
    assert page.live is (action == "publish")
    sentence = "‘Meetup’ valt buiten de datums van ‘Festival’ (14 – 16 mei 2019)."
    assert any(sentence in message for message in messages(response)) is warned


def test_saving_by_itself_does_not_pile_up_warnings(log_in):
    client = log_in("coordinatie")
    page = EventPageFactory(parent=EventPageFactory(title="Festival"), start_date=date(2019, 6, 14), slug="meetup")
    url = page_edit_url(page)
    form = form_at(client, url) | {"body-count": "0", "report-count": "0"}

    for audience in ("scholieren", "studenten"):
        response = client.post(url, form | {"audience": audience}, headers={"accept": "application/json"})
        assert response.status_code == 200
        form["overwrite_revision_id"] = str(response.json()["revision_id"])

    assert "valt buiten de datums" not in client.get(url).content.decode()


def test_an_event_below_a_side_event_is_refused(log_in):
    client = log_in("coordinatie")
    side_event = EventPageFactory(parent=EventPageFactory())

    form = client.get(add_url(side_event))
    posted = client.post(add_url(side_event), in_form())

    assert form.status_code in (302, 403)
    assert posted.status_code in (302, 403)
    assert not side_event.get_children().exists()


@pytest.fixture
def festival():
    page = EventPageFactory(title="Festival", slug="festival")
    EventPageFactory(title="Workshop", slug="workshop", parent=page)
    return EventPage.objects.get(pk=page.pk)


def one_level_deep():
    """Whether no event is within an event that is itself within an event."""
    paths = {*EventPage.objects.values_list("path", flat=True)}
    return not [path for path in paths if path[:-4] in paths and path[:-8] in paths]


@pytest.mark.parametrize("into", ["event", "side event"])
def test_a_festival_with_side_events_cannot_be_moved_into_an_event(log_in, festival, into):
    client = log_in("beheer")
    target = EventPageFactory(slug="ander")
    if into == "side event":
        target = EventPageFactory(slug="deel", parent=target)

    client.post(f"/beheer/pages/{festival.pk}/move/{target.pk}/confirm/")

    assert EventPage.objects.get(slug="festival").get_parent().slug == "agenda"
    assert one_level_deep()


def test_an_event_without_side_events_can_be_moved_into_a_festival_and_not_deeper(log_in, festival):
    client = log_in("beheer")
    meetup, other = EventPageFactory(slug="meetup"), EventPageFactory(slug="lezing")
    workshop = EventPage.objects.get(slug="workshop")

    client.post(f"/beheer/pages/{meetup.pk}/move/{festival.pk}/confirm/")
    client.post(f"/beheer/pages/{other.pk}/move/{workshop.pk}/confirm/")

    assert EventPage.objects.get(slug="meetup").get_parent().slug == "festival"
    assert EventPage.objects.get(slug="lezing").get_parent().slug == "agenda"
    assert one_level_deep()


def copy(client, page, parent, **typed):
    typed = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": str(parent.pk), **typed}
    return client.post(f"/beheer/pages/{page.pk}/copy/", typed, follow=True)


@pytest.mark.parametrize("alias", [{}, {"alias": "on"}])
@pytest.mark.parametrize("target", ["ander", "deel", "festival"])
def test_a_festival_with_side_events_cannot_be_copied_into_an_event(log_in, festival, target, alias):
    client = log_in("beheer")
    EventPageFactory(slug="deel", parent=EventPageFactory(slug="ander"))

    response = copy(client, festival, EventPage.objects.get(slug=target), copy_subpages="on", **alias)

    assert response.status_code == 200
    assert not Page.objects.filter(slug="kopie").exists()
    assert one_level_deep()


def test_a_festival_can_be_copied_beside_itself_or_without_its_side_events_into_another(log_in, festival):
    client = log_in("beheer")
    other = EventPageFactory(slug="ander")

    copy(client, festival, EventIndexPage.objects.get(), new_slug="editie", copy_subpages="on")
    copy(client, festival, other, new_slug="deel")

    assert EventPage.objects.get(slug="editie").get_children().count() == 1
    assert EventPage.objects.get(slug="deel").get_parent().slug == "ander"
    assert one_level_deep()


@pytest.mark.parametrize("target", ["", "0", "abc", "9" * 40, "-1", "nul\0"])
def test_copying_to_a_page_that_is_not_there_is_no_copy(log_in, festival, target):
    client = log_in("beheer")
    client.raise_request_exception = False

    client.post(
        f"/beheer/pages/{festival.pk}/copy/",
        {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": target, "copy_subpages": "on"},
    )

    assert not Page.objects.filter(slug="kopie").exists()


def test_a_series_holds_events_and_no_series(log_in):
    client = log_in("coordinatie")
    series = EventSeriesPageFactory(slug="reeks")

    event = post_page(client, add_url(series), "publish", **in_form())
    within = client.get(f"/beheer/pages/add/events/eventseriespage/{series.pk}/")

    assert event.status_code == 302
    assert public("/agenda/reeks/meetup/").status_code == 200
    assert within.status_code in (302, 403)


def test_a_venue_with_the_name_of_a_draft_is_refused(log_in):
    VenueFactory(name="Akerk", live=False)
    client = log_in("communicatie")
    url = "/beheer/snippets/events/venue/add/"

    response = client.post(url, form_at(client, url) | {"name": "akerk"})

    assert response.status_code == 200
    assert "“Akerk” staat er al. Gebruik die." in response.content.decode()
    assert Venue.objects.filter(name__iexact="akerk").count() == 1


def with_sessions(*rows, **typed):
    """The form of an event of 14 May 2019 from 9.00 to 17.00 with these sessions."""
    day = {"date_precision": "exact", "start_date": "2019-05-14", "start_time": "09:00", "end_time": "17:00"}
    return in_form(**day | typed) | nested_form_data({"sessions": inline_formset(list(rows))})


def session(start, end="", **typed):
    return {"title": "Opening", "start": start, "end": end, "place": "", "speaker_text": "", **typed}


@pytest.mark.parametrize(
    "row, field, sentence",
    [
        (
            session("2019-05-14 08:59"),
            "start",
            "Dit valt buiten het evenement (dinsdag 14 mei 2019, 09.00 – 17.00 uur)",
        ),
        (session("2019-05-14 17:00"), "start", "Dit valt buiten het evenement"),
        (session("2020-05-14 10:00"), "start", "Dit valt buiten het evenement"),
        (session("2019-05-14 16:00", "2019-05-14 17:01"), "end", "Dan is het evenement al voorbij"),
        (session("2019-05-14 10:00", "2019-05-14 09:30"), "end", "De sessie eindigt voor zij begint"),
        (session("2019-05-14 22:00", "2019-05-14 01:00"), "end", "De sessie eindigt voor zij begint"),
        (session("overmorgen"), "start", ""),
        (session(""), "start", ""),
    ],
)
def test_a_session_outside_its_event_is_refused_at_its_field_and_nothing_typed_is_lost(log_in, row, field, sentence):
    client = log_in("communicatie")

    response = post_page(client, add_url(), **with_sessions(row))

    assert response.status_code == 200
    [form] = response.context["form"].formsets["sessions"].forms
    assert sentence in " ".join(form.errors[field])
    assert f'value="{row["title"]}"' in response.content.decode()
    assert not EventPage.objects.filter(slug="meetup").exists()


def test_a_session_of_an_event_without_a_date_asks_for_that_first(log_in):
    client = log_in("communicatie")

    response = post_page(
        client, add_url(), **with_sessions(session("2019-05-14 10:00"), start_date="", start_time="", end_time="")
    )

    [form] = response.context["form"].formsets["sessions"].forms
    assert "Vul eerst de datum van het evenement in" in " ".join(form.errors["start"])


@pytest.mark.parametrize(
    "rows, typed",
    [
        ([session("2019-05-14 09:00", "2019-05-14 17:00")], {}),
        ([session("2019-05-14 23:00", "2019-05-15 02:00")], {"end_date": "2019-05-15", "end_time": "02:00"}),
        ([session("2019-05-31 23:00")], {"date_precision": "maand", "start_time": "", "end_time": ""}),
        # Moved together with the event.
        ([session("2019-05-20 10:00")], {"start_date": "2019-05-20"}),
        # A row that is taken away is not looked at.
        ([session("2018-01-01 10:00", DELETE="on"), session("2019-05-14 12:00")], {}),
    ],
)
def test_sessions_within_the_event_are_kept(log_in, rows, typed):
    client = log_in("communicatie")

    response = post_page(client, add_url(), **with_sessions(*rows, **typed))

    assert response.status_code == 302
    draft = EventPage.objects.get(slug="meetup").get_latest_revision_as_object()
    assert draft.sessions.count() == len([row for row in rows if "DELETE" not in row])


@pytest.mark.parametrize("status", ["verplaatst", "uitgesteld"])
@pytest.mark.parametrize(
    "typed, kept",
    [
        ({"start_date": "2019-06-01"}, date(2019, 5, 14)),
        ({"start_date": ""}, date(2019, 5, 14)),
        # Another place on the same day.
        ({}, None),
        # Who writes an earlier date knows it.
        ({"start_date": "2019-06-01", "previous_start_date": "2019-05-13"}, date(2019, 5, 13)),
    ],
)
def test_what_is_moved_or_postponed_keeps_the_date_that_visitors_know(log_in, status, typed, kept):
    client = log_in("coordinatie")
    event = EventPageFactory()

    post_page(client, page_edit_url(event), "publish", status=status, **typed)

    event.refresh_from_db()
    assert event.status == status
    assert event.previous_start_date == kept


def test_a_text_of_no_video_is_refused(log_in):
    response = post_page(log_in("communicatie"), add_url(), **in_form(video_transcript="Iemand zegt hoi."))

    assert errors(response) == {"video_url": ["Vul ook het adres van de video in, of laat de tekst ervan leeg."]}


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"video_url": "https://example.org/film"}, "De video heeft nog geen tekst"),
        ({"attendance_mode": "online", "start_date": "2031-05-14"}, "nog geen adres"),
    ],
)
def test_what_visitors_will_miss_is_said_and_not_refused(log_in, typed, sentence):
    response = post_page(log_in("communicatie"), add_url(), **in_form(**typed))

    assert response.status_code == 302
    assert sentence in " ".join(messages(response))


def test_the_address_of_a_calendar_file_is_refused(log_in):
    response = post_page(log_in("communicatie"), add_url(), **in_form(slug="agenda"))

    assert errors(response) == {"slug": ["Op dit adres staat het agendabestand. Schrijf een ander."]}
