"""Blocks of words."""

import re

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from .places import notes_at

# A link or an image in a text, which names what it leads to by a key.
_LED = re.compile(r'<(?:a|embed)\b[^>]*\b(?:linktype=|embedtype="image")[^>]*>')
_KEY, _ANY_KEY = re.compile(r'\sid="\d{1,9}"'), re.compile(r'\sid="[^"]*"')
_SOURCE = re.compile(r"<p[^>]*>\s*<i>\s*(?:Bron|Bronnen):.*?</i>\s*</p>", re.DOTALL)
TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul", "document-link"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        max_length=120, label=_("text"), help_text=_("What the part below it is about. Example: Who can take part.")
    )
    level = blocks.ChoiceBlock(
        choices=[("h2", _("heading")), ("h3", _("subheading"))],
        default="h2",
        label=_("level"),
        help_text=_("A subheading divides the part below a heading."),
    )

    class Meta:
        icon = "title"
        label = _("heading")
        description = _("Opens a part of the text, so that readers and screen readers find their way.")
        template = "blocks/heading.html"
        preview_value = {"text": "Terugblik 2017", "level": "h2"}

    def get_searchable_content(self, value):
        """The words only: the page does not show the name of the level."""
        return [value["text"]]

    def get_context(self, value, parent_context=None):
        anchor = getattr(value, "anchor", "")
        context = super().get_context(value, parent_context=parent_context)
        return {**context, "anchor": anchor, "notes": notes_at(anchor, parent_context)}


class TextBlock(blocks.RichTextBlock):
    """Paragraphs. A link without a key that a database takes is one to what is not there."""

    def to_python(self, value):
        return super().to_python(_LED.sub(_with_key, value or ""))

    def get_searchable_content(self, value):
        """Without the lines that only say where a text comes from: they would make every page a hit for its source."""
        return super().get_searchable_content(RichText(_SOURCE.sub("", value.source)))

    class Meta:
        icon = "pilcrow"
        label = _("text")
        description = _("Paragraphs, lists and links.")
        template = "blocks/text.html"
        preview_value = "<p>Er is afgelopen jaar veel gebeurd en in korte tijd is veel resultaat bereikt.</p>"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(max_length=1000, label=_("quote"), help_text=_("Without quotation marks."))
    speaker = blocks.CharBlock(
        required=False, max_length=120, label=_("who said it"), help_text=_("Example: Anna de Vries, teacher.")
    )
    source = blocks.CharBlock(
        required=False,
        max_length=250,
        label=_("where it stands"),
        help_text=_("For example the letter, report or article it comes from."),
    )

    class Meta:
        icon = "openquote"
        label = _("quote")
        description = _("The words of somebody else, with who said it and where.")
        template = "blocks/quote.html"
        preview_value = {
            "text": "In korte tijd is veel resultaat bereikt.",
            "speaker": "Digital Office Groningen",
            "source": "Terugblik 2017",
        }

    def get_searchable_content(self, value):
        return [value["text"], value["speaker"]]


class AccordionPartBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        max_length=120, label=_("title"), help_text=_("What opens the text. Example: How do I register?")
    )
    text = TextBlock(features=TEXT_FEATURES, help_text=_("What a visitor reads after opening it."))


class AccordionBlock(blocks.StructBlock):
    """Its titles are not headings: a browser that turns a summary into a button drops the heading inside it."""

    parts = blocks.ListBlock(AccordionPartBlock(label=_("part")), min_num=1, label=_("parts"))

    class Meta:
        icon = "collapse-down"
        label = _("accordion")
        description = _("Titles that open a text, for what not every reader needs.")
        template = "blocks/accordion.html"
        preview_value = {
            "parts": [
                {"title": "Wie kan een bijdrage aanvragen?", "text": "<p>Ondernemers, instellingen en bewoners.</p>"},
                {"title": "Hoe lang duurt een aanvraag?", "text": "<p>Dat verschilt per project.</p>"},
            ]
        }


class MomentBlock(blocks.StructBlock):
    when = blocks.CharBlock(
        max_length=60,
        label=_("when"),
        help_text=_("In words, as exact as is known. Example: “5 september 2017” or “voorjaar 2017”."),
    )
    title = blocks.CharBlock(
        max_length=120, label=_("title"), help_text=_("What happened. Example: The first hackathon.")
    )
    text = blocks.TextBlock(
        required=False, max_length=1000, label=_("text"), help_text=_("More about it, in a few sentences.")
    )


class TimelineBlock(blocks.StructBlock):
    moments = blocks.ListBlock(
        MomentBlock(label=_("moment")),
        min_num=1,
        label=_("moments"),
        help_text=_("They are shown in the order in which they stand here."),
    )

    class Meta:
        icon = "history"
        label = _("timeline")
        description = _("What happened when, one moment below the other.")
        template = "blocks/timeline.html"
        preview_value = {
            "moments": [
                {"when": "voorjaar 2017", "title": "De eerste aanvragen", "text": ""},
                {"when": "5 september 2017", "title": "De raad ontvangt de tussenstand", "text": ""},
            ]
        }


def _with_key(tag):
    if _KEY.search(tag[0]):
        return tag[0]
    return _ANY_KEY.sub("", tag[0]).replace(" ", ' id="0" ', 1)
