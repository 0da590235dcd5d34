"""What html-validate finds in a document; one Node process judges all documents of a session."""

import json
import shutil
import subprocess
from contextlib import contextmanager

from tests.css import FRONTEND

NEEDED = "There is no html-validate here: install Node (20.19 or newer) and run `npm --prefix frontend ci`."


class Validator:
    """Asks the other process; it works while the browser does."""

    def __init__(self, process):
        self.process = process
        self.asked = []

    def ask(self, html):
        if self.asked:
            self.told()  # whoever asked before did not wait for the answer
        self.process.stdin.write(json.dumps({"name": "page.html", "html": html}) + "\n")
        self.process.stdin.flush()
        self.asked.append(html)

    def told(self):
        """What is wrong with the HTML that was asked for, a line each."""
        answer, lines = self.process.stdout.readline(), self.asked.pop().split("\n")
        return [
            f"HTML, {found['rule']}: {found['message']}: {lines[found['line'] - 1][found['column'] - 1 :][:100]}"
            for found in json.loads(answer)
        ]


@contextmanager
def validating():
    """A Validator, or None where Node or the package is not there or too old."""
    if not shutil.which("node"):
        yield None
        return
    command, pipe = ["node", FRONTEND / "validate.mjs"], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, encoding="utf-8") as process:
        # It stops before this line, with its reason on stderr, when Node is too old or the package is not there.
        yield Validator(process) if process.stdout.readline() == "ready\n" else None
