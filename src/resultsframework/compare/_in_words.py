"""
Values and parts of a framework in a few words, for the text of a change.
"""

from __future__ import annotations

import datetime as dt
import difflib
import enum
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import attrs

from resultsframework.alignment import Alignment, PolicyMarker, Reference, SdgReference
from resultsframework.budget import Budget, FundingLine
from resultsframework.indicator import Indicator
from resultsframework.message import legible, shortened
from resultsframework.money import Money
from resultsframework.node import Extra, Node, Translation
from resultsframework.note import Note
from resultsframework.observation import SYMBOL_OF_UNIT, Observation
from resultsframework.organisation import Participation
from resultsframework.period import Period
from resultsframework.result import SECOND_WORD, Result
from resultsframework.value import Level, Missing, Range, Ratio, text_of

from ._diff import Nothing, differing_fields
from ._style import PLAIN, Style

__all__ = ["in_words", "level_of", "name_of", "named", "parts_that_differ", "reworded"]

# The characters of a text that are shown.
MOST = 120
# The words on either side of a changed one that are shown.
AROUND = 4
# Fields that name a part, in the order in which the first that is stated is taken.
NAMES = (
    "title",
    "name",
    "statement",
    "text",
    "acronym",
    "reference",
    "code",
    "url",
    "description",
    "problem",
    "country",
    "reason",
    "raw",
)
# Two texts with a smaller share of words in common are shown whole, and so are long ones.
ALIKE = 0.5
MOST_WORDS = 400


def in_words(value: object, unit: str | None = None) -> str:  # noqa: PLR0911 - one line a kind of value
    """
    A value in a few words.

    Args:
        value: A value of any field.

        unit: The code of the unit of a number.
    """
    match value:
        case None | Nothing.NOTHING | Missing.ABSENT:
            return "none"
        case bool() | Missing() | Range() | Level() | Ratio():
            return text_of(value)
        case Decimal():
            return f"{text_of(value)}{SYMBOL_OF_UNIT.get(unit or '', '')}"
        case str():
            return f'"{_short(value)}"' if value else "an empty text"
        case enum.Enum():
            return str(value.value).replace("_", " ")
        case int() | dt.date():
            return str(value)
        case Money():
            return str(value)
        case Period():
            return _of_period(value)
        case tuple():
            return ", ".join(in_words(item) for item in value) or "none"
    return name_of(value) if attrs.has(type(value)) else _short(repr(value))


def name_of(part: Any) -> str:
    """A part of a framework in a few words: its code and its title, or whatever identifies it."""
    in_its_way = NAMED.get(type(part))
    if in_its_way is not None:
        return in_its_way(part)
    if isinstance(part, Result | Indicator):
        text = part.title if isinstance(part, Result) else part.statement
        return " ".join(filter(None, (part.code, text and _short(text)))) or f"{level_of(part)} without a code"
    return _short(named(part) or repr(part))


def named(part: object) -> str | None:
    """The first text of a part that names it; None where it has none."""
    texts = (getattr(part, name, None) for name in NAMES)
    return next((text for text in texts if isinstance(text, str) and text), None)


def _of_period(period: Period) -> str:
    """A period; the days from the first to the last one of a year are that year."""
    year = period.first_year
    return str(year) if year is not None and period.has_days_of(Period(year=year)) else str(period) or "no period"


def level_of(node: Any) -> str:
    """The class of a node in words, such as "outcome" or "other result"."""
    return SECOND_WORD.sub(" ", type(node).__name__).lower()


def parts_that_differ(before: object, after: object) -> Iterator[tuple[str, str, str]]:
    """The fields in which two nodes of one class differ, in words, with both values; nothing for anything else."""
    if type(before) is type(after) and isinstance(before, Node | Note):
        for found in differing_fields(before, after):
            yield found.field.replace("_", " "), in_words(found.before), in_words(found.after)


def _of_observation(o: Observation) -> str:
    comment = f' ("{_short(o.comment)}")' if o.comment else ""
    return f"{_short(o.raw) or 'no value'}{comment}"


def _of_alignment(tag: Alignment) -> str:
    partners = " and ".join(partner.acronym or name_of(partner) for partner in tag.partners)
    return f"{tag.kind.value} with {partners or 'nobody'}"


def _of_goal(tag: SdgReference) -> str:
    codes = (str(code) for code in (tag.indicator, tag.target, tag.goal, tag.raw) if code is not None)
    return f"SDG {next(codes, 'without a number')}"


def _of_reference(reference: Reference) -> str:
    share = "" if reference.percentage is None else f", {text_of(reference.percentage)} %"
    name = _short(" ".join(filter(None, (reference.code, reference.name))))
    return f"{name}{f' ({reference.vocabulary})' if reference.vocabulary else ''}{share}"


def _of_marker(marker: PolicyMarker) -> str:
    significance = "" if marker.significance is None else f", significance {marker.significance}"
    return f"{marker.name or marker.code or 'a marker without a name'}{significance}"


def _of_budget(budget: Budget) -> str:
    amounts = {"planned": budget.planned, "actual": budget.actual, "expenses": budget.expenses}
    stated = [f"{name} {in_words(amount)}" for name, amount in amounts.items() if amount is not Missing.ABSENT]
    return ", ".join(["budget" if budget.period is None else f"budget of {budget.period}", *stated])


def _of_funding(line: FundingLine) -> str:
    by = "total" if line.organisation is None else name_of(line.organisation)
    return f"{in_words(line.kind)} funding, {by}: {in_words(line.amount)}"


def _of_participation(part: Participation) -> str:
    return f"{name_of(part.organisation)}{'' if part.role is None else f', {in_words(part.role)}'}"


NAMED: dict[type, Callable[[Any], str]] = {
    Alignment: _of_alignment,
    Budget: _of_budget,
    Extra: lambda extra: f"{extra.name}: {_short(extra.text)}",
    FundingLine: _of_funding,
    Observation: _of_observation,
    Participation: _of_participation,
    PolicyMarker: _of_marker,
    Reference: _of_reference,
    SdgReference: _of_goal,
    Translation: lambda translation: f"{translation.field} in {translation.language}: {in_words(translation.text)}",
}


def _short(text: str) -> str:
    return shortened(legible(" ".join(text.split())), MOST)


def reworded(before: str, after: str, style: Style = PLAIN) -> str:
    """
    The difference of two texts word by word, with a few of the words around each; both texts where they share little.

    >>> reworded("Number of women trained in 2020", "Number of girls trained")
    'Number of [women → girls] trained [- in 2020]'
    """
    old, new = before.split(), after.split()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    is_long = max(len(old), len(new)) > MOST_WORDS
    if is_long or old == new or matcher.ratio() < ALIKE:
        return style.both(in_words(before), in_words(after))
    steps = matcher.get_opcodes()
    parts: list[str] = []
    for number, (what, i, j, first, last) in enumerate(steps):
        one, other = (style.escaped(" ".join(words)) for words in (old[i:j], new[first:last]))
        if what == "equal":
            parts.append(style.escaped(_around(old[i:j], is_first=not number, is_last=number == len(steps) - 1)))
        elif what == "replace":
            parts.append(style.replaced.format(one, other))
        else:
            parts.append((style.added if other else style.dropped).format(one or other))
    return " ".join(parts)


def _around(words: list[str], *, is_first: bool, is_last: bool) -> str:
    """Words that both texts have: those beside what changed, and dots for the others."""
    if len(words) <= 2 * AROUND:
        return " ".join(words)
    begin = [] if is_first else words[:AROUND]
    end = [] if is_last else words[-AROUND:]
    return " ".join([*begin, "…", *end])
