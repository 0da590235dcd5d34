"""Agenda, Nieuws and Projecten in the admin: what a row shows, what narrows the list down, and what it costs."""

import csv
import datetime
import io
from decimal import Decimal
from urllib.parse import quote

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import JSONField, Value
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Revision

from dog_site.core.editing.listings.state import PageState, marking_state
from dog_site.core.models import DogImage, SavedFilters
from events.models import EventPage
from news.models import NewsPage
from projects.models import ProjectPage, Theme
from tests.desk.browser import page_edit_url, post_page
from tests.factories import (
    EventPageFactory,
    EventSeriesPageFactory,
    FundingEntryFactory,
    NewsPageFactory,
    ProjectPageFactory,
    ThemeFactory,
    VenueFactory,
)
from tests.pages import parsed

AGENDA, NEWS, PROJECTS = "/beheer/agenda/", "/beheer/nieuws/", "/beheer/projecten/"
LISTS = {AGENDA: EventPage, NEWS: NewsPage, PROJECTS: ProjectPage}
FACTORIES = {AGENDA: EventPageFactory, NEWS: NewsPageFactory, PROJECTS: ProjectPageFactory}
every_list = pytest.mark.parametrize("address", LISTS)


def opened(client, address, query=""):
    response = client.get(f"{address}{query}")
    assert response.status_code == 200, f"{address}{query}: {response.status_code}"
    return parsed(response.content)


def rows(client, address, query=""):
    """The cells of each row of the list, by the name of their column."""
    table = opened(client, address, query).find("table", class_="listing")
    if table is None:
        return []
    names = [cell.get_text(" ", strip=True) for cell in table.select("thead tr > *")]
    return [
        dict(zip(names, (" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")), strict=True))
        for row in table.select("tbody tr")
    ]


def titles(client, address, query=""):
    table = opened(client, address, query).find("table", class_="listing")
    return [link.get_text(strip=True) for link in table.select("a.d-title")] if table else []


def as_waiting(page, by="communicatie"):
    user = get_user_model().objects.get(username=by)
    page.save_revision(user=user)
    page.get_workflow().start(page, user)
    return page


def as_planned(page):
    page.go_live_at = timezone.now() + datetime.timedelta(days=3)
    page.save_revision().publish()
    return page


# What a row shows


def test_a_row_of_an_event_tells_when_and_where_as_far_as_is_known(log_in):
    EventPageFactory(title="Zonder datum", slug="zonder", start_date=None)
    EventPageFactory(title="Met plaats", slug="met", venue=VenueFactory(name="Forum", city="Groningen", live=False))
    found = {row["Titel"]: row for row in rows(log_in("communicatie"), AGENDA)}

    assert found["Zonder datum"]["Datum"] == "datum nog te bepalen"
    assert found["Met plaats"]["Datum"] == "dinsdag 14 mei 2019"
    assert "Forum, Groningen" in found["Met plaats"].values()
    assert found["PyGrunn 2017"]["Datum"] == "mei 2017"


def test_a_row_of_a_project_prints_its_figures_as_visitors_read_them(log_in):
    page = ProjectPageFactory(title="Half bekend", slug="half")
    FundingEntryFactory(project=page, contribution=Decimal(1_500), project_size=None)
    FundingEntryFactory(project=page, contribution=None, year=2020)
    ProjectPageFactory(title="Zonder regels", slug="zonder-regels")
    found = {row["Titel"]: row for row in rows(log_in("communicatie"), PROJECTS)}

    assert found["Half bekend"]["Jaar"] == "2019, 2020"
    assert "ten minste" in found["Half bekend"]["Bijdrage"]
    assert "1 van 2" in found["Half bekend"]["Bijdrage"]
    assert found["Half bekend"]["Multiplier"] == "onbekend"
    assert found["Zonder regels"]["Bijdrage"] == "geen regels"
    assert found["PyGrunn"]["Multiplier"] == "11,7"


