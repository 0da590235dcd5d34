"""Somebody who finds a leak finds whom to tell: /.well-known/security.txt by RFC 9116."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest
from django.core.checks import run_checks
from django.utils import timezone

from tests.test_settings import COMPLETE, check

ADDRESS = "/.well-known/security.txt"


@pytest.fixture
def contact(settings):
    settings.SECURITY_CONTACT = ["mailto:lek@example.org", "https://example.org/lek"]
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.org/"
    return settings


def fields(response):
    """The fields of the file, each with its values in order."""
    found = defaultdict(list)
    for line in response.content.decode().splitlines():
        name, value = line.split(": ", 1)
        found[name].append(value)
    return dict(found)


def warnings():
    return [message.id for message in run_checks(include_deployment_checks=True) if message.id.startswith("operations")]


def test_the_file_says_whom_to_tell_in_which_language(client, contact):
    response = client.get(ADDRESS)

    found = fields(response)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert found["Contact"] == ["mailto:lek@example.org", "https://example.org/lek"]
    assert found["Preferred-Languages"] == ["nl, en"]
    assert found["Canonical"] == ["https://www.example.org/.well-known/security.txt"]
    assert set(found) == {"Contact", "Expires", "Preferred-Languages", "Canonical"}
    assert response.content.endswith(b"\n")


def test_without_a_moment_of_its_own_it_expires_within_a_year_and_on_the_same_moment_all_day(client, contact):
    first, second = (fields(client.get(ADDRESS))["Expires"] for _time in range(2))

    [expires] = first
    moment = datetime.fromisoformat(expires)
    assert first == second
    assert timedelta(days=30) < moment - timezone.now() < timedelta(days=365)
    assert (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def test_it_expires_when_the_operator_says(client, contact):
    contact.SECURITY_TXT_EXPIRES = datetime(2027, 1, 31, 12, 30, tzinfo=UTC)

    assert fields(client.get(ADDRESS))["Expires"] == ["2027-01-31T12:30:00Z"]


def test_without_a_contact_there_is_no_file(client, settings):
    settings.SECURITY_CONTACT = []

    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_file_can_only_be_read(client, contact, method):
    assert getattr(client, method)(ADDRESS).status_code == 405


@pytest.mark.parametrize(
    "days, expected",
    [
        (None, []),
        (40, []),
        (364, []),
        (29, ["operations.W003"]),
        (-1, ["operations.W002"]),
        (366, ["operations.W004"]),
    ],
)
def test_the_deploy_check_warns_before_the_file_expires(contact, days, expected):
    contact.SECURITY_TXT_EXPIRES = days and timezone.now() + timedelta(days=days)

    assert warnings() == expected


def test_the_deploy_check_warns_when_nobody_is_named(settings):
    settings.SECURITY_CONTACT = []

    assert warnings() == ["operations.W001"]


@pytest.mark.parametrize(
    "name, value",
    [
        ("SECURITY_CONTACT", "lek@example.org"),
        ("SECURITY_CONTACT", "mailto:lek@example.org,http://example.org"),
        ("SECURITY_TXT_EXPIRES", "volgend jaar"),
        ("SECURITY_TXT_EXPIRES", "2027-02-31"),
    ],
)
def test_the_site_does_not_start_with_a_contact_or_moment_that_is_none(name, value):
    result = check({**COMPLETE, name: value})

    assert result.returncode != 0
    assert name in result.stderr
