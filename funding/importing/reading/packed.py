"""A workbook as the zip file that it is, opened without trusting what it says of itself."""

import io
import posixpath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.utils.translation import gettext as _

from ..cells import Unreadable
from .limits import MEMBERS, RATIO, RATIO_FROM, UNZIPPED, damaged, too_large

ZIP = b"PK\x03\x04"
# Before each member in the list at the end of a zip file.
LISTED = b"PK\x01\x02"
IS_ENCRYPTED = 0x1
SMALL_PART = 4_000_000


class Package:
    """The members of a zip file by name. None is ever written to disk, so their names are only names.

    Raises Unreadable for one that unpacks to more than is read, one with a password, and one that is damaged.
    """

    def __init__(self, data: bytes):
        # Counted before they are listed, since each takes memory.
        if data.count(LISTED) > MEMBERS:
            raise too_large()
        self.zip = ZipFile(io.BytesIO(data))
        members = self.zip.infolist()
        self.names = {member.filename for member in members}
        if len(self.names) < len(members):
            raise damaged()  # two readers would each see another file
        if any(member.flag_bits & IS_ENCRYPTED for member in members):
            raise encrypted()
        if any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members):
            raise damaged()
        # No more of a member is unpacked than it says here: zipfile stops there.
        unpacked = sum(member.file_size for member in members)
        if unpacked > UNZIPPED or unpacked > max(RATIO_FROM, RATIO * len(data)):
            raise too_large()
        self.unread = UNZIPPED

    def open(self, name: str):
        """A member as a stream of bytes; together they give no more than UNZIPPED."""
        return Counted(self, self.zip.open(name))

    def small(self, name: str) -> bytes:
        """A member that only says something about others; empty where it is not there."""
        if name not in self.names:
            return b""
        with self.open(name) as part:
            return part.read(SMALL_PART)

    def has(self, *beginnings: str) -> bool:
        return any(name.startswith(beginnings) for name in self.names)


class Counted:
    """A member that counts what is read of all."""

    def __init__(self, package: Package, stream):
        self.package = package
        self.stream = stream

    def read(self, size: int) -> bytes:
        found = self.stream.read(size)
        self.package.unread -= len(found)
        if self.package.unread < 0:
            raise too_large()
        return found

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.stream.close()


def encrypted() -> Unreadable:
    return Unreadable(
        _("The file is protected with a password. Save it without a password and upload it again, or save it as CSV.")
    )


def target(base: str, path: str) -> str:
    """The name of the member to which `path` leads from the member `base`."""
    if path.startswith("/"):
        return posixpath.normpath(path[1:])
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
