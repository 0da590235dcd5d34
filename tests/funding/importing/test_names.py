"""What a file calls a theme, an organisation or a project is found where it is certain, and offered where it is not."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from content_2017.register import read_rows
from funding.importing.cells import Cell
from funding.importing.names import Certainty, Item, Names, organisations, projects, themes
from funding.importing.values import read_partners
from projects.models import Organisation, ProjectPage, Theme
from tests.factories import OrganisationFactory, ProjectPageFactory, ThemeFactory

pytestmark = pytest.mark.django_db
SURE, LIKELY, NONE = Certainty


def names_of(match):
    return [name for _key, name in match.candidates]


@pytest.mark.parametrize(
    "text, name",
    [
        ("Kennis & innovatie", "Kennis & Innovatie"),
        ("kennis en innovatie", "Kennis & Innovatie"),
        ("Infra structuur", "Infrastructuur"),
        ("Infra-\nstructuur", "Infrastructuur"),
        ("Profilering & Vestigings klimaat", "Profilering & Vestigingsklimaat"),
    ],
)
def test_a_theme_is_known_whatever_its_line_breaks(text, name):
    match = themes().find(text)

    assert (match.certainty, match.name, match.key) == (SURE, name, Theme.objects.get(name=name).pk)


@pytest.mark.parametrize(
    "text, name",
    [
        ("RuG", "Rijksuniversiteit Groningen"),
        ("rug", "Rijksuniversiteit Groningen"),
        ("Rijksuniversiteit  Groningen", "Rijksuniversiteit Groningen"),
        ("HG", "Hanzehogeschool"),
        ("gemeente Groningen (onderwijs)", "Gemeente Groningen"),
    ],
)
def test_an_organisation_is_known_by_its_names(text, name):
    match = organisations().find(text)

    assert (match.certainty, match.name, match.is_public) == (SURE, name, True)
    assert match.key == Organisation.objects.get(name=name).pk


@pytest.mark.parametrize(
    "text, name",
    [
        ("Rijksuniversteit Groningen", "Rijksuniversiteit Groningen"),
        ("Groningen Gemeente", "Gemeente Groningen"),
        ("Rijksuniversiteit Groningen ism NOO-bedrijven", "Rijksuniversiteit Groningen"),
    ],
)
def test_a_name_like_another_is_offered_and_not_taken(text, name):
    match = organisations().find(text)

    assert (match.key, match.name, match.certainty) == (None, text, LIKELY)
    assert names_of(match)[0] == name


@pytest.mark.parametrize("text", ["GDX", "RUGG", "HGG", "", "?", "Zwaluwstaart"])
def test_an_abbreviation_is_known_exactly_or_not_at_all(text):
    OrganisationFactory(name="Groninger Digitale Courant", aliases="GDCB")

    match = organisations().find(text)

    assert (match.certainty, match.candidates, match.key) == (NONE, (), None)


def test_gdc_is_gdc_and_no_longer_name_that_it_may_be_short_for():
    match = organisations().find("GDC")

    assert names_of(match) == ["GDC"]


def test_an_organisation_with_a_blank_more_may_be_another_one():
    found = Names([Item(1, "GroningenDC", True, ("GroningenDC",))]).find("Groningen DC.")

    assert (found.certainty, names_of(found)) == (LIKELY, ["GroningenDC"])


def test_of_two_with_one_name_a_person_chooses():
    one = OrganisationFactory(name="Zwaluwstaart", aliases="Houtclub")
    other = OrganisationFactory(name="Houtclub")

    match = organisations().find("houtclub")

    assert (match.certainty, match.key) == (LIKELY, None)
    assert {key for key, _name in match.candidates} == {one.pk, other.pk}


def test_an_organisation_that_is_the_same_as_another_leads_there():
    stays = OrganisationFactory(name="Zwaluwstaart")
    OrganisationFactory(name="Houtclub", aliases="De Houtjes", merged_into=stays)
    OrganisationFactory(name="Bedacht", merged_into=stays, live=False)

    found = organisations()

    assert [found.find(name).key for name in ("Houtclub", "De Houtjes")] == [stays.pk, stays.pk]
    assert found.find("Bedacht").key != stays.pk  # nobody has published that the two are one


def test_a_draft_is_found_by_its_latest_name_and_marked():
    draft = OrganisationFactory(name="Zwaluwstaart", live=False)
    draft.name = "Houtclub"
    draft.save_revision()
    ThemeFactory(name="Nachtleven", live=False)

    found = organisations()

    assert [found.find(name).key for name in ("Zwaluwstaart", "Houtclub")] == [draft.pk, draft.pk]
    assert not found.find("Houtclub").is_public
    assert not found.is_public(draft.pk)
    assert (themes().find("nachtleven").certainty, themes().find("nachtleven").is_public) == (SURE, False)


def test_a_draft_of_a_published_name_is_likely():
    organisation = OrganisationFactory(name="Zwaluwstaart")
    organisation.name = "Houtclub"
    organisation.save_revision()

    match = organisations().find("Houtclub")

    assert (match.certainty, match.candidates) == (LIKELY, ((organisation.pk, "Zwaluwstaart"),))


def test_a_project_is_known_by_its_title_alone():
    page = ProjectPageFactory(title="Zwaluwstaart", also_known_as="Houten verbinding")
    page.save_revision().publish()
    page.title = "Houtclub"
    page.save_revision().publish()

    found = projects()

    assert (found.find("houtclub").certainty, found.find("houtclub").key) == (SURE, page.pk)
    for other in ("Zwaluwstaart", "Houten verbinding", "Hout club", "Houtclubs"):
        match = found.find(other)
        assert (match.certainty, match.key, match.candidates) == (LIKELY, None, ((page.pk, "Houtclub"),))


def test_private_and_draft_projects_are_found_and_marked():
    draft = ProjectPageFactory(title="Zwaluwstaart", live=False)
    private = ProjectPageFactory(title="Houtclub")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    found = projects()

    assert [found.find(page.title).key for page in (draft, private)] == [draft.pk, private.pk]
    assert not any(found.is_public(page.pk) for page in (draft, private))
    assert found.is_public(ProjectPage.objects.visible().first().pk)


def test_at_most_five_are_offered():
    for number in range(8):
        OrganisationFactory(name=f"Zwaluwstaarten {number}")

    assert len(organisations().find("Zwaluwstaarten").candidates) == 5


def test_every_row_of_the_annex_leads_to_what_was_made_of_it():
    found_themes, found_organisations, found_projects = themes(), organisations(), projects()

    for row in read_rows():
        assert found_themes.find(row["theme_in_annex"]).name == row["theme"]
        assert found_projects.find(row["project"]).certainty in (SURE, LIKELY)
        for name in (row["applicant"], *read_partners(Cell(row["partners_in_annex"]))):
            match = found_organisations.find(name)
            assert (match.key is not None) == (match.certainty is SURE)


@pytest.mark.parametrize("names", [themes, organisations, projects])
def test_looking_up_asks_the_database_once_whatever_the_rows(names, django_assert_max_num_queries):
    for number in range(20):
        OrganisationFactory(name=f"Zwaluwstaart {number}", merged_into=Organisation.objects.first())
        ProjectPageFactory(title=f"Zwaluwstaart {number}").save_revision()

    with django_assert_max_num_queries(4):
        found = names()
        for number in range(500):
            found.find(f"Zwaluwstaart {number % 50}")


def test_a_text_is_compared_once_however_many_rows_have_it(monkeypatch):
    found = Names([Item(1, "Zwaluwstaart", True, ("Zwaluwstaart",))])
    first = found.find("Zwaluwstaarten")
    monkeypatch.setattr(Names, "_match", None)

    assert found.find(" Zwaluwstaarten") is first


@given(text=st.text(), names=st.lists(st.text(), max_size=5))
def test_any_text_is_found_or_not(text, names):
    found = Names(Item(key, name, True, (name,)) for key, name in enumerate(names))
    try:
        match = found.find(text)
    except ValidationError:
        pytest.fail("A name is never refused.")

    assert (match.key is not None) == (match.certainty is SURE)
    assert bool(match.candidates) == (match.certainty is not NONE)
