"""Units of indicators, their conversions, and the limits set for pint."""

from __future__ import annotations

import copy
import pickle
import re
import subprocess
import sys
from decimal import Decimal, getcontext, localcontext
from fractions import Fraction

import attrs
import pint
import pytest

from resultsframework.errors import InvalidValueError, UnknownUnitError
from resultsframework.unit import DEFAULT_UNITS, UNITS, Unit, UnitSystem, unit_of_symbol

SHOE = Unit(code="shoe", name="shoe", plural="shoes", dimension="footwear")
PAIR = Unit(code="pair", name="pair", plural="pairs", dimension="footwear", definition="2 shoe")


def in_a_new_process(program, *arguments):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


# ------------------------------------------------------------------------------------- the closed list


@pytest.mark.each(
    "code",
    ["person", "household", "institution", "law", "policy", "country", "percent", "fraction", "index", "hectare"],
)
def test_the_closed_list_has_what_the_field_counts(code):
    """Every unit that results frameworks name most can be looked up by its code."""
    assert DEFAULT_UNITS[code].code == code
    assert code in DEFAULT_UNITS


@pytest.mark.parametrize("word", ["woman", "women", "girl", "girls", "men", "rural", "urban", "youth"])
def test_a_disaggregation_is_no_unit(word):
    """Women, girls and rural people are people: the list has no unit for them."""
    assert word not in DEFAULT_UNITS


@pytest.mark.parametrize("code", ["degC", "celsius", "pp", "percentage_point", "dozen", ""])
def test_no_unit_with_an_offset_or_a_double_meaning_is_listed(code):
    """Temperatures, percentage points (a label of a change) and mere multiples are left out."""
    assert code not in DEFAULT_UNITS


def test_a_system_iterates_over_its_units_in_order():
    """The units come out in the order they were listed in."""
    assert tuple(DEFAULT_UNITS) == UNITS == DEFAULT_UNITS.units
    assert len({unit.code for unit in DEFAULT_UNITS}) == len(UNITS)


def test_what_is_no_text_is_in_no_list():
    """Asking for a number or nothing among the codes answers no."""
    assert 5 not in DEFAULT_UNITS
    assert None not in DEFAULT_UNITS
    assert ["person"] not in DEFAULT_UNITS


@pytest.mark.each(
    ("number", "code", "label"),
    [
        (1, "person", "person"),
        (0, "person", "people"),
        (Decimal("0.5"), "person", "people"),
        (Decimal("1.0"), "country", "country"),
        (-1, "country", "country"),
        (Fraction(7, 3), "country", "countries"),
        (2, "law", "laws"),
        (3, "facility", "facilities"),
        (40, "percent", "percent"),
        (5, "USD", "USD"),
    ],
)
def test_a_label_agrees_with_its_number(number, code, label):
    """Exactly one takes the singular, zero and everything else the plural."""
    assert DEFAULT_UNITS[code].label(number) == label


@pytest.mark.parametrize(
    ("symbol", "code"), [("%", "percent"), ("‰", "per_mille"), ("ha", "hectare"), ("km²", "square_kilometre")]
)
def test_a_symbol_leads_to_its_unit(symbol, code):
    """A sign behind a number names its unit."""
    assert unit_of_symbol(symbol) == code


@pytest.mark.each("text", ["", "$", "K", "M", "m", "t", "h", "%%", "person"])
def test_what_may_mean_a_number_or_a_word_is_no_symbol(text):
    """M means million as often as anything else, so it is the symbol of no unit."""
    assert unit_of_symbol(text) is None


def test_no_symbol_stands_for_two_units():
    """A symbol decides on one unit."""
    symbols = [unit.symbol for unit in UNITS if unit.symbol is not None]
    assert len(symbols) == len(set(symbols))


# ---------------------------------------------------------------------------------------- unknown codes


@pytest.mark.parametrize(
    ("code", "nearest"),
    [
        ("persons", "person"),
        ("people", "person"),
        ("Person", "person"),
        ("procent", "percent"),
        ("%", "percent"),
        ("organization", "organisation"),
        ("hectares", "hectare"),
        ("usd", "USD"),
    ],
)
def test_an_unknown_code_names_the_nearest(code, nearest):
    """A misspelt unit, a plural or a symbol is refused, and the code that was meant is named."""
    with pytest.raises(UnknownUnitError, match=rf"{re.escape(repr(code))}; did you mean '{nearest}'"):
        DEFAULT_UNITS[code]


