"""
Values and parts of a framework in a few words, for the text of a change.
"""

from __future__ import annotations

import datetime as dt
import difflib
import enum
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import attrs

from resultsframework.alignment import Alignment, PolicyMarker, Reference, SdgReference
from resultsframework.budget import Budget
from resultsframework.indicator import Indicator
from resultsframework.message import legible, shortened
from resultsframework.money import Money
from resultsframework.node import Extra, Translation
from resultsframework.observation import SYMBOL_OF_UNIT, Observation
from resultsframework.organisation import Organisation, Participation
from resultsframework.period import Period
from resultsframework.result import SECOND_WORD, Result
from resultsframework.value import Level, Missing, Range, Ratio, text_of

from ._diff import Nothing
from ._style import PLAIN, Style

__all__ = ["in_words", "level_of", "listed", "name_of", "reworded"]

# The characters of a text that are shown.
MOST = 120
# The words on either side of a changed one that are shown.
AROUND = 4
# Fields that name a part, in the order in which the first that is stated is taken.
NAMES = ("title", "name", "statement", "text", "acronym", "code", "url", "description", "problem", "country", "raw")
# Two texts with a smaller share of words in common are shown whole, and so are long ones.
MOST_NAMES = 12
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
            return str(value) or "no period"
        case tuple():
            return ", ".join(in_words(item) for item in value) or "none"
    return name_of(value) if attrs.has(type(value)) else _short(repr(value))


def name_of(part: Any) -> str:  # noqa: PLR0911 - one line a kind of part
    """The name of a part of a framework in a few words: its kind where that is not clear, its code, its title."""
    match part:
        case Result() | Indicator():
            text = part.title if isinstance(part, Result) else part.statement
            return " ".join(filter(None, (part.code, text and _short(text)))) or f"{level_of(part)} without a code"
        case Observation():
            return _of_observation(part)
        case Alignment():
            partners = " and ".join(p.acronym or p.name or "" for p in part.partners)
            return f"{part.kind.value} with {partners or 'nobody'}"
        case SdgReference():
            listed = (part.indicator, part.target, part.goal)
            return f"SDG {next((text for text in listed if text is not None), part.raw or 'without a number')}"
        case Reference():
            share = "" if part.percentage is None else f", {text_of(part.percentage)} %"
            name = " ".join(filter(None, (part.code, part.name)))
            return f"{_short(name)}{f' ({part.vocabulary})' if part.vocabulary else ''}{share}"
        case PolicyMarker():
            return f"{part.name or part.code or 'marker'}: {'-' if part.significance is None else part.significance}"
        case Budget():
            return ", ".join(("budget" if part.period is None else f"budget of {part.period}", *_amounts(part)))
        case Participation():
            role = "" if part.role is None else f", {in_words(part.role)}"
            return f"{name_of(part.organisation)}{role}"
        case Organisation():
            return part.name or part.acronym or part.reference or part.raw or "an organisation without a name"
        case Translation():
            return f"{part.field} in {part.language}: {in_words(part.text)}"
        case Extra():
            return f"{part.name}: {_short(part.text)}"
    named = (getattr(part, name, None) for name in NAMES)
    text = next((text for text in named if isinstance(text, str) and text), None)
    return _short(repr(part)) if text is None else _short(text)


def level_of(node: Any) -> str:
    """The class of a node in words, such as "outcome" or "other result"."""
    return SECOND_WORD.sub(" ", type(node).__name__).lower()


def listed(names: Sequence[str]) -> str:
    """Names in one line, of many of them the first."""
    shown = names[:MOST_NAMES]
    return ", ".join([*map(_short, shown), *([f"and {len(names) - len(shown)} more"] if len(names) > len(shown) else [])])


def _of_observation(o: Observation) -> str:
    comment = f' ("{_short(o.comment)}")' if o.comment else ""
    return f"{_short(o.raw) or 'no value'}{comment}"


def _amounts(budget: Budget) -> list[str]:
    amounts = {"planned": budget.planned, "actual": budget.actual, "expenses": budget.expenses}
    return [f"{name} {in_words(amount)}" for name, amount in amounts.items() if amount is not Missing.ABSENT]


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
