"""
Complete a written activity: read it back, and add what its standard part does not hold as extension elements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
from lxml import etree

from resultsframework.compare import differing_fields
from resultsframework.framework import ResultsFramework
from resultsframework.observation import Observation
from resultsframework.result import Result
from resultsframework.series import ObservationSeries

from ._extension import encoded, encoded_whole
from ._layout import shown
from ._names import NAMESPACE, PREFIX
from ._read_activity import Reading, read_activity
from ._text import element_of
from ._write_series import arranged

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator
    from resultsframework.node import Node

    from ._layout import Activity

    # As type checkers know the parser's own class only in part.
    Element = Any

__all__ = ["DECLARATION", "completed"]

DECLARATION = f' xmlns:rf="{NAMESPACE}"'
START, END = f"<iati-activities{DECLARATION}>", "</iati-activities>"


def completed(text: str, activity: Activity, layout: str, *, keep_transactions: bool) -> str:
    """
    The element of an activity with extension elements, so that reading it gives an equal activity.

    Args:
        text: The element as written, with the results that have indicators.

        activity: The activity.

        layout: The layout it is written in.

        keep_transactions: True if its transactions were kept, and add up to its budgets.

    Raises:
        InvalidValueError: A field holds what it must not.
    """
    root = element_of(f"{START}{text}{END}")
    element = root[0]
    read = read_activity(element, Reading(layout, keep_transactions)).framework
    _complete_results(element, activity, read.results)
    _override(element, activity.framework, read, results=activity.framework.results)
    if keep_transactions:
        _add(element, "transactions")
    _add_arrangement(element, activity)
    whole: str = etree.tostring(root, encoding="unicode")
    return whole[len(START) : -len(END)]


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> None:
    etree.SubElement(parent, f"{PREFIX}{name}", attributes).text = text


def _override(element: Element, node: Node, read: Node, **apart: Any) -> None:
    """An element for each field in which a node differs from the one that was read, but for those compared apart."""
    read = attrs.evolve(read, **apart) if apart else read
    if node == read:
        return
    for found in differing_fields(node, read):
        _add(element, found.field, encoded(type(node), found.field, found.before))


def _add_arrangement(element: Element, activity: Activity) -> None:
    """The activity's place among others, and the framework's further statements."""
    if activity.layout is None:
        return
    stated = {"layout": activity.layout, "part": str(activity.part), "parts": str(activity.parts)}
    if activity.subject is not None:
        stated["subject"] = shown(activity.subject)
    if not activity.has_own_identifier:
        stated["identifier"] = "derived"
    _add(element, "arrangement", **stated)
    if activity.frame != ResultsFramework():
        _add(element, "framework", encoded_whole(ResultsFramework, activity.frame, "the framework"))


# ------------------------------------------------------------------------------------------------- results


def _complete_results(element: Element, activity: Activity, found: tuple[Result, ...]) -> None:
    """The results with indicators, and whole in extension elements those without, which the standard does not hold."""
    results = activity.framework.results
    placed = list(zip(results, activity.positions, strict=True))
    is_plain = all(result.indicators for result in results)
    written = [one for one in placed if one[0].indicators]
    children = zip(element.findall("result"), written, found, strict=True)
    for number, (child, (result, position), read) in enumerate(children):
        if result != read:
            _complete_result(child, result, read)
        if not (is_plain and position == (number,)):
            _add(child, "place", shown(position))
    for index, (result, position) in enumerate(placed):
        if not result.indicators:
            _add(element, "result", encoded_whole(Result, result, "a result"), at=str(index), place=shown(position))


def _complete_result(element: Element, result: Result, read: Result) -> None:
    _override(element, result, read, indicators=result.indicators)
    for child, one, other in zip(element.findall("indicator"), result.indicators, read.indicators, strict=True):
        if one != other:
            _complete_indicator(child, one, other)


def _complete_indicator(element: Element, indicator: Indicator, read: Indicator) -> None:
    _override(element, indicator, read, series=indicator.series)
    if indicator.series != read.series:
        _complete_series(element, indicator.series, read.series)


def _complete_series(element: Element, series: ObservationSeries, read: ObservationSeries) -> None:
    """The values, their order, those that the standard cannot hold, and the periods that the source states."""
    order = arranged(series)
    positions = order.positions
    for child, position, other in zip(_values(element), positions, read.observations, strict=True):
        _override(child, series.observations[position], other)
    if positions != sorted(positions):
        ranks = {position: rank for rank, position in enumerate(sorted(positions))}
        _add(element, "order", " ".join(str(ranks[position]) for position in positions))
    for position in order.left_out:
        text = encoded_whole(Observation, series.observations[position], "an observation")
        _add(element, "observation", text, at=str(position))
    periods = series.periods if series.has_more_periods else None
    if periods != (read.periods if read.has_more_periods else None):
        _add(element, "periods", encoded(ObservationSeries, "periods", periods))


def _values(element: Element) -> list[Element]:
    """The elements of the values of an indicator, in the order in which they are read."""
    found: list[Element] = element.findall("baseline")
    for period in element.findall("period"):
        found += (*period.findall("target"), *period.findall("actual"))
    return found
