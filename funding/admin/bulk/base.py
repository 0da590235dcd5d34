"""The common part of actions on several entries: rights, the chosen rows, their versions, all or nothing."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.utils import get_user_display_name
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from dog_site.core.editing.notifications import in_one_mail
from dog_site.core.models.approval import Change

from ...models import FundingEntry
from ..changes import changes
from ..listing import in_list, status

# A person can still read so many rows before agreeing.
MOST_ROWS = 500
VERSION, LEFT_OUT = "version-", "left-out-"


def read_key(text: str) -> int | None:
    """A primary key as written in an address; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def words_of(error: ValidationError) -> str:
    """What is wrong with an entry; a sentence about a field begins with its name."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    labels = {field.name: f"{capfirst(field.verbose_name)}: " for field in FundingEntry._meta.concrete_fields}
    return " ".join(f"{labels.get(name, '')}{' '.join(found)}" for name, found in error.message_dict.items())


class ForWhoMay:
    """Opens only for people with the right, so that a refusal shows no list of drafts."""

    permission = "change"

    @classmethod
    def is_for(cls, user) -> bool:
        return user.has_perms([f"{m._meta.app_label}.{cls.permission}_{m._meta.model_name}" for m in cls.models])

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(f"{self.model._meta.app_label}.{self.permission}_{self.model._meta.model_name}"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class EntryBulkAction(ForWhoMay, SnippetBulkAction):
    """One action on the chosen entries.

    An action says in `refusal()` why a row cannot take part, in `check()` what a full check finds, and does its
    work in `change()`. All rows are checked before the first is changed.
    """

    models = [FundingEntry]
    template_name = "funding/admin/bulk_action.html"
    classes = set()
    # The question on the page, and the words of its button.
    question = button = ""
    # Whether the page first shows what was typed once more, with what it changes.
    has_preview = False

    def __init__(self, request, model):
        super().__init__(request, model)
        # The findings of the full check, by primary key.
        self.found = {}

    @cached_property
    def keys(self) -> list[int]:
        """The chosen rows: those in the address and on the page that was sent, without the ones that page left out."""
        if self.request.method != "POST" and "all" in self.request.GET.getlist("id"):
            return list(in_list(self.request).values_list("pk", flat=True))
        asked = {read_key(text) for text in self.request.GET.getlist("id")}
        return sorted((asked | self.sent(VERSION)) - self.sent(LEFT_OUT) - {None})

    def sent(self, prefix) -> set[int]:
        """The primary keys in the names of the fields that were posted."""
        return {read_key(name.removeprefix(prefix)) for name in self.request.POST if name.startswith(prefix)} - {None}

    @cached_property
    def too_many(self) -> bool:
        return len(self.keys) > MOST_ROWS

    def get_entries(self, lock=False):
        entries = FundingEntry.objects.filter(pk__in=self.keys[:MOST_ROWS])
        if lock:
            # A query of its own: beside the row itself, a query that locks reads what was there before it waited.
            list(entries.select_for_update().order_by("pk").values_list("pk"))
        related = ("theme", "source", "latest_revision__user", "live_revision__user", "locked_by")
        return list(entries.select_related(*related).prefetch_related("partners").marking_progress())

    def get_actionable_objects(self):
        entries = self.get_entries()
        if not entries:
            raise Http404
        return entries, {"items_with_no_access": []}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        entries = [item["item"] for item in context["items"]]
        previewed = self.is_previewed(context["form"])
        planned = self.changes_of(entries, context["form"].cleaned_data if previewed else {})
        for item in context["items"]:
            entry = item["item"]
            item |= {
                "version": entry.latest_revision_id or "",
                "status": status(entry),
                "changes": planned.get(entry.pk, []),
                "refusal": self.found.get(entry.pk) or self.refusal(entry),
            }
        refused = {item["item"].pk for item in context["items"] if item["refusal"]}
        return context | {
            "title": self.display_name,
            "question": self.question,
            "too_many": self.too_many,
            "most_rows": MOST_ROWS,
            "is_refused": bool(refused),
            "left_out": sorted(refused | self.sent(LEFT_OUT)),
            "can_go_on": not self.too_many and len(refused) < len(entries),
            "asks_first": self.has_preview and not previewed,
            "previewed": previewed,
            "button": self.button,
        }

    def is_previewed(self, form) -> bool:
        return self.has_preview and form.is_bound and form.is_valid()

    def form_valid(self, form):
        if self.has_preview and "confirmed" not in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            return super().form_valid(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)

    @classmethod
    def execute_action(cls, objects, **kwargs):
        action = kwargs["self"]
        return action.execute(action.cleaned_form.cleaned_data), 0

    def execute(self, values) -> int:
        """Do it, within the transaction of the batch; raises ValidationError with a sentence per refused row."""
        entries = self.get_entries(lock=True)
        self.refuse_what_is_stale(entries)
        self.refuse_rows(entries, self.refusal)
        self.found = {entry.pk: self.reason(self.check, entry, values) for entry in entries}
        self.refuse_rows(entries, lambda entry: self.found[entry.pk])
        with in_one_mail():
            return sum(self.done(entry, values) for entry in entries)

    def refuse_what_is_stale(self, entries):
        if self.too_many:
            raise ValidationError(_("Choose at most %(count)s entries at once.") % {"count": MOST_ROWS})
        if missing := len(self.keys) - len(entries):
            raise ValidationError(
                ngettext(
                    "%(count)s entry of your selection is no longer there. Open the list again.",
                    "%(count)s entries of your selection are no longer there. Open the list again.",
                    missing,
                )
                % {"count": missing}
            )
        self.refuse_rows(entries, self.staleness)

    def staleness(self, entry) -> str | None:
        shown = self.request.POST.get(f"{VERSION}{entry.pk}")
        if shown is None:
            return _("was not on the page that you sent. Open the list again.")
        if shown == str(entry.latest_revision_id or ""):
            return None
        revision = entry.latest_revision
        if revision is None:
            return _("was changed after you opened this page. Look at it again.")
        return _("was changed by %(who)s on %(when)s, after you opened this page. Look at it again.") % {
            "who": get_user_display_name(revision.user) if revision.user else _("the site itself"),
            "when": date_format(localtime(revision.created_at), "SHORT_DATETIME_FORMAT"),
        }

    def refuse_rows(self, entries, why):
        refused = [(entry, reason) for entry in entries if (reason := why(entry))]
        if refused:
            raise ValidationError([f"{entry}: {reason}" for entry, reason in refused])

    def reason(self, step, entry, values) -> str | None:
        try:
            step(entry, values)
        except ValidationError as error:
            return words_of(error)
        return None

    def done(self, entry, values) -> bool:
        """Whether `change()` changed the entry; a refusal names the entry."""
        try:
            return self.change(entry, values) is not False
        except ValidationError as error:
            raise ValidationError(f"{entry}: {words_of(error)}") from error

    def lock_of(self, entry) -> str | None:
        """Why this user may not touch the entry now."""
        if entry.is_scheduled:
            return _("is planned for publication. Take the plan back first.")
        if entry.locked and entry.locked_by_id != self.request.user.pk:
            return _("is locked by %(who)s.") % {"who": get_user_display_name(entry.locked_by) or _("somebody else")}
        return None

    def refusal(self, entry) -> str | None:
        """Why the entry cannot take part, from what is known without a further query."""
        return self.lock_of(entry)

    def changes_of(self, entries, values) -> dict[int, list[Change]]:
        return changes(entries)

    def check(self, entry, values) -> None:
        """Raise ValidationError for what only a full check finds."""

    def change(self, entry, values) -> bool | None:
        """Do it to one entry; False where there was nothing to do."""
        raise NotImplementedError
