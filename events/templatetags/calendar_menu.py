"""The links of the menu "Zet in uw agenda" (components/calendar_menu.html)."""

from django import template

from dog_site.core.around.calendars import links_of_list

from ..calendar.links import links_of_event

register = template.Library()


@register.simple_tag
def calendar_links(page, festival_off=None, query=""):
    """The links of an event (unless its festival is off), of the agenda with its filters, or of a series.

    `{% calendar_links page as links %}`; nothing for a page that is not public or an event that nobody can go to.
    """
    address = page.full_url if page.pk and page.live and not festival_off else None
    if not address:
        return []
    return links_of_event(page, address) if hasattr(page, "when") else links_of_list(page.title, address, query)
