from __future__ import annotations

import copy
import pickle

import attrs
import pytest

import resultsframework as rf
from resultsframework.rules import PROFILES, RULES, Context, Found, Ignored, IndicatorContext, Options, Profile

LATE = rf.ObservationSeries.parse("2025 baseline TBD | 2022 milestone - | 2025 target 3")


@rf.rule("OWN01", rf.Severity.WARNING, title="t", source="s", advice="Say so.", on=rf.Indicator)
def statement_begins_with_number_of(indicator, _context):
    """Every statement begins in one way."""
    if not (indicator.statement or "").startswith("Number of"):
        yield Found("the statement begins in another way", at="statement", observed=indicator.statement)


def rule_on(*classes, code="OWN02", severity=rf.Severity.WARNING, implied_by=(), found=None):
    """A rule that finds something at every node of these classes."""

    def everything_is_found(node, _context):
        return (found or Found(f"a {type(node).__name__}"),)

    make = rf.rule(code, severity, title="t", source="s", advice="f", on=classes, implied_by=implied_by)
    return make(everything_is_found)


def plan(*indicators, **more):
    """A framework of one outcome with these indicators."""
    return rf.ResultsFramework(results=(rf.Outcome(code="A", title="Laws are adopted", indicators=indicators),), **more)


def codes(report):
    return [finding.code for finding in report]


# ------------------------------------------------------------------------------------------ rules


def test_a_rule_is_a_value_with_its_function():
    """The decorator makes a frozen rule that knows its name and its documentation; nothing is registered."""
    assert isinstance(statement_begins_with_number_of, rf.Rule)
    assert statement_begins_with_number_of.name == "statement_begins_with_number_of"
    assert statement_begins_with_number_of.documentation == "Every statement begins in one way."
    assert statement_begins_with_number_of not in RULES
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        statement_begins_with_number_of.code = "OWN99"


def test_a_rule_without_docstring_has_no_documentation():
    """Python drops docstrings on request; a rule then has no documentation and no examples, and still works."""
    rule = rule_on(rf.Indicator)
    assert (rule.documentation, rule.fires, rule.silent) == ("", (), ())
    assert codes(rf.validate(plan(rf.Indicator()), select="OWN02", rules=[rule])) == ["OWN02"]


def test_an_example_may_take_several_lines():
    """An example that is continued on an indented line is one example."""

    @rf.rule("OWN03", rf.Severity.INFO, title="t", source="s", advice="f", on=rf.Indicator)
    def all_is_well(_indicator, _context):
        """
        All is well.

        Fires: 2020 milestone 1 |
            2021 milestone 2
        Silent: never
        """
        return ()

    assert all_is_well.fires == ("2020 milestone 1 | 2021 milestone 2",)
    assert all_is_well.silent == ("never",)
    assert all_is_well.documentation == "All is well."


@pytest.mark.parametrize("code", ["", "bas02", "BAS-02", "BAS2", "02"])
def test_a_code_is_letters_and_two_digits(code):
    """A rule with a code in another form is refused, and the message shows the form."""
    with pytest.raises(rf.InvalidValueError, match="such as 'BAS02'"):
        rule_on(rf.Indicator, code=code)


def test_a_rule_on_what_no_rule_is_shown_is_refused():
    """A rule on observations would be silent for ever, so it is refused with the classes that there are."""
    with pytest.raises(rf.InvalidValueError, match=r"on Observation, which no rule can check; .*Indicator"):
        rule_on(rf.Observation)


def test_rules_can_be_sent_to_other_processes():
    """A rule of a module, and a report with rules, survive pickling and copying."""
    report = rf.validate(plan(rf.Indicator(series=LATE)))
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301 - what this test has written itself
    assert copy.deepcopy(RULES[0]) is RULES[0]


# ------------------------------------------------------------------------------------------ where rules look


