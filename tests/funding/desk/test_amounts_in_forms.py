from decimal import Decimal
from operator import itemgetter

import pytest
from wagtail.models import Revision

from funding.models import FundingEntry, PublishedFigure
from tests.desk.browser import ENTRIES, REASON, SNIPPETS, edit_url, entry, errors, new_entry, post, publish, shown
from tests.desk.forms import filled_in, one_of_each_field, shown_again

AMOUNTS = [
    ("12.000", "12000"),
    ("12000", "12000"),
    ("€ 12.000,-", "12000"),
    ("€ 12.000,--", "12000"),
    ("€12.000", "12000"),
    ("€\u00a012.000", "12000"),
    ("  12.000  ", "12000"),
    ("eur 12.000", "12000"),
    ("12.000,50", "12000.50"),
    ("12,50", "12.50"),
    ("0", "0"),
    ("9.999.999.999,99", "9999999999.99"),
]
NOT_AMOUNTS = [
    "-5",
    "€ -5",
    "1e5",
    "abc",
    "12.50",
    "12,5",
    "1,000",
    "1.00.000",
    "1.000.00",
    "012",
    "12 000",
    "NaN",
    "Infinity",
    "-Infinity",
    "1e999",
    "10.000.000.000",
    "9" * 41,
    "9" * 5_000,
    "12\0",
    "１２",
    "12.000 euro",
    "<b>12</b>",
]


@pytest.mark.parametrize("typed, stored", AMOUNTS)
def test_an_amount_is_read_and_kept_as_it_was_meant(log_in, typed, stored):
    amounts = {"contribution": typed, "project_size": "9.999.999.999,99"}

    form = filled_in(log_in("cijfers"), edit_url(entry()), **amounts, change_reason=REASON)

    assert errors(form) == {}
    form.instance.save(update_fields=["contribution", "project_size"])
    assert entry().contribution == Decimal(stored)


@pytest.mark.parametrize("field", ["contribution", "project_size", "settled_amount"])
def test_an_amount_is_stored_as_it_was_meant(log_in, field):
    amounts = {"contribution": "0", "project_size": "9.999.999.999,99", field: "€ 9.999.999.999,99"}

    response = publish(log_in, edit_url(entry()), **amounts)

    assert response.status_code == 302
    assert getattr(entry(), field) == Decimal("9999999999.99")


@pytest.mark.parametrize("typed, stored", [("€ 12.000,-", "12000"), ("12.000,50", "12000.50"), ("0", "0")])
def test_an_amount_of_a_draft_is_shown_again_as_it_was_meant(log_in, typed, stored):
    client = log_in("cijfers")
    url = edit_url(entry())

    post(client, url, contribution=typed, project_size="9.999.999.999,99")
    post(client, url)

    draft = entry().get_latest_revision_as_object()
    assert draft.contribution == Decimal(stored)
    assert entry().contribution == 1_500


WRONG = [
    *(("contribution", typed) for typed in NOT_AMOUNTS),
    *((field, typed) for field in ("project_size", "settled_amount") for typed in ("-5", "12.50", "NaN")),
]


@pytest.mark.parametrize("field, typed", WRONG)
def test_what_is_not_surely_an_amount_is_refused_with_a_sentence_and_left_to_correct(log_in, field, typed):
    form = filled_in(log_in("cijfers"), edit_url(entry()), **{field: typed}, change_reason=REASON)

    assert [sentence[-1] for sentence in errors(form)[field]] == ["."]
    if "\0" not in typed:  # No HTML can hold it.
        assert shown_again(form, [field]) == {field: typed}


