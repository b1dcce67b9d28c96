"""The Python examples of README.md and docs/ as modules for type checkers: python tools/examples.py FOLDER."""

from __future__ import annotations

import doctest
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```(?:\{code-block\} )?python\n(.*?)^```", re.DOTALL | re.MULTILINE)


def module_of(page: str) -> str:
    """All examples of a page, one after the other, without what they print."""
    parts = []
    for block in BLOCK.findall(page):
        examples = doctest.DocTestParser().get_examples(block)
        parts += [example.source for example in examples if example.exc_msg is None] if examples else [block]
    # A page uses a name again for another thing; the setting is here, so that one run of mypy checks pages and code.
    return "# mypy: allow-redefinition\nfrom __future__ import annotations\n\n" + "".join(parts)


def main(folder: Path) -> None:
    """Write one module a page that has examples."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.py"):
        old.unlink()
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        text = page.read_text("utf-8")
        if BLOCK.search(text):
            name = "_".join(page.relative_to(ROOT).with_suffix("").parts).replace("-", "_")
            (folder / f"{name.lower()}.py").write_text(module_of(text), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
