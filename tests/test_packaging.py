from __future__ import annotations

import ast
import importlib.metadata
import importlib.resources
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
EXTRAS = PROJECT["optional-dependencies"]
PACKAGE = ROOT / "src" / "resultsframework"


def names(requirements: list[str]) -> set[str]:
    """The projects that requirements name, without versions."""
    return {re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower() for requirement in requirements}


@pytest.fixture
def bare_machine(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A noxfile in a folder whose name has a space, and an environment in which pip finds nothing."""
    folder = tmp_path / "a folder"
    folder.mkdir()
    shutil.copy(ROOT / "noxfile.py", folder)
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("PIP_", "UV_"))}
    return folder, kept | {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1"}


def test_type_checkers_may_rely_on_the_annotations() -> None:
    """The installed package declares itself typed."""
    assert importlib.resources.files("resultsframework").joinpath("py.typed").is_file()


def test_the_installed_version_is_the_declared_one() -> None:
    """The installed package has the version in pyproject.toml."""
    assert importlib.metadata.version("resultsframework") == PROJECT["version"]


def test_the_changelog_has_a_place_for_what_is_not_released() -> None:
    """A user-visible change can be written under the first heading of the changelog."""
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert headings[0] == "[Unreleased]"


def test_all_means_every_extra_but_testing_frames_and_notebook() -> None:
    """Someone who installs `all` has every optional part, no test tools, and frames and notebooks of her choice."""
    (everything,) = EXTRAS["all"]
    named = set(re.fullmatch(r"resultsframework\[(.+)\]", everything)[1].split(","))
    assert named == set(EXTRAS) - {"all", "testing", "arrow", "corpus", "dask", "pandas", "polars", "notebook"}


def test_every_dependency_has_a_floor_and_no_ceiling() -> None:
    """A library says from which version on it works and leaves the newest to its users."""
    own = [*PROJECT["dependencies"], *(one for extra in EXTRAS.values() for one in extra)]
    outside = [one for one in own if not one.startswith("resultsframework[")]
    groups = [one for group in PYPROJECT["dependency-groups"].values() for one in group if isinstance(one, str)]
    wrong = [one for one in outside + groups if not re.fullmatch(r"[\w.-]+(\[\w+(,\w+)*\])?>=[\d.]+", one)]
    assert wrong == []


def test_every_declared_dependency_is_used() -> None:
    """No dependency is declared before something in the package imports it; JupyterLab and Dask are where it runs."""
    sources = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
    imported = {name for text in sources for name in re.findall(r"^ *(?:import|from) (\w+)", text, flags=re.MULTILINE)}
    declared = names(PROJECT["dependencies"]) | set().union(*(names(EXTRAS[extra]) for extra in EXTRAS))
    modules = {{"python-docx": "docx"}.get(name, name.replace("-", "_")) for name in declared - {"resultsframework"}}
    assert modules <= imported | {"pytest", "jupyterlab", "dask", "distributed"}


@pytest.mark.parametrize("group", ["console_scripts", "hypothesis"])
def test_every_entry_point_leads_to_something_that_can_be_called(group: str) -> None:
    """The command and the Hypothesis hook that the package announces exist."""
    ours = [entry for entry in importlib.metadata.entry_points(group=group) if entry.dist.name == "resultsframework"]
    assert [entry.name for entry in ours] == ["resultsframework"]
    assert callable(ours[0].load())


def test_an_older_python_can_read_the_noxfile_as_far_as_the_message_for_it() -> None:
    """Python 3.7 parses the whole noxfile and imports only `sys` before the version is checked."""
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    _, first, second, *_ = tree.body
    assert ast.unparse(first) == "import sys"
    assert ast.unparse(second).startswith("if sys.version_info < (3, 11):")


def test_a_first_run_without_network_ends_in_one_sentence(bare_machine: tuple[Path, dict[str, str]]) -> None:
    """Where nox cannot be fetched, one line says so, the exit code is 3 and nothing half-made is left."""
    folder, environment = bare_machine
    command = [sys.executable, str(folder / "noxfile.py"), "-s", "demo"]
    done = subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert done.stderr.rstrip().endswith(".")
    left = {path.relative_to(folder).as_posix() for path in folder.rglob("*")} - {"noxfile.py", ".nox"}
    assert all(re.fullmatch(r"\.nox/3\.\d+\.\d+-[0-9a-f]{8}", path) for path in left), left


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_the_commands_of_the_readme_run_with_each_version_of_python_once(tmp_path: Path) -> None:
    """Coverage is measured with the first Python; a second name of a version is passed over; an old one as well."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci")
    (tmp_path / "noxfile.py").touch()
    versions = {"one": "3.12.1", "two": "3.8.18", "three": "3.12.1", "four": "3.13.0"}
    for folder, version in versions.items():
        python = tmp_path / folder / "python3"
        python.parent.mkdir()
        is_old = int(version.split(".")[1] == "8")
        script = f"case $2 in *platform*) echo {version};; *sys.exit*) exit {is_old};; *) echo {folder} $*;; esac"
        python.write_text(f"#!{shutil.which('bash')}\n{script}\n", encoding="utf-8")
        python.chmod(0o755)
    path = os.pathsep.join([*(str(tmp_path / folder) for folder in versions), os.environ["PATH"]])
    done = subprocess.run(
        [shutil.which("bash"), str(tmp_path / ".ci" / "run")],
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ran = [line for line in done.stdout.splitlines() if line.split()[0] in versions]
    rest = "tests --ignore=tests/docs --ignore=tests/testing"
    parallel = "-n auto --dist loadfile --no-loadscope-reorder"
    assert ran == [
        "one noxfile.py -s demo",
        "one noxfile.py -s tests",
        "four noxfile.py -s demo",
        f"four noxfile.py -s tests -- {rest} -m not conformance and not property {parallel}",
        "one noxfile.py -s docs conformance",
        "one noxfile.py -s types lint recipes pages",
        "one noxfile.py -s fuzz -- 15 --own",
    ]
    assert "is Python 3.8.18, which is not supported" in done.stdout
