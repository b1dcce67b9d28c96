"""
The fields that a column may be, by the names that layouts have for them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from resultsframework.observation import ObservationKind
from resultsframework.spelling import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FIELDS", "INDICATORS", "KINDS", "PARTS", "SKIP", "TEXTS_OF_PLAN", "canonical", "kind_of_field"]

SKIP = "skip"
# The fields that hold the statement of an indicator.
INDICATORS = ("indicator", "code and indicator")
KINDS = tuple(kind.value for kind in ObservationKind)
# The fields of a monitoring plan that are texts, by the names of their columns.
TEXTS_OF_PLAN: Mapping[str, str] = MappingProxyType(
    {
        "means of verification": "means_of_verification",
        "baseline source": "baseline_source",
        "method": "method",
        "frequency": "collection_frequency",
        "reporting frequency": "reporting_frequency",
        "responsible": "responsible",
        "numerator label": "numerator",
        "denominator label": "denominator",
        "limitations": "limitations",
    }
)
# What may be stated beside a value: of that kind alone ("target year"), or of every value of the row ("year").
PARTS: Mapping[str, str] = MappingProxyType(
    {
        "year": "the year of the value",
        "period": "the period of the value, in words or figures",
        "start": "the first day of its period",
        "end": "the last day of its period",
        "comment": "a comment on the value",
        "place": "the place that it describes",
        "dimension": "the characteristic by which it is disaggregated, such as sex",
        "category": "the group that it describes, such as women",
        "dimension 2": "a second characteristic",
        "category 2": "the group of the second characteristic",
        "numerator": "the counted part, of which with the denominator the value is made",
        "denominator": "the whole that the part is counted in",
    }
)
PLAIN: Mapping[str, str] = MappingProxyType(
    {
        SKIP: "computed from other cells, or of no use: not read, and listed with what is no data",
        "framework": "the identifier of the framework, where a sheet holds several",
        "framework title": "the title of the framework",
        "level": "the level of the result, with its number where there is one: Output 1.1",
        "result": "the statement of the result",
        "level and result": "level, number and statement in one cell: Output 1.1: Youth complete training",
        "code and result": "number and statement in one cell: 1.1 Youth complete training",
        "result code": "the code of the result",
        "parent": "the code of the result above it",
        "impact": "the statement of an impact, where each level has a column of its own",
        "outcome": "the statement of an outcome, where each level has a column of its own",
        "output": "the statement of an output, where each level has a column of its own",
        "other": "the statement of a result of another kind, above those of the other columns",
        "result description": "a description of the result",
        "assumptions": "the assumptions that the result depends on",
        "risks": "the risks to the result",
        "weight": "the share of the result of the one above it, in percent",
        "organisations": "the organisations that take part in the result",
        "indicator": "the statement of the indicator",
        "code and indicator": "code and statement of the indicator in one cell: 1.1.2 Centres accredited",
        "indicator code": "the code of the indicator",
        "indicator description": "a definition or description of the indicator",
        "unit": "the unit of its values",
        "measure": "the kind of measurement: a word, or the code of IATI",
        "direction": "the direction of improvement, in words, or yes for increase",
        "aggregation": "yes if its values may be added up over places",
        "reference": "a code of the indicator in another list, such as an SDG indicator",
        "reference vocabulary": "the list of that code",
        "disaggregation": "the dimensions by which values are to be reported",
        "note": "a note on the indicator",
        "numerator label": "the definition of the counted part",
        "denominator label": "the definition of the whole",
        "activity": "a planned activity of the output",
        "activity code": "the code of the activity",
        "activity budget": "the budget of the activity",
        "activity start": "the day on which the activity starts",
        "activity end": "the day on which the activity ends",
        "budget": "the planned budget of the result, or of the framework where the row names no result",
        "budget actual": "the budget that is available, of what was planned",
        "expenses": "the expenses",
        "funding": "an amount of one source of funding, which the heading names",
        "currency": "the currency of the amounts of the row",
        "budget start": "the first day of the budget's period",
        "budget end": "the last day of the budget's period",
        "revision day": "the day of a change of the framework",
        "revision version": "the version that the change made",
        "revision path": "what was changed",
        "revision reason": "the reason of the change",
        "revision approved by": "who approved the change",
    }
)
OF_VALUES = {
    "baseline": "the starting point",
    "milestone": "a planned value before the end",
    "target": "the planned value at the end",
    "actual": "the value achieved",
}
PLAN_TEXTS = {
    name: f"{attribute.replace('_', ' ')} of the monitoring plan" for name, attribute in TEXTS_OF_PLAN.items()
}
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        **PLAIN,
        **{name: text for name, text in PLAN_TEXTS.items() if name not in PLAIN},
        **OF_VALUES,
        **PARTS,
        **{f"{kind} {part}": f"{text}, of the {kind} alone" for kind in KINDS for part, text in PARTS.items()},
    }
)
"""Every field, with a line that describes it."""


def canonical(name: str) -> str:
    """The name of a field as it is written here: an underscore is a space, and letter case does not matter."""
    return folded(name.replace("_", " "))


def kind_of_field(field: str) -> ObservationKind | None:
    """The kind of observation that a field holds the value of; None for any other field."""
    return ObservationKind(field) if field in KINDS else None
