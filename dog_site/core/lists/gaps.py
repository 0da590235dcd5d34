"""What a page does not know, told in one sentence instead of fact by fact. Amounts are another matter (R3, R4)."""

from collections.abc import Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _


def not_in_the_source(names: Sequence[str]) -> str:
    """ "De bron noemt geen looptijd, status of partners."; empty without names."""
    return _("The source names no %(facts)s.") % {"facts": get_text_list(names, _("or"))} if names else ""


def not_known(names: Sequence[str], *, yet: bool) -> str:
    """ "Nog niet bekend: plaats en organisator."; without "nog" what nobody expects any more; empty without names."""
    words = _("Not known yet: %(facts)s.") if yet else _("Not known: %(facts)s.")
    return words % {"facts": get_text_list(names, _("and"))} if names else ""
