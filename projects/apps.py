from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("projects")

    def ready(self):
        from dog_site.core.editing import attention, doubles

        from .models import Organisation, Theme

        attention.register(doubles.rule_of(Organisation, _("To the organisations")))
        attention.register(doubles.rule_of(Theme, _("To the themes")))
