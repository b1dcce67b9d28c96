from __future__ import annotations

import datetime as dt
import functools
import gzip
import os
import zipfile
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from decimal import Decimal

import pytest

import resultsframework as rf
from resultsframework import corpus


def titles(source, framework):
    """A job: the title of each framework, with the number of its indicators."""
    yield {"title": framework.title, "indicators": len(framework.indicators)}


def rows_of(found):
    return [row[1:] for row in found.table()]


def test_a_job_sees_every_framework_of_every_file(data):
    """Activities of IATI files and plans of other formats, in the order of the files; each row has its source."""
    found = corpus.scan(data, titles)
    assert found.table().names == ("source", "title", "indicators")
    assert [(row[0].removeprefix(f"{data}/"), *row[1:]) for row in found.table()] == [
        ("a.xml", "Plan XX-1-1", 1),
        ("a.xml", "Plan XX-1-2", 1),
        ("b/c.xml", "Plan YY-2-1", 1),
        ("b/plan.json", "Savings in Lakeland", 1),
    ]
    assert repr(found) == "<Scan: 3 files, 3 of them read now, 0 with a problem>"


def test_the_status_lists_every_file(data):
    """Digest, frameworks, rows, findings, the reason of a failure, and the seconds."""
    (data / "empty.xml").touch()
    found = corpus.scan(data, corpus.findings)
    status = found.status.to_records()
    assert [row["frameworks"] for row in status] == [2, 1, 1, 0]
    assert all(row["findings"] == row["rows"] > 0 for row in status[:3])
    assert len(status[0]["digest"]) == 64
    assert [row["error"] for row in status] == [
        None,
        None,
        None,
        f"{data}/empty.xml cannot be read as iati: it is empty",
    ]
    assert found.problems.rows == found.status.rows[3:]


