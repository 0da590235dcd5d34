"""A new form opens with what is right nine times in ten; whoever types something else is right the tenth time."""

from datetime import date

import pytest
from django.utils import timezone

from funding.models import FundingEntry, PublishedFigure
from projects.models import Theme
from tests.desk.browser import ENTRIES, SNIPPETS, entry, form_at, new_entry, page_add_url, post
from tests.factories import EventPageFactory, FundingEntryFactory, SourceDocumentFactory, VenueFactory


def test_an_entry_begins_in_the_latest_year_with_the_source_of_that_year(log_in):
    form = form_at(log_in("cijfers"), f"{ENTRIES}add/")

    assert (form["year"], form["source"]) == ("2017", str(entry().source_id))


def test_where_a_year_has_two_sources_nobody_chooses_one(log_in):
    FundingEntryFactory(year=2018, source=SourceDocumentFactory(title="Een"))
    FundingEntryFactory(year=2018, source=SourceDocumentFactory(title="Ander"))

    form = form_at(log_in("cijfers"), f"{ENTRIES}add/")

    assert (form["year"], form["source"]) == ("2018", "")


def test_what_is_typed_stands(log_in):
    post(log_in("cijfers"), f"{ENTRIES}add/", **new_entry(year="2016", title="Vroeger"))

    assert FundingEntry.objects.get(title="Vroeger").year == 2016


def test_a_stated_figure_has_the_next_number_and_place(log_in):
    form = form_at(log_in("cijfers"), f"{SNIPPETS['stated figure']}add/")
    last = PublishedFigure.objects.order_by("-sort_order").first()

    assert form["year"] == "2017"
    assert form["sort_order"] == str(last.sort_order + 1)
    assert form["number"].startswith("D")
    assert not PublishedFigure.objects.filter(number=form["number"]).exists()


def test_a_theme_comes_last_and_has_a_tint_of_its_own(log_in):
    form = form_at(log_in("cijfers"), f"{SNIPPETS['theme']}add/")

    assert int(form["sort_order"]) > max(Theme.objects.values_list("sort_order", flat=True))
    assert form["tint"] not in Theme.objects.values_list("tint", flat=True)


@pytest.mark.parametrize("kind, username", [("stated figure", "cijfers"), ("theme", "cijfers"), ("entry", "cijfers")])
def test_without_any_yet_the_form_opens_as_well(log_in, kind, username):
    PublishedFigure.objects.all().delete()
    FundingEntry.objects.all().delete()

    assert log_in(username).get(f"{SNIPPETS[kind]}add/").status_code == 200


def test_a_venue_is_in_the_city(log_in):
    assert form_at(log_in("communicatie"), f"{SNIPPETS['venue']}add/")["city"] == "Groningen"


def test_news_is_of_today(log_in):
    assert form_at(log_in("communicatie"), page_add_url("news/newspage"))["date"] == f"{timezone.localdate():%d-%m-%Y}"


def test_a_side_event_is_on_the_day_and_at_the_place_of_its_festival(log_in):
    festival = EventPageFactory(slug="festival", start_date=date(2027, 5, 14), venue=VenueFactory(name="Forum"))

    form = form_at(log_in("communicatie"), f"/beheer/pages/add/events/eventpage/{festival.pk}/")

    assert (form["start_date"], form["venue"]) == ("14-05-2027", str(festival.venue_id))
    assert form_at(log_in("communicatie"), page_add_url("events/eventpage"))["start_date"] == ""


def test_results_are_of_the_latest_year_that_has_none_yet(log_in):
    client, url = log_in("beheer"), page_add_url("results/yearlyresultspage")
    assert form_at(client, url)["year"] == ""

    FundingEntryFactory(year=2018)

    assert form_at(client, url)["year"] == "2018"
