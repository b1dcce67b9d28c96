"""
The bodies a brief names, and how it prints them: "ACR (Full name, Place)", "Full name (Place)", "A, through B".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import attrs

from resultsframework.organisation import Organisation, OrganisationLevel, Participation, Place, PlaceLevel

from ._places import LEVELS
from ._text import Line, split_outside_brackets, without_item_sign

__all__ = ["agencies_text", "partners_text", "read_agencies", "read_partners"]

AND = re.compile(r"(?<!\s)\s+(?:and|&)\s+")
ARTICLE = re.compile(r"the\s+")
THROUGH = ", through "
# A place by its form alone, whether or not the brief names it elsewhere. "Department of A" may be an office.
SURE_OF = frozenset({"state", "province", "governorate", "canton", "municipality", "city"})
SURE_KIND = SURE_OF - {"city"}


class _Gazetteer(NamedTuple):
    """
    The places that a brief names, to be looked up.

    Attributes:
        by_name: The places of a name; several where a state and a town share it.

        by_kind: The places of a level and a name without the word for the level.

        letters: The names, without space and punctuation.
    """

    by_name: Mapping[str, Sequence[Place]]
    by_kind: Mapping[tuple[PlaceLevel | None, str], Sequence[Place]]
    letters: frozenset[str]

    @classmethod
    def of(cls, places: Iterable[Place]) -> _Gazetteer:
        by_name: dict[str, list[Place]] = {}
        by_kind: dict[tuple[PlaceLevel | None, str], list[Place]] = {}
        for place in dict.fromkeys(places):
            name = _folded(place.name)
            kind = _kind(place.name or "")
            bare = kind[1] if kind is not None and kind[0] is place.level else name
            by_name.setdefault(name, []).append(place)
            by_kind.setdefault((place.level, bare), []).append(place)
        return cls(by_name, by_kind, frozenset(map(_letters, by_name)))


def read_agencies(lines: Iterable[Line]) -> tuple[Participation, ...]:
    """The agencies listed, in source order; a brief does not state the lead agency."""
    items = _items(lines, _agency_texts)
    return tuple(Participation(organisation=_agency(text, line), line=line) for line, text in items)


def agencies_text(agencies: Iterable[Participation]) -> str:
    """Agencies in a row, with semicolons where commas would not separate them."""
    texts = [*filter(None, (_printed(agency.organisation, _agency) for agency in agencies))]
    text = ", ".join(texts)
    return text if [part for _, part in _agency_texts(text)] == texts else _with_semicolons(texts)


def read_partners(lines: Iterable[Line], places: Sequence[Place]) -> tuple[Organisation, ...]:
    """The partners listed, in source order; where they belong to is looked for among the places given."""
    gazetteer = _Gazetteer.of(places)
    return tuple(_partner(text, gazetteer, line) for line, text in _items(lines, _partner_texts))


def partners_text(partners: Iterable[Organisation], places: Sequence[Place]) -> str:
    """Partners in a row, between semicolons."""
    gazetteer = _Gazetteer.of(places)
    texts = [*filter(None, (_printed(partner, lambda text: _partner(text, gazetteer)) for partner in partners))]
    text = "; ".join(texts)
    return text if [part for _, part in _partner_texts(text)] == texts else _with_semicolons(texts)


def _with_semicolons(texts: Sequence[str]) -> str:
    return "; ".join(texts) + (";" if len(texts) == 1 else "")


def _items(lines: Iterable[Line], split: Callable[[str], list[tuple[int, str]]]) -> Iterator[tuple[int, str]]:
    """The items of a list and the line each begins on; an item in brackets may run over a line's end."""
    filled = [line for line in lines if line.text]
    text = "\n".join(line.text for line in filled)
    index = position = 0
    for start, item in split(text):
        index, position = index + text.count("\n", position, start), start
        yield filled[index].number, item.replace("\n", " ")


def _agency_texts(text: str) -> list[tuple[int, str]]:
    """The agencies of a list between semicolons, line ends or commas, the last two perhaps with an "and"."""
    if _is_split_by(text, ";"):
        return _parts(text, ";\n")
    *parts, last = _parts(text, ",\n") or [(0, "")]
    return [part for part in (*parts, *(_acronyms(last) or [last])) if part[1]]


def _partner_texts(text: str) -> list[tuple[int, str]]:
    """The partners of a list between semicolons or line ends; between commas only where all are acronyms."""
    if _is_split_by(text, ";\n"):
        return _parts(text, ";\n")
    parts = [_acronyms(part) for part in _parts(text, ",")]
    return [name for names in parts for name in names] if all(parts) else _parts(text, ";\n")


def _is_split_by(text: str, signs: str) -> bool:
    return [part for _, part in split_outside_brackets(text, signs)] != [text.strip()]


def _parts(text: str, signs: str) -> list[tuple[int, str]]:
    return [(start, without_item_sign(part)) for start, part in split_outside_brackets(text, signs)]


def _acronyms(part: tuple[int, str]) -> list[tuple[int, str]]:
    """A text taken apart at each "and", if every part of it has an acronym that stands for it; else none."""
    start, text = part
    names = [name.strip() for name in AND.split(text)]
    bodies = [_names(name) for name in names]
    return [(start, name) for name in names] if all(acronym for acronym, _ in bodies) else []


