"""
The values of an indicator as a chart has them: one record each, with its place in time, its number and its text.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from resultsframework.groups import of_subject
from resultsframework.observation import ObservationKind, in_order
from resultsframework.subject import Subject, in_words
from resultsframework.value import Missing

from ._library import Record, number
from .design import described

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator
    from resultsframework.observation import Observation

__all__ = ["Drawn", "drawn"]

# The most actuals of which each has its number, and the part of the scale that a label takes.
MANY, NEAR = 8, 0.15


@attrs.frozen
class Drawn:
    """
    An indicator as a chart draws it.

    Attributes:
        name: Its code and its statement.

        unit: The unit of the numbers; empty where none is stated.

        records: Its values with a date, in order of time.

        undated: The values without a date, in words; empty without any.

        others: The groups with values that are not drawn, in words; empty without any.

        in_words: All values, for those who do not see the chart.
    """

    name: str
    unit: str
    records: tuple[Record, ...]
    undated: str
    others: str
    in_words: str

    @property
    def is_stated(self) -> bool:
        """True if a value with a date is stated."""
        return any(record["state"] == "stated" for record in self.records)


def drawn(indicator: Indicator) -> Drawn:
    """
    An indicator as records: the values of its one subject, or those of all where there is no such subject.

    Args:
        indicator: The indicator.
    """
    subject, observations = indicator.subject, in_order(indicator.series.observations)
    others = [found for found in indicator.subjects if found != subject] if subject is not None else []
    if others:
        observations = list(of_subject(observations, subject, indicator.territory))
    unit = _unit(indicator, observations)
    undated = [o for o in observations if o.period.last_day is None]
    groups = {id(o): _group(indicator.subject_of(o), subject) for o in observations}
    return Drawn(
        name=" ".join(filter(None, (indicator.code, indicator.statement))) or "an indicator without a statement",
        unit=unit,
        records=_labelled(
            [
                {"year": _year(last), **_record(o, indicator, unit, groups[id(o)])}
                for o in observations
                if (last := o.period.last_day) is not None
            ]
        ),
        undated=f"without a date: {'; '.join(map(_words, undated))}" if undated else "",
        others=f"of {subject}; there are values of {in_words(others)}" if others else "",
        in_words=described(indicator.code, _lines(observations, groups)),
    )


def _unit(indicator: Indicator, observations: Iterable[Observation]) -> str:
    """The unit of most numbers, the first of several; those in another one have no place on the scale."""
    units = Counter(o.unit or indicator.unit or "" for o in observations if isinstance(o.value, Decimal))
    return units.most_common(1)[0][0] if units else ""


def _record(o: Observation, indicator: Indicator, unit: str, group: str) -> Record:
    own = o.unit or indicator.unit or ""
    place = number(o.value) if isinstance(o.value, Decimal) and own == unit else None
    text = _text(o)
    record: dict[str, object] = {
        "line": "actual" if o.kind is ObservationKind.ACTUAL else "planned",
        "kind": o.kind.value,
        "period": str(o.period),
        "value": text,
        "state": o.value.value.replace("_", " ") if isinstance(o.value, Missing) else "stated",
        "group": group,
    }
    if place is not None:
        record |= {"number": place, "label": _with_commas(o, text)}
        if indicator.target is o:
            record["goal"] = f"target {_with_commas(o, text)}"
    return record


def _with_commas(o: Observation, text: str) -> str:
    """A plain number with commas between thousands, as the axis has them."""
    return f"{o.value:,f}" if isinstance(o.value, Decimal) and text == f"{o.value:f}" else text


def _labelled(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records with the side of each label: actuals have one, of many the last of each group, below a near goal."""
    goal = next((float(str(r["number"])) for r in records if "goal" in r), None)
    actual = [r for r in records if r["line"] == "actual" and "number" in r]
    last = {r["group"]: r for r in actual}
    most = max((abs(float(str(r["number"]))) for r in records if "number" in r), default=0.0)
    found = []
    for r in records:
        side = {}
        if r["line"] == "actual" and "number" in r and (len(actual) <= MANY or last[r["group"]] is r):
            missing = NEAR * most if goal is None else goal - float(str(r["number"]))
            # The name of the goal is above its line at the end, where the last actual may be.
            is_near = (-NEAR * most if last[r["group"]] is r else 0) < missing < NEAR * most
            side = {"side": "below" if is_near else "above"}
        found.append({**r, **side})
    return tuple(found)


def _year(last: dt.date) -> float:
    """The last day of a period in years: the end of 2021 is 2021, and the middle of that year 2020.5."""
    days = last.replace(month=12, day=31).timetuple().tm_yday
    return round(last.year - 1 + last.timetuple().tm_yday / days, 3)


def _text(o: Observation) -> str:
    """The value as printed; the name of its state where it is an empty cell."""
    return " ".join(attrs.evolve(o, raw=None).raw.split()) or "none"


def _group(found: Subject, subject: Subject | None) -> str:
    return "" if found == subject or found.is_total else str(found)


def _lines(observations: Sequence[Observation], groups: dict[int, str]) -> dict[str, list[tuple[str, str]]]:
    """The values of both lines as pairs of a time and a text."""
    found: dict[str, list[tuple[str, str]]] = {"planned": [], "actual": []}
    for o in observations:
        line = "actual" if o.kind is ObservationKind.ACTUAL else "planned"
        when = " ".join(filter(None, (str(o.period) or "no date", groups[id(o)])))
        found[line].append((when, _text(o)))
    return found


def _words(o: Observation) -> str:
    return f"{' '.join(filter(None, (o.kind.value, str(o.period))))}: {_text(o)}"
