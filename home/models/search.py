from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dog_site.core.kept import kept
from dog_site.core.lists.listing import Listing
from dog_site.core.lists.words import MAX_WORDS
from dog_site.core.models import BasePage
from projects.models import Theme

from ..search.find import Kind, find
from ..search.form import SearchForm
from ..search.results import describe
from ..search.synonyms import synonyms_of

HITS_PER_PAGE = 20


class SearchPage(BasePage):
    """Search over everything public, narrowed down by kind and by theme."""

    max_count = 1
    fixed_slug = "zoeken"
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = gettext_lazy("search page")

    def get_context(self, request, *args, **kwargs):
        visible = kept("themes", lambda: list(Theme.objects.visible()))
        themes = {theme.slug: theme.name for theme in visible}
        listing = Listing(
            request, form=SearchForm(request.GET, kinds=Kind.choices, themes=themes.items()), page_size=HITS_PER_PAGE
        )
        text = listing.values.get("q", "")
        if len(text.split()) > MAX_WORDS:
            listing.notices.append(_("Only the first %(words)s words were searched for.") % {"words": MAX_WORDS})
        kind, theme = listing.values.get("soort"), listing.values.get("thema")
        found = find(text, synonyms_of(request), visible)
        if found.is_noise:
            listing.notices.append(_("These words are in almost every text. Add a word for what you look for."))
        page = listing.paginate(found.narrow(kind, theme))
        kinds, of_themes = found.count_kinds(theme), found.count_themes(kind)
        return {
            **super().get_context(request, *args, **kwargs),
            "listing": listing,
            "words": found.words,
            "found": found,
            "hits": page,
            "results": describe(page, found, themes),
            "kind": kind,
            "theme": theme,
            "kinds": [(value, label, kinds[value]) for value, label in Kind.choices if kinds[value] or value == kind],
            "themes": [
                (slug, name, of_themes[slug]) for slug, name in themes.items() if of_themes[slug] or slug == theme
            ],
        }
