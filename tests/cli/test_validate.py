"""`validate`: findings for people and for programs, and the exit code."""

from __future__ import annotations

import json

import attrs
import pytest

import resultsframework as rf
from resultsframework.formats import json as own_format


def records_of(done):
    """The findings that a program gets."""
    return json.loads(done.stdout)["findings"]


@pytest.fixture
def clean_file(tmp_path):
    """A file in which the baseline rules find nothing."""
    series = rf.ObservationSeries.parse("2019 baseline 0 | 2020 milestone 1 actual 1 | 2021 target 2")
    indicator = rf.Indicator(code="K.1", statement="Laws", series=series)
    path = tmp_path / "clean.json"
    rf.write(rf.ResultsFramework(results=(rf.Output(code="K", title="Laws", indicators=(indicator,)),)), path)
    return path


def test_an_error_makes_the_exit_code_one(run, file):
    """A baseline at the end of the plan is an error, and errors count by default."""
    assert run("validate", file).exit_code == 1


def test_without_findings_the_exit_code_is_zero(run, clean_file):
    """Where the selected rules find nothing, the report states it."""
    done = run("validate", clean_file, "--select", "BAS")
    assert done.exit_code == 0
    assert f"{clean_file}: no findings" in done.stdout.splitlines()


@pytest.mark.parametrize(
    ("select", "fail_on", "code"),
    [
        ("BAS02", "error", 1),
        ("BAS02", "never", 0),
        ("BUD03", "error", 0),
        ("BUD03", "warning", 1),
        ("BUD08", "warning", 0),
        ("BUD08", "info", 1),
    ],
)
def test_it_is_said_from_which_severity_on_findings_count(run, file, select, fail_on, code):
    """Of an error, a warning and an info each counts from its own severity on."""
    assert run("validate", file, "--select", select, "--fail-on", fail_on).exit_code == code


def test_errors_and_warnings_stand_one_by_one_under_their_result(run, file):
    """A finding has severity, code, place and message; the advice is printed once for each code."""
    lines = run("validate", file, "--select", "BAS,BUD03", width=140).stdout.splitlines()
    output = lines.index("SAV_1.1 Trainers are trained")
    assert lines[output + 1].startswith("  error   BAS02  SAV_1.1.A/baseline: ")
    outcome = lines.index("SAV_1 Women save more")
    assert outcome < output
    assert lines[outcome + 1].startswith("  warning BUD03  budgets#1/expenses: ")
    todo = lines.index("what to do (more: resultsframework rules BAS02)")
    assert [line.split()[0] for line in lines[todo + 1 : todo + 3]] == ["BAS02", "BUD03"]


def test_infos_are_one_line_a_code(run, file):
    """The number of equal infos is printed once, with the first place."""
    text = run("validate", file, "--select", "BUD08,BAS04", width=140).stdout
    assert "BUD08   1 x  " in text
    assert "first at SAV_1/budgets#1" in text
    assert "info    BUD08" not in text


def test_every_info_is_shown_where_that_is_wanted(run, file):
    """With --all infos are listed one by one like errors."""
    text = run("validate", file, "--select", "BUD08", "--all", width=140).stdout
    assert "  info    BUD08  budgets#1: " in text
    assert "1 x" not in text


def test_the_last_line_counts_by_severity(run, file):
    """The summary names how many of each severity there are, and how many more follow from them."""
    last = run("validate", file, "--select", "BAS02,BAS03,BUD03").stdout.splitlines()[-1]
    assert last == f"{file}: 1 error, 1 warning; --implied shows 1 more that follow from these"


def test_what_follows_from_another_finding_is_folded_into_it(run, file):
    """A baseline after the first period is not before the target either: one finding, which holds the other."""
    (finding,) = records_of(run("validate", file, "--select", "BAS02,BAS03", "--format", "json"))
    assert finding["code"] == "BAS02"
    assert [other["code"] for other in finding["implied"]] == ["BAS03"]


def test_what_follows_from_another_finding_is_a_finding_where_wanted(run, file):
    """With --implied causes and their consequences are listed side by side."""
    done = run("validate", file, "--select", "BAS02,BAS03", "--format", "json", "--implied")
    assert [(finding["code"], finding["implied"]) for finding in records_of(done)] == [("BAS02", []), ("BAS03", [])]


def test_a_program_gets_findings_and_counts(run, file, framework):
    """Each finding has code, severity, path, message and file; the path leads somewhere in the framework."""
    done = run("validate", file, "--format", "json")
    document = json.loads(done.stdout)
    assert set(document) == {"findings", "counts"}
    for finding in document["findings"]:
        assert {"code", "severity", "path", "message", "observed", "expected", "advice", "file", "line"} <= set(finding)
        assert finding["file"] == str(file)
        framework.at(finding["path"])
    counted = dict.fromkeys(("error", "warning", "info"), 0)
    for finding in document["findings"]:
        counted[finding["severity"]] += 1
    assert document["counts"] == counted
    assert done.exit_code == 1


def test_rules_can_be_left_out(run, file):
    """An ignored code is not among the findings, in whatever case it is written."""
    codes = {finding["code"] for finding in records_of(run("validate", file, "--format", "json", "--ignore", "bas02"))}
    assert "BAS02" not in codes
    assert codes


