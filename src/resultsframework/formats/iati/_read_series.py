"""
Read the series of an indicator: its periods, and the values stated for them.
"""

from __future__ import annotations

import functools
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from resultsframework.cell import UNKNOWN, Conventions
from resultsframework.formats._construction import unchecked
from resultsframework.number import MAX_DIGITS, whole_number
from resultsframework.observation import Observation, ObservationKind, own_period
from resultsframework.organisation import Place
from resultsframework.period import Period
from resultsframework.series import ObservationSeries
from resultsframework.subject import Disaggregation
from resultsframework.value import Missing, Value

from ._datatypes import stated
from ._days import baseline_period, bound, period_and_end
from ._extension import decoded, decoded_whole, refused, with_own_fields
from ._parts import Parts
from ._read_plain import read_document
from ._text import keep, keep_rest, kept_attributes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from resultsframework.node import Extra

    from ._xml import Element

__all__ = [
    "Cells",
    "cell_of",
    "in_own_order",
    "read_series",
    "read_value",
    "with_own_observation",
    "with_own_periods",
]

make_observation = unchecked(Observation)
make_series = unchecked(ObservationSeries)

BASELINE, MILESTONE, TARGET, ACTUAL = ObservationKind
# Digits whose only mark cannot separate thousands: a leading zero, or other than three digits behind the dot.
PLAIN = re.compile(r"-?(?:0(?:\.[0-9]+)?|[1-9][0-9]*(?:\.(?:[0-9]{1,2}|[0-9]{4,}))?)")
NO_CELL: tuple[Value, str | None, str | None] = (Missing.ABSENT, None, None)
VALUE_PARTS = frozenset(("comment", "dimension", "location", "document-link"))


class Cells(NamedTuple):
    """
    The reading of the values of an indicator.

    Attributes:
        conventions: The conventions of its cells.

        are_comments: True where a value without a cell is the whole text of its comment (measure 5).
    """

    conventions: Conventions = UNKNOWN
    are_comments: bool = False


def read_series(
    baselines: Sequence[Element],
    elements: Sequence[Element],
    language: str | None,
    extras: list[Extra],
    cells: Cells,
) -> ObservationSeries:
    """All observations: baselines, then those of each period, planned before actual values."""
    observations = [read_value(child, BASELINE, None, language, cells) for child in baselines]
    blocks = [_block(element, number, extras) for number, element in enumerate(elements, 1)]
    final = _final_periods([(last_day, period) for period, last_day, targets, _ in blocks if targets])
    are_implied = True
    for period, last_day, targets, actuals in blocks:
        if targets:
            kind = TARGET if (last_day, period) in final else MILESTONE
            observations += [read_value(child, kind, period, language, cells) for child in targets]
        elif not actuals:
            are_implied = False
        observations += [read_value(child, ACTUAL, period, language, cells) for child in actuals]
    if are_implied and (len(blocks) < 2 or len({block[0] for block in blocks}) == len(blocks)):
        return make_series(tuple(observations))
    # An empty period, and one that is stated repeatedly, do not follow from the observations.
    return make_series(tuple(observations), tuple([block[0] for block in blocks]))


def _final_periods(planned: list[tuple[dt.date, Period]]) -> list[tuple[dt.date, Period]]:
    """The planned period that ends last; of several that end together the longest, or all if a start is not known."""
    last = max([last_day for last_day, _ in planned], default=None)
    final = [one for one in planned if one[0] == last]
    if len(final) < 2 or any(period.first_day is None for _, period in final):
        return final
    first = min(period.first_day or last_day for last_day, period in final)
    return [one for one in final if one[1].first_day == first]


def _block(element: Element, number: int, extras: list[Extra]) -> tuple[Period, dt.date, list[Element], list[Element]]:
    """A ``period``: its dates, its last day, its targets and its actuals."""
    start = end = None
    targets: list[Element] = []
    actuals: list[Element] = []
    if attributes := element.items():
        extras += kept_attributes(attributes, f"period#{number}/")
    for child in element[:]:
        tag = child.tag
        if tag == "target":
            targets.append(child)
        elif tag == "actual":
            actuals.append(child)
        elif tag == "period-start" and start is None:
            start = bound(child, extras, f"period#{number}/")
        elif tag == "period-end" and end is None:
            end = bound(child, extras, f"period#{number}/")
        else:
            keep(child, extras, f"period#{number}/")
    return *period_and_end(start, end), targets, actuals


# ----------------------------------------------------------------------------------------------- one value


def read_value(
    element: Element, kind: ObservationKind, period: Period | None, language: str | None, cells: Cells
) -> Observation:
    """The baseline, target or actual of an element; a baseline states its own period."""
    attributes = dict(element.items())
    cell = attributes.pop("value", None)
    known: Sequence[Extra] = ()
    if period is None:
        period, known = _own_period(tuple(attributes.items()))
    elif attributes:
        known = kept_attributes(attributes.items())
    extras = [*known]
    fields, own = _inside(element, language, extras) if len(element) else ({}, None)
    value, unit, raw = _stated_in(cell, fields.get("comment"), period, cells)
    stated_for, listed = _named_in(cell, period, value)
    made = make_observation(
        kind=kind,
        period=stated_for,
        listed_under=listed,
        value=value,
        unit=unit,
        raw=raw,
        extras=tuple(extras),
        line=element.sourceline,
        **fields,
    )
    return with_own_fields(made, own) if own else made


