"""
Strategies of the answers of the rooms, such as ratings, costs and merges: those that `st.from_type` gives for their
classes. They have no name of their own in `resultsframework.testing`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from hypothesis import strategies as st

from resultsframework import aggregation, compare, monitoring, rules
from resultsframework.alignment import Alignment, AlignmentKind, Reference
from resultsframework.budget import Budget
from resultsframework.framework import ResultsFramework
from resultsframework.organisation import Organisation
from resultsframework.period import Period
from resultsframework.value import Undefined

from ._answer import progress_answers, rollups
from ._budget import money
from ._change import changes
from ._framework import frameworks, outcomes
from ._observation import indicators
from ._rule import reports
from ._text import texts

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from resultsframework.indicator import Indicator
    from resultsframework.money import Money
    from resultsframework.result import Outcome

__all__ = ["strategy_of"]

T = TypeVar("T")

OWNER, PARTNER = Organisation(name="UN Women"), Organisation(name="World Food Programme")


def _those_of(drawn: SearchStrategy[Any], get: Callable[[Any], Any]) -> SearchStrategy[Any]:
    """Answers of a function of drawn values, where there is one."""
    return drawn.map(get).filter(lambda found: found is not None and not isinstance(found, Undefined))


def _plan(outcome: Outcome, indicator: Indicator, owner: Organisation) -> ResultsFramework:
    """A plan with an outcome and an indicator, which counts for a corporate plan and is tagged as that of a partner."""
    tagged = attrs.evolve(
        indicator,
        code="1A",
        references=(Reference(code="SP 1.1", vocabulary="SP"),),
        alignments=(Alignment(kind=AlignmentKind.COMMON, partners=(PARTNER if owner is OWNER else OWNER,)),),
    )
    results = (attrs.evolve(outcome, indicators=(tagged,)),)
    return ResultsFramework(reporting_organisation=owner, results=results)


def _cost(indicator: Indicator, expenses: Money) -> aggregation.CostPerResult | Undefined:
    """The cost of each unit of the latest actual."""
    latest = indicator.latest
    period = Period() if latest is None else latest.period
    return aggregation.cost_per_result(Budget(period=period, expenses=expenses), indicator, accumulation="periodic")


def _first(found: Any) -> Any:
    return next(iter(found), None)


_PLANS = st.builds(_plan, outcomes(), indicators(), st.just(OWNER))
_PAIRS = st.tuples(_PLANS, st.builds(_plan, outcomes(), indicators(), st.just(PARTNER)))
_TABLES = [table for table in monitoring.RATINGS.values() if isinstance(table, monitoring.BandTable)]
_SCALES = [scale for scale in monitoring.RATINGS.values() if isinstance(scale, monitoring.JudgementScale)]
_CONTRIBUTIONS = _PAIRS.map(lambda pair: aggregation.contributions(pair, function="sum", overlap="disjoint"))
_ALIGNMENTS = _PAIRS.map(compare.align)

_STRATEGIES: Mapping[type, SearchStrategy[Any]] = MappingProxyType(
    {
        monitoring.BandTable: st.sampled_from(_TABLES),
        monitoring.JudgementScale: st.sampled_from(_SCALES),
        monitoring.Formula: st.sampled_from(list(monitoring.FORMULAS.values())),
        monitoring.Basis: progress_answers().map(lambda answer: answer.basis),
        monitoring.Rating: st.builds(monitoring.BandTable.rate, st.sampled_from(_TABLES), progress_answers()),
        monitoring.MeanProgress: _those_of(st.lists(progress_answers(), min_size=1), monitoring.mean_progress),
        monitoring.CumulativeTotal: _those_of(
            indicators(), lambda indicator: monitoring.to_date(indicator, accumulation="periodic")
        ),
        aggregation.RollupPart: rollups().map(lambda rollup: rollup.inputs[0]),
        aggregation.Contributions: _CONTRIBUTIONS,
        aggregation.Contribution: _those_of(_CONTRIBUTIONS, lambda found: _first(found.items)),
        aggregation.CostPerResult: _those_of(
            st.tuples(indicators(values="numeric"), money()), lambda pair: _cost(*pair)
        ),
        compare.Difference: _those_of(_PAIRS, lambda pair: _first(compare.difference(*pair))),
        compare.Alignments: _ALIGNMENTS,
        compare.TagCheck: _those_of(_ALIGNMENTS, lambda found: _first(found.tags)),
        compare.MergeReport: frameworks().map(compare.merge_periods),
        compare.Merged: st.builds(compare.merge, _PLANS, _PLANS, _PLANS),
        compare.FieldChange: _those_of(changes(), lambda change: _first(change.along)),
        rules.Found: st.builds(rules.Found, texts()),
        rules.Fixed: frameworks(valid=False).map(rules.fix),
        rules.KnownFindings: reports().map(rules.known),
        rules.Sifted: st.builds(lambda known, report: rules.known(known).sift(report), reports(), reports()),
    }
)


def strategy_of(kind: type[T]) -> SearchStrategy[T]:
    """The strategy of a class of a room."""
    return _STRATEGIES[kind]
