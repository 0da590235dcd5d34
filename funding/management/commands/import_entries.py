from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from funding.importing import told
from funding.importing.hand_in import hand_in
from funding.importing.plan import Outcome
from funding.importing.prepared import Prepared
from funding.models import SourceDocument, Stage

SAID = (Outcome.REFUSED, Outcome.DOUBTFUL, Outcome.NEW, Outcome.CHANGED)


class Command(BaseCommand):
    help = "Reads a table of contributions from a file and proposes its rows; somebody else approves them on the site."

    def add_arguments(self, parser):
        parser.add_argument("file", help="A CSV, XLSX or ODS file.")
        parser.add_argument("--user", help="The user name of who proposes; needed unless --dry-run.")
        parser.add_argument("--source", help="The reference of the source on the site; without it the file itself.")
        parser.add_argument("--place", default="", help='What goes before "rij 3", like "bijlage 1".')
        parser.add_argument("--year", type=int, help="The year, where the file does not name it.")
        parser.add_argument("--stage", choices=Stage.values, default=Stage.GRANTED)
        parser.add_argument("--sheet", default="", help="The name of the sheet; without it the likeliest.")
        parser.add_argument("--reason", default="", help="Why public figures change; the history keeps it.")
        parser.add_argument(
            "--answer", action="append", default=[], metavar="KEY=VALUE", help="An answer to a question, as printed."
        )
        parser.add_argument("--leave-out", action="append", type=int, default=[], metavar="ROW")
        parser.add_argument("--dry-run", action="store_true", help="Says what would happen, and changes nothing.")

    def handle(self, *args, **options):
        try:
            prepared = self._prepared(options)
            self._say(prepared)
            if options["dry_run"]:
                return
            run = hand_in(prepared.plan, prepared.stated, prepared.file, prepared.user, options["reason"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{told.batch_in_words(prepared.plan)} (import {run.pk})")

    def _prepared(self, options):
        path = Path(options["file"])
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        if not options["user"] and not options["dry_run"]:
            raise CommandError("Name who proposes with --user, or look first with --dry-run.")
        user = get_user_model().objects.filter(username=options["user"]).first()
        if options["user"] and user is None:
            raise CommandError(f"There is no user {options['user']}.")
        decided = {name: options[name] for name in ("place", "year", "stage", "sheet")}
        decided["answers"] = dict(answer.rpartition("=")[::2] for answer in options["answer"])
        decided["left_out"] = options["leave_out"]
        if options["source"]:
            source = SourceDocument.objects.filter(reference=options["source"]).first()
            if source is None:
                raise CommandError(f"There is no source with the reference {options['source']}.")
            decided["source"] = source.pk
        return Prepared(path.name, path.read_bytes(), decided, user)

    def _say(self, prepared):
        for remark in (*prepared.reading.remarks, *prepared.header.problems):
            self.stdout.write(remark)
        for left_out in prepared.table.left_out:
            self.stdout.write(told.left_out_in_words(left_out))
        for row in prepared.plan.rows:
            if row.outcome in SAID:
                first, *others = told.row_in_words(row)
                self.stdout.write("\n  ".join([first, *others]))
        for question in prepared.plan.questions:
            self.stdout.write(question.text)
            for value, label in question.options:
                self.stdout.write(f"  --answer '{question.key}={value}'  {label}")
        for stated in prepared.stated:
            self.stdout.write(told.stated_in_words(stated))
        self.stdout.write(told.counted(prepared.plan))
