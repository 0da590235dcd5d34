from contextlib import nullcontext
from functools import partial

import pytest

from . import browser, fingerprint, verdicts
from .checks import markup
from .hand import Hand
from .tools import NO_CHROMIUM, missing
from .verdicts import Memory
from .visit import Visitor
from .visit_admin import Judge


@pytest.fixture(scope="session")
def chromium_if_any():
    """The browser of CHROMIUM, or the first one on PATH; None where there is none."""
    path = browser.path_of_chromium()
    with browser.started(path) if path else nullcontext() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(chromium_if_any):
    return chromium_if_any or missing(NO_CHROMIUM)


@pytest.fixture
def tab(chromium, client):
    """A tab of its own for the test, whose requests the test client answers."""
    tab = browser.Tab(chromium)
    tab.use(client)
    yield tab
    tab.close()


@pytest.fixture
def page(tab):
    """The page in the tab; `page.foreign` lists requests to anybody else."""
    tab.page.foreign = tab.traffic.foreign
    return tab.page


@pytest.fixture
def hand(page):
    return Hand(page)


@pytest.fixture(scope="session")
def validator():
    """What judges HTML; None where it is missing."""
    with markup.validating() as validator:
        yield validator


@pytest.fixture(scope="session")
def shared_tab(chromium_if_any):
    """One tab for all visits: a new one each time costs as much as what is looked at in it."""
    return chromium_if_any and browser.Tab(chromium_if_any)


@pytest.fixture(scope="session")
def fingerprints(chromium_if_any):
    return fingerprint.Fingerprints(fingerprint.ground(chromium_if_any))


@pytest.fixture(scope="session")
def kept_verdicts():
    return verdicts.Verdicts(verdicts.folder())


@pytest.fixture
def memory(fingerprints, kept_verdicts, record_property):
    return Memory(fingerprints, kept_verdicts, partial(record_property, verdicts.VISIT))


@pytest.fixture
def visitor(shared_tab, client, validator, memory):
    return Visitor(client, shared_tab, validator, memory)


@pytest.fixture
def judge(chromium, shared_tab, memory):
    return Judge(shared_tab, memory)
