"""
The text of a file that states no encoding: UTF-8, UTF-16 with a byte order mark, or else Windows-1252,
as Excel writes it.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ._file import File

__all__ = ["Decoded", "decode"]

NOT_UTF_8 = "The file is not UTF-8 and is read as Windows-1252; where letters look wrong, save it as UTF-8."


class Decoded(NamedTuple):
    """
    The text of a file.

    Attributes:
        text: The text, without a byte order mark; line ends are as in the file.

        remark: A sentence on an encoding that was assumed; empty where none had to be.
    """

    text: str
    remark: str = ""


def decode(data: bytes, file: File) -> Decoded:
    """
    The text of bytes.

    Raises:
        FormatError: They are no text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        found = Decoded(data.decode("utf-16", "replace"))
    else:
        try:
            found = Decoded(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            try:
                found = Decoded(data.decode("cp1252"), NOT_UTF_8)
            except UnicodeDecodeError as error:
                line = data.count(b"\n", 0, error.start) + 1
                what = (
                    f"it is neither a workbook nor text in UTF-8 or Windows-1252: the byte 0x{data[error.start]:02X} "
                    "was found; open it in a spreadsheet and save it as .xlsx"
                )
                raise file.error(what, line=line) from None
    if "\0" in found.text:
        what = "it is neither a workbook nor text: a zero byte was found; open it in a spreadsheet and save it as .xlsx"
        raise file.error(what, line=found.text.count("\n", 0, found.text.index("\0")) + 1)
    return found
