import pytest
from bs4 import BeautifulSoup
from django.utils.translation import gettext
from wagtail.models import Page, PageViewRestriction

from news.models import NewsProject
from projects.models import Organisation, ProjectPage, ProjectPartner
from tests.factories import NewsPageFactory, OrganisationFactory, ProjectPageFactory


def titles(client, query=""):
    html = client.get(f"/projecten/{query}").content.decode()
    return [title.get_text(strip=True) for title in BeautifulSoup(html, "html.parser").select(".dog-list-title")]


def test_without_a_filter_all_projects_are_listed(client):
    assert len(titles(client)) == 23


@pytest.mark.parametrize(
    "query, found",
    [
        ("?thema=infrastructuur", ["Draadloos Groningen"]),
        ("?status=afgerond", ["Google Digitale Werkplaats", "Trendship ’17"]),
        ("?q=pygrunn", ["PyGrunn"]),
        ("?q=ontwikkelaarsconferentie", ["PyGrunn"]),  # in the summary
        ("?q=mediacaster", ["Draadloos Groningen"]),  # a partner's words
        ("?q=martiniplaza", ["Trendship ’17"]),  # in the body
        ("?q=open+o2g2", ["Digitale geletterdheid; ontwikkelen doorlopende leerlijn"]),
        ("?q=Openbaar+Groep", ["Digitale geletterdheid; ontwikkelen doorlopende leerlijn"]),  # another name
        ("?q=bestaat-helemaal-niet", []),
        ("?thema=infrastructuur&q=pygrunn", []),
    ],
)
def test_a_filter_leaves_the_projects_that_match(client, query, found):
    assert titles(client, query) == found


def test_the_year_filter_lists_the_projects_with_a_contribution_in_that_year(client):
    ProjectPageFactory(title="Without a contribution")

    assert len(titles(client, "?jaar=2017")) == 23


def test_the_organisation_filter_knows_all_names_of_an_organisation(client):
    university = Organisation.objects.get(name="Rijksuniversiteit Groningen")

    found = titles(client, f"?organisatie={university.pk}")

    assert "Blockchain in Education" in found  # "Rijksuniversiteit Groningen" in the annex
    assert "Draadloos Groningen" in found  # "RuG" in the annex


def test_a_status_that_no_project_has_is_no_choice(client):
    ProjectPageFactory(status="gestopt", live=False)

    html = BeautifulSoup(client.get("/projecten/").content, "html.parser")

    assert [option["value"] for option in html.select("[name=status] option")] == ["", "afgerond", "niet-vermeld"]


@pytest.mark.parametrize("hide", ["draft", "restricted", "alias"])
def test_an_organisation_of_projects_that_no_visitor_sees_is_no_choice(client, hide):
    organisation = OrganisationFactory(name="Geheime partner")
    page = ProjectPageFactory(live=hide != "draft")
    ProjectPartner.objects.create(page=page, organisation=organisation)
    if hide == "alias":
        Page.objects.filter(pk=page.pk).update(alias_of=ProjectPage.objects.get(slug="pygrunn"))
    elif hide != "draft":
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    html = client.get("/projecten/").content.decode()

    assert "Geheime partner" not in html


def test_the_largest_contribution_comes_first_and_unknown_last(client):
    found = titles(client, "?sortering=bijdrage")

    assert found[0] == "GDBC, Groninger Digital Business Center"
    assert found[-1] == "Early Adopter Groningen City"


def test_pages_keep_the_filters(client):
    for number in range(30):
        ProjectPageFactory(title=f"Proef {number:02}", theme=ProjectPage.objects.get(slug="draadloos-groningen").theme)

    html = client.get("/projecten/?thema=infrastructuur&q=proef").content.decode()

    [following] = BeautifulSoup(html, "html.parser").select("a[rel=next]")
    assert "thema=infrastructuur" in following["href"]
    assert "q=proef" in following["href"]
    assert len(titles(client, following["href"])) == 5


def test_an_empty_result_helps_on(client):
    html = client.get("/projecten/?q=bestaat-helemaal-niet").content.decode()

    assert "Er is geen project dat bij deze filters past" in html


def applicants(client, title, address="/projecten/"):
    """Who applied for a project, as its row in a list says, each with the address that the name leads to."""
    page = BeautifulSoup(client.get(address).content, "html.parser")
    [row] = [row for row in page.select(".dog-list > li") if row.a and row.a.get_text() == title]
    line = next((p for p in row.select("p") if p.get_text(strip=True).startswith(gettext("Applicant"))), None)
    return line and (" ".join(line.get_text().split()), [link["href"] for link in line.select("a")])


@pytest.mark.parametrize("address", ["/projecten/", "/themas/kennis-innovatie/", "/nieuws/bericht/"])
def test_a_row_says_who_applied_and_leads_there(client, address):
    project = ProjectPage.objects.get(slug="pygrunn")
    NewsProject.objects.create(news_page=NewsPageFactory(slug="bericht"), project=project)

    assert applicants(client, "PyGrunn", address) == ("Aanvrager: WEB11", ["/organisaties/web11/"])


def test_a_row_names_every_applicant_and_nobody_else(client):
    project = ProjectPageFactory(title="Samen")
    for name, role, live in [("Een", "aanvrager", True), ("Twee", "aanvrager", True), ("Partner", "partner", True)]:
        ProjectPartner.objects.create(page=project, organisation=OrganisationFactory(name=name, live=live), role=role)
    ProjectPartner.objects.create(page=project, text="Derden", role="aanvrager")

    said, addresses = applicants(client, "Samen")

    assert said == "Aanvrager: Een, Twee, Derden"
    assert len(addresses) == 2


def test_an_applicant_that_is_a_draft_is_not_named_in_a_row(client):
    project = ProjectPageFactory(title="Alleen")
    draft = OrganisationFactory(name="Geheim", live=False)
    ProjectPartner.objects.create(page=project, organisation=draft, role="aanvrager")

    assert applicants(client, "Alleen") is None
