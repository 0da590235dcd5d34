"""Views of items: no version saved over another one, every refusal says why, and a plan that ends is told."""

import datetime

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.snippets.views import snippets

from ..models.approval import REASON_NEEDED
from .asked_once import ask_of_approval, ask_what_is_chosen, shows
from .closed_links import warn_about_closed_links
from .conflicts import ChecksVersion
from .effects import effects_of
from .lost import tell_what_is_lost
from .plans import notice, saying_which_plan_ends
from .suggestions import suggested


def tell_why(request, sentence, error):
    """Show `sentence` as an error, with the findings of the model's own check as its `reasons`."""
    messages.error(request, sentence % {"reasons": " ".join(error.messages)})


class RefusedPublication:
    """Shows why the model's own check refused a publication; everything typed is still there."""

    def run_action_method(self):
        try:
            with transaction.atomic():
                return super().run_action_method()
        except ValidationError as error:
            tell_why(self.request, _("Saved as a draft, but not published: %(reasons)s"), error)
            return redirect(self.get_edit_url())


class AsksReason:
    """Proposing a change of what was public once needs a reason; a draft may still lack it."""

    def get_initial(self):
        is_other_change = self.view_name == "revisions_revert" or not self.object.has_unpublished_changes
        return {**super().get_initial(), **({"change_reason": ""} if is_other_change else {})}

    def is_valid(self, form):
        valid = super().is_valid(form)
        if not valid or self.saving_as_draft:
            return valid
        if self.stored.changes_to(form.instance) and not form.cleaned_data["change_reason"].strip():
            form.add_error("change_reason", REASON_NEEDED)
            self.produced_error_message = self.get_error_message()
            return False
        return valid


class AddView(RefusedPublication, snippets.CreateView):
    """The form of a new item opens with what is right nine times in ten, where its model has `suggested` values."""

    def get_initial(self):
        return {**super().get_initial(), **suggested(self.model)}


class EditView(ChecksVersion, RefusedPublication, snippets.EditView):
    """Wagtail also makes the view that goes back to an old version from this one: it is the same form."""

    def get_object(self, queryset=None):
        item = super().get_object(queryset)
        if shows(self.request):
            ask_of_approval(item)
        return item

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if shows(self.request):
            ask_what_is_chosen(form)
        return form

    def get(self, request, *args, **kwargs):
        # What can be locked is locked by its plan, and Wagtail says so.
        if not self.locking_enabled and (sentence := notice(self.object)):
            messages.info(request, sentence)
        tell_what_is_lost(request, self.object)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        with saying_which_plan_ends(self.request, [self.object]):
            return super().form_valid(form)


class InspectView(snippets.InspectView):
    """Wagtail writes values as Python does."""

    def get_field_display_value(self, field_name, field):
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(value, datetime.datetime):
            return date_format(localtime(value), "DATETIME_FORMAT")
        return "–" if value in (None, "") else value


class GuardedEditView(AsksReason, EditView):
    """The form of something that public figures are computed from."""


def refused_approval(view, error):
    """The answer to an approval that the model refuses: why, on the page that its form asks to go back to."""
    tell_why(view.request, _("Not published: %(reasons)s"), error)
    if view.request.headers.get("x-requested-with") == "XMLHttpRequest":
        return view.render_modal_json(view.request, {"step": "success", "redirect": view.redirect_url})
    # Only on this site; never by the name of an address.
    hosts = {view.request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(view.redirect_url, hosts, view.request.is_secure())
    form = AdminURLFinder(view.request.user).get_edit_url(view.object)
    return HttpResponseRedirect(view.redirect_url if is_ours else form)


class WorkflowActionView(snippets.WorkflowActionView):
    """Approving from a list publishes, says the same as publishing from the form, and can be refused."""

    def post(self, request, *args, **kwargs):
        try:
            with transaction.atomic(), saying_which_plan_ends(request, [self.object]):
                self.check_what_was_seen()
                response = super().post(request, *args, **kwargs)
        except ValidationError as error:
            return refused_approval(self, error)
        if self.action_name == "approve":
            warn_about_closed_links(request, [self.model._base_manager.get(pk=self.object.pk)])
        return response

    def check_what_was_seen(self):
        """Raise ValidationError when somebody approves something else than was looked at."""


class GuardedWorkflowActionView(WorkflowActionView):
    """Approving what public figures are computed from shows what changes, and approves what was seen."""

    template_name = "core/approve.html"

    def get_context_data(self, **kwargs):
        context, latest = super().get_context_data(**kwargs), self.object.get_latest_revision()
        stored, proposed = self.model._base_manager.get(pk=self.object.pk), latest.as_object()
        return context | {
            "version": latest.pk,
            "latest": latest,
            "changes": stored.changes_to(proposed),
            "effects": effects_of(stored, proposed),
            "notice": notice(stored),
        }

    def check_what_was_seen(self):
        stored = self.model._default_manager.select_for_update().get(pk=self.object.pk)
        if self.request.POST.get("version") != str(stored.latest_revision_id):
            raise ValidationError(_("A newer version was saved meanwhile. Look at it first, then approve."))


class ConfirmCancellationView(snippets.ConfirmWorkflowCancellationView):
    """Shows the progress of an item to people who may change it; Wagtail's own shows it to everybody."""

    def dispatch(self, request, *args, **kwargs):
        meta = self.model._meta
        if not request.user.has_perm(f"{meta.app_label}.{get_permission_codename('change', meta)}"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