def test_an_unknown_code_far_from_all_says_what_a_program_can_do():
    """Where no code is near, the message says how a program brings its own units."""
    with pytest.raises(UnknownUnitError, match="'zzz'; a program can pass a UnitSystem"):
        DEFAULT_UNITS["zzz"]


@pytest.mark.parametrize(
    "text",
    [
        "9**9**9",
        "10**10000000",
        "(" * 3_000 + ")" * 3_000,
        "person**9",
        "2 * person",
        "1e999999999 person",
        "x" * 10**6,
    ],
    ids=["power", "digits", "parentheses", "square", "product", "exponent", "million"],
)
def test_text_from_a_file_never_reaches_the_parser(text, monkeypatch):
    """Text on which pint would hang or overflow is an unknown unit at once, and the message stays short."""

    def parse(*_arguments, **_options):
        pytest.fail("pint parsed a text")

    monkeypatch.setattr(pint.UnitRegistry, "parse_units", parse)
    monkeypatch.setattr(pint.UnitRegistry, "parse_expression", parse)
    calls = [
        lambda: DEFAULT_UNITS[text],
        lambda: DEFAULT_UNITS.convert(1, text, "person"),
        lambda: DEFAULT_UNITS.convert(1, "person", text),
        lambda: DEFAULT_UNITS.compatible("person", text),
        lambda: DEFAULT_UNITS.total([(1, text)], "person"),
        lambda: DEFAULT_UNITS.quantity(1, text),
        lambda: DEFAULT_UNITS.quantity(1, text, pint.UnitRegistry(None)),
    ]
    for call in calls:
        with pytest.raises(UnknownUnitError) as caught:
            call()
        assert len(str(caught.value)) < 200


# ------------------------------------------------------------------------------------------ conversion


@pytest.mark.each(
    ("value", "source", "target", "expected"),
    [
        ("12.5", "percent", "fraction", "0.125"),
        ("50", "percent", "fraction", "0.50"),
        ("0.125", "fraction", "percent", "12.5"),
        ("3", "fraction", "percent", "300"),
        ("0", "percent", "fraction", "0.00"),
        ("-4", "percent", "per_mille", "-40"),
        ("0.7", "per_mille", "per_100k", "70"),
        ("1", "hectare", "square_metre", "10000"),
        ("2.5", "square_kilometre", "hectare", "250"),
        ("1500", "kilogram", "tonne", "1.500"),
        ("1", "cubic_metre", "litre", "1000"),
        ("2", "week", "hour", "336"),
        ("1.5", "year", "month", "18"),
        ("18", "month", "year", "1.5"),
        ("2", "quarter", "month", "6"),
        ("3", "megawatt_hour", "kilowatt_hour", "3000"),
        ("7", "person", "person", "7"),
    ],
)
def test_conversion_is_exact(value, source, target, expected):
    """Units of one dimension convert without rounding; percent run from 0 to 100, a fraction from 0 to 1."""
    converted = DEFAULT_UNITS.convert(Decimal(value), source, target)
    assert isinstance(converted, Decimal)
    assert converted == Decimal(expected)


@pytest.mark.parametrize(("value", "expected"), [("12.5", "12.5"), ("50", "50"), ("0.07", "0.07"), ("100", "100")])
def test_a_percentage_comes_back_with_the_digits_it_left_with(value, expected):
    """Percent to fraction and back keeps the text of the number, not only its value."""
    there = DEFAULT_UNITS.convert(Decimal(value), "percent", "fraction")
    assert str(DEFAULT_UNITS.convert(there, "fraction", "percent")) == expected


def test_a_converted_number_is_printed_in_plain_digits():
    """Three times the whole is 300 percent, not 3E+2."""
    assert str(DEFAULT_UNITS.convert(Decimal(3), "fraction", "percent")) == "300"
    assert str(DEFAULT_UNITS.convert(Fraction(3), "kilometre", "metre")) == "3000"


