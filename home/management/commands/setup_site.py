"""Makes what a site needs before anybody can work in it. Repeatable: it adds what is missing and keeps the rest."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from home import rights, site_setup


class Command(BaseCommand):
    help = "Groups with their rights, the fixed pages, the site settings and the workflow. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument(
            "--development-logins",
            action="store_true",
            help="Also make the sample log-ins with public passwords. Refused outside development.",
        )

    @transaction.atomic
    def handle(self, *args, development_logins, **options):
        if development_logins and not settings.DEVELOPMENT_LOGINS:
            raise CommandError("Development log-ins have public passwords; these settings forbid them.")
        home = site_setup.make_page_tree()
        site_setup.make_site_settings(home)
        site_setup.make_collections()
        site_setup.name_roots()
        rights.name_rights()
        rights.make_groups(home)
        site_setup.make_workflows()
        if development_logins:
            site_setup.make_development_logins()
