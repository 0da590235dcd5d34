"""How long a file of 50,000 contributions takes to read, and how much memory: python -m bench.importing

Prints, for each kind of file, the seconds of processor time and the most memory that its own process held.
"""

import io
import os
import resource
import subprocess
import sys
import time
from zipfile import ZIP_DEFLATED, ZipFile

ROWS = 50_000
HEADINGS = ("Kenmerk", "Jaar", "Thema", "Project", "Aanvrager", "Bijdrage", "Omvang", "Toelichting", "Begin", "Einde")
KINDS = ("nothing", "csv", "xlsx", "ods")
ODF = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"


def rows():
    yield (*HEADINGS, "Partners", "Bron")
    for number in range(1, ROWS + 1):
        yield (
            *(f"DOG-2017-{number:05}", 2017, f"Thema {number % 7}", f"Project {number}", f"Stichting {number % 900}"),
            *(number * 37.25, number * 101, f"Eenmalige bijdrage aan activiteit {number} in de stad"),
            *("01-01-2017", "31-12-2017", "RuG, Hanzehogeschool", "Raadsbrief"),
        )


def csv_file() -> bytes:
    return "\r\n".join(";".join(str(value).replace(".", ",") for value in row) for row in rows()).encode()


def xlsx_file() -> bytes:
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Bijdragen")
    for row in rows():
        sheet.append(row)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def ods_file() -> bytes:
    file = io.BytesIO()
    spaces = " ".join(f'xmlns:{name}="{ODF.format(name)}"' for name in ("office", "table", "text"))
    found = [f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name='Bijdragen'>"]
    for row in rows():
        found.append(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>")
    found.append("</table:table></office:spreadsheet></office:body></office:document-content>")
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "".join(found))
    return file.getvalue()


def _ods_cell(value):
    text = f"<text:p>{value}</text:p>"
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}">{text}</table:table-cell>'


def measure(kind, path):
    import django

    django.setup()

    from funding.importing.reading import read

    if kind == "nothing":
        print(f"{kind:8} {'':28} {_megabytes():5.0f} MB")
        return
    with open(path, "rb") as file:
        data = file.read()
    begin = time.process_time()
    found = read(data, path)
    seconds = time.process_time() - begin
    count = sum(len(sheet.rows) for sheet in found.sheets)
    print(f"{kind:8} {len(data) / 1e6:5.1f} MB {count:6} rows {seconds:5.2f} s {_megabytes():5.0f} MB")


def _megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main():
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            path = os.path.join(folder, f"table.{kind}")
            with open(path, "wb") as file:
                file.write({"csv": csv_file, "xlsx": xlsx_file, "ods": ods_file}.get(kind, bytes)())
            # A process of its own, so that making the file counts for nothing.
            subprocess.run([sys.executable, "-m", "bench.importing", kind, path], check=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dog_site.settings.test")
    if len(sys.argv) > 1:
        measure(*sys.argv[1:])
    else:
        main()
