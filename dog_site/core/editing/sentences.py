"""Parts of sentences that tell an editor why something did not happen."""

from django.utils.translation import gettext as _
from wagtail.admin import messages

# A sentence names so many at most.
NAMED = 5


def tell_why(request, sentence, error):
    """Show `sentence` as an error, with the findings of the model's own check as its `reasons`."""
    messages.error(request, sentence % {"reasons": " ".join(error.messages)})


def some_of(names: list[str]) -> str:
    """The first of `names`, and how many more there are: "DOG-2017-001, DOG-2017-002 and 3 more"."""
    shown, more = ", ".join(names[:NAMED]), len(names) - NAMED
    return _("%(names)s and %(count)s more") % {"names": shown, "count": more} if more > 0 else shown
