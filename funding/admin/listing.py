"""The list of entries: columns, filters, what the rows add up to, and the rows as a file."""

from dataclasses import dataclass

import django_filters
from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.admin.widgets.button import ListingButton
from wagtail.models import WorkflowState
from wagtail.snippets.views import snippets

from dog_site.core.editing.listings.filters import Choice, chosen
from dog_site.core.editing.listings.saved import SavesFilters
from dog_site.core.figures import State
from dog_site.core.numbers.notation import dutch_euros

from ..ledger import read
from ..models import FundingEntry
from ..rollup import add_up
from ..totals import FundingTotals
from ..workbook import cell_of

WAITING, SENT_BACK = WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES
LIST_EXPORT = [
    "reference",
    "title",
    "theme",
    "year",
    "applicant_text",
    "contribution",
    "contribution_state",
    "project_size",
    "project_size_state",
    "project_size_scope",
    "settled_amount",
    "stage",
    "source",
    "source_locator",
    "status",
]
IN_HEADLINE = "theme__counts_in_headline"
EXPORT_HEADINGS = {"status": _("Status")}


def status(entry: FundingEntry):
    """The status of an entry of `FundingQuerySet.marking_progress()`, in the words of the list."""
    if entry.live:
        if entry.is_scheduled:
            return _("published, change planned")
        if entry.workflow_status == WAITING:
            return _("published, change waits for approval")
        if entry.workflow_status == SENT_BACK:
            return _("published, change sent back")
        return _("published, change in draft") if entry.has_unpublished_changes else _("published")
    if entry.is_scheduled:
        return _("planned for publication")
    if entry.workflow_status == WAITING:
        return _("waits for approval")
    if entry.workflow_status == SENT_BACK:
        return _("sent back")
    if entry.expired:
        return _("expired")
    return _("unpublished") if entry.first_published_at else _("draft")


class AmountColumn(Column):
    """An amount in euros, or what is known of it."""

    def get_value(self, instance):
        amount = getattr(instance, self.name)
        if amount is not None:
            return dutch_euros(amount)
        return State(getattr(instance, f"{self.name}_state")).label


class SourceColumn(Column):
    """The place in the source, and the source, which is often that of the whole list; without one none is public."""

    def get_value(self, instance):
        if instance.source is None:
            return _("without source")
        return f"{instance.source_locator}, {instance.source.title}".removeprefix(", ")


COLUMNS = [
    "reference",
    Column("title", label=_("Title"), sort_key="title", classname="d-name"),
    Column(
        "theme", label=_("Theme"), accessor="theme.name", sort_key="theme__sort_order", classname="d-short d-shorter"
    ),
    Column("year", label=_("Year"), sort_key="year"),
    AmountColumn("contribution", label=_("Contribution"), sort_key="contribution", classname="d-amount"),
    AmountColumn("project_size", label=_("Project size"), sort_key="project_size", classname="d-amount"),
    Column("stage", label=_("Stage"), accessor="get_stage_display", sort_key="stage"),
    SourceColumn("source", label=_("Source"), sort_key="source__title", classname="d-short d-shorter"),
    StatusTagColumn(
        "status",
        label=_("Status"),
        accessor=status,
        sort_key="live",
        primary=lambda instance: instance.live,
        classname="d-status",
    ),
]


def years():
    return [(year, year) for year in FundingEntry.objects.order_by("-year").values_list("year", flat=True).distinct()]


class YesNoFilter(django_filters.BooleanFilter):
    """Entries that a query set method picks, or the others."""

    def __init__(self, picks, **kwargs):
        super().__init__(widget=BooleanRadioSelect, **kwargs)
        self.picks = picks

    def filter(self, qs, value):
        if value is None:
            return qs
        picked = self.picks(FundingEntry.objects.all(), self.parent.request.user).values("pk")
        return qs.filter(pk__in=picked) if value else qs.exclude(pk__in=picked)


