from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    HACKATHON = "hackathon", _("hackathon")
    CONFERENCE = "conferentie", _("conference")
    WORKSHOP = "workshop", _("workshop")
    FESTIVAL = "festival", _("festival")
    THEME_WEEK = "themaweek", _("theme week")
    MEETING = "bijeenkomst", _("meeting")


class Status(models.TextChoices):
    """What became of the plan."""

    PLANNED = "gepland", pgettext_lazy("event", "as planned")
    MOVED = "verplaatst", _("moved to another date or place")
    POSTPONED = "uitgesteld", _("postponed")
    ONLINE = "gaat-online-door", _("goes on online")
    CANCELLED = "geannuleerd", _("cancelled")

    @property
    def mark(self):
        """One word for a list; nothing where everything goes as planned."""
        return {
            Status.MOVED: pgettext_lazy("event", "Moved"),
            Status.POSTPONED: pgettext_lazy("event", "Postponed"),
            Status.ONLINE: pgettext_lazy("event", "Now online"),
            Status.CANCELLED: pgettext_lazy("event", "Cancelled"),
        }.get(self, "")


class AttendanceMode(models.TextChoices):
    ON_SITE = "op-locatie", _("at a place")
    ONLINE = "online", _("online")
    BOTH = "beide", _("at a place and online")


class Registration(models.TextChoices):
    NONE = "geen", _("not needed or not known")
    ELSEWHERE = "elders", _("on another site")


class EventRole(models.TextChoices):
    """What an organisation does for an event."""

    ORGANISER = "organisator", _("organiser")
    PARTNER = "partner", _("partner")
