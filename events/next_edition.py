"""The next edition of an event: a draft with what stays the same, without what was true of this edition only."""

from django.db import transaction
from django.utils.text import slugify

from .models import EventPage

# Fields that every edition asks anew. The copy has an identity of its own: another entry in people's calendars.
ASKED_ANEW = (
    "start_date",
    "start_time",
    "end_date",
    "end_time",
    "status",
    "status_note",
    "previous_start_date",
    "online_url",
    "registration",
    "registration_url",
    "registration_closes",
    "is_full",
    "report",
    "video_url",
    "video_transcript",
    "attendance",
    "attendance_wording",
    "attendance_max",
    "attendance_source",
)
ROWS_ASKED_ANEW = ["sessions", "speakers", "photos", "news_links"]


def copy_as_next_edition(event: EventPage, *, user) -> EventPage:
    """A draft beside `event`, without dates, status, registration, programme, report and visitors.

    Side events are not copied. The caller has checked that `user` may add an event there.
    """
    parent = event.get_parent()
    anew = {name: EventPage._meta.get_field(name).get_default() for name in ASKED_ANEW}
    with transaction.atomic():
        return event.copy(
            to=parent,
            update_attrs={**anew, "slug": _free_slug(event, parent)},
            copy_revisions=False,
            keep_live=False,
            user=user,
            exclude_fields=ROWS_ASKED_ANEW,
        )


def _free_slug(event, parent):
    """The slug of the event with the first free number behind it: "pygrunn-2"."""
    taken = set(parent.get_children().values_list("slug", flat=True))
    base = slugify(event.slug)[:240]
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{base}-{number}") not in taken)
