"""
From the elements of a series to the model: periods, and every value stated for them.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from resultsframework.errors import FormatError, Problem
from resultsframework.observation import Disaggregation, Observation, ObservationKind, ObservationSeries
from resultsframework.organisation import Place
from resultsframework.period import Period
from resultsframework.source import Extra
from resultsframework.value import Missing, Value

from ._days import baseline_period, period_and_end
from ._extension import decoded, decoded_whole, own_name
from ._parts import Parts
from ._read_document import read_document
from ._text import keep, kept_attributes, stated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._xml import Element

__all__ = [
    "cell_of",
    "in_own_order",
    "read_series",
    "read_value",
    "with_own_observation",
    "with_own_periods",
]

BASELINE, MILESTONE, TARGET, ACTUAL = ObservationKind
# A number as the library itself would write it.
PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
VALUE_PARTS = frozenset(("comment", "dimension", "location", "document-link"))


def read_series(
    baselines: Sequence[Element], elements: Sequence[Element], language: str | None, extras: list[Extra]
) -> ObservationSeries:
    """All observations: baselines, then those of each period, what was planned before what was achieved."""
    observations = [read_value(child, BASELINE, None, language) for child in baselines]
    blocks = [_block(element, number, extras) for number, element in enumerate(elements, 1)]
    last = max((block.last_day for block in blocks if block.targets), default=None)
    for period, last_day, targets, actuals in blocks:
        kind = TARGET if last_day == last else MILESTONE
        observations += [read_value(child, kind, period, language) for child in targets]
        observations += [read_value(child, ACTUAL, period, language) for child in actuals]
    periods = [block.period for block in blocks]
    if _are_told(periods, observations):
        return ObservationSeries(tuple(observations))
    return ObservationSeries(tuple(observations), tuple(periods))


class _Block(NamedTuple):
    """One ``period`` element."""

    period: Period
    last_day: dt.date
    targets: list[Element]
    actuals: list[Element]


def _block(element: Element, number: int, extras: list[Extra]) -> _Block:
    start = end = None
    targets: list[Element] = []
    actuals: list[Element] = []
    if len(element.attrib):
        extras += kept_attributes(element.items(), f"period#{number}/")
    for child in element[:]:
        tag = child.tag
        if tag == "target":
            targets.append(child)
        elif tag == "actual":
            actuals.append(child)
        elif tag == "period-start" and start is None:
            start = _bound(child, extras, number)
        elif tag == "period-end" and end is None:
            end = _bound(child, extras, number)
        else:
            keep(child, extras, f"period#{number}/")
    return _Block(*period_and_end(start, end), targets, actuals)


def _bound(element: Element, extras: list[Extra], number: int) -> str | None:
    """The date that a bound of a period states, as text."""
    day = element.get("iso-date")
    if len(element.attrib) > 1 or day is None or len(element):
        path = f"period#{number}/{element.tag}/"
        extras += (Extra(name=f"{path}@{name}", text=text) for name, text in element.items() if name != "iso-date")
        for child in element:
            keep(child, extras, path)
    return day


def _are_told(periods: list[Period], observations: list[Observation]) -> bool:
    """Whether the observations tell all periods, in their order and none of them repeatedly."""
    told: list[Period] = []
    for o in observations:
        if o.kind is not BASELINE and not (told and o.period is told[-1]):
            told.append(o.period)
    if len(told) > 1 or told != periods:
        told = [*dict.fromkeys(told)]
    return told == periods


# ----------------------------------------------------------------------------------------------- one value


def read_value(element: Element, kind: ObservationKind, period: Period | None, language: str | None) -> Observation:
    """The baseline, target or actual that an element is; a baseline says itself when."""
    cell: str | None = None
    odd: list[tuple[str, str]] = []
    for name, text in element.items():
        if name == "value":
            cell = text
        else:
            odd.append((name, text))
    if period is None:
        period = _own_period(odd)
    extras = kept_attributes(odd)
    if len(element):
        return _value_with_parts(element, kind, period, cell, Parts(element, language, VALUE_PARTS, extras))
    value, unit, raw = cell_of(cell, period)
    return Observation(
        kind=kind, period=period, value=value, raw=raw, unit=unit, extras=tuple(extras), line=element.sourceline
    )


def _own_period(odd: list[tuple[str, str]]) -> Period:
    """The period that the attributes of a baseline tell, which are taken out of them; a day that is none stays."""
    told = dict(odd)
    year, day = told.pop("year", None), told.get("iso-date")
    period = baseline_period(year, day)
    if period.start is not None:
        del told["iso-date"]
    odd[:] = told.items()
    return period


def _value_with_parts(
    element: Element, kind: ObservationKind, period: Period, cell: str | None, parts: Parts
) -> Observation:
    """A value of which more is said: by what groups and places, and in which words."""
    comment = parts.text("comment", "comment")
    value, unit, raw = cell_of(cell, period)
    if cell is None and comment is not None:
        told = cell_of(comment, period)
        if not isinstance(told[0], str):
            value, unit, raw = told
    extras = parts.extras
    groups = [_group(child, extras, number) for number, child in enumerate(parts.take("dimension"), 1)]
    places = [_place(child, extras, number) for number, child in enumerate(parts.take("location"), 1)]
    documents = [read_document(child, parts.language) for child in parts.take("document-link")]
    own = parts.own()
    observation = Observation(
        kind=kind,
        period=period,
        value=value,
        raw=raw,
        unit=unit,
        comment=comment,
        disaggregation=tuple(groups),
        places=tuple(places),
        documents=tuple(documents),
        translations=tuple(parts.translations),
        extras=tuple(extras),
        line=element.sourceline,
    )
    return _with_own_fields(observation, own) if own else observation


def _with_own_fields(observation: Observation, own: list[Element]) -> Observation:
    """The observation with what our own elements say of its fields."""
    fields: dict[str, Any] = {}
    for child in own:
        name = own_name(child.tag) or ""
        fields[name] = decoded(Observation, name, child.text, child.sourceline)
    return attrs.evolve(observation, **fields)


def cell_of(text: str | None, period: Period) -> tuple[Value, str | None, str | None]:
    """What a cell says: its value, its unit, and its text where the value's own differs from it."""
    if text is None:
        return Missing.ABSENT, None, None
    # Only a year before a colon has to do with the period.
    return _parsed(text, period if ":" in text else None)


