"""What tests share: how many examples are tried, where real inputs are, how golden files are compared."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent

# No deadline and no check for slowness: both judge the machine, not the code.
settings.register_profile("default", max_examples=100, derandomize=True)
settings.register_profile("dev", max_examples=50)
settings.register_profile("thorough", max_examples=2_000, print_blob=True)
for _name in ("default", "dev", "thorough"):
    settings.register_profile(
        _name, settings.get_profile(_name), deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
_CHOSEN = settings.get_profile(os.environ.get("RESULTSFRAMEWORK_HYPOTHESIS_PROFILE", "default"))
# For a law that is tried with each of a hundred rules: fewer examples of each, but all of them in a thorough run.
settings.register_profile("each", _CHOSEN, max_examples=_CHOSEN.max_examples if _CHOSEN.max_examples > 100 else 20)
settings.load_profile(os.environ.get("RESULTSFRAMEWORK_HYPOTHESIS_PROFILE", "default"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the laws and the tests on real inputs, so that no test has to remember it.

    Coverage pauses during a law: every branch has to be reached by the other tests alone, and laws are quicker without.
    """
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "conformance"):
            item.add_marker("conformance")
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("property")
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real inputs, beside the repository or where RESULTSFRAMEWORK_SHARED says."""
    folder = Path(os.environ.get("RESULTSFRAMEWORK_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"there are no real inputs in {folder}; RESULTSFRAMEWORK_SHARED may name another folder")
    return folder


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with its golden file; RESULTSFRAMEWORK_REWRITE_GOLDEN=1 writes the file instead."""
    rewrite = os.environ.get("RESULTSFRAMEWORK_REWRITE_GOLDEN") == "1" and not os.environ.get("CI")

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if rewrite:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"{path} is missing; RESULTSFRAMEWORK_REWRITE_GOLDEN=1 writes it"
        assert text == path.read_bytes().decode()

    return compare
