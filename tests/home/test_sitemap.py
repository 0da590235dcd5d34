import xml.etree.ElementTree as ElementTree

from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from tests.factories import ProjectPageFactory
from tests.pages import public_pages

TOMORROW = timezone.timedelta(days=1)
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def sitemap(client):
    """The addresses in the sitemap with the day on which each page last changed."""
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    urls = ElementTree.fromstring(response.content).findall("s:url", NAMESPACE)
    return {url.findtext("s:loc", None, NAMESPACE): url.findtext("s:lastmod", None, NAMESPACE) for url in urls}


def test_the_sitemap_names_every_public_page_once_with_its_address_and_last_change(client):
    # The search page leaves itself out: what it shows is found elsewhere.
    listed = public_pages().exclude(slug="zoeken")
    pages = {page.full_url: f"{timezone.localtime(page.last_published_at):%Y-%m-%d}" for page in listed}

    assert sitemap(client) == pages
    assert all(address.startswith(Site.objects.get().root_url) for address in pages)


def test_what_is_not_public_is_not_in_the_sitemap(client):
    ProjectPageFactory(slug="concept", live=False)
    ProjectPageFactory(slug="verlopen", live=False, expired=True)
    scheduled = ProjectPageFactory(slug="gepland", live=False, go_live_at=timezone.now() + TOMORROW)
    scheduled.save_revision().publish()
    PageViewRestriction.objects.create(page=ProjectPageFactory(slug="besloten"), restriction_type="login")
    published = ProjectPageFactory(slug="openbaar")

    slugs = {address.rstrip("/").rsplit("/", 1)[-1] for address in sitemap(client)}

    assert published.slug in slugs
    assert not slugs & {"concept", "verlopen", "gepland", "besloten"}


def test_addresses_are_those_of_the_site_whatever_host_was_asked(client):
    Site.objects.update(hostname="dog.example", port=443)
    Site.clear_site_root_paths_cache()

    assert "https://dog.example/projecten/pygrunn/" in sitemap(client)
    assert "Sitemap: https://dog.example/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_robots_keeps_search_engines_out_of_the_admin_and_names_the_sitemap(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /beheer/",
        "",
        f"Sitemap: {Site.objects.get().root_url}/sitemap.xml",
    ]
