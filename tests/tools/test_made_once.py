"""What is made once is found whole by the next, and made anew when anything that it depends on has changed."""

import datetime
import os
import signal
import subprocess
import sys
import time
from threading import Thread

import pytest

from dog_site.settings import test as settings_of_the_tests
from tests import made_once
from tests.made_once import KEPT, ROOT, place, version

FILES = {"one": "1", "media/two": "2"}


def make(folder):
    (folder / "media").mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)


def ask(folder, make=make, key="key", **kwargs):
    """How the folder came about; it is whole in any case."""
    with made_once.made_once(folder, lambda: key, make, **kwargs) as (made, how):
        assert {name: (made / name).read_text() for name in FILES} == FILES
        return how


def never(folder):
    pytest.fail("This was made already.")


# One folder per version


def test_what_is_made_is_found_by_the_next(tmp_path):
    assert ask(tmp_path) == "made"

    assert ask(tmp_path, never) == "copied"


def test_another_version_is_made_beside_it(tmp_path):
    ask(tmp_path)

    assert ask(tmp_path, key="other") == "made"
    assert ask(tmp_path, never) == "copied"


def test_a_few_versions_stay(tmp_path):
    keys = [f"key-{number}" for number in range(KEPT + 2)]
    for number, key in enumerate(keys):
        ask(tmp_path, key=key)
        os.utime(tmp_path / key, (number, number))

    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == set(keys[-KEPT:])


def test_two_at_once_make_it_once(tmp_path):
    makings, told = [], []

    def slowly(folder):
        makings.append(folder)
        time.sleep(0.2)
        make(folder)

    together([lambda: told.append(ask(tmp_path, slowly))] * 3)

    assert len(makings) == 1
    assert sorted(told) == ["copied", "copied", "made"]


def together(actions):
    threads = [Thread(target=action) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# Nothing that is not whole


def test_what_was_half_made_when_it_was_killed_is_made_anew(tmp_path):
    killed = """
import os, pathlib, signal, sys
from tests.made_once import made_once

def make(folder):
    (folder / "one").write_text("1")
    os.kill(os.getpid(), signal.SIGKILL)

with made_once(pathlib.Path(sys.argv[1]), lambda: "key", make):
    pass
"""
    done = subprocess.run([sys.executable, "-c", killed, tmp_path], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert [path.name for path in tmp_path.rglob("*") if path.name == "one"] == ["one"]

    assert ask(tmp_path) == "made"
    assert {path.name for path in tmp_path.iterdir()} == {"key", "lock"}


def truncate(folder):
    (folder / "one").write_text("")


def lose_a_file(folder):
    (folder / "media/two").unlink()


def gain_a_file(folder):
    (folder / "media/three").write_text("3")


def lose_the_seal(folder):
    (folder / made_once.SEAL).unlink()


@pytest.mark.parametrize("damage", [truncate, lose_a_file, gain_a_file, lose_the_seal])
def test_what_is_damaged_is_made_anew_and_that_is_said(tmp_path, damage):
    ask(tmp_path)
    damage(tmp_path / "key")

    assert "damaged" in ask(tmp_path)
    assert ask(tmp_path, never) == "copied"


def test_what_is_whole_here_and_gone_elsewhere_is_made_anew(tmp_path):
    ask(tmp_path)

    assert "damaged" in ask(tmp_path, is_usable=lambda: False)


def test_nothing_is_kept_of_a_making_during_which_a_file_changed(tmp_path):
    keys = iter(["before", "after"])

    with pytest.raises(RuntimeError, match="Files were changed"), made_once.made_once(tmp_path, keys.__next__, make):
        pass

    assert ask(tmp_path, key="before") == "made"


# What a version is


@pytest.mark.parametrize(
    "path, counts",
    [
        ("manage.py", True),
        ("pyproject.toml", True),
        ("home/content/2017.toml", True),
        ("content_2017/content/funding.csv", True),
        ("content_2017/media/letter.txt", True),
        ("events/migrations/0001_initial.py", True),
        ("locale/nl/LC_MESSAGES/django.mo", True),
        ("README.md", False),
        ("db.sqlite3", False),
        (".git/index", False),
        (".cache/site/sqlite/key/site.sqlite3", False),
        ("environment/lib/package.py", False),
        ("home/__pycache__/models.pyc", False),
        ("docs/funding.md", False),
        ("tools/texts.py", False),
        ("static/css/dog.css", False),
        ("templates/base.html", False),
        ("tests/conftest.py", False),
    ],
)
def test_a_file_on_disk_makes_another_version_when_the_site_depends_on_it(tmp_path, path, counts):
    file, environment = tmp_path / path, tmp_path / "environment/pyvenv.cfg"
    for made in (file, environment):
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text("before")
    before = version(root=tmp_path)

    file.write_text("after")

    assert (version(root=tmp_path) != before) is counts


def test_a_file_that_is_new_gone_or_moved_makes_another_version(tmp_path):
    found = [version(root=tmp_path)]
    file = tmp_path / "models.py"
    file.write_text("")
    found.append(version(root=tmp_path))
    file.rename(tmp_path / "blocks.py")
    found.append(version(root=tmp_path))

    assert len(set(found)) == 3
    (tmp_path / "blocks.py").unlink()
    assert version(root=tmp_path) == found[0]


def change_a_setting(monkeypatch, folder):
    monkeypatch.setattr(settings_of_the_tests, "CALENDAR_DOMAIN", "elsewhere")


def install_a_package(monkeypatch, folder):
    (folder / "package-2.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(folder)


def wait_a_day(monkeypatch, folder):
    tomorrow = made_once.today() + datetime.timedelta(days=1)
    monkeypatch.setattr(made_once, "today", lambda: tomorrow)


def change_how_it_is_made(monkeypatch, folder):
    (folder / "database.py").write_text("")
    monkeypatch.setattr(made_once, "MAKERS", [folder / "database.py"])


@pytest.mark.parametrize("change", [change_a_setting, install_a_package, wait_a_day, change_how_it_is_made])
def test_what_surrounds_the_code_makes_another_version(tmp_path, tmp_path_factory, monkeypatch, change):
    root = tmp_path_factory.mktemp("root")
    before = version(root=root)
    assert version(root=root) == before

    change(monkeypatch, tmp_path)

    assert version(root=root) != before


def test_another_database_makes_another_version(tmp_path):
    assert version("PostgreSQL 15", root=tmp_path) != version("PostgreSQL 16", root=tmp_path)


def test_another_process_finds_the_same_version():
    command = [sys.executable, "-c", "from tests.made_once import version; print(version())"]

    assert subprocess.check_output(command, cwd=ROOT, text=True).strip() == version()


# A checkout in which nobody can write


def test_a_folder_that_can_be_written_in_is_preferred_in_order(tmp_path):
    # Nobody can make a folder in a file, not even root.
    (tmp_path / "file").write_text("")

    assert place(tmp_path / "one", tmp_path / "two") == tmp_path / "one"
    assert place(tmp_path / "file/one", tmp_path / "two") == tmp_path / "two"


def test_without_any_place_the_run_stops(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(OSError, match="None of these folders can be written in"):
        place(tmp_path / "file/one", tmp_path / "file/two")
