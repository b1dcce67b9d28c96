"""Shared by all tests: the number of examples, the places of real inputs, the comparison with golden files."""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import importlib.util
import itertools
import os
import pkgutil
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

import resultsframework as rf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
CONFORMANCE = ROOT / "tests" / "conformance"
PLUGINS = ROOT / "tests" / "plugins"
PROPERTY = ROOT / "tests" / "property"
# Pages and their examples: what they show has tests of its own, which count for coverage.
PAGES = (str(ROOT / "docs"), str(ROOT / "README.md"), str(ROOT / "src"), str(ROOT / "tests" / "docs"))

# No deadline and no check for slowness: both judge the machine, not the code.
settings.register_profile("default", max_examples=20, derandomize=True)
settings.register_profile("dev", max_examples=8, derandomize=True)
settings.register_profile("thorough", max_examples=2_000, print_blob=True)
for _name in ("default", "dev", "thorough"):
    settings.register_profile(
        _name, settings.get_profile(_name), deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
_CHOSEN = settings.get_profile(os.environ.get("RESULTSFRAMEWORK_HYPOTHESIS_PROFILE", "default"))
# For a law that is tried with each of a hundred rules, or makes a chart or a document of each example: fewer examples,
# but all of them in a thorough run.
settings.register_profile("few", _CHOSEN, max_examples=_CHOSEN.max_examples if _CHOSEN.max_examples > 100 else 5)
settings.load_profile(os.environ.get("RESULTSFRAMEWORK_HYPOTHESIS_PROFILE", "default"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the laws and the tests on real inputs, so that no test has to remember it.

    A test that makes its laws while it runs carries the marker ``property`` itself. Coverage pauses during laws and
    examples of pages: every branch has to be reached by the other tests alone, and all are twice as quick without. It
    also pauses in large matrices, which carry the marker ``no_cover`` themselves.
    """
    for item in items:
        if str(item.path).startswith(str(CONFORMANCE)):
            item.add_marker("conformance")
        is_law = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        if is_law or str(item.path).startswith(str(PROPERTY)):
            item.add_marker("property")
        if item.get_closest_marker("property") or str(item.path).startswith(PAGES):
            item.add_marker("no_cover")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection() -> Iterator[None]:
    """Spare the collector of garbage what was collected, which is never garbage."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


def measuring(config: pytest.Config) -> Any:
    """The controller of pytest-cov, or None where coverage is not measured."""
    return getattr(config.pluginmanager.getplugin("_cov"), "cov_controller", None)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """
    Stop what pytest-cov starts in a process of xdist before it knows that it is one. It starts another measurement for
    such a process, and whenever that one paused, the first would go on, to no purpose and at its full cost.
    """
    if hasattr(session.config, "workerinput") and (coverage := measuring(session.config)):
        coverage.pause()


def pytest_collection_finish(session: pytest.Session) -> None:
    """
    Import every module where coverage is measured. Faces import on first use, and where that is in a law, or in another
    test that does not count, the first lines of a module would be missing.
    """
    if measuring(session.config):
        for module in pkgutil.walk_packages(rf.__path__, "resultsframework."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> Iterator[None]:
    """Pause coverage behind the collection: between the tests it would be pytest that is measured."""
    if coverage := measuring(session.config):
        coverage.pause()
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Measure coverage in all fixtures: some fill a cache once in a process, whether their first test counts or not."""
    with measured(item, counts=True):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Measure coverage in the call of a test that counts."""
    with measured(item, counts=item.get_closest_marker("no_cover") is None):
        return (yield)


@contextlib.contextmanager
def measured(item: pytest.Item, *, counts: bool) -> Iterator[None]:
    """Measure coverage where it is measured at all, and pause behind it: pytest-cov itself resumes after a pause."""
    coverage = measuring(item.config)
    if coverage and counts:
        coverage.resume()
    try:
        yield
    finally:
        if coverage:
            coverage.pause()


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """
    Install a package of ``tests/plugins`` as pip does: its modules can be imported, and its metadata have the entry
    points that its own ``pyproject.toml`` declares.
    """
    from resultsframework import formats

    before = set(sys.modules)

    def install(name: str) -> None:
        home = PLUGINS / name
        project = tomllib.loads((home / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        metadata = tmp_path / f"{name.replace('-', '_')}-{project['version']}.dist-info"
        metadata.mkdir(exist_ok=True)
        metadata.joinpath("METADATA").write_text(f"Name: {name}\nVersion: {project['version']}\n", encoding="utf-8")
        points = "".join(
            f"[{group}]\n" + "".join(f"{point} = {value}\n" for point, value in values.items())
            for group, values in project["entry-points"].items()
        )
        metadata.joinpath("entry_points.txt").write_text(points, encoding="utf-8")
        monkeypatch.syspath_prepend(home / "src")
        monkeypatch.syspath_prepend(tmp_path)
        formats.installed_formats.cache_clear()

    yield install
    for module in set(sys.modules) - before:
        if module.startswith("resultsframework_"):
            del sys.modules[module]
    formats.installed_formats.cache_clear()


def cases_of(mark: pytest.Mark) -> Iterator[dict[str, object]]:
    """The arguments of each case of a marker ``each``."""
    names, cases = mark.args
    names = [name.strip() for name in names.split(",")] if isinstance(names, str) else names
    for case in cases:
        yield dict(zip(names, (case,) if len(names) == 1 else case, strict=True))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make one item of a test with the marker ``each``, with its first case in place of fixtures of those names."""
    for mark in metafunc.definition.iter_markers("each"):
        metafunc.parametrize(mark.args[0], list(mark.args[1])[:1], ids=["each"])


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Try all cases of a test with the marker ``each``; a failure carries the arguments of its case as a note."""
    marks = list(pyfuncitem.iter_markers("each"))
    if not marks:
        return None
    for case in itertools.product(*map(cases_of, marks)):
        arguments = {name: value for part in case for name, value in part.items()}
        fixtures = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
        try:
            pyfuncitem.obj(**fixtures | arguments)
        except Exception as error:
            error.add_note(f"The case is {arguments!r:.1000}")
            raise
    return True


@pytest.fixture(scope="session")
def testing() -> Iterator[Any]:
    """The runner's module; it would build the command anew for each run, which takes longer than most runs."""
    module = pytest.importorskip("typer.testing", reason="the command line needs the extra cli")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_get_command", functools.cache(module._get_command))
        yield module


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real inputs, beside the repository or where RESULTSFRAMEWORK_SHARED says."""
    folder = Path(os.environ.get("RESULTSFRAMEWORK_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"there are no real inputs in {folder}; RESULTSFRAMEWORK_SHARED may name another folder")
    return folder


# Inputs that pages are made of: both source pages, the activity with the most indicators, the one with the most values
# of groups, and one with sectors, tags and policy markers of several code lists.
PUBLISHERS = "data/iati/publishers"
REAL = {
    "portal page": ("seeds/unwomen-portal-mex-d-2.1.txt", None),
    "joint programme": ("seeds/joint-sdg-fund-closing-gaps.txt", None),
    "most indicators": (f"{PUBLISHERS}/XM-DAC-41121__v2.03__A.xml", "XM-DAC-41121-2020-MENA-SYR"),
    "most groups": (f"{PUBLISHERS}/NL-KVK-41160054__v2.03.xml", "NL-KVK-41160054-200855"),
    "most tags": (f"{PUBLISHERS}/SE-0__v2.03__A.xml", "SE-0-SE-6-10027A0101-BRA-31110"),
}


@pytest.fixture(scope="session")
def real(shared: Path) -> Callable[[str], rf.ResultsFramework]:
    """Read the framework of a real input by the name that it has in the tests of pages."""

    def read(name: str) -> rf.ResultsFramework:
        path, identifier = REAL[name]
        return next(one for one in rf.read_all(shared / path) if identifier in {None, one.identifier})

    return read


AMOUNT = r"Planned Budget|Actual Budget and Shortfall|Actual Budget|Expenses"
# Of a page of the portal: what one copy prints in a line, and another in a line for each part.
BEGINNINGS = re.compile(
    r" (?=(?:Plan Period :|Showing data of :|i-icon|Male:|Female:|Source of population|Current UN Women Plan"
    r"|The World Bank (?:classifies|sorts)|Since 1971|GII is|GDI (?:is|measures)"
    r"|Regular Resources|Other Resources \(Non-Core\)/|Total Other|[A-Z][a-z]+ (?:Fund|Bank) \$))"
)
PARTS = (
    (re.compile(r"([0-9]{4}) (Result) (.+)"), r"\1\n\2\n\3"),
    (re.compile(rf"(\S.*) ({AMOUNT})"), r"\1\n\2"),
    (re.compile(rf"({AMOUNT}): (.*)"), r"\1:\n\2"),
    (re.compile(r"(Policy marker|Humanitarian scope|UN system function) (.*)"), r"\1\n\2"),
    (re.compile(r"(OUTCOME|OUTPUT|outcome) (\S+)"), r"\1\n\2"),
    (
        re.compile(r"(Activity Details) (Resources) (Outcome Indicators and Results) (Strategic.*Note) (Documents)"),
        r"\1\n\2\n\3\n\4\n\5",
    ),
)


def a_cell_a_line(text: str) -> str:
    """The page as an extractor gives it that prints each label and each value on a line of its own."""
    lines: list[str] = []
    for line in BEGINNINGS.sub("\n", text).split("\n"):
        words = line.split()
        half, odd = divmod(len(words), 2)
        if half and not odd and words[:half] == words[half:]:
            lines += [" ".join(words[:half])] * 2
        elif line.startswith(("Funding", "Regular", "Other Resources", "Total Other")):
            lines += [part for part in re.split(r" *(\$[0-9.,]+(?: [KM])?) *", line) if part]
        else:
            lines.append(next((form.sub(parts, line) for form, parts in PARTS if form.fullmatch(line)), line))
    return "\n".join(lines)


def a_column_a_line(text: str) -> str:
    """The page with the label and the cells of each column of values in one line."""
    text = re.sub(r"\n([0-9]{1,4})\n(Baseline|Milestone|Target)\n", r"\n\1 \2 ", text)
    # The milestone, its note where it has one, and the result.
    column = re.compile(r"(\n[0-9]{4} (?:Milestone|Target) [^\n]*)\n(?:([^\n]+)\n)?Result\n")
    return column.sub(lambda parts: f"{' '.join(filter(None, parts.groups()))} Result ", text)


@pytest.fixture(scope="session")
def copies() -> dict[str, Callable[[str], str]]:
    """The ways in which browsers and extractors copy a page of the portal, by what they do to its text."""
    return {
        "a cell a line": a_cell_a_line,
        "a cell a line, without blank lines": lambda text: re.sub(r"\n\s*\n", "\n", a_cell_a_line(text)),
        "a column a line": a_column_a_line,
        "empty lines between": lambda text: text.replace("\n", "\n\n"),
        "a cell a line, empty lines between": lambda text: a_cell_a_line(text).replace("\n", "\n\n"),
        "doubled spaces and tabs": lambda text: text.replace(" ", " \t ").replace("\n", " \n\t"),
        "non-breaking spaces": lambda text: text.replace(" ", "\u00a0"),
        "captions dropped": lambda text: re.sub(r"\n(?:sdg|Image)(?=\n)", "", text).replace("i-icon ", ""),
        "another caption": lambda text: re.sub(r"\nsdg(?=\n)", "\nImage", text),
    }


@pytest.fixture(scope="session")
def strange_numbers() -> Callable[..., dict[str, set[str]]]:
    """The numbers on a page that its framework does not state there and that no table of the library gives."""
    path = ROOT / "tests" / "formats" / "html" / "parse_back.py"
    spec = importlib.util.spec_from_file_location("parse_back", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[..., dict[str, set[str]]] = module.strange_numbers
    return found


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
