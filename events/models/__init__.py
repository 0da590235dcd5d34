from .attached import EventParticipant, EventPhoto, EventProject
from .choices import AttendanceMode, EventRole, Kind, Registration, Status
from .events import EventPage
from .pages import EventIndexPage, EventSeriesPage
from .venues import Venue

__all__ = [
    "AttendanceMode",
    "EventIndexPage",
    "EventPage",
    "EventParticipant",
    "EventPhoto",
    "EventProject",
    "EventRole",
    "EventSeriesPage",
    "Kind",
    "Registration",
    "Status",
    "Venue",
]
