"""
Find words that the project's texts avoid: values do not stand, speak, get told or get asked anything, and no docstring
begins as a question.

    python tools/wording.py              # prints file:line of each, and fails if there is one
    python tools/wording.py --report     # prints how many there are in each file, and succeeds

The whole text of a file is searched: docstrings, comments, string literals and identifiers alike. The field has a word
for each case: a total is *stated*, a rule *selected*, a value *reported*. A docstring, and each entry of its attributes
and arguments, opens with a noun phrase or an imperative; a flag is "True if ...", no "Whether ...".
"""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent

# A word of a sentence, or a part of an identifier in snake_case or CamelCase; `masked` and `withstands` are neither.
AVOIDED = re.compile(r"(?:(?<![A-Za-z])(?:stands|speaks|told|asked)|Stands|Speaks|Told|Asked)(?![a-z])")

# The words that follow an avoided word in an expression that has no better word, also across the lines of a comment or
# within an identifier.
ACCEPTED = re.compile(r"(?<=asked)[\s#_]+for(?![a-z])|(?<=stands)[\s#_]+for(?![a-z])", re.IGNORECASE)

# A question word at the beginning of a docstring, or of an entry of its attributes or arguments.
OPENING = re.compile(r"(?:\A|^\s*\w+:)\s*(?:What|Whether|How|Which|Who|Whom|Whose|Why)\b", re.MULTILINE)
# A test may state its case first ("Where nothing is planned, ..."); a public docstring begins with its meaning.
OPENING_IN_SOURCE = re.compile(OPENING.pattern.replace("Why", "Why|When|Where"), re.MULTILINE)

# The places of the project's own texts; a folder counts with all that is below it.
PLACES = ("README.md", "CONTRIBUTING.md", "noxfile.py", "conftest.py", "src", "docs", "tools", "tests")
SUFFIXES = {".ipynb", ".json", ".md", ".py"}

# Texts of others, reproduced as they were published; what Sphinx and Jupyter make; this list itself and its tests.
EXCLUDED = (
    "docs/_build",
    "docs/jupyter_execute",
    "src/resultsframework/examples",
    "tools/wording.py",
    "tests/test_wording.py",
)


class Place(NamedTuple):
    """The place of an avoided word or opening."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


def avoided_in(text: str, file: str) -> Iterator[Place]:
    """The avoided words of a text, with the lines that hold them."""
    lines = text.splitlines()
    for match in AVOIDED.finditer(text):
        if not ACCEPTED.match(text, match.end()):
            number = text.count("\n", 0, match.start())
            yield Place(file, number + 1, lines[number].strip())


def openings_in(text: str, file: str) -> Iterator[Place]:
    """The docstrings of a module that begin with a question word, and such entries of theirs, in order of lines."""
    lines = text.splitlines()
    opening = OPENING_IN_SOURCE if file.startswith("src/") else OPENING
    numbers = (
        node.lineno + node.value.value.count("\n", 0, match.end())
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for match in opening.finditer(node.value.value)
    )
    for number in sorted(numbers):
        yield Place(file, number, lines[number - 1].strip())


def places_in(path: Path, root: Path) -> Iterator[Place]:
    """Everything to avoid in one file."""
    text, name = path.read_text(encoding="utf-8"), path.relative_to(root).as_posix()
    yield from avoided_in(text, name)
    if path.suffix == ".py":
        yield from openings_in(text, name)


def files(root: Path) -> Iterator[Path]:
    """The files whose texts are the project's own."""
    for place in PLACES:
        found = root / place
        for path in sorted(found.rglob("*")) if found.is_dir() else [found]:
            name = path.relative_to(root).as_posix()
            if path.is_file() and path.suffix in SUFFIXES and not name.startswith(EXCLUDED):
                yield path


def main(arguments: list[str]) -> int:
    """Print what was found; the answer is the exit code."""
    places = [place for path in files(ROOT) for place in places_in(path, ROOT)]
    if "--report" in arguments:
        for file, number in Counter(place.file for place in places).most_common():
            sys.stdout.write(f"{number:5} {file}\n")
        sys.stdout.write(f"{len(places):5} to avoid in all\n")
        return 0
    for place in places:
        sys.stdout.write(f"{place}\n")
    return 1 if places else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
