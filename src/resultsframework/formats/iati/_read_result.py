"""
Read results and indicators.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from resultsframework.formats._construction import unchecked
from resultsframework.formats._conventions import conventions_of
from resultsframework.indicator import Indicator, Measure
from resultsframework.result import Impact, OtherResult, Outcome, Output, Result

from ._datatypes import boolean
from ._extension import with_own_fields
from ._mapping import UNKNOWN, Codec, Entry, coded
from ._names import ASCENDING, MEASURES, OWN_VOCABULARY, PREFIX, RESULTS
from ._parts import Parts
from ._read_plain import READERS, attributes_reader, read_document, remembering
from ._read_series import Cells, in_own_order, read_series, with_own_observation, with_own_periods

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from resultsframework.alignment import Reference
    from resultsframework.number import DecimalMark

    from ._xml import Element

__all__ = ["read_indicator", "read_result"]

make_indicator = unchecked(Indicator)

RESULT_PARTS = frozenset(("title", "description", "document-link", "reference", "indicator"))
INDICATOR_PARTS = frozenset(("title", "description", "document-link", "reference", "baseline", "period"))

MAKERS: Mapping[type[Result], Callable[..., Result]] = MappingProxyType(
    {noun: unchecked(noun) for noun in (Output, Outcome, Impact, OtherResult)}
)

TRUTH = Codec(parse=lambda text: UNKNOWN if boolean(text) is None else boolean(text))
AGGREGATION_STATUS = Entry("@aggregation-status", "aggregation_status", TRUTH)
# The attributes, which recur in the activities of a publisher.
OF_RESULT = remembering(
    attributes_reader(
        (Entry("@type", "level", coded("1, 2, 3, 9", RESULTS)), AGGREGATION_STATUS), {"level": OtherResult}
    )
)
OF_INDICATOR = remembering(
    attributes_reader(
        (
            Entry("@measure", "measure", coded("1 to 5", MEASURES)),
            Entry("@ascending", "direction", Codec(parse=lambda text: ASCENDING.get(boolean(text), UNKNOWN))),
            AGGREGATION_STATUS,
        )
    )
)
# The extension elements about a node as a whole, not about one of its fields.
PLACE = f"{PREFIX}place"
OF_SERIES = {
    f"{PREFIX}order": in_own_order,
    f"{PREFIX}observation": with_own_observation,
    f"{PREFIX}periods": with_own_periods,
}


def read_result(element: Element, language: str | None, decimal: DecimalMark | None) -> tuple[Result, str | None]:
    """
    The result of an element, of the level of the standard's code; and the position that it states.

    Args:
        element: The element.

        language: The language of the activity.

        decimal: The decimal mark of its numbers, where it is known.
    """
    stated, extras = OF_RESULT(tuple(element.items()))
    parts = Parts(element, language, RESULT_PARTS, [*extras])
    title = parts.text("title", "title")
    description = parts.text("description", "description")
    code, references = _codes(parts, READERS["iati-activity/result/reference"])
    indicators = [read_indicator(child, language, decimal) for child in parts.take("indicator")]
    documents = [read_document(child, language) for child in parts.take("document-link")]
    own = parts.own()
    made = MAKERS[stated["level"]](
        code=code,
        title=title,
        description=description,
        aggregation_status=stated.get("aggregation_status"),
        indicators=tuple(indicators),
        references=references,
        documents=tuple(documents),
        translations=tuple(parts.translations),
        extras=tuple(parts.extras),
        line=element.sourceline,
    )
    place = next((child.text or "" for child in own if child.tag == PLACE), None)
    fields = [child for child in own if child.tag != PLACE]
    return with_own_fields(made, fields) if fields else made, place


def read_indicator(element: Element, language: str | None, decimal: DecimalMark | None) -> Indicator:
    """The indicator of an element, with its series; see `read_result`."""
    stated, extras = OF_INDICATOR(tuple(element.items()))
    parts = Parts(element, language, INDICATOR_PARTS, [*extras])
    statement = parts.text("title", "statement")
    description = parts.text("description", "description")
    code, references = _codes(parts, READERS["iati-activity/result/indicator/reference"])
    documents = tuple([read_document(child, language) for child in parts.take("document-link")])
    own = parts.own()
    measure = stated.get("measure")
    cells = Cells(conventions_of(measure, None, statement, decimal), measure is Measure.QUALITATIVE)
    series = read_series(parts.take("baseline"), parts.take("period"), language, parts.extras, cells)
    made = make_indicator(
        code=code,
        statement=statement,
        description=description,
        **stated,
        references=references,
        documents=documents,
        series=series,
        translations=tuple(parts.translations),
        extras=tuple(parts.extras),
        line=element.sourceline,
    )
    return _with_own_series(made, own) if own else made


def _with_own_series(made: Indicator, own: list[Element]) -> Indicator:
    """The indicator with the fields and the series of its extension elements."""
    series = made.series
    for child in own:
        if child.tag in OF_SERIES:
            series = OF_SERIES[child.tag](series, child)
    fields = [child for child in own if child.tag not in OF_SERIES]
    return attrs.evolve(with_own_fields(made, fields), series=series)


def _codes(parts: Parts, read: Callable[[Element, str | None], Reference]) -> tuple[str | None, tuple[Reference, ...]]:
    """
    The code of a result or an indicator, and its references: the first reference to the publisher's own list is the
    code; it stays a reference as well if it states more than that.
    """
    code: str | None = None
    others: list[Reference] = []
    for element in parts.take("reference"):
        found = read(element, parts.language)
        if code is None and found.vocabulary == OWN_VOCABULARY:
            code = found.code
            if found.uri is None and not found.extras:
                continue
        others.append(found)
    return code, tuple(others)
