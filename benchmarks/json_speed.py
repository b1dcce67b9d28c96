"""
Reading and writing JSON: this library beside its floors and its peers, on the same bytes in the same run.

    python benchmarks/json_speed.py [INDICATORS] [ROUNDS]

Times are of the processor, the median of the rounds; what is compared alternates within a round. Not called json.py:
a script of that name would hide the standard library's module from everything it imports.
"""

from __future__ import annotations

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator

import orjson
from cattrs import Converter
from data import INDICATORS, portfolio, without_orjson
from peers import PlainFramework, StrictFramework
from report import Table, times

from resultsframework.formats import json as own

ROUNDS = 5
# New lists that make the garbage collector run, so that what pausing it put off is counted too.
BARELY_ENOUGH = 1_000
Work = Callable[[], object]


def paused(work: Work) -> Work:
    """The same work while the garbage collector rests, as it does in this library."""

    def run() -> object:
        gc.disable()
        try:
            return work()
        finally:
            gc.enable()

    return run


def core(work: Work) -> Work:
    """The same work where the extra ``fast`` is not installed."""

    def run() -> object:
        with without_orjson():
            return work()

    return run


def medians(works: dict[str, Work], rounds: int) -> dict[str, float]:
    """The median time of each work in seconds; the first round warms up and does not count."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            gc.collect()
            start = time.process_time()
            result = work()
            waste: list[list[int]] = [[] for _ in range(BARELY_ENOUGH)]
            took = time.process_time() - start
            del waste
            del result
            if number:
                times[name].append(took)
    return {name: statistics.median(taken) for name, taken in times.items()}


def tables(indicators: int = INDICATORS, rounds: int = ROUNDS) -> Iterator[Table]:
    """The tables of reading and writing."""
    text = own.dumps(portfolio(indicators))
    data = text.encode()
    about = f"{indicators:,} indicators, {len(data) / 1e6:.0f} MB, the same bytes for all, medians of {rounds}."
    plain = Converter()
    reading: dict[str, Work] = {
        "orjson.loads": paused(lambda: orjson.loads(data)),
        "json.loads": paused(lambda: json.loads(text)),
        "pydantic": lambda: StrictFramework.model_validate_json(data),
        "pydantic, collector paused": paused(lambda: StrictFramework.model_validate_json(data)),
        "plain cattrs, which lets wrong types pass": paused(lambda: plain.structure(json.loads(text), PlainFramework)),
        "**`loads`**, standard library": core(lambda: own.loads(text)),
        "**`loads`**, with the extra `fast`": lambda: own.loads(text),
    }
    header = ("times `orjson.loads`", "times pydantic", "times pydantic, collector paused")
    rows = times(medians(reading, rounds), "orjson.loads", "pydantic", "pydantic, collector paused")
    yield Table("json-reading", about, ("reading", "ms", *header), rows)
    framework, models, tree = own.loads(text), StrictFramework.model_validate_json(data), orjson.loads(data)
    written = models.model_dump_json(exclude_defaults=True, indent=2) + "\n"
    if orjson.loads(written) != tree:
        sys.exit("the models do not hold the same as the document")
    writing: dict[str, Work] = {
        "orjson.dumps(indent=2)": lambda: orjson.dumps(tree, option=orjson.OPT_INDENT_2),
        "json.dumps(indent=2)": lambda: json.dumps(tree, indent=2, ensure_ascii=False),
        "pydantic": lambda: models.model_dump_json(exclude_defaults=True, indent=2),
        "pydantic, not indented": lambda: models.model_dump_json(exclude_defaults=True),
        "**`dumps`**": lambda: own.dumps(framework),
    }
    rows = times(medians(writing, rounds), "orjson.dumps(indent=2)", "pydantic")
    yield Table("json-writing", about, ("writing", "ms", "times `orjson.dumps`", "times pydantic"), rows)


if __name__ == "__main__":
    print(*tables(*map(int, sys.argv[1:3])), sep="\n\n")
