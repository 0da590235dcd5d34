"""Which pages somebody may change, asked of the place of each page in the tree.

Wagtail's policy answers with a query of all pages, which a list of some pages then has to be looked up in: with 5.000
pages that takes longer than the list.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet
from wagtail.permissions import page_permission_policy


def those_to_change(pages: QuerySet, user: AbstractBaseUser) -> QuerySet:
    """Those of `pages` that `user` may change, as the policy of Wagtail has it."""
    if not user.is_active:
        return pages.none()
    if user.is_superuser:
        return pages
    rights = page_permission_policy.get_cached_permissions_for_user(user)
    of_all, of_own = (
        {right.page.path for right in rights if right.permission.codename == codename}
        for codename in ("change_page", "add_page")
    )
    places = [Q(path__startswith=path) for path in sorted(of_all)]
    # Who may only add pages somewhere changes there what is their own.
    places += [Q(path__startswith=path, owner=user) for path in sorted(of_own) if not path.startswith(tuple(of_all))]
    return pages.filter(Q.create(places, connector=Q.OR)) if places else pages.none()
