"""What stands around every page: main navigation, breadcrumbs and footer, live and public pages only."""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page, Site

from ..models import FooterLink, PageQuerySet, SiteSettings

# The fixed address of the page that says how to reach the office.
CONTACT = "contact"


@dataclass(frozen=True)
class Surroundings:
    """The pages around one page, each list in the order shown; those in the footer have a `footer_label`."""

    menu: tuple[Page, ...] = ()
    ancestors: tuple[Page, ...] = ()
    footer: tuple[Page, ...] = ()
    slogan: str = ""
    slogan_language: str = ""

    @property
    def contact(self) -> Page | None:
        """The page that says how to reach the office, when the footer has it."""
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
        slogan=Subquery(settings.values("slogan")[:1]),
        slogan_language=Subquery(settings.values("slogan_language")[:1]),
    )
    wanted = wanted.filter(in_menu | above | Q(place__isnull=False))
    found = list(wanted.visible().order_by("path"))
    first = found[0] if found else None
    return Surroundings(
        slogan=(first and first.slogan) or "",
        slogan_language=(first and first.slogan_language) or "",
        menu=tuple(p for p in found if p.show_in_menus and p.depth == root.depth + 1),
        ancestors=tuple(p for p in found if page and page.path != p.path and (page.path or "").startswith(p.path)),
        footer=tuple(sorted((p for p in found if p.place is not None), key=lambda p: p.place)),
    )


def _paths_above(page, root):
    """The tree paths from the root page down to the parent of `page`."""
    return [page.path[:length] for length in range(len(root.path), len(page.path), Page.steplen)]
