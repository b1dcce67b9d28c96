"""
Rules of the profile ``nl-mfa``: what the reader of results at the Netherlands Ministry of Foreign Affairs needs.

They rest on help pages for its partners of 2023, and not on the ministry's guideline, which may ask for more or have
changed since.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from resultsframework.indicator import Indicator
from resultsframework.observation import ObservationKind
from resultsframework.result import Result
from resultsframework.value import Missing

from ._finding import Severity
from ._given import has_baselines
from ._rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.observation import Observation
    from resultsframework.period import Period

    from ._context import Context, IndicatorContext

SOURCE = "help pages of 2023 for partners of the Netherlands Ministry of Foreign Affairs, not its guideline"
KINDS = {
    ObservationKind.BASELINE: "baseline",
    ObservationKind.MILESTONE: "target",
    ObservationKind.TARGET: "target",
    ObservationKind.ACTUAL: "actual",
}


@rule(
    "NLM01",
    Severity.ERROR,
    title="Baseline is no number",
    source=f"{SOURCE}: the value of a baseline is a number",
    advice="State the number, or leave the value out and explain it in the comment.",
    on=Indicator,
    given=has_baselines,
)
def baseline_is_a_number_or_absent(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The value of every baseline is a number, or there is none.

    Text such as "n/a" in place of the number stops the ministry's reader. A reason in the comment, without a value,
    does not.

    Fires: 2019 baseline N/A | 2020 target 4
    Fires: 2019 baseline few | 2020 target 4
    Silent: 2019 baseline 0 | 2020 target 4
    Silent: 2020 target 4
    """
    return [
        Found(f"the baseline reads {baseline.raw!r}, which is no number", at=baseline, observed=baseline.raw)
        for baseline, _ in context.baselines
        if not isinstance(baseline.value, Decimal) and baseline.value is not Missing.ABSENT and not in_comment(baseline)
    ]


def in_comment(o: Observation) -> bool:
    """True if the value is the comment, beside which the source has no value."""
    return o.comment is not None and o.comment == o.raw


@rule(
    "NLM02",
    Severity.ERROR,
    title="Values are not declared to be summed",
    source=f"{SOURCE}: the aggregation status is true",
    advice="Declare that the values may be summed, or leave the indicator out.",
    on=Result,
)
def indicators_may_be_summed(result: Result, _context: Context) -> Iterable[Found]:
    """
    Every indicator, or the result above it, declares that its values may be summed.

    The ministry adds the values of its partners up, and passes over all others. There is one finding a result.

    Fires: summed no; 2020 actual 4
    Fires: 2020 actual 4
    Silent: summed yes; 2020 actual 4
    """
    above = result.aggregation_status
    declared = [above if i.aggregation_status is None else i.aggregation_status for i in result.indicators]
    wrong = [status for status in declared if status is not True]
    if wrong:
        message = f"{len(wrong)} of {len(declared)} indicators do not declare that their values may be summed"
        observed = "false" if all(status is False for status in wrong) else "not declared"
        yield Found(message, observed=observed, expected="aggregation status true")


@rule(
    "NLM03",
    Severity.WARNING,
    title="Values exist only by group",
    source=f"{SOURCE}: values with dimensions are not read",
    advice="State the total beside the values of the groups.",
    on=Indicator,
)
def totals_are_stated_beside_groups(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    No baseline, target or actual of a period is stated by group alone.

    The ministry's reader passes over values with dimensions, so that it finds nothing for such a period. There is one
    finding an indicator.

    Fires: 2020 target 9; 2020 actual women 4
    Silent: 2020 target 9 actual 8; 2020 actual women 4
    Silent: 2020 target 9
    """
    groups: dict[tuple[str, Period], Observation] = {}
    totals: set[tuple[str, Period]] = set()
    for o in indicator.series:
        key = (KINDS[o.kind], o.period)
        if not o.is_reported:
            continue
        if any(group.dimension or group.category for group in o.disaggregation):
            groups.setdefault(key, o)
        else:
            totals.add(key)
    alone = [key for key in groups if key not in totals]
    if alone:
        listed = ", ".join(f"the {name} of {period}" for name, period in alone)
        yield Found(f"only values of groups are stated for {listed}", at=groups[alone[0]], expected="a total")
