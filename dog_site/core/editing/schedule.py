"""What was planned and did not go as planned: kept in the history, and said on the first page until somebody looks."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry, PageLogEntry

from .attention import Rule

# The action in the history of an item (wagtail_hooks.py).
FAILED = "core.schedule.failed"


def failures() -> list:
    """The entries in the history that tell of a failure after which nobody touched the item, the latest first."""
    found = []
    for model, key in ((PageLogEntry, {"page": OuterRef("page")}), (ModelLogEntry, _of_item())):
        later = model.objects.filter(pk__gt=OuterRef("pk"), **key)
        found += model.objects.filter(~Exists(later), action=FAILED, deleted=False)
    return sorted(found, key=lambda entry: entry.timestamp, reverse=True)


def _of_item():
    return {"content_type": OuterRef("content_type"), "object_id": OuterRef("object_id")}


def is_told(item) -> bool:
    """Whether the last thing in the history of `item` is that it did not go as planned."""
    last = registry.get_logs_for_instance(item).order_by("-timestamp", "-pk").first()
    return last is not None and last.action == FAILED


def _sentence(_user):
    found = failures()
    if not found:
        return ""
    words = _("“%(item)s” did not go as planned: %(reason)s") % {
        "item": found[0].label,
        "reason": found[0].data.get("reason", ""),
    }
    more = len(found) - 1
    return words + (_(" The same holds for %(count)s more.") % {"count": more} if more else "")


def _address():
    entry = failures()[0]
    if isinstance(entry, PageLogEntry):
        return reverse("wagtailadmin_pages:edit", args=[entry.page_id])
    return AdminURLFinder().get_edit_url(entry.content_type.get_object_for_this_type(pk=entry.object_id))


SCHEDULE_RULE = Rule(
    name="schedule_failed",
    is_for=lambda user: user.has_perm("core.change_sitesettings"),
    find=_sentence,
    action=gettext_lazy("Look at what was planned"),
    address=_address,
)
