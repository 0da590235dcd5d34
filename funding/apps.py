from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundingConfig(AppConfig):
    name = "funding"
    verbose_name = _("funding")

    def ready(self):
        from dog_site.core import figures
        from dog_site.core.editing import attention, effects, first_day, starters
        from dog_site.core.models import approval, leaning

        from .admin.effect import told_to_who_approves
        from .admin.state import told_in_a_line
        from .attention import RULES
        from .first_day import STEPS, keeps_figures
        from .leaning import figures_lean
        from .models.changes import record_changes
        from .provider import FundingFigures
        from .starters import STARTS

        figures.register(FundingFigures())
        attention.register(*RULES)
        starters.register(*STARTS)
        leaning.register(figures_lean)
        effects.register(told_to_who_approves)
        effects.register_brief(told_in_a_line)
        first_day.register(keeps_figures, *STEPS)
        approval.figures_changed.connect(record_changes)
