"""The worklist "Aansluiting": what is unexplained on top, each row one step from what settles it."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext

from dog_site.core.models import ContentVersion
from funding.models import FundingEntry, PublishedFigure, SourceDocument
from tests.desk.browser import edit_url
from tests.factories import FundingEntryFactory, PublishedFigureFactory, SourceDocumentFactory, many
from tests.pages import settle

WORKLIST = "/beheer/aansluiting/"


def soup(client, query=""):
    response = client.get(WORKLIST + query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def rows(client, query=""):
    """The first words of each row: the number of the stated figure."""
    table = soup(client, query).select_one("table.listing")
    return [row.td.get_text().split()[0] for row in table.select("tbody tr")] if table else []


def unexplained(**values):
    return PublishedFigureFactory(number="X9", title="Zonder uitleg", value=7, year=2017, **values)


@pytest.mark.parametrize(
    "role, may", [("communicatie", False), ("cijfers", True), ("coordinatie", True), ("beheer", True)]
)
def test_it_opens_for_who_may_see_the_entries(log_in, role, may):
    client = log_in(role)

    assert (client.get(WORKLIST).status_code == 200) is may
    assert (f'"{WORKLIST}"' in client.get("/beheer/").content.decode()) is may


def test_a_visitor_is_asked_to_log_in(client):
    assert client.get(WORKLIST).status_code == 302


def test_what_is_unexplained_stands_on_top_and_forecasts_at_the_end(log_in):
    unexplained()

    found = rows(log_in("cijfers"))

    assert found == ["X9", "D1", "D2", "D3", "D8", "D4", "D5", "D6", "D7", "D9"]


def test_within_a_verdict_the_latest_year_comes_first(log_in):
    FundingEntryFactory(year=2018, contribution=1_000)
    for number, year in (("X7", 2017), ("X8", 2018)):
        PublishedFigureFactory(number=number, value=7, year=year)

    assert rows(log_in("cijfers"))[:2] == ["X8", "X7"]


def test_it_counts_the_verdicts(log_in):
    unexplained()

    counts = soup(log_in("cijfers")).select_one("[data-tally]").get_text(" ", strip=True)

    assert counts == ("Sluit aan: 4 Wijkt af, verklaard: 3 Wijkt af, onverklaard: 1 Niet te toetsen: 1 Verwachting: 1")


def test_it_is_narrowed_to_a_source_a_year_or_a_verdict(log_in):
    client = log_in("cijfers")
    FundingEntryFactory(year=2018, contribution=1_000)
    other = PublishedFigureFactory(number="X1", year=2018, source=SourceDocumentFactory(title="Jaarrekening"))

    assert rows(client, f"?bron={other.source_id}") == ["X1"]
    assert rows(client, "?jaar=2018") == ["X1"]
    assert rows(client, "?oordeel=prognose") == ["D9"]
    assert rows(client, f"?bron={other.source_id}&jaar=2017") == []


@pytest.mark.parametrize("value", ["", "'", "0", "-1", "9" * 400, "x" * 2_000, "%00", "<script>alert(1)</script>"])
@pytest.mark.parametrize("name", ["bron", "jaar", "oordeel", "p", "onzin"])
def test_a_filter_that_means_nothing_is_left_out(log_in, name, value):
    client = log_in("cijfers")

    response = client.get(f"{WORKLIST}?{name}={value}")

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert len(rows(client, f"?{name}={value}")) == 9


def test_a_row_leads_to_the_form_the_source_and_the_entries(log_in):
    figure = PublishedFigure.objects.get(number="D1")

    row = soup(log_in("cijfers")).select_one("table.listing").tbody.find("tr")

    links = [link["href"] for link in row.find_all("a")]
    assert links == [edit_url(figure), edit_url(figure.source), "/resultaten/2017/cijfer/bijdrage/hoofdtotaal/"]
    assert "+\u00a0€\u00a05.000" in row.get_text()


def test_every_link_of_the_list_opens(log_in):
    client = log_in("cijfers")

    links = {link["href"] for link in soup(client).select("table.listing a") if link["href"].startswith("/")}

    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_who_may_only_look_gets_no_link_to_a_form(log_in, django_user_model):
    user = django_user_model.objects.get(username="cijfers")
    group = user.groups.get()
    changing = group.permissions.filter(codename__startswith="change_", content_type__app_label="funding")
    group.permissions.remove(*changing)

    html = str(soup(log_in("cijfers")).select_one("table.listing"))

    assert "/edit/" not in html
    assert "/cijfer/bijdrage/" in html


def test_a_draft_is_not_in_the_list(log_in):
    unexplained(live=False)
    PublishedFigureFactory(number="X8", source=SourceDocumentFactory(title="Concept", live=False))

    assert not {"X9", "X8"} & set(rows(log_in("cijfers")))


def test_when_all_is_explained_it_says_so(log_in):
    client = log_in("cijfers")
    words = gettext("Everything agrees or has been explained.")

    assert words in soup(client).get_text()
    unexplained()
    assert words not in soup(client).get_text()


def test_an_empty_list_says_what_to_do(log_in):
    PublishedFigure.objects.update(live=False)

    page = soup(log_in("cijfers"))

    assert page.select_one("table.listing") is None
    words = gettext(
        "No figure of a source has been published yet. Add one under “Stated figures”, and it is compared here."
    )
    assert words in page.get_text()


def test_it_takes_as_many_queries_for_many_sources_and_years_as_for_few(log_in):
    client = log_in("cijfers")
    client.get(WORKLIST)

    def queries():
        ContentVersion.raise_number()
        settle(client)
        with CaptureQueriesContext(connection) as found:
            soup(client)
        return len(found)

    few = queries()
    for year in range(2016, 2027):
        FundingEntryFactory.create_batch(3, year=year)
        for _number in range(10):
            PublishedFigureFactory(year=year, source=SourceDocumentFactory(title=f"Bron {year}"))

    assert queries() == few
    assert SourceDocument.objects.count() > 10
    assert FundingEntry.objects.values("year").distinct().count() == 11


def test_a_long_list_is_paged(log_in):
    client = log_in("cijfers")
    many(PublishedFigureFactory, [{}] * 50)

    assert len(rows(client)) == 50
    assert len(rows(client, "?p=2")) == 9
