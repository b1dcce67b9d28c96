from __future__ import annotations

import attrs
import pytest

import resultsframework as rf
from resultsframework import examples
from resultsframework.formats import portal
from resultsframework.rules import RULES, Ignored
from resultsframework.rules.report import nearest

SERIES = rf.ObservationSeries.parse("2022 baseline 0 | 2022 milestone 1 | 2024 target 2")
LATE = rf.ObservationSeries.parse("2025 baseline 1 | 2022 milestone 1 | 2023 milestone 1")


def report_of(*series, **more):
    """Findings of the rules on baselines and series in a plan of one output with these series."""
    indicators = tuple(rf.Indicator(code=f"I{n}", series=one) for n, one in enumerate(series, 1))
    more = {"select": ("BAS", "SER")} | more
    return rf.validate(rf.ResultsFramework(title="Plan", results=(rf.Output(code="P", indicators=indicators),)), **more)


@pytest.fixture
def report():
    """A report with an info, a warning and an error, in this order."""
    return report_of(SERIES, LATE)


def test_severities_are_ordered():
    """An error weighs more than a warning, and that more than an info."""
    assert rf.Severity.ERROR > rf.Severity.WARNING > rf.Severity.INFO
    assert max(rf.Severity) is rf.Severity.ERROR
    assert rf.Severity.INFO <= rf.Severity.INFO
    assert not rf.Severity.ERROR < rf.Severity.INFO


def test_a_report_is_what_was_found_in_order(report):
    """A report is iterated in the order of the framework."""
    assert [(f.code, f.severity.value) for f in report] == [("BAS04", "info"), ("SER02", "warning"), ("BAS02", "error")]
    assert len(report) == 3
    assert report.findings[2] in report


def test_ok_means_no_error(report):
    """Warnings and infos leave a report in order; an error does not."""
    assert not report.ok
    assert report_of(SERIES).ok
    assert report_of().ok


def test_counts_name_every_severity(report):
    """Each severity is counted, also where there is none, the worst first."""
    assert list(report_of(SERIES).counts.items()) == [
        (rf.Severity.ERROR, 0),
        (rf.Severity.WARNING, 1),
        (rf.Severity.INFO, 1),
    ]
    assert sum(report.counts.values()) == len(report)


def test_findings_by_code(report):
    """A rule that was run and found nothing answers with nothing."""
    assert [f.path for f in report.by_code["BAS02"]] == ["P/I2/baseline"]
    assert report.by_code["BAS01"] == ()
    assert "BAS01" in report.by_code
    assert len(report.by_code) == len(report.rules)
    assert sum(map(len, report.by_code.values())) == len(report)
    assert repr(report.by_code) == "{'BAS02': 1, 'BAS04': 1, 'SER02': 1}"


@pytest.mark.parametrize("code", ["BAS20", "bas02", "TAG09"])
def test_a_code_that_was_not_run_is_no_clean_bill(report, code):
    """Asking for a rule that is unknown, or was not run, is an error that names the nearest codes that were."""
    with pytest.raises(rf.NotFoundError, match="in the rules that were run; did you mean"):
        report.by_code[code]
    assert report.by_code.get(code) is None


def test_findings_from_a_severity_on(report):
    """The findings that weigh as much or more, by the severity or its name."""
    assert [f.code for f in report.at_least("warning")] == ["SER02", "BAS02"]
    assert [f.code for f in report.at_least(rf.Severity.ERROR)] == ["BAS02"]
    assert report.at_least("info") == report.findings


def test_raising_names_what_was_found(report):
    """The exception's text is the findings that are too many, and it carries the report of them."""
    with pytest.raises(rf.ResultsFrameworkError) as raised:
        report.raise_if("error")
    first, second = str(raised.value).splitlines()
    assert first == "Plan: 1 error"
    assert second.startswith("P/I2/baseline: error BAS02: the baseline is of 2025, after 2022, the first year with")
    assert [finding.code for finding in raised.value.args[0]] == ["BAS02"]


def test_raising_goes_on_where_nothing_weighs_as_much():
    """A report without errors raises for warnings only where that is requested."""
    report_of(SERIES).raise_if("error")
    with pytest.raises(rf.ResultsFrameworkError, match="1 warning, 1 info"):
        report_of(SERIES).raise_if(rf.Severity.INFO)


def test_a_wrong_severity_is_refused(report):
    """A slip in the name of a severity is answered with the names there are."""
    with pytest.raises(rf.InvalidValueError, match="no Severity 'errors'; choose one of 'error', 'warning', 'info'"):
        report.raise_if("errors")


def test_a_report_is_no_yes_or_no(report):
    """A report is not a truth value; the message names the properties to use."""
    with pytest.raises(TypeError, match=r"report\.ok or len\(report\).*raise_if\('error'\)"):
        bool(report)


