from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Content2017Config(AppConfig):
    """The projects, events, news and figures of the council letter about 2017: one folder, no models."""

    name = "content_2017"
    verbose_name = _("content of 2017")
