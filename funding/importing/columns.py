"""What each column of a table holds, guessed from its heading."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Column(models.TextChoices):
    """What a column may hold; the values are the names of the columns of our own files (funding/rows.py)."""

    REFERENCE = "identifier", _("reference")
    TITLE = "title", _("project")
    DESCRIPTION = "description", _("description")
    YEAR = "funding_year", _("year")
    THEME = "theme", _("theme")
    APPLICANT = "applicant", _("applicant")
    CONTRIBUTION = "contribution_eur", _("municipal contribution")
    CONTRIBUTION_STATE = "contribution_status", _("contribution is")
    SETTLED_AMOUNT = "settled_amount_eur", _("settled amount")
    PROJECT_SIZE = "project_size_eur", _("total project size")
    PROJECT_SIZE_STATE = "project_size_status", _("project size is")
    PROJECT_SIZE_SCOPE = "project_size_scope", _("project size covers")
    STAGE = "stage", _("stage")
    START = "start", _("begin")
    END = "end", _("end")
    AWARD_DATE = "award_date", _("award date")
    PARTNERS = "partners", _("partners")
    SOURCE_LOCATOR = "source_reference", _("place in the source")
