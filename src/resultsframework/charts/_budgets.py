"""
The chart of budgets: planned, actual and expenses of every result in one currency, with the bounds of rounded amounts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from resultsframework.errors import InvalidValueError
from resultsframework.framework import ResultsFramework, check_framework
from resultsframework.message import shown
from resultsframework.money import Money

from ._library import Record, altair, axis, data, harmless, heading, key, named_rows, number, short
from ._names import titled
from .design import FONT_SIZE, LIGHT

if TYPE_CHECKING:
    from altair import LayerChart

    from resultsframework.budget import Budget

__all__ = ["budgets"]

AMOUNTS = ("planned", "actual", "expenses")
WIDTH, STEP = 380, 16


def budgets(framework: ResultsFramework, *, currency: str | None = None) -> LayerChart:
    """
    A chart of the budgets of the framework and of all results: planned and actual budget and expenses as bars.

    An amount that was published rounded has a line between its bounds, an amount that is missing a hollow mark. The
    shortfall is beside the actual budget. The budgets of activities are part of those of their outputs, and have no
    bars.

    Args:
        framework: The framework.

        currency: The ISO 4217 code of the amounts that are drawn, "" for those without a currency; needed where there
            are several.

    Raises:
        MissingExtraError: Altair is not installed.

        InvalidValueError: There are several currencies and none is given, or none of the amounts has the one given.
    """
    check_framework(framework, "a chart of budgets")
    alt = altair()
    found = [(path, node, budget) for path, node in framework.levels() for budget in node.budgets]
    drawn = _currency([budget for _, _, budget in found], currency)
    records: list[Record] = []
    for path, node, budget in found:
        code = "" if isinstance(node, ResultsFramework) else node.code or path
        name = " ".join(filter(None, (code, node.title, str(budget.period or "")))) or "the whole"
        records += _records(budget, "\n".join(short(name, 44, 3)), path, drawn)
    title = short(titled("Budgets", framework), 90, 2)
    chart: Any = alt.layer(*_layers(records), data=data(records)).properties(
        width=WIDTH,
        height=alt.Step(STEP, **{"for": "offset"}),
        title=heading(title, [drawn or ("no currency is stated" if records else "no budget is stated")]),
        description=harmless("; ".join(["budgets", *(f"{r['result']} {r['amount']}: {r['label']}" for r in records)])),
    )
    return cast("LayerChart", chart)


def _currency(found: Sequence[Budget], wanted: str | None) -> str:
    """The currency to draw, which is that of all amounts where none is given; empty for one that is not stated."""
    amounts = [amount for budget in found for amount in _amounts(budget).values() if isinstance(amount, Money)]
    there = list(dict.fromkeys(amount.currency or "" for amount in amounts))
    if wanted is None:
        if len(there) > 1:
            msg = f"the budgets are in {' and '.join(map(_called, there))}; choose one, such as currency={there[0]!r}"
            raise InvalidValueError(msg)
        return there[0] if there else ""
    if wanted not in there:
        msg = f"no budget is in {shown(wanted)}; there are {' and '.join(map(_called, there)) or 'none'}"
        raise InvalidValueError(msg)
    return wanted


def _called(currency: str) -> str:
    return currency or "no currency"


def _amounts(budget: Budget) -> dict[str, object]:
    return {name: getattr(budget, name) for name in AMOUNTS}


def _records(budget: Budget, name: str, path: str, currency: str) -> Iterator[Record]:
    """The amounts of a budget in one currency, and those that are missing where it has none in another."""
    amounts = _amounts(budget)
    others = [a for a in amounts.values() if isinstance(a, Money) and (a.currency or "") != currency]
    for kind, amount in amounts.items():
        record: dict[str, object] = {"result": name, "path": path, "amount": kind}
        if not isinstance(amount, Money):
            if not others:
                yield {**record, "label": "none stated"}
        elif amount not in others:
            short, record["label"] = budget.shortfall, amount.as_printed()
            if kind == "actual" and isinstance(short, Money) and short.nominal > 0:
                record["label"] = f"{amount.as_printed()}, shortfall {short.as_printed()}"
            bounds = {} if amount.is_exact else {"low": number(amount.low), "high": number(amount.high)}
            yield {**record, "number": number(amount.nominal), **bounds}


def _layers(records: Sequence[Record]) -> list[Any]:
    alt = altair()
    x = alt.X("number:Q", axis=axis(title=None, format="~s", tickCount=5), scale=alt.Scale(zero=True))
    y = named_rows("result", records, paddingInner=0.3)
    offset = alt.YOffset("amount:N", sort=list(AMOUNTS))
    palette = alt.Scale(domain=list(AMOUNTS), range=[LIGHT[name] for name in AMOUNTS])
    colour = alt.Color("amount:N", scale=palette, legend=key())
    tooltip = [alt.Tooltip(f"{name}:N") for name in ("path", "amount", "label", "low", "high")]
    rows = alt.Chart().encode(y=y, yOffset=offset, tooltip=tooltip)
    stated = rows.transform_filter("isValid(datum.number)").encode(x=x)
    label = {"align": "left", "fontSize": FONT_SIZE, "color": LIGHT["text"]}
    bounds = rows.transform_filter("isValid(datum.low)")
    return [
        stated.mark_bar(height=10).encode(color=colour),
        bounds.mark_rule(color=LIGHT["text"], strokeWidth=1).encode(x="low:Q", x2="high:Q"),
        *(
            bounds.mark_tick(color=LIGHT["text"], thickness=1, height=7).encode(x=alt.X(f"{end}:Q"))
            for end in ("low", "high")
        ),
        rows.transform_filter("!isValid(datum.number)")
        .mark_point(filled=True, size=40, fill=LIGHT["ground"], strokeWidth=1.5, shape="square", opacity=1)
        .encode(x=alt.datum(0), stroke=colour),
        rows.transform_calculate(place="max(datum.number || 0, 0)")
        .mark_text(dx=8, **label)
        .encode(x=alt.X("place:Q"), text="label:N"),
    ]
