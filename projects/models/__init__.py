from .organisations import Organisation, Participation, Role, name_shown
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
    "name_shown",
]
