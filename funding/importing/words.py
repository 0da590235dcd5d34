"""The words in which files give a state, a stage or a scope."""

from functools import cache

from django.db import models
from django.utils.translation import override

from dog_site.core.lists.names import same_name

from ..models import AmountState, SizeScope, Stage

# Beside the stored values, and what people read for them in Dutch and English.
# By type, since a stored value may stand for two choices.
ALSO = {
    AmountState: {
        AmountState.UNKNOWN: ("?", "??"),
        AmountState.NOT_STATED: ("niet opgegeven",),
        AmountState.NOT_APPLICABLE: ("n.v.t.", "nvt", "n/a"),
    },
    SizeScope: {
        SizeScope.YEAR: ("1 jaar", "year", "1 year"),
        SizeScope.WHOLE_PERIOD: ("hele looptijd", "whole period", "period"),
        SizeScope.UNKNOWN: ("unknown", "?"),
    },
    Stage: {Stage.GRANTED: ("toegekend", "awarded")},
}


def meaning(choices: type[models.TextChoices], text: str) -> models.TextChoices | None:
    """The choice that `text` stands for, whatever its capitals and marks; None for any other text."""
    return _meanings(choices).get(same_name(text))


@cache
def _meanings(choices):
    found = {}
    for choice in choices:
        labels = []
        for language in ("nl", "en"):
            with override(language):
                labels.append(str(choice.label))
        for word in (choice.value, *labels, *ALSO[choices].get(choice, ())):
            found.setdefault(same_name(word), choice)
    return found
