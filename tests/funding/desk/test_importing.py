"""A file of contributions becomes proposals, on five screens: back and again, by two people, and with rubbish."""

import io

import bs4
import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook
from wagtail.models import TaskState

from funding.models import FundingEntry, ImportRun, ImportUpload, SourceDocument
from projects.models import Organisation, ProjectPage
from tests.desk.browser import approve

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


# The whole way


def test_a_file_becomes_public_entries_when_somebody_else_approves(log_in):
    client = log_in("cijfers")
    upload = brought(client)

    assert said(client.get(at(upload, "kolommen")))
    assert send(client, upload, "kolommen", **columns(upload, client, {})).redirect_chain[-1][0] == at(
        upload, "waarden"
    )
    assert values(client, upload).redirect_chain[-1][0] == at(upload, "voorbeeld")
    response = send(client, upload, "insturen", reason="")

    run = ImportRun.objects.get(file_name="bijlage-2018.csv")
    assert response.redirect_chain[-1][0] == f"/beheer/funding/importrun/inspect/{run.pk}/"
    assert (run.rows_created, run.started_by.username) == (2, "cijfers")
    assert not ImportUpload.objects.exists()
    found = FundingEntry.objects.filter(year=2018).order_by("pk")
    assert [(entry.title, entry.contribution, entry.live) for entry in found] == [
        ("PyGrunn", 1500, False),
        ("Groningen 5G City", 20000, False),
    ]
    approve(log_in("coordinatie"), SourceDocument.objects.get(title="bijlage-2018.csv"))
    for entry in found:
        approve(log_in("coordinatie"), entry)
    assert FundingEntry.objects.public().in_year(2018).count() == 2


def test_every_doubt_is_answered_on_the_screen(log_in):
    client = log_in("cijfers")
    upload = brought(client, OPEN)
    values(client, upload)

    shown = client.get(at(upload, "voorbeeld"))
    assert outcomes(shown) == ["Nieuw", "Vraag", "Geweigerd"]
    answers = {
        button["name"]: button["value"]
        for button in page(shown).select("button[name^=answer-]")
        if "d-line" not in button["class"]
    }
    assert "8.000" in page(shown).select_one("button[name='answer-cel:3:contribution_eur']").text
    for name, value in answers.items():
        response = send(client, upload, "voorbeeld", **{name: value, "cell-4:contribution_eur": "1.5000"})
    assert outcomes(response) == ["Nieuw", "Nieuw", "Geweigerd"]
    response = send(client, upload, "voorbeeld", **{"cell-4:contribution_eur": "15.000"})

    assert outcomes(response) == ["Nieuw"] * 3
    assert response.redirect_chain[-1][0] == f"{at(upload, 'voorbeeld')}?#rij-4"
    assert [line.verdicts for line in response.context["page"] if line.is_printed] == [(("ok", "sluit aan"),)]


def test_what_was_typed_beside_another_answer_is_kept(log_in):
    client = log_in("cijfers")
    upload = brought(client, OPEN)

    typed = {"answer-cel:3:contribution_eur": "ja", "cell-3:contribution_eur": "", "cell-4:contribution_eur": "15.000"}
    send(client, upload, "voorbeeld", **typed)

    decided = ImportUpload.objects.get().decided
    assert decided["typed"] == {"4:contribution_eur": "15.000"}
    assert decided["answers"] == {"cel:3:contribution_eur": "ja"}


def test_a_yes_is_about_what_the_cell_held_then(log_in):
    client = log_in("cijfers")
    upload = brought(client, OPEN.replace("1.5000", "€ 2.000"))
    send(client, upload, "voorbeeld", **{"cell-3:contribution_eur": "9k"})

    response = send(client, upload, "voorbeeld", **{"answer-cel:3:contribution_eur": "ja"})
    assert ImportUpload.objects.get().decided["typed"] == {"3:contribution_eur": "9k"}
    assert "€ 9.000" in said(response)

    response = send(client, upload, "voorbeeld", undo="3")
    assert ImportUpload.objects.get().decided["typed"] == {}
    assert ImportUpload.objects.get().decided["answers"] == {}


def test_a_row_is_left_out_and_taken_after_all(log_in):
    client = log_in("cijfers")
    upload = brought(client, OPEN)

    without = send(client, upload, "voorbeeld", leave_out="4")
    with_it = send(client, upload, "voorbeeld", take="4")

    assert outcomes(without)[2] == "Weggelaten"
    assert outcomes(with_it)[2] == "Geweigerd"


