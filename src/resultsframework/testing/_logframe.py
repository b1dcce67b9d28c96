"""
The further columns of a logframe: monitoring plans, assumptions, risks, planned activities, and revisions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from resultsframework.monitoring_plan import MonitoringPlan
from resultsframework.planned_activity import PlannedActivity
from resultsframework.revision import Revision
from resultsframework.risk import Assumption, Risk

from ._budget import budgets
from ._text import codes, nodes, several, texts
from ._value import dates, periods

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["assumptions", "monitoring_plans", "planned_activities", "revisions", "risks"]

_MONITORING_PLANS = nodes(
    MonitoringPlan,
    {},
    means_of_verification=texts(),
    baseline_source=texts(),
    method=texts(),
    collection_frequency=texts(),
    reporting_frequency=texts(),
    responsible=texts(),
    numerator=texts(),
    denominator=texts(),
    limitations=texts(),
    planned_disaggregation=several(texts(), 1),
)
_ASSUMPTIONS = nodes(Assumption, {"text": texts()}, holds=st.booleans())
_RISKS = nodes(Risk, {"text": texts()}, rating=st.sampled_from(["High", "3"]) | texts(), mitigation=texts())
_PLANNED_ACTIVITIES = nodes(
    PlannedActivity,
    {},
    code=codes(),
    title=texts(),
    description=texts(),
    period=periods(),
    budgets=several(budgets(valid=False), 1),
)
_REVISIONS = nodes(Revision, {}, day=dates(), version=texts(), path=texts(), reason=texts(), approved_by=texts())


def monitoring_plans() -> SearchStrategy[MonitoringPlan]:
    """Monitoring plans of which any part may be absent."""
    return _MONITORING_PLANS


def assumptions() -> SearchStrategy[Assumption]:
    """Assumptions, of which some are known to hold, or to hold no longer."""
    return _ASSUMPTIONS


def risks() -> SearchStrategy[Risk]:
    """Risks with a rating of any scale, and with measures against them."""
    return _RISKS


def planned_activities() -> SearchStrategy[PlannedActivity]:
    """Activities below an output, with any of a code, a time and budgets."""
    return _PLANNED_ACTIVITIES


def revisions() -> SearchStrategy[Revision]:
    """Changes of a framework that were agreed."""
    return _REVISIONS
