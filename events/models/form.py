"""What the form of an event checks over several rows; constraints.py says what one row can never be."""

from django.utils.translation import gettext as _

from dog_site.core.models.forms import PageForm

from ..moments import Precision, When
from .choices import Status


class EventPageForm(PageForm):
    def __init__(self, *args, parent_page=None, **kwargs):
        super().__init__(*args, parent_page=parent_page, **kwargs)
        if not self.instance.pk and parent_page:
            self.initial |= _suggested(parent_page.specific_deferred)

    def clean(self):
        """A moved or postponed event keeps the date that visitors may have in their calendars."""
        cleaned = super().clean()
        if cleaned.get("status") in (Status.MOVED, Status.POSTPONED) and self._needs_day_before(cleaned):
            public = type(self.instance).objects.live().filter(pk=self.instance.pk, date_precision=Precision.EXACT)
            day = public.values_list("start_date", flat=True).first()
            if day and day != cleaned.get("start_date"):
                cleaned["previous_start_date"] = day
        return cleaned

    def _needs_day_before(self, cleaned) -> bool:
        """Whether nobody wrote it, or what was written for an earlier move while there is no new day now."""
        was_written = bool(cleaned.get("previous_start_date"))
        has_day = cleaned.get("start_date") and cleaned.get("date_precision") == Precision.EXACT
        is_held = cleaned.get("status") == Status.POSTPONED and not has_day
        return not was_written or (is_held and "previous_start_date" not in self.changed_data)

    def is_valid(self):
        """Sessions that are valid by themselves are compared with the dates as typed."""
        is_valid = super().is_valid()
        return self.is_bound and self._sessions_lie_within() and is_valid

    def _sessions_lie_within(self) -> bool:
        formset, event = self.formsets.get("sessions"), self.cleaned_data
        if formset is None or any(name in self.errors for name in ("start_date", "start_time", "end_date", "end_time")):
            return True
        parts = ("date_precision", "start_date", "start_time", "end_date", "end_time")
        when = When(*(event.get(part) for part in parts))
        lie_within = True
        for form in formset.forms:
            if not form.is_valid() or form in formset.deleted_forms or not form.cleaned_data.get("start"):
                continue
            for field, sentence in _outside(when, form.cleaned_data):
                form.add_error(field, sentence)
                lie_within = False
        return lie_within


def _suggested(parent) -> dict:
    """A side event opens with the day and the place of its festival."""
    if not hasattr(parent, "start_date"):
        return {}
    return {"date_precision": parent.date_precision, "start_date": parent.start_date, "venue": parent.venue_id}


def _outside(when, session):
    """Fields and sentences for a session that is not within `when`."""
    start, end = session["start"], session.get("end")
    if not when.is_known:
        yield "start", _("Write the date of the event first; a session lies within it.")
        return
    said = {"when": ", ".join(part for part in (when.words, when.times) if part)}
    if not when.start <= start < when.end:
        yield "start", _("This lies outside the event (%(when)s). Correct the session or the event.") % said
    elif end and end > when.end:
        yield "end", _("The event is over by then (%(when)s). Correct the session or the event.") % said
