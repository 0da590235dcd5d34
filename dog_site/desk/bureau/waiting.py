"""Wacht op mij: what somebody else handed in and this person may approve, with what approving it changes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import Count, Q, Window
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, Revision, TaskState

from dog_site.core.editing.effects import line_of
from dog_site.core.editing.panel import Panel
from dog_site.core.editing.versions import address_of, form_of, kind_of, model_of
from dog_site.core.models import ApprovedByAnother

# So many are shown on the first page; the report of workflows has them all.
SHOWN = 8


@dataclass(frozen=True)
class Waiting:
    """Something that waits, with where it is opened, compared, sent back and approved.

    `changed_by` is who wrote in it after it was handed in; None for who handed it in.
    `approve` is empty for who wrote in it, and `compare` for what is not public yet.
    """

    title: str
    kind: str
    who: object
    changed_by: object
    since: datetime
    effect: str
    address: str
    compare: str
    reject: str
    approve: str


def waiting_for(user):
    """The steps at which something of somebody else waits and `user` may act.

    As `TaskState.objects.reviewable_by`, which asks once for each task.
    """
    states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__active=True)
    if not user.is_superuser:
        kinds = [model for model in apps.get_models() if issubclass(model, AbstractGroupApprovalTask)]
        mine = Q(pk__in=[])
        for kind in kinds:
            mine |= Q(task__in=kind.objects.filter(groups__in=user.groups.all()).values("pk"))
        states = states.filter(mine)
    return states.exclude(workflow_state__requested_by=user)


class WaitingPanel(Panel):
    name = "wacht"
    heading = _("Waits for me")
    template_name = "desk/bureau/waiting.html"
    order = 20

    def context(self):
        states = waiting_for(self.user).annotate(total=Window(Count("*"))).order_by("started_at", "pk")
        shown = [*states.select_related("revision", "workflow_state__requested_by")[:SHOWN]]
        if not shown and not self._may_approve():
            return None
        total = shown[0].total if shown else 0
        items = _items_of([state.revision for state in shown])
        wrote = _written_by(self.user, items)
        latest = Revision.objects.select_related("user").in_bulk(item.latest_revision_id for item in items.values())
        rows = [(state, items.get(_place(state.revision))) for state in shown]
        return {
            "count": total,
            "rows": [
                _row(state, item, latest.get(item.latest_revision_id, state.revision), _place(state.revision) in wrote)
                for state, item in rows
                if item
            ],
            "more": max(total - SHOWN, 0),
        }

    def _may_approve(self):
        return self.user.is_superuser or self.user.has_perm("funding.publish_fundingentry")


def _place(version):
    return version.base_content_type_id, version.object_id


def _items_of(versions):
    """The items of these versions as they are stored, by their place; pages as plain ones, in one query."""
    keys = defaultdict(dict)
    for version in versions:
        model = model_of(version)
        if model is not None:
            keys[Page if issubclass(model, Page) else model][int(version.object_id)] = _place(version)
    return {
        places[key]: item for model, places in keys.items() for key, item in model._base_manager.in_bulk(places).items()
    }


def _written_by(user, items):
    """The places of items that `user` wrote something in that is not public yet: somebody else approves those."""
    live = {place: item.live_revision_id or 0 for place, item in items.items() if isinstance(item, ApprovedByAnother)}
    if not live:
        return set()
    mine = Revision.objects.filter(user=user, object_id__in={key for _type, key in live})
    rows = mine.values_list("base_content_type", "object_id", "pk")
    return {(kind, key) for kind, key, pk in rows if pk > live.get((kind, key), pk)}


def _row(state, item, version, is_own):
    """The line of a step; `version` is the latest of the item, for that is what approving publishes."""
    handed_in_by = state.workflow_state.requested_by
    return Waiting(
        title=version.object_str,
        kind=kind_of(version),
        who=handed_in_by,
        changed_by=version.user if version.user != handed_in_by else None,
        since=state.started_at,
        effect=line_of(item, version.content),
        address=form_of(version),
        compare=address_of("revisions_compare", version, "live", version.pk) if item.live else "",
        reject=address_of("workflow_action", version, "reject", state.pk),
        approve="" if is_own else address_of("workflow_action", version, "approve", state.pk),
    )
