"""The block that shows how to reach the office, as the site settings have it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Site

from ..models import SiteSettings
from ..models.office import phone_in_one_piece, phone_link


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
        site = Site.find_for_request(request) if request else Site.objects.filter(is_default_site=True).first()
        office = SiteSettings.of(site)
        phone = office.office_phone
        return {**context, "office": office, "phone": phone_in_one_piece(phone), "phone_link": phone_link(phone)}
