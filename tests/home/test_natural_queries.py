"""What people type finds what they mean, on both databases alike."""

import pytest

from tests.home.natural_queries import OF_A_VISITOR, QUERIES, answers, queries, score

# Of every hundred queries; raised when the search gets better, never lowered.
FLOOR, FLOOR_OF_A_VISITOR = 90, 85


@pytest.mark.parametrize("path, floor", [(QUERIES, FLOOR), (OF_A_VISITOR, FLOOR_OF_A_VISITOR)])
def test_most_of_what_people_type_finds_what_they_mean_among_the_first(client, path, floor):
    found = answers(client, path)

    right = sum(answer.is_right for answer in found)
    missed = [str(answer) for answer in found if not answer.is_right]
    assert right * 100 >= floor * len(found), "\n".join([score(found), *missed])


def test_the_list_is_long_and_asks_each_thing_once():
    texts = [query.text for query in queries()]

    assert len(texts) >= 60
    assert len(set(texts)) == len(texts)


def test_every_page_that_is_expected_is_there(client):
    """A mistake in the list would be a miss that no search can mend."""
    asked = [*queries(), *queries(OF_A_VISITOR)]
    addresses = {expected for query in asked for expected in query.expected if expected.startswith("/")}

    assert {address for address in addresses if client.get(address).status_code != 200} == set()