def test_a_number_that_decimals_cannot_write_is_a_fraction():
    """Seven months are 7/12 of a year, neither rounded nor refused, and come back as seven months."""
    years = DEFAULT_UNITS.convert(Decimal(7), "month", "year")
    assert years == Fraction(7, 12)
    assert isinstance(years, Fraction)
    months = DEFAULT_UNITS.convert(years, "year", "month")
    assert months == 7
    assert isinstance(months, Decimal)


def test_a_fraction_that_decimals_can_write_becomes_a_decimal():
    """One eighth of a person stays one eighth, written 0.125."""
    eighth = DEFAULT_UNITS.convert(Fraction(1, 8), "person", "person")
    assert isinstance(eighth, Decimal)
    assert str(eighth) == "0.125"


def test_whole_numbers_convert_like_decimals():
    """An int is as good as a Decimal, and the answer is a Decimal."""
    converted = DEFAULT_UNITS.convert(95, "percent", "fraction")
    assert str(converted) == "0.95"


def test_many_digits_survive_conversion():
    """A number longer than the usual 28 digits loses none of them."""
    long = Decimal("123456789012345678901234567890.123456789")
    assert str(DEFAULT_UNITS.convert(long, "percent", "fraction")) == "1234567890123456789012345678.90123456789"


def test_a_context_with_few_digits_rounds_nothing():
    """Conversions are exact also where the caller's decimal context has three digits, from the first one on."""
    system = DEFAULT_UNITS.extended(
        SHOE, Unit(code="lot", name="lot", plural="lots", dimension="footwear", definition="123456789 shoe")
    )
    with localcontext() as context:
        context.prec = 3
        assert system.convert(Decimal(1), "lot", "shoe") == 123456789
        assert str(system.convert(Decimal("1.23456"), "percent", "fraction")) == "0.0123456"
    assert getcontext().prec == 28


def test_a_converter_serves_many_numbers():
    """One converter takes each number from percent to fraction, also in another process."""
    convert = DEFAULT_UNITS.converter("percent", "fraction")
    assert [convert(Decimal(n)) for n in (0, 25, 100)] == [Decimal(0), Decimal("0.25"), Decimal(1)]
    assert pickle.loads(pickle.dumps(convert))(Decimal(25)) == Decimal("0.25")  # noqa: S301  (our own bytes)


@pytest.mark.each(
    "value",
    [0.1, float("nan"), True, False, Decimal("NaN"), Decimal("-Infinity"), "5", None, Decimal("1E+1001"), 10**5000],
)
@pytest.mark.each("target", ["percent", "fraction"])
def test_what_is_no_exact_number_is_refused(value, target):
    """A float that slipped in, yes and no, infinity, text and absurd sizes have no unit, changed or not."""
    with pytest.raises(InvalidValueError, match="at most 1000 digits") as caught:
        DEFAULT_UNITS.convert(value, "percent", target)
    assert len(str(caught.value)) < 200


# ------------------------------------------------------------------------------------------ dimensions


@pytest.mark.each(
    ("source", "target"),
    [
        ("country", "person"),
        ("person", "household"),
        ("law", "policy"),
        ("percent", "person"),
        ("index", "fraction"),
        ("index_point", "index"),
        ("USD", "EUR"),
        ("day", "month"),
        ("kilowatt", "kilowatt_hour"),
        ("metre", "square_metre"),
    ],
)
def test_different_dimensions_do_not_convert(source, target):
    """Numbers of different things are refused, naming both units and both dimensions."""
    assert not DEFAULT_UNITS.compatible(source, target)
    with pytest.raises(InvalidValueError) as caught:
        DEFAULT_UNITS.convert(Decimal(1), source, target)
    for code in (source, target):
        assert f"(unit {code!r}, dimension {DEFAULT_UNITS[code].dimension!r})" in str(caught.value)


def test_people_and_countries_do_not_add_up():
    """Three people and two countries are a dimension error, not five."""
    message = r"countries .* can neither be converted nor added to people .* keep them apart"
    with pytest.raises(InvalidValueError, match=message):
        DEFAULT_UNITS.total([(Decimal(3), "person"), (Decimal(2), "country")], "person")


