"""What can never be true of an event, each with the sentence an editor reads at the field to change."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dog_site.core.constraints import FieldCheckConstraint
from dog_site.core.numbers.wordings import Wording

from ..moments import Precision
from .choices import AttendanceMode, Registration, Status

END_BEFORE_START = _("The end lies before the start. Correct one of the two.")

CONSTRAINTS = [
    FieldCheckConstraint(
        field="end_date",
        condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=F("start")),
        name="event_ends_after_it_starts",
        violation_error_message=END_BEFORE_START,
    ),
    FieldCheckConstraint(
        field="start_date",
        condition=Q(start_date__isnull=False) | Q(start_time=None, end_date=None, end_time=None),
        name="event_end_has_a_start",
        violation_error_message=_("Write the start date as well, or leave all dates and times empty."),
    ),
    FieldCheckConstraint(
        field="start_time",
        condition=Q(date_precision=Precision.EXACT) | Q(start_time=None, end_time=None),
        name="event_month_has_no_time",
        violation_error_message=_("A month or a year has no time. Leave the times empty, or choose “the day”."),
    ),
    FieldCheckConstraint(
        field="start_time",
        condition=Q(end_time=None) | Q(start_time__isnull=False),
        name="event_end_time_has_a_start_time",
        violation_error_message=_("Write the start time as well, or leave the end time empty."),
    ),
    FieldCheckConstraint(
        field="status_note",
        condition=~Q(status=Status.CANCELLED) | ~Q(status_note=""),
        name="event_cancelled_with_a_note",
        violation_error_message=_("Write what visitors should know: why it is cancelled and what to do."),
    ),
    FieldCheckConstraint(
        field="attendance_mode",
        condition=~Q(status=Status.ONLINE, attendance_mode=AttendanceMode.ON_SITE),
        name="event_moved_online_is_online",
        violation_error_message=_("It goes on online: choose “online” or “at a place and online”."),
    ),
    FieldCheckConstraint(
        field="registration_url",
        condition=~Q(registration=Registration.ELSEWHERE) | ~Q(registration_url=""),
        name="event_registration_has_an_address",
        violation_error_message=_("Write the address of the page where people register."),
    ),
    FieldCheckConstraint(
        field="price",
        condition=Q(is_free=False) | Q(price=""),
        name="event_free_has_no_price",
        violation_error_message=_("It is free and has a price. Leave out one of the two."),
    ),
    FieldCheckConstraint(
        field="attendance_source",
        condition=Q(attendance=None) | ~Q(attendance_source=""),
        name="event_attendance_has_a_source",
        violation_error_message=_("Write where the number of visitors stands; a number needs a source."),
    ),
    FieldCheckConstraint(
        field="video_url",
        condition=Q(video_transcript="") | ~Q(video_url=""),
        name="event_video_text_has_a_video",
        violation_error_message=_("Write the address of the video as well, or leave its text empty."),
    ),
    FieldCheckConstraint(
        field="attendance_max",
        condition=Q(attendance=None)
        | ~Q(attendance_wording=Wording.BETWEEN)
        | Q(attendance_max__isnull=False, attendance_max__gte=F("attendance")),
        name="event_attendance_between_bounds",
        violation_error_message=_("“Between” needs a second number that is not smaller than the first."),
    ),
]
