"""The form of the results of a year."""

from dog_site.core import figures
from dog_site.core.models.forms import PageForm


class YearlyResultsForm(PageForm):
    """A new one opens with the latest year that has figures and no page yet."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            taken = set(type(self.instance).objects.values_list("year", flat=True))
            year = next((year for year in figures.years() if year not in taken), None)
            self.initial |= {"year": year} if year else {}
