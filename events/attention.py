"""What needs attention in the agenda (core/editing/attention.py)."""

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from dog_site.core.editing.attention import Kind, RuleOfPages
from dog_site.core.editing.doubles import Doubles
from dog_site.core.editing.page_rules import WithoutSummary, WithSilentPicture, is_text

from .models import AttendanceMode, EventPage, EventSeriesPage, Status, Venue


class WithoutReport(RuleOfPages):
    """Events that took place and of which visitors do not read how it went."""

    name = "event_without_report"
    model = EventPage
    kind = Kind.AGENDA
    since = "end"
    sentence = _("is over, without a report")
    of_many = _("%(count)s events that are over, without a report")
    todo = _("the report")
    action = _("Write the report")
    panel = "report"

    def pages(self):
        return EventPage.objects.visible().took_place().filter(report=[])

    def is_done(self, content):
        is_off = content.get("status") in (Status.CANCELLED, Status.POSTPONED)
        return not _has_ended(content) or is_off or is_text(content.get("report"))


class WithoutPlace(RuleOfPages):
    name = "event_without_place"
    model = EventPage
    kind = Kind.AGENDA
    sentence = _("is coming, and nobody reads where")
    of_many = _("%(count)s events to come of which nobody reads where")
    todo = _("the place")
    action = _("Choose the venue")
    panel = "venue"

    def pages(self):
        here = EventPage.objects.visible().upcoming().exclude(attendance_mode=AttendanceMode.ONLINE)
        return here.filter(venue=None)

    def is_done(self, content):
        is_online = content.get("attendance_mode") == AttendanceMode.ONLINE
        return _has_ended(content) or is_online or content.get("venue") is not None


class WithoutKind(RuleOfPages):
    name = "event_without_kind"
    model = EventPage
    kind = Kind.AGENDA
    sentence = _("the kind of event is missing")
    of_many = _("%(count)s events of which the kind is missing")
    todo = _("the kind of event")
    action = _("Choose the kind")
    panel = "kind"

    def pages(self):
        return EventPage.objects.visible().upcoming().filter(kind="")

    def is_done(self, content):
        return _has_ended(content) or bool(content.get("kind"))


class WithoutNextEdition(RuleOfPages):
    """Series of which no edition is planned: who waits for the next one hears nothing."""

    name = "series_without_next_edition"
    model = EventSeriesPage
    kind = Kind.AGENDA
    sentence = _("no next edition")
    of_many = _("%(count)s series without a next edition")
    action = _("Plan the next edition")

    def pages(self):
        coming = EventPage.objects.visible().upcoming()
        return EventSeriesPage.objects.visible().exclude(path__in=coming.paths_above())


def _has_ended(content):
    """Whether the event of a version is over; one whose end cannot be read is not."""
    try:
        end = parse_datetime(content.get("end") or "")
    except (TypeError, ValueError):
        return False
    return end is not None and timezone.is_aware(end) and end <= timezone.now()


RULES = (
    WithoutSummary(EventPage, _("%(count)s events without a summary of their own")),
    WithoutReport(),
    WithoutPlace(),
    WithoutKind(),
    WithoutNextEdition(),
    WithSilentPicture(EventPage, _("%(count)s events with an image that has no description")),
    Doubles(Venue),
)
