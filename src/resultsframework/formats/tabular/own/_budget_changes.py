"""
The changes that a person has made in the sheet Budgets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.budget import Budget, BudgetKind
from resultsframework.money import Money

from . import _fields
from ._budgets import AMOUNTS, CALCULATED, currency_of
from ._claims import Claims, Target
from ._fields import UnreadableError
from ._plain import legible

if TYPE_CHECKING:
    from resultsframework.result import Result

    from ._compare import Compared, Edited, Given

__all__ = ["budget_changes"]

# Facts of the result, which a row repeats, by its headings.
OF_RESULT = {"result": "code", "result title": "title"}
FIELDS = ("period", "kind", "value date")
BUDGETS = "budgets"
PATH = re.compile(r"(?:(?P<path>.*)/)?budgets#(?P<number>[0-9]+)", re.DOTALL)
KINDS = tuple(kind.value for kind in BudgetKind)
CURRENCY = re.compile("[A-Z]{3}")


def budget_changes(found: Compared, claims: Claims) -> None:
    """Add the changes of the sheet to those of the others."""
    for edited in found.changed:
        target, budget = _located(edited.path, claims)
        for field, (value, address) in _changes(budget, edited.given, claims).items():
            claims.claim(target, field, value, address)
        for heading, field in OF_RESULT.items():
            for one in edited.given.get(heading, ()):
                claims.repeat(Target(target.path), field, one.cell.text or None, one.address)
    for row in found.deleted:
        claims.deleted.add(_located(row.path, claims)[0])
    for edited in found.added:
        with claims.reading(edited.address):
            path, base = _node_of(edited, claims)
            fields = {field: value for field, (value, _) in _changes(base, edited.given, claims).items()}
            claims.new_budgets.setdefault(path, []).append(attrs.evolve(base, **fields))


def _located(path: str, claims: Claims) -> tuple[Target, Budget]:
    """The budget at a path that was written."""
    above, number = _parts(path)
    position = int(number) - 1
    node = claims.results[above] if above else claims.framework
    return Target(above, BUDGETS, position), node.budgets[position]


def _parts(path: str) -> tuple[str, str]:
    match = PATH.fullmatch(path)
    return ("", "0") if match is None else (match["path"] or "", match["number"])


def _changes(before: Budget, given: Mapping[str, tuple[Given, ...]], claims: Claims) -> dict[str, tuple[Any, str]]:
    """The new values of the fields of a budget, each with the cell that states it."""
    found: dict[str, tuple[Any, str]] = {}
    currency = currency_of(before)
    for one in given.get("currency", ()):
        with claims.reading(one.address):
            currency = _currency(one, before)
            for name in AMOUNTS:
                money = getattr(before, name)
                if isinstance(money, Money) and name not in given:
                    found[name] = attrs.evolve(money, currency=currency, raw=None), one.address
    for heading, several in given.items():
        for one in several:
            with claims.reading(one.address):
                if heading in FIELDS or heading in AMOUNTS:
                    field, value = _field(heading, one, currency)
                    found[field] = value, one.address
                elif heading in CALCULATED:
                    msg = f"the {heading} is calculated: change the planned or actual budget, or the expenses"
                    raise UnreadableError(msg)
                elif heading not in ("currency", *OF_RESULT):
                    claims.leave(one)
    return found


def _field(heading: str, given: Given, currency: str | None) -> tuple[str, Any]:
    """The field of a cell, and its new value."""
    if heading in AMOUNTS:
        return heading, _fields.amount(given.cell, currency)
    if heading == "period":
        return "period", _fields.period(given.cell)
    if heading == "kind":
        return "kind", BudgetKind(_fields.choice(given.cell, KINDS) or BudgetKind.UNKNOWN.value)
    return "value_date", _fields.day(given.cell)


def _currency(given: Given, before: Budget) -> str | None:
    """The currency that a cell states for all amounts of its row."""
    code = _fields.code(given.cell)
    if code is not None and not CURRENCY.fullmatch(code):
        msg = f"{code!r} is no currency; write a code of ISO 4217, such as USD"
        raise UnreadableError(msg)
    if len({money.currency for name in AMOUNTS if isinstance(money := getattr(before, name), Money)}) > 1:
        msg = "the amounts are in several currencies: change each of them, as in EUR 1200"
        raise UnreadableError(msg)
    return code


def _node_of(edited: Edited, claims: Claims) -> tuple[str, Budget]:
    """The path of the framework or the result that an added row is for, and the budget that it repeats."""
    wanted = {heading: edited.given[heading][0].cell.text for heading in OF_RESULT if heading in edited.given}
    if edited.row is not None and not wanted:
        target, budget = _located(edited.path, claims)
        return target.path, attrs.evolve(budget, funding=(), translations=(), extras=(), line=None)
    title = claims.framework.title
    if "result" not in wanted and wanted.get("result title") in (None, legible(title)):
        return "", Budget()
    found = [path for path, node in claims.results.items() if _is_named(path, node, wanted, claims)]
    if len(found) == 1:
        return found[0], Budget()
    named = ", ".join(wanted.values())
    many = f"{len(found)} results are" if found else "no result is"
    msg = f"{many} {named!r}: a new row needs the code of one result, or its code and title, or neither for the whole"
    raise UnreadableError(msg)


def _is_named(path: str, result: Result, wanted: Mapping[str, str], claims: Claims) -> bool:
    for heading, text in wanted.items():
        before = getattr(result, OF_RESULT[heading])
        if text not in (legible(before), legible(claims.stated(Target(path), OF_RESULT[heading], before))):
            return False
    return True
