"""Each entry in calendars keeps the number and the moment that it has; what it says is read when it is next asked for."""

import datetime

from django.db import migrations
from django.utils import timezone

LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
STEP = 4  # characters of a path per level of the tree


def keep_age(apps, schema_editor):
    events = {event.path: event for event in apps.get_model("events", "EventPage").objects.select_related("venue")}
    now = timezone.now()

    def age_of(event):
        festival = events.get(event.path[:-STEP])
        if festival and not (festival.live and (festival.expire_at is None or festival.expire_at > now)):
            festival = None
        published = [about.last_published_at for about in (event, event.venue, festival) if about]
        return max(filter(None, published), default=LONG_AGO)

    entry = apps.get_model("events", "CalendarEntry")
    entry.objects.bulk_create(
        [entry(event=event, sequence=event.sequence, changed_at=age_of(event)) for event in events.values()],
        batch_size=500,
    )


def give_number_back(apps, schema_editor):
    events = apps.get_model("events", "EventPage").objects
    entries = apps.get_model("events", "CalendarEntry").objects
    for pk, sequence in entries.filter(sequence__gt=0).values_list("pk", "sequence"):
        events.filter(pk=pk).update(sequence=sequence)
    entries.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("events", "0005_calendar_entry"),
    ]

    operations = [
        migrations.RunPython(keep_age, give_number_back),
    ]
