"""Single cells: decimals, years, units, comments, texts, and several values in one."""

from __future__ import annotations

import attrs
import pytest

import resultsframework as rf


@pytest.mark.each(
    ("code", "sentence", "paths"),
    [
        ("VAL20", "statement Number of laws; unit law; 2020 milestone 3.5", ["milestone"]),
        ("VAL20", "statement Number of laws; unit hour; 2020 milestone 3.5", []),
        ("VAL20", "statement Number of laws; 2020 milestone 3.5 actual 4.5", ["milestone"]),
        ("VAL20", "statement Number of laws; 2020 milestone 3.5%", []),
        ("VAL20", "statement none; 2020 milestone 3.5", []),
        ("VAL20", f"statement Number of laws; 2020 milestone 1{'0' * 60}", []),
        ("VAL21", "2019-07-01..2020-06-30 milestone 30 actual 2019", ["actual"]),
        ("VAL21", "2019 baseline 2019 | 2020 milestone 30", ["baseline"]),
        ("VAL21", "statement none; 2019 actual 2019", ["actual"]),
        ("VAL21", "2019 actual 2020", []),
        ("VAL21", "2019 actual many", []),
        ("VAL23", "measure percentage; 2020 actual 1900 commented 19%", ["actual"]),
        ("VAL23", "measure percentage; 2020 actual 0.19 commented 19,0 %", ["actual"]),
        ("VAL23", "measure percentage; 2020 actual 0.19 commented between 19% and 25%", []),
        ("VAL23", "measure percentage; 2020 actual 0 commented 0%", []),
        ("VAL23", "measure percentage; 2020 actual many commented 19%", []),
        ("VAL23", "2019 baseline 4% | 2020 actual 0.19 commented 19%", []),
        ("VAL23", "unit fraction; 2020 actual 0.0019 commented 19%", ["actual"]),
        ("VAL25", "measure percentage; 2020 milestone many actual few", ["milestone"]),
        ("VAL25", "measure unit; 2020 milestone Yes", []),
        ("VAL25", "2020 milestone many", []),
        ("VAL26", "2020 milestone T: 41.7% M: 43.0%, actual 3", []),
        ("VAL26", "2020 actual (i) 3 (ii) 4", ["actual"]),
        ("VAL26", "2020 actual Law 5: adopted", []),
        ("VAL29", "2019 baseline 1.000 | 2020 actual 20.000 | 2021 actual 12.3456", ["baseline", "actual:2020"]),
        ("VAL29", "2020 actual 1.000.000", []),
        ("VAL29", "2020 actual 1.000 of many", []),
        ("VAL29", "2020 actual many", []),
        ("VAL29", "2020 actual 1,000", []),
    ],
)
def test_a_cell(found, code, sentence, paths):
    """Cases beside the documented ones."""
    assert [path for _, path in found(code, sentence)] == paths


@pytest.mark.each(
    ("sentence", "severity"),
    [
        ("2019 milestone 30 actual 2019", "warning"),
        ("2019 milestone 1009 actual 2019", "warning"),
        ("2019 milestone 1010 actual 2019", "info"),
        ("2019 milestone 4038 actual 2019", "info"),
        ("2019 milestone 4039 actual 2019", "warning"),
        ("2019 milestone many actual 2019", "warning"),
    ],
)
def test_a_value_may_be_as_large_as_its_year_by_chance(found, sentence, severity):
    """Where another value is within half and double of it, it is worth knowing and no more."""
    assert [s for s, _ in found("VAL21", sentence)] == [severity]


def test_both_readings_of_a_number_are_shown(case):
    """A person who knows the publisher picks one of the two."""
    (finding,) = case("2020 actual 12.345").found("VAL29")
    assert finding.message == "the actual for 2020 reads '12.345', which is 12.345 or 12345"
    assert finding.expected == "12.345 or 12345"


