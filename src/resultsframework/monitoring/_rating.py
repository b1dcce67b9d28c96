"""
Ratings: tables of bands that turn a percentage into a word, each with its source, none of them a default; scales that
only a person can judge by; and results held against the money spent on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from resultsframework.errors import InvalidValueError, NotFoundError
from resultsframework.interval import Interval, add, negate
from resultsframework.value import Range, Undefined, repr_of

from ._answer import Progress

if TYPE_CHECKING:
    from resultsframework.value import Number

__all__ = ["RATINGS", "Band", "BandTable", "JudgementScale", "Rating", "results_against_money"]

INSUFFICIENT = "insufficient data"


@attrs.frozen
class Rating:
    """
    A word for how well something goes, from a table that says where the word begins and ends. Not in IATI.

    Attributes:
        name: The word.

        table: The name of the table.

        value: What was rated; None where there was nothing to rate.

        reason: Why nothing could be rated; empty where something was.
    """

    name: str
    table: str
    value: Number | Interval | None = None
    reason: str = ""

    __repr__ = repr_of

    @property
    def is_insufficient(self) -> bool:
        """Whether there was too little to rate, which is not a bad rating."""
        return bool(self.reason)

    def __str__(self) -> str:
        return f"{self.name} ({self.reason})" if self.reason else self.name


@attrs.frozen
class Band:
    """
    One word of a table and the values it stands for.

    Attributes:
        name: The word.

        values: From where to where, as fractions (0.5 for 50 %), and whether the bounds themselves belong to it.
    """

    name: str
    values: Range


@attrs.frozen
class BandTable:
    """
    A table that gives every value exactly one word. Not in IATI.

    Attributes:
        name: What the table is called.

        bands: The bands from the highest to the lowest, without a gap and without an overlap.

        source: Where they were published.

        insufficient: The word where there is no value.

        about: What else has to be known of it.
    """

    name: str
    bands: tuple[Band, ...] = attrs.field()
    source: str = ""
    insufficient: str = INSUFFICIENT
    about: str = ""

    __repr__ = repr_of

    @bands.validator
    def _every_value_has_one_band(self, _attribute: attrs.Attribute[tuple[Band, ...]], bands: tuple[Band, ...]) -> None:
        problems = []
        if not bands or bands[0].values.high is not None:
            problems.append("the first band has to have no upper bound")
        if not bands or bands[-1].values.low is not None:
            problems.append("the last band has to have no lower bound")
        for upper, lower in pairwise(bands):
            end, start = upper.values.low, lower.values.high
            names = f"{upper.name!r} and {lower.name!r}"
            if end is None or start is None or end != start:
                problems.append(f"{names} do not meet: the one ends at {end}, the other begins at {start}")
            elif upper.values.low_included is lower.values.high_included:
                both = "both hold" if upper.values.low_included else "neither holds"
                problems.append(f"{names}: {both} {end}")
        # Such a band meets its neighbours, and yet they may both hold its bound.
        problems += [f"{band.name!r} holds no value" for band in bands if _is_empty(band.values)]
        if len({band.name for band in bands} | {self.insufficient}) <= len(bands):
            problems.append("two words are the same")
        if problems:
            msg = f"the bands of {self.name!r} do not give every value one word: {'; '.join(problems)}"
            raise InvalidValueError(msg)

    def rate(self, answer: Progress | Number | Undefined) -> Rating:
        """The word for an answer; where it is undefined, that there is too little data, and why."""
        if isinstance(answer, Undefined):
            return Rating(self.insufficient, self.name, reason=answer.reason)
        value = answer.value if isinstance(answer, Progress) else answer
        return next(Rating(band.name, self.name, value) for band in self.bands if value in band.values)


def _is_empty(values: Range) -> bool:
    """Whether a range ends where it begins, without that number."""
    return values.low is not None and values.low == values.high and values.low not in values


@attrs.frozen
class JudgementScale:
    """
    Words that a person chooses by judgement; no percentage leads to one of them. Not in IATI.

    Attributes:
        name: What the scale is called.

        grades: The words from the best to the worst.

        source: Where they were published.

        insufficient: The word where nobody has judged.

        about: What else has to be known of it.
    """

    name: str
    grades: tuple[str, ...]
    source: str = ""
    insufficient: str = INSUFFICIENT
    about: str = ""

    __repr__ = repr_of

    def chosen(self, grade: str) -> Rating:
        """
        The rating that somebody has chosen.

        Raises:
            NotFoundError: The scale has no such grade.
        """
        if grade not in self.grades:
            raise NotFoundError(grade, self.grades, self.name)
        return Rating(grade, self.name)

    def rate(self, answer: Progress | Number | Undefined) -> Rating:
        """Nobody can calculate this: the word for too little data, whatever the answer."""
        why = answer.reason if isinstance(answer, Undefined) else "a person has to judge; there are no bands"
        return Rating(self.insufficient, self.name, reason=why)


def bands_of(*steps: tuple[str, str], below: str) -> tuple[Band, ...]:
    """Bands from words and the values that they begin at, those included, and a word for everything below."""
    bands: list[Band] = []
    high: Decimal | None = None
    for name, start in steps:
        low = Decimal(start)
        bands.append(Band(name, Range(low=low, high=high, high_included=False)))
        high = low
    return (*bands, Band(below, Range(high=high, high_included=False)))


UNDP_2014 = BandTable(
    "undp-2014",
    bands_of(("green", "1"), ("amber", "0.5"), below="red"),
    source="UNDP strategic plan report card, 2014",
    insufficient="grey",
    about="Of the milestone. The source leaves a gap from 99 to 100 %, which is amber here.",
)
GLOBAL_FUND = BandTable(
    "global-fund",
    (
        Band("A1", Range(low=Decimal(1), low_included=False)),
        Band("A2", Range(low=Decimal("0.9"), high=Decimal(1))),
        Band("B1", Range(low=Decimal("0.6"), high=Decimal("0.9"), high_included=False)),
        Band("B2", Range(low=Decimal("0.3"), high=Decimal("0.6"), high_included=False)),
        Band("C", Range(high=Decimal("0.3"), high_included=False)),
    ),
    source="The Global Fund, grant ratings",
    about="Of the target, before it is adjusted for how the grant is managed. 89.5 % is B1, and 100 % is A2.",
)
IDB = BandTable(
    "idb",
    bands_of(("on track", "0.8"), ("moderate", "0.6"), below="off track"),
    source="Inter-American Development Bank, corporate results framework, crf.iadb.org",
    about="Of what was expected by then, on a straight line.",
)
AKVO_RSR = BandTable(
    "akvo-rsr",
    (
        Band("high", Range(low=Decimal("0.85"))),
        Band("medium", Range(low=Decimal("0.49"), high=Decimal("0.85"), low_included=False, high_included=False)),
        Band("low", Range(high=Decimal("0.49"))),
    ),
    source="Akvo RSR, views/py_reports/utils.py",
    about="Of the target, by the formula of the same name.",
)
TOLA_ACTIVITY = BandTable(
    "tola-activity",
    (
        Band("over", Range(low=Decimal("1.15"), low_included=False)),
        Band("on scope", Range(low=Decimal("0.85"), high=Decimal("1.15"))),
        Band("under", Range(high=Decimal("0.85"), high_included=False)),
    ),
    source="Mercy Corps TolaActivity, ONSCOPE_MARGIN = 0.15",
    about="Of the target, by the formula of the same name. Where less is better the tool swaps over and under.",
)
DFID = JudgementScale(
    "dfid",
    ("A++", "A+", "A", "B", "C"),
    source="DFID, annual review scale",
    about=(
        "From substantially exceeded to substantially did not meet expectation, A being met. "
        "Outputs are weighted; there are no numeric bounds."
    ),
)
UNICEF_PRP = JudgementScale(
    "unicef-prp",
    ("Met", "On Track", "No Progress", "Constrained"),
    source="UNICEF Partner ReportingStatus Portal, overall status",
    insufficient="No Status",
    about="Chosen by whoever reports.",
)
WORLD_BANK = JudgementScale(
    "world-bank",
    (
        "Highly Satisfactory",
        "Satisfactory",
        "Moderately Satisfactory",
        "Moderately Unsatisfactory",
        "Unsatisfactory",
        "Highly Unsatisfactory",
    ),
    source="World Bank, Independent Evaluation Group",
    about="Judged on relevance, efficacy and efficiency together.",
)

RATINGS: Mapping[str, BandTable | JudgementScale] = MappingProxyType(
    {
        table.name: table
        for table in (UNDP_2014, GLOBAL_FUND, IDB, AKVO_RSR, TOLA_ACTIVITY, DFID, UNICEF_PRP, WORLD_BANK)
    }
)
"""Every shipped table and scale by its name. None is used unless asked for."""


KASHANA = BandTable(
    "results-against-money",
    (
        Band("ok", Range(low=Decimal(0))),
        Band("warning", Range(low=Decimal("-0.1"), high=Decimal(0), high_included=False)),
        Band("danger", Range(high=Decimal("-0.1"), high_included=False)),
    ),
    source="aptivate/kashana, logframe/models.py",
    about="The part of the target that was achieved, less the part of the budget that was spent.",
)


def results_against_money(
    results: Progress | Number | Undefined, spent: Interval | Number | Undefined, *, table: BandTable = KASHANA
) -> Rating:
    """
    Whether results keep up with the money: the part achieved less the part spent, rated. Not in IATI.

    In kashana, from which this comes, it is ok where results are not behind, and danger where they are behind by more
    than ten percentage points. Where rounded amounts leave more than one word possible, there is too little data.

    Args:
        results: The part of the target that was achieved.

        spent: The part of the budget that was spent, such as ``budget.execution``.

        table: Which difference gets which word.
    """
    if isinstance(results, Undefined) or isinstance(spent, Undefined):
        reasons = [thing.reason for thing in (results, spent) if isinstance(thing, Undefined)]
        return Rating(table.insufficient, table.name, reason="; ".join(reasons))
    achieved = results.value if isinstance(results, Progress) else results
    part = spent if isinstance(spent, Interval) else Interval.exactly(spent)
    lead = Interval(*(add(achieved, negate(end)) for end in (part.high, part.nominal, part.low)))
    words = dict.fromkeys(table.rate(end).name for end in (lead.low, lead.high))
    if len(words) > 1:
        either = " and ".join(words)
        return Rating(table.insufficient, table.name, lead, f"the rounded amounts allow {either}")
    return Rating(next(iter(words)), table.name, lead)
