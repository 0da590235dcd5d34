from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from dog_site.core.models import Previewed, ReadableVersions, SortKeyField, UniqueName, VersionedContent, VisibleItem

NO_COORDINATES = _("Write latitude and longitude with a point, like 53.2194, 6.5665.")


@dataclass(frozen=True)
class Route:
    label: str
    address: str


class Venue(
    VersionedContent,
    ReadableVersions,
    UniqueName,
    VisibleItem,
    WorkflowMixin,
    DraftStateMixin,
    RevisionMixin,
    Previewed,
    index.Indexed,
    models.Model,
):
    """A place where events are held."""

    is_searched_by_words = True

    name = models.CharField(max_length=120, verbose_name=_("name"), help_text=_("Example: MartiniPlaza."))
    street = models.CharField(
        max_length=120, blank=True, verbose_name=_("street and number"), help_text=_("Example: Grote Markt 1.")
    )
    postcode = models.CharField(
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^[1-9][0-9]{3} [A-Z]{2}$", _("Write a postcode like 9712 HN."))],
        verbose_name=_("postcode"),
        help_text=_("Example: 9712 HN."),
    )
    city = models.CharField(max_length=80, blank=True, verbose_name=_("city"), help_text=_("Example: Groningen."))
    coordinates = models.CharField(
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(
                r"^-?[0-9]{1,2}\.[0-9]{1,8}, ?-?[0-9]{1,3}\.[0-9]{1,8}$",
                NO_COORDINATES,
            )
        ],
        verbose_name=_("coordinates"),
        help_text=_("Latitude and longitude as maps give them, like 53.2194, 6.5665."),
    )
    accessibility = models.TextField(
        blank=True,
        verbose_name=_("accessibility of the building"),
        help_text=_("What a visitor wants to know beforehand: step-free entrance, lift, adapted toilet, hearing loop."),
    )
    sort_key = SortKeyField("name")

    panels = [
        FieldPanel("name", required_on_save=True),
        MultiFieldPanel(
            ["street", FieldRowPanel(["postcode", "city"]), "coordinates"],
            heading=_("Address"),
            help_text=_("Fill in only what is known."),
        ),
        "accessibility",
        PublishingPanel(),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.SearchField("city")]

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="venue_name_unique",
                violation_error_message=_("There is already a venue with this name. Use that one."),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        # The validator of the field refuses anything that is not two numbers.
        latitude, _comma, longitude = self.coordinates.partition(",")
        try:
            is_on_earth = abs(float(latitude)) <= 90 and abs(float(longitude)) <= 180
        except ValueError:
            return
        if not is_on_earth:
            raise ValidationError({"coordinates": NO_COORDINATES})

    @classmethod
    def suggested(cls):
        return {"city": "Groningen"}

    @property
    def address(self) -> str:
        """Street, postcode and city as far as they are known, on one line."""
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.city}".strip()) if part)

    @property
    def routes(self) -> list[Route]:
        """Links to other sites that plan a route to it; none while its place is not known."""
        if not (self.coordinates or (self.street and self.city)):
            return []
        point = self.coordinates.replace(" ", "")
        to = point or f"{self.name}, {self.address}"
        return [
            Route("OpenStreetMap", f"https://www.openstreetmap.org/{_on_a_map(point, to)}"),
            Route("Google Maps", f"https://www.google.com/maps/dir/?{urlencode({'api': 1, 'destination': to})}"),
        ]

    @property
    def place(self) -> str:
        """Name and city, for a list."""
        return ", ".join(part for part in (self.name, self.city) if part)


def _on_a_map(point, to):
    return f"directions?{urlencode({'to': point})}" if point else f"search?{urlencode({'query': to})}"
