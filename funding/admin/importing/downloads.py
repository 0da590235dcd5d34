"""The spreadsheets of an import: a template to fill in, and a file with the reasons of each row."""

from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from funding.importing.cells import Unreadable
from funding.importing.prepared import Prepared
from funding.importing.workbooks import ODS_TYPE, template, template_ods, with_reasons

from ...models import ImportUpload
from .steps import GONE, may_import

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEMPLATES = {"xlsx": (template, XLSX_TYPE), "ods": (template_ods, ODS_TYPE)}


def _attachment(content, content_type, name):
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require_safe
def template_file(request, kind):
    if not may_import(request.user):
        raise PermissionDenied
    make, content_type = TEMPLATES[kind]
    return _attachment(make(), content_type, f"sjabloon-bijdragen.{kind}")


@require_safe
def reasons_file(request, pk):
    if not may_import(request.user):
        raise PermissionDenied
    upload = ImportUpload.objects.filter(pk=pk).first()
    if upload is None:
        messages.error(request, GONE)
        return redirect(reverse("invoer:index"))
    prepared = Prepared(upload.file_name, bytes(upload.content), upload.decided, request.user)
    try:
        content = with_reasons(prepared)
    except Unreadable as error:
        messages.error(request, " ".join(error.messages))
        return redirect(reverse("invoer:columns", args=[pk]))
    stem = PurePath(upload.file_name).stem
    safe = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_") else "-" for letter in stem)
    return _attachment(content, XLSX_TYPE, _("%(file)s-with-reasons.xlsx") % {"file": safe[:80] or "bestand"})
