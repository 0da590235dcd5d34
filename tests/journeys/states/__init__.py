"""What there is to look at: every type of public page in every state, and every view of the admin that is ours.

How to add one, in the module of its room:

- A state is a small function that makes the content and gives the address, below `@state(PageType)`; at an address of
  our own in urls.py it is `@state(None, route="its_name")`. `test_states.py` opens it and asks everything: HTML, axe
  in the light and in the dark, fit at every width, targets, focus, headings, print, policy, weight.
- A view is a function that brings a page there as the editor named in `@view("username")`; `test_views.py` judges
  what stands in the main part of it, or in the window over it.

Rows that are the same but for a number are made with `many` or `many_pages` of tests/factories.py. A page type, an
address of our own and a type of block without a state fail a test. Pages of the site of 2017 are visited in any case.
"""

import pytest

from . import agenda, bureau, funding, home, importing, news, projects, results, search
from .desk import View, views_of
from .home import standard_page_with_every_block
from .making import State, states_of

__all__ = ["STATES", "STATE_VISITS", "VIEWS", "VIEW_VISITS", "WITH_PHOTOGRAPHS", "standard_page_with_every_block"]

# The modules of this package, each with the room that its states and views are of.
_ROOMS = {
    home: "home",
    projects: "projects",
    agenda: "events",
    news: "news",
    results: "results",
    search: "home",
    funding: "funding",
    importing: "funding",
    bureau: "desk",
}
# Room by room, each in the order of its module.
STATES: list[State] = [state for module in _ROOMS for state in states_of(module)]
VIEWS: list[View] = [view for module in _ROOMS for view in views_of(module)]


def visits(of_module):
    """Each state or view as a case of a test, marked with its room for `make test ROOM=`."""
    return [
        pytest.param(each, id=each.name, marks=pytest.mark.site(room=room))
        for module, room in _ROOMS.items()
        for each in of_module(module)
    ]


STATE_VISITS, VIEW_VISITS = visits(states_of), visits(views_of)

WITH_PHOTOGRAPHS = [projects.project_with_a_photograph, news.news_with_a_photograph, agenda.event_with_photographs]
