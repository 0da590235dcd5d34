"""Whatever is typed as an amount is stored exactly as it was meant, or refused with a sentence in Dutch (T14).

The forms of the admin themselves, filled in as a browser does; test_amounts_in_forms.py posts the known cases.
"""

import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from funding.models import FundingEntry, PublishedFigure
from tests.desk.browser import edit_url, entry, errors, form_at
from tests.desk.forms import filled_in

LARGEST = Decimal("9999999999.99")
AMOUNTS = st.decimals(min_value=0, max_value=LARGEST, places=2)
STATES = st.sampled_from(["bekend", "onbekend", "niet-vermeld", "niet-van-toepassing"])
DUTCH = re.compile(
    r"Schrijf |Dit bedrag |Een bedrag |Het bedrag |De totale projectomvang |Zorg ervoor |Vul |Bij .tussen. |Null-"
)
MANY = settings(
    max_examples=25,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def thousands(euros: int, mark: str) -> str:
    return f"{euros:,}".replace(",", mark)


@st.composite
def dutch(draw):
    """An amount, and one of the ways in which a Dutch person writes it."""
    amount = draw(AMOUNTS)
    euros, cents = divmod(int(amount * 100), 100)
    written = thousands(euros, draw(st.sampled_from([".", ""])))
    ends = [f",{cents:02}"] if cents else ["", ",-", ",--", ",00"]
    before = draw(st.sampled_from(["", "€", "€ ", "€\u00a0", "eur ", "EUR ", "euro "]))
    around = draw(st.sampled_from(["", " ", "\u00a0"]))
    return amount, f"{around}{before}{written}{draw(st.sampled_from(ends))}{around}"


@st.composite
def english(draw):
    """An amount, and one of the ways in which an English person or a program writes it."""
    amount = draw(AMOUNTS)
    euros, cents = divmod(int(amount * 100), 100)
    written = thousands(euros, draw(st.sampled_from([",", "", " ", "_", "'"])))
    end = draw(st.sampled_from([f".{cents:02}"] if cents else ["", ".00", ".0", ".-"]))
    return amount, f"{draw(st.sampled_from(['', '$', '€', 'EUR ']))}{written}{end}"


# Digits with all that people and programs put between and around them, and anything else.
BROKEN = st.one_of(
    st.text(alphabet="0123456789.,-+eE €", max_size=15),
    st.from_regex(r"[+-]?[0-9]{1,3}([.,' ][0-9]{1,3}){0,3}([eE][+-]?[0-9]{1,3})?", fullmatch=True),
    st.sampled_from(
        ["NaN", "nan", "sNaN", "Infinity", "-Infinity", "inf", "1e999", "-1e999", "1E5", "0x10", "1_000", "١٢", "½"]
    ),
    st.text(max_size=12),
)


class Desk:
    """The form of an item as its page shows it, to fill in, and what it stores."""

    def __init__(self, client, item):
        self.client, self.item, self.url = client, item, edit_url(item)
        self.shown = form_at(client, self.url)

    def fill_in(self, **typed):
        """What is stored as a draft, and the sentences that refuse it; one of the two is None."""
        form = filled_in(self.client, self.url, form=self.shown, as_draft=True, **typed)
        if form.errors:
            return None, [sentence for found in errors(form).values() for sentence in found]
        form.save(commit=False).save_revision(clean=False)
        return type(self.item).objects.get(pk=self.item.pk).get_latest_revision_as_object(), None


@pytest.fixture
def desk(log_in):
    return Desk(log_in("cijfers"), entry())


@pytest.fixture
def stated(log_in):
    return Desk(log_in("cijfers"), PublishedFigure.objects.exclude(value=None).first())


def is_refused_in_dutch(sentences):
    return bool(sentences) and all(DUTCH.match(sentence) for sentence in sentences)


def of_entry(desk, text):
    stored, refused = desk.fill_in(settled_amount=text)
    return stored and stored.settled_amount, refused


def of_stated_figure(desk, text):
    stored, refused = desk.fill_in(value=text, wording="exact")
    return stored and stored.value, refused


FORMS = pytest.mark.parametrize("form, read", [("desk", of_entry), ("stated", of_stated_figure)])


@FORMS
@given(written=dutch())
@MANY
def test_an_amount_in_dutch_is_stored_to_the_cent(request, form, read, written):
    amount, text = written

    stored, refused = read(request.getfixturevalue(form), text)

    assert refused is None
    assert stored == amount


@FORMS
@given(written=english())
@MANY
@example(written=(Decimal("12000"), "12,000"))
@example(written=(Decimal("12.5"), "12.50"))
@example(written=(Decimal("1234567.89"), "1,234,567.89"))
def test_an_amount_in_english_is_stored_as_it_was_meant_or_refused(request, form, read, written):
    amount, text = written

    stored, refused = read(request.getfixturevalue(form), text)

    assert is_refused_in_dutch(refused) if refused else stored == amount


@FORMS
@given(text=BROKEN)
@MANY
def test_what_is_no_amount_is_refused_and_never_becomes_another_number(request, form, read, text):
    stored, refused = read(request.getfixturevalue(form), text)

    if refused:
        assert is_refused_in_dutch(refused)
    elif stored is None:
        assert text.replace("\u00a0", "").strip() == ""
    else:
        # The digits that were typed, in their order, without a sign, an exponent or a word.
        assert re.sub(r"\D", "", text) in (f"{stored:.0f}", f"{stored:.2f}".replace(".", ""))
        assert re.fullmatch(r"\s*(€|eur|euro)?\s*[\d.]+(,([\d–—]+|--?))?\s*", text, re.IGNORECASE)


@given(contribution=st.none() | AMOUNTS, state=STATES, size=st.none() | AMOUNTS, size_state=STATES)
@MANY
@example(contribution=Decimal("10.00"), state="bekend", size=Decimal("9.00"), size_state="bekend")
@example(contribution=Decimal("0"), state="bekend", size=Decimal("0"), size_state="bekend")
@example(contribution=Decimal("5"), state="bekend", size=Decimal("5"), size_state="bekend")
@example(contribution=Decimal("0"), state="onbekend", size=None, size_state="onbekend")
def test_amounts_that_contradict_each_other_or_their_state_are_refused(desk, contribution, state, size, size_state):
    def typed(amount):
        return "" if amount is None else f"{amount:.2f}".replace(".", ",")

    stored, refused = desk.fill_in(
        contribution=typed(contribution),
        contribution_state=state,
        project_size=typed(size),
        project_size_state=size_state,
    )

    agrees = all((amount is None) != (said == "bekend") for amount, said in ((contribution, state), (size, size_state)))
    is_covered = contribution is None or size is None or contribution <= size
    if agrees and is_covered:
        assert (stored.contribution, stored.contribution_state) == (contribution, state)
        assert (stored.project_size, stored.project_size_state) == (size, size_state)
    else:
        assert is_refused_in_dutch(refused)


@given(low=st.none() | AMOUNTS, high=st.none() | AMOUNTS)
@MANY
@example(low=Decimal("9.00"), high=Decimal("10.00"))
@example(low=Decimal("10.00"), high=Decimal("9.00"))
def test_between_two_values_needs_both_in_their_order(stated, low, high):
    def typed(amount):
        return "" if amount is None else f"{amount:.2f}".replace(".", ",")

    stored, refused = stated.fill_in(value=typed(low), value_max=typed(high), wording="tussen")

    if low is not None and high is not None and low <= high:
        assert (stored.value, stored.value_max) == (low, high)
    else:
        assert is_refused_in_dutch(refused)


def test_the_database_holds_what_the_largest_amounts_are():
    FundingEntry.objects.filter(pk=entry().pk).update(contribution=LARGEST, project_size=LARGEST)

    assert (entry().contribution, entry().project_size) == (LARGEST, LARGEST)