def test_a_rule_sees_every_node_of_its_class_in_order():
    """Rules reach the framework, results of every level, indicators, and what these hold, depth first."""
    framework = rf.ResultsFramework(
        results=(
            rf.Impact(
                code="I",
                outcomes=(rf.Outcome(code="O", indicators=(rf.Indicator(code="i"),), outputs=(rf.Output(code="P"),)),),
            ),
            rf.OtherResult(budgets=(rf.Budget(), rf.Budget()), documents=(rf.DocumentLink(),)),
        ),
        programmes=(rf.JointProgramme(),),
        progress_notes=(rf.ProgressNote(text="n"),),
        policy_markers=(rf.PolicyMarker(),),
    )
    classes = (rf.ResultsFramework, rf.Result, rf.Indicator, rf.Budget, rf.DocumentLink, rf.JointProgramme)
    report = rf.validate(framework, rules=[rule_on(*classes, rf.ProgressNote, rf.PolicyMarker)], select="OWN")
    paths = [finding.path for finding in report]
    own = ["", "programmes#1", "policy_markers#1", "progress_notes#1"]
    assert paths == [*own, "I", "I/O", "I/O/i", "I/O/P", "#1", "#1/budgets#1", "#1/budgets#2", "#1/documents#1"]
    assert [type(framework.at(path)) for path in paths[4:8]] == [rf.Impact, rf.Outcome, rf.Indicator, rf.Output]


def test_a_rule_may_look_at_one_level_only():
    """A rule on outputs is shown no outcome."""
    framework = rf.ResultsFramework(results=(rf.Outcome(code="O", outputs=(rf.Output(code="P"),)),))
    report = rf.validate(framework, rules=[rule_on(rf.Output)], select="OWN02")
    assert [finding.path for finding in report] == ["O/P"]


def test_a_rule_knows_the_results_above():
    """The context of an indicator has the results above it, and its outcome; that of a budget its result."""
    seen = []

    def look(node, context):
        seen.append((type(node), type(context), [result.code for result in context.ancestors], context.outcome))
        return ()

    watch = rf.rule(
        "OWN04", rf.Severity.INFO, title="t", source="s", advice="f", on=(rf.Indicator, rf.Budget, rf.Output)
    )
    output = rf.Output(code="P", indicators=(rf.Indicator(),), budgets=(rf.Budget(),))
    outcome = rf.Outcome(code="O", outputs=(output,))
    rf.validate(rf.ResultsFramework(results=(outcome,), budgets=(rf.Budget(),)), rules=[watch(look)], select="OWN")
    assert seen == [
        (rf.Budget, Context, [], None),
        (rf.Output, Context, ["O"], outcome),
        (rf.Budget, Context, ["O", "P"], outcome),
        (rf.Indicator, IndicatorContext, ["O", "P"], outcome),
    ]


@pytest.mark.parametrize(
    ("framework", "paths"),
    [
        (plan(rf.Indicator(series=LATE), rf.Indicator(series=LATE)), ["A/#1/baseline", "A/#2/baseline"]),
        (
            plan(rf.Indicator(code="x", series=LATE), rf.Indicator(code="x", series=LATE)),
            ["A/x/baseline", "A/x#2/baseline"],
        ),
        (plan(rf.Indicator(code="a/b~c", series=LATE)), ["A/a~1b~0c/baseline"]),
        (
            rf.ResultsFramework(
                results=(rf.Impact(code="indicators", outcomes=(rf.Outcome(indicators=(rf.Indicator(series=LATE),)),)),)
            ),
            ["~3indicators/#1/#1/baseline"],
        ),
        (
            plan(
                rf.Indicator(
                    code="i", series=rf.ObservationSeries.parse("2023 baseline 1 | 2024 baseline 2 | 2022 actual 1")
                )
            ),
            ["A/i/baseline:2023", "A/i/baseline:2024"],
        ),
    ],
)
def test_paths_lead_back(framework, paths):
    """The path of a finding leads to the observation, whatever codes are on the way."""
    found = rf.validate(framework, select="BAS02")
    assert [finding.path for finding in found] == paths
    assert all(framework.at(path).kind is rf.ObservationKind.BASELINE for path in paths)


def test_a_finding_names_the_line_of_what_it_is_about():
    """The line is that of the observation, else of the field that the finding names, else of the node."""
    series = attrs.evolve(LATE, observations=tuple(attrs.evolve(o, line=n) for n, o in enumerate(LATE, 11)))
    tag = rf.Alignment(kind=rf.AlignmentKind.COMMON, line=20)
    indicator = rf.Indicator(series=series, alignments=(tag,), printed_result="2022 Result 5", line=10)
    report = rf.validate(plan(indicator), reporting_year=2022, implied=True)
    lines = {finding.code: finding.line for finding in report}
    assert (lines["BAS02"], lines["TAG01"], lines["SER09"], lines["SER02"]) == (11, 20, 10, 10)
    assert {f.line for f in rf.validate(plan(rf.Indicator(series=LATE)))} == {None}


