from .media import DogDocument, DogImage, DogRendition
from .pages import BasePage, PageQuerySet, restrictions_above
from .site import FooterLink, SiteSettings
from .users import User
from .version import ContentVersion, VersionedContent

__all__ = [
    "BasePage",
    "ContentVersion",
    "DogDocument",
    "DogImage",
    "DogRendition",
    "FooterLink",
    "PageQuerySet",
    "SiteSettings",
    "User",
    "VersionedContent",
    "restrictions_above",
]