def _named_in(cell: str | None, period: Period, value: Value) -> tuple[Period, Period | None]:
    """The period that a cell with a value names, and the one that lists it; else the latter, and None."""
    own = None if cell is None or ":" not in cell or isinstance(value, str) else own_period(cell, period)
    return (period, None) if own is None else (own, period)


@functools.lru_cache(maxsize=4096)
def _own_period(odd: tuple[tuple[str, str], ...]) -> tuple[Period, tuple[Extra, ...]]:
    """The period in the attributes of a baseline, and the other attributes, with a day that is not a date."""
    texts = dict(odd)
    year, day = texts.pop("year", None), texts.get("iso-date")
    period = baseline_period(year, day)
    if period.start is not None:
        del texts["iso-date"]
    return period, tuple(kept_attributes(texts.items()))


def _inside(element: Element, language: str | None, extras: list[Extra]) -> tuple[dict[str, Any], list[Element]]:
    """The fields that elements in a value state: a comment, groups, places, documents; and its extension elements."""
    parts = Parts(element, language, VALUE_PARTS, extras)
    comment = parts.text("comment", "comment")
    groups, places = parts.take("dimension"), parts.take("location")
    for number, child in enumerate(groups, 1):
        keep_rest(child, ("name", "value"), extras, f"dimension#{number}/")
    for number, child in enumerate(places, 1):
        keep_rest(child, ("ref",), extras, f"location#{number}/")
    documents = [read_document(child, language) for child in parts.take("document-link")]
    own = parts.own()
    fields = {
        "comment": comment,
        "disaggregation": tuple([_group(child.get("name"), child.get("value")) for child in groups]),
        "places": tuple([_place(child.get("ref")) for child in places]),
        "documents": tuple(documents),
        "translations": tuple(parts.translations),
    }
    return fields, own


def _stated_in(
    cell: str | None, comment: str | None, period: Period, cells: Cells
) -> tuple[Value, str | None, str | None]:
    """
    The value in a cell or, without a cell, in a comment: its whole text, or the reason why there is no value.

    A number or a yes in the comment of a count is a remark, and no value; see `cell_of`.
    """
    if cell is None and comment is not None:
        found = cell_of(comment, period)
        if isinstance(found[0], Missing) and (found[0] is Missing.EMPTY or not cells.are_comments):
            return found
        if cells.are_comments:
            return comment, None, None
    return cell_of(cell, period, cells.conventions)


def cell_of(
    text: str | None, period: Period, conventions: Conventions = UNKNOWN
) -> tuple[Value, str | None, str | None]:
    """The value of a cell, its unit, and its text where it differs from the text of the value."""
    if text is None:
        return NO_CELL
    # Only a year before a colon has to do with the period.
    return _parsed(text, period if ":" in text else None, conventions)


@functools.lru_cache(maxsize=8192)
def _parsed(text: str, period: Period | None, conventions: Conventions) -> tuple[Value, str | None, str | None]:
    if conventions.decimal != "," and len(text) <= MAX_DIGITS and PLAIN.fullmatch(text):
        return Decimal(text), None, None
    found = Observation.parse(ACTUAL, period or Period(), text, conventions=conventions)
    return found.value, found.unit, found._raw  # noqa: SLF001 - whether the text had to be kept


@functools.lru_cache(maxsize=1024)
def _group(name: str | None, value: str | None) -> Disaggregation:
    """The group that a dimension names."""
    return Disaggregation(dimension=stated(name), category=stated(value))


@functools.lru_cache(maxsize=1024)
def _place(reference: str | None) -> Place:
    """The place that a value refers to: a location of the activity."""
    return Place(code=stated(reference))


# ------------------------------------------------------------------------- extension elements


def in_own_order(series: ObservationSeries, element: Element) -> ObservationSeries:
    """The series in the order that an extension element states: the new position of each observation."""
    places = (element.text or "").split()
    if sorted(places) != sorted(map(str, range(len(series)))):
        what = f"the extension element 'order' must number the {len(series)} values before it, found {element.text!r}"
        raise refused(what, element.sourceline)
    by_place = dict(zip(map(int, places), series.observations, strict=True))
    return attrs.evolve(series, observations=tuple(by_place[place] for place in sorted(by_place)))


def with_own_observation(series: ObservationSeries, element: Element) -> ObservationSeries:
    """The series with the observation of an extension element, at the position that it states."""
    position = element.get("at", "")
    where = "the extension element 'observation' of an Indicator"
    at = whole_number(position)
    if at is None or at > len(series):
        what = f"{where} must state its position, found at={position!r} of {len(series)} before it"
        raise refused(what, element.sourceline)
    observation = decoded_whole(Observation, element.text, where, element.sourceline)
    before, after = series.observations[:at], series.observations[at:]
    return attrs.evolve(series, observations=(*before, observation, *after))


def with_own_periods(series: ObservationSeries, element: Element) -> ObservationSeries:
    """The series with the periods that an extension element states."""
    periods: Any = decoded(ObservationSeries, "periods", element.text, element.sourceline)
    return ObservationSeries(series.observations, periods)
