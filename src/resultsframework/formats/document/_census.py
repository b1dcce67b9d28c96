"""
The number of values of a framework, of those that are stated, and the meaning of the signs in place of the others.
"""

from __future__ import annotations

from collections import Counter
from typing import TypeAlias

from resultsframework import Column, Missing, ObservationKind, ResultsFramework, Table
from resultsframework.value import text_of

__all__ = ["STATES", "census", "legend", "numbers_of_values"]

Counts: TypeAlias = Counter[tuple[ObservationKind, Missing | None]]

STATES = {
    Missing.TO_BE_DETERMINED: "to be determined",
    Missing.EMPTY: "nothing entered",
    Missing.NOT_AVAILABLE: "not available",
    Missing.NOT_APPLICABLE: "a value that there cannot be",
    Missing.ABSENT: "no cell",
}


def census(framework: ResultsFramework) -> Table:
    """The number of values of each kind, of those that are stated, and the reasons for the others."""
    counts = _counts(framework)
    states = _states(counts)
    names = ("values", "in all", "stated", *(text_of(state) or STATES[state] for state in states))
    rows = (
        (f"{kind.value}s", _in_all(counts, kind), *(counts[kind, state] for state in (None, *states)))
        for kind in ObservationKind
    )
    return Table.of((Column(name, str if name == "values" else int) for name in names), rows)


def legend(framework: ResultsFramework) -> str:
    """The meaning of the signs that are printed in place of a value."""
    signs = [f"{text_of(state)} is {STATES[state]}" for state in _states(_counts(framework)) if text_of(state)]
    if not any(indicator.series for indicator in framework.indicators):
        return "There are no values"
    return ", ".join(signs) or "Every value is stated"


def numbers_of_values(framework: ResultsFramework) -> dict[str, dict[str, int]]:
    """The number of values of each kind: in all, stated, and by the reason why they are missing."""
    counts = _counts(framework)
    return {kind.value: _by_state(counts, kind) for kind in ObservationKind}


def _by_state(counts: Counts, kind: ObservationKind) -> dict[str, int]:
    missing = {state.value: counts[kind, state] for state in Missing}
    return {"in_all": _in_all(counts, kind), "stated": counts[kind, None], **missing}


def _counts(framework: ResultsFramework) -> Counts:
    values = ((o.kind, o.value) for indicator in framework.indicators for o in indicator.series)
    return Counter((kind, value if isinstance(value, Missing) else None) for kind, value in values)


def _in_all(counts: Counts, kind: ObservationKind) -> int:
    return sum(number for (of, _), number in counts.items() if of is kind)


def _states(counts: Counts) -> list[Missing]:
    return [state for state in STATES if any(counts[kind, state] for kind in ObservationKind)]