def test_a_row_of_news_has_its_day_in_dutch_and_its_themes(log_in):
    NewsPageFactory(title="Bericht").themes.add(Theme.objects.get(slug="infrastructuur"))
    page = NewsPage.objects.get(title="Bericht")
    page.themes.add(Theme.objects.get(slug="infrastructuur"))
    page.save()
    row = next(row for row in rows(log_in("communicatie"), NEWS) if row["Titel"] == "Bericht")

    assert row["Datum"] == "14 mei 2019"
    assert "Infrastructuur" in row.values()


def test_what_is_not_public_shows_what_its_draft_says(log_in):
    other = Theme.objects.get(slug="infrastructuur")
    page = EventPageFactory(title="Eerste titel", slug="concept", live=False)
    page.title, page.start_date = "Tweede titel", datetime.date(2019, 6, 1)
    page.themes.add(other)
    page.save_revision()

    row = next(row for row in rows(log_in("communicatie"), AGENDA) if row["Titel"] == "Tweede titel")

    assert row["Datum"] == "zaterdag 1 juni 2019"
    assert other.name in row.values()


@pytest.mark.parametrize("value", [5, 10**30, -(10**30), "x" * 300, [10**30], [None], {"a": 1}, True])
@every_list
def test_a_draft_that_holds_anything_closes_no_list(log_in, address, value):
    page = FACTORIES[address](title="Zoals het was", live=False)
    page.save_revision()
    content = page.latest_revision.content
    for name in content.keys() - {"pk", "title", "path", "depth", "content_type", "slug", "url_path", "live"}:
        Revision.objects.filter(pk=page.latest_revision_id).update(content={**content, name: value})

        assert "Zoals het was" in titles(log_in("communicatie"), address), name


def test_an_image_stands_beside_the_title(log_in, image):
    ProjectPageFactory(title="Met beeld", slug="met-beeld", image=image)

    pictures = opened(log_in("communicatie"), PROJECTS).select("td.d-thumbnail img")

    assert len(pictures) == 1
    assert pictures[0]["alt"] == ""


# How far a page is


@every_list
def test_every_page_has_exactly_one_state(log_in, address):
    make, client = FACTORIES[address], log_in("coordinatie")
    live = LISTS[address].objects.filter(live=True).count()
    make(live=False)
    make(has_unpublished_changes=True)
    as_waiting(make(has_unpublished_changes=True))
    as_planned(make(live=False))

    shown = {state: len(titles(client, address, f"?state={state}")) for state in PageState.values}

    assert shown == {"draft": 1, "changed": 1, "waiting": 1, "planned": 1, "public": live}
    assert sum(shown.values()) == LISTS[address].objects.count()


def test_the_state_stands_in_a_word_of_its_own(db):
    page = ProjectPageFactory(live=False)

    assert marking_state(ProjectPage.objects.filter(pk=page.pk)).get().state == PageState.DRAFT


# How much of it is done


def ready(client, address, title):
    """What the list says of how much of a page is done."""
    return next(row["Klaar"] for row in rows(client, address, "?all=1") if row["Titel"] == title)


SUMMARY, PICTURE = "de samenvatting", "de beschrijving van de afbeelding"


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("with_version", [True, False])
@pytest.mark.parametrize(
    "address, summary, description, said",
    [
        (NEWS, "", "", f"0 van 2 (Nog te doen: {SUMMARY}, {PICTURE})"),
        (NEWS, "Kort.", "", f"1 van 2 (Nog te doen: {PICTURE})"),
        (NEWS, "Kort.", "Een zaal", "2 van 2"),
        (PROJECTS, "", "Een zaal", f"1 van 2 (Nog te doen: {SUMMARY})"),
        (AGENDA, "Kort.", "Een zaal", "4 van 5 (Nog te doen: het verslag)"),
    ],
)
def test_a_row_says_what_is_still_to_do(log_in, image, address, summary, description, said, with_version, live):
    DogImage.objects.update(description=description)
    page = FACTORIES[address](title="Rij", live=live, image=image, summary=summary)
    if with_version:
        page.save_revision()

    assert ready(log_in("communicatie"), address, "Rij") == said


