"""What an entry in somebody's calendar is known by: it stays the same entry whatever happens to the event."""

from django.db import models

# What a subscriber has to be told of. Other changes, such as of a title or text, reach them without a new number.
TOLD = (
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
        """Saving a draft of a live page writes its revision fields only; that is no change to anybody."""
        if self.pk and kwargs.get("update_fields") is None:
            self._count_change()
        super().save(*args, **kwargs)

    def _count_change(self):
        """The number of the stored row counts: that of a draft is from when the draft began."""
        stored = type(self).objects.filter(pk=self.pk).first()
        if stored is None:
            return
        is_known = stored.first_published_at is not None
        self.sequence = stored.sequence + (is_known and _told(stored) != _told(self))


def _told(event):
    sessions = {str(session.key): (session.start, session.end, session.place) for session in event.sessions.all()}
    return [getattr(event, name) for name in TOLD], sessions