def test_pint_refuses_people_and_countries_too():
    """FormulaInputs of different things raise the error of pint's own."""
    with pytest.raises(pint.DimensionalityError):
        DEFAULT_UNITS.quantity(3, "person") + DEFAULT_UNITS.quantity(2, "country")


def test_a_total_is_exact_in_the_wanted_unit():
    """Amounts in several units of one dimension add up in any of them."""
    amounts = [(Decimal("0.5"), "fraction"), (Decimal("12.5"), "percent"), (1, "per_mille")]
    assert DEFAULT_UNITS.total(amounts, "percent") == Decimal("62.6")
    assert DEFAULT_UNITS.total(amounts, "fraction") == Decimal("0.626")


def test_a_total_of_thirds_is_written_in_decimals_again():
    """Four months and eight months are one year, though neither is a decimal number of years."""
    total = DEFAULT_UNITS.total(iter([(4, "month"), (8, "month")]), "year")
    assert isinstance(total, Decimal)
    assert total == 1


def test_a_total_of_nothing_is_not_zero():
    """Without amounts there is no total."""
    with pytest.raises(InvalidValueError, match="a total of people needs one amount"):
        DEFAULT_UNITS.total([], "person")


# ------------------------------------------------------------------------------------ a system of one's own


def test_a_program_extends_the_units():
    """A program's own units convert among themselves, and the system they were added to stays as it was."""
    system = DEFAULT_UNITS.extended(SHOE, PAIR)
    assert system.convert(Decimal(3), "pair", "shoe") == 6
    assert system.convert(Decimal(3), "shoe", "pair") == Decimal("1.5")
    assert system.compatible("pair", "shoe")
    assert "shoe" not in DEFAULT_UNITS


def test_a_unit_may_be_a_product_of_others():
    """Hours of work by people are people times hours, and days of it convert."""
    hour = Unit(code="person_hour", name="", plural="", dimension="work", definition="1 person * hour")
    day = Unit(code="person_day", name="", plural="", dimension="work", definition="7.5 person * hour")
    system = DEFAULT_UNITS.extended(hour, day)
    assert system.convert(Decimal(2), "person_day", "person_hour") == 15
    work = system.quantity(4, "person") * system.quantity(Decimal("7.5"), "hour")
    assert work.to("person_hour").magnitude == 30


def test_conversion_is_exact_where_a_quantity_is_not():
    """Thirty hours are four days of 7.5 hours; pint, which divides the sizes first, is a little off."""
    day = Unit(code="working_day", name="", plural="", dimension="time", definition="7.5 hour")
    system = DEFAULT_UNITS.extended(day)
    assert system.convert(30, "hour", "working_day") == 4
    assert system.quantity(30, "hour").to("working_day").magnitude == pytest.approx(4)


@pytest.mark.parametrize(
    ("units", "message"),
    [
        ((attrs.evolve(SHOE, code="person"),), "'person' exists already"),
        ((SHOE, SHOE), "'shoe' exists already"),
        ((SHOE, attrs.evolve(SHOE, code="boot")), "'boot' of dimension 'footwear' needs a definition.*'shoe'"),
        ((SHOE, attrs.evolve(PAIR, definition="2 law")), "'pair' of dimension 'footwear' needs a definition.*'shoe'"),
        ((attrs.evolve(SHOE, definition="2 law"),), "'shoe' converts to 'law', so its dimension is 'law'"),
        ((attrs.evolve(SHOE, definition="0.1 fraction"),), "converts to 'fraction', so its dimension is 'share'"),
        ((attrs.evolve(SHOE, dimension="share"),), "'shoe' of dimension 'share' needs a definition.*'fraction'"),
    ],
    ids=["again", "twice", "second-base", "other-kind", "other-word", "hidden-share", "bare-share"],
)
def test_a_contradiction_in_a_system_is_refused(units, message):
    """A unit cannot be redefined, nor be called by another dimension than it has."""
    with pytest.raises(InvalidValueError, match=message):
        DEFAULT_UNITS.extended(*units)


@pytest.mark.parametrize("units", [(PAIR,), (PAIR, SHOE), (attrs.evolve(PAIR, definition="2 pair"),)])
def test_a_definition_mentions_only_units_before_it(units):
    """A unit is defined by units that precede it, so that there are no gaps and no circles."""
    with pytest.raises(UnknownUnitError, match="'pair' is defined by"):
        DEFAULT_UNITS.extended(*units)


