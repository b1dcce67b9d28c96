"""Known findings of real activity files: turn any one file's indicator wrong, and it is reported."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resultsframework as rf

pytest.importorskip("lxml", reason="reading IATI needs lxml")

# A baseline after its target, in the words of a series.
LATE = rf.ObservationSeries.parse("2031 baseline 0 | 2022 milestone 1 | 2025 target 2")
# Activities of each file, so that the test takes seconds.
MOST = 4


@pytest.fixture(scope="module")
def files(shared):
    """The first activities of each file, by its name."""
    folder = shared / "data" / "iati" / "publishers"
    return {
        file.name: list(islice(rf.read_all(str(file), on_problem=lambda _error: None), MOST))
        for file in sorted(folder.glob("*.xml"))
    }


@pytest.fixture(scope="module")
def known(files):
    """Everything that is wrong in all files now."""
    return rf.rules.known([finding for frameworks in files.values() for f in frameworks for finding in rf.validate(f)])


def test_known_findings_of_real_files_hide_nothing(files, known):
    """Of each file one indicator is turned wrong: it alone is reported, with everything else known."""
    turned = 0
    for name, frameworks in files.items():
        framework = next((f for f in frameworks if f.indicators), None)
        if framework is None:
            continue
        path = next(path for path, node in framework.walk() if isinstance(node, rf.Indicator))
        own = {finding.code for finding in rf.validate(framework, implied=True) if finding.path.startswith(path)}
        assert "BAS02" not in own, f"{name}: choose an indicator whose baseline is not late already"
        new = known.sift(rf.validate(framework.replace(path, series=LATE), implied=True)).new
        assert "BAS02" in {finding.code for finding in new if finding.path.startswith(path)}, name
        turned += 1
    assert turned > len(files) // 2


@pytest.mark.property
@given(data=st.data())
def test_whichever_indicator_is_turned_wrong_is_reported(files, known, data):
    """Any indicator of any activity of any file, whatever is known of it and of all others."""
    framework = data.draw(st.sampled_from([f for frameworks in files.values() for f in frameworks if f.indicators]))
    path = data.draw(st.sampled_from([path for path, node in framework.walk() if isinstance(node, rf.Indicator)]))
    late = {finding for finding in rf.validate(framework, select="BAS02") if finding.path.startswith(path)}
    turned = rf.validate(framework.replace(path, series=LATE), implied=True)
    new = [finding for finding in known.sift(turned).new if finding.path.startswith(path)]
    assert late or "BAS02" in {finding.code for finding in new}


def test_known_findings_of_real_files_are_kept_by_file_and_activity(files, known):
    """Files by the hundred with results of the same names do not shrink to a few entries."""
    alike = {(entry.path, entry.code) for entry in known.entries}
    assert len(known.entries) > 1.5 * len(alike)
    assert len(known.by_framework) > len(files)
    again = [finding for frameworks in files.values() for f in frameworks for finding in rf.validate(f)]
    assert known.sift(again).new == ()
