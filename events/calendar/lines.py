"""Writes the lines of a calendar file, where the library is slow or misreads a text."""

import re

from icalendar.parser import Parameters
from icalendar.prop import vText

# The octets of a line, without its end.
LINE = 75
NO_PARAMETERS = Parameters()
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


class Text(vText):
    """A text as RFC 5545 escapes it; the library takes a backslash before an N for the end of a line."""

    __slots__ = ()

    def __new__(cls, value):
        self = str.__new__(cls, plain(value))
        self.params = NO_PARAMETERS
        return self

    def to_ical(self):
        escaped = self.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n")
        return escaped.encode()


class Uri(str):
    """An address, in which nothing is escaped."""

    params = NO_PARAMETERS

    def to_ical(self):
        return self.encode()


class Texts(list):
    """Several texts in one property; the list type of the library would turn them into its own texts again."""

    params = NO_PARAMETERS

    def to_ical(self):
        return b",".join(text.to_ical() for text in self)


class Entry(dict):
    """The properties of an entry by name, as types of the library, in the order of writing.

    The component of the library sorts them and folds lines character by character, which is most of the time of a file.
    """

    def to_ical(self) -> bytes:
        lines = [_line(name.encode(), value) for name, value in self.items()]
        lines = [line if len(line) <= LINE else _folded(line) for line in lines]
        return b"\r\n".join([b"BEGIN:VEVENT", *lines, b"END:VEVENT", b""])


def plain(text: str) -> str:
    """`text` with one kind of line end, and without the control characters that a file cannot hold."""
    return text if text.isprintable() else _CONTROL.sub("", _LINE_END.sub("\n", text))


def _line(name, value):
    """A property in one line."""
    content = value.to_ical()
    content = content if isinstance(content, bytes) else content.encode()
    return b"%s;%s:%s" % (name, value.params.to_ical(), content) if value.params else b"%s:%s" % (name, content)


def _folded(line):
    """`line` in pieces of at most 75 octets: no half character, and a backslash stays with what it escapes."""
    pieces, start, room = [], 0, LINE
    while len(line) - start > room:
        cut = start + room
        while line[cut] & 0xC0 == 0x80:
            cut -= 1
        if line[cut - 1] == ord("\\"):
            cut -= 1
        pieces.append(line[start:cut])
        start, room = cut, LINE - 1
    return b"\r\n ".join([*pieces, line[start:]])
