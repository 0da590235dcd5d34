"""What happens next with a form stands on a button that is in sight, for each role."""

import pytest
from django.urls import reverse

from dog_site.core.editing.next_step import RESUBMIT, SUBMIT
from news.models import NewsPage
from tests.desk.browser import SNIPPETS, approve, edit_url, entry, page_add_url, page_edit_url, post_page, propose
from tests.factories import NewsPageFactory
from tests.pages import parsed

NEWS = "news/newspage"
SAVE, PUBLISH = "Bewaar concept", "Publiceren"


def buttons(answer):
    """The words on the buttons that are in sight below a form."""
    footer = parsed(answer.content).find("footer")
    for hidden in footer.select("[data-w-dropdown-target=content]"):
        hidden.decompose()
    found = footer.select("nav button:not([data-w-dropdown-target]), nav a.button")
    return [" ".join(button.get_text().split()) for button in found]


def waiting_page(log_in):
    page = NewsPageFactory(slug="wacht", title="Wacht")
    post_page(log_in("communicatie"), page_edit_url(page), "submit", title="Wacht op u")
    return NewsPage.objects.get(pk=page.pk)


@pytest.mark.parametrize(
    "username, expected",
    [("communicatie", [SAVE, SUBMIT]), ("coordinatie", [SAVE, PUBLISH]), ("beheer", [SAVE, PUBLISH])],
)
def test_a_new_page_says_what_happens_next(log_in, username, expected):
    assert buttons(log_in(username).get(page_add_url(NEWS))) == expected
    page = NewsPageFactory(slug="bericht")
    assert buttons(log_in(username).get(page_edit_url(page))) == expected


@pytest.mark.parametrize(
    "kind, expected", [("venue", [SAVE, PUBLISH]), ("theme", [SAVE, PUBLISH]), ("entry", [SAVE, SUBMIT])]
)
def test_who_may_publish_still_proposes_a_figure(log_in, kind, expected):
    assert buttons(log_in("coordinatie").get(f"{SNIPPETS[kind]}add/")) == expected


@pytest.mark.parametrize("kind, username", [("venue", "communicatie"), ("theme", "cijfers"), ("entry", "cijfers")])
def test_an_item_says_that_it_is_handed_in(log_in, kind, username):
    assert buttons(log_in(username).get(f"{SNIPPETS[kind]}add/")) == [SAVE, SUBMIT]


def test_who_approves_sees_the_button_for_it(log_in):
    page = waiting_page(log_in)

    shown = buttons(log_in("coordinatie").get(page_edit_url(page)))

    assert shown[0] == SAVE
    assert shown[1].startswith("Goedkeuren")


def test_who_handed_in_sees_that_the_form_is_locked(log_in):
    page = waiting_page(log_in)

    assert buttons(log_in("communicatie").get(page_edit_url(page))) == ["Pagina is vergrendeld"]


def test_what_was_sent_back_is_handed_in_again(log_in):
    page = waiting_page(log_in)
    task = page.current_workflow_task_state
    log_in("coordinatie").post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", task.pk]))

    shown = buttons(log_in("communicatie").get(page_edit_url(page)))

    assert shown == [SAVE, RESUBMIT]


def test_the_button_hands_in(log_in):
    propose(log_in("cijfers"), edit_url(entry()), contribution="2.500")

    assert entry().current_workflow_state is not None
    approve(log_in("coordinatie"), entry())
    assert entry().contribution == 2_500
