from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "dog_site.core"
    label = "core"
    verbose_name = _("Digital Office")

    def ready(self):
        from . import accessibility, attention, checks, notifications, signals  # noqa: F401

        attention.register(accessibility.STATEMENT_RULE)
        notifications.take_the_place_of_wagtails_own()
