"""Whatever stands below or behind the address of a page is still found when the page gets another one.

What can stand there is read from the addresses of the site, so that a new kind of file is looked for as well.
"""

import datetime
import re
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.urls import URLPattern, get_resolver
from wagtail.models import Page

from dog_site.core.models import PageQuerySet
from events.models import EventIndexPage, EventPage, EventSeriesPage
from home.models import HomePage, StandardPage
from projects.models import Theme
from results.models import ThemePage
from tests.factories import EventPageFactory, EventSeriesPageFactory, NewsPageFactory, ProjectPageFactory, ThemeFactory
from tests.pages import calendar_addresses, feed_addresses

MAY = datetime.date(2027, 5, 14)
SAID = re.compile(rb"^(?:UID|SUMMARY|DTSTART)[^\r]*", re.MULTILINE)


def patterns(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.pattern)
        elif not str(pattern.pattern).startswith("beheer/"):
            yield from patterns(pattern)


def ends():
    """How the address of a file can go on after that of its page: "/feed.atom", "/agenda.ics", ".ics" and the like."""
    names = {pattern.split("/")[-1] for pattern in patterns(get_resolver()) if "^" not in pattern}
    return {re.sub("^/<[^>]*>", "", f"/{name}") for name in names if "." in name}


def with_what_is_below(client, page):
    """The answers at every address that begins with that of `page`: of pages, and of what is below and behind them."""
    below = PageQuerySet(Page).descendant_of(page, inclusive=True).visible()
    addresses = [part for each in below for part in (each.url, *(f"{each.url[:-1]}{end}" for end in ends()))]
    answers = {address: client.get(address) for address in addresses}
    return {address: answer for address, answer in answers.items() if answer.status_code == 200}


def rename(page):
    page.slug = f"{page.slug}-anders"
    page.save_revision().publish()


def rename_what_is_above(page):
    rename(page.get_parent().specific)


def move_to_another_series(page):
    page.move(EventSeriesPage.objects.get(slug="pygrunn"), pos="last-child")


def move_below_a_page(page):
    page.move(add_page(HomePage.objects.get(), "organisatie"), pos="last-child")


def publish(page):
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def add_page(parent, slug):
    return publish(parent.add_child(instance=StandardPage(title=slug, slug=slug)))


def series():
    """A series with an edition that has a side event."""
    found = publish(EventSeriesPageFactory(slug="reeks"))
    edition = publish(EventPageFactory(slug="editie", parent=found, start_date=MAY))
    publish(EventPageFactory(slug="workshop", parent=edition, start_date=MAY))
    return EventSeriesPage.objects.get(pk=found.pk)


def edition():
    series()
    return EventPage.objects.get(slug="editie")


def side_event():
    series()
    return EventPage.objects.get(slug="workshop")


def event():
    return publish(EventPageFactory(slug="meetup", start_date=MAY))


def project():
    return publish(ProjectPageFactory(slug="proef", theme=Theme.objects.get(slug="anders")))


def news():
    return publish(NewsPageFactory(slug="bericht"))


def standard_page():
    page = add_page(HomePage.objects.get(), "werkwijze")
    add_page(page, "subsidie")
    return StandardPage.objects.get(pk=page.pk)


def page_below():
    return StandardPage.objects.get(slug="subsidie", pk__gt=standard_page().pk)


# Each with the number of addresses that it has, so that nothing is left out unseen.
CHANGES = [
    (series, rename, 8),
    (edition, rename, 4),
    (edition, rename_what_is_above, 4),
    (edition, move_to_another_series, 4),
    (side_event, rename, 2),
    (side_event, rename_what_is_above, 2),
    (event, rename, 2),
    (event, move_to_another_series, 2),
    (project, rename, 3),
    (news, rename, 1),
    (standard_page, rename, 2),
    (standard_page, move_below_a_page, 2),
    (page_below, rename_what_is_above, 1),
]


def entries(content):
    """What a calendar file says of its entries, wherever they stand."""
    return SAID.findall(content.replace(b"\r\n ", b""))


def test_the_ends_of_addresses_are_read_from_the_site():
    assert {".ics", "/agenda.ics", "/feed.atom", "/feed.json", "/regels.csv"} <= ends()


