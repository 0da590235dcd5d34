from decimal import Decimal

import pytest

from dog_site.core.figures import Figure
from funding.models import PublishedFigure, PublishedFigureOmission
from funding.reconciliation import Verdict, finding, reconcile, tally
from tests.factories import FundingEntryFactory, PublishedFigureFactory


def computed(value, state="bekend"):
    """A stand-in for a rollup that computes one value for everything."""
    return lambda metric, scope, year: Figure(metric, scope, year, value, state=state)


@pytest.mark.parametrize(
    "stated, value, verdict",
    [
        ({"value": 1_000}, Decimal(1_000), Verdict.AGREES),
        ({"value": 1_000}, Decimal(1_001), Verdict.DIFFERS_UNEXPLAINED),
        ({"value": 1_000, "explanation": "Rij 1."}, Decimal(1_001), Verdict.DIFFERS_EXPLAINED),
        ({"value": 1_000, "explanation": "  "}, Decimal(1_001), Verdict.DIFFERS_UNEXPLAINED),
        ({"value": 1_000}, None, Verdict.CANNOT_BE_TESTED),
        ({"value": 1_000, "cannot_be_tested": True}, Decimal(1_000), Verdict.CANNOT_BE_TESTED),
        ({"value": 1_000, "kind": "prognose"}, Decimal(1_000), Verdict.FORECAST),
        ({"value": 1_000, "wording": "ruim"}, Decimal(1_040), Verdict.AGREES),
        ({"value": 1_000, "wording": "tussen", "value_max": 2_000}, Decimal(1_500), Verdict.AGREES),
    ],
)
def test_a_stated_figure_gets_its_verdict(stated, value, verdict):
    figure = PublishedFigureFactory.build(source=None, **stated)
    figure.value = Decimal(figure.value)
    figure.value_max = figure.value_max and Decimal(figure.value_max)

    assert finding(figure, computed(value)).verdict == verdict


def test_the_tally_counts_every_finding_once_and_leaves_out_what_none_has():
    exact = [PublishedFigureFactory.build(source=None, value=Decimal(value)) for value in (1_000, 2_000, 3_000)]
    forecast = PublishedFigureFactory.build(source=None, value=Decimal(9), kind="prognose")

    found = tally(reconcile([forecast, *exact], computed(Decimal(1_000))))

    assert found == [(Verdict.AGREES, 1), (Verdict.DIFFERS_UNEXPLAINED, 2), (Verdict.FORECAST, 1)]


def test_a_scope_nobody_knows_cannot_be_tested():
    figure = PublishedFigureFactory.build(source=None)

    assert finding(figure, lambda *_args: None).verdict == Verdict.CANNOT_BE_TESTED


def test_entries_left_out_by_the_source_are_added_back_and_checked():
    figure = PublishedFigureFactory(value=1_000, explanation="Een rij viel buiten de optelling.")
    PublishedFigureOmission.objects.create(stated_figure=figure, entry=FundingEntryFactory(contribution=400))
    figure = PublishedFigure.objects.for_reconciliation().get(pk=figure.pk)

    explained = finding(figure, computed(Decimal(1_400)))
    partly = finding(figure, computed(Decimal(1_500)))

    assert explained.is_explained_to_the_cent
    assert partly.remainder == 100
    assert not partly.is_explained_to_the_cent


def test_a_draft_entry_explains_nothing():
    figure = PublishedFigureFactory(value=1_000, explanation="x")
    entry = FundingEntryFactory(contribution=400, live=False)
    PublishedFigureOmission.objects.create(stated_figure=figure, entry=entry)
    figure = PublishedFigure.objects.for_reconciliation().get(pk=figure.pk)

    assert finding(figure, computed(Decimal(1_400))).omissions == ()


def test_a_remark_is_no_figure():
    remark = PublishedFigureFactory.build(source=None, kind="opmerking", value=None, metric="")

    assert reconcile([remark], computed(Decimal(1))) == []


@pytest.mark.parametrize("field, value", [("live", False), ("source__live", False)])
def test_a_stated_figure_or_source_that_is_not_published_stays_away(field, value):
    PublishedFigureFactory(**{field: value}, source__title=f"source {field}")

    assert list(PublishedFigure.objects.public().in_year(2019)) == []


@pytest.mark.parametrize(
    "wrong, field",
    [
        ({"value": None}, "value"),
        ({"metric": ""}, "metric"),
        ({"wording": "tussen", "value_max": None}, "value_max"),
        ({"wording": "tussen", "value_max": Decimal(1)}, "value_max"),
        ({"scope": "thema"}, "theme"),
    ],
)
def test_a_stated_figure_that_cannot_be_right_is_refused_at_its_field(wrong, field):
    figure = PublishedFigureFactory()
    for name, value in wrong.items():
        setattr(figure, name, value)

    with pytest.raises(Exception) as refusal:  # noqa: PT011
        figure.full_clean()

    assert field in refusal.value.message_dict


@pytest.mark.parametrize(
    "stated, agrees",
    [("13.90", True), ("13.87", True), ("13.80", False), ("13.88", False), ("14.00", False)],
)
def test_an_exact_multiplier_is_compared_at_the_precision_in_which_it_is_stated(stated, agrees):
    figure = PublishedFigureFactory.build(source=None, metric="multiplier", value=Decimal(stated))

    verdict = finding(figure, computed(Decimal("13.8747"))).verdict

    assert (verdict == Verdict.AGREES) is agrees


def test_a_forecast_says_which_year_it_is_about_and_that_its_number_is_the_least():
    forecast = PublishedFigure.objects.get(number="D9").figure()

    assert (forecast.year, forecast.exact, forecast.state) == (2018, "400000.00", "ondergrens")


def test_a_stated_number_of_projects_is_a_whole_number():
    assert PublishedFigure.objects.get(number="D8").figure().exact == "27"
