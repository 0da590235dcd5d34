"""Every public page type in every state it can be in: small functions that make the content and give the address."""

from . import agenda, home, news, projects, results, search
from .agenda import agenda_of_many, series_of_many_editions
from .home import standard_page_with_every_block
from .making import State, event, states_of, theme
from .news import news_list_of_many
from .projects import project_list_of_many
from .results import results_of_many_entries, theme_page_of_many
from .search import search_for_everything

__all__ = [
    "STATES",
    "agenda_of_many",
    "event",
    "news_list_of_many",
    "project_list_of_many",
    "results_of_many_entries",
    "search_for_everything",
    "series_of_many_editions",
    "standard_page_with_every_block",
    "theme",
    "theme_page_of_many",
]

# Room by room, each in the order of its module.
STATES: list[State] = [state for room in (home, projects, agenda, news, results, search) for state in states_of(room)]
