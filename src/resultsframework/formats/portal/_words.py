"""
The words of a portal page: its headings, labels and key phrases, its codes, and the lists of names that it strings
together without a delimiter.
"""

from __future__ import annotations

import enum
import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from resultsframework.alignment import AlignmentKind, PolicyMarker, SdgReference
from resultsframework.document import DOCUMENT_CATEGORIES
from resultsframework.indicator import NoteKind
from resultsframework.observation import ObservationKind
from resultsframework.period import Period

__all__ = [
    "ALIGNMENTS",
    "CELLS",
    "CODE",
    "ICON",
    "LONGEST_HEADING",
    "RESULT_CODE",
    "SDG",
    "SUMMARY",
    "YEARS",
    "Heading",
    "categories_of",
    "code_and_identifier",
    "copies",
    "explains_alignment",
    "functions_of",
    "heading_of",
    "in_lines",
    "is_acronym",
    "is_navigation",
    "is_section_menu",
    "markers_of",
    "names_of_categories",
    "note_kind",
    "one_line",
    "pieces",
    "plain",
    "sdg_of",
    "starts_footer",
    "years_of",
]


class Heading(enum.Enum):
    """The headings that open a block of the page, in their usual order."""

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


# A heading that is one word of everyday language is also found in menus, above and below the page proper.
EVERYDAY = frozenset({Heading.RESOURCES, Heading.DOCUMENTS})

LONGEST_HEADING = 300
EXACT = {
    **{h.value.casefold(): h for h in Heading if h not in (Heading.OUTCOME, Heading.OUTPUT, Heading.FOOTER)},
    "outcome indicators and results": Heading.INDICATORS,
    "output indicators and results": Heading.OUTPUTS,
}
RESULT_CODE = re.compile(r"(?:[A-Z]{2,5} )?[^\s]*[0-9][^\s]*")
RESULT = re.compile(r"(outcome|OUTCOME|OUTPUT)(?: (.+))?")
INDICATORS = re.compile(r"outcome indicators? and results(?: plan period ?: ?(.*))?", re.IGNORECASE)
NOTE = re.compile(r"strategic note outcome progress note(?: showing data of ?: ?(.*))?", re.IGNORECASE)
WITH_ARGUMENT = ((INDICATORS, Heading.INDICATORS), (NOTE, Heading.NOTE))
FOOTERS = ("disclaimer and notes", "download data", "feedback", "user survey", "the boundaries and names")
SECTION_MENU = "activity details"

CELLS: Mapping[str, ObservationKind] = MappingProxyType(
    {
        "Baseline": ObservationKind.BASELINE,
        "Milestone": ObservationKind.MILESTONE,
        "Target": ObservationKind.TARGET,
        "Result": ObservationKind.ACTUAL,
    }
)
ALIGNMENTS: Mapping[str, AlignmentKind] = MappingProxyType(
    {"Complementary": AlignmentKind.COMPLEMENTARY, "Common": AlignmentKind.COMMON}
)
SDG = "SDG"
ICON = "sdg"  # the text that stands for the picture before a goal and before every partner
SUMMARY = re.compile(r"([1-9][0-9]{3}) Result(?: .*)?")
YEARS = re.compile(r"[0-9]{1,4}(?: ?[-–—/] ?[0-9]{1,4})?")
# A digit, a letter or two stops, and a sign that joins parts: "SP_D_0.1.d", "BDI_O_1.2", "2.1.1", "PAP _O_1.1".
CODE = re.compile(
    r"(?=.{2,80}$)(?:[A-Z]{2,5} (?=_))?(?=\S*[0-9])(?=\S*[A-Za-z]|\S+\.\S+\.)(?=\S*[._-])[A-Za-z0-9_./-]+"
)
PLAN_YEARS = re.compile(r"([1-9][0-9]{3})(?: ?[-–—/] ?([1-9][0-9]{3}))?")
ACRONYM = re.compile(r"(?=[A-Z0-9/&.-]*[A-Z][A-Z0-9/&.-]*[A-Z])[A-Z0-9/&.-]{2,15}")
GOAL = re.compile(r"(?:sdg )?goal (1[0-7]|[1-9])(?![0-9.]).*", re.IGNORECASE)
ORGANISATION = re.compile(r"[A-Z]{2}-[A-Z]{2,8}-[0-9]")

