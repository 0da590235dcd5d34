"""The identity of an entry in somebody's calendar: it stays the same entry whatever happens to the event."""

from django.db import models

# A change of these gives the entry a new number. Other changes, such as of a title, reach subscribers without one.
COUNTED = (
    "date_precision",
    "start_date",
    "start_time",
    "end_date",
    "end_time",
    "venue_id",
    "attendance_mode",
    "online_url",
    "status",
)


class CalendarIdentity(models.Model):
    """Mixin for a page with dates: counts the changes of time, place, mode and status (RFC 5545, SEQUENCE)."""

    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Saving a draft of a live page writes its revision fields only, which changes nothing for subscribers."""
        if self.pk and kwargs.get("update_fields") is None:
            self._count_change()
        super().save(*args, **kwargs)

    def _count_change(self):
        """Count on from the number of the stored row: a draft has the number of when it began."""
        stored = type(self).objects.filter(pk=self.pk).first()
        if stored is None:
            return
        is_known = stored.first_published_at is not None
        self.sequence = stored.sequence + (is_known and _counted(stored) != _counted(self))


def _counted(event):
    sessions = {str(session.key): (session.start, session.end, session.place) for session in event.sessions.all()}
    return [getattr(event, name) for name in COUNTED], sessions
