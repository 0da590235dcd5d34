"""States of the search page."""

from home.models import SearchPage
from tests.factories import OrganisationFactory, ProjectPageFactory

from .making import LONG, WORD, state, theme


@state(SearchPage)
def search_for_everything():
    return "/zoeken/"


@state(SearchPage)
def search_with_results():
    return "/zoeken/?q=pygrunn"


@state(SearchPage)
def search_with_many_results():
    return "/zoeken/?q=groningen"


@state(SearchPage)
def search_within_a_kind_and_a_theme():
    return "/zoeken/?q=groningen&soort=project&thema=infrastructuur"


@state(SearchPage)
def search_for_what_looks_alike():
    """Found on PostgreSQL only; on SQLite it is one more search without results."""
    return "/zoeken/?q=digtial"


@state(SearchPage)
def search_without_results():
    return f"/zoeken/?q={WORD * 3}"


@state(SearchPage)
def search_for_the_longest_words():
    ProjectPageFactory(theme=theme(), title=LONG, summary=LONG)
    OrganisationFactory(name=LONG[:200])
    return f"/zoeken/?q={WORD}"
