"""The words in which an entry is described; the values are public and do not change."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dog_site.core.figures import Metric

from .. import rollup, totals

# The metrics that the register of contributions can compute.
METRICS = (Metric.CONTRIBUTION, Metric.PROJECT_SIZE, Metric.MULTIPLIER, Metric.PROJECTS, Metric.ENTRIES)


class AmountState(models.TextChoices):
    """What a source says of an amount (R4): "?" is unknown, a blank cell is not stated."""

    KNOWN = rollup.KNOWN, _("known")
    UNKNOWN = rollup.UNKNOWN, _("unknown")
    NOT_STATED = rollup.NOT_STATED, _("not stated")
    NOT_APPLICABLE = rollup.NOT_APPLICABLE, _("not applicable")


class SizeScope(models.TextChoices):
    """Which period a total project size covers (R10)."""

    YEAR = totals.OF_ONE_YEAR, _("one year")
    WHOLE_PERIOD = totals.WHOLE_PERIOD, _("the whole period")
    UNKNOWN = "onbekend", _("not stated")


class Stage(models.TextChoices):
    PLANNED = "gepland", _("planned")
    GRANTED = "verleend", _("granted")
    SETTLED = "vastgesteld", _("settled")
    WITHDRAWN = "ingetrokken", _("withdrawn")


# Stages that count in the totals, once the entry is published (R1).
COUNTED = (Stage.GRANTED, Stage.SETTLED)
