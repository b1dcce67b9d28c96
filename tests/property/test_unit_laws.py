"""Laws that hold for every unit and every number."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resultsframework.errors import InvalidValueError, UnknownUnitError
from resultsframework.unit import DEFAULT_UNITS, UNITS, Unit, UnitSystem

CODES = [unit.code for unit in UNITS]
PAIRS = [(a.code, b.code) for a, b in itertools.product(UNITS, repeat=2) if a.dimension == b.dimension]

codes = st.sampled_from(CODES)
pairs = st.sampled_from(PAIRS)
decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30)
numbers = st.one_of(decimals, st.fractions(max_denominator=10**6), st.integers(-(10**40), 10**40))


def exactly(number):
    return Fraction(number)


@given(numbers, pairs)
def test_there_and_back_is_the_identity(number, pair):
    """A number converted to another unit and back is the same number, for every pair that converts."""
    source, target = pair
    there = DEFAULT_UNITS.convert(number, source, target)
    assert exactly(DEFAULT_UNITS.convert(there, target, source)) == exactly(number)


@given(numbers, pairs)
def test_a_result_is_a_decimal_exactly_where_decimals_can_write_it(number, pair):
    """A Fraction is returned only where the denominator has another prime factor than 2 and 5."""
    result = DEFAULT_UNITS.convert(number, *pair)
    rest = exactly(result).denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    assert isinstance(result, Decimal if rest == 1 else Fraction)


@given(numbers, numbers, pairs)
def test_conversion_is_monotone(one, other, pair):
    """More in one unit is more in another, and equal stays equal."""
    convert = DEFAULT_UNITS.converter(*pair)
    assert (exactly(one) < exactly(other)) == (exactly(convert(one)) < exactly(convert(other)))
    assert (exactly(one) == exactly(other)) == (exactly(convert(one)) == exactly(convert(other)))


@given(decimals, decimals, st.integers(-1000, 1000), pairs)
def test_conversion_is_linear(one, other, times, pair):
    """The converted sum is the sum of the converted, and no zero point is shifted."""
    convert = DEFAULT_UNITS.converter(*pair)
    sum_first = exactly(convert(exactly(one) * times + exactly(other)))
    assert sum_first == exactly(convert(one)) * times + exactly(convert(other))
    assert convert(0) == 0


@given(numbers, st.data())
def test_a_detour_changes_nothing(number, data):
    """Going through a third unit leads to the same number as going straight."""
    source, target = data.draw(pairs)
    between = data.draw(st.sampled_from([b for a, b in PAIRS if a == source]))
    detour = DEFAULT_UNITS.convert(DEFAULT_UNITS.convert(number, source, between), between, target)
    assert exactly(detour) == exactly(DEFAULT_UNITS.convert(number, source, target))


@given(st.lists(st.tuples(decimals, st.sampled_from(["percent", "fraction", "per_mille"])), min_size=1, max_size=6))
def test_a_total_does_not_depend_on_the_order_or_the_unit(amounts):
    """Amounts add up to the same whatever comes first and in whatever unit the sum is wanted."""
    total = DEFAULT_UNITS.total(amounts, "percent")
    assert DEFAULT_UNITS.total(amounts[::-1], "percent") == total
    assert exactly(DEFAULT_UNITS.total(amounts, "fraction")) * 100 == exactly(total)


@given(codes, codes)
def test_units_convert_both_ways_or_not_at_all(one, other):
    """Two units are compatible in both directions, exactly if pint finds them so, and else neither converts."""
    agree = DEFAULT_UNITS.quantity(1, one).is_compatible_with(DEFAULT_UNITS.quantity(1, other))
    assert DEFAULT_UNITS.compatible(one, other) == DEFAULT_UNITS.compatible(other, one) == agree
    for source, target in ((one, other), (other, one)):
        if agree:
            assert DEFAULT_UNITS.convert(1, source, target) > 0
        else:
            with pytest.raises(InvalidValueError, match="keep them apart"):
                DEFAULT_UNITS.convert(1, source, target)


@pytest.mark.each("code", CODES)
def test_every_unit_of_the_list_can_be_built(code):
    """Every listed unit becomes a quantity that prints its own code and counts in Decimal."""
    quantity = DEFAULT_UNITS.quantity(Decimal("2.50"), code)
    assert str(quantity.units) == code
    assert str(quantity.magnitude) == "2.50"


@pytest.mark.each("code", CODES)
def test_the_word_for_a_dimension_agrees_with_pint(code):
    """Two units have one word for their dimension exactly if pint gives them one dimensionality."""
    dimensionality = DEFAULT_UNITS.quantity(1, code).dimensionality
    for unit in UNITS:
        same = DEFAULT_UNITS.quantity(1, unit.code).dimensionality == dimensionality
        assert same == (unit.dimension == DEFAULT_UNITS[code].dimension)


@given(decimals, pairs)
def test_conversion_agrees_with_pint(number, pair):
    """Where pint stays within the digits it was given, its own conversion agrees."""
    source, target = pair
    theirs = DEFAULT_UNITS.quantity(number, source).to(target).magnitude
    ours = exactly(DEFAULT_UNITS.convert(number, source, target))
    assert abs(exactly(theirs) - ours) <= abs(ours) / 10**24


@given(st.text(max_size=40))
def test_any_other_text_is_an_unknown_unit(text):
    """Any text of a file is a listed code or an unknown unit, and nothing is calculated."""
    if text in CODES:
        assert DEFAULT_UNITS[text].code == text
        return
    with pytest.raises(UnknownUnitError):
        DEFAULT_UNITS.convert(1, text, "person")


@given(st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,6}(_[A-Za-z0-9]{1,4})?", fullmatch=True), st.integers(1, 10**12))
def test_every_unit_that_can_be_made_converts(code, many):
    """A program's own unit is refused when it is made, or works throughout: pint never stumbles over a name."""
    try:
        base = Unit(code=code, name="one", plural="many", dimension=code)
        pack = Unit(code=f"{code}_pack", name="", plural="", dimension=code, definition=f"{many}.25 {code}")
        system = UnitSystem((base, pack))
    except InvalidValueError:
        return
    assert system.convert(4, pack.code, code) == many * 4 + 1
    assert system.quantity(many, code).to(pack.code).check(f"[{code}]")


@given(st.sampled_from(CODES), st.sets(st.sampled_from(CODES)))
def test_a_registry_that_follows_the_advice_knows_the_unit(code, known):
    """Defining what the error lists makes any registry fit, whatever it knew before."""
    pint = pytest.importorskip("pint")
    registry = pint.UnitRegistry(None, non_int_type=Decimal, on_redefinition="raise")
    for unit in UNITS:
        if unit.code in known and all(base in registry for base, _ in unit.powers):
            registry.define(unit.pint_definition)
    try:
        DEFAULT_UNITS.quantity(1, code, registry)
    except InvalidValueError as error:
        for line in re.findall(r"registry\.define\('(.*?)'\)", str(error)):
            registry.define(line)
    assert str(DEFAULT_UNITS.quantity(1, code, registry).units) == code
