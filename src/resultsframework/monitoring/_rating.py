"""
Ratings: tables of bands that turn a fraction into a word, and scales of which only a person can choose a grade.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from resultsframework.errors import InvalidValueError, NotFoundError
from resultsframework.expression import repr_of
from resultsframework.value import Range, Undefined

from ._answer import Progress

if TYPE_CHECKING:
    from resultsframework.interval import Interval
    from resultsframework.value import Number

__all__ = ["Band", "BandTable", "JudgementScale", "Rating"]

INSUFFICIENT = "insufficient data"


@attrs.frozen
class Rating:
    """
    A rating, from the band of a table that holds the value, or chosen by a person. Not in IATI.

    Attributes:
        name: The word, such as "green".

        table: The name of the table.

        value: The value rated; None where there was none.

        reason: The reason why nothing could be rated; empty if something was.
    """

    name: str
    table: str
    value: Number | Interval | None = None
    reason: str = ""

    __repr__ = repr_of

    @property
    def is_insufficient(self) -> bool:
        """There was too little to rate, which is not a bad rating."""
        return bool(self.reason)

    def __str__(self) -> str:
        return f"{self.name} ({self.reason})" if self.reason else self.name


@attrs.frozen
class Band:
    """
    One band of a table.

    Attributes:
        name: The word for values in it.

        values: The values in it, as fractions (0.5 for 50 %), with or without the bounds themselves.
    """

    name: str
    values: Range


@attrs.frozen
class BandTable:
    """
    A table that gives every value exactly one word. Not in IATI.

    Attributes:
        name: The name of the table.

        bands: The bands from the highest to the lowest, without a gap and without an overlap.

        source: The publication.

        insufficient: The word where there is no value.

        about: The value that it rates, and its odd cases.
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
        """The rating of an answer; where it is undefined, the word for too little data, with the reason."""
        if isinstance(answer, Undefined):
            return Rating(self.insufficient, self.name, reason=answer.reason)
        value = answer.value if isinstance(answer, Progress) else answer
        return next(Rating(band.name, self.name, value) for band in self.bands if value in band.values)


def _is_empty(values: Range) -> bool:
    """True if a range ends where it begins, without that number."""
    return values.low is not None and values.low == values.high and values.low not in values


@attrs.frozen
class JudgementScale:
    """
    Grades that a person chooses by judgement; no percentage leads to one of them. Not in IATI.

    Attributes:
        name: The name of the scale.

        grades: The words from the best to the worst.

        source: The publication.

        insufficient: The word where nobody has judged.

        about: The meaning of the grades.
    """

    name: str
    grades: tuple[str, ...]
    source: str = ""
    insufficient: str = INSUFFICIENT
    about: str = ""

    __repr__ = repr_of

    def chosen(self, grade: str) -> Rating:
        """
        The rating with a grade that somebody has chosen.

        Raises:
            NotFoundError: The scale has no such grade.
        """
        if grade not in self.grades:
            raise NotFoundError(grade, self.grades, self.name)
        return Rating(grade, self.name)

    def rate(self, answer: Progress | Number | Undefined) -> Rating:
        """The word for too little data, whatever the answer: no grade can be calculated."""
        why = answer.reason if isinstance(answer, Undefined) else "a person has to judge; there are no bands"
        return Rating(self.insufficient, self.name, reason=why)
