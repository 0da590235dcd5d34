from .approval import ApprovedByAnother
from .checks import ChecksAtOnce
from .clean_text import CleanText
from .deleted import DeletedPage
from .leaning import LeanedOn
from .media import DogDocument, DogImage, DogRendition, WithImage
from .pages import BasePage, PageQuerySet
from .previewed import Previewed
from .readable import ReadableVersions
from .saved_filters import SavedFilters
from .site import AccessibilityProblem, FooterLink, SiteSettings
from .sort_key import SortKeyField, fill_sort_keys
from .statement import Compliance, today_in_groningen
from .unique_name import UniqueName, free_slug
from .users import User
from .version import ContentVersion, VersionedContent
from .visibility import (
    VisibleItem,
    VisibleQuerySet,
    collection_restrictions_above,
    has_been_published,
    is_published,
    published,
    restrictions_above,
    was_published,
)
from .words import Occurrence, Word

__all__ = [
    "AccessibilityProblem",
    "ApprovedByAnother",
    "BasePage",
    "ChecksAtOnce",
    "CleanText",
    "Compliance",
    "ContentVersion",
    "DeletedPage",
    "DogDocument",
    "DogImage",
    "DogRendition",
    "FooterLink",
    "LeanedOn",
    "Occurrence",
    "PageQuerySet",
    "Previewed",
    "ReadableVersions",
    "SavedFilters",
    "SiteSettings",
    "SortKeyField",
    "UniqueName",
    "User",
    "VersionedContent",
    "VisibleItem",
    "VisibleQuerySet",
    "WithImage",
    "Word",
    "collection_restrictions_above",
    "has_been_published",
    "is_published",
    "published",
    "fill_sort_keys",
    "free_slug",
    "restrictions_above",
    "today_in_groningen",
    "was_published",
]
