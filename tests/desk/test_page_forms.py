from operator import itemgetter

import pytest
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from events.models import EventIndexPage, EventPage, EventSeriesPage
from home.models import HomePage, StandardPage
from news.models import NewsIndexPage, NewsPage
from projects.models import Organisation, ProjectIndexPage, ProjectPage, Theme
from results.models import ResultsIndexPage, ThemeOverviewPage, ThemePage, YearlyResultsPage
from tests.factories import ThemeFactory

from .browser import (
    PARENTS,
    errors,
    form_at,
    page_add_url,
    page_edit_url,
    post,
    post_page,
    posted,
    project,
    public,
    public_text,
    shown,
    streams,
)
from .forms import fields_at, filled_in, one_of_each_field


def fields_of(page_type):
    """What an editor types to make a page of this type."""
    return {
        "events/eventpage": dict,
        "events/eventseriespage": dict,
        "home/standardpage": dict,
        "news/newspage": lambda: {"date": "2019-05-14"},
        "projects/projectpage": lambda: {"theme": str(Theme.objects.get(slug="infrastructuur").pk)},
        "results/themepage": lambda: {"theme": str(ThemeFactory(name="Veiligheid", slug="veiligheid").pk)},
        "results/yearlyresultspage": lambda: {"year": "2018"},
    }[page_type]()


PAGES = [
    ("events/eventpage", EventPage, "/agenda/nieuwe-pagina/"),
    ("events/eventseriespage", EventSeriesPage, "/agenda/nieuwe-pagina/"),
    ("news/newspage", NewsPage, "/nieuws/nieuwe-pagina/"),
    ("home/standardpage", StandardPage, "/nieuwe-pagina/"),
    ("projects/projectpage", ProjectPage, "/projecten/nieuwe-pagina/"),
    # The address of a theme's page follows the theme and that of a year's results the year, whatever was typed.
    ("results/themepage", ThemePage, "/themas/veiligheid/"),
    ("results/yearlyresultspage", YearlyResultsPage, "/resultaten/2018/"),
]


@pytest.mark.parametrize("page_type, model, path", PAGES)
def test_a_new_page_saved_as_a_draft_is_kept_and_not_public(log_in, page_type, model, path):
    client = log_in("coordinatie")
    typed = {"title": "Nieuwe pagina", "slug": "nieuwe-pagina", **fields_of(page_type)}

    response = post_page(client, page_add_url(page_type), **typed)

    page = model.objects.get(title="Nieuwe pagina")
    assert response.status_code == 302
    assert not page.live
    assert public(path).status_code == 404


@pytest.mark.parametrize("page_type, model, path", PAGES)
def test_a_new_page_that_is_published_is_public_at_once(log_in, page_type, model, path):
    client = log_in("coordinatie")
    typed = {"title": "Nieuwe pagina", "slug": "nieuwe-pagina", **fields_of(page_type)}

    response = post_page(client, page_add_url(page_type), "publish", **typed)

    assert response.status_code == 302
    assert model.objects.get(title="Nieuwe pagina").live
    assert "Nieuwe pagina" in public_text(path)


def existing_pages():
    return [
        (HomePage, "/", "headline"),
        (StandardPage, "/contact/", "title"),
        (ProjectPage, "/projecten/pygrunn/", "title"),
        (ThemePage, "/themas/infrastructuur/", "title"),
        (YearlyResultsPage, "/resultaten/2017/", "summary"),
        (ProjectIndexPage, "/projecten/", "title"),
        (ThemeOverviewPage, "/themas/", "title"),
        (ResultsIndexPage, "/resultaten/", "title"),
        (EventIndexPage, "/agenda/", "title"),
        (EventSeriesPage, "/agenda/pygrunn/", "title"),
        (EventPage, "/agenda/pygrunn/pygrunn-2017/", "title"),
        (EventPage, "/agenda/lets-gro/lets-gro-2017/battle-of-the-schools/", "summary"),
        (NewsIndexPage, "/nieuws/", "title"),
        (NewsPage, "/nieuws/raadsbrief-groningen-digital-city/", "title"),
    ]


def page_at(model, path):
    return next(page for page in model.objects.all() if page.url == path)


