"""
Many indicators as one, and budgets over the tree: roll-up, reconciliation, cost per result.

The room for calculations over several indicators or several results.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._answer import Rollup
    from ._budgets import Reconciliation, budget_below, reconcile
    from ._cost import CostPerResult, cost_per_result
    from ._functions import Overlap, RollupFunction
    from ._part import RollupPart
    from ._rollup import rollup

__all__ = [
    "CostPerResult",
    "Overlap",
    "Reconciliation",
    "Rollup",
    "RollupFunction",
    "RollupPart",
    "budget_below",
    "cost_per_result",
    "reconcile",
    "rollup",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "_answer": "Rollup",
            "_budgets": "Reconciliation budget_below reconcile",
            "_cost": "CostPerResult cost_per_result",
            "_functions": "Overlap RollupFunction",
            "_part": "RollupPart",
            "_rollup": "rollup",
        },
    )
