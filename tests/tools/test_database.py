"""Every process tests on a copy of its own, of a site that is whole."""

import os
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from wagtail.documents import get_document_model

from tests import database, postgresql
from tests.made_once import ROOT, is_whole

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="about databases on a server")


# Where the site comes from


# On a server that others may be trying the same.
TRIAL = f"dog_trial_{os.getpid()}_"


@pytest.fixture
def trial(monkeypatch, tmp_path):
    """The site is made of next to nothing, and beside that of the tests."""

    def make(address, folder):
        (folder / database.MEDIA).mkdir()

    monkeypatch.setattr(postgresql, "MADE", TRIAL)
    monkeypatch.setattr(database, "make_site", make)
    monkeypatch.setattr(database, "IN_CHECKOUT", tmp_path / "checkout")
    monkeypatch.setattr(database, "ELSEWHERE", tmp_path / "elsewhere")
    yield
    if connection.vendor == "postgresql":
        with postgresql.connect() as server:
            postgresql.drop_old_templates(server, kept=0)


def test_the_first_line_of_a_run_says_whether_the_site_was_made_or_copied(trial):
    assert "site of 2017: made (version" in database.origin()
    assert "site of 2017: copied (version" in database.origin()


def test_a_read_only_checkout_has_its_site_elsewhere_and_says_so(trial, tmp_path):
    # Nobody can make a folder in a file, not even root.
    (tmp_path / "checkout").write_text("")

    assert f"in {tmp_path / 'elsewhere'}" in database.origin()
    assert "this checkout is read-only" in database.origin()


def test_a_site_that_cannot_be_made_says_why(tmp_path):
    with pytest.raises(RuntimeError, match="unable to open database file"):
        database.make_site(f"sqlite:///{tmp_path}/nowhere/site.sqlite3", tmp_path)


# A copy for each process


def test_every_migration_was_run():
    call_command("migrate", check_unapplied=True, verbosity=0)


def test_media_are_copied_to_a_folder_of_this_process():
    [document] = get_document_model().objects.all()
    folder = Path(settings.MEDIA_ROOT)

    assert folder in Path(document.file.path).parents
    assert Path(document.file.path).stat().st_nlink == 1
    assert ROOT not in folder.parents


def test_what_a_test_writes_stays_out_of_what_was_made():
    with database.made_site() as (folder, _how):
        [document] = get_document_model().objects.all()

        document.title = "Anders"
        document.file.save("anders.txt", ContentFile(b"anders"))

        assert is_whole(folder)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about databases in memory")
def test_the_database_is_in_the_memory_of_this_process():
    with connection.cursor() as cursor:
        files = [row[2] for row in cursor.execute("PRAGMA database_list")]

    assert files == [""]


@on_postgresql
def test_the_database_is_the_one_that_this_process_has_locked():
    with connection.cursor() as cursor, postgresql.connect() as server:
        cursor.execute("SELECT current_database()")
        name = cursor.fetchone()[0]

        assert name.startswith("test_")
        with postgresql.own_name(server, name) as another:
            assert another != name


@on_postgresql
def test_nobody_can_connect_to_what_was_made():
    with (
        database.made_site() as (folder, _how),
        pytest.raises(psycopg.OperationalError, match="not currently accepting"),
    ):
        psycopg.connect(postgresql.address(postgresql.MADE + folder.name))


# On a server


@pytest.fixture
def server():
    with postgresql.connect() as server:
        yield server


def names(server, start):
    rows = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [start])
    return {name for [name] in rows}


@on_postgresql
def test_two_at_once_have_two_databases_and_leave_none(server):
    with postgresql.own_name(server, TRIAL) as mine, postgresql.connect() as other:
        postgresql.copy(server, "template1", mine)
        with postgresql.own_name(other, TRIAL) as yours:
            postgresql.copy(other, "template1", yours)

            assert names(server, TRIAL) == {mine, yours} == {TRIAL, f"{TRIAL}_2"}

    assert names(server, TRIAL) == set()


@on_postgresql
def test_what_a_killed_process_left_is_not_taken_for_a_new_database(server):
    postgresql.copy(server, "template1", TRIAL)

    with postgresql.own_name(server, TRIAL) as name:
        assert name == TRIAL
        assert names(server, TRIAL) == set()


@on_postgresql
def test_a_template_that_was_half_made_is_made_anew(trial, server, monkeypatch):
    still_connected = []

    def be_killed(address, folder):
        still_connected.append(psycopg.connect(address))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(database, "make_site", be_killed)
        with pytest.raises(KeyboardInterrupt):
            database.origin()
    [half] = names(server, TRIAL)
    assert half.endswith(postgresql.UNFINISHED)

    assert "made (version" in database.origin()
    assert names(server, TRIAL) == {half.removesuffix(postgresql.UNFINISHED)}
    still_connected[0].close()


def open_to_all(server, name):
    server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


@on_postgresql
@pytest.mark.parametrize("damage", [open_to_all, postgresql.drop])
def test_a_template_that_is_gone_or_may_have_been_changed_is_made_anew(trial, server, damage):
    database.origin()
    [name] = names(server, TRIAL)
    damage(server, name)

    assert "damaged" in database.origin()
    assert postgresql.is_template(server, name)


@on_postgresql
def test_of_the_templates_a_few_stay_and_those_that_somebody_copies(trial, server):
    made = [f"{TRIAL}{number}" for number in range(3)]
    for name in made:
        postgresql.make_template(server, name, lambda address: None)

    with postgresql.connect() as other, postgresql.locked(other, made[0]):
        postgresql.drop_old_templates(server, kept=1)

    assert names(server, TRIAL) == {made[0], made[2]}
