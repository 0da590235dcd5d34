"""A festival and a hackathon begin with room for their programme; a row that is left empty is none."""

import pytest

from events.models import EventPage
from tests.desk.browser import page_add_url, page_edit_url, post, shown, streams

TITLE = "Hack de stad"
ROWS = {"festival": 3, "hackathon": 2, "event": 0, "onzin": 0}


def sent(client, start, **typed):
    """The event after the form of this start was saved, with an order in each row as scripts of the admin post it."""
    url = f"{page_add_url('events/eventpage')}?begin={start}"
    form = shown(client.get(url))
    places = {f"sessions-{row}-ORDER": str(row + 1) for row in range(ROWS[start])}
    days = {"start_date": "12-6-2027", "end_date": "13-6-2027"}
    response = client.post(url, form | places | streams() | days | {"title": TITLE, "slug": "hack", **typed})
    return response, EventPage.objects.filter(title=TITLE).first()


@pytest.mark.parametrize("start, rows", ROWS.items())
def test_a_start_opens_with_its_rows(log_in, start, rows):
    form = shown(log_in("communicatie").get(f"{page_add_url('events/eventpage')}?begin={start}"))

    assert form["sessions-TOTAL_FORMS"] == str(rows)
    assert sum(name.startswith("sessions-") and name.endswith("-title") for name in form) == rows


@pytest.mark.parametrize("start", ["festival", "hackathon"])
def test_rows_that_are_left_empty_are_none(log_in, start):
    response, event = sent(log_in("communicatie"), start)

    assert response.status_code == 302
    assert event.get_latest_revision_as_object().sessions.count() == 0


def test_rows_that_are_filled_in_are_sessions_and_the_others_are_none(log_in):
    typed = {"sessions-1-title": "Opening", "sessions-1-start": "12-6-2027 10.00"}

    response, event = sent(log_in("communicatie"), "festival", **typed)

    assert response.status_code == 302
    [session] = event.get_latest_revision_as_object().sessions.all()
    assert (session.title, session.start.isoformat()) == ("Opening", "2027-06-12T10:00:00+02:00")


def test_half_a_row_is_asked_for_the_rest(log_in):
    response, event = sent(log_in("communicatie"), "festival", **{"sessions-0-title": "Opening"})

    assert response.status_code == 200
    assert event is None
    assert "Opening" in response.content.decode()
    assert response.context["form"].formsets["sessions"].errors[0].keys() == {"start"}


def test_the_order_of_what_was_there_is_still_saved(log_in):
    """Of speakers, since sessions stand in the order of time."""
    client = log_in("communicatie")
    _response, event = sent(client, "event")
    speakers = [event.speakers.create(name=name, sort_order=place) for place, name in enumerate("AB")]
    event.save_revision()

    post(client, page_edit_url(event), **streams(), **{"speakers-0-ORDER": "2", "speakers-1-ORDER": "1"})

    named = EventPage.objects.get(pk=event.pk).get_latest_revision_as_object().speakers.all()
    assert [speaker.name for speaker in named] == [speaker.name for speaker in reversed(speakers)]
