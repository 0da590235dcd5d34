"""What stands around every page: main navigation, breadcrumbs and footer, live and public pages only."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject
from wagtail.models import Page, Site

from ..models import ContentVersion, FooterLink, PageQuerySet, SiteSettings

# The fixed address of the page that says how to reach the office.
CONTACT = "contact"
# What of the settings stands around every page; it comes with the pages, in one query.
OF_SETTINGS = ("slogan", "slogan_language", "sender", "office_email", "office_phone", "office_address", "licence")


@dataclass(frozen=True)
class Surroundings:
    """The pages around one page, each list in the order shown; those in the footer have a `footer_label`."""

    menu: tuple[Page, ...] = ()
    ancestors: tuple[Page, ...] = ()
    footer: tuple[Page, ...] = ()
    slogan: str = ""
    slogan_language: str = ""
    office: SiteSettings | None = None
    changed_at: datetime | None = None

    @property
    def contact(self) -> Page | None:
        """The page that says how to reach the office, when the footer has it and anything is known of that."""
        if not (self.office and self.office.is_reachable):
            return None
        return next((page for page in self.footer if page.slug == CONTACT), None)


def surroundings(request, page) -> Surroundings:
    """What stands around `page` (None for a page outside the tree), fetched in one go, once per request."""
    if not hasattr(request, "_surroundings"):
        request._surroundings = _fetch(request, page)
    return request._surroundings


def _fetch(request, page):
    site = Site.find_for_request(request)
    if site is None:
        return Surroundings()
    root = site.root_page
    links = FooterLink.objects.filter(settings__site=site, page=OuterRef("pk"))
    place = Subquery(links.values(place=Coalesce("sort_order", 0))[:1])
    in_menu = Q(show_in_menus=True, depth=root.depth + 1, path__startswith=root.path)
    above = Q(path__in=_paths_above(page, root)) if page and page.path else Q(pk__in=[])
    settings = SiteSettings.objects.filter(site=site)
    wanted = PageQuerySet(Page).annotate(
        place=place,
        footer_label=Subquery(links.values("label")[:1]),
        changed_at=Subquery(ContentVersion.objects.values("changed_at")[:1]),
        office=Subquery(settings.values(office=JSONObject(**{name: name for name in OF_SETTINGS}))[:1]),
    )
    wanted = wanted.filter(in_menu | above | Q(place__isnull=False))
    found = list(wanted.visible().order_by("path"))
    # The same on each of the rows.
    office = SiteSettings(site=site, **((found and found[0].office) or {}))
    return Surroundings(
        slogan=office.slogan,
        slogan_language=office.slogan_language,
        office=office,
        changed_at=found[0].changed_at if found else None,
        menu=tuple(p for p in found if p.show_in_menus and p.depth == root.depth + 1),
        ancestors=tuple(p for p in found if page and page.path != p.path and (page.path or "").startswith(p.path)),
        footer=tuple(sorted((p for p in found if p.place is not None), key=lambda p: p.place)),
    )


def _paths_above(page, root):
    """The tree paths from the root page down to the parent of `page`."""
    return [page.path[:length] for length in range(len(root.path), len(page.path), Page.steplen)]
