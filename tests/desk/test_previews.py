"""Whatever has a form is previewed beside it, however much of it is filled in; nobody else ever sees that."""

import pytest
from wagtail.models import PreviewableMixin, get_page_models
from wagtail.snippets.models import get_snippet_models

from funding.models import PublishedFigure
from projects.models import Organisation
from results.models import ThemePage
from tests.desk.browser import MODELS, PARENTS, SNIPPETS, edit_url, form_at, page_add_url, streams
from tests.factories import VenueFactory
from tests.pages import parsed, text

GARBAGE = ["", "?", "\0", "9" * 300, "<b>x</b>", "-1", "2026-02-31", "javascript:alert(1)"]
# What the form itself sends along; typed over, it is no form any more.
FRAME = ("FORMS", "csrf", "revision", "-id", "comments", "next")


def previewed(client, url, data):
    """The answer to what was typed, and what is then shown."""
    said = client.post(url, streams() | data)
    shown = client.get(url)
    assert (said.status_code, shown.status_code) == (200, 200)
    assert said.json().keys() == {"is_valid", "is_available"}
    return said.json()["is_valid"], shown


def urls_of(kind):
    if kind in SNIPPETS:
        return f"{SNIPPETS[kind]}add/", f"{SNIPPETS[kind]}preview/"
    return page_add_url(kind), f"{page_add_url(kind)}preview/"


def test_everything_with_a_form_has_a_preview():
    models = [*get_page_models(), *get_snippet_models()]

    assert [model for model in models if not issubclass(model, PreviewableMixin)] == []


@pytest.mark.parametrize("kind", [*SNIPPETS, *PARENTS])
def test_an_empty_form_is_previewed(log_in, kind):
    client = log_in("beheer")
    form, preview = urls_of(kind)

    opened = client.get(preview)
    _is_valid, shown = previewed(client, preview, form_at(client, form))

    assert opened.status_code == 200
    assert parsed(shown.content).h1 is not None


@pytest.mark.parametrize("kind", [*SNIPPETS, *PARENTS])
def test_garbage_is_told_and_never_an_error(log_in, kind):
    client = log_in("beheer")
    form, preview = urls_of(kind)
    filled = form_at(client, form)
    names = [name for name in filled if not any(part in name for part in FRAME)]

    for garbage in GARBAGE:
        previewed(client, preview, filled | dict.fromkeys(names, garbage))
    for name in names:
        previewed(client, preview, filled | {name: "?"})

    # Nothing at all is no form: it is refused.
    assert client.post(preview, {}).status_code in (200, 400)


@pytest.mark.parametrize("kind", SNIPPETS)
def test_what_is_stored_is_previewed_with_each_field_emptied(log_in, kind):
    client, item = log_in("beheer"), MODELS[kind].objects.first()
    preview = f"{SNIPPETS[kind]}preview/{item.pk}/"
    filled = form_at(client, edit_url(item))

    is_valid, shown = previewed(client, preview, filled)
    for name in [name for name in filled if not any(part in name for part in FRAME)]:
        previewed(client, preview, filled | {name: ""})

    assert is_valid
    assert "private" in shown.headers["Cache-Control"]


def of_new(log_in, kind, username, **typed):
    client = log_in(username)
    form, preview = urls_of(kind)
    is_valid, shown = previewed(client, preview, form_at(client, form) | typed)
    assert is_valid
    return text(shown.content)


def test_a_venue_is_previewed_as_on_the_page_of_an_event(log_in):
    words = of_new(log_in, "venue", "communicatie", name="Akerk", street="Akerkhof 2", city="Groningen")

    assert "Akerk Akerkhof 2, Groningen" in words
    assert "OpenStreetMap" in words


def test_an_organisation_is_previewed_as_its_page(log_in):
    words = of_new(log_in, "organisation", "cijfers", name="Bureau Noord", aliases="BN", website="https://example.org")

    assert "Bureau Noord" in words
    assert "BN" in words
    assert "Website van de organisatie" in words


def test_an_organisation_with_amounts_is_previewed_with_them_under_its_new_name(log_in):
    client, organisation = log_in("cijfers"), Organisation.objects.get(name="Hanzehogeschool")
    url = f"{SNIPPETS['organisation']}preview/{organisation.pk}/"

    _is_valid, shown = previewed(client, url, form_at(client, edit_url(organisation)) | {"name": "Hanze"})

    assert parsed(shown.content).h1.text == "Hanze"
    assert Organisation.objects.get(pk=organisation.pk).name == "Hanzehogeschool"


def test_a_theme_is_previewed_on_its_page(log_in):
    client, theme = log_in("cijfers"), ThemePage.objects.live().first().theme
    url = f"{SNIPPETS['theme']}preview/{theme.pk}/"

    _is_valid, shown = previewed(client, url, form_at(client, edit_url(theme)) | {"introduction": "Nieuwe woorden."})

    assert "Nieuwe woorden." in text(shown.content)
    assert "Nieuwe woorden." not in text(client.get(theme.page.url).content)


def test_a_theme_without_a_page_is_previewed_as_lists_show_it(log_in):
    assert "Zorg en welzijn" in of_new(log_in, "theme", "cijfers", name="Zorg en welzijn")


def test_a_source_is_previewed_as_it_stands_with_a_figure(log_in):
    words = of_new(
        log_in, "source", "cijfers", title="Verantwoording 2019", reference="Z-1", url="https://example.org/"
    )

    assert "Verantwoording 2019 (Z-1)" in words


def test_a_stated_figure_is_previewed_beside_what_is_computed(log_in):
    client = log_in("cijfers")
    figure = PublishedFigure.objects.filter(kind="realisatie", metric="bijdrage", live=True).first()
    url = f"{SNIPPETS['stated figure']}preview/{figure.pk}/"

    _is_valid, shown = previewed(client, url, form_at(client, edit_url(figure)) | {"title": "Anders genoemd"})

    assert "Anders genoemd" in text(shown.content)
    assert parsed(shown.content).find(class_="dog-verdict") is not None


@pytest.mark.parametrize(
    "kind, username", [("theme", "communicatie"), ("source", "communicatie"), ("venue", "cijfers")]
)
def test_who_may_not_change_it_previews_nothing(log_in, kind, username):
    client, item = log_in(username), MODELS[kind].objects.first() or VenueFactory()

    answers = [client.get(f"{SNIPPETS[kind]}preview/"), client.get(f"{SNIPPETS[kind]}preview/{item.pk}/")]

    assert [answer.status_code for answer in answers] == [302, 302]


def test_a_preview_is_of_who_typed_it(log_in):
    form, preview = urls_of("organisation")
    typing = log_in("cijfers")
    previewed(typing, preview, form_at(typing, form) | {"name": "Geheim bureau"})

    assert "Geheim bureau" not in text(log_in("cijfers2").get(preview).content)


def test_the_bar_on_the_site_leads_to_the_form_of_what_is_shown(log_in, client):
    organisation = Organisation.objects.with_page().filter(funding_entries__isnull=False).first()
    theme = ThemePage.objects.live().first().theme

    for url, item in [(organisation.address, organisation), (theme.page.url, theme)]:
        assert edit_url(item) in log_in("cijfers").get(url).content.decode()
        assert edit_url(item) not in log_in("communicatie").get(url).content.decode()
        client.logout()
        assert edit_url(item) not in client.get(url).content.decode()
