"""
Progress of 60,000 indicators by all formulas: the observations of each are gathered once, and every answer is a value
with its inputs, or a reason.

The floor is the core JSON load of the same data, which builds the indicators: without the extra `fast`, as the core
installs. Both are timed in turns in one process, so that a busy machine hurts both.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from typing import TYPE_CHECKING

from data import INDICATORS, portfolio, without_orjson
from report import Table

from resultsframework.formats import json
from resultsframework.monitoring import FORMULAS, Progress, progress, progress_by_formula

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from resultsframework.indicator import Indicator

ROUNDS = 5
YEAR = 2021


def seconds(work: Callable[[], object]) -> float:
    """Processor time of some work, after garbage of earlier work has been collected."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def all_formulas(indicators: Sequence[Indicator]) -> None:
    """Every formula on every indicator."""
    for indicator in indicators:
        progress_by_formula(indicator, YEAR)


def one_formula(indicators: Sequence[Indicator], name: str) -> None:
    """One formula on every indicator."""
    for indicator in indicators:
        progress(indicator, YEAR, formula=name)


def tables(count: int = INDICATORS, rounds: int = ROUNDS) -> Iterator[Table]:
    """The table."""
    text = json.dumps(portfolio(count))
    framework = json.loads(text)
    indicators = framework.indicators
    loads: list[float] = []
    singles: list[float] = []
    everything: list[float] = []
    for _ in range(rounds):
        with without_orjson():
            loads.append(seconds(lambda: json.loads(text)))
        singles.append(seconds(lambda: one_formula(indicators, "baseline")))
        everything.append(seconds(lambda: all_formulas(indicators)))
    load, single, total = map(statistics.median, (loads, singles, everything))
    answers = sum(isinstance(a, Progress) for one in indicators for a in progress_by_formula(one, YEAR).values())
    about = f"{count:,} indicators, medians of {rounds}; {answers:,} answers, the others are reasons."
    rows: list[list[str | float]] = [
        ["one formula", single / count * 1e6, single / load],
        [f"all {len(FORMULAS)}, for every indicator", total / count * 1e6, total / load],
    ]
    yield Table("progress", about, ("work", "us an indicator", "times reading the same data from JSON"), rows)


if __name__ == "__main__":
    print(*tables(*map(int, sys.argv[1:2])), sep="\n\n")
