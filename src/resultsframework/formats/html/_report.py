"""
The content of a page, before it is set: each part with its texts and pictures, in the order of a reader's questions.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import attrs
from markupsafe import Markup

from resultsframework import Indicator, InvalidValueError, Period, Result, ResultsFramework, validate
from resultsframework.charts import design
from resultsframework.formats.document import (
    LANGUAGE,
    Grid,
    body_text,
    budget_facts,
    contents,
    document_texts,
    facts_block,
    framework_facts,
    further_values,
    greyed,
    indicator_facts,
    level_of,
    lists_of,
    monitoring_facts,
    name_of,
    nothing_off_track,
    paragraphs,
    plain,
    plan_facts,
    programme_facts,
    progress_notes,
    reason_text,
    result_facts,
    revision_text,
    series_grids,
    status_text,
    time_text,
)
from resultsframework.framework import check_framework, with_territory
from resultsframework.message import counted
from resultsframework.monitoring import Due, Progress, in_words
from resultsframework.tables import MEANING_OF_STATUS, Assessment, assessments, worst_first
from resultsframework.value import Cause, Undefined

from ._due_next import DueNext, due_next
from ._entries import last_year_reported
from ._money import MoneyPart, money_notes, money_parts, money_sums
from ._our_progress import OurProgress, our_progress
from ._summary import Correction, Kind, Sharing, corrections, kinds_of_warnings, sharings

if TYPE_CHECKING:
    from resultsframework.rules import Finding

__all__ = ["PageReport", "report_of"]

Time: TypeAlias = int | dt.date | Period
DIRECTION_OPEN = "the plan does not say whether more or less is better"
# Counted only where there is one: few plans have such results.
WITHOUT_PLAN = "without plan"
# The anchors of the lists of indicators by their status.
LISTS = {"not met": "offtrack", "undecided": "undecided", "without data": "nodata"}
Fact: TypeAlias = tuple[str, str]


@attrs.frozen
class Tile:
    """A number of indicators with one status, and the anchor of their list on the page; empty without one."""

    status: str
    number: int
    meaning: str
    anchor: str

    @property
    def style(self) -> str:
        """The name of its colour."""
        return style_of(self.status)


@attrs.frozen
class Status:
    """
    The status of an indicator.

    Attributes:
        group: Its name.

        words: It in words, such as "not met: 59 of 100, gap 41".

        percent: The progress.

        reason: The reason why it is open, or doubtful.

        readings: The answers under each declaration that is lacking.
    """

    group: str
    words: str
    percent: str
    reason: str
    readings: str

    @property
    def style(self) -> str:
        """The name of its colour."""
        return style_of(self.group)


@attrs.frozen
class IndicatorPart:
    """An indicator with all that a page states about it."""

    anchor: str
    code: str
    statement: str
    description: tuple[str, ...]
    status: Status | None
    picture: Markup | None
    grids: tuple[Grid, ...]
    further: tuple[Grid, ...]
    tags: tuple[str, ...]
    plan: tuple[Fact, ...]
    findings: tuple[Finding, ...]


@attrs.frozen
class ResultPart:
    """A result with its indicators."""

    anchor: str
    level: str
    code: str
    title: str
    description: tuple[str, ...]
    facts: tuple[Fact, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    indicators: tuple[IndicatorPart, ...]
    findings: tuple[Finding, ...]


@attrs.frozen
class ContentsEntry:
    """A result in the list of contents; results of one level, code and title are one entry with all their anchors."""

    name: str
    title: str
    anchors: tuple[str, ...]


@attrs.frozen
class Programme:
    """A joint programme."""

    title: str
    facts: tuple[Fact, ...]
    partners: tuple[str, ...]


@attrs.frozen
class PageReport:
    """The content of a page."""

    title: str
    language: str
    lead: str
    subtitle: str
    description: tuple[str, ...]
    facts: tuple[Fact, ...]
    greyed: tuple[Fact, ...]
    time: str
    due: str
    tiles: tuple[Tile, ...]
    last_reported: str
    our_progress: OurProgress | None
    off_track: tuple[IndicatorPart, ...]
    nothing_off_track: str
    undecided: tuple[IndicatorPart, ...]
    without_data: tuple[IndicatorPart, ...]
    due_next: DueNext | None
    corrections: tuple[Correction, ...]
    warnings: tuple[Kind, ...]
    sharings: tuple[Sharing, ...]
    money: tuple[MoneyPart, ...]
    money_sums: tuple[str, ...]
    money_notes: tuple[str, ...]
    results: tuple[ResultPart, ...]
    contents: tuple[ContentsEntry, ...]
    programmes: tuple[Programme, ...]
    notes: tuple[tuple[str, tuple[str, ...]], ...]
    documents: tuple[str, ...]
    revisions: tuple[str, ...]
    unparsed: tuple[str, ...]
    findings: tuple[Finding, ...]
    findings_in_all: str

    @property
    def has_pictures(self) -> bool:
        """If there is a picture of a series, which needs a key."""
        return any(part.picture is not None for result in self.results for part in result.indicators)


def report_of(framework: ResultsFramework, *, at: Time | None, today: dt.date | None, findings: bool) -> PageReport:
    """The content of the page of a framework; see `resultsframework.formats.html.dumps`."""
    check_framework(framework, "a page")
    framework = with_territory(framework)
    time = framework.reporting_year if at is None else at
    if time is None and today is not None:
        msg = "today= is for verdicts on a time, and the framework states no reporting year; pass one, such as at=2021"
        raise InvalidValueError(msg)
    due = Due.of(framework, today, None)
    found = {} if time is None else {one.path: one for one in assessments(framework, time, None, None, None, due)}
    anchors = {path: f"n{number}" for number, (path, _) in enumerate(framework.walk(), 1)}
    report = validate(framework, today=today) if findings else ()
    about = _by_node(report, anchors)
    results = tuple(_results(framework, found, anchors, about, due))
    parts = {part.anchor: part for result in results for part in result.indicators}
    judged = [(one.status, parts[anchors[one.path]]) for one in worst_first(found.values())]
    language = framework.language or "en"
    hidden = greyed(framework)
    facts = list(framework_facts(framework))
    return PageReport(
        title=plain(name_of(framework)),
        lead=_lead(framework),
        language=language if LANGUAGE.fullmatch(language) else "en",
        subtitle="Results framework" if time is None else f"Results {time_text(time)}",
        description=_lines(framework.description),
        facts=_facts(("contents", contents(framework)), *(f for f in facts if f[0] not in {*hidden, "about"})),
        greyed=_facts(*(fact for fact in facts if fact[0] in hidden)),
        time="" if time is None else time_text(time),
        due=str(due),
        tiles=tuple(_tiles(found.values())) if found else (),
        last_reported="" if time is None else _last_reported(framework, found.values(), time),
        our_progress=None if time is None else our_progress(framework, today),
        off_track=tuple(part for status, part in judged if status == "not met"),
        undecided=tuple(part for status, part in judged if status == "undecided"),
        without_data=tuple(parts[anchors[path]] for path, one in found.items() if one.status == "without data"),
        due_next=None if time is None else due_next(framework, anchors, time),
        nothing_off_track="" if time is None else nothing_off_track(found.values(), time),
        corrections=corrections(framework, about, anchors),
        warnings=kinds_of_warnings(report),
        sharings=sharings(framework, anchors),
        money=tuple(money_parts(framework, anchors)),
        money_sums=tuple(money_sums(framework)),
        money_notes=tuple(money_notes(framework)),
        results=results,
        contents=tuple(_contents(results)),
        programmes=tuple(
            Programme(
                plain(programme.title or "without a title"),
                _facts(*(fact for fact in programme_facts(programme) if fact[0] != "partners")),
                tuple(plain(body_text(partner)) for partner in programme.partners),
            )
            for programme in framework.programmes
        ),
        notes=tuple((plain(about_note), _lines(text)) for about_note, text in progress_notes(framework)),
        documents=tuple(map(plain, document_texts(framework))),
        revisions=tuple(plain(revision_text(revision)) for revision in framework.revisions),
        unparsed=tuple(map(plain, framework.source.unparsed)),
        findings=tuple(about.get("", ())),
        findings_in_all=_in_all(report) if findings else "",
    )


def _contents(results: Iterable[ResultPart]) -> Iterator[ContentsEntry]:
    found: dict[tuple[str, str], list[str]] = {}
    for result in results:
        name = " ".join(filter(None, (result.level, result.code)))
        found.setdefault((name, result.title), []).append(result.anchor)
    return (ContentsEntry(name, title, tuple(anchors)) for (name, title), anchors in found.items())


def style_of(status: str) -> str:
    """The name of the colour of a status."""
    return status.replace(" ", "-")


def _results(
    framework: ResultsFramework,
    found: Mapping[str, Assessment],
    anchors: Mapping[str, str],
    about: Mapping[str, Sequence[Finding]],
    due: Due,
) -> Iterator[ResultPart]:
    """Every result with its indicators, which follow it in the walk."""
    results: list[tuple[str, Result]] = []
    below: dict[str, list[IndicatorPart]] = {}
    for path, node in framework.walk():
        if isinstance(node, Result):
            results.append((path, node))
        else:
            part = _indicator(node, anchors[path], found.get(path), about.get(path, ()), due)
            below.setdefault(path.rpartition("/")[0], []).append(part)
    for path, node in results:
        lists = tuple((name, tuple(map(plain, texts))) for name, texts in lists_of(node))
        budgets = (fact for budget in node.budgets for fact in budget_facts(budget) if fact[0] != "budget")
        facts = (fact for fact in (*result_facts(node), *plan_facts(node)) if fact[0] not in _LISTED)
        yield ResultPart(
            anchor=anchors[path],
            level=level_of(node),
            code=plain(node.code or ""),
            title=plain(node.title or ""),
            description=_lines(node.description),
            facts=_facts(*facts, *budgets),
            lists=lists,
            indicators=tuple(below.get(path, ())),
            findings=tuple(about.get(path, ())),
        )


_LISTED = ("about", "assumptions", "risks", "activities")


def _indicator(
    indicator: Indicator, anchor: str, one: Assessment | None, findings: Sequence[Finding], due: Due
) -> IndicatorPart:
    picture = design.series_svg(indicator, due.last)
    return IndicatorPart(
        anchor=anchor,
        code=plain(indicator.code or ""),
        statement=plain(indicator.statement or "") or "without a statement",
        description=_lines(indicator.description),
        status=None if one is None else _status(one),
        picture=None if picture is None else Markup(picture),  # noqa: S704 - the picture escapes every text
        grids=tuple(series_grids(indicator)) if indicator.series else (),
        further=tuple(further_values(Result(indicators=(indicator,)), "Values of groups and places")),
        tags=tuple(map(plain, indicator_facts(indicator))),
        plan=_facts(*monitoring_facts(indicator.monitoring_plan)),
        findings=tuple(findings),
    )


def _status(one: Assessment) -> Status:
    progress = one.of_milestone
    percent = f"{progress.percent} of the milestone" if isinstance(progress, Progress) else ""
    reason = readings = ""
    if one.status == "not met":
        reason = plain(one.doubt)
    elif one.status == "undecided" and isinstance(one.verdict, Undefined):
        is_open = one.verdict.cause is Cause.DIRECTION
        reason = DIRECTION_OPEN if is_open else reason_text(one.verdict)
        readings = plain(in_words(one.readings or ()))
    return Status(one.status, status_text(one), percent, reason, readings)


def _lead(framework: ResultsFramework) -> str:
    """The title of the only result at the top, for a framework without one of its own."""
    is_one = framework.title is None and len(framework.results) == 1
    return plain(framework.results[0].title or "") if is_one else ""


def _last_reported(framework: ResultsFramework, found: Iterable[Assessment], time: Time) -> str:
    """The sentence for a time without any result: the last one that is reported."""
    if any(one.verdict is not None for one in found):
        return ""
    last = last_year_reported(framework)
    return f"No result is reported {time_text(time)}{'' if last is None else f'; the last is of {last}'}."


def _tiles(found: Iterable[Assessment]) -> Iterator[Tile]:
    counts = Counter(one.status for one in found)
    for status, meaning in MEANING_OF_STATUS.items():
        if counts[status] or status != WITHOUT_PLAN:
            yield Tile(status, counts[status], meaning, LISTS.get(status, "") if counts[status] else "")


def _by_node(report: Iterable[Finding], anchors: Mapping[str, str]) -> dict[str, list[Finding]]:
    """The findings by the path of the result or the indicator that they are about; others by an empty path."""
    found: dict[str, list[Finding]] = {}
    for finding in report:
        path = finding.path
        while path and path not in anchors:
            path = path.rpartition("/")[0]
        found.setdefault(path, []).append(finding)
    return found


def _in_all(report: Iterable[Finding]) -> str:
    counts = Counter(finding.severity.value for finding in report)
    return ", ".join(counted(counts[name], name) for name in ("error", "warning", "info") if counts[name]) or "none"


def _facts(*facts: tuple[str, str | None]) -> tuple[Fact, ...]:
    return tuple(item for block in facts_block(*facts) for item in block.items)


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in paragraphs(text))
