"""Which pages the main navigation, the breadcrumbs and the footer show: live and public ones only."""

from wagtail.models import Page, Site

from .models import SiteSettings


def main_navigation(request):
    """The pages under the home page that are marked for the menu, in tree order."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    return list(site.root_page.get_children().live().public().in_menu())


def breadcrumbs(page, request):
    """The live pages from the home page down to the parent of `page`."""
    site = Site.find_for_request(request)
    if site is None or not page.path:
        return []
    ancestors = Page.objects.ancestor_of(page).descendant_of(site.root_page, inclusive=True).live()
    return list(ancestors.order_by("depth"))


def footer_links(request):
    """The pages that the site settings put in the footer, in their order."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    settings = SiteSettings.for_request(request)
    links = {link.page_id: link.sort_order or 0 for link in settings.footer_links.all()}
    pages = Page.objects.filter(pk__in=links).live().public()
    return sorted(pages, key=lambda page: links[page.pk])
