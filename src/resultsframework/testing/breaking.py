"""
Knobs: for each rule, frameworks and indicators that keep all others and break exactly that one.
"""

from __future__ import annotations

import difflib
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import strategies as st

from resultsframework.errors import InvalidValueError
from resultsframework.rules import PROFILES, Options, profile_of

from . import (
    budget_defect,
    code_defect,
    iati_defect,
    series_defect,
    tag_defect,
    target_defect,
    value_defect,
    whole_defect,
)
from .construction import framework_of, indicator_of
from .plan import Plan, Timeline, Trend, plans, timelines, trends
from .publication import published

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypothesis.strategies import SearchStrategy

    from resultsframework.framework import ResultsFramework
    from resultsframework.indicator import Indicator

    from .defect import Defect

__all__ = ["breakable", "broken_frameworks", "broken_indicators", "circumstances"]

DEFECTS: Mapping[str, Defect] = MappingProxyType(
    {
        **series_defect.DEFECTS,
        **budget_defect.DEFECTS,
        **tag_defect.DEFECTS,
        **target_defect.DEFECTS,
        **code_defect.DEFECTS,
        **value_defect.DEFECTS,
        **whole_defect.DEFECTS,
        **iati_defect.DEFECTS,
    }
)
_PICKS = st.integers(0, 11)
_IATI: Mapping[str, Any] = MappingProxyType({"profile": "iati-2.03"})
_ON_A_DAY = attrs.evolve(profile_of("iati-2.03"), name="ours", options=Options(today=iati_defect.TODAY))


def _with(**options: Any) -> Mapping[str, Any]:
    return MappingProxyType({"profile": attrs.evolve(PROFILES[0], name="ours", options=Options(**options))})


_CIRCUMSTANCES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        **dict.fromkeys(iati_defect.DEFECTS, _IATI),
        **dict.fromkeys(("IAT05", "IAT14"), MappingProxyType({"profile": _ON_A_DAY})),
        "BUD09": _IATI,
        "BUD11": _with(least_mobilisation=Decimal("0.5")),
        "COD02": _with(code_patterns=(r"[^?]+",)),
        "TAG04": MappingProxyType({"compare_with": (tag_defect.OTHER_PLAN,)}),
        "TAG09": _IATI,
        "TAG13": _IATI,
        "TGT13": MappingProxyType({"compare_with": (target_defect.OLD_PLAN,)}),
        "VAL09": _IATI,
        "VAL14": _with(complete_dimensions=("sex",)),
    }
)


def circumstances(code: str) -> Mapping[str, Any]:
    """
    What `validate` has to be given so that it asks the rule with this code: nothing for most.

    Some rules are only in one profile, need a threshold, or compare with another framework.
    """
    return _CIRCUMSTANCES.get(code, MappingProxyType({}))


def breakable(*, alone: bool = False) -> tuple[str, ...]:
    """
    The codes of the rules that there is a knob for: what ``breaks`` may be.

    Args:
        alone: Only those that an indicator alone can break.
    """
    return tuple(code for code, defect in DEFECTS.items() if defect.edit_indicator or not alone)


def broken_frameworks(code: str) -> SearchStrategy[ResultsFramework]:
    """Frameworks that break the rule with this code and keep all others."""
    defect = _defect(code, breakable())

    def broken(plan: Plan, pick: int) -> ResultsFramework:
        framework = framework_of(plan)
        return defect.edit(published(framework) if defect.is_published else framework, plan, pick)

    return st.builds(broken, plans(defect.needs), _PICKS)


def broken_indicators(code: str) -> SearchStrategy[Indicator]:
    """Indicators that break the rule with this code, in whatever framework they stand, and keep all others."""
    defect = _defect(code, breakable(alone=True))
    edit = defect.edit_indicator

    def broken(timeline: Timeline, trend: Trend, pick: int) -> Indicator:
        indicator = indicator_of(timeline, trend)
        return edit(indicator, timeline, pick) if edit else indicator

    return st.builds(broken, timelines(defect.needs), trends(defect.needs), _PICKS)


def _defect(code: str, codes: tuple[str, ...]) -> Defect:
    if code in codes:
        return DEFECTS[code]
    nearest = difflib.get_close_matches(code.upper(), codes, n=3)
    hint = f"did you mean {' or '.join(map(repr, nearest))}?" if nearest else f"choose from {', '.join(codes)}"
    what = "an indicator alone can break" if len(codes) < len(DEFECTS) else "there is a knob for"
    msg = f"{code!r} is no rule that {what}; {hint}"
    raise InvalidValueError(msg)
