"""Every view of the admin opens, in Dutch."""

from itertools import cycle

import bs4
import pytest
from wagtail.models import Page

from events.models import EventIndexPage, EventPage, EventSeriesPage
from home.models import HomePage, SearchPage, StandardPage
from news.models import NewsIndexPage, NewsPage
from projects.models import ProjectIndexPage, ProjectPage
from results.models import ResultsIndexPage, ThemeOverviewPage, ThemePage, YearlyResultsPage
from tests.desk.browser import ENTRIES, MODELS, PARENTS, SNIPPETS, edit_url, entry, form_at, new_entry, page_add_url
from tests.factories import FundingEntryFactory, PublishedFigureFactory

VIEWS = [
    "{list}",
    "{list}results/",
    "{list}add/",
    "{list}edit/{pk}/",
    "{list}usage/{pk}/",
    "{list}history/{pk}/",
    "{list}delete/{pk}/",
    "{list}unpublish/{pk}/",
    "{list}history/{pk}/revisions/{revision}/revert/",
    "{list}history/{pk}/revisions/compare/earliest...latest/",
    "{list}history/{pk}/revisions/compare/live...latest/",
    "{choose}",
    "{choose}results/",
    "{choose}chosen/{pk}/",
]
ENTRY_VIEWS = [
    "{list}inspect/{pk}/",
    "{list}preview/{pk}/",
    "{list}history/{pk}/revisions/{revision}/view/",
    "{list}workflow_history/{pk}/",
    "{list}?export=csv",
    "{list}?export=xlsx",
]


@pytest.mark.parametrize("kind", SNIPPETS)
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_of_an_item_opens(log_in, kind, view):
    client = log_in("beheer")
    item = MODELS[kind].objects.first()
    if "delete" in view and kind in ("entry", "stated figure"):
        # A published one is not deleted.
        item = {"entry": FundingEntryFactory, "stated figure": PublishedFigureFactory}[kind](live=False)
    urls = {"list": SNIPPETS[kind], "choose": SNIPPETS[kind].replace("/snippets/", "/snippets/choose/")}

    response = client.get(view.format(pk=item.pk, revision=item.latest_revision_id, **urls))

    assert response.status_code == 200


@pytest.mark.parametrize("view", ENTRY_VIEWS)
def test_a_view_of_an_entry_opens(log_in, view):
    client = log_in("cijfers")
    if "preview" in view:
        client.post(f"{ENTRIES}preview/{entry().pk}/", form_at(client, edit_url(entry())))

    response = client.get(view.format(list=ENTRIES, pk=entry().pk, revision=entry().latest_revision_id))

    assert response.status_code == 200


def test_the_preview_of_an_entry_shows_the_amount_that_was_typed(log_in):
    client = log_in("cijfers")
    url = f"{ENTRIES}preview/{entry().pk}/"
    form = form_at(client, edit_url(entry()))

    client.post(url, form | {"contribution": "2.500"})

    assert "2.500" in client.get(url).content.decode()
    assert entry().contribution == 1_500


@pytest.mark.parametrize(
    "typed",
    [{}, {"title": "", "year": ""}, {"contribution": "abc"}, {"theme": ""}, {"source": "", "source_locator": ""}],
)
def test_the_preview_of_an_entry_that_is_not_complete_is_no_error(log_in, typed):
    client = log_in("cijfers")
    form = form_at(client, f"{ENTRIES}add/") | new_entry(**typed)

    posted = client.post(f"{ENTRIES}preview/", form)
    previewed = client.get(f"{ENTRIES}preview/")

    assert posted.status_code == 200
    assert previewed.status_code == 200


PAGE_TYPES = [
    HomePage,
    StandardPage,
    ProjectIndexPage,
    ProjectPage,
    ThemeOverviewPage,
    ThemePage,
    ResultsIndexPage,
    YearlyResultsPage,
    EventIndexPage,
    EventSeriesPage,
    EventPage,
    NewsIndexPage,
    NewsPage,
    SearchPage,
]
# What depends on the fields, the buttons and the templates of a page type.
PAGE_VIEWS = [
    "/beheer/pages/{pk}/",
    "/beheer/pages/{pk}/view_draft/",
    "/beheer/pages/{pk}/revisions/{revision}/view/",
    "/beheer/pages/{pk}/revisions/{revision}/revert/",
    "/beheer/pages/{pk}/revisions/compare/live...latest/",
]
# What Wagtail shows of any page: each view for some types, and each type in one of the views.
WAGTAILS_VIEWS = [
    "/beheer/pages/{pk}/history/",
    "/beheer/pages/{pk}/usage/",
    "/beheer/pages/{pk}/workflow_history/",
    "/beheer/pages/usage/{app}/{model}/",
]


