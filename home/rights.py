"""Who may do what: the four groups (docs/editors.md), their rights with their names, and the models these are about.

The rights are set anew each time, since this module decides them and not the admin. A group that somebody added stays.
"""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.utils.text import capfirst
from django.utils.translation import override
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from dog_site.core.editing.roles import ADMINISTRATION, COMMUNICATION, COORDINATION, FIGURES
from events.models import Venue
from funding.models import FigureChange, FundingEntry, ImportRun, PublishedFigure, SourceDocument
from projects.models import Organisation, Theme

from .models import HomePage

FIGURE_MODELS = [FundingEntry, SourceDocument, PublishedFigure, Organisation, Theme]
# What public figures are computed from: nobody approves their own change of these.
APPROVED_MODELS = [FundingEntry, PublishedFigure, SourceDocument, Organisation, Theme]
AGENDA_MODELS = [Venue]


# What a right is called where groups get it: Django keeps an English name of each in the database.
WORDS = {
    "add": "toevoegen",
    "change": "wijzigen",
    "delete": "verwijderen",
    "view": "bekijken",
    "choose": "kiezen",
    "publish": "publiceren",
    "lock": "vergrendelen, en de eigen vergrendeling opheffen",
    "unlock": "elke vergrendeling opheffen",
    "bulk_delete": "verwijderen met alles eronder",
}
ACCESS = "Toegang tot het beheer"


def name_rights() -> None:
    """Call every right by what it is about and what it allows, in Dutch; one that this does not know keeps its name."""
    permissions = list(Permission.objects.select_related("content_type"))
    with override(settings.LANGUAGE_CODE):
        for permission in permissions:
            kind = permission.content_type
            words = WORDS.get(permission.codename.removesuffix(f"_{kind.model}"))
            if permission.codename == "access_admin":
                permission.name = ACCESS
            elif words:
                permission.name = f"{capfirst(kind.name)}: {words}"
    Permission.objects.bulk_update(permissions, ["name"])


def make_groups(home: HomePage) -> None:
    """Make the four groups; Wagtail's own Editors and Moderators go when nobody is in them."""
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
