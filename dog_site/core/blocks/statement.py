"""The block that shows what the site settings declare about the accessibility of the site."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Site

from ..around.navigation import Surroundings, surroundings
from ..models import Compliance, SiteSettings

MEANINGS = {
    Compliance.FULL: _("A complete examination found that the site meets every requirement."),
    Compliance.PARTIAL: _("A complete examination found that the site does not meet every requirement yet."),
    Compliance.FIRST_STEPS: _("The first measures have been taken. A complete examination is still to be done."),
    Compliance.NONE: _("The site does not comply with the rules for accessibility."),
}


class AccessibilityStatementBlock(blocks.StaticBlock):
    class Meta:
        icon = "glasses"
        label = _("accessibility statement")
        description = _("The accessibility statement, as the site settings have it, and how to report a problem.")
        admin_text = _("What stands here comes from Settings > Site settings > Accessibility.")
        template = "blocks/accessibility_statement.html"
        preview_value = None

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        request = context.get("request")
        site = Site.find_for_request(request) if request else Site.objects.filter(is_default_site=True).first()
        statement = SiteSettings.of(site)
        around = surroundings(request, context.get("page")) if request else Surroundings()
        return {
            **context,
            "statement": statement,
            "meaning": MEANINGS.get(statement.accessibility_status, ""),
            "problems": statement.accessibility_problems.all(),
            "contact": around.contact,
        }