class FundingEntryFilterSet(WagtailFilterSet):
    year = Choice(label=_("Year"), choices=years, widget=forms.Select)
    waiting = YesNoFilter(lambda entries, user: entries.waiting_for(user), label=_("Waiting for me"))
    with_draft = YesNoFilter(lambda entries, user: entries.with_draft(), label=_("With a draft"))
    to_propose = YesNoFilter(lambda entries, user: entries.to_propose(), label=_("Still to be proposed"))
    without_source = YesNoFilter(lambda entries, user: entries.without_source(), label=_("Without a source"))
    unknown_amount = YesNoFilter(lambda entries, user: entries.with_unknown_amount(), label=_("With an unknown amount"))
    not_settled = YesNoFilter(
        lambda entries, user: entries.not_settled(timezone.localdate().year), label=_("Without a settled amount")
    )

    class Meta:
        model = FundingEntry
        fields = [
            "year",
            "theme",
            "stage",
            "source",
            "waiting",
            "with_draft",
            "to_propose",
            "without_source",
            "unknown_amount",
            "not_settled",
            "contribution_state",
            "project_size_state",
            "live",
        ]


def in_list(request):
    """The entries of the list at the address of `request`, on all its pages."""
    entries = chosen(FundingEntryFilterSet(request.GET, request=request), FundingEntry.objects.all())
    search = SearchForm(request.GET)
    return entries.mentioning(search.cleaned_data["q"]) if search.is_valid() else entries


@dataclass(frozen=True)
class Line:
    """What rows of the list add up to; `label` says which rows."""

    label: str
    totals: FundingTotals


class EntryIndexView(SavesFilters, snippets.IndexView):
    """Searches plainly in the database: a reference, a title, or any name of an applicant or partner."""

    table_classname = "listing d-dense"

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("theme", "source").marking_progress()

    def order_queryset(self, queryset):
        ordering = self.ordering if isinstance(self.ordering, (list, tuple)) else [self.ordering]
        # Rows that are alike keep their order, or one could be on two pages and another on none.
        return queryset.order_by(*ordering, "reference", "pk")

    def search_queryset(self, queryset):
        return queryset.mentioning(self.search_query) if self.is_searching else queryset

    def get_context_data(self, *args, **kwargs):
        return super().get_context_data(*args, **kwargs) | {"lines": self.lines, "year": self.year}

    @cached_property
    def year(self) -> int | None:
        """The one year that the list is about; None for several."""
        chosen_year = self.filters.form.cleaned_data.get("year")
        return int(chosen_year) if chosen_year else None

    def get_paginator(self, *args, **kwargs):
        """The totals know how many rows there are."""
        paginator = super().get_paginator(*args, **kwargs)
        paginator.count = self.lines[0].totals.entries
        return paginator

    @cached_property
    def lines(self) -> list[Line]:
        """All rows of the selection, whatever the page; of those the public ones; and of those the headline."""
        found = self.object_list
        public = add_up(read(found.public(), IN_HEADLINE), IN_HEADLINE)
        return [
            Line(_("This selection"), found.totals()),
            Line(_("Of which public"), public.totals()),
            Line(_("Of which in the headline total"), public.totals(lambda group: group[IN_HEADLINE])),
        ]

    @property
    def bulk_buttons(self):
        """The bulk actions that the user may do; Wagtail's own footer shows all of them to everybody."""
        meta = self.model._meta
        actions = bulk_action_registry.get_bulk_actions_for_model(meta.app_label, meta.model_name)
        return [
            ListingButton(
                action.display_name,
                reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, action.action_type]),
                attrs={"aria-label": action.aria_label, "data-bulk-action-button": ""},
                classname=" ".join(sorted(action.classes | {"bulk-action-btn"})),
            )
            for action in sorted(actions, key=lambda action: action.action_priority)
            if action.is_for(self.request.user)
        ]

    def to_row_dict(self, item):
        source = item.source and item.source.title
        named = {"theme": item.theme.name, "source": source, "status": str(status(item))}
        return {name: named[name] if name in named else getattr(item, name) for name in self.list_export}

    def generate_xlsx_row(self, worksheet, row_dict, date_format=None):
        return [cell_of(worksheet, value) for value in row_dict.values()]
