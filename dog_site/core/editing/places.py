"""Where a deleted page goes, and who may put it there."""

from collections.abc import Iterable
from itertools import chain, count

from treebeard.numconv import NumConv
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ..models.deleted import DeletedPage

# Of the pages that take a type somebody may add to one of the first, or to none.
SEVERAL = 5
# With a number behind it.
LONGEST_SLUG = 240


def may_put_back(user, deleted: DeletedPage) -> bool:
    return deleted.pk in {each.pk for each in those_for(user, [deleted])}


def those_for(user, deleted: Iterable[DeletedPage]) -> list[DeletedPage]:
    """Those that `user` may put back: whoever may add under the nearest page above it that is still there."""
    deleted = list(deleted)
    above = {key for each in deleted for key in each.above}
    there = {*Page.objects.filter(pk__in=above).values_list("pk", flat=True)}
    open_to_user = page_permission_policy.instances_user_has_permission_for(user, "add")
    may_add = {*open_to_user.filter(pk__in=above).order_by().values_list("pk", flat=True)}
    nearest = {each.pk: next((key for key in reversed(each.above) if key in there), None) for each in deleted}
    return [each for each in deleted if nearest[each.pk] in may_add]


def may_add_under(user, parent: Page) -> bool:
    return user.is_active and (user.is_superuser or "add" in parent.permissions_for_user(user).permissions)


def place_for(deleted: DeletedPage, model: type[Page], user) -> Page | None:
    """The page that it goes under: its own, else the nearest one above, else another that takes its type.

    None when `user` may not add a page there.
    """
    near = (page for page in Page.objects.filter(pk__in=deleted.above).order_by("-depth"))
    found = next((page for page in near if model.can_exist_under(page)), None)
    if found is not None:
        return found if may_add_under(user, found) else None
    kinds = [kind for kind in model.allowed_parent_page_models() if kind is not Page]
    others = (page for kind in kinds for page in Page.objects.exact_type(kind).order_by("depth", "path")[:SEVERAL])
    return next((page for page in others if may_add_under(user, page)), None)


def free_path(parent: Page, path_before: str, is_own_parent: bool) -> str:
    """Where in the tree a page goes below `parent`, which is locked: where it was, else behind the others."""
    path = parent.path + path_before[-Page.steplen :]
    if is_own_parent and not Page.objects.filter(path=path).exists():
        return path
    last = Page.objects.child_of(parent).order_by("-path").values_list("path", flat=True).first()
    numbers = NumConv(Page.alphabet)
    step = numbers.int2str(numbers.str2int(last[-Page.steplen :]) + 1 if last else 1)
    return parent.path + step.rjust(Page.steplen, Page.alphabet[0])


def free_slug(parent: Page, slug: str) -> str:
    taken = {*Page.objects.child_of(parent).values_list("slug", flat=True)}
    slugs = chain([slug], (f"{slug[:LONGEST_SLUG]}-{number}" for number in count(2)))
    return next(slug for slug in slugs if slug not in taken)
