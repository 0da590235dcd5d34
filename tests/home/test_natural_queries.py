"""What people type finds what they mean, on both databases alike."""

from tests.home.natural_queries import answers, queries, score

# Of every hundred queries; raised when the search gets better, never lowered.
FLOOR = 90


def test_most_of_what_people_type_finds_what_they_mean_among_the_first(client):
    found = answers(client)

    right = sum(answer.is_right for answer in found)
    missed = [str(answer) for answer in found if not answer.is_right]
    assert right * 100 >= FLOOR * len(found), "\n".join([score(found), *missed])


def test_the_list_is_long_and_asks_each_thing_once():
    texts = [query.text for query in queries()]

    assert len(texts) >= 60
    assert len(set(texts)) == len(texts)


def test_every_page_that_is_expected_is_there(client):
    """A mistake in the list would be a miss that no search can mend."""
    addresses = {expected for query in queries() for expected in query.expected if expected.startswith("/")}

    assert {address for address in addresses if client.get(address).status_code != 200} == set()
