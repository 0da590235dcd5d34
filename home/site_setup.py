"""What every site of this project has: its fixed pages, settings, collections and workflows (groups: rights.py).

Each function adds what is missing. The address of the site is set anew each time, since SITE_URL decides it and not
the admin. A page or setting that somebody added stays.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Page,
    Site,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from dog_site.core.models import FooterLink, SiteSettings
from events.models import EventIndexPage
from funding.models import FourEyesTask
from news.models import NewsIndexPage
from projects.models import ProjectIndexPage
from results.models import ResultsIndexPage, ThemeOverviewPage

from .models import HomePage, SearchPage, StandardPage
from .rights import ADMINISTRATION, AGENDA_MODELS, APPROVED_MODELS, COMMUNICATION, COORDINATION, FIGURES

SITE_NAME = "Digital Office Groningen"
SLOGAN = "Everyone has a right to a digital future"

# Page type, title, slug, shown in the main navigation. The slugs are fixed: others link to them.
FIXED_PAGES = [
    (ProjectIndexPage, "Projecten", "projecten", True),
    (ThemeOverviewPage, "Thema’s", "themas", True),
    (ResultsIndexPage, "Resultaten", "resultaten", True),
    (EventIndexPage, "Agenda", "agenda", True),
    (NewsIndexPage, "Nieuws", "nieuws", True),
    (SearchPage, "Zoeken", "zoeken", False),
    (StandardPage, "Over het Digital Office", "over", False),
    (StandardPage, "Contact", "contact", False),
    (StandardPage, "Privacy", "privacy", False),
    (StandardPage, "Toegankelijkheid", "toegankelijkheid", False),
    (StandardPage, "Digital Office Groningen in English", "english", False),
]
# For people who do not read Dutch: what this is, on one page.
ENGLISH = "english"
# Slug and text in the footer; without a text the footer shows the title of the page.
FOOTER = [
    ("over", ""),
    ("contact", ""),
    ("privacy", ""),
    ("toegankelijkheid", ""),
    ("resultaten", "Open data"),
    ("english", "In English"),
]

FIGURES_WORKFLOW = "Cijfers"
LETTERS = "Brieven en bijlagen"
COLLECTIONS = [LETTERS, "Evenementen", "Nieuws", "Projecten"]
DEVELOPMENT_LOGINS = {
    "communicatie": COMMUNICATION,
    "cijfers": FIGURES,
    "cijfers2": FIGURES,
    "coordinatie": COORDINATION,
    "beheer": ADMINISTRATION,
}
NAME_OF_WAGTAIL, ROOT_PAGE, ROOT_COLLECTION = "Root", "De hele site", "Alles"
DEVELOPMENT_PASSWORD = "alleen-voor-ontwikkeling"


def name_roots() -> None:
    """Wagtail calls what everything stands under “Root”; editors meet it wherever they choose a place."""
    Page.objects.filter(depth=1, title=NAME_OF_WAGTAIL).update(title=ROOT_PAGE, draft_title=ROOT_PAGE)
    Collection.objects.filter(depth=1, name=NAME_OF_WAGTAIL).update(name=ROOT_COLLECTION)


def make_page_tree() -> HomePage:
    """Make the home page with the pages of fixed address below it; Wagtail's welcome page makes room."""
    home = HomePage.objects.first()
    if home is None:
        root = Page.objects.get(depth=1)
        for welcome in root.get_children().filter(slug="home", content_type__model="page"):
            welcome.delete()
        root.refresh_from_db()
        home = root.add_child(instance=HomePage(title=SITE_NAME, slug="home", headline=SLOGAN, headline_language="en"))
        home.save_revision().publish()
    make_site(home)
    for page_type, title, slug, in_menu in FIXED_PAGES:
        if not home.get_children().filter(slug=slug).exists():
            values = {"language": "en"} if slug == ENGLISH else {}
            page = home.add_child(instance=page_type(title=title, slug=slug, show_in_menus=in_menu, **values))
            page.save_revision().publish()
            home.refresh_from_db()
    return home


def make_site(home: HomePage) -> Site:
    """The one site, under the address that SITE_URL gives: links in files and for search engines start with it."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    values = {"root_page": home, "site_name": SITE_NAME, "hostname": address.hostname, "port": port}
    site, _is_new = Site.objects.update_or_create(is_default_site=True, defaults=values)
    return site


def make_site_settings(home: HomePage) -> SiteSettings:
    site_settings, is_new = SiteSettings.objects.get_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"slogan": SLOGAN, "slogan_language": "en"}
    )
    if is_new:
        for order, (slug, label) in enumerate(FOOTER):
            page = home.get_children().get(slug=slug)
            FooterLink.objects.create(settings=site_settings, page=page, label=label, sort_order=order)
    return site_settings


def make_collections() -> None:
    """Make collections for images and documents, unless somebody made some already."""
    root = Collection.get_first_root_node()
    if not root.get_children().exists():
        for name in COLLECTIONS:
            root.add_child(name=name)


def make_workflows() -> None:
    """Make the workflows: one approval by Coördinatie, and for figures by somebody who did not write them."""
    approval, is_new = _workflow("Goedkeuring door Coördinatie", GroupApprovalTask)
    if is_new:
        WorkflowPage.objects.update_or_create(page=Page.objects.get(depth=1), defaults={"workflow": approval})
    for model in AGENDA_MODELS:
        WorkflowContentType.objects.get_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": approval}
        )
    figures, _is_new = _workflow(FIGURES_WORKFLOW, FourEyesTask)
    for model in APPROVED_MODELS:
        link, _is_new = WorkflowContentType.objects.get_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": figures}
        )
        if link.workflow == approval:
            # An older set-up put these in the other workflow, which lets people approve their own work.
            link.workflow = figures
            link.save()
    # Wagtail's own workflow names a group that this site does not have.
    Workflow.objects.filter(name="Moderators approval", workflow_pages=None).update(active=False)


def _workflow(name, task_type):
    """The workflow of that name, with one task for Coördinatie and Beheer, and whether it was made just now."""
    workflow, is_new = Workflow.objects.get_or_create(name=name)
    if is_new:
        task = task_type.objects.create(name=name)
        task.groups.set(Group.objects.filter(name__in=[COORDINATION, ADMINISTRATION]))
        WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow, is_new


def make_development_logins() -> None:
    for username, group in DEVELOPMENT_LOGINS.items():
        user, is_new = get_user_model().objects.get_or_create(
            username=username,
            defaults={
                "first_name": username.capitalize(),
                "email": f"{username}@example.org",
                "is_development_login": True,
                "is_superuser": group == ADMINISTRATION,
                "is_staff": group == ADMINISTRATION,
            },
        )
        if is_new:
            user.set_password(DEVELOPMENT_PASSWORD)
            user.save()
            user.groups.add(Group.objects.get(name=group))
