"""`make run`: one start of Python for everything, so that a second run is quick."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from home import site_setup


class Command(BaseCommand):
    help = "Migrates, sets the site up, loads 2017, prints the addresses and log-ins, and serves. Development only."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default="8000")

    def handle(self, *args, host, port, **options):
        if not settings.DEVELOPMENT_LOGINS:
            raise CommandError("This command is for development; in production use setup_site and load_2017.")
        if self._has_new_migrations():
            call_command("migrate", verbosity=0)
        call_command("setup_site", development_logins=True, verbosity=0)
        call_command("load_2017", stdout=self.stdout)
        address = f"http://{host}:{port}"
        self.stdout.write(f"\n  The site    {address}/\n  2017        {address}/resultaten/2017/")
        self.stdout.write(
            f"  The admin   {address}/beheer/\n\n  Log-ins, all with the password {site_setup.DEVELOPMENT_PASSWORD}:"
        )
        for username, group in site_setup.DEVELOPMENT_LOGINS.items():
            self.stdout.write(f"  {username:12}  {group}")
        self.stdout.write("\n  Stop with Ctrl+C.\n")
        call_command("runserver", f"{host}:{port}", use_reloader=False, skip_checks=True)

    def _has_new_migrations(self):
        """This check takes a moment; a `migrate` without work takes seconds."""
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
