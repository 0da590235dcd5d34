"""What each organisation applied for, added up (R3, R5, R10); the rows behind it are `applied_for_by`."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dog_site.core.kept import kept
from projects.models import Organisation, Role

from .models import FundingEntry, FundingPartner
from .provider import current_rollup
from .rollup import Tally, add_up, share_of
from .totals import FundingTotals


@dataclass(frozen=True)
class Applicant:
    """What one organisation applied for, by itself or with others, in `years`.

    `share` is its part of the contribution in the headline total: zero without an entry there, None where it cannot be
    said, because an amount is not known. An entry with several
    applicants counts with each of them, so organisations do not add up.
    """

    organisation_id: int
    totals: FundingTotals
    share: Decimal | None
    years: tuple[int, ...]


def applicants(year: int | None) -> dict[int, Applicant]:
    """Each organisation that applied for a public entry of `year` (None: of any year), by its key.

    What was merged is counted with the organisation that stays. Added up once per version of the content.
    """
    return kept(f"applicants:{year}", lambda: _add_up(year))


def _add_up(year):
    entries = FundingEntry.objects.public()
    entries = entries if year is None else entries.in_year(year)
    rows = {row["pk"]: row for row in add_up(entries, "pk", "project_id", "year", "theme__counts_in_headline").groups}
    headline = current_rollup(year).headline
    of_organisation = {}
    for organisation_id, entry_id in _applied(entries):
        if entry_id not in rows:  # published between two queries: the content version is higher then
            continue
        of_organisation.setdefault(organisation_id, {})[entry_id] = rows[entry_id]
    return {
        organisation_id: _applicant(organisation_id, list(found.values()), headline)
        for organisation_id, found in of_organisation.items()
    }


def _applicant(organisation_id, groups, headline):
    found = Tally(groups=tuple(groups), projects=tuple(row for row in groups if row["project_id"] is not None))
    return Applicant(
        organisation_id=organisation_id,
        totals=found.totals(),
        share=_share(found, headline),
        years=tuple(sorted({row["year"] for row in groups}, reverse=True)),
    )


def share_in_headline(found: Tally, year: int | None) -> Decimal | None:
    """The share of an applicant (`Applicant.share`), given its entries of `year` by whether they count in the total."""
    return _share(found, current_rollup(year).headline)


def _share(found, headline):
    in_headline = found.totals(lambda row: row["theme__counts_in_headline"])
    return share_of(in_headline, headline) if in_headline.entries else Decimal(0)


def _applied(entries) -> Iterable[tuple[int, int]]:
    """The key of each organisation that applied, with the key of the entry; three queries."""
    stays = dict(Organisation.objects.merged().values_list("pk", "merged_into"))
    by_field = entries.exclude(applicant=None).order_by().values_list("applicant", "pk")
    partners = FundingPartner.objects.filter(entry__in=entries.order_by().values("pk"), role=Role.APPLICANT)
    by_row = partners.exclude(organisation=None).values_list("organisation", "entry")
    for organisation_id, entry_id in [*by_field, *by_row]:
        yield stays.get(organisation_id, organisation_id), entry_id
