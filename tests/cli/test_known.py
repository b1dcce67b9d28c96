"""`validate --known`: only what is new counts; and `--fix`: what can be put right is."""

from __future__ import annotations

import difflib
import json

import pytest

import resultsframework as rf
from resultsframework.formats import findings as rf_findings
from resultsframework.formats._loss import Loss, LossReport
from resultsframework.rules import KnownFinding, KnownFindings


@pytest.fixture
def known(run, file, tmp_path):
    """A file that knows of everything that is wrong now."""
    path = tmp_path / "known.json"
    done = run("validate", file, "--write-known", path)
    assert done.exit_code == 0
    assert f"findings written to {path} as known" in done.stderr.replace("\n", " ")
    return path


def worse(framework, file):
    """Make something else wrong in the file, and put something right that was wrong."""
    series = rf.ObservationSeries.parse("2020 baseline 0 | 2022 milestone - actual - | 2025 target 2 actual -")
    framework = framework.replace("SAV_1/SAV_1.1/SAV_1.1.A", series=series)
    series = rf.ObservationSeries.parse("2024 baseline 0 | 2022 milestone 1 | 2025 target 2")
    framework = framework.replace("SAV_1/SAV_1.A", series=series)
    rf.write(framework, file)


def test_what_is_known_does_not_count(run, file, known):
    """On the day it is adopted, old data is clean."""
    done = run("validate", file, "--known", known)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == f"{file}: no findings"
    assert f"{len(rf_findings.load(known))} findings left out, since" in done.stderr
    assert "not found any more" not in done.stderr


def test_the_file_is_the_same_whoever_writes_it(run, file, known, tmp_path):
    """Showing implied findings, another format or another order of options change nothing in the file."""
    again = tmp_path / "again.json"
    run("validate", file, "--implied", "--format", "json", "--write-known", again)
    assert again.read_bytes() == known.read_bytes()


def test_only_what_is_new_counts(run, framework, file, known):
    """A defect of today is an error, and the old ones stay quiet; what was put right is named."""
    worse(framework, file)
    done = run("validate", file, "--known", known, "--select", "BAS02", "--format", "json")
    assert done.exit_code == 1
    document = json.loads(done.stdout)
    assert [finding["path"] for finding in document["findings"]] == ["SAV_1/SAV_1.A/baseline"]
    (gone,) = document["gone"]
    assert gone["source"].endswith("savings.json")
    assert gone["framework"] == framework.identifier
    assert (gone["path"], gone["code"], gone["count"]) == ("SAV_1/SAV_1.1/SAV_1.1.A/baseline", "BAS02", 1)
    assert "1 finding of" in done.stderr
    assert "- BAS02 at SAV_1/SAV_1.1/SAV_1.1.A/baseline" in done.stderr


def test_findings_of_rules_not_applied_are_not_gone(run, file, known):
    """Where other rules are selected, the known findings of the rest are not called gone."""
    assert "not found any more" not in run("validate", file, "--known", known, "--select", "TAG").stderr


def test_what_could_not_be_read_is_not_gone(run, file, known, tmp_path):
    """A missing file takes no known findings with it, and nothing is written then."""
    before = known.read_bytes()
    done = run("validate", tmp_path / "none.json", "--known", known, "--write-known", known)
    assert done.exit_code == 3
    assert "not found any more" not in done.stderr
    assert known.read_bytes() == before


def test_the_file_can_be_brought_up_to_date(run, framework, file, known):
    """Reading and writing the same file makes everything known that is found now, and nothing else."""
    worse(framework, file)
    assert run("validate", file, "--known", known, "--write-known", known).exit_code == 0
    done = run("validate", file, "--known", known)
    assert done.exit_code == 0
    assert "not found any more" not in done.stderr


def test_two_files_may_share_known_findings(run, file, known, tmp_path):
    """The same defects in a second file are new."""
    copy = tmp_path / "copy.json"
    copy.write_bytes(file.read_bytes())
    document = json.loads(run("validate", file, copy, "--known", known, "--format", "json").stdout)
    assert {finding["file"] for finding in document["findings"]} == {str(copy)}