def test_a_finding_in_one_line(report):
    """A finding reads like a compiler's: file, line, path, severity, code, message, as far as they are known."""
    assert str(report.findings[1]) == "P/I1: warning SER02: between 2022 and 2024 there is no period for 2023"
    finding = rf.Finding(code="X01", severity=rf.Severity.INFO, path="", message="m")
    assert str(finding) == "info X01: m"
    assert str(attrs.evolve(finding, line=3)) == "line 3: info X01: m"
    assert str(attrs.evolve(finding, source="a.txt")) == "a.txt: info X01: m"
    assert str(attrs.evolve(finding, source="a.txt", line=3, path="P/I1")) == "a.txt:3: P/I1: info X01: m"
    assert str(attrs.evolve(finding, source="a\n::error::.txt")) == r"a\n::error::.txt: info X01: m"


def test_a_finding_of_a_file_names_it(tmp_path):
    """The text of a finding of a file begins with its name and the line."""
    page = tmp_path / "page.txt"
    page.write_text(portal.dumps(examples.load()), "utf-8")
    finding = rf.validate(rf.read(page, "portal"), select="BAS02").findings[0]
    assert str(finding).startswith(f"{finding.source}:{finding.line}: {finding.path}: error BAS02: ")


def test_findings_are_equal_whatever_the_line():
    """The line belongs to one file, and not to what is wrong."""
    one, other = (rf.Finding(code="X01", severity=rf.Severity.INFO, path="", message="m", line=n) for n in (1, 2))
    assert one == other


def test_the_text_shows_the_worst_first(report):
    """The text begins with the counts, then the worst findings."""
    lines = str(report).splitlines()
    assert lines[0] == "Plan: 1 error, 1 warning, 1 info"
    assert [line.split(": ")[1].split()[0] for line in lines[1:]] == ["error", "warning", "info"]
    assert repr(report) == "<Report Plan: 1 error, 1 warning, 1 info>"


def test_reports_and_rules_are_shown_in_one_line(report):
    """In a console a report is shown by its counts, without a name where it has none, and a rule by its title."""
    assert repr(attrs.evolve(report, name=None)) == "<Report: 1 error, 1 warning, 1 info>"
    assert repr(rf.Report()) == "<Report: no findings>"
    assert repr(RULES[0]) == "<Rule BAS01 (warning): Baseline year is no year>"


def test_the_text_and_the_page_of_many_findings_stop():
    """Thirty findings are shown, and how many more there are."""
    many = report_of(*[LATE] * 33)
    assert str(many).splitlines()[0] == "Plan: 33 errors"
    assert len(str(many).splitlines()) == 32
    assert str(many).endswith("… 3 more")
    assert many._repr_html_().count("<tr>") == 32
    assert "3 more" in many._repr_html_()


def test_a_clean_report_is_described():
    """A clean report has that in text and in HTML."""
    assert str(report_of()) == "Plan: no findings"
    assert report_of()._repr_html_() == "<p>Plan: no findings</p>"
    assert str(rf.Report()) == "no findings"


def test_the_page_is_escaped():
    """Text from a source cannot become markup in a notebook."""
    indicator = rf.Indicator(code="<b>", series=LATE)
    framework = rf.ResultsFramework(title="<i>", results=(rf.Output(code="P", indicators=(indicator,)),))
    page = rf.validate(framework)._repr_html_()
    assert "<b>" not in page
    assert "<i>" not in page
    assert "&lt;b&gt;" in page
    assert "&lt;i&gt;" in rf.validate(rf.ResultsFramework(title="<i>"))._repr_html_()


def test_the_table_has_a_row_a_finding(report):
    """The findings as records, in the order of the framework, with what they are called and what is implied."""
    records = report.table().to_records()
    assert [(row["code"], row["severity"], row["path"]) for row in records] == [
        ("BAS04", "info", "P/I1/baseline"),
        ("SER02", "warning", "P/I1"),
        ("BAS02", "error", "P/I2/baseline"),
    ]
    assert records[0]["observed"] == "2022"
    assert records[0]["line"] is None
    assert records[0]["implied"] == 0
    assert (
        report_of(rf.ObservationSeries.parse("2025 baseline TBD | 2025 target 1")).table().to_records()[0]["implied"]
        == 1
    )


def test_the_name_of_a_report():
    """A report is called after the framework: its title, its identifier, or the file it was read from."""
    assert rf.validate(rf.ResultsFramework(title="T", identifier="I")).name == "T"
    assert rf.validate(rf.ResultsFramework(identifier="I")).name == "I"
    assert rf.validate(rf.ResultsFramework(source=rf.Source(name="page.txt"))).name == "page.txt"
    assert rf.validate(rf.ResultsFramework()).name is None


