from django.http import Http404
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from .blocks.text_links import PublicDocumentLinkHandler, PublicPageLinkHandler
from .editing.asked_pages import LINKS
from .editing.closed_links import warn_about_closed_links
from .editing.deleted_pages import DeletedPagesMenuItem
from .editing.deleted_pages import urlpatterns as addresses_of_deleted_pages
from .editing.deleting import DeletePages, say_until_when
from .editing.menu import images_and_documents_are_one
from .editing.next_step import SubmitItem, SubmitPage, show_next_step
from .editing.plans import plans_of, say_which_ended
from .editing.plans import urlpatterns as addresses_of_plans
from .editing.recovering import PUT_BACK
from .editing.schedule import FAILED
from .editing.take_back import PUBLISHING, TAKEN_BACK, TakeBackButton, offer_to_take_back
from .editing.take_back import urlpatterns as addresses_of_taking_back
from .editing.userbar import add_form_of_what_is_shown
from .models.leaning import what_leans_on, what_needs
from .models.pages import NO_ALIAS
from .models.publications import keep_what_is_public
from .models.readable import unreadable_sentence


@hooks.register("insert_global_admin_css")
def colours_of_the_office():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_admin_menu_item")
def back_to_the_first_page():
    return MenuItem(_("Dashboard"), reverse("wagtailadmin_home"), name="dashboard", icon_name="home", order=10)


hooks.register("construct_main_menu", images_and_documents_are_one)


