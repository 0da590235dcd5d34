"""What nobody would type, sent to every address of the admin: an answer in words, never a server error.

The addresses come from the resolver, so a new one is among them by itself.
"""

import pytest
from django.db import transaction
from django.test import RequestFactory

from dog_site.core.editing.unreadable import SaysWhatIsUnreadable
from dog_site.core.lists.names import sort_key
from tests.desk.browser import taken_back
from tests.desk.test_every_address import addresses, waiting

__all__ = ["waiting"]

VALUES = {
    "a NUL": "a\x00b",
    "nineteen digits": "9" * 19,
    "a negative number": "-1",
    "ten thousand words": " ".join(["woord"] * 10_000),
}
# What the views of the admin read, wherever they read it.
NAMES = (
    *(
        "q",
        "p",
        "id",
        "page",
        "pk",
        "next",
        "search",
        "query",
        "order",
        "ordering",
        "offset",
        "limit",
        "fields",
        "type",
    ),
    *("child_of", "collection_id", "locale", "year", "theme", "stage", "content_type", "user", "timestamp_after"),
    *("chooser_id", "multiple", "page_type", "position", "version", "revision", "export", "action", "tag", "mode"),
    *("loaded_revision_id", "loaded_state", "title", "name", "contribution", "body-count", "form-TOTAL_FORMS"),
)
# Where words are searched for or kept; elsewhere a fifth of them is as much too much.
WORDY = {"q", "search", "query", "title", "name", "tag"}
# Wagtail's page to see what a server error looks like.
ON_PURPOSE = {"wagtailadmin_error_test"}
CASES = [("beheer", kind) for kind in VALUES] + [(role, "a NUL") for role in ("communicatie", "cijfers", "coordinatie")]


@pytest.mark.slow
@pytest.mark.parametrize("role, kind", CASES)
def test_no_address_of_the_admin_fails(waiting, nothing_is_rendered, role, kind):  # noqa: F811
    client = waiting(role)
    client.raise_request_exception = False
    sent, failed, value = 0, set(), VALUES[kind]
    data = {name: value if name in WORDY else value[:12_000] for name in NAMES}

    for name, url in addresses():
        if name in ON_PURPOSE:
            continue
        for method in (client.get, client.post):
            with taken_back():
                response = method(url, data)
                transaction.set_rollback(False)
                sent += 1
                if response.status_code >= 500:
                    failed.add((method.__name__, name))

    assert sent > 600
    assert failed == set()


def test_it_is_said_in_dutch_and_a_script_hears_it_as_json(log_in):
    client, url = log_in("beheer"), "/beheer/choose-page/chosen-multiple/"

    page = client.get(url, {"id": "x"})
    script = client.get(url, {"id": "x"}, headers={"accept": "application/json"})

    assert (page.status_code, script.status_code) == (400, 400)
    assert "Dit verzoek is niet te lezen" in page.content.decode()
    assert script.json() == {"message": "Dit verzoek is niet te lezen"}


def test_what_our_own_code_raises_stays_a_server_error():
    request = RequestFactory().get("/beheer/", {"q": "x"})
    with pytest.raises(AttributeError) as raised:
        sort_key(None)

    assert SaysWhatIsUnreadable(None).process_exception(request, raised.value) is None
