"""Views of items: no version saved over another one, every refusal says why, and a plan that ends is told."""

import datetime

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views import snippets

from ..models.approval import REASON_NEEDED
from .asked_once import ask_of_approval, ask_what_is_chosen, shows
from .conflicts import ChecksVersion
from .lost import tell_what_is_lost
from .plans import notice, saying_which_plan_ends
from .sentences import tell_why
from .suggestions import suggested


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


class ConfirmCancellationView(snippets.ConfirmWorkflowCancellationView):
    """Shows the progress of an item to people who may change it; Wagtail's own shows it to everybody."""

    def dispatch(self, request, *args, **kwargs):
        meta = self.model._meta
        if not request.user.has_perm(f"{meta.app_label}.{get_permission_codename('change', meta)}"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
