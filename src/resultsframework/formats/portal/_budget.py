"""
The money on a portal page: planned budget, actual budget and expenses, and who funds them.

The page prints the planned and the actual budget of an outcome twice; the copies have to agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import attrs

from resultsframework.budget import Budget, FundingKind, FundingLine
from resultsframework.money import Money, parse_money
from resultsframework.organisation import Organisation
from resultsframework.value import Missing

from ._amount import amount_in, amount_of, printed_amount
from ._words import is_acronym, one_line

if TYPE_CHECKING:
    from ._page import Page

__all__ = ["BudgetReader", "funding_lines", "named", "written_funding"]

PARTNERS = "Funding Partners"
FUNDING_LABELS = {
    (FundingKind.CORE, False): "Regular Resources (Core):",
    (FundingKind.NON_CORE, False): "Other Resources (Non-Core)/ Funding Partners:",
    (FundingKind.CORE, True): "Total Regular Resources (Core)",
    (FundingKind.NON_CORE, True): "Total Other Resources (Non-Core)",
}
PARTNERS_START = re.compile(r"Funding\s+Partners(?!\w)\s*:?")
FUNDING_LABEL = re.compile(
    r"(?P<total>Total\s+)?(?:(?P<core>Regular\s+Resources\s*\(Core\))|Other\s+Resources\s*\(Non-Core\))"
    r"(?:\s*/\s*Funding\s+Partners)?\s*:?"
)
# Behind a name only an amount with a currency is certainly one: names hold years and numbers.
AMOUNT = re.compile(
    r"-?(?:US\$|[$€£]|(?<!\w)(?:USD|EUR|GBP|CHF|SEK|NOK|DKK|CAD|AUD|JPY)(?=\s?[0-9]))\s?"
    r"-?[0-9](?:[0-9.,\u00a0\u202f]*[0-9])?(?:\s?[KMBkmb](?!\w))?"
)
# Separators of two names, part of neither; the spaces may be non-breaking.
AROUND_NAMES = " ;,:\t\u00a0\u2009\u202f"
# The remainder of a label that could not be read is nobody's name.
NO_NAME = re.compile(r":|\((?:Non-)?Core|(?<!\w)Total$")


class Printed(NamedTuple):
    """An amount as printed in a line of the page."""

    number: int
    text: str
    amount: Money | Missing

    @property
    def key(self) -> object:
        """The parts in which two copies of an amount have to agree."""
        money = self.amount
        return money if isinstance(money, Missing) else (money.low, money.nominal, money.high, money.currency)


class BudgetReader:
    """Reads the amounts and the funding of one result."""

    def __init__(self) -> None:
        self._printed: dict[str, list[Printed]] = {"planned": [], "actual": [], "expenses": []}
        self._funding: list[FundingLine] = []
        self._kind: FundingKind | None = None
        self._is_funding = False
        self._line: int | None = None

    def read(self, page: Page) -> bool:
        """Read the line if it is about money; whether it was."""
        amount = amount_in(page.text)
        if amount is None and not self._funds(page.text):
            return False
        if page.may_be_cut:
            page.reject()
            return True
        number = page.line
        self._line = self._line or number
        text = page.take()
        if amount is None:
            self._read_funding(page, number, text)
        else:
            self._printed[amount[0]].append(Printed(number, text, amount[1]))
        return True

    def budgets(self, page: Page) -> tuple[Budget, ...]:
        """The budget, if any of it was printed; copies that disagree are no amount, and are reported."""
        budget = Budget(
            planned=self._agreed("planned", page),
            actual=self._agreed("actual", page),
            expenses=self._agreed("expenses", page),
            funding=tuple(self._funding),
            line=self._line,
        )
        return () if budget == Budget() else (budget,)

    def _agreed(self, field: str, page: Page) -> Money | Missing:
        printed = self._printed[field]
        if len({one.key for one in printed}) == 1:
            return printed[0].amount
        for one in printed:
            page.report(one.number, one.text)
        return Missing.ABSENT

    def _funds(self, text: str) -> bool:
        if PARTNERS_START.match(text) or FUNDING_LABEL.match(text):
            return True
        return self._is_funding and AMOUNT.search(text) is not None

    def _read_funding(self, page: Page, number: int, text: str) -> None:
        self._is_funding = True
        at = 0
        if start := PARTNERS_START.match(text):
            self._kind, at = None, start.end()
        labels = list(FUNDING_LABEL.finditer(text, at))
        self._add(page, number, text[at : labels[0].start() if labels else len(text)], is_total=False)
        ends = [*(label.start() for label in labels), len(text)][1:]
        for label, end in zip(labels, ends, strict=True):
            self._kind = FundingKind.CORE if label["core"] else FundingKind.NON_CORE
            self._add(page, number, text[label.end() : end], is_total=bool(label["total"]), is_labelled=True)

    def _add(self, page: Page, number: int, text: str, *, is_total: bool, is_labelled: bool = False) -> None:
        if not is_labelled and not text.strip():
            return
        lines, rest = funding_lines(self._kind, text.strip(), is_total=is_total)
        self._funding += [attrs.evolve(line, line=number) for line in lines]
        page.report(number, rest)


def funding_lines(kind: FundingKind | None, text: str, *, is_total: bool) -> tuple[tuple[FundingLine, ...], str]:
    """
    The lines of funding behind a label: names, each with its amount; and what is left over.

    A label for core resources, or for a total, is a line of its own where nothing follows it.
    """
    amount = amount_of(text) if text else None
    if amount is not None:
        return (FundingLine(kind=kind, amount=amount, is_total=is_total),), ""
    if is_total:
        match = AMOUNT.match(text)
        money = parse_money(match[0], decimal=".") if match else None
        if match is None or money is None:
            return (FundingLine(kind=kind, is_total=True),), text
        return (FundingLine(kind=kind, amount=money, is_total=True),), text[match.end() :].strip()
    if not text:
        return ((FundingLine(kind=kind),) if kind is FundingKind.CORE else ()), ""
    lines: list[FundingLine] = []
    end = 0
    for match in AMOUNT.finditer(text):
        name, money = text[end : match.start()].strip(AROUND_NAMES), parse_money(match[0], decimal=".")
        if money is None or NO_NAME.search(name):
            return (), text
        lines.append(FundingLine(kind=kind, organisation=named(name), amount=money))
        end = match.end()
    if rest := text[end:].strip(AROUND_NAMES):
        lines.append(FundingLine(kind=kind, organisation=named(rest)))
    return ((), text) if NO_NAME.search(rest) else (tuple(lines), "")


def named(text: str, line: int | None = None) -> Organisation | None:
    """The body that a text names, by its acronym if it is one."""
    if not text:
        return None
    return Organisation(acronym=text, line=line) if is_acronym(text) else Organisation(name=text, line=line)


def written_funding(funding: tuple[FundingLine, ...]) -> Iterator[str]:
    """The lines that name the sources of funding of a result, with a new label wherever the last one cannot go on."""
    parts = [PARTNERS]
    last: FundingLine | None = None
    for line in funding:
        if last is None or not _goes_on(last, line):
            label = FUNDING_LABELS.get((line.kind, line.is_total), "") if line.kind else ""
            if not label and last is not None:
                yield " ".join(parts)
                parts = [PARTNERS]
            if line.is_total and line.kind is FundingKind.NON_CORE and FUNDING_LABELS[line.kind, False] not in parts:
                parts.append(FUNDING_LABELS[line.kind, False])
            parts += filter(None, [label])
        parts += filter(None, [_written(line)])
        last = line
    if funding:
        yield " ".join(parts)


def _goes_on(last: FundingLine, line: FundingLine) -> bool:
    """True where a line can follow another without a label of its own, and both can be distinguished."""
    if last.kind is not line.kind or last.is_total or line.is_total:
        return False
    return funding_lines(line.kind, f"{_written(last)} {_written(line)}", is_total=False) == ((last, line), "")


def _written(line: FundingLine) -> str:
    name = line.organisation.label if line.organisation else ""
    amount = "" if line.amount is Missing.ABSENT else printed_amount(line.amount)
    return one_line(f"{name} {amount}".strip())
