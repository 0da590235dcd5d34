"""The admin of the agenda: the list of events, venues, and warnings that do not stop anybody."""

from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from dog_site.core.editing.autosave import is_autosave
from dog_site.core.editing.choosers import GuardedChooserViewSet
from dog_site.core.editing.conflicts import CONFLICT
from dog_site.core.editing.deciding import WorkflowActionView
from dog_site.core.editing.menu import AGENDA, RoomGroup
from dog_site.core.editing.views import AddView, EditView

from .admin.bulk import EventThemeBulkAction, SeriesBulkAction
from .admin.listing import EventListing
from .admin.next_edition import NextEditionButton, next_edition
from .models import AttendanceMode, EventPage, Status, Venue


class VenueChooser(GuardedChooserViewSet):
    creates = ("name", "street", "postcode", "city")


class VenueViewSet(SnippetViewSet):
    model = Venue
    icon = "thumbtack"
    menu_label = gettext_lazy("Venues")
    add_to_admin_menu = False
    copy_view_enabled = False
    chooser_viewset_class = VenueChooser
    list_display = ["name", "city", LiveStatusTagColumn()]
    list_filter = ["city", "live"]
    search_backend_name = None
    search_fields = ["name", "street", "city"]
    panels = [CONFLICT, *Venue.panels]
    add_view_class = AddView
    edit_view_class = EditView
    workflow_action_view_class = WorkflowActionView


class AgendaGroup(RoomGroup):
    menu_label = gettext_lazy("Agenda")
    menu_icon = "date"
    menu_order = AGENDA
    items = (VenueViewSet,)
    listing = EventListing()


register_snippet(AgendaGroup)

for action in (EventThemeBulkAction, SeriesBulkAction):
    hooks.register("register_bulk_action", action)


@hooks.register("register_admin_viewset")
def list_of_events():
    return AgendaGroup.listing


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("evenementen/<int:page_id>/volgende-editie/", next_edition, name="next_edition")]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def next_edition_button(page, user, next_url=None, **kwargs):
    if isinstance(page, EventPage):
        yield NextEditionButton(page, user, priority=32)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_about_a_side_event_outside_its_festival(request, page):
    """Dates outside the festival may be right (a workshop the day before), so this warns and does not refuse."""
    if not isinstance(page, EventPage) or is_autosave(request):
        return
    festival = page.get_parent().specific
    pairs = [(page, festival)] if isinstance(festival, EventPage) else []
    pairs += [(side_event, page) for side_event in EventPage.objects.child_of(page)]
    for event, whole in pairs:
        if event.start and whole.start and (event.start < whole.start or event.end > whole.end):
            messages.warning(
                request,
                _("“%(event)s” lies outside the dates of “%(festival)s” (%(when)s). Check both.")
                % {"event": event.title, "festival": whole.title, "when": whole.when.words},
            )


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_about_what_visitors_will_miss(request, page):
    """A draft venue is not shown, and a postponed event with a date counts as past after that day."""
    if not isinstance(page, EventPage) or is_autosave(request):
        return
    if page.venue and not page.venue.live:
        messages.warning(
            request,
            _("The venue “%(venue)s” has not been published yet; visitors do not see it.") % {"venue": page.venue},
        )
    if page.video_url and not page.video_transcript:
        messages.warning(
            request,
            _("The video has no text yet. People who cannot hear or see it read there what is said and shown."),
        )
    if page.attendance_mode != AttendanceMode.ON_SITE and not page.online_url and not page.has_ended:
        messages.warning(
            request,
            _("The event is online and has no address yet; visitors read only that it is online."),
        )
    if page.status == Status.CANCELLED and not page.start_date:
        messages.warning(
            request,
            _("The event is cancelled and has no date, so it stays among what is coming. Leave the date as it was."),
        )
    if page.status == Status.POSTPONED and page.start_date:
        messages.warning(
            request,
            _("The event is postponed and has a date. Is that not the new one? Then empty the dates."),
        )


@hooks.register("before_copy_page")
def keep_side_events_one_level_deep(request, page):
    """A festival with its side events cannot become a side event itself."""
    if request.method != "POST" or not isinstance(page.specific, EventPage):
        return None
    target = request.POST.get("new_parent_page", "")
    within = EventPage.objects.filter(pk=target).exists() if target.isdecimal() else False
    if within and request.POST.get("copy_subpages") and page.get_children().exists():
        messages.error(request, _("An event with side events cannot be copied into another event."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
