"""The one body that every page type shares, block by block. Editors choose by sight: icon, words, preview."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from . import figures
from .figures import ALL_YEARS, Metric, Scope, State
from .numbers import dutch_number
from .wordings import Wording, round_to_wording


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=120, label=_("text"))
    level = blocks.ChoiceBlock(choices=[("h2", _("heading")), ("h3", _("subheading"))], default="h2", label=_("level"))

    class Meta:
        icon = "title"
        label = _("heading")
        description = _("Opens a part of the text, so that readers and screen readers find their way.")
        template = "blocks/heading.html"
        preview_value = {"text": "Terugblik 2017", "level": "h2"}


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("text")
        description = _("Paragraphs, lists and links.")
        template = "blocks/text.html"
        preview_value = "<p>Er is afgelopen jaar veel gebeurd en in korte tijd is veel resultaat bereikt.</p>"


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("image"))
    caption = blocks.CharBlock(required=False, max_length=250, label=_("caption"))

    class Meta:
        icon = "image"
        label = _("image")
        description = _("An image with a description, or marked as decorative.")
        template = "blocks/picture.html"
        preview_template = "blocks/previews/picture.html"


def metric_choices():
    return Metric.choices


def scope_choices():
    return figures.scopes() or Scope.choices


def year_choices():
    return [(ALL_YEARS, _("all years")), *((str(year), str(year)) for year in figures.years())]


def wording_choices():
    return [choice for choice in Wording.choices if choice[0] != Wording.BETWEEN]


class FigureBlock(blocks.StructBlock):
    """Stores what the figure is of, never the figure itself: the entries say that, each time anew."""

    metric = blocks.ChoiceBlock(choices=metric_choices, label=_("figure"))
    scope = blocks.ChoiceBlock(choices=scope_choices, label=_("about"))
    year = blocks.ChoiceBlock(choices=year_choices, label=_("year"))
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

    def get_context(self, value, parent_context=None):
        year = value["year"]
        figure = figures.figure(value["metric"], value["scope"], None if year == ALL_YEARS else int(year))
        return {
            **super().get_context(value, parent_context=parent_context),
            "figure": figure,
            "words": figure and _in_words(figure, value["wording"]),
            "metric_label": Metric(value["metric"]).label,
            "scope_label": dict(scope_choices()).get(value["scope"], value["scope"]),
            "year_label": _("all years") if year == ALL_YEARS else year,
        }


def _in_words(figure, wording):
    """ "ruim € 470.000" for a figure that is known whole; None where the exact figure has to stand there.

    A lower bound already says "at least", and of a round number nothing rounder is true.
    """
    if figure.state != State.KNOWN or figure.value is None:
        return None
    rounded = round_to_wording(wording, figure.value)
    if rounded is None:
        return None
    is_whole = figure.metric == Metric.MULTIPLIER and rounded == rounded.to_integral_value()
    return f"{Wording(wording).prefix} {dutch_number(rounded) if is_whole else replace(figure, value=rounded).text}"


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock(features=["bold", "italic", "link", "ol", "ul", "document-link"])
    picture = PictureBlock()
    figure = FigureBlock()
