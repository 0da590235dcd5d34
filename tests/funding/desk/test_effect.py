"""The effect on totals beside the amounts: told to who may edit, for anything that is typed, and never saved."""

import json
from itertools import product

import bs4
import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.admin.models import FormState
from wagtail.models import ModelLogEntry, Revision

from dog_site.core.figures import Metric
from funding.models import FundingEntry
from home.models import StandardPage
from projects.models import Theme
from tests.desk.browser import ENTRIES, edit_url, entry, form_at, new_entry, what_visitors_see
from tests.factories import FundingEntryFactory, ProjectPageFactory

GARBAGE = ["", "-5", "12.50", "NaN", "1e999", "9" * 5_000, "12\0", "<script>x</script>", "٣", "\u202e12", "None", "[]"]
FIELDS = [
    "year",
    "theme",
    "project",
    "stage",
    "contribution",
    "contribution_state",
    "project_size",
    "project_size_state",
]


def address(of=None):
    return f"{ENTRIES}effect/{of.pk}/" if of else f"{ENTRIES}effect/"


def ask(client, of=None, **typed):
    """The effect of what is typed over the form of an entry, or over that of a new one, as the script gets it."""
    form = form_at(client, edit_url(of)) if of else form_at(client, f"{ENTRIES}add/")
    return client.post(f"{address(of)}?fragment", {**form, **typed})


def text(response):
    assert response.status_code == 200
    return " ".join(bs4.BeautifulSoup(response.content, "html.parser").get_text(" ").replace("\u00a0", " ").split())


def stored():
    return [
        list(FundingEntry.objects.values()),
        Revision.objects.count(),
        ModelLogEntry.objects.count(),
        FormState.objects.count(),
        what_visitors_see(),
    ]


def test_an_amount_that_is_typed_shows_the_total_it_would_make(log_in):
    found = text(ask(log_in("cijfers"), entry("DOG-2017-001"), contribution="10.000", project_size="10.000"))

    assert f"Hoofdtotaal 2017 {Metric.CONTRIBUTION.label} € 474.427 → € 479.427" in found


def test_a_new_entry_shows_the_total_it_would_make(log_in):
    found = text(ask(log_in("cijfers"), **new_entry(contribution="5.000", project_size="5.000")))

    assert "€ 474.427 → € 479.427" in found


def test_a_statement_that_would_not_hold_any_more_is_named_with_a_way_to_it(log_in):
    response = ask(log_in("cijfers"), entry("DOG-2017-001"), stage="ingetrokken")

    soup = bs4.BeautifulSoup(response.content, "html.parser")
    told = {link.get_text(): link.parent.find("strong") for link in soup.select("li a")}
    assert told["D5"] is not None
    assert told["D7"] is None
    assert "/publishedfigure/edit/" in soup.select("li a")[0]["href"]


@pytest.mark.parametrize("username, is_linked", [("cijfers", False), ("beheer", True)])
def test_a_page_is_linked_for_who_may_edit_it(log_in, username, is_linked):
    page = StandardPage.objects.get(slug="over")
    block = {"metric": "bijdrage", "scope": "hoofdtotaal", "year": "2017", "wording": "exact"}
    page.body = json.dumps([{"type": "figure", "value": block}])
    page.save_revision().publish()

    html = ask(log_in(username), entry(), contribution="2.500").content.decode()

    assert "“€\u00a0474.427”" in html
    assert (f"/pages/{page.pk}/edit/" in html) == is_linked


@pytest.mark.parametrize("field", ["contribution", "project_size"])
@pytest.mark.parametrize("amount", ["-5", "12.50", "1e5", "abc"])
def test_an_amount_that_cannot_be_read_is_named_and_becomes_no_other(log_in, field, amount):
    found = text(ask(log_in("cijfers"), entry(), **{field: amount, "stage": "verleend", "year": "2018"}))

    label = FundingEntry._meta.get_field(field).verbose_name
    assert f"{label}." in found
    assert (f"2018 {Metric.CONTRIBUTION.label}" in found) == (field != "contribution")
    assert (f"2018 {Metric.PROJECT_SIZE.label}" in found) == (field != "project_size")


def test_a_new_entry_of_which_nothing_is_typed_says_what_is_needed(log_in):
    html = log_in("cijfers").get(f"{ENTRIES}add/").content.decode()

    result = bs4.BeautifulSoup(html, "html.parser").select_one("[data-effect-result]").get_text()
    for name in ("year", "theme", "contribution", "project_size"):
        assert str(FundingEntry._meta.get_field(name).verbose_name) in result


