from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from .downloads import TEMPLATES, reasons_file, template_file
from .preview import PreviewView
from .steps import NAMESPACE, may_import
from .take_back import TakeBackView
from .views import ColumnsView, FileView, HandInView, ThrowAwayView, ValuesView


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return may_import(request.user)


class ImportViewSet(ViewSet):
    name = NAMESPACE
    icon = "upload"
    menu_label = _("Import a file")
    menu_item_class = ImportMenuItem

    def get_urlpatterns(self):
        return [
            path("", FileView.as_view(), name="index"),
            path("<int:pk>/kolommen/", ColumnsView.as_view(), name="columns"),
            path("<int:pk>/waarden/", ValuesView.as_view(), name="values"),
            path("<int:pk>/voorbeeld/", PreviewView.as_view(), name="preview"),
            path("<int:pk>/insturen/", HandInView.as_view(), name="hand_in"),
            *(path(f"sjabloon.{kind}", template_file, {"kind": kind}, name=f"template_{kind}") for kind in TEMPLATES),
            path("<int:pk>/met-redenen.xlsx", reasons_file, name="reasons"),
            path("<int:pk>/weg/", ThrowAwayView.as_view(), name="throw_away"),
            path("terughalen/<int:pk>/", TakeBackView.as_view(), name="take_back"),
        ]


importing = ImportViewSet()


@hooks.register("register_admin_viewset")
def register_importing():
    return importing
