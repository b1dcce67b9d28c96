"""
What validating costs: the prototype's sixteen rules against one hand-written pass, the whole default profile against
the JSON load of the same data, growth with size, and memory of streamed findings.

    python benchmarks/rules.py [indicators]
"""

from __future__ import annotations

import functools
import gc
import sys
import time
import tracemalloc
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
from data import portfolio
from hypothesis import Phase, given, settings
from report import Table

import resultsframework as rf
from resultsframework.formats import json
from resultsframework.observation import ObservationKind
from resultsframework.rules import PROFILES
from resultsframework.rules._engine import Check, Checklist, findings_of
from resultsframework.rules._validation import Validation
from resultsframework.testing import breakable, frameworks
from resultsframework.value import Missing, Range, Ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


SIXTEEN = ("BAS", "SER01", "SER02", "SER04", "SER05", "SER06", "SER10", "SER11")
PLAN, REPORTING = (2020, 2025), 2021
NUMBERS = (Decimal, Ratio, Range)
ROUNDS = 3
# One series in twenty has what many real ones have.
DEFECTS = (
    "2025 baseline TBD | 2022 milestone 4 | 2023 milestone 5 | 2025 target 3",
    "0 baseline - | 2020 milestone 1 actual 4 | 2021 milestone - actual - | 2024 target -",
    "2013 baseline 2 | 2020 milestone 1 actual 3 | 2022 milestone 3 actual 4 | 2025 target TBD",
)
EVERY = 20


