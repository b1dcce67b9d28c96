"""
The headings of a page, each of which opens a block; its menus, and the first lines below the page proper.
"""

from __future__ import annotations

import enum
import re

from ._words import CODE, RESULT_CODE

__all__ = [
    "EVERYDAY",
    "LONGEST_HEADING",
    "MENU_ENTRIES",
    "OF_AN_OUTCOME",
    "OF_GLOBAL_RESULTS",
    "OUTCOME_WORDS",
    "OUTPUT_WORD",
    "PLAN_PERIOD",
    "SHOWN_YEAR",
    "Found",
    "Heading",
    "code_and_identifier",
    "code_of_identifier",
    "heading_of",
    "is_navigation",
    "is_reserved",
    "is_section_menu",
    "starts_footer",
]


class Heading(enum.Enum):
    """The headings that open a block of the page, in their usual order; the last four are of global results."""

    OUTCOME = "outcome"
    DETAILS = "Outcome details"
    DESCRIPTION = "Outcome Description"
    RESOURCES = "Resources"
    INDICATORS = "Outcome Indicator and Results"
    OUTPUTS = "Output Indicator and Results"
    OUTPUT = "OUTPUT"
    NOTE = "Strategic Note Outcome Progress Note"
    DOCUMENTS = "Documents"
    FOOTER = "Disclaimer and notes"
    GLOBAL_OUTCOME = "SP Outcome"
    GLOBAL_INDICATORS = "Outcome indicators"
    GLOBAL_OUTPUT = "SP Output"
    GLOBAL_OUTPUTS = "Output indicators"


Found = tuple[Heading, str | None]

# A heading that is one word of everyday language is also found in menus, above and below the page proper.
EVERYDAY = frozenset({Heading.RESOURCES, Heading.DOCUMENTS})
OF_AN_OUTCOME = frozenset(
    {
        Heading.DETAILS,
        Heading.DESCRIPTION,
        Heading.INDICATORS,
        Heading.OUTPUTS,
        Heading.OUTPUT,
        Heading.GLOBAL_INDICATORS,
    }
)
OF_GLOBAL_RESULTS = frozenset({Heading.GLOBAL_OUTCOME, Heading.GLOBAL_OUTPUT, Heading.GLOBAL_OUTPUTS})

OUTCOME_WORDS = ("outcome", "OUTCOME")
OUTPUT_WORD = "OUTPUT"
LONGEST_HEADING = 300
EXACT = {
    "outcome details": Heading.DETAILS,
    "outcome description": Heading.DESCRIPTION,
    "resources": Heading.RESOURCES,
    "output indicator and results": Heading.OUTPUTS,
    "output indicators and results": Heading.OUTPUTS,
    "documents": Heading.DOCUMENTS,
}
RESULT = re.compile(r"(outcome|OUTCOME|OUTPUT)(?: (.+))?")
INDICATORS = re.compile(r"outcome indicators? and results(?: plan period ?: ?(.*))?", re.IGNORECASE)
NOTE = re.compile(r"strategic note outcome progress note(?: showing data of ?: ?(.*))?", re.IGNORECASE)
GLOBAL_INDICATORS = re.compile(r"outcome indicators in ([1-9][0-9]{3})", re.IGNORECASE)
GLOBAL_OUTPUTS = re.compile(r"output indicators(?: in ([1-9][0-9]{3}))?", re.IGNORECASE)
GLOBAL_OUTCOME = re.compile(r"((?:sp )?outcome [0-9]{1,2} ?: ?.+)", re.IGNORECASE)
GLOBAL_OUTPUT = re.compile(r"((?:sp )?output [0-9]{1,2} ?: ?.+)", re.IGNORECASE)
WITH_ARGUMENT = (
    (INDICATORS, Heading.INDICATORS),
    (NOTE, Heading.NOTE),
    (GLOBAL_INDICATORS, Heading.GLOBAL_INDICATORS),
    (GLOBAL_OUTPUTS, Heading.GLOBAL_OUTPUTS),
    (GLOBAL_OUTCOME, Heading.GLOBAL_OUTCOME),
    (GLOBAL_OUTPUT, Heading.GLOBAL_OUTPUT),
)
# The second half of two headings, on a line of its own.
PLAN_PERIOD = re.compile(r"plan period(?: ?: ?(.*))?", re.IGNORECASE)
SHOWN_YEAR = re.compile(r"showing (?:(?:country level|field-based) )?data of ?:? ?(.*)", re.IGNORECASE)

