"""
The classes of answers that have a JSON form besides the nouns: progress and its like, roll-ups, findings, tables.

They load the rooms that calculate and check, so this module is imported only for one of them, or for the schema.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NoReturn

import attrs

from resultsframework import aggregation, monitoring
from resultsframework.compare import (
    Alignments,
    Change,
    ChangeKind,
    Changes,
    Conflict,
    FieldChange,
    Match,
    MatchKind,
    MergeGroup,
    Nothing,
    TagCheck,
)
from resultsframework.errors import InvalidValueError
from resultsframework.formats._loss import Loss, LossReport
from resultsframework.interval import Interval
from resultsframework.rules import (
    RULE_FAILED,
    RULES,
    Finding,
    Fix,
    Ignored,
    KnownFinding,
    KnownFindings,
    Report,
    Rule,
    Severity,
)
from resultsframework.subject import Subject
from resultsframework.table import Column, Table
from resultsframework.value import Undefined, Value

from ._model import NOUNS
from ._read import enums

__all__ = ["ANSWERS", "CLASSES", "ENUMERATIONS", "INPUT", "NUMBER", "Input", "RuleInWords"]

NUMBER: Any = Decimal | Fraction
# The pair that an answer has for an `Input`.
INPUT: Any = tuple[str, object]


@attrs.frozen(kw_only=True)
class RuleInWords:
    """
    The words of a rule, as a report keeps them: JSON holds no function.

    Attributes:
        code: The letters of its family and two digits.

        severity: The severity of its findings, unless a profile sets another.

        title: The problem, in a few words.

        source: The standard, guidance or practice that the rule rests on.

        advice: The recommended action on a finding.

        implied_by: The codes of the rules whose finding at the same place causes this rule's finding.

        page: The address of a page that explains it, for a rule of a program's own.
    """

    code: str
    severity: Severity
    title: str
    source: str
    advice: str
    implied_by: tuple[str, ...] = ()
    page: str | None = None

    @property
    def rule(self) -> Rule:
        """
        The rule of the library that has the code.

        Any other is a rule of somebody's own: one with the same words, which cannot be run.
        """
        own = next((rule for rule in (*RULES, RULE_FAILED) if rule.code == self.code), None)
        words = {field.name: getattr(self, field.name) for field in attrs.fields(RuleInWords)}
        return Rule(**words, on=(), check=_not_kept) if own is None else own


def _not_kept(_node: object, _context: object) -> NoReturn:
    msg = "a rule that was read from JSON has its words only; run the rule that your program defines"
    raise InvalidValueError(msg)


@attrs.frozen
class Input:
    """
    A part of a calculation.

    Attributes:
        name: Its part, such as "actual".

        value: The value, or the node that holds it.
    """

    name: str
    value: object


ANSWERS = (
    monitoring.AccumulationHint, Alignments, monitoring.Basis, Change, Changes, Column, Conflict,
    aggregation.Contribution, aggregation.Contributions, aggregation.CostPerResult, monitoring.Coverage,
    monitoring.CumulativeTotal, FieldChange, Finding, Fix, Ignored, monitoring.IndicatorValue,
    monitoring.InferredDirection, Input, Interval, KnownFinding, KnownFindings, Loss, LossReport, Match,
    monitoring.MeanProgress, MergeGroup, monitoring.Met, monitoring.Progress, monitoring.Rating, monitoring.Reading,
    aggregation.Reconciliation, Report, aggregation.Rollup, aggregation.RollupPart, RuleInWords, Subject, Table,
    TagCheck, Undefined,
)  # fmt: skip
ENUMERATIONS: tuple[type[enum.Enum], ...] = (
    *enums(), monitoring.Ambition, ChangeKind, monitoring.DirectionBasis, MatchKind, Nothing, aggregation.Overlap,
    monitoring.ReportingStatus, aggregation.RollupFunction, Severity, monitoring.Trend,
)  # fmt: skip
# The classes of cells and of parts of calculations, by the names that JSON gives them.
CLASSES: Mapping[str, Any] = MappingProxyType(
    {each.__name__: each for each in (*NOUNS, *ANSWERS, *ENUMERATIONS, Decimal, Fraction)}
    | {"date": dt.date, "Rule": Rule}
)
# A value of any class is an object, as its JSON names the class.
ALIASES = {"Number": NUMBER, "Value": Value, "Rolled": object, "Answer": object, "Inputs": tuple[INPUT, ...]}

for each in ANSWERS:
    attrs.resolve_types(each, localns={**CLASSES, **ALIASES, "dt": dt, "Callable": Callable})