def test_an_answer_about_a_name_is_taken_back_where_it_was_given(log_in):
    client = log_in("cijfers")
    upload = brought(client, OPEN)
    values(client, upload, **{"answer-0": "tekst"})
    assert list(ImportUpload.objects.get().decided["answers"].values()) == ["tekst"]

    chosen = page(client.get(at(upload, "waarden"))).select_one("[name=answer-0] option[selected]")
    values(client, upload, **{"answer-0": ""})

    assert chosen["value"] == "tekst"
    assert ImportUpload.objects.get().decided["answers"] == {}


def test_columns_are_chosen_anew_and_back_again(log_in):
    client = log_in("cijfers")
    upload = brought(client, READY)

    response = send(client, upload, "kolommen", stay="1", **columns(upload, client, {"column-2": ""}))
    assert page(response).select_one("[name=column-2] option[selected]")["value"] == ""
    response = send(client, upload, "kolommen", stay="1", **columns(upload, client, {"column-2": "applicant"}))

    assert page(response).select_one("[name=column-2] option[selected]")["value"] == "applicant"


def columns(upload, client, typed):
    chosen = page(client.get(at(upload, "kolommen"))).select("select[name^=column-]")
    found = {each["name"]: (each.select_one("[selected]") or {"value": ""})["value"] for each in chosen}
    return found | typed


def test_headings_that_nobody_knows_are_pointed_out_by_hand(log_in):
    client = log_in("cijfers")
    upload = brought(client, "Lijst\nOnderdeel;Wat;Hoeveel\nInfrastructuur;Sensorlab;€ 3.000\n")

    unknown = client.get(at(upload, "kolommen"))
    assert "geen rij met kop" in said(unknown)
    named = send(client, upload, "kolommen", header="2", stay="1")
    assert len(page(named).select("select[name^=column-]")) == 3
    chosen = {"column-0": "theme", "column-1": "title", "column-2": "contribution_eur"}
    send(client, upload, "kolommen", header="2", **chosen)
    response = values(client, upload)

    assert outcomes(response) == ["Nieuw"]
    assert "Sensorlab" in said(response)


def test_a_guess_about_the_characters_comes_back_when_a_choice_is_taken_back(log_in):
    client = log_in("cijfers")
    upload = brought(client, READY)

    wrong = send(client, upload, "kolommen", stay="1", encoding="cp1252", **columns(upload, client, {}))
    right = send(client, upload, "kolommen", stay="1", encoding="", **columns(upload, client, {}))

    assert "â‚¬" in said(wrong)
    assert "â‚¬" not in said(right)


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


def test_another_sheet_begins_without_what_was_typed_in_the_first(log_in):
    client = log_in("cijfers")
    upload = brought(client, two_sheets(), "bijlage.xlsx")
    send(client, upload, "kolommen", sheet="Bijlage 1", **columns(upload, client, {"column-2": ""}))
    assert ImportUpload.objects.get().decided["columns"] == {"2": ""}
    send(client, upload, "voorbeeld", leave_out="2")

    send(client, upload, "kolommen", sheet="Bijlage 2", **columns(upload, client, {}))

    decided = ImportUpload.objects.get().decided
    assert (decided["sheet"], decided["columns"], decided["left_out"]) == ("Bijlage 2", {}, [])
    assert "van Bijlage 2" in said(client.get(at(upload, "voorbeeld")))


def test_a_table_is_pasted(log_in):
    client = log_in("cijfers")

    client.post(START, {"text": READY.replace(";", "\t")})

    upload = ImportUpload.objects.get()
    assert outcomes(client.get(at(upload, "voorbeeld"))) == ["Nieuw", "Nieuw"]


# Back, reload, and a colleague


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


# Roles


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


# Bad input


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
    assert "geen tabel" in page(unreadable).select_one("textarea").text or ImportUpload.objects.exists()
    assert ImportUpload.objects.count() <= 1


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


# What would not hold any more


def test_what_a_source_states_and_would_not_hold_any_more_is_told_beforehand(log_in):
    client = log_in("cijfers")

    of_2018 = brought(client)
    of_2017 = brought(client, READY.replace("2018", "2017").replace("PyGrunn", "Zomerschool").replace("5G", "6G"))

    assert "Bijdrage in 2017" not in said(client.get(at(of_2018, "voorbeeld")))
    assert "vermeldt “ruim € 470.000”; de regels komen dan uit op € 495.927" in said(
        client.get(at(of_2017, "voorbeeld"))
    )


# Keeping


def test_an_organisation_that_is_new_is_made_as_a_draft(log_in):
    client = log_in("beheer")
    upload = brought(client, OPEN)
    values(client, upload, **{"answer-0": "nieuw"})
    send(client, upload, "voorbeeld", **{"answer-cel:3:contribution_eur": "ja", "leave_out": "4"})

    send(client, upload, "insturen", reason="")

    assert Organisation.objects.filter(name="Samenwerking Noord", live=False).exists()
