"""
The words of a portal page: its labels and key phrases, its codes, and the lists of names that it strings together
without a delimiter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from resultsframework.alignment import AlignmentKind, PolicyMarker, SdgReference
from resultsframework.document import DOCUMENT_CATEGORIES
from resultsframework.formats._code_lists import POLICY_MARKERS
from resultsframework.note import NoteKind, Scope
from resultsframework.observation import ObservationKind
from resultsframework.period import Period

__all__ = [
    "ALIGNMENTS",
    "BASELINE_YEARS",
    "CELLS",
    "CODE",
    "ICON",
    "ICONS",
    "OFFICES",
    "PLAN_CODE",
    "RESULT_CODE",
    "SDG",
    "SUMMARY",
    "YEARS",
    "categories_of",
    "explains_alignment",
    "functions_of",
    "goals_in",
    "in_lines",
    "is_acronym",
    "is_body",
    "markers_of",
    "names_of_categories",
    "note_kind",
    "pieces",
    "plain",
    "sdg_of",
    "years_of",
]

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
# The texts that stand for a picture: other copies have no text there.
ICONS = frozenset({ICON, "Image", "image"})
SUMMARY = re.compile(r"([1-9][0-9]{3}) Result(?: .*)?")
# The years of a column. A baseline without a year has the year 0, which no other column has.
YEARS = re.compile(r"[1-9][0-9]{3}(?: ?[-–—/] ?[0-9]{1,4})?")
BASELINE_YEARS = re.compile(r"0|[0-9]{4}(?: ?[-–—/] ?[0-9]{1,4})?")
RESULT_CODE = re.compile(r"(?:[A-Z]{2,5} )?[^\s]*[0-9][^\s]*")
# The code of an indicator in the strategic plan, printed apart from its statement: "SP 2.1", "SP O_3.3".
PLAN_CODE = re.compile(r"SP (?:[A-Z]_)?[0-9]{1,2}(?:\.[0-9A-Za-z]{1,4}){0,3}(?!\S)")
# The office that reports, printed behind a code and not in the suffix of the statement. Desk reviews are global.
OFFICES: Mapping[str, Scope] = MappingProxyType(
    {
        "Country": Scope.COUNTRY_OFFICE,
        "Regional": Scope.REGIONAL_OFFICE,
        "Headquarters": Scope.HEADQUARTERS,
        "Global": Scope.DESK_REVIEW,
    }
)
# A digit, a letter or two stops, and a sign that joins parts: "SP_D_0.1.d", "BDI_O_1.2", "2.1.1", "PAP _O_1.1".
CODE = re.compile(
    r"(?=.{2,80}$)(?:[A-Z]{2,5} (?=_))?(?=\S*[0-9])(?=\S*[A-Za-z]|\S+\.\S+\.)(?=\S*[._-])[A-Za-z0-9_./-]+"
)
PLAN_YEARS = re.compile(r"([1-9][0-9]{3})(?: ?[-–—/] ?([1-9][0-9]{3}))?")
ACRONYM = re.compile(r"(?=[A-Z0-9/&.-]*[A-Z][A-Z0-9/&.-]*[A-Z])[A-Z0-9/&.-]{2,15}")
GOAL = re.compile(r"(?:sdg )?goal (1[0-7]|[1-9])(?![0-9.]).*", re.IGNORECASE)
GOALS = re.compile(r"(?:(?:sdg )?goal(?: [0-9]{1,2})?(?: |$)){2,}", re.IGNORECASE)
ONE_GOAL = re.compile(r"(?:sdg )?goal(?: [0-9]{1,2})?", re.IGNORECASE)
SMALL_WORDS = frozenset({"and", "de", "for", "of", "on", "the"})
# Words with which an indicator begins, and no body's name.
MEASURES = frozenset(
    {
        "degree",
        "existence",
        "extent",
        "level",
        "number",
        "percentage",
        "proportion",
        "rate",
        "ratio",
        "share",
        "whether",
    }
)
LONGEST_NAME = 8

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

# IATI code list PolicyMarker: name and code.
MARKERS: Mapping[str, str] = MappingProxyType({name: code for code, name in POLICY_MARKERS.items()})


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
    """A text with one space where it has any: line ends, tabs and spaces of whatever sort mean the same."""
    return " ".join(text.split())


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


def is_body(text: str) -> bool:
    """True if a text is probably the name of a body: a few words with capitals, which no statement is."""
    words = text.split()
    if not 0 < len(words) <= LONGEST_NAME or words[0].casefold() in MEASURES or any(map(str.isdigit, text)):
        return False
    return is_acronym(text) or all(word[0].isupper() or word in SMALL_WORDS for word in words)


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


def goals_in(text: str) -> tuple[str, ...]:
    """The goals that a line strings together, or the line where it is no list of goals."""
    return tuple(ONE_GOAL.findall(text)) if GOALS.fullmatch(text) else (text,)


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
