"""
Codes of other lists that a statement begins with ("SP 3.8.1: ..."), and copying them to where codes belong.
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
    The code that a statement begins with, as a reference: of the SDGs, of a strategic plan, or of the publisher's own.

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
    """The indicator with the code that its statement begins with among its references; the statement stays as it is."""
    known = {reference.code.casefold() for reference in indicator.references}
    new = tuple(r for r in embedded_references(indicator.statement) if r.code.casefold() not in known)
    return attrs.evolve(indicator, references=(*indicator.references, *new)) if new else indicator
