"""
From the values of an indicator to elements: baselines, and periods with what was planned and achieved in each.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from resultsframework.observation import Observation, ObservationKind, ObservationSeries
from resultsframework.value import Missing, text_of

from ._days import baseline_period, period_of
from ._extension import Override, differences, encoded, encoded_whole, written
from ._kept import kept, text_element
from ._read_series import cell_of, read_value
from ._text import attribute, element_of, escape, is_clean
from ._write_document import write_documents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.organisation import Place
    from resultsframework.period import Period

__all__ = ["write_series"]

BASELINE, MILESTONE, TARGET, ACTUAL = ObservationKind
PATHS = {
    "baseline": "iati-activity/result/indicator/baseline",
    "target": "iati-activity/result/indicator/period/target",
    "actual": "iati-activity/result/indicator/period/actual",
}


class _Numbered(NamedTuple):
    """An observation, its position in the series, and the period that it is written in."""

    position: int
    observation: Observation
    period: Period


class _Block(NamedTuple):
    """One ``period`` element."""

    period: Period
    planned: list[_Numbered]
    achieved: list[_Numbered]


def write_series(series: ObservationSeries, language: str | None, *, extensions: bool) -> str:
    """
    The elements of a series: ``baseline`` and ``period``, and behind them what they cannot say.

    Args:
        series: The series.

        language: The language of the activity.

        extensions: Whether what the standard has no place for is written too.
    """
    baselines: list[_Numbered] = []
    dated: list[_Numbered] = []
    others: list[_Numbered] = []
    before = written_period = None
    for index, observation in enumerate(series.observations):
        is_baseline = observation.kind is BASELINE
        if is_baseline:
            period = _baseline_as_written(observation.period)
        else:
            if observation.period is not before:
                before = observation.period
                written_period = _as_written(before)
            period = written_period
        if period is None or _says_only_that_nothing_was_entered(observation):
            others.append(_Numbered(index, observation, observation.period))
        else:
            (baselines if is_baseline else dated).append(_Numbered(index, observation, period))
    stated = series.periods if series.has_more_periods else _told(series.observations)
    if others:
        # A period of which nothing is left to say is not stated either; one that never had a value is.
        silent = set(_told(one.observation for one in others)) - {one.observation.period for one in dated}
        stated = tuple(period for period in stated if period not in silent)
    blocks = _blocks(dated, stated)
    parts = [_baseline(one, language, extensions) for one in baselines]
    last = max((block.period.last_day or dt.date.min for block in blocks if block.planned), default=None)
    parts += [_period(block, last, language, extensions) for block in blocks]
    if extensions:
        parts += _beside(series, baselines, blocks, others)
    return "".join(parts)


def _says_only_that_nothing_was_entered(o: Observation) -> bool:
    """Whether a cell was left empty, for which the standard has no sign: its rules demand a value."""
    is_bare = o.comment is None and not (o.disaggregation or o.places or o.documents or o.extras or o.translations)
    return o.value is Missing.EMPTY and is_bare and o.raw != ""


def _beside(
    series: ObservationSeries, baselines: list[_Numbered], blocks: list[_Block], others: list[_Numbered]
) -> list[str]:
    """What the elements do not say: another order, values without a place, and which periods are stated."""
    parts: list[str] = []
    in_order = [*baselines, *(one for block in blocks for one in (*block.planned, *block.achieved))]
    positions = [one.position for one in in_order]
    if positions != sorted(positions):
        ranks = {position: rank for rank, position in enumerate(sorted(positions))}
        parts.append(f"<rf:order>{' '.join(str(ranks[position]) for position in positions)}</rf:order>")
    for one in others:
        text = escape(encoded_whole(Observation, one.observation, "an observation"))
        parts.append(f'<rf:observation at="{one.position}">{text}</rf:observation>')
    stated = [block.period for block in blocks]
    read = None if [*_told(one.observation for one in in_order)] == stated else tuple(stated)
    own = series.periods if series.has_more_periods else None
    if own != read:
        text = encoded(ObservationSeries, "periods", own)
        parts.append(written([Override("periods", text)]))
    return parts


# ------------------------------------------------------------------------------------------------- periods


def _told(observations: Iterable[Observation]) -> tuple[Period, ...]:
    """The periods that observations tell, as a series has them where it is not told otherwise."""
    told: list[Period] = []
    for o in observations:
        if o.kind is not BASELINE and not (told and o.period is told[-1]):
            told.append(o.period)
    return tuple(told) if len(told) < 2 else tuple(dict.fromkeys(told))


def _baseline_as_written(period: Period) -> Period | None:
    """The period that is read where this one was written for a baseline; None where no year is known."""
    year = period.year or period.last_year
    return None if year is None else baseline_period(str(year), _baseline_day(period))


def _baseline_day(period: Period) -> str | None:
    """The day of a baseline, where its period is one day."""
    day = period.start
    return None if day is None or day != period.end else day.isoformat()


def _as_written(period: Period) -> Period | None:
    """The period that is read where this one was written; None for one that lacks a first or a last day."""
    start, end = period.start, period.end
    if period.raw is None and period.year is not None and start is None and end is None:
        return period
    first, last = period.first_day, period.last_day
    if first is None or last is None:
        return None
    read = period_of(first.isoformat(), last.isoformat())
    return period if read == period else read


def _blocks(dated: list[_Numbered], stated: tuple[Period, ...]) -> list[_Block]:
    """
    The observations by period, in the order in which the periods are stated.

    Where a period is stated repeatedly, its observations are dealt out so that they come back in their own order.
    """
    periods = [written for period in stated if (written := _as_written(period)) is not None]
    blocks = _blocks_in_order(dated, periods)
    if blocks is not None:
        return blocks
    waiting: dict[Period, list[_Numbered]] = {}
    for one in dated:
        waiting.setdefault(one.period, []).append(one)
    left = {period: periods.count(period) for period in periods} if len(set(periods)) < len(periods) else {}
    blocks = []
    for period in (*periods, *(period for period in waiting if period not in periods)):
        ours = waiting.get(period, [])
        left[period] = left.get(period, 1) - 1
        block = _Block(period, [], [])
        taken = 0
        for one in ours:
            is_actual = one.observation.kind is ACTUAL
            if left[period] > 0 and block.achieved and not is_actual:
                break
            (block.achieved if is_actual else block.planned).append(one)
            taken += 1
        waiting[period] = ours[taken:]
        blocks.append(block)
    return blocks


def _blocks_in_order(dated: list[_Numbered], periods: list[Period]) -> list[_Block] | None:
    """The same, where observations come one period after the other, as they do in files; None where they do not."""
    if len(periods) > 1 and len(set(periods)) < len(periods):
        return None
    blocks: list[_Block] = []
    rest = iter(dated)
    one = next(rest, None)
    for period in periods:
        block = _Block(period, [], [])
        while one is not None and (one.period is period or one.period == period):
            (block.achieved if one.observation.kind is ACTUAL else block.planned).append(one)
            one = next(rest, None)
        blocks.append(block)
    return blocks if one is None else None


def _period(block: _Block, last: dt.date | None, language: str | None, extensions: bool) -> str:
    period = block.period
    kind = TARGET if (period.last_day or dt.date.min) == last else MILESTONE
    targets = "".join(_value("target", one, kind, period, language, extensions) for _, one, _ in block.planned)
    actuals = "".join(_value("actual", one, ACTUAL, period, language, extensions) for _, one, _ in block.achieved)
    return (
        f'\n        <period><period-start iso-date="{period.first_day}"/><period-end iso-date="{period.last_day}"/>'
        f"{targets}{actuals}</period>"
    )


# ------------------------------------------------------------------------------------------------- values


def _baseline(one: _Numbered, language: str | None, extensions: bool) -> str:
    day = _baseline_day(one.observation.period)
    dated = f' year="{one.period.year}"' + ("" if day is None else f' iso-date="{day}"')
    written_value = _value("baseline", one.observation, BASELINE, one.period, language, extensions, dated)
    return f"\n        {written_value}"


def _value(
    tag: str,
    o: Observation,
    kind: ObservationKind,
    period: Period,
    language: str | None,
    extensions: bool,
    attributes: str = "",
) -> str:
    """A baseline, target or actual, and in it what would be read otherwise than it is."""
    value, comment = o.value, o.comment
    is_usual = (
        not (o.extras or o.translations or o.documents)
        and o.kind is kind
        and (o.period is period or o.period == period)
        and (comment is None or is_clean(comment))
    )
    if is_usual and type(value) is Decimal and not o._raw and o.unit is None:  # noqa: SLF001
        cell = f"{value:f}"
    elif is_usual and value is Missing.ABSENT and not o._raw and o.unit is None and _says_nothing(comment, period):  # noqa: SLF001
        cell = None
    else:
        return _unusual(tag, o, kind, period, language, extensions, attributes)
    where = "".join(map(_place, o.places)) if o.places else ""
    groups = _groups(o) if o.disaggregation else ""
    if not (_are_usual(o.places) and _are_clean(o)):
        return _unusual(tag, o, kind, period, language, extensions, attributes)
    told = "" if comment is None else f"<comment><narrative>{escape(comment)}</narrative></comment>"
    stated = "" if cell is None else f' value="{cell}"'
    inside = where + groups + told
    return f"<{tag}{attributes}{stated}>{inside}</{tag}>" if inside else f"<{tag}{attributes}{stated}/>"


def _says_nothing(comment: str | None, period: Period) -> bool:
    return comment is None or isinstance(cell_of(comment, period)[0], str)


def _are_usual(places: tuple[Place, ...]) -> bool:
    """Whether the places are references to locations and nothing else."""
    return all(
        all(part is None for part in (place.name, place.vocabulary, place.level, place.within, place.percentage))
        and not (place.extras or place.translations)
        and is_clean(place.code)
        for place in places
    )


def _are_clean(o: Observation) -> bool:
    return all(is_clean(group.dimension) and is_clean(group.category) for group in o.disaggregation)


def _unusual(
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
    told = text_element("comment", "comment", comment, o.translations, rest.inside("comment"))
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