@hooks.register("construct_help_menu")
def help_is_about_this_desk(request, menu_items):
    """What is new in Wagtail, and a guide of it in English, help nobody here, nor does a counter that says so."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith(("whats-new", "editor-guide"))]


@hooks.register("insert_editor_js")
def say_what_a_paste_loses():
    return format_html(
        '<script src="{}" data-lost="{}" data-table="{}" data-heading="{}" data-picture="{}"></script>',
        static("js/paste.js"),
        _("Not kept of what you pasted: {what}. Words in it stand as plain text. Make blocks of their own of them."),
        _("a table"),
        _("a heading"),
        _("an image"),
    )


# After every other hook that adds a button or takes one away.
@hooks.register("construct_page_action_menu", order=100)
def say_what_happens_next(menu_items, request, context):
    show_next_step(menu_items, SubmitPage(order=60))


@hooks.register("construct_snippet_action_menu", order=100)
def say_what_happens_next_to_an_item(menu_items, request, context):
    show_next_step(menu_items, SubmitItem(order=60))


@hooks.register("construct_wagtail_userbar")
def lead_to_the_form_of_what_is_shown(request, items, page):
    add_form_of_what_is_shown(request, items)


@hooks.register("before_unpublish")
def keep_what_others_lean_on(request, instance):
    return _refused(request, what_leans_on, type(instance)._base_manager.filter(pk=instance.pk), instance)


@hooks.register("before_delete_snippet")
def keep_rows_that_others_lean_on(request, instances):
    if not instances:
        return None
    model = type(instances[0])
    rows = model._base_manager.filter(pk__in=[each.pk for each in instances])
    return _refused(request, what_needs, rows, instances[0])


@hooks.register("before_unpublish_page")
def keep_pages_that_others_lean_on(request, page):
    with_those_below = request.method == "POST" and "include_descendants" in request.POST
    rows = page.get_descendants(inclusive=True) if with_those_below else _rows(page)
    return _refused(request, what_leans_on, rows, page)


@hooks.register("before_delete_page")
def keep_pages_with_all_below_them(request, page):
    return _refused(request, what_needs, page.get_descendants(inclusive=True), page)


@hooks.register("before_bulk_action")
def keep_chosen_pages_that_others_lean_on(request, action_type, objects, action):
    if action_type not in ("delete", "unpublish") or not objects or not isinstance(objects[0], Page):
        return None
    rows = Page.objects.none()
    for page in objects:
        is_deep = action_type == "delete" or action.cleaned_form.cleaned_data.get("include_descendants")
        rows |= page.get_descendants(inclusive=True) if is_deep else _rows(page)
    return _refused(request, what_needs if action_type == "delete" else what_leans_on, rows, objects[0])


@hooks.register("after_delete_page")
def say_until_when_it_can_come_back(request, page):
    say_until_when(request, [page])


@hooks.register("after_bulk_action")
def say_until_when_they_can_come_back(request, action_type, objects, action):
    if action_type == "delete" and objects and isinstance(objects[0], Page):
        say_until_when(request, objects)


hooks.register("register_bulk_action", DeletePages, order=1)


@hooks.register("register_reports_menu_item")
def list_of_deleted_pages():
    return DeletedPagesMenuItem(
        _("Deleted pages"), reverse("deleted_pages"), name="deleted-pages", icon_name="bin", order=600
    )


@hooks.register("before_copy_page")
def keep_no_page_like_another(request, page):
    if request.method != "POST" or not request.POST.get("alias"):
        return None
    messages.error(request, NO_ALIAS)
    return redirect(request.path)


@hooks.register("after_copy_page")
def say_what_a_copy_leaves_out(request, page, new_page):
    if left_out := new_page.specific_class.left_out_of_copies:
        messages.warning(request, left_out)


@hooks.register("register_admin_urls")
def where_a_plan_is_kept():
    return addresses_of_plans


@hooks.register("register_admin_urls")
def where_deleted_pages_are():
    return addresses_of_deleted_pages


@hooks.register("before_unpublish")
def remember_plans(request, instance):
    """Of an item; a page that is planned is locked, and is not unpublished."""
    request.plans = plans_of([instance])


@hooks.register("after_unpublish")
def say_which_plans_ended(request, instance):
    say_which_ended(request, request.plans)


@hooks.register("before_bulk_action")
def publish_no_page_that_cannot_be_read(request, action_type, objects, action):
    if action_type != "publish" or not objects or not isinstance(objects[0], Page):
        return None
    with_those_below = action.cleaned_form.cleaned_data.get("include_descendants")
    for page in (each for top in objects for each in (top.get_descendants(True) if with_those_below else [top])):
        version = page.specific.get_latest_revision_as_object()
        if version.lost_fields:
            messages.error(request, f"{version}: {unreadable_sentence(version, version.lost_fields)}")
            return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action")
def remember_plans_of_what_was_chosen(request, action_type, objects, action):
    """Publishing pages from a list asks for no lock, nor does it for those below them."""
    if action_type == "publish" and action.cleaned_form.cleaned_data.get("include_descendants"):
        objects = [*objects, *(page for each in objects for page in each.get_descendants())]
    request.plans = plans_of(objects)


@hooks.register("after_bulk_action")
def say_which_plans_ended_with_it(request, action_type, objects, action):
    say_which_ended(request, request.plans)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def say_what_visitors_cannot_open(request, instance):
    """After every way out of a form: Wagtail asks these after publishing and submitting as well."""
    warn_about_closed_links(request, [instance])


@hooks.register("after_bulk_action")
def say_what_visitors_cannot_open_after_publishing(request, action_type, objects, action):
    if action_type == "publish" and objects and isinstance(objects[0], Page):
        warn_about_closed_links(request, [page.specific_class.objects.get(pk=page.pk) for page in objects])


def _rows(page):
    return Page.objects.filter(pk=page.pk)


def _refused(request, why, rows, instance):
    """Say `why` these `rows` stay and go back to the form of `instance`; nothing when they may go."""
    if request.method != "POST" or not (reasons := why(rows)):
        return None
    messages.error(request, " ".join(reasons))
    return redirect(AdminURLFinder(request.user).get_edit_url(instance) or "wagtailadmin_home")


@hooks.register("register_log_actions")
def say_what_did_not_go_as_planned(actions):
    @actions.register_action(FAILED)
    class DidNotGoAsPlanned(LogFormatter):
        label = _("Not as planned")

        def format_message(self, log_entry):
            return log_entry.data.get("reason", "")


@hooks.register("before_publish_page")
def keep_what_visitors_see(request, page):
    """The form of a page publishes past `BasePage.publish`."""
    keep_what_is_public(page)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def offer_the_way_back(request, page):
    if PUBLISHING & request.POST.keys():
        offer_to_take_back(request, page)


@hooks.register("register_page_header_buttons")
def the_way_back(page, user, view_name, next_url=None):
    if view_name == "edit":
        yield TakeBackButton(page, user, priority=45)


@hooks.register("register_admin_urls")
def where_a_publication_is_taken_back():
    return addresses_of_taking_back


@hooks.register("register_log_actions")
def say_what_was_taken_back(actions):
    actions.register_action(TAKEN_BACK, _("Take publication back"), _("Publication taken back"))


@hooks.register("register_log_actions")
def say_what_came_back(actions):
    actions.register_action(PUT_BACK, _("Put back"), _("Put back after it was deleted"))


@hooks.register("register_rich_text_features", order=20)
def link_to_what_visitors_may_open(features):
    """After Wagtail's own, which print the address of a draft as well, and ask of each page by itself in a form."""
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)
    features.register_converter_rule("contentstate", "link", LINKS)


@hooks.register("before_serve_document")
def note_a_file_that_is_gone(document, request):
    """The visitor is told that there is no such page, who may mend it on the first page of the admin."""
    if document.is_gone():
        raise Http404
