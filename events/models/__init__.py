from .agenda import Agenda
from .attached import EventParticipant, EventPhoto, EventProject, EventSession, EventSpeaker
from .choices import AttendanceMode, EventRole, Kind, Registration, Status
from .events import EventPage
from .pages import EventIndexPage
from .series import EventSeriesPage
from .venues import Venue

__all__ = [
    "Agenda",
    "AttendanceMode",
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
]
