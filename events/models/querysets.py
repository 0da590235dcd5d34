from django.db import models
from django.db.models import Case, F, Prefetch, Q, When
from django.utils import timezone

from dog_site.core.figures import Scope
from dog_site.core.models import PageQuerySet
from dog_site.core.text import search_words
from projects.models import Organisation, Theme

from ..attendance import AttendanceRow, StatedAttendance
from ..moments import Precision, year_bounds
from .choices import Status

# Where an event that is coming stands in a list: a month or year of which no day is known closes that period.
_PLACE = Case(When(date_precision=Precision.EXACT, then=F("start")), default=F("end"))


class EventQuerySet(PageQuerySet):
    """Which events are meant. An event is upcoming until it is over; every event is upcoming or past."""

    def upcoming(self):
        """Not over yet, the first one first."""
        return self.filter(Q(end__gt=timezone.now()) | Q(end__isnull=True)).order_by(
            _PLACE.asc(nulls_last=True), F("start").asc(nulls_last=True), "pk"
        )

    def past(self):
        """Over, the latest one first; again without a day last in its period."""
        return self.filter(end__lte=timezone.now()).order_by("-start", "end", "-pk")

    def nearest_first(self):
        """What is coming, the first one first, and then what is past, the latest one first: for a short list."""
        is_past = Case(When(end__lte=timezone.now(), then=True), default=False, output_field=models.BooleanField())
        place = Case(When(is_past=True, then=None), default=_PLACE)
        return self.annotate(is_past=is_past).order_by(
            "is_past", place.asc(nulls_last=True), F("start").desc(nulls_last=True), "end", "-pk"
        )

    def newest_first(self):
        """Past and upcoming together, the latest one first, without a day last in its period."""
        return self.order_by(F("start").desc(nulls_first=True), "end", "-pk")

    def in_year(self, year):
        """Events that begin in `year`."""
        first, following = year_bounds(year)
        return self.filter(start__gte=first, start__lt=following)

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
                themes = Theme.objects.filter(counts_in_headline=kind == Scope.HEADLINE)
                return self.filter(
                    pk__in=self.model.themes.through.objects.filter(theme__in=themes).values("eventpage")
                )
            case "thema":
                return self.in_theme(key)
            case "project":
                return self.filter(project_links__project__slug=key)
        return None

    def matching(self, text):
        """Events with every word of `text` in the title, summary, place or organisations, or as a word in the text."""
        found = self
        for word in search_words(text):
            named = Organisation.objects.live().called(word)
            participants = self._participants.filter(Q(text__icontains=word) | Q(organisation__in=named))
            in_text = self.model.objects.only("pk").live().search(word, order_by_relevance=False)[:500]
            found = found.filter(
                Q(title__icontains=word)
                | Q(summary__icontains=word)
                | Q(venue__live=True, venue__name__icontains=word)
                | Q(pk__in=participants.values("event"))
                | Q(pk__in=[page.pk for page in in_text])
            )
        return found

    def took_place(self):
        """Past events that were not called off."""
        return self.past().exclude(status__in=[Status.CANCELLED, Status.POSTPONED])

    def attendance_rows(self):
        """What adding up visitors needs (attendance.py), in one query."""
        fields = ("path", "attendance", "attendance_wording", "attendance_max")
        for path, value, wording, value_max in self.order_by("path").values_list(*fields):
            known = value is not None
            yield AttendanceRow(path, StatedAttendance(value, wording, value_max, "", None) if known else None)

    def with_attendance(self):
        """Events of which a number of visitors is known."""
        return self.filter(attendance__isnull=False)

    def for_list(self):
        """With what a row of a list prints."""
        participants = self._participants.select_related("organisation")
        return self.select_related("venue").prefetch_related(
            Prefetch("themes", queryset=Theme.objects.filter(live=True)),
            Prefetch("participants", queryset=participants),
        )

    @property
    def _participants(self):
        return self.model.participants.rel.related_model.objects


class LinkQuerySet(models.QuerySet):
    """Links from events to something; the way by which rooms below find the events."""

    def events(self):
        """The public events behind these links, the latest one first."""
        event_page = self.model._meta.get_field("event").related_model
        return event_page.objects.filter(pk__in=self.values("event")).live().public().newest_first()
