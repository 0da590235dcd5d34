"""Verdicts are kept whole or not at all, and whatever is not a whole verdict of the very same says nothing."""

import json
import os
import time
from concurrent.futures import ProcessPoolExecutor
from types import SimpleNamespace

import pytest

from . import verdicts
from .verdicts import Verdicts

ONE, OTHER = "1" * 64, "2" * 64


def test_a_verdict_that_was_kept_is_there_for_whoever_comes_next(tmp_path):
    Verdicts(tmp_path).keep(ONE)

    assert Verdicts(tmp_path).has(ONE)
    assert not Verdicts(tmp_path).has(OTHER)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: text.replace(ONE, OTHER),
        lambda text: json.dumps({**json.loads(text), "format": verdicts.FORMAT + 1}),
        lambda text: json.dumps({**json.loads(text), "findings": ["360 px: scrolls sideways by 3"]}),
        lambda text: "true",
        lambda text: "\x00",
    ],
)
def test_what_is_no_whole_verdict_of_this_says_nothing_and_is_replaced(tmp_path, spoil):
    kept = Verdicts(tmp_path)
    kept.keep(ONE)
    [file] = tmp_path.iterdir()

    file.write_text(spoil(file.read_text()))
    was_there = kept.has(ONE)
    kept.keep(ONE)

    assert not was_there
    assert kept.has(ONE)


def test_bytes_that_are_no_text_say_nothing(tmp_path):
    (tmp_path / f"{ONE}.json").write_bytes(b"\xff\xfe")

    assert not Verdicts(tmp_path).has(ONE)


def keep_many(folder):
    kept = Verdicts(folder)
    for number in range(200):
        kept.keep(f"{number % 20:064}")
        assert kept.has(f"{number % 20:064}")


def test_two_runs_at_once_do_not_harm_each_other(tmp_path):
    with ProcessPoolExecutor(2) as processes:
        list(processes.map(keep_many, [tmp_path, tmp_path]))

    assert len(list(tmp_path.iterdir())) == 20
    assert all(Verdicts(tmp_path).has(f"{number:064}") for number in range(20))


def test_what_was_of_no_use_for_a_month_is_removed(tmp_path):
    kept = Verdicts(tmp_path)
    for each in (ONE, OTHER):
        kept.keep(each)
    left_by_a_killed_process = tmp_path / "tmpabc"
    left_by_a_killed_process.write_text("{")
    long_ago = time.time() - (verdicts.DAYS_KEPT + 1) * 24 * 60 * 60
    for file in tmp_path.iterdir():
        os.utime(file, (long_ago, long_ago))
    kept.has(OTHER)

    kept = Verdicts(tmp_path)

    assert [file.name for file in tmp_path.iterdir()] == [f"{OTHER}.json"]


def test_where_verdicts_are_off_none_is_read_or_kept(monkeypatch):
    monkeypatch.setenv("VERDICTS", "off")

    kept = Verdicts(verdicts.folder())
    kept.keep(ONE)

    assert not kept.has(ONE)
    assert "none are used" in verdicts.origin()


def test_verdicts_are_in_the_folder_that_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("VERDICTS", str(tmp_path / "a" / "b"))

    assert verdicts.folder() == tmp_path / "a" / "b"
    assert str(tmp_path / "a" / "b") in verdicts.origin()


@pytest.mark.parametrize("named", [True, False])
def test_where_nobody_can_write_they_are_elsewhere_and_the_run_says_so(monkeypatch, tmp_path, named):
    no_folder = tmp_path / "file"
    no_folder.write_text("")
    monkeypatch.setattr(verdicts, "IN_CHECKOUT", no_folder / "verdicts")
    monkeypatch.setattr(verdicts, "ELSEWHERE", tmp_path / "elsewhere")
    monkeypatch.setenv("VERDICTS", str(no_folder / "verdicts") if named else "")

    assert verdicts.folder() == tmp_path / "elsewhere"
    assert "cannot be written in" in verdicts.origin()


def test_the_summary_counts_visits_over_all_tests():
    reports = [
        SimpleNamespace(user_properties=[("visit", "made"), ("visit", "known")]),
        SimpleNamespace(user_properties=[("visit", "known"), ("other", "made")]),
        SimpleNamespace(),
    ]

    assert verdicts.summary(reports) == "visits: 1 made, 2 found clean before"
    assert verdicts.summary(reports[2:]) is None
