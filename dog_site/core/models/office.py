"""Who speaks on this site, how to reach them, and what others may do with what stands here."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..numbers.notation import NO_BREAK_SPACE

NO_BREAK_HYPHEN = "\u2011"
TELEPHONE = RegexValidator(r"^\+?[0-9(][0-9 ()-]{3,}[0-9]$", _("Write a telephone number like 050 123 45 67."))


class Licence(models.TextChoices):
    CC0 = "CC0", _("CC0: free to use")
    CC_BY = "CC BY 4.0", _("CC BY 4.0: free to use, with the sender's name")


LICENCES = {
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/deed.nl",
}


class Office(models.Model):
    """The office behind the site; what nobody filled in is shown nowhere."""

    sender = models.CharField(
        max_length=120,
        blank=True,
        verbose_name=_("sender"),
        help_text=_("Who is responsible for this site. Example: Gemeente Groningen."),
    )
    office_email = models.EmailField(
        blank=True,
        verbose_name=_("e-mail address of the office"),
        help_text=_("Everybody sees it, so one of a desk. Example: office@example.org."),
    )
    office_phone = models.CharField(
        max_length=25,
        blank=True,
        validators=[TELEPHONE],
        verbose_name=_("telephone number of the office"),
        help_text=_("Everybody sees it, so one of a desk. Example: 050 123 45 67."),
    )
    office_address = models.TextField(
        max_length=250,
        blank=True,
        verbose_name=_("where people can visit or write"),
        help_text=_("As on an envelope, one line below the other."),
    )
    licence = models.CharField(
        max_length=12,
        choices=Licence,
        blank=True,
        verbose_name=_("licence"),
        help_text=_("What others may do with texts and figures of this site. Empty: the site says nothing about it."),
    )

    class Meta:
        abstract = True

    @property
    def is_reachable(self) -> bool:
        return bool(self.office_email or self.office_phone or self.office_address)

    @property
    def phone_in_one_piece(self) -> str:
        return phone_in_one_piece(self.office_phone)

    @property
    def phone_link(self) -> str:
        return phone_link(self.office_phone)

    @property
    def licence_address(self) -> str:
        return LICENCES.get(self.licence, "")


def phone_in_one_piece(phone: str) -> str:
    """The number as it was written, kept on one line."""
    return phone.replace(" ", NO_BREAK_SPACE).replace("-", NO_BREAK_HYPHEN)


def phone_link(phone: str) -> str:
    """The number as a tel: link has it (RFC 3966): "+31 (0)50 367 91 11" is dialled without the zero."""
    digits = re.sub(r"[^0-9+]", "", re.sub(r"^(\+[0-9 ]+)\(0\)", r"\1", phone))
    return f"tel:{digits}" if digits else ""
