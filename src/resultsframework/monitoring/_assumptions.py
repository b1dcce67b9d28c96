"""
The assumptions of one question: what the caller declares for it beside what the indicator itself declares.
"""

from __future__ import annotations

import enum
from decimal import Decimal
from typing import TypeVar

import attrs

from resultsframework.errors import InvalidValueError
from resultsframework.indicator import Direction, Indicator

from ._direction import DirectionBasis, InferredDirection, direction_of

__all__ = ["NOTHING_ASSUMED", "Assumptions"]

E = TypeVar("E", bound=enum.Enum)


def _member_of(kind: type[E], given: E | str | None) -> E | None:
    """The member of an enumeration that is given, or named by its value; None for None."""
    try:
        return None if given is None else kind(given)
    except ValueError:
        choices = ", ".join(repr(one.value) for one in kind)
        msg = f"there is no {kind.__name__} {given!r}; choose one of {choices}"
        raise InvalidValueError(msg) from None


def _direction(given: Direction | str | None) -> Direction | None:
    return _member_of(Direction, given)


@attrs.frozen(kw_only=True)
class Assumptions:
    """
    The declarations of the caller for one question, which take precedence over those of the indicator.

    Attributes:
        tolerance: The distance to the target that still counts as kept, if the aim is to maintain.

        assume_zero_baseline: Take a missing baseline as zero.

        equal_steps: True if the steps between the levels of a scale are equal, so that ranks may be divided.

        direction: The direction in which the indicator improves; None for that of the indicator.

        reporting_year: The last year whose results are due.

    Raises:
        InvalidValueError: A direction has no such name.
    """

    tolerance: Decimal = Decimal(0)
    assume_zero_baseline: bool = False
    equal_steps: bool = False
    direction: Direction | None = attrs.field(default=None, converter=_direction)
    reporting_year: int | None = None

    def direction_of(self, indicator: Indicator) -> InferredDirection:
        """The direction declared for this question, else that of the indicator."""
        if self.direction is None:
            return direction_of(indicator)
        return InferredDirection(self.direction, DirectionBasis.ARGUMENT)


NOTHING_ASSUMED = Assumptions()
