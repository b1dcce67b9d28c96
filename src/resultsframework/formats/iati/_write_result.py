"""
Write results and indicators.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.indicator import Measure
from resultsframework.result import OtherResult

from ._kept import kept, text_element
from ._names import CODE_OF_DIRECTION, CODE_OF_MEASURE, CODE_OF_RESULT, OWN_VOCABULARY, RESULTS
from ._text import attribute, attributes_text
from ._write_plain import write_all
from ._write_series import write_series

if TYPE_CHECKING:
    from resultsframework.alignment import Reference
    from resultsframework.indicator import Indicator
    from resultsframework.result import Result

__all__ = ["write_result"]

RESULT = "iati-activity/result"
INDICATOR = f"{RESULT}/indicator"
DOCUMENT = "iati-activity/document-link"
# The measure of an indicator that declares none: the schema demands one, and this one promises the least. It is only
# written where the reader is informed that it is not the framework's.
NEUTRAL_MEASURE = "5"


def write_result(result: Result) -> str:
    """The element of a result that has indicators; those below it are not written."""
    # The standard wants references on one level only, and rather on that of the indicators; so a mere code steps back.
    is_free = not any(indicator.code or indicator.references for indicator in result.indicators)
    # A level that the standard does not know was kept; else the level gives the type.
    is_kept = type(result) is OtherResult and any(e.name == "@type" and e.text not in RESULTS for e in result.extras)
    taken = ["@aggregation-status", "title", "description", "indicator"]
    rest = kept(result.extras, RESULT, taken if is_kept else [*taken, "@type"])
    level = None if is_kept and " type=" in rest.attributes else CODE_OF_RESULT[type(result)]
    attributes = attributes_text({"type": level, "aggregation-status": _status(result)})
    stated = tuple(one for one in result.references if is_free or not _is_mere_code(one))
    parts = (
        f"\n    <result{attributes}{rest.attributes}>",
        text_element("title", "title", result.title, result.translations, rest, required=True),
        text_element("description", "description", result.description, result.translations, rest),
        write_all(DOCUMENT, result.documents),
        rest.of("document-link"),
        _references(result.code if is_free else None, stated, RESULT),
        rest.of("reference"),
        *map(_indicator, result.indicators),
        rest.foreign,
        "\n    </result>",
    )
    return "".join(parts)


def _status(node: Result | Indicator) -> str | None:
    return None if node.aggregation_status is None else str(int(node.aggregation_status))


def _indicator(indicator: Indicator) -> str:
    taken = ["@ascending", "@aggregation-status", "title", "description"]
    if indicator.measure is not None:
        taken.append("@measure")
    rest = kept(indicator.extras, INDICATOR, taken)
    measure = "" if " measure=" in rest.attributes else CODE_OF_MEASURE.get(indicator.measure, NEUTRAL_MEASURE)
    attributes = {
        "measure": measure or None,
        "ascending": CODE_OF_DIRECTION.get(indicator.direction),
        "aggregation-status": _status(indicator),
    }
    parts = (
        f"\n      <indicator{attributes_text(attributes)}{rest.attributes}>",
        text_element("title", "statement", indicator.statement, indicator.translations, rest, required=True),
        text_element("description", "description", indicator.description, indicator.translations, rest),
        write_all(DOCUMENT, indicator.documents),
        rest.of("document-link"),
        _references(indicator.code, indicator.references, INDICATOR),
        rest.of("reference"),
        write_series(indicator.series, in_comments=indicator.measure is Measure.QUALITATIVE),
        rest.foreign,
        "\n      </indicator>",
    )
    return "".join(parts)


def _is_mere_code(reference: Reference) -> bool:
    """True for a reference that would be read as the code of its node, and as nothing else."""
    return reference.vocabulary == OWN_VOCABULARY and reference.uri is None and not reference.extras


def _references(code: str | None, references: tuple[Reference, ...], path: str) -> str:
    """The references of a node; its code as one of the publisher's own list, unless a reference holds it already."""
    parts: list[str] = []
    if code is not None and not any(r.vocabulary == OWN_VOCABULARY and r.code == code for r in references):
        parts.append(f'<reference vocabulary="99" code="{attribute(code)}"/>')
    parts.append(write_all(f"{path}/reference", references))
    return "".join(parts)
