"""What other sites show with a link to a page, and the icons of browsers and telephones."""

import importlib.util
import json
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageChops
from wagtail.models import Page, PageViewRestriction, Site

from dog_site.core.images.share_cards import SIZE, card_address, draw_card, drawable, fit
from dog_site.core.models import DogImage
from tests.factories import NewsPageFactory, ProjectPageFactory
from tests.pages import parsed, public_pages

ICONS = Path(__file__).resolve().parents[1] / "tools" / "icons.py"
TITLES = {
    "short": "Agenda",
    "long": "Een titel over voorzieningen in de stad " * 7,
    "one long word": "Hottentottententententoonstellingskaartjesverkoopmedewerkersoverleg",
    "longest word": "w" * 255,
    "emoji": "Hackathon 🎉👩‍💻🇳🇱 in de stad",
    "only emoji": "🎉👩‍💻",
    "right to left": "مدينة רמת גן Groningen \u202e",
    "combining": "e\u0301" * 30 + "\u0301" * 30,
    "control characters": "Eén\x00\x0b\ttwee\u2028drie",
    "empty": "",
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def page_at(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return parsed(response.content)


def shared(page):
    """The Open Graph properties of a page, each once."""
    metas = page.head.find_all("meta", property=True)
    assert len({meta["property"] for meta in metas}) == len(metas)
    return {meta["property"].removeprefix("og:"): meta["content"] for meta in metas}


def path_of(url):
    root = Site.objects.get().root_url
    assert url.startswith(f"{root}/")
    return url.removeprefix(root)


def photo(width=1600, height=1000):
    content = BytesIO()
    Image.new("RGB", (width, height), "#2b4fc4").save(content, "JPEG")
    file = SimpleUploadedFile("foto.jpg", content.getvalue())
    return DogImage.objects.create(title="Foto", description="Een zaal vol mensen", file=file)


def test_every_public_page_says_how_it_wants_to_be_shown_elsewhere(client, site_as_made):
    for page in public_pages():
        found = shared(site_as_made[page.url].soup)

        assert found["title"] == (page.seo_title or page.title)
        assert found["url"] == page.full_url
        assert found.get("description", "") == page.specific.description
        assert (found["locale"], found["site_name"]) == ("nl_NL", "Digital Office Groningen")
        assert (found["image:width"], found["image:height"], found["image:alt"]) == ("1200", "630", page.title)
        card = client.get(path_of(found["image"]))
        assert (card.status_code, card["Content-Type"]) == (200, "image/png")


def test_a_news_item_is_an_article_and_any_other_page_a_part_of_the_site(client, site_as_made):
    NewsPageFactory(slug="bericht")

    assert shared(page_at(client, "/nieuws/bericht/"))["type"] == "article"
    assert shared(site_as_made["/"].soup)["type"] == "website"


def test_a_page_with_an_image_of_its_own_shares_that(client):
    NewsPageFactory(slug="bericht", image=photo())

    found = shared(page_at(client, "/nieuws/bericht/"))

    assert path_of(found["image"]).startswith("/media/images/")
    assert (found["image:width"], found["image:height"]) == ("1200", "630")
    assert found["image:alt"] == "Een zaal vol mensen"


def test_an_image_too_small_to_share_gives_way_to_the_card(client):
    NewsPageFactory(slug="bericht", image=photo(500, 300))

    assert path_of(shared(page_at(client, "/nieuws/bericht/"))["image"]).startswith("/deelbeeld/")


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_any_title_makes_a_card(title):
    card = draw_card(title)

    with Image.open(BytesIO(card)) as image:
        assert (image.format, image.size) == ("PNG", SIZE)
    assert draw_card(title) == card
    assert len(card) < 100_000


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_a_title_takes_at_most_four_lines(title):
    assert len(fit(drawable(title))[1]) <= 4


def test_a_title_keeps_what_the_font_can_show():
    assert drawable("Café ‘ruim’ € 3.000 – Ŝtéphane\u00a0ﬁn") == "Café ‘ruim’ € 3.000 – Ŝtéphane ﬁn"
    assert drawable("Hackathon 🎉 in\tde  stad") == "Hackathon in de stad"


def test_the_card_of_a_page_stays_within_the_frame():
    with Image.open(BytesIO(draw_card(TITLES["long"]))) as card, Image.open(BytesIO(draw_card(""))) as bare:
        left, top, right, bottom = ImageChops.difference(card, bare).getbbox()

    assert left >= 64
    assert right <= 1136
    assert top >= 200
    assert bottom <= 606


@pytest.fixture
def project():
    return ProjectPageFactory(title="Kanarie", slug="kanarie")


def test_a_card_may_be_kept_for_a_day_and_is_not_sent_twice(client, project):
    first = client.get(card_address(project))

    again = client.get(card_address(project), headers={"if-none-match": first["ETag"]})

    assert first["Cache-Control"] == again["Cache-Control"] == "public, max-age=86400"
    assert (again.status_code, again.content) == (304, b"")
    assert not first.cookies


def test_the_card_of_an_old_title_leads_to_the_card_of_today(client, project):
    old = card_address(project)
    project.title = "Een andere naam"
    project.save()

    response = client.get(old)

    assert response["Location"] == card_address(project) != old


def hide_by_draft(page):
    page.unpublish()


def hide_by_password(page):
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="geheim")


def hide_parent(page):
    hide_by_password(page.get_parent())


def hide_by_deleting(page):
    page.delete()


@pytest.mark.parametrize("hide", [hide_by_draft, hide_by_password, hide_parent, hide_by_deleting])
def test_a_page_that_visitors_may_not_see_has_no_card(client, project, hide):
    address = card_address(project)
    hide(project)

    assert client.get(address).status_code == 404


def test_the_root_of_the_tree_and_what_does_not_exist_have_no_card(client):
    root = Page.objects.get(depth=1)

    assert client.get(card_address(root)).status_code == 404
    for page_id in ("0", "-1", "9" * 30, "9" * 5_000, "x"):
        assert client.get(f"/deelbeeld/{page_id}-abc.png").status_code == 404
    assert client.post(card_address(Site.objects.get().root_page)).status_code == 405


def test_a_draft_title_is_not_on_the_card(client, project):
    before = client.get(card_address(project)).content
    project.title = "Een geheime naam"
    project.save_revision()

    live = Page.objects.get(pk=project.pk)

    assert client.get(card_address(live)).content == before


def test_every_icon_a_page_names_exists(client, site_as_made):
    links = {link["rel"][0]: link["href"] for link in site_as_made["/"].soup.head.find_all("link", rel=True)}
    manifest = client.get(links["manifest"])
    icons = json.loads(manifest.content)["icons"]

    addresses = [links["icon"], links["apple-touch-icon"], *(icon["src"] for icon in icons)]

    assert all(finders.find(address.removeprefix("/static/")) for address in addresses)
    assert manifest["Content-Type"] == "application/manifest+json"
    for icon in icons[1:]:
        with Image.open(finders.find(icon["src"].removeprefix("/static/"))) as image:
            assert icon["sizes"] == "{}x{}".format(*image.size)


def test_the_manifest_is_that_of_a_dutch_site(client):
    manifest = client.get("/site.webmanifest").json()

    assert (manifest["name"], manifest["lang"], manifest["start_url"]) == ("Digital Office Groningen", "nl", "/")
    assert manifest["description"]


def test_a_program_that_asks_for_favicon_ico_is_led_to_it(client):
    response = client.get("/favicon.ico")

    assert response.status_code == 302
    assert finders.find(response["Location"].removeprefix("/static/"))


def test_the_colour_of_the_browser_follows_light_and_dark(site_as_made):
    colours = site_as_made["/"].soup.head.find_all("meta", attrs={"name": "theme-color"})

    assert {meta["media"]: meta["content"] for meta in colours} == {
        "(prefers-color-scheme: light)": "#ffffff",
        "(prefers-color-scheme: dark)": "#0e1612",
    }


def test_the_icons_are_those_that_the_script_draws(tmp_path):
    spec = importlib.util.spec_from_file_location("icons", ICONS)
    icons = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(icons)
    icons.write(tmp_path)

    names = sorted(path.name for path in tmp_path.iterdir())

    assert names == sorted(path.name for path in icons.FOLDER.iterdir())
    assert (tmp_path / "favicon.svg").read_bytes() == (icons.FOLDER / "favicon.svg").read_bytes()
    for name in icons.images():
        with Image.open(tmp_path / name) as drawn, Image.open(icons.FOLDER / name) as kept:
            assert drawn.convert("RGB").tobytes() == kept.convert("RGB").tobytes()
