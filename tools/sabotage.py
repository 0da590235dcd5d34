"""Breaks the code on purpose, in one way at a time, and tells which test caught it (`make sabotage`).

What is broken stands in breaks.py. Each break is made in a copy of this checkout in a temporary folder, where the
tests run that should catch it. A break that none of them catches is a check that was lost: then this ends with 1, as
it does where a break cannot be made any more or where the tests fail without it.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from xml.etree import ElementTree

from tools.breaks import BREAKS, Break, Edit

ROOT = Path(__file__).resolve().parents[1]
# What git does not know and the tests need.
LINKED = (".venv", "frontend/node_modules")
# A test that cannot run here must not look as if it caught nothing; a verdict that was kept would judge nothing anew.
ENVIRONMENT = {"MISSING_TOOLS": "fail", "VERDICTS": "off"}
FAILED, OF_ITS_OWN_ACCORD = 1, {0, 1}
# Seconds that the tests of one break may take.
PATIENCE = 1_800
WITH_A_WORD = " -k "


class CannotBeMade(Exception):
    """The text that a break changes does not stand in its file, or more than once."""


@dataclass(frozen=True)
class Run:
    """What came of some tests: what each that failed said, by its id, or the `problem` that kept them from running."""

    failed: dict[str, str] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of a break: `told` is the test that caught it, or why there is none."""

    broken: Break
    is_caught: bool
    told: str
    seconds: float = 0


class Copy:
    """A copy of a checkout to break things in: what git knows, as it stands in the work tree."""

    def __init__(self, root: Path, folder: Path):
        self.folder = folder
        known = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(known, cwd=root, capture_output=True, text=True, check=True).stdout.split("\0")
        for name in filter(None, names):
            if name not in LINKED and (root / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(root / name, folder / name)
        for name in LINKED:
            if (root / name).exists():
                (folder / name).symlink_to((root / name).resolve(), target_is_directory=True)

    @contextmanager
    def broken(self, edits: Iterable[Edit]) -> Iterator[None]:
        """The copy with `edits` made, and whole again afterwards. Raises CannotBeMade."""
        paths = {self.folder / edit.file for edit in edits}
        whole = {path: path.read_bytes() for path in paths if path.exists()}
        try:
            for edit in edits:
                make(edit, self.folder)
            yield
        finally:
            for path, content in whole.items():
                path.write_bytes(content)

    def run(self, tests: Sequence[str], files: Sequence[Path] | None = None, *, to_the_first: bool = False) -> Run:
        """Run `tests`, named as in breaks.py; with `files` only those of them that stand there."""
        try:
            files = files or [path for test in tests for path in files_of(test, self.folder)]
        except LookupError as error:
            return Run(problem=str(error))
        with tempfile.TemporaryDirectory() as scratch:
            report = Path(scratch, "report.xml")
            command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}"]
            command += ["-x"] if to_the_first else []
            code, said = self._finish([*command, "-k", expression(tests), *map(str, dict.fromkeys(files))])
            if code not in OF_ITS_OWN_ACCORD:
                return Run(problem=f"the tests did not run: {last_line(said)}")
            return Run(dict(failures(report)) if code == FAILED else {})

    def _finish(self, command):
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            env={**os.environ, **ENVIRONMENT},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            said, _nothing = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return None, f"they took more than {PATIENCE} seconds"
        return process.returncode, said


def make(edit: Edit, folder: Path) -> None:
    path = folder / edit.file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if (times := text.count(edit.old)) != 1:
        raise CannotBeMade(f"cannot be made: its text stands {times} times in {edit.file}")
    path.write_text(text.replace(edit.old, edit.new), encoding="utf-8")


def files_of(test: str, folder: Path) -> list[Path]:
    """The files of tests that `test` names by the end of their path. Raises LookupError where there is none."""
    name = test.partition(WITH_A_WORD)[0]
    found = sorted(path for path in (folder / "tests").rglob("test_*.py") if path.as_posix().endswith(f"/{name}"))
    if not found:
        raise LookupError(f"there is no file {name} below tests")
    return found


