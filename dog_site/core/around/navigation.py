"""What stands around every page: main navigation, breadcrumbs and footer, live and public pages only."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject
from wagtail.models import Page, Site

from ..kept import kept
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
    """What stands around `page` (None for a page outside the tree), once per request."""
    if not hasattr(request, "_surroundings"):
        request._surroundings = _of_page(Site.find_for_request(request), page)
    return request._surroundings


def _of_page(site, page):
    if site is None:
        return Surroundings()
    root = site.root_page.path
    frame = kept(f"frame:{site.pk}", lambda: _frame(site))
    parent = page.path[: -Page.steplen] if page and page.path and page.path != root else ""
    above = kept(f"above:{parent}", lambda: _above(parent, root)) if parent.startswith(root) else ()
    return replace(frame, ancestors=above)


def _frame(site):
    """What is the same around every page of `site`: one query."""
    root = site.root_page
    links = FooterLink.objects.filter(settings__site=site, page=OuterRef("pk"))
    place = Subquery(links.values(place=Coalesce("sort_order", 0))[:1])
    in_menu = Q(show_in_menus=True, depth=root.depth + 1, path__startswith=root.path)
    settings = SiteSettings.objects.filter(site=site)
    wanted = PageQuerySet(Page).annotate(
        place=place,
        footer_label=Subquery(links.values("label")[:1]),
        changed_at=Subquery(ContentVersion.objects.values("changed_at")[:1]),
        office=Subquery(settings.values(office=JSONObject(**{name: name for name in OF_SETTINGS}))[:1]),
    )
    # The home page has no place of its own here; it brings what comes along where there is no other page.
    wanted = wanted.filter(in_menu | Q(place__isnull=False) | Q(pk=root.pk))
    found = list(wanted.visible().order_by("path"))
    # The same on each of the rows.
    office = SiteSettings(site=site, **((found and found[0].office) or {}))
    return Surroundings(
        slogan=office.slogan,
        slogan_language=office.slogan_language,
        office=office,
        changed_at=found[0].changed_at if found else None,
        menu=tuple(page for page in found if page.show_in_menus and page.depth == root.depth + 1),
        footer=tuple(sorted((page for page in found if page.place is not None), key=lambda page: page.place)),
    )


def _above(parent, root):
    """The public pages from the one at the tree path `root` down to the one at `parent`."""
    paths = [parent[:length] for length in range(len(root), len(parent) + 1, Page.steplen)]
    return tuple(PageQuerySet(Page).filter(path__in=paths).visible().order_by("path"))
