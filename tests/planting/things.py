"""What is hidden in each way that there is, and what is public and could show it."""

import datetime
from dataclasses import dataclass
from itertools import count

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from dog_site.core.models import SiteSettings
from events.models import EventPage, Venue
from funding.models import FundingEntry, PublishedFigure, SourceDocument, Stage
from funding.models.entries import FIRST_YEAR
from home.models import HomePage, StandardPage
from news.models import NewsPage
from projects.models import Organisation, ProjectPage, Theme
from results.models import ThemePage, YearlyResultsPage
from tests.canaries import TOMORROW, Canary
from tests.factories import (
    FundingEntryFactory,
    OrganisationFactory,
    PublishedFigureFactory,
    SourceDocumentFactory,
    ThemeFactory,
    VenueFactory,
)

from .relations import exists_once

_numbers = count(1)
# Until far from now, and of 2017: in every list of the agenda.
LONG = {"start_date": datetime.date(2017, 6, 1), "end_date": datetime.date(2100, 1, 1)}
# What a page of a type needs beside its title; a type that needs more fails to be made without it.
NEEDED = {
    ProjectPage: lambda: {"theme": Theme.objects.get(slug="infrastructuur")},
    ThemePage: lambda: {"theme": ThemeFactory(name=f"Naamloos {next(_numbers)}")},
    YearlyResultsPage: lambda: {"year": _free_year()},
    EventPage: lambda: LONG,
    NewsPage: lambda: {"date": datetime.date(2017, 6, 1), "is_pinned": True},
}


@dataclass(frozen=True)
class Name:
    """What a thing is called where that tells nothing: the public things that others are attached to."""

    number: int

    @property
    def name(self):
        return f"Gastheer {self.number}"

    @property
    def slug(self):
        return f"gastheer-{self.number}"

    @property
    def amount(self):
        return 1_000


def _free_year():
    taken = YearlyResultsPage.objects.values_list("year", flat=True)
    return next(year for year in range(FIRST_YEAR, 2100) if year not in taken)


def make(model, canary, parent=None):
    """A public thing of `model` that has the name of `canary` wherever it can have one."""
    if issubclass(model, Page):
        usual = model.allowed_parent_page_models()[0]
        return _page(model, canary, parent or usual.objects.order_by("depth", "pk").first())
    return MAKERS[model](canary)


def make_elsewhere(model, canary):
    """The same, where the pages that relations are looked for on do not show it by itself."""
    if model is FundingEntry:
        return make_entry(canary, year=FIRST_YEAR)
    return make(StandardPage if model is Page else model, canary)


def host(model):
    """Something public of `model` that others are attached to: of what exists once, that one."""
    if model is SiteSettings:
        return SiteSettings.objects.get()
    if exists_once(model):
        return model.objects.get()
    made = make(model, Name(next(_numbers)))
    if model is SourceDocument:  # a source is shown where entries name it
        make_entry(Name(next(_numbers)), source=made)
    return made


def _page(model, canary, parent):
    needed = NEEDED.get(model, dict)()
    page = model(title=canary.name, slug=canary.slug, summary=canary.name, **needed)
    return parent.add_child(instance=page)


def make_entry(canary, **values):
    usual = {
        "reference": f"DOG-2017-{500 + next(_numbers)}",
        "title": canary.name,
        "year": 2017,
        "theme": Theme.objects.get(slug="infrastructuur"),
        "contribution": canary.amount,
        "project_size": canary.amount,
    }
    return FundingEntryFactory(**usual | values)


def make_figure(canary):
    return PublishedFigureFactory(title=canary.name, year=2017, value=canary.amount, explanation=canary.name)


def make_image(canary):
    file = get_test_image_file(f"{canary.slug}.png", size=(700, 400))
    model = get_image_model()
    return model.objects.create(title=canary.name, description=canary.name, credit=canary.name, file=file)


def make_document(canary):
    file = ContentFile(canary.name.encode(), name=f"{canary.slug}.txt")
    return get_document_model().objects.create(title=canary.name, file=file)


