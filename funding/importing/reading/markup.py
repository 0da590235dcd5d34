"""XML, gone through once without keeping it; document types, and with them entities, are refused."""

from xml.parsers.expat import ParserCreate

from .limits import CELL, damaged

CHUNK = 64 * 1024
# No part of a workbook comes near these; each keeps memory or time within bounds that the size alone does not.
DEEPEST = 256
ELEMENTS = 9_000_000
NAMES = 20_000
LONGEST_TAG = 512 * 1024


class Walk:
    """Calls `starts[name](attributes)` and `ends[name]()` at the elements that a subclass names: "namespace name".

    Between `listen()` and `heard()` text is kept, one character more than a cell may have at most.
    """

    def __init__(self):
        self.starts, self.ends = self.handlers()
        self.depth = self.elements = 0
        self.ignored_at = 0
        self.parts = None
        self.size = 0

    def handlers(self) -> tuple[dict, dict]:
        raise NotImplementedError

    def walk(self, part) -> None:
        """Reads `part`, a stream of bytes; raises ExpatError or Unreadable where it is not XML of a workbook."""
        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._element_starts
        parser.EndElementHandler = self._element_ends
        parser.CharacterDataHandler = self._characters
        fed = 0
        while chunk := part.read(CHUNK):
            fed += len(chunk)
            parser.Parse(chunk)
            # expat reads an unfinished tag from its beginning with each chunk, and keeps every name it has seen.
            if self.depth > DEEPEST or self.elements > ELEMENTS or len(parser.intern) > NAMES:
                raise damaged()
            if fed - max(parser.CurrentByteIndex, 0) > LONGEST_TAG:
                raise damaged()
        parser.Parse(b"", True)

    def listen(self) -> None:
        self.parts, self.size = [], 0

    def heard(self) -> str:
        found, self.parts = "".join(self.parts or ()), None
        return found

    def say(self, text: str) -> None:
        """Adds `text` to what is listened to."""
        if self.parts is not None and self.size <= CELL:
            self.parts.append(text[: CELL + 1 - self.size])
            self.size += len(text)

    def ignore(self, attributes=None) -> None:
        """Leaves out everything in the element that starts here."""
        self.ignored_at = self.depth

    def _refuse(self, *doctype):
        raise damaged()

    def _element_starts(self, name, attributes):
        self.depth += 1
        self.elements += 1
        if not self.ignored_at and (handler := self.starts.get(name)):
            handler(attributes)

    def _element_ends(self, name):
        if not self.ignored_at:
            if handler := self.ends.get(name):
                handler()
        elif self.depth == self.ignored_at:
            self.ignored_at = 0
        self.depth -= 1

    def _characters(self, text):
        if self.parts is not None and not self.ignored_at:
            self.say(text)
