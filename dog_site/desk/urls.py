"""The first page of the admin, before Wagtail's own at the same address."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from .bureau.view import BureauView

urlpatterns = [path("", require_admin_access(BureauView.as_view()))]
