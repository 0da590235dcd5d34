"""What a person does on the screens of an import: bring a file, look at a step, send it."""

import io

import bs4
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from funding.models import ImportRun, ImportUpload

START = "/beheer/invoer/"
STEPS = ("kolommen", "waarden", "voorbeeld", "insturen")
# Two rows of which everything is known.
READY = """Overzicht 2018;;;
Thema;Project;Aanvrager;Bijdrage gemeente 2018;Totale projectomvang
Kennis & Innovatie;PyGrunn;;€ 1.500;€ 17.500
Infrastructuur;Groningen 5G City;;€ 20.000;?
"""
# Row 3: an amount and an applicant in doubt. Row 4: refused. Row 5: a total.
OPEN = """Thema;Project;Aanvrager;Bijdrage gemeente 2018;Totale projectomvang
Kennis & Innovatie;PyGrunn;;€ 1.500;€ 17.500
;Fieldlab data;Samenwerking Noord;8k;€ 22.000
;Vrouwen en IT;;1.5000;€ 80.000
;Totaal;;€ 24.500;€ 119.500
"""


def brought(client, text=READY, name="bijlage-2018.csv"):
    """The upload that becomes of a file."""
    response = client.post(START, {"file": SimpleUploadedFile(name, content_of(text))})
    assert response.status_code == 302, said(response)
    return ImportUpload.objects.order_by("pk").last()


def content_of(text):
    return text if isinstance(text, bytes) else text.encode()


def at(upload, step):
    return f"{START}{upload.pk}/{step}/"


def page(response):
    return bs4.BeautifulSoup(response.content, "html.parser")


def said(response):
    return " ".join(page(response).get_text(" ").split())


def send(client, upload, step, follow=True, **typed):
    version = ImportUpload.objects.get(pk=upload.pk).version
    return client.post(at(upload, step), {"version": version, **typed}, follow=follow)


def values(client, upload, **typed):
    return send(client, upload, "waarden", year="2018", stage="verleend", place="bijlage 1", **typed)


def outcomes(response):
    return [line.outcome for line in response.context["page"] if not line.is_printed]


def other(username):
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client


def columns(upload, client, typed):
    chosen = page(client.get(at(upload, "kolommen"))).select("select[name^=column-]")
    found = {each["name"]: (each.select_one("[selected]") or {"value": ""})["value"] for each in chosen}
    return found | typed


def two_sheets():
    book = Workbook()
    for number, name in enumerate(("Bijlage 1", "Bijlage 2"), start=1):
        sheet = book.active if number == 1 else book.create_sheet()
        sheet.title = name
        sheet.append(["Thema", "Project", "Aanvrager", "Bijdrage gemeente 2018"])
        for row in range(3 - number + 1):
            sheet.append(["Infrastructuur", f"Project {row} van {name}", "", 1000 * number])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def handed_in(client):
    upload = brought(client)
    values(client, upload)
    send(client, upload, "insturen", reason="")
    return ImportRun.objects.get(file_name="bijlage-2018.csv")
