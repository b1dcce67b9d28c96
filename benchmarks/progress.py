"""
Progress of 60,000 indicators by all formulas: the observations of each are gathered once, and every answer is a value
with its inputs, or a reason.

The floor is the core JSON load of the same data, which builds the indicators: without the extra `fast`, as the core
installs. Both are timed in turns in one process, so that a busy machine hurts both. The same load with the fast engine,
where it is installed, and each formula alone are printed beside it.
"""

from __future__ import annotations

import gc
import importlib.util
import statistics
import sys
import time
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from data import INDICATORS, portfolio, without_orjson

from resultsframework.formats import json
from resultsframework.monitoring import FORMULAS, Progress, progress, progress_by_formula

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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


def main(count: int = INDICATORS) -> None:
    """Print the table."""
    text = json.dumps(portfolio(count))
    framework = json.loads(text)
    indicators = framework.indicators
    answers = Counter(
        name
        for indicator in indicators
        for name, answer in progress_by_formula(indicator, YEAR).items()
        if isinstance(answer, Progress)
    )
    loads: list[float] = []
    everything: list[float] = []
    for _ in range(ROUNDS):
        with without_orjson():
            loads.append(seconds(lambda: json.loads(text)))
        everything.append(seconds(lambda: all_formulas(indicators)))
    load = statistics.median(loads)
    print(f"progress, Python {sys.version.split()[0]}, {count} indicators, median of {ROUNDS}, in turns")
    print(f"{'work':<40}{'ms':>10}{'us each':>10}{'x load':>9}{'answers':>10}")
    row = "{:<40}{:>10.0f}{:>10.1f}{:>9.2f}{:>10}"
    print(row.format("JSON load, core", load * 1e3, load / count * 1e6, 1, ""))
    if importlib.util.find_spec("orjson"):
        fast = statistics.median(seconds(lambda: json.loads(text)) for _ in range(ROUNDS))
        print(row.format("JSON load, fast", fast * 1e3, fast / count * 1e6, fast / load, ""))
    for name in FORMULAS:
        alone = seconds(partial(one_formula, indicators, name))
        print(row.format(f"{name} alone", alone * 1e3, alone / count * 1e6, alone / load, answers[name]))
    total = statistics.median(everything)
    each = total / len(FORMULAS)
    print(row.format("all formulas", total * 1e3, total / count * 1e6, total / load, sum(answers.values())))
    print(row.format("all formulas, by formula", each * 1e3, each / count * 1e6, each / load, ""))
    print(f"all formulas: {total / load:.2f} times the core JSON load")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
