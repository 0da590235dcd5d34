"""Two people in one form of what has no versions: settings, groups, users, images, documents and the like.

The form carries what it showed when it was opened. What is saved is compared with that, per field, while the row is
locked; a form that shows something else than what is saved now saves nothing.
"""

from copy import copy
from functools import cached_property

from django import forms
from django.core.signing import BadSignature, dumps, loads
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.log_actions import registry

from .conflicts import Conflict, FieldConflict, with_choices
from .posted import posted_of, posted_of_all

LOADED = "loaded_state"
# What of a formset nobody chose.
COUNTED = ("id", "ORDER", "DELETE")


class ChecksState:
    """Mixin for edit views of Wagtail: a form is saved over what it showed when it was opened, and over nothing else.

    The template core/loaded_state.html prints `loaded_state` and the conflict.
    """

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            item = self.get_object()
            list(type(item)._base_manager.select_for_update().filter(pk=item.pk).values_list("pk"))
            self.object = self.get_object()
            if not self.is_stale:
                request.POST = with_choices(request.POST, lambda: self._saved)
            return super().post(request, *args, **kwargs)

    def is_valid(self, form):
        valid = super().is_valid(form)
        if not self.is_stale:
            return valid
        form.conflict = self._conflict(form)
        self.produced_error_message = _(
            "Nothing was saved: somebody else saved a newer version. Choose per field below, and save again."
        )
        return False

    @property
    def loaded_state(self) -> str:
        """What the form shows of what is saved, for the form to bring back."""
        return dumps(self._saved, compress=True)

    @cached_property
    def is_stale(self) -> bool:
        return self._loaded != self._saved

    @cached_property
    def _loaded(self):
        try:
            return loads(self.request.POST.get(LOADED, ""))
        except BadSignature:
            return None

    @cached_property
    def _opened(self):
        """The form as it opens now, and its formsets by prefix."""
        asked, self.request = self.request, copy(self.request)
        self.request.method = "GET"
        try:
            form = self.get_form()
            return form, {formset.prefix: formset for formset in self.formsets_of(form)}
        finally:
            self.request = asked

    def formsets_of(self, form) -> list:
        """The formsets that are saved with the form."""
        return list(getattr(form, "formsets", {}).values())

    @cached_property
    def _saved(self):
        """What is posted of the form as it opens now, by field and by prefix of a formset."""
        return posted_of_all(*self._opened)

    def _conflict(self, form):
        if self._loaded is None:
            return Conflict((), is_known=False)
        last = registry.get_logs_for_instance(self.object).order_by("-timestamp", "-pk").first()
        made = {
            "changed_by": (user_display_name(last.user) or _("the site itself")) if last else _("somebody else"),
            "changed_at": last and last.timestamp,
        }
        changed = [name for name, saved in self._saved.items() if self._loaded.get(name, saved) != saved]
        return Conflict(tuple(self._field_conflict(form, name, made) for name in changed))

    def _field_conflict(self, form, name, made):
        opened, formsets = self._opened
        versions = [self._loaded[name], self._saved[name], self._typed(form, name)]
        if name in formsets:
            label, words = _label(formsets[name]), [_words_of_formset(formsets[name], version) for version in versions]
        else:
            label, words = str(opened[name].label), _words_of_all(opened[name].field, versions)
        before, theirs, mine = words
        typed = _is_typed(versions[2], versions[0])
        return FieldConflict(name=name, label=label, before=before, theirs=theirs, mine=mine, typed=typed, **made)

    def _typed(self, form, name):
        data, loaded = self.request.POST, self._loaded[name]
        if not isinstance(loaded, dict):
            return posted_of(form[name])
        several = {key for key, value in loaded.items() if isinstance(value, list)}
        return {
            key: sorted(data.getlist(key)) if key in several else data[key]
            for key in data
            if key.startswith(f"{name}-")
        }


def _is_typed(value, loaded):
    if not isinstance(loaded, dict):
        return value != loaded
    return any(
        value.get(name, [] if isinstance(as_loaded, list) else "") != as_loaded for name, as_loaded in loaded.items()
    )


def _label(formset):
    model = getattr(formset, "model", None)
    return str(model._meta.verbose_name_plural) if model else _("permissions")


def _words_of_all(field, versions):
    """The versions of one field in words; of lists only that in which they differ."""
    if not isinstance(versions[0], list):
        return [_words(field, version) for version in versions]
    common = set.intersection(*({*version} for version in versions))
    return [_words(field, [each for each in version if each not in common]) for version in versions]


def _words(field, value):
    """What was posted for a form field, in the words of the form."""
    if isinstance(value, list):
        return ", ".join(_words(field, each) for each in value) or _("empty")
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, forms.ModelChoiceField):
        chosen = field.queryset.filter(pk=value).first() if value.isdecimal() else None
        return str(field.label_from_instance(chosen)) if chosen else _("empty")
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return choices.get(value, value) or _("empty")


def _words_of_formset(formset, posted):
    """A formset as it was posted, or a form with a prefix, in words: the rows that stay, each with its fields."""
    if isinstance(formset, forms.BaseForm):
        return _words_of_row(formset.fields, f"{formset.prefix}-", posted) or _("empty")
    rows = [f"{formset.prefix}-{number}-" for number in range(_rows_in(formset, posted))]
    words = [_words_of_row(formset.form.base_fields, row, posted) for row in rows if not posted.get(f"{row}DELETE")]
    return "; ".join(row for row in words if row) or _("empty")


def _rows_in(formset, posted):
    """How many rows of a formset were posted; a number beyond all that it takes is that of no browser."""
    count = posted.get(f"{formset.prefix}-TOTAL_FORMS", "")
    return min(int(count), formset.absolute_max) if count.isdecimal() and len(count) < 10 else 0


def _words_of_row(fields, row, posted):
    words = [
        _words(field, posted[row + name])
        for name, field in fields.items()
        if name not in COUNTED and posted.get(row + name)
    ]
    return " – ".join(words)
