from operator import itemgetter

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from funding.models import FundingEntry, FundingPartner, PublishedFigure, SourceDocument
from projects.models import Organisation, Theme
from tests.desk.browser import (
    ENTRIES,
    MODELS,
    REASON,
    SNIPPETS,
    approve,
    csv_row,
    edit_url,
    entry,
    errors,
    form_at,
    new_entry,
    post,
    propose,
    public_text,
    publish,
)
from tests.factories import FundingEntryFactory, ThemeFactory

from .forms import fields_at, filled_in, one_of_each_field

# What somebody else has to approve.
FIGURES = {"entry", "stated figure"}


def new(kind):
    """What somebody types in the form of a new item of each kind, and how to find it again."""
    source = SourceDocument.objects.first()
    return {
        "theme": ({"name": "Veiligheid", "slug": "veiligheid", "tint": "blauw"}, {"slug": "veiligheid"}),
        "organisation": ({"name": "Bibliotheek", "kvk_number": "12345678"}, {"name": "Bibliotheek"}),
        "source": ({"title": "Jaarrekening 2018", "kind": "jaarrekening"}, {"title": "Jaarrekening 2018"}),
        "stated figure": (
            {
                "number": "D99",
                "title": "Totale bijdrage",
                "source": str(source.pk),
                "year": "2017",
                "metric": "bijdrage",
                "value": "469.427",
            },
            {"number": "D99"},
        ),
        "entry": (new_entry(), {"title": "Nieuwe regel"}),
        "venue": ({"name": "Akerk", "postcode": "9711 JB", "coordinates": "53.2155, 6.5623"}, {"name": "Akerk"}),
    }[kind]


@pytest.mark.parametrize("kind", SNIPPETS)
@pytest.mark.parametrize("action, live", [(None, False), ("publish", True)])
def test_a_new_item_is_a_draft_until_it_is_published(log_in, kind, action, live):
    client = log_in("coordinatie")
    typed, found_by = new(kind)
    url = f"{SNIPPETS[kind]}add/"

    response = publish(log_in, url, **typed) if action and kind in FIGURES else post(client, url, action, **typed)

    assert response.status_code == 302
    assert MODELS[kind].objects.get(**found_by).live is live


@pytest.mark.parametrize(
    "kind, field",
    [
        ("theme", "name"),
        ("organisation", "name"),
        ("source", "title"),
        ("stated figure", "title"),
        ("entry", "title"),
        ("venue", "name"),
    ],
)
def test_an_edit_of_an_item_changes_the_row_only_when_published(log_in, kind, field):
    client = log_in("coordinatie")
    item = MODELS[kind].objects.filter(live=True).first()
    old = getattr(item, field)

    post(client, edit_url(item), **{field: "Een andere naam"})
    item.refresh_from_db()
    after_draft = getattr(item, field)
    if kind in FIGURES:
        propose(client, edit_url(item))
        approve(log_in("beheer"))
    else:
        post(client, edit_url(item), "publish")
    item.refresh_from_db()

    assert after_draft == old
    assert getattr(item, field) == "Een andere naam"


def test_what_is_ticked_in_the_form_of_a_new_theme_is_stored(log_in):
    client = log_in("coordinatie")
    typed, found_by = new("theme")

    post(client, f"{SNIPPETS['theme']}add/", **typed)
    post(client, f"{SNIPPETS['theme']}add/", **typed | {"name": "Zorg", "slug": "zorg", "counts_in_headline": None})

    assert Theme.objects.get(**found_by).counts_in_headline
    assert not Theme.objects.get(slug="zorg").counts_in_headline


def test_an_entry_stores_its_participants(log_in):
    participants = [
        {"organisation": str(Organisation.objects.get(name="UMCG").pk), "text": "", "role": "aanvrager"},
        {"organisation": "", "text": "Diverse bedrijven", "role": "partner"},
    ]
    typed = new_entry() | nested_form_data({"partners": inline_formset(participants)})

    publish(log_in, f"{ENTRIES}add/", **typed)

    partners = entry("DOG-2017-024").partners.all()
    assert [(partner.name, partner.role) for partner in partners] == [
        ("UMCG", "aanvrager"),
        ("Diverse bedrijven", "partner"),
    ]
    assert csv_row("DOG-2017-024")["partners"] == "Diverse bedrijven"


