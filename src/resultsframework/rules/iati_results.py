"""
Rules about results in an IATI activity: measures, references, periods, and numeric values.

Numbers and text are in the attribute ``value``; yes, no, and the reasons for missing values are in a comment. A value
"TBD" therefore counts as missing in the ruleset.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from resultsframework.cell import parse_value
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator, Measure
from resultsframework.observation import ObservationKind
from resultsframework.result import Result
from resultsframework.value import Missing, Range, Ratio

from ._finding import Severity
from ._given import has_measure, has_periods, has_references, has_unit, is_qualitative
from ._rule import Found, rule
from .periods import periods_that

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.observation import Observation
    from resultsframework.period import Period

    from ._context import Context, IndicatorContext

# The numbers accepted by the ruleset and by XPath.
PLAIN_NUMBER = re.compile(r"[ \t\r\n]*-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[ \t\r\n]*")
# The element of each kind of value, and the section of the ruleset about it.
CASES = {
    ObservationKind.BASELINE: ("baseline", "8.8"),
    ObservationKind.MILESTONE: ("target", "8.9"),
    ObservationKind.TARGET: ("target", "8.9"),
    ObservationKind.ACTUAL: ("actual", "8.10"),
}


@rule(
    "IAT16",
    Severity.ERROR,
    title="Measure is not stated",
    source="IATI 2.03 schema: an indicator states its measure",
    advice="Declare the measure; the unit does not show whether the value is a share or a step of a scale.",
    on=Indicator,
    given=has_unit,
)
def unit_has_a_measure(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    An indicator with a unit states its measure too.

    Indicators with neither are the subject of VAL10.

    Fires: unit person
    Silent: unit person; measure unit
    """
    if indicator.unit is not None and indicator.measure is None:
        message = f"the indicator has the unit {indicator.unit!r} and no measure"
        yield Found(message, at="unit", observed=indicator.unit, expected="a measure")


@rule(
    "IAT17",
    Severity.ERROR,
    title="Codes at a result and at its indicators",
    source="IATI standard ruleset 8.11.1: references are on one level only",
    advice="Leave the code and the references of the result out; the writer keeps those of the indicators only.",
    on=Result,
)
def references_are_on_one_level(result: Result, _context: Context) -> Iterable[Found]:
    """
    A result has no code and no references if one of its indicators has.

    IATI provides for both and allows one of them, preferably at the indicator. There is one finding a result. The code
    of a result that is an activity is part of its identifier and accepted.

    Fires: outcome code MEX_2.1; code A.1
    Silent: outcome code none; code A.1
    Silent: outcome code MEX_2.1; code none
    """
    is_in_identifier = bool(result.code and result.identifier and result.identifier.endswith(f"-{result.code}"))
    if not (result.references or (result.code and not is_in_identifier)):
        return
    count = sum(bool(indicator.code or indicator.references) for indicator in result.indicators)
    if count:
        own = result.code or result.references[0].code
        message = f"the result has the code {own!r}, and {count} of its indicators have codes (8.11.1)"
        yield Found(message, at="code" if result.code else "references", observed=own, expected="codes on one level")


@rule(
    "IAT18",
    Severity.ERROR,
    title="Reference does not name its vocabulary",
    source="IATI 2.03 schema: a reference and a tag have a vocabulary and a code",
    advice="Name the vocabulary; the publisher's own is reporting_organisation.",
    on=(ResultsFramework, Result, Indicator),
    given=has_references,
)
def references_name_their_list(node: ResultsFramework | Result | Indicator, _context: Context) -> Iterable[Found]:
    """
    Every reference of a result or an indicator, and every tag, has a code and names its vocabulary.

    Fires: reference 1.2
    Silent: SDG reference 5.1.1
    """
    field = "tags" if isinstance(node, ResultsFramework) else "references"
    for number, reference in enumerate(getattr(node, field), 1):
        if not reference.vocabulary or not reference.code.strip():
            message = f"the code {reference.code!r} has no vocabulary, or is blank"
            yield Found(message, at=f"{field}#{number}", observed=reference.code, expected="a vocabulary and a code")


