"""The recipes: the code of each page, from top to bottom, as one program with the libraries that it needs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import types
from pathlib import Path

import pytest

PAGES = Path(__file__).resolve().parents[2] / "docs" / "recipes"
POSTGRES = "RESULTSFRAMEWORK_POSTGRES"


@pytest.fixture
def program(monkeypatch):
    """Run the code of a page as a module of its own, whose names the libraries can look up."""

    def run(page):
        module = types.ModuleType(f"recipe_{page}")
        monkeypatch.setitem(sys.modules, module.__name__, module)
        path = PAGES / f"{page}.md"
        # Empty lines keep the numbers of the page's lines for tracebacks.
        for block in re.finditer(r"^```python\n(.*?)^```$", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
            before = "\n" * block.string.count("\n", 0, block.start(1))
            exec(compile(before + block[1], str(path), "exec"), vars(module))  # noqa: S102 - the pages are ours
        return module

    return run


@pytest.mark.filterwarnings("ignore:.*httpx.*")
def test_a_web_service(program):
    """The service of the page answers, refuses and describes itself as the page says."""
    for library in ("fastapi", "httpx"):
        pytest.importorskip(library, reason=f"the recipe needs {library}")
    assert program("web_service").app.title == "Progress"


def test_a_database_in_a_file(program, tmp_path, monkeypatch):
    """The plans of the page are kept in SQLite and found again."""
    pytest.importorskip("sqlalchemy", reason="the recipe needs sqlalchemy")
    monkeypatch.setenv("DATABASE", f"sqlite:///{tmp_path / 'plans.db'}")
    made = program("database")
    made.engine.dispose()
    assert (tmp_path / "plans.db").stat().st_size > 0


def test_a_database_of_postgresql(program, monkeypatch):
    """The same in PostgreSQL, as JSONB; the session `postgres` of noxfile.py starts a server and names it."""
    if POSTGRES not in os.environ:
        pytest.skip(f"no PostgreSQL is running: {POSTGRES} names none; python3 noxfile.py -s postgres starts one")
    for library in ("sqlalchemy", "psycopg"):
        pytest.importorskip(library, reason=f"the recipe needs {library}")
    monkeypatch.setenv("DATABASE", os.environ[POSTGRES])
    made = program("database")
    from sqlalchemy.exc import DBAPIError

    with made.Session(made.engine) as session:
        session.add(made.Plan(title="zero", framework=made.odd))
        with pytest.raises(DBAPIError, match="0000"):
            session.commit()
    made.Base.metadata.drop_all(made.engine)
    made.engine.dispose()


def test_own_classes(program):
    """A cattrs converter of a program reads and writes nodes within its own classes."""
    assert len(program("own_classes").reviews) == 2


def test_own_classes_in_a_program_that_did_nothing_before():
    """The page is a whole program: nothing has to be read or written first."""
    blocks = re.findall(
        r"^```python\n(.*?)^```$", (PAGES / "own_classes.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    done = subprocess.run([sys.executable, "-c", "\n".join(blocks)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_recipe_is_tried():
    """A page that is added has to be run here; the packages of the last have tests of their own."""
    assert {page.stem for page in PAGES.glob("*.md")} == {"index", "web_service", "database", "own_classes", "plugins"}
