"""What an editor starts in the register of figures (core/editing/starters.py)."""

from django.utils.translation import gettext_lazy as _

from dog_site.core.editing.starters import Start, new_item

from .models import FundingEntry, PublishedFigure, SourceDocument

STARTS = (
    Start("entry", _("Funding entry"), new_item(FundingEntry)),
    Start("stated-figure", _("Stated figure"), new_item(PublishedFigure)),
    Start("source", _("Source"), new_item(SourceDocument)),
)
