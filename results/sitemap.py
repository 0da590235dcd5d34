"""The pages of figures and of organisations in the sitemap."""

import datetime

from django.db.models import Count, Max, Q
from django.urls import reverse

from dog_site.core.around.sitemaps import SitemapOfValues
from dog_site.core.figures import THEME, Scope, page_of
from funding.models import FundingEntry
from funding.models.choices import METRICS
from funding.models.querysets import COUNTS

from .organisations import shown_organisations

# Changing these moves an entry from one figure to another, and its row no longer says from which.
MOVES = ("theme", "year")


class FigureSitemap(SitemapOfValues):
    """Every page of a figure with at least one public entry; without entries there is nothing to find."""

    def items(self):
        return [
            (page_of(metric, scope, year), changed_at)
            for (year, scope), changed_at in last_changes().items()
            for metric in METRICS
        ]


class OrganisationSitemap(SitemapOfValues):
    """The list of organisations, and the page of each that has anything public to tell."""

    def items(self):
        shown = shown_organisations().values_list("slug", "last_published_at")
        return [
            (reverse("organisations"), None),
            *((reverse("organisation", args=[slug]), changed_at) for slug, changed_at in shown),
        ]


def last_changes() -> dict[tuple[int | None, str], datetime.datetime | None]:
    """When the figures of a year (None: all years) and scope last changed, for each with a public entry; one query.

    Unpublished entries count too: they changed the figures that they left.
    """
    groups = list(
        FundingEntry.objects.order_by("-year", "theme__sort_order", "theme__slug")
        .values("year", "theme__slug", "theme__counts_in_headline", "theme__sort_order")
        .annotate(
            public=Count("pk", filter=COUNTS),
            published_at=Max("last_published_at"),
            changed_at=Max("changes__changed_at"),
            moved_at=Max("changes__changed_at", filter=Q(changes__field__in=MOVES)),
        )
    )
    last_move = [group["moved_at"] for group in groups]
    moments, with_entries = {}, set()
    for group in groups:
        in_headline = Scope.HEADLINE if group["theme__counts_in_headline"] else Scope.OTHER
        for year in (group["year"], None):
            for scope in (in_headline.value, Scope.ALL.value, f"{THEME}{group['theme__slug']}"):
                moments.setdefault((year, scope), list(last_move))
                moments[year, scope] += [group["published_at"], group["changed_at"]]
                if group["public"]:
                    with_entries.add((year, scope))
    return {key: max(filter(None, moments[key]), default=None) for key in moments if key in with_entries}
