from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import views
from .handbook import handbook, picture


@hooks.register("insert_global_admin_css")
def panels_of_our_own():
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk.css"))


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("aandacht/", views.attention, name="desk_attention"),
        path("aandacht/<slug:rule>/later/", views.put_off, name="desk_put_off"),
        path("handboek/", handbook, name="desk_handbook"),
        path("handboek/beeld/<slug:name>/", picture, name="desk_handbook_picture"),
        path("aandacht/weer/<int:pk>/", views.take_up_again, name="desk_take_up"),
    ]


@hooks.register("register_help_menu_item")
def handbook_in_the_menu():
    return MenuItem(_("Handbook"), reverse("desk_handbook"), name="handbook", icon_name="help", order=10)
