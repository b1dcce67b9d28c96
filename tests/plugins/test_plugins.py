"""Packages that add a format, a profile and a rule: found by their entry points, wherever such a name is taken."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys

import pytest

import resultsframework as rf
from resultsframework import formats
from resultsframework.rules import Profile, installed_rules, profile_from, profile_of
from resultsframework.testing import assert_round_trip

PLAN = """\
# P: Laws are adopted
P.1: Number of laws: 2019 baseline 0 | 2025 target 320
P.2: SDG 16.3.1: Number of courts: 2019 baseline 5
"""


@pytest.fixture
def file(tmp_path):
    """A plan in the format of the package resultsframework-lines."""
    path = tmp_path / "plan.lines"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def offered(monkeypatch, installed):
    """Packages that offer these values under the name ``ours`` of a group are installed."""

    def offer(group, *values):
        points = [importlib.metadata.EntryPoint(name="ours", value=value, group=group) for value in values]
        chosen = lambda *, group, name=None: [p for p in points if p.group == group and name in {None, p.name}]  # noqa: E731
        monkeypatch.setattr(importlib.metadata, "entry_points", chosen)
        formats.installed_formats.cache_clear()

    return offer


def test_a_format_of_a_package_is_read_and_written(installed, file, tmp_path):
    """After pip install, the format is known by the end of a file's name, by its content, and by its name."""
    installed("resultsframework-lines")
    framework = rf.read(file)
    assert [indicator.code for indicator in framework.indicators] == ["P.1", "P.2"]
    assert framework.indicators[1].statement == "SDG 16.3.1: Number of courts"
    assert framework.source.name == str(file)
    copy = tmp_path / "copy.lines"
    rf.write(framework, copy)
    assert copy.read_text(encoding="utf-8") == PLAN
    other = tmp_path / "plan.unknown"
    other.write_text(PLAN, encoding="utf-8")
    assert rf.read(other) == rf.read(file, "lines") == framework
    assert formats.format_of(other).name == "lines"
    rf.write(framework, other, "lines")
    assert list(rf.read_all(other)) == [framework]


def test_a_format_of_a_package_has_reports_of_losses_and_tests(installed, file):
    """Its losses are listed as those of any format, and the assertion for tests takes its name."""
    installed("resultsframework-lines")
    framework = rf.read(file)
    assert not rf.loss_report(framework, "lines")
    assert_round_trip(framework, "lines")
    lost = rf.loss_report(framework.replace("P/P.1", unit="law"), "lines")
    assert [(loss.path, loss.field) for loss in lost] == [("P/P.1", "unit")]


def test_the_command_line_knows_the_format(installed, file, tmp_path):
    """The command converts from and to it."""
    installed("resultsframework-lines")
    testing = pytest.importorskip("typer.testing", reason="the command line needs the extra cli")
    from resultsframework.cli._app import app

    target, back = tmp_path / "plan.json", tmp_path / "back.lines"
    for arguments in ((file, target), (target, back)):
        done = testing.CliRunner().invoke(app, ["convert", *map(str, arguments)])
        assert done.exit_code == 0, done.output
    assert back.read_text(encoding="utf-8") == PLAN
    done = testing.CliRunner().invoke(app, ["show", str(file), "--from", "lines"])
    assert "Laws are adopted" in done.output


def test_an_error_of_the_format_is_its_own(installed, file):
    """A malformed file names the format, the file and the line of each problem."""
    installed("resultsframework-lines")
    file.write_text("P.1: no outcome\n# P: Laws\nP.1: Number of laws: 2019 basline 0\n", encoding="utf-8")
    with pytest.raises(rf.FormatError, match=r"plan.lines cannot be read as lines: line 1: an outcome, or a code") as e:
        rf.read(file)
    assert [problem.line for problem in e.value.problems] == [1, 3]
    assert "'2019 basline 0' is not a period" in e.value.problems[1].message


def test_without_the_package_the_format_is_unknown(file):
    """Without the package the file is in no known format, and its name is near none."""
    with pytest.raises(rf.FormatError, match="no format recognises it; these were tried: json"):
        rf.read(file)
    with pytest.raises(rf.NotFoundError, match="nothing is called 'lines' in the formats"):
        rf.read(file, "lines")
    with pytest.raises(rf.InvalidValueError, match="does not determine the format to write"):
        rf.write(rf.ResultsFramework(), file)


def test_a_misspelled_format_names_that_of_the_package(installed, file):
    """The formats of packages are among the nearest names."""
    installed("resultsframework-lines")
    with pytest.raises(rf.NotFoundError, match="did you mean 'lines'"):
        rf.read(file, "line")


