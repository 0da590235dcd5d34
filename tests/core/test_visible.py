"""What a visitor may see, where the crawl of everything hidden (tests/test_planted.py) does not say why."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from dog_site.core.models import DogImage, PageQuerySet, is_published
from events.models import EventPage, Venue
from funding.models import FundingEntry, PublishedFigure, SourceDocument
from news.models import NewsPage
from projects.models import Organisation, Theme
from tests.factories import (
    EventPageFactory,
    EventSeriesPageFactory,
    FundingEntryFactory,
    NewsPageFactory,
    PublishedFigureFactory,
    SourceDocumentFactory,
)

A_MOMENT = datetime.timedelta(minutes=1)


def a_moment_ago():
    return timezone.now() - A_MOMENT


@pytest.mark.parametrize("job_has_run", [False, True])
def test_a_page_past_its_last_moment_does_not_open(client, job_has_run):
    page = NewsPageFactory()
    assert client.get(page.url).status_code == 200

    NewsPage.objects.filter(pk=page.pk).update(expire_at=a_moment_ago())
    if job_has_run:
        call_command("publish_scheduled", verbosity=0)

    assert client.get(page.url).status_code == 404
    assert not NewsPage.objects.visible().filter(pk=page.pk).exists()


def test_a_page_whose_last_moment_is_to_come_is_there(client):
    page = NewsPageFactory(expire_at=timezone.now() + A_MOMENT)

    assert client.get(page.url).status_code == 200
    assert NewsPage.objects.visible().filter(pk=page.pk).exists()


def test_a_page_below_a_draft_is_visible_and_opens(client):
    series = EventSeriesPageFactory(live=False)
    edition = EventPageFactory(parent=series)

    assert EventPage.objects.visible().filter(pk=edition.pk).exists()
    assert client.get(edition.url).status_code == 200


def test_a_query_and_an_object_agree_on_what_is_published():
    """Of each kind of item: as it is, as a draft, past its last moment, and with that moment to come."""
    for model in (Theme, Organisation, Venue, SourceDocument):
        rows = model.objects.all()
        if not rows.exists():
            rows = model.objects.filter(pk=model.objects.create(name="Een zaal").pk)
        for values in (
            {"live": True, "expire_at": None},
            {"live": False, "expire_at": None},
            {"live": True, "expire_at": a_moment_ago()},
            {"live": True, "expire_at": timezone.now() + A_MOMENT},
        ):
            rows.update(**values)
            assert {row.pk for row in rows if is_published(row)} == {row.pk for row in model.objects.visible()}


def test_an_entry_past_its_last_moment_counts_until_the_job_writes_down_that_it_leaves():
    entry = FundingEntryFactory(expire_at=a_moment_ago())
    entry.save_revision()
    of_the_year = FundingEntry.objects.public().in_year(2019)
    assert of_the_year.totals().contribution == 1_000

    call_command("publish_scheduled", verbosity=0)

    assert of_the_year.totals().contribution is None
    assert [change.field for change in entry.changes.all()] == ["live"]


def test_a_stated_figure_leaves_with_its_source():
    source = SourceDocumentFactory(title="Een brief")
    figure = PublishedFigureFactory(source=source)
    public = PublishedFigure.objects.public().filter(pk=figure.pk)
    assert public.exists()

    SourceDocument.objects.filter(pk=source.pk).update(expire_at=a_moment_ago())

    assert not public.exists()


def test_an_image_that_a_page_leads_to_knows_without_a_query_whether_it_is_visible(image, django_assert_num_queries):
    NewsPageFactory(slug="met-beeld", image=image)
    page = NewsPage.objects.get(slug="met-beeld")

    with django_assert_num_queries(1):
        assert page.image.is_visible
    with django_assert_num_queries(1):
        assert DogImage(pk=image.pk, collection_id=image.collection_id).is_visible


def test_asking_for_visible_pages_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        list(NewsPage.objects.visible())
    assert PageQuerySet(NewsPage).visible().count() == NewsPage.objects.visible().count()
