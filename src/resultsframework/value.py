"""
Values of a cell: a number, yes or no, a ratio, a range, a level, text, or the reason why there is none.

The reason why a calculation is undefined is here too; the text of a cell is parsed in `cell`.
"""

from __future__ import annotations

import enum
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NoReturn, TypeAlias, final

import attrs

from ._guess import Guessable
from .construction import typed
from .errors import InvalidValueError
from .expression import PrintedForTests, repr_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

__all__ = [
    "Cause",
    "HoldsItsNumber",
    "Level",
    "Missing",
    "Number",
    "Range",
    "Ratio",
    "Undefined",
    "Value",
    "converted",
    "is_numeric",
    "is_reported",
    "kind_of",
    "text_of",
]

# Quoted, because few programs ever need a fraction and all would wait for its module.
Number: TypeAlias = "Decimal | Fraction"


class Missing(enum.Enum):
    """
    The reason for a missing value. None of the reasons is zero. IATI: ``@value`` is left out, without a reason.

    Attributes:
        TO_BE_DETERMINED: The value is still to be set ("TBD").

        NOT_AVAILABLE: The value exists and is not available ("N/A").

        NOT_APPLICABLE: The source declares that there can be no value.

        EMPTY: The cell exists and is empty ("-").

        ABSENT: The source has no cell for it.
    """

    TO_BE_DETERMINED = "to_be_determined"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"
    EMPTY = "empty"
    ABSENT = "absent"


MISSING_TEXT = {
    Missing.TO_BE_DETERMINED: "TBD",
    Missing.NOT_AVAILABLE: "N/A",
    Missing.NOT_APPLICABLE: "not applicable",
    Missing.EMPTY: "-",
    Missing.ABSENT: "",
}


@typed
@attrs.frozen
class Ratio:
    """
    A ratio of which both numbers are kept: 3 of 5. Not in IATI, which has one number.

    Attributes:
        numerator: The counted part.

        denominator: The whole it is counted in; never zero.
    """

    numerator: Decimal
    denominator: Decimal

    __repr__ = repr_of
    _repr_pretty_ = PrintedForTests()

    def __attrs_post_init__(self) -> None:
        if not self.denominator:
            msg = f"Ratio({self.numerator}, {self.denominator}) has no meaning; a ratio over zero is not a value"
            raise InvalidValueError(msg)

    @property
    def fraction(self) -> Fraction:
        """The quotient, exactly."""
        from fractions import Fraction

        return Fraction(self.numerator) / Fraction(self.denominator)

    def __str__(self) -> str:
        return f"{self.numerator:f}/{self.denominator:f}"


@typed
@attrs.frozen
class Range:
    """
    A threshold or a span: at least, at most, or between two numbers ("<545", ">80%", "10-20"). In IATI only as text.

    Attributes:
        low: The lower bound; None for none.

        high: The upper bound; None for none. At least one of the bounds is given.

        low_included: True if the lower bound itself is in the range: "at least" rather than "more than".

        high_included: True if the upper bound itself is in the range: "at most" rather than "less than".
    """

    low: Decimal | None = None
    high: Decimal | None = None
    low_included: bool = True
    high_included: bool = True

    __repr__ = repr_of
    _repr_pretty_ = PrintedForTests()

    def __attrs_post_init__(self) -> None:
        if self.low is None and self.high is None:
            msg = "a Range needs a low bound, a high bound or both"
            raise InvalidValueError(msg)
        if self.low is not None and self.high is not None and self.low > self.high:
            msg = f"a Range from {self.low} to {self.high} holds nothing; the low bound comes first"
            raise InvalidValueError(msg)

    def __contains__(self, number: Number) -> bool:
        above = self.low is None or number > self.low or (self.low_included and number == self.low)
        below = self.high is None or number < self.high or (self.high_included and number == self.high)
        return above and below

    def __str__(self) -> str:
        if self.low is None:
            return f"{'≤' if self.high_included else '<'}{self.high:f}"
        if self.high is None:
            return f"{'≥' if self.low_included else '>'}{self.low:f}"
        if self.low_included and self.high_included:
            return f"{self.low:f}-{self.high:f}"
        return f"{'[' if self.low_included else ']'}{self.low:f}, {self.high:f}{']' if self.high_included else '['}"


@typed
@attrs.frozen
class Level:
    """
    A step of an ordered scale: 3 of "low, medium, high". IATI: a value of an indicator with ordinal measure.

    Attributes:
        rank: Its position in the scale, the lowest first. Ranks can be compared, not added.

        name: Its name.
    """

    rank: int
    name: str

    __repr__ = repr_of
    _repr_pretty_ = PrintedForTests()

    def __str__(self) -> str:
        return self.name