# ------------------------------------------------------------------------------------------ weight


def test_a_rule_may_weigh_a_case_less_and_never_more():
    """A rule may lower the severity of one case, and cannot raise it; a problem that is only possible is an info."""

    def severities(**found):
        rule = rule_on(rf.Outcome, found=Found("m", **found))
        return [finding.severity for finding in rf.validate(plan(), rules=[rule], select="OWN")]

    assert severities() == [rf.Severity.WARNING]
    assert severities(severity=rf.Severity.INFO) == [rf.Severity.INFO]
    assert severities(severity=rf.Severity.ERROR) == [rf.Severity.WARNING]
    assert severities(certain=False) == [rf.Severity.INFO]
    assert severities(certain=False, severity=rf.Severity.ERROR) == [rf.Severity.INFO]


def test_observed_and_expected_are_texts():
    """Observed values are shown as text: the words of a value, the digits of a number, or nothing."""
    rule = rule_on(rf.Outcome, found=Found("m", observed=True, expected=2025))
    (finding,) = rf.validate(plan(), rules=[rule], select="OWN")
    assert (finding.observed, finding.expected) == ("Yes", "2025")
    (finding,) = rf.validate(plan(), rules=[rule_on(rf.Outcome)], select="OWN")
    assert (finding.observed, finding.expected, finding.advice) == (None, None, "f")


# ------------------------------------------------------------------------------------------ one cause, one finding


def test_findings_at_an_indicator_come_in_the_order_of_their_codes():
    """Whatever is worked out first, the findings at one indicator are in the order of codes."""
    # Rules on baselines and on targets share a precondition; the codes of others come between.
    first = rf.Indicator(series=rf.ObservationSeries.parse("2021 target 3"))
    other = rf.Indicator(code="A.1", series=rf.ObservationSeries.parse("2020 baseline 1"))
    report = rf.validate(plan(first, other), profile="strict", implied=True)
    found = [finding.code for finding in report if finding.path.startswith("A/#1")]
    assert {"BAS07", "COD01", "TGT01"} <= set(found)
    assert found == sorted(found)


def test_results_below_a_result_are_counted_after_its_indicators():
    """The path of an output leads to it, also where its outcome has indicators of its own."""
    outputs = (rf.Output(code="O1", title="One"), rf.Output(code="O2", title="Two"), rf.Output(title="Three"))
    indicators = (rf.Indicator(code="I1"), rf.Indicator(code="I2"))
    framework = rf.ResultsFramework(results=(rf.Outcome(code="A", indicators=indicators, outputs=outputs),))
    rule = rule_on(rf.Output)
    report = rf.validate(framework, select="OWN02", rules=[rule])
    assert [finding.path for finding in report] == ["A/O1", "A/O2", "A/#1"]
    assert [framework.at(finding.path).title for finding in report] == ["One", "Two", "Three"]


def test_three_findings_on_one_baseline_are_one():
    """A baseline still to be determined, dated at the end of the plan, is one finding with two implied ones."""
    framework = plan(rf.Indicator(code="i", series=LATE))
    report = rf.validate(framework, select="BAS")
    assert codes(report) == ["BAS02"]
    assert [finding.code for finding in report.findings[0].implied] == ["BAS03", "BAS06"]
    assert {finding.path for finding in report.findings[0].implied} == {"A/i/baseline"}
    assert report.by_code["BAS03"] == ()


def test_implied_findings_are_beside_their_cause_in_a_flat_report():
    """In a flat report, every finding is listed once."""
    report = rf.validate(plan(rf.Indicator(series=LATE)), select="BAS", implied=True)
    assert codes(report) == ["BAS02", "BAS03", "BAS06"]
    assert not any(finding.implied for finding in report)
    assert len(report.by_code["BAS03"]) == 1