def test_a_participant_can_be_taken_out_of_an_entry(log_in):
    publish(log_in, edit_url(entry()), **{"partners-1-DELETE": "on"})

    assert [partner.text for partner in entry().partners.all()] == ["WEB11"]


@pytest.mark.parametrize("role", ["partner", "aanvrager"])
@pytest.mark.parametrize("action", [None, "submit"])
def test_a_participant_without_organisation_and_words_is_refused_at_its_field(log_in, role, action):
    client = log_in("coordinatie")
    participants = [{"organisation": "", "text": "", "role": role}]
    typed = new_entry() | nested_form_data({"partners": inline_formset(participants)})

    response = post(client, f"{ENTRIES}add/", action, **typed)

    assert response.status_code == 200
    assert list(response.context["form"].formsets["partners"].errors[0]) == ["text"]
    assert not FundingPartner.objects.filter(text="", organisation=None).exists()


def test_a_stated_figure_stores_the_entries_that_its_source_left_out(log_in):
    typed, _found_by = new("stated figure")
    typed |= nested_form_data({"omissions": inline_formset([{"entry": str(entry().pk)}])})

    publish(log_in, f"{SNIPPETS['stated figure']}add/", **typed)

    figure = PublishedFigure.objects.get(number="D99")
    assert [omission.entry.reference for omission in figure.omissions.all()] == ["DOG-2017-003"]
    assert 'id="D99"' in public_text("/resultaten/2017/")


def test_a_new_entry_without_a_reference_gets_the_next_one(log_in):
    client = log_in("cijfers")

    post(client, f"{ENTRIES}add/", **new_entry(title="Eerste"))
    post(client, f"{ENTRIES}add/", **new_entry(title="Tweede"))

    assert FundingEntry.objects.get(title="Eerste").reference == "DOG-2017-024"
    assert FundingEntry.objects.get(title="Tweede").reference == "DOG-2017-025"


def test_a_draft_without_a_source_can_be_saved(log_in):
    client = log_in("cijfers")

    response = post(client, f"{ENTRIES}add/", **new_entry(source="", source_locator=""))

    assert response.status_code == 302
    assert FundingEntry.objects.get(title="Nieuwe regel").source is None


WRONG_ENTRIES = [
    ({"contribution": "20.000"}, "project_size"),
    ({"contribution_state": "onbekend"}, "contribution"),
    ({"contribution": ""}, "contribution"),
    ({"project_size": ""}, "project_size"),
    ({"project_size_state": "niet-vermeld"}, "project_size"),
    ({"year": "1999"}, "year"),
    ({"year": "2100"}, "year"),
    ({"year": "abc"}, "year"),
    ({"year": "2.017"}, "year"),
    ({"year": "9" * 40}, "year"),
    ({"year": ""}, "year"),
    ({"start_year": "2018", "end_year": "2017"}, "end_year"),
    ({"start_date": "2017-05-02", "end_date": "2017-05-01"}, "end_date"),
    ({"start_date": "2018-05-02", "end_year": "2017"}, "end_year"),
    ({"start_date": "32-13-2017"}, "start_date"),
    ({"award_date": "gisteren"}, "award_date"),
    # A date fills the year, so it has the limits of the year.
    ({"start_date": "1850-01-01"}, "start_date"),
    ({"end_date": "9999-12-31"}, "end_date"),
    ({"source": ""}, "source"),
    ({"source_locator": ""}, "source_locator"),
    ({"source_locator": "x" * 101}, "source_locator"),
    ({"reference": "DOG-2017-099"}, "reference"),
    ({"reference": "DOG-2017-004"}, "reference"),
    ({"reference": ""}, "reference"),
    ({"reference": "x" * 21}, "reference"),
    ({"title": ""}, "title"),
    ({"title": "x" * 300}, "title"),
    ({"theme": ""}, "theme"),
    ({"theme": "999999"}, "theme"),
    ({"project": "999999"}, "project"),
    ({"stage": "verzonnen"}, "stage"),
    ({"title": "Nul\0"}, "title"),
    ({"description": "Nul\0"}, "description"),
    ({"internal_note": "Nul\0"}, "internal_note"),
    ({"applicant_text": "Nul\0"}, "applicant_text"),
    ({"source_locator": "Nul\0"}, "source_locator"),
    ({"reference": "Nul\0"}, "reference"),
    # What the rows above do not reach.
    ({"contribution_state": "verzonnen"}, "contribution_state"),
    ({"project_size_state": "verzonnen"}, "project_size_state"),
    ({"project_size_scope": "verzonnen"}, "project_size_scope"),
    ({"settled_amount": "12.50"}, "settled_amount"),
    ({"settled_on": "gisteren"}, "settled_on"),
    ({"change_reason": "Nul\0"}, "change_reason"),
    ({"applicant": "999999"}, "applicant"),
    ({"start_year": "1850"}, "start_year"),
    ({"go_live_at": "morgen"}, "go_live_at"),
    ({"expire_at": "2019-05-14 09:00"}, "expire_at"),
]
# One value of each field goes through the front door.
ENTRIES_AT_THE_DOOR = one_of_each_field(WRONG_ENTRIES)


