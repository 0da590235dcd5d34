"""Whom a journalist may call: the press desk of the site settings, else the page that says how to reach the office."""

from dataclasses import dataclass

from wagtail.models import Page, Site

from dog_site.core.around.navigation import surroundings
from dog_site.core.kept import kept
from dog_site.core.models import SiteSettings
from dog_site.core.models.office import phone_in_one_piece, phone_link


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
        return phone_in_one_piece(self.phone)

    @property
    def phone_link(self) -> str:
        return phone_link(self.phone)


def press_contact(request, page) -> PressContact:
    """The press contact of the site."""
    site = Site.find_for_request(request)
    found = kept(f"press:{site.pk}", lambda: _desk(site)) if site else None
    name, email, phone = found or ("", "", "")
    contact = None if email or phone else surroundings(request, page).contact
    return PressContact(name, email, phone, contact)


def _desk(site):
    fields = ("press_name", "press_email", "press_phone")
    return SiteSettings.objects.filter(site=site).values_list(*fields).first()