@pytest.fixture
def two(framework, tmp_path, monkeypatch):
    """Two files with frameworks of the same codes; the baseline of the second is right at first."""
    monkeypatch.chdir(tmp_path)
    series = rf.ObservationSeries.parse("2019 baseline TBD | 2022 milestone - actual - | 2025 target 2 actual -")
    rf.write(framework, "kenya.json")
    rf.write(framework.replace("SAV_1/SAV_1.1/SAV_1.1.A", series=series), "peru.json")
    return "kenya.json", "peru.json"


def test_what_is_mended_in_one_file_hides_nothing_in_another(run, framework, two):
    """Kenya's late baseline is corrected, Peru's becomes late: it is reported, though path and rule are the same."""
    run("validate", *two, "--select", "BAS02", "--write-known", "known.json")
    kenya, peru = (rf.read(name) for name in two)
    rf.write(peru, "kenya.json")
    rf.write(kenya, "peru.json")
    done = run("validate", *two, "--select", "BAS02", "--known", "known.json", "--format", "json")
    assert done.exit_code == 1
    document = json.loads(done.stdout)
    assert [(f["file"], f["code"]) for f in document["findings"]] == [("peru.json", "BAS02")]
    assert [entry["source"] for entry in document["gone"]] == ["kenya.json"]


def test_a_file_is_the_same_however_it_is_named(run, two, tmp_path):
    """A path from the root and one with a detour lead to the same known findings."""
    run("validate", *two, "--write-known", "known.json")
    for name in (tmp_path / "kenya.json", "./kenya.json", f"../{tmp_path.name}/kenya.json"):
        done = run("validate", name, "--known", "known.json")
        assert (done.exit_code, "not found any more" in done.stderr) == (0, False)


def test_known_findings_of_files_that_are_not_checked_stay(run, two):
    """A check of some files, such as those of a commit, neither calls those of the others gone nor drops them."""
    run("validate", *two, "--write-known", "known.json")
    before = rf_findings.load("known.json")
    assert "not found any more" not in run("validate", "kenya.json", "--known", "known.json").stderr
    run("validate", "kenya.json", "--select", "BAS", "--known", "known.json", "--write-known", "known.json")
    assert rf_findings.load("known.json") == before
    run("validate", "kenya.json", "--write-known", "known.json")
    assert {entry.source for entry in rf_findings.load("known.json").entries} == {"kenya.json"}


def test_standard_input_is_a_source_of_its_own(run, file, tmp_path):
    """Known findings of a pipe are those of the next pipe."""
    known = tmp_path / "known.json"
    run("validate", "-", "--write-known", known, input=file.read_bytes())
    assert {entry.source for entry in rf_findings.load(known).entries} == {"-"}
    assert run("validate", "-", "--known", known, input=file.read_bytes()).exit_code == 0


def test_where_there_is_no_working_folder_a_file_keeps_its_name(run, file, known, monkeypatch):
    """A folder that was deleted meanwhile, or a file on another drive, ends no program."""

    def relpath(_path):
        raise ValueError

    monkeypatch.setattr("os.path.relpath", relpath)
    again = known.with_name("again.json")
    run("validate", file, "--write-known", again)
    assert {entry.source for entry in rf_findings.load(again).entries} == {file.as_posix()}


def test_a_known_file_that_cannot_be_read_is_no_input(run, file, tmp_path):
    """A mistyped name does not pass as a file that knows nothing."""
    done = run("validate", file, "--known", tmp_path / "none.json")
    assert (done.exit_code, done.stdout) == (3, "")


# ---------------------------------------------------------------------------------------------------- fix


@pytest.fixture
def flawed(framework, tmp_path):
    """A file in which a baseline has the year 0 and a statement begins with a code."""
    series = rf.ObservationSeries.parse("0 baseline 0 | 2020 milestone 50 actual 0 | 2025 target 320")
    framework = framework.replace("SAV_1/SAV_1.A", series=series, statement="SP 3.8.1: Women’s  savings")
    path = tmp_path / "flawed.json"
    rf.write(framework, path)
    return path


