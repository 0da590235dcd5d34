"""What Wagtail and operators change without saving a row, and what fills a store from outside."""

import hashlib

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_VERSION

from dog_site.core.images import renditions
from dog_site.core.kept import answers, clock, values
from dog_site.core.models import ContentVersion, DogDocument, DogRendition
from home.models import StandardPage
from news.models import NewsPage
from tests.factories import NewsPageFactory, many_pages

from .conftest import forget

NEWS = "/nieuws/bericht/"


@pytest.fixture(autouse=True)
def _nothing_is_kept():
    forget()


@pytest.fixture
def page(image):
    return NewsPageFactory(slug="bericht", image=image)


@pytest.mark.parametrize("kind", ["dogimage", "dogdocument"])
def test_many_that_go_into_a_closed_collection_at_once_leave_the_pages(client, page, image, kind):
    document = DogDocument.objects.create(title="Brief", file=image.file)
    closed = Collection.get_first_root_node().add_child(name="Dicht")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    client.force_login(get_user_model().objects.filter(is_superuser=True).first())
    shown, name = Client().get(NEWS).content, ContentVersion.name()
    item = {"dogimage": image, "dogdocument": document}[kind]
    address = f"/beheer/bulk/core/{kind}/add_to_collection/?next=%2Fbeheer%2F&id={item.pk}"

    assert client.post(address, {"collection": closed.pk}).status_code == 302

    item.refresh_from_db()
    assert item.collection == closed
    assert ContentVersion.name() != name
    if kind == "dogimage":
        assert b"<img" in shown
        assert b"<img" not in Client().get(NEWS).content.partition(b"<main")[2].partition(b"</main>")[0]


def test_files_that_are_gone_are_made_anew_for_the_next_visitor(client, page, image):
    client.get(NEWS)
    client.get(NEWS)
    for made in DogRendition.objects.filter(image=image):
        made.file.storage.delete(made.file.name)
    call_command("check_files", verbosity=0)

    shown = client.get(NEWS).content.decode()

    named = [made for made in DogRendition.objects.filter(image=image) if made.url in shown]
    assert named
    assert all(made.file.storage.exists(made.file.name) for made in named)


def test_a_page_with_the_formats_that_are_made_quickly_is_not_kept(client, page, image):
    assert b"avif" not in client.get(NEWS).content
    assert len(answers._memory) == 0
    renditions.make_renditions_of(image)

    assert b"avif" in client.get(NEWS).content
    assert b"avif" in client.get(NEWS).content
    assert len(answers._memory) == 1


@pytest.mark.parametrize("host", ["testserver:00000080", "testserver:81", "testserver.", "x.wild.example"])
def test_a_host_of_which_there_is_no_end_is_answered_and_not_kept(client, settings, host):
    settings.ALLOWED_HOSTS = ["testserver", ".wild.example"]
    before = len(values._memory)
    page = client.get("/robots.txt", headers={"Host": host})

    assert page.status_code == 200
    assert "ETag" not in page
    assert (len(answers._memory), len(values._memory)) == (0, before)


def test_a_site_that_moves_is_at_its_new_address_in_every_worker(client):
    client.get("/nieuws/feed.atom")
    old = cache.get("wagtail_site_root_paths", version=SITE_ROOT_PATHS_CACHE_VERSION)
    site = Site.objects.get()
    site.hostname = "nieuw.example"
    site.save()
    # Another worker had what it knew of the hour before.
    cache.set("wagtail_site_root_paths", old, version=SITE_ROOT_PATHS_CACHE_VERSION)

    assert b"nieuw.example" in client.get("/nieuws/feed.atom").content


@pytest.mark.parametrize("garbage", [(), ("x",), None, object, answers.Kept.__new__(answers.Kept)])
def test_garbage_within_what_looks_well_is_nobody_s_page(client, shared_cache, garbage):
    client.get("/contact/")
    for name in (f"{clock.state()}:frame:1", f"{clock.state()}:rollup:2017"):
        cache.set(hashlib.sha256(name.encode()).hexdigest(), ("kept", garbage))
    forget()

    assert client.get("/resultaten/2017/").status_code == 200


def test_a_query_that_is_too_long_is_no_address_of_its_own(client):
    tag = client.get("/nieuws/?None").get("ETag", "none")
    long = f"/nieuws/?{'x' * 600}=1"

    assert client.get(long, headers={"If-None-Match": tag}).status_code == 200
    assert "ETag" not in client.get(long)


def test_a_month_far_away_is_not_kept(client, nothing_is_rendered):
    for year in range(1990, 2000):
        client.get(f"/agenda/?weergave=maand&maand={year}-01")

    assert len(answers._memory) == 0


def test_who_was_given_a_packed_answer_is_told_the_tag_they_named(client):
    tag = client.get("/contact/", headers={"Accept-Encoding": "br"})["ETag"]
    forget()

    assert client.get("/contact/", headers={"Accept-Encoding": "br", "If-None-Match": tag})["ETag"] == tag


def test_a_save_of_one_public_field_raises_the_version():
    page = NewsPage.objects.live().first()
    name = ContentVersion.name()
    page.save(update_fields=["title"])

    assert ContentVersion.name() != name


def test_an_index_that_is_made_anew_makes_old_answers_of_the_search_old(client):
    many_pages(NewsPageFactory, [{"title": "Zwaluwstaart"}])
    tag = client.get("/zoeken/?q=zwaluwstaart")["ETag"]
    call_command("rebuild_modelsearch_index", verbosity=0)

    assert client.get("/zoeken/?q=zwaluwstaart", headers={"If-None-Match": tag}).status_code == 200


def test_an_address_that_failed_once_is_kept_afterwards(client, monkeypatch):
    monkeypatch.setattr(StandardPage, "serve", fails)
    client.raise_request_exception = False
    assert client.get("/contact/").status_code == 500
    monkeypatch.undo()
    client.get("/contact/")
    client.get("/contact/")

    assert len(answers._memory) == 1


def fails(*_arguments, **_options):
    raise ValueError("A page that fails.")
