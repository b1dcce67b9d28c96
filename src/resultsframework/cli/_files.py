"""
The files that a command is told: where a dash is standard input or output, and a name tells its format.
"""

from __future__ import annotations

import sys
from pathlib import PurePath

import resultsframework as rf
from resultsframework.formats import FORMATS, _recognised
from resultsframework.formats._text import read_text

__all__ = ["STANDARD", "format_of", "format_to_write", "label_of", "read"]

STANDARD = "-"
STANDARD_INPUT = "standard input"


def read(file: str, format: str | None) -> rf.ResultsFramework:
    """The framework of a file, or of standard input."""
    if file != STANDARD:
        return rf.read(file, format)
    try:
        return rf.read(sys.stdin.buffer, format)
    except rf.FormatError as error:
        raise error.in_source(STANDARD_INPUT) from None


def label_of(file: str) -> str:
    """What a file is called in what is printed."""
    return STANDARD_INPUT if file == STANDARD else file


def format_of(file: str, named: str | None) -> str:
    """The format that a file was read in: the one that is named, else the one that its name and content tell."""
    return named or _recognised(*read_text(file)).name


def format_to_write(target: str, named: str | None) -> str:
    """
    The format that is named, else the one that the end of the file's name tells.

    Raises:
        InvalidValueError: It tells none, or several.
    """
    if named is not None:
        return named
    suffix = PurePath(target).suffix.lower()
    fitting = [known.name for known in FORMATS if known.writes and suffix in known.suffixes]
    if len(fitting) == 1:
        return fitting[0]
    choices = " or ".join(f"--to {name}" for name in fitting or (known.name for known in FORMATS if known.writes))
    msg = f"the name {target!r} does not tell which format to write; say {choices}"
    raise rf.InvalidValueError(msg)
