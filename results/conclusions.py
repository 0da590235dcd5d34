"""The finding of a year before its figures: how many stated figures differ from the entries, and by how much."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dog_site.core.figures import Metric
from dog_site.core.numbers.notation import dutch_euros, dutch_number
from funding.reconciliation import Finding, Verdict

# More differences than these would no longer be read at the head of a page; the comparison has them all.
NAMED = 3
_DIFFERS = (Verdict.DIFFERS_EXPLAINED, Verdict.DIFFERS_UNEXPLAINED)


@dataclass(frozen=True)
class Conclusion:
    """What came out when stated figures were laid beside the entries.

    `tested` of the `stated` results could be compared, and `differing` of those differ, `unexplained` without a known
    reason. `named` are the first of the differing ones, with the words of their difference.
    """

    stated: int
    tested: int
    differing: int
    unexplained: int
    named: tuple[tuple[Finding, str], ...]

    @property
    def more(self) -> int:
        """How many differ beside the named ones."""
        return self.differing - len(self.named)


def conclude(findings: Iterable[Finding]) -> Conclusion | None:
    """The conclusion of a year; None without a stated result: a forecast is no result."""
    results = [finding for finding in findings if finding.verdict != Verdict.FORECAST]
    if not results:
        return None
    differing = [finding for finding in results if finding.verdict in _DIFFERS]
    return Conclusion(
        stated=len(results),
        tested=sum(finding.verdict != Verdict.CANNOT_BE_TESTED for finding in results),
        differing=len(differing),
        unexplained=sum(finding.verdict == Verdict.DIFFERS_UNEXPLAINED for finding in differing),
        named=tuple((finding, difference_words(finding)) for finding in differing[:NAMED]),
    )


def difference_words(finding: Finding) -> str:
    """How far the source is off: "€ 5.000 minder" for a stated total below the entries; "differs" without a size."""
    if not finding.difference:
        return _("differs")
    is_amount = finding.stated.metric in (Metric.CONTRIBUTION, Metric.PROJECT_SIZE)
    places = 2 if finding.stated.metric == Metric.MULTIPLIER else 0
    size = abs(finding.difference)
    number = dutch_euros(size) if is_amount else dutch_number(size, places)
    return (_("%(number)s less") if finding.difference > 0 else _("%(number)s more")) % {"number": number}
