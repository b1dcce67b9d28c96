"""
Defects of codes, and statements that are too similar: one defect for each rule of the family COD.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from resultsframework.indicator import Indicator
from resultsframework.testing._plan import ANY, Needs, Plan, Timeline
from resultsframework.testing._shape import COUNT
from resultsframework.testing._vocabulary import OWNER

from ._defect import Defect, in_indicator, replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from resultsframework.framework import ResultsFramework

__all__ = ["DEFECTS"]

TWO = Needs(results=2, shapes=(COUNT,))
TWO_LONG = Needs(results=2, shapes=(COUNT,), years=5, due=2, least_step=1)


def _in_two(edit: Callable[[Indicator, Indicator], tuple[Indicator, Indicator]], needs: Needs) -> Defect:
    """A defect of two indicators of different results."""

    def edit_framework(framework: ResultsFramework, _plan: Plan, _pick: int) -> ResultsFramework:
        by_result = {path.rpartition("/")[0]: (path, i) for path, i in framework.walk() if isinstance(i, Indicator)}
        (one, first), (other, second), *_ = by_result.values()
        first, second = edit(first, second)
        # The later one first: with another code, the path to it would be another.
        return replaced(replaced(framework, other, second), one, first)

    return Defect(needs, edit_framework)


def _no_code(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    return attrs.evolve(indicator, code=None)


def _odd_code(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    return attrs.evolve(indicator, code=f"?{pick}")


def _one_code(first: Indicator, second: Indicator) -> tuple[Indicator, Indicator]:
    return attrs.evolve(first, code="SAME"), attrs.evolve(second, code="SAME")


def _one_code_and_statement(first: Indicator, second: Indicator) -> tuple[Indicator, Indicator]:
    return attrs.evolve(first, code="SAME"), attrs.evolve(second, code="SAME", statement=first.statement)


def _like_statement(first: Indicator, second: Indicator) -> tuple[Indicator, Indicator]:
    return first, attrs.evolve(second, statement=f"{first.statement} nearby")


def _one_series(first: Indicator, second: Indicator) -> tuple[Indicator, Indicator]:
    return first, attrs.evolve(second, series=first.series, printed_result=None)


def _one_thing_twice(first: Indicator, second: Indicator) -> tuple[Indicator, Indicator]:
    return _one_series(*_like_statement(first, second))


def _stated_twice(framework: ResultsFramework, _plan: Plan, pick: int) -> ResultsFramework:
    first, *others = framework.results
    again = first.indicators[pick % len(first.indicators)]
    return attrs.evolve(framework, results=(attrs.evolve(first, indicators=(*first.indicators, again)), *others))


def _one_indicator(first: Indicator, second: Indicator) -> tuple[Indicator, Indicator]:
    second = attrs.evolve(second, statement=first.statement, series=first.series, printed_result=None)
    # What is declared not to be summed may be stated twice.
    return (
        attrs.evolve(first, code="SAME", aggregation_status=None),
        attrs.evolve(second, code="SAME", aggregation_status=None),
    )


def _codes_in_two_cases(first: Indicator, second: Indicator) -> tuple[Indicator, Indicator]:
    return first, attrs.evolve(second, code=(first.code or "").swapcase())


def _code_in_statement(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    code = ("SP 3.8.1:", "2.1.1c")[pick % 2]
    return attrs.evolve(indicator, statement=f"{code} {indicator.statement}")


def _other_identifier(framework: ResultsFramework, _plan: Plan, pick: int) -> ResultsFramework:
    return attrs.evolve(framework, title="Rural plan", reporting_organisation=OWNER, identifier=f"YY-{pick}")


def _forbidden_sign(framework: ResultsFramework, _plan: Plan, pick: int) -> ResultsFramework:
    return attrs.evolve(framework, title="Rural plan", identifier=f"{OWNER.reference}-7{'/&|?'[pick % 4]}")


def _identifier_of_owner(framework: ResultsFramework, _plan: Plan, _pick: int) -> ResultsFramework:
    return attrs.evolve(framework, title="Rural plan", reporting_organisation=OWNER, identifier=OWNER.reference)


DEFECTS: Mapping[str, Defect] = MappingProxyType(
    {
        "COD01": in_indicator(_no_code),
        "COD02": in_indicator(_odd_code),
        "COD03": _in_two(_one_code, TWO),
        "COD04": _in_two(_one_code_and_statement, TWO),
        "COD05": _in_two(_like_statement, TWO),
        "COD06": _in_two(_one_series, TWO_LONG),
        "COD07": in_indicator(_code_in_statement),
        "COD08": Defect(ANY, _other_identifier),
        "COD09": Defect(ANY, _forbidden_sign),
        "COD10": Defect(ANY, _identifier_of_owner),
        "COD11": _in_two(_codes_in_two_cases, TWO),
        "COD13": Defect(ANY, _stated_twice),
        "COD14": _in_two(_one_indicator, TWO),
        "COD12": _in_two(_one_thing_twice, TWO_LONG),
    }
)
