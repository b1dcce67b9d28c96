from __future__ import annotations

import json
import os
import sqlite3

import pytest

import resultsframework as rf
from resultsframework import corpus
from resultsframework.corpus import _pieces, _scan, _shard

pytest.importorskip("pyarrow", reason="shards need pyarrow")


def titles(source, framework):
    """A job: the title of each framework."""
    yield {"title": framework.title}


def shards(out):
    return {path.name: path.read_bytes() for path in sorted((out / "shards").iterdir())}


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture(autouse=True)
def settled(monkeypatch):
    """Files of the tests count as old enough for their times to be trusted."""
    monkeypatch.setattr(_scan, "MOMENT", -(10**18))


def test_the_rows_of_a_folder_are_those_in_memory(data, out):
    """One shard a file, with the digest of its source; loaded in the order of the sources."""
    found = corpus.scan(data, titles, out=out)
    assert found.table() == corpus.scan(data, titles).table()
    assert corpus.load(out).to_pydict()["title"] == ["Plan XX-1-1", "Plan XX-1-2", "Plan YY-2-1", "Savings in Lakeland"]
    assert len(shards(out)) == 3
    first = _shard.arrow().parquet.read_schema(next((out / "shards").iterdir()))
    facts = json.loads(first.metadata[b"resultsframework"])
    assert facts["digest"] in {row[1] for row in found.status}
    assert str(corpus.status(out)) == str(found.status)
    assert corpus.status(out) == found.status
    assert _shard.arrow().parquet.read_table(out / "status.parquet").num_rows == 3


def test_a_second_run_does_only_what_changed(data, out, activity, write):
    """A file that is as it was is not read; a changed, a new and a removed one are seen."""
    corpus.scan(data, titles, out=out)
    before = shards(out)
    assert corpus.scan(data, titles, out=out).done == 0
    write("a.xml", activity("XX-1-3"))
    write("d.xml", activity("ZZ-3-1"))
    (data / "b" / "c.xml").unlink()
    found = corpus.scan(data, titles, out=out)
    assert found.done == 2
    assert [row[1] for row in found.table()] == ["Plan XX-1-3", "Savings in Lakeland", "Plan ZZ-3-1"]
    assert len(shards(out)) == 3
    assert len(before.items() & shards(out).items()) == 1


def test_a_file_that_was_only_touched_is_not_read_again(data, out, monkeypatch):
    """Its digest is the same; where its time is known to be that of its content, not even that is calculated."""
    corpus.scan(data, titles, out=out)
    os.utime(data / "a.xml", ns=(1, 1))
    assert corpus.scan(data, titles, out=out).done == 0
    monkeypatch.setattr(_scan, "digest_of", None)
    assert corpus.scan(data, titles, out=out).done == 0


def test_a_file_that_was_changed_a_moment_ago_is_not_trusted(data, out, monkeypatch):
    """Clocks are coarse: within two seconds of a change, the content decides."""
    monkeypatch.undo()
    corpus.scan(data / "a.xml", titles, out=out)
    digests = []
    real = _scan.digest_of
    monkeypatch.setattr(_scan, "digest_of", lambda file: digests.append(file.name) or real(file))
    assert corpus.scan(data / "a.xml", titles, out=out).done == 0
    assert digests == [f"{data}/a.xml"]


def test_a_file_that_vanished_is_a_row(data, out, monkeypatch):
    """Between two runs, or while one looks at it."""
    corpus.scan(data / "a.xml", titles, out=out)
    os.utime(data / "a.xml", ns=(1, 1))
    monkeypatch.setattr(_scan, "digest_of", lambda _: (_ for _ in ()).throw(FileNotFoundError(2, "gone")))
    assert corpus.scan(data / "a.xml", titles, out=out).done == 1
    (data / "a.xml").unlink()
    (row,) = corpus.scan([data / "a.xml"], titles, out=out).status
    assert row[5] == "there is no such file"
    assert shards(out) == {}


def test_another_code_of_the_job_does_everything_again(data, out):
    """Rows of an earlier version of a job are not kept."""

    def job(source, framework):
        return [{"n": 1}]

    corpus.scan(data, job, out=out)

    def job(source, framework):
        return [{"n": 2}]

    found = corpus.scan(data, job, out=out)
    assert found.done == 3
    assert {row[1] for row in found.table()} == {2}


