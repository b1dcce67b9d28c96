from __future__ import annotations

import sys
import threading
import types
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import Mock

import pytest

import resultsframework as rf
from resultsframework import corpus


@pytest.fixture
def folder(file, framework, tmp_path):
    """A folder with two plans, one of which is there twice."""
    data = tmp_path / "data"
    data.mkdir()
    rf.write(framework, data / "savings.json")
    rf.write(framework, data / "again.json")
    rf.write(rf.ResultsFramework(identifier="XM-2"), data / "empty.json")
    return data


def test_a_survey_is_printed(run, folder):
    """The table of the library, with what was left out in its title."""
    done = run("survey", folder, width=180)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"{corpus.survey(folder)}\n"
    assert done.stdout.startswith("survey: 2 activities in 3 files; 1 repeated one left out\n")


def test_a_survey_is_a_table_for_programs_and_a_page(run, folder):
    """CSV with the columns to group by first; HTML is the page of many frameworks."""
    done = run("survey", folder, "--by", "publisher,year", "--format", "csv")
    assert done.stdout.splitlines() == corpus.survey(folder, by="publisher,year").to_csv().splitlines()
    pytest.importorskip("jinja2", reason="the page needs the extra report")
    assert run("survey", folder, "--by", "publisher", "--format", "html").stdout.startswith("<!DOCTYPE html>")


def test_a_survey_without_findings(run, folder):
    """The rules are not applied, and their columns left out; how files are read is an option as well."""
    done = run("survey", folder, "--no-findings", "--decimal", ".", "--format", "csv")
    assert done.stdout.splitlines() == corpus.survey(folder, findings=False).to_csv().splitlines()
    assert "errors" not in done.stdout


def test_a_folder_of_rows_is_kept(run, folder, tmp_path):
    """The second run, by other columns, reads no file again."""
    pytest.importorskip("pyarrow", reason="shards need pyarrow")
    out = tmp_path / "out"
    done = run("survey", folder, "-o", out)
    assert done.stderr == f"3 files read now; the rows and the status of every file are in {out}\n"
    again = run("survey", folder, "-o", out, "--by", "year")
    assert again.stderr.startswith("0 files read now")
    assert again.stdout == f"{corpus.survey(folder, by='year')}\n"


def test_files_that_cannot_be_read_are_listed(run, folder):
    """The others are counted, the first twenty are named, and the exit code is that of unreadable input."""
    (folder / "x00.xml").touch()
    assert run("survey", folder).stderr.endswith("x00.xml cannot be read as iati: it is empty\n")
    for number in range(21):
        (folder / f"x{number:02}.xml").touch()
    done = run("survey", folder)
    assert done.exit_code == 3
    assert "2 activities in 24 files; 1 repeated one left out; 21 files not read, or not to the end" in done.stdout
    lines = done.stderr.splitlines()
    assert lines[0] == "21 files could not be read, or not to the end:"
    assert lines[1].startswith(f"- {folder}/x00.xml")
    assert (len(lines), lines[-1]) == (22, "and 1 more")


def test_a_bar_shows_files_and_bytes(run, folder):
    """On a terminal a bar shows how far the run is."""
    done = run("survey", folder, FORCE_COLOR="1")
    assert "reading: 3 of 3 files" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--by", "contry"), "there is no column to group by 'contry'; choose one of 'country', "),
        (("--workers", "2", "--dask", "tcp://x"), "--workers and --dask exclude each other: leave one out\n"),
        (("-o", "{folder}"), "is no folder of an earlier run: name one of those, or a new one\n"),
    ],
)
def test_a_wrong_option_is_one_sentence(run, folder, arguments, message):
    """Nothing is read, and the exit code is that of wrong usage."""
    pytest.importorskip("pyarrow", reason="shards need pyarrow")
    done = run("survey", folder, *(argument.format(folder=folder) for argument in arguments))
    assert done.exit_code == 2
    assert message in done.stderr


def test_workers_are_processes(run, folder, monkeypatch):
    """As many as are wanted; the pool is closed at the end."""
    from resultsframework.cli import _survey

    made = []

    def pool(workers, mp_context, initializer):
        made.append((workers, mp_context.get_start_method()))
        return ThreadPoolExecutor(workers, initializer=initializer)

    monkeypatch.setattr(_survey, "ProcessPoolExecutor", pool)
    assert run("survey", folder, "--workers", "3").stdout == run("survey", folder).stdout
    assert made == [(3, "spawn")]


def test_a_worker_ends_with_its_run(monkeypatch):
    """A run that is killed leaves no idle process behind; a process that no other began goes on."""
    from resultsframework.cli import _survey

    ended = threading.Event()
    codes = []
    monkeypatch.setattr(_survey.os, "_exit", lambda code: (codes.append(code), ended.set()))
    _survey.end_with_the_run()
    run = Mock()
    monkeypatch.setattr(_survey.multiprocessing, "parent_process", lambda: run)
    _survey.end_with_the_run()
    assert ended.wait(10)
    run.join.assert_called_once_with()
    assert codes == [1]


class Client(ThreadPoolExecutor):
    """A cluster in this process; there is one at one address alone."""

    def __init__(self, address, timeout):
        if address != "tcp://here":
            raise TimeoutError(timeout)
        super().__init__(1)

    def get_executor(self):
        """The executor."""
        return self


def test_a_cluster_is_an_executor(run, folder, monkeypatch):
    """Its rows are those of one process; an address without a scheduler is one sentence, so is a missing library."""
    distributed = types.ModuleType("distributed")
    distributed.Client = Client
    monkeypatch.setitem(sys.modules, "distributed", distributed)
    assert run("survey", folder, "--dask", "tcp://here").stdout == run("survey", folder).stdout
    done = run("survey", folder, "--dask", "tcp://there")
    assert (done.exit_code, done.stderr) == (2, "there is no Dask scheduler at tcp://there: 10\n")
    for name, code, message in (("distributed", 2, "'resultsframework[dask]'"), ("tornado", 1, "")):
        refuse = Mock(side_effect=ModuleNotFoundError(f"No module named {name!r}", name=name))
        monkeypatch.setattr("resultsframework.cli._survey.import_module", refuse)
        missing = run("survey", folder, "--dask", "tcp://here")
        assert missing.exit_code == code
        assert message in missing.stderr
