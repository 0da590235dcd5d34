"""The first page itself: the panels of all rooms, each in its place."""

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dog_site.core.editing.panel import Place

from .attention import AttentionPanel
from .first_day import FirstDayPanel
from .mine import MinePanel
from .new import NewPanel
from .recent import RecentPanel
from .waiting import WaitingPanel
from .week import WeekPanel

PANELS = (NewPanel, WaitingPanel, MinePanel, AttentionPanel, WeekPanel, FirstDayPanel, RecentPanel)


class BureauView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "desk/bureau.html"
    page_title = _("Dashboard")

    def get_context_data(self, **kwargs):
        panels = [panel(self.request) for panel in PANELS]
        for construct in hooks.get_hooks("construct_homepage_panels"):
            construct(self.request, panels)
        panels.sort(key=lambda panel: panel.order)
        places = {place.value: [panel for panel in panels if panel.place == place] for place in Place}
        return {**super().get_context_data(**kwargs), **places}
