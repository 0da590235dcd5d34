"""Items that are previewed beside their form, as visitors meet them.

The room that shows an item to visitors may stand above that of the item, so it registers what it shows here.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from wagtail.models import PreviewableMixin

# What shows an item to who previews it, by its model: `show(request, item)`.
_shows: dict[type, Callable[[HttpRequest, "Previewed"], HttpResponse]] = {}


def register(model: type, show: Callable[[HttpRequest, "Previewed"], HttpResponse]) -> None:
    _shows[model] = show


class Previewed(PreviewableMixin):
    """Mixin: what is typed is shown as if it were published, and may lack whatever is not typed yet."""

    def serve_preview(self, request, mode_name):
        self.live, self.expire_at = True, None
        return _shows[type(self)](request, self)
