"""A batch that was handed in, taken back as a whole; asked first, on a page of its own."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from funding.importing.take_back import take_back

from ...models import ImportRun
from .steps import Step


class TakeBackView(Step):
    name = "take_back"

    @cached_property
    def run(self):
        return get_object_or_404(ImportRun.objects.select_related("started_by"), pk=self.kwargs["pk"])

    def get(self, request, *args, **kwargs):
        if not may_be_taken_back(self.run):
            messages.error(request, _("This import cannot be taken back: it was not handed in here, or that was done."))
            return self._to_run()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"run": self.run}

    def post(self, request, pk):
        try:
            take_back(self.run, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("“%(file)s” was taken back, with all that it brought.") % {"file": self.run})
        return self._to_run()

    def _to_run(self):
        return redirect("funding_importrun_modeladmin_inspect", self.run.pk)


def may_be_taken_back(run: ImportRun) -> bool:
    return run.state == ImportRun.State.HANDED_IN
