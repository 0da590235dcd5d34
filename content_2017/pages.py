"""The texts of the home page, the standard pages and the overviews."""

from wagtail.models import Page

from home.models import FeaturedProject, HomePage, StandardPage
from projects.models import ProjectPage

from .ledger import publish
from .texts import body, lines


def load_standard_page(load, texts):
    page = StandardPage.objects.filter(slug=texts["slug"]).first()
    exists = page is None or bool(page.body) or bool(page.summary)

    def make():
        page.summary = texts.get("summary", "")
        page.also_known_as = lines(texts)
        page.body = body(texts["part"])
        publish(page)

    load.once(f"page:{texts['slug']}", exists, make)


def load_home(load, texts):
    home = HomePage.objects.get()

    def make():
        home.summary = texts["summary"]
        home.featured_projects = [
            FeaturedProject(project=project)
            for slug in texts["featured"]
            for project in ProjectPage.objects.filter(slug=slug)
        ]
        publish(home)

    load.once("home", bool(home.summary), make)


def load_summary(load, texts):
    """Write the line under the title of an overview, and what else it is called, when nobody wrote one yet."""
    slug, text = texts["slug"], texts["text"]
    found = Page.objects.filter(slug=slug, depth=HomePage.objects.get().depth + 1).first()
    if found is None:
        return
    page = found.specific

    def make():
        page.summary = text
        page.also_known_as = lines(texts)
        publish(page)

    load.once(f"summary:{slug}", bool(page.summary), make)