def test_broken_and_foreign_files_are_rows_of_the_status(data, plan, tmp_path):
    """A picture, a damaged file, an archive: what can be read of them is read, and the others are not touched."""
    (data / "b" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (data / "broken.xml").write_bytes((data / "a.xml").read_bytes().replace(b"<title>", b"<titel>", 2)[:900])
    (data / "half.xml.gz").write_bytes(gzip.compress((data / "a.xml").read_bytes())[:-20])
    rf.write(plan, data / "plan.txt", "portal")
    with zipfile.ZipFile(data / "z.zip", "w") as archive:
        archive.write(data / "a.xml", "a.xml")
        archive.writestr("read.me", "nothing")
    found = corpus.scan(data, titles)
    errors = {row[0].removeprefix(f"{data}/"): row[5] for row in found.problems}
    assert set(errors) == {"b/picture.png", "broken.xml", "half.xml.gz", "z.zip/read.me"}
    assert "it is binary, not text" in errors["b/picture.png"]
    assert "damaged archive" in errors["half.xml.gz"]
    assert "no format recognises it" in errors["z.zip/read.me"]
    assert ("Plan XX-1-1", 1) in rows_of(found)[-2:]


def test_a_file_that_is_too_large_for_its_format_is_a_row(data):
    """Formats that are not read in pieces have a limit of memory, which can be raised, or left out."""
    path = data / "b" / "plan.json"
    errors = [row[5] for row in corpus.scan(path, titles, limits=rf.formats.Limits(size=100)).status]
    assert errors[0].endswith("it is larger than the limit of 0.0001 MB for files that are not read in pieces")
    assert len(corpus.scan(path, titles, limits=rf.formats.Limits(size=None)).problems) == 0


def test_files_are_read_with_the_options_given(write, activity, tmp_path):
    """As by `read_all`; rows that were read with other options are not kept."""
    path = write("a.xml", activity("XX-1-1", "20.000"))

    def values(**reading):
        table = corpus.scan(path, corpus.observations, **reading).table()
        return table.to_records()[-1]["number"]

    assert (values(), values(decimal=".")) == (None, Decimal(20))
    pytest.importorskip("pyarrow", reason="shards need pyarrow")
    done = [
        corpus.scan(path, titles, out=tmp_path / "out", **reading).done
        for reading in ({}, {}, {"decimal": "."}, {"decimal": "."}, {})
    ]
    assert done == [1, 0, 1, 0, 1]


def test_any_executor_gives_the_same_rows(data, tmp_path):
    """Threads, or none: the order in which work ends does not matter, in memory or in a folder."""
    alone = corpus.scan(data, titles)
    with ThreadPoolExecutor(3) as executor:
        assert corpus.scan(data, titles, executor=executor).table() == alone.table()
    with LastFirst() as executor:
        assert corpus.scan(data, titles, executor=executor).table() == alone.table()


def test_a_run_that_is_interrupted_cancels_what_has_not_begun(data):
    """No worker goes on for a run that has ended."""
    submitted = []

    class FirstOnly:
        def submit(self, function, *arguments):
            submitted.append(Future())
            if len(submitted) == 2:
                submitted[0].set_result(function(*arguments))
            return submitted[-1]

    def stop(_step):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        corpus.scan(data, titles, executor=FirstOnly(), progress=stop)
    assert [future.cancelled() for future in submitted] == [False, True]


class LastFirst:
    """An executor that does the work that was submitted last first, when it closes or a third is submitted."""

    def __init__(self):
        self.waiting = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.run()

    def submit(self, function, *arguments):
        """Keep the work."""
        future = Future()
        self.waiting.append((future, function, arguments))
        if len(self.waiting) == 3:
            self.run()
        return future

    def run(self):
        """Do the work."""
        while self.waiting:
            future, function, arguments = self.waiting.pop()
            future.set_result(function(*arguments))


def test_the_backlog_is_limited(data, monkeypatch):
    """A million files are not submitted before the first is done."""
    from resultsframework.corpus import _run

    monkeypatch.setattr(_run, "AHEAD", 1)
    with ThreadPoolExecutor(1) as executor:
        assert rows_of(corpus.scan(data, titles, executor=executor)) == rows_of(corpus.scan(data, titles))


def test_a_job_that_fails_is_a_row_of_the_status(data):
    """The framework and the error are named; the other files are done."""

    def failing(source, framework):
        if framework.identifier is None:
            raise KeyError(framework.title)
        return [{"title": framework.title}]

    found = corpus.scan(data, failing)
    assert len(found.table()) == 3
    ((error, rows),) = ((row[5], row[3]) for row in found.problems)
    assert (error, rows) == ("the job failed at Savings in Lakeland: KeyError: 'Savings in Lakeland'", 0)


def test_work_that_was_cancelled_is_a_row_of_the_status(data):
    """An executor that drops work, or one that ends, is no lost file."""

    class Dropping:
        def submit(self, *_arguments):
            future = Future()
            future.cancel()
            return future

    found = corpus.scan(data, titles, executor=Dropping())
    assert {row[5] for row in found.status} == {"it was cancelled before its work began; run again"}
    assert len(found.table()) == 0

    class Broken:
        def submit(self, *_arguments):
            raise BrokenExecutor

    assert {row[5] for row in corpus.scan(data, titles, executor=Broken()).status} == {
        "its worker failed, so run again: BrokenExecutor"
    }


def test_progress_is_reported(data):
    """After each part: files and bytes that are done, of all."""
    seen = []
    corpus.scan(data, titles, progress=seen.append)
    sizes = [os.path.getsize(data / name) for name in ("a.xml", "b/c.xml", "b/plan.json")]  # noqa: PTH202 - sizes alone
    assert [step[:4] for step in seen] == [(n, 3, sum(sizes[:n]), sum(sizes)) for n in (1, 2, 3)]
    assert seen[-1].source == f"{data}/b/plan.json"


def test_a_file_without_a_suffix_is_known_by_its_content(data, tmp_path):
    """Files of the registry have names such as unhcr-2019."""
    (tmp_path / "unhcr-2019").write_bytes((data / "a.xml").read_bytes())
    assert rows_of(corpus.scan(tmp_path / "unhcr-2019", titles)) == [("Plan XX-1-1", 1), ("Plan XX-1-2", 1)]


def test_a_large_file_is_read_in_pieces_or_as_a_stream(data, monkeypatch, write, activity, tmp_path):
    """Pieces where it can be cut, else as a whole; of formats that are no stream, in memory."""
    from resultsframework.corpus import _pieces, _scan

    monkeypatch.setattr(_scan, "LARGE", 500)
    monkeypatch.setattr(_pieces, "LARGE", 500)
    own = write("own.xml", activity("XX-1-7"), before="<!-- whole -->")
    own.write_text(own.read_text().replace('version="2.03"', 'version="2.03" xmlns:o="urn:resultsframework:iati:1"'))
    (data / "noname").write_bytes(b"<p>" + b" " * 600)
    found = corpus.scan([data, own, tmp_path / "gone.xml"], titles)
    assert len(found.table()) == 5
    assert [row[0].rpartition("/")[2] for row in found.problems] == ["noname", "gone.xml"]
    monkeypatch.setattr(_scan, "opened", failing_once)
    assert len(corpus.scan(data / "a.xml", titles).table()) == 2


def failing_once(_file):
    raise OSError(5, "Input/output error")


def test_a_file_that_cannot_be_opened_is_a_row(data, monkeypatch):
    """The reason of the system is in the status, without a digest, so that the next run tries again."""
    from resultsframework.corpus import _work

    monkeypatch.setattr(_work, "opened", failing_once)
    (row,) = corpus.scan(data / "a.xml", titles).status
    assert row[1:] == (None, 0, 0, 0, f"{data}/a.xml: it could not be read: Input/output error", row[6])


def test_a_source_may_be_an_address(data):
    """A file that fsspec opens is read as any other."""
    fsspec = pytest.importorskip("fsspec", reason="addresses need fsspec")
    memory = fsspec.filesystem("memory")
    memory.pipe("/corpus/a.xml", (data / "a.xml").read_bytes())
    try:
        found = corpus.scan("memory://corpus", titles)
        assert rows_of(found) == [("Plan XX-1-1", 1), ("Plan XX-1-2", 1)]
        assert found.status.rows[0][0] == "memory:///corpus/a.xml"
    finally:
        memory.rm("/corpus", recursive=True)


def test_rows_of_a_table_are_rows(data, plan):
    """A job may return any table of the library."""
    found = corpus.scan(data / "b" / "plan.json", lambda _, framework: rf.tables.performance(framework, 2021))
    assert rows_of(found)[0][:2] == ("SAV_1", "SAV_1.A")


def test_days_stay_days(data):
    """A date is a date in the rows, for a spreadsheet and for Parquet."""
    found = corpus.scan(data / "a.xml", lambda _, framework: [{"updated": framework.last_updated}])
    assert rows_of(found)[0] == (dt.date(2024, 5, 1),)


def test_the_code_of_a_job_is_known_again():
    """The same function has the same digest; another code or another argument has another."""
    from resultsframework.corpus._scan import _name_of

    def one(source, framework, n=1):
        return [{"n": n} for _ in framework.results]

    def other(source, framework, n=1):
        return [{"n": n + 2} for _ in framework.results]

    assert _name_of(one) == _name_of(one)
    assert _name_of(one)["code"] != _name_of(other)["code"]
    assert _name_of(functools.partial(one, n=1))["code"] != _name_of(functools.partial(one, n=2))["code"]
    assert _name_of(functools.partial(one, n=1))["job"] == _name_of(one)["job"]
    assert _name_of(LastFirst())["job"].endswith("LastFirst")
