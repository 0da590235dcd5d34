"""What Wagtail cannot read in an address or a form is answered with 404 or 400, instead of a server error.

Wagtail takes many values on trust: a primary key that is no number, a page of a list with nineteen digits, a search of
ten thousand words, an address to go back to that is none. Each view would need a check of its own, so they are caught
in one place. An address of which a part cannot exist is not there: 404. A query or a form that cannot be read is a bad
request: 400, and logged as the error that it is. What our own code raises stays a server error, and so does what
Wagtail raises on what is in the database (docs/decisions/0019).
"""

import logging

from django.conf import settings
from django.contrib.admin.utils import unquote
from django.core.paginator import InvalidPage
from django.db import DataError, OperationalError
from django.http import JsonResponse
from django.shortcuts import render
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
# As many digits fit in 64 bits, whatever they are.
DIGITS_OF_A_KEY = 18


class SaysWhatIsUnreadable:
    """Middleware: what Wagtail raises on what was asked or sent is no server error."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not (isinstance(exception, KINDS) and _is_of_wagtail(exception)):
            return None
        is_of_admin = request.path.startswith(reverse("wagtailadmin_home"))
        if _is_about_the_address(exception, request.resolver_match):
            return _not_found(request, exception, is_of_admin)
        if is_of_admin and (request.GET or request.method == "POST"):
            logger.error("Wagtail could not read %s %s", request.method, request.path, exc_info=exception)
            return _unreadable(request, exception)
        return None


def _not_found(request, exception, is_of_admin):
    if is_of_admin:
        return render(request, "wagtailadmin/404.html", status=404)
    return get_resolver().resolve_error_handler(404)(request, exception)


def _unreadable(request, exception):
    if "/api/" in request.path or not request.accepts("text/html"):
        return JsonResponse({"message": _("This request could not be read")}, status=400)
    return get_resolver().resolve_error_handler(400)(request, exception)


def _is_about_the_address(exception, match):
    """Whether a part of the address is what cannot be: no row has it, or Django names it as no key.

    Only then: what Wagtail raises at a good address may be about a row that is broken.
    """
    parts = [str(part) for part in (*match.args, *match.captured_kwargs.values())] if match else []
    refused = str(exception) if isinstance(exception, ValueError) else ""
    return any(_no_row_has(part) or f"got {unquote(part)!r}" in refused for part in parts)


def _no_row_has(part):
    return "\0" in part or (part.isdecimal() and (len(part) > DIGITS_OF_A_KEY or int(part) == 0))


def _is_of_wagtail(exception):
    """Whether the last of Wagtail's and our own code on the way to `exception` is Wagtail's."""
    step, is_of_wagtail = exception.__traceback__, False
    while step:
        package = step.tb_frame.f_globals.get("__name__", "").partition(".")[0]
        is_of_wagtail = package.startswith("wagtail") or (is_of_wagtail and package not in OURS)
        step = step.tb_next
    return is_of_wagtail