def test_what_can_be_put_right_is_written(run, flawed):
    """The file says what it should, what was done is said, and the rest is found as before."""
    expected = rf.fix(rf.read(flawed)).framework
    done = run("validate", flawed, "--fix", "--select", "BAS01,COD07")
    assert done.exit_code == 0
    assert f"{flawed}: 2 corrections written" in done.stderr.replace("\n", " ")
    assert done.stdout.splitlines()[-1] == f"{flawed}: no findings"
    assert rf.read(flawed) == expected
    assert not [path for path in flawed.parent.iterdir() if path.suffix == ".tmp"]
    assert "nothing to correct" in run("validate", flawed, "--fix", "--select", "BAS01,COD07").stderr


def test_every_other_line_of_the_file_stays(run, flawed):
    """Of a file that this library wrote, only the lines of the corrections change."""
    before = flawed.read_bytes().splitlines(keepends=True)
    done = run("validate", flawed, "--fix", "--select", "BAS01")
    assert done.stderr.splitlines() == [f"{flawed}: 1 correction written"]
    after = flawed.read_bytes().splitlines(keepends=True)
    blocks = [b for b in difflib.SequenceMatcher(None, before, after).get_opcodes() if b[0] != "equal"]
    ((_, first, last, _, _),) = blocks
    assert [line.strip() for line in before[first:last]] == [b'"period": {', b'"raw": "0"', b"},"]


def test_a_layout_that_does_not_stay_is_said(run, flawed):
    """A file with another indentation is written as this library writes it, and the message says so."""
    flawed.write_text(json.dumps(json.loads(flawed.read_text("utf-8")), indent=7), "utf-8")
    done = run("validate", flawed, "--fix", "--select", "BAS01")
    assert "1 correction written; the rest of the file now has the layout" in " ".join(done.stderr.split())
    expected = rf.read(flawed)
    rf.write(expected, flawed.with_name("again.json"))
    assert flawed.read_bytes() == flawed.with_name("again.json").read_bytes()


def test_a_diff_shows_and_writes_nothing(run, flawed):
    """Without --fix, corrections are only shown, and what they would correct is still found."""
    before = flawed.read_bytes()
    done = run("validate", flawed, "--diff", "--select", "BAS01,COD07", width=140)
    lines = done.stdout.splitlines()
    assert lines[:3] == [
        "SAV_1/SAV_1.A: BAS01 Baseline year is no year",
        "- series: 0 baseline 0",
        "+ series: - baseline 0",
    ]
    assert any(line.startswith("  warning BAS01  SAV_1.A/baseline: ") for line in lines)
    assert "2 corrections possible; --fix writes" in done.stderr
    assert flawed.read_bytes() == before


def test_a_diff_shows_what_is_written(run, flawed):
    """With --fix, the same is shown and written; a program gets it as records."""
    shown = run("validate", flawed, "--diff", "--select", "COD07").stdout
    records = json.loads(run("validate", flawed, "--fix", "--diff", "--select", "COD07", "--format", "json").stdout)
    (fix,) = records["fixes"]
    assert (fix["code"], fix["path"], fix["is_written"]) == ("COD07", "SAV_1/SAV_1.A", True)
    assert f"+ {fix['after'][0]}" in " ".join(shown.split("\n"))
    assert rf.read(flawed).at("SAV_1/SAV_1.A").references


@pytest.mark.parametrize(("number", "more"), [(1, False), (7, True)])
def test_nothing_is_written_that_the_format_cannot_hold(run, flawed, monkeypatch, number, more):
    """Where writing the file anew would lose something, it stays as it is, and it is said what would be lost."""
    losses = tuple(Loss(path=f"A/{n}", field="title", what="is lost") for n in range(number))
    monkeypatch.setattr(rf, "loss_report", lambda _framework, name: LossReport(format=name, losses=losses))
    before = flawed.read_bytes()
    done = run("validate", flawed, "--fix", "--select", "BAS01", "--fail-on", "never")
    assert done.exit_code == 2
    assert "1 correction not written:" in done.stderr
    assert "- json would lose A/0: title: is lost" in done.stderr
    assert ("- and 2 more" in done.stderr) is more
    assert "BAS01" in done.stdout
    assert flawed.read_bytes() == before


