"""The names by which columns are known, and what a heading that somebody wrote has in common with them."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from django.utils import translation
from rapidfuzz import process
from rapidfuzz.distance import OSA

from dog_site.core.lists.folding import plain_letters

from ..open_data import COUNTED
from ..people_csv import HEADINGS
from ..rows import COLUMNS

# How sure a name is, the surest first: a column of our own files; a name that says which it is; one that may mean
# something else; one that is spelled like a name.
OWN, NAMED, GENERAL, ALIKE = range(4)
# The names of each column, by its name in our own files; those after the bar are general.
_NAMES = {
    "identifier": "referentie, kenmerk, reference, zaaknummer, dossiernummer, projectnummer, beschikkingsnummer, "
    "subsidienummer, case number, project number | nummer, nr, id",
    "title": "projectnaam, naam project, naam van het project, projecttitel, titel project, titel, project name, "
    "name of the project, name of project, project title, title | project, projecten, projects, activiteit, initiatief",
    "description": "beschrijving, omschrijving, projectomschrijving, projectbeschrijving, korte omschrijving, "
    "korte beschrijving, description, project description | toelichting, inhoud, doel, summary",
    "funding_year": "jaar, subsidiejaar, begrotingsjaar, boekjaar, year, funding year, verleend in, jaar van verlening",
    "theme": "thema, themas, theme, programmalijn | actielijn, pijler, categorie, category",
    "applicant": "aanvrager, naam aanvrager, subsidieaanvrager, subsidieontvanger, ontvanger, naam ontvanger, "
    "applicant, recipient, grantee | begunstigde, penvoerder, organisatie, instelling, organisation",
    "contribution_eur": "bijdrage gemeente, bijdrage van de gemeente, bijdrage gemeente groningen, gemeentelijke "
    "bijdrage, gemeentebijdrage, verleend bedrag, verleende subsidie, verleende bijdrage, subsidie verleend, bedrag "
    "verleend, bedrag verlening, toegekend bedrag, bedrag toegekend, toegekende subsidie, municipal contribution, "
    "contribution of the municipality, contribution municipality, amount awarded, awarded amount "
    "| bijdrage, bijdragen, subsidie, subsidiebedrag, bedrag, bedrag subsidie, contribution, grant, amount",
    "contribution_status": "bijdrage is, status bijdrage, contribution is, contribution status",
    "settled_amount_eur": "vastgesteld bedrag, bedrag vastgesteld, vastgestelde subsidie, subsidie vastgesteld, "
    "bedrag vaststelling, settled amount | vastgesteld, vaststelling, settled",
    "project_size_eur": "totale projectomvang, projectomvang, omvang project, totale omvang project, totaal project, "
    "totale omvang, totale projectkosten, projectkosten, totale kosten, totale kosten project, totale begroting, "
    "projectbegroting, projectbudget, totaal projectbudget, total project size, project size, total project cost, "
    "total project costs, project costs, total project budget | omvang, begroting, project total",
    "project_size_status": "projectomvang is, status projectomvang, project size is, project size status",
    "project_size_scope": "projectomvang betreft, bereik projectomvang, project size covers, project size scope",
    "stage": "stadium, stage | status, fase",
    "start": "begin, start, startdatum, begindatum, startjaar, beginjaar, start date, start year | van, vanaf",
    "end": "einde, eind, einddatum, eindjaar, end, end date, end year | tot, tot en met",
    "award_date": "verleningsdatum, datum verlening, datum beschikking, beschikkingsdatum, datum toekenning, datum van "
    "toekenning, award date, date of the award",
    "partners": "partners, partner, samenwerkingspartners, projectpartners, partijen, betrokken partijen, project "
    "partners",
    "source_reference": "vindplaats, plaats in de bron, place in the source, source reference",
}
# A word of money, of which the spelling is not guessed.
MONEY = ("contribution_eur", "settled_amount_eur", "project_size_eur")
# What stands in the second of two rows of headings.
_PARTS = "gemeente gemeentelijk municipality municipal totaal total provincie rijk overig overige other bedrag amount"
_IN_EUROS = re.compile(r"\b(?:in )?(?:hele |whole )?eur(?:os?(?: s)?)?\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
_THOUSANDS = re.compile(
    r"\bx? ?(?:eur )?1 ?000(?: 000)?\b|\bduizend\w*|\bthousands?\b|\bmiljoen\w*|\bmillions?\b|\bmln\b|\bkeur\b"
)
_SHORTEST, _TWO_WRONG = 5, 8
_LONGEST = 120


class Known(NamedTuple):
    """The column that a heading is a name of, "" for one that is not read, and how sure that is (OWN to ALIKE)."""

    column: str
    rank: int


def words(text: str) -> str:
    """The letters and digits of a heading as words, small and without accents."""
    return " ".join(re.findall(r"[a-z0-9]+", plain_letters(text[: 2 * _LONGEST])))


def key(text: str) -> str:
    """A heading in the form in which it is compared: without spaces, signs, "in euro's" and a year."""
    return _squeezed(_YEAR.sub(" ", _IN_EUROS.sub(" ", words(text))))


@lru_cache(maxsize=1_000)
def recognise(text: str) -> Known | None:
    """The column that a heading is a name of; None where it is no name."""
    if not text or len(text) > _LONGEST:
        return None
    known = _own().get(_squeezed(words(text)))
    if known is not None:
        return Known(known, OWN)
    bare = key(_without_thousands(text))
    return _names().get(bare) or _alike(bare)


def years(text: str) -> set[int]:
    """The years that a heading or a title names; not the year of a day, such as that of a print."""
    plain = plain_letters(text)
    return {int(found) for found in _YEAR.findall(_DAY.sub(" ", plain))} if _YEAR.search(plain) else set()


def is_in_thousands(text: str) -> bool:
    """Whether a heading says that its amounts are not in euros but in thousands or millions of them."""
    return bool(_THOUSANDS.search(words(text)))


def is_part(text: str) -> bool:
    """Whether this is what stands in the second of two rows of headings, below a group: "gemeente", "2017"."""
    named = words(text).split()
    return bool(named) and all(word in _PARTS.split() or _YEAR.fullmatch(word) for word in named)


def _without_thousands(text):
    return _THOUSANDS.sub(" ", words(text)) if is_in_thousands(text) else text


def _squeezed(text):
    return text.replace(" ", "")


@cache
def _own():
    """The columns of our own files by their names and their headings; those that are computed have no column."""
    own = {}
    for language in ("nl", "en"):
        with translation.override(language):
            for column in COLUMNS + COUNTED:
                for name in (column, str(HEADINGS[column])):
                    own[_squeezed(words(name))] = column if column in _NAMES else ""
    return own


@cache
def _names():
    names = {}
    for column, listed in _NAMES.items():
        for rank, group in zip((NAMED, GENERAL), listed.split("|"), strict=False):
            names.update({key(name): Known(column, rank) for name in group.split(",")})
    return names


@cache
def _long_names():
    """What a misspelled heading may have been: the computed columns too, so that they are not taken for others."""
    return {
        **{name: column for name, column in _own().items() if len(name) >= _SHORTEST},
        **{name: known.column for name, known in _names().items() if len(name) >= _SHORTEST},
    }


def _alike(bare):
    """The one column of which a name differs from `bare` by a slip of the pen; None for more than one."""
    if len(bare) < _SHORTEST:
        return None
    slips = 2 if len(bare) >= _TWO_WRONG else 1
    found = process.extract(bare, list(_long_names()), scorer=OSA.distance, score_cutoff=slips, limit=None)
    columns = {_long_names()[name] for name, _distance, _place in found}
    return Known(columns.pop(), ALIKE) if len(columns) == 1 else None
