"""What an editor starts in the projects (core/editing/starters.py)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dog_site.core.blocks.outline import outline
from dog_site.core.editing.starters import Start, new_item, new_page

from .models import Organisation, ProjectIndexPage, ProjectPage


def _begin(page):
    page.body = outline(_("What it is"), _("Who takes part"), _("What it brings"))


STARTS = (
    Start("project", gettext_lazy("Project"), new_page(ProjectPage, ProjectIndexPage, "project"), _begin),
    Start("organisation", gettext_lazy("Organisation"), new_item(Organisation)),
)