FOOTERS = ("disclaimer and notes", "download data", "feedback", "user survey", "the boundaries and names")
SECTION_MENU = "activity details"
MENU_ENTRIES = (
    "resources",
    "outcome indicator and results",
    "outcome indicators and results",
    "strategic note outcome progress note",
    "documents",
)
# Offices explained above a table of global results: "RO : Regional Office".
LEGEND = re.compile(r"(?:M?CO|RO|HQ) ?: ")
ORGANISATION = re.compile(r"[A-Z]{2}-[A-Z]{2,8}-[0-9]")
IDENTIFIER = re.compile(r"[A-Z]{2}-[A-Z]{2,8}-[0-9]+-(.+)")


def heading_of(line: str) -> Found | None:
    """The heading that a line is, with the text after it: a code, a title, a plan period, a year."""
    if len(line) > LONGEST_HEADING or line[:1] not in "oORrDdSs":
        return None
    if exact := EXACT.get(line.casefold()):
        return exact, None
    if match := RESULT.fullmatch(line):
        return _heading_of_result(match[1], match[2])
    for pattern, heading in WITH_ARGUMENT:
        if match := pattern.fullmatch(line):
            return heading, match[1]
    return None


def is_reserved(text: str) -> bool:
    """True for a text that is a heading, a menu or a footer wherever it is: a page has no place for it as another."""
    head = heading_of(text)
    is_heading = (head is not None and head[0] not in OF_GLOBAL_RESULTS) or text in OUTCOME_WORDS
    return is_heading or is_section_menu(text) or starts_footer(text)


def _heading_of_result(word: str, code: str | None) -> Found | None:
    """The heading of an outcome or an output, if the word has a code behind it; an output may have none."""
    if word == OUTPUT_WORD:
        return (Heading.OUTPUT, code) if code is None or RESULT_CODE.fullmatch(code) else None
    if code is None or RESULT_CODE.fullmatch(code_and_identifier(code)[0]) is None:
        return None
    return Heading.OUTCOME, code


def code_and_identifier(text: str) -> tuple[str, str | None]:
    """The code of an outcome and the identifier that is printed right behind it, which ends in the code."""
    for dash in reversed([place.start() for place in re.finditer("-", text)]):
        code = text[dash + 1 :]
        if code and text.startswith(code) and len(code) < dash:
            return code, text[len(code) :].strip()
    code, space, identifier = text.rpartition(" ")
    if space and ORGANISATION.match(identifier):
        return code, identifier
    match = ORGANISATION.search(text)
    return (text[: match.start()], text[match.start() :]) if match and match.start() else (text, None)


def code_of_identifier(text: str) -> str | None:
    """The code in which an identifier ends, where a text is the identifier of an outcome and nothing else."""
    match = IDENTIFIER.fullmatch(text)
    return match[1] if match and CODE.fullmatch(match[1]) else None


def starts_footer(line: str) -> bool:
    """True for the first line below the page proper: disclaimers, downloads, the survey."""
    return line.casefold().startswith(FOOTERS) if line[:1] in "dDfFuUtT" else False


def is_section_menu(line: str) -> bool:
    """True if a line is the menu that names the blocks of the page."""
    return line[:16].casefold() == SECTION_MENU


def is_navigation(line: str) -> bool:
    """True if a line above the outcome is a menu or a caption: those carry no figure and no label."""
    if LEGEND.match(line):
        return True
    return ":" not in line and not any(map(str.isdigit, line))
