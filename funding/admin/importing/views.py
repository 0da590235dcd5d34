"""The steps beside the preview. Each asks its part of what was prepared, so that back, reload and a colleague work."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name

from funding.importing import told
from funding.importing.cells import Unreadable
from funding.importing.hand_in import hand_in
from funding.importing.upset import upset

from ...models import ImportRun, ImportUpload
from .forms import ColumnsForm, FileForm, HandInForm, ValuesForm
from .steps import ABOUT_NAMES, CHANGED_MEANWHILE, Step, UploadStep, address
from .totals import theme_lines

SAMPLE, LAST_RUNS = 12, 5


class FileView(Step):
    name = "index"

    def get_context_data(self, form=None, **kwargs):
        runs = ImportRun.objects.filter(document__isnull=False).select_related("started_by")
        return super().get_context_data(**kwargs) | {
            "form": form or FileForm(),
            "uploads": ImportUpload.objects.defer("content").select_related("started_by"),
            "runs": runs[:LAST_RUNS],
            "may_see_runs": self.request.user.has_perm("funding.view_importrun"),
        }

    def post(self, request):
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return redirect(address("columns", self._upload(form.cleaned_data["prepared"])))

    def _upload(self, prepared):
        """The same file twice is one, also at the same moment: whoever comes second goes on with it."""
        upload, is_new = ImportUpload.objects.defer("content").get_or_create(
            sha256=prepared.sha256,
            defaults={
                "file_name": prepared.name,
                "content": prepared.content,
                "decided": prepared.decided,
                "started_by": self.request.user,
            },
        )
        if not is_new:
            who = user_display_name(upload.started_by) or _("somebody else")
            told_so = _("This file is being prepared already, by %(who)s. Go on here.") % {"who": who}
            messages.info(self.request, told_so)
        elif ImportRun.objects.filter(sha256=prepared.sha256, state=ImportRun.State.HANDED_IN).exists():
            messages.warning(self.request, _("This very file was handed in before. What changed since is shown below."))
        return upload


class ColumnsView(UploadStep):
    name = "columns"

    def get_context_data(self, form=None, **kwargs):
        header = self._header()
        form = form or ColumnsForm(None, self.prepared)
        rows = [row for row in self.prepared.sheet.rows if not row.is_empty][:SAMPLE]
        width = max([len(form.places), *(len(row.cells) for row in rows)])
        return super().get_context_data(**kwargs) | {
            "form": form,
            "reading": self.prepared.reading,
            "sheet": self.prepared.sheet,
            "sample": [(row, [row.cell(place) for place in range(width)]) for row in rows],
            "heads": form.heads(width),
            "header_row": header.row if header else None,
            "problems": self._problems() if not form.is_bound else (),
        }

    def _header(self):
        try:
            return self.prepared.header
        except Unreadable:
            return None

    def _problems(self):
        try:
            return self.prepared.header.problems
        except Unreadable as error:
            return error.messages

    def post(self, request, pk):
        try:
            form = ColumnsForm(request.POST, self.prepared)
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(form=form))
            decided = self._decided(form)
        except Unreadable as error:
            return self.back(error)
        try:
            problems = self.prepared_with(self.upload.decided | decided).header.problems
        except Unreadable as error:
            form.add_error(None, error)
            return self.render_to_response(self.get_context_data(form=form))
        return self.decide_and_go("columns" if problems or "stay" in request.POST else "values", **decided)

    def _decided(self, form):
        """What was chosen. Columns by place hold for one reading of one sheet, and cells typed anew for one sheet."""
        before, decided = self.prepared.decided, form.decided()
        is_same_sheet = decided["sheet"] in ("", self.prepared.sheet.name)
        is_same_table = is_same_sheet and all(
            (decided[name] or "") == (before.get(name) or "") for name in ("header", "encoding", "delimiter")
        )
        if not is_same_sheet:
            answers = before.get("answers") or {}
            decided["answers"] = {key: each for key, each in answers.items() if key.startswith(ABOUT_NAMES)}
            decided |= {"typed": {}, "left_out": []}
        decided["columns"] = (before.get("columns") or {}) | decided["columns"] if is_same_table else {}
        return decided


class ValuesView(UploadStep):
    name = "values"

    def get_context_data(self, form=None, **kwargs):
        return super().get_context_data(**kwargs) | {"form": form or self._form()}

    def _form(self, data=None):
        """Every question about a name, answered or not: here an answer is taken back as well."""
        answers = self.prepared.decided.get("answers") or {}
        others = {key: answer for key, answer in answers.items() if not key.startswith(ABOUT_NAMES)}
        asked = self.prepared_with(self.prepared.decided | {"answers": others}).plan.questions
        return ValuesForm(data, self.prepared, tuple(each for each in asked if each.key.startswith(ABOUT_NAMES)))

    def post(self, request, pk):
        try:
            form = self._form(request.POST)
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(form=form))
        except Unreadable as error:
            return self.back(error)
        asked = {question.key for question in form.questions.values()}
        before = self.upload.decided.get("answers") or {}
        kept = {key: answer for key, answer in before.items() if key not in asked}
        return self.decide_and_go("preview", answers=kept | form.answers(), **form.decided())


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
            "totals": theme_lines(self.prepared),
            "upset": upset(plan) if plan.is_ready else None,
        }

    def post(self, request, pk):
        form = HandInForm(request.POST)
        try:
            if form.is_valid() and (run := self._hand_in(form.cleaned_data["reason"])):
                plan = self.prepared.plan
                messages.success(request, f"{told.batch_in_words(plan)} {_('Somebody else approves them.')}")
                return redirect("funding_importrun_modeladmin_inspect", run.pk)
        except Unreadable as error:
            return self.back(error)
        except ValidationError as error:
            form.add_error(None, error)
        return self.render_to_response(self.get_context_data(form=form))

    def _hand_in(self, reason) -> ImportRun | None:
        """The upload is locked, so that two people who hand it in at once make one batch; None where it changed."""
        with transaction.atomic():
            upload = ImportUpload.objects.select_for_update().defer("content").get(pk=self.upload.pk)
            if not str(upload.version) == self.request.POST.get("version") == str(self.upload.version):
                messages.error(self.request, CHANGED_MEANWHILE)
                return None
            prepared = self.prepared
            run = hand_in(prepared.plan, prepared.stated, prepared.file, self.request.user, reason)
            upload.delete()
        return run


class ThrowAwayView(UploadStep):
    name = "throw_away"

    def post(self, request, pk):
        upload = self.upload
        ImportUpload.objects.filter(pk=upload.pk).delete()
        messages.success(request, _("“%(file)s” was thrown away. Nothing of it was saved.") % {"file": upload})
        return redirect(address("index"))
