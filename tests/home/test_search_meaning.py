"""What a visitor means by what is typed: other forms, parts, names and spellings of a word, alike on both databases."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.utils.translation import gettext
from wagtail.models import Site

from dog_site.core.lists.stems import stems_of, words_of
from dog_site.core.models import Occurrence, SiteSettings
from dog_site.core.models.words import Word
from dog_site.core.search import index
from events.models import EventPage, EventParticipant
from funding.models import FundingEntry, FundingPartner
from home.search.synonyms import read_synonyms
from projects.models import Organisation, ProjectPage, ProjectPartner
from tests.factories import EventPageFactory, FundingEntryFactory, OrganisationFactory, VenueFactory

from .test_search import a_project, a_standard_page, body, search, titles

ALIKE = "Dit lijkt erop"
LONG = "Lorem ipsum dolor sit amet. " * 100


def page_with(text, place):
    values = {"title": {"title": text}, "summary": {"title": "Vondst", "summary": text}}
    values["body"] = {"title": "Vondst", "body": body(("text", f"<p>{text}</p>"))}
    return a_project(**values[place])


@pytest.mark.parametrize("place", ["title", "summary", "body"])
@pytest.mark.parametrize(
    "written, typed",
    [
        ("Zwaluwstaarten", "zwaluwstaart"),
        ("Een zwaluwstaart", "zwaluwstaarten"),
        ("Drie zwaluwhuizen", "zwaluwhuis zwaluwhuizen"),
        ("Reünie der zwaluwën", "reunie zwaluwen"),
        ("Zwaluw & Mus", "zwaluw en mus"),
        ("Zwaluw en Mus", "zwaluw & mus"),
        ("Zwaluw’s nest", "zwaluws nest"),
        ("De z-waluw", "zwaluw"),
        ("Het zwaluwnest", "z-waluwnest"),
        ("Zwaluw-staart-toets", "zwaluwstaarttoets"),
        ("Zwaluwstaarttoets", "zwaluwstaart"),  # a part in front
        ("Zwaluwstaarttoets", "toets zwaluw"),
        ("Zwaluwbarnsteen", "barnsteen"),  # a part at the end
        ("Zwaluw en bijbehorende toets", "zwaluwtoets"),  # two words here
        ("Zwaluwstart", "zwaluwstaart"),  # typing errors: a letter less, more, other, and two changed about
        ("Zwaluwstaart", "zwalluwstart"),
        ("Zwaluwstaart", "zwakuwstaart"),
        ("Zwaluwstaart", "zawluwstaart"),
        ("C++ voor zwaluwen", "C++"),
        ("Een zwaluw kost 1.234.321 euro", "1234321"),
        ("Een zwaluw kost 1234321 euro", "1.234.321"),
    ],
)
def test_a_word_is_found_however_it_is_written_or_typed(client, written, typed, place):
    page = page_with(written, place)

    assert titles(search(client, typed)) == [page.title]


def test_c_and_its_namesakes_are_three(client):
    for title in ("Leer C", "Leer C++", "Leer C#"):
        a_project(title=title)

    assert {typed: titles(search(client, typed)) for typed in ("C++", "c#")} == {"C++": ["Leer C++"], "c#": ["Leer C#"]}


def test_a_part_of_three_letters_is_no_part():
    a_project(title="Zwaluwbarnsteen")

    assert not ProjectPage.objects.matching("arn").filter(title="Zwaluwbarnsteen").exists()
    assert ProjectPage.objects.matching("barn").filter(title="Zwaluwbarnsteen").exists()


def test_what_is_spelled_right_is_not_taken_for_something_else(client):
    a_project(title="Zwaluwstaart")
    a_project(title="Zwaluwstaarn")

    found = search(client, "zwaluwstaarn")

    assert titles(found) == ["Zwaluwstaarn"]
    assert ALIKE not in found.get_text()


def test_a_typing_error_is_said(client):
    a_project(title="Zwaluwstaart")

    assert ALIKE in search(client, "zwaluwstaarp").get_text()


def test_what_has_most_of_the_words_is_shown_where_nothing_has_all(client):
    a_project(title="Zwaluwstaart en nestkast")
    a_project(title="Nestkast", slug="nestkast")

    found = search(client, "zwaluwstaart nestkast xyloglyfie")

    assert titles(found) == ["Zwaluwstaart en nestkast"]
    assert ALIKE in found.get_text()


def test_words_of_a_question_are_not_asked_for(client):
    a_project(title="Zwaluwstaart", slug="een")

    found = search(client, "Hoeveel zwaluwstaarten zijn er in de stad?")

    assert titles(found)[0] == "Zwaluwstaart"
    assert titles(search(client, "waar is de zwaluwstaart")) == ["Zwaluwstaart"]


@pytest.mark.parametrize("typed", ["de", "de het een", "hoeveel", "wie wat waar"])
def test_words_that_say_nothing_are_told_so(client, typed):
    found = search(client, typed)

    said = gettext("These words are in almost every text. Add a word for what you look for.")
    assert said in found.select_one(".dog-notice").get_text()
    assert found.select(".dog-results li") or found.select(".dog-empty")


# Other names


def test_a_page_is_found_by_what_it_is_also_called_as_by_its_title(client):
    a_project(title="De zwaluwstaart", slug="een")
    page = a_project(title="Vondst", also_known_as="Zwaluwstaart\nHouten verbinding")
    a_project(title="Een tekst over de bijzondere zwaluwstaart in de stad", slug="drie")

    found = search(client, "zwaluwstaart")

    assert "Vondst" in titles(found)[:2]
    assert "verbinding" not in client.get(page.url).content.decode()
    assert titles(search(client, "houten verbinding")) == ["Vondst"]


def test_what_the_site_calls_the_same_finds_both(client):
    settings = SiteSettings.of(Site.objects.get())
    settings.synonyms = "zwaluwstaart = houtverbinding = \nniets"
    settings.save()
    a_project(title="Een houtverbinding")

    assert titles(search(client, "zwaluwstaarten")) == ["Een houtverbinding"]
    assert titles(search(client, "houtverbinding")) == ["Een houtverbinding"]


def test_a_new_site_knows_that_a_subsidie_is_a_bijdrage(client):
    assert titles(search(client, "subsidie"))[0] == "Bijdrage van de gemeente: hoofdtotaal, 2017"


@pytest.mark.parametrize(
    "text, found",
    [
        ("", {}),
        ("een", {}),
        ("=", {}),
        ("Fietsen = rijwiel", {"fiets": {"rijwiel"}, "rijwiel": {"fiets"}}),
        ("a = b\nb = c", {"a": {"b"}, "b": {"a", "c"}, "c": {"b"}}),
        ("open data = cijfers = getal", {"cijfer": {"getal"}, "getal": {"cijfer"}}),  # two words are no word
        ("🙂 = \x00", {}),
    ],
)
def test_a_line_of_the_settings_is_a_group(text, found):
    assert {word: set(same) for word, same in read_synonyms(text).items() if same} == found


@pytest.mark.parametrize("typed", ["cafe ijssel", "Café Ĳssel", "IJSSEL", "’t café"])
def test_other_names_of_an_organisation_are_compared_in_one_form(typed):
    organisation = OrganisationFactory(name="Zwaluw", aliases="’t Café & de Ĳssel")

    assert organisation in Organisation.objects.called(typed)


# Order


def test_a_title_goes_before_a_summary_and_that_before_a_text(client):
    for title, place in [("In de tekst", "body"), ("In de samenvatting", "summary")]:
        values = {"summary": {"summary": "Zwaluwstaart"}, "body": {"body": body(("text", "<p>Zwaluwstaart</p>"))}}
        a_project(title=title, slug=place, **values[place])
    a_project(title="Een zwaluwstaart in een titel van vele woorden", slug="lang")
    a_project(title="Zwaluwstaart", slug="kort")

    assert titles(search(client, "zwaluwstaart")) == [
        "Zwaluwstaart",
        "Een zwaluwstaart in een titel van vele woorden",
        "In de samenvatting",
        "In de tekst",
    ]


def test_a_long_text_comes_after_a_short_one(client):
    a_project(title="Lang", slug="lang", body=body(("text", f"<p>Zwaluwstaart zwaluwstaart. {LONG}</p>")))
    a_project(title="Kort", slug="kort", body=body(("text", "<p>Een zwaluwstaart.</p>")))

    assert titles(search(client, "zwaluwstaart")) == ["Kort", "Lang"]


def test_a_long_text_that_has_all_words_does_not_hide_what_has_most_of_them(client):
    a_project(title="Lang", slug="lang", body=body(("text", f"<p>Zwaluwstaart. {LONG} Nestkast en xyloglyf.</p>")))
    a_project(title="Zwaluwstaart en nestkast", slug="kort")

    assert titles(search(client, "zwaluwstaart nestkast xyloglyf")) == ["Lang", "Zwaluwstaart en nestkast"]


@pytest.mark.parametrize(
    "note", ["<p><i>Bron: zwaluwstaart, rij 3.</i></p>", "<p>Tekst</p><p><i>Bron: zwaluwstaart</i></p>"]
)
def test_a_page_is_not_found_by_where_its_text_comes_from(client, note):
    a_project(title="Vondst", body=body(("text", note)))

    assert titles(search(client, "zwaluwstaart")) == []


def test_what_is_no_note_of_a_source_is_found(client):
    a_project(title="Vondst", body=body(("text", "<p><i>Zwaluwstaart</i></p><p>Bron: nestkast</p>")))

    assert titles(search(client, "zwaluwstaart nestkast")) == ["Vondst"]


# Parts of a page


def test_a_hit_leads_to_the_part_of_the_page_that_has_the_word(client):
    part = [("heading", {"text": "Over de nestkast", "level": "h2"}), ("text", "<p>Een zwaluwstaart.</p>")]
    page = a_standard_page(title="Vondst", body=body(("text", "<p>Inleiding</p>"), *part))

    found = search(client, "zwaluwstaart")

    assert found.select_one(".dog-results .dog-label").get_text() == "Pagina · Over de nestkast"
    address = found.select_one(".dog-results a")["href"]
    assert address == f"{page.url}#kop-over-de-nestkast"
    assert 'id="kop-over-de-nestkast"' in client.get(page.url).content.decode()
    assert search(client, "vondst").select_one(".dog-results a")["href"] == page.url


def test_a_heading_of_the_letter_is_a_hit(client):
    found = search(client, "terugblik 2017")

    assert "/raadsbrief-14-maart-2018/#kop-terugblik-2017" in {a["href"] for a in found.select(".dog-results h3 a")}


# Hits of one title


def test_an_event_and_a_project_of_one_title_are_told_apart(client):
    found = search(client, "blockchain in education")

    labels = [label.get_text() for label in found.select(".dog-results .dog-label")][:2]
    assert titles(found)[:2] == ["Blockchain in Education"] * 2
    assert sorted(labels) == ["Evenement · dinsdag 5 september 2017", "Project · Kennis & Innovatie"]


def test_two_projects_of_one_title_and_theme_are_told_apart_by_their_address(client):
    for slug in ("een", "twee"):
        a_project(title="Zwaluwstaart", slug=slug)

    labels = [label.get_text() for label in search(client, "zwaluwstaart").select(".dog-results .dog-label")]

    assert len(set(labels)) == 2
    assert all("/projecten/" in label for label in labels)


# The index


def test_a_word_that_a_page_had_before_does_not_find_it(client):
    page = a_project(title="Zwaluwstaart", slug="vondst")
    page.title = "Nestkast"
    page.save_revision().publish()

    assert titles(search(client, "zwaluwstaart")) == []
    assert titles(search(client, "nestkast")) == ["Nestkast"]


def test_a_draft_changes_nothing_of_what_is_found(client):
    page = a_project(title="Zwaluwstaart", slug="vondst")
    page.title = "Nestkast"
    page.save_revision()

    assert titles(search(client, "nestkast")) == []
    assert titles(search(client, "zwaluwstaart")) == ["Zwaluwstaart"]


def test_nothing_of_a_deleted_page_stays_in_the_index(client):
    before = Occurrence.objects.count()
    page = a_project(title="Zwaluwstaart", slug="vondst")
    assert Occurrence.objects.count() > before

    page.delete()

    assert Occurrence.objects.count() == before


def test_one_command_fills_the_index_anew(client):
    page = a_project(title="Zwaluwstaart", slug="vondst")
    rows = set(Occurrence.objects.values_list("word__text", "content_type", "object_id", "weight"))
    Occurrence.objects.all().delete()
    assert titles(search(client, "zwaluwstaart")) == []

    call_command("rebuild_modelsearch_index", verbosity=0)

    assert titles(search(client, "zwaluwstaart")) == [page.title]
    assert set(Occurrence.objects.values_list("word__text", "content_type", "object_id", "weight")) == rows


def test_visitors_go_on_searching_while_the_index_is_filled_anew(client, monkeypatch):
    page = a_project(title="Zwaluwstaart", slug="vondst")
    kind = ContentType.objects.get_for_model(page)
    Occurrence.objects.create(word=Word.objects.create(text="verdwenen"), content_type=kind, object_id=0, weight=1)
    meanwhile = []
    monkeypatch.setattr(index, "add", lambda *_items: meanwhile.append(titles(search(client, "zwaluwstaart"))))

    call_command("rebuild_modelsearch_index", verbosity=0)

    assert meanwhile
    assert all(found == [page.title] for found in meanwhile)
    assert not Word.objects.filter(text="verdwenen").exists()


def test_the_search_of_the_admin_finds_drafts_and_what_is_public(log_in):
    a_project(title="Zwaluwstaart", slug="vondst", live=False)

    found = log_in("communicatie").get("/beheer/pages/search/", {"q": "zwaluwstaart"})

    assert "Zwaluwstaart" in found.content.decode()


# Lists


@pytest.mark.parametrize("typed", ["zwaluwstaarten", "staart", "zwalluwstaart"])
def test_lists_that_are_narrowed_down_by_words_know_the_same_words(client, typed):
    project = a_project(title="De zwaluwstaart")
    event = EventPageFactory(title="Vondst", summary="Over de zwaluwstaart")
    there = EventPageFactory(venue=VenueFactory(name="De Zwaluwstaart"))

    assert list(ProjectPage.objects.matching(typed)) == [project]
    assert {*EventPage.objects.matching(typed)} == {event, there}


@pytest.mark.parametrize("typed", ["cafe de zwaluw", "zwaluwën", "café"])
def test_the_words_of_a_source_for_who_takes_part_are_compared_in_one_form(typed):
    project, event = a_project(title="Vondst"), EventPageFactory(title="Vondst")
    entry = FundingEntryFactory()
    ProjectPartner.objects.create(page=project, text="Café “De Zwaluw”, ism zwaluwen")
    EventParticipant.objects.create(event=event, text="Café “De Zwaluw”, ism zwaluwen")
    FundingPartner.objects.create(entry=entry, text="Café “De Zwaluw”, ism zwaluwen")

    assert list(ProjectPage.objects.matching(typed)) == [project]
    assert list(EventPage.objects.matching(typed)) == [event]
    assert list(FundingEntry.objects.mentioning(typed)) == [entry]


def test_a_draft_organisation_is_no_word_of_what_it_takes_part_in(client):
    page = a_project(title="Vondst")
    ProjectPartner.objects.create(page=page, organisation=OrganisationFactory(name="Zwaluwstaart", live=False))

    assert titles(search(client, "zwaluwstaart")) == []
    assert not ProjectPage.objects.matching("zwaluwstaart").exists()


@pytest.mark.parametrize(
    "text, words",
    [
        ("Let’s Gro", ["lets", "gro"]),
        ("e-health/big data", ["e", "health", "big", "data", "ehealth"]),
        ("C++, C# en F#", ["c++", "c#", "en", "f#"]),
        ("€ 474.427,-", ["474427"]),
        ("1.600.000 en 3.14", ["1600000", "en", "3", "14"]),
        ("🙂 ☎", []),
        ("\x00", []),
        ("", []),
        ("ĳs & ＵＭＣＧ", ["ijs", "en", "umcg"]),
        ("x" * 5_000, ["x" * 60]),
    ],
)
def test_a_text_is_cut_into_words(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    "words",
    [
        "hackathon hackathons",
        "project projecten",
        "school scholen",
        "stage stages",
        "programmeren programeren",
        "digitaal digitale",
        "thema thema's themas",
        "bijdrage bijdragen",
        "masterclass masterclasses",
        "dataset datasets",
    ],
)
def test_forms_of_a_word_are_one(words):
    assert len(set(stems_of(words))) == 1