@pytest.mark.parametrize("model, path, field", existing_pages())
def test_an_edit_of_a_page_is_public_only_when_published(log_in, model, path, field):
    client = log_in("coordinatie")
    url = page_edit_url(page_at(model, path))

    post_page(client, url, **{field: "Een andere tekst"})
    after_draft = public_text(path)
    kept = shown(client.get(url))[field]
    post_page(client, url, "publish")

    assert "Een andere tekst" not in after_draft
    assert kept == "Een andere tekst"
    assert "Een andere tekst" in public_text(path)


def test_every_block_of_the_body_is_stored_and_shown(log_in, image):
    client = log_in("coordinatie")
    body = [
        ("heading", {"text": "Een kop", "level": "h2"}),
        ("heading", {"text": "Een tussenkop", "level": "h3"}),
        ("text", rich_text("<p>Een <b>vette</b> alinea</p>")),
        (
            "picture",
            {
                "image": {"image": str(image.pk), "decorative": "", "alt_text": "Een zaal vol mensen"},
                "caption": "Opening",
            },
        ),
        ("figure", {"metric": "bijdrage", "scope": "hoofdtotaal", "year": "2017", "wording": "ruim"}),
    ]

    post_page(client, page_add_url("home/standardpage"), "publish", body, title="Met blokken", slug="met-blokken")

    html = public_text("/met-blokken/")
    assert '<h2 id="kop-een-kop">Een kop</h2>' in html
    assert '<h3 id="kop-een-tussenkop">Een tussenkop</h3>' in html
    assert "Een <b>vette</b> alinea" in html
    assert 'alt="Een zaal vol mensen"' in html
    assert "Opening" in html
    assert "ruim €\u00a0470.000" in html


def test_a_decorative_picture_has_an_empty_description(log_in, image):
    client = log_in("coordinatie")
    picture = {"image": {"image": str(image.pk), "decorative": "on", "alt_text": ""}, "caption": ""}

    post_page(client, page_add_url("home/standardpage"), "publish", [("picture", picture)], title="Sier", slug="sier")

    assert 'alt=""' in public_text("/sier/")


WRONG_BLOCKS = [
    ("heading", {"text": "", "level": "h2"}),
    ("heading", {"text": "x" * 121, "level": "h2"}),
    ("heading", {"text": "Kop\0", "level": "h2"}),
    ("heading", {"text": "Kop", "level": "h7"}),
    ("picture", {"image": {"image": "", "decorative": "", "alt_text": ""}, "caption": ""}),
    ("figure", {"metric": "", "scope": "", "year": "", "wording": ""}),
    ("figure", {"metric": "bijdrage", "scope": "thema:bestaat-niet", "year": "2017", "wording": "exact"}),
    ("figure", {"metric": "bijdrage", "scope": "hoofdtotaal", "year": "1850", "wording": "exact"}),
]


@pytest.mark.parametrize("block, value", WRONG_BLOCKS)
def test_a_block_that_is_not_complete_is_refused(log_in, block, value):
    url = page_add_url("home/standardpage")

    form = filled_in(log_in("coordinatie"), url, **streams([(block, value)]), title="Half", slug="half")

    assert [*form.errors] == ["body"]


@pytest.mark.parametrize("block, value", one_of_each_field(WRONG_BLOCKS, itemgetter(0)))
def test_a_block_that_is_not_complete_is_not_published(log_in, block, value):
    client = log_in("coordinatie")
    url = page_add_url("home/standardpage")

    response = post_page(client, url, "publish", [(block, value)], title="Half", slug="half")

    assert response.status_code == 200
    assert "body" in errors(response)
    assert not Page.objects.filter(slug="half").exists()


def test_a_picture_without_a_description_has_to_be_marked_as_decorative(log_in, image):
    client = log_in("coordinatie")
    picture = {"image": {"image": str(image.pk), "decorative": "", "alt_text": ""}, "caption": ""}
    url = page_add_url("home/standardpage")

    response = post_page(client, url, "publish", [("picture", picture)], title="Stil", slug="stil")

    assert "body" in errors(response)


def test_a_project_stores_its_participants_in_order(log_in):
    client = log_in("coordinatie")
    organisation = Organisation.objects.get(name="UMCG")
    participants = [
        {"organisation": str(organisation.pk), "text": "", "role": "aanvrager"},
        {"organisation": "", "text": "Diverse bedrijven", "role": "partner"},
    ]
    typed = {"title": "Samen", "slug": "samen", **fields_of("projects/projectpage")}
    typed |= nested_form_data({"partners": inline_formset(participants)})

    post_page(client, page_add_url("projects/projectpage"), "publish", **typed)

    html = public_text("/projecten/samen/")
    assert [partner.name for partner in project("samen").partners.all()] == ["UMCG", "Diverse bedrijven"]
    assert html.index("UMCG") < html.index("Diverse bedrijven")


