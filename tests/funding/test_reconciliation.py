from decimal import Decimal

import pytest
from django.utils.translation import pgettext_lazy

from dog_site.core.figures import Figure
from funding.models import FundingEntry, PublishedFigure, PublishedFigureOmission
from funding.models.choices import METRICS
from funding.reconciliation import (
    Verdict,
    add_up_years,
    compute_of_any_year,
    count_verdicts,
    count_verdicts_by_source,
    finding,
    reconcile,
    worklist,
)
from funding.rollup import roll_up
from tests.factories import FundingEntryFactory, PublishedFigureFactory, SourceDocumentFactory, ThemeFactory


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

    found = count_verdicts(reconcile([forecast, *exact], computed(Decimal(1_000))))

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


def test_any_year_is_computed_as_its_own_rollup_does():
    other = ThemeFactory(slug="buiten", counts_in_headline=False)
    FundingEntryFactory(year=2018, contribution=None)
    FundingEntryFactory(year=2018, contribution=7, project_size=None, theme=other)
    compute = compute_of_any_year()

    for year in (2016, 2017, 2018):
        rollup = roll_up(FundingEntry.objects.public(), year)
        for scope in ("hoofdtotaal", "anders", "alles", "thema:buiten", "thema:onzin", "onzin"):
            for metric in METRICS:
                assert compute(metric, scope, year) == rollup.figure(metric, scope)


def test_the_worklist_takes_three_queries_for_a_thousand_stated_figures(django_assert_num_queries):
    source = SourceDocumentFactory()
    PublishedFigure.objects.bulk_create(
        PublishedFigureFactory.build(number=f"Y{number}", source=source, year=2016 + number % 10)
        for number in range(1_000)
    )

    add_up_years()  # which is kept
    with django_assert_num_queries(3 + 1):  # the version
        found = worklist()

    assert len(found) == 1_009


def test_each_source_has_a_tally_of_its_own():
    PublishedFigureFactory()
    findings = worklist()

    of_source = count_verdicts_by_source(findings)

    assert len(of_source) == len({finding.stated.source for finding in findings}) > 1
    assert sum(count for _source, counts in of_source for _verdict, count in counts) == len(findings)


@pytest.mark.parametrize(
    "stated, value, words",
    [
        ({"value": Decimal(1_000)}, Decimal(6_000), "+\u00a0€\u00a05.000"),
        ({"value": Decimal(1_000)}, Decimal("999.50"), "\u2212\u00a0€\u00a00,50"),
        ({"value": Decimal(1_000)}, Decimal(1_000), pgettext_lazy("difference", "none")),
        ({"value": Decimal(27), "metric": "projecten"}, 20, "\u2212\u00a07"),
        ({"value": Decimal("14.00"), "metric": "multiplier"}, Decimal("13.8747"), "\u2212\u00a00,13"),
        ({"value": Decimal(1_000), "wording": "ruim"}, Decimal(6_000), ""),
        ({"value": Decimal(1_000), "kind": "prognose"}, Decimal(6_000), ""),
        ({"value": Decimal(1_000)}, None, ""),
    ],
)
def test_a_difference_is_shown_where_the_statement_is_exact(stated, value, words):
    figure = PublishedFigureFactory.build(source=None, **stated)

    assert finding(figure, computed(value)).difference_text == words
