"""
The geographic scope, as a brief states it within a sentence: "at national level, in two states (A and B)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import NamedTuple

import attrs

from resultsframework.organisation import Place, PlaceLevel
from resultsframework.programme import GeographicScope

from ._text import name_list, sentences_of, split_outside_brackets

__all__ = ["LEVELS", "find_scope", "scope_sentence", "sole_scope"]

# The number words, from one on.
WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
NUMBERS = MappingProxyType({word: number for number, word in enumerate(WORDS, 1)})
# One word for one and one for several, and the level of what they name; the first of a level is how it is written.
KINDS = (
    ("state", "states", PlaceLevel.STATE),
    ("province", "provinces", PlaceLevel.STATE),
    ("department", "departments", PlaceLevel.STATE),
    ("governorate", "governorates", PlaceLevel.STATE),
    ("canton", "cantons", PlaceLevel.STATE),
    ("prefecture", "prefectures", PlaceLevel.STATE),
    ("municipality", "municipalities", PlaceLevel.MUNICIPALITY),
    ("city", "cities", PlaceLevel.MUNICIPALITY),
    ("town", "towns", PlaceLevel.MUNICIPALITY),
    ("commune", "communes", PlaceLevel.MUNICIPALITY),
    ("region", "regions", PlaceLevel.OTHER),
    ("district", "districts", PlaceLevel.OTHER),
    ("county", "counties", PlaceLevel.OTHER),
)
LEVELS = MappingProxyType({word: level for one, several, level in KINDS for word in (one, several)})
PLURALS = frozenset(several for _, several, _ in KINDS)

# Only what surely counts or names places: "in more than two states", "in two or three states", "in two state banks"
# are left alone.
PIECE = re.compile(
    rf"""
    (?P<national>\bat\s+(?:the\s+)?national(?:\s+and\s+[a-z-]+)?\s+levels?\b)
  | (?P<lead>\b(?:in|across|within|and)\s|,\s)\s*
    (?:the\s+)?
    (?P<least>(?:at\s+least|a\s+minimum\s+of)\s+)?
    (?:(?P<count>[0-9]{{1,4}}|{"|".join(WORDS)})\s+)?
    (?:(?:additional|different|federal|further|other|pilot|priority|rural|selected|target|urban)\s+)?
    (?P<kind>{"|".join(sorted(LEVELS, key=len, reverse=True))})(?![\w-])
    (?P<country>\s+(?:in|of)\s+(?:the\s+country|[A-Z]\w+(?:\s+[A-Z]\w+)*))?
    (?:\s+\((?P<names>[^()]*)\))?
    """,
    re.VERBOSE,
)
ENDS_HERE = re.compile(r"\s*(?:[.,;:)]|and\b|$)")
LIST_SIGN = re.compile(r"((?<!\s)\s+and\s+|,\s*(?:and\s+)?)")
JOINS = re.compile(r",?\s*")
ACTS = re.compile(
    r"\b(?:program(?:me)?|project|activities|interventions?|work(?:s|ed|ing)?|carried\s+out|(?:cover|implement|operat"
    r"|pilot)\w*)\b",
    re.IGNORECASE,
)
OPENING = "The programme works "


class _Area(NamedTuple):
    level: PlaceLevel
    is_plural: bool
    number: int | None
    is_minimum: bool
    names: str | None

    @property
    def stated(self) -> int | None:
        """The stated number of names in the brackets, if any; "at least" states none."""
        return None if self.is_minimum else self.number


def find_scope(paragraphs: Iterable[str]) -> GeographicScope | None:
    """The geographic scope from the first sentence that certainly states it; None without such a sentence."""
    for paragraph in paragraphs:
        for start, end in sentences_of(paragraph):
            sentence = paragraph[start:end]
            if ACTS.search(sentence) and (found := _scope(sentence)):
                return found[0]
    return None


def sole_scope(paragraph: str) -> GeographicScope | None:
    """The geographic scope of a paragraph that states nothing else, in the words of `scope_sentence`."""
    phrase = paragraph.removeprefix(OPENING).removesuffix(".")
    if paragraph != f"{OPENING}{phrase}." or len(sentences_of(paragraph)) != 1:
        return None
    found = _scope(phrase)
    return found[0] if found and found[1] == phrase else None


def scope_sentence(scope: GeographicScope) -> str | None:
    """A sentence that states the geographic scope; None where there is nothing to state."""
    phrase = scope.raw
    if phrase is None or (found := _scope(phrase)) is None or found != (scope, phrase):
        phrase = _phrase(scope)
    return f"{OPENING}{phrase}." if phrase else None


def _scope(text: str) -> tuple[GeographicScope, str] | None:
    """The scope that a text states, and the part of the text from its first piece to its last."""
    pieces = list(_pieces(text))
    if not pieces:
        return None
    phrase = text[pieces[0].start("national" if pieces[0]["national"] else "lead") : pieces[-1].end()]
    areas = [_area(piece) for piece in pieces if piece["kind"]]
    states = [Place(name=name, level=PlaceLevel.STATE) for area in areas for name in _states_of(area)]
    places = [place for area in areas for place in _places(area, states)]
    scope = GeographicScope(
        is_national=any(piece["national"] for piece in pieces),
        places=tuple(places),
        state_count=_number(areas, PlaceLevel.STATE, is_minimum=False),
        state_minimum=_number(areas, PlaceLevel.STATE, is_minimum=True),
        municipality_count=_number(areas, PlaceLevel.MUNICIPALITY, is_minimum=False),
        municipality_minimum=_number(areas, PlaceLevel.MUNICIPALITY, is_minimum=True),
    )
    return (scope if _phrase(scope) == phrase else attrs.evolve(scope, raw=phrase)), phrase


def _pieces(text: str) -> Iterable[re.Match[str]]:
    end = None
    for piece in PIECE.finditer(text):
        if piece["kind"]:
            follows = end is not None and JOINS.fullmatch(text, end, piece.start()) is not None
            if piece["lead"].strip() in {"and", ","} and not follows:
                continue
            if piece["names"] is None and not (
                piece["count"] and (piece["kind"] in PLURALS or piece["country"] or ENDS_HERE.match(text, piece.end()))
            ):
                continue
        yield piece
        end = piece.end()


def _area(piece: re.Match[str]) -> _Area:
    count = piece["count"]
    return _Area(
        level=LEVELS[piece["kind"]],
        is_plural=piece["kind"] in PLURALS,
        number=None if count is None else NUMBERS.get(count) or int(count),
        is_minimum=piece["least"] is not None,
        names=piece["names"],
    )


def _number(areas: Sequence[_Area], level: PlaceLevel, *, is_minimum: bool) -> int | None:
    """The number that is stated for a level; None where none is, or several are."""
    numbers = [(area.number, area.is_minimum) for area in areas if area.level is level and area.number is not None]
    return numbers[0][0] if len(numbers) == 1 and numbers[0][1] is is_minimum else None


def _states_of(area: _Area) -> list[str]:
    return _names(area) if area.level is PlaceLevel.STATE else []


def _names(area: _Area) -> list[str]:
    """The names in the brackets: as many as are stated, where one way to take them apart yields that."""
    text = area.names or ""
    if ";" in text:
        return [name for _, name in split_outside_brackets(text, ";")]
    if not area.is_plural:
        return [text.strip()] if text.strip() else []
    by_comma = [name for _, name in split_outside_brackets(text, ",")]
    *names, last = by_comma or [""]
    *before, after = last.removeprefix("and ").rsplit(" and ", 1)
    with_and = [name.strip() for name in (*names, *before, after) if name.strip()]
    return by_comma if len(by_comma) == area.stated != len(with_and) else with_and


def _places(area: _Area, states: Sequence[Place]) -> list[Place]:
    """The places that an area names; a state that is named after a municipality is where that lies."""
    if area.level is PlaceLevel.STATE:
        return [Place(name=name, level=PlaceLevel.STATE) for name in _names(area)]
    names = _names(area)
    if area.is_plural and ";" not in (area.names or ""):
        within = _names_within(area.names or "", states)
        names = names if len(names) == area.stated else within or names
    known = {state.name: state for state in states}
    places: list[Place] = []
    for name in names:
        own, _, tail = name.rpartition(",")
        state = known.get(tail.strip()) if own.strip() else None
        places.append(Place(name=own.strip() if state else name, level=area.level, within=state))
    return places


def _names_within(text: str, states: Sequence[Place]) -> list[str]:
    """The names of a list in which some come with the state they lie in ("A, North and B, South"); else none."""
    known = {state.name for state in states}
    first, *rest = LIST_SIGN.split(text)
    names = [first.strip()]
    for sign, name in zip(rest[::2], rest[1::2], strict=True):
        if sign.strip() == "," and name.strip() in known and "," not in names[-1]:
            names[-1] += f", {name.strip()}"
        else:
            names.append(name.strip())
    return names if any("," in name for name in names) else []


def _phrase(scope: GeographicScope) -> str:
    """The scope in words, as short as can be."""
    of_level = {
        PlaceLevel.STATE: (scope.state_count, scope.state_minimum),
        PlaceLevel.MUNICIPALITY: (scope.municipality_count, scope.municipality_minimum),
        PlaceLevel.OTHER: (None, None),
    }
    pieces = ["at national level"] if scope.is_national else []
    for level, (count, minimum) in of_level.items():
        places = [place for place in scope.places if place.level is level]
        number = minimum if count is None else count
        if number is None and not places:
            continue
        one, several, _ = next(kind for kind in KINDS if kind[2] is level)
        is_plural = len(places) != 1 if number is None else number != 1
        words = ["in", "at least" if count is None and minimum is not None else ""]
        words += ["" if number is None else _number_word(number), several if is_plural else one]
        area = _Area(level, is_plural, number, is_minimum=count is None, names=None)
        words += [f"({_listed(places, area, scope.states)})"] if places else []
        pieces.append(" ".join(filter(None, words)))
    return name_list(pieces)


def _number_word(number: int) -> str:
    return WORDS[number - 1] if 1 <= number <= len(WORDS) else str(number)


def _listed(places: Sequence[Place], area: _Area, states: Sequence[Place]) -> str:
    """The names of places, with semicolons where commas would not separate them."""
    names = [", ".join(filter(None, (place.name, place.within.name if place.within else None))) for place in places]
    text = name_list(names)
    if [place.name for place in _places(area._replace(names=text), states)] == [place.name for place in places]:
        return text
    return "; ".join(names) + (";" if len(names) == 1 else "")
