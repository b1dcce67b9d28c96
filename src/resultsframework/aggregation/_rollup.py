"""
Roll-up: one figure of an indicator over outputs, outcomes, countries and frameworks, or every reason against one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias, overload

import attrs

from resultsframework.construction import member
from resultsframework.errors import InvalidValueError
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Accumulation, Indicator
from resultsframework.monitoring import Coverage
from resultsframework.observation import ObservationKind
from resultsframework.result import Result
from resultsframework.spelling import folded, folded_name
from resultsframework.value import Missing, Number, Undefined, kind_of, text_of

from ._answer import Rollup
from ._candidate import Candidate, Origin, candidates_of, categories_of, shared_subject
from ._functions import (
    ADDING,
    DIVIDING,
    TAKES,
    Overlap,
    Piece,
    RollupFunction,
    end_of,
    floor_of,
    rolled,
)
from ._part import Question, RollupPart, contribution_of, objections

if TYPE_CHECKING:
    from resultsframework.organisation import Place

__all__ = ["are_apart", "rolled_up", "rollup"]

OF_A_YEAR = (ObservationKind.ACTUAL, ObservationKind.MILESTONE)
Part: TypeAlias = Origin | Rollup | Undefined
# A part that is a roll-up or undefined, or the indicators of one that is neither.
Taken: TypeAlias = Rollup | Undefined | list[Candidate]


@overload
def rollup(
    parts: Part | Iterable[Part],
    code: str | None = None,
    *,
    at: int | None = None,
    function: RollupFunction | str | None = None,
    kind: ObservationKind | str = ObservationKind.ACTUAL,
    overlap: Overlap | str | None = None,
    by: None = None,
    weights: Iterable[Number | int] | None = None,
) -> Rollup | Undefined: ...
@overload
def rollup(
    parts: Part | Iterable[Part],
    code: str | None = None,
    *,
    at: int | None = None,
    function: RollupFunction | str | None = None,
    kind: ObservationKind | str = ObservationKind.ACTUAL,
    overlap: Overlap | str | None = None,
    by: str,
    weights: Iterable[Number | int] | None = None,
) -> Mapping[str, Rollup | Undefined]: ...
def rollup(
    parts: Part | Iterable[Part],
    code: str | None = None,
    *,
    at: int | None = None,
    function: RollupFunction | str | None = None,
    kind: ObservationKind | str = ObservationKind.ACTUAL,
    overlap: Overlap | str | None = None,
    by: str | None = None,
    weights: Iterable[Number | int] | None = None,
) -> Rollup | Undefined | Mapping[str, Rollup | Undefined]:
    """
    One figure of an indicator over several places, or every reason why there is none. Not in IATI.

    It needs the same code and statement, and the same unit, type, accumulation and period; no indicator and no result
    whose aggregation status forbids adding up; a function that the values allow; and nothing that is counted twice,
    which the caller declares with `overlap`, unless all parts are for countries that are known to differ. Missing
    values are never zero: a part without such an indicator, or without a value for the time, lowers the coverage. It is
    about the total, or about the group that all indicators are about; a value of another group is no part of it.
    Roll-ups can be rolled up again, and a part that is `Undefined` makes the whole so.

    Args:
        parts: Frameworks, results and indicators, or roll-ups of such by the same function; one or several.

        code: The code of the indicators; not needed where `parts` hold only those that are meant.

        at: The year in which the periods end; for the function "latest" the last one to look at. Baselines and targets
            need none: without it they are those of whatever time.

        function: "sum", "count_true", "share_true", "ratio", "maximum", "latest", "distribution" or "weighted_mean".

        kind: "actual", "milestone", "target" or "baseline".

        overlap: "disjoint", "contained" or "unknown"; see `Overlap`.

        by: A dimension of disaggregation, such as "sex", or "place".

        weights: For "weighted_mean" the weight of each part, in their order; zero or more.

    Returns:
        The figure; with ``by=`` the figure of each category, by the category, in source order.

    Raises:
        InvalidValueError: There is no such function, kind or overlap; or weights are missing, not needed, negative,
            floats, or not as many as the parts.
    """
    chosen = None if function is None else member(RollupFunction, function)
    declared = None if overlap is None else member(Overlap, overlap)
    several = (parts,) if isinstance(parts, ResultsFramework | Result | Indicator | Rollup | Undefined) else parts
    taken: list[Taken] = [p if isinstance(p, Rollup | Undefined) else candidates_of(p, code) for p in several]
    weighed = _weights(chosen, weights, sum(len(one) if isinstance(one, list) else 1 for one in taken))
    question = Question(code, member(ObservationKind, kind), at, latest=chosen is RollupFunction.LATEST)
    candidates = [candidate for one in taken if isinstance(one, list) for candidate in one]
    if by is not None:
        return {
            category: rolled_up(taken, attrs.evolve(question, subject=subject), chosen, declared, weighed)
            for category, subject in categories_of(candidates, by).items()
        }
    subjects = [shared_subject(candidates)] if candidates else [p.subject for p in taken if isinstance(p, Rollup)]
    question = attrs.evolve(question, subject=subjects[0]) if subjects else question
    return rolled_up(taken, question, chosen, declared, weighed)


def rolled_up(
    taken: Iterable[Taken],
    question: Question,
    chosen: RollupFunction | None,
    declared: Overlap | None,
    weights: Sequence[Number],
    *,
    apart: bool | None = None,
) -> Rollup | Undefined:
    """
    The figure of one subject.

    Args:
        taken: The parts.

        question: The values that are rolled up.

        chosen: The function.

        declared: The overlap as the caller declares it.

        weights: The weight of each part.

        apart: True if the parts are for countries that are known to differ; None where that is to be found out.
    """
    inputs: list[RollupPart] = []
    pieces: list[Piece] = []
    reasons: list[str] = []
    weighed = iter(weights)
    for part in taken:
        if isinstance(part, Undefined):
            reasons.append(f"a part is undefined: {part.reason}")
            next(weighed)
        elif isinstance(part, Rollup):
            inputs += part.inputs
            pieces.append(_piece(part, next(weighed)))
            if (part.function, part.kind) != (chosen, question.kind):
                reasons.append(f"a part is another roll-up ({part.function.value} of {part.kind.value} values)")
            if part.subject != question.subject:
                reasons.append(f"a part is of {part.subject}, the roll-up of {question.subject}")
        else:
            found = [contribution_of(candidate, question) for candidate in part]
            inputs += found
            pieces += [Piece(c.value, c.period, c.countries, _least(c), next(weighed)) for c in found]
    coverage = Coverage(sum(c.is_reported for c in inputs), sum(c.is_due for c in inputs))
    is_apart = are_apart([piece.countries for piece in pieces]) if apart is None else apart
    reasons += _unanswerable(question, chosen, inputs, coverage)
    reasons += objections(inputs, in_one_period=not question.latest)
    if chosen is not None:
        reasons += _unsuited(chosen, inputs)
        reasons += _counted_twice(chosen, declared, inputs, undecided=declared is None and not is_apart)
    named = (("coverage", coverage), *((c.place, c) for c in inputs))
    if chosen is None or reasons:
        return Undefined("; ".join(reasons), named)
    reported = [piece for piece in pieces if not isinstance(piece.value, Missing)]
    value = rolled(chosen, declared or Overlap.DISJOINT, reported)
    if isinstance(value, Undefined):
        return attrs.evolve(value, inputs=named)
    return Rollup(
        value=value,
        function=chosen,
        kind=question.kind,
        coverage=coverage,
        period=max(reported, key=end_of).period,
        overlap=declared if chosen in (*ADDING, *DIVIDING) else None,
        inputs=tuple(inputs),
        assumptions=tuple(_assumptions(question, chosen, declared, inputs)),
        subject=question.subject,
        floor=_floor(chosen, declared or Overlap.DISJOINT, pieces),
    )


def _weights(chosen: RollupFunction | None, weights: Iterable[Number | int] | None, count: int) -> list[Number]:
    """The weight of each indicator and roll-up among the parts; 1 each where none are needed."""
    is_needed = chosen is RollupFunction.WEIGHTED_MEAN
    if weights is None and not is_needed:
        return [Decimal(1)] * count
    given: list[object] = list(weights or ())
    found = [Decimal(w) if isinstance(w, int) else w for w in given if isinstance(w, int | Decimal | Fraction)]
    if len(found) < len(given) or any(weight < 0 for weight in found):
        msg = f"weights are {given!r}; expected numbers of zero or more, each a Decimal, Fraction or int"
    elif not is_needed:
        msg = "weights are for the function 'weighted_mean' only"
    elif len(found) != count:
        msg = f"weighted_mean needs one weight for each of the {count} parts; weights= has {len(found)}"
    else:
        return found
    raise InvalidValueError(msg)


def _piece(part: Rollup, weight: Number) -> Piece:
    """A roll-up as a part of another one; its countries are known if those of all its inputs are."""
    countries = [c.countries for c in part.inputs]
    known = tuple(place for places in countries for place in places) if all(countries) else ()
    return Piece(part.value, part.period, known, part.floor, weight)


def _least(part: RollupPart) -> Number | None:
    """The running total of an earlier year that still holds; None where there is none."""
    return part.earlier if isinstance(part.earlier, Decimal) and not part.is_share else None


def _floor(function: RollupFunction, overlap: Overlap, pieces: Sequence[Piece]) -> Number | None:
    """The least of a sum or a maximum with the earlier running totals; None where there are none."""
    if function not in (RollupFunction.SUM, RollupFunction.MAXIMUM) or all(piece.least is None for piece in pieces):
        return None
    values = [piece.value if piece.least is None else piece.least for piece in pieces]
    return floor_of(function, overlap, [value for value in values if not isinstance(value, Missing)])


def are_apart(parts: Sequence[Sequence[Place]]) -> bool:
    """
    True if nothing can be counted twice: there is one part, or all are for countries that are known to differ.

    Args:
        parts: The countries of each part.
    """
    return len(parts) < 2 or (
        all(parts)
        and all(_differ(here, there) for one, other in combinations(parts, 2) for here in one for there in other)
    )


def _differ(one: Place, other: Place) -> bool:
    """True if two places are known to differ: both by codes of one list, or both by name alone."""
    names, codes = [folded_name(place.name) for place in (one, other)], [folded(place.code) for place in (one, other)]
    if all(codes):
        # Codes of two and of three letters are of two lists, and a code may continue that of the place around it.
        is_one_list = len(codes[0]) == len(codes[1]) and one.vocabulary == other.vocabulary
        return is_one_list and codes[0] != codes[1] and (names[0] != names[1] or not names[0])
    return not any(codes) and all(names) and names[0] != names[1]


# ------------------------------------------------------------------------------------------ blocking reasons


def _unanswerable(
    question: Question, function: RollupFunction | None, inputs: Sequence[RollupPart], coverage: Coverage
) -> Iterator[str]:
    """The reasons why a roll-up is not fully specified, or has no values."""
    kinds = list(dict.fromkeys(type(c.value) for c in inputs if c.is_reported))
    if function is None:
        fitting = [f.value for f in RollupFunction if not any(_unsuited(f, inputs))]
        yield f"no function is declared; function may be {', '.join(fitting)}"
    if question.at is None and not question.latest and question.kind in OF_A_YEAR:
        yield "no year is given; pass at="
    if not any(c.has_indicator for c in inputs):
        yield "there is no indicator" + (f" with the code {question.code!r}" if question.code else "")
    elif not kinds:
        others = [f"{c.place}: {c.lack}" for c in inputs if c.lack.startswith("only of")]
        yield f"no value is reported ({'; '.join([f'{coverage} due', *others])})"


def _unsuited(function: RollupFunction, inputs: Sequence[RollupPart]) -> Iterator[str]:
    """Reasons why a function is undefined for such values."""
    reported = [c for c in inputs if c.is_reported]
    wrong = [c for c in reported if not isinstance(c.value, TAKES.get(function, (object,)))]
    if wrong:
        words = dict.fromkeys(kind_of(c.value) for c in wrong)
        yield f"there is no {function.value} of {' and '.join(words)} ({'; '.join(c.place for c in wrong)})"
    if function is RollupFunction.SUM and any(c.is_share for c in reported):
        yield "shares of a whole do not add up; keep numerators and denominators and use function='ratio'"
    if function is RollupFunction.WEIGHTED_MEAN and not all(c.is_share for c in reported):
        yield "a weighted mean is of shares of a whole; counts are added up with function='sum'"


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
    for c in inputs:
        if not isinstance(c.value, Missing):
            continue
        if not isinstance(c.earlier, Missing):
            total = f"{text_of(c.earlier)} for {c.earlier_period}"
            yield f"{c.place} last reported {total}, a running total that still holds"
        elif c.lack:
            yield f"{c.place} is not in it: {c.lack}"
    if function is RollupFunction.WEIGHTED_MEAN:
        yield "the weights are those of the caller; numerators and denominators are better, with function='ratio'"
    if len(inputs) < 2:
        return
    if question.kind is not ObservationKind.BASELINE and all(c.accumulation is Accumulation.UNKNOWN for c in inputs):
        yield "the accumulation is not declared; the values are taken to be alike"
    if any(c.aggregation_status is None for c in inputs if c.has_indicator):
        yield "not every indicator declares its aggregation status"
    if overlap is None and function in (*ADDING, *DIVIDING):
        yield "the parts are for different countries, so that nothing is counted twice"