@pytest.mark.parametrize(
    "make, change, number", CHANGES, ids=lambda value: getattr(value, "__name__", None) or str(value)
)
def test_every_address_of_a_page_leads_to_where_it_is_now(
    client, django_capture_on_commit_callbacks, make, change, number
):
    page = make()
    before = with_what_is_below(client, page)

    with django_capture_on_commit_callbacks(execute=True):
        change(page)

    assert len(before) == number
    for address, was in before.items():
        old = client.get(address)
        new = client.get(old.headers.get("Location", ""))
        assert (address, old.status_code, new.status_code) == (address, 301, 200)
        assert new["Content-Type"] == was["Content-Type"]
        if address.endswith(".ics"):
            assert entries(new.content) == entries(was.content) != []


def test_a_file_keeps_its_query_on_the_way(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        rename(series())

    old = client.get("/agenda/reeks/agenda.ics?utm_source=brief")

    assert (old.status_code, old["Location"]) == (301, "/agenda/reeks-anders/agenda.ics?utm_source=brief")


@pytest.mark.parametrize(
    "address",
    [
        "/agenda/reeks.pdf",
        "/agenda/reeks/agenda.pdf",
        "/agenda/reeks/x/agenda.ics",
        "/agenda/reeks/%00.ics",
        "/reeks.ics",
    ],
)
def test_what_no_page_ever_had_is_not_there(client, django_capture_on_commit_callbacks, address):
    with django_capture_on_commit_callbacks(execute=True):
        rename(series())

    assert client.get(address).status_code == 404


def test_files_of_a_moved_page_that_is_not_public_now_are_gone(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        rename(series())
    EventSeriesPage.objects.get(slug="reeks-anders").unpublish()

    assert {client.get(f"/agenda/reeks{end}").status_code for end in ("/agenda.ics", "/feed.atom")} == {404}


def test_a_page_on_the_old_address_of_another_has_its_files_too(client, django_capture_on_commit_callbacks):
    """Two pages that changed places, each without a day, would send a calendar round for ever."""
    one, other = (publish(EventPageFactory(slug=slug, start_date=MAY)) for slug in ("een", "twee"))
    with django_capture_on_commit_callbacks(execute=True):
        for page, slug in ((one, "tussen"), (other, "een"), (one, "twee")):
            page.slug = slug
            publish(page)
    assert client.get("/agenda/tussen.ics")["Location"] == "/agenda/twee.ics"

    EventPage.objects.filter(pk__in=[one.pk, other.pk]).update(date_precision="jaar")

    assert {client.get(f"/agenda/{slug}.ics").status_code for slug in ("een", "twee")} == {404}


def test_pages_of_a_fixed_address_keep_all_they_have(client, site_as_made, django_capture_on_commit_callbacks):
    fixed = [page.specific for page in (EventIndexPage.objects.get(), *ThemePage.objects.all())]
    with django_capture_on_commit_callbacks(execute=True):
        for page in fixed:
            rename(page)

    addresses = [address for page in fixed for address in site_as_made if address.startswith(page.url)]
    assert len(addresses) > 20
    assert {client.get(address).status_code for address in addresses} == {200}


def test_a_page_of_another_theme_takes_its_feeds_along(client, django_capture_on_commit_callbacks):
    page = ThemePage.objects.get(slug="anders")
    page.theme = ThemeFactory(slug="nieuw")
    with django_capture_on_commit_callbacks(execute=True):
        publish(page)

    assert client.get("/themas/anders/feed.json")["Location"] == "/themas/nieuw/feed.json"


def test_a_theme_keeps_the_slug_with_which_it_was_public():
    """What was planned under a working slug does not come when the theme has another: it would take its addresses."""
    theme = Theme.objects.create(name="Kunstmatige intelligentie", slug="ki", live=False)
    planned = theme.save_revision()
    theme.slug = "ai"
    theme.save_revision().publish()
    assert Theme.objects.get(pk=theme.pk).slug == "ai"

    with pytest.raises(ValidationError):
        planned.publish()

    assert Theme.objects.get(pk=theme.pk).slug == "ai"


def test_a_theme_that_was_never_public_may_get_another_slug():
    theme = Theme.objects.create(name="Kunstmatige intelligentie", slug="ki", live=False)

    theme.slug = "ai"
    theme.save()

    assert Theme.objects.get(pk=theme.pk).slug == "ai"


def test_every_calendar_and_feed_of_the_site_is_among_the_ends(db):
    of_pages = {urlsplit(address).path for address in [*feed_addresses(), *calendar_addresses()]}

    assert [address for address in of_pages if not address.endswith(tuple(ends()))] == []
