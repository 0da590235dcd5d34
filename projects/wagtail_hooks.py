"""The admin of projects: their list, themes and organisations."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from dog_site.core.editing.choosers import ChooserViewSet
from dog_site.core.editing.conflicts import CONFLICT
from dog_site.core.editing.deciding import GuardedWorkflowActionView
from dog_site.core.editing.effects import EFFECT
from dog_site.core.editing.menu import PROJECTS, RoomGroup
from dog_site.core.editing.views import AddView, ConfirmCancellationView, GuardedEditView

from .admin import ProjectListing, ThemeBulkAction
from .chooser import project_chooser
from .models import Organisation, Theme


class Guarded(SnippetViewSet):
    """What a total leans on: a change of that needs a reason and somebody else, and shows its effect first."""

    add_to_admin_menu = False
    copy_view_enabled = False
    search_backend_name = None
    add_view_class = AddView
    edit_view_class = GuardedEditView
    workflow_action_view_class = GuardedWorkflowActionView
    confirm_workflow_cancellation_view_class = ConfirmCancellationView


class ThemeChooser(ChooserViewSet):
    creates = ("name", "introduction", "tint", "sort_order")


class ThemeViewSet(Guarded):
    model = Theme
    chooser_viewset_class = ThemeChooser
    icon = "tag"
    menu_label = gettext_lazy("Themes")
    list_display = [
        "name",
        Column("sort_order", label=gettext_lazy("Order"), sort_key="sort_order"),
        "counts_in_headline",
        LiveStatusTagColumn(),
    ]
    ordering = ["sort_order", "sort_key"]
    panels = [CONFLICT, EFFECT, *Theme.panels]
    search_fields = ["name", "introduction"]


class OrganisationChooser(ChooserViewSet):
    creates = ("name", "kind", "website")


class OrganisationViewSet(Guarded):
    model = Organisation
    chooser_viewset_class = OrganisationChooser
    icon = "group"
    menu_label = gettext_lazy("Organisations")
    list_display = [
        "name",
        "aliases",
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display", sort_key="kind"),
        LiveStatusTagColumn(),
    ]
    list_filter = ["kind", "is_generic", "is_municipality", "live"]
    panels = [CONFLICT, EFFECT, *Organisation.panels]
    search_fields = ["name", "aliases"]


class ProjectsGroup(RoomGroup):
    menu_label = gettext_lazy("Projects")
    menu_icon = "folder-open-1"
    menu_order = PROJECTS
    items = (ThemeViewSet, OrganisationViewSet)
    listing = ProjectListing()


register_snippet(ProjectsGroup)
hooks.register("register_bulk_action", ThemeBulkAction)


@hooks.register("register_admin_viewset")
def list_of_projects():
    return ProjectsGroup.listing


@hooks.register("register_admin_viewset")
def choose_or_add_a_project():
    return project_chooser
