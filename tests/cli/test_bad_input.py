"""Input that is no results framework, through the library and through every command that reads: one clear refusal."""

from __future__ import annotations

import io
import json
import os
import shutil
from collections import Counter

import pytest

import resultsframework as rf
from resultsframework.formats import FORMATS, brief, findings, portal
from resultsframework.formats import json as rf_json

PAGE = "outcome LAK_D_1\nBoats are safe\nOutcome details\nResources\n"
DEEP = 100_000

# The content of each file, and the parts of its error: the line where there is one, and what was found.
CONTENTS = {
    "empty.txt": (b"", None, "it is empty"),
    "empty.json": (b"", None, "it is empty"),
    "mark-only.txt": (b"\xef\xbb\xbf", None, "it is empty"),
    "blank.txt": (b" \r\n\t\n", None, "no format recognises it"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 1, "binary"),
    "workbook.json": (b"PK\x03\x04\x14\x00\x06\x00", 1, "binary, not text: a zero byte"),
    "report.txt": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", None, "it is a PDF"),
    "later-zero.txt": (f"{PAGE}\0".encode(), 5, "a zero byte"),
    "latin.txt": (f"{PAGE}Igualdad de g\u00e9nero\n".encode("latin-1"), 5, "not UTF-8: the byte 0xE9"),
    "windows.txt": (f"{PAGE}women\u2019s boats\n".encode("cp1252"), 5, "not UTF-8: the byte 0x92"),
    "half-a-letter.json": ('{"resultsframework": 1,\n"title": "g\u00e9'.encode()[:-1], 2, "not UTF-8: the byte 0xC3"),
    "wide-without-mark.txt": (PAGE.encode("utf-16-le"), 1, "binary"),
    "half-a-wide-letter.txt": (PAGE.encode("utf-16")[:-1], None, "not UTF-16"),
    "shop.txt": (b"<!doctype html>\n<title>Boats for sale</title>\n<p>outcome of the race", None, "no format"),
    "prose.txt": (b"The outcome was good.\nPlanned Budget: $5\n", None, "no format recognises it"),
    "table.csv": (b"code,baseline,target\nA,0,5\n", 1, "neither those of rf.observations nor of rf.tables.wide"),
    "map.json": (b'{"type": "FeatureCollection", "features": []}', None, "resultsframework"),
    "list.json": (b"[]", None, "json"),
    "number.json": (b"5", None, "json"),
    "no-number.json": (b'{"resultsframework": 1, "reporting_year": NaN}', None, "NaN"),
    "twice.json": (b'{"resultsframework": 1,\n"title": "a",\n"title": "b"}', None, "title"),
    "cut.json": (b'{"resultsframework": 1,\n"results": [', 2, "json"),
    "more-behind.json": (b'{"resultsframework": 1}\n{"resultsframework": 1}', 2, "json"),
    "single-quotes.json": (b"{'resultsframework': 1}", 1, "json"),
    "later-version.json": (b'{"resultsframework": 99}', None, "99"),
    "version-as-text.json": (b'{"resultsframework": "1"}', None, "resultsframework"),
    "deep-lists.json": (b"[" * DEEP, None, "json"),
    "deep-objects.json": (b'{"x_a":' * DEEP, None, "json"),
    "deep-and-closed.json": (b'{"resultsframework": 1, "x_a": ' + b"[" * DEEP + b"]" * DEEP + b"}", None, "json"),
    "huge-number.json": (
        b'{"resultsframework": 1, "reporting_year": ' + b"9" * 5000 + b"}",
        None,
        "more than the 1,000 digits",
    ),
    "half-a-pair.json": (b'{"resultsframework": 1, "title": "\\ud83d"}', None, "title"),
}
# What is no file with content.
PLACES = ("missing.txt", "missing.json", "folder", "folder.json", "file.txt/in-a-file.json", "loop.txt", "x" * 300)
# A command that reads a file, and where it would write.
COMMANDS = (
    ("show",),
    ("show", "--format", "json"),
    ("validate",),
    ("validate", "--format", "json"),
    ("validate", "--format", "sarif"),
    ("validate", "--format", "github"),
    ("validate", "--fix"),
    ("progress",),
    ("convert", "out.json"),
)


