"""What cannot be read any more of texts and versions: said in the form, and on the first page until it is mended."""

from collections import defaultdict

from django.apps import apps
from django.core.cache import cache
from django.db.models import Value
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.fields import StreamField
from wagtail.models import Page, Revision
from wagtail.permissions import page_permission_policy

from ..models import BasePage
from ..models.readable import ReadableVersions, unreadable_sentence
from ..models.stored import UNREADABLE, leaves
from .attention import Kind, Rule, Thing
from .mine import those_to_change

# How long what was broken may go unseen: reading all texts takes a second for thousands of pages.
SECONDS = 600
# How long it is known of a version whether it can be read.
A_DAY = 24 * 60 * 60


def tell_what_is_lost(request, version) -> None:
    """Name the parts of `version` that cannot be read, in the form that opens with it."""
    if version.lost_fields:
        messages.warning(request, unreadable_sentence(version, version.lost_fields))


class Lost(Rule):
    """Pages and items of which a part cannot be read any more."""

    name = "lost"
    kind = Kind.BROKEN
    sentence = _("a part of this cannot be read any more")
    of_many = _("%(count)s texts of which a part cannot be read any more")
    action = _("Look at what is left of it")

    def is_for(self, user):
        return bool(_models_of(user))

    def things(self, user):
        for model, keys in lost(*_models_of(user)).items():
            mine = model._base_manager.all()
            if model is Page:
                mine = those_to_change(mine, user)
            for item in sorted(mine.filter(pk__in=keys), key=str) if keys else ():
                form = AdminURLFinder(user).get_edit_url(item)
                yield Thing(f"{model._meta.model_name}:{item.pk}", str(item), form)


def _models_of(user):
    """What has versions and `user` may change."""
    items = [
        model for model in apps.get_models() if issubclass(model, ReadableVersions) and not issubclass(model, Page)
    ]
    mine = [model for model in items if user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")]
    return [Page, *mine] if page_permission_policy.user_has_permission(user, "change") else mine


def lost(*models: type) -> dict[type, set[int]]:
    """For each of `models` the keys of what has such a part: of pages with a public text, and of drafts of each.

    What breaks in a public text is found within SECONDS, what is mended is gone at once: all are read now and then, and
    only what was found each time. A draft is read once.
    """
    found = _with_lost_versions(models) if models else {}
    if Page in models:
        broken = cache.get_or_set("lost-parts", lambda: _with_lost_blocks({}), SECONDS)
        found[Page] |= _with_lost_blocks({"pk__in": broken}) if broken else set()
    return found


def _with_lost_versions(models):
    latest = _latest_versions(models)
    known = cache.get("lost-versions") or {}
    if new := latest.keys() - known.keys():
        known = {version: is_lost for version, is_lost in known.items() if version in latest}
        found = Revision.objects.filter(pk__in=[revision for revision, _moment in new])
        known |= {(revision.pk, revision.created_at): _is_lost(revision.as_object()) for revision in found}
        cache.set("lost-versions", known, A_DAY)
    found = {model: set() for model in models}
    for version, (model, key) in latest.items():
        if known.get(version):
            found[model].add(key)
    return found


def _latest_versions(models):
    """The latest version of each draft, with the moment on which it was saved: what saves by itself writes over it."""
    named = {model._meta.label: model for model in models}
    first, *others = (
        model.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False)
        .annotate(label=Value(label))
        .order_by()
        .values_list("latest_revision", "latest_revision__created_at", "label", "pk")
        for label, model in named.items()
    )
    return {(revision, moment): (named[label], key) for revision, moment, label, key in first.union(*others, all=True)}


def _is_lost(version):
    texts = [getattr(version, name) for name in _texts_of(type(version))]
    return bool(version.lost_fields) or any(item["type"] == UNREADABLE for text in texts for item in text.raw_data)


def _texts_of(model):
    return [field.name for field in model._meta.get_fields() if isinstance(field, StreamField)]


def _with_lost_blocks(chosen):
    """Public pages with a block that cannot be read, says what is no more, or leads to what is gone."""
    lost_pages, led_from, choices = set(), defaultdict(set), {}
    for page, block, value in _blocks_of_public_texts(chosen):
        if isinstance(block, blocks.ChoiceBlock) and id(block) not in choices:
            choices[id(block)] = {str(choice) for choice, _label in block.field.choices}
        if block is None or (value and value not in choices.get(id(block), {value})):
            lost_pages.add(page.pk)
        for target in _led_to(block, value):
            led_from[target].add(page.pk)
    keys = defaultdict(set)
    for model, key in led_from:
        keys[model].add(key)
    there = {(model, key) for model, of_it in keys.items() for key in _those_there(model, of_it)}
    return lost_pages.union(*(led_from[target] for target in led_from.keys() - there))


def _blocks_of_public_texts(chosen):
    """Each page with each innermost block of its texts and what is stored of it; None for one that cannot be read."""
    for model in apps.get_models():
        texts = _texts_of(model) if issubclass(model, BasePage) else []
        for page in model.objects.visible().filter(**chosen).only(*texts) if texts else ():
            for stream in (getattr(page, name) for name in texts):
                for item in stream.raw_data:
                    if item["type"] == UNREADABLE:
                        yield page, None, None
                    else:
                        for block, value in leaves(stream.stream_block.child_blocks[item["type"]], item["value"]):
                            yield page, block, value


def _led_to(block, value):
    if not value:
        return []
    if isinstance(block, blocks.ChooserBlock):
        return [(block.model_class, value)]
    if isinstance(block, blocks.RichTextBlock):
        return [(model, int(key)) for model, key, *_path in block.extract_references(block.to_python(value))]
    return []


def _those_there(model, keys):
    return model._base_manager.filter(pk__in=keys).values_list("pk", flat=True)
