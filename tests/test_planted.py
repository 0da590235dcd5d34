"""What a visitor may not see is seen nowhere, whichever way something public leads to it.

The cases are derived (tests/planting): every model of which some rows are hidden, every relation to it that the models
and blocks have, and every way in which it can be hidden. A new model, field or block joins by itself.
"""

import re
from collections import defaultdict

import pytest
from wagtail.models import Page

from dog_site.core.models import SiteSettings
from funding.models import PublishedFigure
from home.models import HomePage
from tests.canaries import Canary
from tests.planting.addresses import everything, own_addresses
from tests.planting.attaching import plant, plant_public_things_in, public_things
from tests.planting.relations import can_be_hidden, exists_once, relations
from tests.planting.things import (
    OF_PAGES,
    below_what_is_restricted,
    hide_in_place,
    make_elsewhere,
    make_hidden,
)
from tests.test_visibility import leaks

# Relations that show what they point at in every state, and why.
SHOWS_ALWAYS = {
    "FundingEntry.theme": "money keeps the name it is booked under; a theme that entries lean on cannot leave",
}
# Relations that show neither a name nor an address of what they point at, and why: none today.
NEVER_SHOWS = {"Organisation.merged_into": "its address leads to the other, which shows itself"}
# The path of an address, with or without its site, in HTML, XML and JSON.
LINK = re.compile(r"(?:https?://[^/\"<]+)?(/[^\"<>\s]*)[\"<]")
ONCE = [model for model in can_be_hidden() if exists_once(model) and model is not HomePage]


def seen(texts, things):
    """Where each of `things`, by canary, can be seen: by its name, its amount or a link to its page."""
    found = defaultdict(set)
    for state, addresses in leaks(texts, things).items():
        found[state].update(addresses)
    found.pop("somebody’s kanarie", None)  # what the lists were asked for
    pages = {thing.url: canary.state for canary, thing in things.items() if isinstance(thing, Page)}
    for address, text in texts.items():
        for link in set(LINK.findall(text)) & pages.keys():
            found[pages[link]].add(address)
    return found


def of_every_kind(things, relation):
    """Those of `things` that `relation` can show."""
    found = [thing for thing in things.values() if relation.leads_to(type(thing))]
    return [] if relation.label in SHOWS_ALWAYS else found


def report(found):
    return "\n".join(f"{state} at {', '.join(sorted(addresses))}" for state, addresses in found.items())


@pytest.mark.site
def test_what_a_visitor_may_not_see_is_seen_nowhere(client, django_capture_on_commit_callbacks, request):
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail's index of references among them
        public = public_things()
        hidden = make_hidden([model for model in can_be_hidden() if not exists_once(model)])
        attached = plant(lambda relation: of_every_kind(hidden, relation))
        plant_public_things_in(hidden.values(), public)

    found = seen(everything(client, hidden.values()), hidden)

    assert {relation.label for relation in relations()} - SHOWS_ALWAYS.keys() == attached.keys()
    assert not found, report(found)
    request.getfixturevalue("nothing_is_rendered")  # most of these are not found
    opened = [url for thing in hidden.values() for url in own_addresses(thing) if client.get(url).status_code == 200]
    assert opened == []


@pytest.mark.site
@pytest.mark.parametrize("turn", [0, 1])
def test_an_overview_that_is_hidden_is_named_nowhere(client, django_capture_on_commit_callbacks, turn):
    """It exists once, so it is hidden where it stands; its fixed address stays in forms and links of the site."""
    states = [state for state in OF_PAGES if state is not below_what_is_restricted]
    with django_capture_on_commit_callbacks(execute=True):
        in_turn = [states[(number + 3 * turn) % len(states)] for number in range(len(ONCE))]
        hidden = dict(hide_in_place(model, state) for model, state in zip(ONCE, in_turn, strict=True))
        plant(lambda relation: of_every_kind(hidden, relation))

    found = leaks(everything(client, []), hidden)

    found.pop("somebody’s kanarie", None)
    assert not found, report(found)


@pytest.mark.site
def test_what_a_visitor_may_see_is_shown_by_every_relation(client, django_capture_on_commit_callbacks):
    canaries = {relation.label: Canary(letters(relation.label), 99) for relation in relations()}
    with django_capture_on_commit_callbacks(execute=True):
        things = {
            canaries[relation.label]: make_elsewhere(relation.target, canary)
            for relation, canary in zip(relations(), canaries.values(), strict=True)
        }
        attached = plant(lambda relation: [things[canaries[relation.label]]])

    found = seen(everything(client, []), things)

    silent = {
        label
        for label, [(owner, _thing)] in attached.items()
        if not any(shows(address, owner) for address in found[canaries[label].state])
    }
    assert silent == NEVER_SHOWS.keys()


def letters(label):
    return re.sub("[^a-z]+", "_", label.lower()).strip("_")


def shows(address, owner):
    """Whether `owner` is shown at `address`: a page at its own, settings around the home page, figures with results."""
    if isinstance(owner, Page):
        return address == owner.url
    if isinstance(owner, PublishedFigure):
        return address == "/resultaten/2017/"
    return address == "/" if isinstance(owner, SiteSettings) else address.startswith("/resultaten/")