def test_a_page_is_corrected_in_its_own_format(run, flawed, tmp_path):
    """A text whose name implies no format is written in the one that it was read in."""
    page = tmp_path / "page.txt"
    rf.write(rf.read(flawed), page, "portal")
    done = run("validate", page, "--fix", "--select", "BAS01")
    assert done.exit_code == 0, done.stderr
    assert rf.read(page).at("SAV_1/SAV_1.A").series[0].period == rf.Period()


def test_standard_input_is_not_written(run, flawed):
    """Data from a pipe has no file to write to; the error names the alternative."""
    done = run("validate", "-", "--fix", "--select", "BAS01", input=flawed.read_bytes())
    assert done.exit_code == 2
    assert "name a file, or use --diff" in done.stderr


# -------------------------------------------------------------------------------------------- output forms


def test_statistics_count_by_rule(run, flawed, file):
    """One line a rule, the most frequent first, with the severity and what is wrong; then the sum over all files."""
    done = run("validate", flawed, file, "--statistics", "--fail-on", "never", width=140)
    rows = [line.split(maxsplit=3) for line in done.stdout.splitlines()[:-1]]
    counts = [int(row[0]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    records = json.loads(run("validate", flawed, file, "--statistics", "--format", "json").stdout)
    assert [[str(r["count"]), r["code"], r["severity"], r["title"]] for r in records["statistics"]] == rows
    assert sum(counts) == len(records["findings"])
    assert done.stdout.splitlines()[-1].startswith("2 files: ")


def test_statistics_of_what_cannot_be_read_are_none(run, tmp_path):
    """Where nothing could be read, nothing is counted."""
    done = run("validate", tmp_path / "none.json", "--statistics")
    assert (done.exit_code, done.stdout) == (3, "")


def test_github_gets_lines(run, file):
    """Every finding is one line for GitHub."""
    done = run("validate", file, "--select", "BAS02", "--format", "github")
    assert done.exit_code == 1
    assert done.stdout.startswith(f"::error file={file},")
    assert done.stdout.count("\n") == 1


def test_tools_get_sarif_also_where_a_file_is_missing(run, file, tmp_path):
    """The run says that it was no success, and what it found in the others."""
    done = run("validate", file, tmp_path / "none.json", "--select", "BAS02", "--format", "sarif")
    assert done.exit_code == 3
    (sarif,) = json.loads(done.stdout)["runs"]
    assert sarif["invocations"][0]["executionSuccessful"] is False
    assert "none.json" in json.dumps(sarif["invocations"])
    assert [result["ruleId"] for result in sarif["results"]] == ["BAS02"]


def test_a_file_that_is_named_twice_is_validated_once(run, file):
    """Wildcards of the shell that overlap do not double the findings."""
    done = run("validate", file, file, "--select", "BAS02", "--format", "json")
    assert len(json.loads(done.stdout)["findings"]) == 1


@pytest.mark.parametrize("number", [20, 21])
def test_only_the_first_known_findings_that_are_gone_are_printed(run, file, tmp_path, monkeypatch, number):
    """Twenty are listed, of more the number is said: thousands of lines help nobody."""
    monkeypatch.chdir(file.parent)
    entries = (KnownFinding(source=file.name, path="" if n == 0 else f"P#{n}", code="BAS02") for n in range(number))
    rf_findings.dump(KnownFindings.counted(entries), tmp_path / "known.json")
    printed = run("validate", file, "--known", tmp_path / "known.json").stderr
    assert f"- BAS02 at the framework of {file.name}" in printed
    assert printed.count("- BAS02") == 20
    assert ("and 1 more" in printed) is (number == 21)
