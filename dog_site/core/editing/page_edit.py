"""The form of a page, and the window in which it is approved.

A version is saved over the one that was opened, and over no other (T16).

Wagtail compares versions for what a script saves by itself only. Here every post names the version it was opened from,
and the page is locked while that is compared and saved. Who comes second chooses per field and per block.
"""

import json

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.views.pages import create, edit, history, ordering, revisions, workflow
from wagtail.admin.widgets.button import HeaderButton
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import starters
from .asked_once import ask_of_workflow, ask_what_is_chosen, shows
from .closed_links import warn_about_closed_links
from .conflicts import (
    CHOOSE_BY_HAND,
    choices_per_block,
    find_conflict,
    is_choosing,
    posted_as_saved,
    take_blocks,
    version_fields,
    with_choices,
)
from .deciding import Decides
from .lost import tell_what_is_lost
from .plans import saying_which_plan_ends
from .readiness import content_of, readiness_of
from .sentences import tell_why
from .take_back import TakeBackButton, address_of, may_take_back, offer_to_take_back


class TellsWhatIsLost:
    """Mixin: a form that opens with a version that cannot be read whole says so."""

    def get(self, request, *args, **kwargs):
        tell_what_is_lost(request, self.page)
        return super().get(request, *args, **kwargs)


class CreateView(create.CreateView):
    """A new page begins as its address says (starters.py)."""

    def get(self, request):
        start = request.GET.get(starters.PARAMETER, "")
        starters.fill(start, self.page)
        self.form_class = starters.form_for(start, self.form_class)
        return super().get(request)


class EditView(TellsWhatIsLost, edit.EditView):
    def dispatch(self, request, *args, **kwargs):
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            page = Page.objects.select_for_update().filter(pk=kwargs["page_id"])
            with saying_which_plan_ends(request, list(page)):
                return super().dispatch(request, *args, **kwargs)

    def get_object(self):
        page = super().get_object()
        if shows(self.request):
            ask_of_workflow(page)
            page.latest_revision = self.latest_revision
            if page.live_revision_id == page.latest_revision_id:
                page.live_revision = self.latest_revision
        return page

    @property
    def names_a_version(self) -> bool:
        return any(self.request.POST.get(name) for name in ("loaded_revision_id", "overwrite_revision_id"))

    @property
    def is_stale(self) -> bool:
        return self.is_out_of_date or bool(self.latest_revision and not self.names_a_version)

    def get_template_names(self):
        names = super().get_template_names()
        return ["core/page_edit.html"] if names == ["wagtailadmin/pages/edit.html"] else names

    def post(self, request, *args, **kwargs):
        if self.expects_json_response and is_choosing(request.POST):
            return self.json_error_response("validation_error", CHOOSE_BY_HAND)
        if self.page.alias_of_id or self.is_cancelling_workflow or not self.is_stale:
            self.saved_texts = {name: getattr(self.page, name) for name in _texts_of(self.page)}
            request.POST = with_choices(request.POST, lambda: posted_as_saved(self._form_of(self.page)))
            response = super().post(request, *args, **kwargs)
            return _with_version(response) if self.expects_json_response else response
        if self.expects_json_response:
            return self.json_error_response("invalid_revision", _("Saving will overwrite a newer version."))
        self.form = self._form_of(self.page, request.POST, request.FILES)
        if self.action_name == "save":
            self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        self.form.conflict = find_conflict(
            self.form, self.page, request.POST.get("loaded_revision_id", ""), self._form_of
        )
        self.has_unsaved_changes, self.errors_debug = True, None
        compare = reverse("wagtailadmin_pages:revisions_compare", args=[self.page.pk, "live", "latest"])
        messages.error(request, self._sentence(), [messages.button(compare, _("Look at what they changed"))])
        return self.render_to_response(self.get_context_data())

    def perform_workflow_action(self):
        try:
            with transaction.atomic():
                return super().perform_workflow_action()
        except ValidationError as error:
            tell_why(self.request, _("Not published: %(reasons)s"), error)
            return redirect(self.request.path)

    def form_valid(self, form):
        take_blocks(self.request.POST, form.instance, self.saved_texts)
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        """What was chosen stays chosen when the form is shown again for another reason, and is saved by hand only."""
        if shows(self.request):
            ask_what_is_chosen(self.form)
        conflict = getattr(self.form, "conflict", None)
        chosen = {} if conflict else choices_per_block(self.request.POST)
        self.autosave_enabled = self.autosave_enabled and not (conflict or chosen)
        content = self.latest_revision.content if self.latest_revision else content_of(self.page)
        readiness = readiness_of(type(self.page), content)
        return super().get_context_data(**kwargs) | {"chosen": chosen, "readiness": readiness}

    def _form_of(self, page, *posted):
        return self.form_class(
            *posted, instance=page, subscription=self.subscription, parent_page=self.parent, for_user=self.request.user
        )

    def _sentence(self):
        latest = self.latest_revision
        return _(
            "Nothing was saved: %(who)s saved this page on %(when)s. What you typed is still here. Choose above the "
            "form what is to be saved, and save again."
        ) % {
            "who": user_display_name(latest.user) or _("the site itself"),
            "when": date_format(localtime(latest.created_at), "DATETIME_FORMAT"),
        }


def _texts_of(page):
    return [field.name for field in page._meta.get_fields() if isinstance(field, StreamField)]


class HistoryView(history.PageHistoryView):
    @cached_property
    def header_buttons(self):
        """Wagtail has its buttons in a row here; behind three dots nobody finds this one."""
        if not may_take_back(self.request.user, self.object):
            return super().header_buttons
        way_back = HeaderButton(label=TakeBackButton.label, url=address_of(self.object), icon_name="rotate")
        return [*super().header_buttons, way_back]


class RevertView(TellsWhatIsLost, revisions.RevisionsRevertView):
    def get_warning_message(self):
        """Wagtail says that "None" wrote what no person wrote."""
        if self.previous_revision.user:
            return super().get_warning_message()
        moment = date_format(localtime(self.previous_revision.created_at), "DATETIME_FORMAT")
        return _("This is an earlier version of this page, of %(when)s, by the site itself.") % {"when": moment}


class WorkflowAction(Decides, workflow.WorkflowAction):
    """The window in which a page is approved from a list; Wagtail shows nothing of the page in it."""

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        if self.has_approved:
            offer_to_take_back(request, self.object)
            warn_about_closed_links(request, [Page.objects.get(pk=self.object.pk).specific])
        return response


def _with_version(response):
    """What a script hears of its save, with the version that the form is of from now on: it was saved by itself."""
    said = json.loads(response.content)
    if not said.get("success"):
        return response
    said["field_updates"] = {**said.get("field_updates", {}), **version_fields(said)}
    return JsonResponse(said)


# These come before Wagtail's own, at the same addresses.
urlpatterns = decorate_urlpatterns(
    [
        path(
            "add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/",
            CreateView.as_view(),
        ),
        path("<int:page_id>/edit/", EditView.as_view()),
        path("<int:page_id>/history/", HistoryView.as_view()),
        path("<int:page_id>/revisions/<int:revision_id>/revert/", RevertView.as_view()),
        # Wagtail fails on asking for the place of the root; it answers as here from 8.0 on.
        path("<int:page_to_move_id>/set_position/", require_POST(ordering.set_page_position)),
        path("workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/", WorkflowAction.as_view()),
    ],
    require_admin_access,
)
