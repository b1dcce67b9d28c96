"""Examples are tests: every Python block in README and docs runs, and every `>>>` in a docstring."""

from __future__ import annotations

import doctest
import os
import sys
from typing import TYPE_CHECKING

import pytest

try:
    from sybil import Sybil
    from sybil.parsers.myst import PythonCodeBlockParser, SkipParser
    from sybil.parsers.rest import DocTestParser
    from sybil.sybil import SybilCollection
except ModuleNotFoundError as missing:
    if missing.name != "sybil":
        raise
    HAS_SYBIL = False
else:
    HAS_SYBIL = True

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sybil.typing import Parser


# pytest instruments the assertions of every test module, which takes longer than the rest of collecting it. Keep the
# result in __pycache__, in this process and in those that it starts, also where the environment says not to.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


class UnreadPage(pytest.File):
    """A page of examples that cannot be run without sybil: one test, skipped with that reason."""

    def collect(self) -> Iterator[pytest.Item]:
        """Collect the one test."""
        yield UnreadExamples.from_parent(self, name="examples")


class UnreadExamples(pytest.Item):
    """The examples of a page, none of which can be run."""

    def runtest(self) -> None:
        """Skip them."""
        pytest.skip("running the examples of a page needs sybil")


def unread(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect pages without reading them."""
    return UnreadPage.from_parent(parent, path=file_path) if file_path.suffix == ".md" else None


def examples() -> Callable[[Path, pytest.Collector], pytest.Collector | None]:
    """Collector of the examples of pages and docstrings; those of one file share names and an empty folder."""
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    on_pages: list[Parser] = [PythonCodeBlockParser(doctest_optionflags=options), SkipParser()]
    in_docstrings: list[Parser] = [DocTestParser(options)]
    fixtures = ["empty_folder"]
    collect: Callable[[Path, pytest.Collector], pytest.Collector | None] = SybilCollection(
        [
            Sybil(on_pages, path="docs", pattern="*.md", excludes=["recipes/*.md", "rules/*.md"], fixtures=fixtures),
            Sybil(on_pages, pattern="README.md", fixtures=fixtures),
            Sybil(in_docstrings, path="src", pattern="*.py", fixtures=fixtures),
        ]
    ).pytest()

    def with_examples(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        # Most modules have no example, and parsing them all takes a second.
        if file_path.suffix == ".py" and ">>>" not in file_path.read_text(encoding="utf-8"):
            return None
        return collect(file_path, parent)

    return with_examples


pytest_collect_file = examples() if HAS_SYBIL else unread


@pytest.fixture(scope="module")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An empty working directory for the examples of a file, which may write there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("examples"))
        yield
