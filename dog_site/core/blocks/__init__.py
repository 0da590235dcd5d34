"""The one body that every page type shares, block by block. Editors choose by sight: icon, words, preview."""

from .contact import ContactBlock
from .figures import FigureBlock, metric_choices, scope_choices, wording_choices, year_choices
from .links import CallToActionBlock, LinkBlock, LinksBlock
from .media import DocumentBlock, PictureBlock
from .places import mark_places, places_of
from .statement import AccessibilityStatementBlock
from .table import TableBlock
from .text import TEXT_FEATURES, AccordionBlock, HeadingBlock, QuoteBlock, TextBlock, TimelineBlock
from .unreadable import ReadableStreamBlock

# The choices and TextBlock are here for the migrations too, which name them by this address.
__all__ = [
    "BodyBlock",
    "LinkBlock",
    "TextBlock",
    "metric_choices",
    "scope_choices",
    "wording_choices",
    "year_choices",
]


class BodyBlock(ReadableStreamBlock):
    heading = HeadingBlock()
    text = TextBlock(features=TEXT_FEATURES)
    picture = PictureBlock()
    figure = FigureBlock()
    table = TableBlock()
    quote = QuoteBlock()
    timeline = TimelineBlock()
    accordion = AccordionBlock()
    links = LinksBlock()
    document = DocumentBlock()
    call_to_action = CallToActionBlock()
    accessibility_statement = AccessibilityStatementBlock()
    contact = ContactBlock()

    def render_basic(self, value, context=None):
        # A page with several texts has each anchor once, too.
        request = (context or {}).get("request")
        mark_places(value, places_of(request))
        return super().render_basic(value, context=context)
