"""A text in a calendar file is escaped as RFC 5545 (3.3.11) says; both parsers of the tests forgive what is not."""

import pytest

from events.calendar.lines import Text


@pytest.mark.parametrize(
    "typed, written",
    [(";", rb"\;"), (",", rb"\,"), ("\n", rb"\n"), ("\\", rb"\\"), ("\\n", rb"\\n"), (":", b":"), ('"', b'"')],
)
def test_what_has_a_meaning_in_a_calendar_is_escaped(typed, written):
    assert Text(f"a{typed}b").to_ical() == b"a%sb" % written
