"""Connects what entries in calendars print to the age of those entries, each in a line of intent."""

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.signals import page_slug_changed, post_page_move

from projects.models import Theme

from .calendar.entries import keep_up
from .models import EventPage, Venue
from .models.identity import entries_may_differ


@receiver(entries_may_differ)
def events_saved(events, **kwargs):
    keep_up(events)


@receiver(page_slug_changed)
@receiver(post_page_move)
def address_changed(instance, **kwargs):
    keep_up(EventPage.objects.filter(path__startswith=instance.path))


@receiver(post_save, sender=Venue)
@receiver(post_save, sender=Theme)
def venue_or_theme_saved(instance, raw=False, **kwargs):
    if not raw:
        keep_up(instance.events.all())


@receiver(pre_delete, sender=Theme)
def theme_goes(instance, **kwargs):
    instance.left = list(instance.events.values_list("pk", flat=True))


@receiver(post_delete, sender=Theme)
def theme_went(instance, **kwargs):
    keep_up(EventPage.objects.filter(pk__in=instance.left))