def test_the_home_page_shows_the_featured_projects_that_were_chosen(log_in):
    client = log_in("coordinatie")
    url = page_edit_url(HomePage.objects.get())
    form = {k: v for k, v in form_at(client, url).items() if not k.startswith("featured_projects")}
    chosen = nested_form_data({"featured_projects": inline_formset([{"project": str(project("django-girls").pk)}])})

    post_page(client, url, "publish", form={**form, **chosen})

    assert "/projecten/django-girls/" in public_text("/")


WRONG_PAGES = [
    ("home/standardpage", {"title": "", "slug": "x"}, "title"),
    ("home/standardpage", {"title": "x" * 300, "slug": "x"}, "title"),
    ("home/standardpage", {"title": "Nul\0", "slug": "x"}, "title"),
    ("home/standardpage", {"title": "X", "slug": "x", "summary": "Nul\0"}, "summary"),
    ("home/standardpage", {"title": "X", "slug": "x", "summary": "x" * 401}, "summary"),
    ("home/standardpage", {"title": "X", "slug": "x", "also_known_as": "x" * 401}, "also_known_as"),
    ("home/standardpage", {"title": "X", "slug": "x", "language": "fries"}, "language"),
    ("home/standardpage", {"title": "X", "slug": "x", "search_description": "Nul\0"}, "search_description"),
    ("home/standardpage", {"title": "X", "slug": "contact"}, "slug"),
    ("home/standardpage", {"title": "X", "slug": "projecten"}, "slug"),
    ("home/standardpage", {"title": "X", "slug": "niet geldig"}, "slug"),
    ("home/standardpage", {"title": "X", "slug": "nul\0"}, "slug"),
    ("projects/projectpage", {"title": "X", "slug": "pygrunn"}, "slug"),
    ("projects/projectpage", {"title": "X", "slug": "x", "theme": ""}, "theme"),
    ("projects/projectpage", {"title": "X", "slug": "x", "start_year": "2018", "end_year": "2017"}, "end_year"),
    ("projects/projectpage", {"title": "X", "slug": "x", "start_year": "1850"}, "start_year"),
    (
        "projects/projectpage",
        {"title": "X", "slug": "x", "start_date": "2017-05-02", "end_date": "2017-05-01"},
        "end_date",
    ),
    ("projects/projectpage", {"title": "X", "slug": "x", "start_date": "morgen"}, "start_date"),
    # A date fills the year, so it has the limits of the year.
    ("projects/projectpage", {"title": "X", "slug": "x", "start_date": "1850-01-01"}, "start_date"),
    ("projects/projectpage", {"title": "X", "slug": "x", "end_date": "9999-12-31"}, "end_date"),
    ("results/yearlyresultspage", {"title": "X", "slug": "x", "year": "2018", "conclusion": "x" * 501}, "conclusion"),
    ("results/yearlyresultspage", {"title": "X", "slug": "x", "year": "2017"}, "year"),
    ("results/yearlyresultspage", {"title": "X", "slug": "x", "year": "1999"}, "year"),
    ("results/yearlyresultspage", {"title": "X", "slug": "x", "year": "2100"}, "year"),
    ("results/yearlyresultspage", {"title": "X", "slug": "x", "year": "abc"}, "year"),
    ("results/yearlyresultspage", {"title": "X", "slug": "x", "year": ""}, "year"),
    # What the rows above do not reach.
    ("home/standardpage", {"title": "X", "slug": "x", "seo_title": "x" * 256}, "seo_title"),
    ("home/standardpage", {"title": "X", "slug": "x", "go_live_at": "morgen"}, "go_live_at"),
    ("home/standardpage", {"title": "X", "slug": "x", "expire_at": "2019-05-14 09:00"}, "expire_at"),
    ("news/newspage", {"title": "X", "slug": "x", "date": "morgen"}, "date"),
    ("news/newspage", {"title": "X", "slug": "x", "author_line": "Nul\0"}, "author_line"),
    ("news/newspage", {"title": "X", "slug": "x", "image": "999999"}, "image"),
    ("news/newspage", {"title": "X", "slug": "x", "themes": "999999"}, "themes"),
    ("projects/projectpage", {"title": "X", "slug": "x", "status": "verzonnen"}, "status"),
    ("projects/projectpage", {"title": "X", "slug": "x", "image": "999999"}, "image"),
    ("results/themepage", {"title": "X", "slug": "x", "theme": ""}, "theme"),
]
# One value of each field goes through the front door. What every page has is tried on a page of the simplest type.
AT_THE_DOOR = one_of_each_field(WRONG_PAGES, itemgetter(0, 2))
EVERY_PAGE = {field for page_type, _typed, field in AT_THE_DOOR if page_type == "home/standardpage"} - {"language"}
# A block of the text is tried above and in test_body_forms.py; what can be ticked cannot be wrong.
NOT_TRIED = {"body", "is_pinned", "show_in_menus", "comment_notifications"}


