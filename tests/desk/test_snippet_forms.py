from operator import itemgetter

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from funding.models import PublishedFigure, SourceDocument
from projects.models import Theme
from tests.desk.browser import (
    MODELS,
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
from tests.funding.desk.test_entry_forms import ENTRIES_AT_THE_DOOR

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
    if kind in FIGURES or field in getattr(item, "guarded_fields", ()):
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


def test_a_stated_figure_stores_the_entries_that_its_source_left_out(log_in):
    typed, _found_by = new("stated figure")
    typed |= nested_form_data({"omissions": inline_formset([{"entry": str(entry().pk)}])})

    publish(log_in, f"{SNIPPETS['stated figure']}add/", **typed)

    figure = PublishedFigure.objects.get(number="D99")
    assert [omission.entry.reference for omission in figure.omissions.all()] == ["DOG-2017-003"]
    assert 'id="D99"' in public_text("/resultaten/2017/")


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
    ("organisation", {"merged_into": "999999"}, "merged_into"),
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
    *(
        (kind, {"change_reason": "Nul\0"}, "change_reason")
        for kind in ("theme", "organisation", "source", "stated figure")
    ),
    *((kind, {"go_live_at": "morgen"}, "go_live_at") for kind in SNIPPETS if kind != "entry"),
    *((kind, {"expire_at": "2019-05-14 09:00"}, "expire_at") for kind in SNIPPETS if kind != "entry"),
]
ITEMS_AT_THE_DOOR = one_of_each_field(WRONG_ITEMS, itemgetter(0, 2))
# What can be ticked cannot be wrong.
NEVER_WRONG = {
    "theme": {"counts_in_headline"},
    "organisation": {"is_generic", "is_municipality"},
    "stated figure": {"cannot_be_tested", "to_unpublish"},
    "entry": {"to_unpublish"},
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
        ("organisation", "umcg", "“UMCG” staat er al."),
        ("venue", "MARTINIPLAZA", "“Martiniplaza” staat er al."),
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


def test_a_theme_of_which_the_name_changes_is_renamed_everywhere_when_published(log_in):
    client = log_in("coordinatie")
    theme = Theme.objects.get(slug="infrastructuur")

    post(client, edit_url(theme), "publish", name="Netwerken")

    assert all("Netwerken" in public_text(path) for path in ("/themas/", "/resultaten/2017/"))
    assert csv_row("DOG-2017-020")["theme"] == "Netwerken"
