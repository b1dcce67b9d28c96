"""The design of pictures: colours that everybody can read, and series and budgets as SVG."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.charts import design

SERIES = "2018 baseline 0 | 2020 milestone 50 actual 40 | 2021 milestone TBD actual 59 | 2022 target 320 actual -"
TEXT = ("text", "muted", "link", "actual", "target", "met", "not-met", "undecided")


def luminance(colour):
    """The relative luminance of WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def drawn(series, **fields):
    """The picture of a series, as elements."""
    return ET.fromstring(design.series_svg(indicator(series, **fields)))  # noqa: S314 - made by the library


def indicator(series, **fields):
    return rf.Indicator(code="A", series=rf.ObservationSeries.parse(series), **fields)


@pytest.mark.parametrize("colours", [design.LIGHT, design.DARK], ids=["light", "dark"])
def test_every_text_and_every_mark_can_be_read(colours):
    """WCAG: 4.5 for text on the ground and on panels, 3 for marks, in both themes."""
    for ground in (colours["ground"], colours["panel"]):
        assert all(contrast(colours[name], ground) >= 4.5 for name in TEXT)
    assert all(contrast(colours[name], colours["ground"]) >= 3 for name in ("planned", "actual", "expenses"))


@pytest.mark.parametrize("colours", [design.LIGHT, design.DARK], ids=["light", "dark"])
def test_colours_differ_for_eyes_without_red_or_green(colours):
    """Met and not met, planned and actual differ also where red and green are one (Vienot 1999, protanopia)."""

    def seen(colour):
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        yellow = 0.11 * red + 0.89 * green
        return yellow, blue

    for one, other in (("met", "not-met"), ("planned", "actual"), ("actual", "expenses")):
        distance = max(abs(a - b) for a, b in zip(seen(colours[one]), seen(colours[other]), strict=True))
        assert distance >= 30, (one, other)


def test_both_themes_have_the_same_colours():
    """A page that switches themes finds every colour in each."""
    assert design.LIGHT.keys() == design.DARK.keys()
    assert design.variables({"ground": "#fff", "text": "#000"}) == "--ground: #fff; --text: #000;"


def test_a_series_has_planned_values_actuals_and_target():
    """Squares are planned, dots are actuals, a missing value is hollow, and the target is a line with its number."""
    svg = drawn(SERIES)
    squares, dots = svg.findall("rect"), svg.findall("circle")
    assert [square.get("fill") for square in squares] == ["var(--planned)"] * 2 + ["var(--ground)", "var(--planned)"]
    assert [dot.get("fill") for dot in dots] == ["var(--actual)", "var(--actual)", "var(--ground)"]
    assert [text.text for text in svg.findall("text")] == ["2018", "2022", "target 320", "59"]
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == (
        "A; planned 2018: 0, 2020: 50, 2021: TBD, 2022: 320; actual 2020: 40, 2021: 59, 2022: -"
    )


def test_planned_values_are_steps():
    """A milestone is the level from the period before on; without a target there is no dashed line."""
    steps, line = drawn("2018 baseline 0 | 2020 milestone 50 actual 20 | 2021 actual 40").findall("polyline")
    (x1, y1), (x2, y2), (x3, y3) = (point.split(",") for point in steps.get("points").split())
    assert (x1, y2) == (x2, y3)
    assert float(x2) < float(x3)
    assert float(y1) > float(y2)
    assert len(line.get("points").split()) == 2


def test_a_status_has_a_colour_that_its_word_goes_with():
    """Verdicts and gaps have colours; anything else has that of notes."""
    assert [design.colour_of(status) for status in ("met", "not met", "overdue", "not due")] == [
        "met",
        "not-met",
        "not-met",
        "muted",
    ]


def test_higher_is_higher_and_later_is_to_the_right():
    """Places follow days and numbers, from zero or the least number to the greatest."""
    svg = drawn(SERIES)
    (first, second, _) = svg.findall("circle")
    assert float(first.get("cx")) < float(second.get("cx"))
    assert float(first.get("cy")) > float(second.get("cy"))
    below = drawn("2018 baseline -5 | 2021 target 5")
    lowest, highest = (float(mark.get("y")) for mark in below.findall("rect"))
    zero = float(below.find("line").get("y1"))
    assert highest < zero < lowest


