"""
The parts of an indicator that a page can show: the lines of its code, the columns of its values, the notes on them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from resultsframework.compare import statement
from resultsframework.observation import ObservationKind

from ._cell import cell_of, is_note, printed
from ._indicator import PLANNED, may_follow
from ._lines import items_of
from ._page import is_free_text, is_sentence
from ._words import BASELINE_YEARS, CODE, OFFICES, PLAN_CODE, SUMMARY, YEARS, plain

if TYPE_CHECKING:
    from resultsframework.alignment import SdgReference
    from resultsframework.indicator import Indicator
    from resultsframework.observation import Observation
    from resultsframework.period import Period
    from resultsframework.result import Result

__all__ = ["code_lines", "columns", "free", "goals_of", "note_on", "says_more", "sentence", "summary_of", "title_of"]


def code_lines(indicator: Indicator) -> list[str]:
    """The code, below its code in the strategic plan and above the office, where the statement has neither."""
    parts = statement(plain(indicator.statement or ""))
    plans = [
        f"SP {reference.code}"
        for reference in indicator.references
        if reference.vocabulary == "strategic_plan" and reference != parts.reference
    ]
    return [*filter(PLAN_CODE.fullmatch, plans[:1]), plain(indicator.code or ""), *_office(indicator)]


def free(text: str | None) -> str:
    """A text on one line; empty where a page would take it for one of its labels."""
    read = plain(text or "")
    return read if is_free_text(read) else ""


def sentence(text: str | None) -> str:
    """A statement, note or explanation on one line; empty where a page would take it for anything else."""
    read = free(text)
    return read if is_sentence(read) else ""


def title_of(result: Result) -> str:
    """The title of a result, which may look like a code, on one line; empty where a page would take it for a label."""
    read = plain(result.title or "")
    return read if CODE.fullmatch(read) else free(read)


def summary_of(indicator: Indicator) -> str:
    """The result that is printed above the table; empty where a page would take it for a column of the table."""
    read = plain(indicator.printed_result or "")
    if SUMMARY.fullmatch(read) is None:
        return ""
    is_column = items_of(read) != (read,) and cell_of((read.partition(" Result ")[2],), has_notes=True).is_value
    return "" if is_column else read


def goals_of(sdgs: Iterable[SdgReference], form: str) -> list[str]:
    """Goals as a page prints them: as read, else in the usual form; a target without its goal has no place."""
    texts = (sdg.raw or (f"{form} {sdg.goal}" if sdg.goal else "") for sdg in sdgs)
    return [text for text in map(free, texts) if text]


def says_more(indicator: Indicator) -> bool:
    """True where there is text between the code and the values, without which a page does not distinguish them."""
    texts = (indicator.statement, *(note.text for note in indicator.notes))
    has_tags = bool(goals_of(indicator.sdgs, "Goal") or indicator.alignments)
    return any(map(sentence, texts)) or has_tags or bool(summary_of(indicator))


def note_on(observation: Observation) -> str | None:
    """The comment of a value, where it is read as one again."""
    text = free(observation.comment)
    return text if text and is_note(text) else None


def columns(series: Iterable[Observation]) -> list[tuple[str, list[Observation]]]:
    """
    The columns of a page: the first baseline, then for each period what was planned and what was achieved.

    A page shows values of the whole, one of a kind for each period, in order of time.
    """
    baselines: list[Observation] = []
    by_period: dict[Period, dict[ObservationKind, Observation]] = {}
    for observation in series:
        if not observation.is_total or not free(printed(observation, plain(observation.raw))):
            continue
        if observation.kind is ObservationKind.BASELINE:
            baselines.append(observation)
        elif YEARS.fullmatch(_years(observation.listing)):
            by_period.setdefault(observation.listing, {}).setdefault(observation.kind, observation)
    periods = list(by_period)
    if all(period.first_day for period in periods):
        periods.sort(key=lambda period: period.first_day or dt.date.min)
    found = [(_years_of_baseline(baseline.listing), [baseline]) for baseline in baselines[:1]]
    written: list[Period] = []
    for period in periods:
        if may_follow(period, written):
            written.append(period)
            cells = by_period[period]
            planned = next((cells[kind] for kind in PLANNED if kind in cells), None)
            found.append((_years(period), [cell for cell in (planned, cells.get(ObservationKind.ACTUAL)) if cell]))
    return found


def _years(period: Period) -> str:
    """A period as a page prints it: a year, or two, or its text."""
    start, end = period.start, period.end
    if start and end and start.year == end.year and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year)
    return str(period)


def _years_of_baseline(period: Period) -> str:
    years = _years(period)
    return years if BASELINE_YEARS.fullmatch(years) else ""


def _office(indicator: Indicator) -> list[str]:
    """The office that reports, where the statement has no suffix that names it."""
    if indicator.scope == statement(plain(indicator.statement or "")).scope:
        return []
    return [word for word, office in OFFICES.items() if indicator.scope == (office,)]