def test_a_rule_that_is_not_run_is_no_cause():
    """Without the first rule the second is the cause of the third, and without both the third is alone."""
    framework = plan(rf.Indicator(series=LATE))
    report = rf.validate(framework, select="BAS", ignore="BAS02")
    assert codes(report) == ["BAS03"]
    assert [finding.code for finding in report.findings[0].implied] == ["BAS06"]
    assert codes(rf.validate(framework, select="BAS06")) == ["BAS06"]


def test_a_cause_has_to_be_at_the_same_place():
    """Of two baselines, one too late and one to be determined, each is a finding of its own."""
    series = rf.ObservationSeries.parse("2023 baseline 1 | 2021 baseline TBD | 2022 milestone 5")
    report = rf.validate(plan(rf.Indicator(series=series)), select=["BAS02", "BAS06"])
    assert codes(report) == ["BAS02", "BAS06"]
    assert not any(finding.implied for finding in report)


def test_an_error_is_never_hidden_in_a_warning():
    """A finding that is more severe than its cause is beside it."""
    framework = plan(rf.Indicator(series=rf.ObservationSeries.parse("0 baseline - | 2022 milestone 5")))
    assert codes(rf.validate(framework, select="BAS")) == ["BAS07"]
    assert codes(rf.validate(framework, select="BAS", profile="iati-2.03")) == ["BAS01", "BAS07"]


def test_what_is_implied_twice_over_is_folded_into_the_first_cause():
    """A chain of causes ends in one finding that holds all the others, in order of code."""
    chain = [
        rule_on(rf.Outcome, code="OWN01", implied_by=("OWN02",)),
        rule_on(rf.Outcome, code="OWN02", implied_by=("OWN03",)),
        rule_on(rf.Outcome, code="OWN03"),
    ]
    (finding,) = rf.validate(plan(), rules=chain, select="OWN")
    assert finding.code == "OWN03"
    assert [implied.code for implied in finding.implied] == ["OWN01", "OWN02"]


def test_rules_that_imply_each_other_are_refused():
    """In a circle each finding would hide the other, so the circle is refused and named."""
    circle = [
        rule_on(rf.Outcome, code="OWN01", implied_by=("OWN02",)),
        rule_on(rf.Outcome, code="OWN02", implied_by=("OWN01",)),
    ]
    with pytest.raises(rf.InvalidValueError, match=r"circle: OWN0[12], OWN0[12]"):
        rf.validate(plan(), rules=circle)


def test_a_circle_is_broken_by_leaving_a_rule_out():
    """A rule that is ignored everywhere hides nothing, so what is left is no circle; one ignored in a place may be."""
    circle = [
        rule_on(rf.Outcome, code="OWN01", implied_by=("OWN02",)),
        rule_on(rf.Outcome, code="OWN02", implied_by=("OWN01",)),
    ]
    assert codes(rf.validate(plan(), rules=circle, select="OWN", ignore="OWN01")) == ["OWN02"]
    assert codes(rf.validate(plan(), rules=circle, select="OWN01")) == ["OWN01"]
    with pytest.raises(rf.InvalidValueError, match="circle"):
        rf.validate(plan(), rules=circle, select="OWN", ignore=[Ignored("OWN01", at=("A",))])


# ------------------------------------------------------------------------------------------ which rules


def test_a_user_rule_works_like_any_other():
    """A project's own rule is run beside the others and can be selected and ignored."""
    framework = plan(rf.Indicator(statement="Proportion of countries"))
    report = rf.validate(framework, rules=[statement_begins_with_number_of])
    (finding,) = report.by_code["OWN01"]
    assert (finding.path, finding.observed, finding.advice) == ("A/#1/statement", "Proportion of countries", "Say so.")
    assert codes(rf.validate(framework, rules=[statement_begins_with_number_of], select="OWN")) == ["OWN01"]
    assert "OWN01" not in rf.validate(framework, rules=[statement_begins_with_number_of], ignore="OWN").by_code


def test_a_user_rule_may_not_take_the_code_of_another():
    """A code means one rule, so a second one with it is refused, also one of a rule outside of the profile."""
    for code in ("BAS02", "TAG09"):
        with pytest.raises(rf.InvalidValueError, match=f"{code} is the code of .* already"):
            rf.validate(plan(), rules=[rule_on(rf.Outcome, code=code)])
    assert rf.validate(plan(), rules=RULES, ignore="IAT").ok