def test_the_form_opens_with_the_effect_of_the_draft_and_a_button_that_needs_no_script(log_in):
    client, draft = log_in("cijfers"), entry("DOG-2017-001")
    draft.contribution = draft.project_size = 10_000
    draft.save_revision()

    panel = bs4.BeautifulSoup(client.get(edit_url(draft)).content, "html.parser").select_one("[data-effect]")

    assert "€\u00a0479.427" in panel.get_text()
    assert panel.find("button")["formaction"] == address(draft)
    assert panel["data-effect"] == f"{address(draft)}?fragment"


def test_without_a_script_the_effect_is_a_whole_page(log_in):
    client = log_in("cijfers")

    response = client.post(address(entry()), {**form_at(client, edit_url(entry())), "contribution": "2.500"})

    assert b"<html" in response.content
    assert "€ 475.427" in text(response)


@pytest.mark.slow
@pytest.mark.parametrize("of", [None, "DOG-2017-003"])
def test_whatever_is_typed_gets_an_answer_and_is_never_saved(log_in, of):
    client, of = log_in("cijfers"), entry(of) if of else None
    form = form_at(client, edit_url(of)) if of else {**form_at(client, f"{ENTRIES}add/"), **new_entry()}
    names = [*FIELDS, "reference", "project_size_scope", "partners-TOTAL_FORMS", "partners-0-id", "start_date"]
    before = stored()

    for name, value in product(names, GARBAGE):
        response = client.post(f"{address(of)}?fragment", {**form, name: value})
        assert response.status_code == 200, (name, value)
        assert b"<script" not in response.content

    assert stored() == before


@pytest.mark.parametrize("data", [{}, {"year": "2017"}, {"contribution": ["1", "2"]}, {"theme": "9" * 30}])
def test_half_a_form_gets_an_answer(log_in, data):
    client = log_in("cijfers")

    assert [client.post(where, data).status_code for where in (address(), address(entry()))] == [200, 200]


@pytest.mark.parametrize("username, status", [("communicatie", 302), ("cijfers", 200), ("beheer", 200)])
def test_only_who_may_edit_an_entry_is_told_its_effect(log_in, username, status):
    client = log_in(username)

    assert [client.post(where).status_code for where in (address(), address(entry()))] == [status, status]


def test_nobody_is_told_without_logging_in(client):
    response = client.post(address(entry()))

    assert (response.status_code, response.url.partition("?")[0]) == (302, "/beheer/login/")


def test_an_entry_that_is_not_there_has_no_effect(log_in):
    client = log_in("cijfers")

    assert [client.post(f"{ENTRIES}effect/{pk}/").status_code for pk in ("999999", "9" * 40)] == [404, 404]


def test_an_address_to_post_to_is_not_one_to_open(log_in):
    assert log_in("cijfers").get(address(entry())).status_code == 405


def test_the_effect_takes_few_queries(log_in, django_assert_max_num_queries):
    client = log_in("cijfers")
    form = form_at(client, edit_url(entry())) | {"theme": str(Theme.objects.get(slug="anders").pk), "year": "2018"}
    ContentType.objects.clear_cache()

    with django_assert_max_num_queries(65):  # some thirty are the form's own
        client.post(f"{address(entry())}?fragment", form)


def test_the_preview_of_an_entry_shows_its_project_and_the_effect(log_in):
    client = log_in("cijfers")
    where = f"{ENTRIES}preview/{entry('DOG-2017-001').pk}/"
    client.post(
        where, {**form_at(client, edit_url(entry("DOG-2017-001"))), "contribution": "10.000", "project_size": "10.000"}
    )

    found = text(client.get(where))

    assert f"{Metric.CONTRIBUTION.label} € 10.000" in found
    assert "€ 474.427 → € 479.427" in found


def test_the_form_names_the_entry_that_states_the_size_of_its_project_already(log_in):
    project = ProjectPageFactory(slug="al-genoemd")
    first = FundingEntryFactory(project=project, year=2017, project_size=17_500)
    second = FundingEntryFactory(project=project, year=2017, project_size=17_500, live=False)

    found = text(ask(log_in("cijfers"), second, contribution="5.000", project_size="17.500"))

    assert f"Regel {first.reference} van dit project noemt al een omvang van € 17.500." in found
