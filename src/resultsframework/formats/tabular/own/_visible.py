"""
A workbook of ours whose hidden sheet was deleted: its sheet Logframe, read as one of others is, with a layout.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import attrs

from resultsframework.formats.tabular.layout import Layout, frameworks_in
from resultsframework.indicator import Indicator
from resultsframework.result import Result
from resultsframework.risk import Assumption
from resultsframework.value import Missing

from . import _logframe
from ._compare import has_headings
from ._read import NEEDED

if TYPE_CHECKING:
    from resultsframework.formats.tabular.sheet import Workbook
    from resultsframework.framework import ResultsFramework
    from resultsframework.observation import Observation

__all__ = ["framework_of_visible"]

LAYOUT = "logframe.toml"


def framework_of_visible(workbook: Workbook) -> ResultsFramework | None:
    """
    The framework of the sheet Logframe; None where the workbook has none with our headings.

    Args:
        workbook: The workbook.

    Raises:
        FormatError: The sheet cannot be read.
    """
    needed = NEEDED[_logframe.NAME]
    sheet = next((sheet for sheet in workbook.sheets if has_headings(sheet, needed)), None)
    if sheet is None:
        return None
    layout = Layout.from_toml(files(__package__).joinpath(LAYOUT).read_text(encoding="utf-8"))
    alone = attrs.evolve(workbook, sheets=(sheet,))
    (framework,) = frameworks_in({None: alone}, layout, workbook.name)
    return framework.map(Indicator, _without_blanks).map(Result, _one_a_line)


def _without_blanks(indicator: Indicator) -> Indicator:
    """The indicator without the values of blank cells, for which nothing was written."""
    kept = tuple(o for o in indicator.series if not _is_blank(o))
    series = attrs.evolve(indicator.series, observations=kept, periods=None)
    return attrs.evolve(indicator, series=series)


def _one_a_line(result: Result) -> Result:
    """The result with an assumption for each line, as they are written."""
    lines = (line for one in result.assumptions for line in one.text.splitlines())
    return attrs.evolve(result, assumptions=tuple(Assumption(text=line) for line in lines))


def _is_blank(observation: Observation) -> bool:
    return observation.value in {Missing.EMPTY, Missing.ABSENT} and not observation.raw.strip()