def expression(tests: Iterable[str]) -> str:
    """What pytest's -k has to be so that of each file those tests run that its word names."""
    named = (test.partition(WITH_A_WORD) for test in dict.fromkeys(tests))
    return " or ".join(f"({Path(name).name} and ({word}))" if word else Path(name).name for name, _k, word in named)


def failures(report: Path) -> Iterator[tuple[str, str]]:
    """The ids of the tests that failed and what they said, in the order in which they ran."""
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        said = [found.get("message", "") for found in case if found.tag in ("failure", "error")]
        if said:
            yield f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}", "\n".join(said)


def last_line(said: str) -> str:
    return next((line for line in reversed(said.splitlines()) if line.strip()), "they said nothing")


def failing_without_a_break(copies: Sequence[Copy], breaks: Sequence[Break]) -> list[str]:
    """What is wrong with the tests of `breaks` where nothing is broken; the copies share the files."""
    tests = [test for broken in breaks for test in broken.tests]
    files = sorted({path.relative_to(copies[0].folder) for test in tests for path in files_of(test, copies[0].folder)})
    shares = [(copy, files[number :: len(copies)]) for number, copy in enumerate(copies)]
    with ThreadPoolExecutor(len(copies)) as pool:
        runs = list(pool.map(lambda share: share[0].run(tests, share[1]) if share[1] else Run(), shares))
    return [told for run in runs for told in (*run.failed, run.problem) if told]


def sabotage(copies: Sequence[Copy], breaks: Sequence[Break]) -> Iterator[Outcome]:
    """What comes of each break, in their order; each copy has one at a time."""
    free = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def outcome(broken):
        copy, begin = free.get(), time.monotonic()
        try:
            with copy.broken(broken.edits):
                run = copy.run(broken.tests, to_the_first=True)
        except CannotBeMade as error:
            return Outcome(broken, False, str(error))
        finally:
            free.put(copy)
        return judged(broken, run, time.monotonic() - begin)

    with ThreadPoolExecutor(len(copies)) as pool:
        yield from pool.map(outcome, breaks)


def judged(broken: Break, run: Run, seconds: float) -> Outcome:
    """The first test that failed has caught the break, if it says what it has to."""
    if not run.failed:
        return Outcome(broken, False, run.problem or "NOT CAUGHT", seconds)
    test, said = next(iter(run.failed.items()))
    if broken.says not in said:
        return Outcome(broken, False, f"NOT CAUGHT: {test} says nothing of “{broken.says}”", seconds)
    return Outcome(broken, True, test, seconds)


def row(*cells) -> str:
    return f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |"


def main(arguments: Sequence[str] | None = None, root: Path = ROOT, breaks: Sequence[Break] = BREAKS) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--workers", type=int, default=2, help="how many breaks at once, each in a copy of its own")
    parser.add_argument("--only", default="", metavar="WORD", help="the breaks with WORD in what they break")
    asked = parser.parse_args(arguments)
    breaks = [broken for broken in breaks if asked.only.lower() in broken.name.lower()]
    if not breaks:
        print(f"Nothing is broken with “{asked.only}” in it.")
        return 1
    with tempfile.TemporaryDirectory(prefix="sabotage-") as scratch:
        copies = [Copy(root, Path(scratch, str(number))) for number in range(max(1, min(asked.workers, len(breaks))))]
        if wrong := failing_without_a_break(copies, breaks):
            print("Nothing was broken, because these fail without it:", *wrong, sep="\n  ")
            return 1
        outcomes = []
        print(row("what was broken", "which test caught it", "seconds"), row("---", "---", "---:"), sep="\n")
        for outcome in sabotage(copies, breaks):
            print(row(outcome.broken.name, outcome.told, f"{outcome.seconds:.0f}"), flush=True)
            outcomes.append(outcome)
    caught = sum(outcome.is_caught for outcome in outcomes)
    print(f"\n{caught} of {len(outcomes)} breaks were caught.")
    return 0 if caught == len(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