def plan(indicators: int) -> rf.ResultsFramework:
    """A made-up plan in which one series of twenty is like those that real pages have, and the others are sound."""
    whole = portfolio(indicators)
    number = 0
    outcomes = []
    for outcome in whole.outcomes:
        outputs = []
        for output in outcome.outputs:
            changed = []
            for indicator in output.indicators:
                number += 1
                text = DEFECTS[number // EVERY % len(DEFECTS)] if number % EVERY == 0 else sound(number)
                statement = (
                    f"Number of {word(number, 1)} in {word(number, 2)} with {word(number, 3)} by {word(number, 4)}"
                )
                changed.append(
                    attrs.evolve(
                        indicator,
                        statement=statement,
                        series=rf.ObservationSeries.parse(text),
                        measure=rf.Measure.UNIT,
                        unit="person",
                        direction=rf.Direction.INCREASE,
                        targets_accumulation=rf.Accumulation.CUMULATIVE,
                    )
                )
            outputs.append(attrs.evolve(output, indicators=tuple(changed)))
        outcomes.append(attrs.evolve(outcome, outputs=tuple(outputs)))
    return attrs.evolve(whole, results=tuple(outcomes), plan_period=rf.Period.between(*PLAN), reporting_year=REPORTING)


@functools.cache
def broken() -> list[rf.ResultsFramework]:
    """A framework for each rule that breaks it."""
    found: list[rf.ResultsFramework] = []
    for code in breakable():

        @settings(max_examples=1, phases=[Phase.generate], database=None, derandomize=True)
        @given(frameworks(breaks=code))
        def draw(framework: rf.ResultsFramework) -> None:
            found.append(framework)

        draw()
    return found


def with_every_defect(framework: rf.ResultsFramework) -> rf.ResultsFramework:
    """The same with what breaks each rule once."""
    drawn = tuple(result for one in broken() for result in one.results)
    # One output beside the outcomes would answer for every outcome without any.
    beside = tuple(result for result in drawn if isinstance(result, rf.Output))
    outcomes = tuple(result for result in drawn if not isinstance(result, rf.Output))
    return attrs.evolve(
        framework,
        results=(
            *framework.results,
            *outcomes,
            rf.Outcome(code="Y", title="Y", outputs=beside),
            with_the_rest(),
            rf.OtherResult(code="bad", title="Z", identifier="XX-1/2"),
        ),
        progress_notes=(rf.ProgressNote(text="Part of a joint programme.", year=2020),),
        documents=(rf.DocumentLink(categories=("?",)),),
        programmes=tuple(programme for one in broken() for programme in one.programmes),
        policy_markers=(rf.PolicyMarker(),),
        country_profile=rf.CountryProfile(country="Kenya"),
        reporting_organisation=OWNER,
        identifier="XX-1",
    )


def dollars(amount: int) -> rf.Money:
    """An exact amount."""
    return rf.Money(nominal=Decimal(amount), currency="USD")


def with_the_rest() -> rf.Outcome:
    """An outcome with what only breaks a rule beside an owner, a partner, an earlier version or an option."""
    tag = rf.Alignment(kind=rf.AlignmentKind.COMMON, partners=(OWNER, PARTNER))
    groups = [rf.Disaggregation(dimension="sex", category=name) for name in ("women", "men")]
    parts = [
        rf.Observation(kind=ObservationKind.ACTUAL, period=rf.Period(year=2020), value=Decimal(4), disaggregation=group)
        for group in ((), (groups[0],), (groups[1],))
    ]
    return rf.Outcome(
        code="MEX_D_1",
        title="X",
        progress_notes=(rf.ProgressNote(text="Part of the Joint SDG Fund Programme."),),
        budgets=(rf.Budget(planned=dollars(100), actual=dollars(1)),),
        indicators=(
            rf.Indicator(code="x1", statement="Laws", alignments=(tag,), series=rf.ObservationSeries(tuple(parts))),
            rf.Indicator(code="x2", statement="Acts", series=rf.ObservationSeries.parse("2020 milestone 9 actual 5")),
            rf.Indicator(code="x3", statement="Bills", series=rf.ObservationSeries.parse("2025 target 3")),
        ),
    )


OWNER, PARTNER = rf.Organisation(reference="XX-1"), rf.Organisation(reference="XX-2")
# The default profile with every option set that has no default, and what it is compared with.
PROFILE = attrs.evolve(
    PROFILES[0],
    options=rf.rules.Options(
        least_mobilisation=Decimal("0.5"), code_patterns=("(?!bad).*",), complete_dimensions=("sex",)
    ),
)
AGAINST = (
    rf.ResultsFramework(
        reporting_organisation=PARTNER,
        results=(rf.Output(indicators=(rf.Indicator(statement="Something else"),)),),
    ),
    rf.ResultsFramework(
        results=(
            rf.Outcome(
                code="MEX_D_1",
                indicators=(
                    rf.Indicator(code="x3", statement="Bills", series=rf.ObservationSeries.parse("2025 target 5")),
                ),
            ),
        )
    ),
)


def sound(number: int) -> str:
    """Six values in which nothing is wrong."""
    first, second, third, last = (number * 37 % 9973 + step * (10 + number % 7) for step in range(4))
    return (
        f"2019 baseline {first} | 2020 milestone {second} actual {second} | 2021 milestone {third} actual {third}"
        f" | 2022 target {last}"
    )


def word(number: int, salt: int) -> str:
    """One of a thousand made-up words."""
    return f"w{number * 7919 * salt % (1009 + salt)}"


def fused(framework: rf.ResultsFramework) -> list[tuple[Any, ...]]:
    """The sixteen rules as one pass, as somebody would write it who needs nothing else."""
    out: list[tuple[Any, ...]] = []
    baseline, actual, target = ObservationKind.BASELINE, ObservationKind.ACTUAL, ObservationKind.TARGET
    start, end = PLAN

    def visit(result: rf.Result, above: str) -> None:
        for indicator in result.indicators:
            path = f"{above}/{indicator.code}"
            baselines, planned, actuals = [], [], []
            years: set[int] = set()
            due_year = None
            kinds: set[int] = set()
            for o in indicator.series.observations:
                period, kind, value = o.period, o.kind, o.value
                year = period.year if period.end is None else period.end.year
                if period.start is not None and period.end is not None and period.start > period.end:
                    out.append(("SER10", path))
                if kind is baseline:
                    baselines.append((o, year))
                    continue
                if year is not None:
                    years.add(year)
                    if not start <= year <= end:
                        out.append(("SER01", path, year))
                if isinstance(value, bool):
                    kinds.add(1)
                elif isinstance(value, NUMBERS):
                    kinds.add(2)
                elif isinstance(value, str):
                    kinds.add(3)
                if kind is actual:
                    actuals.append((o, year))
                    if year is not None and year > REPORTING and not isinstance(value, Missing):
                        out.append(("SER05", path, year))
                else:
                    planned.append((o, year))
                    if kind is target and year is not None and (due_year is None or year > due_year):
                        due_year = year
            first, last = min(years, default=None), max(years, default=None)
            for o, year in baselines:
                value = o.value
                if year is None:
                    if o.period.raw:
                        out.append(("BAS01", path))
                    if not isinstance(value, Missing):
                        out.append(("BAS08", path))
                else:
                    if not 1900 <= year <= 2200:
                        out.append(("BAS01", path))
                    if first is not None and year > first:
                        out.append(("BAS02", path, year, first))
                    elif year == first:
                        out.append(("BAS04", path, year))
                    if due_year is not None and year >= due_year:
                        out.append(("BAS03", path, year, due_year))
                    if year < start - 1:
                        out.append(("BAS05", path, year))
                if value is Missing.TO_BE_DETERMINED:
                    out.append(("BAS06", path))
                elif value is Missing.EMPTY:
                    out.append(("BAS07", path))
                else:
                    kind_of_value = 1 if isinstance(value, bool) else 2 if isinstance(value, NUMBERS) else 3
                    if kinds and kind_of_value not in kinds:
                        out.append(("BAS09", path))
            if not baselines:
                out.append(("BAS07", path))
            if first is not None and last is not None and last - first >= len(years):
                out.append(("SER02", path, [year for year in range(first, last) if year not in years]))
            crowded = [values for values in (planned, actuals) if len({year for _, year in values}) < len(values)]
            out.extend(("SER04", path) for _ in crowded)
            done = {year for o, year in actuals if year is not None and not isinstance(o.value, Missing)}
            out.extend(
                ("SER06", path, year)
                for o, year in planned
                if year is not None
                and year <= REPORTING
                and not isinstance(o.value, str | Missing)
                and year not in done
            )
            if done and REPORTING not in done and min(done) < REPORTING:
                out.append(("SER11", path))
        for child in result.children:
            visit(child, f"{above}/{child.code}")

    for result in framework.results:
        visit(result, result.code or "")
    return out


def seconds(work: Callable[[], object]) -> float:
    """The least processor time of some rounds, the garbage collector in peace."""
    best = float("inf")
    for _ in range(ROUNDS):
        gc.collect()
        gc.disable()
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
        gc.enable()
    return best


def streamed(framework: rf.ResultsFramework) -> int:
    """The most memory that findings need while they are looked at one by one, in bytes."""
    checks = [Check(rule, rule.severity) for rule in PROFILE.rules]
    options = PROFILE.options
    validation = Validation(framework=framework, options=options, reporting_year=REPORTING, compare_with=AGAINST)
    gc.collect()
    tracemalloc.start()
    for _ in findings_of(validation, Checklist(checks)):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def tables(indicators: int = 20_000) -> Iterator[Table]:
    """The table."""
    framework = with_every_defect(plan(indicators))
    small = with_every_defect(plan(indicators // 10))
    report = rf.validate(framework, profile=PROFILE, compare_with=AGAINST, implied=True)
    silent = [code for code, found in report.by_code.items() if not found]
    one_pass = seconds(lambda: fused(framework))
    sixteen = seconds(lambda: rf.validate(framework, select=SIXTEEN, implied=True))
    whole = seconds(lambda: rf.validate(framework))
    compared = seconds(lambda: rf.validate(framework, profile=PROFILE, compare_with=AGAINST))
    part = seconds(lambda: rf.validate(small))
    text = json.dumps(framework)
    load = seconds(lambda: json.loads(text))
    tracemalloc.start()
    loaded = json.loads(text)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    peak = streamed(loaded)
    about = (
        f"{len(framework.indicators):,} indicators, {len(report):,} findings; "
        f"rules that find nothing: {', '.join(silent) or 'none'}."
    )
    rows: list[list[str | float]] = [
        ["sixteen rules, times the hand-written pass", sixteen / one_pass, ""],
        ["the whole profile `default`, times reading the same data from JSON", whole / load, ""],
        ["the same with every option set, and two other plans to compare with", compared / load, ""],
        [f"{indicators:,} indicators, times {indicators // 10:,}", whole / part, "8 to 12"],
        ["memory for findings that are streamed, of the framework's", f"{100 * peak / size:.0f} %", ""],
    ]
    yield Table("findings", about, ("work", "measured", "wanted"), rows)


if __name__ == "__main__":
    print(*tables(*map(int, sys.argv[1:2])), sep="\n\n")
