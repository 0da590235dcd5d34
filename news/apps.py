from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("news")

    def ready(self):
        from dog_site.core.editing import attention, starters

        from .attention import RULES
        from .starters import STARTS

        attention.register(*RULES)
        starters.register(*STARTS)