@pytest.mark.parametrize("typed, field", WRONG_ENTRIES)
def test_a_mistake_in_an_entry_is_refused_with_a_sentence_at_the_field(log_in, typed, field):
    form = filled_in(log_in("coordinatie"), edit_url(entry()), **{"change_reason": REASON} | typed)

    assert all(sentence.endswith(".") for sentence in errors(form)[field])


@pytest.mark.parametrize("typed, field", ENTRIES_AT_THE_DOOR)
def test_an_entry_with_a_mistake_is_shown_again_with_a_sentence_at_the_field(log_in, typed, field):
    client = log_in("coordinatie")
    before = FundingEntry.objects.filter(pk=entry().pk).values().get()

    response = propose(client, edit_url(entry()), **typed)

    assert response.status_code == 200
    assert all(sentence.endswith(".") for sentence in errors(response)[field])
    assert errors(response) == errors(filled_in(client, edit_url(entry()), **{"change_reason": REASON} | typed))
    assert FundingEntry.objects.filter(pk=before["id"]).values().get() == before


@pytest.mark.parametrize("action", [None, "submit"])
def test_a_reference_exists_once(log_in, action):
    client = log_in("coordinatie")

    response = post(client, f"{ENTRIES}add/", action, **new_entry(reference="DOG-2017-001"))

    assert "reference" in errors(response)
    assert FundingEntry.objects.filter(reference="DOG-2017-001").count() == 1


@pytest.mark.parametrize("action", [None, "submit"])
def test_an_entry_cannot_go_under_an_unpublished_theme(log_in, action):
    client = log_in("coordinatie")
    theme = ThemeFactory(live=False)

    response = post(client, edit_url(entry()), action, theme=str(theme.pk))

    assert "theme" in errors(response)
    assert entry().theme.slug == "kennis-innovatie"


