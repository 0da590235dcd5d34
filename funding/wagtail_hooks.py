"""The admin group "Financiering": entries, sources and stated figures, with the registers beside them."""

from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup
from wagtail_modeladmin.options import modeladmin_register

from dog_site.core.editing.menu import FUNDING

from .admin.entries import FundingEntryViewSet
from .admin.importing.viewset import importing
from .admin.reconciliation import reconciliation
from .admin.registers import FigureChangeAdmin, ImportRunAdmin
from .admin.sources import PublishedFigureViewSet, SourceDocumentViewSet
from .admin.state import StatePanel
from .models import FundingEntry, PublishedFigure

modeladmin_register(FigureChangeAdmin)
modeladmin_register(ImportRunAdmin)


class FundingViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Funding")
    menu_icon = "order"
    menu_order = FUNDING
    items = (FundingEntryViewSet, SourceDocumentViewSet, PublishedFigureViewSet)

    def get_submenu_items(self):
        registers = [importing, reconciliation, FigureChangeAdmin(), ImportRunAdmin()]
        first = len(self.items) + 1
        return [
            *super().get_submenu_items(),
            *(register.get_menu_item(order=order) for order, register in enumerate(registers, start=first)),
        ]


register_snippet(FundingViewSetGroup)


@hooks.register("construct_snippet_action_menu")
def figures_are_proposed(menu_items, request, context):
    """Nobody publishes a figure from its form: one person proposes it, and another approves it."""
    if context["model"] in (FundingEntry, PublishedFigure):
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]


@hooks.register("register_log_actions")
def changes_have_a_reason(actions):
    @actions.register_action("funding.change")
    class Changed(LogFormatter):
        label = _("Change of a published figure")

        def format_message(self, log_entry):
            lines = [*log_entry.data.get("changes", ()), log_entry.data.get("reason", "")]
            return format_html_join("; ", "{}", ((line,) for line in lines if line))


@hooks.register("construct_homepage_panels")
def show_the_state_of_the_figures(request, panels):
    panels.append(StatePanel(request))
