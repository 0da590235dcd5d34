from django.core.management.base import BaseCommand

from dog_site.core.editing.damaged import renditions_that_are_gone
from dog_site.core.models import DogDocument, DogImage, DogRendition


class Command(BaseCommand):
    help = "Looks whether every image and document has its file; what has none is named here and on the first page."

    def handle(self, *args, **options):
        for model in (DogImage, DogDocument):
            for item in model.objects.order_by("pk").iterator():
                if item.is_gone():
                    self.stderr.write(f"Gone: the file of {item._meta.verbose_name} {item.pk}, {item.title}")
        gone = renditions_that_are_gone()
        # Not with a list of them all in one query, which may be longer than a database takes.
        for key in gone:
            DogRendition.objects.filter(pk=key).delete()
        self.stdout.write(f"Renditions without a file, made anew when they are asked for: {len(gone)}")