MAKERS = {
    Theme: lambda canary: ThemeFactory(name=canary.name, introduction=canary.name),
    Organisation: lambda canary: OrganisationFactory(name=canary.name),
    Venue: lambda canary: VenueFactory(name=canary.name, street=canary.name, accessibility=canary.name),
    SourceDocument: lambda canary: SourceDocumentFactory(title=canary.name, reference=canary.name),
    FundingEntry: make_entry,
    PublishedFigure: make_figure,
    get_image_model(): make_image,
    get_document_model(): make_document,
}


def draft(thing):
    type(thing)._base_manager.filter(pk=thing.pk).update(live=False, first_published_at=None)


def scheduled(thing):
    draft(thing)
    thing.refresh_from_db()
    thing.go_live_at = timezone.now() + TOMORROW
    thing.change_reason = "Gepland."
    thing.save_revision().publish()


def past_its_moment(thing):
    """It has expired, and the job that takes it off the site has not come by yet."""
    type(thing)._base_manager.filter(pk=thing.pk).update(expire_at=timezone.now() - TOMORROW)


def expired(thing):
    past_its_moment(thing)
    call_command("publish_scheduled", verbosity=0)


def unpublished(thing):
    thing.unpublish()


def restricted(thing):
    PageViewRestriction.objects.create(page=thing, restriction_type="login")


def below_what_is_restricted(thing):
    """For a page, in `make_hidden`: it is made there."""


def alias(thing):
    Page.objects.filter(pk=thing.pk).update(alias_of=HomePage.objects.get())


def in_a_private_collection(thing):
    _collect(thing, _private_collection())


def below_a_private_collection(thing):
    _collect(thing, _private_collection().add_child(name="Daaronder"))


def _collect(thing, collection):
    type(thing)._base_manager.filter(pk=thing.pk).update(collection=collection)


def _private_collection():
    collection = Collection.get_first_root_node().add_child(name="Besloten")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def planned(entry):
    FundingEntry.objects.filter(pk=entry.pk).update(stage=Stage.PLANNED)


def withdrawn(entry):
    FundingEntry.objects.filter(pk=entry.pk).update(stage=Stage.WITHDRAWN)


NOT_LIVE = [draft, scheduled, expired, unpublished]
OF_ITEMS = [*NOT_LIVE, past_its_moment]
OF_PAGES = [*OF_ITEMS, restricted, below_what_is_restricted, alias]
OF_FILES = [in_a_private_collection, below_a_private_collection]
# Entries and stated figures stay until the job takes them off (FundingQuerySet.public).
OF_FIGURES = [state for state in OF_ITEMS if state is not past_its_moment]


def states_of(model):
    """The ways in which something of `model` can be hidden; the job runs before anything that it should not touch."""
    if issubclass(model, Page):
        return OF_PAGES
    if model in (get_image_model(), get_document_model()):
        return OF_FILES
    return {FundingEntry: [*OF_FIGURES, planned, withdrawn], PublishedFigure: OF_FIGURES}.get(model, OF_ITEMS)


def make_hidden(models):
    """One thing of each of `models` in each hidden state, by canary."""
    closed = _page(StandardPage, Name(next(_numbers)), HomePage.objects.get())
    restricted(closed)
    wanted = [(model, state) for model in models for state in states_of(model)]
    made = {}
    # Amounts are of entries and stated figures only, and there are a hundred of them.
    has_amount = count(0)
    for model, state in sorted(wanted, key=lambda each: each[1] is past_its_moment):
        number = next(has_amount) if model in (FundingEntry, PublishedFigure) else 99
        canary = Canary(f"{model.__name__}_{state.__name__}", number)
        thing = make(model, canary, closed if state is below_what_is_restricted else None)
        state(thing)
        made[canary] = model._base_manager.get(pk=thing.pk)
        assert getattr(made[canary], "live", True) is (state not in NOT_LIVE), canary.state
    return made


def hide_in_place(model, state):
    """The page of a type that exists once, under a name of its own and then hidden; with its canary."""
    canary = Canary(f"{model.__name__}_{state.__name__}", 99)
    named = {"title": canary.name, "draft_title": canary.name, "summary": canary.name}
    model.objects.update(**named)
    page = model.objects.get()
    state(page)
    return canary, model.objects.get()
