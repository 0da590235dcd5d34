"""A panel of the first page of the admin; each room may add its own (wagtail's hook construct_homepage_panels)."""

import logging

from django.db import models
from django.template.loader import render_to_string
from wagtail.admin.ui.components import Component

logger = logging.getLogger(__name__)


class Place(models.TextChoices):
    TOP = "top"
    WIDE = "wide"
    BROAD = "broad"
    NARROW = "narrow"


class Panel(Component):
    """A panel with a heading, a count beside it, and a sentence that helps when there is nothing in it.

    One that fails closes no page: it is logged, and says so in its place.
    """

    place = Place.BROAD
    order = 100
    # It is also the anchor of the panel.
    name: str
    heading: str
    template_name: str

    def __init__(self, request):
        self.request, self.user = request, request.user

    def context(self) -> dict | None:
        """What its template shows; None where this person has no use for the panel."""
        raise NotImplementedError

    def render_html(self, parent_context=None):
        try:
            context = self.context()
            if context is None:
                return ""
            return render_to_string(self.template_name, {"panel": self, **context}, request=self.request)
        except Exception:
            logger.exception("The panel %s of the first page failed", self.name)
            return render_to_string("desk/panel_failed.html", {"panel": self})
