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
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..models import BasePage
from ..models.readable import ReadableVersions, unreadable_sentence
from ..models.stored import UNREADABLE, leaves
from .attention import Rule
from .sentences import some_of

# How long what was broken may go unseen: reading all texts takes a second for thousands of pages.
SECONDS = 600


def tell_what_is_lost(request, version) -> None:
    """Name the parts of `version` that cannot be read, in the form that opens with it."""
    if version.lost_fields:
        messages.warning(request, unreadable_sentence(version, version.lost_fields))


def rules() -> list[Rule]:
    """A rule for pages, and one for each kind of item that has versions."""
    pages = PagePermissionPolicy()
    items = [
        model for model in apps.get_models() if issubclass(model, ReadableVersions) and not issubclass(model, Page)
    ]
    return [
        _rule(Page, lambda user: pages.user_has_permission(user, "change")),
        *(_rule(model, lambda user, model=model: user.has_perm(_change(model))) for model in items),
    ]


def _change(model):
    return f"{model._meta.app_label}.change_{model._meta.model_name}"


def _rule(model, is_for):
    def sentence(_user):
        titles = [*lost(model).values()]
        if not titles:
            return ""
        words = ngettext(
            "A part of this cannot be read any more, and visitors do not see it: %(titles)s.",
            "Parts of these cannot be read any more, and visitors do not see them: %(titles)s.",
            len(titles),
        )
        return words % {"titles": some_of(titles)}

    def address():
        key = next(iter(lost(model)))
        if model is Page:
            return reverse("wagtailadmin_pages:edit", args=[key])
        return AdminURLFinder().get_edit_url(model._base_manager.get(pk=key))

    return Rule(
        name=f"lost_{model._meta.model_name}",
        is_for=is_for,
        find=sentence,
        action=gettext_lazy("Look at what is left of it"),
        address=address,
    )


def lost(model: type) -> dict[int, str]:
    """Key and title of each page with a public text, or page or item of `model` with a draft, that has such a part.

    What breaks is found within SECONDS, what is mended is gone at once: only what was found is read each time.
    """
    broken = cache.get_or_set(f"lost-parts:{model._meta.label}", lambda: [*_find(model)], SECONDS)
    return _find(model, broken) if broken else {}


def _find(model, among=None):
    chosen = {} if among is None else {"pk__in": among}
    found = _with_lost_blocks(chosen) if model is Page else {}
    for kind in (each for each in apps.get_models() if issubclass(each, (BasePage if model is Page else model))):
        drafts = kind.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False, **chosen)
        for item in drafts.select_related("latest_revision"):
            if item.get_latest_revision_as_object().lost_fields:
                found[item.pk] = str(item)
    return dict(sorted(found.items(), key=lambda item: item[1]))


def _with_lost_blocks(chosen):
    """The titles of public pages with a block that cannot be read, says what is no more, or leads to what is gone."""
    lost_pages, led_from, choices = {}, defaultdict(dict), {}
    for page, block, value in _blocks_of_public_texts(chosen):
        if isinstance(block, blocks.ChoiceBlock) and id(block) not in choices:
            choices[id(block)] = {str(choice) for choice, _label in block.field.choices}
        if block is None or (value and value not in choices.get(id(block), {value})):
            lost_pages[page.pk] = page.title
        for target in _led_to(block, value):
            led_from[target][page.pk] = page.title
    keys = defaultdict(set)
    for model, key in led_from:
        keys[model].add(key)
    there = {(model, key) for model, of_it in keys.items() for key in _those_there(model, of_it)}
    for target in led_from.keys() - there:
        lost_pages |= led_from[target]
    return lost_pages


def _blocks_of_public_texts(chosen):
    """Each page with each innermost block of its texts and what is stored of it; None for one that cannot be read."""
    for model in apps.get_models():
        texts = [field.name for field in model._meta.get_fields() if isinstance(field, StreamField)]
        if not (texts and issubclass(model, BasePage)):
            continue
        for page in model.objects.visible().filter(**chosen).only("title", *texts):
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
