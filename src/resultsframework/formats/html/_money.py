"""
The section "Money" of a page: each budget in words and bars, and the reasons for figures that there are none of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import add

import attrs
from markupsafe import Markup

from resultsframework import Budget, Money, Result, ResultsFramework, Undefined
from resultsframework.aggregation import budget_below, reconcile
from resultsframework.budget import with_revised
from resultsframework.charts import design
from resultsframework.formats.document import (
    BUDGET_COLUMNS,
    budget_cell,
    budget_reasons,
    level_of,
    period_text,
    plain,
    stated_amounts,
)
from resultsframework.framework import results_below

__all__ = ["MoneyPart", "money_notes", "money_parts", "money_sums"]

BARS = ("planned", "actual", "expenses")
NAMED, EARLIER = "funding named", "planned before"


@attrs.frozen
class MoneyPart:
    """
    A budget in force.

    Attributes:
        name: The code of its result, and its period.

        anchor: The anchor of its result.

        cells: Its amounts and rates in words.

        exact: The amounts that are rounded to a coin, exactly.

        bars: A picture of its amounts; None where there is none or they are in several currencies.

        stated: The number of its amounts, with the funding that is named where no actual budget is stated.

        sentences: Further facts about it: what was planned before a revision, its named funding, an overspend.
    """

    name: str
    anchor: str
    cells: Mapping[str, str]
    exact: Mapping[str, str]
    bars: Markup | None
    stated: int
    sentences: tuple[str, ...]

    @property
    def has_hollow(self) -> bool:
        """True if a bar of its picture is hollow."""
        return NAMED in self.cells or EARLIER in self.cells


def money_parts(framework: ResultsFramework, anchors: Mapping[str, str]) -> Iterator[MoneyPart]:
    """The budgets in force of a framework and of its results."""
    names = _names(framework)
    for path, node in framework.levels():
        for _, budget, earlier in with_revised(node.budgets):
            stated = _stated(budget)
            before = next((other.planned for other in reversed(earlier) if isinstance(other.planned, Money)), None)
            drawn = stated if before is None else {EARLIER: before, **stated}
            is_one = len({amount.currency for amount in drawn.values()}) == 1
            cells = {column: budget_cell(getattr(budget, column)) for column in BUDGET_COLUMNS}
            found = {**drawn, "shortfall": budget.shortfall}
            cells |= {name: budget_cell(drawn[name]) for name in (NAMED, EARLIER) if name in drawn}
            yield MoneyPart(
                name=_name(names.get(path), budget),
                anchor=anchors.get(path, ""),
                cells=cells,
                exact={name: str(a) for name, a in found.items() if isinstance(a, Money) and str(a) != cells[name]},
                bars=Markup(design.bars_svg(drawn)) if is_one else None,  # noqa: S704 - as for the picture of a series
                stated=len(stated),
                sentences=tuple(map(plain, _sentences(budget, before, stated.get(NAMED)))),
            )


def _sentences(budget: Budget, before: Money | None, named: Money | None) -> Iterator[str]:
    """Further facts about a budget, each with the amounts that it is held against."""
    goals = {"planned": budget.planned, "planned before the revision": before}
    if before is not None:
        yield f"Planned before the revision: {before.as_printed()}."
    if named is not None:
        held = [_difference(named, goal, name) for name, goal in goals.items() if isinstance(goal, Money)]
        yield f"Funding named: {named.as_printed()}{', ' if held else ''}{' and '.join(held)}."
    if isinstance(budget.overspend, Money) and budget.overspend.interval.low > 0:
        yield f"Expenses are {budget.overspend.as_printed()} more than the actual budget."


def _difference(amount: Money, goal: Money, name: str) -> str:
    missing = goal - amount
    if missing.nominal == 0:
        return f"as much as {name}"
    short = missing.nominal > 0
    return f"{missing.as_printed()} less than {name}" if short else f"{(-missing).as_printed()} more than {name}"


def money_sums(framework: ResultsFramework) -> Iterator[str]:
    """The sums of several budgets of one node, and of those below it, with a word on whether the two agree."""
    names = _names(framework)
    agree: dict[str, list[bool | None]] = {}
    for answer in reconcile(framework):
        agree.setdefault(answer.path, []).append(answer.agrees)
    for path, node in framework.levels():
        name, number = names.get(path, "The whole"), len(with_revised(node.budgets))
        children = results_below(node)
        own = _sum(node.budget) if number > 1 or (node.budgets and len(children) > 1) else ""
        below = _sum(budget_below(node)) if len(children) > 1 else ""
        if below:
            verdict = agree.get(path, [])
            known = " The two do not agree." if False in verdict else ""
            ours = f"{name}: {own}. " if own else ""
            of = "" if path == "" else f" below {'it' if own else name}"
            yield plain(f"{ours}The {len(children)} results{of} together: {below}.{known}")
        elif own and number > 1:
            yield plain(f"{name}, {number} budgets together: {own}.")


def _sum(budget: Budget | Undefined) -> str:
    """The amounts of a sum in words; empty where there is none."""
    if isinstance(budget, Undefined):
        return ""
    named = _stated(budget).get(NAMED)
    short = budget.shortfall
    parts = (
        stated_amounts(budget),
        f"{short.as_printed()} short" if isinstance(short, Money) else "",
        f"{named.as_printed()} funding named" if named is not None else "",
    )
    return ", ".join(filter(None, parts))


def money_notes(framework: ResultsFramework) -> Iterator[str]:
    """The reasons for figures that there are none of, where two amounts are stated."""
    names = _names(framework)
    budgets = [
        (_name(names.get(path), budget), budget)
        for path, node in framework.levels()
        for _, budget, _ in with_revised(node.budgets)
    ]
    stated = [(name, budget, _stated(budget)) for name, budget in budgets]
    rows = [(name, budget) for name, budget, amounts in stated if len(amounts) > 1 and NAMED not in amounts]
    if any(NAMED in amounts for _, _, amounts in stated):
        yield (
            "Funding named is the sum of the sources of funding, such as the incoming funds of IATI, where no actual "
            "budget is stated. It is not taken for that budget, of which it may be a part, so there is no shortfall."
        )
    yield from (plain(f"{reason}: {', '.join(names)}") for reason, names in budget_reasons(rows).items())


def _names(framework: ResultsFramework) -> dict[str, str]:
    """The level and the code of each result by its path, such as "Output 1.2"; its place where it has no code."""
    return {
        path: f"{level_of(node)} {node.code or path.rpartition('/')[2]}"
        for path, node in framework.walk()
        if isinstance(node, Result)
    }


def _name(of: str | None, budget: Budget) -> str:
    """The result and the period of a budget; the period alone for one of the whole."""
    period = period_text(budget.period) if budget.period else ""
    return plain(" ".join(filter(None, (of, period))) or "the whole")


def _stated(budget: Budget) -> dict[str, Money]:
    """The amounts of a budget that are stated, by their names; the funding that is named in place of an actual one."""
    amounts = {name: getattr(budget, name) for name in BARS}
    lines = [line.amount for line in budget.funding if not line.is_total and isinstance(line.amount, Money)]
    is_one = len({amount.currency for amount in lines}) == 1
    if not isinstance(budget.actual, Money) and is_one:
        amounts = {"planned": budget.planned, NAMED: reduce(add, lines), "expenses": budget.expenses}
    return {name: amount for name, amount in amounts.items() if isinstance(amount, Money)}
