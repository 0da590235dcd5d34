from .organisations import Organisation, Participation, Role, name_shown
from .pages import ProjectIndexPage, ProjectPage, ProjectPartner, with_contributions
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
    "with_contributions",
]
