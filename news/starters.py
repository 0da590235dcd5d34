"""What an editor starts in the news (core/editing/starters.py)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dog_site.core.blocks.outline import outline
from dog_site.core.editing.starters import Start, new_page

from .models import NewsIndexPage, NewsPage


def _begin_about_project(page):
    page.body = outline(_("What happened"), _("What it means for the city"), _("What comes next"))


STARTS = (
    Start("news", gettext_lazy("News item"), new_page(NewsPage, NewsIndexPage)),
    Start(
        "project-news",
        gettext_lazy("News about a project"),
        new_page(NewsPage, NewsIndexPage, "project-news"),
        _begin_about_project,
    ),
)
