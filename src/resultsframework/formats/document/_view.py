"""
A framework as a document: the logframe for a donor, or what was planned and achieved in a year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from resultsframework import InvalidValueError, Period, Result, ResultsFramework
from resultsframework.errors import check_option
from resultsframework.framework import check_framework, with_territory
from resultsframework.message import counted
from resultsframework.monitoring import Due
from resultsframework.tables import assessments

from ._blocks import (
    Block,
    Cell,
    Document,
    Grid,
    Head,
    Heading,
    Items,
    Paragraph,
    Row,
    Section,
    paragraphs,
    plain,
)
from ._budgets import BUDGET_COLUMNS, MEANING_OF_BUDGETS, budget_cell, budget_facts, budget_reasons, budgets_by_name
from ._census import legend
from ._facts import contents, document_texts, framework_facts, greyed, name_of, progress_notes, result_facts
from ._labels import facts_block, level_of, lists_of
from ._logframe import logframe
from ._plan_facts import plan_facts, revision_text
from ._programmes import body_text, programme_facts
from ._year import counts_of_status, is_of_time, off_track_items, performance_grid, time_text, undecided_items

if TYPE_CHECKING:
    from resultsframework.tables import Assessment

__all__ = ["VIEWS", "Time", "document_of"]

Time: TypeAlias = int | dt.date | Period
VIEWS = ("donor", "progress")
# A longer title of a result is a paragraph below its heading.
LONGEST_HEADING = 160
# The lowest level of a heading.
LOWEST = 6
BUDGET_HEADS = (
    "Planned",
    "Actual",
    "Shortfall",
    "Shortfall of plan",
    "Expenses",
    "Expenses of actual",
    "Expenses of plan",
)
# Columns that a page has room for that is higher than wide.
MOST_COLUMNS = 7
# So few blocks at the end go on the last page that is wide.
MOST_ON_WIDE_PAGE = 3


def document_of(
    framework: ResultsFramework,
    view: str = "donor",
    *,
    at: Time | None = None,
    today: dt.date | None = None,
) -> Document:
    """
    A framework as a document.

    Args:
        framework: The framework.

        view: "donor" for the logframe, "progress" for a year.

        at: The year of the progress, a day, or a period; the reporting year where not given.

        today: The day by which results are due.

    Raises:
        InvalidValueError: There is no such view, the donor view is given a time, or the progress view has none.
    """
    check_framework(framework, "a document")
    check_option("view", view, VIEWS)
    framework = with_territory(framework)
    title = plain(name_of(framework))
    if view == "donor":
        if at is not None or today is not None:
            msg = 'the view "donor" is of the whole plan and takes neither a time nor a day; the view "progress" does'
            raise InvalidValueError(msg)
        results = tuple(_results(framework, _logframe))
        section = Section((*_about(framework), *_budgets(framework), *results), is_wide=_is_wide(results))
        rest = _rest(framework, with_notes=False, is_wide=section.is_wide)
        return Document(title, "Logical framework", framework.language, (section, *rest))
    time = framework.reporting_year if at is None else at
    if time is None:
        msg = "the framework states no reporting year; pass the year of the progress, such as at=2021"
        raise InvalidValueError(msg)
    due = Due.of(framework, today, None)
    found = tuple(assessments(framework, time, None, None, None, due))
    by_result: dict[str, list[Assessment]] = {}
    for one in found:
        by_result.setdefault(one.path.rpartition("/")[0], []).append(one)
    first = (*_about(framework), *_progress(found, time, due), *_budgets(framework))
    results = tuple(
        _results(framework, lambda path, result: _performance(by_result.get(path, []), _code(result), time))
    )
    sections = (Section(first), *([Section(results, is_wide=_is_wide(results))] if results else []))
    rest = _rest(framework, with_notes=True, is_wide=_is_wide(results))
    return Document(title, f"Progress {time_text(time)}", framework.language, (*sections, *rest))


def _is_wide(blocks: Iterable[Block]) -> bool:
    """True if a table has more columns than fit on a page that is higher than wide."""
    return any(isinstance(block, Grid) and len(block.heads) > MOST_COLUMNS for block in blocks)


def _about(framework: ResultsFramework) -> Iterator[Block]:
    """The facts about the whole."""
    hidden = greyed(framework)
    yield Heading(1, "Key facts")
    yield from facts_block(("contents", contents(framework)), *framework_facts(framework), hidden={*hidden, "about"})
    yield from paragraphs(framework.description)


def _progress(found: tuple[Assessment, ...], at: Time, due: Due) -> Iterator[Block]:
    yield Heading(1, f"Progress {time_text(at)}")
    yield counts_of_status(found, at)
    if str(due):
        yield Paragraph(f"With {due}.", is_note=True)
    yield Heading(1, "Off track")
    yield from off_track_items(found, at)
    for items in undecided_items(found):
        yield from (Heading(1, "Undecided"), items)


def _budgets(framework: ResultsFramework) -> Iterator[Block]:
    """The budgets, with the reasons for figures that there are none of."""
    rows = budgets_by_name(framework)
    if not rows:
        return
    yield Heading(1, "Budgets")
    heads = (Head("Budget of", 3), *(Head(name, 2, is_numeric=True) for name in BUDGET_HEADS))
    cells = (
        Row((Cell(plain(name)), *(Cell(budget_cell(getattr(budget, column))) for column in BUDGET_COLUMNS)))
        for name, budget in rows
    )
    yield Grid("Budgets with shortfall", heads, tuple(cells))
    yield Paragraph(MEANING_OF_BUDGETS, is_note=True)
    for reason, names in budget_reasons(rows).items():
        yield Paragraph(plain(f"{reason}: {', '.join(names)}"), is_note=True)


def _results(framework: ResultsFramework, tables: Callable[[str, Result], Iterator[Block]]) -> Iterator[Block]:
    """Every result with its facts and its tables."""
    blocks: list[Block] = []
    for path, node in framework.walk():
        if isinstance(node, Result):
            level = min(2 + path.count("/"), LOWEST)
            blocks += _heading(node, level)
            facts = [*result_facts(node), *(fact for budget in node.budgets for fact in budget_facts(budget))]
            blocks += facts_block(
                *facts, *plan_facts(node), hidden={"about", "budget", *(name for name, _ in lists_of(node))}
            )
            blocks += paragraphs(node.description)
            for name, texts in lists_of(node):
                blocks += [Heading(min(level + 1, LOWEST), name.capitalize()), *_items(texts)] if texts else []
            blocks += tables(path, node)
    if blocks:
        yield Heading(1, "Results and indicators")
        yield Paragraph(f"{legend(framework)}. An empty cell: the source has none.", is_note=True)
        yield from blocks


def _heading(result: Result, level: int) -> Iterator[Block]:
    name = plain(" ".join(filter(None, (level_of(result), result.code))))
    title = plain(result.title or "")
    if len(title) <= LONGEST_HEADING:
        yield Heading(level, ": ".join(filter(None, (name, title))))
        return
    yield Heading(level, name)
    yield Paragraph(title)


def _code(result: Result) -> str:
    """A result in captions: by its code, and by its level where the code is a number alone."""
    code, level = plain(result.code or ""), level_of(result).lower()
    return (code if any(map(str.isalpha, code)) else f"{level} {code}") if code else f"the {level}"


def _logframe(_path: str, result: Result) -> Iterator[Block]:
    if result.indicators:
        yield from logframe(result, _code(result))
    else:
        yield Paragraph("No indicators.")


def _performance(found: list[Assessment], name: str, at: Time) -> Iterator[Block]:
    listed = list(filter(is_of_time, found))
    if listed:
        yield performance_grid(listed, at, f"Performance of {name} {time_text(at)}")
    silent = len(found) - len(listed)
    if silent:
        yield Paragraph(
            f"{counted(silent, 'indicator')} without a value planned or reported {time_text(at)}.", is_note=True
        )
    if not found:
        yield Paragraph("No indicators.")


def _rest(framework: ResultsFramework, *, with_notes: bool, is_wide: bool) -> Iterator[Section]:
    """Joint programmes, progress notes and documents; and how much of the source was not understood."""
    blocks: list[Block] = []
    for programme in framework.programmes:
        blocks.append(Heading(1, plain(f"Joint programme {programme.title or 'without a title'}")))
        blocks += facts_block(*programme_facts(programme), hidden={"partners"})
        blocks += [Heading(2, "Partners")] if programme.partners else []
        blocks += _items(map(body_text, programme.partners))
    if with_notes:
        notes = list(progress_notes(framework))
        blocks += [Heading(1, "Progress notes")] if notes else []
        for about, text in notes:
            blocks += [Heading(2, plain(about))] if about.strip() else []
            blocks += paragraphs(text)
    documents = list(_items(document_texts(framework)))
    blocks += [Heading(1, "Documents"), *documents] if documents else []
    changes = list(_items(map(revision_text, framework.revisions)))
    blocks += [Heading(1, "Record of changes"), *changes] if changes else []
    unparsed = len(framework.source.unparsed)
    if unparsed:
        blocks.append(Paragraph(f"Of the source, {counted(unparsed, 'part')} could not be read and is not shown."))
    if blocks:
        yield Section(tuple(blocks), is_wide=is_wide and len(blocks) <= MOST_ON_WIDE_PAGE)


def _items(texts: Iterable[str]) -> Iterator[Items]:
    stated = tuple(map(plain, texts))
    if stated:
        yield Items(stated)
