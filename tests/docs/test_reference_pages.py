from __future__ import annotations

import functools
import importlib
import re
import types
from collections import Counter
from pathlib import Path

import pytest

import resultsframework
from resultsframework import testing

DOCS = Path(__file__).resolve().parents[2] / "docs"
README = DOCS.parent / "README.md"
NAMES = sorted(
    name
    for name in set(resultsframework.__all__) - {"__version__"}
    if not isinstance(getattr(resultsframework, name), types.ModuleType)
)
DIRECTIVE = re.compile(r"^\.\. (?:auto(?:class|exception|function|data)|py:data):: (\S+)$", re.MULTILINE)
ROLE = re.compile(r"\{py:(?:class|attr|func|meth|data)\}`(?:~|[^`<]*<)(resultsframework\.[\w.]+)>?`")


def documented() -> list[str]:
    """The full names that the API pages explain."""
    return [name for page in sorted((DOCS / "api").glob("*.md")) for name in DIRECTIVE.findall(page.read_text("utf-8"))]


def terms() -> dict[str, str]:
    """The terms of the glossary, each with what is said of it."""
    page = (DOCS / "glossary.md").read_text("utf-8")
    blocks = re.findall(r"^```\{glossary\}\n(.*?)^```", page, flags=re.DOTALL | re.MULTILINE)
    entries = [entry for block in blocks for entry in re.split(r"\n(?=\S)", "\n" + block)[1:]]
    return dict(entry.split("\n", 1) for entry in entries)


def thing_called(name: str) -> object:
    """The object of a full name: by modules as far as they go, then attribute by attribute."""
    module, rest = name, []
    while True:
        try:
            start = importlib.import_module(module)
            break
        except ModuleNotFoundError:
            module, _, last = module.rpartition(".")
            rest.insert(0, last)
    return functools.reduce(getattr, rest, start)


@pytest.mark.each("name", NAMES)
def test_every_public_name_is_explained_once(name):
    """Whoever looks a public name up finds it in the API pages, in one place."""
    assert Counter(documented())[f"resultsframework.{name}"] == 1


@pytest.mark.parametrize("package", ["aggregation", "compare", "tables"])
def test_every_name_of_a_room_is_explained_once(package):
    """Whoever looks up a calculation over several indicators or frameworks finds it in the API pages."""
    names = getattr(resultsframework, package).__all__
    counts = Counter(documented())
    found = {name: counts[f"resultsframework.{name}"] + counts[f"resultsframework.{package}.{name}"] for name in names}
    assert found == dict.fromkeys(names, 1)


@pytest.mark.each("name", testing.__all__)
def test_every_shipped_strategy_and_assertion_is_explained_once(name):
    """Whoever looks up what helps in tests finds it in the API pages, in one place."""
    assert Counter(documented())[f"resultsframework.testing.{name}"] == 1


@pytest.mark.each("name", documented())
def test_what_is_explained_is_there(name):
    """Every name in the API pages can be imported."""
    assert thing_called(name) is not None


@pytest.mark.each("term", terms())
def test_every_term_of_the_glossary_leads_to_what_carries_it(term):
    """A word of the field is followed by the class, field or function that carries it, and that is there."""
    names = ROLE.findall(terms()[term])
    assert names
    for name in names:
        assert thing_called(name) is not None


@pytest.mark.parametrize(
    "kind", ["ResultsFramework", "Impact", "Outcome", "Output", "OtherResult", "Indicator", "Budget"]
)
def test_every_noun_of_a_plan_is_a_term(kind):
    """The parts of a plan are terms of the glossary."""
    assert any(f"resultsframework.{kind}`" in text for text in terms().values())


@pytest.mark.each("page", sorted(set(re.findall(r"\]\((docs/[\w./-]+?)[#)]", README.read_text("utf-8")))))
def test_the_pages_that_the_readme_names_are_there(page):
    """Whoever follows a link in the README arrives."""
    assert (README.parent / page).is_file()


PACKAGES = (
    *("monitoring", "aggregation", "compare", "tables", "rules", "formats"),
    *("formats.json", "formats.portal", "formats.brief", "formats.iati", "formats.findings"),
)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_name_of_a_package_is_explained_once(package):
    """Each name that a package offers is in the API pages once, under the package or under the library itself."""
    counts = Counter(documented())
    short = Counter({name.rpartition(".")[2]: counts[name] for name in (f"resultsframework.{n}" for n in NAMES)})
    room = importlib.import_module(f"resultsframework.{package}")
    offered = [name for name in room.__all__ if not isinstance(getattr(room, name), types.ModuleType)]
    own = {name for name in offered if getattr(room, name) is not getattr(resultsframework, name, None)}
    explained = {
        name: counts[f"resultsframework.{package}.{name}"] + (0 if name in own else short[name]) for name in offered
    }
    assert {name: number for name, number in explained.items() if number != 1} == {}