@pytest.mark.each(
    "code", ["", "two words", "9**9**9", "m²", "_x", "x_", "a__b", "nan", "NaN", "per", "delta_x", "a\n", "a-b", "ñ"]
)
@pytest.mark.each("field", ["code", "dimension"])
def test_a_code_is_a_plain_word(field, code):
    """A text that pint would not read as a name is refused by the constructor."""
    with pytest.raises(InvalidValueError, match=rf"Unit.{field} must be a word"):
        attrs.evolve(SHOE, **{field: code})


@pytest.mark.each(
    "definition",
    ["shoe", "0 shoe", "0.00 shoe", "-2 shoe", "2", "2 shoe; offset: 3", "9**9**9 shoe", "2 shoe**9", "1 shoe / law",
     "1e9 shoe", "2  shoe", "2 shoe = x", "12 nan", "12 per", "9" * 31 + " shoe"],
)  # fmt: skip
def test_a_definition_is_a_positive_number_and_units(definition):
    """Offsets, towers of powers, zero and quotients are refused before pint sees them."""
    with pytest.raises(InvalidValueError, match=r"Unit\.definition must be like '12 month', or empty"):
        attrs.evolve(PAIR, definition=definition)


# ---------------------------------------------------------------------------------------------- pint


def test_importing_units_loads_no_pint():
    """Looking up, comparing and refusing units costs no pint; the first conversion loads it."""
    program = """if True:
        import sys
        from resultsframework.unit import DEFAULT_UNITS
        assert DEFAULT_UNITS["percent"] in DEFAULT_UNITS.units and DEFAULT_UNITS.compatible("percent", "fraction")
        assert DEFAULT_UNITS.convert(5, "person", "person") == 5
        assert "pint" not in sys.modules
        print(DEFAULT_UNITS.convert(5, "percent", "fraction"), "pint" in sys.modules)
    """
    assert in_a_new_process(program) == "0.05 True"


def test_a_system_pickles_by_its_units():
    """A system that has converted already works again in a new process, with a program's own units."""
    system = DEFAULT_UNITS.extended(SHOE, PAIR)
    unused = pickle.dumps(system)
    system.convert(1, "pair", "shoe")
    assert pickle.dumps(system) == unused
    assert b"pint." not in unused
    program = """if True:
        import pickle, sys
        system = pickle.loads(bytes.fromhex(sys.argv[1]))
        assert "pint" not in sys.modules
        print(system.convert(3, "pair", "shoe"), system.quantity(1, "person") + system.quantity(2, "person"))
    """
    assert in_a_new_process(program, unused.hex()) == "6 3 person"


def test_a_system_compares_and_hashes_by_its_units():
    """Two systems with the same units are one key, whether or not they have converted, and so are their copies."""
    used, fresh = DEFAULT_UNITS.extended(SHOE), DEFAULT_UNITS.extended(SHOE)
    used.convert(1, "percent", "fraction")
    assert used == fresh != DEFAULT_UNITS
    assert len({used, fresh, copy.copy(used), copy.deepcopy(used)}) == 1


def test_a_system_prints_without_pint():
    """The printed form is short and the same before and after the first conversion."""
    system = UnitSystem((SHOE, PAIR))
    before = repr(system)
    system.convert(1, "pair", "shoe")
    assert repr(system) == before == "UnitSystem(units=<2 units>)"


def test_equal_systems_share_one_registry():
    """FormulaInputs of two equal systems can be added, which pint refuses for two registries."""
    one, other = DEFAULT_UNITS.extended(SHOE), DEFAULT_UNITS.extended(SHOE)
    assert (one.quantity(1, "shoe") + other.quantity(2, "shoe")).magnitude == 3


def test_a_quantity_counts_in_decimals():
    """A quantity is exact, and turns into a share without a float."""
    share = DEFAULT_UNITS.quantity(Decimal("12.5"), "percent").to("fraction")
    assert isinstance(share.magnitude, Decimal)
    assert share.magnitude == Decimal("0.125")


