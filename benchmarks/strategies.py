"""
How fast the shipped strategies are, beside bare ``st.builds`` of the same classes.

The claim: at least 200 small frameworks a second, and at most 1.5 times the time that bare ``st.builds`` needs for as
many nodes. Bare means what anybody would write in ten lines: every field a strategy of Hypothesis's own, fewer fields
than ours, no rule kept. All are run in turns in one process, and each figure is the median of the runs; a ratio is that
of two runs next to each other.

    python benchmarks/strategies.py [examples] [runs]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from report import Table

import resultsframework as rf
from resultsframework.testing import breakable, frameworks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hypothesis.strategies import SearchStrategy

FLOOR = "`st.builds`, nothing valid about it"


def bare() -> SearchStrategy[rf.ResultsFramework]:
    """Frameworks as anybody would write them down: fewer fields than ours, and no rule kept."""
    text, number = st.text(min_size=1, max_size=20), st.decimals(allow_nan=False, allow_infinity=False)
    period = st.builds(rf.Period, year=st.integers(1900, 2100))
    observation = st.builds(
        rf.Observation,
        kind=st.sampled_from(rf.ObservationKind),
        period=period,
        value=number,
        comment=st.none() | text,
    )
    series = st.builds(rf.ObservationSeries, st.lists(observation, max_size=4).map(tuple))
    indicator = st.builds(rf.Indicator, code=text, statement=text, unit=st.none() | text, series=series)
    amount = st.builds(rf.Money, nominal=number, currency=st.sampled_from(["USD", "EUR"]))
    budget = st.builds(rf.Budget, planned=amount, actual=amount, expenses=amount, period=period)
    indicators = st.lists(indicator, max_size=2).map(tuple)
    output = st.builds(
        rf.Output,
        code=text,
        title=text,
        indicators=indicators,
        budgets=st.lists(budget, max_size=1).map(tuple),
    )
    outcome = st.builds(
        rf.Outcome,
        code=text,
        title=text,
        description=st.none() | text,
        indicators=indicators,
        outputs=st.lists(output, max_size=2).map(tuple),
    )
    return st.builds(
        rf.ResultsFramework,
        title=text,
        identifier=st.none() | text,
        results=st.lists(outcome, max_size=2).map(tuple),
    )


def nodes_in(value: Any) -> int:
    """The number of values of our classes in one, itself included."""
    if attrs.has(type(value)):
        return 1 + sum(nodes_in(getattr(value, field.name)) for field in attrs.fields(type(value)))
    return sum(map(nodes_in, value)) if isinstance(value, tuple) else 0


def timed(strategy: SearchStrategy[rf.ResultsFramework], examples: int) -> tuple[float, Counter[str]]:
    """Seconds of processor time to generate so many examples, and what was in them."""
    made: list[rf.ResultsFramework] = []

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def generate(framework: rf.ResultsFramework) -> None:
        made.append(framework)

    start = time.process_time()
    generate()
    seconds = time.process_time() - start
    counts: Counter[str] = Counter(examples=len(made))
    for framework in made:
        counts["nodes"] += nodes_in(framework)
        counts["observations"] += sum(len(indicator.series) for indicator in framework.indicators)
    return seconds, counts


def broken() -> SearchStrategy[rf.ResultsFramework]:
    """Frameworks that break one rule, whichever it is."""
    return st.one_of([frameworks(breaks=code) for code in breakable()])


STRATEGIES: dict[str, Callable[[], SearchStrategy[rf.ResultsFramework]]] = {
    FLOOR: bare,
    "`frameworks()`": frameworks,
    "`frameworks(valid=False)`": lambda: frameworks(valid=False),
    "`frameworks(breaks=...)`": broken,
}


def tables(examples: int = 300, runs: int = 5) -> Iterator[Table]:
    """The table."""
    built = {name: strategy() for name, strategy in STRATEGIES.items()}
    for strategy in built.values():
        timed(strategy, 20)
    measured: dict[str, list[tuple[float, Counter[str]]]] = {name: [] for name in built}
    for _ in range(runs):
        for name, strategy in built.items():
            measured[name].append(timed(strategy, examples))
    floor = [seconds / counts["nodes"] for seconds, counts in measured[FLOOR]]
    rows: list[list[str | float]] = []
    for name, turns in measured.items():
        rate = statistics.median(counts["examples"] / seconds for seconds, counts in turns)
        values = statistics.mean(counts["observations"] / counts["examples"] for _, counts in turns)
        each = [seconds / counts["nodes"] for seconds, counts in turns]
        ratio = statistics.median(ours / theirs for ours, theirs in zip(each, floor, strict=True))
        rows.append([name, f"{rate:.0f}", f"{values:.1f}", ratio])
    about = f"{examples} examples each, medians of {runs} runs in turns."
    yield Table("strategies", about, ("strategy", "a second", "values each", "times `st.builds`, a node"), rows)


if __name__ == "__main__":
    print(*tables(*map(int, sys.argv[1:3])), sep="\n\n")
