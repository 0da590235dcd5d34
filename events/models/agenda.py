"""What an address asks of the agenda. The page, the month, the calendar file and the feeds all show these events."""

from django.core.validators import slug_re
from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast, ExtractYear, Substr
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from dog_site.core.kept import Keeping, kept
from projects.models import Theme

from ..filters import AGENDA, AS_MONTH, ONLINE, EventFilterForm, Link, Period
from .choices import Kind
from .events import EventPage
from .series import EventSeriesPage

# The filters whose options say how many events they give.
COUNTED = ("soort", "thema", "reeks", "online", "periode")

# The views of the agenda that move along with today, offered while there is anything to see.
SOON = (Period.TODAY, Period.WEEK, Period.MONTH)

# SQLite takes about 32.000 values in a query, and the query has these eleven times.
MOST_MATCHES = 1_000


class Agenda:
    """The public events that the query string `data` asks for; wrong values are left out, and `form` says so."""

    def __init__(self, data):
        self._all = EventPage.objects.visible()
        self._in_periods = {}
        themes, self._series, years = kept("agenda:choices", self._choices)
        self.form = EventFilterForm(
            data,
            kinds=Kind.choices,
            themes=themes,
            series=[(slug, title) for slug, title, _path in self._series],
            years=years,
        )
        # The slug of a theme is fixed once it was public; that of a series follows its page.
        self.form.renamed = {"reeks": _series_of_today}

    def _choices(self):
        series = EventSeriesPage.objects.visible().order_by("sort_key", "pk").values_list("slug", "title", "path")
        return list(Theme.objects.visible().values_list("slug", "name")), list(series), self._all.years()

    @cached_property
    def keep(self) -> Keeping:
        """Keeps what these filters give, on whichever page it is shown: it depends on no field of one."""
        return Keeping("agenda").within(self.form)

    @property
    def period(self) -> str:
        return self.form.values.get("periode", Period.COMING)

    @property
    def query(self) -> str:
        """The filters as the end of an address, which gives the same events as a calendar file or a feed."""
        return self.form.query(*self.form.kept)

    @cached_property
    def has_coming(self) -> bool:
        """Whether anything is planned at all."""
        return kept("agenda:has_coming", lambda: self._all.upcoming().exists())

    @property
    def is_month(self) -> bool:
        """Whether it is shown as a month; the month is the period then."""
        return self.form.values.get("weergave") == AS_MONTH

    def all(self):
        """Every public event."""
        return self._all

    def events(self):
        """The events that pass all filters, in the order of the list: the next one first, or the latest past one."""
        return _in_period(self.narrowed(), self.period)

    def narrowed(self, *without: str):
        """The events that pass all filters but the period and those `without`, in no order."""
        asked = {name: value for name, value in self.form.values.items() if name not in without}
        events = self._all
        if kind := asked.get("soort"):
            events = events.of_kind(kind)
        if theme := asked.get("thema"):
            events = events.in_theme(theme)
        if series := asked.get("reeks"):
            events = events.filter(path__startswith=self._path_of(series))
        if asked.get("online"):
            events = events.online()
        if words := asked.get("q"):
            events = events.matching(words) if self._matches is None else events.filter(pk__in=self._matches)
        return events

    @cached_property
    def _matches(self) -> list[int] | None:
        """The events with the words that were asked for, looked up once, because counting needs them ten times.

        None when there are too many to hand to the database as a list; then nothing is counted.
        """
        found = self._all.matching(self.form.values["q"]).order_by("pk").values_list("pk", flat=True)
        found = list(found[: MOST_MATCHES + 1])
        return found if len(found) <= MOST_MATCHES else None

    def count_options(self, month=None, shown: str | None = None) -> None:
        """Write behind each option of the form how many events it gives with the other filters: one query.

        They are counted within the period that is `shown` (None: the one asked for), or within the month that begins on
        `month`.
        """
        if "q" in self.form.values and self._matches is None:
            return
        counts = self.keep(f"counts:{month}:{shown}", lambda: self._counts(month, shown))
        self._in_periods = counts.get("periode", {})
        self.form.show_counts(counts)

    def _counts(self, month, shown):
        def within(events):
            return events.in_month(month) if month else _in_period(events, self.period if shown is None else shown)

        tallies = [
            _count_options("soort", within(self.narrowed("soort")), F("kind")),
            _count_options("thema", within(self.narrowed("thema")), F("themes__slug")),
            _count_options("online", within(self.narrowed("online")).online(), Value(ONLINE)),
        ]
        if self._series:
            to_series = Substr("path", 1, len(self._series[0][2]))
            tallies.append(_count_options("reeks", within(self.narrowed("reeks")), to_series))
        if not month:
            of_year = Cast(ExtractYear("start_date"), CharField())
            tallies.append(_count_options("periode", self.narrowed(), of_year))
            tallies += [
                _count_options("periode", _in_period(self.narrowed(), period), Value(period.value)) for period in Period
            ]
        slugs = {path: slug for slug, _title, path in self._series}
        counts = {name: dict.fromkeys(self._options(name), 0) for name in COUNTED if name in self.form.fields}
        for name, option, number in tallies[0].union(*tallies[1:], all=True):
            if (value := slugs.get(option, option)) in counts[name]:
                counts[name][value] = number
        return counts

    @property
    def views(self) -> list[Link]:
        """The views of these events for visitors: coming, soon, past, and as a month."""
        soon = [Period.COMING, *(each for each in SOON if self._offers(each)), Period.PAST]
        views = [self._view(period.label, not self.is_month and self.period == period, period) for period in soon]
        month = f"{AGENDA}{self.form.query('periode', weergave=AS_MONTH)}"
        return [*views, Link(_("in a month calendar"), month, self.is_month)]

    def _offers(self, period):
        """Whether anything is on in that period with these filters, as far as it was counted; else whether at all."""
        if self.period == period:
            return True
        return bool(self._in_periods[period]) if self._in_periods else self.has_coming

    def _view(self, label, is_current, period):
        query = self.form.query("weergave", "maand", *([] if period else ["periode"]), periode=period.value)
        return Link(label, f"{AGENDA}{query}", is_current)

    def _options(self, name):
        """The options of a filter, without the empty one, except for the period: there it means coming events."""
        return [value for value, _label in self.form.fields[name].choices if value or name == "periode"]

    def _path_of(self, slug):
        return next(path for found, _title, path in self._series if found == slug)


def _series_of_today(slug):
    """The slug of the public series that once had this one, by the redirect that its page left."""
    if not slug_re.match(slug):
        return None
    moved = EventSeriesPage.objects.visible().filter(redirect__old_path=f"{AGENDA}{slug}")
    return moved.values_list("slug", flat=True).order_by("pk").first()


def _in_period(events, period):
    match period:
        case Period.COMING:
            return events.upcoming()
        case Period.PAST:
            return events.past()
        case Period.TODAY:
            return events.today()
        case Period.WEEK:
            return events.this_week()
        case Period.MONTH:
            return events.this_month()
        case year:
            return events.in_year(int(year)).newest_first()


def _count_options(name, events, option):
    """Rows of (name, option, number of events), without ordering, which would split the groups."""
    counted = events.order_by().annotate(filter_name=Value(name, output_field=CharField()), option=option)
    return (
        counted.values("filter_name", "option")
        .annotate(number=Count("pk", distinct=True))
        .values_list("filter_name", "option", "number")
    )
