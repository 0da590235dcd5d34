"""Wagtail's job that publishes what is due; here an item that may not go live does not stop the others."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import Revision


class Command(WagtailCommand):
    help = "Publishes and unpublishes what is due. What may not be published any more is named and taken off."

    def handle(self, *args, **options):
        due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
        for revision in due:
            try:
                revision.as_object().full_clean()
            except ValidationError as error:
                self.stderr.write(f"Not published: {revision.object_str}: {' '.join(error.messages)}")
                if not options["dryrun"]:
                    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        super().handle(*args, **options)
