from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from .editing.attention import needs_of


class AttentionPanel(Component):
    """What needs the attention of this user, each line one click from the page where it is mended."""

    name = "attention"
    template_name = "core/attention.html"
    order = 50
    heading = _("Needs attention")

    def __init__(self, needs):
        self.needs = needs

    def get_context_data(self, parent_context):
        return {"heading": self.heading, "needs": self.needs}


@hooks.register("construct_homepage_panels")
def add_attention_panel(request, panels):
    needs = needs_of(request.user)
    if needs is not None:
        panels.append(AttentionPanel(needs))
