"""What comes in is clean: one way of writing each letter, no marks that nobody sees, plain spaces, no name twice."""

import contextlib
import itertools
import re
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from wagtail.fields import StreamField
from wagtail.images import get_image_model

from dog_site.core.editing.doubles import doubles_of
from dog_site.core.lists import cleaning
from dog_site.core.lists.cleaning import clean_line, clean_text, clean_values
from dog_site.core.lists.names import same_name
from dog_site.core.models import CleanText, ContentVersion, DeletedPage
from dog_site.core.models.clean_text import cleaned_fields
from dog_site.core.models.saved_filters import SavedFilters
from events.models import CalendarEntry, Venue
from funding.models import FigureChange, ImportRun, ImportUpload
from home.models import StandardPage
from projects.models import Organisation, Theme
from tests.desk.browser import SNIPPETS, errors, post
from tests.factories import OrganisationFactory
from tests.planting.relations import own_models

# e and its accent, a zero width, a soft hyphen, a byte order mark, a direction mark, a no-break and a thin space.
DIRTY = "Cafe\u0301\u200b Zuid\u00adlaren\ufeff\u200e\u00a02\u20095"
CLEAN = "Café Zuidlaren 2 5"
# Written by the site itself or by Django, and not by an editor.
NOT_TYPED = {
    CalendarEntry,
    ContentVersion,
    DeletedPage,
    FigureChange,
    ImportRun,
    ImportUpload,
    SavedFilters,
    get_image_model()._meta.get_field("renditions").related_model,
}


@pytest.mark.parametrize(
    "text, kept",
    [
        (DIRTY, CLEAN),
        ("Regel een\u2028regel twee\vregel drie", "Regel een\nregel twee\nregel drie"),
        ("👩\u200d💻 en 🏳️\u200d🌈", "👩\u200d💻 en 🏳️\u200d🌈"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", ...),
        ("می\u200cخواهم \u200f(DOG)\u200f", ...),
        ("links\u202eomgekeerd\u202c", "linksomgekeerd"),
        ("Twee  spaties\tmet tab", ...),
        ("C\u200d++", "C++"),
    ],
    ids=["all", "lines", "emoji", "flag", "right to left", "override", "blanks", "joiner in words"],
)
def test_only_what_nobody_means_is_taken_away(text, kept):
    assert clean_text(text) == (text if kept is ... else kept)


@given(st.text())
def test_clean_text_stays_clean(text):
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not {*"\u200b\u00ad\ufeff\u2028\v\u00a0\u202f\0"} & {*cleaned}
    assert clean_line(cleaned) == clean_line(text)
    assert clean_values({"\u00ad": [text, 1, None]}) == {"\u00ad": [cleaned, 1, None]}


@given(st.text())
def test_a_clean_name_is_the_same_name(text):
    assert same_name(clean_line(text)) == same_name(text)


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_every_text_that_is_typed_is_cleaned(model):
    fields = [field for field in cleaned_fields(model) if not field.primary_key]
    if not fields or model in NOT_TYPED or model._meta.label == "core.User":
        return
    assert issubclass(model, CleanText)
    item = model()
    for field in fields:
        if not isinstance(field, StreamField):
            setattr(item, field.attname, DIRTY)
    with contextlib.suppress(ValidationError):  # No field that is required is filled in but with text.
        item.clean_fields()
    wrong = {
        field.name: getattr(item, field.attname)
        for field in fields
        if not isinstance(field, StreamField) and getattr(item, field.attname) not in (CLEAN, "", None)
    }
    assert wrong == {}


def test_so_are_the_blocks_of_a_text(db):
    body = [
        {"type": "text", "value": f"<p>{DIRTY}</p>"},
        {"type": "heading", "value": {"text": DIRTY, "level": "h2"}},
    ]
    page = StandardPage(title=DIRTY, slug="schoon", path="00010001", depth=2)
    page.body = StandardPage._meta.get_field("body").to_python(body)
    page.clean_fields(exclude=["path", "depth", "content_type"])
    assert page.title == CLEAN
    assert page.body[0].value.source == f"<p>{CLEAN}</p>"
    assert page.body[1].value["text"] == CLEAN


@pytest.mark.parametrize("name", ["novum", "NO\u200bVUM", "ＮＯＶＵＭ", " N\u00adOVUM\u00a0"])
@pytest.mark.parametrize("model", [Organisation, Theme, Venue], ids=lambda model: model.__name__)
def test_a_name_stands_once(db, model, name):
    model(name="NOVUM", **{"slug": "novum"} if model is Theme else {}).save()
    with pytest.raises(ValidationError) as refused:
        model(name=name, **{"slug": "novum-2"} if model is Theme else {}).full_clean()
    assert "NOVUM" in refused.value.message_dict["name"][0]


@pytest.mark.parametrize(
    "one, other",
    [
        ("Zorg & ĳs", "zorg en IJs"),
        ("Foto’s", "fotos"),
        ("Café De Ster", "CAFE DE STER"),
        ("Noorderpoort-college", "Noorderpoort  college"),
    ],
)
def test_two_ways_of_writing_are_one_name(one, other):
    assert same_name(one) == same_name(other)


def test_other_names_are_others():
    names = ["C", "C++", "C#", "ING", "Groningen", "!", "?", "3D", "30"]
    assert len({same_name(name) for name in names}) == len(names)


def test_who_types_a_name_that_is_here_reads_so_and_keeps_what_was_typed(log_in):
    client = log_in("cijfers")
    OrganisationFactory(name="Café De Ster")
    answer = post(client, f"{SNIPPETS['organisation']}add/", name="cafe\u200b de ster", website="")
    assert "Café De Ster" in errors(answer)["name"][0]
    assert b"cafe" in answer.content


def test_what_stands_double_can_be_edited_and_is_named(db):
    one, other = OrganisationFactory(name="Ster & Zn"), OrganisationFactory(name="Ster en Zn.")
    OrganisationFactory(name="Iets anders", aliases="STER EN ZN")
    other.website = "https://ster.example"
    other.full_clean()
    assert [sorted(group) for group in doubles_of(Organisation)] == [["Iets anders", one.name, other.name]]
    assert Organisation.objects.filter(pk__in=[one.pk, other.pk]).count() == 2
    assert doubles_of(Theme) == doubles_of(Venue) == []


def test_what_is_passed_over_would_have_stayed(monkeypatch):
    plain = [chr(number) for number in range(0x3000) if cleaning._PLAIN.fullmatch(chr(number))]

    monkeypatch.setattr(cleaning, "_PLAIN", re.compile("(?!)"))

    texts = [*map("".join, itertools.product(plain, "aé€ ")), *map("".join, itertools.product("aé€ ", plain))]
    assert [text for text in texts if cleaning.clean_text(text) != text] == []
    assert len(plain) > 300
