"""`make sabotage` breaks what stands in the code today, and a break that nobody caught fails it."""

import subprocess

import pytest

from tools.breaks import BREAKS, Break, Edit
from tools.sabotage import ROOT, expression, files_of, main

HOUSE = "def half(number):\n    return number / 2\n\n\ndef double(number):\n    return 2 * number\n"
TESTS = """from house import double, half


def test_half_of_three_is_one_and_a_half():
    assert half(3) == 1.5


def test_two_halves_are_one():
    assert 2 * half(1) == 1


def test_double_is_a_number():
    assert double(2) > 0
"""


def broken(name, old, new, *tests, says=""):
    return Break(name, (Edit("house.py", old, new),), tests or ("test_house.py",), says)


CAUGHT = broken("halves are rounded", "number / 2", "number // 2", says="half(3)")
NOT_CAUGHT = broken("twice is thrice", "2 * number", "3 * number")


@pytest.fixture
def checkout(tmp_path):
    """A house of its own, with a file that git does not know yet and one that it leaves out."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "house.py").write_text(HOUSE)
    (tmp_path / "tests/test_house.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -p no:django -p no:xdist\n")
    (tmp_path / ".gitignore").write_text("conftest.py\n")
    (tmp_path / "conftest.py").write_text("raise AssertionError('not a file of the checkout')\n")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "house.py"], cwd=tmp_path, check=True)
    return tmp_path


def rows(said):
    """The cells of the table, by what was broken; without the seconds."""
    found = [line.strip("| ").split(" | ") for line in said.splitlines() if line.startswith("| ")]
    return {name: caught for name, caught, _seconds in found[2:]}


@pytest.mark.parametrize("each", BREAKS, ids=lambda each: each.name)
def test_a_break_changes_what_stands_in_the_code_once_and_names_tests_that_are_there(each):
    counts = [(ROOT / edit.file).read_text(encoding="utf-8").count(edit.old) for edit in each.edits]

    assert counts == [1] * len(each.edits)
    assert all(edit.old != edit.new for edit in each.edits)
    assert each.tests
    assert all(files_of(test, ROOT) for test in each.tests)


def test_there_are_at_least_thirty_breaks_each_with_a_name_of_its_own():
    assert len(BREAKS) >= 30
    assert len({each.name for each in BREAKS}) == len(BREAKS)


def test_every_break_is_caught_by_the_first_test_that_fails_and_leaves_the_checkout_alone(checkout, capsys):
    code = main(["--workers", "1"], checkout, [CAUGHT])

    said = capsys.readouterr().out
    assert rows(said) == {CAUGHT.name: "tests/test_house.py::test_half_of_three_is_one_and_a_half"}
    assert said.endswith("1 of 1 breaks were caught.\n")
    assert code == 0
    assert (checkout / "house.py").read_text() == HOUSE


def test_a_break_that_is_not_caught_or_cannot_be_made_fails_and_the_others_go_on(checkout, capsys):
    gone = broken("a text that is gone", "number / 3", "number / 4")
    twice = broken("a text that stands twice", "number", "n")
    nobody = broken("a test that nobody wrote", "number / 2", "number // 2", "test_house.py -k nobody")
    otherwise = broken("something else is told", "number / 2", "number // 2", says="thirds")
    breaks = [NOT_CAUGHT, gone, twice, nobody, otherwise, CAUGHT]

    code = main(["--workers", "2"], checkout, breaks)

    found = rows(capsys.readouterr().out)
    assert list(found) == [each.name for each in breaks]
    assert found[NOT_CAUGHT.name] == "NOT CAUGHT"
    assert found[gone.name] == "cannot be made: its text stands 0 times in house.py"
    assert found[twice.name] == "cannot be made: its text stands 4 times in house.py"
    assert found[nobody.name].startswith("the tests did not run: 3 deselected")
    assert found[otherwise.name].startswith("NOT CAUGHT: ")
    assert found[otherwise.name].endswith("says nothing of “thirds”")
    assert found[CAUGHT.name].endswith("::test_half_of_three_is_one_and_a_half")
    assert code == 1


def test_nothing_is_broken_where_the_tests_fail_without_a_break(checkout, capsys):
    (checkout / "house.py").write_text(HOUSE.replace("/", "//"))

    code = main([], checkout, [NOT_CAUGHT])

    said = capsys.readouterr().out
    assert "tests/test_house.py::test_two_halves_are_one" in said
    assert rows(said) == {}
    assert code == 1


def test_some_of_the_breaks_are_chosen_by_a_word(checkout, capsys):
    code = main(["--only", "HALVES"], checkout, [NOT_CAUGHT, CAUGHT])

    assert list(rows(capsys.readouterr().out)) == [CAUGHT.name]
    assert code == 0


def test_a_word_that_no_break_has_is_an_error(checkout):
    assert main(["--only", "nothing"], checkout, [CAUGHT]) == 1


def test_a_test_is_found_wherever_its_file_stands(tmp_path):
    for folder in ("tests/events/desk", "tests/funding"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "test_effect.py").touch()

    assert len(files_of("test_effect.py -k word", tmp_path)) == 2
    assert files_of("desk/test_effect.py", tmp_path) == [tmp_path / "tests/events/desk/test_effect.py"]
    with pytest.raises(LookupError, match="no file test_gone.py"):
        files_of("test_gone.py", tmp_path)


def test_each_file_runs_the_tests_of_its_own_word():
    named = expression(["core/test_money.py -k refused or stored", "test_counts.py", "test_counts.py"])

    assert named == "(test_money.py and (refused or stored)) or test_counts.py"
