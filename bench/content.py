"""Fills an empty database with the real content of 2017 and a few photographs, and picks the pages to look at."""

import datetime
import json
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from photograph import photograph
from wagtail.models import Page

from content_2017.loading import load_2017
from dog_site.core.images import renditions
from dog_site.core.models import DogImage
from events.models import EventIndexPage, EventPage, EventPhoto, EventSeriesPage
from home.models import StandardPage
from news.models import NewsIndexPage, NewsPage
from projects.models import ProjectIndexPage, ProjectPage, Theme
from results.models import ThemePage, YearlyResultsPage

PHOTOS = 12
TEXT = "<p>Er is afgelopen jaar veel gebeurd.</p>" * 8


def prepare(pages_file):
    """Make the site, and write a list of [name, address] to `pages_file`."""
    renditions.PATIENCE = 600  # seconds; nobody waits for this publishing
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("setup_site", verbosity=0)
    load_2017()
    pages = [
        ["home", "/"],
        ["project list", "/projecten/"],
        ["project", heaviest(ProjectPage)],
        ["themes", "/themas/"],
        ["theme", heaviest(ThemePage)],
        ["results", "/resultaten/"],
        ["results of a year", heaviest(YearlyResultsPage)],
        ["agenda", "/agenda/?periode=voorbij"],
        ["event", heaviest(EventPage)],
        ["series", heaviest(EventSeriesPage)],
        ["news list", "/nieuws/"],
        ["news item", heaviest(NewsPage)],
        ["search", "/zoeken/?q=groningen"],
        ["standard page", heaviest(StandardPage)],
        ["not found", "/bestaat-niet/"],
        ["project + photograph", project_with_a_photograph()],
        ["news item + photograph", news_with_a_photograph()],
        [f"event + {PHOTOS} photographs", event_with_photographs()],
    ]
    Path(pages_file).write_text(json.dumps(pages), encoding="utf-8")


def heaviest(page_type) -> str:
    """The address of the page with the most HTML."""
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0], "x-forwarded-proto": "https"})
    addresses = [page.url for page in page_type.objects.live()]
    return max(addresses, key=lambda address: len(client.get(address).content))


def project_with_a_photograph():
    page = ProjectPage(title="Project met een foto", slug="foto", theme=Theme.objects.first(), image=image(0))
    page.body = [("text", TEXT)]
    return publish(ProjectIndexPage.objects.get().add_child(instance=page))


def news_with_a_photograph():
    page = NewsPage(title="Bericht met een foto", slug="foto", date=datetime.date(2018, 3, 14), image=image(0))
    page.body = [("text", TEXT)]
    return publish(NewsIndexPage.objects.get().add_child(instance=page))


def event_with_photographs():
    page = EventPage(title="Evenement met foto’s", slug="fotos", start_date=datetime.date(2017, 9, 5))
    page.report = [("text", TEXT)]
    page.photos = [EventPhoto(image=image(number)) for number in range(1, PHOTOS + 1)]
    return publish(EventIndexPage.objects.get().add_child(instance=page))


def image(number):
    file = ContentFile(photograph(number), name=f"foto-{number}.jpg")
    return DogImage.objects.create(title=f"Foto {number}", description="Een zaal vol mensen", file=file)


def publish(page: Page) -> str:
    page.save_revision().publish()
    return page.url
