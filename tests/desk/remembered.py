"""A form that was fetched is remembered until something is written: then it may show something else.

A test that has written nothing looks at the site as it was made, so its forms serve all tests of this process. After a
first write the forms are kept apart, for this test and for as long as nothing more is written.
"""

from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import PageSubscription
from wagtail.users.models import UserProfile

# Going back to a savepoint is no reading: a form may show something else after it.
READS = ("SELECT", "SAVEPOINT", "RELEASE", "EXPLAIN", "PRAGMA")


def _table(model):
    return model._meta.db_table


# Logging in and opening a form keep who did so and when, and no form shows that.
VISITS = (
    *(f"{way} {_table(of)}" for way in ("INSERT INTO", "UPDATE", "DELETE FROM") for of in (Session, EditingSession)),
    *(f"INSERT INTO {_table(of)}" for of in (PageSubscription, UserProfile)),
    f"UPDATE {_table(get_user_model())} SET last_login =",
)


class Forms:
    """Forms by who opened them and where, and a count of what the test wrote on its connection."""

    def __init__(self):
        self.as_made, self.of_this_test = {}, {}
        self.writes = 0
        self.is_watching = False

    @contextmanager
    def during_a_test(self):
        self.of_this_test, self.writes, self.is_watching = {}, 0, True
        with connection.execute_wrapper(self._count):
            yield
        self.is_watching = False

    def at(self, client, url, fetch) -> dict:
        """What `fetch` gives, or gave since the last write for the same person on the same day."""
        if not self.is_watching:
            return fetch(client, url)
        known, key = self._known(), (client.session.get("_auth_user_id"), url, timezone.localdate())
        if key not in known:
            form = fetch(client, url)
            known = self._known()  # that first visit may have written something itself
            known[key] = form
        return {name: [*value] if isinstance(value, list) else value for name, value in known[key].items()}

    def _known(self):
        return self.of_this_test.setdefault(self.writes, {}) if self.writes else self.as_made

    def _count(self, execute, sql, params, many, context):
        words = str(sql).replace('"', "").lstrip("( \n")
        if not words.startswith(READS + VISITS):
            self.writes += 1
        return execute(sql, params, many, context)
