"""Views of the import of a table: its five steps, ready, with questions and with what is refused."""

from django.core.files.uploadedfile import SimpleUploadedFile

from funding.models import ImportRun, ImportUpload

from .desk import as_somebody_else, view

START = "/beheer/invoer/"
READY = """Overzicht 2018;;;
Thema;Project;Aanvrager;Bijdrage gemeente 2018;Totale projectomvang
Kennis & Innovatie;PyGrunn;;€ 1.500;€ 17.500
Infrastructuur;Groningen 5G City;;€ 20.000;?
;Totaal;;€ 22.000;€ 17.500
"""
OPEN = """Overzicht 2018;;;;;;
Thema;Project;Aanvrager;Bijdrage gemeente 2018;Totale projectomvang;Beschrijving;Partners
Kennis & Innovatie;PyGrunn;WEB11;€ 1.500;€ 17.500;Conferentie;Gemeente Groningen
;Fieldlab data;Samenwerking Noord;8k;€ 22.000;Lab;RuG, Hanzehogeschool
;Vrouwen en IT;Noorderpoort;1.5000;€ 80.000;Cursus;
Infra en meer;Groningen 5G City;Gemeente Groningen;€ 20.000;?;;
;Sensorlab;Dutchchain;€ 30.000;€ 28.000;;
;Totaal;;€ 70.000;€ 130.000;;
"""
# An entry of 2017 with another contribution, and rows that may be others.
OF_2017 = """identifier;title;funding_year;contribution_eur
DOG-2017-003;PyGrunn;2017;2500.00
"""


def brought(text=OPEN, name="bijlage-2018.csv"):
    client = as_somebody_else("cijfers2")
    client.post(START, {"file": SimpleUploadedFile(name, text.encode())})
    return ImportUpload.objects.first()


def open_step(page, step, text=OPEN):
    page.goto(f"{START}{brought(text).pk}/{step}/")
    page.locator(".d-steps").wait_for()


@view("cijfers", with_frame=True)
def import_without_a_file(page):
    page.goto(START)


@view("cijfers")
def import_with_files_in_preparation(page):
    brought(READY, "bijlage-2017-met-een-lange-naam-die-iemand-nog-eens-heeft-verstuurd-versie-3-definitief.csv")
    brought()
    page.goto(START)


@view("cijfers")
def import_with_an_error(page):
    page.goto(START)
    page.locator("[name=text]").fill("geen tabel")
    page.get_by_role("button", name="Lees de tabel").click()
    page.locator(".error-message").first.wait_for()


@view("cijfers")
def import_columns(page):
    open_step(page, "kolommen")


@view("cijfers")
def import_columns_with_a_problem(page):
    open_step(page, "kolommen", OPEN.replace("Beschrijving", "Bijdrage gemeente"))


@view("cijfers")
def import_values_with_names_to_settle(page):
    open_step(page, "waarden")


@view("cijfers")
def import_values(page):
    open_step(page, "waarden", READY)


@view("cijfers", with_frame=True)
def import_with_questions_and_refused_rows(page):
    open_step(page, "voorbeeld")


@view("cijfers")
def import_of_changes(page):
    open_step(page, "voorbeeld", OF_2017)


@view("cijfers")
def import_that_is_ready(page):
    open_step(page, "voorbeeld", READY)


@view("cijfers")
def import_of_which_nothing_can_be_handed_in(page):
    open_step(page, "insturen")


@view("cijfers")
def import_to_hand_in(page):
    open_step(page, "insturen", READY)


@view("cijfers")
def import_to_throw_away(page):
    open_step(page, "weg", READY)


def handed_in():
    """A batch that somebody else can take back."""
    upload = brought(READY)
    answer = {"version": upload.version, "reason": ""}
    as_somebody_else("cijfers2").post(f"{START}{upload.pk}/insturen/", answer)
    return ImportRun.objects.get(state=ImportRun.State.HANDED_IN)


@view("cijfers")
def import_that_was_handed_in(page):
    page.goto(f"/beheer/funding/importrun/inspect/{handed_in().pk}/")
    page.get_by_role("link", name="Haal deze invoer terug").wait_for()


@view("cijfers")
def import_to_take_back(page):
    page.goto(f"{START}terughalen/{handed_in().pk}/")
