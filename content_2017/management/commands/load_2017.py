from django.core.management.base import BaseCommand

from content_2017.loading import load_2017


class Command(BaseCommand):
    help = "Puts the 2017 projects, figures and texts of the council letter on the site. Safe to repeat."

    def handle(self, *args, **options):
        run = load_2017()
        if run is None:
            self.stdout.write("  2017 was loaded before; nothing changed.")
        else:
            self.stdout.write(f"  2017: {len(run.plan['created'])} items made, {run.rows_created} funding entries.")
