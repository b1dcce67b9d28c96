"""
Units of measurement: the closed list of units, and exact conversion within one dimension.

This is the only module that uses pint; it imports pint at the first conversion.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections import Counter
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeAlias, cast

import attrs

from .errors import InvalidValueError, UnknownUnitError
from .interval import EXACT, add, multiply
from .number import MAX_DIGITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pint.registry import Quantity, UnitRegistry

    from .value import Number

    class SharedRegistry(Protocol):
        """The registry of a whole application, as pint wraps it; pint gives it no types."""

        def get(self) -> Any: ...

    Registry: TypeAlias = UnitRegistry[Any] | SharedRegistry
    Shape: TypeAlias = tuple[tuple[str, int], ...]

__all__ = ["DEFAULT_UNITS", "Unit", "UnitSystem", "unit_of_symbol"]

PLAIN = Decimal(0)  # added to 1E+2, it makes 100 of it
# A name, but no word that pint reads as something else.
_CODE = (
    r"(?!delta_|(?i:cubed|cubic|dimensionless|inf|nan|per|sq|square|squared)\b)[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*"
)
_POWER = rf"{_CODE}(?:\*\*[23])?"
# Products only: without a division every size has an end as a decimal number.
_DEFINITION = rf"(?:(?=[0-9.]*[1-9])[0-9]{{1,30}}(?:\.[0-9]{{1,30}})? {_POWER}(?: \* {_POWER})*)?"


def spelled_as(pattern: str, expected: str) -> Callable[[Unit, attrs.Attribute[str], str], None]:
    """A validator of text that pint would misread or refuse."""

    def check(_unit: Unit, attribute: attrs.Attribute[str], text: str) -> None:
        if not re.fullmatch(pattern, text):
            msg = f"Unit.{attribute.name} must be {expected}, not {text!r}"
            raise InvalidValueError(msg)

    return check


@attrs.frozen(kw_only=True, weakref_slot=False)
class Unit:
    """
    A unit of measurement or of counting: a person, a law, a percent. Not in IATI, which has only ``@measure``.

    Women, girls and rural people are not units: they are persons, disaggregated.

    Attributes:
        code: The key of the unit in files and calls: letters, digits and underscores.

        name: The singular in print.

        plural: The plural in print.

        dimension: The quantity it measures. Only units of one dimension can be converted or added.

        definition: Its size in other units of the system, in pint's notation: "0.01 fraction", "1 metre**2",
            "1 kilowatt * hour". Empty for the base unit of a dimension.

        symbol: The sign after a number that means this unit and nothing else ("%"); None if there is no such sign.
    """

    code: str = attrs.field(validator=spelled_as(_CODE, "a word like 'time_use_survey'"))
    name: str
    plural: str
    dimension: str = attrs.field(validator=spelled_as(_CODE, "a word like 'length'"))
    definition: str = attrs.field(default="", validator=spelled_as(_DEFINITION, "like '12 month', or empty"))
    symbol: str | None = None

    def label(self, number: Number | int) -> str:
        """The name of the unit after a number: "person" after 1, "people" after 0, 2 and 0.5."""
        return self.name if abs(number) == 1 else self.plural

    @property
    def pint_definition(self) -> str:
        """Its definition in a pint registry, in which a share of a whole is dimensionless."""
        base = "[]" if self.dimension == "share" else f"[{self.dimension}]"
        return f"{self.code} = {self.definition or base}"

    @property
    def powers(self) -> tuple[tuple[str, int], ...]:
        """The codes of the units in its definition, each with its exponent."""
        terms = self.definition.partition(" ")[2].split(" * ") if self.definition else []
        return tuple((code, int(power or 1)) for code, _, power in (term.partition("**") for term in terms))


# Things counted; each is a dimension of its own.
_COUNTED = """
    household community group employer enterprise partner institution organisation facility mechanism network platform
    law policy strategy plan framework standard agreement
    country state municipality programme project initiative campaign event dialogue training
    product service system tool instrument document report case item