def address(view, model):
    page, meta = model.objects.first(), model._meta
    return view.format(pk=page.pk, revision=page.latest_revision_id, app=meta.app_label, model=meta.model_name)


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
@pytest.mark.parametrize("view", PAGE_VIEWS)
def test_a_view_of_a_page_opens(log_in, model, view):
    client = log_in("beheer")

    assert client.get(address(view, model)).status_code == 200


@pytest.mark.parametrize("view, model", [*zip(cycle(WAGTAILS_VIEWS), PAGE_TYPES, strict=False)])
def test_a_view_of_wagtail_opens_for_a_page(log_in, view, model):
    client = log_in("beheer")

    assert client.get(address(view, model)).status_code == 200


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_a_page_opens_in_its_form_and_is_previewed(log_in, model):
    client = log_in("beheer")
    url = address("/beheer/pages/{pk}/edit/", model)
    form = form_at(client, url)

    posted = client.post(f"{url}preview/", form | {"body-count": "0", "report-count": "0"})
    previewed = client.get(f"{url}preview/")

    assert posted.status_code == 200
    assert previewed.status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        "/beheer/",
        "/beheer/images/",
        "/beheer/images/add/",
        "/beheer/documents/",
        "/beheer/documents/add/",
        "/beheer/redirects/",
        "/beheer/redirects/add/",
        "/beheer/users/",
        "/beheer/groups/",
        "/beheer/workflows/list/",
        "/beheer/workflows/tasks/index/",
        "/beheer/collections/",
        "/beheer/sites/",
        "/beheer/account/",
        "/beheer/reports/site-history/",
        "/beheer/reports/workflow/",
        "/beheer/reports/aging-pages/",
        "/beheer/reports/locked/",
        "/beheer/reports/page-types-usage/",
        "/beheer/choose-page/",
        "/beheer/images/chooser/",
        "/beheer/documents/chooser/",
        "/beheer/funding/importrun/",
    ],
)
def test_a_view_of_the_admin_itself_opens(log_in, url):
    client = log_in("beheer")

    assert client.get(url).status_code == 200


def labels(client, url):
    soup = bs4.BeautifulSoup(client.get(url).content, "html.parser")
    chosen = soup.select("form[data-edit-form] label, form[data-edit-form] legend, form[data-edit-form] h2, .help")
    return {" ".join(label.get_text(" ").replace("*", "").split()) for label in chosen}


@pytest.mark.parametrize(
    "url, dutch",
    [
        (f"{ENTRIES}add/", {"Bijdrage van de gemeente", "Thema", "Bron", "Jaar", "Titel"}),
        (f"{SNIPPETS['theme']}add/", {"Naam", "Tint", "Volgorde"}),
        (f"{SNIPPETS['organisation']}add/", {"Naam", "Soort"}),
        (f"{SNIPPETS['source']}add/", {"Titel", "Soort", "Datum"}),
        (f"{SNIPPETS['stated figure']}add/", {"Nummer", "Titel", "Toelichting"}),
    ],
)
def test_the_labels_of_a_form_are_dutch(log_in, url, dutch):
    client = log_in("coordinatie")

    found = labels(client, url)

    assert dutch <= found


ENGLISH = ["contribution", "theme", "source", "amount", "applicant", "entry", "entries", "year of", "figure", "the "]


@pytest.mark.parametrize(
    "url", [*(f"{url}add/" for url in SNIPPETS.values()), "/beheer/images/add/", "/beheer/documents/add/"]
)
def test_no_english_word_of_our_own_stands_in_a_form(log_in, url):
    client = log_in("beheer")

    words = " | ".join(labels(client, url)).lower()

    assert [word for word in ENGLISH if f" {word}" in f" {words}"] == []


@pytest.mark.parametrize("page_type", PARENTS)
def test_no_english_word_of_our_own_stands_in_the_form_of_a_page(log_in, page_type):
    client = log_in("coordinatie")

    words = " | ".join(labels(client, page_add_url(page_type))).lower()

    assert [word for word in ENGLISH if f" {word}" in f" {words}"] == []


def test_every_page_of_the_site_has_a_type_that_is_tested_here():
    assert {type(page) for page in Page.objects.filter(depth__gt=1).specific()} == {*PAGE_TYPES}
