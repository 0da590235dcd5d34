"""What views of the admin are declared with, and what people do in them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.desk.browser import SNIPPETS, approve, edit_url, entry, propose

# The window that Wagtail opens over a page.
WINDOW = ".modal-body"


@dataclass(frozen=True)
class View:
    """A view of the admin: `opens` brings a page there, as somebody who is logged in as `username`."""

    opens: Callable
    username: str
    with_frame: bool  # look at Wagtail's own sidebar and header too

    @property
    def name(self):
        return self.opens.__name__


_ALL: list[View] = []


def view(username, with_frame=False):
    """Makes of the function below it a view that everybody must be able to use."""

    def register(opens):
        _ALL.append(View(opens, username, with_frame))
        return opens

    return register


def views_of(room):
    """The views that a module of this package has, in its order."""
    return [view for view in _ALL if view.opens.__module__ == room.__name__]


def as_somebody_else(username):
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client


def published():
    """An entry whose amounts were changed: one person proposed that, and another approved it."""
    item = entry("DOG-2017-004")
    propose(as_somebody_else("cijfers"), edit_url(item), contribution="2.500", project_size="60.000")
    approve(as_somebody_else("coordinatie"))
    return item


def as_waiting(page):
    """The page after somebody proposed its publication."""
    author = get_user_model().objects.get(username="communicatie")
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    return page


def bulk(room, model, action, pages):
    """The address of an action on several pages."""
    keys = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=[room, model, action])}?{keys}&next=/beheer/"


def save(page):
    page.locator("footer button[type=submit]").first.click()


def open_list(page, kind):
    page.goto(SNIPPETS[kind])


def open_new(page, kind):
    page.goto(f"{SNIPPETS[kind]}add/")
    page.locator("#w-editor-form").wait_for()


def open_form(page, instance):
    page.goto(edit_url(instance))
    page.locator("#w-editor-form").wait_for()
