"""
Reading observations: the usual ones quickly, because there are so many, and the others as every other noun.
"""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any

from cattrs import BaseValidationError

from resultsframework.errors import InvalidValueError
from resultsframework.node import Node
from resultsframework.observation import Disaggregation, Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.value import Missing, Value

from ._problems import MismatchError, unlike
from ._scalar import (
    SHORT,
    Hook,
    a_year,
    number,
    short_number,
    text,
)

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["group_hook", "observation_hook"]

NEVER = Period()
Groups = tuple[Disaggregation, ...]


def group_hook(general: Hook) -> Hook:
    """How a group is read."""

    def structure_group(data: Any, _: Any) -> Any:
        if type(data) is dict and len(data) == 2 and type(data.get("dimension")) is type(data.get("category")) is str:
            return a_group(data["dimension"], data["category"])
        return general(data, Disaggregation)

    return structure_group


@functools.lru_cache(maxsize=1_024)
def a_group(dimension: str | None, category: str | None) -> Disaggregation:
    """A group; the same names give the same object, which saves memory."""
    return Disaggregation(dimension=dimension, category=category)


def observation_hook(made: Converter, general: Hook) -> Hook:
    """An observation: the usual ones quickly, and whatever is not quite usual as every other noun."""
    period_hook, value_hook = made.get_structure_hook(Period), made.get_structure_hook(Value)
    groups_hook = made.get_structure_hook(Groups)
    kinds = {kind.value: kind for kind in ObservationKind}
    usual = frozenset({"kind", "period", "value", "raw", "unit", "comment", "disaggregation"})

    def structure_observation(data: Any, _: Any) -> Any:
        if type(data) is not dict:
            raise unlike(data, "an object")
        period, value = data.get("period", NEVER), data.get("value", Missing.ABSENT)
        draft: Any = _Draft()
        try:
            draft.kind = kinds[data["kind"]]
            if type(period) is int:
                draft.period = a_year(period)
            else:
                draft.period = NEVER if period is NEVER else period_hook(period, Period)
            if type(value) is str:
                draft.value = short_number(value) if len(value) <= SHORT else number(value)
            else:
                draft.value = value if value is Missing.ABSENT else value_hook(value, Value)
            if len(data) == 1 + (period is not NEVER) + (value is not Missing.ABSENT):
                draft._raw = draft.unit = draft.comment = None  # noqa: SLF001 - a draft is this module's own
                draft.disaggregation = ()
            elif data.keys() <= usual:
                draft._raw = text(data["raw"], str) if "raw" in data else None  # noqa: SLF001 - as above
                draft.unit = sys.intern(text(data["unit"], str)) if "unit" in data else None
                draft.comment = text(data["comment"], str) if "comment" in data else None
                draft.disaggregation = groups_hook(data["disaggregation"], Groups) if "disaggregation" in data else ()
            else:
                return general(data, Observation)
            draft.places = draft.documents = draft.translations = draft.extras = ()
            draft.line = None
            draft.__class__ = Observation
        except (BaseValidationError, MismatchError, InvalidValueError, KeyError, TypeError):
            return general(data, Observation)
        return draft

    return structure_observation


class _Draft(Node):
    """
    An observation in the making: the same slots, which can be filled five times as fast because nothing is frozen yet.

    Its class becomes `Observation` when they are full. If an observation ever gets another slot, Python refuses that,
    and observations are read as every other noun until the slot is added here.
    """

    __slots__ = ("_raw", "comment", "disaggregation", "documents", "kind", "period", "places", "unit", "value")
    __init__ = object.__init__
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__  # both, or else Python looks for them by name at each assignment
