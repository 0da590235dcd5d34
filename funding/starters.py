"""What an editor starts in the register of figures (core/editing/starters.py)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dog_site.core.editing.starters import Start, new_item

from .models import FundingEntry, PublishedFigure, SourceDocument


def _table(user):
    return reverse("invoer:index") if user.has_perm("funding.add_fundingentry") else None


STARTS = (
    Start("entry", _("Funding entry"), new_item(FundingEntry)),
    Start("table", _("Table from a file"), _table),
    Start("stated-figure", _("Stated figure"), new_item(PublishedFigure)),
    Start("source", _("Source"), new_item(SourceDocument)),
)
