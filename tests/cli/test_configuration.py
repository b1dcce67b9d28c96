"""The settings of a project: where they are found, and what is said of those that cannot be."""

from __future__ import annotations

import json

import pytest

from resultsframework.rules import _installed as installed


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working directory two folders below the root of a project."""
    below = tmp_path / "project" / "plans" / "2021"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    return below


def found(run, file, *options):
    """Code and severity of what is found."""
    done = run("validate", file, "--format", "json", *options)
    return {(f["code"], f["severity"]) for f in json.loads(done.stdout)["findings"]}


def codes(run, file, *options):
    return {code for code, _ in found(run, file, *options)}


@pytest.mark.parametrize(
    ("name", "head"), [("resultsframework.toml", ""), ("pyproject.toml", "[tool.resultsframework]\n")]
)
@pytest.mark.parametrize("above", [0, 1, 2])
def test_settings_are_found_here_or_above(run, file, folder, name, head, above):
    """The settings of a project hold in all its folders."""
    (folder, *folder.parents)[above].joinpath(name).write_text(f'{head}select = ["BUD"]\n', "utf-8")
    assert {code[:3] for code in codes(run, file)} == {"BUD"}


def test_the_nearest_settings_hold(run, file, folder):
    """A folder may have settings of its own, a pyproject.toml without any is passed over, and our own file wins."""
    (folder.parent / "pyproject.toml").write_text('[tool.resultsframework]\nselect = ["BUD"]\n', "utf-8")
    (folder / "pyproject.toml").write_text('[project]\nname = "x"\n', "utf-8")
    assert {code[:3] for code in codes(run, file)} == {"BUD"}
    (folder / "pyproject.toml").write_text('[tool.resultsframework]\nselect = ["SER"]\n', "utf-8")
    assert {code[:3] for code in codes(run, file)} == {"SER"}
    (folder / "resultsframework.toml").write_text('select = ["BAS"]\n', "utf-8")
    assert {code[:3] for code in codes(run, file)} == {"BAS"}


def test_settings_may_be_named_or_left_out(run, file, folder, tmp_path):
    """--config names a file, --no-config reads none, and both at once is no order."""
    (folder / "resultsframework.toml").write_text('select = ["BAS"]\n', "utf-8")
    other = tmp_path / "other.toml"
    other.write_text('select = ["SER"]\n', "utf-8")
    assert {code[:3] for code in codes(run, file, "--config", other)} == {"SER"}
    assert {code[:3] for code in codes(run, file, "--no-config")} > {"BAS", "SER"}
    done = run("validate", file, "--config", other, "--no-config")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "exclude each other" in done.stderr


def test_everything_that_can_be_set_is_set(run, file, folder):
    """Profile, severities, thresholds and what is ignored come from one table."""
    text = """
        profile = "strict"
        ignore = ["TAG", { code = "BAS02", reason = "agreed in 2022", at = ["SAV_1/SAV_1.1/*"] }]
        severity = { BUD03 = "info" }
        options = { least_mobilisation = 0.7, precision_ratio = 4 }
    """
    (folder / "resultsframework.toml").write_text(text, "utf-8")
    seen = found(run, file, "--implied")
    assert ("BUD03", "info") in seen
    assert "BAS02" not in codes(run, file)
    assert "BUD11" in {code for code, _ in seen}
    assert not {code for code, _ in seen if code.startswith("TAG")}


def test_options_of_the_command_outweigh_the_settings(run, file, folder):
    """A profile and a selection of the command replace the set ones; what it ignores is ignored in addition."""
    text = 'profile = "strict"\nselect = ["BAS"]\nignore = ["BAS02"]\n'
    (folder / "resultsframework.toml").write_text(text, "utf-8")
    assert found(run, file, "--select", "BUD03") == {("BUD03", "error")}
    assert found(run, file, "--select", "BUD03", "--profile", "default") == {("BUD03", "warning")}
    assert "BAS02" not in codes(run, file, "--ignore", "BAS03")
    assert "BAS03" not in codes(run, file, "--ignore", "BAS03")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('selct = ["BAS"]', "selct: there is no such setting; did you mean select?"),
        ('select = ["BAZ02"]', "select: nothing is called 'BAZ02' in the rules; did you mean 'BAS02'"),
        ('profile = "stric"', "profile: nothing is called 'stric' in the profiles; did you mean 'strict'?"),
        ("select = [", "is no TOML: "),
    ],
)
def test_a_setting_that_is_none_is_wrong_usage(run, file, folder, text, said):
    """The file and the key are named with the nearest that there is; nothing is validated."""
    path = folder / "resultsframework.toml"
    path.write_text(text, "utf-8")
    done = run("validate", file)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(str(path))
    assert said in done.stderr


def test_a_wrong_option_is_not_laid_at_the_door_of_the_settings(run, file, folder):
    """A profile of the command that does not exist does not name the file."""
    (folder / "resultsframework.toml").write_text('profile = "strict"', "utf-8")
    done = run("validate", file, "--profile", "stric")
    assert done.exit_code == 2
    assert "resultsframework.toml" not in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("pyproject.toml", b"[tool]\nresultsframework = 3\n", "tool.resultsframework: a table belongs here, not 3"),
        ("pyproject.toml", b"[tool.ruff]\n", "has no table [tool.resultsframework]"),
        ("pyproject.toml", b"tool = 3\n", "has no table [tool.resultsframework]"),
        ("own.toml", b"\xff\xfe", "is no TOML: "),
        ("own.toml", None, "cannot be read: No such file or directory"),
    ],
)
def test_a_named_file_without_settings_is_wrong_usage(run, file, folder, name, content, said):
    """Whoever names a file means it."""
    if content is not None:
        (folder / name).write_bytes(content)
    done = run("validate", file, "--config", folder / name)
    assert done.exit_code == 2
    assert said in done.stderr


def test_what_is_ignored_for_nothing_is_said(run, file, folder, tmp_path):
    """A reason that no longer holds ends the report, once for all files, and for a program too."""
    (folder / "resultsframework.toml").write_text(
        'select = ["BAS"]\nignore = [{ code = "BAS02", at = ["X/*"], reason = "gone" }, "BAS08", "BAS03", "SER"]\n',
        "utf-8",
    )
    copy = tmp_path / "copy.json"
    copy.write_bytes(file.read_bytes())
    lines = run("validate", file, copy, width=140).stdout.splitlines()
    start = lines.index("ignored for nothing")
    assert lines[start + 1].endswith("ignoring BAS02 at X/* (gone) leaves nothing out; take it out of the settings")
    assert lines[start + 2].split()[0] == "BAS08"
    assert len(lines) == start + 3
    document = json.loads(run("validate", file, copy, "--format", "json").stdout)
    assert [item["found"] for item in document["ignored"]] == [0, 0, 2, None]
    text = run("validate", file, "--format", "github").stdout
    assert text.splitlines()[-2].startswith("::warning title=Nothing is left to ignore::")
    assert "leaves nothing out" in run("validate", file, "--format", "sarif").stdout


# --------------------------------------------------------------------------------------- installed rules


@pytest.fixture
def package(monkeypatch):
    """A package with a rule that fails is installed."""
    import importlib.metadata
    import sys
    import types

    import resultsframework as rf

    def fails(_node, _context):
        return 1 / 0

    module = types.ModuleType("offered_rules")
    module.rule = rf.rule("OWN01", rf.Severity.INFO, title="Ours", source="us", advice="Do.", on=rf.Outcome)(fails)
    monkeypatch.setitem(sys.modules, "offered_rules", module)
    point = importlib.metadata.EntryPoint(name="ours", value="offered_rules:rule", group=installed.GROUP)
    monkeypatch.setattr(
        importlib.metadata, "entry_points", lambda *, group, **_: [point] if group == installed.GROUP else []
    )


def test_rules_of_installed_packages_are_applied(run, file, package):
    """A package's rule is run, and where it fails that is a finding, with the traceback for a program."""
    done = run("validate", file, "--select", "OWN", "--format", "json")
    (failure,) = json.loads(done.stdout)["findings"]
    assert failure["code"] == "RUL01"
    assert "ZeroDivisionError" in failure["detail"]
    assert done.exit_code == 1
    assert (
        "RUL01  the rule OWN01 failed with ZeroDivisionError"
        in run("validate", file, "--select", "OWN", width=140).stdout
    )


def test_rules_of_installed_packages_are_listed(run, package):
    """A package's rule is in the list, and is explained."""
    assert "OWN01  info     Ours" in run("rules").stdout
    assert "Do." in run("rules", "OWN01").stdout


def test_a_package_with_something_else_is_not_laid_at_the_door_of_the_settings(run, file, folder, monkeypatch):
    """An entry point that leads nowhere is wrong usage, and the file of the settings is not named."""
    import importlib.metadata

    (folder / "resultsframework.toml").write_text('profile = "strict"', "utf-8")
    point = importlib.metadata.EntryPoint(name="ours", value="no_such_package:rule", group=installed.GROUP)
    monkeypatch.setattr(
        importlib.metadata, "entry_points", lambda *, group, **_: [point] if group == installed.GROUP else []
    )
    done = run("validate", file)
    assert done.exit_code == 2
    assert "the entry point 'ours'" in done.stderr
    assert "resultsframework.toml" not in done.stderr
