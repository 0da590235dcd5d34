from .agenda import Agenda
from .attached import EventParticipant, EventPhoto, EventProject, EventSession, EventSpeaker
from .choices import AttendanceMode, EventRole, Kind, Registration, Status
from .clock import moments_of_events
from .events import EventPage
from .identity import CalendarEntry
from .pages import EventIndexPage
from .series import EventSeriesPage
from .venues import Venue

__all__ = [
    "Agenda",
    "AttendanceMode",
    "CalendarEntry",
    "EventIndexPage",
    "EventPage",
    "EventParticipant",
    "EventPhoto",
    "EventProject",
    "EventRole",
    "EventSeriesPage",
    "EventSession",
    "EventSpeaker",
    "Kind",
    "Registration",
    "Status",
    "Venue",
    "moments_of_events",
]
