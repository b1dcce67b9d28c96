"""
Rules about single cells: what a number, a text or a comment in one of them gives away about a slip.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from resultsframework.cell import parse_value
from resultsframework.errors import UnknownUnitError
from resultsframework.indicator import Indicator, Measure
from resultsframework.unit import DEFAULT_UNITS
from resultsframework.value import Missing, is_numeric, text_of

from ._finding import Severity
from ._given import has_measure, has_statement, has_texts, has_unit, is_share
from ._quotation import quoted
from ._rule import Found, rule
from ._words import counts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.number import DecimalMark
    from resultsframework.observation import Observation

    from ._context import IndicatorContext

NUMERIC_MEASURES = (Measure.UNIT, Measure.PERCENTAGE)
PERCENT_IN_WORDS = re.compile(
    r"(?<![\d.,/-])(?P<number>\d{1,5}(?:[.,]\d{1,4})?)\s*(?:%|percent\b|per cent\b|por ciento\b|pour cent\b)",
    re.IGNORECASE,
)
SCALE = 100
# Units of things; each is a dimension of its own, and none is a currency or an index.
WHOLE_UNITS = frozenset(
    unit.code
    for unit in DEFAULT_UNITS
    if unit.code == unit.dimension and unit.code.islower() and unit.code[:5] != "index"
) | {None}
# A label and a number: "Male: 46", "a) 45%", "(ii) 3".
LABELLED = re.compile(
    r"(?:\(?\b(?:[a-h]|[ivx]{1,4})\)\s*+|[^\W\d_]{3,20}\s*[:=]\s*+|[^\W\d_]{3,20}\s+[a-h]\)\s*+)\(?[<>~]?\s*+-?\d[\d.,]*",
    re.IGNORECASE,
)
FEWEST_LABELS = 2
DECIMAL_MARKS: tuple[DecimalMark, ...] = (".", ",")
# Within half and double of another value, a value may be as large as its year by chance.
LIKE = 2


@rule(
    "VAL20",
    Severity.WARNING,
    title="Count has decimals",
    source="logic: what is counted is whole",
    advice="Correct the number, or state the unit or the average that it is.",
    on=Indicator,
    given=has_statement,
)
def counts_are_whole(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The values of an indicator that counts people, schools and the like are whole numbers.

    Averages, rates, amounts and lengths are left aside, as are indicators that declare a percentage or a unit other
    than of things. There is one finding an indicator.

    Fires: statement Number of laws; 2020 milestone 12.5
    Fires: statement Schools built; 2020 milestone 12.5
    Silent: statement Number of laws; 2020 milestone 12.0
    Silent: statement Average number of pupils per school; 2020 milestone 12.5
    Silent: measure percentage; statement Schools with water; 2020 milestone 12.5
    """
    if indicator.measure not in (None, Measure.UNIT) or indicator.unit not in WHOLE_UNITS:
        return
    # A remainder would fail for a number of very many digits.
    broken = [
        o
        for o in context.observations
        if isinstance(o.value, Decimal) and o.value != o.value.to_integral_value() and o.unit is None
    ]
    if broken and counts(indicator.statement):
        listed = ", ".join(dict.fromkeys(o.raw for o in broken))
        message = f"the indicator counts what is whole, and has decimals: {listed}"
        yield Found(message, at=broken[0], observed=listed, expected="whole numbers")