NOTES: Mapping[str, NoteKind] = MappingProxyType(
    {
        "in a global scope": NoteKind.DESK_REVIEW,
        "trust fund to end violence": NoteKind.TRUST_FUND,
        "learning process on social norms": NoteKind.SOCIAL_NORMS,
    }
)
EXPLANATIONS = ("complementary indicators are", "common indicators are")

# Functions of entities of the United Nations, in the words of the system's common data standards.
FUNCTIONS = (
    "Advocacy, communications and social mobilization",
    "Convening, partnerships and knowledge sharing",
    "Convening/partnerships/knowledge sharing",
    "Data collection and analysis",
    "Direct support and service delivery",
    "Direct support/service delivery",
    "Integrated normative support",
    "Integrated policy advice and thought leadership",
    "Normative support",
    "Policy advice and thought leadership",
    "Support functions",
    "Capacity development and technical assistance",
)

# IATI code list PolicyMarker, version 2.03: name and code.
MARKERS: Mapping[str, str] = MappingProxyType(
    {
        "Gender Equality": "1",
        "Aid to Environment": "2",
        "Participatory Development/Good Governance": "3",
        "Trade Development": "4",
        "Aid Targeting the Objectives of the Convention on Biological Diversity": "5",
        "Aid Targeting the Objectives of the Framework Convention on Climate Change - Mitigation": "6",
        "Aid Targeting the Objectives of the Framework Convention on Climate Change - Adaptation": "7",
        "Aid Targeting the Objectives of the Convention to Combat Desertification": "8",
        "Reproductive, Maternal, Newborn and Child Health (RMNCH)": "9",
        "Disaster Risk Reduction(DRR)": "10",
        "Disability": "11",
        "Nutrition": "12",
    }
)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds whole names in a text, the longest first."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


ANY_FUNCTION, ANY_MARKER = _any_of(FUNCTIONS), _any_of(MARKERS)
CODE_OF_MARKER = {name.casefold(): code for name, code in MARKERS.items()}
CODE_OF_CATEGORY = {name.casefold(): code for code, name in DOCUMENT_CATEGORIES.items()}
MOST_COMMAS = max(name.count(", ") for name in DOCUMENT_CATEGORIES.values())


# ------------------------------------------------------------------------------------------------ text


def plain(text: str) -> str:
    """A line by which its words are recognised: every run of spaces, of whatever sort, is one space."""
    return " ".join(text.split()) if len(text) <= LONGEST_HEADING else text


def one_line(text: str) -> str:
    """A text as one line of a page."""
    return re.sub(r"\s*[\r\n]\s*", " ", text.strip()) if "\n" in text or "\r" in text else text.strip()


def copies(text: str) -> str | None:
    """The value that a cell prints twice; None where the two copies differ, or where there are not two."""
    words = text.split()
    half, odd = divmod(len(words), 2)
    if odd or not half or words[:half] != words[half:]:
        return None
    middle = len(text) // 2
    if text[:middle] == text[middle + 1 :]:
        return text[:middle]
    *_, last = itertools.islice(re.finditer(r"\S+", text), half)
    return text[: last.end()]


def years_of(text: str) -> Period:
    """The period that a year or two years make; other text is kept raw, so that a year 0 is no year."""
    match = PLAN_YEARS.fullmatch(text)
    if match is None:
        return Period(raw=text) if text else Period()
    first, last = int(match[1]), int(match[2] or match[1])
    return Period.between(first, last) if first <= last else Period(raw=text)


def pieces(text: str, known: re.Pattern[str]) -> tuple[str, ...]:
    """A text cut into the known names in it, and one piece for each text between them."""
    text = " ".join(text.split())
    found: list[str] = []
    end = 0
    for match in known.finditer(text):
        found += [text[end : match.start()], match[0]]
        end = match.end()
    return tuple(piece for part in (*found, text[end:]) if (piece := part.strip(" ,;")))