@pytest.mark.each(
    "series",
    [
        "2021 milestone 5",
        "2018 baseline 0 | 2021 actual 0",
        "2018 baseline Yes | 2021 target No",
        "2018 baseline TBD",
        "",
    ],
)
def test_nothing_is_drawn_where_there_is_nothing_to_see(series):
    """One number, equal ones, and answers of yes and no make no picture."""
    assert design.series_svg(indicator(series)) is None


def test_two_units_are_not_drawn_on_one_scale():
    """A percentage beside a count would make a picture that is wrong."""
    mixed = indicator("2018 baseline 5 | 2021 target 10")
    one, other = mixed.series.observations
    series = mixed.series.with_observations((one, attrs.evolve(other, unit="percent")))
    assert design.series_svg(attrs.evolve(mixed, series=series)) is None


def test_values_that_are_far_apart_are_drawn_without_an_overflow():
    """The least and the greatest number that a file can hold have a place."""
    least, most = Decimal("1E-900"), Decimal("1E+900")
    series = rf.ObservationSeries(
        tuple(
            rf.Observation(kind=kind, period=rf.Period(year=year), value=value)
            for kind, year, value in (
                (rf.ObservationKind.BASELINE, 2018, least),
                (rf.ObservationKind.TARGET, 2021, most),
            )
        )
    )
    svg = ET.fromstring(design.series_svg(rf.Indicator(series=series)))  # noqa: S314 - made by the library
    assert [mark.get("y") for mark in svg.findall("rect")] == ["71.0", "15.0"]


def test_values_of_one_day_are_above_each_other():
    """A baseline and a target of one year share their place in time."""
    svg = drawn("2021 baseline 5 | 2021 target 10")
    assert len({mark.get("x") for mark in svg.findall("rect")}) == 1


def test_no_text_is_an_element():
    """A code with signs of markup is a text of the picture."""
    svg = ET.fromstring(  # noqa: S314 - made by the library
        design.series_svg(attrs.evolve(indicator("2018 baseline 0 | 2021 target 5"), code='<b a="1">&'))
    )
    assert svg.get("aria-label").startswith('<b a="1">&; planned')


def test_amounts_are_bars_from_one_zero():
    """The greatest amount is as wide as the picture, and the others in proportion; below zero there is no bar."""
    planned, actual = rf.Money.parse("$200"), rf.Money.parse("$50")
    svg = ET.fromstring(design.bars_svg({"planned": planned, "actual": actual}))  # noqa: S314 - made by the library
    assert [(bar.get("width"), bar.get("fill")) for bar in svg] == [
        ("320.0", "var(--planned)"),
        ("80.0", "var(--actual)"),
    ]
    assert svg.get("aria-label") == "planned $200, actual $50"
    nothing = ET.fromstring(design.bars_svg({"planned": rf.Money.parse("$0")}))  # noqa: S314 - made by the library
    assert [bar.get("width") for bar in nothing] == ["0.0"]


def test_a_hollow_mark_is_a_result_that_is_due_or_a_plan_to_be_determined():
    """An empty cell plans nothing, and nothing is missing before it is due."""
    text = (
        "2018 baseline 0 | 2019 milestone - actual - | 2020 milestone 4 actual - | 2021 milestone TBD | 2022 target 9"
    )
    series = rf.ObservationSeries.parse(f"{text} actual -")
    drawn_of = [design.series_svg(rf.Indicator(series=series), due) for due in (None, dt.date(2020, 12, 31))]
    assert [one.count('fill="var(--ground)"') for one in drawn_of] == [3, 2]


def test_a_number_on_the_line_of_the_target_is_below_it():
    """The last number of a series is legible beside the dashed line, and above the axis."""
    places = [
        [float(one.get("y")) for one in drawn(series).findall("text") if one.get("fill") == "var(--actual)"]
        for series in ("2020 actual 3 | 2021 target 9 actual 9", "2020 actual 9 | 2021 target 9 actual 0")
    ]
    assert places == [[31.0], [70.0]]
