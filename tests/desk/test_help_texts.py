"""Every field that somebody fills in says what it is for (no form of the desk needs a manual)."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, PublishingPanel
from wagtail.admin.panels.comment_panel import CommentPanel
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.forms import get_document_form
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.images.forms import get_image_form
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from dog_site.core.models import DogDocument, DogImage
from tests.desk.browser import PARENTS, SNIPPETS, page_add_url
from tests.pages import parsed


def forms_of_the_desk():
    """The panels of each page type, item and settings of ours, by name."""
    pages = {model: model.get_edit_handler() for model in get_page_models() if model is not Page}
    items = {model: model.snippet_viewset.get_edit_handler() for model in get_snippet_models()}
    settings = {model: model.edit_handler.bind_to_model(model) for model in settings_registry}
    return pages | items | settings


def without_help(handler, where=""):
    """The fields below a panel that say nothing, by the way to them."""
    if isinstance(handler, CommentPanel | PublishingPanel):
        return  # Wagtail's own, in a window of their own
    if isinstance(handler, InlinePanel):
        yield from without_help(handler.child_edit_handler, f"{where}{handler.relation_name}.")
    elif isinstance(handler, FieldPanel):
        help_text = handler.help_text or handler.db_field.help_text
        if not str(help_text).strip():
            yield f"{where}{handler.field_name}"
    else:
        for child in getattr(handler, "children", ()):
            yield from without_help(child, where)


@pytest.mark.parametrize("model", forms_of_the_desk(), ids=lambda model: model.__name__)
def test_every_field_of_a_form_has_a_help_text(model):
    assert [*without_help(forms_of_the_desk()[model])] == []


@pytest.mark.parametrize("form_of, model", [(get_image_form, DogImage), (get_document_form, DogDocument)])
def test_every_field_of_a_file_has_a_help_text(db, form_of, model):
    fields = form_of(model)(user=get_user_model().objects.get(username="beheer")).fields.items()
    focal = [name for name, _field in fields if name.startswith("focal_point")]  # drawn on the picture

    assert [name for name, field in fields if not field.help_text and name not in focal] == []


def fields_of(block, where=""):
    """The fields in a block that somebody fills in, by the way to them, each with what it says."""
    if isinstance(block, ImageBlock | TypedTableBlock):
        # Wagtail's own fields in one block, which says for all of them what to do; cells stand below their heading.
        yield where, str(getattr(block.meta, "help_text", "") or block.meta.description or "")
    elif children := getattr(block, "child_blocks", None):
        for name, child in children.items():
            yield from fields_of(child, f"{where}.{name}")
    elif hasattr(block, "child_block"):
        yield from fields_of(block.child_block, f"{where}.*")
    elif isinstance(block, blocks.FieldBlock):
        # What stands in a list of blocks is told of where it is chosen.
        is_a_block_itself = where.count(".") == 1
        said = block.field.help_text or getattr(block.meta, "help_text", "")
        yield where, str(said or (block.meta.description if is_a_block_itself else ""))


@pytest.mark.parametrize(
    "field",
    [field for model in get_page_models() for field in model._meta.get_fields() if isinstance(field, StreamField)],
    ids=str,
)
def test_every_field_of_a_block_has_a_help_text(field):
    assert [where for where, said in fields_of(field.stream_block) if not said.strip()] == []


# What makers of sites say, and the people of an office do not.
JARGON = re.compile(r"\b(slug|title tag|meta|seo|titel tag|url)\b", re.IGNORECASE)


@pytest.mark.parametrize("kind", [*PARENTS, *SNIPPETS])
def test_no_field_has_a_name_that_needs_a_maker_of_sites(log_in, kind):
    url = f"{SNIPPETS[kind]}add/" if kind in SNIPPETS else page_add_url(kind)
    form = parsed(log_in("beheer").get(url).content)
    words = [" ".join(found.get_text(" ").split()) for found in form.select("form label, form legend, form h2, .help")]

    assert len(words) > 5
    assert [each for each in words if JARGON.search(each)] == []


def test_the_form_of_a_page_says_where_its_words_are_read(log_in):
    form = parsed(log_in("communicatie").get(page_add_url("news/newspage")).content)
    labels = [" ".join(label.get_text(" ").replace("*", "").split()) for label in form.select("form label")]

    for heading in ("Last part of the address", "Title in search engines", "Text in search engines", "In the menu"):
        assert gettext(heading) in labels
