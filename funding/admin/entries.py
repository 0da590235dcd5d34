"""Entries in the admin: their form, with their list (listing.py) and the actions on many at once (bulk/)."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
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
from wagtail.snippets.views.snippets import SnippetViewSet

from dog_site.core.editing.choosers import GuardedChooserViewSet
from dog_site.core.editing.conflicts import CONFLICT
from dog_site.core.editing.deciding import GuardedWorkflowActionView
from dog_site.core.editing.views import ConfirmCancellationView, InspectView

from ..models import FundingEntry
from . import bulk, listing
from .effect import EffectOnAddView, EffectOnEditView, EffectPanel
from .views import FigureAddView, FigureEditView, UnpublishView


class FundingEntryViewSet(SnippetViewSet):
    model = FundingEntry
    icon = "order"
    menu_label = _("Entries")
    add_to_admin_menu = False
    copy_view_enabled = False
    chooser_viewset_class = GuardedChooserViewSet
    list_display = listing.COLUMNS
    list_export = listing.LIST_EXPORT
    export_headings = listing.EXPORT_HEADINGS
    export_filename = "regels"
    filterset_class = listing.FundingEntryFilterSet
    list_per_page = 50
    ordering = ["-year", "reference"]
    index_view_class = listing.EntryIndexView
    index_template_name = "funding/admin/entry_list.html"
    index_results_template_name = "funding/admin/entry_list_results.html"
    add_view_class = FigureAddView
    edit_view_class = FigureEditView
    unpublish_view_class = UnpublishView
    workflow_action_view_class = GuardedWorkflowActionView
    confirm_workflow_cancellation_view_class = ConfirmCancellationView
    inspect_view_enabled = True
    inspect_view_class = InspectView

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    CONFLICT,
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
                            FieldRowPanel(
                                [
                                    "project_size",
                                    FieldPanel(
                                        "project_size_state",
                                        help_text=_("No size? “unknown” for a “?” in the source, else “not stated”."),
                                    ),
                                ]
                            ),
                            "project_size_scope",
                            FieldRowPanel(
                                [
                                    FieldPanel(
                                        "settled_amount",
                                        help_text=_("What it came to in the end, in euros. Example: 11.500."),
                                    ),
                                    FieldPanel(
                                        "settled_on", help_text=_("The day of that decision. Example: 03-05-2018.")
                                    ),
                                ]
                            ),
                        ],
                        heading=_("Amounts"),
                    ),
                    EffectPanel(heading=_("Effect on totals")),
                    MultiFieldPanel(
                        ["source", FieldPanel("source_locator")],
                        heading=_("Source"),
                        help_text=_("Without a source an entry can be saved, but not published."),
                    ),
                    FieldPanel("change_reason"),
                    FieldPanel("to_unpublish"),
                    MultiFieldPanel(["internal_note"], heading=_("For colleagues")),
                    PublishingPanel(),
                ],
                heading=_("Entry"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel(
                                "applicant",
                                help_text=_("Who asked for it. Is it missing? Add it in the same window."),
                            ),
                            "applicant_text",
                        ],
                        heading=_("Applicant"),
                    ),
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

    def on_register(self):
        super().on_register()
        for action in bulk.ACTIONS:
            # After Wagtail's own, so that our view for deleting replaces it.
            hooks.register("register_bulk_action", action, order=10)

    def get_urlpatterns(self):
        of_new = self.construct_view(EffectOnAddView, form_class=self.get_form_class())
        of_entry = self.construct_view(EffectOnEditView, form_class=self.get_form_class(for_update=True))
        return [
            *super().get_urlpatterns(),
            path("effect/", of_new, name="effect_on_add"),
            path(f"effect/<{self.pk_path_converter}:pk>/", of_entry, name="effect_on_edit"),
        ]
