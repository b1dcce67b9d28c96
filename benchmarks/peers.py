"""The same plan in models of pydantic, in attrs classes for plain cattrs, and in Structs of msgspec."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal

import attrs
import msgspec
from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["baseline", "milestone", "target", "actual"]
Reason = Literal["to_be_determined", "not_available", "not_applicable", "empty", "absent"]
Measured = Literal["unit", "percentage", "nominal", "ordinal", "qualitative"]
Way = Literal["increase", "decrease", "maintain", "unknown"]
Running = Literal["cumulative", "periodic", "snapshot", "unknown"]


# ------------------------------------------------------------------------------------------------ pydantic


class Strict(BaseModel):
    """As strict as the library: no other members, no other types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class StrictPeriod(Strict):
    """A period that is no year."""

    year: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    raw: str | None = None


class StrictText(Strict):
    """A value that is text."""

    text: str


class StrictMissing(Strict):
    """No value, and why."""

    missing: Reason


class StrictRatio(Strict):
    """So many of so many."""

    numerator: Decimal
    denominator: Decimal


class StrictRange(Strict):
    """At least, at most, or between."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_included: bool = True
    high_included: bool = True


class StrictLevel(Strict):
    """A step of a scale."""

    rank: int
    name: str


class StrictTranslation(Strict):
    """A text in a further language."""

    field: str
    language: str
    text: str | None = None


class StrictExtra(Strict):
    """Content without a field."""

    name: str
    text: str


class StrictNode(Strict):
    """The fields that every part has."""

    translations: tuple[StrictTranslation, ...] = ()
    extras: tuple[StrictExtra, ...] = ()


class StrictGroup(Strict):
    """A group."""

    dimension: str | None = None
    category: str | None = None


class StrictNamed(StrictNode):
    """A place, a document, a reference, a tag: of which the plan has none."""

    name: str | None = None
    code: str | None = None


class StrictObservation(StrictNode):
    """A value."""

    kind: Kind
    period: int | StrictPeriod | None = None
    value: Decimal | bool | StrictText | StrictMissing | StrictRatio | StrictRange | StrictLevel | None = None
    raw: str | None = None
    unit: str | None = None
    comment: str | None = None
    disaggregation: tuple[StrictGroup, ...] = ()
    places: tuple[StrictNamed, ...] = ()
    documents: tuple[StrictNamed, ...] = ()


class StrictIndicator(StrictNode):
    """An indicator."""

    code: str | None = None
    statement: str | None = None
    description: str | None = None
    measure: Measured | None = None
    unit: str | None = None
    direction: Way = "unknown"
    actuals_accumulation: Running = "unknown"
    targets_accumulation: Running = "unknown"
    aggregation_status: bool | None = None
    scope: tuple[str, ...] = ()
    notes: tuple[StrictNamed, ...] = ()
    references: tuple[StrictNamed, ...] = ()
    sdgs: tuple[StrictNamed, ...] = ()
    alignments: tuple[StrictNamed, ...] = ()
    documents: tuple[StrictNamed, ...] = ()
    printed_result: str | None = None
    series: tuple[StrictObservation, ...] = ()
    periods: tuple[int | StrictPeriod, ...] | None = None


class StrictResult(StrictNode):
    """A result."""

    code: str | None = None
    title: str | None = None
    description: str | None = None
    identifier: str | None = None
    aggregation_status: bool | None = None
    indicators: tuple[StrictIndicator, ...] = ()
    budgets: tuple[StrictNamed, ...] = ()
    sdgs: tuple[StrictNamed, ...] = ()
    policy_markers: tuple[StrictNamed, ...] = ()
    humanitarian: bool | None = None
    references: tuple[StrictNamed, ...] = ()
    documents: tuple[StrictNamed, ...] = ()
    progress_notes: tuple[StrictNamed, ...] = ()


class StrictOutcome(StrictResult):
    """An outcome, as an alternative of any result."""

    level: Literal["outcome"]
    outputs: tuple[StrictResult, ...] = ()


class StrictOutput(StrictResult):
    """An output, as an alternative of any result."""

    level: Literal["output"]


class StrictFramework(StrictNode):
    """The whole."""

    resultsframework: Literal[2]
    identifier: str | None = None
    title: str | None = None
    language: str | None = None
    results: tuple[Annotated[StrictOutcome | StrictOutput, Field(discriminator="level")], ...] = ()


# ---------------------------------------------------------------------------------------------------- attrs


@attrs.frozen(kw_only=True)
class PlainGroup:
    """A group."""

    dimension: str | None = None
    category: str | None = None


@attrs.frozen(kw_only=True)
class PlainObservation:
    """A value, which stays as the document has it: plain cattrs knows no union of these kinds."""

    kind: Kind
    period: int | None = None
    value: Any = None
    raw: str | None = None
    unit: str | None = None
    comment: str | None = None
    disaggregation: tuple[PlainGroup, ...] = ()
    places: tuple[PlainGroup, ...] = ()
    documents: tuple[PlainGroup, ...] = ()
    translations: tuple[PlainGroup, ...] = ()
    extras: tuple[PlainGroup, ...] = ()


@attrs.frozen(kw_only=True)
class PlainIndicator:
    """An indicator."""

    code: str | None = None
    statement: str | None = None
    measure: Measured | None = None
    unit: str | None = None
    direction: Way = "unknown"
    aggregation_status: bool | None = None
    series: tuple[PlainObservation, ...] = ()


@attrs.frozen(kw_only=True)
class PlainOutput:
    """An output."""

    code: str | None = None
    title: str | None = None
    indicators: tuple[PlainIndicator, ...] = ()


@attrs.frozen(kw_only=True)
class PlainOutcome:
    """An outcome."""

    code: str | None = None
    title: str | None = None
    outputs: tuple[PlainOutput, ...] = ()


@attrs.frozen(kw_only=True)
class PlainFramework:
    """The whole."""

    identifier: str | None = None
    title: str | None = None
    language: str | None = None
    results: tuple[PlainOutcome, ...] = ()


# -------------------------------------------------------------------------------------------------- msgspec


class Packed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The fields that every part has."""

    translations: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    line: int | None = None


