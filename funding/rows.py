"""What each public entry says, as plain values: the rows of every file, fetched without an object for each."""

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet
from wagtail.models import Page

from dog_site.core.around.page_addresses import address_at
from dog_site.core.models import PageQuerySet
from projects.models import ProjectPage, Role, name_shown

from .models import FundingPartner, SourceDocument

# The columns of each file; the names are public and do not change.
COLUMNS = (
    "identifier",
    "title",
    "description",
    "funding_year",
    "theme",
    "programme",
    "applicant",
    "contribution_eur",
    "contribution_status",
    "settled_amount_eur",
    "project_size_eur",
    "project_size_status",
    "project_size_scope",
    "start",
    "end",
    "award_date",
    "partners",
    "source_document",
    "source_reference",
    "modified",
    "url",
    "counts_in_headline",
    "municipality_is_applicant",
    "source_url",
)
# What is asked of an entry to fill them, and to say what counts.
ASKED = (
    "pk",
    "reference",
    "title",
    "description",
    "year",
    "theme__name",
    "theme__counts_in_headline",
    "applicant_shown",
    "contribution",
    "contribution_state",
    "settled_amount",
    "project_size",
    "project_size_state",
    "project_size_scope",
    "start_date",
    "start_year",
    "end_date",
    "end_year",
    "award_date",
    "source_id",
    "source_locator",
    "last_published_at",
    "project_id",
    "is_municipal",
    "size_superseded",
    "pair_superseded",
)
UNNAMED = (None, None)
AT_ONCE = 900


def rows_of(entries: QuerySet, site_url: str = "") -> Iterator[tuple]:
    """Each of `entries` by the names of ASKED, with its values under COLUMNS; None for no value.

    `entries` come from `FundingQuerySet.across_years().for_file()`. A source that is not public is not named, and a
    project page that is not public has no address. The entries are asked for once, and what goes with them by their
    keys: which of them count may cost more than all the rest.
    """
    found = list(entries.values_list(*ASKED, named=True))
    sources = _sources({entry.source_id for entry in found} - {None}, site_url)
    projects = _projects({entry.project_id for entry in found} - {None}, site_url)
    partners = _partners([entry.pk for entry in found])
    for entry in found:
        source, source_address = sources.get(entry.source_id, UNNAMED)
        yield (
            entry,
            (
                entry.reference,
                entry.title,
                entry.description or None,
                entry.year,
                entry.theme__name,
                None,  # No source so far names a programme per entry.
                entry.applicant_shown or None,
                entry.contribution,
                entry.contribution_state,
                entry.settled_amount,
                entry.project_size,
                entry.project_size_state,
                entry.project_size_scope,
                entry.start_date or entry.start_year,
                entry.end_date or entry.end_year,
                entry.award_date,
                "; ".join(partners.get(entry.pk, ())) or None,
                source,
                entry.source_locator or None,
                entry.last_published_at,
                projects.get(entry.project_id),
                entry.theme__counts_in_headline,
                entry.is_municipal,
                source_address,
            ),
        )


def _sources(keys, site_url):
    """The title of each source that is public, with where visitors can read it, whole; None for nowhere."""
    pages = Prefetch("page", queryset=PageQuerySet(Page).visible())
    visible = SourceDocument.objects.visible().prefetch_related("document", pages)
    return {
        source.pk: (source.title, _whole(source.address, site_url))
        for some in _batched(keys)
        for source in visible.filter(pk__in=some)
    }


def _projects(keys, site_url):
    """The address of each project page that is public."""
    address = address_at()
    visible = ProjectPage.objects.visible().values_list("pk", "url_path")
    return {
        pk: _whole(address(url_path), site_url)
        for some in _batched(keys)
        for pk, url_path in visible.filter(pk__in=some)
    }


def _partners(keys):
    """The names of those who take part in each entry and did not apply, in their order."""
    others = FundingPartner.objects.exclude(role=Role.APPLICANT)
    named = others.annotate(shown=name_shown("text", "organisation")).exclude(shown="")
    names = {}
    for some in _batched(keys):
        for entry, name in named.filter(entry__in=some).values_list("entry", "shown"):
            names.setdefault(entry, []).append(name)
    return names


def _batched(keys):
    """The keys, as many at a time as SQLite takes in one query."""
    keys = list(keys)
    return [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]


def _whole(address, site_url):
    return f"{site_url}{address}" if address and address.startswith("/") else address or None
