"""What the editor of a text is told of its blocks is packed once, and is what Wagtail would pack anew."""

import html
import json
import re

import pytest
from django.apps import apps
from django.utils.translation import override
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

from dog_site.core.editing import packed
from projects.models import ProjectPage, Theme
from tests.desk.browser import page_edit_url, project
from tests.factories import FundingEntryFactory, ThemeFactory

TEXTS = [
    (model, field.name)
    for model in apps.get_models()
    if issubclass(model, Page)
    for field in model._meta.get_fields()
    if isinstance(field, StreamField)
]
EVERY_TEXT = pytest.mark.parametrize("model, name", TEXTS)


def widget_of(model, name):
    """The widget in a new form of `model`."""
    return model.get_edit_handler().get_form_class()(instance=model()).fields[name].widget


# What is random: the ids of items of a list, and the keys of paragraphs in a text.
ID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
KEY = re.compile(r'(?<=\\"key\\": \\")[0-9a-z]{5}(?=\\")')


def renamed(packed):
    """With numbers for what is random, so that it can be compared."""
    for random in (ID, KEY):
        names = {name: str(number) for number, name in enumerate(dict.fromkeys(random.findall(packed)))}
        packed = random.sub(lambda found, names=names: names[found[0]], packed)
    return packed


def told(widget):
    return json.loads(renamed(widget.block_json)), str(widget.media)


def anew(widget):
    return told(blocks.BlockWidget(widget.block_def))


def a_theme_comes():
    FundingEntryFactory(theme=ThemeFactory(name="Nieuw thema"))


def a_theme_gets_another_name():
    theme = Theme.objects.get(slug="infrastructuur")
    theme.name = "Netten"
    theme.save()


def a_theme_leaves():
    Theme.objects.filter(slug="infrastructuur").update(live=False)


def a_year_comes():
    FundingEntryFactory(year=2031)


def test_every_text_of_a_page_has_this_widget():
    assert len(TEXTS) > 8
    assert {type(widget_of(*text)) for text in TEXTS} == {packed.PackedOnceWidget}


def in_each_language(do):
    for language in ("nl", "en"):
        with override(language):
            yield do()


@EVERY_TEXT
def test_what_is_told_is_what_would_be_packed_anew_in_every_language(model, name):
    def twice_and_anew():
        return told(widget_of(model, name)), told(widget_of(model, name)), anew(widget_of(model, name))

    for first, again, fresh in in_each_language(twice_and_anew):
        assert first == again == fresh


@pytest.mark.parametrize("change", [a_theme_comes, a_theme_gets_another_name, a_theme_leaves, a_year_comes])
def test_what_is_told_follows_what_can_be_chosen(change):
    before = list(in_each_language(lambda: told(widget_of(ProjectPage, "body"))))

    change()

    after = list(in_each_language(lambda: told(widget_of(ProjectPage, "body"))))
    assert after == list(in_each_language(lambda: anew(widget_of(ProjectPage, "body"))))
    assert len({str(each) for each in (*before, *after)}) == 4


@EVERY_TEXT
def test_a_second_form_packs_nothing(model, name):
    first, second = widget_of(model, name), widget_of(model, name)

    assert first is not second
    assert first.js_context is second.js_context


@EVERY_TEXT
def test_the_items_of_a_new_list_have_ids_of_their_own_in_every_form(model, name):
    first, second = (ID.findall(widget_of(model, name).block_json) for _form in range(2))

    assert len({*first, *second}) == len(first) + len(second) > 4


def test_choices_that_change_while_they_are_packed_are_not_kept(monkeypatch):
    widget, choices = widget_of(*TEXTS[0]), iter(["before", "after"])
    monkeypatch.setattr(packed, "choices_in", lambda _block: [next(choices)])

    packed_then = widget.js_context
    monkeypatch.setattr(packed, "choices_in", lambda _block: ["before"])

    assert widget_of(*TEXTS[0]).js_context is not packed_then


def test_no_more_is_kept_than_a_few(monkeypatch):
    found = []
    for number in range(packed.KEPT + 2):
        monkeypatch.setattr(packed, "choices_in", lambda _block, number=number: [number])
        found.append(widget_of(*TEXTS[0]).js_context)
    monkeypatch.setattr(packed, "choices_in", lambda _block: [0])

    assert widget_of(*TEXTS[0]).js_context is not found[0]


@pytest.mark.parametrize("role", ["communicatie", "coordinatie", "beheer"])
def test_the_form_of_a_page_tells_it_to_everybody_alike(log_in, role):
    client, field = log_in(role), type(project())._meta.get_field("body")

    for _visit in range(2):
        shown = client.get(page_edit_url(project())).content.decode()

        [found] = re.findall('id="body" data-block .*?data-w-block-data-value="(.*?)"', shown)
        assert renamed(html.unescape(found)) == renamed(blocks.BlockWidget(field.stream_block).block_json)
