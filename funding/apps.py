from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundingConfig(AppConfig):
    name = "funding"
    verbose_name = _("funding")

    def ready(self):
        from dog_site.core import figures
        from dog_site.core.editing import attention, effects
        from dog_site.core.models import approval, leaning

        from .admin.effect import told_to_who_approves
        from .attention import RULES
        from .leaning import figures_lean
        from .models.changes import record_changes
        from .provider import FundingFigures

        figures.register(FundingFigures())
        for rule in RULES:
            attention.register(rule)
        leaning.register(figures_lean)
        effects.register(told_to_who_approves)
        approval.figures_changed.connect(record_changes)
