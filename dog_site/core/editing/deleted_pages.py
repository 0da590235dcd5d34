"""The list of deleted pages, and the button that puts one back."""

from django.contrib.admin.utils import quote
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, UserColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import page_permission_policy

from ..models.deleted import DeletedPage
from .deleting import day_of
from .places import may_put_back, those_for
from .recovering import NotKept, put_back
from .returning_rows import Refused


class DeletedPagesMenuItem(MenuItem):
    def is_shown(self, request):
        return page_permission_policy.user_has_permission(request.user, "add")


class DeletedColumn(Column):
    cell_template_name = "core/deleted_cell.html"


class PutBackColumn(Column):
    cell_template_name = "core/put_back_cell.html"

    def __init__(self, *args, token, **kwargs):
        super().__init__(*args, **kwargs)
        self.token = token

    def get_cell_context_data(self, instance, parent_context):
        # A cell is rendered without what Django gives to every template.
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"csrf_token": self.token}


class DeletedPages(PermissionCheckedMixin, BaseListingView):
    """Those that somebody who is logged in may put back, the latest first."""

    permission_policy = page_permission_policy
    permission_required = "add"
    results_template_name = "core/deleted_pages_results.html"
    page_title = gettext_lazy("Deleted pages")
    header_icon = "bin"
    index_url_name = "deleted_pages"
    paginate_by = 25

    @cached_property
    def columns(self):
        """The button is the second one, so that a narrow screen has it too."""
        return [
            DeletedColumn("title", label=_("Title")),
            PutBackColumn("put_back", label=_("Put back"), token=get_token(self.request)),
            Column("place", label=_("Where it was")),
            UserColumn("deleted_by", label=_("Deleted by")),
            DateColumn("deleted_at", label=_("Deleted")),
            Column("until", label=_("Kept until"), accessor=lambda deleted: day_of(deleted.kept_until)),
        ]

    def get_base_queryset(self):
        keys = [each.pk for each in those_for(self.request.user, DeletedPage.objects.still_kept())]
        return DeletedPage.objects.still_kept().filter(pk__in=keys).select_related("deleted_by")

    def get_index_url(self):
        return reverse(self.index_url_name)


class PutBackPage(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Says what comes back and where; a POST puts it back."""

    permission_policy = page_permission_policy
    permission_required = "add"
    template_name = "core/put_back_page.html"
    page_title = gettext_lazy("Put back")
    breadcrumbs_items = []
    header_icon = "rotate"

    @cached_property
    def deleted(self):
        """The deletion, for who may put it back; None says no more than that it is not there."""
        found = DeletedPage.objects.still_kept().filter(pk=self.kwargs["pk"]).first()
        return found if found and may_put_back(self.request.user, found) else None

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.deleted else self._not_kept()

    def post(self, request, *args, **kwargs):
        try:
            if self.deleted is None:
                raise NotKept
            back = put_back(self.deleted.pk, request.user)
        except NotKept:
            return self._not_kept()
        except Refused as error:
            messages.error(request, _("Nothing was changed: %(reason)s") % {"reason": error})
            return redirect("deleted_pages")
        edit = reverse("wagtailadmin_pages:edit", args=[quote(back.page.pk)])
        said = _("“%(title)s” is back, as a draft: visitors see it once it is published.") % {"title": back.page.title}
        messages.success(request, said, buttons=[messages.button(edit, _("Edit"))])
        if back.told:
            messages.warning(request, " ".join(back.told))
        return redirect("wagtailadmin_explore", back.page.get_parent().pk)

    def _not_kept(self):
        messages.warning(self.request, _("This page is not kept any more: somebody put it back, or its time is over."))
        return redirect("deleted_pages")

    def get_page_subtitle(self):
        return self.deleted.title

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "deleted": self.deleted,
            "until": day_of(self.deleted.kept_until),
            "back": reverse("deleted_pages"),
        }


urlpatterns = [
    path("deleted-pages/", DeletedPages.as_view(), name="deleted_pages"),
    path("deleted-pages/<int:pk>/put-back/", PutBackPage.as_view(), name="put_back_page"),
]
