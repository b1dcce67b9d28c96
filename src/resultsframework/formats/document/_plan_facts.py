"""
The further columns of a logframe in words: monitoring plans, assumptions, risks, activities and revisions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from resultsframework.value import text_of

from ._budgets import stated_amounts

if TYPE_CHECKING:
    from resultsframework import Assumption, MonitoringPlan, PlannedActivity, Result, Revision, Risk

__all__ = ["activity_text", "assumption_text", "monitoring_facts", "plan_facts", "revision_text", "risk_text"]

HOLDS = {True: "still holds", False: "no longer holds"}
FACTS = (
    "means_of_verification",
    "baseline_source",
    "method",
    "collection_frequency",
    "reporting_frequency",
    "responsible",
    "numerator",
    "denominator",
    "limitations",
)


def monitoring_facts(plan: MonitoringPlan | None) -> Iterator[tuple[str, str]]:
    """The stated facts of the monitoring plan of an indicator, with labels; none without a plan."""
    for name in FACTS if plan else ():
        text = getattr(plan, name)
        if text and text.strip():
            yield name.replace("_", " "), text
    dimensions = ", ".join(plan.planned_disaggregation) if plan else ""
    if dimensions.strip():
        yield "planned disaggregation", dimensions


def plan_facts(result: Result) -> Iterator[tuple[str, str | None]]:
    """The weight of a result, who is responsible, its assumptions and risks, and the activities of an output."""
    yield "weight", None if result.weight is None else f"{text_of(result.weight)} %"
    bodies = (
        f"{part.organisation.label}{f' ({part.role.value})' if part.role else ''}" for part in result.organisations
    )
    yield "responsible", ", ".join(bodies)
    yield "assumptions", "; ".join(map(assumption_text, result.assumptions))
    yield "risks", "; ".join(map(risk_text, result.risks))
    yield "activities", "; ".join(map(activity_text, getattr(result, "activities", ())))


def assumption_text(assumption: Assumption) -> str:
    """An assumption, and whether it holds where that is stated."""
    return assumption.text if assumption.holds is None else f"{assumption.text} ({HOLDS[assumption.holds]})"


def risk_text(risk: Risk) -> str:
    """A risk with its rating and the measures against it."""
    more = (("rating", risk.rating), ("mitigation", risk.mitigation))
    stated = "; ".join(f"{name}: {text}" for name, text in more if text)
    return f"{risk.text} ({stated})" if stated else risk.text


def activity_text(activity: PlannedActivity) -> str:
    """A planned activity with its time and its budgets, which are part of the budget of its output."""
    name = " ".join(filter(None, (activity.code, activity.title))) or "an activity without a name"
    amounts = filter(None, map(stated_amounts, activity.budgets))
    budgets = (f"{amount}, in the budget of the output" for amount in amounts)
    return "; ".join(filter(None, (name, str(activity.period or ""), activity.description, *budgets)))


def revision_text(revision: Revision) -> str:
    """A revision in a line."""
    version = f"version {revision.version}" if revision.version else ""
    approved = f"approved by {revision.approved_by}" if revision.approved_by else ""
    parts = (str(revision.day or ""), version, revision.path, revision.reason, approved)
    return ", ".join(filter(None, parts)) or "a change that is not described"
