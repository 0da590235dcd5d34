from django.core.management.base import BaseCommand

from dog_site.core.models import DeletedPage


class Command(BaseCommand):
    help = "Forgets the deleted pages that can be put back no longer, and those that are named. Run it every night."

    def add_arguments(self, parser):
        parser.add_argument("pages", nargs="*", type=int, help="The key of a page that has to be forgotten today.")

    def handle(self, *args, **options):
        for deleted in [*DeletedPage.objects.overdue(), *DeletedPage.objects.filter(page_key__in=options["pages"])]:
            deleted.delete()
            self.stdout.write(f"Forgotten: page {deleted.page_key}, deleted on {deleted.deleted_at:%Y-%m-%d}.")
