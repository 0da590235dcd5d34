from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from dog_site.core import figures
from dog_site.core.around.navigation import surroundings
from dog_site.core.blocks import BodyBlock
from dog_site.core.figures import Metric
from dog_site.core.images.patterns import Tint
from dog_site.core.kept import keeping
from dog_site.core.lists.gaps import not_known
from dog_site.core.models import BasePage, WithImage
from dog_site.core.numbers.counts import CountField
from dog_site.core.numbers.wordings import Wording
from projects.models import ProjectPage, Theme

from ..attendance import StatedAttendance
from ..moments import Precision, When, clock
from ..structured_data import of_event
from .choices import AttendanceMode, EventRole, Kind, Registration, Status
from .constraints import CONSTRAINTS
from .dates import Dated
from .form import EventPageForm
from .identity import CalendarIdentity
from .moment_field import MomentField
from .onward import onward
from .panels import PLAN_PANELS, REPORT_PANELS, event_edit_handler
from .programme import programme
from .querysets import EventQuerySet
from .venues import Venue

# The file of such an event would have the address of the file of the whole agenda or series: /agenda/agenda.ics.
CALENDAR_SLUG = "agenda"


class EventPage(Dated, CalendarIdentity, WithImage, BasePage):
    """A hackathon, conference, workshop or festival: when, where, for whom, and afterwards how it went."""

    parent_page_types = ["events.EventIndexPage", "events.EventSeriesPage", "events.EventPage"]
    subpage_types = ["events.EventPage"]
    left_out_of_copies = _("The copy is another event in the calendars of visitors: give it its own date.")
    page_description = _("A hackathon, conference, workshop or festival: when, where, and afterwards how it went.")

    kind = models.CharField(max_length=20, choices=Kind, blank=True, verbose_name=_("kind of event"))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    themes = ParentalManyToManyField(Theme, blank=True, related_name="events", verbose_name=_("themes"))
    audience = models.CharField(
        max_length=120,
        blank=True,
        verbose_name=_("for whom"),
        help_text=_("Example: pupils and students. Leave empty when it is for everybody or not known."),
    )
    language = models.CharField(
        max_length=10,
        blank=True,
        choices=[("nl", _("Dutch")), ("en", _("English")), ("nl-en", _("Dutch and English"))],
        verbose_name=_("language of the event"),
    )

    status = models.CharField(max_length=20, choices=Status, default=Status.PLANNED, verbose_name=_("status"))
    status_note = models.CharField(
        max_length=250,
        blank=True,
        verbose_name=_("what visitors should know"),
        help_text=_("Required when it is cancelled. Example: Because of the storm. Tickets are paid back."),
    )
    previous_start_date = models.DateField(
        null=True,
        blank=True,
        verbose_name=_("earlier start date"),
        help_text=_("When it was moved or postponed: the date it had before."),
    )

    attendance_mode = models.CharField(
        max_length=20, choices=AttendanceMode, default=AttendanceMode.ON_SITE, verbose_name=_("how to take part")
    )
    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("venue")
    )
    online_url = models.URLField(
        blank=True, verbose_name=_("address online"), help_text=_("Where anybody can follow it.")
    )

    price = models.CharField(
        max_length=120, blank=True, verbose_name=_("price"), help_text=_("Example: € 25, students € 10.")
    )
    is_free = models.BooleanField(default=False, verbose_name=_("is free"))
    registration = models.CharField(
        max_length=20, choices=Registration, default=Registration.NONE, verbose_name=_("registration")
    )
    registration_url = models.URLField(blank=True, verbose_name=_("address of the registration"))
    registration_closes = MomentField(null=True, blank=True, verbose_name=_("registration closes"))
    capacity = CountField(
        null=True, blank=True, verbose_name=_("places"), help_text=_("How many people can come. Example: 150.")
    )
    is_full = models.BooleanField(default=False, verbose_name=_("is full"))

    report = StreamField(BodyBlock(), blank=True, verbose_name=_("report"))
    video_url = models.URLField(
        blank=True, verbose_name=_("address of the video"), help_text=_("A link; the video is not shown on this site.")
    )
    video_transcript = models.TextField(
        blank=True,
        verbose_name=_("text of the video"),
        help_text=_(
            "What is said and shown, for people who cannot hear or see it. Plain text, an empty line between parts."
        ),
    )
    attendance = CountField(
        null=True, blank=True, verbose_name=_("number of visitors"), help_text=_("Example: 1.600. Empty: not known.")
    )
    attendance_wording = models.CharField(
        max_length=20,
        choices=Wording,
        default=Wording.EXACTLY,
        verbose_name=_("wording"),
        help_text=_("As the source says it: “ruim 1.600” is “just over”, “> 1.500” is “more than”."),
    )
    attendance_max = CountField(null=True, blank=True, verbose_name=_("up to"), help_text=_("Only for “between”."))
    attendance_source = models.TextField(
        blank=True,
        verbose_name=_("source of the number"),
        help_text=_("Where and how it is stated, one source per line. Example: annex 1, row 19: ‘ruim 1.600’."),
    )

    objects = PageManager.from_queryset(EventQuerySet)()

    content_panels = [*BasePage.content_panels, *PLAN_PANELS]
    base_form_class = EventPageForm
    edit_handler = event_edit_handler(content_panels, REPORT_PANELS)
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("report"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = CONSTRAINTS

    def clean(self):
        super().clean()
        if self.slug == CALENDAR_SLUG:
            raise ValidationError({"slug": _("The calendar file has this address. Write another one.")})

    @classmethod
    def can_create_at(cls, parent):
        """Side events are one level deep."""
        return super().can_create_at(parent) and not _is_side_event(parent)

    def can_move_to(self, parent):
        deepest = isinstance(parent.specific_deferred, EventPage) and self.get_children().exists()
        return super().can_move_to(parent) and not _is_side_event(parent) and not deepest

    def get_context(self, request, *args, **kwargs):
        shown = keeping(self, request)("shown", lambda: self._shown(request))
        return {**super().get_context(request, *args, **kwargs), **shown}

    def _shown(self, request):
        projects = [link.project_id for link in self.project_links.all()]
        projects = list(
            ProjectPage.objects.filter(pk__in=projects).visible().order_by("sort_key", "pk").defer_streamfields()
        )
        amounts = figures.for_projects([Metric.CONTRIBUTION, Metric.PROJECT_SIZE], [project.pk for project in projects])
        themes = [theme.pk for theme in self.themes.all()]
        themes = list(Theme.objects.visible().with_page().filter(pk__in=themes))
        part_of = self._part_of(request)
        photos = list(self.photos.all())
        models.prefetch_related_objects(photos, "image__renditions")
        return {
            "part_of": part_of,
            "festival_off": part_of if isinstance(part_of, EventPage) and part_of.is_off else None,
            "funding": [(project, amounts.get(project.pk, {})) for project in projects],
            "programme": programme(self.sessions.all(), self._side_events),
            "side_events": self._side_events,
            "speakers": self._speakers,
            "organisers": self._organisers,
            "gaps": self._gaps,
            "partners": [p for p in self._participants if p.role == EventRole.PARTNER],
            "live_themes": themes,
            "tint": themes[0].tint if themes else Tint.GREY,
            "photos": photos,
            "news": list(self.news_links.news().defer_streamfields().few()) if self.pk else [],
            "onward": onward(self, part_of, [theme.pk for theme in themes]) if self.pk else None,
        }

    @property
    def _gaps(self):
        """What visitors look for and do not find, in a sentence. A date to be decided is told where the date stands."""
        missing = {
            _("precise date"): self.when.is_known and not self.when.is_exact,
            _("place"): not self.public_venue and self.attendance_mode != AttendanceMode.ONLINE,
            _("organiser"): not self._organisers,
        }
        names = [str(name) for name, is_missing in missing.items() if is_missing]
        return not_known(names, yet=not self.has_ended)

    def structured_data(self, request):
        return of_event(
            self,
            request,
            part_of=self._part_of(request),
            side_events=self._side_events,
            organisers=self._organisers,
            speakers=self._speakers,
        )

    @property
    def default_description(self):
        parts = [self.when.words, self.public_venue.place if self.public_venue else ""]
        return f"{self.title}: {', '.join(part for part in parts if part)}."

    @property
    def date_words(self):
        return self.when.words

    @property
    def scope(self):
        """The key under which this event's visitors are known: its address below the agenda, which is unique."""
        return f"evenement:{'/'.join(self.url_path.strip('/').split('/')[2:])}"

    @property
    def stated_attendance(self) -> StatedAttendance | None:
        if self.attendance is None:
            return None
        year = self.start_date.year if self.start_date else None
        return StatedAttendance(self.attendance, self.attendance_wording, self.attendance_max, self.scope, year)

    @property
    def attendance_sources(self) -> list[str]:
        return [line.strip() for line in self.attendance_source.splitlines() if line.strip()]

    @property
    def status_mark(self):
        return Status(self.status).mark

    @property
    def when_in_calendars(self) -> When | None:
        """Its day in calendars; the old one while nobody knows the new one, so that nobody finds a closed door."""
        if self.when.is_exact:
            return self.when
        is_held = self.status == Status.POSTPONED and self.previous_start_date
        return When(Precision.EXACT, self.previous_start_date) if is_held else None

    @property
    def registration_closes_words(self) -> str:
        """ "14 mei 2027, 12.00"."""
        at = self.registration_closes
        return f"{date_format(timezone.localdate(at), 'j F Y')}, {clock(at)}" if at else ""

    @property
    def is_off(self) -> bool:
        return self.status in (Status.CANCELLED, Status.POSTPONED)

    @property
    def public_venue(self):
        """The place to go to; None for an event that is online only, or while the venue is a draft."""
        is_place = self.attendance_mode != AttendanceMode.ONLINE
        return self.venue if is_place and self.venue and self.venue.is_visible else None

    @property
    def registration_is_open(self) -> bool:
        """Whether somebody can still register: not over, not called off, not full and not closed."""
        closed = self.registration_closes is not None and self.registration_closes <= timezone.now()
        return self.registration == Registration.ELSEWHERE and not (
            self.has_ended or self.is_off or self.is_full or closed
        )

    @property
    def shows_registration(self) -> bool:
        """Whether there is anything to say about registering: that it is open, closed or full."""
        asked = self.registration == Registration.ELSEWHERE or self.is_full
        return asked and not (self.has_ended or self.is_off)

    def _part_of(self, request):
        """The public festival or series this event is in; None for an event directly in the agenda."""
        above = [page for page in surroundings(request, self).ancestors if self.path[: -self.steplen] == page.path]
        parent = above[0].specific_deferred if above else None
        if isinstance(parent, EventPage):
            return above[0].specific  # the page also tells its status and dates
        return parent if getattr(parent, "is_series", False) else None

    # Rows that both the page and its structured data need are fetched once.

    @cached_property
    def _participants(self):
        return [found for found in self.participants.select_related("organisation") if found.name]

    @property
    def _organisers(self):
        return [found for found in self._participants if found.role == EventRole.ORGANISER]

    @cached_property
    def _speakers(self):
        return list(self.speakers.all())

    @cached_property
    def _side_events(self):
        side_events = EventPage.objects.child_of(self).visible() if self.numchild else EventPage.objects.none()
        return list(side_events.for_list(participants=False).defer_streamfields().earliest_first())


def _is_side_event(page):
    """Whether `page` is an event within another event."""
    if not issubclass(page.specific_class, EventPage) or not page.path:
        return False
    return issubclass(page.get_parent().specific_class, EventPage)
