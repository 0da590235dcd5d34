from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dog_site.core import figures


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("events")

    def ready(self):
        from dog_site.core.editing import attention, doubles
        from dog_site.core.kept import clock
        from dog_site.core.models import previewed

        from . import signals  # noqa: F401
        from .models import Venue, moments_of_events
        from .previews import show_venue
        from .provider import VisitorFigures

        clock.register(moments_of_events)
        figures.register(VisitorFigures())
        previewed.register(Venue, show_venue)
        attention.register(doubles.rule_of(Venue, _("To the venues")))
