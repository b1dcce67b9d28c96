"""
From a value to its element: a baseline, a target or an actual.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from resultsframework.observation import Observation, ObservationKind
from resultsframework.value import Missing, text_of

from ._extension import differences, different, written
from ._kept import kept, text_element
from ._read_series import cell_of, read_value, said_in
from ._text import are_restored, attribute, element_of, is_clean, narratives
from ._write_document import write_documents

if TYPE_CHECKING:
    from resultsframework.organisation import Place
    from resultsframework.period import Period

    from ._extension import Override

__all__ = ["write_value"]

BASELINE = ObservationKind.BASELINE
PATHS = {
    "baseline": "iati-activity/result/indicator/baseline",
    "target": "iati-activity/result/indicator/period/target",
    "actual": "iati-activity/result/indicator/period/actual",
}


def write_value(
    tag: str,
    o: Observation,
    kind: ObservationKind,
    period: Period,
    language: str | None,
    extensions: bool,
    attributes: str = "",
) -> str:
    """
    A baseline, target or actual, and in it what would be read otherwise than it is.

    Args:
        tag: The element.

        o: The observation.

        kind: The kind that is read of the element.

        period: The period that is read of it, or of the one it stands in.

        language: The language of the activity.

        extensions: Whether what the standard has no place for is written too.

        attributes: Those that say its period.
    """
    cell, comment = _cell_and_comment(o, period)
    inside = ""
    if o.extras or o.documents or not is_clean(cell):
        return _in_doubt(tag, o, kind, period, language, extensions, attributes)
    if comment is not None or o.translations:
        if not are_restored((("comment", comment),), o.translations, language):
            return _in_doubt(tag, o, kind, period, language, extensions, attributes)
        inside = f"<comment>{narratives('comment', comment, o.translations)}</comment>"
    if o.places or o.disaggregation:
        if not (_are_restored(o.places) and _are_clean(o)):
            return _in_doubt(tag, o, kind, period, language, extensions, attributes)
        inside = f"{''.join(map(_place, o.places))}{_groups(o)}{inside}"
    if extensions and (
        type(o.value) is not Decimal
        or o._raw is not None  # noqa: SLF001 - whether the text had to be kept
        or o.unit is not None
        or o.kind is not kind
        or (o.period is not period and o.period != period)
    ):
        inside += written(_overrides(o, kind, period, cell, comment))
    stated = "" if cell is None else f' value="{attribute(cell)}"'
    return f"<{tag}{attributes}{stated}>{inside}</{tag}>" if inside else f"<{tag}{attributes}{stated}/>"


def _overrides(
    o: Observation, kind: ObservationKind, period: Period, cell: str | None, comment: str | None
) -> list[Override]:
    """What a cell and a comment, which certainly come back, do not say of a value."""
    value, unit, raw = said_in(cell, comment, period)
    return different(
        Observation,
        (
            ("kind", o.kind, kind),
            ("period", o.period, period),
            ("value", o.value, value),
            ("raw", o._raw, raw),  # noqa: SLF001 - as above
            ("unit", o.unit, unit),
            ("comment", o.comment, comment),
        ),
    )


def _are_restored(places: tuple[Place, ...]) -> bool:
    """Whether the places are references to locations and nothing else."""
    return all(
        all(part is None for part in (place.name, place.vocabulary, place.level, place.within, place.percentage))
        and not (place.extras or place.translations)
        and is_clean(place.code)
        for place in places
    )


def _are_clean(o: Observation) -> bool:
    return all(is_clean(group.dimension) and is_clean(group.category) for group in o.disaggregation)


def _in_doubt(
    tag: str,
    o: Observation,
    kind: ObservationKind,
    period: Period,
    language: str | None,
    extensions: bool,
    attributes: str,
) -> str:
    """A value that may need more than the standard: it is read back to see what."""
    rest = kept(
        o.extras, PATHS[tag], ("@value", "@year", "comment", *(["@iso-date"] if "iso-date" in attributes else ()))
    )
    cell, comment = _cell_and_comment(o, period)
    stated = "" if cell is None else f' value="{attribute(cell)}"'
    where = "".join(map(_place, o.places)) + rest.of("location")
    groups = _groups(o) + rest.of("dimension")
    documents = write_documents(o.documents) + rest.of("document-link")
    told = text_element("comment", "comment", comment, o.translations, rest)
    inside = f"{where}{groups}{documents}{told}" if tag == "baseline" else f"{where}{groups}{told}{documents}"
    start = f"<{tag}{attributes}{stated}{rest.attributes}>{inside}{rest.foreign}"
    if not extensions:
        return f"{start}</{tag}>"
    read = read_value(element_of(f"{start}</{tag}>"), kind, None if kind is BASELINE else period, language)
    return f"{start}{written(differences(o, read))}</{tag}>"


def _cell_and_comment(o: Observation, period: Period) -> tuple[str | None, str | None]:
    """
    What stands in the attribute and what in the comment: numbers and what looks like them in the one; yes, no and the
    reasons for missing values in the other, where it is free, since the standard asks for numbers in the first.
    """
    value, comment = o.value, o.comment
    if isinstance(value, Decimal):
        return f"{value:f}", comment
    if value is Missing.ABSENT:
        return None, comment
    told = o.raw if cell_of(o.raw, period)[0] == value else text_of(value)
    if isinstance(value, bool | Missing):
        if comment is None and told and not told.isspace():
            return None, told
        if comment is not None and (isinstance(value, Missing) or cell_of(comment, period)[0] is value):
            return None, comment
    return told, comment


def _place(place: Place) -> str:
    return "<location/>" if place.code is None else f'<location ref="{attribute(place.code)}"/>'


def _groups(o: Observation) -> str:
    parts: list[str] = []
    for group in o.disaggregation:
        name = "" if group.dimension is None else f' name="{attribute(group.dimension)}"'
        value = "" if group.category is None else f' value="{attribute(group.category)}"'
        parts.append(f"<dimension{name}{value}/>")
    return "".join(parts)
