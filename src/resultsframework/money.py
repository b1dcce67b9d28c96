"""
Amounts of money in one currency, as published: a rounded amount is an interval.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

import attrs

from ._guess import Guessable
from .construction import TEXT_OF, typed
from .currency import CURRENCIES
from .errors import InvalidValueError
from .expression import PrintedForTests, repr_of
from .interval import EXACT, Interval
from .message import shown
from .number import DecimalMark, has_too_many_digits, parse_quantity

if TYPE_CHECKING:
    from .value import Undefined

__all__ = ["Money", "parse_money"]

MULTIPLIERS = {"": Decimal(1), "K": Decimal(10) ** 3, "M": Decimal(10) ** 6, "B": Decimal(10) ** 9}
# Currencies whose smallest coin is a thousandth; that of any other is a hundredth or more.
OF_THOUSANDTHS = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
SYMBOL_OF = {"USD": "$", "EUR": "€", "GBP": "£"}


def a_currency(_owner: object, _attribute: attrs.Attribute[str | None], value: object) -> None:
    """Validate the form of an ISO 4217 code; None is a currency that the source does not state."""
    if value is None or (isinstance(value, str) and re.fullmatch(r"[A-Z]{3}", value)):
        return
    msg = f"Money.currency must be an ISO 4217 code such as 'USD', not {value!r}"
    raise InvalidValueError(msg)


def the_nominal(money: Any) -> Decimal:
    """The default of both bounds: the amount itself, known exactly."""
    nominal: Decimal = money.nominal
    return nominal


@typed
@attrs.frozen(kw_only=True)
class Money(Guessable):
    """
    An amount in one currency, known between two bounds. IATI: ``value`` with ``@currency``, always exact there.

    "$934.31 K" is 934,310, between 934,305 and 934,315. Amounts in different currencies are never added. ``==``
    compares the fields; `exceeds` compares the amounts within their bounds.

    Attributes:
        nominal: The published amount, in units of the currency; negative for a refund or a deficit.

        low: The lower bound; the nominal amount where it is exact.

        high: The upper bound; the nominal amount where it is exact.

        currency: An ISO 4217 code; None where the source states none.

        raw: The text of the source.
    """

    # The plain cells of an amount in a table for machines.
    FLAT: ClassVar[Mapping[str, type]] = MappingProxyType(
        {"": Decimal, "low": Decimal, "high": Decimal, "currency": str, "state": str, "reason": str}
    )

    nominal: Decimal
    low: Decimal = attrs.field(default=attrs.Factory(the_nominal, takes_self=True))
    high: Decimal = attrs.field(default=attrs.Factory(the_nominal, takes_self=True))
    currency: str | None = attrs.field(default=None, validator=a_currency)
    raw: str | None = attrs.field(default=None, metadata={TEXT_OF: "nominal"})

    _guesses: ClassVar[dict[str, str]] = {
        ".nominal": "value amount number quantity total",
        ".currency": "unit iso_code ccy",
        "str(money)": "format text label",
        ".nominal, with a dated rate of your own": "to convert exchange usd in_usd round",
    }

    __repr__ = repr_of
    _repr_pretty_ = PrintedForTests()

    def __attrs_post_init__(self) -> None:
        if not self.low <= self.nominal <= self.high:
            msg = f"Money needs low <= nominal <= high, not {self.low}, {self.nominal}, {self.high}"
            raise InvalidValueError(msg)

    @property
    def interval(self) -> Interval:
        """The amount without its currency."""
        return Interval(self.low, self.nominal, self.high)

    @property
    def is_exact(self) -> bool:
        """True if it was published unrounded."""
        return self.low == self.high

    def flat(self) -> dict[str, object]:
        """The amount, its bounds and its currency, as plain cells of a table."""
        return {"": self.nominal, "low": self.low, "high": self.high, "currency": self.currency}

    @classmethod
    def parse(cls, text: str, *, currency: str | None = None, decimal: DecimalMark | None = None) -> Money:
        """
        The amount in a text, which has to be one; `parse_money` is for texts that may be something else.

        Args:
            text: Such as "$934.31 K", "$267,469", "USD 1.2 million".

            currency: The ISO 4217 code to use where the text states no currency.

            decimal: The decimal mark, "." or ","; None where it is unknown.

        Raises:
            InvalidValueError: The text is not certainly an amount.

        >>> Money.parse("$934.31 K").nominal
        Decimal('934310')
        """
        found = parse_money(text, currency=currency, decimal=decimal)
        if found is None:
            msg = f"{shown(text)} is not certainly an amount of money; write it as '$934.31 K' or 'USD 1200'"
            raise InvalidValueError(msg)
        return found

    @property
    def half_width(self) -> Decimal:
        """Half the distance between the bounds, in units of the currency: 5 for "$934.31 K"."""
        return EXACT.multiply(EXACT.subtract(self.high, self.low), Decimal("0.5"))

    def __add__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return self._with(self.interval + self._same_currency(other))

    def __sub__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return self._with(self.interval - self._same_currency(other))

    def __neg__(self) -> Money:
        return self._with(-self.interval)

    def divided_by(self, other: Money) -> Interval | Undefined:
        """The ratio of two amounts; undefined where the divisor may be zero."""
        return self.interval.divided_by(self._same_currency(other))

    def exceeds(self, other: Money) -> bool | None:
        """True if it is certainly larger, False if certainly not; None where the bounds leave it open."""
        return self.interval.exceeds(self._same_currency(other))

    def overlaps(self, other: Money) -> bool:
        """True if both can be the same amount."""
        return self.interval.overlaps(self._same_currency(other))

    def _same_currency(self, other: Money) -> Interval:
        if self.currency == other.currency:
            return other.interval
        msg = (
            f"{self.currency or 'no currency'} and {other.currency or 'no currency'} do not mix; "
            "convert one of them by a dated exchange rate first"
        )
        raise InvalidValueError(msg)

    def _with(self, interval: Interval) -> Money:
        # Sums and differences of decimals are decimals; only a quotient would be a fraction.
        low, nominal, high = (cast("Decimal", end) for end in (interval.low, interval.nominal, interval.high))
        return Money(nominal=nominal, low=low, high=high, currency=self.currency)

    def __bool__(self) -> Literal[True]:
        # An amount, that of zero too, is true, so `if answer:` tells it from `Undefined` for type checkers as well.
        return True

    def __str__(self) -> str:
        """The amount with no more digits than its bounds support: "$934.31 K", "$267,469"."""
        sign = "-" if self.nominal < 0 else ""
        before = SYMBOL_OF.get(self.currency or "", f"{self.currency} " if self.currency else "")
        return f"{sign}{before}{_digits(self.nominal.copy_abs(), EXACT.subtract(self.high, self.low))}"

    def _repr_html_(self) -> str:
        from html import escape

        return f"<p>{escape(self.as_printed())}</p>"

    def as_printed(self) -> str:
        """
        The amount as people print it: an exact one to the smallest coin, such as "$641,897.74" for 641,897.7418977418.

        A rounded amount has the digits of `str`, and so has one that is less than half a coin.
        """
        coin = Decimal("0.001" if self.currency in OF_THOUSANDTHS else "0.01")
        if not self.is_exact or self.nominal == self.nominal.quantize(coin, context=EXACT):
            return str(self)
        rounded = self.nominal.quantize(coin, context=EXACT)
        return str(Money(nominal=rounded, currency=self.currency)) if rounded else str(self)


def _digits(amount: Decimal, width: Decimal) -> str:
    """The digits of an amount that an interval of this width supports; in thousands, millions, billions if rounded."""
    if not width:
        return f"{amount:,f}"
    last = width.adjusted()  # the power of ten of the last digit that means something
    rounded = amount.quantize(EXACT.scaleb(Decimal(1), last), context=EXACT)
    # Of "$1.65431 M" and "$1,654.31 K" the second is read at a glance: the first suffix that invents no digit.
    fitting = ((suffix, one.adjusted()) for suffix, one in MULTIPLIERS.items() if one.adjusted() >= last)
    suffix, power = next(fitting, ("B", 9))
    return f"{rounded.scaleb(-power, context=EXACT):,.{max(power - last, 0)}f} {suffix}".rstrip()


def _plain(number: Decimal) -> Decimal:
    """The same number without an exponent, and without zeros at the end of its decimals."""
    integral = number.to_integral_value()
    return integral.quantize(Decimal(1), context=EXACT) if number == integral else number.normalize(EXACT)


def parse_money(
    text: str, *, rounded: bool = False, currency: str | None = None, decimal: DecimalMark | None = None
) -> Money | None:
    """
    The amount of money in a text; None where the text is not certainly an amount.

    An amount with K, M, B, "thousand", "million" or "billion" behind it is known to half a unit of its last digit; any
    other amount is exact. "€1.000" is one euro or a thousand, and no certain amount unless the decimal mark is known.

    Args:
        text: Such as "$934.31 K", "$267,469", "USD 1.2 million", "-€5".

        rounded: Take an amount without a multiplier as rounded too.

        currency: The ISO 4217 code to use where the text states no currency; it also settles a bare dollar sign.

        decimal: The decimal mark of the source, "." or ","; None where it is unknown.

    Raises:
        InvalidValueError: ``decimal`` is neither a dot nor a comma.

    >>> money = parse_money("$934.31 K")
    >>> money.low, money.nominal, money.high, money.currency
    (Decimal('934305'), Decimal('934310'), Decimal('934315'), 'USD')
    """
    quantity = parse_quantity(text, decimal=decimal, currency=currency, abbreviated=True)
    if quantity is None or (quantity.unit is not None and quantity.unit not in CURRENCIES):
        return None
    number, factor = quantity.number, quantity.factor
    is_multiple = factor != 1
    nominal = EXACT.multiply(number, factor)
    last_digit = number.adjusted() - len(number.as_tuple().digits) + 1
    half = EXACT.multiply(EXACT.scaleb(Decimal(5), last_digit - 1), factor) if is_multiple or rounded else Decimal(0)
    low = EXACT.subtract(nominal, half)
    if has_too_many_digits(low):
        return None
    return Money(
        nominal=_plain(nominal) if is_multiple else nominal,
        low=_plain(low) if half else nominal,
        high=_plain(EXACT.add(nominal, half)) if half else nominal,
        currency=quantity.unit or currency,
        raw=text,
    )
