from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundingConfig(AppConfig):
    name = "funding"
    verbose_name = _("funding")

    def ready(self):
        from dog_site.core import figures
        from dog_site.core.editing import attention

        from .attention import RULES
        from .provider import FundingFigures

        figures.register(FundingFigures())
        for rule in RULES:
            attention.register(rule)