def test_the_folder_of_another_job_is_refused(data, out):
    """Neither job loses its rows."""
    corpus.scan(data, titles, out=out)
    with pytest.raises(
        rf.InvalidValueError, match=r"has the rows of the job .*titles, not of .*indicators: name another"
    ):
        corpus.scan(data, corpus.indicators, out=out)


def test_a_folder_of_something_else_is_refused(data, out, tmp_path):
    """Nothing of somebody else is deleted: a folder with files, one of another form, and a file."""
    with pytest.raises(rf.InvalidValueError, match="is no folder of an earlier run: name one of those, or a new one"):
        corpus.scan(data, titles, out=data)
    out.mkdir()
    (out / "corpus.json").write_text('{"form": 2}')
    with pytest.raises(rf.InvalidValueError, match="is no folder of an earlier run"):
        corpus.load(out)
    with pytest.raises(rf.InvalidValueError, match="is no folder of an earlier run"):
        corpus.scan(data, titles, out=data / "a.xml")
    with pytest.raises(rf.InvalidValueError, match="has no rows yet: scan some files with out="):
        corpus.status(tmp_path / "new")


def test_two_runs_cannot_write_to_one_folder(data, out):
    """The second is an error with one sentence; a lock that a killed run left holds nobody up."""
    corpus.scan(data, titles, out=out)
    first = sqlite3.connect(out / ".lock", isolation_level=None)
    first.execute("BEGIN EXCLUSIVE")
    with pytest.raises(rf.InvalidValueError, match=r"another run is writing to .*: wait for its end, or name another"):
        corpus.scan(data, titles, out=out)
    first.close()
    assert (out / ".lock").exists()
    assert corpus.scan(data, titles, out=out).done == 0


def test_a_full_disk_ends_the_run_and_leaves_no_half_shard(data, out, monkeypatch):
    """The error names the folder; what was written before is kept, and the next run goes on."""
    real, calls = os.fsync, []

    def full(number):
        calls.append(number)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(number)

    monkeypatch.setattr(_shard.os, "fsync", full)
    with pytest.raises(OSError, match="No space left on device") as caught:
        corpus.scan(data, titles, out=out)
    assert caught.value.filename == str(out)
    assert len(shards(out)) == 1
    assert corpus.load(out).num_rows == 2
    assert corpus.scan(data, titles, out=out).done == 2


def test_a_run_that_was_ended_goes_on(data, out):
    """Everything in its log is done, also where the last line was not written to its end; drafts are taken away."""

    def stop(_step):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        corpus.scan(data, titles, out=out, progress=stop)
    log = (out / "done.jsonl").read_text()
    (out / "done.jsonl").unlink()
    assert corpus.load(out).num_rows == 0
    (out / "done.jsonl").write_text(log)
    with (out / "done.jsonl").open("a") as log:
        log.write('{"source": "b/c.x')
    (out / "shards" / ".0123.tmp").write_bytes(b"half")
    assert corpus.load(out).num_rows == 2
    found = corpus.scan(data, titles, out=out)
    assert found.done == 2
    assert found.table() == corpus.scan(data, titles).table()
    assert len(shards(out)) == 3


def test_a_shard_that_was_deleted_is_made_again(data, out):
    """The log alone is no proof."""
    corpus.scan(data, titles, out=out)
    before = shards(out)
    next((out / "shards").iterdir()).unlink()
    assert corpus.scan(data, titles, out=out).done == 1
    assert shards(out) == before


def test_a_damaged_file_of_a_folder_is_named_with_the_remedy(data, out):
    """Rows that a disk has lost in part are scanned once more when their file is deleted, and so is the lock."""
    corpus.scan(data, corpus.observations, out=out)
    (shard, *_) = sorted((out / "shards").iterdir())
    shard.write_bytes(shard.read_bytes()[:20])
    with pytest.raises(
        rf.FormatError, match=f"{shard.name} cannot be read as rows of a corpus: it is damaged: delete it"
    ):
        corpus.load(out)
    (out / ".lock").write_text("no database", encoding="utf-8")
    with pytest.raises(rf.InvalidValueError, match=r"the file \.lock of .* is damaged: delete it"):
        corpus.scan(data, corpus.observations, out=out)
    (out / ".lock").unlink()
    shard.unlink()
    corpus.scan(data, corpus.observations, out=out)
    assert len(corpus.load(out))