def test_a_format_that_is_read_only_says_so(offered, file, monkeypatch):
    """A format that cannot be written is an error before anything is written."""
    module = sys.modules[__name__]
    monkeypatch.setitem(sys.modules, "offered_things", module)
    monkeypatch.setattr(module, "reader", formats.Format("reader", "json", (".rd",), writes=False), raising=False)
    offered("resultsframework.formats", "offered_things:reader")
    with pytest.raises(rf.InvalidValueError, match="the format reader is read only; write another"):
        rf.write(rf.ResultsFramework(), file, "reader")
    with pytest.raises(rf.InvalidValueError, match="does not determine the format to write"):
        rf.write(rf.ResultsFramework(), file.with_suffix(".rd"))


named_json = formats.Format("json", "json", (".js",))
no_format = profile_of("default")
another = Profile(name="another", rules=())


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            ["offered_things:absent"],
            "'ours' of resultsframework.formats leads to 'offered_things:absent', which is not",
        ),
        (["no_such_package:FORMAT"], "which is not there: No module named 'no_such_package'"),
        (["offered_things:no_format"], "is no Format"),
        (["offered_things:named_json"], "a format with the name 'json', which another has already"),
    ],
)
def test_a_wrong_entry_point_of_a_format_is_an_error(offered, monkeypatch, values, message, file):
    """A package that offers something else, or a name that exists, is named and not passed over."""
    monkeypatch.setitem(sys.modules, "offered_things", sys.modules[__name__])
    offered("resultsframework.formats", *values)
    with pytest.raises(rf.InvalidValueError) as caught:
        rf.read(file)
    assert message in str(caught.value)


def test_a_profile_of_a_package_is_known_by_its_name(installed):
    """After pip install, validation and settings take the name of the profile, with its rules and thresholds."""
    installed("resultsframework-office")
    framework = rf.ResultsFramework(results=(rf.Outcome(code="P", indicators=(rf.Indicator(code="P.1"),)),))
    report = rf.validate(framework, profile="office")
    assert [finding.path for finding in report.by_code["OFF01"]] == ["P/P.1/code"]
    assert profile_of("office").options.stale_baseline_years == 3
    settings = profile_from({"profile": "office", "severity": {"OFF01": "error"}}, rules=installed_rules())
    assert not rf.validate(framework, profile=settings).ok
    assert [rule.code for rule in installed_rules()] == ["OFF01"]


def test_the_command_line_knows_the_profile(installed, tmp_path):
    """The command validates by the profile of a package."""
    installed("resultsframework-office")
    testing = pytest.importorskip("typer.testing", reason="the command line needs the extra cli")
    from resultsframework.cli._app import app

    path = tmp_path / "plan.json"
    rf.write(rf.ResultsFramework(results=(rf.Outcome(code="P", indicators=(rf.Indicator(code="P.1"),)),)), path)
    done = testing.CliRunner().invoke(app, ["validate", str(path), "--profile", "office"])
    assert "OFF01" in done.output


def test_an_unknown_profile_names_that_of_the_package(installed):
    """The profiles of packages are among the nearest names."""
    installed("resultsframework-office")
    with pytest.raises(rf.NotFoundError, match="did you mean 'office'"):
        rf.validate(rf.ResultsFramework(), profile="offices")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            ["offered_things:absent"],
            "'ours' of resultsframework.profiles leads to 'offered_things:absent', which is not",
        ),
        (["offered_things:named_json"], "is no Profile; profile_from"),
        (["offered_things:no_format", "offered_things:another"], "several installed packages offer a profile 'ours'"),
    ],
)
def test_a_wrong_entry_point_of_a_profile_is_an_error(offered, monkeypatch, values, message):
    """A package that offers something else, or two that offer one name, are named and not passed over."""
    monkeypatch.setitem(sys.modules, "offered_things", sys.modules[__name__])
    offered("resultsframework.profiles", *values)
    with pytest.raises(rf.InvalidValueError) as caught:
        rf.validate(rf.ResultsFramework(), profile="ours")
    assert message in str(caught.value)


def test_installed_packages_are_looked_through_for_unknown_names_only():
    """A validation by a profile of the library, and a file in a format of it, never read the installed packages."""
    program = """
import importlib.metadata, io
import resultsframework as rf
importlib.metadata.entry_points = importlib.metadata.distributions = None  # calling one of them fails
framework = rf.read(io.StringIO('{"resultsframework": 1, "results": [{"level": "output", "code": "1"}]}'))
print(len(rf.validate(framework, profile="strict")) > 0)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
