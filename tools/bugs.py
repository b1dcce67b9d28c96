"""
Bugs that programs have had, each as a small function: the examples until the shipped strategies find it.

    python tools/bugs.py                 # the table of docs/testing.md; about ten minutes of one processor
    python tools/bugs.py --write         # puts it into the page
    python tools/bugs.py --seeds 3 --show zero

Each law is run with the default settings of Hypothesis (100 examples), except for its checks of time, once for each
seed. ``--show`` prints the call of the failure, and a word limits the bugs to those whose name has it.
"""

from __future__ import annotations

import argparse
import functools
import re
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
from hypothesis import HealthCheck, given, seed, settings

import resultsframework as rf
from resultsframework.testing import frameworks, indicators, years

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

PAGE = Path(__file__).resolve().parent.parent / "docs" / "testing.md"
PLACE = re.compile(r"(?<=<!-- bugs -->\n).*?(?=<!-- end -->)", re.DOTALL)
NOTE = "Failing test case: "
HEADER = (
    "| bug | strategy | found | examples, median | worst | runs to shrink, median | worst | lines |\n"
    "|---|---|--:|--:|--:|--:|--:|--:|"
)
SETTINGS = settings(
    max_examples=100, derandomize=False, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def number(observation: rf.Observation | None) -> Decimal | None:
    """The number of an observation, where it is one."""
    return observation.value if observation is not None and isinstance(observation.value, Decimal) else None


def actuals(indicator: rf.Indicator) -> list[rf.Observation]:
    """The actuals of the total, in source order."""
    return [o for o in indicator.series.actuals if o.is_total]


def ensure(is_so: bool) -> None:
    """Fail where a law does not hold."""
    if not is_so:
        raise AssertionError


def shown(observation: rf.Observation) -> str:
    """Show a value; zero is taken for nothing, because the value is tested instead of its absence."""
    found = number(observation)
    return str(found) if found else "no data"


def zero_for_nothing(indicator: rf.Indicator) -> None:
    """A number is shown as a number."""
    for observation in actuals(indicator):
        ensure(number(observation) is None or shown(observation) != "no data")


def mean(observations: Sequence[rf.Observation]) -> Decimal:
    """The mean of values; a missing one is taken for zero."""
    return sum((number(o) or Decimal(0) for o in observations), Decimal(0)) / len(observations)


def missing_for_zero(indicator: rf.Indicator) -> None:
    """The mean of the actuals is that of the reported ones."""
    reported = [o for o in actuals(indicator) if o.is_reported]
    if any(number(o) for o in reported):
        ensure(mean(actuals(indicator)) == mean(reported))


def planned(indicator: rf.Indicator, year: int) -> Decimal | None:
    """The number planned for a year; the last one is carried over the end of the plan."""
    dated = [(o.period.last_year, o) for o in indicator.planned if o.is_total and o.period.last_year is not None]
    known = [(last, number(o)) for last, o in dated if last <= year]
    return max(known, key=lambda pair: pair[0])[1] if known else None


def carried_over_the_end(indicator: rf.Indicator, year: int) -> None:
    """Nothing is planned for a year after the end of the plan."""
    last = [o.period.last_year for o in indicator.planned if o.period.last_year is not None]
    if last and year > max(last):
        ensure(planned(indicator, year) is None)


def total(observations: Sequence[rf.Observation]) -> Decimal:
    """The sum of values; groups are added to the total that they are parts of."""
    return sum((number(o) or Decimal(0) for o in observations), Decimal(0))


def groups_added(indicator: rf.Indicator) -> None:
    """The sum of the actuals is that of the actuals of the total."""
    if actuals(indicator):
        ensure(total(indicator.series.actuals) == total(actuals(indicator)))


def is_reached(actual: Decimal, target: Decimal) -> bool:
    """The attainment of a target; more is taken to be better, whatever the indicator declares."""
    return actual >= target


def direction_turned(indicator: rf.Indicator) -> None:
    """Where less is better, an actual has reached the target if it is not above it."""
    target = number(indicator.target)
    for actual in map(number, actuals(indicator)):
        if indicator.direction is rf.Direction.DECREASE and target is not None and actual is not None:
            ensure(is_reached(actual, target) == (actual <= target))


def read(text: str) -> Decimal | None:
    """The number in a text; the first comma is taken for a point."""
    whole, _, rest = text.partition(",")
    try:
        return Decimal(f"{whole}.{rest.replace(',', '')}")
    except ArithmeticError:
        return None


def comma_for_point(indicator: rf.Indicator) -> None:
    """The number in the text of a value is that of the library, which knows thousands."""
    for observation in indicator.series:
        found, right = read(observation.raw), rf.parse_value(observation.raw).value
        ensure(found is None or not isinstance(right, Decimal) or found == right)


def retitled(results: Sequence[rf.Result], code: str) -> Iterator[rf.Result]:
    """The results, those with the code under a new title; only the first of two equal codes is changed."""
    is_done = False
    for result in results:
        yield attrs.evolve(result, title="new") if result.code == code and not is_done else result
        is_done = is_done or result.code == code


def first_of_two_codes(framework: rf.ResultsFramework) -> None:
    """Every result with the code has the new title."""
    results = framework.all_results(rf.Result)
    for code in {result.code for result in results if result.code}:
        ensure(all(result.title == "new" for result in retitled(results, code) if result.code == code))


def everywhere(law: Callable[..., None]) -> Callable[..., None]:
    """The same law for every indicator of a framework."""

    def in_framework(framework: rf.ResultsFramework, **more: Any) -> None:
        for indicator in framework.indicators:
            law(indicator, **more)

    return in_framework


# What finds a bug: each strategy by its text, and the argument that it is for.
OF_INDICATORS: Mapping[str, tuple[str, SearchStrategy[Any]]] = MappingProxyType(
    {
        "indicators()": ("indicator", indicators()),
        "indicators(valid=False)": ("indicator", indicators(valid=False)),
        "frameworks()": ("framework", frameworks()),
        "frameworks(valid=False)": ("framework", frameworks(valid=False)),
    }
)


class Bug(NamedTuple):
    """
    A bug.

    Attributes:
        name: The mistake, in words.

        law: The law that a function with this mistake does not keep.

        more: The strategies of further arguments of the law.

        strategies: The texts of the strategies that have to find it.
    """

    name: str
    law: Callable[..., None]
    more: Mapping[str, SearchStrategy[Any]] = MappingProxyType({})
    strategies: Sequence[str] = tuple(OF_INDICATORS)


BUGS = (
    Bug("zero taken for nothing", zero_for_nothing),
    Bug("missing taken for zero", missing_for_zero),
    Bug("last value carried over the end", carried_over_the_end, MappingProxyType({"year": years()})),
    Bug("groups added to the total", groups_added),
    Bug("direction turned round", direction_turned),
    Bug("a comma taken for a point", comma_for_point),
    Bug("the first of two equal codes changed", first_of_two_codes, strategies=("frameworks(valid=False)",)),
)


class Hunt(NamedTuple):
    """
    One search for a bug.

    Attributes:
        found: The number of the first example that shows it; None if none does.

        shrinking: The runs of the law after that one.

        printed: The call that Hypothesis prints.

        smallest: The arguments of the last failing run, which are those printed.
    """

    found: int | None
    shrinking: int
    printed: str
    smallest: Mapping[str, Any]


def hunt(bug: Bug, strategy: str, number: int) -> Hunt:
    """Search for a bug with the default settings and a seed."""
    argument, source = OF_INDICATORS[strategy]
    law = bug.law if argument == "indicator" or bug.law is first_of_two_codes else everywhere(bug.law)
    runs, found, smallest = 0, 0, {}

    @functools.wraps(law)
    def counted(**arguments: Any) -> None:
        nonlocal runs, found, smallest
        runs += 1
        try:
            law(**arguments)
        except AssertionError:
            found, smallest = found or runs, arguments
            raise

    try:
        seed(number)(SETTINGS(given(**{argument: source}, **bug.more)(counted)))()
    except AssertionError as error:
        printed = next(note for note in error.__notes__ if note.startswith(NOTE)).removeprefix(NOTE)
        return Hunt(found, runs - found, printed, smallest)
    return Hunt(None, 0, "", smallest)


def rows(seeds: int, word: str = "", *, show: bool = False) -> Iterator[str]:
    """The rows of the table."""
    for bug in BUGS:
        for strategy in bug.strategies:
            if word not in bug.name:
                continue
            hunts = [hunt(bug, strategy, number) for number in range(seeds)]
            if show:
                print(hunts[0].printed)
            examples = [found.found or SETTINGS.max_examples + 1 for found in hunts]
            shrinking = [found.shrinking for found in hunts if found.found]
            lines = [found.printed.count("\n") + 1 for found in hunts if found.found]
            middle = f"{statistics.median(examples):.0f} | {max(examples)}"
            if shrinking:
                middle += f" | {statistics.median(shrinking):.0f} | {max(shrinking)} | {max(lines)}"
            yield f"| {bug.name} | `{strategy}` | {len(shrinking)} of {seeds} | {middle} |"


def main() -> None:
    """Print the table, and write it into the page where that is wanted."""
    parser = argparse.ArgumentParser()
    parser.add_argument("word", nargs="?", default="")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    print(HEADER)
    found = []
    for row in rows(options.seeds, options.word, show=options.show):
        print(row, flush=True)
        found.append(row)
    if options.write:
        table = "\n".join([HEADER, *found])
        PAGE.write_text(PLACE.sub(lambda _: f"{table}\n", PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
