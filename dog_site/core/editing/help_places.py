"""Which part of the handbook (docs/editors.md) is about a form or a list; its address is that of the desk."""

from django.db import models
from django.urls import reverse
from wagtail.models import Page

# The anchor of the part, by model.
PARTS = {
    "events.eventpage": "een-evenement-maken",
    "events.eventseriespage": "een-reeks-en-haar-edities",
    "events.venue": "locaties",
    "news.newspage": "een-nieuwsbericht-maken",
    "projects.projectpage": "een-project-maken",
    "projects.theme": "themas-en-organisaties",
    "projects.organisation": "themas-en-organisaties",
    "funding.fundingentry": "een-cijfer-corrigeren",
    "funding.publishedfigure": "vermelde-cijfers-en-de-vergelijking",
    "funding.sourcedocument": "bronnen",
}
OTHER_PAGES = "andere-paginas"


def help_address(item: models.Model) -> str:
    """Where the handbook tells of what kind of thing an item is; empty where it does not."""
    part = PARTS.get(item._meta.label_lower, OTHER_PAGES if isinstance(item, Page) else "")
    return f"{reverse('desk_handbook')}#{part}" if part else ""
