"""The project's chores. `python3 noxfile.py -s tests` needs nothing but Python 3.11 and its pip.

Run as a script, this file puts nox into an environment of its own and hands over to it. Its syntax is one that older
versions of Python can parse, so that they end with a sentence that names the version needed.

Each interpreter has a folder of its own below `.nox/`, for nox and for the environments of the sessions: two Pythons
that differ in their patch version alone share nothing.
"""

import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        f"resultsframework needs Python 3.11 or newer, but {sys.executable} is "
        f"Python {sys.version_info[0]}.{sys.version_info[1]}.\n"
    )
    sys.exit(2)

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
NOX = "nox>=2025.5.1"
# The same for an interpreter and for the environments made from it.
PYTHON = "{}.{}.{}-{}".format(*sys.version_info[:3], hashlib.sha256(sys.base_prefix.encode()).hexdigest()[:8])
HOME = ROOT / ".nox" / PYTHON


def run_nox(arguments: list[str]) -> int:
    """Run nox on this file from its private environment, made first where it is missing or broken."""
    home = HOME / ".bootstrap"
    if not nox_works(home):
        problem = install_nox(home)
        if problem:
            sys.stderr.write(problem + "\n")
            return 3
    # -I: a PYTHONPATH meant for something else must not reach nox.
    return subprocess.call([interpreter(home), "-I", "-m", "nox", "-f", str(ROOT / "noxfile.py"), *arguments])


