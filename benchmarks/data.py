"""A plan of any size, made up, the same for the same arguments; printed as a summary when run."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from unittest import mock

from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Direction, Indicator, Measure
from resultsframework.observation import Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.result import Outcome, Output
from resultsframework.series import ObservationSeries
from resultsframework.subject import Disaggregation
from resultsframework.value import Missing, Value

SEED = 20_260_211
INDICATORS = 60_000
OBSERVATIONS = 6
PER_OUTPUT = 10
OUTPUTS_PER_OUTCOME = 3
WORDS = ("number", "share", "women", "girls", "institutions", "laws", "plans", "budgets", "adopted", "reached", "with")
GROUPS = tuple(Disaggregation(dimension="sex", category=category) for category in ("women", "men", "not stated"))


def portfolio(indicators: int = INDICATORS, observations: int = OBSERVATIONS, *, seed: int = SEED) -> ResultsFramework:
    """
    A plan with so many indicators of so many observations each, under outputs of ten.

    One value in twenty is text or missing, one observation in ten is about a group, one in ten has a comment.
    """
    chance = random.Random(seed)  # noqa: S311 - made-up data, not a secret
    made = [_indicator(chance, number, observations) for number in range(indicators)]
    outputs = [
        Output(
            code=f"O{start // PER_OUTPUT}", title=_words(chance, 8), indicators=tuple(made[start : start + PER_OUTPUT])
        )
        for start in range(0, indicators, PER_OUTPUT)
    ]
    outcomes = tuple(
        Outcome(
            code=f"C{start // OUTPUTS_PER_OUTCOME}",
            title=_words(chance, 10),
            outputs=tuple(outputs[start : start + OUTPUTS_PER_OUTCOME]),
        )
        for start in range(0, len(outputs), OUTPUTS_PER_OUTCOME)
    )
    return ResultsFramework(identifier=f"made-up-{seed}", title=_words(chance, 6), language="en", results=outcomes)


@contextmanager
def without_orjson() -> Iterator[None]:
    """JSON is read by the standard library, as where the extra ``fast`` is not installed."""
    with mock.patch.dict(sys.modules, {"orjson": None}):
        yield


def _indicator(chance: random.Random, number: int, observations: int) -> Indicator:
    return Indicator(
        code=f"C{number // (PER_OUTPUT * OUTPUTS_PER_OUTCOME)}.{number}",
        statement=_words(chance, 12),
        measure=chance.choice((Measure.UNIT, Measure.PERCENTAGE)),
        unit=chance.choice(("person", "institution", "percent")),
        direction=chance.choice(tuple(Direction)),
        aggregation_status=chance.random() < 0.5,
        series=ObservationSeries(
            tuple(_observation(chance, position, observations) for position in range(observations))
        ),
    )


def _observation(chance: random.Random, position: int, observations: int) -> Observation:
    kinds = (ObservationKind.MILESTONE, ObservationKind.ACTUAL)
    kind = kinds[position % 2]
    if position == 0:
        kind = ObservationKind.BASELINE
    elif position == observations - 1:
        kind = ObservationKind.TARGET
    return Observation(
        kind=kind,
        period=Period(year=2019 + (position + 1) // 2),
        value=_value(chance),
        unit="percent" if chance.random() < 0.1 else None,
        comment=_words(chance, 5) if chance.random() < 0.1 else None,
        disaggregation=(chance.choice(GROUPS),) if chance.random() < 0.1 else (),
    )


def _value(chance: random.Random) -> Value:
    if chance.random() < 0.05:
        return chance.choice((Missing.TO_BE_DETERMINED, Missing.EMPTY, "in preparation"))
    digits = chance.choice((1, 2, 2, 3, 3, 4, 6))
    number = Decimal(chance.randrange(10**digits))
    return number.scaleb(-2) if chance.random() < 0.2 else number


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))


if __name__ == "__main__":
    print(repr(portfolio(600)), "(the first hundredth)")