@pytest.fixture
def written(tmp_path):
    """A function that puts one of the bad inputs into a folder of its own and answers with its path."""

    def write(name):
        folder = tmp_path / "in"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        path = folder / name
        if name in CONTENTS:
            path.write_bytes(CONTENTS[name][0])
        elif name.startswith("folder"):
            path.mkdir()
        elif name.startswith("file.txt"):
            path.parent.write_text("mine", "utf-8")
        elif name.startswith("loop"):
            path.symlink_to(path)
        return path

    return write


def refused(error, path):
    """The one problem of a refusal, whose message is one line with the name of the file."""
    assert error.source == str(path)
    assert str(error).startswith(f"{path} cannot be read as ")
    assert "\n" not in str(error)
    return error.problems[0]


@pytest.mark.each("name", CONTENTS)
def test_what_is_no_framework_is_refused_with_file_line_and_reason(written, name):
    """The library raises one error, which says in which file and line what was found."""
    _, line, words = CONTENTS[name]
    path = written(name)
    with pytest.raises(rf.FormatError) as caught:
        rf.read(path)
    problem = refused(caught.value, path)
    assert words in str(caught.value)
    if line is not None:
        assert problem.line == line
    with pytest.raises(rf.FormatError) as again:
        list(rf.read_all(str(path)))
    assert str(again.value) == str(caught.value)


@pytest.mark.parametrize("name", PLACES)
def test_what_is_no_file_is_refused(written, name):
    """Nothing there, a folder, a name behind a file, a link to itself, a name too long: each is said of its path."""
    path = written(name)
    for read in (rf.read, portal.load, brief.load, rf_json.load, findings.load):
        with pytest.raises(rf.FormatError) as caught:
            read(path)
        assert refused(caught.value, path).line is None


@pytest.mark.each("name", CONTENTS)
@pytest.mark.parametrize("format", [known.name for known in FORMATS])
def test_every_format_refuses_what_is_not_its_own(written, name, format):
    """Whoever names the format gets its own refusal, under its own name; none is taken for an empty framework."""
    if format == "iati":
        pytest.importorskip("lxml", reason="reading IATI needs lxml")
    path = written(name)
    with pytest.raises(rf.FormatError) as caught:
        rf.read(path, format)
    assert refused(caught.value, path)
    assert caught.value.format == format


@pytest.mark.no_cover
@pytest.mark.each("name", [*CONTENTS, *PLACES])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_it_in_a_sentence(run, written, tmp_path, monkeypatch, command, name):
    """Exit code 3, the file named on standard error, no traceback, nothing on standard output that counts, no file."""
    monkeypatch.chdir(tmp_path)
    path = written(name)
    before = sorted(tmp_path.rglob("*"))
    word, *rest = command
    done = run(word, path, *rest)
    assert done.exit_code == 3
    assert isinstance(done.exception, SystemExit)
    said = done.stderr + done.stdout
    assert "Traceback" not in said
    assert path.name in said
    if word != "validate":
        assert done.stdout == ""
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("source", ["standard input", "a file"])
def test_two_hundred_megabytes_of_nonsense_are_refused_at_once(run, tmp_path, source):
    """A file that is far too large is refused by its size, before a byte of it is read."""
    path = tmp_path / "nonsense.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    if source == "a file":
        with pytest.raises(rf.UnsafeInputError, match=r"nonsense\.txt .*larger than the limit of 100 MB"):
            rf.read(path)
        done = run("show", path)
        assert done.exit_code == 3
        assert "larger than the limit of 100 MB" in done.stderr
    else:
        stream = Endless()
        with pytest.raises(rf.UnsafeInputError, match="larger than the limit"):
            rf.read(stream, limits=rf.formats.Limits(size=1_000_000))
        assert stream.handed_out <= 1_000_001


class Endless(io.RawIOBase):
    """A stream that never ends, and counts what it has handed out."""

    handed_out = 0

    def read(self, size=-1):
        """As many bytes as were requested, at most a thousand."""
        assert size > 0, "all of a stream without an end was requested"
        part = b"x" * min(size, 1000)
        self.handed_out += len(part)
        return part


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="nothing is forbidden to this user")
def test_a_file_that_may_not_be_read_says_so(run, tmp_path):
    """Permissions are named as the reason."""
    path = tmp_path / "secret.json"
    path.write_text("{}", "utf-8")
    path.chmod(0)
    with pytest.raises(rf.FormatError, match="does not allow"):
        rf.read(path)
    assert run("show", path).exit_code == 3