def test_a_text_put_in_place_of_a_number_is_found_without_a_measure(case):
    """A value replaced by "700" is the text; the message says that it reads as a number."""
    plan = case("2020 baseline 0 | 2021 target 5").framework.replace("A/I/target", value="700")
    (finding,) = rf.validate(plan, select="VAL30")
    assert finding.message == "the target for 2021 is the text '700', which reads as the number 700"
    assert (finding.observed, finding.expected) == ("700", "the number 700")


def test_an_unknown_unit_is_named_with_the_nearest(case):
    """The message has the unit of the list that is spelled nearly so."""
    (finding,) = case("unit persons").found("VAL24")
    assert "did you mean 'person'" in finding.message
    (finding,) = case("unit zebras").found("VAL24")
    assert "did you mean" not in finding.message


@pytest.mark.each(
    ("text", "message"),
    [
        ("many", "the measure is unit, and the actual reads 'many'"),
        ("many " * 40, f"the measure is unit, and the actual reads '{('many ' * 40)[:57]}...'"),
    ],
)
def test_a_long_text_is_cut_off_in_a_message(text, message):
    """The beginning of a long text is enough to find the cell."""
    actual = rf.Observation(kind="actual", period=2020, value=text)
    one = rf.Indicator(code="I", measure="unit", series=rf.ObservationSeries((actual,)))
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(one,)),))
    assert [f.message for f in rf.validate(framework, select="VAL25")] == [message]


def test_further_texts_of_an_indicator_are_counted(case):
    """There is one finding an indicator, with the number of the others."""
    (finding,) = case("measure unit; 2020 milestone many actual few | 2021 milestone more").found("VAL25")
    assert finding.message == "the measure is unit, and the milestone reads 'many', and 2 more"


# --------------------------------------------------------------------------------- what is stated again, or not at all


def output(code, *indicators):
    return rf.Output(code=code, title=code, indicators=indicators)


def indicator(text, **fields):
    return rf.Indicator(
        **{"code": "I", "statement": "Laws adopted", "series": rf.ObservationSeries.parse(text)} | fields
    )


def found(code, *results, **more):
    return [f.path for f in rf.validate(rf.ResultsFramework(results=results), select=code, **more)]


def test_an_indicator_that_is_stated_twice():
    """Equal in everything, and with a value; one that differs in a comment or a code does not repeat another."""
    one = indicator("2020 actual 3")
    assert found("COD13", output("A", one, one)) == ["A/I#2"]
    assert found("COD13", output("A", one, attrs.evolve(one, description="more"))) == []
    assert found("COD13", output("A", indicator("2020 actual -"), indicator("2020 actual -"))) == []
    bare = indicator("2020 actual 3", code=None, statement=None)
    (finding,) = rf.validate(rf.ResultsFramework(results=(output("A", bare, bare),)), select="COD13")
    assert "an indicator without a statement" in finding.message


def test_indicators_that_are_stated_again_are_found_in_one_pass():
    """Each repetition carries its own node, so that none is looked up by its path, and they are in source order."""
    one, other = indicator("2020 actual 3"), attrs.evolve(indicator("2020 actual 4"), code="J")
    repeated = [attrs.evolve(node, line=line) for line, node in enumerate([one, other, one, other, one], 1)]
    rule = next(rule for rule in rf.rules.RULES if rule.code == "COD13")
    found = list(rule.check(output("A", *repeated), None))
    assert [one.at for one in found] == ["I#2", "J#2", "I#3"]
    assert [one.part.line for one in found] == [3, 4, 5]


def test_one_indicator_with_the_same_values_in_several_results():
    """The statement and all numbers are the same, some are not 0, and they could be added up."""
    one, two = indicator("2020 actual 3"), indicator("2020 actual 3", code="J", statement="laws adopted")
    assert found("COD14", output("A", one), output("B", two)) == ["A/I"]
    assert found("COD14", output("A", one, two)) == []
    assert found("COD14", output("A", one), output("B", indicator("2020 actual 4"))) == []
    for fields in ({"measure": "percentage"}, {"aggregation_status": False}, {"statement": "Indicator 1"}):
        results = (output("A", indicator("2020 actual 3", **fields)), output("B", indicator("2020 actual 3", **fields)))
        assert found("COD14", *results) == []


