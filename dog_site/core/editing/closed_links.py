"""What an item leads to and visitors cannot open now: said when somebody saves it, and no reason to refuse it.

A page shows such a link as its words only, and leaves out a page or image that was chosen.
"""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import DraftStateMixin, Page

from ..models import DogDocument, DogImage, PageQuerySet
from .autosave import is_autosave
from .plans import plans_of
from .references import references_of
from .sentences import some_of


def warn_about_closed_links(request, items) -> None:
    """Name what the latest versions of `items` lead to and visitors cannot open, and why; nothing when they can."""
    if is_autosave(request):
        return
    versions = [item.get_latest_revision_as_object() for item in items if isinstance(item, DraftStateMixin)]
    found = [named for version in versions for named in closed_links(version)]
    if names := [*dict.fromkeys(found)]:
        messages.warning(
            request,
            _("Visitors cannot open these now, and see them without a link or not at all: %(names)s.")
            % {"names": some_of(names)},
        )


def closed_links(item) -> list[str]:
    """What `item` leads to and visitors cannot open, each with the reason: “PyGrunn” (a draft)."""
    leads_to = {kind: {} for kind in _KINDS}
    for model, key in references_of(item):
        for kind in _KINDS:
            if issubclass(model, kind) and not (kind is Page and isinstance(item, Page) and key == item.pk):
                leads_to[kind][key] = None
    return [named for kind, keys in leads_to.items() if keys for named in _KINDS[kind](list(keys))]


def _closed_pages(keys):
    pages = PageQuerySet(Page).filter(pk__in=keys)
    opened = {*pages.visible().values_list("pk", flat=True)}
    closed = [page for page in pages.order_by("pk") if page.pk not in opened]
    planned = {plan.object_id: plan.approved_go_live_at for plan in plans_of(closed)}
    names = [_named(page.get_admin_display_title(), _why(page, planned.get(str(page.pk)))) for page in closed]
    return names + [_("a page that was deleted")] * (len(closed) + len(opened) < len(keys))


def _why(page, planned_for):
    if page.live:
        return _("not open to everybody")
    if planned_for:
        return _("planned for %(when)s") % {"when": date_format(localtime(planned_for), "DATETIME_FORMAT")}
    return _("its last day has passed") if page.expired else _("a draft")


def _closed_documents(keys):
    documents = DogDocument.objects.filter(pk__in=keys).order_by("title", "pk")
    opened = {*documents.visible().values_list("pk", flat=True)}
    names = [
        _named(document.title, _("in a private collection")) for document in documents if document.pk not in opened
    ]
    return names + [_("a document that was deleted")] * (len(documents) < len(keys))


def _images_left_out(keys):
    images = DogImage.objects.filter(pk__in=keys).order_by("title", "pk")
    whys = {True: _("its rights have ended"), False: _("in a private collection")}
    return [_named(image.title, whys[image.is_visible]) for image in images if not image.may_be_shown]


def _named(title, why):
    return f"“{title}” ({why})"


_KINDS = {Page: _closed_pages, AbstractDocument: _closed_documents, AbstractImage: _images_left_out}
