"""What the site settings have to say before the site goes public: whose it is, how to reach them, who may use it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import SiteSettings
from .attention import Rule
from .statement_reminder import may_change_the_settings, tab_of_the_settings, the_site


def missing(settings) -> list[str]:
    """What nobody filled in yet, as a visitor misses it."""
    known = {
        _("who the sender is"): settings.sender,
        _("how to reach the office"): settings.is_reachable,
        _("which licence texts and figures have"): settings.licence,
    }
    return [name for name, value in known.items() if not value]


def _sentence(_user):
    names = missing(SiteSettings.of(the_site()))
    return _("Visitors look for this and do not find it: %(names)s.") % {"names": ", ".join(names)} if names else ""


LAUNCH_RULE = Rule(
    name="before_launch",
    is_for=may_change_the_settings,
    find=_sentence,
    action=gettext_lazy("Open the site settings"),
    address=lambda: tab_of_the_settings(0),
)
