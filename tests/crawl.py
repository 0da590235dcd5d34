"""The untouched site, crawled once per worker and kept: what tests read of it they need not fetch again."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from tests.pages import parsed, public_addresses


@dataclass(frozen=True)
class Answer:
    """What the site answered, by the names of a Django response; nothing of it can be changed but `soup`."""

    address: str
    status_code: int
    headers: MappingProxyType
    cookies: frozenset
    content: bytes
    asked_at: datetime

    def __getitem__(self, header):
        return self.headers[header]

    def getvalue(self):
        return self.content

    @cached_property
    def text(self):
        return self.content.decode("utf-8")

    @cached_property
    def soup(self):
        """The page as it was parsed, once for all tests: to read only, which `site_as_made` checks at the end."""
        assert self.status_code == 200, self.address
        return parsed(self.content)


def answer(client, address):
    asked_at = timezone.now()
    response = client.get(address)
    content = response.getvalue()  # read to its end, also where it is streamed: that closes it
    headers = MappingProxyType(dict(response.items()))
    return Answer(address, response.status_code, headers, frozenset(response.cookies), content, asked_at)


@pytest.fixture(scope="session")
def site_as_made(django_db_setup, django_db_blocker):
    """The answers of the site as it was made, by address: to compare with, and for tests that change nothing."""
    with django_db_blocker.unblock():
        answers = keep_answers()
    yield answers
    changed = [found.address for found in answers.values() if is_changed(found)]
    assert changed == [], "a test changed a page that is kept for all tests"


def keep_answers():
    """The answers at every public address, by address, before any test has begun."""
    assert not connection.in_atomic_block, "Crawl before the test begins: name site_as_made as an argument."
    client = Client()
    with transaction.atomic():
        answers = {address: answer(client, address) for address in public_addresses()}
        transaction.set_rollback(True)
    # A response of a test's own cannot tell that somebody was here before.
    cache.clear()
    Site.clear_site_root_paths_cache()
    return MappingProxyType(answers)


def is_changed(found):
    return "soup" in vars(found) and found.soup != parsed(found.content)
