"""Registers: rows that people look at and never change by hand (wagtail-modeladmin)."""

from django.contrib.admin import DateFieldListFilter, display
from django.contrib.admin.options import IncorrectLookupParameters
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView, InspectView

from ..importing.decisions import decisions
from ..models import FigureChange, FundingEntry, ImportRun

# So many entries of one file are named in the register.
MOST_ENTRIES = 500


class ReadOnly(PermissionHelper):
    """People who may see the entries may look at a register; nobody adds, changes or deletes rows."""

    def user_can_list(self, user):
        return user.has_perm(f"{self.opts.app_label}.view_{self.opts.model_name}")

    def user_can_inspect_obj(self, user, obj):
        return self.user_can_list(user)

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class RegisterIndexView(IndexView):
    """Shows the whole register when an address asks for a filter that does not exist."""

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(request.path)


class PeriodFilter(DateFieldListFilter):
    """Django's own filter, which lacks a Dutch word for any date."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.links = ((_("All"), self.links[0][1]), *self.links[1:])


class RunView(InspectView):
    """A file that was handed in, with what was decided about it and the entries that came of it."""

    def get_context_data(self, **kwargs):
        plan = self.instance.plan
        made = plan.get("made") or {}
        keys = [key for name in ("entries", "changed") for key, *_revisions in made.get(name, ())]
        entries = FundingEntry.objects.filter(pk__in=keys[:MOST_ENTRIES]).order_by("reference")
        edit = FundingEntry.snippet_viewset.get_url_name("edit")
        return super().get_context_data(**kwargs) | {
            "decisions": decisions(plan.get("decided") or {}),
            "reason": plan.get("reason", ""),
            "entries": [(entry, reverse(edit, args=[entry.pk])) for entry in entries],
            "more_entries": max(len(keys) - MOST_ENTRIES, 0),
        }


class ImportRunAdmin(ModelAdmin):
    model = ImportRun
    inspect_view_class = RunView
    menu_label = _("Imports")
    menu_icon = "upload"
    add_to_admin_menu = False
    permission_helper_class = ReadOnly
    history_view_enabled = False
    index_view_class = RegisterIndexView
    inspect_view_enabled = True
    list_display = ["file_name", "started_at", "state", "rows_read", "rows_created", "rows_changed", "rows_kept"]
    inspect_view_fields = [
        "file_name",
        "sha256",
        "started_by",
        "started_at",
        "state",
        "rows_read",
        "rows_created",
        "rows_changed",
        "rows_unchanged",
        "rows_left_out",
        "rows_kept",
        "document",
    ]


class FigureChangeAdmin(ModelAdmin):
    """Who changed what in published figures, when and why; only colleagues see the names."""

    model = FigureChange
    menu_label = _("Changes")
    menu_icon = "history"
    add_to_admin_menu = False
    permission_helper_class = ReadOnly
    history_view_enabled = False
    index_view_class = RegisterIndexView
    inspect_view_enabled = True
    list_per_page = 50
    list_display = ["of_entry", "change", "reason", "written_by", "approved_by", "changed_at"]
    list_select_related = ["written_by", "approved_by"]
    list_filter = ["label", ("changed_at", PeriodFilter)]
    search_fields = ["reference", "title", "reason"]
    inspect_view_fields = [
        "reference",
        "title",
        "label",
        "old",
        "new",
        "reason",
        "written_by",
        "approved_by",
        "changed_at",
    ]

    @display(description=_("Entry"), ordering="reference")
    def of_entry(self, change):
        return f"{change.reference} {change.title}"

    @display(description=_("What changes"), ordering="label")
    def change(self, change):
        return f"{change.label}: {change.old} → {change.new}"
