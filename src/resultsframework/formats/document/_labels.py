"""
Facts with the labels of a document, in place of the short ones of a terminal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from resultsframework import Output, Result

from ._blocks import Facts, labelled
from ._plan_facts import activity_text, assumption_text, risk_text

__all__ = ["facts_block", "level_of", "lists_of"]

# Labels that are short because a terminal is narrow, and what they stand for.
LABELS = {
    "plan": "Plan period",
    "policy": "Policy markers",
    "bodies": "Organisations",
    "goals": "Sustainable Development Goals",
    "outputs of org": "Organisational outputs",
    "functions": "UN system functions",
    "for": "Target groups",
    "where": "Geographic scope",
    "finances": "Financial information",
}


def facts_block(*facts: tuple[str, str | None], hidden: Collection[str] = ()) -> Iterator[Facts]:
    """The facts that are stated, with labels as a document has them; nothing where none is."""
    return labelled(
        (LABELS.get(label, label[:1].upper() + label[1:]), text) for label, text in facts if label not in hidden
    )


def lists_of(result: Result) -> tuple[tuple[str, list[str]], ...]:
    """The facts of a result that are lists, by their labels."""
    return (
        ("assumptions", list(map(assumption_text, result.assumptions))),
        ("risks", list(map(risk_text, result.risks))),
        ("activities", list(map(activity_text, result.activities if isinstance(result, Output) else ()))),
    )


def level_of(result: Result) -> str:
    """The level of a result as a heading names it."""
    return {"OtherResult": "Result"}.get(type(result).__name__, type(result).__name__)
