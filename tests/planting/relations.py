"""The relations by which one row can show another, read from the models: a new field joins by itself."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.blocks import ChooserBlock, RichTextBlock
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from dog_site.core.models import DogRendition
from events.models import CalendarEntry
from funding.models import FigureChange, ImportRun
from tests.rooms import MAY_KNOW

# What a text may hold by its features, and how it is written there. A text without a list of features may hold all.
IN_TEXT = {
    "link": (Page, '<p><a linktype="page" id="{}">Lees verder</a></p>'),
    "document-link": (get_document_model(), '<p><a linktype="document" id="{}">Lees verder</a></p>'),
    "image": (get_image_model(), '<embed embedtype="image" id="{}" format="fullwidth" alt="" />'),
}
# Rows that belong to what they point at and that no visitor is shown.
BEHIND_THE_SCENES = {
    FigureChange: "the register of changes, which the admin reads and of which the sitemap takes moments only",
    DogRendition: "a file of the image itself",
    ImportRun: "the register of files that were handed in, which the admin reads",
    CalendarEntry: "the age of the entry of an event, and digests of what that says",
}


def own_models():
    rooms = tuple(f"{room}." for room in MAY_KNOW)
    return [model for model in apps.get_models() if f"{model.__module__}.".startswith(rooms)]


def page_models():
    return [model for model in own_models() if issubclass(model, Page)]


def exists_once(model):
    return issubclass(model, Page) and model.max_count == 1


def can_be_hidden():
    """Every model of which a visitor may see some rows and not others."""
    return [*page_models(), *get_snippet_models(), get_image_model(), get_document_model()]


@dataclass(frozen=True)
class Relation:
    """A way in which a row of `owner` shows rows of `target`; `link` attaches them, without any validation."""

    owner: type
    path: str
    target: type
    link: Callable
    holds_many: bool = True
    is_in_text: bool = False
    # Whether several rows can point at the same one, so that a hidden row can point at something public.
    is_shared: bool = True

    @property
    def label(self):
        return f"{self.owner.__name__}.{self.path}"

    def leads_to(self, model):
        return issubclass(model, self.target)


def relations():
    """Every relation by which something of ours shows something that can be hidden.

    A row that belongs to another one (ParentalKey) is a part of it, so what the row points at is shown by the other.
    """
    return [
        relation
        for model in own_models()
        if model not in BEHIND_THE_SCENES
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        for relation in _relations_of(model, field)
    ]


def _relations_of(model, field):
    assert not isinstance(field, RichTextField), f"{field}: say here how something is planted in a text of its own."
    if isinstance(field, StreamField):
        for path, target, build in _ways(field.stream_block):
            yield Relation(model, f"{field.name}{path}", target, _into_blocks(field, build), is_in_text=True)
        return
    target = field.related_model if field.is_relation else None
    is_shown = target is Page or target in can_be_hidden()
    if not is_shown or isinstance(field, ParentalKey) or getattr(field.remote_field, "parent_link", False):
        return
    if field.many_to_many:
        yield Relation(model, field.name, target, _into_many(field))
        return
    above = [other for other in model._meta.local_fields if isinstance(other, ParentalKey)]
    if above:
        [parent] = above
        yield Relation(parent.related_model, f"{model.__name__}.{field.name}", target, _as_rows(model, parent, field))
        return
    yield Relation(model, field.name, target, _into_field(field), holds_many=False, is_shared=not field.unique)


def _into_field(field):
    def link(owner, targets):
        [target] = targets
        setattr(owner, field.name, _as(field, target))
        type(owner)._base_manager.filter(pk=owner.pk).update(**{field.attname: target.pk})

    return link


def _into_many(field):
    def link(owner, targets):
        getattr(owner, field.name).add(*targets)
        through = field.remote_field.through
        names = field.m2m_field_name(), field.m2m_reverse_field_name()
        for target in targets:
            through.objects.get_or_create(**dict(zip(names, (owner, target), strict=True)))

    return link


def _as_rows(model, parent, field):
    def link(owner, targets):
        for target in targets:
            model._base_manager.create(**{parent.name: owner, field.name: _as(field, target)})

    return link


def _as(field, target):
    return target.page_ptr if field.related_model is Page else target


def _into_blocks(field, build):
    def link(owner, targets):
        found = [*getattr(owner, field.name).raw_data, *build([target.pk for target in targets])]
        setattr(owner, field.name, json.dumps([dict(block) for block in found]))

    return link


def _ways(block, path=""):
    """Each place in `block` that holds something: its path, the model, and what makes the raw value of the block.

    The maker takes primary keys: one of a place that holds one, else as many as there are.
    """
    if isinstance(block, ChooserBlock):
        yield path, block.model_class, lambda keys: keys[0]
    elif isinstance(block, RichTextBlock):
        for feature in IN_TEXT if block.features is None else IN_TEXT.keys() & set(block.features):
            target, words = IN_TEXT[feature]
            yield f"{path}({feature})", target, lambda keys, words=words: words.format(keys[0])
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            for way, target, build in _ways(child, f"{path}.{name}"):
                yield way, target, lambda keys, name=name, build=build: {name: build(keys)}
    elif isinstance(block, blocks.ListBlock):
        for way, target, build in _ways(block.child_block, path):
            yield way, target, lambda keys, build=build: [_child("item", build([key])) for key in keys]
    elif isinstance(block, blocks.BaseStreamBlock):
        for name, child in block.child_blocks.items():
            for way, target, build in _ways(child, f"{path}.{name}"):
                yield way, target, lambda keys, name=name, build=build: [_child(name, build([key])) for key in keys]


def _child(name, value):
    return {"type": name, "value": value, "id": str(uuid.uuid4())}
