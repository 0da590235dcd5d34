"""Pages and notices of a public list: whatever stands in the address, the visitor gets an answer.

A wrong value is left out, and a notice above the list says so; nothing a visitor types can be an error.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import InvalidPage, Paginator
from django.utils.translation import gettext as _

from .asked import IGNORED_PREFIXES, knows
from .filters import OWN_WORDS

PAGE_PARAMETER = "pagina"
PAGE_SIZE = 25


@dataclass(frozen=True)
class Chip:
    """A filter that is on: its name, its value in words, and the end of the address without it."""

    filter: str
    label: str
    without: str


class Listing:
    """One page of a filtered list.

    `form` is a FilterForm bound to the address, or None; `known` names other parameters the page reads.
    """

    def __init__(self, request, *, form=None, page_size=PAGE_SIZE, known: Iterable[str] = ()):
        self.request = request
        self.form = form
        self.page_size = page_size
        self.known = {PAGE_PARAMETER, *known, *(self.form.fields if self.form else ())}
        self.notices = [*self._unknown_parameters(), *self._invalid_values()]
        self._tell_what_is_known()

    @property
    def values(self) -> dict:
        return self.form.values if self.form else {}

    @property
    def is_filtered(self) -> bool:
        return bool(self.form and self.form.filters)

    @property
    def chips(self) -> list[Chip]:
        """The filters that are on, in the order of the form."""
        if not self.form:
            return []
        return [
            Chip(str(self.form.fields[name].label), self.form.label_of(name), self.form.query(name))
            for name in self.form.filters
        ]

    def paginate(self, rows, count: int | None = None):
        """The page of `rows` that the address asks for; the first one, with a notice, when there is no such page.

        `count` is the number of rows, when the caller knows it already.
        """
        paginator = Paginator(rows, self.page_size)
        if count is not None:
            paginator.count = count
        number = self.request.GET.get(PAGE_PARAMETER, "1")
        try:
            page = paginator.page(number if number.isascii() and len(number) < 10 else "")
        except InvalidPage:
            self.notices.append(_("There is no page “%(number)s”; this is the first page.") % {"number": number[:40]})
            return paginator.page(1)
        if PAGE_PARAMETER in self.request.GET:
            self._tell_what_is_known(page.number)
        return page

    def _tell_what_is_known(self, number=None):
        """The query string as this site writes it: the filters in the order of the form, and the page after them."""
        query = self.form.query() if self.form else ""
        if number is not None:
            query += f"{'&' if query else '?'}{PAGE_PARAMETER}={number}"
        knows(self.request, query, self.known, is_counted=not (self.form and self.form.typed))

    def _unknown_parameters(self):
        for name in self.request.GET:
            if name not in self.known and not name.startswith(IGNORED_PREFIXES):
                yield _("This list knows no filter “%(name)s”; it was left out.") % {"name": name[:40]}

    def _invalid_values(self):
        if self.form is None or self.form.is_valid():
            return
        for name, errors in self.form.errors.as_data().items():
            own_words = [error.messages[0] for error in errors if error.code == OWN_WORDS]
            if own_words:
                yield from own_words
                continue
            yield _("“%(value)s” is not a choice for %(filter)s; that filter was left out.") % {
                "value": self.request.GET.get(name, "")[:40],
                "filter": str(self.form.fields[name].label).lower(),
            }
