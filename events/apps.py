from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dog_site.core import figures


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("events")

    def ready(self):
        from dog_site.core.editing import attention, doubles
        from dog_site.core.kept import clock

        from . import signals  # noqa: F401
        from .models import Venue, moments_of_events
        from .provider import VisitorFigures

        clock.register(moments_of_events)
        figures.register(VisitorFigures())
        attention.register(doubles.rule_of(Venue, _("To the venues")))
