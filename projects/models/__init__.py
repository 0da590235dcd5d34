from .organisations import Organisation, Participation, Role
from .pages import ProjectIndexPage, ProjectPage, ProjectPartner
from .themes import Theme

__all__ = [
    "Organisation",
    "Participation",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectPartner",
    "Role",
    "Theme",
]
