"""The groups of editors by name (docs/editors.md); home/rights.py says what each may do."""

COMMUNICATION, FIGURES, COORDINATION, ADMINISTRATION = (
    "Communicatie",
    "Cijferredactie",
    "Coördinatie",
    "Beheer",
)
