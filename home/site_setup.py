"""What every site of this project has: its fixed pages, settings, groups and workflow.

Each function adds what is missing. The rights of the four groups are set anew each time, since this module decides
them and not the admin; so is the address of the site. A group, page or setting that somebody added stays.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from dog_site.core.models import FooterLink, SiteSettings
from events.models import EventIndexPage, Venue
from funding.models import FigureChange, FourEyesTask, FundingEntry, ImportRun, PublishedFigure, SourceDocument
from news.models import NewsIndexPage
from projects.models import Organisation, ProjectIndexPage, Theme
from results.models import ResultsIndexPage, ThemeOverviewPage

from .models import HomePage, SearchPage, StandardPage

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
]
# Slug and text in the footer; without a text the footer shows the title of the page.
FOOTER = [("over", ""), ("contact", ""), ("privacy", ""), ("toegankelijkheid", ""), ("resultaten", "Open data")]

COMMUNICATION, FIGURES, COORDINATION, ADMINISTRATION = (
    "Communicatie",
    "Cijferredactie",
    "Coördinatie",
    "Beheer",
)
FIGURE_MODELS = [FundingEntry, SourceDocument, PublishedFigure, Organisation, Theme]
APPROVED_MODELS = [FundingEntry, PublishedFigure]
FIGURES_WORKFLOW = "Cijfers"
AGENDA_MODELS = [Venue]
LETTERS = "Brieven en bijlagen"
COLLECTIONS = [LETTERS, "Evenementen", "Nieuws", "Projecten"]
DEVELOPMENT_LOGINS = {
    "communicatie": COMMUNICATION,
    "cijfers": FIGURES,
    "cijfers2": FIGURES,
    "coordinatie": COORDINATION,
    "beheer": ADMINISTRATION,
}
DEVELOPMENT_PASSWORD = "alleen-voor-ontwikkeling"


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
            page = home.add_child(instance=page_type(title=title, slug=slug, show_in_menus=in_menu))
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


def make_groups(home: HomePage) -> None:
    """Make the four groups (docs/editors.md); Wagtail's own Editors and Moderators go when nobody is in them."""
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
    root = Page.objects.get(depth=1)
    admin = _permissions("wagtailadmin.access_admin")
    figures = _rights(FIGURE_MODELS, "add", "change", "view")
    agenda = _rights(AGENDA_MODELS, "add", "change", "view")
    publish = _rights([*FIGURE_MODELS, *AGENDA_MODELS], "publish")
    registers = [*_model_permissions(ImportRun, "view"), *_model_permissions(FigureChange, "view")]
    site = _permissions("wagtailredirects.add_redirect", "wagtailredirects.change_redirect", "core.change_sitesettings")
    redirects = _permissions("wagtailredirects.delete_redirect", "wagtailredirects.view_redirect")

    _make_group(COMMUNICATION, [*admin, *agenda], pages={home: ["add", "change"]}, media=["add", "change", "choose"])
    _make_group(FIGURES, [*admin, *figures, *registers], pages={}, media=["choose"])
    _make_group(
        COORDINATION,
        [*admin, *figures, *agenda, *publish, *registers, *site, *redirects],
        pages={home: ["add", "change", "publish", "lock", "unlock"]},
        media=["add", "change", "choose"],
    )
    _make_group(
        ADMINISTRATION,
        Permission.objects.all(),
        pages={root: ["add", "change", "publish", "bulk_delete", "lock", "unlock"]},
        media=["add", "change", "delete", "choose"],
    )


def make_workflows() -> None:
    """Make the workflows: one approval by Coördinatie, and for figures by somebody who did not write them."""
    approval, is_new = _workflow("Goedkeuring door Coördinatie", GroupApprovalTask)
    if is_new:
        WorkflowPage.objects.update_or_create(page=Page.objects.get(depth=1), defaults={"workflow": approval})
    for model in [SourceDocument, Organisation, Theme, *AGENDA_MODELS]:
        WorkflowContentType.objects.get_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": approval}
        )
    figures, is_new = _workflow(FIGURES_WORKFLOW, FourEyesTask)
    for model in APPROVED_MODELS if is_new else ():
        # An older set-up put these in the other workflow, which lets people approve their own work.
        WorkflowContentType.objects.update_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": figures}
        )
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


def _make_group(name, permissions, *, pages, media):
    group, _is_new = Group.objects.get_or_create(name=name)
    group.permissions.set(permissions)
    group.page_permissions.all().delete()
    for page, actions in pages.items():
        for action in actions:
            GroupPagePermission.objects.create(group=group, page=page, permission=_page_permission(action))
    group.collection_permissions.all().delete()
    root = Collection.get_first_root_node()
    # Wagtail asks for the rights of its own models, even when a site has models of its own.
    for model in (Image, Document):
        for permission in _model_permissions(model, *media):
            GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)


def _page_permission(action):
    return Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")


def _permissions(*names):
    labels_and_codes = [name.split(".") for name in names]
    return [Permission.objects.get(content_type__app_label=label, codename=code) for label, code in labels_and_codes]


def _rights(models, *actions):
    return [permission for model in models for permission in _model_permissions(model, *actions)]


def _model_permissions(model, *actions):
    meta = model._meta
    codes = [f"{action}_{meta.model_name}" for action in actions]
    return list(Permission.objects.filter(content_type__app_label=meta.app_label, codename__in=codes))
