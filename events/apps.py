from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dog_site.core import figures


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("events")

    def ready(self):
        from dog_site.core.editing import attention, planning, starters
        from dog_site.core.kept import clock
        from dog_site.core.models import previewed

        from . import signals  # noqa: F401
        from .attention import RULES
        from .models import Venue, moments_of_events
        from .planning import events_between
        from .previews import show_venue
        from .provider import VisitorFigures
        from .starters import STARTS

        clock.register(moments_of_events)
        figures.register(VisitorFigures())
        previewed.register(Venue, show_venue)
        attention.register(*RULES)
        starters.register(*STARTS)
        planning.register(events_between)
