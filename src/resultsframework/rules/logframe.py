"""
Rules about the further columns of a logframe: weights, means of verification, planned disaggregation, and assumptions.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from resultsframework.framework import ResultsFramework, results_below
from resultsframework.indicator import Indicator
from resultsframework.interval import exact_sum
from resultsframework.result import Outcome, Output, Result
from resultsframework.spelling import folded_dimension

from ._finding import Severity
from ._given import has_monitoring_plan
from ._index import states_its_verification
from ._quotation import quoted
from ._rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ._context import Context, IndicatorContext

WHOLE = Decimal(100)
# Planned dimensions whose values are of places.
PLACES = frozenset(
    ("place", "location", "geography", "region", "district", "province", "state", "county", "municipality")
)


@rule(
    "LOG01",
    Severity.WARNING,
    title="Weights do not add up to 100",
    source="FCDO guidance on logframes: the impact weightings of the outputs of an outcome add up to 100 percent",
    advice="Correct the weights.",
    on=(ResultsFramework, Result),
)
def weights_add_up(node: ResultsFramework | Result, _context: Context) -> Iterable[Found]:
    """
    The weights of the results below one result add up to 100 percent.

    Where some of them have no weight, only a sum above 100 is found. Where the sum differs from 100 by no more than the
    rounding of the weights, the finding is an info. A source that lists the outputs of several outcomes side by side
    does not link them; their weights are left aside.

    Fires: output weight 60; output weight 30
    Fires: output weight 60; output weight 50; output code A.3
    Silent: output weight 60; output weight 40
    Silent: output weight 60; output code A.2
    """
    for siblings in _siblings(node):
        weights = [child.weight for child in siblings if child.weight is not None]
        if not weights:
            continue
        total = exact_sum(weights)
        is_complete = len(weights) == len(siblings)
        if total == WHOLE or (total < WHOLE and not is_complete):
            continue
        some = "the" if is_complete else f"{len(weights)} of"
        results = f"{some} {len(siblings)} {type(siblings[0]).__name__.lower()}s"
        listed = " + ".join(f"{weight:f}" for weight in weights)
        message = f"the weights of {results} add up to {total:f} percent: {listed}"
        certain = abs(exact_sum((total, -WHOLE))) > exact_sum(map(_half_unit, weights))
        yield Found(message, observed=f"{total:f}", expected="100", certain=certain)


def _siblings(node: ResultsFramework | Result) -> Iterator[list[Result]]:
    """The results directly below a node, of each level apart; not outputs that a flat list does not link."""
    of_level: dict[type, list[Result]] = {}
    for child in results_below(node):
        of_level.setdefault(type(child), []).append(child)
    if isinstance(node, ResultsFramework) and len(of_level.get(Outcome, ())) > 1:
        of_level.pop(Output, None)
    yield from of_level.values()


def _half_unit(number: Decimal) -> Decimal:
    """The most by which a printed number may differ from the exact one: half a unit of its last digit."""
    return Decimal("0.5").scaleb(min(int(number.as_tuple().exponent), 0))


@rule(
    "LOG02",
    Severity.WARNING,
    title="Indicator without means of verification",
    source="logical framework approach: each indicator has a means of verification",
    advice="State the source of the values in the monitoring plan.",
    on=(ResultsFramework, Indicator),
)
def means_of_verification_are_stated(node: ResultsFramework | Indicator, context: Context) -> Iterable[Found]:
    """
    Every indicator has a monitoring plan that states the means of verification.

    Many publications leave out the column, so only the profile ``strict`` runs this rule. A mark such as "TBD" or "N/A"
    is no data source. If none of several indicators has one, that is one finding.

    Fires: 2025 target 3
    Fires: verified by TBD; 2025 target 3
    Fires: verified by Survey; another B: 2025 target 3
    Silent: verified by Survey; 2025 target 3
    """
    index = context.validation.index
    none_of_several = not index.has_means_of_verification and len(index.indicators) > 1
    if isinstance(node, ResultsFramework):
        if none_of_several:
            yield Found(
                f"none of {len(index.indicators)} indicators has means of verification", expected="a data source"
            )
    elif not none_of_several and not states_its_verification(node):
        yield Found("there are no means of verification", expected="a data source")


@rule(
    "LOG03",
    Severity.WARNING,
    title="Planned disaggregation is not reported",
    source="practice: the dimensions of the monitoring plan are reported",
    advice="Report the values of the groups, or correct the monitoring plan.",
    on=Indicator,
    given=has_monitoring_plan,
)
def planned_disaggregation_is_reported(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    Every dimension of the planned disaggregation has a result of one of its groups.

    Indicators without any result yet are left aside, and so are those with results of groups without a dimension.
    Dimensions are compared without letter case, and one whose name is part of the planned text is that one. There is
    one finding an indicator.

    Fires: to report by age; 2020 actual 10; 2020 women 4
    Fires: to report by sex; 2020 actual 10; 2020 milestone women 4
    Silent: to report by Sex; 2020 actual 10; 2020 women 4
    Silent: to report by gender, age; 2020 milestone 10
    """
    plan, reported = indicator.monitoring_plan, [o for o, _ in context.actuals if o.is_reported]
    if plan is None or not reported:
        return
    groups = {folded_dimension(group.dimension) for o in reported for group in o.disaggregation}
    has_places = any(o.places for o in reported)
    if "" in groups:
        return
    lacking = [name for name in plan.planned_disaggregation if not _is_among(name, groups, has_places=has_places)]
    if lacking:
        listed = ", ".join(lacking)
        message = f"values are to be reported by {listed}, and no result is of such a group"
        yield Found(message, at="monitoring_plan", observed=listed, expected="results of the groups", part=plan)


def _is_among(planned: str, groups: set[str], *, has_places: bool) -> bool:
    """True if a planned dimension is one of those reported, or its text names one of them."""
    name = folded_dimension(planned)
    if has_places and any(word in name for word in PLACES):
        return True
    return any(group in name for group in groups)


@rule(
    "LOG04",
    Severity.WARNING,
    title="Assumption no longer holds",
    source="OECD-DAC glossary: assumptions are conditions for the success of an intervention",
    advice="Revise the result and its targets, or record how the change is dealt with.",
    on=Result,
)
def assumptions_hold(result: Result, _context: Context) -> Iterable[Found]:
    """
    No assumption of a result is stated to hold no longer.

    A result whose conditions have changed may be out of reach as it was planned. An assumption of which the source does
    not state whether it holds is left aside.

    Fires: assumption Rains come fails
    Silent: assumption Rains come holds
    Silent: assumption Rains come
    """
    for number, assumption in enumerate(result.assumptions, 1):
        if assumption.holds is False:
            yield Found(
                f"the assumption {quoted(assumption.text)} no longer holds",
                at=f"assumptions#{number}",
                observed="no longer holds",
                part=assumption,
            )
