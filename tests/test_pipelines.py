"""The hook of pre-commit and the action of GitHub: their very command lines run on a file with findings."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import resultsframework as rf
from resultsframework import examples

pytest.importorskip("typer", reason="the command line needs the extra cli")
yaml = pytest.importorskip("yaml", reason="the hook and the action are YAML")

ROOT = Path(__file__).resolve().parents[1]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
BASH, GIT = shutil.which("bash"), shutil.which("git")
ERRORS = len(rf.validate(examples.load()).at_least("error"))


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """A folder with the command `resultsframework` of this checkout, and an environment that finds it first."""
    folder = tmp_path_factory.mktemp("bin")
    command = folder / "resultsframework"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m resultsframework "$@"\n', "utf-8")
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    path = os.pathsep.join([str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
    return os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": path, "COLUMNS": "80"}


@pytest.fixture
def project(tmp_path):
    """A project with a framework that has errors, one that is clean, and a file that is no framework."""
    folder = tmp_path / "frameworks"
    folder.mkdir()
    rf.write(examples.load(), folder / "mexico.json")
    rf.write(rf.ResultsFramework(title="A plan", results=(rf.Outcome(title="Laws are made"),)), folder / "clean.json")
    (tmp_path / "package.json").write_text("{}", "utf-8")
    return tmp_path


def test_the_hook_checks_frameworks_alone():
    """Files of the folder `frameworks` that can hold one are passed on; other JSON files of a project are not."""
    pattern = re.compile(HOOK["files"])
    assert all(map(pattern.search, ["frameworks/a.json", "frameworks/2024/b.xml", "frameworks/page.txt"]))
    assert not any(map(pattern.search, ["package.json", "frameworks/read.me", "docs/frameworks/a.json"]))


def test_hook_and_action_install_extras_that_exist():
    """The extras of the command line and of IATI are among them."""
    (dependency,) = HOOK["additional_dependencies"]
    install = ACTION["runs"]["steps"][1]["run"]
    for text in (dependency, install):
        extras = re.search(r"\[(.+)\]", text).group(1).split(",")
        assert {"cli", "iati"} <= set(extras) <= EXTRAS.keys()


def test_the_hook_fails_where_there_are_errors(project, program):
    """Its entry, with the files that pre-commit appends, ends with 1 and lists the findings; a clean file passes."""
    entry = shlex.split(HOOK["entry"])
    for file, code in (("frameworks/mexico.json", 1), ("frameworks/clean.json", 0)):
        done = subprocess.run(
            [*entry, file], cwd=project, env=program, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == code, done.stderr
        assert done.stdout.splitlines()[-1].startswith(f"{file}: ")


def acted(project, program, **inputs):
    """Run the last step of the action as a runner does: inputs become variables of its environment."""
    known = {name: about.get("default") for name, about in ACTION["inputs"].items()} | inputs
    step = ACTION["runs"]["steps"][-1]
    variables = {
        name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: known[found[1]], text)
        for name, text in step["env"].items()
    }
    return subprocess.run(
        [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=project,
        env=program | variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


needs_bash = pytest.mark.skipif(BASH is None, reason="the action runs in bash")


@needs_bash
def test_the_action_annotates_findings(project, program):
    """At most as many lines as a job shows, errors first chosen, and exit code 1."""
    done = acted(project, program, files="frameworks/*.json")
    assert done.returncode == 1, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == int(ACTION["inputs"]["limit"]["default"]) == 50
    assert sum(line.startswith("::error file=frameworks/mexico.json") for line in lines) == ERRORS
    assert "more findings not listed (--limit 50)" in done.stderr


@needs_bash
def test_the_action_writes_sarif(project, program):
    """For code scanning, the findings go to a file that a later step uploads."""
    inputs = {"files": "frameworks/mexico.json", "format": "sarif", "limit": "5000", "output": "found.sarif"}
    assert acted(project, program, **inputs).returncode == 1
    (run,) = json.loads((project / "found.sarif").read_text("utf-8"))["runs"]
    assert len(run["results"]) == len(rf.validate(examples.load()))


@needs_bash
def test_the_action_takes_options(project, program):
    """Options reach the command; a file that is missing is an error, and not a clean run."""
    inputs = {"files": "frameworks/mexico.json", "options": "--select BAS02 --fail-on never"}
    done = acted(project, program, **inputs)
    assert done.returncode == 0
    assert all("title=BAS02" in line for line in done.stdout.splitlines())
    assert acted(project, program, files="frameworks/*.xml").returncode == 3


@needs_bash
def test_an_input_of_the_action_is_no_command(project, program):
    """A file name from a pull request with signs of the shell in it runs nothing."""
    acted(project, program, files="$(touch owned) `touch owned` ; touch owned")
    assert not (project / "owned").exists()


def test_every_input_of_the_action_is_used():
    """An input that no step reads, or a step that reads one that is not declared, is a mistake."""
    steps = json.dumps(ACTION["runs"]["steps"])
    assert set(re.findall(r"inputs\.([a-z-]+)", steps)) == set(ACTION["inputs"])
    assert all("${{" not in step.get("run", "") for step in ACTION["runs"]["steps"])


def test_pre_commit_runs_the_hook(project, program):
    """pre-commit itself, with the hook as this repository declares it, stops a commit with errors."""
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    if GIT is None:
        pytest.skip("there is no git")
    hook = HOOK | {"language": "system"}
    del hook["additional_dependencies"]  # a hook of this language uses what is installed
    config = {"repos": [{"repo": "local", "hooks": [hook]}]}
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    subprocess.run([GIT, "init", "--quiet"], cwd=project, check=True)
    subprocess.run([GIT, "add", "--all"], cwd=project, check=True)
    checked = {}
    for files in ("frameworks/mexico.json", "frameworks/clean.json", "package.json"):
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--files", files],
            cwd=project,
            env=program | {"PRE_COMMIT_HOME": str(project / "home")},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        checked[files] = (done.returncode, "(no files to check)" in done.stdout)
    assert checked == {
        "frameworks/mexico.json": (1, False),
        "frameworks/clean.json": (0, False),
        "package.json": (0, True),
    }