def test_a_job_that_failed_is_tried_again(data, out):
    """The next run does the files whose rows are missing, and no other."""
    broken = [True]

    def job(source, framework):
        if broken and framework.identifier is None:
            broken.pop()
            raise ValueError
        return [{"title": framework.title}]

    assert len(corpus.scan(data, job, out=out).problems) == 1
    found = corpus.scan(data, job, out=out)
    assert (found.done, len(found.problems)) == (1, 0)


def test_a_row_that_parquet_cannot_hold_is_a_row_of_the_status(data, out):
    """A number of thirty digits, or half a character: the file has no shard, and the others have one."""

    def job(source, framework):
        return [{"n": 10**30 if framework.identifier is None else 1}]

    found = corpus.scan(data, job, out=out)
    assert "its rows cannot be written" in found.problems.rows[0][5]
    assert len(shards(out)) == 2


def test_pieces_of_a_file_are_done_one_by_one(write, activity, out, monkeypatch):
    """A run that was ended within a large file goes on with the pieces that are missing."""
    monkeypatch.setattr(_scan, "LARGE", 1_000)
    monkeypatch.setattr(_pieces, "LARGE", 1_000)
    path = write("a.xml", *(activity(f"XX-1-{n}") for n in range(12)))
    steps = []

    def stop(step):
        steps.append(step)
        if len(steps) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        corpus.scan(path, titles, out=out, progress=stop)
    steps = [1, 2, 3]
    assert len(shards(out)) == 2
    found = corpus.scan(path, titles, out=out)
    assert [row[1] for row in found.table()] == [f"Plan XX-1-{n}" for n in range(12)]
    assert len(shards(out)) > 3
    assert corpus.scan(path, titles, out=out).done == 0


def test_shards_with_other_columns_are_one_table(data, out):
    """A column that a shard lacks is empty there; numbers of both kinds are numbers; any other mixture is text."""
    cells = {"Plan XX-1-1": (1, "a", None), "Plan XX-1-2": (2, "a", None), "Plan YY-2-1": (1.5, 7, None)}

    def job(source, framework):
        number, mixed, nothing = cells.get(framework.title, (None, None, 5))
        return [{"number": number, "mixed": mixed, "last": nothing} if framework.identifier else {"new": True}]

    corpus.scan(data, job, out=out)
    assert corpus.load(out).drop_columns("source").to_pydict() == {
        "number": [1.0, 2.0, 1.5, None],
        "mixed": ["a", "a", "7", None],
        "last": [None] * 4,
        "new": [None, None, None, True],
    }


def test_a_corpus_without_rows_is_an_empty_table(data, out):
    """A job that finds nothing has no shard, and its files are done all the same."""
    found = corpus.scan(data, lambda *_: [], out=out)
    assert corpus.load(out).num_rows == len(found.table()) == 0
    assert shards(out) == {}
    assert corpus.scan(data, lambda *_: [], out=out).done in {0, 3}


def test_categories_days_and_numbers_keep_their_types(data, out):
    """Rows from a folder have the types that they have in memory."""
    found = corpus.scan(data, corpus.observations, out=out).table()
    alone = corpus.scan(data, corpus.observations).table()
    assert found == alone


def test_shards_without_pyarrow_are_an_error_with_the_command(data, out, monkeypatch):
    """The message installs it; a library that pyarrow lacks is another error."""
    for name, kind in (("pyarrow", rf.MissingExtraError), ("numpy", ModuleNotFoundError)):
        error = ModuleNotFoundError(f"No module named {name!r}", name=name)
        real = __import__

        def imported(wanted, *arguments, real=real, error=error, **options):
            if wanted.startswith("pyarrow"):
                raise error
            return real(wanted, *arguments, **options)

        monkeypatch.setattr("builtins.__import__", imported)
        with pytest.raises(kind):
            corpus.scan(data, titles, out=out)
        monkeypatch.undo()
