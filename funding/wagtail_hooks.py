"""The admin group "Financiering": entries, sources and stated figures, with the imports as a register."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register
from wagtail_modeladmin.views import IndexView

from dog_site.core.choosers import GuardedChooserViewSet
from dog_site.core.figures import State
from dog_site.core.numbers import dutch_euros

from .models import FundingEntry, ImportRun, PublishedFigure, SourceDocument
from .views import AddView, EditView, EntryIndexView, WorkflowActionView


class AmountColumn(Column):
    """An amount in euros, or what is known of it."""

    def get_value(self, instance):
        amount = getattr(instance, self.name)
        if amount is not None:
            return dutch_euros(amount)
        return State(getattr(instance, f"{self.name}_state")).label


class FundingEntryFilterSet(WagtailFilterSet):
    class Meta:
        model = FundingEntry
        fields = ["year", "theme", "stage", "source", "contribution_state", "project_size_state", "live"]


class FundingEntryViewSet(SnippetViewSet):
    model = FundingEntry
    icon = "order"
    menu_label = _("Entries")
    add_to_admin_menu = False
    copy_view_enabled = False
    chooser_viewset_class = GuardedChooserViewSet
    list_display = [
        "reference",
        "title",
        Column("theme", label=_("Theme"), accessor="theme.name", sort_key="theme__sort_order"),
        Column("year", label=_("Year"), sort_key="year"),
        AmountColumn("contribution", label=_("Contribution"), sort_key="contribution"),
        AmountColumn("project_size", label=_("Project size"), sort_key="project_size"),
        Column("stage", label=_("Stage"), accessor="get_stage_display", sort_key="stage"),
        LiveStatusTagColumn(),
    ]
    list_export = [
        "reference",
        "title",
        "theme.name",
        "year",
        "applicant_text",
        "contribution",
        "contribution_state",
        "project_size",
        "project_size_state",
        "stage",
        "source.title",
        "source_locator",
    ]
    export_headings = {"theme.name": _("theme"), "source.title": _("source")}
    filterset_class = FundingEntryFilterSet
    list_per_page = 50
    ordering = ["-year", "reference"]
    index_view_class = EntryIndexView
    add_view_class = AddView
    edit_view_class = EditView
    workflow_action_view_class = WorkflowActionView
    inspect_view_enabled = True

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    HelpPanel(
                        _(
                            "One entry is one contribution to one project in one year. It counts in the public totals "
                            "once it is published and granted or settled. A draft changes nothing that visitors see."
                        )
                    ),
                    MultiFieldPanel(
                        [FieldRowPanel(["year", "reference"]), "title", "theme", "project", "stage"],
                        heading=_("What it is"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldRowPanel(["contribution", "contribution_state"]),
                            FieldRowPanel(["project_size", "project_size_state"]),
                            "project_size_scope",
                            FieldRowPanel(["settled_amount", "settled_on"]),
                        ],
                        heading=_("Amounts"),
                    ),
                    MultiFieldPanel(
                        ["source", FieldPanel("source_locator")],
                        heading=_("Source"),
                        help_text=_("Without a source an entry can be saved, but not published."),
                    ),
                    MultiFieldPanel(["internal_note"], heading=_("For colleagues")),
                    PublishingPanel(),
                ],
                heading=_("Entry"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(["applicant", "applicant_text"], heading=_("Applicant")),
                    InlinePanel("partners", heading=_("Applicants and partners"), label=_("participant")),
                    MultiFieldPanel(
                        [
                            FieldRowPanel(["start_year", "start_date"]),
                            FieldRowPanel(["end_year", "end_date"]),
                            "award_date",
                        ],
                        heading=_("Period"),
                    ),
                    "description",
                ],
                heading=_("About the project"),
            ),
        ]
    )


class SourceDocumentViewSet(SnippetViewSet):
    model = SourceDocument
    icon = "doc-full"
    menu_label = _("Sources")
    add_to_admin_menu = False
    copy_view_enabled = False
    chooser_viewset_class = GuardedChooserViewSet
    list_display = [
        "title",
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        "reference",
        "date",
        LiveStatusTagColumn(),
    ]
    list_filter = ["kind", "live"]
    search_backend_name = None
    search_fields = ["title", "reference"]
    add_view_class = AddView
    edit_view_class = EditView


class PublishedFigureViewSet(SnippetViewSet):
    model = PublishedFigure
    icon = "openquote"
    menu_label = _("Stated figures")
    add_to_admin_menu = False
    copy_view_enabled = False
    chooser_viewset_class = GuardedChooserViewSet
    list_display = [
        "number",
        "title",
        Column("text", label=_("Stated")),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("year", label=_("Year"), sort_key="year"),
        Column("source", label=_("Source"), accessor="source.title"),
        LiveStatusTagColumn(),
    ]
    list_filter = ["year", "kind", "source", "live"]
    search_backend_name = None
    search_fields = ["number", "title", "statement", "explanation"]
    add_view_class = AddView
    edit_view_class = EditView
    panels = [
        HelpPanel(
            _(
                "A stated figure is what a letter or account says. It is never added up; the results page shows it "
                "beside what the entries add up to, with a verdict."
            )
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number", required_on_save=True), "sort_order"]),
                "title",
                "kind",
                FieldRowPanel(["year", "about_year"]),
            ],
            heading=_("What it is"),
        ),
        MultiFieldPanel(["source", "locator", "statement"], heading=_("Where it stands")),
        MultiFieldPanel(
            [
                FieldRowPanel(["metric", "scope"]),
                "theme",
                "wording",
                FieldRowPanel(["value", "value_max"]),
                "cannot_be_tested",
            ],
            heading=_("What it states"),
        ),
        "explanation",
        InlinePanel(
            "omissions",
            heading=_("Entries the source presumably left out"),
            help_text=_("The page adds them to the stated figure and shows whether that explains the difference."),
            label=_("entry"),
        ),
        PublishingPanel(),
    ]


class ReadOnly(PermissionHelper):
    """A register is looked at, by whoever may see the entries; nobody adds, changes or deletes."""

    def user_can_list(self, user):
        return user.has_perm("funding.view_importrun")

    def user_can_inspect_obj(self, user, obj):
        return self.user_can_list(user)

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class RegisterIndexView(IndexView):
    """Shows the whole register where an address asks for a filter that there is not."""

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(request.path)


class ImportRunAdmin(ModelAdmin):
    model = ImportRun
    menu_label = _("Imports")
    menu_icon = "upload"
    add_to_admin_menu = False
    permission_helper_class = ReadOnly
    history_view_enabled = False
    index_view_class = RegisterIndexView
    inspect_view_enabled = True
    list_display = ["file_name", "started_at", "state", "rows_read", "rows_created", "rows_kept"]
    inspect_view_fields = [
        "file_name",
        "sha256",
        "started_by",
        "started_at",
        "state",
        "rows_read",
        "rows_created",
        "rows_unchanged",
        "rows_kept",
        "plan",
    ]


modeladmin_register(ImportRunAdmin)


class FundingViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Funding")
    menu_icon = "order"
    menu_order = 200
    items = (FundingEntryViewSet, SourceDocumentViewSet, PublishedFigureViewSet)

    def get_submenu_items(self):
        register = ImportRunAdmin()
        return [*super().get_submenu_items(), register.get_menu_item(order=len(self.items) + 1)]


register_snippet(FundingViewSetGroup)
