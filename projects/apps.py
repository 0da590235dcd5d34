from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("projects")

    def ready(self):
        from dog_site.core.editing import attention, starters

        from .attention import RULES
        from .starters import STARTS

        attention.register(*RULES)
        starters.register(*STARTS)