@rule(
    "VAL21",
    Severity.WARNING,
    title="Value is its own year",
    source="practice: in forms, the year is easily typed into the field of the value",
    advice="Confirm the value.",
    on=Indicator,
)
def values_are_no_years(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No value is the year of its period.

    Where another value of the series lies between half and double of it, it may be so by chance, and the finding is an
    info. Indicators about a year are left aside.

    Fires: 2019 milestone 30 actual 2019
    Fires: 2019 milestone 3000 actual 2019
    Silent: 2019 milestone 3000 actual 2031
    Silent: statement Year in which the law is adopted; 2019 milestone 2019
    """
    years = [o for o in context.observations if isinstance(o.value, Decimal) and o.value in years_of(o)]
    if not years or re.search(r"\byear\b|\baño\b|\bann[ée]e\b", indicator.statement or "", re.IGNORECASE):
        return
    others = [o.value for o in context.observations if isinstance(o.value, Decimal) and o not in years]
    for o in years:
        year = o.value
        near = isinstance(year, Decimal) and any(year <= other * LIKE and other <= year * LIKE for other in others)
        message = f"the {o.kind.value} for {o.period} is {o.raw}, its own year"
        yield Found(message, at=o, observed=o.raw, expected="a value", severity=Severity.INFO if near else None)


@rule(
    "VAL23",
    Severity.WARNING,
    title="Percentage differs from its comment by a factor of 100",
    source="practice: 0.19 and 19 are the same share on two scales",
    advice="State the value on the scale of the comment.",
    on=Indicator,
    given=is_share,
)
def percentages_agree_with_their_comments(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    A percentage is not a hundredth, nor a hundredfold, of the one percentage in its own comment.

    Comments with several percentages are left aside.

    Fires: measure percentage; 2020 actual 0.19 commented The survey found 19 percent.
    Silent: measure percentage; 2020 actual 19 commented The survey found 19 percent.
    Silent: unit fraction; 2020 actual 0.19 commented The survey found 19 percent.
    """
    for o in context.observations:
        if not o.comment or not isinstance(o.value, Decimal) or not o.value or not indicator.is_share(o):
            continue
        percent = o.value * SCALE if (o.unit or indicator.unit) == "fraction" else o.value
        stated = {Decimal(match["number"].replace(",", ".")) for match in PERCENT_IN_WORDS.finditer(o.comment)}
        if len(stated) == 1 and stated <= {percent * SCALE, percent / SCALE}:
            number = f"{stated.pop():f}"
            message = f"the value is {o.raw}, and its comment says {number} percent"
            yield Found(message, at=o, observed=o.raw, expected=number)


@rule(
    "VAL24",
    Severity.INFO,
    title="Unit is in no list",
    source="the list of units of this library, which programs convert and add up",
    advice="Use the nearest unit of the list, or pass your own units: validate(units=UnitSystem(...)).",
    on=Indicator,
    given=has_unit,
)
def unit_is_known(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The unit of an indicator is in the list of units: that of the library, or the one given as ``units``.

    Values in an unknown unit can be compared with each other only. The finding is a warning where the list has one that
    is spelled nearly so, such as "person" for "persons".

    Fires: unit persons
    Fires: unit zebras
    Silent: unit person
    Silent: statement Number of laws
    """
    unit, units = indicator.unit, context.validation.units
    if unit is None or unit in units:
        return
    try:
        units[unit]
    except UnknownUnitError as error:
        yield Found(str(error), at="unit", observed=unit, expected="a unit of the list")


@rule(
    "VAL25",
    Severity.WARNING,
    title="Text where the measure needs a number",
    source="IATI standard ruleset 8.8.2, 8.9.2 and 8.10.2: a measured value is a number",
    advice="State the number, or declare the indicator as qualitative.",
    on=Indicator,
    implied_by=("VAL08", "VAL26", "VAL29", "VAL30", "BAS09"),
    given=has_measure,
)
def measured_values_are_numbers(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The values of an indicator that is declared as a number of units or as a percentage are numbers.

    Text can neither be compared nor added up. There is one finding an indicator, at the first of the texts.

    Fires: measure unit; 2020 milestone 100 actual many
    Silent: measure unit; 2020 milestone 100 actual 80
    Silent: measure unit; 2020 milestone 100 actual TBD
    Silent: measure qualitative; 2020 actual many
    """
    if indicator.measure not in NUMERIC_MEASURES:
        return
    texts = [o for o in context.observations if isinstance(o.value, str)]
    if texts:
        more = f", and {len(texts) - 1} more" if len(texts) > 1 else ""
        reads = f"the {texts[0].kind.value} reads {quoted(texts[0].raw)}"
        message = f"the measure is {indicator.measure.value}, and {reads}{more}"
        yield Found(message, at=texts[0], observed=texts[0].raw, expected="a number")


@rule(
    "VAL26",
    Severity.WARNING,
    title="Several values in one cell",
    source="practice: programs read one value a cell",
    advice="State each value for itself, with its group.",
    on=Indicator,
    given=has_texts,
)
def cells_have_one_value(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No cell has several numbers, each with a label.

    Nobody can calculate with "Male: 46, Female: 32". Two values by sex are two values, each with its group.

    Fires: 2020 actual Male: 46 Female: 32
    Fires: 2020 actual a) 22.5 % b) 17.8 %
    Silent: 2020 actual The law was adopted in 2019.
    Silent: 2020 actual 46
    """
    for o in context.observations:
        if isinstance(o.value, str) and len(LABELLED.findall(o.value)) >= FEWEST_LABELS:
            message = f"the {o.kind.value} for {o.period} has several values: {quoted(o.raw)}"
            yield Found(message, at=o, observed=o.raw, expected="one value")


@rule(
    "VAL29",
    Severity.WARNING,
    title="Number can be read in two ways",
    source="practice: some write a thousand as 1.000, and some a number with three decimals",
    advice="Write thousands without a dot, or state the decimal mark when the file is read.",
    on=Indicator,
    given=has_texts,
)
def numbers_are_clear(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No cell has a number that is another one by another decimal mark.

    "1.000" is one, or a thousand. It is kept as text, and no answer is calculated from it.

    Fires: 2020 actual 1.000
    Fires: 2020 actual at least 12.345
    Silent: 2020 actual 1,000
    Silent: 2020 actual 0.575
    Silent: 2020 actual 99.998%
    """
    for o in context.observations:
        if isinstance(o.value, str):
            readings = [parse_value(o.value, year=o.period.years, decimal=mark).value for mark in DECIMAL_MARKS]
            if all(map(is_numeric, readings)) and readings[0] != readings[1]:
                listed = " or ".join(map(text_of, readings))
                message = f"the {o.kind.value} for {o.period} reads {quoted(o.raw)}, which is {listed}"
                yield Found(message, at=o, observed=o.raw, expected=listed)


@rule(
    "VAL30",
    Severity.WARNING,
    title="Number is kept as text",
    source="practice: a text is neither compared nor added up",
    advice="Write the number or the reason why it is missing, or read the text with Observation.parse.",
    on=Indicator,
    given=has_texts,
)
def texts_are_no_numbers(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No text is a plain number, or a sign or word for a missing value.

    A program that takes a cell as it is, without reading it, keeps "700" and "TBD" as texts. They look right and are in
    no calculation.

    Fires: 2020 milestone 1; 2020 actual as text 700
    Fires: 2020 actual as text TBD
    Silent: 2020 actual 700
    Silent: 2020 actual TBD
    Silent: 2020 actual as text 700 women
    Silent: 2020 actual as text 1.000
    Silent: measure qualitative; 2020 actual as text N/A
    """
    if indicator.measure is not None and indicator.measure not in NUMERIC_MEASURES:
        return
    for o in context.observations:
        if isinstance(o.value, str):
            value = parse_value(o.value, year=o.period.years).value
            if isinstance(value, (Decimal, Missing)):
                reads = "missing" if isinstance(value, Missing) else f"the number {text_of(value)}"
                message = f"the {o.kind.value} for {o.period} is the text {quoted(o.value)}, which reads as {reads}"
                yield Found(message, at=o, observed=o.value, expected=reads)


def years_of(o: Observation) -> tuple[int | None, ...]:
    """The first and the last year of an observation's period."""
    return o.period.first_year, o.period.last_year