def test_a_function_without_the_decorator_is_refused():
    """A bare function is no rule, and the message names the decorator."""
    with pytest.raises(rf.InvalidValueError, match="decorate the function with @rule"):
        rf.validate(plan(), rules=[print])


@pytest.mark.parametrize("select", ["BAS", ("BAS",), ["BAS02", "BAS"]])
def test_rules_are_selected_by_code_or_prefix(select):
    """A code or the beginning of codes selects rules; a lone one needs no brackets."""
    assert {rule.code[:3] for rule in rf.validate(plan(), select=select).rules} == {"BAS"}


def test_a_code_in_full_is_run_whatever_the_profile():
    """A rule that the profile leaves out is run where it is asked for by its code, not by a prefix."""
    assert "TAG09" not in rf.validate(plan()).by_code
    assert rf.validate(plan(), select="TAG09").by_code["TAG09"] == ()
    assert "TAG09" not in rf.validate(plan(), select="TAG").by_code
    assert "TAG09" in rf.validate(plan(), profile="iati-2.03").by_code


@pytest.mark.parametrize(
    "ignore",
    [{"BAS": "known since 2021"}, [("BAS", "known since 2021")], (("BAS", "known since 2021"),)],
)
def test_ignoring_may_have_a_reason_that_the_report_repeats(ignore):
    """Ignored findings are listed in the report, with the reason that was given."""
    report = rf.validate(plan(), ignore=ignore)
    assert "BAS02" not in report.by_code
    assert [(item.code, item.reason) for item in report.ignored] == [("BAS", "known since 2021")]


@pytest.mark.parametrize("ignore", ["SER03", ["SER03"], {"SER03": None}])
def test_ignoring_needs_no_reason(ignore):
    """A code may be ignored without a reason; the report then has none."""
    report = rf.validate(plan(), ignore=ignore)
    assert "SER03" not in report.by_code
    assert "SER02" in report.by_code
    assert [(item.code, item.reason) for item in report.ignored] == [("SER03", None)]


@pytest.mark.parametrize("how", ["select", "ignore"])
@pytest.mark.parametrize(("wrong", "nearest"), [("BAS20", "BAS0"), ("bas02", "BAS02"), ("", None), ("XYZ", None)])
def test_an_unknown_code_is_an_error_with_the_nearest(how, wrong, nearest):
    """A slip in a code would silently switch nothing on or off, so it is an error that names what was meant."""
    with pytest.raises(rf.NotFoundError, match="in the rules") as raised:
        rf.validate(plan(), **{how: [wrong]})
    assert nearest is None or any(code.startswith(nearest) for code in raised.value.nearest)


def test_an_unknown_profile_is_an_error_with_the_names():
    """A wrong profile is answered with the nearest name, or with all of them."""
    with pytest.raises(rf.NotFoundError, match="did you mean 'default'"):
        rf.validate(plan(), profile="defualt")
    with pytest.raises(rf.NotFoundError, match=r"'default' or 'unwomen' or 'iati-2\.03' or 'nl-mfa' or 'strict'"):
        rf.validate(plan(), profile="zzz")


def test_only_frameworks_are_validated():
    """Anything that is no framework is refused, as are partners' frameworks that are none."""
    with pytest.raises(rf.InvalidValueError, match=r"not str; read one with resultsframework\.read"):
        rf.validate("page.txt")
    with pytest.raises(rf.InvalidValueError, match=r"not Outcome; make one: ResultsFramework\(results=\[outcome\]\)"):
        rf.validate(plan(), compare_with=[rf.Outcome()])
    with pytest.raises(rf.InvalidValueError, match="not list; pass the frameworks one at a time"):
        rf.validate([plan(), plan()])


def test_units_are_a_system_of_units():
    """The class in place of a system, or a list of units, is refused before any indicator is looked at."""
    for units in (rf.UnitSystem, [rf.Unit(code="drum", name="drum", plural="drums", dimension="drum")]):
        with pytest.raises(
            rf.InvalidValueError, match=r"the units are a UnitSystem, such as UnitSystem\(\)\.extended\(Unit"
        ):
            rf.validate(plan(), units=units)


