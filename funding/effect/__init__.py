"""The effect of publishing an entry: what people are told of it (told.py), and how it is computed (compute.py)."""

from .compute import effect, effect_of, project_after
from .leaned import effect_of_leaned
from .told import DECISIVE, Effect, Line, Statement, Words

__all__ = [
    "DECISIVE",
    "Effect",
    "Line",
    "Statement",
    "Words",
    "effect",
    "effect_of",
    "effect_of_leaned",
    "project_after",
]
