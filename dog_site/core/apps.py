from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "dog_site.core"
    label = "core"
    verbose_name = _("Digital Office")

    def ready(self):
        from . import checks, signals  # noqa: F401
