"""The five steps. Each asks its part of what was prepared, so that back, reload and a colleague work at every step."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name

from funding.importing import told
from funding.importing.cells import Unreadable
from funding.importing.choices import Question
from funding.importing.hand_in import hand_in
from funding.importing.plan import Outcome
from funding.importing.prepared import Prepared

from ...models import ImportRun, ImportUpload
from .forms import ColumnsForm, FileForm, HandInForm, ValuesForm
from .lines import lines

NAMESPACE = "invoer"
STEPS = (
    ("index", gettext_lazy("File")),
    ("columns", gettext_lazy("Sheet and columns")),
    ("values", gettext_lazy("Values")),
    ("preview", gettext_lazy("Preview")),
    ("hand_in", gettext_lazy("Hand in")),
)
# Questions about names are asked once for all rows; those about a row stand beside it in the preview.
ABOUT_NAMES = ("thema:", "organisatie:", "project:")


def may_import(user) -> bool:
    return user.has_perm("funding.add_fundingentry")


class Step(TemplateView):
    """A step of an import, for who may add entries."""

    name = ""

    def dispatch(self, request, *args, **kwargs):
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def template_name(self):
        return f"funding/admin/importing/{self.name}.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"page_title": _("Import"), "steps": self._steps()}

    def _steps(self):
        """Each step with its address; none for one that cannot be taken yet."""
        numbered = enumerate(STEPS, start=1)
        return [
            {"number": number, "label": label, "is_here": name == self.name, "address": self._address(name)}
            for number, (name, label) in numbered
        ]

    def _address(self, name):
        return address(name) if name == "index" else ""


def address(name: str, upload: ImportUpload | None = None) -> str:
    return reverse(f"{NAMESPACE}:{name}", args=[upload.pk] if upload else [])


class FileView(Step):
    name = "index"

    def get_context_data(self, form=None, **kwargs):
        uploads = ImportUpload.objects.defer("content").select_related("started_by")
        return super().get_context_data(**kwargs) | {"form": form or FileForm(), "uploads": uploads}

    def post(self, request):
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        prepared = form.cleaned_data["prepared"]
        upload = self._upload(prepared)
        return redirect(address("columns", upload))

    def _upload(self, prepared):
        """The same file twice is one: whoever comes second goes on with it."""
        same = ImportUpload.objects.defer("content").filter(sha256=prepared.sha256).first()
        if same:
            who = user_display_name(same.started_by) or _("somebody else")
            messages.info(
                self.request, _("This file is being prepared already, by %(who)s. Go on here.") % {"who": who}
            )
            return same
        before = ImportRun.objects.filter(sha256=prepared.sha256, state=ImportRun.State.HANDED_IN).first()
        if before:
            messages.warning(self.request, _("This very file was handed in before. What changed since is shown below."))
        return ImportUpload.objects.create(
            file_name=prepared.name,
            sha256=prepared.sha256,
            content=prepared.content,
            decided=prepared.decided,
            started_by=self.request.user,
        )


class UploadStep(Step):
    """A step of a file that is being prepared."""

    @cached_property
    def upload(self):
        return get_object_or_404(ImportUpload, pk=self.kwargs["pk"])

    @cached_property
    def prepared(self):
        upload = self.upload
        return Prepared(upload.file_name, bytes(upload.content), dict(upload.decided), self.request.user)

    def _address(self, name):
        return address(name, None if name == "index" else self.upload)

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Unreadable as error:
            return self._back(error)

    def _back(self, error):
        """What cannot be read is mended where the table is found."""
        messages.error(self.request, " ".join(error.messages))
        return redirect(address("index") if self.name == "columns" else address("columns", self.upload))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"upload": self.upload, "version": self.upload.version}

    def decide(self, **decided) -> bool:
        """Keep what was decided; False, with a sentence, where a colleague decided something since it was shown."""
        with transaction.atomic():
            upload = ImportUpload.objects.select_for_update().defer("content").get(pk=self.upload.pk)
            if str(upload.version) != self.request.POST.get("version"):
                messages.error(
                    self.request, _("A colleague went on with this file meanwhile. This is how it stands now.")
                )
                return False
            upload.decided = {**upload.decided, **decided}
            upload.version += 1
            upload.save(update_fields=["decided", "version", "changed_at"])
        return True

    def decide_and_go(self, step, **decided):
        return redirect(address(step if self.decide(**decided) else self.name, self.upload))


class ColumnsView(UploadStep):
    name = "columns"

    def get_context_data(self, form=None, **kwargs):
        rows = [row for row in self.prepared.sheet.rows if not row.is_empty][:10]
        return super().get_context_data(**kwargs) | {
            "form": form or ColumnsForm(None, self.prepared),
            "reading": self.prepared.reading,
            "sample": rows,
            "width": range(max((len(row.cells) for row in rows), default=0)),
            "problems": self._problems(),
        }

    def _problems(self):
        try:
            return self.prepared.header.problems
        except Unreadable as error:
            return error.messages

    def post(self, request, pk):
        try:
            form = ColumnsForm(request.POST, self.prepared)
        except Unreadable as error:
            return self._back(error)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        decided = form.decided()
        is_same_table = all(decided.get(name) == self.prepared.decided.get(name) for name in ("sheet", "header"))
        columns = (self.prepared.decided.get("columns") or {}) | decided["columns"] if is_same_table else {}
        after = Prepared(self.upload.file_name, bytes(self.upload.content), {**decided, "columns": columns})
        if self.upload.decided.get("is_pasted"):
            after.decided["is_pasted"] = True
        try:
            problems = after.header.problems
        except Unreadable as error:
            form.add_error(None, error)
            return self.render_to_response(self.get_context_data(form=form))
        step = "columns" if problems or "stay" in request.POST else "values"
        return self.decide_and_go(step, **after.decided)


class ValuesView(UploadStep):
    name = "values"

    def get_context_data(self, form=None, **kwargs):
        return super().get_context_data(**kwargs) | {"form": form or ValuesForm(None, self.prepared, self._questions())}

    def _questions(self) -> tuple[Question, ...]:
        return tuple(each for each in self.prepared.plan.questions if each.key.startswith(ABOUT_NAMES))

    def post(self, request, pk):
        try:
            form = ValuesForm(request.POST, self.prepared, self._questions())
        except Unreadable as error:
            return self._back(error)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        answers = (self.upload.decided.get("answers") or {}) | form.answers()
        return self.decide_and_go("preview", answers=answers, **form.decided())


class PreviewView(UploadStep):
    """What happens to each row. A row is mended, answered or left out here, and the whole is read anew."""

    name = "preview"

    def get_context_data(self, **kwargs):
        plan, table = self.prepared.plan, self.prepared.table
        shown = self.request.GET.get("toon")
        shown = shown if shown in Outcome.values else ""
        return super().get_context_data(**kwargs) | {
            "plan": plan,
            "counts": [(outcome, count) for outcome, count in plan.counts.items() if count],
            "shown": shown,
            "lines": lines(self.prepared, shown),
            "not_read": [told.left_out_in_words(each) for each in table.left_out],
            "totals": [line for line in self.prepared.totals if line.is_changed],
            "sheet": self.prepared.sheet,
            "open": [row.number for row in plan.rows if row.outcome in (Outcome.REFUSED, Outcome.DOUBTFUL)],
        }

    def post(self, request, pk):
        decided = self.upload.decided
        answers = {name.removeprefix("answer-"): value for name, value in _filled_in(request.POST, "answer-")}
        typed = {name.removeprefix("cell-"): value for name, value in request.POST.items() if name.startswith("cell-")}
        left_out = set(decided.get("left_out") or ())
        left_out |= {int(row) for row in request.POST.getlist("leave_out") if _is_row(row)}
        left_out -= {int(row) for row in request.POST.getlist("take") if _is_row(row)}
        return self.decide_and_go(
            "preview",
            answers=(decided.get("answers") or {}) | answers,
            typed=(decided.get("typed") or {}) | typed,
            left_out=sorted(left_out),
        )


def _filled_in(posted, prefix):
    return ((name, value) for name, value in posted.items() if name.startswith(prefix) and value)


def _is_row(text):
    return text.isascii() and text.isdecimal() and len(text) < 9


class HandInView(UploadStep):
    name = "hand_in"

    def get_context_data(self, form=None, **kwargs):
        plan = self.prepared.plan
        return super().get_context_data(**kwargs) | {
            "form": form or HandInForm(),
            "plan": plan,
            "summary": told.batch_in_words(plan),
            "counted": told.counted(plan),
            "stated": [each for each in self.prepared.stated if not each.is_known],
            "totals": self.prepared.totals,
        }

    def post(self, request, pk):
        form = HandInForm(request.POST)
        try:
            if form.is_valid() and self._is_as_shown():
                with transaction.atomic():
                    plan, stated, file = self.prepared.plan, self.prepared.stated, self.prepared.file
                    run = hand_in(plan, stated, file, request.user, form.cleaned_data["reason"])
                    self.upload.delete()
                messages.success(request, f"{told.batch_in_words(plan)} {_('Somebody else approves them.')}")
                return redirect("funding_importrun_modeladmin_inspect", run.pk)
        except Unreadable as error:
            return self._back(error)
        except ValidationError as error:
            form.add_error(None, error)
        return self.render_to_response(self.get_context_data(form=form))

    def _is_as_shown(self):
        is_same = str(self.upload.version) == self.request.POST.get("version")
        if not is_same:
            messages.error(self.request, _("A colleague went on with this file meanwhile. This is how it stands now."))
        return is_same


class ThrowAwayView(UploadStep):
    name = "throw_away"

    def post(self, request, pk):
        self.upload.delete()
        messages.success(request, _("“%(file)s” was thrown away. Nothing of it was saved.") % {"file": self.upload})
        return redirect(address("index"))