@pytest.mark.parametrize("page_type, typed, field", WRONG_PAGES)
def test_a_mistake_in_a_page_is_refused_with_a_sentence_at_the_field(log_in, page_type, typed, field):
    typed = {**streams(), **fields_of(page_type), **typed}

    form = filled_in(log_in("coordinatie"), page_add_url(page_type), **typed)

    assert all(sentence.endswith(".") for sentence in errors(form)[field])


# test_event_forms.py does this for an event.
@pytest.mark.parametrize("page_type", sorted({*PARENTS} - {"events/eventpage"}))
def test_every_field_of_a_page_has_a_mistake_that_goes_through_the_front_door(log_in, page_type):
    fields = fields_at(log_in("coordinatie"), page_add_url(page_type))

    tried = EVERY_PAGE | {field for of, _typed, field in AT_THE_DOOR if of == page_type}
    assert fields - NOT_TRIED == tried


@pytest.mark.parametrize("page_type, typed, field", AT_THE_DOOR)
def test_a_page_with_a_mistake_is_shown_again_with_a_sentence_at_the_field(log_in, page_type, typed, field):
    client = log_in("coordinatie")
    typed = {**fields_of(page_type), **typed}
    before = Page.objects.count()

    response = post_page(client, page_add_url(page_type), "publish", **typed)

    assert response.status_code == 200
    assert all(sentence.endswith(".") for sentence in errors(response)[field])
    assert errors(response) == errors(filled_in(client, page_add_url(page_type), **streams(), **typed))
    assert Page.objects.count() == before


def test_a_theme_has_one_page(log_in):
    client = log_in("coordinatie")
    theme = Theme.objects.get(slug="infrastructuur")

    response = post_page(
        client, page_add_url("results/themepage"), "publish", title="Nog een", slug="nog-een", theme=str(theme.pk)
    )

    assert "theme" in errors(response)


def test_a_page_of_fixed_address_keeps_its_address(log_in):
    client = log_in("coordinatie")

    post(client, page_edit_url(ResultsIndexPage.objects.get()), "publish", slug="uitkomsten")

    assert public("/resultaten/").status_code == 200


@pytest.mark.parametrize("model, path", [(YearlyResultsPage, "/resultaten/2017/"), (ThemePage, "/themas/anders/")])
@pytest.mark.parametrize("alias", ["", "on"])
def test_copying_a_page_that_there_is_only_one_of_is_refused_with_a_sentence(log_in, model, path, alias):
    client = log_in("coordinatie")
    page = page_at(model, path)
    typed = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": str(page.get_parent().pk), "alias": alias}

    response = client.post(f"/beheer/pages/{page.pk}/copy/", typed, follow=True)

    assert response.status_code == 200
    assert model.objects.filter(title="Kopie").count() == 0


def test_a_project_can_be_copied(log_in):
    client = log_in("coordinatie")
    page = project()
    typed = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": str(page.get_parent().pk)}

    client.post(f"/beheer/pages/{page.pk}/copy/", typed)

    assert not project("kopie").live
    assert project("kopie").funding_entries.count() == 0


@pytest.mark.parametrize("page_type", sorted(PARENTS))
def test_a_page_that_is_not_saved_yet_is_previewed(log_in, page_type):
    client = log_in("coordinatie")
    url = page_add_url(page_type)
    typed = {**fields_of(page_type), **streams(), "title": "Nog niet opgeslagen", "slug": "nog-niet"}
    typed = posted(form_at(client, url) | typed)

    kept = client.post(f"{url}preview/", typed)
    previewed = client.get(f"{url}preview/")

    assert (kept.status_code, kept.json()["is_valid"]) == (200, True)
    assert previewed.status_code == 200
    assert "Nog niet opgeslagen" in previewed.content.decode()
