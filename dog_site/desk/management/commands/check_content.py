"""`manage.py check_content`: what needs attention in the content, and whose it is; nightly with `--mail`."""

import sys

from django.core.management.base import BaseCommand

from dog_site.desk.digest import by_owner, everything, send


class Command(BaseCommand):
    help = "Says what needs attention in the content, by the group that mends it. Status 1 when there is anything."

    def add_arguments(self, parser):
        parser.add_argument("--mail", action="store_true", help="Mail each member of these groups what they can mend.")

    def handle(self, *args, mail, **options):
        found = by_owner(everything())
        for owner, lines in found.items():
            self.stdout.write(f"{owner}:")
            for line in lines:
                self.stdout.write(f"  - {line.name}" + (f" ({line.age})" if line.age else ""))
        if not found:
            self.stdout.write("Nothing needs attention.")
            return
        if mail:
            sent, missed = send(found)
            self.stdout.write(f"Mailed: {', '.join(sent) or 'nobody'}.")
            if missed:
                self.stderr.write(f"Not mailed, for want of an address or because it was refused: {', '.join(missed)}.")
        sys.exit(1)
