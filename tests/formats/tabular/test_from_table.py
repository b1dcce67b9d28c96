from __future__ import annotations

import datetime as dt
import warnings
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

import resultsframework as rf
from resultsframework import FormatError, InvalidValueError, Layout, Missing, ObservationKind, Range, Ratio
from resultsframework.examples import load

D = Decimal
WHOLE = load().outcomes[0]
# Two outputs of the example have values of every kind, groups, comments and values that are missing.
EXAMPLE = attrs.evolve(load(), results=(attrs.evolve(WHOLE, outputs=WHOLE.outputs[:2]),))
OBSERVATIONS = rf.observations(EXAMPLE)
RECORD = {"indicator": "1.1", "kind": "target", "year": 2025, "value": 320}
LAYOUT = Layout.from_toml(
    """
[[table]]

[table.columns]
"Level" = "level"
"Result" = "result"
"Indicator" = "indicator"
"Baseline 2022" = "baseline"
"Target 2025" = "target"
"""
)
HEADINGS = ["Level", "Result", "Indicator", "Baseline 2022", "Target 2025"]


class Several:
    """A cell of a frame that holds several numbers, as those of numpy may."""

    size = 3

    def __iter__(self):
        return iter((1, 2, 3))

    def item(self):
        """One number, which there is not."""
        raise ValueError


def content(framework):
    """The rows of the long table of a framework, as texts."""
    table = rf.observations(framework).select(["indicator", "kind", "period", "value", "state", "unit", "place"])
    return sorted(map(str, table.flat()))


CONTENT = content(EXAMPLE)


def target(**cells):
    """The target of a record."""
    return rf.from_table([RECORD | cells]).indicator("1.1").target.value


def frame(library):
    """The long table as a frame of a library."""
    if library == "pandas":
        return OBSERVATIONS.to_pandas()
    if library == "polars":
        return OBSERVATIONS.to_polars()
    if library == "lazy":
        return OBSERVATIONS.to_polars().lazy()
    if library == "pyarrow":
        return OBSERVATIONS.to_arrow()
    if library == "narwhals":
        return pytest.importorskip("narwhals").from_native(OBSERVATIONS.to_polars())
    return pytest.importorskip("duckdb").connect().from_arrow(OBSERVATIONS.to_arrow())


NEEDS = {"lazy": ("polars",), "narwhals": ("narwhals", "polars"), "duckdb": ("duckdb", "pyarrow")}


@pytest.mark.parametrize("library", ["pandas", "polars", "lazy", "pyarrow", "narwhals", "duckdb"])
def test_the_long_table_comes_back_from_any_library_of_frames(library):
    """The long table of a framework, as a frame of any library, gives its indicators and all of their values back."""
    for name in NEEDS.get(library, (library,)):
        pytest.importorskip(name)
    assert content(rf.from_table(frame(library))) == CONTENT


@pytest.mark.each(
    "table",
    [
        OBSERVATIONS,
        OBSERVATIONS.flat(),
        OBSERVATIONS.to_records(),
        OBSERVATIONS.to_columns(),
        [OBSERVATIONS.flat().names, *OBSERVATIONS.flat()],
        iter(OBSERVATIONS.to_records()),
    ],
)
def test_the_long_table_comes_back_from_plain_data(table):
    """A table of the library, records, columns and rows below their names are read alike."""
    assert content(rf.from_table(table)) == CONTENT


def test_the_wide_table_comes_back():
    """One row an indicator, a column a year and kind: the values come back, and the statements."""
    framework = rf.from_table(rf.tables.wide(EXAMPLE))
    assert len(framework.indicators) == len(EXAMPLE.indicators)
    assert [i.statement for i in framework.indicators] == [i.statement for i in EXAMPLE.indicators]


