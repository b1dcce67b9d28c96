"""The rules of one office: a rule of its own, and a profile with its thresholds."""

from __future__ import annotations

from collections.abc import Iterable

import resultsframework as rf
from resultsframework.rules import Found, IndicatorContext, profile_from

__all__ = ["PROFILE", "code_names_the_office"]


@rf.rule(
    "OFF01",
    rf.Severity.WARNING,
    title="Code lacks the office",
    source="the office's manual",
    advice="Begin the code with the office's own.",
    on=rf.Indicator,
)
def code_names_the_office(indicator: rf.Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """The code of an indicator begins with that of the office."""
    if indicator.code and not indicator.code.startswith("MEX_"):
        yield Found(f"the code {indicator.code} does not begin with MEX_", at="code", observed=indicator.code)


PROFILE = profile_from(
    {"select": ["OFF", "BAS"], "severity": {"BAS01": "error"}, "options": {"stale_baseline_years": 3}},
    rules=[code_names_the_office],
)
