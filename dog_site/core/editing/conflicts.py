"""Two people in one form: the second one sees who changed what, and chooses per field and per block of a text.

Wagtail checks the version for autosave only. Here every post of a form carries the version that was loaded, the row
is locked while it is compared and saved, a form of an older version saves nothing, and nothing typed is lost.
"""

from copy import copy
from dataclasses import dataclass

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import Panel
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.fields import StreamField

from ..models.approval import display
from .block_conflicts import MINE, THEIRS, changed_blocks, merged
from .posted import posted_of_all, posted_of_formset, put

PREFIX = "conflict-"
CHOOSE_BY_HAND = gettext_lazy("Choose what is to be saved, and save by hand.")


@dataclass(frozen=True)
class FieldConflict:
    """One field, or one block of a text, that somebody else changed: its values in words, and which is chosen at first.

    `typed` says whether the person at the form changed it as well; if not, the value of the other is the newer one.
    """

    name: str
    label: str
    before: str
    theirs: str
    mine: str
    typed: bool
    changed_by: str
    changed_at: object

    @property
    def input_name(self) -> str:
        return f"{PREFIX}{self.name}"

    @property
    def choice(self) -> str:
        return MINE if self.typed else THEIRS


@dataclass(frozen=True)
class Conflict:
    """What others saved since the form was loaded; `is_known` is false when the form does not say which version."""

    fields: tuple[FieldConflict, ...]
    is_known: bool = True


def version_fields(said: dict) -> dict[str, str]:
    """The fields of a form that name its version, out of what Wagtail tells a script that saved it."""
    return {"loaded_revision_id": str(said["revision_id"]), "loaded_revision_created_at": said["revision_created_at"]}


class ChecksVersion:
    """Mixin for edit views: a form is saved over the version it was loaded from, and over no other."""

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            rows = self.model._default_manager.select_for_update()
            self.stored = rows.filter(pk=self.object.pk).first()
            if self.stored is not None:
                self.object = self.get_object()
            if self.expects_json_response and is_choosing(request.POST):
                return self.json_error_response("validation_error", CHOOSE_BY_HAND)
            return super().post(request, *args, **kwargs)

    def get_success_json(self):
        """A form that saved itself is of the new version from then on, and meets nobody when it is saved by hand."""
        said = super().get_success_json()
        if "revision_id" in said:
            said["field_updates"] = {**said.get("field_updates", {}), **version_fields(said)}
        return said

    @property
    def loaded_version(self) -> str:
        return self.request.POST.get("loaded_revision_id", "")

    @property
    def is_stale(self) -> bool:
        latest = self.stored and self.stored.latest_revision_id
        return self.loaded_version != str(latest or "")

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if "data" in kwargs and not self.is_stale:
            kwargs["data"] = with_choices(kwargs["data"], lambda: posted_as_saved(self._form_of(self.object)))
        return kwargs

    def is_valid(self, form):
        valid = super().is_valid(form)
        names_a_version = self.loaded_version or self.request.POST.get("overwrite_revision_id")
        if not self.is_stale or (self.expects_json_response and names_a_version):
            return valid  # Wagtail itself compares the version that a script names
        self.autosave_enabled = False
        form.conflict = find_conflict(form, self.object, self.loaded_version, self._form_of)
        self.produced_error_message = _(
            "Nothing was saved: somebody else saved a newer version. Choose per field below, and save again."
        )
        return False

    def _form_of(self, instance):
        return self.get_form_class()(instance=instance, for_user=self.request.user)


def is_choosing(data: QueryDict) -> bool:
    """Whether the form asked which of two versions is to be saved: no script answers that."""
    return any(name.startswith(PREFIX) for name in data)


def choices_per_block(data: QueryDict) -> dict[str, str]:
    """What was chosen of the blocks of texts, as it was posted."""
    return {name: data[name] for name in data if name.startswith(PREFIX) and ":" in name}


def posted_as_saved(form) -> dict:
    """What is posted of a form with its children, as it opens."""
    return posted_of_all(form, form.formsets)


def with_choices(data: QueryDict, saved_of) -> QueryDict:
    """What was posted, with the saved value in each field where that of the other was chosen.

    `saved_of` gives what is posted of the form as it is saved (posted_of_all), if that is needed. Blocks are another
    matter: take_blocks.
    """
    chosen = [name.removeprefix(PREFIX) for name in data if name.startswith(PREFIX) and data[name] == THEIRS]
    if not chosen:
        return data
    data, saved = data.copy(), saved_of()
    for name in chosen:
        value = saved.get(name)
        if isinstance(value, dict):
            take_formset(data, name, value)
        elif value is not None:
            put(data, {name: value})
    return data


