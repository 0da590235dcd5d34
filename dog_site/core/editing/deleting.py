"""What a deletion takes with it is kept, whichever way somebody deletes, and who deletes is told until when."""

from collections.abc import Iterable, Iterator

from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction
from wagtail.log_actions import get_active_log_context
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from ..models.deleted import DeletedPage
from .kept_rows import Kept, by_model, existing, rows_of, what_goes
from .places import those_for
from .references import references_of
from .sentences import some_of

# The titles of the pages above a page, one after the other.
BETWEEN = " › "


def keep_pages_that_go(pages, **kwargs):
    for page in tops_of(Page.objects.filter(pk__in=pages.order_by().values("pk"))):
        keep(page)


def tops_of(pages: models.QuerySet) -> Iterator[Page]:
    """Those of `pages` that are not below another of them."""
    last = None
    for page in pages.order_by("path"):
        if last is None or not page.path.startswith(last.path):
            last = page
            yield page


class DeletePages(DeleteBulkAction):
    """A page that is chosen together with one above it goes with that one; Wagtail fails on it."""

    @classmethod
    def execute_action(cls, objects, **kwargs):
        chosen = {page.pk: page for page in objects}
        tops = [chosen[page.pk] for page in tops_of(Page.objects.filter(pk__in=chosen))]
        return super().execute_action(tops, **kwargs)


def keep(page: Page) -> DeletedPage:
    """Keep `page` and all that deleting it takes with it."""
    tree, above = Page.objects.filter(path__startswith=page.path), list(page.get_ancestors())
    keys = list(tree.order_by("path").values_list("pk", flat=True))
    kept = Kept(what_goes(tree), _names_in(tree, keys), _restrictions_of(above), _groups_of(tree))
    return DeletedPage.objects.create(
        page_key=page.pk,
        title=page.title,
        kind=page.cached_content_type.model_class()._meta.label_lower,
        place=BETWEEN.join(each.title for each in above if not each.is_root()),
        above=[each.pk for each in above],
        url_path=page.url_path,
        keys=keys,
        deleted_by=_who(),
        data=kept.pack(),
    )


def _who():
    user = get_active_log_context().user
    return user if user is not None and user.pk else None


def _names_in(tree, keys) -> dict[str, str]:
    """What the pages of `tree` and their drafts point at outside it, as people know it."""
    versions = []
    for page in tree.specific():
        versions += [page, page.get_latest_revision_as_object()] if page.latest_revision_id else [page]
    pairs = {pair for version in versions for pair in references_of(version)}
    found = {}
    for model, wanted in by_model(pairs):
        wanted = existing(model, wanted) - ({*keys} if issubclass(model, Page) else set())
        found |= {f"{model._meta.label_lower}:{row.pk}": str(row) for row in model._base_manager.filter(pk__in=wanted)}
    return found


def _restrictions_of(above) -> list[dict]:
    restrictions = PageViewRestriction.objects.filter(page__in=above).order_by("page__depth").prefetch_related("groups")
    rows = rows_of(restrictions)
    for row, restriction in zip(rows, restrictions, strict=True):
        row["groups"] = [group.pk for group in restriction.groups.all()]
    return rows


def _groups_of(tree) -> list[str]:
    rights = GroupPagePermission.objects.filter(page__in=tree)
    return sorted({*rights.values_list("group__name", flat=True)})


def say_until_when(request, pages: Iterable[Page]):
    """Tell who deleted `pages` until when they can come back, and how."""
    kept = list(DeletedPage.objects.still_kept().filter(page_key__in=[page.pk for page in pages]))
    kept = those_for(request.user, kept)
    if not kept:
        return
    until = day_of(min(each.kept_until for each in kept))
    if len(kept) == 1:
        said = _("“%(title)s” can be put back until %(until)s.") % {"title": kept[0].title, "until": until}
        button = messages.button(reverse("put_back_page", args=[kept[0].pk]), _("Put back"))
    else:
        titles = some_of([each.title for each in reversed(kept)])
        said = _("These pages can be put back until %(until)s: %(titles)s.") % {"titles": titles, "until": until}
        button = messages.button(reverse("deleted_pages"), _("Deleted pages"))
    messages.info(request, said, buttons=[button])


def day_of(moment) -> str:
    return date_format(localtime(moment), "DATE_FORMAT")
