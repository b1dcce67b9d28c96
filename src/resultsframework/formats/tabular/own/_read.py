"""
A workbook of ours as a framework: that of the hidden sheet, with what was changed in the visible ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from resultsframework.errors import FormatError, Problem
from resultsframework.framework import with_territory

from . import _budgets, _fields, _logframe, _observations, _read_me
from ._apply import applied
from ._budget_changes import budget_changes
from ._claims import Claims, Target
from ._compare import Compared, compared, found_sheet, has_headings
from ._grid import PATH
from ._hidden import FORMAT, framework_in, is_mark
from ._logframe_changes import logframe_changes
from ._observation_changes import observation_changes
from ._sheets import grids_of
from ._unchanged import Written

if TYPE_CHECKING:
    from resultsframework.formats.tabular.sheet import Sheet, Workbook
    from resultsframework.framework import ResultsFramework

__all__ = ["framework_of", "hidden_sheet", "written_before"]

# The headings that no other sheet has together, by the name of the sheet.
NEEDED = {
    _read_me.NAME: frozenset({"fact", "of the plan"}),
    _logframe.NAME: frozenset({"indicator", "level", "code", PATH}),
    _observations.NAME: frozenset({"kind", "value", "state", PATH}),
    _budgets.NAME: frozenset({"planned", "expenses", PATH}),
}
SECOND = "the sheet {!r} was not read, since the sheet {} has the same headings: move what is to be read into that one"
WITHOUT_FORMATS = (
    "it was written by this library and saved as .{}, which is read without the formats of numbers, so that 45 % would "
    "be 0.45: save it as .xlsx"
)


def hidden_sheet(workbook: Workbook) -> Sheet | None:
    """The sheet with the JSON; None in a workbook of somebody else, and where it was deleted."""
    return next((sheet for sheet in workbook.sheets if is_mark(sheet.cell(1, 1).value)), None)


def written_before(hidden: Sheet) -> Written:
    """
    The framework that a workbook was written from.

    Args:
        hidden: Its sheet with the JSON.

    Raises:
        FormatError: The hidden sheet was changed.
    """
    texts = takewhile(bool, (hidden.cell(row, 1).text for row in range(1, hidden.height + 1)))
    framework = framework_in(texts, hidden.where(1, 1))
    return Written(framework, grids_of(framework))


def framework_of(workbook: Workbook, written: Written) -> ResultsFramework:
    """
    The framework of a workbook, with what was changed in its visible sheets.

    Args:
        workbook: The workbook; sheets without a change may be left out.

        written: The framework that it was written from.

    Raises:
        FormatError: Cells cannot be read, or contradict each other; with all problems, each with its cell. Or the
            workbook is of a kind that is read without the formats of numbers.
    """
    if not workbook.keeps_number_formats:
        raise FormatError(FORMAT, (Problem(WITHOUT_FORMATS.format(workbook.kind)),))
    claims = Claims(written.framework)
    visible = [sheet for sheet in workbook.sheets if not is_mark(sheet.cell(1, 1).value)]
    for grid in written.grids:
        needed = NEEDED[grid.name]
        is_unchanged = grid.name in written.unchanged
        sheet = None if is_unchanged else found_sheet(visible, grid, needed)
        if is_unchanged or sheet is not None:
            claims.unparsed += [SECOND.format(one.name, grid.name) for one in _others(visible, sheet, needed)]
        if sheet is None:
            continue
        kept = written.kept.get(sheet.name, {}) if sheet.name == grid.name else {}
        found = compared(sheet, grid, needed, claims.problems, kept)
        if grid.name == _read_me.NAME:
            _read_me_changes(found, claims)
        elif grid.name == _logframe.NAME:
            logframe_changes(found, claims)
        elif grid.name == _observations.NAME:
            observation_changes(found, grid, claims)
        else:
            budget_changes(found, claims)
    claims.check()
    changed = written.framework if claims.problems else applied(claims)
    if claims.problems:
        raise FormatError(FORMAT, tuple(claims.problems))
    return with_territory(changed)


def _others(sheets: Sequence[Sheet], read: Sheet | None, needed: frozenset[str]) -> Iterator[Sheet]:
    """The sheets with the headings of one that is read already, such as a copy of it."""
    return (sheet for sheet in sheets if sheet is not read and has_headings(sheet, needed))


def _read_me_changes(found: Compared, claims: Claims) -> None:
    """The facts of the framework that were changed; the explanations below them are no facts."""
    for edited in found.changed:
        for one in (one for several in edited.given.values() for one in several):
            with claims.reading(one.address):
                claims.claim(Target(""), edited.path, _fields.text(one.cell), one.address)