def test_one_partner_framework_needs_no_brackets():
    """A single framework to compare with may be given by itself."""
    undp = rf.Organisation(acronym="UNDP")
    tag = rf.Alignment(kind=rf.AlignmentKind.COMMON, partners=(undp,))
    framework = plan(rf.Indicator(statement="Number of laws", alignments=(tag,)))
    other = rf.ResultsFramework(reporting_organisation=undp)
    assert rf.validate(framework, compare_with=other).by_code["TAG04"]


def test_the_reporting_year_may_be_given():
    """Due values depend on the year of the report: the framework's own, unless another is asked for."""
    framework = plan(rf.Indicator(series=LATE), reporting_year=2021)
    (before,) = rf.validate(framework, select="BAS06")
    (after,) = rf.validate(framework, select="BAS06", reporting_year=2022)
    assert (before.severity, after.severity) == (rf.Severity.INFO, rf.Severity.WARNING)


# ------------------------------------------------------------------------------------------ profiles


def test_the_strict_profile_makes_errors_of_warnings():
    """Warnings are errors there; infos stay infos."""
    framework = plan(
        rf.Indicator(series=rf.ObservationSeries.parse("2022 baseline 0 | 2022 milestone 1 | 2024 target 2"))
    )
    assert [(f.code, f.severity.value) for f in rf.validate(framework, profile="strict", select=("BAS", "SER"))] == [
        ("BAS04", "info"),
        ("SER02", "error"),
    ]


def test_the_iati_profile_demands_years_and_periods():
    """A baseline year 0, a budget without a period and an indicator without a measure are errors in IATI."""
    series = rf.ObservationSeries.parse("0 baseline 4 | 2020 actual 3")
    framework = rf.ResultsFramework(
        results=(
            rf.Output(
                title="Laws", indicators=(rf.Indicator(statement="Number", series=series),), budgets=(rf.Budget(),)
            ),
        )
    )
    report = rf.validate(framework, profile="iati-2.03", implied=True)
    errors = {f.code for f in report if f.severity is rf.Severity.ERROR}
    assert {code for code in errors if not code.startswith("IAT")} == {"BAS01", "BAS08", "BUD08", "VAL10"}
    assert rf.validate(framework, implied=True).ok


def test_the_unwomen_profile_excuses_desk_reviews():
    """Indicators reported by headquarters from a desk review may lack values there, and nowhere else."""
    series = rf.ObservationSeries.parse("2019 baseline - | 2020 milestone 1 actual 1 | 2021 milestone 2 actual -")
    late = rf.ObservationSeries.parse("2019 baseline TBD | 2020 milestone 1 actual 1 | 2022 milestone 2 actual -")
    scope = (rf.Scope.DESK_REVIEW,)
    framework = plan(
        rf.Indicator(scope=scope, series=series), rf.Indicator(scope=scope, series=late), reporting_year=2021
    )
    complete = {"BAS06", "BAS07", "SER06", "SER11"}
    assert complete <= {f.code for f in rf.validate(framework, implied=True)}
    assert not complete & {f.code for f in rf.validate(framework, profile="unwomen", implied=True)}


def test_a_profile_of_ones_own():
    """A project may set rules, weights and thresholds of its own."""
    default = PROFILES[0]
    series = rf.ObservationSeries.parse("2018 baseline 1 | 2020 milestone 2 | 2021 milestone 3")
    framework = plan(rf.Indicator(series=series), plan_period=rf.Period.between(2020, 2021))
    lenient = attrs.evolve(default, name="ours", options=Options(stale_baseline_years=2))
    harsh = Profile(name="ours", rules=default.rules, severities={"BAS05": rf.Severity.ERROR})
    assert codes(rf.validate(framework, select="BAS")) == ["BAS05"]
    assert codes(rf.validate(framework, profile=lenient, select="BAS")) == []
    assert not rf.validate(framework, profile=harsh, select="BAS").ok


def test_a_profile_may_have_rules_that_the_library_does_not():
    """A profile with a rule of its own is validated with it, and its code can be selected."""
    own = Profile(name="ours", rules=(statement_begins_with_number_of,))
    report = rf.validate(plan(rf.Indicator()), profile=own, select="OWN")
    assert [rule.code for rule in report.rules] == ["OWN01"]
