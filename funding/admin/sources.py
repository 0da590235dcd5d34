"""Sources, and the figures that they state, in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from dog_site.core.editing.choosers import GuardedChooserViewSet
from dog_site.core.editing.conflicts import CONFLICT
from dog_site.core.editing.deciding import GuardedWorkflowActionView
from dog_site.core.editing.effects import EFFECT
from dog_site.core.editing.views import ConfirmCancellationView

from ..models import PublishedFigure, SourceDocument
from .views import AddView, EditView, FigureAddView, FigureEditView, UnpublishView


class SourceChooser(GuardedChooserViewSet):
    creates = ("title", "kind", "reference", "date", "url")


class SourceDocumentViewSet(SnippetViewSet):
    model = SourceDocument
    icon = "doc-full"
    menu_label = _("Sources")
    add_to_admin_menu = False
    copy_view_enabled = False
    chooser_viewset_class = SourceChooser
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
    panels = [CONFLICT, EFFECT, *SourceDocument.panels]
    add_view_class = AddView
    edit_view_class = EditView
    workflow_action_view_class = GuardedWorkflowActionView
    confirm_workflow_cancellation_view_class = ConfirmCancellationView


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
    add_view_class = FigureAddView
    edit_view_class = FigureEditView
    unpublish_view_class = UnpublishView
    workflow_action_view_class = GuardedWorkflowActionView
    confirm_workflow_cancellation_view_class = ConfirmCancellationView
    panels = [
        CONFLICT,
        EFFECT,
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
                FieldPanel(
                    "kind",
                    help_text=_("What came out, what is expected, or a remark about the source without a number."),
                ),
                FieldRowPanel(["year", "about_year"]),
            ],
            heading=_("What it is"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "source",
                    help_text=_("What states it. Is it missing? Add it in the same window."),
                ),
                "locator",
                "statement",
            ],
            heading=_("Where it stands"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("metric", help_text=_("What it is compared with. Example: municipal contribution.")),
                        FieldPanel("scope", help_text=_("Of which entries. Example: headline total.")),
                    ]
                ),
                FieldPanel("theme", help_text=_("Only for a figure of one theme.")),
                FieldPanel("wording", help_text=_("As the source says it: “ruim € 470.000” is “just over”.")),
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
        FieldPanel("change_reason"),
        FieldPanel("to_unpublish"),
        PublishingPanel(),
    ]
