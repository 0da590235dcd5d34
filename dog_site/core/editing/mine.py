"""Which pages somebody may change or sees in lists, asked of the place of each page in the tree.

Wagtail's policy answers with a query of all pages, which a list of some pages then has to be looked up in: with 5.000
pages that takes longer than the list.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet
from wagtail.admin.views.pages.listing import IndexView
from wagtail.permissions import page_permission_policy

# Who has one of these rights on a page finds it in the lists.
IN_LISTS = IndexView.any_permission_required


def those_to_change(pages: QuerySet, user: AbstractBaseUser) -> QuerySet:
    """Those of `pages` that `user` may change, as the policy of Wagtail has it."""
    # Who may only add pages somewhere changes there what is their own.
    return _those(pages, user, {"change"}, of_own={"add"})


def those_in_lists(pages: QuerySet, user: AbstractBaseUser) -> QuerySet:
    """Those of `pages` that the lists of the admin show to `user`."""
    return _those(pages, user, IN_LISTS)


def _those(pages, user, actions, of_own=()):
    if not user.is_active:
        return pages.none()
    if user.is_superuser:
        return pages
    rights = [
        (right.permission.codename.removesuffix("_page"), right.page.path)
        for right in page_permission_policy.get_cached_permissions_for_user(user)
    ]
    whole = {path for action, path in rights if action in actions}
    own = {path for action, path in rights if action in of_own and not path.startswith(tuple(whole))}
    places = [Q(path__startswith=path) for path in sorted(whole)]
    places += [Q(path__startswith=path, owner=user) for path in sorted(own)]
    return pages.filter(Q.create(places, connector=Q.OR)) if places else pages.none()
