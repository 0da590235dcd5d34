"""What an editor starts in the agenda (core/editing/starters.py)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dog_site.core.blocks.outline import outline
from dog_site.core.editing.starters import Start, new_page

from .models import EventIndexPage, EventPage, Kind


def _begin(page):
    page.body = outline(_("What you will do"), _("For whom"))


def _begin_hackathon(page):
    page.kind = Kind.HACKATHON
    page.body = outline(_("The challenge"), _("Who can take part"), _("What you can win"), _("Good to know"))


def _begin_festival(page):
    page.kind = Kind.FESTIVAL
    page.body = outline(_("What there is to do"), _("For whom"), _("How to get there"))


def _start(name, label, fill, **rows):
    return Start(name, label, new_page(EventPage, EventIndexPage, name), fill, rows)


STARTS = (
    _start("event", gettext_lazy("Event of one day"), _begin),
    _start("hackathon", gettext_lazy("Hackathon"), _begin_hackathon, sessions=2),
    _start("festival", gettext_lazy("Festival with a programme"), _begin_festival, sessions=3),
)
