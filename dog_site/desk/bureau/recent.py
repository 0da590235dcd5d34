"""Onlangs gewijzigd: what colleagues and this person last changed, as far as they may look at it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import ModelLogEntry, Page, PageLogEntry
from wagtail.snippets.models import get_snippet_models

from dog_site.core.editing.mine import those_to_change
from dog_site.core.editing.panel import Panel, Place

SHOWN = 6
CHANGES = ("wagtail.create", "wagtail.edit", "wagtail.publish", "wagtail.unpublish", "wagtail.delete")


@dataclass(frozen=True)
class Change:
    title: str
    what: str
    who: object
    at: datetime
    address: str


class RecentPanel(Panel):
    name = "recent"
    heading = _("Changed recently")
    template_name = "desk/bureau/recent.html"
    place = Place.NARROW
    order = 60

    def context(self):
        mine = those_to_change(Page.objects.order_by(), self.user)
        pages = PageLogEntry.objects.filter(page__in=mine.values("pk")).select_related("page")
        items = ModelLogEntry.objects.filter(content_type__in=_types_seen_by(self.user))
        entries = [*_latest(pages), *_latest(items)]
        latest = {}
        for entry in sorted(entries, key=lambda entry: entry.timestamp, reverse=True):
            key = entry.page_id if isinstance(entry, PageLogEntry) else entry.object_id
            latest.setdefault((type(entry), entry.content_type_id, key), entry)
        finder = AdminURLFinder(self.user)
        return {"rows": [_change(entry, finder) for entry in [*latest.values()][:SHOWN]]}


def _latest(entries):
    """The latest entries in a log: more than are shown, since one thing may have been saved many times."""
    changes = entries.filter(action__in=CHANGES).select_related("user", "content_type")
    return changes.order_by("-timestamp", "-pk")[: SHOWN * 4]


def _types_seen_by(user):
    """The kinds of items of the editorial lists that `user` may look at."""
    models = [
        model
        for model in get_snippet_models()
        if user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
    ]
    return [content_type.pk for content_type in ContentType.objects.get_for_models(*models).values()]


def _change(entry, finder):
    is_gone = entry.deleted or entry.action == "wagtail.delete"
    return Change(
        title=entry.label,
        what=entry.formatter.label if entry.formatter else "",
        who=entry.user,
        at=entry.timestamp,
        address="" if is_gone else _form_of(entry, finder),
    )


def _form_of(entry, finder):
    """Where it is edited, by its key alone; empty for who may not, or for what has no form."""
    model = entry.content_type.model_class()
    if model is None:
        return ""
    instance = entry.page if isinstance(entry, PageLogEntry) else model(pk=entry.object_id)
    return (instance and finder.get_edit_url(instance)) or ""
