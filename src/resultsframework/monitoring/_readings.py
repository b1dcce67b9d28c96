"""
Readings of an indicator that declares too little: the answer to a question under each declaration that is lacking.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from resultsframework.expression import repr_of
from resultsframework.indicator import Accumulation, Direction, Indicator
from resultsframework.value import Undefined

from ._answer import IndicatorValue, Met, Progress, in_short
from ._counterpart import counted
from ._direction import DirectionBasis, InferredDirection, direction_of
from ._progress import progress

if TYPE_CHECKING:
    from resultsframework.period import Period

    from ._goal import Against

__all__ = ["Reading", "in_words", "readings", "readings_of"]

Answer: TypeAlias = Progress | Met | IndicatorValue
# Each argument that declares something, named like the cause of its lack, with the ways to declare it, in words.
DECLARATIONS: Mapping[str, Mapping[str, object]] = {
    "accumulation": {"cumulative": Accumulation.CUMULATIVE, "periodic": Accumulation.PERIODIC},
    "direction": {"more is better": Direction.INCREASE, "less is better": Direction.DECREASE},
}
UNDER_INCREASE, UNDER_DECREASE = (
    f"{InferredDirection(way, DirectionBasis.ARGUMENT).claim}, but " for way in (Direction.INCREASE, Direction.DECREASE)
)


@attrs.frozen
class Reading:
    """
    The answer to a question under a declaration that the source lacks. Not in IATI.

    Attributes:
        declaration: The declaration in words, such as "more is better".

        answer: The answer under it, or why there is none even so.
    """

    declaration: str
    answer: Answer | Undefined

    __repr__ = repr_of

    def __str__(self) -> str:
        return f"if {self.declaration}: {_short(self.answer)}"


def readings(
    indicator: Indicator,
    at: int | dt.date | Period | None = None,
    against: Against = "milestone",
    *,
    question: Callable[..., Answer | Undefined] = progress,
    **options: Any,
) -> tuple[Reading, ...]:
    """
    The answers to a question under each declaration that is lacking, where it is undefined for the lack of it.

    None is an answer to the question itself. There are no readings where the question has an answer, where its reason
    is another one, and where no declaration would give it an answer. Not in IATI.

    Args:
        indicator: The indicator.

        at: A year, a day, or the period itself; the period of the latest reported actual where not given.

        against: As for `progress`.

        question: The function of the question: `progress`, `met` or `gap`.

        options: Further arguments of that function, such as ``formula``; what they declare is not lacking.

    Raises:
        InvalidValueError: As for the function of the question.

    >>> from resultsframework import Indicator, ObservationSeries, met
    >>> series = ObservationSeries.parse("2021 target 5 actual 10")
    >>> print(*readings(Indicator(series=series), 2021, question=met), sep="; ")
    if more is better: met; if less is better: not met
    """
    return readings_of(
        question(indicator, at, against, **options),
        indicator,
        lambda declared: question(indicator, at, against, **{**options, **declared}),
        [argument for argument in DECLARATIONS if options.get(argument) is None],
    )


def readings_of(
    answer: Answer | Undefined,
    indicator: Indicator,
    under: Callable[[Mapping[str, Any]], Answer | Undefined],
    arguments: Iterable[str] = tuple(DECLARATIONS),
) -> tuple[Reading, ...]:
    """
    The readings of a question that has been answered already; see `readings`.

    Args:
        answer: The answer to the question itself.

        indicator: The indicator.

        under: The question with further arguments.

        arguments: The names of those that may declare something.
    """
    lacking = [argument for argument in arguments if _is_lacking(indicator, argument)]
    if not isinstance(answer, Undefined):
        return ()
    found = tuple(_readings(answer, under, lacking, (), {}))
    return () if all(isinstance(reading.answer, Undefined) for reading in found) else found


def _readings(
    answer: Answer | Undefined,
    under: Callable[[Mapping[str, Any]], Answer | Undefined],
    lacking: Sequence[str],
    words: tuple[str, ...],
    declared: Mapping[str, object],
) -> Iterator[Reading]:
    """The answers under each declaration that the reason names, and under each further one that their reasons name."""
    argument = answer.cause.value if isinstance(answer, Undefined) else ""
    if argument not in lacking:
        yield from [Reading(" and ".join(words), answer)] if words else []
        return
    rest = [name for name in lacking if name != argument]
    for word, value in DECLARATIONS[argument].items():
        more = {**declared, argument: value}
        yield from _readings(under(more), under, rest, (*words, word), more)


def in_words(found: Iterable[Reading]) -> str:
    """Readings of one or several questions in one line: "if more is better: 200 %, met; if less is better: not met"."""
    answers: dict[str, list[Reading]] = {}
    for reading in found:
        answers.setdefault(reading.declaration, []).append(reading)
    return "; ".join(f"if {words}: {', '.join(_most_defined(several))}" for words, several in answers.items())


def _most_defined(several: Sequence[Reading]) -> list[str]:
    """The answers under one declaration; where none is defined, the first reason without its advice."""
    answers = [reading.answer for reading in several]
    reasons = [f"undefined ({_reason(answer)})" for answer in answers if isinstance(answer, Undefined)]
    return [_short(answer) for answer in answers if not isinstance(answer, Undefined)] or reasons[:1]


def _reason(answer: Undefined) -> str:
    """A reason without its advice, and without the declaration, which the reading itself states."""
    return answer.reason.partition("; ")[0].removeprefix(UNDER_INCREASE).removeprefix(UNDER_DECREASE)


def _is_lacking(indicator: Indicator, argument: str) -> bool:
    """True if an indicator does not declare what an argument declares."""
    if argument == "direction":
        return direction_of(indicator).is_unknown
    return indicator.actuals_accumulation is Accumulation.UNKNOWN


def _short(answer: Answer | Undefined) -> str:
    """An answer without its inputs and its basis."""
    if isinstance(answer, Undefined):
        return str(answer)
    parts = answer.basis.parts
    return f"{in_short(answer)}, sum of {counted(parts)}" if parts else in_short(answer)
