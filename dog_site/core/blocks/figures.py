"""The block that prints a figure of the entries."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from .. import figures
from ..figures import ALL_YEARS, Metric, Scope, State
from ..numbers.notation import dutch_number
from ..numbers.wordings import Wording, round_to_wording


def metric_choices():
    return Metric.choices


def scope_choices():
    return figures.scopes() or Scope.choices


def year_choices():
    return [(ALL_YEARS, _("all years")), *((str(year), str(year)) for year in figures.years(metric=None))]


def wording_choices():
    return [choice for choice in Wording.choices if choice[0] != Wording.BETWEEN]


class FigureBlock(blocks.StructBlock):
    """Stores which figure it is, never its value: the entries give that anew each time."""

    metric = blocks.ChoiceBlock(
        choices=metric_choices, label=_("figure"), help_text=_("What is added up or divided. Example: contribution.")
    )
    scope = blocks.ChoiceBlock(
        choices=scope_choices,
        label=pgettext_lazy("figure", "about"),
        help_text=_("Of which entries: those of the headline total, all, or of one theme."),
    )
    year = blocks.ChoiceBlock(choices=year_choices, label=_("year"), help_text=_("Of which year the entries are."))
    wording = blocks.ChoiceBlock(
        choices=wording_choices,
        default=Wording.EXACTLY,
        label=_("wording"),
        help_text=_("“just over” rounds down, “nearly” rounds up; the words stay true when the entries change."),
    )

    class Meta:
        icon = "order"
        label = _("figure")
        description = _("A figure that follows the entries: it is computed each time the page is shown.")
        template = "blocks/figure.html"
        preview_value = {
            "metric": Metric.CONTRIBUTION,
            "scope": Scope.HEADLINE,
            "year": ALL_YEARS,
            "wording": Wording.EXACTLY,
        }

    def get_searchable_content(self, value):
        """Nothing: the page does not show the words of the choices."""
        return []

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        if not self._is_whole(value):
            return context
        year = value["year"]
        figure = figures.current(value["metric"], value["scope"], None if year == ALL_YEARS else int(year))
        return {
            **context,
            "figure": figure,
            "words": figure and in_words(figure, value["wording"]),
            "metric_label": Metric(value["metric"]).label,
            "scope_label": dict(scope_choices()).get(value["scope"], value["scope"]),
            "year_label": _("all years") if year == ALL_YEARS else year,
        }

    def _is_whole(self, value):
        """Whether it says which figure it is; a draft may be half filled, and an older block name what is no more."""
        is_of_years = value["year"] == ALL_YEARS or (value["year"] or "").isdecimal()
        return value["metric"] in Metric and is_of_years and value["scope"] and value["wording"] in Wording


def in_words(figure: figures.Figure, wording: str) -> str | None:
    """ "ruim € 470.000" for a figure that is known whole; None where the exact figure has to stand there.

    A lower bound already says "at least", and a round number has no rounder one that is true.
    """
    if figure.state != State.KNOWN or figure.value is None:
        return None
    rounded = round_to_wording(wording, figure.value)
    if rounded is None:
        return None
    is_whole = figure.metric == Metric.MULTIPLIER and rounded == rounded.to_integral_value()
    return f"{Wording(wording).prefix} {dutch_number(rounded) if is_whole else replace(figure, value=rounded).text}"
