from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks

from . import views


@hooks.register("insert_global_admin_css")
def panels_of_our_own():
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk.css"))


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("aandacht/", views.attention, name="desk_attention"),
        path("aandacht/<slug:rule>/later/", views.put_off, name="desk_put_off"),
        path("aandacht/weer/<int:pk>/", views.take_up_again, name="desk_take_up"),
    ]
