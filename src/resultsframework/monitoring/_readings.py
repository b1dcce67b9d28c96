"""
Readings of an indicator that declares too little: the answer to a question under each declaration that is lacking.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from resultsframework.indicator import Accumulation, Direction, Indicator
from resultsframework.value import Undefined, repr_of

from ._answer import IndicatorValue, Met, Progress
from ._direction import direction_of
from ._progress import progress

if TYPE_CHECKING:
    from resultsframework.period import Period

    from ._comparison import Against

__all__ = ["Reading", "in_words", "readings"]

Answer: TypeAlias = Progress | Met | IndicatorValue
# The arguments that declare one thing in each possible way, with the declaration in words.
Declarations = Mapping[str, Mapping[str, object]]
DIRECTIONS: Declarations = {
    "more is better": {"direction": Direction.INCREASE},
    "less is better": {"direction": Direction.DECREASE},
}
ACCUMULATIONS: Declarations = {
    "cumulative": {"accumulation": Accumulation.CUMULATIVE},
    "periodic": {"accumulation": Accumulation.PERIODIC},
}


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

    None is an answer to the question itself. There are no readings where the question has an answer, and none where no
    declaration would give it one. Not in IATI.

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
    if not isinstance(question(indicator, at, against, **options), Undefined):
        return ()
    for declarations in _candidates(list(_lacking(indicator, options))):
        found = tuple(
            Reading(words, question(indicator, at, against, **{**options, **declared}))
            for words, declared in declarations.items()
        )
        if not all(isinstance(one.answer, Undefined) for one in found):
            return found
    return ()


def in_words(found: Iterable[Reading]) -> str:
    """Readings of one or several questions in one line: "if more is better: 200 %, met; if less is better: not met"."""
    answers: dict[str, list[Reading]] = {}
    for reading in found:
        answers.setdefault(reading.declaration, []).append(reading)
    return "; ".join(f"if {words}: {', '.join(_most_defined(several))}" for words, several in answers.items())


def _most_defined(several: Sequence[Reading]) -> list[str]:
    """The answers under one declaration; where none is defined, the first reason without its advice."""
    defined = [_short(reading.answer) for reading in several if not isinstance(reading.answer, Undefined)]
    return defined or [_short(several[0].answer).partition("; ")[0]]


def _lacking(indicator: Indicator, options: Mapping[str, object]) -> Iterator[Declarations]:
    """The declarations that are lacking, each thing in the ways in which it can be declared."""
    if direction_of(indicator).is_unknown and options.get("direction") is None:
        yield DIRECTIONS
    if indicator.actuals_accumulation is Accumulation.UNKNOWN and options.get("accumulation") is None:
        yield ACCUMULATIONS


def _candidates(lacking: Sequence[Declarations]) -> Iterator[Declarations]:
    """Each declaration by itself, since one may be enough, and then all of them together."""
    yield from lacking
    if len(lacking) > 1:
        yield {
            " and ".join(words): {name: value for declared in both for name, value in declared.items()}
            for words, both in zip(product(*lacking), product(*(each.values() for each in lacking)), strict=True)
        }


def _short(answer: Answer | Undefined) -> str:
    """An answer without its inputs and its basis."""
    if isinstance(answer, Undefined):
        return str(answer)
    sums = (note.removeprefix("the actual is the ") for note in answer.basis.assumptions if "is the sum of" in note)
    return ", ".join((str(answer).partition(" (")[0], *sums))