@pytest.mark.each(
    ("cell", "value"),
    [
        (320, D(320)),
        (320.0, D(320)),
        (0.1, D("0.1")),
        (1e20, D(10) ** 20),
        (D("1.50"), D("1.50")),
        ("320", D(320)),
        (True, True),
        (False, False),
        (None, Missing.ABSENT),
        (float("nan"), Missing.ABSENT),
        (D("NaN"), Missing.ABSENT),
        (D("sNaN"), Missing.ABSENT),
        (Missing.ABSENT, Missing.ABSENT),
        (Missing.TO_BE_DETERMINED, Missing.TO_BE_DETERMINED),
        ("n/a", Missing.NOT_AVAILABLE),
        (Ratio(D(3), D(5)), Ratio(D(3), D(5))),
        (Range(D(3), D(5)), Range(D(3), D(5))),
        (Fraction(1, 2), D("0.5")),
    ],
)
def test_a_cell_is_the_value_that_it_holds(cell, value):
    """A number is exact, NaN and None are no value, and what the library itself has for a value is that value."""
    found = target(value=cell)
    assert found == value
    assert type(found) is type(value)


def test_days_and_enumerations_are_cells():
    """A day, a point in time at midnight and the library's kinds of observations may be cells."""
    days = {"start": dt.date(2025, 1, 1), "end": dt.datetime(2025, 12, 31)}  # noqa: DTZ001 - as frames have it
    framework = rf.from_table([RECORD | days | {"kind": ObservationKind.ACTUAL, "year": None}])
    (observation,) = framework.indicator("1.1").actuals
    assert (observation.period.start, observation.period.end) == (dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    comment = rf.from_table([RECORD | {"comment": dt.datetime(2025, 1, 1, 8, 30)}])  # noqa: DTZ001 - as above
    assert comment.indicator("1.1").target.comment == "2025-01-01 08:30"


@pytest.mark.each(
    "value",
    [float("inf"), D("-Infinity"), D("1E+2000"), 10**1_000, object(), [1], Fraction(10**400, 3), "a\ud800", Several()],
)
def test_a_cell_that_is_no_value_is_named(value):
    """The error has the address of the cell as in a sheet with the names in row 1."""
    with pytest.raises(FormatError, match=r"D2: it holds .*no number of at most 1,000 digits"):
        target(value=value)


def test_a_name_may_be_a_number_of_any_size():
    """A column whose name is no text is one without a meaning."""
    assert rf.from_table([RECORD | {10**5_000: None}]) == rf.from_table([RECORD])


@pytest.mark.each(
    "table",
    [
        [{f"name {number}": 1} for number in range(4_000)],
        [["indicator"], *([1] * (number % 2 * 4_000) for number in range(4_000))],
    ],
)
def test_a_table_has_room_in_memory(table):
    """Records with names of their own, or rows of very different lengths, take no room for all cells between."""
    with pytest.raises(rf.UnsafeInputError, match=r"4,.* have room for more than 10,000,000 cells"):
        rf.from_table(table)


def test_a_row_that_cannot_be_read_is_named():
    """All problems are listed, each with its row."""
    with pytest.raises(FormatError) as caught:
        rf.from_table([RECORD, RECORD | {"kind": "goal"}, RECORD | {"state": "lost"}], name="plan")
    assert str(caught.value).startswith("plan cannot be read as a table: row 2: ")
    assert len(caught.value.problems) == 2


def test_contradictions_are_named():
    """Two rows that state two titles of one result have no common framework."""
    rows = [RECORD | {"path": "1/1.1/target", "result title": title} for title in ("A", "B")]
    with pytest.raises(FormatError, match="row 2"):
        rf.from_table(rows)


def test_an_office_may_have_one_column_alone():
    """A column of frames of pandas may hold numbers of its own; a narrow table is a table."""
    framework = rf.from_table([["Indicator", "2025 target"], ["Women trained", 5], [None, None]])
    assert [i.target.value for i in framework.indicators] == [D(5)]


def test_other_columns_need_a_layout():
    """Columns that are none of the library's are never guessed at."""
    with pytest.raises(FormatError, match=r"its columns are 'Target', and neither those .* else pass a layout"):
        rf.from_table([{"Target": 5}])
    with pytest.raises(InvalidValueError, match="decimal= goes with a layout"):
        rf.from_table([RECORD], decimal=",")


def test_a_layout_says_what_the_columns_mean(tmp_path):
    """With a layout the names of the columns are headings of a sheet; texts are read by its decimal mark."""
    rows = [
        HEADINGS,
        ["Outcome", "Women earn more", "Median income", 1200.5, "1.500"],
        ["Output", "Women are trained", "Women trained", None, "TBD"],
        ["Output", "Women are trained", "Share trained"],
    ]
    path = tmp_path / "office.toml"
    path.write_text(LAYOUT.to_toml(), encoding="utf-8")
    framework = rf.from_table(rows, path, decimal=",", name="office")
    first, second, third = framework.indicators
    assert (first.baseline.value, first.target.value) == (D("1200.5"), D(1500))
    assert second.target.value is Missing.TO_BE_DETERMINED
    assert third.statement == "Share trained"
    assert framework.source.name == "office"


def test_several_frameworks_are_no_framework(monkeypatch):
    """A layout may find several frameworks in a sheet; a table is read as one."""
    monkeypatch.setattr("resultsframework.formats.tabular.layout.frameworks_in", lambda *_args: (EXAMPLE, EXAMPLE))
    with pytest.raises(FormatError, match="it holds 2 frameworks; filter the table"):
        rf.from_table([HEADINGS], LAYOUT)


@pytest.mark.each(
    ("table", "message"),
    [
        ("plan.csv", "a table is a frame, a list of records or rows, not 'plan.csv'; read files with rf.read"),
        (5, "a table is a frame"),
        ([RECORD, ["a"]], "the rows of a table are all mappings, or all lists below one of names; there is {"),
        (["abc"], "there is 'abc'"),
        ({"a": [1], "b": [1, 2]}, "the columns of a table have one length; these have 1, 2"),
    ],
)
def test_what_is_no_table_is_refused(table, message):
    """A name of a file, a number or a mixture of rows is no table."""
    with pytest.raises(InvalidValueError) as caught:
        rf.from_table(table)
    assert message in str(caught.value)


def test_a_table_without_rows_has_no_columns_to_read():
    """An empty list names no column."""
    with pytest.raises(FormatError, match="its columns are"):
        rf.from_table([])


class Frame:
    """A frame as pandas has it, as far as it is used."""

    def __init__(self, columns):
        self._columns = columns
        self.columns = list(columns)
        self.shape = (0, len(columns))

    @property
    def iloc(self):
        """Columns by their positions."""
        return self

    def __getitem__(self, place):
        column = self._columns[self.columns[place[1]]]
        return type("Series", (), {"tolist": lambda _self: list(column)})()


Frame.__module__ = "pandas.core.frame"
Frame.columns = None


def test_nan_of_pandas_is_warned_about_once():
    """Pandas makes NaN of "n/a", which says why there is no value: one warning names the columns."""
    nan = float("nan")
    columns = {"indicator": ["1.1", "1.2"], "kind": ["target"] * 2, "value": [nan, 5.0], "comment": [nan, "x"]}
    with pytest.warns(UserWarning, match=r"NaN in the columns 'value', 'comment' is read as no value") as caught:
        framework = rf.from_table(Frame(columns))
    assert len(caught) == 1
    assert framework.indicator("1.1").target.value is Missing.ABSENT
    many = {f"2{year:03} target": [nan] for year in range(7)} | {"indicator": ["1.1"]}
    with pytest.warns(UserWarning, match="and 2 more is read"):
        rf.from_table(Frame(many))


def test_a_frame_without_nan_is_read_without_a_warning():
    """Where each value is there, nothing can have been a word."""
    columns = {"indicator": ["1.1"], "kind": ["target"], "value": [5.0], "comment": ["x"]}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert rf.from_table(Frame(columns)).indicator("1.1").target.value == 5


def test_nan_beside_its_reason_is_no_matter():
    """Where a column states why a value is missing, NaN hides nothing."""
    columns = {"indicator": ["1.1"], "kind": ["target"], "value": [float("nan")], "state": ["to_be_determined"]}
    assert rf.from_table(Frame(columns)).indicator("1.1").target.value is Missing.TO_BE_DETERMINED


def test_numbers_of_numpy_are_numbers():
    """A scalar of numpy is its plain value, and the signs of pandas for nothing are nothing."""

    class Scalar:
        def item(self):
            """The plain value."""
            return 7

    assert target(value=Scalar()) == D(7)
    missing = type("NAType", (), {})()
    assert target(value=missing) is Missing.ABSENT