def test_a_row_counts_the_latest_version_and_not_what_visitors_read(log_in):
    page = NewsPageFactory(title="Rij", summary="Kort.")
    page.summary = ""
    page.save_revision()

    assert ready(log_in("communicatie"), NEWS, "Rij").startswith("1 van 2")


@every_list
@pytest.mark.parametrize("with_version", [True, False])
def test_the_list_and_the_form_say_the_same(log_in, address, with_version):
    client, page = log_in("communicatie"), FACTORIES[address](title="Rij", summary="Kort.")
    if with_version:
        page.save_revision()

    form = parsed(client.get(page_edit_url(page)).content).select_one(".d-ready .d-kind").parent

    said = " ".join(form.get_text().split()).removesuffix("Hulp bij dit formulier").strip()
    row = ready(client, address, "Rij").replace(" (", " ").replace(")", "")
    assert said == f"Klaar: {row}"


@pytest.mark.parametrize("content", [[], ["summary"], "summary", 10**30, True, None, {}, {"summary": {"a": [10**30]}}])
@pytest.mark.parametrize("live", [True, False])
@every_list
def test_a_version_that_is_anything_closes_no_list(log_in, address, content, live):
    page = FACTORIES[address](title="Zoals het was", live=live, has_unpublished_changes=live)
    page.save_revision()
    Revision.objects.filter(pk=page.latest_revision_id).update(content=Value(content, JSONField()))
    client = log_in("communicatie")

    assert "Zoals het was" in titles(client, address)
    assert client.get(f"{address}?export=csv").status_code == 200


# What narrows it down


def test_an_event_is_coming_or_past_or_without_a_date(log_in):
    client = log_in("communicatie")
    EventPageFactory(title="Komt", slug="komt", start_date=timezone.localdate() + datetime.timedelta(days=9))
    EventPageFactory(title="Ooit", slug="ooit", start_date=None)

    parts = [titles(client, AGENDA, f"?period={period}") for period in ("coming", "past", "without-date")]

    assert parts[0] == ["Komt"]
    assert parts[2] == ["Ooit"]
    assert sorted(sum(parts, [])) == sorted(EventPage.objects.values_list("title", flat=True))


def test_filters_combine(log_in):
    client, theme = log_in("communicatie"), ThemeFactory(name="Thema X")
    series = EventSeriesPageFactory(title="Reeks")
    wanted = EventPageFactory(title="Editie", slug="editie", parent=series, kind="hackathon", themes=[theme])
    EventPageFactory(title="Los", slug="los", kind="hackathon", themes=[theme])

    query = f"?kind=hackathon&themes={theme.pk}&series={series.pk}&period=past&state=public"

    assert titles(client, AGENDA, query) == [wanted.title]


def test_projects_without_a_summary_and_of_a_year_are_found(log_in):
    client = log_in("communicatie")
    page = ProjectPageFactory(title="Leeg", slug="leeg", summary="")
    ProjectPageFactory(title="Vol", slug="vol", summary="Iets")
    FundingEntryFactory(project=page)

    assert titles(client, PROJECTS, "?year=2019") == ["Leeg"]
    assert "Vol" not in titles(client, PROJECTS, "?without_summary=true")
    assert titles(client, PROJECTS, "?without_summary=true&year=2019&status=niet-vermeld") == ["Leeg"]


def test_news_is_found_by_its_year(log_in):
    NewsPageFactory(title="Uit 2019")

    assert titles(log_in("communicatie"), NEWS, "?year=2019") == ["Uit 2019"]


@every_list
def test_a_wrong_filter_is_said_and_leaves_the_others_in_force(log_in, address):
    FACTORIES[address](title="Concept", live=False)

    page = opened(log_in("communicatie"), address, "?state=draft&year=soep&kind=soep&theme=999999&themes=soep")

    assert [link.get_text(strip=True) for link in page.select("a.d-title")] == ["Concept"]
    assert page.find(class_="help-warning") is not None


