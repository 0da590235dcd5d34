import datetime

from django.db import models
from django.db.models import Case, F, Max, Min, Prefetch, Q, When
from django.db.models.functions import ExtractMonth, ExtractYear, Length, Substr
from django.utils import timezone
from wagtail.models import Page

from dog_site.core.figures import Scope
from dog_site.core.models import PageQuerySet, published
from dog_site.core.search.ask import terms_of
from projects.models import Organisation, Theme

from ..attendance import AttendanceRow, StatedAttendance
from ..moments import ONE_DAY, Precision, moment, next_month, year_bounds
from .choices import AttendanceMode, Status

# An event that ends at midnight is over on the day before.
INSTANT = datetime.timedelta(microseconds=1)
# What a calendar holds of the past, and how many events at most.
DAYS_BACK = 90
MOST_ENTRIES = 500
# Names for the first keys of the order of the agenda; the moment and the primary key come after them.
PLACE = ("begins_in_year", "begins_in_month", "has_no_day")


class EventQuerySet(PageQuerySet):
    """Rules that select events. An event is upcoming until it is over; every event is upcoming or past."""

    def upcoming(self):
        """Events that are not over yet, the first one first."""
        return self.filter(Q(end__gt=timezone.now()) | Q(end__isnull=True)).earliest_first()

    def past(self):
        """Events that are over, the latest one first; one without a day comes last in its period."""
        return self.filter(end__lte=timezone.now()).newest_first()

    def nearest_first(self):
        """Coming events, the first one first, then past ones, the latest one first: for a short list."""
        is_past = Case(When(end__lte=timezone.now(), then=True), default=False, output_field=models.BooleanField())
        coming = [Case(When(is_past=False, then=key)).asc(nulls_last=True) for key in _earliest_first()]
        return self.annotate(is_past=is_past).order_by("is_past", *coming, *_latest_first())

    def earliest_first(self):
        """Past and upcoming together, first one first; without a day last in its period, without a date at the end."""
        return self.order_by(*(key.asc(nulls_last=True) for key in _earliest_first()))

    def newest_first(self):
        """Past and upcoming together, the latest one first; one without a day is last in its period."""
        return self.order_by(*_latest_first())

    def with_place(self):
        """Events with a date, with the names of the keys by which `earliest_first` puts them in order."""
        keys = dict(zip(PLACE, _earliest_first(), strict=False))
        return self.filter(start_date__isnull=False).annotate(**keys)

    def by_themselves(self):
        """Events that are no side event of another."""
        return self._with_path_above().exclude(above__in=self.model.objects.values("path"))

    def in_year(self, year):
        """Events that begin in `year`."""
        first, following = year_bounds(year)
        return self.filter(start__gte=first, start__lt=following)

    def years(self) -> list[int]:
        """The years in which these events begin, the latest first."""
        dated = self.filter(start_date__isnull=False).annotate(year=ExtractYear("start_date"))
        return list(dated.order_by("-year").values_list("year", flat=True).distinct())

    def on(self, first_day, last_day):
        """Events between the two days, both included, whose day is known; the first one first."""
        exact = self.filter(date_precision=Precision.EXACT)
        return exact.overlapping(moment(first_day), moment(last_day + ONE_DAY)).earliest_first()

    def overlapping(self, first, following):
        """Events under way at some moment from `first` on and before `following`; one without a length counts too."""
        return self.filter(start__lt=following).filter(Q(end__gt=first) | Q(start__gte=first))

    def today(self):
        today = timezone.localdate()
        return self.on(today, today)

    def this_week(self):
        """Events from Monday up to and including Sunday."""
        monday = timezone.localdate() - timezone.localdate().weekday() * ONE_DAY
        return self.on(monday, monday + 6 * ONE_DAY)

    def in_month(self, first_day):
        """Events in the month of `first_day`, including those of which only the month is known."""
        known = self.exclude(date_precision=Precision.YEAR)
        return known.overlapping(moment(first_day), moment(next_month(first_day))).earliest_first()

    def months_around(self, first_day):
        """The nearest months before and after that of `first_day` with something in them; None when there is none."""
        first, following = moment(first_day), moment(next_month(first_day))
        found = self.exclude(date_precision=Precision.YEAR).aggregate(
            before=Max("end", filter=Q(start__lt=first)),
            goes_on=Max("end", filter=Q(start__lt=following, end__gt=following)),
            after=Min("start", filter=Q(start__gte=following)),
        )
        before = min(found["before"], first) - INSTANT if found["before"] else None
        after = following if found["goes_on"] else found["after"]
        return tuple(at and _first_of_month(at) for at in (before, after))

    def month_bounds(self):
        """The first and the last month in which something is on; None without any."""
        found = self.exclude(date_precision=Precision.YEAR).aggregate(first=Min("start"), last=Max("end"))
        return found["first"] and (_first_of_month(found["first"]), _first_of_month(found["last"] - INSTANT))

    def this_month(self):
        return self.in_month(timezone.localdate().replace(day=1))

    def online(self):
        return self.filter(attendance_mode__in=[AttendanceMode.ONLINE, AttendanceMode.BOTH])

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def in_theme(self, slug):
        return self.filter(themes__slug=slug)

    def in_scope(self, scope):
        """Events behind the visitors of a scope of the registry of figures; None for a scope that has no events."""
        kind, _colon, key = scope.partition(":")
        match kind:
            case Scope.ALL:
                return self
            case Scope.HEADLINE | Scope.OTHER:
                in_headline = Q(pk__in=self.model.objects.filter(themes__counts_in_headline=True).values("pk"))
                return self.filter(in_headline if kind == Scope.HEADLINE else ~in_headline)
            case "thema":
                return self.in_theme(key)
            case "project":
                linked = self.model.objects.filter(project_links__project__slug=key)
                return self.filter(pk__in=linked.values("pk"))
        return None

    def of_organisations(self, organisations):
        """Events that one of `organisations` organises or takes part in."""
        taking_part = self._participants.filter(organisation__in=organisations)
        return self.filter(pk__in=taking_part.values("event"))

    def matching(self, text):
        """Events with every word of `text`, or what stands for it, in their texts, place or names of who takes part."""
        found = self
        for term in terms_of(text):
            named = Organisation.objects.visible().called(term.text)
            in_words = term.within(self._participants.model)
            participants = self._participants.filter(Q(pk__in=in_words) | Q(organisation__in=named))
            venues = self.model.venue.field.related_model
            found = found.filter(
                Q(pk__in=term.within(self.model))
                | Q(published("venue"), venue__in=term.within(venues))
                | Q(pk__in=participants.values("event"))
            )
        return found

    def took_place(self):
        """Past events that were not called off, by themselves or with their festival."""
        off = self.model.objects.filter(status__in=[Status.CANCELLED, Status.POSTPONED])
        found = self._with_path_above()
        return found.past().exclude(pk__in=off.values("pk")).exclude(above__in=off.values("path"))

    def with_day_in_calendars(self, today):
        """Events with a day; one that was postponed and has no new one until its old day is over."""
        return self.filter(Q(date_precision=Precision.EXACT, start__isnull=False) | _held(today))

    def in_calendar(self, today):
        """What a calendar holds on that day: events with a day, 90 days back and all ahead, at most 500.

        The nearest go first: what is coming, and then what is past, the latest one first. What was cancelled stays
        until the day on which it would have ended is over. Moments within the day make no difference.
        """
        began, cancelled = moment(today), self.model.objects.visible().filter(status=Status.CANCELLED).values("path")
        exact = Q(date_precision=Precision.EXACT, end__gt=moment(today - DAYS_BACK * ONE_DAY))
        is_past = Case(When(_held(today), then=0), When(end__lte=began, then=1), default=0)
        found = self.filter(exact | _held(today))._with_path_above().annotate(is_past=is_past)
        found = found.exclude(Q(status=Status.CANCELLED) | Q(above__in=cancelled), end__lte=began)
        nearest = [Case(When(is_past=0, then=F("start"))).asc(nulls_first=True), F("start").desc(), F("pk").asc()]
        return found.order_by("is_past", *nearest)[:MOST_ENTRIES]

    def attendance_rows(self):
        """What adding up visitors needs (attendance.py), in one query."""
        fields = ("path", "attendance", "attendance_wording", "attendance_max")
        for path, value, wording, value_max in self.order_by("path").values_list(*fields):
            known = value is not None
            yield AttendanceRow(path, StatedAttendance(value, wording, value_max, "", None) if known else None)

    def for_list(self, *, themes=True, participants=True):
        """Events with what a row of a list prints; a list without themes or participants says so."""
        found = self.select_related("venue")
        if themes:
            found = found.prefetch_related(Prefetch("themes", queryset=Theme.objects.visible()))
        if participants:
            with_names = self._participants.select_related("organisation")
            found = found.prefetch_related(Prefetch("participants", queryset=with_names))
        return found

    def paths_above(self):
        """The tree paths of the pages directly above these events."""
        return self.order_by()._with_path_above().values("above")

    def _with_path_above(self):
        return self.annotate(above=Substr("path", 1, Length("path") - Page.steplen))

    @property
    def _participants(self):
        return self.model.participants.rel.related_model.objects


def _earliest_first():
    """Keys that put events under their months (moments.py), and one without a day or month last in its period.

    The moments cannot do that: a December and its whole year end together, and "May and June" belongs to May.
    """
    return [ExtractYear("start_date"), _month(13), _HAS_NO_DAY, F("start"), F("pk")]


def _latest_first():
    year, month, has_no_day, start, pk = ExtractYear("start_date"), _month(0), _HAS_NO_DAY, F("start"), F("pk")
    return [year.desc(nulls_first=True), month.desc(), has_no_day.asc(), start.desc(), pk.desc()]


def _held(today):
    """Postponed, without a new day, and the old day is not over."""
    has_no_day = ~Q(date_precision=Precision.EXACT) | Q(start__isnull=True)
    return Q(has_no_day, status=Status.POSTPONED, previous_start_date__gte=today)


def _first_of_month(at):
    return timezone.localdate(at).replace(day=1)


def _month(unknown):
    return Case(When(date_precision=Precision.YEAR, then=unknown), default=ExtractMonth("start_date"))


_HAS_NO_DAY = Case(When(date_precision=Precision.EXACT, then=0), default=1)
