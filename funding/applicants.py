"""What each organisation applied for, added up (R3, R5, R10); the rows behind it are `applied_for_by`."""

from dataclasses import dataclass, replace
from decimal import Decimal

from dog_site.core.kept import kept
from projects.models import Organisation, Role

from .ledger import Ledger
from .models import FundingPartner
from .provider import current_rollup, public_ledger
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
    ledger, headline = public_ledger(year), current_rollup(year).headline
    return {
        organisation_id: _applicant(organisation_id, replace(ledger, lines=lines), headline)
        for organisation_id, lines in _lines_of_applicants(ledger).items()
    }


def _applicant(organisation_id, ledger, headline):
    found = add_up(ledger, "theme__counts_in_headline")
    return Applicant(
        organisation_id=organisation_id,
        totals=found.totals(),
        share=_share(found, headline),
        years=tuple(sorted(set(map(ledger.values("year"), ledger.lines)), reverse=True)),
    )


def share_in_headline(found: Tally, year: int | None) -> Decimal | None:
    """The share of an applicant (`Applicant.share`), given its entries of `year` by whether they count in the total."""
    return _share(found, current_rollup(year).headline)


def _share(found, headline):
    in_headline = found.totals(lambda group: group["theme__counts_in_headline"])
    return share_of(in_headline, headline) if in_headline.entries else Decimal(0)


def _lines_of_applicants(ledger: Ledger) -> dict[int, list[tuple]]:
    """The lines of `ledger` by the organisation that applied, each once for each of those; two queries."""
    stays = dict(Organisation.objects.merged().values_list("pk", "merged_into"))
    key_of, applicant_of, found = ledger.values("pk"), ledger.values("applicant_id"), {}
    lines = {key_of(line): line for line in ledger.lines}
    partners = FundingPartner.objects.filter(role=Role.APPLICANT).exclude(organisation=None).order_by()
    beside = partners.values_list("organisation", "entry")
    for organisation_id, key in [*((applicant_of(line), key) for key, line in lines.items()), *beside]:
        # An entry may have no applicant of its own, and a partner's entry need not be public.
        if organisation_id is not None and key in lines:
            found.setdefault(stays.get(organisation_id, organisation_id), {})[key] = lines[key]
    return {organisation_id: list(of_organisation.values()) for organisation_id, of_organisation in found.items()}
