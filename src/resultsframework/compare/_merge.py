"""
Merging of an indicator's copies, each with another period, into one indicator with one series.

Some publishers repeat an indicator for every year, each time with one period. The copies within one result are found by
their statement and merged unless they contradict each other; contradicting copies are reported and stay as they are.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import attrs

from resultsframework.expression import repr_of
from resultsframework.indicator import Indicator
from resultsframework.observation import Observation, ObservationKind
from resultsframework.series import ObservationSeries
from resultsframework.table import Column, Table

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.node import Extra
    from resultsframework.period import Period
    from resultsframework.result import Result

__all__ = ["MergeGroup", "MergeReport", "merge_periods"]

R = TypeVar("R", bound="Result")
T = TypeVar("T")

# The indices of an indicator's copies among those of its result, and the reason against merging; empty without one.
Group: TypeAlias = "tuple[list[int], str]"

PLANNED = (ObservationKind.MILESTONE, ObservationKind.TARGET)
# Fields in which copies may differ: the values and their explanations; and fields that only some copies need to state.
OWN = frozenset({"series", "documents", "notes", "extras", "line"})
STATED_ONCE = frozenset({"code", "description"})


@attrs.frozen(kw_only=True)
class MergeGroup:
    """
    Copies of an indicator: indicators of one result with the same statement, each with its own periods. IATI: several
    ``indicator`` elements of a ``result`` that repeat a ``title``.

    Attributes:
        path: The position of the merged indicator in the new framework; that of the first copy where they were not
            merged.

        statement: Their statement.

        copies: The position of each copy in the original framework, in source order.

        reason: The reason why they were not merged; empty where they were.
    """

    path: str
    statement: str
    copies: tuple[str, ...]
    reason: str = ""

    __repr__ = repr_of


@attrs.frozen(kw_only=True)
class MergeReport:
    """
    The outcome of merging the copies of indicators. Not in IATI.

    Attributes:
        framework: The new framework; the original where nothing was merged.

        merged: The groups of copies that became one indicator, in source order.

        refused: The groups of copies that were not merged, in source order, each with its reason.
    """

    framework: ResultsFramework
    merged: tuple[MergeGroup, ...] = ()
    refused: tuple[MergeGroup, ...] = ()

    __repr__ = repr_of

    def table(self) -> Table:
        """A table of the groups of copies, one row each, those merged first."""
        columns = (Column("indicator"), Column("statement"), Column("copies", int), Column("refused because"))
        groups = (*self.merged, *self.refused)
        rows = ((g.path, g.statement, len(g.copies), g.reason or None) for g in groups)
        return Table.of(columns, rows, "copies of indicators")

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


def merge_periods(framework: ResultsFramework) -> MergeReport:
    """
    Merge the copies of indicators that a result repeats for every year.

    Copies are indicators of one result with the same statement, letter by letter. The merged indicator takes the place
    of the first copy. Its series has all baselines in order of time, repeated ones once, then all periods in order of
    time, empty ones included. The planned value of the period that ends last is the target, earlier ones are
    milestones. Documents and notes of all copies are kept, equal ones once.

    Copies are not merged, and listed as refused, where two of them state the same period, or where they differ in a
    field that describes the indicator: measure, unit, direction, references and so on. A code or a description that
    only some copies state holds for all of them; two different ones are refused. Baselines never conflict: a
    remeasured one is kept beside the older one.

    No value is lost or changed, but the copy that a baseline or a document came from is not recorded: merging cannot be
    undone. Merging twice is merging once.

    Args:
        framework: The framework, which is not changed.

    >>> from resultsframework import Indicator, ObservationSeries, Output, ResultsFramework
    >>> years = ("2020 baseline 1 | 2021 target 4", "2019 baseline 0 | 2020 target 2 actual 1")
    >>> copies = tuple(Indicator(statement="Laws", series=ObservationSeries.parse(year)) for year in years)
    >>> merge = merge_periods(ResultsFramework(results=(Output(code="1", indicators=copies),)))
    >>> str(merge.framework.indicators[0].series)
    '2019 baseline 0 | 2020 baseline 1 | 2020 milestone 2 actual 1 | 2021 target 4'
    """
    by_result: list[list[Group]] = []
    results = tuple(_with_copies_merged(result, by_result) for result in framework.results)
    if not any(by_result):
        return MergeReport(framework=framework)
    changed = any(new is not old for new, old in zip(results, framework.results, strict=True))
    new = attrs.evolve(framework, results=results) if changed else framework
    found: list[MergeGroup] = []
    for groups, old, now in zip(by_result, _indicators(framework), _indicators(new), strict=True):
        gone = _gone(groups)
        for places, reason in groups:
            path, indicator = now[places[0] - sum(index < places[0] for index in gone)]
            copies = tuple(old[index][0] for index in places)
            statement = indicator.statement or ""
            found.append(MergeGroup(path=path, statement=statement, copies=copies, reason=reason))
    return MergeReport(
        framework=new,
        merged=tuple(copies for copies in found if not copies.reason),
        refused=tuple(copies for copies in found if copies.reason),
    )


def _with_copies_merged(result: R, by_result: list[list[Group]]) -> R:
    """The result and all results below it with copies merged; their groups of copies are appended, depth first."""
    own = result.indicators
    groups = _groups(own)
    by_result.append(groups)
    changes: dict[str, Any] = {}
    merged = {places[0]: _merged([own[index] for index in places]) for places, reason in groups if not reason}
    if merged:
        gone = _gone(groups)
        changes["indicators"] = tuple(merged.get(i, indicator) for i, indicator in enumerate(own) if i not in gone)
    if result.nested:
        below = tuple(_with_copies_merged(child, by_result) for child in result.children)
        if any(new is not old for new, old in zip(below, result.children, strict=True)):
            changes[result.nested] = below
    return attrs.evolve(result, **changes) if changes else result


def _gone(groups: Iterable[Group]) -> set[int]:
    """The indices of the copies that were merged into another."""
    return {index for places, reason in groups if not reason for index in places[1:]}


def _indicators(framework: ResultsFramework) -> list[list[tuple[str, Indicator]]]:
    """The indicators of each result with their paths, depth first."""
    found: list[list[tuple[str, Indicator]]] = []
    for path, node in framework.walk():
        if isinstance(node, Indicator):
            found[-1].append((path, node))
        else:
            found.append([])
    return found


def _groups(indicators: Sequence[Indicator]) -> list[Group]:
    """The groups of indicators with the same statement: their indices, and the reason against merging."""
    places: dict[str, list[int]] = {}
    for index, indicator in enumerate(indicators):
        if indicator.statement and indicator.statement.strip():
            places.setdefault(indicator.statement, []).append(index)
    return [(alike, _conflict([indicators[i] for i in alike])) for alike in places.values() if len(alike) > 1]


def _conflict(copies: Sequence[Indicator]) -> str:
    """The reasons against merging copies, as text; empty without one."""
    periods = [{period.time_key: period for period in _periods(copy)} for copy in copies]
    stated = Counter(moment for moments in periods for moment in moments)
    texts = {m: str(p) or "a period without dates" for moments in periods for m, p in moments.items()}
    reasons = [f"{stated[moment]} of them state {texts[moment]}" for moment in sorted(texts) if stated[moment] > 1]
    names = [field.name for field in attrs.fields(Indicator) if field.name not in OWN | STATED_ONCE]
    differing = [name for name in names if any(getattr(c, name) != getattr(copies[0], name) for c in copies)]
    differing += [name for name in STATED_ONCE if len(_texts(copies, name)) > 1]
    if any(_own_extras(copy) != _own_extras(copies[0]) for copy in copies):
        differing.append("extras")
    if differing:
        listed = ", ".join(name.replace("_", " ") for name in sorted(differing))
        reasons.append(f"they differ in {listed}")
    return "; ".join(reasons)


def _periods(copy: Indicator) -> tuple[Period, ...]:
    """The periods of a copy, with those of its values, which a series made in Python may leave out."""
    return (*copy.series.periods, *(o.period for o in copy.series if o.kind is not ObservationKind.BASELINE))


def _texts(copies: Iterable[Indicator], name: str) -> dict[str, None]:
    """The different texts of a field in the copies, without blank ones."""
    texts: list[str | None] = [getattr(copy, name) for copy in copies]
    return dict.fromkeys(text for text in texts if text and text.strip())


def _merged(copies: Iterable[Indicator]) -> Indicator:
    """The indicator merged from copies without conflict, whatever their order."""
    ordered = sorted(copies, key=_order)
    first = ordered[0]
    stated: dict[str, Any] = {name: next(iter(_texts(ordered, name)), getattr(first, name)) for name in STATED_ONCE}
    numbered = [(p.time_key, place, n, p) for place, c in enumerate(ordered) for n, p in enumerate(c.series.periods, 1)]
    numbered.sort(key=lambda entry: entry[:3])
    number_of = {(place, n): number for number, (_, place, n, _) in enumerate(numbered, 1)}
    return attrs.evolve(
        first,
        **stated,
        documents=_together((copy.documents for copy in ordered), lambda document: document),
        notes=_together((copy.notes for copy in ordered), lambda note: note),
        extras=(*_own_extras(first), *_extras_of_periods(ordered, number_of)),
        series=_series(ordered, tuple(period for *_, period in numbered)),
    )


def _order(copy: Indicator) -> tuple[bool, Sequence[tuple[object, ...]], str]:
    """The key for sorting copies: their first period; their content where they have no period."""
    first = sorted(period.time_key for period in _periods(copy))[:1]
    return (not first, first, "" if first else repr(copy))


def _series(copies: Sequence[Indicator], periods: tuple[Period, ...]) -> ObservationSeries:
    """All values of the copies: baselines, then planned values and actuals, in order of time."""
    # A number with other digits is another text, though an equal number.
    baselines = list(_together((copy.series.baselines for copy in copies), lambda o: (o, o.raw)))
    others = [o for copy in copies for o in copy.series if o.kind is not ObservationKind.BASELINE]
    end = max((o.period.last_day for o in others if o.kind in PLANNED and o.period.last_day), default=None)
    observations = (
        *sorted(baselines, key=lambda o: o.period.time_key),
        *(_labelled(o, end) for o in sorted(others, key=lambda o: o.period.time_key)),
    )
    series = ObservationSeries(observations)
    return series if series.periods == periods else ObservationSeries(observations, periods)


def _labelled(o: Observation, end: dt.date | None) -> Observation:
    """A planned value as the target where its period ends last, else as a milestone; unchanged if no end is known."""
    if o.kind not in PLANNED or end is None:
        return o
    kind = ObservationKind.TARGET if o.period.last_day == end else ObservationKind.MILESTONE
    return o if o.kind is kind else attrs.evolve(o, kind=kind)


def _together(parts: Iterable[Iterable[T]], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    """The items of all parts, each as often as in the part that has it most often."""
    found: list[T] = []
    kept: Counter[Hashable] = Counter()
    for items in parts:
        here: Counter[Hashable] = Counter()
        for item in items:
            here[key(item)] += 1
            if here[key(item)] > kept[key(item)]:
                kept[key(item)] += 1
                found.append(item)
    return tuple(found)


def _period_of(extra: Extra, copy: Indicator) -> int | None:
    """The number of the period of an indicator that an extra is about; None if it is about the indicator itself."""
    kind, number = extra.part or ("", 0)
    return number if kind == "period" and number <= len(copy.series.periods) else None


def _own_extras(copy: Indicator) -> tuple[Extra, ...]:
    """The extras of an indicator that are about none of its periods."""
    return tuple(extra for extra in copy.extras if _period_of(extra, copy) is None)


def _extras_of_periods(copies: Sequence[Indicator], number_of: Mapping[tuple[int, int], int]) -> list[Extra]:
    """The extras about periods, with the numbers of those in the merged series."""
    found: list[tuple[int, Extra]] = []
    for place, copy in enumerate(copies):
        for extra in copy.extras:
            if (period := _period_of(extra, copy)) is not None:
                number = number_of[place, period]
                found.append((number, extra.of_number(number)))
    return [extra for _, extra in sorted(found, key=lambda entry: entry[0])]
