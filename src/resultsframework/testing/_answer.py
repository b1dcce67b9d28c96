"""
Answers of calculations: calculated from generated plans, so that what is drawn is what the library gives.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from hypothesis import strategies as st

from resultsframework.aggregation import Rollup, rollup
from resultsframework.errors import Problem
from resultsframework.monitoring import (
    IndicatorValue,
    Met,
    Progress,
    change,
    expected,
    gap,
    met,
    progress,
    projected,
    required_pace,
)
from resultsframework.value import Undefined

from ._construction import SEXES, indicator_of
from ._plan import VALID, Course, Timeline, timelines, trends
from ._shape import COUNT, FALLING, KEPT, PERCENT
from ._text import made, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hypothesis.strategies import SearchStrategy

    from resultsframework.indicator import Indicator

__all__ = ["indicator_values", "met_answers", "problems", "progress_answers", "rollups"]

T = TypeVar("T")

# With an actual, and with a year to come.
_REPORTED = VALID._replace(
    years=2, due=1, ahead=1, shapes=(COUNT, PERCENT, FALLING, KEPT), pitfalls=((), ("zeros",), ("commas",))
)
_COUNTED = _REPORTED._replace(due=2, shapes=(COUNT,), forms=("split",), gaps=(None,))


def _is_answer(found: object) -> bool:
    return not isinstance(found, Undefined)


def _calculate(timeline: Timeline, trend: Course, calculation: Callable[[Indicator], T]) -> T:
    return calculation(indicator_of(timeline, trend))


def _calculated(*calculations: Callable[[Indicator], T | Undefined]) -> SearchStrategy[T]:
    """The answers of calculations on indicators, where there is one: no change to come has no fraction."""
    drawn = made(_calculate, timelines(_REPORTED), trends(_REPORTED), st.sampled_from(calculations))
    return cast("SearchStrategy[T]", drawn.filter(_is_answer))


_PROGRESS = _calculated(
    partial(progress, against="target"),
    progress,
    partial(progress, against="target", formula="target-ratio"),
)
_MET = _calculated(met, partial(met, against="target"), partial(met, against="linear"))
_INDICATOR_VALUES = _calculated(
    partial(gap, against="target"),
    change,
    partial(change, relative=True),
    partial(expected, trajectory="linear"),
    required_pace,
    projected,
)


def _rolled(
    timeline: Timeline, places: Sequence[Course], is_late: bool, question: Mapping[str, Any]
) -> Rollup | Undefined:
    """One figure of a few places; the last of them may not have reported on the last year."""
    late = timeline._replace(due=timeline.due - (is_late and len(places) > 1))
    parts = [*(indicator_of(timeline, place) for place in places[:-1]), indicator_of(late, places[-1])]
    found: Any = rollup(parts, at=None if "kind" in question else timeline.reporting_year, **question)
    answer: Rollup | Undefined = found[SEXES[0].category] if "by" in question else found
    return answer


_QUESTIONS: Sequence[Mapping[str, Any]] = (
    {"function": "sum", "overlap": "disjoint"},
    {"function": "sum", "overlap": "unknown"},
    {"function": "maximum"},
    {"function": "sum", "overlap": "disjoint", "kind": "target"},
    {"function": "distribution", "kind": "baseline"},
    {"function": "sum", "overlap": "disjoint", "by": "sex"},
)
_ROLLUPS = cast(
    "SearchStrategy[Rollup]",
    made(
        _rolled,
        timelines(_COUNTED),
        st.lists(trends(_COUNTED), min_size=1, max_size=3),
        st.booleans(),
        st.sampled_from(_QUESTIONS),
    ).filter(_is_answer),
)
_PROBLEMS = made(
    Problem,
    texts(),
    st.none() | st.integers(1, 100_000),
    st.none() | st.sampled_from(["$.results[0].code", "part 1"]),
)


def progress_answers() -> SearchStrategy[Progress]:
    """Answers of `progress` on plausible indicators, by more than one formula."""
    return _PROGRESS


def met_answers() -> SearchStrategy[Met]:
    """Answers of `met` on plausible indicators: met, and not met."""
    return _MET


def indicator_values() -> SearchStrategy[IndicatorValue]:
    """Gaps, changes, expected values, paces and projections of plausible indicators."""
    return _INDICATOR_VALUES


def rollups() -> SearchStrategy[Rollup]:
    """Figures of one to three places, with and without overlap, some of them without a value of every place."""
    return _ROLLUPS


def problems() -> SearchStrategy[Problem]:
    """Faults of malformed input, with and without a line and a path."""
    return _PROBLEMS
