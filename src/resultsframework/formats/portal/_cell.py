"""
A cell of the table of values: a value that is printed twice, shown and exact, and in newer pages a note on it.

"42 42" is 42. "$3.07 M 3,071,200" is 3,071,200, shown as "$3.07 M". Two figures that cannot be one are no number. The
note is the third part, "-" where there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import attrs

from resultsframework.cell import Conventions, parse_value
from resultsframework.interval import EXACT
from resultsframework.money import parse_money
from resultsframework.observation import Observation, ObservationKind
from resultsframework.value import text_of

if TYPE_CHECKING:
    from resultsframework.period import Period

__all__ = [
    "NO_NOTE",
    "Cell",
    "begins_with_a_cell",
    "cell_of",
    "is_figure",
    "is_note",
    "is_one_cell",
    "observation_of",
    "printed",
    "shown_and_exact",
]

NO_NOTE = "-"
# A value is not longer; a limit keeps the search for the second copy of a long text linear.
MOST_WORDS = 40
WORDS_OF_A_FIGURE = 3
LONGEST_FIGURE = 60
HALF = Decimal("0.5")


class Cell(NamedTuple):
    """
    A cell as printed.

    Attributes:
        shown: The first copy; all of the text where the copies cannot be one value.

        exact: The second copy where it has more digits; None where it is the same.

        note: The note on the value.

        used: The number of parts given that belong to the cell.

        is_value: True if both copies are one value.

        has_third: True if there is a note, or the dash in place of one.
    """

    shown: str
    exact: str | None = None
    note: str | None = None
    used: int = 1
    is_value: bool = True
    has_third: bool = False


class _Printed(NamedTuple):
    """A value at the beginning of some parts: its copies, how many parts they take, and the text behind them."""

    shown: str
    exact: str | None
    used: int
    rest: str = ""


def cell_of(parts: Sequence[str], *, has_notes: bool) -> Cell:
    """
    The cell at the beginning of the parts behind a label.

    Args:
        parts: The texts up to the next label, at least one.

        has_notes: True on a page whose cells have a third part.
    """
    value = _value(parts)
    if value is None and parts[0] == NO_NOTE and not (len(parts) > 1 and is_figure(parts[1])):
        value = _Printed(parts[0], None, 1)  # nothing is entered, though it is printed once
    if value is None or (value.rest and not (has_notes and (value.rest == NO_NOTE or is_note(value.rest)))):
        has_dash = has_notes and parts[1:2] == [NO_NOTE]
        are_copies = len(parts) > 1 and not has_dash and is_figure(parts[0]) and is_figure(parts[1])
        used = 2 if are_copies else 1
        return _with_note(Cell(" ".join(parts[:used]), used=used, is_value=False), "", parts, has_notes=has_notes)
    return _with_note(Cell(value.shown, value.exact, used=value.used), value.rest, parts, has_notes=has_notes)


def _with_note(cell: Cell, rest: str, parts: Sequence[str], *, has_notes: bool) -> Cell:
    """A cell with its third part, if it has one: the rest of its last part, or the parts behind it."""
    behind = [*filter(None, [rest]), *parts[cell.used :]]
    if not has_notes or not behind:
        return cell
    if behind[0] == NO_NOTE:
        return cell._replace(used=cell.used + (not rest), has_third=True)
    note = " ".join(behind)
    return cell._replace(note=note, used=len(parts), has_third=True) if is_note(note) else cell


def observation_of(
    kind: ObservationKind, period: Period, cell: Cell, *, line: int, conventions: Conventions
) -> Observation:
    """The observation that a cell states: the exact value, with the shown one as its raw text."""
    if not cell.is_value:
        return Observation(kind=kind, period=period, value=cell.shown, line=line, comment=cell.note)
    shown = Observation.parse(kind, period, cell.shown, line=line, conventions=conventions)
    if cell.exact is None:
        return attrs.evolve(shown, comment=cell.note)
    exact = Observation.parse(kind, period, cell.exact, line=line, conventions=conventions)
    raw = None if cell.shown == text_of(exact.value) else cell.shown
    return attrs.evolve(exact, raw=raw, unit=exact.unit or shown.unit, comment=cell.note)


def printed(observation: Observation, raw: str) -> str:
    """A value as a page prints it: its text twice, or the exact value behind a text that rounds it."""
    exact = text_of(observation.value)
    is_exact = not isinstance(observation.value, Decimal) or text_of(parse_value(raw, decimal=".").value) == exact
    return f"{raw} {raw if is_exact or not _rounds(raw, exact) else exact}"


def begins_with_a_cell(text: str) -> bool:
    """True if a text begins with a figure that is printed twice, or is any text printed twice."""
    value = _pair(text) or _both(text)
    return value is not None and (not value.rest or is_figure(value.shown))


def shown_and_exact(text: str) -> tuple[str, str] | None:
    """The two figures that a text is, a rounded one and the exact one; None where it is anything else."""
    value = _both(text)
    return (value.shown, value.exact) if value is not None and value.exact is not None and not value.rest else None


def is_one_cell(text: str) -> bool:
    """True if a text is a value printed twice and nothing else."""
    value = _pair(text)
    return value is not None and not value.rest


def is_figure(text: str) -> bool:
    """True for whatever else than words is printed in a cell: a number, an amount, yes or no, a dash, TBD."""
    if not 0 < len(text) <= LONGEST_FIGURE:
        return False
    return not isinstance(parse_value(text, decimal=".").value, str) or parse_money(text, decimal=".") is not None


def is_note(text: str) -> bool:
    """True if a text may be a note on a value; figures alone are another cell."""
    return not all(map(is_figure, text.split()))


def _value(parts: Sequence[str]) -> _Printed | None:
    first = parts[0]
    pair = _pair(first)
    if pair is not None and not pair.rest:
        return pair
    if len(parts) > 1 and first == parts[1]:
        return _Printed(first, None, 2)
    if pair is not None and is_figure(pair.shown):
        return pair
    if both := _both(first):
        return both
    if len(parts) > 1 and _rounds(first, parts[1]):
        return _Printed(first, parts[1], 2)
    whole = _pair(" ".join(parts)) if 2 < len(parts) <= 2 * MOST_WORDS else None
    return whole._replace(used=len(parts)) if whole is not None and not whole.rest else None


def _pair(text: str) -> _Printed | None:
    """The value that a text prints twice, and the text behind it."""
    words = text.split()
    half, odd = divmod(len(words), 2)
    if half and not odd and words[:half] == words[half:]:
        return _Printed(" ".join(words[:half]), None, 1)
    for count in range(1, min(half, MOST_WORDS) + 1):
        if words[0] == words[count] and words[:count] == words[count : 2 * count]:
            return _Printed(" ".join(words[:count]), None, 1, " ".join(words[2 * count :]))
    return None


def _both(text: str) -> _Printed | None:
    """A rounded figure and the exact one behind it, and the text behind both."""
    words = text.split(None, 2 * WORDS_OF_A_FIGURE)
    for count in range(1, min(len(words) - 1, WORDS_OF_A_FIGURE) + 1):
        for end in range(min(len(words), count + WORDS_OF_A_FIGURE), count, -1):
            shown, exact = " ".join(words[:count]), " ".join(words[count:end])
            if _rounds(shown, exact):
                return _Printed(shown, exact, 1, " ".join(words[end:]))
    return None


def _rounds(shown: str, exact: str) -> bool:
    """True if one figure is the other, rounded to the digits printed."""
    rounded, whole = _number(shown), _number(exact)
    if rounded is None or whole is None or whole.unit not in (None, rounded.unit):
        return False
    return rounded.low <= whole.number <= rounded.high


class _Figure(NamedTuple):
    number: Decimal
    low: Decimal
    high: Decimal
    unit: str | None


def _number(text: str) -> _Figure | None:
    """A number with the bounds that its printed digits allow; None where the text is none."""
    if len(text) > LONGEST_FIGURE or not any(map(str.isdigit, text)):
        return None
    money = parse_money(text, decimal=".")
    if money is not None and not money.is_exact:
        return _Figure(money.nominal, money.low, money.high, money.currency)
    value, unit = parse_value(text, decimal=".")
    if not isinstance(value, Decimal):
        return None
    half = EXACT.multiply(HALF, EXACT.scaleb(Decimal(1), min(int(value.as_tuple().exponent), 0)))
    return _Figure(value, EXACT.subtract(value, half), EXACT.add(value, half), unit)
