"""The page about pipelines: its commands run in their order, and its YAML fits the hook and the action."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

pytest.importorskip("typer", reason="the command line needs the extra cli")
yaml = pytest.importorskip("yaml", reason="pipelines are described in YAML")

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "continuous_integration.md").read_text("utf-8")
COMMANDS = re.findall(r"^```console\n\$ resultsframework (.+)\n((?:.*\n)*?)```", PAGE, re.MULTILINE)
BLOCKS = [yaml.safe_load(text) for text in re.findall(r"^```yaml\n((?:.*\n)*?)```", PAGE, re.MULTILINE)]


def test_the_page_shows_what_its_commands_print(typed, tmp_path):
    """Each command works on the files that those above it have written; three dots stand for anything."""
    checker = doctest.OutputChecker()
    assert len(COMMANDS) > 3
    for command, expected in COMMANDS:
        found = typed(tmp_path, command)
        assert checker.check_output(expected, found, doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE), found


def test_the_page_names_the_hook_and_inputs_of_the_action():
    """The YAML that a reader copies into a project fits the hook and the action of this repository."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    hooks = [one for block in BLOCKS for repo in block.get("repos", ()) for one in repo["hooks"]]
    assert [one["id"] for one in hooks] == [hook["id"]]
    assert hooks[0].keys() <= {"id", "args", *hook}
    jobs = [job for block in BLOCKS for job in block.get("jobs", {}).values()]
    steps = [step for job in jobs for step in job["steps"] if "/resultsframework@" in step["uses"]]
    assert len(steps) == len(jobs) == 2
    for step in steps:
        assert "files" in step["with"]
        assert step["with"].keys() <= action["inputs"].keys()


@pytest.mark.parametrize("job", [block["validate"] for block in BLOCKS if "validate" in block])
def test_the_command_of_any_other_pipeline_has_options_that_exist(job):
    """The command line knows each option of the line that a reader copies."""
    from resultsframework.cli._app import app

    typer = pytest.importorskip("typer.main")
    command = typer.get_command(app).commands["validate"]
    known = {option for parameter in command.params for option in parameter.opts}
    used = {word for word in shlex.split(job["script"][-1]) if word.startswith("--")}
    assert used
    assert used <= known
