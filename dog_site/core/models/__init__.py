from .approval import ApprovedByAnother
from .leaning import LeanedOn
from .media import DogDocument, DogImage, DogRendition, WithImage
from .pages import BasePage, PageQuerySet, restrictions_above
from .site import AccessibilityProblem, FooterLink, SiteSettings
from .statement import Compliance, today_in_groningen
from .users import User
from .version import ContentVersion, VersionedContent

__all__ = [
    "AccessibilityProblem",
    "ApprovedByAnother",
    "BasePage",
    "Compliance",
    "ContentVersion",
    "DogDocument",
    "DogImage",
    "DogRendition",
    "FooterLink",
    "LeanedOn",
    "PageQuerySet",
    "SiteSettings",
    "User",
    "VersionedContent",
    "WithImage",
    "restrictions_above",
    "today_in_groningen",
]
