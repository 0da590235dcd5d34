"""A page or item that something else links to or has chosen is not deleted from under it (editors.md)."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from dog_site.core.models import FooterLink, SiteSettings
from events.models import EventPage, EventSeriesPage
from home.models import FeaturedProject, HomePage, StandardPage
from news.models import NewsEvent, NewsPage
from tests.factories import (
    EventPageFactory,
    EventSeriesPageFactory,
    NewsPageFactory,
    OrganisationFactory,
    ProjectPageFactory,
    ThemeFactory,
    VenueFactory,
)

ROLES = ["coordinatie", "beheer"]


def in_text_of_about(*blocks):
    page = StandardPage.objects.get(slug="over")
    page.body = blocks
    page.save_revision().publish()
    return page.title


def linked_in_a_text():
    page = NewsPageFactory(title="Oud nieuws")
    return page, in_text_of_about(("text", f'<p><a linktype="page" id="{page.pk}">lees verder</a></p>'))


def linked_in_a_draft():
    page, about = NewsPageFactory(title="Oud nieuws"), StandardPage.objects.get(slug="over")
    about.body = [("text", f'<p><a linktype="page" id="{page.pk}">lees verder</a></p>')]
    about.save_revision()
    return page, about.title


def linked_in_a_block():
    page = NewsPageFactory(title="Oud nieuws")
    link = {"page": page, "address": "", "text": "", "description": ""}
    return page, in_text_of_about(("links", {"heading": "", "links": [link]}))


def chosen_by_news():
    event, news = EventPageFactory(title="Een avond"), NewsPage.objects.first()
    NewsEvent.objects.create(news_page=news, event=event)
    news.save()
    return event, news.title


def chosen_for_the_home_page():
    project, home = ProjectPageFactory(title="Een project"), HomePage.objects.get()
    FeaturedProject.objects.create(page=home, project=project)
    home.save()
    return project, home.title


def in_the_footer():
    page, settings = NewsPageFactory(title="Oud nieuws"), SiteSettings.objects.get()
    FooterLink.objects.create(settings=settings, page=page)
    settings.save()
    return page, str(settings)


PAGES = [
    linked_in_a_text,
    linked_in_a_draft,
    linked_in_a_block,
    chosen_by_news,
    chosen_for_the_home_page,
    in_the_footer,
]


def sentences(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def ways(page):
    yield f"/beheer/pages/{page.pk}/delete/"
    yield f"/beheer/bulk/wagtailcore/page/delete/?id={page.pk}&next=/beheer/"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("number", [0, 1], ids=["alone", "with others"])
@pytest.mark.parametrize("used", PAGES)
def test_a_page_that_is_used_stays_and_the_editor_hears_where(log_in, used, number, role):
    page, place = used()

    response = log_in(role).post([*ways(page)][number])

    assert Page.objects.filter(pk=page.pk).exists()
    assert [sentence for sentence in sentences(response) if place in sentence] != []


def test_a_page_goes_with_those_below_it_only_when_nothing_outside_uses_them(log_in):
    series = EventSeriesPageFactory(title="Een reeks")
    edition = EventPageFactory(title="Een editie", parent=series)
    news = NewsPage.objects.first()
    link = NewsEvent.objects.create(news_page=news, event=edition)
    news.save()

    response = log_in("beheer").post(f"/beheer/pages/{series.pk}/delete/")
    assert EventSeriesPage.objects.filter(pk=series.pk).exists()
    assert any(news.title in sentence for sentence in sentences(response))

    link.delete()
    news.save()
    log_in("beheer").post(f"/beheer/pages/{series.pk}/delete/")
    assert not EventPage.objects.filter(title="Een editie").exists()


def test_code_deletes_no_page_that_is_used_either():
    page, _place = linked_in_a_text()

    with pytest.raises(ValidationError, match="Dit wordt gebruikt in"):
        page.delete()


def test_a_page_that_nothing_uses_goes_with_the_redirects_to_it(log_in):
    page = NewsPageFactory(title="Oud nieuws")
    Redirect.objects.create(old_path="/oud", redirect_page=page)

    log_in("beheer").post(f"/beheer/pages/{page.pk}/delete/")

    assert not Page.objects.filter(pk=page.pk).exists()


def test_a_page_that_is_used_can_be_taken_off_the_site(log_in):
    page, _place = linked_in_a_text()

    log_in("beheer").post(f"/beheer/pages/{page.pk}/unpublish/")

    assert not Page.objects.get(pk=page.pk).live


def theme_of_an_event():
    theme = ThemeFactory(name="Een thema")
    return theme, EventPageFactory(title="Een avond", themes=[theme])


def organisation_at_an_event():
    organisation, event = OrganisationFactory(name="Een club"), EventPageFactory(title="Een avond")
    event.participants.create(organisation=organisation)
    return organisation, event


def venue_of_an_event():
    venue = VenueFactory(name="Een zaal")
    return venue, EventPageFactory(title="Een avond", venue=venue)


@pytest.mark.parametrize("used", [theme_of_an_event, organisation_at_an_event, venue_of_an_event])
@pytest.mark.parametrize("number", [0, 1], ids=["alone", "with others"])
def test_an_item_that_is_used_stays_and_the_editor_hears_where(log_in, used, number):
    item, event = used()
    event.save()
    label, name = item._meta.app_label, item._meta.model_name
    way = [
        f"/beheer/snippets/{label}/{name}/delete/{item.pk}/",
        f"/beheer/bulk/{label}/{name}/delete/?id={item.pk}&next=/beheer/",
    ][number]

    response = log_in("beheer").post(way)

    assert type(item).objects.filter(pk=item.pk).exists()
    assert [sentence for sentence in sentences(response) if event.title in sentence] != []
