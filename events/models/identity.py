"""The identity of an entry in somebody's calendar: it stays the same entry whatever happens to the event."""

from django.db import models, transaction
from django.dispatch import Signal

# Sent with `events`, a query set of those of which the entry may say something else from now on.
entries_may_differ = Signal()


class CalendarIdentity(models.Model):
    """Mixin for a page with dates: its entry, and those of what is part of it, follow each save."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Saving a draft of a live page writes its revision fields only, which changes nothing for subscribers."""
        written = kwargs.get("update_fields")
        with transaction.atomic():
            super().save(*args, **kwargs)
            # After the save: only then its sessions and themes are there too.
            if written is None or "live" in written:
                events = type(self).objects.filter(path__startswith=self.path)
                entries_may_differ.send(type(self), events=events)

    @property
    def sequence(self) -> int:
        """How often visitors had to be told of another time, place, mode or status (RFC 5545, SEQUENCE)."""
        entry = getattr(self, "calendar_entry", None)
        return entry.sequence if entry else 0


class CalendarEntry(models.Model):
    """How old the entry of an event is and how often it was told anew: calendar/entries.py alone writes it.

    Apart from the event, because each save of a page writes its whole row, with numbers of when a draft began.
    """

    wagtail_reference_index_ignore = True

    event = models.OneToOneField(
        "events.EventPage", on_delete=models.CASCADE, primary_key=True, related_name="calendar_entry"
    )
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    # Digests of what it says since then: the plan, its own properties, and its sessions. Empty when that is not known.
    plan = models.CharField(max_length=64, blank=True)
    own = models.CharField(max_length=64, blank=True)
    sessions = models.CharField(max_length=64, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.event_id}: {self.sequence}"
