"""The block that shows how to reach the office, as the site settings have it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..around.navigation import Surroundings, surroundings


class ContactBlock(blocks.StaticBlock):
    class Meta:
        icon = "mail"
        label = _("contact details")
        description = _("How to reach the office, as the site settings have it.")
        admin_text = _("What stands here comes from Settings > Site settings > Around every page.")
        template = "blocks/contact.html"
        preview_value = None

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        request = context.get("request")
        around = surroundings(request, context.get("page")) if request else Surroundings()
        return {**context, "office": around.office}