def test_a_report_lists_what_it_left_out():
    """Nothing is ignored unless it was requested."""
    assert report_of().ignored == ()
    assert report_of(ignore=[("BAS", "old data"), "SER"]).ignored == (Ignored("BAS", "old data"), Ignored("SER"))


@pytest.mark.parametrize(
    ("wanted", "offered"),
    [("BAS20", 3), ("bas01", 3), ("SER1", 3), ("XYZ", 0)],
)
def test_a_few_codes_are_offered_for_a_slip(report, wanted, offered):
    """At most three codes that look like the one asked for are offered, whatever its letter case; else none."""
    with pytest.raises(rf.NotFoundError) as caught:
        report.by_code[wanted]
    assert len(caught.value.nearest) == offered
    assert set(caught.value.nearest) <= set(report.by_code)


def test_three_names_that_look_alike_are_enough():
    """Of many names that look like the one asked for three are offered, also where names are in small letters."""
    assert len(nearest("plan5", tuple(f"plan{n}" for n in range(5)))) == 3
    assert len(nearest("BAS05", tuple(f"BAS0{n}" for n in range(5)))) == 3
    assert nearest("bas1", ("BAS01", "SER01")) == ("BAS01",)
    assert nearest("budget", ("BAS01", "SER01")) == ()


# ------------------------------------------------------------------------------------- several frameworks


def named(name, baseline):
    series = rf.ObservationSeries.parse(f"{baseline} baseline TBD | 2022 milestone - | 2025 target 2")
    outcome = rf.Outcome(title="Laws are made", indicators=(rf.Indicator(statement="Laws", series=series),))
    return rf.ResultsFramework(identifier=name, results=(outcome,), source=rf.Source(name=f"{name}.xml"))


def test_reports_of_several_frameworks_are_one():
    """The findings keep their order and name file and framework; the report has the rules of all."""
    frameworks = [named("kenya", 2025), named("peru", 2026)]
    single = [rf.validate(framework) for framework in frameworks]
    report = rf.Report.of(single)
    assert report.findings == (*single[0].findings, *single[1].findings)
    assert {(f.source, f.framework) for f in report} == {("kenya.xml", "kenya"), ("peru.xml", "peru")}
    assert report.rules == single[0].rules
    assert report.name == "2 frameworks"
    assert rf.Report.of(single[:1]) == single[0]


def test_frameworks_are_validated_by_the_default_rules():
    """Frameworks may be given as they are, also from a generator."""
    frameworks = [named("kenya", 2025), named("peru", 2026)]
    assert rf.Report.of(framework for framework in frameworks) == rf.Report.of(map(rf.validate, frameworks))
    assert len(rf.Report.of([])) == 0


def test_what_several_reports_left_out_is_added_up():
    """An exclusion has the number of findings of all reports; one that was tried in none stays without."""
    ignore = {"BAS02": "known", "BUD": "not selected"}
    reports = [rf.validate(named(name, 2025), ignore=ignore, select=("BAS", "STR")) for name in ("kenya", "peru")]
    found = [item.found for item in reports[0].ignored]
    ignored = rf.Report.of([*reports, rf.validate(named("chile", 2025), select="STR")]).ignored
    assert [item.code for item in ignored] == ["BAS02", "BUD"]
    assert [item.found for item in ignored] == [n if n is None else 2 * n for n in found]
    assert found == [1, None]


def test_a_report_of_something_else_is_refused():
    """A path or a finding is no framework."""
    with pytest.raises(rf.InvalidValueError, match="needs a ResultsFramework, not str"):
        rf.Report.of(["plan.json"])


def test_errors_and_warnings_are_findings_of_one_severity(report):
    """Warnings are without the errors, so that both together are counted once."""
    assert [f.code for f in report.errors] == ["BAS02"]
    assert [f.code for f in report.warnings] == ["SER02"]


def test_a_report_is_filtered_by_code_severity_and_path(report):
    """Everything given has to hold; the result is a report of the same rules."""
    assert [f.code for f in report.filter(code="BAS")] == ["BAS04", "BAS02"]
    assert [f.code for f in report.filter(code=["BAS02", "SER"], severity="warning")] == ["SER02"]
    assert [f.code for f in report.filter(severity=rf.Severity.INFO)] == ["BAS04"]
    place = report.errors[0].path
    assert report.errors[0] in report.filter(path=place)
    assert report.errors[0] in report.filter(path=["else", "**"])
    assert len(report.filter(path="else")) == 0
    assert report.filter() == report
    assert report.filter(code="SER").rules == report.rules


def test_a_filter_that_can_find_nothing_is_refused(report):
    """A code that no rule has would make every plan look right."""
    with pytest.raises(rf.NotFoundError, match="nothing is called 'BAS2' in the rules that were run; did you mean"):
        report.filter(code="BAS2")
    with pytest.raises(rf.InvalidValueError, match="no Severity 'eror'; choose one of 'error', "):
        report.filter(severity="eror")
