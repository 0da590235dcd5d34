"""The themes, organisations and projects of the site, read once for all rows of a file."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import names
from .names import Names


@dataclass(frozen=True)
class Known:
    themes: Names
    organisations: Names
    projects: Names

    @classmethod
    def read(cls) -> "Known":
        """In a number of queries that does not grow with what there is."""
        return cls(names.themes(), names.organisations(), names.projects())

    def words(self, field, key: int | None) -> str:
        """What a relation of an entry leads to, by name."""
        if key is None:
            return _("empty")
        kinds = {"theme": self.themes, "applicant": self.organisations, "project": self.projects}
        return kinds[field.name].name_of(key) or _("gone")
