"""An import that is left and opened again, by others as well, as far as each may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import TaskState

from funding.models import FundingEntry, ImportRun, ImportUpload
from projects.models import ProjectPage

from .importing import OPEN, READY, START, STEPS, at, brought, other, page, said, send, values


@pytest.mark.parametrize("text", [READY, OPEN], ids=["ready", "open"])
@pytest.mark.parametrize("step", STEPS)
def test_every_step_opens_again_and_for_a_colleague_and_changes_nothing(log_in, step, text):
    client = log_in("cijfers")
    upload = brought(client, text)
    before = ImportUpload.objects.values().get(), FundingEntry.objects.count(), TaskState.objects.count()

    mine = [client.get(at(upload, step)) for _time in range(2)]
    theirs = other("coordinatie").get(at(upload, step))

    assert [response.status_code for response in (*mine, theirs)] == [200, 200, 200]
    assert "bijlage-2018.csv" in said(theirs)
    assert (ImportUpload.objects.values().get(), FundingEntry.objects.count(), TaskState.objects.count()) == before


def test_nothing_is_thrown_away_by_looking(log_in):
    client = log_in("cijfers")
    upload = brought(client)

    assert "weg" in said(client.get(at(upload, "weg")))
    assert ImportUpload.objects.exists()
    response = client.post(at(upload, "weg"), follow=True)

    assert "bijlage-2018.csv" in said(response)
    assert not ImportUpload.objects.exists()


@pytest.mark.parametrize("step", [*STEPS, "weg"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_file_that_a_colleague_threw_away_meanwhile_is_told(log_in, step, method):
    client = log_in("cijfers")
    upload = brought(client)
    other("coordinatie").post(at(upload, "weg"))

    response = getattr(client, method)(at(upload, step), follow=True)

    assert response.redirect_chain[-1][0] == START
    assert "niet meer in voorbereiding" in said(response)


@pytest.mark.parametrize(
    "step, typed",
    [
        ("kolommen", {"stay": "1"}),
        ("waarden", {"year": "2018", "stage": "verleend"}),
        ("voorbeeld", {"leave_out": "3"}),
        ("insturen", {"reason": ""}),
    ],
)
def test_who_did_not_see_what_a_colleague_decided_is_told(log_in, step, typed):
    client = log_in("cijfers")
    upload = brought(client)
    version = upload.version
    send(other("coordinatie"), upload, "voorbeeld", leave_out="4")

    response = client.post(at(upload, step), {"version": version, **typed}, follow=True)

    assert "collega" in said(response)
    assert ImportUpload.objects.get().decided["left_out"] == [4]
    assert not ImportRun.objects.filter(file_name="bijlage-2018.csv").exists()


def test_the_same_file_of_two_people_is_one(log_in):
    upload = brought(log_in("cijfers"))

    file = SimpleUploadedFile("zelfde.csv", READY.encode())
    response = other("coordinatie").post(START, {"file": file}, follow=True)

    assert ImportUpload.objects.get() == upload
    assert response.redirect_chain[-1][0] == at(upload, "kolommen")
    assert "Cijfers" in said(response)


def test_a_file_that_was_handed_in_before_says_so(log_in):
    client = log_in("cijfers")
    upload = brought(client)
    values(client, upload)
    send(client, upload, "insturen", reason="")

    file = SimpleUploadedFile("bijlage-2018.csv", READY.encode())
    response = client.post(START, {"file": file}, follow=True)

    assert "eerder ingestuurd" in said(response)


def test_a_file_is_handed_in_once(log_in):
    client = log_in("cijfers")
    upload = brought(client)
    values(client, upload)
    version = ImportUpload.objects.get().version
    send(client, upload, "insturen", reason="")

    response = client.post(at(upload, "insturen"), {"version": version, "reason": ""}, follow=True)

    assert "niet meer in voorbereiding" in said(response)
    assert ImportRun.objects.filter(file_name="bijlage-2018.csv").count() == 1


@pytest.mark.parametrize("path", ["", *(f"{{pk}}/{step}/" for step in (*STEPS, "weg"))])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_add_entries_gets_nowhere(log_in, path, method):
    upload = brought(log_in("cijfers"))
    before = ImportUpload.objects.values().get()
    address = START + path.format(pk=upload.pk)

    refused = getattr(log_in("communicatie"), method)(address)
    anonymous = getattr(Client(), method)(address)

    assert refused.status_code in (302, 403)
    assert "bijlage-2018" not in refused.content.decode()
    assert anonymous.status_code == 302
    assert "/login/" in anonymous["Location"]
    assert ImportUpload.objects.values().get() == before


@pytest.mark.parametrize("role", ["cijfers", "coordinatie", "beheer"])
def test_who_may_add_entries_hands_in(log_in, role):
    client = log_in(role)
    upload = brought(client)
    values(client, upload)

    send(client, upload, "insturen", reason="")

    assert ImportRun.objects.get(file_name="bijlage-2018.csv").started_by.username == role
    assert not FundingEntry.objects.filter(year=2018, live=True).exists()


def test_pages_are_made_by_who_may_make_them(log_in):
    asked = {}
    for role in ("cijfers", "beheer"):
        client = log_in(role)
        upload = brought(client)
        asked[role] = bool(page(client.get(at(upload, "waarden"))).select("[name=makes_projects]"))
    values(client, upload, makes_projects="on")
    send(client, upload, "insturen", reason="")

    assert asked == {"cijfers": False, "beheer": True}
    assert ProjectPage.objects.filter(title="Groningen 5G City", live=False).exists()
