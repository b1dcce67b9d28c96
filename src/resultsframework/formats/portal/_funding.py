"""
The sources of funding of a portal page: names and amounts behind the labels of core and other resources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from resultsframework.budget import FundingKind, FundingLine
from resultsframework.money import parse_money
from resultsframework.organisation import Organisation
from resultsframework.value import Missing

from ._amount import amount_of, printed_amount
from ._words import is_acronym, plain

if TYPE_CHECKING:
    from ._page import Page

__all__ = ["FundingReader", "funding_lines", "named", "written_funding"]

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


class FundingReader:
    """
    Reads who funds a result.

    Attributes:
        lines: The lines of funding read so far.

        line: The line of the page that the first of them is in.
    """

    def __init__(self) -> None:
        self.lines: list[FundingLine] = []
        self.line: int | None = None
        self._kind: FundingKind | None = None
        self._is_open = False

    def read(self, page: Page) -> bool:
        """Read the text if it is about funding, with its amount behind it; whether it was."""
        has_label = PARTNERS_START.match(page.text) is not None or FUNDING_LABEL.match(page.text) is not None
        if not has_label and not (self._is_open and self._has_amount(page)):
            return False
        if page.may_be_cut():
            page.reject()
            return True
        self._is_open = True
        number, text = page.line, page.take()
        self.line = self.line or number
        if not page.may_be_cut() and self._takes_an_amount(text) and _is_amount(page.text):
            text = f"{text} {page.take()}"
        if not page.may_be_cut() and _is_amount_again(text, page.text):
            page.take()
        self._read(page, number, text)
        return True

    def _has_amount(self, page: Page) -> bool:
        """True for a name with its amount, in one text or in two; core resources have one amount and no names."""
        if self._kind is FundingKind.CORE or _is_amount(page.text):
            return False
        return AMOUNT.search(page.text) is not None or _is_amount(page.plain(1))

    @staticmethod
    def _takes_an_amount(text: str) -> bool:
        """True if a label ends a text, or a name: its amount may be next."""
        labels = list(FUNDING_LABEL.finditer(text))
        behind = text[labels[-1].end() :] if labels else PARTNERS_START.sub("", text)
        return (bool(labels) and not behind.strip()) or _ends_in_a_name(behind)

    def _read(self, page: Page, number: int, text: str) -> None:
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
        self.lines += [attrs.evolve(line, line=number) for line in lines]
        page.report(number, rest)


def _is_amount(text: str) -> bool:
    """True for an amount in a currency and nothing else."""
    return AMOUNT.fullmatch(text) is not None


def _ends_in_a_name(text: str) -> bool:
    """True if a text ends in a name, and not in the amount of one."""
    ends = [amount.end() for amount in AMOUNT.finditer(text)]
    return bool(text[ends[-1] if ends else 0 :].strip(AROUND_NAMES))


def _is_amount_again(text: str, following: str) -> bool:
    """True if the amount at the end of a text is printed a second time behind it."""
    amounts = AMOUNT.findall(text) if _is_amount(following) else []
    return bool(amounts) and text.endswith(amounts[-1]) and amounts[-1] == following


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
    return plain(f"{name} {amount}".strip())
