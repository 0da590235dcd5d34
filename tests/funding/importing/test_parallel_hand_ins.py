"""Of people who hand in or take back in the same moment one succeeds; the others hear so and leave nothing behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[3]
LOOK_AGAIN = "Somebody handed in a file after you looked at the rows. Look at them again."


@pytest.fixture(scope="module")
def told():
    """What tests/funding/importing/parallel.py says about each thing that was done at once."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.funding.importing.parallel"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "dog_site.settings.test"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_of_four_who_hand_in_the_same_file_one_does(told):
    before, after = told["before"], told["the same file"]

    assert (after["done"], after["refusals"]) == (1, [LOOK_AGAIN])
    assert after["runs"] == before["runs"] + 1
    assert (after["entries"], after["references"]) == (2, 2)
    assert after["documents"] == before["documents"] + 1
    assert after["sources"] == before["sources"] + 1


def test_of_four_who_hand_in_files_of_one_year_the_others_look_again_and_no_reference_is_given_twice(told):
    before, after = told["the same file"], told["other files"]

    assert (after["done"], after["refusals"]) == (1, [LOOK_AGAIN])
    assert after["entries"] == after["references"] == before["entries"] + 2


def test_of_four_who_take_a_batch_back_one_does(told):
    before, after = told["other files"], told["take backs"]

    assert (after["done"], len(after["refusals"])) == (1, 1)
    assert after["runs"] == before["runs"] - 1
    assert after["entries"] == before["entries"] - 2
