"""Verder waar u was: somebody's own drafts with what is still to do, and what they handed in."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, Q, Window
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, WorkflowState

from dog_site.core.editing.panel import Panel
from dog_site.core.editing.readiness import Readiness, readiness_of
from dog_site.core.editing.versions import form_of, kind_of

SHOWN = 5


@dataclass(frozen=True)
class Mine:
    """A draft or something that was handed in; `readiness` of a page that is still written."""

    title: str
    kind: str
    since: datetime
    address: str
    is_handed_in: bool = False
    readiness: Readiness | None = None


class MinePanel(Panel):
    name = "verder"
    heading = _("On where you were")
    template_name = "desk/bureau/mine.html"
    order = 30

    def context(self):
        handed_in, drafts = ([*found.annotate(total=Window(Count("*")))[:SHOWN]] for found in self._found())
        total = sum(found[0].total for found in (handed_in, drafts) if found)
        rows = [_handed_in(state) for state in handed_in] + [_draft(version) for version in drafts]
        return {"count": total, "rows": rows, "more": total - len(rows)}

    def _found(self):
        return self._handed_in(), self._drafts()

    def _handed_in(self):
        states = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, requested_by=self.user)
        return states.select_related("current_task_state__revision").order_by("-created_at", "-pk")

    def _drafts(self):
        """The latest versions of pages that this person wrote last and that nobody sees yet, the latest first."""
        waiting = WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id=OuterRef("object_id"),
            status=WorkflowState.STATUS_IN_PROGRESS,
        )
        is_draft = Q(live=True, has_unpublished_changes=True) | Q(live=False)
        drafts = Page.objects.filter(is_draft, latest_revision=OuterRef("pk"))
        versions = Revision.page_revisions.filter(Exists(drafts), user=self.user, approved_go_live_at=None)
        return versions.exclude(Exists(waiting)).order_by("-created_at", "-pk")


def _handed_in(state):
    version = state.current_task_state.revision
    return Mine(version.object_str, kind_of(version), state.created_at, form_of(version), is_handed_in=True)


def _draft(version):
    model = ContentType.objects.get_for_id(version.content_type_id).model_class()
    readiness = readiness_of(model, version.content) if model else None
    return Mine(version.object_str, kind_of(version), version.created_at, form_of(version), readiness=readiness)