class PackedPeriod(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A period that is no year."""

    year: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    raw: str | None = None


class PackedValue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value that is no number and neither yes nor no; a union may hold one Struct only."""

    text: str | None = None
    missing: Reason | None = None


class PackedGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group."""

    dimension: str | None = None
    category: str | None = None


class PackedObservation(Packed, frozen=True, kw_only=True):
    """A value."""

    kind: Kind
    period: int | PackedPeriod | None = None
    value: Decimal | bool | PackedValue | None = None
    raw: str | None = None
    unit: str | None = None
    comment: str | None = None
    disaggregation: tuple[PackedGroup, ...] = ()
    places: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class PackedIndicator(Packed, frozen=True, kw_only=True):
    """An indicator."""

    code: str | None = None
    statement: str | None = None
    description: str | None = None
    measure: Measured | None = None
    unit: str | None = None
    direction: Way = "unknown"
    actuals_accumulation: Running = "unknown"
    targets_accumulation: Running = "unknown"
    aggregation_status: bool | None = None
    scope: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    sdgs: tuple[str, ...] = ()
    alignments: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    printed_result: str | None = None
    series: tuple[PackedObservation, ...] = ()
    periods: tuple[int | PackedPeriod, ...] | None = None


class PackedResult(Packed, frozen=True, kw_only=True):
    """A result of any level."""

    level: str | None = None
    code: str | None = None
    title: str | None = None
    indicators: tuple[PackedIndicator, ...] = ()
    outputs: tuple[PackedResult, ...] = ()


class PackedFramework(Packed, frozen=True, kw_only=True):
    """The whole."""

    resultsframework: int
    identifier: str | None = None
    title: str | None = None
    language: str | None = None
    results: tuple[PackedResult, ...] = ()


if __name__ == "__main__":
    print("the models that json_speed.py and memory.py compare with")
