"""
The money on a portal page: planned budget, actual budget and expenses of a result, and who funds it.

The page prints the planned and the actual budget of an outcome twice; the copies have to agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from resultsframework.budget import Budget
from resultsframework.money import Money
from resultsframework.value import Missing

from ._amount import Amount, Label, amount_of, money_in, more_exact
from ._funding import FundingReader

if TYPE_CHECKING:
    from ._page import Page

__all__ = ["BudgetReader"]


class Printed(NamedTuple):
    """An amount as printed on the page, with its label."""

    number: int
    text: str
    amount: Money | Missing


class BudgetReader:
    """Reads the amounts and the funding of one result."""

    def __init__(self) -> None:
        self._printed: dict[str, list[Printed]] = {"planned": [], "actual": [], "expenses": []}
        self._funding = FundingReader()
        self._line: int | None = None
        # An amount whose label is next, a label whose amount is next, and the field whose exact amount may be next.
        self._amount: tuple[int, Amount] | None = None
        self._label: tuple[int, Label] | None = None
        self._last: str | None = None

    def read(self, page: Page) -> bool:
        """Read the text if it is about money; whether it was."""
        parts = money_in(page.text) or self._amount_alone(page)
        if not parts:
            self._close(page)
            return self._funding.read(page)
        if page.may_be_cut():
            self._label = None
            page.reject()
            return True
        number = page.line
        page.take()
        for part in parts:
            if isinstance(part, Label):
                self._read_label(page, number, part)
            else:
                self._read_amount(page, number, part)
        return True

    def budgets(self, page: Page) -> tuple[Budget, ...]:
        """The budget, if any of it was printed; copies that disagree are no amount, and are reported."""
        self._close(page)
        lines = [line for line in (self._line, self._funding.line) if line is not None]
        budget = Budget(
            planned=self._agreed("planned", page),
            actual=self._agreed("actual", page),
            expenses=self._agreed("expenses", page),
            funding=tuple(self._funding.lines),
            line=min(lines, default=None),
        )
        return () if budget == Budget() else (budget,)

    def _amount_alone(self, page: Page) -> tuple[Amount, ...]:
        """The text if it is the amount of the label before it or of the one that follows, or the exact one."""
        text, following = page.text, page.plain(1)
        is_of_next, is_of_second = _follows_its_amount(following), _follows_its_amount(page.plain(2))
        if not (self._label or self._last or is_of_next or is_of_second):
            return ()
        amount = amount_of(text)
        if amount is None:
            return ()
        is_of_next = is_of_next or (is_of_second and _one_amount(amount, amount_of(following)) is not None)
        is_exact = self._last is not None and _one_amount(self._printed[self._last][-1].amount, amount) is not None
        return (Amount(text, amount),) if self._label or is_of_next or is_exact else ()

    def _read_amount(self, page: Page, number: int, found: Amount) -> None:
        if self._label is not None:
            line, label = self._label
            self._label = None
            self._add(label, Printed(line, f"{label.text} {found.text}", found.amount))
            self._last = label.field
        elif self._last is not None and (both := _one_amount(self._printed[self._last][-1].amount, found.amount)):
            last = self._printed[self._last].pop()
            self._printed[self._last].append(last._replace(text=f"{last.text} {found.text}", amount=both))
            self._last = None
        elif self._amount is not None and (both := _one_amount(self._amount[1].amount, found.amount)):
            line, shown = self._amount
            self._amount = (line, Amount(f"{shown.text} {found.text}", both))
        else:
            self._close(page)
            self._amount = (number, found)

    def _read_label(self, page: Page, number: int, label: Label) -> None:
        if label.precedes or self._amount is None:
            self._close(page)
            self._label = (number, label) if label.precedes else None
        else:
            line, found = self._amount
            self._amount = None
            self._add(label, Printed(line, f"{found.text} {label.text}", found.amount))

    def _add(self, label: Label, printed: Printed) -> None:
        self._line = self._line or printed.number
        self._printed[label.field].append(printed)

    def _close(self, page: Page) -> None:
        """Report an amount without a label; a label with a colon and without an amount states none."""
        if self._amount is not None:
            page.report(self._amount[0], self._amount[1].text)
        if self._label is not None:
            number, label = self._label
            self._add(label, Printed(number, label.text, Missing.EMPTY))
        self._amount = self._label = self._last = None

    def _agreed(self, field: str, page: Page) -> Money | Missing:
        """The amount of all the printings; the exact one where others are rounded."""
        printed = self._printed[field]
        for one in printed:
            amounts = [_one_amount(other.amount, one.amount) for other in printed]
            if None not in amounts:
                return next((a for a in amounts if a is not None and a != one.amount), one.amount)
        for one in printed:
            page.report(one.number, one.text)
        return Missing.ABSENT


def _follows_its_amount(text: str) -> bool:
    """True for a label that follows its amount."""
    labels = money_in(text)
    return bool(labels) and isinstance(labels[0], Label) and not labels[0].precedes


def _one_amount(shown: Money | Missing | None, exact: Money | Missing | None) -> Money | Missing | None:
    """The amount that two printings state, the second of which may be the exact one; None where they are two."""
    if isinstance(shown, Money) and isinstance(exact, Money):
        return (
            exact if shown.interval == exact.interval and shown.currency == exact.currency else more_exact(shown, exact)
        )
    return exact if shown is exact else None
