"""
The circumstances in which a rule can fire: its profile, a threshold, or a framework to compare with.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.rules import PROFILES, Options, profile_of

from . import _donor, _iati, _revision, _tag

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["circumstances"]

_IATI: Mapping[str, Any] = MappingProxyType({"profile": "iati-2.03"})
_ON_A_DAY = attrs.evolve(profile_of("iati-2.03"), name="ours", options=Options(today=_iati.TODAY))


def _with(**options: Any) -> Mapping[str, Any]:
    return MappingProxyType({"profile": attrs.evolve(PROFILES[0], name="ours", options=Options(**options))})


_CIRCUMSTANCES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        **dict.fromkeys(_iati.DEFECTS, _IATI),
        **dict.fromkeys(("IAT05", "IAT14"), MappingProxyType({"profile": _ON_A_DAY})),
        **_revision.COMPARED,
        **dict.fromkeys(_donor.DEFECTS, MappingProxyType({"profile": "nl-mfa"})),
        "BUD09": _IATI,
        "BUD11": _with(least_mobilisation=Decimal("0.5")),
        "COD02": _with(code_patterns=(r"[^?]+",)),
        "LOG02": MappingProxyType({"profile": "strict"}),
        "TAG04": MappingProxyType({"compare_with": (_tag.OTHER_PLAN,)}),
        "TAG09": _IATI,
        "TAG13": _IATI,
        "VAL09": _IATI,
        "VAL14": _with(complete_dimensions=("sex",)),
    }
)


def circumstances(code: str) -> Mapping[str, Any]:
    """
    The arguments of `resultsframework.validate` with which the rule of this code can fire; empty for most.

    Some rules belong to one profile only, need a threshold, or compare with another framework.
    """
    return _CIRCUMSTANCES.get(code, MappingProxyType({}))
