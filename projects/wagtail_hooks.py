"""The admin group of themes and organisations."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Organisation, Theme


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = gettext_lazy("Themes")
    add_to_admin_menu = False
    copy_view_enabled = False
    list_display = [
        "name",
        Column("sort_order", label=gettext_lazy("Order"), sort_key="sort_order"),
        "counts_in_headline",
        LiveStatusTagColumn(),
    ]
    ordering = ["sort_order", "name"]
    search_backend_name = None
    search_fields = ["name", "introduction"]


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    menu_label = gettext_lazy("Organisations")
    add_to_admin_menu = False
    copy_view_enabled = False
    list_display = [
        "name",
        "aliases",
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display", sort_key="kind"),
        LiveStatusTagColumn(),
    ]
    list_filter = ["kind", "is_generic", "is_municipality", "live"]
    search_backend_name = None
    search_fields = ["name", "aliases"]


class ProjectDataViewSetGroup(SnippetViewSetGroup):
    menu_label = gettext_lazy("Project data")
    menu_icon = "tag"
    menu_order = 210
    items = (ThemeViewSet, OrganisationViewSet)


register_snippet(ProjectDataViewSetGroup)


@hooks.register("before_unpublish")
def keep_themes_of_public_entries(request, instance):
    """A theme with public entries stays: without it the headline total would be too low."""
    if isinstance(instance, Theme) and instance.funding_entries.public().exists():
        messages.error(
            request,
            _("“%(theme)s” has published entries and cannot be unpublished. Give those entries another theme first.")
            % {"theme": instance.name},
        )
        return redirect(reverse(Theme.snippet_viewset.get_url_name("edit"), args=[instance.pk]))
    return None