"""

# Things measured, or with a plural of their own: code, name, plural, dimension, definition, symbol. Letters that
# may also be a number or a word in a cell ("m", "t", "h") are not symbols here.
_MEASURED = (
    ("person", "person", "people", "person", "", None),
    ("fraction", "of the whole", "of the whole", "share", "", None),
    ("percent", "percent", "percent", "share", "0.01 fraction", "%"),
    ("per_mille", "per mille", "per mille", "share", "0.001 fraction", "‰"),
    ("per_100k", "per 100,000", "per 100,000", "share", "0.00001 fraction", None),
    ("index", "on the index", "on the index", "index", "", None),
    ("index_point", "index point", "index points", "index_point", "", None),
    ("metre", "metre", "metres", "length", "", None),
    ("kilometre", "kilometre", "kilometres", "length", "1000 metre", "km"),
    ("square_metre", "square metre", "square metres", "area", "1 metre**2", "m²"),
    ("hectare", "hectare", "hectares", "area", "10000 square_metre", "ha"),
    ("square_kilometre", "square kilometre", "square kilometres", "area", "1 kilometre**2", "km²"),
    ("cubic_metre", "cubic metre", "cubic metres", "volume", "1 metre**3", "m³"),
    ("litre", "litre", "litres", "volume", "0.001 cubic_metre", None),
    ("kilogram", "kilogram", "kilograms", "mass", "", "kg"),
    ("tonne", "tonne", "tonnes", "mass", "1000 kilogram", None),
    ("tonne_co2e", "tonne CO2 equivalent", "tonnes CO2 equivalent", "greenhouse_gas", "", "tCO2e"),
    ("minute", "minute", "minutes", "time", "", None),
    ("hour", "hour", "hours", "time", "60 minute", None),
    ("day", "day", "days", "time", "24 hour", None),
    ("week", "week", "weeks", "time", "7 day", None),
    # No calendar month has a fixed number of days.
    ("month", "month", "months", "calendar_time", "", None),
    ("quarter", "quarter", "quarters", "calendar_time", "3 month", None),
    ("year", "year", "years", "calendar_time", "12 month", None),
    ("kilowatt", "kilowatt", "kilowatts", "power", "", "kW"),
    ("megawatt", "megawatt", "megawatts", "power", "1000 kilowatt", "MW"),
    ("kilowatt_hour", "kilowatt hour", "kilowatt hours", "energy", "1 kilowatt * hour", "kWh"),
    ("megawatt_hour", "megawatt hour", "megawatt hours", "energy", "1 megawatt * hour", "MWh"),
)

# ISO 4217; each is a dimension of its own, since no rate of exchange is known here.
_CURRENCIES = "AUD BRL CAD CHF CNY COP DKK EUR GBP INR JPY KES KRW MXN NOK NZD SEK USD XOF ZAR"

UNITS = (
    *(
        Unit(code=code, name=code, plural=f"{code[:-1]}ies" if code.endswith("y") else f"{code}s", dimension=code)
        for code in _COUNTED.split()
    ),
    *(
        Unit(code=code, name=name, plural=plural, dimension=dimension, definition=definition, symbol=symbol)
        for code, name, plural, dimension, definition, symbol in _MEASURED
    ),
    *(Unit(code=code, name=code, plural=code, dimension=code) for code in _CURRENCIES.split()),
)


def unit_of_symbol(symbol: str) -> str | None:
    """The code of the unit with a symbol ("%" is "percent"); None for an unknown symbol."""
    return next((unit.code for unit in UNITS if unit.symbol == symbol), None)


def _shapes_of(units: tuple[Unit, ...]) -> dict[str, Shape]:
    """
    The base units of each unit, with their exponents; none for a share of a whole.

    Units have the same dimension exactly if they have the same base units, so that its name suffices to compare them.
    """
    shapes: dict[str, Shape] = {}
    of_dimension: dict[str, Unit] = {}
    of_shape: dict[Shape, Unit] = {}
    for unit in units:
        if unit.code in shapes:
            _refuse(unit, "exists already; a unit cannot be redefined")
        made_of: Counter[str] = Counter()
        if not unit.definition and unit.dimension != "share":
            made_of[unit.code] = 1
        for code, power in unit.powers:
            if code not in shapes:
                msg = f"unit {unit.code!r} is defined by {code!r}, which is not a unit before it"
                raise UnknownUnitError(msg)
            made_of.update({base: power * exponent for base, exponent in shapes[code]})
        shape = shapes[unit.code] = tuple(sorted(made_of.items()))
        first = of_dimension.setdefault(unit.dimension, unit)
        if first is not unit and (not unit.definition or shape != shapes[first.code]):
            _refuse(unit, f"of dimension {unit.dimension!r} needs a definition that leads to {first.code!r}")
        alike = of_shape.setdefault(shape, unit)
        if alike.dimension != unit.dimension:
            _refuse(unit, f"converts to {alike.code!r}, so its dimension is {alike.dimension!r}")
    return shapes


def _refuse(unit: Unit, why: str) -> NoReturn:
    msg = f"unit {unit.code!r} {why}"
    raise InvalidValueError(msg)


@attrs.frozen(weakref_slot=False)
class UnitSystem:
    """
    A set of units with their conversions. Not in IATI.

    It is compared, hashed and pickled by its units. A program that needs more units passes its own system,
    ``DEFAULT_UNITS.extended(Unit(...))``; the text of a file never adds a unit.

    Attributes:
        units: The units, each defined by units that precede it.
    """

    units: tuple[Unit, ...] = attrs.field(
        default=UNITS,
        validator=lambda _system, _attribute, units: _shapes_of(units),
        repr=lambda units: f"<{len(units)} units>",
    )

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.units)

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and code in self._by_code

    def __getitem__(self, code: str) -> Unit:
        """
        The unit with a code.

        Raises:
            UnknownUnitError: No unit has this code; the message names the nearest codes.
        """
        if code in self:
            return self._by_code[code]
        text = str(code)[:60]
        words = {unit.symbol: unit.code for unit in self.units if unit.symbol}
        for unit in self.units:
            words.update((word.casefold(), unit.code) for word in (unit.name, unit.plural, unit.code))
        nearest = dict.fromkeys(words[word] for word in difflib.get_close_matches(text.casefold(), words, cutoff=0.75))
        hint = f"did you mean {' or '.join(map(repr, nearest))}?" if nearest else "a program can pass a UnitSystem"
        msg = f"no unit has the code {text!r}; {hint}"
        raise UnknownUnitError(msg)

    def extended(self, *units: Unit) -> UnitSystem:
        """A system with further units, each new and defined by units that precede it."""
        return UnitSystem(self.units + units)

    def compatible(self, first: str, second: str) -> bool:
        """True if numbers in the two units can be converted and added."""
        return self[first].dimension == self[second].dimension

    def converter(self, source: str, target: str) -> Callable[[Number | int], Number]:
        """
        A function that converts numbers from one unit to another, to be reused for many numbers.

        The result is exact: a Decimal, or a Fraction without a finite decimal expansion (one month in years). Percent
        range from 0 to 100, fractions from 0 to 1.

        Raises:
            UnknownUnitError: A code is not in the list of units.

            InvalidValueError: The dimensions differ; or the function gets a float, a bool, or a number that is not
                finite or has more than a thousand digits.
        """
        here, there = self[source], self[target]
        if here.dimension != there.dimension:
            msg = (
                f"{here.plural} (unit {source!r}, dimension {here.dimension!r}) can neither be converted nor added "
                f"to {there.plural} (unit {target!r}, dimension {there.dimension!r}); keep them apart"
            )
            raise InvalidValueError(msg)
        if source == target:
            return _number
        _, sizes = self._pint
        return functools.partial(_scaled, size=_written(sizes[source] / sizes[target]))

    def convert(self, value: Number | int, source: str, target: str) -> Number:
        """A number converted exactly from one unit to another; see `converter`."""
        return self.converter(source, target)(value)

    def total(self, amounts: Iterable[tuple[Number | int, str]], unit: str) -> Number:
        """
        The exact sum of numbers in any units of one dimension, each with the code of its unit.

        Raises:
            InvalidValueError: The dimensions differ (people and countries), or there is no number to add.
        """
        numbers = [self.convert(value, source, unit) for value, source in amounts]
        if not numbers:
            msg = f"a total of {self[unit].plural} needs one amount at least; no amounts are not zero"
            raise InvalidValueError(msg)
        return _written(functools.reduce(add, numbers))

    def quantity(self, value: Number | int, code: str, registry: Registry | None = None) -> Quantity[Any]:
        """
        A number with its unit as a pint quantity with Decimal arithmetic.

        The quantity belongs to the registry given, which is not changed, or else to a registry with the units of this
        system only. Store numbers and codes, not quantities: pint cannot unpickle them in another process.

        Raises:
            UnknownUnitError: The code is not in the list of units.

            InvalidValueError: The registry lacks the unit or defines another one under its name, or the number has no
                finite decimal expansion.
        """
        unit, number = self[code], _number(value)
        if isinstance(number, Fraction):
            msg = f"no decimals can write this number of {unit.plural}, which pint counts in Decimal; use a finer unit"
            raise InvalidValueError(msg)
        if registry is None:
            return self._pint[0].Quantity(number, code)
        theirs = cast("UnitRegistry[Any]", registry)
        self._check(theirs, unit)
        return theirs.Quantity(number, code)

    def _check(self, registry: UnitRegistry[Any], unit: Unit) -> None:
        """Refuse a registry that lacks the unit or has another one under its name (a quarter, 28 pounds)."""
        if not _knows(registry, unit.code):
            lines = [f"registry.define({line!r})" for code, line in self._lines(unit) if not _knows(registry, code)]
            msg = f"your registry lacks the unit {unit.code!r}; define it there: {'; '.join(lines)}"
            raise InvalidValueError(msg)
        shape = dict(_shapes_of(self.units)[unit.code])
        found = registry.get_dimensionality(unit.code)
        is_known = all(_knows(registry, code) for code in shape)
        expected = registry.get_dimensionality(registry.UnitsContainer(shape)) if is_known else found
        if found != expected:
            msg = f"in your registry {unit.code!r} is {found}, not {expected}; leave the registry out"
            raise InvalidValueError(msg)

    def _lines(self, unit: Unit) -> Iterator[tuple[str, str]]:
        """The definitions of a unit in a registry, code and line, those that it depends on first."""
        for code, _ in unit.powers:
            yield from self._lines(self._by_code[code])
        yield unit.code, unit.pint_definition

    @functools.cached_property
    def _by_code(self) -> Mapping[str, Unit]:
        return {unit.code: unit for unit in self.units}

    @functools.cached_property
    def _pint(self) -> tuple[UnitRegistry[Any], Mapping[str, Fraction]]:
        return _pint_of(self.units)


DEFAULT_UNITS = UnitSystem()


@functools.lru_cache(maxsize=16)
def _pint_of(units: tuple[Unit, ...]) -> tuple[UnitRegistry[Any], Mapping[str, Fraction]]:
    """A registry with these units only, one for all equal systems, and the exact size of each unit in it."""
    import pint

    build = cast("Any", pint.UnitRegistry)  # the stubs know neither an empty registry nor Decimal
    with localcontext(EXACT):  # a context of the caller's with few digits would round the sizes
        registry: UnitRegistry[Any] = build(None, non_int_type=Decimal, on_redefinition="raise")
        for unit in units:
            registry.define(unit.pint_definition)
        return registry, {unit.code: Fraction(str(registry.get_root_units(unit.code)[0])) for unit in units}


def _knows(registry: UnitRegistry[Any], code: str) -> bool:
    import pint

    try:
        registry.parse_units(code)
    except pint.UndefinedUnitError:
        return False
    return True


def _number(value: Number | int) -> Number:
    """A number fit for exact arithmetic; a float or a bool is a mistake."""
    if isinstance(value, Fraction):
        return _written(value)
    found = Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(found, Decimal) and found.is_finite() and abs(found.adjusted()) <= MAX_DIGITS:
        return found
    msg = f"a unit needs a finite Decimal, Fraction or int of at most {MAX_DIGITS} digits, not {found!r:.60}"
    raise InvalidValueError(msg)


def _scaled(value: Number | int, size: Number) -> Number:
    """A number times a size; a power of ten only moves the point, so that 12.5 comes back as 12.5."""
    factor = size.normalize(EXACT) if isinstance(size, Decimal) else size
    return _written(add(multiply(_number(value), factor), PLAIN))


def _written(number: Number) -> Number:
    """The number as a Decimal; a Fraction only without a finite decimal expansion."""
    if isinstance(number, Decimal):
        return number
    places = number.denominator.bit_length()
    if 10**places % number.denominator:
        return number
    shifted = Decimal((number * 10**places).numerator).scaleb(-places, EXACT)
    return EXACT.add(shifted.normalize(EXACT), PLAIN)