def test_several_codes_may_be_selected_at_once(run, file):
    """Codes may be given as repeated options or in one option with commas."""
    options = ("--select", "BAS02,BUD03", "--select", "BUD08")
    codes = {finding["code"] for finding in records_of(run("validate", file, "--format", "json", *options))}
    assert codes == {"BAS02", "BUD03", "BUD08"}


def test_a_profile_says_how_much_findings_weigh(run, file):
    """Under the strict profile a warning is an error."""
    (finding,) = records_of(run("validate", file, "--format", "json", "--select", "BUD03", "--profile", "strict"))
    assert finding["severity"] == "error"


def test_an_unknown_code_names_the_nearest(run, file):
    """A code that no rule has is wrong usage."""
    done = run("validate", file, "--select", "BAS92")
    assert done.exit_code == 2
    assert "BAS92" in done.stderr
    assert "did you mean" in done.stderr
    assert done.stdout == ""


def test_an_unknown_profile_names_the_nearest(run, file):
    """A profile that does not exist is wrong usage."""
    done = run("validate", file, "--profile", "stric")
    assert done.exit_code == 2
    assert "did you mean 'strict'?" in done.stderr


def test_the_reporting_year_decides_what_is_due(run, tmp_path):
    """A result that is missing for 2021 is overdue when 2021 is reported, and not before."""
    series = rf.ObservationSeries.parse("2019 baseline 0 | 2020 milestone 1 actual 1 | 2021 milestone 2 actual -")
    indicator = rf.Indicator(code="K.1", statement="Laws", series=series)
    path = tmp_path / "f.json"
    rf.write(rf.ResultsFramework(results=(rf.Output(code="K", indicators=(indicator,)),)), path)
    options = ("validate", path, "--format", "json", "--select", "SER06", "--reporting-year")
    assert records_of(run(*options, "2020")) == []
    assert len(records_of(run(*options, "2021"))) == 1


def test_common_tags_are_checked_against_the_partners_framework(run, file, framework, tmp_path):
    """A common indicator whose statement reads otherwise in the partner's framework is found only with that at hand."""
    partner = framework.replace("SAV_1/SAV_1.A", statement="Number of women with savings", alignments=())
    partner = attrs.evolve(partner, reporting_organisation=rf.Organisation(acronym="UNDP"))
    other = tmp_path / "partner.json"
    rf.write(partner, other)
    options = ("validate", file, "--format", "json", "--select", "TAG04")
    assert records_of(run(*options)) == []
    (finding,) = records_of(run(*options, "--compare-with", other))
    assert finding["path"].startswith("SAV_1/SAV_1.A")


def test_several_files_are_reported_one_after_the_other(run, file, clean_file):
    """Each file has its findings and its summary, and a last line sums up all."""
    done = run("validate", file, clean_file, "--select", "BAS02")
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert f"{file}: 1 error" in lines
    assert f"{clean_file}: no findings" in lines
    assert lines[-1] == "2 files: 1 error"


def test_findings_of_several_files_say_which_file(run, file, clean_file, tmp_path):
    """A program gets one list for all files."""
    copy = tmp_path / "copy.json"
    copy.write_bytes(file.read_bytes())
    done = run("validate", file, clean_file, copy, "--select", "BAS02", "--format", "json")
    assert [finding["file"] for finding in records_of(done)] == [str(file), str(copy)]
    assert json.loads(done.stdout)["counts"] == {"error": 2, "warning": 0, "info": 0}


def test_an_unreadable_file_does_not_hide_the_others(run, file, tmp_path):
    """The readable files are reported, the other is named on standard error, and the exit code is 3."""
    done = run("validate", tmp_path / "none.json", file, "--select", "BAS02", "--format", "json")
    assert done.exit_code == 3
    assert "none.json" in done.stderr
    assert len(records_of(done)) == 1


def test_where_nothing_could_be_read_nothing_is_printed(run, tmp_path):
    """A program gets no empty list, which would look like a clean file."""
    done = run("validate", tmp_path / "none.json", "--format", "json")
    assert done.exit_code == 3
    assert done.stdout == ""


def test_standard_input_can_be_validated(run, file):
    """A dash reads what is piped in, and findings say so."""
    done = run("validate", "-", "--select", "BAS02", "--format", "json", input=file.read_bytes())
    assert [finding["file"] for finding in records_of(done)] == ["standard input"]


def test_findings_on_the_whole_framework_have_a_heading(run, file, framework, tmp_path):
    """Findings outside all results are grouped under a heading of their own, with their lines."""
    marked = attrs.evolve(framework, policy_markers=(rf.PolicyMarker(name="gender equality"),))
    path = tmp_path / "marked.json"
    path.write_text(own_format.dumps(marked), "utf-8")
    lines = run("validate", path, "--select", "TAG12", width=140).stdout.splitlines()
    start = lines.index("the whole framework")
    assert lines[start + 1].startswith("  warning TAG12  policy_markers#1: ")


def test_the_line_of_the_source_is_named(run, tmp_path):
    """Where the reader knew the line, a finding ends with it."""
    from resultsframework.cli._findings import finding_lines

    indicator = rf.Indicator(
        code="K.1", series=rf.ObservationSeries.parse("2025 baseline 0 | 2022 milestone 1"), line=41
    )
    framework = rf.ResultsFramework(results=(rf.Output(code="K", indicators=(indicator,)),))
    lines = finding_lines(framework, rf.validate(framework, select="BAS02"), 140)
    assert any(line.plain.endswith("(line 41)") for line in lines)