def test_a_share_of_people_is_people():
    """Half of thirty people are fifteen people."""
    half = DEFAULT_UNITS.quantity(50, "percent") * DEFAULT_UNITS.quantity(30, "person")
    assert half.to("person").magnitude == 15


@pytest.mark.parametrize("value", [0.1, True, Decimal("NaN")])
def test_a_quantity_takes_only_exact_numbers(value):
    """A float, yes or no, or not-a-number makes no quantity."""
    with pytest.raises(InvalidValueError, match="finite Decimal"):
        DEFAULT_UNITS.quantity(value, "person")


def test_a_quantity_takes_only_what_decimals_can_write():
    """A third of a year has no end in decimals: pint would not calculate with it."""
    assert DEFAULT_UNITS.quantity(Fraction(1, 4), "year").magnitude == Decimal("0.25")
    with pytest.raises(InvalidValueError, match=r"this number of years.*use a finer unit"):
        DEFAULT_UNITS.quantity(Fraction(1, 3), "year")


def test_the_registry_of_a_system_knows_its_units_only():
    """Prefixes and the thousand units of pint's own list do not exist there."""
    registry = DEFAULT_UNITS.quantity(1, "person")._REGISTRY
    for text in ("furlong", "degC", "kiloperson", "meter"):
        with pytest.raises(pint.UndefinedUnitError):
            registry.parse_units(text)


@pytest.fixture(scope="module")
def registries():
    """Registries of users: pint's own with decimals, with floats, and the one that is filled on first use."""
    return {
        "decimal": pint.UnitRegistry(non_int_type=Decimal),
        "float": pint.UnitRegistry(),
        "lazy": pint.LazyRegistry(),
    }


@pytest.mark.parametrize("kind", ["decimal", "float", "lazy"])
def test_a_registry_of_the_users_is_welcome(registries, kind):
    """A unit that the user's registry knows becomes a quantity there and converts with its units."""
    registry = registries[kind]
    quantity = DEFAULT_UNITS.quantity(Decimal("12.5"), "percent", registry)
    assert quantity.to("permille").magnitude == 125
    assert (quantity + registry.Quantity(Decimal("0.5"), "percent")).magnitude == 13
    assert DEFAULT_UNITS.quantity(2, "hectare", registry).to("meter**2").magnitude == 20000


def test_a_registry_without_the_unit_stays_unchanged_and_the_error_gives_the_definition(registries):
    """The error says what to define, in order; nothing is defined behind the user's back; done so, it works."""
    registry = registries["decimal"]
    with pytest.raises(InvalidValueError, match="lacks the unit 'per_100k'") as caught:
        DEFAULT_UNITS.quantity(3, "per_100k", registry)
    lines = re.findall(r"registry\.define\('(.*?)'\)", str(caught.value))
    assert lines == ["fraction = []", "per_100k = 0.00001 fraction"]
    assert "per_100k" not in registry
    assert "fraction" not in registry
    for line in lines:
        registry.define(line)
    assert DEFAULT_UNITS.quantity(3, "per_100k", registry).to("fraction").magnitude == Decimal("0.00003")


def test_only_what_a_registry_lacks_has_to_be_defined():
    """A registry that knows kilowatts and hours needs no line for them."""
    registry = pint.UnitRegistry(None, non_int_type=Decimal)
    for line in ("kilowatt = [power]", "minute = [time]", "hour = 60 minute"):
        registry.define(line)
    with pytest.raises(InvalidValueError, match=r"define it there: registry.define\('kilowatt_hour = [^']*'\)$"):
        DEFAULT_UNITS.quantity(1, "kilowatt_hour", registry)


def test_a_registry_that_means_something_else_is_refused(registries):
    """A quarter is three months here and 28 pounds there: no quantity is made of that."""
    with pytest.raises(InvalidValueError, match=r"'quarter' is \[mass\], not \[time\]"):
        DEFAULT_UNITS.quantity(1, "quarter", registries["float"])


def test_a_share_with_a_dimension_is_refused():
    """A registry in which percent measure a length does not mean our percent."""
    registry = pint.UnitRegistry(None)
    registry.define("percent = [length]")
    with pytest.raises(InvalidValueError, match=r"'percent' is \[length\], not dimensionless"):
        DEFAULT_UNITS.quantity(1, "percent", registry)


