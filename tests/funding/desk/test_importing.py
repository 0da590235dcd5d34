"""A file of contributions becomes proposals: every step by hand, with what is asked and mended on the way."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment

from funding.models import FundingEntry, ImportRun, ImportUpload, SourceDocument
from projects.models import Organisation
from tests.desk.browser import approve

from .importing import OPEN, READY, START, at, brought, columns, outcomes, page, said, send, two_sheets, values


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


def test_what_a_source_states_and_would_not_hold_any_more_is_told_beforehand(log_in):
    client = log_in("cijfers")

    of_2018 = brought(client)
    of_2017 = brought(client, READY.replace("2018", "2017").replace("PyGrunn", "Zomerschool").replace("5G", "6G"))

    assert "Bijdrage in 2017" not in said(client.get(at(of_2018, "voorbeeld")))
    assert "vermeldt “ruim € 470.000”; de regels komen dan uit op € 495.927" in said(
        client.get(at(of_2017, "voorbeeld"))
    )


def test_an_organisation_that_is_new_is_made_as_a_draft(log_in):
    client = log_in("beheer")
    upload = brought(client, OPEN)
    values(client, upload, **{"answer-0": "nieuw"})
    send(client, upload, "voorbeeld", **{"answer-cel:3:contribution_eur": "ja", "leave_out": "4"})

    send(client, upload, "insturen", reason="")

    assert Organisation.objects.filter(name="Samenwerking Noord", live=False).exists()


def test_what_somebody_noted_beside_a_cell_is_shown_with_its_row(log_in):
    workbook = Workbook()
    for row in (["Thema", "Project", "Bijdrage 2019"], ["Infrastructuur", "Glasvezel", 1_000]):
        workbook.active.append(row)
    workbook.active["C2"].comment = Comment("Onder voorbehoud", "Anna")
    file = BytesIO()
    workbook.save(file)
    client = log_in("cijfers")

    upload = brought(client, file.getvalue(), "bijlage.xlsx")

    assert "Bijdrage van de gemeente: Onder voorbehoud" in said(client.get(at(upload, "voorbeeld")))
