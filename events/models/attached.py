"""What hangs on an event: who organises it, the projects it belongs to, photos."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from projects.models import Participation, ProjectPage

from .choices import EventRole
from .events import EventPage


class EventParticipant(Orderable, Participation):
    """An organiser or partner, chosen from the same organisations as those of projects."""

    Role = EventRole

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="participants")
    role = models.CharField(max_length=20, choices=EventRole, default=EventRole.ORGANISER, verbose_name=_("role"))

    class Meta(Orderable.Meta, Participation.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("organiser or partner")
        verbose_name_plural = _("organisers and partners")


class LinkQuerySet(models.QuerySet):
    """Links from events to something; the way by which rooms below find the events."""

    def events(self):
        """The public events behind these links, the latest one first."""
        return EventPage.objects.filter(pk__in=self.values("event")).live().public().newest_first()


class EventProject(Orderable):
    """A project that this event belongs to; the project's contributions are shown with the event."""

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="project_links")
    project = models.ForeignKey(
        ProjectPage, on_delete=models.CASCADE, related_name="event_links", verbose_name=_("project")
    )

    objects = LinkQuerySet.as_manager()

    panels = ["project"]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("project of the event")
        verbose_name_plural = _("projects of the event")


class EventPhoto(Orderable):
    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        get_image_model_string(), on_delete=models.CASCADE, related_name="+", verbose_name=_("image")
    )
    caption = models.CharField(max_length=250, blank=True, verbose_name=_("caption"))

    panels = ["image", "caption"]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
