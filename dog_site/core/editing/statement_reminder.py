"""The accessibility statement of a site: where it is kept, and when it needs attention."""

import calendar
import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from ..kept import kept
from ..models import SiteSettings, today_in_groningen
from .attention import Kind, Rule, Thing
from .roles import COORDINATION

# A statement has to be updated every year; the last month is there to do it.
FRESH_MONTHS = 11


def statement_reminder(statement: SiteSettings, today: datetime.date) -> str:
    """What has to be done about the statement, as a sentence; empty while it is younger than eleven months."""
    if not statement.has_accessibility_statement:
        return _(
            "This site has no accessibility statement. Have the site examined, draw the statement up in the "
            "government's register, and fill in its status, date and address."
        )
    if today <= months_later(statement.accessibility_updated_on, FRESH_MONTHS):
        return ""
    return _(
        "The accessibility statement is older than 11 months. Update it in the government's register within a year "
        "of its date, and fill in the new date."
    )


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day some calendar months later, or the last day of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def the_site() -> Site | None:
    return kept("site:default", lambda: Site.objects.filter(is_default_site=True).first())


def the_settings() -> SiteSettings:
    return kept("settings:default", lambda: SiteSettings.of(the_site()))


def may_change_the_settings(user) -> bool:
    site, policy = the_site(), SiteSettings.get_permission_policy()
    return site is not None and policy.user_has_permission_for_instance(user, "change", site)


def tab_of_the_settings(number: int) -> str:
    tabs = SiteSettings.edit_handler.bind_to_model(SiteSettings).child_identifiers
    return f"{reverse('wagtailsettings:edit', args=['core', 'sitesettings', the_site().pk])}#tab-{tabs[number]}"


class StatementIsOld(Rule):
    name = "accessibility_statement"
    kind = Kind.SITE
    owner = COORDINATION
    of_many = ""
    action = gettext_lazy("Open the site settings")

    def is_for(self, user):
        return may_change_the_settings(user)

    def things(self, user):
        statement = the_settings()
        if sentence := statement_reminder(statement, today_in_groningen()):
            title, since = _("Accessibility statement"), statement.accessibility_updated_on
            yield Thing("", title, tab_of_the_settings(1), since, sentence)
