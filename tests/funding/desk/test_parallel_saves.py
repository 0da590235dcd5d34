"""When several people do something to the same figures in the same moment, one succeeds; the others hear so."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def told():
    """What tests/funding/desk/parallel.py says about each thing that was done at once."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.funding.desk.parallel"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "dog_site.settings.test"},
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_of_twenty_saves_at_once_one_wins_and_the_others_see_the_conflict(told):
    before, after = told["before"], told["saves"]

    assert after["statuses"] == {"302": 1, "200": 19}
    assert after["conflicts"] == 19
    assert after["revisions"] == before["revisions"] + 1
    assert after["drafted"] != before["drafted"]
    assert (after["contribution"], after["live"]) == (before["contribution"], True)


def test_of_twenty_approvals_at_once_one_publishes(told):
    after = told["approvals"]

    assert after["statuses"] == {"302": 20}
    assert after["changes"] == told["saves"]["changes"] + 1
    assert (after["contribution"], after["live"]) == ("2500.00", True)


def test_of_twenty_who_propose_that_it_leaves_one_does(told):
    before, after = told["approvals"], told["unpublications"]

    assert after["statuses"] == {"302": 20}
    assert (after["waiting"], after["live"]) == (1, True)
    assert after["revisions"] == before["revisions"] + 1


def test_of_twenty_who_approve_that_it_leaves_the_register_keeps_one(told):
    after = told["departures"]

    assert after["changes"] == told["approvals"]["changes"] + 1
    assert (after["waiting"], after["live"]) == (0, False)


def test_of_twenty_saves_of_a_page_at_once_one_wins(told):
    assert told["page_saves"] == {"statuses": {"302": 1, "200": 19}, "saved": 1}


def test_of_twenty_saves_of_the_settings_at_once_one_wins(told):
    assert told["settings_saves"] == {"statuses": {"302": 1, "200": 19}, "conflicts": 19}


def test_of_two_who_propose_the_same_batch_one_does_and_the_other_is_told_why_not(told):
    for happened in told["batch_proposals"]:
        assert sorted(happened["statuses"]) == [200, 302]
        assert [after["waiting"] for after in happened["after"].values()] == [1, 1]


def test_of_two_who_approve_the_same_batch_one_publishes_it_and_the_register_has_each_change_once(told):
    for happened in told["batch_approvals"]:
        assert sorted(happened["statuses"]) == [200, 302]
        for reference, after in happened["after"].items():
            before = happened["before"][reference]
            # The contribution and the size.
            assert after["changes"] == before["changes"] + 2
            assert (after["contribution"], after["live"], after["waiting"]) == ("2600.00", True, 0)


def test_a_batch_that_leaves_beside_a_save_is_proposed_whole_or_refused_and_the_save_is_kept_or_told_of(told):
    for happened in told["batch_unpublication_and_save"]:
        [batch, save] = happened["statuses"]
        assert sorted([batch, save]) == [200, 302]
        saved = list(happened["after"].values())[1]
        assert saved["drafted"] == ("3000.00" if save == 302 else "2600.00")
        for reference, after in happened["after"].items():
            before = happened["before"][reference]
            assert (after["live"], after["contribution"]) == (True, before["contribution"])
            assert after["waiting"] == (batch == 302)


def test_of_two_batches_that_share_rows_one_is_done_whole_and_the_other_not_at_all(told):
    for happened in told["batch_themes"]:
        assert sorted(happened["statuses"]) == [200, 302]
        first = happened["statuses"][0] == 302
        theme = "infrastructuur" if first else "anders"
        before, after = happened["before"], happened["after"]
        untouched = list(after)[-1 if first else 0]
        assert after[untouched] == before[untouched]
        for reference in set(after) - {untouched}:
            assert after[reference]["theme"] == theme
            assert after[reference]["revisions"] == before[reference]["revisions"] + 1


def test_of_twenty_who_put_two_pages_back_each_comes_back_once(told):
    found = told["returns"]

    assert found == {"statuses": {"302": 20}, "pages": 2, "told": 2, "kept": 0, "problems": 0}


def test_of_twenty_who_take_the_same_publication_back_one_does(told):
    assert told["take_backs"] == {"statuses": {"302": 20}, "title": "Goed", "told": 1}