Value: TypeAlias = Decimal | bool | Ratio | Range | Level | str | Missing


def with_type(value: Value) -> tuple[type, Value]:
    """The key by which two values are equal: in Python True equals 1, in a framework Yes is no number."""
    return (type(value), value)


def is_reported(value: Value) -> bool:
    """True if there is a value rather than a reason of `Missing`; zero is a value."""
    return not isinstance(value, Missing)


KINDS: dict[type, str] = {
    bool: "yes or no",
    Decimal: "a number",
    Ratio: "a ratio",
    Range: "a range",
    Level: "a level",
    str: "text",
    Missing: "missing",
}


def kind_of(value: Value) -> str:
    """The kind of a value in words, such as "a ratio"; "missing" for every reason of `Missing`."""
    return next(words for kind, words in KINDS.items() if isinstance(value, kind))


def is_numeric(value: Value) -> bool:
    """True if a value is a number, a ratio or a range; these compare with each other, other kinds do not."""
    return isinstance(value, Decimal | Ratio | Range)


def text_of(value: Value) -> str:
    """
    The text of a value, with exactly its digits.

    >>> text_of(Decimal("0E-2")), text_of(True), text_of(Missing.EMPTY)
    ('0.00', 'Yes', '-')
    """
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Missing):
        return MISSING_TEXT[value]
    return str(value)


class HoldsItsNumber(Guessable):
    """The result of a calculation: it holds a number in ``value``, and is itself neither ordered nor a float."""

    __slots__ = ()

    _guesses: ClassVar[dict[str, str]] = {
        "rf.to_dict(answer)": "to_dict as_dict asdict to_json json model_dump",
        "a test with `if answer:`": "is_undefined is_defined is_none",
    }

    def _repr_html_(self) -> str:
        """The answer in a notebook: its sentence."""
        from html import escape

        return f"<p>{escape(str(self))}</p>"

    if not TYPE_CHECKING:  # so that type checkers refuse it as well

        def _refused(self, *_other: Any) -> NoReturn:
            """Refuse to be taken for a number."""
            advice = "test for it first: if answer: ..." if isinstance(self, Undefined) else "use its .value"
            msg = f"{self} is no number: {advice}"
            raise TypeError(msg)

        __float__ = __int__ = __lt__ = __le__ = __gt__ = __ge__ = _refused


class Cause(enum.Enum):
    """
    The kind of reason for which a calculation cannot be made, for programs that act on it. Not in IATI.

    Attributes:
        DIRECTION: The direction of improvement is neither declared nor inferred: declare it, or pass ``direction=``.

        ACCUMULATION: The accumulation of the values is not declared: declare it, or pass ``accumulation=``.

        NOT_DUE: The result is not due yet.

        OTHER: Any other reason, such as a missing value.
    """

    DIRECTION = "direction"
    ACCUMULATION = "accumulation"
    NOT_DUE = "not_due"
    OTHER = "other"


@final
@attrs.frozen
class Undefined(HoldsItsNumber):
    """
    The result of a calculation that cannot be made, with the reason. It is false, so ``if rate:`` tests for a result.

    Attributes:
        reason: The reason, in a few words.

        inputs: The names and values of the inputs, as far as they explain the reason.

        cause: The kind of the reason.
    """

    reason: str
    inputs: tuple[tuple[str, object], ...] = ()
    cause: Cause = Cause.OTHER

    _guesses: ClassVar[dict[str, str]] = {
        ".reason, after a test with `if answer:`": (
            "value percent nominal is_met unit formula basis low high coverage capped over_achievement fraction"
        ),
        ".reason": "message why error detail",
    }

    __repr__ = repr_of
    _repr_pretty_ = PrintedForTests()

    def __bool__(self) -> Literal[False]:
        return False

    def __str__(self) -> str:
        return f"undefined ({self.reason})"


def converted(value: Decimal | Range, convert: Callable[[Decimal], Decimal | Fraction]) -> Decimal | Range | None:
    """A number or a range in another unit; None without a finite decimal expansion."""
    if isinstance(value, Decimal):
        number = convert(value)
        return number if isinstance(number, Decimal) else None
    bounds = [None if bound is None else convert(bound) for bound in (value.low, value.high)]
    low, high = (bound if isinstance(bound, Decimal) else None for bound in bounds)
    return attrs.evolve(value, low=low, high=high) if [low, high] == bounds else None