def test_no_value_at_all_is_found_once():
    """At each indicator, or once at a result of which it is all; a comment makes it an info."""
    empty, stated = indicator("2020 actual -"), indicator("2020 actual 3", code="J")
    assert found("SER14", output("A", empty)) == ["A/I"]
    assert found("SER14", output("A", empty, stated)) == ["A/I"]
    assert found("SER14", output("A", empty, attrs.evolve(empty, code="K"))) == ["A"]
    remark = attrs.evolve(empty, series=rf.ObservationSeries((attrs.evolve(empty.series[0], comment="Soon"),)))
    for results, severity in (((remark,), "info"), ((remark, remark), "info"), ((remark, empty), "warning")):
        report = rf.validate(rf.ResultsFramework(results=(output("A", *results),)), select="SER14")
        assert [f.severity.value for f in report] == [severity]


def test_what_headquarters_report_may_be_without_values():
    """In the profile of UN Women an indicator from a desk review lacks neither values nor a baseline."""
    desk = indicator("2020 actual -", scope=(rf.Scope.DESK_REVIEW,))
    results = (output("A", desk, attrs.evolve(desk, code="J")), output("B", desk))
    assert found(("SER14", "BAS07"), *results) == ["", "A", "B/I"]
    assert found(("SER14", "BAS07"), *results, profile="unwomen") == []


@pytest.mark.each(
    ("scope", "severity"), [((rf.Scope.DESK_REVIEW,), "info"), ((rf.Scope.COUNTRY_OFFICE,), "warning"), ((), "warning")]
)
def test_a_baseline_that_headquarters_report_is_an_info(scope, severity):
    """Headquarters know the baseline of an indicator from a desk review, and the page need not repeat it."""
    for series in ("2020 actual 4", "2019 baseline - | 2020 actual 4"):
        results = (output("A", indicator(series, scope=scope), indicator("2019 baseline 1", code="J")),)
        report = rf.validate(rf.ResultsFramework(results=results), select="BAS07")
        assert [f.severity.value for f in report] == [severity]


@pytest.mark.each(
    ("sentence", "paths"),
    [
        ("1900 milestone 4", ["milestone"]),
        ("1901 milestone 4", []),
        ("2020-2045 milestone 4", []),
        ("2020-2046 milestone 4", ["milestone"]),
        ("1900 baseline 4 | 2020 milestone 5", ["baseline"]),
        ("1900", ["series/periods#1"]),
        ("- milestone 4", []),
    ],
)
def test_a_period_far_from_any_plan(found, sentence, paths):
    """1900 and before are what systems print for an empty date; no plan goes beyond 2045."""
    assert [path for _, path in found("SER13", sentence)] == paths


@pytest.mark.each(
    ("sentence", "paths"),
    [
        ("soon", ["series/periods#1"]),
        ("2020 milestone 3 | soon milestone 4 actual 3", ["milestone#2"]),
        ("soon baseline 4 | later milestone 4", ["milestone"]),
        ("2020-13-45 milestone 4", ["milestone"]),
        ("..2020-12-31 milestone 4", []),
        ("- milestone 4", []),
    ],
)
def test_a_period_that_is_other_text(found, sentence, paths):
    """A period without a year and a date is compared with nothing; one that is left empty is another matter."""
    assert [path for _, path in found("SER16", sentence)] == paths


def test_units_of_your_own_are_known():
    """VAL24 takes the units that a program passes for known; without them it names the unit."""
    own = rf.UnitSystem().extended(rf.Unit(code="boat", name="boat", plural="boats", dimension="boat"))
    boats = rf.ResultsFramework(results=(rf.Output(code="P", indicators=(rf.Indicator(code="P.1", unit="boat"),)),))
    assert rf.validate(boats, select="VAL24", units=own).by_code["VAL24"] == ()
    assert [finding.observed for finding in rf.validate(boats, select="VAL24")] == ["boat"]
