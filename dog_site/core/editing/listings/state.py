"""How far a page is, in one word: the one rule behind the column, the filter and the order of a list."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Cast
from django.utils.translation import pgettext_lazy
from wagtail.models import Page, Revision, WorkflowState

from ...models.visibility import published


class PageState(models.TextChoices):
    """The values stand in addresses and in saved filters."""

    DRAFT = "draft", pgettext_lazy("state of a page", "draft")
    WAITING = "waiting", pgettext_lazy("state of a page", "waits for approval")
    PLANNED = "planned", pgettext_lazy("state of a page", "planned")
    CHANGED = "changed", pgettext_lazy("state of a page", "public, with a change")
    PUBLIC = "public", pgettext_lazy("state of a page", "public")


def marking_state(pages):
    """`pages` with their `state`: a page has exactly one, and what somebody has to act on goes before the rest."""
    # Of the workflow a page is a Page, whatever its type.
    of_page = {
        "base_content_type": ContentType.objects.get_for_model(Page),
        "object_id": Cast(OuterRef("pk"), CharField()),
    }
    waits = WorkflowState.objects.filter(**of_page, status=WorkflowState.STATUS_IN_PROGRESS)
    planned = Revision.objects.filter(**of_page, approved_go_live_at__isnull=False)
    return pages.annotate(
        state=Case(
            When(Exists(waits), then=Value(PageState.WAITING)),
            When(Exists(planned), then=Value(PageState.PLANNED)),
            When(published() & Q(has_unpublished_changes=True), then=Value(PageState.CHANGED)),
            When(published(), then=Value(PageState.PUBLIC)),
            default=Value(PageState.DRAFT),
            output_field=CharField(),
        )
    )
