"""Entries and stated figures are public by approval, and leave the site by approval as well (R15)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from dog_site.core.models import ApprovedByAnother


class ApprovedFigure(ApprovedByAnother):
    """Mixin for figures; it goes before Wagtail's own mixins."""

    always_approved = True

    to_unpublish = models.BooleanField(
        default=False,
        verbose_name=_("take it off the site"),
        help_text=_("It leaves the totals and every page once somebody else approves. Write the reason above."),
    )

    class Meta:
        abstract = True

    def unpublish(self, set_expired=False, commit=True, user=None, log_action=True):
        """Take the figure off the site as planned or by the site itself; a person proposes it and another approves."""
        if user is not None:
            raise ValidationError(_("Somebody else has to approve that this leaves the site. Propose it in its form."))
        return super().unpublish(set_expired=set_expired, commit=commit, log_action=log_action)
