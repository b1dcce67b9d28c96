"""
Frameworks and indicators that break exactly one rule.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from resultsframework.errors import InvalidValueError

from ._construction import framework_of, indicator_of
from ._defects import DEFECTS, Defect, circumstances
from ._plan import Course, Plan, Timeline, plans, timelines, trends
from ._publication import published
from ._text import made

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from resultsframework.framework import ResultsFramework
    from resultsframework.indicator import Indicator

__all__ = ["breakable", "broken_frameworks", "broken_indicators", "circumstances"]

_PICKS = st.integers(0, 11)


def breakable(*, alone: bool = False) -> tuple[str, ...]:
    """
    The codes of the rules that can be broken on purpose: the values of ``breaks``.

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

    return made(broken, plans(defect.needs), _PICKS)


def broken_indicators(code: str) -> SearchStrategy[Indicator]:
    """Indicators that break the rule with this code, in any framework, and keep all others."""
    defect = _defect(code, breakable(alone=True))
    edit = defect.edit_indicator

    def broken(timeline: Timeline, trend: Course, pick: int) -> Indicator:
        indicator = indicator_of(timeline, trend)
        return edit(indicator, timeline, pick) if edit else indicator

    return made(broken, timelines(defect.needs), trends(defect.needs), _PICKS)


def _defect(code: str, codes: tuple[str, ...]) -> Defect:
    if code in codes:
        return DEFECTS[code]
    nearest = difflib.get_close_matches(code.upper(), codes, n=3)
    hint = f"did you mean {' or '.join(map(repr, nearest))}?" if nearest else f"choose from {', '.join(codes)}"
    what = "an indicator alone can break" if len(codes) < len(DEFECTS) else "there is a knob for"
    msg = f"{code!r} is no rule that {what}; {hint}"
    raise InvalidValueError(msg)