@every_list
@pytest.mark.parametrize("value", ["abc", "-1", "9" * 40, "nul\0", "2017' OR 1=1", "é" * 300])
def test_garbage_in_the_address_is_never_an_error(log_in, address, value):
    client = log_in("coordinatie")
    names = ["state", "year", "theme", "themes", "series", "kind", "status", "period", "without_summary"]
    queries = [dict.fromkeys(names, value), *({name: value} for name in ("ordering", "p", "q", "export", "all"))]

    found = [client.get(f"{address}{part}", query).status_code for query in queries for part in ("", "results/")]

    assert {*found} <= {200, 404}


# As somebody left it


@every_list
def test_a_list_opens_as_its_reader_left_it(log_in, address):
    client = log_in("communicatie")
    opened(client, address, "?state=draft&ordering=-title&q=woord&p=1")

    back = client.get(address)

    assert back.status_code == 302
    assert back["Location"] == f"{address}?state=draft&ordering=-title"
    assert client.get(address, {"all": 1}).status_code == 200
    assert client.get(address).status_code == 200


def test_the_filters_of_one_person_are_not_those_of_another(log_in):
    opened(log_in("communicatie"), AGENDA, "?state=draft")

    assert log_in("coordinatie").get(AGENDA).status_code == 200
    assert log_in("communicatie").get(NEWS).status_code == 200


def test_a_filter_that_is_taken_away_is_forgotten(log_in):
    client = log_in("communicatie")
    opened(client, AGENDA, "?state=draft")

    opened(client, f"{AGENDA}results/", "?_w_filter_fragment=1")

    assert SavedFilters.objects.count() == 0


def test_a_saved_filter_that_no_longer_exists_is_said_once_and_ignored(log_in):
    client, theme = log_in("communicatie"), ThemeFactory()
    opened(client, PROJECTS, f"?theme={theme.pk}&state=public")
    theme.delete()

    page = parsed(client.get(PROJECTS, follow=True).content)

    assert page.find(class_="help-warning") is not None
    assert "PyGrunn" in [link.get_text(strip=True) for link in page.select("a.d-title")]
    assert client.get(PROJECTS)["Location"] == f"{PROJECTS}?state=public"


def test_a_part_of_the_list_has_a_way_to_all_of_it(log_in):
    client = log_in("communicatie")

    part, whole = opened(client, AGENDA, "?period=past"), opened(client, AGENDA, "?all=1")

    assert part.select_one(".d-part a")["href"] == f"{AGENDA}?all=1"
    assert whole.select_one(".d-part") is None


# Order


def test_what_is_coming_stands_first_and_a_column_puts_it_otherwise(log_in):
    client, today = log_in("communicatie"), timezone.localdate()
    EventPageFactory(title="Volgende week", slug="week", start_date=today + datetime.timedelta(days=7))
    EventPageFactory(title="Morgen", slug="morgen", start_date=today + datetime.timedelta(days=1))

    assert titles(client, AGENDA)[:2] == ["Morgen", "Volgende week"]
    assert titles(client, AGENDA, "?ordering=-start")[:2] == ["Volgende week", "Morgen"]
    assert titles(client, AGENDA, "?ordering=start")[-2:] == ["Morgen", "Volgende week"]


@pytest.mark.parametrize(
    "address, columns",
    [
        (AGENDA, ["title", "start", "place", "kind", "status", "state"]),
        (NEWS, ["title", "date", "state"]),
        (PROJECTS, ["title", "theme", "years", "bijdrage", "status", "state"]),
    ],
)
def test_every_order_has_every_row_once(log_in, address, columns):
    client = log_in("communicatie")
    whole = sorted(titles(client, address))

    for column in columns:
        for order in (column, f"-{column}"):
            assert sorted(titles(client, address, f"?ordering={order}")) == whole


def test_the_largest_contribution_is_first_and_the_unknown_last(log_in):
    client = log_in("communicatie")

    assert titles(client, PROJECTS, "?ordering=-bijdrage")[0] == "GDBC, Groninger Digital Business Center"
    assert titles(client, PROJECTS, "?ordering=-bijdrage")[-1] == "Early Adopter Groningen City"


# Search