# One of each field, and what is too long or cannot be stored at all.
@pytest.mark.parametrize(
    "field, typed", [*one_of_each_field(WRONG, itemgetter(0)), ("contribution", "9" * 5_000), ("contribution", "12\0")]
)
def test_a_form_with_what_is_no_amount_stores_nothing(log_in, field, typed):
    revisions = Revision.objects.count()
    before = FundingEntry.objects.filter(pk=entry().pk).values().get()

    response = publish(log_in, edit_url(entry()), **{field: typed})

    assert response.status_code == 200
    assert [sentence[-1] for sentence in errors(response)[field]] == ["."]
    assert errors(response) == errors(
        filled_in(log_in("cijfers"), edit_url(entry()), **{field: typed}, change_reason=REASON)
    )
    if "\0" not in typed:
        assert shown(response)[field] == typed
    assert FundingEntry.objects.filter(pk=entry().pk).values().get() == before
    assert Revision.objects.count() == revisions


HALF_TYPED = ["-5", "1e5", "12.50", "NaN", "9" * 5_000]


@pytest.mark.parametrize("typed", HALF_TYPED)
def test_a_half_typed_amount_is_refused_in_a_draft_and_in_a_new_entry_too(log_in, typed):
    client = log_in("cijfers")

    draft = filled_in(client, edit_url(entry()), as_draft=True, contribution=typed)
    new = filled_in(client, f"{ENTRIES}add/", as_draft=True, **new_entry(contribution=typed))

    assert "contribution" in errors(draft)
    assert "contribution" in errors(new)


@pytest.mark.parametrize("typed", ["12.50", "9" * 5_000])
def test_a_draft_with_a_half_typed_amount_is_not_saved(log_in, typed):
    client = log_in("cijfers")
    revisions = Revision.objects.count()

    response = post(client, edit_url(entry()), contribution=typed)

    assert "contribution" in errors(response)
    assert Revision.objects.count() == revisions


@pytest.mark.parametrize("typed", ["-5", "NaN"])
def test_a_new_entry_with_a_wrong_amount_makes_no_entry(log_in, typed):
    client = log_in("cijfers")
    before = FundingEntry.objects.count()

    response = post(client, f"{ENTRIES}add/", **new_entry(contribution=typed))

    assert "contribution" in errors(response)
    assert FundingEntry.objects.count() == before


@pytest.fixture
def figure():
    return PublishedFigure.objects.exclude(value=None).first()


@pytest.mark.parametrize(
    "typed, stored", [("469.427", "469427"), ("27", "27"), ("13,90", "13.90"), ("€ 470.000,-", "470000")]
)
def test_a_stated_value_is_read_and_kept_as_it_was_meant(log_in, figure, typed, stored):
    form = filled_in(log_in("cijfers"), edit_url(figure), value=typed, wording="exact")

    assert errors(form) == {}
    form.instance.save(update_fields=["value"])
    figure.refresh_from_db()
    assert figure.value == Decimal(stored)


def test_a_stated_value_is_stored_as_it_was_meant(log_in, figure):
    publish(log_in, edit_url(figure), value="13,90", wording="exact")

    figure.refresh_from_db()
    assert figure.value == Decimal("13.90")


@pytest.mark.parametrize("typed", ["-5", "1e5", "abc", "12.50", "NaN", "9" * 5_000])
def test_a_stated_value_that_is_not_surely_a_number_is_refused(log_in, figure, typed):
    form = filled_in(log_in("cijfers"), edit_url(figure), value=typed)

    assert "value" in errors(form)


@pytest.mark.parametrize("typed", ["abc", "9" * 5_000])
def test_a_stated_value_that_is_refused_is_not_stored(log_in, figure, typed):
    response = publish(log_in, edit_url(figure), value=typed)

    assert "value" in errors(response)
    assert PublishedFigure.objects.get(pk=figure.pk).value == figure.value


def test_an_amount_is_typed_as_text(log_in):
    client = log_in("cijfers")

    html = client.get(f"{SNIPPETS['entry']}add/").content.decode()

    for name in ("contribution", "project_size", "settled_amount"):
        tag = html[html.index(f'name="{name}"') - 200 : html.index(f'name="{name}"') + 200]
        assert f'<input type="text" name="{name}"' in tag
        assert 'inputmode="decimal"' in tag
