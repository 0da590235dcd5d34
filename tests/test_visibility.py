"""What is not published appears nowhere: a canary in each hidden state, then a crawl of every public page and file."""

import re
from collections import defaultdict

import pytest
from django.apps import apps

from tests.canaries import CANARIES, HIDDEN, Canary, entry, event, news
from tests.pages import everything_public

# A crawl takes seconds, so it has many states; neighbours in the list, which may touch the same row, are not in one.
CRAWLS = 2
# An amount follows no point, which would be the part of a second in a moment, and is no part of the key of a page.
WRITTEN = re.compile(r"kanarie(?:-[a-z]+)*|(?<![\w.-])987\.?6\d\d(?![\w-])", re.IGNORECASE)
# What is no content, or follows from it.
ASIDE = {"modelsearch", "sessions", "contenttypes", "auth", "admin", "taggit"}
FOLLOWS = ("LogEntry", "ContentVersion", "CalendarEntry")
# A page counts its children, whoever they are.
BOOKKEEPING = {"numchild"}


def leaks(texts, canaries):
    """The states that can be seen, each with the addresses where its name or amount stands."""
    names = {canary.slug: canary.state for canary in canaries}
    amounts = {str(canary.amount): canary.state for canary in canaries}
    found = defaultdict(set)
    for address, text in texts.items():
        # A result has the words that were looked for in a mark.
        for word in WRITTEN.findall(re.sub("</?mark>", "", text)):
            state = names.get(word.lower()) or amounts.get(word.replace(".", "")) or f"somebody’s {word}"
            found[state].add(address)
    return {state: sorted(addresses) for state, addresses in found.items()}


def database():
    """Every row of content, by table and key, as values by column."""
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in ASIDE and not model.__name__.endswith(FOLLOWS)
    ]
    return {
        (model._meta.db_table, row[model._meta.pk.attname]): {
            name: value for name, value in row.items() if name not in BOOKKEEPING
        }
        for model in models
        for row in model._base_manager.values(*(field.attname for field in model._meta.local_concrete_fields))
    }


def changed(before, after):
    """(row, column) and the value it got, of rows that were there already."""
    return {
        (row, column): value
        for row in before.keys() & after.keys()
        if before[row] != after[row]
        for column, value in after[row].items()
        if before[row][column] != value
    }


def hide_all(states):
    """Make the states; each must be in the database with all it wrote, whatever those after it did."""
    made, rows = {}, database()
    for hide in states:
        hide(CANARIES[hide])
        before, rows = rows, database()
        made[hide.__name__] = changed(before, rows)
    texts = [str(values) for values in rows.values()]
    absent = [CANARIES[hide].state for hide in states if not any(CANARIES[hide].name in text for text in texts)]
    undone = [
        (state, row, column)
        for state, values in made.items()
        for (row, column), value in values.items()
        if rows[row][column] != value
    ]
    assert (absent, undone) == ([], [])


@pytest.mark.site
@pytest.mark.parametrize("number", range(CRAWLS))
def test_what_is_not_published_appears_nowhere(client, number, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail's index of references among them
        hide_all(HIDDEN[number::CRAWLS])

    found = everything_public(client)

    seen = leaks(found, CANARIES.values())
    assert not seen, "\n".join(f"{state} at {', '.join(addresses)}" for state, addresses in seen.items())
    assert "€\u00a0474.427" in found["/resultaten/2017/"]


def test_every_public_page_opens_and_sets_no_cookie(site_as_made):
    assert {address: answer.status_code for address, answer in site_as_made.items() if answer.status_code != 200} == {}
    assert {address: answer.cookies for address, answer in site_as_made.items() if answer.cookies} == {}


@pytest.mark.site
def test_a_canary_that_is_published_is_found_by_its_name_wherever_it_stands(client):
    shown = [Canary(name, number) for number, name in enumerate(["entry", "event", "news"], len(HIDDEN))]
    for show, canary in zip((entry, event, news), shown, strict=True):
        show(canary)

    found = leaks(everything_public(client), shown)

    assert {"/resultaten/2017/", "/resultaten/2017/financiering.xlsx", "/resultaten/2017/financiering.json"} <= {
        *found.pop("entry")
    }
    assert {"/", "/agenda/", "/agenda/agenda.ics", "/agenda/feed.atom", "/zoeken/?q=kanarie"} <= {*found.pop("event")}
    assert {"/", "/nieuws/", "/nieuws/feed.json", "/projecten/pygrunn/", "/zoeken/?q=kanarie"} <= {*found.pop("news")}
    assert found == {}


def test_every_state_has_a_name_and_an_amount_of_its_own():
    canaries = CANARIES.values()

    assert len({canary.name for canary in canaries}) == len({canary.amount for canary in canaries}) == len(HIDDEN)
    assert all(WRITTEN.fullmatch(word) for canary in canaries for word in (canary.name, str(canary.amount)))
