"""Bytes of a file, or text that was pasted, to sheets of cells."""

from dataclasses import replace
from pathlib import PurePath
from struct import error as StructError
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile
from zlib import error as ZlibError

from django.utils.translation import gettext as _

from ..cells import Reading, Unreadable
from .delimited import decoded, read_delimited
from .limits import checked_size, damaged
from .ods import read_ods
from .packed import ZIP, Package, encrypted
from .pasted import has_table, no_table, read_html, read_text
from .xlsx import read_xlsx

# What a kind of file is called, and the ends of the names under which people keep it.
KINDS = {
    "csv": ("CSV", (".csv", ".txt", ".tsv", ".tab")),
    "xlsx": ("XLSX", (".xlsx", ".xlsm", ".xltx", ".xltm")),
    "ods": ("ODS", (".ods", ".ots")),
    "pasted": ("HTML", (".html", ".htm")),
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
OLD_WORKBOOK = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")
OTHERS = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"{\\rtf", b"<?xml")
# What parsers raise at bytes that are no file of theirs; anything else is a mistake of ours.
BROKEN = (
    *(BadZipFile, ZlibError, StructError, ExpatError, EOFError, OSError),
    *(LookupError, ValueError, ArithmeticError, NotImplementedError, RuntimeError),
)
CONTROLS = dict.fromkeys([*range(9), *range(14, 30), 31, *range(127, 160)])
# A few strange marks come along with text that was copied; a file of something else is full of them.
STRANGE = 5


def read(data: bytes, name: str, *, encoding: str = "", delimiter: str = "") -> Reading:
    """The sheets of a file with a table: a CSV, an XLSX or an ODS, told apart by what it holds.

    `name` is that of the file; where it promises another kind, a remark says so. `encoding` and `delimiter` are those
    of a CSV, guessed where they are empty. Raises Unreadable, and nothing else, with what is wrong and what to do.
    """
    checked_size(len(data))
    found = _read_packed(data) if data.startswith(ZIP) else _read_plain(data, encoding, delimiter)
    if not any(sheet.rows for sheet in found.sheets):
        raise Unreadable(_("There is nothing in the file. Choose the file with the table."))
    return _with_remark_on_name(found, name)


def paste(text: str) -> Reading:
    """The tables in `text` that was copied from a document, a page or a spreadsheet: HTML, or text with tabs.

    Raises Unreadable, and nothing else, where there is no table in it or more than is read.
    """
    if not text.strip():
        raise no_table()
    checked_size(len(text))
    found = read_html(text) if has_table(text) else read_text(text)
    if not any(sheet.rows for sheet in found.sheets):
        raise no_table()
    return found


def _read_packed(data):
    try:
        package = Package(data)
        kind = _kind_of(package)
        return read_xlsx(package) if kind == "xlsx" else read_ods(package)
    except BROKEN as problem:
        raise damaged() from problem


def _kind_of(package):
    if "word/document.xml" in package.names:
        raise _no_table(_("a document of Word"))
    if "xl/workbook.bin" in package.names:
        raise _no_table(_("a binary workbook of Excel"))
    if any(name.endswith("workbook.xml") for name in package.names):
        return "xlsx"
    kind = package.small("mimetype")
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    if b"opendocument.text" in kind:
        raise _no_table(_("a document of LibreOffice"))
    raise _no_table(_("a zip file"))


def _read_plain(data, encoding, delimiter):
    if data.startswith(OLE):
        if ENCRYPTED_PACKAGE in data:
            raise encrypted()
        is_workbook = any(name in data for name in OLD_WORKBOOK)
        raise _no_table(_("an old workbook of Excel (.xls)") if is_workbook else _("an old document of Office"))
    if data.startswith(b"%PDF"):
        raise _no_table(_("a PDF"))
    if data.startswith(IMAGES):
        raise _no_table(_("an image"))
    if data.startswith(OTHERS):
        raise _no_table(_("another kind of file"))
    text, encoding = decoded(data, encoding)
    if len(text) - len(text.translate(CONTROLS)) > max(STRANGE, len(text) // 200):
        raise _no_table(_("another kind of file"))
    if text.lstrip()[:1] == "<" and has_table(text):
        return read_html(text)
    return read_delimited(text, encoding=encoding, delimiter=delimiter)


def _no_table(what):
    return Unreadable(
        _(
            "This is %(what)s, not a table that can be read. Save it as XLSX, ODS or CSV, or copy the table and paste "
            "it as text."
        )
        % {"what": what}
    )


def _with_remark_on_name(found, name):
    end = PurePath(name).suffix.lower()
    promised = [called for called, ends in KINDS.values() if end in ends]
    called = KINDS[found.kind][0]
    if not promised or called in promised:
        return found
    remark = _("The name of the file ends in “%(end)s”, but it is of the kind %(kind)s. It has been read as that.") % {
        "end": end,
        "kind": called,
    }
    return replace(found, remarks=(*found.remarks, remark))
