"""Whom a journalist may call: the press desk of the site settings, else the page that says how to reach the office."""

import re
from dataclasses import dataclass

from wagtail.models import Page, Site

from dog_site.core.around.navigation import surroundings
from dog_site.core.models import SiteSettings
from dog_site.core.numbers.notation import NO_BREAK_SPACE

NO_BREAK_HYPHEN = "\u2011"


@dataclass(frozen=True)
class PressContact:
    """A desk with an address or a number; `page` is the contact page, only where there is neither."""

    name: str = ""
    email: str = ""
    phone: str = ""
    page: Page | None = None

    def __bool__(self):
        return bool(self.email or self.phone or self.page)

    @property
    def phone_in_one_piece(self) -> str:
        """The number as it was written, kept on one line."""
        return self.phone.replace(" ", NO_BREAK_SPACE).replace("-", NO_BREAK_HYPHEN)

    @property
    def phone_link(self) -> str:
        """The number as a tel: link has it (RFC 3966): "+31 (0)50 367 91 11" is dialled without the zero."""
        digits = re.sub(r"[^0-9+]", "", re.sub(r"^(\+[0-9 ]+)\(0\)", r"\1", self.phone))
        return f"tel:{digits}" if digits else ""


def press_contact(request, page) -> PressContact:
    """The press contact of the site, in one query."""
    site = Site.find_for_request(request)
    fields = ("press_name", "press_email", "press_phone")
    found = SiteSettings.objects.filter(site=site).values_list(*fields).first() if site else None
    name, email, phone = found or ("", "", "")
    contact = None if email or phone else surroundings(request, page).contact
    return PressContact(name, email, phone, contact)
