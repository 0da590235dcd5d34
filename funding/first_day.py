"""The first day of who keeps the figures (core/editing/first_day.py)."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry, WorkflowState

from dog_site.core.editing.first_day import NAME, Step

from .models import FundingEntry, PublishedFigure, SourceDocument


def keeps_figures(user) -> bool:
    """Who enters figures and does not approve them."""
    return user.has_perm("funding.change_fundingentry") and not user.has_perm("funding.publish_fundingentry")


def _list_of(model):
    return lambda user: reverse(model.snippet_viewset.get_url_name("list"))


def _did(model, *actions):
    def done(user):
        content_type = ContentType.objects.get_for_model(model)
        return ModelLogEntry.objects.filter(user=user, content_type=content_type, action__in=actions)

    return done


STEPS = (
    NAME,
    Step(
        _("Change an entry, and read below its amounts what that does to the totals"),
        _list_of(FundingEntry),
        _did(FundingEntry, "wagtail.edit"),
    ),
    Step(
        _("Propose a change of an entry, with the reason"),
        _list_of(FundingEntry),
        lambda user: WorkflowState.objects.filter(
            requested_by=user, base_content_type=ContentType.objects.get_for_model(FundingEntry)
        ),
    ),
    Step(
        _("Add a source, or make one more precise"),
        _list_of(SourceDocument),
        _did(SourceDocument, "wagtail.create", "wagtail.edit"),
    ),
    Step(
        _("Explain a stated figure, or enter one"),
        _list_of(PublishedFigure),
        _did(PublishedFigure, "wagtail.create", "wagtail.edit"),
    ),
)
