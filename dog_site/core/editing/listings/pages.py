"""A list of pages of one type: the base of Agenda, Nieuws and Projecten (docs/editors.md)."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permissions import page_permission_policy

from ..mine import IN_LISTS, those_in_lists
from ..readiness import readiness_of
from .bulk import buttons_for
from .drafts import latest_contents, show_drafts
from .saved import SavesFilters
from .search import mentioning
from .state import marking_state
from .thumbnails import give_thumbnails


class PageListView(SavesFilters, IndexView):
    """A subclass names its columns, its filters and its order, and gets the rest of what its rows show at once."""

    template_name = "core/listings/pages.html"
    results_template_name = "core/listings/pages_results.html"
    table_classname = "listing full-width d-dense"
    default_ordering = None
    # Relations of which every row shows something, to one thing and to several, and the fields that a draft tells.
    joined = ()
    shown_with = ()
    told_by_drafts = ()

    def get_base_queryset(self):
        pages = those_in_lists(self.model.objects.all(), self.request.user)
        return marking_state(pages).select_related(*self.joined).defer_streamfields()

    def prepared(self, pages) -> list:
        """The rows of a page of the list or of a file, with all that they show, in a fixed number of queries."""
        rows = list(pages)
        contents = latest_contents(rows)
        show_drafts(rows, contents, self.told_by_drafts, [*self.joined, *self.shown_with])
        for row, content in zip(rows, contents, strict=True):
            row.readiness = readiness_of(self.model, content)
        return rows

    def order_queryset(self, queryset):
        ordering = self.ordering or ""
        return self.sorted_by(queryset, ordering.removeprefix("-"), "-" if ordering.startswith("-") else "")

    def sorted_by(self, pages, name: str, sign: str):
        """`pages` by a column, `sign` is "-" for the other way round; without a name in the order of the list."""
        # Rows that are alike keep their order, or one could be on two pages and another on none.
        return pages.order_by(f"{sign}{name}" if name else "-latest_revision_created_at", "pk")

    def search_queryset(self, queryset):
        return mentioning(queryset, self.search_query, *self.further_texts()) if self.is_searching else queryset

    def further_texts(self):
        """What pages are found by beside their own words (search.py)."""
        return ()

    def paginate_queryset(self, queryset, page_size):
        paginator, page, _rows, has_others = super().paginate_queryset(queryset, page_size)
        page.object_list = self.prepared(page.object_list)
        give_thumbnails(page.object_list)
        return paginator, page, page.object_list, has_others

    # The file has the columns of the screen.

    @cached_property
    def list_export(self):
        return [column.name for column in self.columns if isinstance(column, Column)]

    def get_heading(self, queryset, field):
        return str(next(column.label for column in self.columns if column.name == field))

    def to_row_dict(self, item):
        told = {column.name: column for column in self.columns if isinstance(column, Column)}
        return {name: str(told[name].get_value(item)) for name in self.list_export}

    def as_spreadsheet(self, queryset, spreadsheet_format):
        return super().as_spreadsheet(self.prepared(queryset), spreadsheet_format)

    @property
    def bulk_buttons(self):
        return buttons_for(self.model, self.request.user)


class AddView(PermissionCheckedMixin, View):
    """To the form of a new page, below the one page of the room; an edition is added below its series.

    From there, as from the form of each row, one comes back to the list as it was left.
    """

    model = parent_model = index_url_name = None
    permission_policy = page_permission_policy
    permission_required = "add"
    http_method_names = ["get"]

    def get(self, request):
        parent = self.parent_model.objects.first()
        if parent is None:
            raise Http404
        if not parent.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        meta = self.model._meta
        form = reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, parent.pk])
        return redirect(f"{form}?{urlencode({'next': reverse(self.index_url_name)})}")


class ForPageEditors(MenuItem):
    """Shown to who may do anything with pages."""

    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, IN_LISTS)


class PageListing(PageListingViewSet):
    """A room registers one; its `name` is the address in the admin. New pages go below the page of `parent_model`."""

    parent_model = None
    menu_item_class = ForPageEditors
    menu_item_is_registered = True
    list_per_page = 50

    @cached_property
    def export_filename(self):
        return self.name

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            **{"add_url_name": self.get_url_name("add"), "parent_model": self.parent_model, **kwargs}
        )

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(**{"page_title": self.menu_label, **kwargs})

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("add/", self.construct_view(AddView), name="add"),
        ]
