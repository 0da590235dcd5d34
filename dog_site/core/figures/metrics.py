"""What is measured (Metric), over what (Scope), and what may be known of it (State)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Metric(models.TextChoices):
    """What is measured. The values are public: they stand in `data-metric` and in addresses.

    docs/architecture.md ("Thirteen questions") names the other places that a new one needs.
    """

    CONTRIBUTION = "bijdrage", _("municipal contribution")
    PROJECT_SIZE = "projectomvang", _("total project size")
    MULTIPLIER = "multiplier", _("multiplier")
    PROJECTS = "projecten", _("number of projects")
    ENTRIES = "regels", _("number of entries")
    VISITORS = "bezoekers", _("number of visitors")


class State(models.TextChoices):
    """What is known of a figure. Unknown is not zero (R3), and "not stated" is not "unknown" (R4)."""

    KNOWN = "bekend", _("known")
    LOWER_BOUND = "ondergrens", _("at least")
    UNKNOWN = "onbekend", _("unknown")
    NOT_STATED = "niet-vermeld", _("not stated")
    NOT_APPLICABLE = "niet-van-toepassing", _("not applicable")


class Scope(models.TextChoices):
    """The scopes that always exist; a theme, project or entry has a scope with its own key after a colon."""

    HEADLINE = "hoofdtotaal", _("headline total")
    OTHER = "anders", _("outside the headline themes")
    ALL = "alles", _("everything")


THEME = "thema:"
ORGANISATION = "organisatie:"
