"""What cannot be read any more of texts and versions: said in the form, and on the first page until it is mended."""

from collections import defaultdict

from django.apps import apps
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from wagtail import blocks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.fields import StreamField
from wagtail.models import Page, Revision
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..models import BasePage
from ..models.readable import ReadableVersions, unreadable_sentence
from ..models.stored import UNREADABLE, leaves
from .attention import Rule
from .sentences import some_of

# How long what was broken may go unseen: reading all texts takes a second for thousands of pages.
SECONDS = 600
# How long it is known of a version whether it can be read.
A_DAY = 24 * 60 * 60


def tell_what_is_lost(request, version) -> None:
    """Name the parts of `version` that cannot be read, in the form that opens with it."""
    if version.lost_fields:
        messages.warning(request, unreadable_sentence(version, version.lost_fields))


def rules() -> list[Rule]:
    """A rule for pages, and one for each kind of item that has versions."""
    policy = PagePermissionPolicy()
    models = [model for model in apps.get_models() if issubclass(model, ReadableVersions)]
    return [
        _rule(
            Page,
            lambda user: policy.user_has_permission(user, "change"),
            lambda user: policy.instances_user_has_permission_for(user, "change"),
        ),
        *(_rule_of_items(model) for model in models if not issubclass(model, Page)),
    ]


def _rule_of_items(model):
    permission = f"{model._meta.app_label}.change_{model._meta.model_name}"
    return _rule(model, lambda user: user.has_perm(permission), lambda _user: model._base_manager.all())


def _rule(model, is_for, mine):
    def find(user):
        keys = lost(model)
        found = {item.pk: str(item) for item in mine(user).filter(pk__in=keys)} if keys else {}
        if not found:
            return None
        words = ngettext(
            "A part of this cannot be read any more: %(titles)s.",
            "Parts of these cannot be read any more: %(titles)s.",
            len(found),
        )
        return words % {"titles": some_of(sorted(found.values()))}, _form_of(model, min(found, key=found.get))

    return Rule(
        name=f"lost_{model._meta.model_name}",
        is_for=is_for,
        find=find,
        action=gettext_lazy("Look at what is left of it"),
    )


def _form_of(model, key):
    if model is Page:
        return reverse("wagtailadmin_pages:edit", args=[key])
    return AdminURLFinder().get_edit_url(model._base_manager.get(pk=key))


def lost(model: type) -> set[int]:
    """The keys of pages with a public text, and of pages or items of `model` with a draft, that has such a part.

    What breaks in a public text is found within SECONDS, what is mended is gone at once: all are read now and then, and
    only what was found each time. A draft is read once.
    """
    found = _with_lost_versions(model)
    if model is Page:
        broken = cache.get_or_set("lost-parts", lambda: _with_lost_blocks({}), SECONDS)
        found |= _with_lost_blocks({"pk__in": broken}) if broken else set()
    return found


def _with_lost_versions(model):
    drafts = model.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False)
    # What saves by itself writes over its own version, which then is of another moment.
    rows = drafts.values_list("latest_revision", "latest_revision__created_at", "pk")
    latest = {(revision, moment): key for revision, moment, key in rows}
    place = f"lost-versions:{model._meta.label}"
    known = cache.get(place) or {}
    if new := latest.keys() - known.keys():
        known = {version: is_lost for version, is_lost in known.items() if version in latest}
        found = Revision.objects.filter(pk__in=[revision for revision, _moment in new])
        known |= {(revision.pk, revision.created_at): _is_lost(revision.as_object()) for revision in found}
        cache.set(place, known, A_DAY)
    return {latest[version] for version, is_lost in known.items() if is_lost and version in latest}


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
