"""
Codes of other lists at the beginning of a statement ("SP 3.8.1: ..."), and copying them to the references.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from resultsframework.alignment import Reference

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator

__all__ = ["embedded_references", "with_embedded_references"]

SDG_LISTS = ("sdg_goal", "sdg_target", "sdg_indicator")
SDG_CODE = re.compile(r"SDG(?: (?:Goal|Target|Indicator))? ([0-9]{1,2}(?:\.[0-9a-z]{1,2}){0,2}) ?:", re.IGNORECASE)
PLAN_CODE = re.compile(r"SP ([0-9]+(?:\.[0-9A-Za-z]+)+) ?:")
OWN_CODE = re.compile(r"([0-9]{1,2}\.[0-9]{1,2}\.[0-9A-Za-z]{1,4})[:.)]?(?= )")


def embedded_references(statement: str | None) -> tuple[Reference, ...]:
    """
    The code at the beginning of a statement, as a reference to the SDGs, a strategic plan or the publisher's own list.

    >>> embedded_references("SP 3.8.1: Number of laws")
    (Reference(code='3.8.1', vocabulary='strategic_plan'),)
    >>> embedded_references("Number of laws")
    ()
    """
    text = (statement or "").strip()
    if match := SDG_CODE.match(text):
        return (Reference(code=match[1], vocabulary=SDG_LISTS[match[1].count(".")]),)
    if match := PLAN_CODE.match(text):
        return (Reference(code=match[1], vocabulary="strategic_plan"),)
    if match := OWN_CODE.match(text):
        return (Reference(code=match[1], vocabulary="reporting_organisation"),)
    return ()


def with_embedded_references(indicator: Indicator) -> Indicator:
    """The indicator with the code at the beginning of its statement among its references; the statement is kept."""
    known = {reference.code.casefold() for reference in indicator.references}
    new = tuple(r for r in embedded_references(indicator.statement) if r.code.casefold() not in known)
    return attrs.evolve(indicator, references=(*indicator.references, *new)) if new else indicator