WRONG_ITEMS = [
    ("theme", {"name": ""}, "name"),
    ("theme", {"name": "Infrastructuur"}, "name"),
    ("theme", {"name": "x" * 101}, "name"),
    ("theme", {"name": "Nul\0"}, "name"),
    ("theme", {"slug": "anders"}, "slug"),
    ("theme", {"slug": "niet geldig"}, "slug"),
    ("theme", {"introduction": "Nul\0"}, "introduction"),
    ("theme", {"tint": "roze"}, "tint"),
    ("theme", {"sort_order": "-1"}, "sort_order"),
    ("theme", {"sort_order": "9" * 30}, "sort_order"),
    ("organisation", {"name": ""}, "name"),
    ("organisation", {"name": "x" * 201}, "name"),
    ("organisation", {"aliases": "Nul\0"}, "aliases"),
    ("organisation", {"kvk_number": "1234"}, "kvk_number"),
    ("organisation", {"website": "geen adres"}, "website"),
    ("organisation", {"website": "javascript:alert(1)"}, "website"),
    ("organisation", {"kind": "verzonnen"}, "kind"),
    ("source", {"title": ""}, "title"),
    ("source", {"title": "x" * 300}, "title"),
    ("source", {"kind": ""}, "kind"),
    ("source", {"reference": "Nul\0"}, "reference"),
    ("source", {"date": "gisteren"}, "date"),
    ("source", {"url": "javascript:alert(1)"}, "url"),
    ("stated figure", {"number": ""}, "number"),
    ("stated figure", {"number": "D1"}, "number"),
    ("stated figure", {"number": "x" * 11}, "number"),
    ("stated figure", {"title": "x" * 300}, "title"),
    ("stated figure", {"source": ""}, "source"),
    ("stated figure", {"year": "abc"}, "year"),
    ("stated figure", {"year": ""}, "year"),
    ("stated figure", {"metric": ""}, "metric"),
    ("stated figure", {"value": ""}, "value"),
    ("stated figure", {"scope": "thema"}, "theme"),
    ("stated figure", {"wording": "tussen"}, "value_max"),
    ("stated figure", {"wording": "tussen", "value_max": "1"}, "value_max"),
    ("stated figure", {"statement": "Nul\0"}, "statement"),
    ("venue", {"name": ""}, "name"),
    ("venue", {"name": "x" * 121}, "name"),
    ("venue", {"name": "Nul\0"}, "name"),
    ("venue", {"street": "Nul\0"}, "street"),
    ("venue", {"city": "x" * 81}, "city"),
    ("venue", {"postcode": "9711JB"}, "postcode"),
    ("venue", {"postcode": "9711 jb"}, "postcode"),
    ("venue", {"postcode": "0711 JB"}, "postcode"),
    ("venue", {"postcode": "Nul\0"}, "postcode"),
    ("venue", {"coordinates": "53,2155 6,5623"}, "coordinates"),
    ("venue", {"coordinates": "53.2155"}, "coordinates"),
    ("venue", {"coordinates": "99.2155, 6.5623"}, "coordinates"),
    ("venue", {"coordinates": "53.2155, 181.5"}, "coordinates"),
    ("venue", {"coordinates": "N 53.2155, E 6.5623"}, "coordinates"),
    ("venue", {"accessibility": "Nul\0"}, "accessibility"),
    # What the rows above do not reach.
    ("source", {"page": "999999"}, "page"),
    ("source", {"document": "999999"}, "document"),
    ("stated figure", {"sort_order": "-1"}, "sort_order"),
    ("stated figure", {"kind": "verzonnen"}, "kind"),
    ("stated figure", {"about_year": "abc"}, "about_year"),
    ("stated figure", {"locator": "Nul\0"}, "locator"),
    ("stated figure", {"scope": "verzonnen"}, "scope"),
    ("stated figure", {"wording": "verzonnen"}, "wording"),
    ("stated figure", {"explanation": "Nul\0"}, "explanation"),
    *((kind, {"go_live_at": "morgen"}, "go_live_at") for kind in SNIPPETS if kind != "entry"),
    *((kind, {"expire_at": "2019-05-14 09:00"}, "expire_at") for kind in SNIPPETS if kind != "entry"),
]
ITEMS_AT_THE_DOOR = one_of_each_field(WRONG_ITEMS, itemgetter(0, 2))
# What can be ticked cannot be wrong.
NEVER_WRONG = {
    "theme": {"counts_in_headline"},
    "organisation": {"is_generic", "is_municipality"},
    "stated figure": {"cannot_be_tested"},
}


@pytest.mark.parametrize("kind, typed, field", WRONG_ITEMS)
def test_a_mistake_in_an_item_is_refused_with_a_sentence_at_the_field(log_in, kind, typed, field):
    form = filled_in(log_in("coordinatie"), f"{SNIPPETS[kind]}add/", **new(kind)[0] | typed)

    assert all(sentence.endswith(".") for sentence in errors(form)[field])


@pytest.mark.parametrize("kind", SNIPPETS)
def test_every_field_of_an_item_has_a_mistake_that_goes_through_the_front_door(log_in, kind):
    client = log_in("coordinatie")
    tried = {field for of, _typed, field in ITEMS_AT_THE_DOOR if of == kind} or {f for _typed, f in ENTRIES_AT_THE_DOOR}

    fields = fields_at(client, f"{SNIPPETS[kind]}add/")

    assert fields == tried | NEVER_WRONG.get(kind, set())
    assert fields_at(client, edit_url(MODELS[kind].objects.first())) == fields