def interpreter(home: Path) -> str:
    """The path of an environment's Python."""
    return str(home / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def nox_works(home: Path) -> bool:
    """True for an environment of the running Python that holds all of nox, however it came to be."""
    check = f"import sys, nox, virtualenv.run; sys.exit(sys.base_prefix != {sys.base_prefix!r})"
    try:
        return subprocess.run([interpreter(home), "-I", "-c", check], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def install_nox(home: Path) -> str:
    """Make the private environment; the result is empty, or one sentence with the reason why it cannot be made.

    It is made without pip and filled by the pip outside it, because a system may have no ensurepip. It gets
    its name only when it is complete, so an interrupted run leaves nothing that could be mistaken for it.
    """
    for needed in ("pip", "venv"):
        if importlib.util.find_spec(needed) is None:
            return (
                f"The module {needed} is missing from {sys.executable}; install it with your system's "
                f"packages (Debian and Ubuntu: apt install python3-{needed}) and run this again."
            )
    import venv

    if sys.stderr.isatty():
        sys.stderr.write(f"Setting up nox in {home}, once ...\n")
    draft = home.with_name(f"{home.name}-{os.getpid()}")
    try:
        venv.create(draft, symlinks=os.name != "nt")
        pip = [
            sys.executable,
            "-m",
            "pip",
            "--python",
            interpreter(draft),
            "install",
            "--disable-pip-version-check",
        ]
        done = subprocess.run([*pip, "--quiet", NOX], capture_output=True, text=True, errors="replace", check=False)
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
            reason = reason.removeprefix("ERROR: ").rstrip(".")
            return f"A first run needs the network to fetch nox, and pip could not get it: {reason}."
        shutil.rmtree(home, ignore_errors=True)
        draft.rename(home)
    except (OSError, subprocess.SubprocessError) as error:
        # Another first run may have been quicker; then its environment serves as well.
        return "" if nox_works(home) else f"The environment for nox cannot be made in {home}: {error}."
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return ""


if __name__ == "__main__":
    sys.exit(run_nox(sys.argv[1:]))

import nox
import nox.command

nox.needs_version = ">=2025.5.1"
nox.options.envdir = str(HOME)
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["tests", "types", "lint", "docs", "conformance"]

PROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
# One process a core, and files dealt to them whole and in order: examples of a page use names of those before them, and
# the files at the end are the smallest, so that no process waits long for another.
PARALLEL = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
# The report comes from coverage itself: pytest-cov reads all sources once for the total, and again for the lines.
MEASURED = ("--cov", "--cov-report=", "--cov-fail-under=0")
# Fewer examples of each law; for the second Python and further ones.
BRIEF = {"RESULTSFRAMEWORK_HYPOTHESIS_PROFILE": "dev"}


def group(name: str) -> tuple[str, ...]:
    """The requirements of a dependency group, with the groups it includes."""
    return tuple(nox.project.dependency_groups(PROJECT, name))


def install(session: nox.Session, *requirements: str, copy: bool = False) -> None:
    """Install into the session's environment, unless exactly this was installed there before.

    A second run is quick and needs no network. The project is installed as a link to the source, or, with
    `copy`, as the built wheel, which is built again when the source has changed.
    """
    sources = (
        sorted(path for path in (ROOT / "src").rglob("*") if path.suffix != ".pyc" and path.is_file()) if copy else []
    )
    digest = hashlib.sha256(repr(requirements).encode())
    for path in [ROOT / "pyproject.toml", *sources]:
        digest.update(path.read_bytes())
    stamp = Path(session.virtualenv.location) / "installed"
    if stamp.is_file() and stamp.read_text() == digest.hexdigest():
        session.log("The environment is up to date.")
        return
    stamp.unlink(missing_ok=True)
    again = ["--reinstall-package=resultsframework"] if session.venv_backend == "uv" else []
    try:
        session.install(*again, *requirements)
    except nox.command.CommandFailed:
        session.error("The packages that this session needs could not be installed; fetching them needs the network.")
    stamp.write_text(digest.hexdigest())


def installed(session: nox.Session, *requirements: str) -> bool:
    """True where packages are, or can be, installed on this system; a few are made for some systems only."""
    try:
        session.install("--only-binary", ":all:", *requirements, silent=True)
    except nox.command.CommandFailed:
        return False
    return True


@nox.session
def demo(session: nox.Session) -> None:
    """The main job, on the example that ships with the package."""
    install(session, "-e", ".[cli,report]")
    session.run("resultsframework", "demo", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """All tests, with branch coverage of all but the laws; with arguments, pytest with those arguments."""
    install(session, "-e", ".[all,testing]", *group("test"), *group("frames"))
    if session.posargs:
        session.run("pytest", *session.posargs)
        return
    try:
        # Plain assertions: to instrument those of all test files takes every process longer than to collect the tests.
        session.run("pytest", "-m", "not conformance", *PARALLEL, *MEASURED, "--assert=plain")
    except nox.command.CommandFailed:
        # Once more, with the values in the assertions.
        session.run("pytest", "--last-failed", "--last-failed-no-failures=none", success_codes=range(256))
        raise
    session.run("coverage", "report")


@nox.session
def core(session: nox.Session) -> None:
    """The tests against the built wheel without any extra; a test that needs one is skipped, with the reason."""
    install(session, ".[testing]", copy=True)
    session.run("pytest", "-m", "not conformance", *session.posargs)


@nox.session(name="property")
def laws(session: nox.Session) -> None:
    """The laws, with two thousand examples each."""
    install(session, "-e", ".[all,testing]", *group("test"), *group("frames"))
    thorough = {"RESULTSFRAMEWORK_HYPOTHESIS_PROFILE": "thorough"}
    session.run("pytest", "-m", "property", *PARALLEL, *session.posargs, env=thorough)


@nox.session
def conformance(session: nox.Session) -> None:
    """The tests on the real inputs, which are in a folder beside the repository."""
    shared = Path(os.environ.get("RESULTSFRAMEWORK_SHARED") or ROOT.parent / "shared")
    if not shared.is_dir():
        session.skip(f"there are no real inputs in {shared}; RESULTSFRAMEWORK_SHARED may name another folder")
    install(session, "-e", ".[all,testing]", *group("test"))
    session.run("pytest", "-m", "conformance", "tests/conformance", *session.posargs)


@nox.session
def recipes(session: nox.Session) -> None:
    """The recipes of the docs, and a cluster of Dask; a database in a file, or the one that is named."""
    install(session, "-e", ".[all,testing]", *group("test"), *group("recipes"))
    session.run("pytest", "tests/docs/test_recipes.py", "tests/plugins", "tests/corpus/test_dask.py", *session.posargs)


@nox.session
def postgres(session: nox.Session) -> None:
    """The recipe of databases in a PostgreSQL that is started for it, in a folder of its own and without a network."""
    programs = os.environ.get("PATH", "").split(os.pathsep) + [
        str(folder) for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    ]
    found = next((Path(folder) for folder in programs if (Path(folder) / "initdb").is_file()), None)
    if found is None:
        session.skip(
            "there is no PostgreSQL: no initdb in PATH or /usr/lib/postgresql (Debian: apt install postgresql)"
        )
    install(session, "-e", ".[all,testing]", *group("test"), *group("recipes"))
    with tempfile.TemporaryDirectory(prefix="pg") as folder, database_in(session, found, Path(folder)) as address:
        database = {"RESULTSFRAMEWORK_POSTGRES": address}
        session.run("pytest", "tests/docs/test_recipes.py", "-k", "postgresql", *session.posargs, env=database)


@nox.session
def browser(session: nox.Session) -> None:
    """Core, JSON and rules in Pyodide, the Python of browsers, where node and npm are installed."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        session.skip("there is no node or no npm, which run Pyodide here")
    home = Path(session.create_tmp()).resolve()
    session.install("--target", str(home / "packages"), *PROJECT["project"]["dependencies"])
    session.chdir(home)
    session.run("npm", "install", "--silent", "--no-save", "pyodide@>=0.27", external=True)
    source, packages = str(ROOT / "src"), str(home / "packages")
    session.run("node", str(ROOT / "tests" / "browser" / "run.mjs"), source, packages, external=True)


@nox.session
def pages(session: nox.Session) -> None:
    """The pages of frameworks in Chromium, where that is installed: widths, themes, requests, axe, keyboard, printing.

    Pages of real inputs take minutes: `-- -m conformance` looks at them. The session `browser` is another one: the
    library itself within a browser.
    """
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        session.skip("there is no Chromium (Debian: apt install chromium)")
    if not installed(session, *group("pages")):
        session.skip("playwright and axe, the group pages, cannot be installed on this system")
    install(session, "-e", ".[all,testing]", *group("test"), *group("pages"))
    session.run("pytest", "tests/formats/html/test_in_a_browser.py", *(session.posargs or ("-m", "not conformance")))


@contextlib.contextmanager
def database_in(session: nox.Session, programs: Path, folder: Path) -> Iterator[str]:
    """The address of a new PostgreSQL in a folder, which listens on a socket there; it is stopped at the end."""
    # PostgreSQL refuses to run as root.
    user = "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
    if user is not None:
        shutil.chown(folder, user)
    data = str(folder / "data")

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(programs / program), *arguments], capture_output=True, text=True, check=False, cwd=folder, user=user
        )
        if done.returncode:
            session.error(f"{program} failed: {done.stderr.strip() or done.stdout.strip()}")

    run("initdb", "--auth=trust", "--username=plans", "--encoding=UTF8", "--no-sync", "-D", data)
    log = str(folder / "log")
    run("pg_ctl", "-D", data, "-w", "-l", log, "-o", f"-k '{folder}' -c listen_addresses='' -F", "start")
    try:
        yield f"postgresql+psycopg://plans@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-D", data, "-m", "fast", "stop")


@nox.session
def fuzz(session: nox.Session) -> None:
    """Hostile inputs for 90 seconds, or as many as are given; by the branches they reach where atheris installs."""
    install(session, "-e", ".[all,testing]")
    options = list(session.posargs)
    if "--own" not in options and not installed(session, *group("fuzz")):
        options.append("--own")
    session.run("python", "tests/fuzz/run.py", *options)


@nox.session
def types(session: nox.Session) -> None:
    """Types: mypy on the code and the examples of pages, pyright on the public names as a user sees them."""
    install(session, "-e", ".[all,testing]", *group("types"), *group("bench"), *group("recipes"))
    benchmarks, tools = (sorted(map(str, Path(folder).glob("*.py"))) for folder in ("benchmarks", "tools"))
    examples = Path(session.create_tmp()) / "examples"
    session.run("python", "tools/examples.py", str(examples))
    # In one run, since what all of them import is read once.
    session.run(
        "mypy",
        "src",
        "noxfile.py",
        "conftest.py",
        "tests/conftest.py",
        "tests/typing",
        "tests/programs",
        "docs/conf.py",
        "docs/generate.py",
        "docs/pictures.py",
        *benchmarks,
        *tools,
        str(examples),
    )
    session.run("pyright")
    session.run("pyright", "--ignoreexternal", "--verifytypes", "resultsframework")


@nox.session
def lint(session: nox.Session) -> None:
    """Style, formatting, wording and the direction of imports."""
    install(session, "-e", ".[all,testing]", *group("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports")
    session.run("python", "tools/wording.py")


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation as HTML; a warning, a dead reference or a failing notebook is an error."""
    install(session, "-e", ".[all,testing]", *group("docs"))
    session.run("sphinx-build", "-W", "-n", "-b", "html", "docs", "docs/_build", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Every figure of docs/performance.md, beside its floor and its peers; `-- --write` puts them into the page."""
    install(session, "-e", ".[all,testing]", *group("bench"))
    session.run("python", "benchmarks/page.py", *session.posargs)


@nox.session(reuse_venv=False)
def lowest(session: nox.Session) -> None:
    """The tests with the lowest versions that the project declares to support."""
    session.install("uv")
    lowest_versions = ["--resolution", "lowest-direct", "--python", session.virtualenv.location]
    session.run(
        "uv", "pip", "install", "--quiet", *lowest_versions, "-e", ".[all,testing]", *group("test"), *group("frames")
    )
    session.run("pytest", "-m", "not conformance", *PARALLEL, *session.posargs)


@nox.session(python=["3.11", "3.12", "3.13"])
def matrix(session: nox.Session) -> None:
    """The tests on every supported Python that this machine has."""
    install(session, "-e", ".[all,testing]", *group("test"), *group("frames"))
    session.run("pytest", "-m", "not conformance", *PARALLEL, *session.posargs, env=BRIEF)
