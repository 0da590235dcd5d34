"""Parts of sentences that tell an editor why something did not happen."""

from django.utils.translation import gettext as _

# A sentence names so many at most.
NAMED = 5


def some_of(names: list[str]) -> str:
    """The first of `names`, and how many more there are: "DOG-2017-001, DOG-2017-002 and 3 more"."""
    shown, more = ", ".join(names[:NAMED]), len(names) - NAMED
    return _("%(names)s and %(count)s more") % {"names": shown, "count": more} if more > 0 else shown
