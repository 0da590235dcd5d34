"""How long something has needed attention, in words."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# From so many days on months are counted, and from so many months on the year is named.
DAYS, MONTHS, DAYS_OF_A_MONTH = 60, 24, 30


def age(since: datetime.date | datetime.datetime | None, today: datetime.date) -> str:
    """ "3 days", "8 months" or "since 2018"; empty when nobody knows since when, or it is still to come."""
    if since is None:
        return ""
    day = timezone.localdate(since) if isinstance(since, datetime.datetime) else since
    days = (today - day).days
    if days < 0:
        return ""
    if days == 0:
        return _("today")
    if days < DAYS:
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    months = days // DAYS_OF_A_MONTH
    if months < MONTHS:
        return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}
    return _("since %(year)s") % {"year": day.year}
