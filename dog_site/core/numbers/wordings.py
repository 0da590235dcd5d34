"""The list of wordings in which a source or an editor states a number (funding.md, rule R9)."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from django.db import models
from django.utils.translation import pgettext_lazy

FIVE_PERCENT = Decimal("0.05")


class Wording(models.TextChoices):
    EXACTLY = "exact", pgettext_lazy("wording", "exactly")
    JUST_OVER = "ruim", pgettext_lazy("wording", "just over")
    NEARLY = "bijna", pgettext_lazy("wording", "nearly")
    ABOUT = "circa", pgettext_lazy("wording", "about")
    MORE_THAN = "meer-dan", pgettext_lazy("wording", "more than")
    AT_LEAST = "ten-minste", pgettext_lazy("wording", "at least")
    BETWEEN = "tussen", pgettext_lazy("wording", "between")

    @property
    def prefix(self):
        """The words before the number; an exact number has none."""
        return "" if self is Wording.EXACTLY else self.label


def holds(wording: str, value: Decimal, stated: Decimal, stated_max: Decimal | None = None) -> bool:
    """Whether `value` is what "`wording` `stated`" says. `stated_max` is the upper bound of "between".

    Raises ValueError for a wording that is not in the list, and for "between" without an upper bound.
    """
    value, stated = Decimal(value), Decimal(stated)
    match Wording(wording):
        case Wording.EXACTLY:
            return value == stated
        case Wording.JUST_OVER:
            return stated < value <= stated * (1 + FIVE_PERCENT)
        case Wording.NEARLY:
            return stated * (1 - FIVE_PERCENT) <= value < stated
        case Wording.ABOUT:
            return abs(value - stated) <= stated * FIVE_PERCENT
        case Wording.MORE_THAN:
            return value > stated
        case Wording.AT_LEAST:
            return value >= stated
        case Wording.BETWEEN:
            if stated_max is None:
                raise ValueError("'between' needs an upper bound")
            return stated <= value <= Decimal(stated_max)


_DIRECTIONS = {
    Wording.JUST_OVER: ROUND_FLOOR,
    Wording.MORE_THAN: ROUND_FLOOR,
    Wording.AT_LEAST: ROUND_FLOOR,
    Wording.NEARLY: ROUND_CEILING,
    Wording.ABOUT: ROUND_HALF_UP,
}


def round_to_wording(wording: str, value: Decimal) -> Decimal | None:
    """The roundest number x for which "`wording` x" is true of `value`: 474427 and "ruim" give 470000.

    Two significant digits where that holds, more where it does not. None where no rounding is true
    ("just over" of a round number), so that the caller shows the exact number instead.
    """
    value = Decimal(value)
    rounding = _DIRECTIONS.get(Wording(wording))
    if rounding is None or not value:
        return None
    for digits in range(2, 8):
        step = Decimal(1).scaleb(value.adjusted() - digits + 1)
        rounded = (value / step).to_integral_value(rounding=rounding) * step
        if holds(wording, value, rounded):
            return rounded
    return None
