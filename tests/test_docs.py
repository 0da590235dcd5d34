"""The documents name code that exists."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
# A file or folder of tests, with the test itself when it is named.
NAMED = re.compile(r"`(tests/[\w./-]*)(?:::(\w+))?`")
RULES = [f"R{number}" for number in range(1, 17)]


def names_of_tests(path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_test_that_a_document_names_exists(document):
    named = NAMED.findall(document.read_text(encoding="utf-8"))

    assert [path for path, _test in named if not (ROOT / path).exists()] == []
    assert [f"{path}::{test}" for path, test in named if test and test not in names_of_tests(path)] == []


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_of_the_figures_is_explained_with_the_tests_that_hold_it(rule):
    lines = (ROOT / "docs/funding.md").read_text(encoding="utf-8").splitlines()

    [line] = [line for line in lines if line.startswith(f"| {rule} |")]

    words, holders, tests = line.strip("| ").split(" | ")[1:]
    assert words
    assert holders
    # No year can be frozen yet.
    assert [test for _path, test in NAMED.findall(tests) if test] != [] or rule == "R16"
