"""What a search costs does not grow with what there is: rows are bounded, read from an index, and ranked once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dog_site.core.models import ContentVersion
from dog_site.core.search import ask
from home.search.find import MOST, find
from projects.models import Theme
from results.models.yearly import ENTRIES_PER_PAGE
from tests.factories import (
    EventPageFactory,
    FundingEntryFactory,
    NewsPageFactory,
    ProjectPageFactory,
    ThemeFactory,
    many,
    many_pages,
)
from tests.pages import settle

from .natural_queries import queries
from .test_search import search, titles

# What a search may take without anything in the cache, and what of that reads the index of words.
MOST_QUERIES, OF_THE_INDEX = 20, 4
HARD = [
    "a",
    "e",
    "de",
    "in",
    "pr",
    "een project groningen digital innovatie it gemeente ontwikkelen",
    "hakkathon blokchain programeren",
    "bijdrage gemeente groningen",
    "474.427",
    "x" * 200,
    "a b c d e f g h",
]


def test_the_most_pages_that_a_search_gives_are_counted_in_each_of_their_themes():
    own, other, draft = ThemeFactory(), ThemeFactory(), ThemeFactory(live=False)
    latest = {"first_published_at": timezone.now(), "last_published_at": timezone.now()}
    many_pages(ProjectPageFactory, [{"theme": own, **latest}] * (MOST // 2))
    many_pages(EventPageFactory, [{"themes": [own, other], **latest}] * (MOST // 4))
    many_pages(NewsPageFactory, [{"themes": [other, draft], **latest}] * (MOST // 4))

    themes = find("").count_themes(None)

    assert themes == {own.slug: MOST * 3 // 4, other.slug: MOST // 2}


def test_whatever_is_asked_takes_few_queries(client):
    client.get("/zoeken/")
    taken = {}
    for text in [*HARD, *(query.text for query in queries())]:
        ContentVersion.raise_number()  # no rollup of it is kept
        settle(client)
        with CaptureQueriesContext(connection) as captured:
            client.get("/zoeken/", {"q": text})
        of_index = [query for query in captured.captured_queries if "core_occurrence" in query["sql"]]
        taken[text] = (len(captured), len(of_index))

    assert {text: found for text, found in taken.items() if found[0] > MOST_QUERIES or found[1] > OF_THE_INDEX} == {}


def test_an_amount_of_a_year_with_several_pages_of_entries_takes_no_more(client):
    of_2017 = {"year": 2017, "theme": Theme.objects.get(slug="infrastructuur"), "contribution": 1_234}
    many(FundingEntryFactory, [of_2017] * (ENTRIES_PER_PAGE + 10))
    client.get("/zoeken/")
    ContentVersion.raise_number()
    settle(client)

    with CaptureQueriesContext(connection) as captured:
        found = titles(search(client, "1.234"))

    assert found != []
    assert len(captured) <= MOST_QUERIES


@pytest.mark.parametrize("bound", [1, 10_000])
def test_the_words_are_read_from_their_index(client, monkeypatch, bound):
    """Also of the words that are too common to read whole."""
    monkeypatch.setattr(ask, "MOST_OCCURRENCES", bound)
    many_pages(ProjectPageFactory, [{"title": "Zwaluwstaart", "theme": ThemeFactory()}] * 200)
    with CaptureQueriesContext(connection) as captured:
        find("zwaluwstaart groningen digital")
    asked = [query["sql"] for query in captured.captured_queries if 'FROM "core_occurrence"' in query["sql"]]

    plans = [plan_of(sql) for sql in asked]

    assert asked
    # PostgreSQL chooses between the two indexes by what is in them.
    assert all("occurrence_of_word" in plan or "occurrence_once" in plan for plan in plans), plans
    assert not [plan for plan in plans if "SCAN core_occurrence" in plan or "Seq Scan on core_occurrence" in plan]


def plan_of(sql):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table of this size is read whole.
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {'' if connection.vendor == 'postgresql' else 'QUERY PLAN'} {sql.replace('%', '%%')}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def test_of_a_word_that_is_everywhere_the_heaviest_rows_are_read(client, monkeypatch):
    monkeypatch.setattr(ask, "MOST_OCCURRENCES", 5)
    pages = [{"title": f"Vondst {number}", "summary": "Zwaluwstaart"} for number in range(20)]
    many_pages(ProjectPageFactory, [*pages, {"title": "Zwaluwstaart"}])

    found = titles(search(client, "zwaluwstaart"))

    assert found[0] == "Zwaluwstaart"
    assert len(found) == 5


@pytest.mark.parametrize("rare", ["Nestkast", "Nestkasten"])
def test_a_word_that_is_everywhere_hides_nothing_of_a_rare_one(client, monkeypatch, rare):
    monkeypatch.setattr(ask, "MOST_OCCURRENCES", 5)
    pages = [{"title": f"Zwaluwstaart {number}"} for number in range(20)]
    many_pages(ProjectPageFactory, [*pages, {"title": rare, "summary": "Bij de zwaluwstaart."}])

    assert titles(search(client, "nestkast zwaluwstaart")) == [rare]


def test_what_nobody_may_see_takes_no_place_of_what_is_public(client):
    drafts = [{"title": "Zwaluwstaart", "live": False} for _number in range(20)]
    many_pages(ProjectPageFactory, [*drafts, {"title": "Een titel van veel woorden met zwaluwstaart erin"}])

    assert titles(search(client, "zwaluwstaart")) == ["Een titel van veel woorden met zwaluwstaart erin"]
