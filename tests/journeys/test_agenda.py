"""Following the agenda of a theme on a phone while an editor enters a week, moves it and cancels it."""

import datetime
import json

import bs4
import feedparser
import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from events.models import EventPage
from projects.models import Theme
from tests.desk.browser import page_add_url, page_edit_url, post_page

pytestmark = [pytest.mark.browser, pytest.mark.site(room="events")]

PHONE = {"width": 360, "height": 800}
THEME = "profilering-vestigingsklimaat"
TITLE = "Google Digitale Werkplaats week"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def phone(page):
    page.set_viewport_size(PHONE)
    return page


@pytest.fixture
def monday():
    """The Monday of the second week of a month to come, so that the whole week is in that month."""
    first = (timezone.localdate().replace(day=28) + 20 * DAY).replace(day=8)
    return first + (-first.weekday() % 7) * DAY


def enter(log_in, address, action="publish", **typed):
    response = post_page(log_in("coordinatie"), address, action, **typed)
    assert response.status_code == 302, response.context["form"].errors
    return EventPage.objects.get(slug=typed["slug"]) if "slug" in typed else None


def theme_key():
    return str(Theme.objects.get(slug=THEME).pk)


def calendar(address):
    """What a calendar holds that subscribed at this address: title and properties of each entry."""
    path = address.removeprefix("webcal://").partition("/")[2]
    content = Client().get(f"/{path}").content
    return {str(entry["SUMMARY"]): entry for entry in icalendar.Calendar.from_ical(content).events}


def bars(page):
    return page.locator(".dog-bar").all_inner_texts()


def told(event):
    """What search engines read of the event."""
    html = bs4.BeautifulSoup(Client().get(event.url).content, "html.parser")
    blocks = [json.loads(script.string) for script in html.select("script[type='application/ld+json']")]
    found = [part for block in blocks for part in (block.get("@graph", [block]))]
    return next(part for part in found if part["@type"] == "Event")


def feed():
    return feedparser.parse(Client().get(f"/agenda/feed.atom?thema={THEME}").content).entries


def test_a_visitor_follows_a_theme_and_sees_a_week_come_move_and_be_cancelled(phone, log_in, monday):
    # The visitor finds the agenda of the theme and the address to subscribe to.
    phone.goto(f"/themas/{THEME}/")
    phone.get_by_role("link", name="Alle evenementen van dit thema, ook voor uw eigen agenda").click()
    subscribed = phone.get_by_role("link", name="Agenda van uw telefoon of computer", exact=True).get_attribute("href")
    assert subscribed.startswith("webcal://")
    assert f"thema={THEME}" in subscribed

    # An editor enters a week with a side event.
    friday = monday + 4 * DAY
    dates = {"start_date": str(monday), "end_date": str(friday)}
    new = page_add_url("events/eventpage")
    week = enter(log_in, new, title=TITLE, slug="week", kind="themaweek", themes=theme_key(), **dates)
    inside = {"start_date": str(monday + DAY), "start_time": "13:00", "end_time": "16:30", "themes": theme_key()}
    address = f"/beheer/pages/add/events/eventpage/{week.pk}/"
    side = enter(log_in, address, title="Lego League", slug="lego", kind="workshop", **inside)

    phone.goto(f"/agenda/?thema={THEME}&weergave=maand&maand={monday:%Y-%m}")
    entries = calendar(subscribed)
    assert [bar.split("\n")[0].startswith(TITLE) for bar in bars(phone)] == [True]
    assert phone.get_by_role("link", name="Lego League").is_visible()
    assert (entries[TITLE]["DTSTART"].dt, entries[TITLE]["DTEND"].dt) == (monday, friday + DAY)
    assert entries["Lego League"]["RELATED-TO"] == entries[TITLE]["UID"]
    assert TITLE in [entry.title for entry in feed()]

    # The editor moves the week by a week, and the workshop with it.
    week_later = {"start_date": str(monday + 7 * DAY), "end_date": str(friday + 7 * DAY), "status": "verplaatst"}
    enter(log_in, page_edit_url(week), **week_later)
    enter(log_in, page_edit_url(side), start_date=str(monday + 8 * DAY), status="verplaatst")

    moved = calendar(subscribed)
    phone.goto(week.url)
    assert phone.locator("del time").get_attribute("datetime") == str(monday)
    assert moved[TITLE]["UID"] == entries[TITLE]["UID"]
    assert moved[TITLE]["SEQUENCE"] == 1
    assert moved[TITLE]["DTSTART"].dt == monday + 7 * DAY
    assert (told(week)["eventStatus"], told(week)["previousStartDate"]) == (
        "https://schema.org/EventRescheduled",
        str(monday),
    )
    assert "Verplaatst" in next(entry.summary for entry in feed() if entry.title == TITLE)

    # And cancels the workshop.
    enter(log_in, page_edit_url(side), status="geannuleerd", status_note="De zaal is dicht.")

    cancelled = calendar(subscribed)
    phone.goto(f"/agenda/?thema={THEME}")
    assert cancelled["GEANNULEERD: Lego League"]["STATUS"] == "CANCELLED"
    assert cancelled["GEANNULEERD: Lego League"]["UID"] == entries["Lego League"]["UID"]
    assert cancelled[TITLE]["STATUS"] == "CONFIRMED"
    assert "Geannuleerd" in phone.locator(".dog-side-events").inner_text()
    phone.goto(side.url)
    assert phone.get_by_text("De zaal is dicht.").first.is_visible()
    assert told(side)["eventStatus"] == "https://schema.org/EventCancelled"
