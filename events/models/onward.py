"""Where a visitor goes on to from an event: what is alike, and its place in the order of the agenda."""

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from dog_site.core.around.onward import Onward
from dog_site.core.lists.neighbours import after, before
from dog_site.core.models.pages import ONWARD

from ..moments import Precision
from .querysets import PLACE


def onward(event, part_of, themes: Collection[int]) -> Onward:
    """From `event`: others of the festival or series `part_of` (None: of none), then of these themes, at most five.

    The one before and the one after are of the same festival for a side event, else of the agenda; an event without a
    date has none. One query, because the page of an event makes many already.
    """
    found = _fetch(event, part_of, themes)
    within = [each for each in found if part_of and each.is_descendant_of(part_of)]
    together = within[:ONWARD]
    of_theme = [each for each in found if each.is_of_theme and each not in within][: ONWARD - len(together)]
    more = _("More of %(title)s") % {"title": part_of.title} if part_of else ""
    level = within if isinstance(part_of, type(event)) else found
    return Onward([(more, together), (_("Also in this theme"), of_theme)], *_beside(event, level))


def _fetch(event, part_of, themes):
    """What is alike and what stands beside it, the nearest first, each with whether it is of one of the themes."""
    events = type(event).objects.visible()
    by_themselves, of_themes = events.by_themselves(), type(event).themes.through.objects.filter(theme__in=themes)
    itself_and_above = [event.pk, *([part_of.pk] if part_of else [])]
    of_theme = by_themselves.filter(pk__in=of_themes.values("eventpage")).exclude(pk__in=itself_and_above)
    lists = [Q(pk__in=of_theme.nearest_first()[: 2 * ONWARD].values("pk"))] if themes else []
    if part_of:
        together = events.child_of(part_of).exclude(pk=event.pk)
        lists.append(Q(pk__in=together.nearest_first()[:ONWARD].values("pk")))
    if event.start_date:
        level = events.child_of(part_of) if isinstance(part_of, type(event)) else by_themselves
        beside = [rows(level.with_place(), _place(event)) for rows in (before, after)]
        lists += [Q(pk=Subquery(rows.values("pk"))) for rows in beside]
    if not lists:
        return []
    # Not of the visible ones once more: all of these lists are.
    found = type(event).objects.filter(reduce(or_, lists))
    found = found.annotate(is_of_theme=Exists(of_themes.filter(eventpage=OuterRef("pk"))))
    return list(found.nearest_first().defer_streamfields())


def _beside(event, level):
    """The events of `level` just before and after `event`; both are among those that were fetched, if they exist."""
    if not event.start_date:
        return None, None
    own = _key(event)
    placed = [each for each in level if each.start_date]
    return (
        max((each for each in placed if _key(each) < own), key=_key, default=None),
        min((each for each in placed if _key(each) > own), key=_key, default=None),
    )


def _key(event):
    return tuple(_place(event).values())


def _place(event):
    """Its keys in the order of the agenda; a month that is not known comes after December."""
    month = 13 if event.date_precision == Precision.YEAR else event.start_date.month
    has_no_day = int(event.date_precision != Precision.EXACT)
    keys = dict(zip(PLACE, (event.start_date.year, month, has_no_day), strict=True))
    return {**keys, "start": event.start, "pk": event.pk}
