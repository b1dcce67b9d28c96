"""The picture of what each part contributes."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import resultsframework as rf
from resultsframework.aggregation import Contribution, contributions
from resultsframework.charts import contribution_svg


def drawn(*texts, names="ABCD"):
    frameworks = [
        rf.ResultsFramework(
            countries=(rf.Place(name=name),),
            results=(rf.Outcome(indicators=(rf.Indicator(code="SP_1", series=rf.ObservationSeries.parse(text)),)),),
        )
        for name, text in zip(names, texts, strict=False)
    ]
    (found,) = contributions(frameworks, at=2021, function="sum")
    return ET.fromstring(contribution_svg(found))  # noqa: S314 - made by the library


def test_each_part_is_a_bar_in_proportion_and_a_missing_one_is_hollow():
    """Zero is a bar without length, and no bar is hollow that has a value."""
    svg = drawn("2021 actual 100", "2021 actual 50", "2021 actual 0", "2021 actual TBD")
    assert [(bar.get("width"), bar.get("fill")) for bar in svg.findall("rect")] == [
        ("154.0", "var(--actual)"),
        ("77.0", "var(--actual)"),
        ("0.0", "var(--actual)"),
        ("8.0", "var(--ground)"),
    ]
    assert [text.text for text in svg.findall("text")] == ["A", "100", "B", "50", "C", "0", "D", "none"]
    assert svg.get("aria-label") == "SP_1; A: 100, B: 50, C: 0, D: none"


def test_yes_no_and_ratios_have_a_length_too():
    """Yes is one and no is none; a ratio is its fraction; a long name is shortened."""
    answers = drawn("2021 actual Yes", "2021 actual No", names=("A country with a long name", "B"))
    assert [bar.get("width") for bar in answers.findall("rect")] == ["154.0", "0.0"]
    assert answers.findall("text")[0].text == "A country with …"
    assert [bar.get("width") for bar in drawn("2021 actual 1/2", "2021 actual 1/4").findall("rect")] == [
        "154.0",
        "77.0",
    ]


def test_values_of_several_units_have_no_bars():
    """40 % and three quarters have no scale in common."""
    mixed = drawn("2021 actual 40%", "2021 actual 3/4")
    assert [bar.get("width") for bar in mixed.findall("rect")] == ["0.0", "0.0"]
    assert [text.text for text in mixed.findall("text")] == ["A", "40%", "B", "3/4"]


def test_without_parts_there_is_an_empty_picture():
    """A contribution made by hand may have none."""
    nothing = Contribution(code="X", statement=None, answer=rf.Undefined("no part"), inputs=())
    assert contribution_svg(nothing).endswith('aria-label="X; "></svg>')
