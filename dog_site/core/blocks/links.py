"""Blocks that lead elsewhere: never to a page that a visitor may not see."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from ..editing.asked_pages import recall
from ..models import PageQuerySet


class LinkBlock(blocks.StructBlock):
    """A page of this site or a web address, exactly one of the two. `visible_links` says where it leads."""

    page = blocks.PageChooserBlock(
        required=False, label=_("page"), help_text=_("A page of this site; for another site fill in the web address.")
    )
    address = blocks.URLBlock(
        required=False,
        max_length=1000,
        validators=[
            URLValidator(schemes=["http", "https"], message=_("A web address begins with https:// or http://."))
        ],
        label=_("web address"),
        help_text=_("Of another site. Example: https://gemeente.groningen.nl."),
    )
    text = blocks.CharBlock(
        required=False,
        max_length=120,
        label=_("text"),
        help_text=_("Empty: the title of the page. A web address needs a text."),
    )

    class Meta:
        icon = "link"
        label = _("link")

    def get_form_state(self, value):
        page = value.get("page")
        return super().get_form_state({**value, "page": (page and recall(page.pk)) or page})

    def clean(self, value):
        value = super().clean(value)
        errors = {} if self.is_deferred_validation else _mistakes(value)
        if errors:
            raise blocks.StructBlockValidationError(errors)
        return value


def _mistakes(value):
    if value["page"] and value["address"]:
        return {"address": ValidationError(_("Choose a page or type a web address, not both."))}
    if not value["page"] and not value["address"]:
        return {"page": ValidationError(_("Choose a page or type a web address."))}
    if value["address"] and not value["text"]:
        return {"text": ValidationError(_("Say in words where the web address leads."))}
    return {}


@dataclass(frozen=True)
class Link:
    """A link that every visitor can follow."""

    url: str
    text: str
    description: str


def visible_links(values, request=None) -> list[Link]:
    """The links of these LinkBlock values that every visitor can follow, in their order; one query for all."""
    chosen = [value["page"].pk for value in values if value.get("page")]
    public = PageQuerySet(Page).filter(pk__in=chosen).visible().in_bulk() if chosen else {}
    links = [_link(value, public, request) for value in values]
    return [link for link in links if link.url]


def _link(value, public, request):
    page = value.get("page")
    if page:
        page = public.get(page.pk)
        url = page and page.get_url(request)
    else:
        url = value.get("address")
    text = value.get("text") or (page.title if page else url)
    return Link(url=url or "", text=text or "", description=value.get("description") or "")


class DescribedLinkBlock(LinkBlock):
    description = blocks.CharBlock(
        required=False,
        max_length=250,
        label=_("description"),
        help_text=_("What a visitor finds there, in a sentence. Example: Everything about the grant, with the form."),
    )


class LinksBlock(blocks.StructBlock):
    heading = blocks.CharBlock(
        required=False, max_length=120, label=_("heading"), help_text=_("Above the list. Example: Read on.")
    )
    links = blocks.ListBlock(DescribedLinkBlock(), min_num=1, label=_("links"))

    class Meta:
        icon = "list-ul"
        label = _("links")
        description = _("A list of pages and web addresses. A page that is not public is left out.")
        template = "blocks/links.html"
        preview_value = {
            "heading": "Lees ook",
            "links": [
                {"address": "https://gemeente.groningen.nl", "text": "Gemeente Groningen"},
                {"address": "https://www.rug.nl", "text": "Rijksuniversiteit Groningen", "description": "Partner"},
            ],
        }

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        return {**context, "links": visible_links(value["links"], context.get("request"))}


class CallToActionBlock(blocks.StructBlock):
    heading = blocks.CharBlock(
        max_length=120,
        label=_("heading"),
        help_text=_("What you ask of visitors. Example: Join us in November."),
    )
    text = blocks.TextBlock(
        required=False,
        max_length=400,
        label=_("text"),
        help_text=_("Why, in a sentence or two. Example: Everybody can join, also without experience."),
    )
    link = LinkBlock()

    class Meta:
        icon = "arrow-right"
        label = _("call to action")
        description = _("A heading, a short text and one link that stands out as a button.")
        template = "blocks/call_to_action.html"
        preview_value = {
            "heading": "Een idee voor de stad?",
            "text": "We denken graag mee.",
            "link": {"address": "https://gemeente.groningen.nl", "text": "Neem contact op"},
        }

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        links = visible_links([value["link"]], context.get("request"))
        return {**context, "link": links[0] if links else None}
