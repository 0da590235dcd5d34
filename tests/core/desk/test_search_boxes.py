"""Whatever somebody types in a search box of the admin, the answer is a list."""

import pytest
from django.db import transaction

from tests.desk.browser import SNIPPETS

TYPED = {
    "NUL": "py\0grunn",
    "a double quote": 'py"grunn',
    "a single quote": "'s-Gravenhage",
    "an open phrase": '"pygrunn',
    "operators": "AND OR NOT (py*) - + ^ ~ & | ! :* <-> NEAR",
    "a column": "title:pygrunn",
    "wildcards": "%_\\",
    "emoji": "🎉👩🏽‍💻",
    "5.000 letters": "a" * 5_000,
    "5.000 words": "a b " * 2_500,
    "spaces": "   ",
}
LISTS = [
    *SNIPPETS.values(),
    *(url.replace("/snippets/", "/snippets/choose/") + "results/" for url in SNIPPETS.values()),
    "/beheer/pages/search/",
    "/beheer/pages/3/",
    "/beheer/choose-page/search/",
    "/beheer/images/",
    "/beheer/images/chooser/results/",
    "/beheer/documents/",
    "/beheer/documents/chooser/results/",
    "/beheer/funding/importrun/",
    "/beheer/redirects/",
    "/beheer/users/",
]


def answer(client, url, words):
    """The status of the list, or the error; in a savepoint, so that the next question has a sound transaction."""
    try:
        with transaction.atomic():
            return client.get(url, {"q": words}).status_code
    except Exception as error:  # What a visitor would get as a 500.
        return repr(error)


@pytest.mark.parametrize("url", LISTS)
def test_whatever_is_typed_in_a_search_box_the_answer_is_a_list(log_in, url):
    client = log_in("beheer")

    answers = {name: answer(client, url, words) for name, words in TYPED.items()}

    assert {name: found for name, found in answers.items() if found != 200} == {}


@pytest.mark.parametrize(
    "url, words, found",
    [
        (SNIPPETS["entry"], "pygrunn", "DOG-2017-003"),
        (SNIPPETS["entry"], "WEB11", "DOG-2017-004"),
        (SNIPPETS["entry"], "DOG-2017-017", "Groningen X Digital"),
        (SNIPPETS["theme"], "infra", "Infrastructuur"),
        (SNIPPETS["organisation"], "RuG", "Rijksuniversiteit Groningen"),
        (SNIPPETS["source"], "6806242", "Raadsbrief"),
        (SNIPPETS["stated figure"], "D1", "D1"),
        (SNIPPETS["venue"], "suiker", "Suikerfabriek"),
        ("/beheer/pages/search/", "pygrunn", "PyGrunn"),
        ("/beheer/choose-page/search/", "pygr", "PyGrunn"),
        (SNIPPETS["entry"].replace("/snippets/", "/snippets/choose/") + "results/", "pygr", "DOG-2017-003"),
        (SNIPPETS["organisation"].replace("/snippets/", "/snippets/choose/") + "results/", "umc", "UMCG"),
        (SNIPPETS["venue"].replace("/snippets/", "/snippets/choose/") + "results/", "mart", "Martiniplaza"),
    ],
)
def test_a_search_box_finds_what_is_there(log_in, url, words, found):
    client = log_in("beheer")

    html = client.get(url, {"q": words}).content.decode()

    assert found in html
