"""What hangs on an event: who organises it and speaks, its programme, the projects it belongs to, photos."""

import uuid

from django.db import models
from django.db.models import Exists, F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from dog_site.core.constraints import FieldCheckConstraint
from dog_site.core.models import CleanText, collection_restrictions_above
from projects.models import Participation, ProjectPage

from .choices import EventRole
from .events import EventPage
from .moment_field import MomentField

SESSION_ENDS_FIRST = _(
    "The session ends before it starts. Does it end after midnight? Then write the next day as its end."
)


class EventParticipant(Orderable, Participation):
    """An organiser or partner, chosen from the same organisations as those of projects."""

    Role = EventRole

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="participants")
    role = models.CharField(max_length=20, choices=EventRole, default=EventRole.ORGANISER, verbose_name=_("role"))

    panels = [
        *Participation.panels[:-1],
        FieldPanel("role", help_text=_("Who organises it is named first; a partner helps or pays along.")),
    ]

    class Meta(Orderable.Meta, Participation.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("organiser or partner")
        verbose_name_plural = _("organisers and partners")


class EventSpeaker(Orderable, CleanText):
    """Somebody who speaks, as the programme announces them."""

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(max_length=120, verbose_name=_("name"), help_text=_("As the programme announces them."))
    role = models.CharField(
        max_length=120, blank=True, verbose_name=_("role"), help_text=_("Example: professor of data science.")
    )
    organisation = models.CharField(
        max_length=120, blank=True, verbose_name=_("organisation"), help_text=_("Example: Hanzehogeschool Groningen.")
    )

    panels = ["name", FieldRowPanel(["role", "organisation"])]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")

    def __str__(self):
        return self.name


class EventSession(Orderable, CleanText):
    """A part of the programme with its own time; it may end after midnight."""

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="sessions")
    # A calendar recognises the session by this after any change of time or title.
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    start = MomentField(verbose_name=_("start"), help_text=_("Day and time. Example: 2026-11-21 13:30."))
    end = MomentField(
        null=True,
        blank=True,
        verbose_name=_("end"),
        help_text=_("Empty when it is not known. After midnight: write the next day."),
    )
    title = models.CharField(max_length=200, verbose_name=_("title"))
    place = models.CharField(
        max_length=120, blank=True, verbose_name=_("room"), help_text=_("Within the venue. Example: Grote zaal.")
    )
    speaker_text = models.CharField(
        max_length=250,
        blank=True,
        verbose_name=_("speakers"),
        help_text=_("Who speaks in this session, with commas between the names."),
    )
    is_full = models.BooleanField(default=False, verbose_name=_("is full"))

    panels = [
        FieldPanel("title", help_text=_("Example: Opening by the mayor.")),
        FieldRowPanel([FieldPanel("start", help_text=_("Day and time. Example: 21-11-2026 13.30.")), "end"]),
        FieldRowPanel(["place", "speaker_text"]),
        FieldPanel("is_full", help_text=_("Ticked: visitors read that nobody can join this session any more.")),
    ]

    class Meta(Orderable.Meta):
        ordering = ["start", "sort_order", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            FieldCheckConstraint(
                field="end",
                condition=Q(end=None) | Q(end__gt=F("start")),
                name="session_ends_after_it_starts",
                violation_error_message=SESSION_ENDS_FIRST,
            )
        ]

    def __str__(self):
        return self.title


class LinkQuerySet(models.QuerySet):
    """Links from events to something, through which rooms below find the events."""

    def events(self):
        """The public events behind these links, the latest one first."""
        return EventPage.objects.filter(pk__in=self.values("event")).visible().newest_first()


class EventProject(Orderable):
    """A project that this event belongs to; the project's contributions are shown with the event."""

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="project_links")
    project = models.ForeignKey(
        ProjectPage, on_delete=models.CASCADE, related_name="event_links", verbose_name=_("project")
    )

    objects = LinkQuerySet.as_manager()

    panels = [FieldPanel("project", help_text=_("The page of a project. Example: that which pays for the hackathon."))]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("project of the event")
        verbose_name_plural = _("projects of the event")


class PhotoManager(models.Manager):
    def get_queryset(self):
        """Photos with their images and whether visitors may see those, in one query."""
        is_private = Exists(collection_restrictions_above("image__collection__path"))
        return super().get_queryset().select_related("image").annotate(is_private=is_private)


class EventPhoto(Orderable, CleanText):
    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        get_image_model_string(), on_delete=models.CASCADE, related_name="+", verbose_name=_("image")
    )
    caption = models.CharField(max_length=250, blank=True, verbose_name=_("caption"))

    objects = PhotoManager()

    panels = [
        FieldPanel("image", help_text=_("From the images of this site, or a new one that you upload in the window.")),
        FieldPanel("caption", help_text=_("What is to be seen. Example: The winners on the stage of the Forum.")),
    ]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    @property
    def picture(self):
        """The image, which need not ask for itself whether visitors may see it."""
        if hasattr(self, "is_private"):
            self.image.marked_private = self.is_private
        return self.image
