"""What the five steps share: their order and addresses, who may take them, and the file that is being prepared."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from funding.importing.cells import Unreadable
from funding.importing.prepared import Prepared

from ...models import ImportUpload
from ..bulk.base import MOST_ROWS

NAMESPACE = "invoer"
STEPS = (
    ("index", gettext_lazy("File")),
    ("columns", gettext_lazy("Sheet and columns")),
    ("values", gettext_lazy("Values")),
    ("preview", gettext_lazy("Preview")),
    ("hand_in", gettext_lazy("Hand in")),
)
# Questions about names are asked once for all rows, and hold for any sheet. All others are about the row in their key.
ABOUT_NAMES = ("thema:", "organisatie:", "project:")
CHANGED_MEANWHILE = gettext_lazy("A colleague went on with this file meanwhile. This is how it stands now.")
GONE = gettext_lazy(
    "This file is not being prepared any more: a colleague handed it in or threw it away. See the list below."
)


def may_import(user) -> bool:
    return user.has_perm("funding.add_fundingentry")


def address(name: str, upload: ImportUpload | None = None) -> str:
    return reverse(f"{NAMESPACE}:{name}", args=[upload.pk] if upload else [])


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
        label = next((label for name, label in STEPS if name == self.name), "")
        title = _("Import: %(step)s") % {"step": str(label).lower()} if label and self.name != "index" else _("Import")
        return super().get_context_data(**kwargs) | {"page_title": title, "steps": self._steps()}

    def _steps(self):
        """Each step with its address; none for one that cannot be taken yet."""
        return [
            {"number": number, "label": label, "is_here": name == self.name, "address": self._address(name)}
            for number, (name, label) in enumerate(STEPS, start=1)
        ]

    def _address(self, name):
        return address(name) if name == "index" else ""


class UploadStep(Step):
    """A step of a file that is being prepared."""

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except ImportUpload.DoesNotExist:
            messages.error(request, GONE)
            return redirect(address("index"))

    @cached_property
    def upload(self):
        return ImportUpload.objects.select_related("started_by").get(pk=self.kwargs["pk"])

    @cached_property
    def prepared(self):
        return self.prepared_with(self.upload.decided)

    def prepared_with(self, decided: dict) -> Prepared:
        """The file as it would be read with other decisions."""
        return Prepared(self.upload.file_name, bytes(self.upload.content), dict(decided), self.request.user, MOST_ROWS)

    def _address(self, name):
        return address(name, None if name == "index" else self.upload)

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Unreadable as error:
            return self.back(error)

    def back(self, error):
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
                messages.error(self.request, CHANGED_MEANWHILE)
                return False
            upload.decided = {**upload.decided, **decided}
            upload.version += 1
            upload.save(update_fields=["decided", "version", "changed_at"])
        return True

    def decide_and_go(self, step, **decided):
        return redirect(address(step if self.decide(**decided) else self.name, self.upload))