def take_formset(data: QueryDict, prefix: str, posted: dict) -> None:
    """Put `posted` in place of what was posted of the formset with this prefix."""
    for name in [name for name in data if name.startswith(f"{prefix}-")]:
        del data[name]
    put(data, posted)


def take_blocks(data: QueryDict, typed, saved: dict) -> None:
    """Put in the texts of `typed` what was chosen of the texts that are `saved`, by name of the field."""
    posted = choices_per_block(data)
    for name, theirs in saved.items():
        prefix = f"{PREFIX}{name}:"
        choices = {key.removeprefix(prefix): choice for key, choice in posted.items() if key.startswith(prefix)}
        if choices:
            setattr(typed, name, merged(getattr(typed, name), theirs, choices))


def find_conflict(form, item, loaded_version: str, form_of) -> Conflict:
    """What others saved of `item` since the bound `form` was loaded at `loaded_version`, the key of a revision.

    `form_of(instance)` is the form as it opens for a version of the item.
    """
    revisions = item.revisions.select_related("user").order_by("pk")
    version = int(loaded_version) if loaded_version.isdecimal() else 0
    loaded = revisions.filter(pk=version).first() if version < 2**31 else None
    newer = loaded and list(revisions.filter(pk__gt=loaded.pk))
    if not newer:
        return Conflict((), is_known=False)
    before, theirs = loaded.as_object(), newer[-1].as_object()
    opened = form_of(before)
    found = []
    for name in [*form.fields, *form.formsets]:
        if name not in loaded.content or loaded.content[name] == newer[-1].content.get(name):
            continue
        author = _last_to_change(name, loaded, newer)
        made = {
            "changed_by": user_display_name(author.user) or _("the site itself"),
            "changed_at": author.created_at,
        }
        if isinstance(before._meta.get_field(name), StreamField):
            found += _blocks(form, name, before, theirs, made)
            continue
        mine, typed = _typed(form, name, before, opened)
        found.append(
            FieldConflict(
                name=name,
                label=_label(form, name),
                before=_words(before, name),
                theirs=_words(theirs, name),
                mine=mine,
                typed=typed,
                **made,
            )
        )
    return Conflict(tuple(found))


def _blocks(form, name, before, theirs, made):
    changes = changed_blocks(getattr(before, name), getattr(theirs, name), form[name].value())
    return [
        FieldConflict(
            name=f"{name}:{change.key}",
            label=f"{_label(form, name)}: {change.label}",
            before=change.before,
            theirs=change.theirs,
            mine=change.mine,
            typed=change.typed,
            **made,
        )
        for change in changes
    ]


class ConflictPanel(Panel):
    """Shows in the form what somebody else saved; empty until there is a conflict."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/conflict.html"

        def is_shown(self):
            return getattr(self.form, "conflict", None) is not None

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "conflict": self.form.conflict}


def _last_to_change(name, loaded, newer):
    """The last of the `newer` revisions that changed the field."""
    last, previous = newer[-1], loaded
    for revision in newer:
        if revision.content.get(name) != previous.content.get(name):
            last = revision
        previous = revision
    return last


def _typed(form, name, before, opened):
    """The value in the form, in words, and whether it differs from the value with which the form was `opened`."""
    if name in form.formsets:
        posted = posted_of_formset(opened.formsets[name])
        return _("what stands below"), any(form.data.get(key, "") != value for key, value in posted.items())
    if name not in getattr(form, "cleaned_data", {}):
        return str(form[name].value()), True
    typed, value = copy(before), form.cleaned_data[name]
    field = before._meta.get_field(name)
    if field.many_to_many:
        chosen = {each.pk for each in value} != {each.pk for each in getattr(before, name).all()}
        return _names(value), chosen
    setattr(typed, name, value)
    return display(typed, name), getattr(typed, field.attname) != getattr(before, field.attname)


def _words(instance, name):
    field = instance._meta.get_field(name)
    if field.one_to_many or field.many_to_many:
        return _names(getattr(instance, name).all())
    return display(instance, name)


def _names(rows):
    return ", ".join(str(row) for row in rows) or _("empty")


def _label(form, name):
    if name in form.fields:
        return str(form[name].label)
    return str(form.formsets[name].model._meta.verbose_name_plural)


CONFLICT = ConflictPanel(heading=gettext_lazy("Somebody else saved this as well"))
