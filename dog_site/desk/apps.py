from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "dog_site.desk"
    label = "desk"
    verbose_name = _("desk")

    def ready(self):
        from dog_site.core.editing import attention, first_day, planning

        from .bureau.week import ends, plans
        from .first_day import OF_APPROVERS, OF_WRITERS, publishes, writes
        from .rules import RULES

        attention.register(*RULES)
        planning.register(plans)
        planning.register(ends)
        first_day.register(publishes, *OF_APPROVERS)
        first_day.register(writes, *OF_WRITERS)