@rule(
    "IAT19",
    Severity.ERROR,
    title="Period lacks its start or its end",
    source="IATI 2.03 schema: a period has a start and an end",
    advice="Supply the dates.",
    on=Indicator,
    given=has_periods,
)
def periods_have_a_start_and_an_end(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    Every period of a series has a first and a last day.

    Fires: 2020-01-01.. actual 4
    Fires: soon actual 4
    Silent: 2020 actual 4
    Silent: 2020-01-01..2020-06-30 actual 4
    """
    for period, place in periods_that(is_endless, context, of_baselines=False):
        message = f"the period {str(period)!r} lacks its first or its last day"
        yield Found(message, at=place, observed=str(period), expected="two dates, or a year")


@rule(
    "VAL08",
    Severity.ERROR,
    title="Value is not stated",
    source="IATI standard ruleset 8.8.1, 8.9.1 and 8.10.1: a measured indicator has values",
    advice="State the number, leave the element out, or declare the indicator as qualitative.",
    on=Indicator,
    given=has_measure,
)
def measured_values_are_stated(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    Every baseline, target and actual of an indicator that is not qualitative has a value.

    Yes, no, "TBD" and the like are written to a comment, which is not a value. Indicators without a measure are the
    subject of VAL10.

    Fires: measure unit; 2020 target TBD
    Fires: measure nominal; 2020 actual Yes
    Silent: measure unit; 2020 target 4 actual 0
    Silent: measure qualitative; 2020 actual Yes
    Silent: 2020 target TBD
    """
    if not is_quantitative(indicator):
        return
    for o in indicator.series.observations:
        if isinstance(o.value, Missing) or is_commented(o):
            name, case = CASES[o.kind]
            words = o.raw.strip()
            message = f"the {name} has no value" + (f", only the words {words!r}" if words else "") + f" ({case}.1)"
            yield Found(message, at=o, observed=words or None, expected="a number")


@rule(
    "IAT20",
    Severity.WARNING,
    title="Value is not a plain number",
    source="IATI standard ruleset 8.8.2, 8.9.2 and 8.10.2: a measured value is a number",
    advice="Write digits with at most a decimal point, without thousands separators or percent signs.",
    on=Indicator,
    given=has_measure,
)
def measured_values_are_plain_numbers(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    The values of an indicator that is not qualitative are written as plain numbers.

    A certain number such as "1,492" is written as one; the finding then concerns the source file.

    Fires: measure unit; 2020 actual 1,492
    Fires: measure unit; 2020 actual >80
    Silent: measure unit; 2020 actual -14.92
    Silent: measure qualitative; 2020 actual adopted
    """
    if not is_quantitative(indicator):
        return
    for o in indicator.series.observations:
        if not isinstance(o.value, Missing) and not PLAIN_NUMBER.fullmatch(o.raw) and not is_commented(o):
            name, case = CASES[o.kind]
            message = f"the {name} reads {o.raw!r}, which is not a plain number ({case}.2)"
            yield Found(message, at=o, observed=o.raw, expected="a plain number")


@rule(
    "IAT21",
    Severity.WARNING,
    title="Qualitative indicator has values",
    source="IATI standard ruleset 8.8.3, 8.9.3 and 8.10.3: qualitative results are described in comments",
    advice="Move the value to the comment.",
    on=Indicator,
    given=is_qualitative,
)
def qualitative_values_are_in_comments(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    An indicator that is declared as qualitative has its values in comments.

    Numbers are the subject of VAL09. There is one finding an indicator.

    Fires: measure qualitative; 2020 actual adopted
    Silent: measure qualitative; 2020 actual Yes commented Yes
    Silent: measure qualitative; 2020 actual adopted commented adopted
    Silent: measure nominal; 2020 actual adopted
    """
    stated = [o for o in indicator.series.observations if is_value(o)]
    if stated and indicator.measure is Measure.QUALITATIVE:
        kinds = {o.kind for o in stated}
        cases = ", ".join(dict.fromkeys(f"{case}.3" for kind, (_, case) in CASES.items() if kind in kinds))
        shown = ", ".join(dict.fromkeys(o.raw for o in stated))
        message = f"the indicator is qualitative, and has values beside its comments: {shown} ({cases})"
        yield Found(message, observed=shown, expected="comments")


def is_quantitative(indicator: Indicator) -> bool:
    """True if a measure other than qualitative is declared."""
    return indicator.measure not in (None, Measure.QUALITATIVE)


def is_endless(period: Period) -> bool:
    """True if a period has no first or no last day."""
    return period.first_day is None or period.last_day is None


def is_commented(o: Observation) -> bool:
    """True if yes or no is in the comment, or would be written there."""
    return isinstance(o.value, bool) and (o.comment is None or is_in_comment(o))


def is_in_comment(o: Observation) -> bool:
    """True if the whole comment is the value: the same text, yes, no, or reason for a missing value."""
    if o.comment is None or not isinstance(o.value, bool | Missing):
        return o.comment is not None and o.value == o.comment
    return parse_value(o.comment, year=o.period.years).value is o.value


def is_value(o: Observation) -> bool:
    """True if a value that is not a number is stated as one, and not in the comment."""
    if isinstance(o.value, Decimal | Ratio | Range) or o.value is Missing.ABSENT:
        return False
    return not is_in_comment(o)
