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
    from ._choice import Functions as Functions
    from ._combine import combine
    from ._combine import totals_by_path as totals_by_path
    from ._contributions import Contribution, Contributions, contributions
    from ._cost import CostPerResult, cost_per_result
    from ._functions import Overlap, RollupFunction
    from ._part import RollupPart
    from ._places import By as By
    from ._places import parts_of as parts_of
    from ._rollup import rollup

# Names that only other packages of the library need are left out here; they can be imported all the same.
__all__ = [
    "Contribution",
    "Contributions",
    "CostPerResult",
    "Overlap",
    "Reconciliation",
    "Rollup",
    "RollupFunction",
    "RollupPart",
    "budget_below",
    "combine",
    "contributions",
    "cost_per_result",
    "reconcile",
    "rollup",
]

# First guesses at a name; see `resultsframework._guess`.
_guesses = {
    "rf.rollup(framework, code, function=...)": (
        "total sum mean average weighted_mean aggregate roll roll_up max min count"
    ),
    "rf.aggregation.budget_below": "budget budgets sum_budgets",
    "rf.aggregation.cost_per_result": "unit_cost cost",
    "rf.combine": "concat append union merge",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "_answer": "Rollup",
            "_budgets": "Reconciliation budget_below reconcile",
            "_choice": "Functions",
            "_combine": "combine totals_by_path",
            "_contributions": "Contribution Contributions contributions",
            "_cost": "CostPerResult cost_per_result",
            "_functions": "Overlap RollupFunction",
            "_part": "RollupPart",
            "_places": "By parts_of",
            "_rollup": "rollup",
        },
    )
