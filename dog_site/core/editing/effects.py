"""What publishing a draft would change elsewhere, told before somebody approves it; each room adds what it knows."""

from collections.abc import Callable

from django.db import models

# Given a row as it is stored and as it is proposed, what that changes, as a part of a page; empty when nothing does.
Teller = Callable[[models.Model, models.Model], str]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Ask `teller` whenever a change is shown."""
    _tellers.append(teller)


def effects_of(stored: models.Model, proposed: models.Model) -> list[str]:
    """What publishing `proposed` over `stored` changes elsewhere, as parts of a page."""
    return [part for teller in _tellers if (part := teller(stored, proposed))]