def _agency(text: str, line: int | None = None) -> Organisation:
    acronym, name = _names(text)
    agency = Organisation(acronym=acronym, name=name, level=OrganisationLevel.UNITED_NATIONS, line=line)
    return _with_raw(agency, text)


def _partner(text: str, places: _Gazetteer, line: int | None = None) -> Organisation:
    head, through, tail = text.partition(THROUGH)
    if not (head.strip() and tail.strip() and head.count("(") == head.count(")")):
        head, through = text, ""
    partner = attrs.evolve(_body(head.strip(), places), line=line)
    if through:
        article = ARTICLE.match(tail.lstrip())
        other = tail.lstrip()[article.end() if article else 0 :].strip()
        partner = attrs.evolve(partner, through=attrs.evolve(_with_raw(_body(other, places), other), line=line))
    return _with_raw(partner, text)


def _with_raw(body: Organisation, text: str) -> Organisation:
    """A body with its printed text, where its parts alone do not determine it."""
    return body if _text(body) == text else attrs.evolve(body, raw=text)


def _body(text: str, places: _Gazetteer) -> Organisation:
    """A body with its acronym, name and place, as far as they are certain."""
    rest, place = _without_place(text, places)
    acronym, name = _names(rest)
    if place is None and acronym is not None and name is not None:
        name, place = _without_place(name, places)
    # Any other text in brackets or after a comma could be a place that the brief does not name.
    may_be_elsewhere = name is not None and ("(" in name or ("," in name and not AND.search(name.rpartition(",")[2])))
    level = None if may_be_elsewhere else OrganisationLevel.NATIONAL
    return Organisation(
        acronym=acronym, name=name, level=level if place is None else OrganisationLevel.SUBNATIONAL, jurisdiction=place
    )


def _names(text: str) -> tuple[str | None, str | None]:
    """The acronym and the full name, of which one may be absent; what is neither for certain is a name."""
    before, inside = _before_brackets(text)
    if before and inside and "(" not in before and _is_acronym(before) is not _is_acronym(inside):
        return (before, inside) if _is_acronym(before) else (inside, before)
    return (text, None) if _is_acronym(text) else (None, text)


def _is_acronym(text: str) -> bool:
    """True if a text is a short name: one word, mostly capitals, or "UN" with one more word."""
    first, *more = text.split() or [""]
    capitals = sum(sign.isupper() for sign in first)
    if len(text) > 20 or capitals < 2 or any(sign in text for sign in "(),;"):
        return False
    if more:
        return first == "UN" and len(more) == 1
    return 2 * capitals >= len(first) or first.startswith("UN-")


def _without_place(text: str, places: _Gazetteer) -> tuple[str, Place | None]:
    """A text without the place it ends in, and that place: "A (Place)", "A, Place"; the text itself if in none."""
    ways = (_before_brackets(text), text.rpartition(",")[::2], _before_last_two(text))
    for find in (_place, _garbled_place):
        for before, tail in ways:
            if before.strip() and not set(tail) & set("()") and (place := find(tail.strip(), places)) is not None:
                return before.strip(), place
    return text, None


def _before_brackets(text: str) -> tuple[str, str]:
    """A text before the brackets it ends in and within them; blank where it ends in none."""
    before, _, inside = text.removesuffix(")").rpartition("(")
    return (before.strip(), inside.strip()) if text.endswith(")") and ")" not in inside else ("", "")


def _before_last_two(text: str) -> tuple[str, str]:
    """A text before the last but one comma and after it."""
    before, _, last = text.rpartition(",")
    before, _, middle = before.rpartition(",")
    return before, f"{middle},{last}"


def _place(text: str, places: _Gazetteer) -> Place | None:
    """The place that a text certainly is: one that the brief names, or one by its form."""
    kind = _kind(text)
    named = places.by_name.get(_folded(text)) or (places.by_kind.get(kind[:2]) if kind is not None else None)
    if named:
        return named[0] if len(named) == 1 else Place(name=text)
    return Place(name=text, level=kind[0]) if kind is not None and kind[2] else None


def _garbled_place(text: str, places: _Gazetteer) -> Place | None:
    """The text as a place of which no more is known, if it has the letters of one that the brief names."""
    letters = _letters(text)
    return Place(name=text) if letters and letters in places.letters else None


def _kind(text: str) -> tuple[PlaceLevel, str, bool] | None:
    """The level and bare name in a text like "State of A" or "A State", and whether it is certainly a place."""
    words, folded = text.split(), text.casefold().split()
    forms = [(folded[0], words[2:], SURE_OF)] if folded[1:2] == ["of"] else []
    forms += [(folded[-1], words[:-1], SURE_KIND)] if words else []
    for word, name, sure in forms:
        if word in LEVELS and name and "," not in text and name[0][0].isupper() and name[-1][0].isupper():
            return LEVELS[word], _folded(" ".join(name)), word in sure
    return None


def _folded(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum()).casefold()


def _printed(body: Organisation, read: Callable[[str], Organisation]) -> str:
    """The printed form of a body, if it still agrees with the body; otherwise its parts."""
    return body.raw if body.raw is not None and read(body.raw) == body else _text(body)


def _text(body: Organisation) -> str:
    place = body.jurisdiction.name if body.jurisdiction else None
    in_brackets = ", ".join(filter(None, (body.name if body.acronym else None, place)))
    text = " ".join(filter(None, (body.acronym or body.name, f"({in_brackets})" if in_brackets else None)))
    return f"{text}{THROUGH}{_text(body.through)}" if body.through is not None else text
