"""Whatever is brought or sent to the screens of an import gets a sentence, and nothing typed is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from funding.models import FundingEntry, ImportUpload

from .importing import OPEN, READY, START, STEPS, at, brought, outcomes, page, said, send, two_sheets, values


@pytest.mark.parametrize(
    "name, content",
    [
        ("bijlage.pdf", b"%PDF-1.7\n1 0 obj\n"),
        ("leeg.csv", b""),
        ("leeg.csv", b"\n\n"),
        ("bijlage.xlsx", two_sheets()[:900]),
        ("bijlage.ods", two_sheets()[:900]),
        ("plaatje.png", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("halve.csv", b"\xff\xfeP\x00r\x00o"),
        ("brief.docx", b"PK\x03\x04rest"),
    ],
)
def test_a_file_that_is_no_table_gets_a_sentence(log_in, name, content):
    client = log_in("cijfers")

    response = client.post(START, {"file": SimpleUploadedFile(name, content)}, follow=True)

    assert response.status_code == 200
    assert page(response).select(".error-message, .messages li, [role=alert]")


def test_neither_or_both_is_refused_and_what_was_pasted_stays(log_in):
    client = log_in("cijfers")

    neither = client.post(START, {"text": " "})
    both = client.post(START, {"text": READY, "file": SimpleUploadedFile("a.csv", READY.encode())})
    unreadable = client.post(START, {"text": "geen tabel"})

    assert "een van de twee" in said(neither)
    assert "een van de twee" in said(both)
    assert page(both).select_one("textarea").text.strip() == READY.strip()
    assert page(unreadable).select_one("textarea").text.strip() == "geen tabel"
    assert page(unreadable).select(".error-message")
    assert not ImportUpload.objects.exists()


@pytest.mark.parametrize(
    "step, typed",
    [
        ("kolommen", {"column-0": "verzonnen"}),
        ("kolommen", {"column-0": "title", "column-1": "title"}),
        ("kolommen", {"header": "4000"}),
        ("kolommen", {"header": "9" * 400}),
        ("kolommen", {"header": "-1"}),
        ("kolommen", {"header": "ja"}),
        ("kolommen", {"encoding": "utf-7"}),
        ("kolommen", {"delimiter": "\x00"}),
        ("kolommen", {"sheet": "Bestaat niet"}),
        ("waarden", {"year": "1066", "stage": "verleend"}),
        ("waarden", {"year": "9" * 400, "stage": "verleend"}),
        ("waarden", {"year": "2018", "stage": "verzonnen"}),
        ("waarden", {"year": "2018", "stage": "verleend", "source": "9" * 40}),
        ("waarden", {"year": "2018", "stage": "verleend", "source": "abc"}),
        ("waarden", {"year": "2018", "stage": "verleend", "place": "a" * 61}),
        ("waarden", {"year": "2018", "stage": "verleend", "place": "a\x00"}),
        ("waarden", {"year": "2018", "stage": "verleend", "answer-0": "verzonnen"}),
        ("voorbeeld", {"answer-cel:99:title": "ja"}),
        ("voorbeeld", {"answer-": "ja"}),
        ("voorbeeld", {"answer-cel:3:contribution_eur": "nee"}),
        ("voorbeeld", {"cell-99:title": "x"}),
        ("voorbeeld", {"cell-3:verzonnen": "x"}),
        ("voorbeeld", {"cell-": "x"}),
        ("voorbeeld", {"cell-4:contribution_eur": "1\x00"}),
        ("voorbeeld", {"cell-4:contribution_eur": "1" * 20_000}),
        ("voorbeeld", {"leave_out": "99"}),
        ("voorbeeld", {"leave_out": "9" * 400}),
        ("voorbeeld", {"take": "drie"}),
        ("voorbeeld", {"undo": "²"}),
    ],
)
def test_what_no_screen_offers_is_refused_in_a_sentence(log_in, step, typed):
    client = log_in("cijfers")
    upload = brought(client, OPEN)
    before = ImportUpload.objects.values("decided").get()

    response = send(client, upload, step, **typed)

    assert response.status_code == 200
    if "sheet" not in typed:  # there is one sheet, and so no such field
        assert page(response).select(".error-message, .messages li, [role=alert], .d-wrong"), said(response)
    if "column-1" not in typed and "sheet" not in typed:
        assert ImportUpload.objects.values("decided").get() == before


@pytest.mark.parametrize("reason", ["a" * 1001, "a\x00"])
def test_a_reason_that_cannot_be_kept_is_refused_and_stays(log_in, reason):
    client = log_in("cijfers")
    upload = brought(client)
    values(client, upload)

    response = send(client, upload, "insturen", reason=reason)

    assert page(response).select(".error-message")
    assert page(response).select_one("[name=reason]").text.strip().startswith("a")
    assert ImportUpload.objects.exists()


@pytest.mark.parametrize("content", [b"Thema;Project;Bijdrage gemeente\nInfrastructuur;Web\x00site;1\n"])
def test_a_file_with_what_is_no_text_is_shown(log_in, content):
    client = log_in("cijfers")
    upload = brought(client, content)

    shown = [client.get(at(upload, step)) for step in STEPS]

    assert [response.status_code for response in shown] == [200] * 4
    assert "\x00" not in FundingEntry(title=shown[2].context["plan"].rows[0].title).title


@pytest.mark.parametrize("amount", ["1e999", "NaN", "-5", "9" * 300, "1,234,5", "12,345", "∞", "\ud7ff", "€"])
def test_an_amount_that_is_none_stays_refused_or_asked(log_in, amount):
    client = log_in("cijfers")
    upload = brought(client, OPEN)

    response = send(client, upload, "voorbeeld", **{"cell-4:contribution_eur": amount})

    assert response.status_code == 200
    assert outcomes(response)[2] != "Nieuw" or amount == "€"


def test_bytes_that_are_no_text_are_no_error(log_in):
    client = log_in("cijfers")
    upload = brought(client, OPEN)
    body = f"version={upload.version}&cell-4:contribution_eur=%ED%A0%80%FF&answer-%ED%A0%80=1"

    kind = "application/x-www-form-urlencoded"
    response = client.post(at(upload, "voorbeeld"), body, content_type=kind, follow=True)

    assert response.status_code == 200
    assert client.post(START, "text=%ED%A0%80%FF", content_type=kind).status_code == 200


@pytest.mark.parametrize("query", ["toon=verzonnen", "p=0", "p=999", "p=abc", "p=" + "9" * 400, "toon=nieuw&p=2"])
def test_an_address_that_somebody_made_up_shows_rows(log_in, query):
    client = log_in("cijfers")
    upload = brought(client, OPEN)

    assert client.get(f"{at(upload, 'voorbeeld')}?{query}").status_code == 200
    assert client.post(f"{at(upload, 'voorbeeld')}?{query}", {"version": upload.version}).status_code == 302


def test_a_long_file_is_shown_in_pages_and_leads_to_its_open_rows(log_in):
    client = log_in("cijfers")
    rows = "".join(f"Infrastructuur;Project {number};;{number}\n" for number in range(1, 150))
    upload = brought(client, f"Thema;Project;Aanvrager;Bijdrage gemeente 2018\n{rows}Infrastructuur;Laatste;;1.5000\n")

    response = client.get(at(upload, "voorbeeld"))

    assert len(response.context["page"]) == 100
    assert response.context["next_open"] == "?p=2#rij-151"
    assert "Laatste" in said(client.get(f"{at(upload, 'voorbeeld')}?p=2"))
