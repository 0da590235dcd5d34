"""The days of events, for who plans (core/editing/planning.py)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.permissions import page_permission_policy

from dog_site.core.editing.planning import Moment

from .models import EventPage, Status
from .moments import Precision


def events_between(start, end, user):
    """Public events of which the day is known and that begin between two moments."""
    if not page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"}):
        return
    events = EventPage.objects.visible().filter(start__gte=start, start__lt=end, date_precision=Precision.EXACT)
    for event in events.order_by("start", "pk").defer_streamfields():
        at = event.start if event.start_time else event.start_date
        what = _("event, cancelled") if event.status == Status.CANCELLED else _("event")
        yield Moment(at, event.title, what, reverse("wagtailadmin_pages:edit", args=[event.pk]))
