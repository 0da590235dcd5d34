"""What a calendar, feed or download has in common: it gives exactly what its address asks for, or nothing.

On a page a wrong value is left out and a notice says so. Nobody reads a notice in a calendar: there, leaving a filter
out would hand somebody everything under the name of what they chose.
"""

import hashlib
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from ..lists.filters import FilterForm
from ..lists.listing import IGNORED_PREFIXES
from .addresses import Moved

# Raise it when addresses give something else after an update of the code alone: nobody then keeps what they have.
EDITION = 2


def ask_exactly(request: HttpRequest, form: FilterForm | None = None) -> None:
    """Refuse an address that asks for what the filters of the file do not know; without a form it has none.

    Raises Moved where every wrong value was renamed, to the same address with the values of today; else Http404.
    """
    fields = form.fields if form else {}
    for name, values in request.GET.lists():
        if not name.startswith(IGNORED_PREFIXES) and (name not in fields or len(values) > 1):
            raise Http404(f"This file knows no filter {name[:40]!r}, or it is there twice.")
    if form is None or form.is_valid():
        return
    asked = request.GET.copy()
    for name in form.errors:
        asked[name] = form.value_of_today(name, asked.get(name, ""))
        if not asked[name]:
            raise Http404(f"This file knows no such value of {name}.")
    raise Moved(f"{request.path}?{asked.urlencode()}")


def unless_known(request: HttpRequest, state: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of `make`, or 304 for who has it as it is in this `state`.

    Only an answer that is there gets an ETag, so who names one was given it; `*` is any, and has to be made first.
    """
    of_address = f"{EDITION} {state} {request.get_full_path()}"
    etag = f'"{hashlib.sha256(of_address.encode()).hexdigest()[:32]}"'
    any_will_do = request.headers.get("If-None-Match", "").strip() == "*"
    response = None if any_will_do else get_conditional_response(request, etag=etag)
    if response is None:
        response = make()
        if response.status_code != 200:
            return response
        response = get_conditional_response(request, etag=etag, response=response)
    response["ETag"] = etag
    return response
