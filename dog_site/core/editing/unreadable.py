"""What Wagtail cannot read in an address or a form is answered with 400, and a sentence, instead of a server error.

Wagtail takes many values on trust: a primary key that is no number, a page of a list with nineteen digits, a search of
ten thousand words, an address to go back to that is none. Each view would need a check of its own, so they are caught
in one place, and logged as the errors that they are. What our own code raises stays a server error
(docs/decisions/0019).
"""

import logging

from django.conf import settings
from django.core.paginator import InvalidPage
from django.db import DataError, OperationalError
from django.http import JsonResponse
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

KINDS = (
    AttributeError,
    DataError,
    InvalidPage,
    KeyError,  # a field of a form that is not there
    NoReverseMatch,
    OperationalError,
    OverflowError,
    TypeError,
    ValueError,
)
OURS = {app.partition(".")[0] for app in settings.INSTALLED_APPS if not app.startswith(("django", "wagtail"))}


class SaysWhatIsUnreadable:
    """Middleware: in the admin, what Wagtail raises on what was sent is a bad request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        sent = request.GET or request.POST or request.method == "POST"
        is_of_admin = request.path.startswith(reverse("wagtailadmin_home"))
        if not (sent and is_of_admin and isinstance(exception, KINDS) and _is_of_wagtail(exception)):
            return None
        logger.error("Wagtail could not read %s %s", request.method, request.path, exc_info=exception)
        if "/api/" in request.path or not request.accepts("text/html"):
            return JsonResponse({"message": _("This request could not be read")}, status=400)
        return get_resolver().resolve_error_handler(400)(request, exception)


def _is_of_wagtail(exception):
    """Whether the last of Wagtail's and our own code on the way to `exception` is Wagtail's."""
    step, is_of_wagtail = exception.__traceback__, False
    while step:
        package = step.tb_frame.f_globals.get("__name__", "").partition(".")[0]
        is_of_wagtail = package.startswith("wagtail") or (is_of_wagtail and package not in OURS)
        step = step.tb_next
    return is_of_wagtail