@pytest.mark.parametrize("kind, typed, field", ITEMS_AT_THE_DOOR)
def test_an_item_with_a_mistake_is_shown_again_with_a_sentence_at_the_field(log_in, kind, typed, field):
    client = log_in("coordinatie")
    before = MODELS[kind].objects.count()

    action = "submit" if kind in FIGURES else "publish"
    response = post(client, f"{SNIPPETS[kind]}add/", action, **new(kind)[0] | typed)

    assert response.status_code == 200
    assert all(sentence.endswith(".") for sentence in errors(response)[field])
    assert errors(response) == errors(filled_in(client, f"{SNIPPETS[kind]}add/", **new(kind)[0] | typed))
    assert MODELS[kind].objects.count() == before


@pytest.mark.parametrize(
    "kind, name, sentence",
    [
        ("organisation", "umcg", "Er is al een organisatie met deze naam"),
        ("venue", "MARTINIPLAZA", "Er is al een locatie met deze naam"),
    ],
)
@pytest.mark.parametrize("action", [None, "publish"])
def test_a_name_exists_once_whatever_its_capitals(log_in, kind, name, sentence, action):
    client = log_in("coordinatie")

    response = post(client, f"{SNIPPETS[kind]}add/", action, name=name)

    assert response.status_code == 200
    assert sentence in response.content.decode()


@pytest.mark.parametrize(
    "kind, unfinished",
    [
        ("theme", {"name": ""}),
        ("organisation", {"name": ""}),
        ("source", {"title": "", "kind": ""}),
        ("stated figure", {"number": ""}),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"accept": "application/json"}])
def test_two_unfinished_drafts_do_not_clash(log_in, kind, unfinished, headers):
    client = log_in("cijfers")
    url = f"{SNIPPETS[kind]}add/"
    form = form_at(client, url)
    typed = new(kind)[0] | unfinished
    slugs = [{"slug": slug} if kind == "theme" else {} for slug in ("een", "twee")]

    answers = [client.post(url, form | typed | slug, headers=headers).status_code for slug in slugs]

    # Saved, or shown again with a sentence; autosave is told that the form is not complete.
    assert set(answers) <= {200, 302, 400}


@pytest.mark.parametrize("kind", SNIPPETS)
def test_what_somebody_posts_to_the_address_for_copying_leaves_the_original_alone(log_in, kind):
    client = log_in("coordinatie")
    item = MODELS[kind].objects.filter(live=True).first()
    before = MODELS[kind].objects.filter(pk=item.pk).values().get()
    form = form_at(client, edit_url(item))

    client.post(f"{SNIPPETS[kind]}copy/{item.pk}/", form)

    assert MODELS[kind].objects.filter(pk=item.pk).values().get() == before


@pytest.mark.parametrize(
    "kind, lookup",
    [
        ("theme", {"slug": "infrastructuur"}),
        ("organisation", {"name": "UMCG"}),
        ("source", {"reference": "6806242"}),
        ("entry", {"reference": "DOG-2017-001"}),
        ("venue", {"name": "Martiniplaza"}),
    ],
)
@pytest.mark.parametrize("way", ["delete", "bulk"])
def test_what_others_lean_on_cannot_be_deleted(log_in, kind, lookup, way):
    client = log_in("beheer")
    item = MODELS[kind].objects.get(**lookup)
    meta = item._meta
    bulk = f"/beheer/bulk/{meta.app_label}/{meta.model_name}/delete/?id={item.pk}&next=/beheer/"
    url = bulk if way == "bulk" else f"{SNIPPETS[kind]}delete/{item.pk}/"

    response = client.post(url, follow=True)

    assert response.status_code == 200
    assert MODELS[kind].objects.filter(pk=item.pk).exists()


def test_an_entry_that_nothing_leans_on_can_be_deleted_by_beheer(log_in):
    client = log_in("beheer")
    item = FundingEntryFactory(live=False)

    client.post(f"{ENTRIES}delete/{item.pk}/")

    assert not FundingEntry.objects.filter(pk=item.pk).exists()


def test_a_theme_of_which_the_name_changes_is_renamed_everywhere_when_published(log_in):
    client = log_in("coordinatie")
    theme = Theme.objects.get(slug="infrastructuur")

    post(client, edit_url(theme), "publish", name="Netwerken")

    assert all("Netwerken" in public_text(path) for path in ("/themas/", "/resultaten/2017/"))
    assert csv_row("DOG-2017-020")["theme"] == "Netwerken"
