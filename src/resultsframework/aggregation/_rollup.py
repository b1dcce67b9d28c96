"""
Roll-up: one figure of an indicator over outputs, outcomes, countries and frameworks, or every reason against one.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias, TypeVar, final

import attrs

from resultsframework.errors import InvalidValueError
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Accumulation, Indicator
from resultsframework.interval import Interval, add
from resultsframework.monitoring import Coverage
from resultsframework.observation import ObservationKind
from resultsframework.period import Period
from resultsframework.result import Result
from resultsframework.table import Column, Table
from resultsframework.value import (
    HoldsItsNumber,
    Missing,
    Number,
    Ratio,
    Undefined,
    kind_of,
    repr_of,
)

from ._functions import (
    ADDING,
    DIVIDING,
    TAKES,
    Overlap,
    Piece,
    Rolled,
    RollupFunction,
    end_of,
    in_words,
    rolled,
)
from ._part import (
    Origin,
    Question,
    RollupPart,
    contributions_of,
    objections,
)

__all__ = ["Rollup", "rollup"]

E = TypeVar("E", bound=enum.Enum)
OF_A_YEAR = (ObservationKind.ACTUAL, ObservationKind.MILESTONE)


NOT_AN_AMOUNT = Undefined("the roll-up is no amount")


@final
@attrs.frozen(kw_only=True)
class Rollup(HoldsItsNumber):
    """
    One figure of several places, with its coverage. Not in IATI.

    Attributes:
        value: The figure. A sum or a count is an `Interval` where overlap is unknown; a share or a ratio keeps both its
            numbers; a distribution is pairs of a value and how often it occurs, lowest first.

        function: The function that made it.

        kind: The kind of the values: actuals, milestones, targets or baselines.

        coverage: The values in it out of those that are due. A sum of fewer is a least total.

        period: The period that the figure is for; a period of nothing where none was reported.

        overlap: The overlap given by the caller; None where it did not matter.

        inputs: The part of each place, missing ones included, in the order given.

        assumptions: The assumptions, in words.
    """

    value: Rolled
    function: RollupFunction
    kind: ObservationKind
    coverage: Coverage
    period: Period = Period()
    overlap: Overlap | None = None
    inputs: tuple[RollupPart, ...] = ()
    assumptions: tuple[str, ...] = ()

    __repr__ = repr_of

    @property
    def paths(self) -> tuple[str, ...]:
        """The origins of its values in words: the framework where that is known, and the path."""
        return tuple(c.place for c in self.inputs if c.is_reported)

    @property
    def at_least(self) -> Number | Undefined:
        """
        The least that the whole can be, if those who have not reported are counted in.

        A sum of counts can only grow with them; in a share each of them may be a no. Values below zero could lower
        a sum, so that there is no least.
        """
        ends = self._ends()
        if ends is None:
            return NOT_AN_AMOUNT
        if self.function is RollupFunction.SHARE_TRUE:
            return Fraction(ends.low) * Fraction(self.coverage.reported, self.coverage.due)
        if self._is_open and self.function is RollupFunction.SUM and self._has_negative:
            return Undefined("values below zero occur, so a value that is missing may lower the sum")
        return Undefined(self._missing) if self._is_open and self.function is RollupFunction.RATIO else ends.low

    @property
    def at_most(self) -> Number | Undefined:
        """
        The most that the whole can be, if those who have not reported are counted in.

        Of yes and no, each of them may be a yes; a number that is missing has no upper bound.
        """
        ends = self._ends()
        if ends is None:
            return NOT_AN_AMOUNT
        missing = self.coverage.due - self.coverage.reported
        if self.function is RollupFunction.COUNT_TRUE:
            return add(ends.high, Decimal(missing))
        if self.function is RollupFunction.SHARE_TRUE:
            return (Fraction(ends.high) * self.coverage.reported + missing) / self.coverage.due
        return Undefined(self._missing) if self._is_open else ends.high

    @property
    def bounds(self) -> Interval | Undefined:
        """The bounds of the whole, if those who have not reported are counted in."""
        low, high, ends = self.at_least, self.at_most, self._ends()
        if isinstance(low, Undefined):
            return low
        if isinstance(high, Undefined) or ends is None:
            return high if isinstance(high, Undefined) else NOT_AN_AMOUNT
        return Interval(low, ends.nominal, high)

    @property
    def _is_open(self) -> bool:
        return self.coverage.reported < self.coverage.due

    @property
    def _has_negative(self) -> bool:
        return any(isinstance(c.value, Decimal) and c.value < 0 for c in self.inputs)

    @property
    def _missing(self) -> str:
        return f"{self.coverage.due - self.coverage.reported} of {self.coverage.due} that are due have not reported"

    def _ends(self) -> Interval | None:
        """The figure as a number between two bounds; None where it is no amount."""
        if self.function in (RollupFunction.LATEST, RollupFunction.DISTRIBUTION):
            return None
        if isinstance(self.value, Interval):
            return self.value
        if isinstance(self.value, Ratio):
            return Interval.exactly(self.value.fraction)
        return Interval.exactly(self.value) if isinstance(self.value, Decimal | Fraction) else None

    def table(self) -> Table:
        """The part of each place: one row each."""
        columns = (Column("framework"), Column("path"), Column("period"), Column("value", object), Column("state"))
        rows = ((c.framework, c.path, str(c.period), c.value, c.state) for c in self.inputs)
        return Table.of(columns, rows, str(self))

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()

    def __str__(self) -> str:
        """The figure, how it was made, and of how many."""
        return f"{in_words(self.value)} ({self.function.value.replace('_', ' ')}, {self.coverage} reported)"


# ------------------------------------------------------------------------------------------ rolling up


Part: TypeAlias = Origin | Rollup | Undefined


def rollup(
    parts: Part | Iterable[Part],
    code: str | None = None,
    *,
    at: int | None = None,
    function: RollupFunction | str | None = None,
    kind: ObservationKind | str = ObservationKind.ACTUAL,
    overlap: Overlap | str | None = None,
) -> Rollup | Undefined:
    """
    One figure of an indicator over several places, or every reason why there is none. Not in IATI.

    It needs the same code and statement, and the same unit, type, accumulation and period; no indicator and no result
    whose aggregation status forbids adding up; a function that the values allow; and nothing that is counted twice,
    which the caller declares with `overlap`, unless all parts are for different countries. Missing values are never
    zero: they lower the coverage. Roll-ups can be rolled up again, and a part that is `Undefined` makes the whole so.

    Args:
        parts: Frameworks, results and indicators, or roll-ups of such by the same function; one or several.

        code: The code of the indicators; not needed where `parts` hold only those that are meant.

        at: The year in which the periods end; for the function "latest" the last one to look at. Baselines and targets
            need none: without it they are those of whatever time.

        function: "sum", "count_true", "share_true", "ratio", "maximum", "latest" or "distribution".

        kind: "actual", "milestone", "target" or "baseline".

        overlap: "disjoint", "contained" or "unknown"; see `Overlap`.

    Raises:
        InvalidValueError: There is no such function, kind or overlap.
    """
    chosen = None if function is None else _one_of(RollupFunction, function)
    declared = None if overlap is None else _one_of(Overlap, overlap)
    question = Question(code, _one_of(ObservationKind, kind), at, latest=chosen is RollupFunction.LATEST)
    several = (parts,) if isinstance(parts, ResultsFramework | Result | Indicator | Rollup | Undefined) else parts
    inputs: list[RollupPart] = []
    pieces: list[Piece] = []
    reasons: list[str] = []
    for part in several:
        if isinstance(part, Undefined):
            reasons.append(f"a part is undefined: {part.reason}")
        elif isinstance(part, Rollup):
            inputs += part.inputs
            pieces.append(_piece(part))
            if (part.function, part.kind) != (chosen, question.kind):
                reasons.append(f"a part is another roll-up ({part.function.value} of {part.kind.value} values)")
        else:
            found = list(contributions_of(part, question))
            inputs += found
            pieces += [Piece(c.value, c.period, frozenset(c.countries)) for c in found]
    coverage = Coverage(sum(c.is_reported for c in inputs), sum(c.is_due for c in inputs))
    apart = _are_apart(pieces)
    reasons += _unanswerable(question, chosen, inputs, coverage)
    reasons += objections(inputs, in_one_period=not question.latest)
    if chosen is not None:
        reasons += _unsuited(chosen, inputs)
        reasons += _counted_twice(chosen, declared, inputs, undecided=declared is None and not apart)
    named = (("coverage", coverage), *((c.place, c) for c in inputs))
    if chosen is None or reasons:
        return Undefined("; ".join(reasons), named)
    reported = [piece for piece in pieces if not isinstance(piece.value, Missing)]
    value = rolled(chosen, declared or Overlap.DISJOINT, reported)
    if isinstance(value, Undefined):
        return Undefined(value.reason, named)
    return Rollup(
        value=value,
        function=chosen,
        kind=question.kind,
        coverage=coverage,
        period=max(reported, key=end_of).period,
        overlap=declared if chosen in (*ADDING, *DIVIDING) else None,
        inputs=tuple(inputs),
        assumptions=tuple(_assumptions(question, chosen, declared, inputs)),
    )


def _one_of(kind: type[E], given: E | str) -> E:
    """The member of an enumeration that is given, or named."""
    try:
        return kind(given)
    except ValueError:
        choices = ", ".join(repr(member.value) for member in kind)
        msg = f"there is no {kind.__name__} {given!r}; choose one of {choices}"
        raise InvalidValueError(msg) from None


def _piece(part: Rollup) -> Piece:
    """A roll-up as a part of another one; its countries are known if those of all its inputs are."""
    countries = [c.countries for c in part.inputs]
    known = frozenset(name for names in countries for name in names) if all(countries) else frozenset()
    return Piece(part.value, part.period, known)


def _are_apart(pieces: Sequence[Piece]) -> bool:
    """True if nothing can be counted twice: there is one part, or all are known to be for different countries."""
    countries = [piece.countries for piece in pieces]
    apart = all(countries) and sum(map(len, countries)) == len(frozenset().union(*countries))
    return len(pieces) < 2 or apart


# ------------------------------------------------------------------------------------------ blocking reasons


def _unanswerable(
    question: Question, function: RollupFunction | None, inputs: Sequence[RollupPart], coverage: Coverage
) -> Iterator[str]:
    """The reasons why a roll-up is not fully specified, or has no values."""
    kinds = list(dict.fromkeys(type(c.value) for c in inputs if c.is_reported))
    if function is None:
        fitting = [f.value for f in RollupFunction if all(kind in TAKES.get(f, (kind,)) for kind in kinds)]
        yield f"no function is declared; function may be {', '.join(fitting)}"
    if question.at is None and not question.latest and question.kind in OF_A_YEAR:
        yield "no year is given; pass at="
    if not inputs:
        yield "there is no indicator" + (f" with the code {question.code!r}" if question.code else "")
    elif not kinds:
        yield f"no value is reported ({coverage} due)"


def _unsuited(function: RollupFunction, inputs: Sequence[RollupPart]) -> Iterator[str]:
    """Reasons why a function is undefined for such values."""
    reported = [c for c in inputs if c.is_reported]
    wrong = [c for c in reported if not isinstance(c.value, TAKES.get(function, (object,)))]
    if wrong:
        words = dict.fromkeys(kind_of(c.value) for c in wrong)
        yield f"there is no {function.value} of {' and '.join(words)} ({'; '.join(c.place for c in wrong)})"
    if function is RollupFunction.SUM and any(c.is_share for c in reported):
        yield "shares of a whole do not add up; keep numerators and denominators and use function='ratio'"


def _counted_twice(
    function: RollupFunction, overlap: Overlap | None, inputs: Sequence[RollupPart], *, undecided: bool
) -> Iterator[str]:
    """The reasons why double counting is not excluded, or cannot be allowed for with this overlap."""
    if function not in (*ADDING, *DIVIDING):
        return
    if undecided:
        choices = "'disjoint'" if function in DIVIDING else "'disjoint', 'contained' or 'unknown'"
        yield f"the same people or things may be counted in several places; pass overlap={choices}"
    if overlap in (Overlap.CONTAINED, Overlap.UNKNOWN):
        if function in DIVIDING:
            yield f"there is no {function.value} where parts overlap; only overlap='disjoint' has one"
        elif any(isinstance(c.value, Decimal) and c.value < 0 for c in inputs):
            yield "values below zero count nothing that could overlap; only overlap='disjoint' has a sum"


def _assumptions(
    question: Question, function: RollupFunction, overlap: Overlap | None, inputs: Sequence[RollupPart]
) -> Iterator[str]:
    """The assumptions where nothing is declared."""
    if len(inputs) < 2:
        return
    if question.kind is not ObservationKind.BASELINE and inputs[0].accumulation is Accumulation.UNKNOWN:
        yield "the accumulation is not declared; the values are taken to be alike"
    if any(c.aggregation_status is None for c in inputs):
        yield "not every indicator declares its aggregation status"
    if overlap is None and function in (*ADDING, *DIVIDING):
        yield "the parts are for different countries, so that nothing is counted twice"