@pytest.mark.parametrize("name", ["latin.txt", "cut.json", "shop.txt", "empty.txt"])
def test_a_stream_says_the_same_as_a_file(written, name):
    """An open file is refused for the same reason, and has no name if nobody gave it one."""
    path = written(name)
    with pytest.raises(rf.FormatError) as caught:
        rf.read(path)
    with pytest.raises(rf.FormatError) as from_stream:
        rf.read(io.BytesIO(path.read_bytes()), "json" if name.endswith("json") else None)
    assert from_stream.value.source is None
    assert str(from_stream.value).startswith("the input cannot be read as ")
    assert [p.line for p in from_stream.value.problems] == [p.line for p in caught.value.problems]


def test_one_bad_file_among_good_ones_hides_none_of_them(run, file, written):
    """The findings of the others are reported all the same; the exit code says that one could not be read."""
    bad = written("latin.txt")
    done = run("validate", bad, file, bad, "--format", "json")
    assert done.exit_code == 3
    document = json.loads(done.stdout)
    assert {finding["file"] for finding in document["findings"]} == {str(file)}
    assert document["counts"]["error"] >= 1
    assert "latin.txt" in done.stderr or "latin.txt" in done.stdout


def test_a_conversion_that_fails_leaves_what_was_there(run, written, tmp_path):
    """The old file is whole, byte for byte, and no draft lies beside it."""
    target = tmp_path / "out.json"
    target.write_bytes(b"precious")
    assert run("convert", written("cut.json"), target).exit_code == 3
    assert target.read_bytes() == b"precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out.json"]


@pytest.mark.parametrize("interruption", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=repr)
@pytest.mark.parametrize("name", ["plan.json", "page.txt"])
def test_a_write_that_breaks_off_leaves_the_old_file_whole(run, monkeypatch, tmp_path, interruption, name):
    """On a full disk or after Ctrl-C the old file stays, and nothing half-written does."""
    source, target = tmp_path / "source.json", tmp_path / name
    page = portal.loads(f"{PAGE}Outcome Indicator and Results\nOUTCOME LAK_D_1\nLAK_D_1A\nNumber of boats\n")
    rf.write(page, source)
    rf.write(page, target, "portal" if name.endswith("txt") else "json")
    before, names = target.read_bytes(), sorted(path.name for path in tmp_path.iterdir())

    def breaks_off(_descriptor):
        raise interruption

    monkeypatch.setattr(os, "fsync", breaks_off)
    with pytest.raises(type(interruption)):
        rf.write(page, target, "portal" if name.endswith("txt") else "json")
    done = run("convert", source, target, "--to", "portal" if name.endswith("txt") else "json")
    assert done.exit_code == (2 if isinstance(interruption, OSError) else 130)
    assert "Traceback" not in done.stderr
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == names


def test_a_problem_is_said_once_and_all_of_them_are(tmp_path):
    """One error has every problem of a document, each with its own place and none twice."""
    document = {
        "resultsframework": 1,
        "titel": "Boats",
        "reporting_year": "2021",
        "results": [
            {"level": "outcome", "code": 5, "indicators": [{"code": "A", "direction": "up"}]},
            {"level": "outcum"},
            {"level": "output", "budgets": [{"planned": {"nominal": 5}}]},
        ],
        "plan_period": {"year": 0},
    }
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(rf.FormatError) as caught:
        rf.read(path)
    places = Counter(problem.path for problem in caught.value.problems)
    wanted = (
        "$.titel",
        "$.reporting_year",
        "$.results[0].code",
        "$.results[0].indicators[0].direction",
        "$.results[1].level",
        "$.results[2].budgets[0].planned.nominal",
        "$.plan_period",
    )
    assert [place for place in wanted if not any(str(found).startswith(place) for found in places)] == []
    assert max(Counter(map(str, caught.value.problems)).values()) == 1


def test_a_name_that_is_no_path_is_refused(tmp_path):
    """A name with a zero byte in it can be no file's."""
    with pytest.raises(rf.FormatError, match="a zero byte"):
        rf.read(f"{tmp_path}/a\0b.json")
