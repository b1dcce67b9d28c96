"""Hostile inputs of outside testers: each is read right, or refused in one clear sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import resultsframework as rf
from resultsframework import examples
from resultsframework.formats import findings, json, portal
from resultsframework.message import LONGEST

FOLDER = Path(os.environ.get("RESULTSFRAMEWORK_SHARED") or Path(__file__).resolve().parents[3] / "shared")
HOSTILE = FOLDER / "data" / "cases" / "hostile"
NAMES = sorted(path.name for path in HOSTILE.glob("*")) if HOSTILE.is_dir() else []
REFUSED = {
    "config-deep.toml",
    "config-deepdict.toml",
    "config-hugeexp.toml",
    "config-hugeint.toml",
    "config-regex-deep.toml",
    "config-regex-overflow.toml",
    "escname.zip",
    "ext-arrangement.xml",
    "ext-json-int.xml",
    "ext-observation-at.xml",
    "ext-position.xml",
    "extension-half-character.xml",
    "gzip-1m-elements-4kB.xml.gz",
    "json-duplicate-member-16000.json",
    "known-count-4000-digits.json",
    "known-hugeint.json",
    "lzma-member-damaged.zip",
    "progress-5000-digits.json",
}


def used(path):
    """Read a file and do what users do with it."""
    if path.suffix == ".toml":
        cli = pytest.importorskip("resultsframework.cli._configuration", reason="settings need the extra cli")
        rf.validate(examples.load(), profile=cli.profile_for(cli.read_configuration(path), None))
        return
    if path.name.startswith("known-"):
        findings.load(path)
        return
    is_page = path.suffix == ".txt"
    framework = rf.read(path, "portal") if is_page else rf.read(path)
    assert json.loads(json.dumps(framework)) == framework
    findings.sarif_text({path.name: rf.validate(framework, profile="iati-2.03")})
    for table in (rf.tables.completeness, rf.tables.funding, rf.tables.budgets):
        assert str(table(framework))
    for indicator in framework.indicators[:5]:
        answer = rf.progress(indicator)
        assert repr(answer)
        assert str(answer)
    if is_page and framework.outcomes[0].code:
        portal.loads(portal.dumps(framework))


@pytest.mark.skipif(not NAMES, reason=f"there are no hostile inputs in {HOSTILE}")
@pytest.mark.parametrize("name", [name for name in NAMES if name != "README.md"])
def test_a_hostile_input_is_read_or_refused(name):
    """Neither an error of Python nor minutes of waiting: a framework that can be used, or one sentence."""
    path = HOSTILE / name
    if name in REFUSED:
        with pytest.raises(rf.ResultsFrameworkError) as caught:
            used(path)
        assert len(str(caught.value)) <= LONGEST
    else:
        used(path)
