"""Runs in several processes: the same rows as in one, workers that are killed, runs that are killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

import resultsframework as rf
from resultsframework import corpus

pytest.importorskip("pyarrow", reason="shards need pyarrow")

SOURCE = Path(corpus.__file__).parents[2]
# A job that ends its process by a signal that no program can handle, at the plan that has no identifier.
DEADLY = """
import os, signal

def deadly(source, framework):
    if framework.identifier is None:
        os.kill(os.getpid(), signal.SIGKILL)
    return [{"title": framework.title}]
"""
# A run that is killed after so many parts of its work.
KILLED = """
import os, signal, sys
from resultsframework import corpus

def step(advance, left=[int(sys.argv[3])]):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)

corpus.survey(sys.argv[1], out=sys.argv[2], progress=step)
"""


def pool(workers):
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def shards(out):
    return {path.name: path.read_bytes() for path in sorted((out / "shards").iterdir())}


def test_two_processes_give_the_shards_of_one_and_survive_a_killed_worker(data, tmp_path, monkeypatch):
    """Shards are the same to the byte; a worker that is killed is the error of its files, which a later run does."""
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "deadly_job.py").write_text(DEADLY)
    import deadly_job

    corpus.survey(data, out=tmp_path / "one")
    with pool(2) as executor:
        table = corpus.survey(data, out=tmp_path / "two", executor=executor)
        assert table == corpus.survey(data)
        assert shards(tmp_path / "one") == shards(tmp_path / "two")
        with pytest.raises(
            rf.InvalidValueError, match="cannot be sent to another process: define it with def at the top"
        ):
            corpus.scan(data, lambda *_: [], executor=executor)
        found = corpus.scan(data, deadly_job.deadly, executor=executor, out=tmp_path / "three")
        assert 1 <= len(found.problems) <= 3
        assert all("its worker failed, so run again: " in row[5] for row in found.problems)
        again = corpus.scan(data, deadly_job.deadly, executor=executor, out=tmp_path / "three")
        assert len(again.problems) == len(found.problems)
    monkeypatch.setattr(deadly_job.os, "kill", lambda *_: None)
    done = corpus.scan(data, deadly_job.deadly, out=tmp_path / "three")
    assert len(done.problems) == 0
    assert len(done.table()) == 4


def test_a_run_that_is_killed_twice_ends_with_the_same_shards(data, tmp_path):
    """Killed after the first and after the next part of the work; what was done is not done again."""
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    out = tmp_path / "killed"
    for parts in (1, 2):
        command = [sys.executable, "-c", KILLED, str(data), str(out), str(parts)]
        done = subprocess.run(command, env=environment, check=False)
        assert done.returncode == -signal.SIGKILL
    corpus.survey(data, out=out)
    corpus.survey(data, out=tmp_path / "whole")
    assert shards(out) == shards(tmp_path / "whole")
    assert [row[:6] for row in corpus.status(out)] == [row[:6] for row in corpus.status(tmp_path / "whole")]
