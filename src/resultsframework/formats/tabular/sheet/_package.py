"""
The parts of a workbook that is a zip archive of XML, read in pieces and within limits, whoever made it.

Nothing that a part refers to is fetched. A document type declaration is refused, the only way by which XML can have its
reader build or fetch anything; no tree is built, so that depth costs nothing; and no part, text or tag is taken
that is larger than any spreadsheet makes it.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, NamedTuple
from urllib.parse import unquote
from xml.parsers import expat

from resultsframework.errors import FormatError
from resultsframework.formats._archive import DAMAGE, is_encrypted

if TYPE_CHECKING:
    from ._file import File

__all__ = ["Package", "Relation", "local", "refuse_bombs"]

CHUNK = 262_144
# Bytes of one part, unpacked, and of all that is read of a workbook. A sheet with numbers in a million rows and ten
# columns has 400 MB.
MAX_PART = 500_000_000
MAX_UNPACKED = 1_000_000_000
# Above this size, the most bytes that may come of one packed byte. Sheets of nothing but empty formatted rows reach 60.
BOMB_FROM = 10_000_000
MAX_RATIO = 250
# Bytes of a tag, an attribute or a text without a tag in it. A cell holds 32,767 characters.
LONGEST_TOKEN = 2_000_000
MEMBERS = 20_000


def local(name: str) -> str:
    """The name of an element or attribute without the prefix of its namespace."""
    return name.rpartition(":")[2]


class Relation(NamedTuple):
    """
    A reference from one part to another.

    Attributes:
        kind: The last word of its type, such as "worksheet".

        target: The name of the part referred to.
    """

    kind: str
    target: str


class Package:
    """
    An archive of parts.

    Attributes:
        file: The file.
    """

    def __init__(self, stream: IO[bytes], file: File) -> None:
        self.file = file
        self._left = MAX_UNPACKED
        try:
            self._archive = zipfile.ZipFile(stream)
            members = self._archive.infolist()
        except DAMAGE as error:
            raise self.damaged(error) from error
        if len(members) > MEMBERS:
            msg = f"it is an archive of {len(members):,} files, and no workbook has more than {MEMBERS:,}"
            raise self.file.unsafe(msg)
        # Excel takes names of parts as equal in any letter case.
        self._members = {member.filename.replace("\\", "/").casefold(): member for member in members}

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._members

    def names(self) -> Iterator[str]:
        """The names of all parts."""
        return (member.filename for member in self._members.values())

    def damaged(self, error: Exception, part: str | None = None) -> FormatError:
        """The error for a damaged archive."""
        what = (
            f"the file is damaged ({str(error) or type(error).__name__}); fetch or copy it again, or open it in a "
            "spreadsheet, which may repair it, and save it"
        )
        return self.file.error(what, part)

    def chunks(self, part: str) -> Iterator[bytes]:
        """
        The bytes of a part.

        Raises:
            FormatError: There is no such part, or it is damaged or encrypted.

            UnsafeInputError: It is larger than a part may be.
        """
        member = self._members.get(part.casefold())
        if member is None:
            msg = "this part of the workbook is missing; save the file again in a spreadsheet"
            raise self.file.error(msg, part)
        if is_encrypted(member):
            msg = "it is encrypted; unpack it with its password, and read what comes out"
            raise self.file.error(msg, part)
        size = 0
        try:
            with self._archive.open(member) as file:
                while data := file.read(CHUNK):
                    size += len(data)
                    self._check_size(size, member, part)
                    yield data
        except DAMAGE as error:
            if isinstance(error, FormatError):
                raise
            raise self.damaged(error, part) from error
        self._left -= size

    def _check_size(self, size: int, member: zipfile.ZipInfo, part: str) -> None:
        if size > BOMB_FROM and size > member.compress_size * MAX_RATIO:
            what = f"it unpacks to more than {MAX_RATIO} times its size, as no sheet of a workbook does"
            raise self.file.unsafe(what, part)
        if size > min(MAX_PART, self._left):
            limit = min(MAX_PART, MAX_UNPACKED) // 1_000_000
            what = f"it unpacks to more than {limit} MB; delete the sheets and rows that are not needed"
            raise self.file.unsafe(what, part)

    def events(
        self,
        part: str,
        start: Callable[[str, dict[str, str]], object],
        end: Callable[[str], object] | None = None,
        pieces: list[str] | None = None,
        *,
        remainder: Callable[[bytes], bytes] | None = None,
    ) -> None:
        """
        Call functions for the elements and the texts of a part.

        Args:
            part: The name of the part.

            start: Called with the name and the attributes of each element that begins.

            end: Called with the name of each element that ends.

            pieces: The list to which texts are added, each in one or several pieces; ``start`` has to empty it.

            remainder: Called with each piece of the part, and at last with an empty one; it gives what is to be parsed.

        Raises:
            FormatError: The part is missing or damaged, or no well-formed XML.

            UnsafeInputError: It declares a document type, or is larger than any limit.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = None if pieces is None else pieces.append

        def doctype(name: str, *_rest: object) -> None:
            what = f"it declares a document type ({name!r}), which no workbook needs; it is not read"
            raise self.file.unsafe(what, part)

        parser.StartDoctypeDeclHandler = doctype
        fed = 0
        try:
            for data in self._remaining(part, remainder):
                parser.Parse(data, False)
                fed += len(data)
                # A tag without an end is scanned anew with each piece.
                if fed - parser.CurrentByteIndex > LONGEST_TOKEN:
                    what = f"a tag or a text in it is longer than {LONGEST_TOKEN:,} bytes"
                    raise self.file.unsafe(what, part)
                if pieces is not None and sum(map(len, pieces)) > LONGEST_TOKEN:
                    what = f"a text in it is longer than {LONGEST_TOKEN:,} characters"
                    raise self.file.unsafe(what, part)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            what = f"it is no well-formed XML: {expat.ErrorString(error.code)}; save the file again in a spreadsheet"
            raise self.file.error(what, f"{part}, line {error.lineno}") from None
        except (LookupError, ValueError) as error:
            if isinstance(error, FormatError):
                raise
            what = f"its encoding cannot be read ({error}); save the file again in a spreadsheet"
            raise self.file.error(what, part) from None

    def _remaining(self, part: str, remainder: Callable[[bytes], bytes] | None) -> Iterator[bytes]:
        if remainder is None:
            yield from self.chunks(part)
        else:
            yield from map(remainder, self.chunks(part))
            yield remainder(b"")

    def relations(self, part: str) -> dict[str, Relation]:
        """The references of a part to other parts of the archive, by their identifiers."""
        folder, _, file = part.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        found: dict[str, Relation] = {}

        def start(name: str, given: dict[str, str]) -> None:
            if local(name) == "Relationship" and given.get("TargetMode") != "External":
                target = unquote(given.get("Target", ""))
                inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[given.get("Id", "")] = Relation(given.get("Type", "").rpartition("/")[2], inside)

        if rels in self:
            self.events(rels, start)
        return found


def refuse_bombs(package: Package) -> None:
    """
    Do nothing for an archive whose parts may all be unpacked.

    Raises:
        FormatError: A part is damaged.

        UnsafeInputError: A part is larger than a part may be, whatever size the archive states for it.
    """
    for part in package.names():
        for _ in package.chunks(part):
            pass
