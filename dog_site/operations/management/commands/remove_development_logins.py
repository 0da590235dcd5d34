from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Deletes the sample log-ins, so that production can start."

    def handle(self, *args, **options):
        users = get_user_model().objects.filter(is_development_login=True)
        self.stdout.write(f"{users.count()} development log-ins removed.")
        users.delete()
