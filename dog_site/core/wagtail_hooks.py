from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Site

from .accessibility import statement_of, statement_reminder
from .models import SiteSettings, today_in_groningen


class AccessibilityReminder(Component):
    """What whoever may edit the site settings has to do about the accessibility statement."""

    name = "accessibility_reminder"
    template_name = "core/accessibility_reminder.html"
    order = 50

    def __init__(self, sentence, site):
        self.sentence = sentence
        self.site = site

    def get_context_data(self, parent_context):
        [_around, accessibility] = SiteSettings.edit_handler.bind_to_model(SiteSettings).child_identifiers
        form = reverse("wagtailsettings:edit", args=["core", "sitesettings", self.site.pk])
        return {"sentence": self.sentence, "form": f"{form}#tab-{accessibility}"}


@hooks.register("construct_homepage_panels")
def remind_of_the_accessibility_statement(request, panels):
    site, policy = Site.find_for_request(request), SiteSettings.get_permission_policy()
    if not site or not policy.user_has_permission_for_instance(request.user, "change", site):
        return
    sentence = statement_reminder(statement_of(site), today_in_groningen())
    if sentence:
        panels.append(AccessibilityReminder(sentence, site))
