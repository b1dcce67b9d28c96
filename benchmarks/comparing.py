"""
The changes between two versions of a framework of 10,000 indicators that were read separately and differ in ten places.

The measure is three times the comparison of two equal frameworks by ``==``, plus one walk of each with its paths. All
are timed in turns in one process.

Aligning two frameworks of 2,000 statements each is measured by rapidfuzz's ``cdist`` of the same folded statements.
"""

from __future__ import annotations

import functools
import gc
import statistics
import sys
import time
from typing import TYPE_CHECKING

import attrs
from data import portfolio
from rapidfuzz import fuzz, process
from report import Table

import resultsframework as rf
from resultsframework.compare import folded
from resultsframework.formats import json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from resultsframework.framework import ResultsFramework

INDICATORS = 10_000
ROUNDS = 7
CHANGES = 10
STATEMENTS = 2_000


def seconds(work: Callable[[], object]) -> float:
    """Processor time of some work, after garbage of earlier work has been collected."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def revised(framework: ResultsFramework) -> ResultsFramework:
    """The framework with a further word in ten of its statements."""
    paths = [path for path, node in framework.walk() if isinstance(node, rf.Indicator)]
    for path in paths[:: len(paths) // CHANGES][:CHANGES]:
        framework = framework.replace(path, statement=f"{framework.at(path).statement} revised")
    return framework


def tables(count: int = INDICATORS, rounds: int = ROUNDS) -> Iterator[Table]:
    """The table."""
    text = json.dumps(portfolio(count))
    old, same = json.loads(text), json.loads(text)
    new = json.loads(json.dumps(revised(old)))
    found = rf.diff(old, new)
    if len(found) != CHANGES or found.apply(old) != new:
        msg = f"{len(found)} changes were found, not {CHANGES}"
        raise AssertionError(msg)
    equal: list[float] = []
    walks: list[float] = []
    diffs: list[float] = []
    none: list[float] = []
    for _ in range(rounds):
        equal.append(seconds(lambda: old == same))
        walks.append(seconds(lambda: (list(old.walk()), list(new.walk()))))
        diffs.append(seconds(lambda: rf.diff(old, new)))
        none.append(seconds(lambda: rf.diff(old, same)))
    once, both, changes, nothing = (statistics.median(times) for times in (equal, walks, diffs, none))
    measure = 3 * once + both
    about = f"{count:,} indicators, read twice, {CHANGES} of them changed; medians of {rounds}."
    rows: list[list[str | float]] = [
        [what, f"{took * 1e3:,.0f}", took / measure]
        for what, took in (
            ("`old == new` of equal ones", once),
            ("a walk of each with its paths", both),
            ("three times `==` and the walks", measure),
            (f"`rf.diff`, {CHANGES} changes", changes),
            ("`rf.diff`, no change", nothing),
        )
    ]
    yield Table("comparing", about, ("work", "ms", "of the measure"), rows)
    yield aligned(rounds=rounds)


def aligned(count: int = STATEMENTS, rounds: int = ROUNDS) -> Table:
    """The table of aligning."""
    parts = [json.loads(json.dumps(portfolio(count, seed=seed))) for seed in (1, 2)]
    parts = [part.map(rf.Indicator, functools.partial(worded, number)) for number, part in enumerate(parts)]
    texts = [[folded(i.statement) for i in part.indicators] for part in parts]
    floor: list[float] = []
    ours: list[float] = []
    for _ in range(rounds):
        floor.append(seconds(lambda: process.cdist(*texts, scorer=fuzz.ratio, score_cutoff=90)))
        ours.append(seconds(lambda: rf.align(parts)))
    bare, whole = map(statistics.median, (floor, ours))
    about = f"{count:,} by {count:,} statements, medians of {rounds}."
    rows: list[list[str | float]] = [
        ["`rapidfuzz.process.cdist`", f"{bare * 1e3:,.0f}", 1.0],
        ["`rf.align`", f"{whole * 1e3:,.0f}", whole / bare],
    ]
    return Table("aligning", about, ("work", "ms", "of cdist"), rows)


def worded(part: int, indicator: rf.Indicator) -> rf.Indicator:
    """The indicator with a statement of its own, in the words of the data."""
    return attrs.evolve(indicator, statement=f"{indicator.statement} in part {part} of {indicator.code}")


if __name__ == "__main__":
    print(*tables(*map(int, sys.argv[1:2])), sep="\n\n")
