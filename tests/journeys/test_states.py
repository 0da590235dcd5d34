"""Everybody can use every public page in every state: browser, axe and html-validate find nothing wrong with it."""

import pytest
from django.test import override_settings

from home.views import bad_request, forbidden, form_refused, server_error

from .same_rows import count_anew
from .states import STATE_VISITS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("state", STATE_VISITS)
def test_everybody_can_use_the_page(visitor, state):
    count_anew()

    with override_settings(**state.settings):
        address = state.make()
        response = visitor.client.get(address)
        found = [*other_than_said(state, response), *visitor.findings(address, response)]

    assert found == [], "\n".join(found)


@pytest.mark.parametrize(
    "view, arguments", [(server_error, []), (bad_request, [None]), (forbidden, [None]), (form_refused, [])]
)
def test_everybody_can_use_the_page_of_a_refusal_and_of_a_server_error(visitor, rf, view, arguments):
    found = visitor.findings("/gaat-mis/", view(rf.get("/gaat-mis/"), *arguments))

    assert found == [], "\n".join(found)


def other_than_said(state, response):
    """In what the page that is there is not the one that the state says."""
    shown = (response.context or {}).get("page") or None
    route = response.resolver_match and response.resolver_match.url_name
    if state.route and route != state.route:
        yield f"state: it is at the route {route}, not {state.route}"
    if type(shown) is not (state.page_type or type(None)):
        yield f"state: it shows a {type(shown).__name__}"
