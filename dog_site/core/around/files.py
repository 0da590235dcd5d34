"""What a calendar, feed or download has in common: it gives exactly what its address asks for, or nothing.

On a page a wrong value is left out and a notice says so. Nobody reads a notice in a calendar: there, leaving a filter
out would hand somebody everything under the name of what they chose.
"""

from django.http import Http404, HttpRequest

from ..lists.asked import IGNORED_PREFIXES, knows
from ..lists.filters import FilterForm
from .addresses import Moved


def ask_exactly(request: HttpRequest, form: FilterForm | None = None) -> None:
    """Refuse an address that asks for what the filters of the file do not know; without a form it has none.

    Raises Moved where every wrong value was renamed, to the same address with the values of today; else Http404.
    """
    fields = form.fields if form else {}
    for name, values in request.GET.lists():
        if not name.startswith(IGNORED_PREFIXES) and (name not in fields or len(values) > 1):
            raise Http404(f"This file knows no filter {name[:40]!r}, or it is there twice.")
    if form is None or form.is_valid():
        knows(request, form.query() if form else "", fields, is_counted=not (form and form.typed))
        return
    asked = request.GET.copy()
    for name in form.errors:
        asked[name] = form.value_of_today(name, asked.get(name, ""))
        if not asked[name]:
            raise Http404(f"This file knows no such value of {name}.")
    raise Moved(f"{request.path}?{asked.urlencode()}")