def test_a_unit_whose_base_a_registry_lacks_is_taken_at_its_word():
    """Where nothing can be compared, the user's own definition holds."""
    registry = pint.UnitRegistry(None, non_int_type=Decimal)
    registry.define("tonne = [cargo]")
    assert str(DEFAULT_UNITS.quantity(2, "tonne", registry)) == "2 tonne"


def test_the_application_registry_is_left_alone():
    """Converting neither uses nor changes the registry that the whole application shares."""
    program = """if True:
        import pint
        mine = pint.UnitRegistry(None)
        mine.define("percent = [furlong]")
        pint.set_application_registry(mine)
        from resultsframework.unit import DEFAULT_UNITS
        assert DEFAULT_UNITS.convert(5, "percent", "per_mille") == 50
        assert DEFAULT_UNITS.quantity(5, "person")._REGISTRY is not mine
        assert pint.get_application_registry().get() is mine
        print("person" in mine)
    """
    assert in_a_new_process(program) == "False"


def test_two_registries_are_why_quantities_are_not_kept():
    """Equal quantities of two registries hash differently and do not add: numbers and codes are kept instead."""
    other = pint.UnitRegistry(None, non_int_type=Decimal)
    other.define("person = [person]")
    ours, theirs = DEFAULT_UNITS.quantity(3, "person"), DEFAULT_UNITS.quantity(3, "person", other)
    assert ours.magnitude == theirs.magnitude
    with pytest.raises(ValueError, match="different registries"):
        ours + theirs


# Every unit that is defined by others: how many of the base of its dimension one of it is.
SIZES = {
    "percent": ("fraction", "0.01"),
    "per_mille": ("fraction", "0.001"),
    "per_100k": ("fraction", "0.00001"),
    "kilometre": ("metre", "1000"),
    "hectare": ("square_metre", "10000"),
    "square_kilometre": ("square_metre", "1000000"),
    "litre": ("cubic_metre", "0.001"),
    "tonne": ("kilogram", "1000"),
    "hour": ("minute", "60"),
    "day": ("minute", "1440"),
    "week": ("minute", "10080"),
    "quarter": ("month", "3"),
    "year": ("month", "12"),
    "megawatt": ("kilowatt", "1000"),
    "megawatt_hour": ("kilowatt_hour", "1000"),
}
BASES = ("fraction", "metre", "square_metre", "cubic_metre", "kilogram", "minute", "month", "kilowatt", "kilowatt_hour")


@pytest.mark.each("code", SIZES)
def test_every_measured_unit_has_its_size(code):
    """One of a unit is so many of its base, and so many of its base are one of it."""
    base, size = SIZES[code]
    assert DEFAULT_UNITS.convert(1, code, base) == Decimal(size)
    assert DEFAULT_UNITS.convert(Decimal(size), base, code) == 1


def test_only_units_of_one_group_convert_into_each_other():
    """Nine groups of units measure one thing each; every other unit is alone, and so is each currency."""
    groups = {base: {base} for base in BASES}
    for code, (base, _) in SIZES.items():
        groups[base].add(code)
    group_of = {code: base for base, codes in groups.items() for code in codes}
    codes = [unit.code for unit in DEFAULT_UNITS]
    for first in codes:
        fitting = {second for second in codes if DEFAULT_UNITS.compatible(first, second)}
        assert fitting == groups.get(group_of.get(first, ""), {first})


@pytest.mark.each("code", [unit.code for unit in DEFAULT_UNITS])
def test_every_unit_reads_well_and_converts_to_itself(code):
    """A unit has a word for one and a word for several, neither of them blank, and a number in it stays as it is."""
    unit = DEFAULT_UNITS[code]
    assert unit.name.strip() == unit.name != ""
    assert unit.plural.strip() == unit.plural != ""
    assert unit.label(1) == unit.label(Decimal(-1)) == unit.name
    assert unit.label(0) == unit.label(2) == unit.label(Decimal("1.5")) == unit.plural
    number = Decimal("12.50")
    assert str(DEFAULT_UNITS.convert(number, code, code)) == "12.50"