def is_acronym(text: str) -> bool:
    """True if a name is an acronym: one word of capitals."""
    return ACRONYM.fullmatch(text) is not None


# -------------------------------------------------------------------------------------------- headings


def heading_of(line: str) -> tuple[Heading, str | None] | None:
    """The heading that a line is, with the text after it: a code, a plan period, a year."""
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


def _heading_of_result(word: str, code: str | None) -> tuple[Heading, str | None] | None:
    """The heading of an outcome or an output, if the word has a code behind it; an output may have none."""
    if word == "OUTPUT":
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


def starts_footer(line: str) -> bool:
    """True for the first line below the page proper: disclaimers, downloads, the survey."""
    return line.casefold().startswith(FOOTERS) if line[:1] in "dDfFuUtT" else False


def is_section_menu(line: str) -> bool:
    """True if a line is the menu that names the blocks of the page."""
    return line[:16].casefold() == SECTION_MENU


def is_navigation(line: str) -> bool:
    """True if a line above the outcome is a menu or a caption: those carry no figure and no label."""
    return ":" not in line and not any(map(str.isdigit, line))


# ------------------------------------------------------------------------------------------ indicators


def note_kind(text: str) -> NoteKind:
    """The subject of a note, by its key phrase."""
    folded = text.casefold()
    return next((kind for phrase, kind in NOTES.items() if phrase in folded), NoteKind.OTHER)


def explains_alignment(text: str) -> bool:
    """True if a text explains what a common or complementary indicator is."""
    return text[:40].casefold().startswith(EXPLANATIONS)


def sdg_of(text: str, form: str, line: int | None = None) -> SdgReference:
    """The goal that a tag names, kept raw unless it is printed in the usual form, such as "Goal 5"."""
    match = GOAL.fullmatch(plain(text))
    goal = int(match[1]) if match else None
    return SdgReference(goal=goal, raw=None if text == f"{form} {goal}" else text, line=line)


# ----------------------------------------------------------------------------------------------- lists


def functions_of(text: str) -> tuple[str, ...]:
    """The functions of the UN system that a line strings together."""
    return pieces(text, ANY_FUNCTION)


def markers_of(text: str, line: int | None = None) -> tuple[PolicyMarker, ...]:
    """The policy markers that a line strings together, with the code of those in the list."""
    names = pieces(text, ANY_MARKER)
    return tuple(PolicyMarker(name=name, code=CODE_OF_MARKER.get(name.casefold()), line=line) for name in names)


def categories_of(text: str) -> tuple[tuple[str, ...], bool]:
    """
    The document categories that a line joins by commas: codes, or the text where it is in no list; and whether any
    is in the list.

    A category may have commas of its own, so the longest name that is in the list is taken at each place.
    """
    parts = [part.strip() for part in text.split(", ")]
    found: list[str] = []
    is_known = False
    at = 0
    while at < len(parts):
        longest = min(at + MOST_COMMAS + 1, len(parts))
        ends = (end for end in range(longest, at, -1) if ", ".join(parts[at:end]).casefold() in CODE_OF_CATEGORY)
        end = next(ends, None)
        if end is None:
            found += filter(None, [parts[at]])
            at += 1
        else:
            found.append(CODE_OF_CATEGORY[", ".join(parts[at:end]).casefold()])
            is_known = True
            at = end
    return tuple(found), is_known


def names_of_categories(categories: Iterable[str]) -> str:
    """Document categories as a page prints them."""
    return ", ".join(DOCUMENT_CATEGORIES.get(category, category) for category in categories)


def in_lines(label: str, names: Iterable[str], cut: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """Lines that string names together behind a label, as few as can be cut into the same names again."""
    # A name reaches no farther than the two before it: unknown names that touch are one, known ones stay apart.
    lines: list[list[str]] = []
    for name in names:
        near = [*lines[-1][-2:], name] if lines else []
        if near and cut(" ".join(near)) == tuple(near):
            lines[-1].append(name)
        else:
            lines.append([name])
    return tuple(" ".join([label, *line]) for line in lines)
