"""
From results and indicators to elements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from resultsframework.indicator import Accumulation, Direction, Indicator
from resultsframework.result import OtherResult, Outcome, Result

from ._extension import Override, differences, encoded, written
from ._fitting import attribute_fits
from ._kept import kept, text_element
from ._layout import with_children
from ._names import (
    CODE_OF_DIRECTION,
    CODE_OF_MEASURE,
    CODE_OF_RESULT,
    CODE_OF_VOCABULARY,
    INDICATOR_VOCABULARIES,
    OWN_VOCABULARY,
    RESULTS,
    VOCABULARIES,
)
from ._read_result import read_indicator, read_result
from ._text import are_restored, attribute, element_of, is_clean
from ._write_document import are_sure, write_documents
from ._write_series import write_series

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resultsframework.alignment import Reference
    from resultsframework.indicator import Measure

__all__ = ["write_result"]

RESULT = "iati-activity/result"
INDICATOR = f"{RESULT}/indicator"
# The attribute of a reference that says where its list is explained.
URI = {RESULT: "vocabulary-uri", INDICATOR: "indicator-uri"}
# What stands for a measure that is not declared, where the schema demands one: it promises the least.
NEUTRAL_MEASURE = "5"
NO_MEASURE = written([Override("measure", encoded(Indicator, "measure", None))])


def write_result(
    result: Result, place: str | None, language: str | None, *, extensions: bool, measure: Measure | None = None
) -> str:
    """
    The element of a result that has indicators.

    Args:
        result: The result; those below it are not written.

        place: Where it stands in the tree, where that is not told by its place in the file.

        language: The language of the activity.

        extensions: Whether what the standard has no place for is written too.

        measure: The kind of measurement of indicators that declare none.
    """
    indicators = "".join(_indicator(one, language, extensions=extensions, measure=measure) for one in result.indicators)
    # The standard wants references on one level only, and rather on that of the indicators; so a mere code steps back.
    is_free = not any(indicator.code or indicator.references for indicator in result.indicators)
    start, middle, foreign = _result_parts(result, is_free=is_free)
    own = ""
    if extensions:
        if not _is_restored_result(result, language, is_free=is_free):
            alone = with_children(attrs.evolve(result, indicators=()), ())
            read, _ = read_result(element_of(f"{start}{middle}{foreign}</result>"), language)
            own = written(differences(alone, read))
        if place is not None:
            own += f"<rf:place>{place}</rf:place>"
    return f"\n    {start}{middle}{indicators}{foreign}{own}\n    </result>"


def _is_restored_result(result: Result, language: str | None, *, is_free: bool) -> bool:
    """Whether the result certainly comes back, since it has nothing but what the standard can say."""
    return (
        not (
            result.extras
            or result.budgets
            or result.sdgs
            or result.policy_markers
            or result.progress_notes
            or (isinstance(result, Outcome) and _has_more(result))
        )
        and result.identifier is None
        and result.humanitarian is None
        and are_restored((("title", result.title), ("description", result.description)), result.translations, language)
        and (is_free or (result.code is None and not result.references))
        and _are_codes_restored(result.code, result.references, RESULT, VOCABULARIES)
        and are_sure(result.documents, language)
    )


def _has_more(outcome: Outcome) -> bool:
    return bool(outcome.impact_areas or outcome.organisational_outputs or outcome.un_system_functions)


def _status(node: Result | Indicator) -> str:
    known = node.aggregation_status
    return "" if known is None else f' aggregation-status="{int(known)}"'


def _result_parts(result: Result, *, is_free: bool) -> tuple[str, str, str]:
    """The start of the element, what comes before the indicators, and what comes after them."""
    # A level that the standard does not know was kept as it stood; else the level says the type.
    is_kept = type(result) is OtherResult and any(e.name == "@type" and e.text not in RESULTS for e in result.extras)
    taken = ["@aggregation-status", "title", "description", "indicator"]
    rest = kept(result.extras, RESULT, taken if is_kept else [*taken, "@type"])
    code = result.code if is_free else None
    stated = tuple(one for one in result.references if is_free or not _is_mere_code(one))
    references = _references(code, stated, RESULT)
    level = "" if is_kept else f' type="{CODE_OF_RESULT[type(result)]}"'
    start = f"<result{level}{_status(result)}{rest.attributes}>"
    middle = (
        text_element("title", "title", result.title, result.translations, rest, required=True)
        + text_element("description", "description", result.description, result.translations, rest)
        + write_documents(result.documents)
        + rest.of("document-link")
        + references
        + rest.of("reference")
    )
    return start, middle, rest.foreign


# ------------------------------------------------------------------------------------------------- indicators


def _indicator(indicator: Indicator, language: str | None, *, extensions: bool, measure: Measure | None) -> str:
    series = write_series(indicator.series, language, extensions=extensions)
    start, middle, foreign = _indicator_parts(indicator, measure)
    own = ""
    if extensions and _is_restored_indicator(indicator, language):
        # What stands for a measure that is not declared is one.
        own = NO_MEASURE if indicator.measure is None else ""
    elif extensions:
        read = read_indicator(element_of(f"{start}{middle}{foreign}</indicator>"), language)
        own = written(differences(indicator, read, ("series",)))
    return f"\n      {start}{middle}{series}{foreign}{own}\n      </indicator>"


def _is_restored_indicator(indicator: Indicator, language: str | None) -> bool:
    """Whether the indicator certainly comes back, since it has nothing but what the standard can say, or no measure."""
    texts = (("statement", indicator.statement), ("description", indicator.description))
    return (
        not (indicator.extras or indicator.scope or indicator.notes or indicator.sdgs or indicator.alignments)
        and indicator.direction is not Direction.MAINTAIN
        and indicator.unit is indicator.printed_result is None
        and indicator.actuals_accumulation is indicator.targets_accumulation is Accumulation.UNKNOWN
        and are_restored(texts, indicator.translations, language)
        and _are_codes_restored(indicator.code, indicator.references, INDICATOR, INDICATOR_VOCABULARIES)
        and are_sure(indicator.documents, language)
    )


def _indicator_parts(indicator: Indicator, measure: Measure | None) -> tuple[str, str, str]:
    """The start of the element, what comes before the series, and what comes after it."""
    taken = ["@ascending", "@aggregation-status", "title", "description"]
    if indicator.measure is not None:
        taken.append("@measure")
    rest = kept(indicator.extras, INDICATOR, taken)
    declared = CODE_OF_MEASURE.get(indicator.measure or measure)
    if declared is None and " measure=" not in rest.attributes:
        declared = NEUTRAL_MEASURE
    measured = "" if declared is None else f' measure="{declared}"'
    ascending = CODE_OF_DIRECTION.get(indicator.direction)
    rising = "" if ascending is None else f' ascending="{ascending}"'
    start = f"<indicator{measured}{rising}{_status(indicator)}{rest.attributes}>"
    translations = indicator.translations
    middle = (
        text_element("title", "statement", indicator.statement, translations, rest, required=True)
        + text_element("description", "description", indicator.description, translations, rest)
        + write_documents(indicator.documents)
        + rest.of("document-link")
        + _references(indicator.code, indicator.references, INDICATOR)
        + rest.of("reference")
    )
    return start, middle, rest.foreign


def _is_mere_code(reference: Reference) -> bool:
    """Whether a reference would be read as the code of its node, and as nothing else."""
    return reference.vocabulary == OWN_VOCABULARY and reference.uri is None and not reference.extras


def _references(code: str | None, references: tuple[Reference, ...], path: str) -> str:
    """The references of a node, with its code as one of the publisher's own list where none of them says it."""
    uri = URI[path]
    parts: list[str] = []
    if code is not None and not any(r.vocabulary == OWN_VOCABULARY and r.code == code for r in references):
        parts.append(f'<reference vocabulary="99" code="{attribute(code)}"/>')
    for reference in references:
        if reference.vocabulary is None:
            continue
        vocabulary = CODE_OF_VOCABULARY.get(reference.vocabulary, reference.vocabulary)
        rest = kept(reference.extras, f"{path}/reference", ("@vocabulary", "@code", f"@{uri}"))
        where = reference.uri
        link = (
            f' {uri}="{attribute(where)}"'
            if where is not None and attribute_fits(f"{path}/reference", uri, where)
            else ""
        )
        inside = f">{rest.foreign}</reference>" if rest.foreign else "/>"
        told = f' vocabulary="{attribute(vocabulary)}" code="{attribute(reference.code)}"{link}'
        parts.append(f"<reference{told}{rest.attributes}{inside}")
    return "".join(parts)


def _are_codes_restored(
    code: str | None, references: tuple[Reference, ...], path: str, vocabularies: Mapping[str, str]
) -> bool:
    """Whether the code of a node and its references certainly come back."""
    if not is_clean(code):
        return False
    if not references:
        return True
    own = [one for one in references if one.vocabulary == OWN_VOCABULARY]
    if code is None:
        is_code_sure = not own
    else:
        # Of those that say the code, the first has to say more, or else it would be the code and no reference.
        is_code_sure = all(one.code != code for one in own) or (own[0].code == code and own[0].uri is not None)
    return is_code_sure and all(_is_restored_reference(one, path, vocabularies) for one in references)


def _is_restored_reference(one: Reference, path: str, vocabularies: Mapping[str, str]) -> bool:
    if one.vocabulary is None or one.extras or one.translations:
        return False
    code = CODE_OF_VOCABULARY.get(one.vocabulary, one.vocabulary)
    return (
        vocabularies.get(code, code) == one.vocabulary
        and one.name is None
        and one.percentage is None
        and is_clean(one.vocabulary)
        and is_clean(one.code)
        and (one.uri is None or attribute_fits(f"{path}/reference", URI[path], one.uri))
    )
