"""The forms of what has no versions, at the addresses of Wagtail: two people in one of them lose nothing (T16)."""

from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import collections
from wagtail.contrib.redirects import views as redirects
from wagtail.contrib.settings import views as site_settings
from wagtail.documents.views import documents
from wagtail.images.views import images
from wagtail.sites.views import SiteViewSet
from wagtail.users.views import groups, users
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .plain_conflicts import ChecksState


class EditCollection(ChecksState, collections.Edit):
    pass


class EditDocument(ChecksState, documents.EditView):
    pass


class EditImage(ChecksState, images.EditView):
    pass


class EditRedirect(ChecksState, redirects.EditView):
    pass


class EditSettings(ChecksState, site_settings.EditView):
    pass


class EditSite(ChecksState, SiteViewSet.edit_view_class):
    pass


class EditUser(ChecksState, users.EditView):
    pass


class EditGroup(ChecksState, groups.EditView):
    def formsets_of(self, form):
        return [panel(instance=self.object) for panel in groups.get_permission_panel_classes()]


class Sites(SiteViewSet):
    edit_view_class = EditSite


class Users(users.UserViewSet):
    edit_view_class = EditUser


class Groups(groups.GroupViewSet):
    edit_view_class = EditGroup


def _edit(viewset, name):
    return viewset(name, url_prefix=name).edit_view


# These come before Wagtail's own, at the same addresses.
urlpatterns = decorate_urlpatterns(
    [
        path("collections/<int:pk>/", EditCollection.as_view()),
        path("documents/edit/<int:document_id>/", EditDocument.as_view()),
        path("images/<int:image_id>/", EditImage.as_view()),
        path("redirects/<int:redirect_id>/", EditRedirect.as_view()),
        path("settings/<slug:app_name>/<slug:model_name>/<int:pk>/", EditSettings.as_view()),
        path("sites/edit/<int:pk>/", _edit(Sites, "wagtailsites")),
        path("users/edit/<int:pk>/", _edit(Users, "wagtailusers_users")),
        path("groups/edit/<int:pk>/", _edit(Groups, "wagtailusers_groups")),
    ],
    require_admin_access,
)
