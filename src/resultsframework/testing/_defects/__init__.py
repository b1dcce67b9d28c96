"""
One deliberate defect for every rule: each breaks its own rule in a sound plan, and keeps all others.

A module for each family of rules. A new rule gets its defect in the mapping ``DEFECTS`` of its family's module, and an
entry in ``_circumstances`` where the rule belongs to one profile only, needs a threshold, or compares frameworks.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from . import _budget, _code, _donor, _iati, _logframe, _revision, _series, _tag, _target, _value, _whole
from ._circumstances import circumstances
from ._defect import Defect

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DEFECTS", "Defect", "circumstances"]

DEFECTS: Mapping[str, Defect] = MappingProxyType(
    {
        **_series.DEFECTS,
        **_budget.DEFECTS,
        **_tag.DEFECTS,
        **_target.DEFECTS,
        **_code.DEFECTS,
        **_value.DEFECTS,
        **_whole.DEFECTS,
        **_iati.DEFECTS,
        **_donor.DEFECTS,
        **_logframe.DEFECTS,
        **_revision.DEFECTS,
    }
)
