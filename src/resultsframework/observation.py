"""
Observations: single values of an indicator.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

import attrs

from .construction import TEXT_OF, typed
from .node import Node, shared_fields_last
from .period import Period
from .subject import TOTAL, Disaggregation, Subject, subject_of
from .value import Missing, Value, is_reported, text_of, with_type

if TYPE_CHECKING:
    from .cell import Conventions
    from .document import DocumentLink
    from .number import DecimalMark
    from .organisation import Place

__all__ = ["Observation", "ObservationKind", "in_order", "in_time"]

# The days of the longest period that is taken for a year.
LONGEST_YEAR = 372
SYMBOL_OF_UNIT = {"percent": "%", "per_mille": "‰"}
# A category that is a number, such as a count of the group that the dimension names.
NUMERIC = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


class ObservationKind(enum.Enum):
    """
    The kind of an observation. IATI: ``baseline``, ``period/target``, ``period/actual``.

    Attributes:
        BASELINE: The starting point.

        MILESTONE: A planned value before the end of the plan. IATI: a ``target`` of a period other than the last.

        TARGET: The planned value at the end. IATI: the ``target`` of the last period.

        ACTUAL: The value achieved.
    """

    BASELINE = "baseline"
    MILESTONE = "milestone"
    TARGET = "target"
    ACTUAL = "actual"


@typed
@attrs.frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=shared_fields_last)
class Observation(Node):
    """
    One value of an indicator: a baseline, milestone, target or actual. IATI: ``baseline``, ``target``, ``actual``.

    A disaggregated value is an observation of its own and never taken for the total.

    Attributes:
        kind: Baseline, milestone, target or actual.

        period: The period of the value; without any field where the source states none.

        listed_under: The period under which the source lists the value, where the cell itself names another one, such
            as "2021:27900" under 2020; None otherwise.

        value: The value, or the reason why it is missing.

        raw: The text of the cell. Stored where it differs from the text of the value, derived otherwise.

        unit: The code of a unit printed in the cell itself; None where the indicator's unit applies.

        comment: The comment of the source.

        disaggregation: The groups it is about; empty for the total.

        places: The places it is about; empty for the total.

        documents: The means of verification.
    """

    kind: ObservationKind
    period: Period = Period()
    listed_under: Period | None = None
    value: Value = attrs.field(default=Missing.ABSENT, eq=with_type)
    _raw: str | None = attrs.field(default=None, metadata={TEXT_OF: "value"})
    unit: str | None = None
    comment: str | None = None
    disaggregation: tuple[Disaggregation, ...] = ()
    places: tuple[Place, ...] = ()
    documents: tuple[DocumentLink, ...] = ()

    _guesses: ClassVar[dict[str, str]] = {
        ".period": "year date when time",
        ".value": "number actual amount text target baseline",
        ".comment": "note notes remark comments",
        ".is_reported": "is_missing is_zero reported status missing",
        ".disaggregation": "groups disaggregations dimension category",
    }

    @classmethod
    def parse(
        cls,
        kind: ObservationKind | str,
        period: Period | int,
        text: str | None,
        *,
        line: int | None = None,
        decimal: DecimalMark | None = None,
        conventions: Conventions | None = None,
    ) -> Observation:
        """
        The observation of a cell's text, which is stored where it differs from the text of the value.

        Args:
            kind: The kind, or its value, such as "actual".

            period: The period, or a year; a cell with a number may name another one ("2021:27900", "2019 Q3: 5").

            text: The text of the cell; None where there was no cell.

            line: The line of the source.

            decimal: The decimal mark of the source, "." or ","; None where it is unknown.

            conventions: Whatever else is known of the source and the indicator; ``decimal`` is part of it.

        Raises:
            InvalidValueError: The kind, the period or the mark is none.
        """
        from .cell import Conventions, read_cell

        listed = Period(year=period) if isinstance(period, int) else period
        known = conventions or Conventions(decimal=decimal)
        when = own_period(text, listed) or listed
        value, unit = read_cell(text, when.years, known)
        if when is not listed and isinstance(value, str):
            when = listed
        own = text_of(value) + SYMBOL_OF_UNIT.get(unit or "", "")
        return cls(
            kind=ObservationKind(kind),
            period=when,
            listed_under=None if when is listed else listed,
            value=value,
            unit=unit,
            raw=None if text == own else text,
            line=line,
        )

    @property
    def raw(self) -> str:
        """The text of the cell: as stored, else that of the value."""
        if self._raw is not None:
            return str(self._raw)
        text = text_of(self.value)
        return text if self.unit is None else text + SYMBOL_OF_UNIT.get(self.unit, "")

    @property
    def listing(self) -> Period:
        """The period under which the source lists it: that of the value, unless the cell names another one."""
        return self.period if self.listed_under is None else self.listed_under

    @property
    def is_reported(self) -> bool:
        """True if there is a value; zero is a value."""
        return is_reported(self.value)

    @property
    def subject(self) -> Subject:
        """The subject that it describes: its groups and its places, without a breakdown of the value itself."""
        if not self.disaggregation and not self.places:
            return TOTAL
        groups = self.disaggregation
        if len(groups) > 1 and (parts := self.breakdown):
            groups = tuple(d for d in groups if d not in parts)
        return subject_of(groups, self.places)

    @property
    def is_total(self) -> bool:
        """True if it is undisaggregated: neither a group nor a place."""
        return self.subject.is_total

    @property
    def breakdown(self) -> tuple[Disaggregation, ...]:
        """
        The categories that are numbers and add up to the value, such as "Kenya: 11" and "Myanmar: 291" of 302.

        They are parts of the value, so that it describes none of them alone; empty where there are none.
        """
        if len(self.disaggregation) < 2 or not isinstance(self.value, Decimal):
            return ()
        from .interval import exact_sum
        from .number import plain_number

        texts = [(group, (group.category or "").strip()) for group in self.disaggregation]
        found = [(group, plain_number(text.replace(",", ""))) for group, text in texts if NUMERIC.fullmatch(text)]
        parts = [(group, number) for group, number in found if number is not None]
        if len(parts) < 2 or exact_sum(number for _, number in parts) != self.value:
            return ()
        return tuple(group for group, _ in parts)


def in_order(observations: Iterable[Observation]) -> list[Observation]:
    """The observations in the order in which their periods end, undated ones first."""
    return sorted(observations, key=lambda o: o.period.sort_key)


def in_time(observations: Iterable[Observation]) -> list[Observation]:
    """The observations in the order in which their periods end, without undated ones."""
    return in_order(o for o in observations if o.period.last_day is not None)


def own_period(text: str | None, listed: Period) -> Period | None:
    """
    The period that a cell names, where it is another than the one under which the source lists it.

    The year of a period of no more than a year is that period, be it a fiscal year; that of a longer one is a year of
    it.
    """
    from .cell import period_named

    name = period_named(text)
    if name is None:
        return None
    named = Period.parse(name)
    is_in_a_year = listed.days is not None and listed.days <= LONGEST_YEAR
    is_same = named.year is not None and is_in_a_year and listed.holds(named.year)
    return None if is_same or named.has_days_of(listed) else named
