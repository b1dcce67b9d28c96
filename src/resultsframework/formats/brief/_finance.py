"""
The amounts under the financial heading of a brief: the total budget, who contributes, and the budget of each year.

The text is kept whole beside them. An amount is read only where its label says what it is an amount of, or where it is
all of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from resultsframework.budget import Budget, FundingLine
from resultsframework.money import Money, parse_money
from resultsframework.organisation import Organisation, Participation
from resultsframework.period import Period
from resultsframework.value import Missing

if TYPE_CHECKING:
    from ._text import Line

__all__ = ["read_budgets"]

JOINT_FUND = "Joint SDG Fund"
CURRENCY = r"(?:US\$|[$€£]|(?<!\w)(?:USD|EUR|GBP|CHF|SEK|NOK|DKK|CAD|AUD|JPY)(?!\w))"
DIGITS = r"[0-9](?:[0-9.,]*[0-9])?(?: ?(?:[KMBkmb]|bn|thousand|million|billion)(?!\w))?"
AMOUNT = re.compile(rf"{CURRENCY} ?{DIGITS}|(?<![\w.,]){DIGITS} ?(?:USD|EUR|US dollars)(?!\w)", re.IGNORECASE)
# Between two amounts of a line; a stop ends a sentence only where a space follows.
SEPARATOR = re.compile(r"[;()|]|[.,] ")
NO_WORD = re.compile(r"[^\w-]+")
DOLLARS = re.compile(r"US dollars", re.IGNORECASE)
AROUND_LABELS = " \t:-–—=•*,."
FILLER = re.compile(r"(?:and|plus|of which|including|is|are|of|from|by|approximately|about|with)(?!\w)", re.IGNORECASE)
YEAR = re.compile(r"(?:(?:in|for|year|fy) )?(20[0-9]{2})", re.IGNORECASE)
CO_FUNDING = re.compile(r"(?<!\w)co-?(?: )?(?:fund|financ)", re.IGNORECASE)
OF_THE_FUND = re.compile(
    r"(?<!\w)(?:joint )?sdg fund(?!\w)|(?<!\w)fund['’]s contribution|(?<!\w)fund contribution", re.IGNORECASE
)
TOTAL = re.compile(
    r"(?:(?:grand |overall )?total|(?:(?:total|overall|programme|project|planned) )*budget)(?!\w).{0,40}", re.IGNORECASE
)


class Labelled(NamedTuple):
    """An amount with the text that says what it is an amount of."""

    line: int
    label: str
    amount: Money


def read_budgets(lines: Iterable[Line], agencies: Sequence[Participation]) -> tuple[Budget, ...]:
    """
    The budget of the whole programme with who funds it, and the budget of each year.

    Args:
        lines: The lines under the financial heading.

        agencies: The agencies of the programme, whose contributions are named by acronym or name.
    """
    lines = [line for line in lines if line.text]
    if len(lines) == 1 and AMOUNT.fullmatch(lines[0].text) and (alone := _money(lines[0].text)):
        return (Budget(planned=alone, line=lines[0].number),)
    totals: list[Labelled] = []
    funding: list[FundingLine] = []
    years: dict[int, list[Labelled]] = {}
    for found in _labelled(lines):
        label = found.label
        if match := YEAR.fullmatch(label):
            years.setdefault(int(match[1]), []).append(found)
        elif body := _contributor(label, agencies):
            funding.append(FundingLine(organisation=body, amount=found.amount, line=found.line))
        elif CO_FUNDING.search(label):
            funding.append(FundingLine(amount=found.amount, line=found.line))
        elif TOTAL.fullmatch(label):
            totals.append(found)
    first = min((line for line in [*(t.line for t in totals), *(f.line for f in funding)] if line), default=None)
    whole = Budget(planned=_one(totals), funding=tuple(funding), line=first)
    by_year = (
        Budget(planned=_one(found), period=Period(year=year), line=found[0].line)
        for year, found in sorted(years.items())
    )
    return tuple(budget for budget in (whole, *by_year) if budget != Budget(period=budget.period))


def _labelled(lines: Iterable[Line]) -> Iterator[Labelled]:
    """Every amount with its label: the text before it, or where there is none, the text behind it."""
    before = ""
    for line in lines:
        text = " ".join(line.text.split())
        amounts = list(AMOUNT.finditer(text))
        if not amounts:
            before = text
            continue
        ends = [*(amount.start() for amount in amounts[1:]), len(text)]
        start = 0
        for amount, end in zip(amounts, ends, strict=True):
            money = _money(amount[0])
            ahead = _label(_last_part(text[start : amount.start()])) or ("" if start else _label(before))
            label = ahead or _label(_first_part(text[amount.end() : end]))
            if money is not None and label:
                yield Labelled(line.number, label, money)
            # What labels this amount from behind labels no other.
            start = (
                amount.end()
                if ahead
                else end
                if end == len(text)
                else amount.end() + len(_first_part(text[amount.end() : end]))
            )
        before = ""


def _money(text: str) -> Money | None:
    return parse_money(DOLLARS.sub("USD", text), decimal=".")


def _last_part(text: str) -> str:
    """The text behind the last separator that is not at its end."""
    parts = [part for part in SEPARATOR.split(text) if _label(part)]
    return parts[-1] if parts else ""


def _first_part(text: str) -> str:
    """The text up to the first separator."""
    match = SEPARATOR.search(text)
    return text[: match.start()] if match else text


def _label(text: str) -> str:
    """The words of a label, without the signs and small words around it."""
    label = text.strip(AROUND_LABELS)
    while match := FILLER.match(label):
        label = label[match.end() :].strip(AROUND_LABELS)
    return label.removeprefix("the ").strip()


def _contributor(label: str, agencies: Sequence[Participation]) -> Organisation | None:
    """The fund, or the agency, that a label names; None where it names none, or several."""
    if OF_THE_FUND.search(label):
        return Organisation(name=JOINT_FUND)
    words = f" {NO_WORD.sub(' ', label).casefold()} "
    named = [
        agency.organisation
        for agency in agencies
        if any(
            f" {name.casefold()} " in words for name in (agency.organisation.acronym, agency.organisation.name) if name
        )
    ]
    return named[0] if len(named) == 1 else None


def _one(found: Sequence[Labelled]) -> Money | Missing:
    """The amount, where all printings of it are the same."""
    amounts = {(one.amount.nominal, one.amount.currency): one.amount for one in found}
    return next(iter(amounts.values())) if len(amounts) == 1 else Missing.ABSENT
