"""
Rules, what they find, and reports of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from hypothesis import strategies as st

from resultsframework.rules import RULES, Finding, Report, Rule, Severity, validate

from ._framework import frameworks
from ._text import made, nodes, several, texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypothesis.strategies import SearchStrategy

    from resultsframework.framework import ResultsFramework

__all__ = ["findings", "reports", "rules"]

_RULES = st.sampled_from(RULES)
_PATHS = st.sampled_from(["", "1/1A/baseline", "#1/A~1B", "budgets#2/planned"])


def _findings(**more: SearchStrategy[tuple[Finding, ...]]) -> SearchStrategy[Finding]:
    return nodes(
        Finding,
        {
            "code": _RULES.map(lambda rule: rule.code),
            "severity": st.sampled_from(Severity),
            "path": _PATHS,
            "message": texts(),
        },
        **{
            field.name: texts()
            for field in attrs.fields(Finding)
            if field.default in (None, "") and field.name != "line"
        },
        line=st.integers(1, 100_000),
        **more,
    )


_FINDINGS = _findings(implied=several(_findings(), 1))


def _report(framework: ResultsFramework, codes: Iterable[str], with_reason: bool, implied: bool) -> Report:
    ignore = [(code, "known" if with_reason else None) for code in codes]
    return validate(framework, ignore=ignore, implied=implied)


_REPORTS = made(
    _report,
    frameworks(valid=False),
    st.lists(st.sampled_from(["BAS", "SER03", "BUD08"]), max_size=2),
    st.booleans(),
    st.booleans(),
)


def rules() -> SearchStrategy[Rule]:
    """The rules of this library."""
    return _RULES


def findings() -> SearchStrategy[Finding]:
    """Findings of any rule, also with others that follow from them, of any file and framework."""
    return _FINDINGS


def reports() -> SearchStrategy[Report]:
    """Reports of validating a framework, with some rules left out."""
    return _REPORTS
