"""The HTML of a figure is written by hand for speed: it is what `format_html` would make of the same parts."""

from decimal import Decimal
from itertools import product

import pytest
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from dog_site.core.figures import ALL_YEARS, Figure, Metric, State, WholePeriod
from dog_site.core.templatetags.dog import PASSED_OVER, figure_label, print_figure

SIGNS = "<b>\"&' "
FIGURES = [
    Figure(metric, scope, year, value, state, rows, missing, source, whole_period)
    for metric, scope, year, value, (state, rows, missing), source, whole_period in product(
        (Metric.CONTRIBUTION, "projectomvang", Metric.MULTIPLIER, Metric.VISITORS),
        ("hoofdtotaal", "thema:infrastructuur", f"project:{SIGNS}", "organisatie:hanze"),
        (None, 2017),
        (None, Decimal("1234567.50"), Decimal(0), 5),
        ((State.KNOWN, 1, 0), (State.LOWER_BOUND, 3, 1), (State.NOT_STATED, 0, 0)),
        ("regels", f"vermeld:{SIGNS}"),
        (None, WholePeriod(1, None), WholePeriod(2, Decimal(3))),
    )
]
WAYS = (
    {},
    {"note": False},
    {"linked": True},
    {"linked": True, "about": f"Kennis {SIGNS}", "aside": True},
    {"words": SIGNS, "linked": True},
    {"words": mark_safe("<b>ruim 3</b>"), "linked": True},
)


def by_format_html(figure, note=True, words=None, linked=False, about="", aside=False):
    words = words or figure.text
    opening, closing = "", ""
    if linked and figure.address:
        scope = about or {"hoofdtotaal": "hoofdtotaal"}.get(figure.scope, "")
        of = ", ".join(filter(None, [figure.label, scope, str(figure.year or "alle jaren")]))
        number = " ".join(filter(None, [figure.qualifier, words]))
        opening = format_html(
            '<a href="{}" aria-label="{}: {}"{}>', figure.address, number, of, PASSED_OVER if aside else ""
        )
        closing = mark_safe("</a>")
    notes = "; ".join(filter(None, [figure.note if note else "", figure.caveat]))
    return format_html(
        '<span class="{}">{}{}<data value="{}" data-metric="{}" data-scope="{}" data-year="{}" data-source="{}"'
        ' data-state="{}">{}</data>{}{}</span>',
        "dog-figure" if figure.value is not None else "dog-figure dog-figure--none",
        format_html('<span class="dog-qualifier">{}</span> ', figure.qualifier) if figure.qualifier else "",
        opening,
        figure.exact,
        figure.metric,
        figure.scope,
        figure.year or ALL_YEARS,
        figure.source,
        figure.state,
        words,
        closing,
        format_html(' <small class="dog-note">{}</small>', notes) if notes else "",
    )


@pytest.mark.parametrize("way", WAYS, ids=["plain", "without note", "linked", "about", "words", "safe words"])
def test_a_figure_is_printed_as_format_html_would(way):
    differing = [figure for figure in FIGURES if print_figure(figure, **way) != by_format_html(figure, **way)]

    assert differing == []
    assert hasattr(print_figure(FIGURES[0], **way), "__html__")


def test_the_words_under_a_figure_are_escaped():
    assert figure_label("<b>", Metric.CONTRIBUTION, "hoofdtotaal", 2017) == (
        '<a href="/resultaten/2017/cijfer/bijdrage/hoofdtotaal/">&lt;b&gt;</a>'
    )