@every_list
@pytest.mark.parametrize(
    "words", ["café", "CAFE", "cafe noord", "oud-adres", "bijnaam", "Oude naam", "hier-woonde-het"]
)
def test_a_page_is_found_by_title_address_alias_and_what_those_were(log_in, address, words):
    page = FACTORIES[address](title="Oude naam", slug="oud-adres", also_known_as="Bijnaam")
    page.save_revision()
    page.title = "Café Noord"
    page.save_revision().publish()
    Redirect.objects.create(old_path="/hier-woonde-het", redirect_page=page)

    assert titles(log_in("communicatie"), address, f"?q={words}") == ["Café Noord"]


def test_a_project_is_found_by_the_reference_of_its_entry(log_in):
    assert titles(log_in("communicatie"), PROJECTS, "?q=dog-2017-003") == ["PyGrunn"]


@every_list
def test_what_nothing_is_called_finds_nothing(log_in, address):
    assert titles(log_in("communicatie"), address, "?q=zoiets bestaat niet") == []


# As a file


@every_list
def test_a_file_has_the_rows_and_the_columns_of_the_list(log_in, address):
    client = log_in("communicatie")
    FACTORIES[address](title="Concept", live=False)
    shown = rows(client, address, "?state=draft&ordering=title")

    text = b"".join(client.get(f"{address}?export=csv&state=draft&ordering=title")).decode()
    made = csv.DictReader(io.StringIO(text, newline=""))
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{address}?export=xlsx&state=draft&ordering=title"))))

    told = [{name: " ".join(cell.split()) for name, cell in row.items()} for row in made]
    assert told == [{name: row[name] for name in row if name in told[0]} for row in shown]
    assert [cell.value for cell in next(book.active.iter_rows())] == [*told[0]]
    assert len(told[0]) == len(shown[0]) - 2  # neither the box to tick nor the image


# What it costs


def filled(address, count, image):
    theme, author = ThemeFactory(), get_user_model().objects.get(username="communicatie")
    for number in range(count):
        page = FACTORIES[address](title=f"Rij {number} van {count}", live=bool(number % 2), image=image)
        if address == PROJECTS:
            FundingEntryFactory(project=page, theme=theme)
        else:
            page.themes.add(theme)
        if address == AGENDA:
            page.venue = VenueFactory()
        page.save()
        if number % 3 != 1:
            page.save_revision(user=author)
        if number % 3 == 0:
            page.get_workflow().start(page, author)


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert b"".join(client.get(url)) if "export" in url else client.get(url).status_code == 200
    return len(captured)


@every_list
@pytest.mark.parametrize("query", ["?ordering=title", "?q=rij", "?state=waiting&export=csv"])
def test_many_rows_take_no_more_queries_than_few(log_in, image, address, query):
    client = log_in("coordinatie")
    filled(address, 10, image)
    few = queries(client, f"{address}{query}")
    filled(address, 50, image)

    assert queries(client, f"{address}{query}") == few
    assert few <= 20


@every_list
def test_a_draft_of_somebody_is_listed_for_who_may_edit_it(log_in, address):
    page = FACTORIES[address](title="Van communicatie", live=False)
    post_page(log_in("communicatie"), page_edit_url(page), title="Andere titel")

    assert "Andere titel" in titles(log_in("coordinatie"), address, "?state=draft")


def test_who_edits_no_pages_has_no_list_of_them(log_in):
    for address in LISTS:
        assert log_in("cijfers").get(address).status_code == 302


@every_list
def test_a_new_page_goes_straight_to_its_form(log_in, address):
    response = log_in("communicatie").get(f"{address}add/")

    assert response.status_code == 302
    assert "/pages/add/" in response["Location"]
    assert response["Location"].endswith(f"?next={quote(address, safe='')}")


@every_list
def test_who_publishes_from_a_list_comes_back_to_it(log_in, address):
    client, page = log_in("coordinatie"), LISTS[address].objects.first()
    link = opened(client, address).select_one(f"#page_{page.pk}_title")["href"]

    response = post_page(client, link, "publish")

    assert link.startswith(page_edit_url(page))
    assert response["Location"] == address
