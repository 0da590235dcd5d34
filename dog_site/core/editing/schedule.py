"""What was planned and did not go as planned: kept in the history, and said on the first page until somebody looks."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry, PageLogEntry

from .attention import Kind, Rule, Thing
from .roles import COORDINATION

# The action in the history of an item (wagtail_hooks.py).
FAILED = "core.schedule.failed"


def failures() -> list:
    """The entries in the history that tell of a failure after which nobody touched the item, the latest first."""
    of_pages = _untouched(PageLogEntry, page=OuterRef("page"))
    of_items = _untouched(ModelLogEntry, content_type=OuterRef("content_type"), object_id=OuterRef("object_id"))
    # Mostly there are none in both, which is one question.
    if not of_pages.values_list("uuid", "timestamp").union(of_items.values_list("uuid", "timestamp")):
        return []
    return sorted([*of_pages, *of_items], key=lambda entry: entry.timestamp, reverse=True)


def _untouched(model, **same_item):
    later = model.objects.filter(pk__gt=OuterRef("pk"), **same_item)
    return model.objects.filter(~Exists(later), action=FAILED, deleted=False).order_by()


def is_told(item) -> bool:
    """Whether the last thing in the history of `item` is that it did not go as planned."""
    last = registry.get_logs_for_instance(item).order_by("-timestamp", "-pk").first()
    return last is not None and last.action == FAILED


class DidNotGoAsPlanned(Rule):
    name = "schedule_failed"
    kind = Kind.LATE
    owner = COORDINATION
    of_many = _("%(count)s things that did not go as planned")
    action = _("Look at what was planned")

    def is_for(self, user):
        return user.has_perm("core.change_sitesettings")

    def things(self, user):
        finder = AdminURLFinder()
        for entry in failures():
            sentence = gettext("did not go as planned: %(reason)s") % {"reason": entry.data.get("reason", "")}
            yield Thing(str(entry.pk), entry.label, _address(entry, finder), entry.timestamp, sentence)


def _address(entry, finder):
    if isinstance(entry, PageLogEntry):
        return reverse("wagtailadmin_pages:edit", args=[entry.page_id])
    return finder.get_edit_url(entry.content_type.get_object_for_this_type(pk=entry.object_id))
