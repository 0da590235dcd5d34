"""What a browser does: read the form the admin shows, type over it, post it, and read public pages."""

import csv
from contextlib import contextmanager

import bs4
from django.db import transaction
from django.test import Client
from wagtail.models import Collection, TaskState
from wagtail.test.utils.form_data import nested_form_data, streamfield

from dog_site.core.editing.versions import address_of
from events.models import EventIndexPage, Venue
from funding.models import FundingEntry, PublishedFigure, SourceDocument
from home.models import HomePage
from news.models import NewsIndexPage
from projects.models import Organisation, ProjectIndexPage, ProjectPage, Theme
from results.models import ResultsIndexPage, ThemeOverviewPage

from .html_forms import sent_by
from .remembered import Forms

ENTRIES = "/beheer/snippets/funding/fundingentry/"
SNIPPETS = {
    "theme": "/beheer/snippets/projects/theme/",
    "organisation": "/beheer/snippets/projects/organisation/",
    "source": "/beheer/snippets/funding/sourcedocument/",
    "stated figure": "/beheer/snippets/funding/publishedfigure/",
    "entry": ENTRIES,
    "venue": "/beheer/snippets/events/venue/",
}
MODELS = {
    "theme": Theme,
    "organisation": Organisation,
    "source": SourceDocument,
    "stated figure": PublishedFigure,
    "entry": FundingEntry,
    "venue": Venue,
}
PARENTS = {
    "events/eventpage": EventIndexPage,
    "events/eventseriespage": EventIndexPage,
    "home/standardpage": HomePage,
    "news/newspage": NewsIndexPage,
    "projects/projectpage": ProjectIndexPage,
    "results/themepage": ThemeOverviewPage,
    "results/yearlyresultspage": ResultsIndexPage,
}
REASON = "Vaststelling van 3 mei."
FORMS = Forms()
FORM_IDS = ("w-editor-form", "page-edit-form")


def shown(response_or_html) -> dict:
    """The names and values of the form in an admin page, as a browser would post them; a list where there are more."""
    html = getattr(response_or_html, "content", response_or_html)
    form_id = next(form_id for form_id in FORM_IDS if f'id="{form_id}"'.encode() in html)
    # The token is another one every time, and the test client asks for none.
    return {name: value for name, value in values(sent_by(html, form_id)).items() if name != "csrfmiddlewaretoken"}


def values(sent) -> dict:
    return {name: found if len(found) > 1 else found[0] for name, found in sent.lists()}


def form_at(client, url) -> dict:
    """The form at `url`; in a test it is fetched once, and again after anything was written."""
    return FORMS.at(client, url, _fetched)


def _fetched(client, url):
    response = client.get(url)
    assert response.status_code == 200, f"{url} does not open: {response.status_code}"
    return shown(response)


def post(client, url, action=None, /, *, form=None, **typed):
    """Post the form at `url` with what was `typed`; `form` stands in where `client` may not open it."""
    data = {**(form_at(client, url) if form is None else form), **typed}
    if action:
        data[f"action-{action}"] = "1"
    return client.post(url, posted(data))


def state_at(client, url) -> dict:
    """What the form at `url` says it showed, for a post of something else; nothing where `client` may not open it."""
    response = client.get(url)
    return {"loaded_state": shown(response)["loaded_state"]} if response.status_code == 200 else {}


def posted(data) -> dict:
    """What is posted of `data`: None stands for a tick that is taken away."""
    return {name: value for name, value in data.items() if value is not None}


def propose(client, url, /, **typed):
    """Submit a figure for approval, with a reason; a field that its form does not have is ignored."""
    return post(client, url, "submit", **{"change_reason": REASON, **typed})


def approve(client, item=None, **typed):
    """Approve what waits (of `item`, or whatever was proposed last), as somebody who looked at it in its window."""
    tasks = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).order_by("pk")
    task = tasks.last() if item is None else type(item)._base_manager.get(pk=item.pk).current_workflow_task_state
    item = task.workflow_state.content_object
    url = address_of("workflow_action", item.latest_revision, "approve", task.pk)
    return client.post(url, {"version": str(item.latest_revision_id), **typed}, follow=True)


def publish(log_in, url, /, **typed):
    """What makes a figure public: somebody proposes it, and somebody else approves; the answer to the proposal."""
    response = propose(log_in("cijfers"), url, **typed)
    if response.status_code == 302:
        approve(log_in("coordinatie"))
    return response


def post_page(client, url, action=None, body=(), /, *, form=None, report=(), **typed):
    """Like `post`, with the blocks of the body and of an event's report, which the admin's script would make."""
    return post(client, url, action, form=form, **streams(body, report), **typed)


def streams(body=(), report=()) -> dict:
    """What the admin's script posts for the blocks of a text."""
    return nested_form_data({"body": streamfield(body), "report": streamfield(report)})


@contextmanager
def taken_back():
    """What is done in this block to the database never happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def entry(reference="DOG-2017-003"):
    return FundingEntry.objects.get(reference=reference)


def edit_url(instance) -> str:
    return f"/beheer/snippets/{instance._meta.app_label}/{instance._meta.model_name}/edit/{instance.pk}/"


def page_add_url(page_type) -> str:
    return f"/beheer/pages/add/{page_type}/{PARENTS[page_type].objects.get().pk}/"


def page_edit_url(page) -> str:
    return f"/beheer/pages/{page.pk}/edit/"


def project(slug="pygrunn"):
    return ProjectPage.objects.get(slug=slug)


def root_collection() -> str:
    """What an editor leaves chosen for a new image or document."""
    return str(Collection.get_first_root_node().pk)


def errors(response_or_form) -> dict:
    """The sentences at each field of the form, or of the form that is shown again."""
    form = response_or_form.context["form"] if hasattr(response_or_form, "context") else response_or_form
    return {name: list(found) for name, found in form.errors.items()}


def new_entry(**typed) -> dict:
    """What somebody types in the form of a new entry."""
    return {
        "year": "2017",
        "title": "Nieuwe regel",
        "theme": str(Theme.objects.get(slug="infrastructuur").pk),
        "contribution": "1.000",
        "project_size": "2.000",
        "source": str(SourceDocument.objects.first().pk),
        "source_locator": "rij 24",
        **typed,
    }


def public(path):
    """What a visitor gets."""
    return Client().get(path)


def public_text(path) -> str:
    response = public(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    return b"".join(response).decode()


def figures(path) -> dict:
    """The exact values that a public page prints, by metric and scope."""
    soup = bs4.BeautifulSoup(public_text(path), "html.parser")
    return {
        (data["data-metric"], data["data-scope"]): data["value"]
        for data in soup.find_all("data")
        if data["data-source"] == "regels"
    }


def csv_row(reference) -> dict | None:
    """The row of an entry in the open data of 2017."""
    rows = csv.DictReader(public_text("/resultaten/2017/financiering.csv").splitlines())
    return next((row for row in rows if row["identifier"] == reference), None)


def what_visitors_see() -> list[str]:
    """The results page and the open data of 2017: nothing a draft does may change them."""
    return [public_text(path) for path in ("/resultaten/2017/", "/resultaten/2017/financiering.csv")]


def before_anything(look):
    """What `look` tells before the test has written anything: of the site as it was made, so once for all tests."""
    return FORMS.at(Client(), f"{look.__module__}.{look.__name__}", lambda _client, _name: {"": look()})[""]