@functools.lru_cache(maxsize=8192)
def _parsed(text: str, period: Period | None) -> tuple[Value, str | None, str | None]:
    if PLAIN.fullmatch(text):
        return Decimal(text), None, None
    found = Observation.parse(ACTUAL, period or Period(), text)
    return found.value, found.unit, found._raw  # noqa: SLF001 - whether the text had to be kept


def _group(element: Element, extras: list[Extra], number: int) -> Disaggregation:
    """The group that a dimension names."""
    name = value = None
    for key, text in element.items():
        if key == "name":
            name = text
        elif key == "value":
            value = text
        else:
            extras.append(Extra(name=f"dimension#{number}/@{key}", text=text))
    if len(element):
        for child in element:
            keep(child, extras, f"dimension#{number}/")
    return _known_group(name, value)


@functools.lru_cache(maxsize=1024)
def _known_group(name: str | None, value: str | None) -> Disaggregation:
    return Disaggregation(dimension=stated(name), category=stated(value))


def _place(element: Element, extras: list[Extra], number: int) -> Place:
    """The place that a value refers to: a location of the activity."""
    reference = None
    for key, text in element.items():
        if key == "ref":
            reference = text
        else:
            extras.append(Extra(name=f"location#{number}/@{key}", text=text))
    if len(element):
        for child in element:
            keep(child, extras, f"location#{number}/")
    return _known_place(reference)


@functools.lru_cache(maxsize=1024)
def _known_place(reference: str | None) -> Place:
    return Place(code=stated(reference))


# ------------------------------------------------------------------------- what the standard has no place for


def in_own_order(series: ObservationSeries, element: Element) -> ObservationSeries:
    """The series in the order that an extension element states: for each observation the place that it goes to."""
    places = (element.text or "").split()
    if sorted(places) != sorted(map(str, range(len(series)))):
        what = f"the extension element 'order' must number the {len(series)} values before it, found {element.text!r}"
        name = "iati"
        raise FormatError(name, (Problem(what, line=element.sourceline),))
    by_place = dict(zip(map(int, places), series.observations, strict=True))
    return attrs.evolve(series, observations=tuple(by_place[place] for place in sorted(by_place)))


def with_own_observation(series: ObservationSeries, element: Element) -> ObservationSeries:
    """The series with an observation that only an extension element tells, at the position that it names."""
    position = element.get("at", "")
    where = "the extension element 'observation' of an Indicator"
    if not (position.isascii() and position.isdigit()) or int(position) > len(series):
        what = f"{where} must say at which position it stands, found at={position!r} of {len(series)} before it"
        name = "iati"
        raise FormatError(name, (Problem(what, line=element.sourceline),))
    observation = decoded_whole(Observation, element.text, where, element.sourceline)
    before, after = series.observations[: int(position)], series.observations[int(position) :]
    return attrs.evolve(series, observations=(*before, observation, *after))


def with_own_periods(series: ObservationSeries, element: Element) -> ObservationSeries:
    """The series with the periods that an extension element states."""
    periods: Any = decoded(ObservationSeries, "periods", element.text, element.sourceline)
    return ObservationSeries(series.observations, periods)
