"""Damaged files: what was complete before the damage is read, the damage is named, and nothing else ever happens."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resultsframework as rf

pytest.importorskip("lxml.etree", reason="reading IATI needs lxml")

from resultsframework.formats.iati import _document
from resultsframework.formats.iati._prolog import Opening
from resultsframework.formats.iati._source import activities

ACTIVITY = """<iati-activity xml:lang="en"><!-- {0} -->
  <iati-identifier>XX-1-{0}</iati-identifier><?keep out?>
  <title><narrative>Água &amp; <![CDATA[<sanitation>]]></narrative></title>
</iati-activity>"""
PAGE = "<?xml version='1.0' encoding='{}'?>\n<iati-activities version='2.03'>\n{}\n</iati-activities>\n"
DOCUMENT = PAGE.format("UTF-8", "\n".join(map(ACTIVITY.format, "ABC"))).encode()
ON_ONE_LINE = DOCUMENT.replace(b"\n", b"")


def packed(data):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.xml", data)
        file.writestr("b.xml", data)
    return archive.getvalue()


def outcome(data):
    """The activities read of a file, and the error that ends it."""
    found = []
    ending = None
    try:
        found.extend(activity.element.findtext("iati-identifier") for activity in activities(data))
    except rf.FormatError as error:
        ending = error
    assert ending is None or (ending.problems and all(problem.message for problem in ending.problems))
    return found, ending


@pytest.mark.parametrize("document", [DOCUMENT, ON_ONE_LINE], ids=["lines", "one line"])
def test_a_file_that_breaks_off_gives_what_was_complete(document):
    """Cut at any byte, a file gives its complete activities, then one error with the line of the cut."""
    ends = [at for at in range(len(document) + 1) if document.endswith(b"</iati-activity>", 0, at)]
    for cut in range(len(document.rstrip())):
        found, error = outcome(document[:cut])
        complete = sum(end <= cut for end in ends)
        # Where nothing separates an activity from the damage, only the parser knows that it was complete.
        assert found == [f"XX-1-{letter}" for letter in "ABC"][: len(found)], cut
        assert complete - (document is ON_ONE_LINE) <= len(found) <= complete, cut
        assert type(error) is rf.FormatError, cut
        assert error.problems[0].line in {None, document.count(b"\n", 0, cut) + 1, document.count(b"\n", 0, cut)}, cut


def test_the_last_activity_is_not_lost_with_the_end_of_its_file():
    """A file that lacks only its last line, as downloads do, gives every activity, with or without line breaks."""
    for document in (DOCUMENT, ON_ONE_LINE):
        found, error = outcome(document[: document.index(b"</iati-activities>")])
        assert found == ["XX-1-A", "XX-1-B", "XX-1-C"]
        assert error.problems[0].line == document.rstrip().count(b"\n") + 1


@pytest.mark.parametrize("root", ["result", "x:iati-activities"])
def test_a_file_of_another_first_element_that_breaks_off_gives_what_was_complete(root):
    """An activity that breaks off in a result is not complete, though the first element has that name too."""
    start = f"<{root} xmlns:x='urn:x'>\n{ACTIVITY.format('A')}\n"
    assert outcome(start.encode())[0] == ["XX-1-A"]
    assert outcome(f"{start}{ACTIVITY.format('B').replace('</iati-activity>', '<result>')}".encode())[0] == ["XX-1-A"]


@pytest.mark.parametrize("rest", [b"<more/>", b"text", b"</iati-activities>", DOCUMENT])
def test_what_follows_the_document_is_damage(rest):
    """Files that were glued together give the activities of the first, then the line where the second begins."""
    found, error = outcome(DOCUMENT + rest)
    assert found == ["XX-1-A", "XX-1-B", "XX-1-C"]
    assert error.problems[0].line == DOCUMENT.count(b"\n") + 1
    if rest != DOCUMENT:
        assert outcome(ON_ONE_LINE + rest)[0] == found


@pytest.mark.parametrize("pack", [gzip.compress, packed])
def test_a_packed_file_that_breaks_off_is_named(pack):
    """A packed file cut at any byte never ends in anything but its activities or one error."""
    data = pack(DOCUMENT)
    for cut in range(len(data) - 1):
        found, error = outcome(data[:cut])
        assert found == [f"XX-1-{letter}" for letter in "ABC"][: len(found)], cut
        assert isinstance(error, rf.FormatError), cut


def test_rubbish_behind_a_packed_file_is_named_after_its_activities():
    """Content behind a complete packed file is reported after all its activities."""
    found, error = outcome(gzip.compress(ON_ONE_LINE) + b"rubbish")
    assert found == ["XX-1-A", "XX-1-B", "XX-1-C"]
    assert "damaged archive" in str(error)


def test_a_beginning_that_is_not_found_again_is_named(monkeypatch):
    """Should a parser not see the first element that another of its kind has seen, the file is refused."""
    lost = Opening(b" ", tag="iati-activities")
    monkeypatch.setattr(_document, "opening_of", lambda *_: lost)
    assert outcome(b" ")[0] == []


def test_activities_before_the_damage_of_a_packed_file_are_read():
    """Where a large packed file is damaged in the middle, what was unpacked before is read."""
    many = PAGE.format("UTF-8", "\n".join(map(ACTIVITY.format, range(5_000)))).encode()
    found, error = outcome(gzip.compress(many)[:-2_000])
    assert 1_000 < len(found) < 5_000
    assert found == [f"XX-1-{number}" for number in range(len(found))]
    assert "damaged archive" in str(error)


@given(
    st.sampled_from([DOCUMENT, ON_ONE_LINE, PAGE.format("UTF-16", ACTIVITY.format("A")).encode("utf-16")]),
    st.sampled_from([bytes, gzip.compress, packed]),
    st.lists(st.tuples(st.integers(min_value=0), st.integers(0, 7)), min_size=1, max_size=3),
    st.integers(1, 100),
)
def test_flipped_bits_never_do_anything_else(document, pack, flips, step):
    """A file with any bits turned over is read, or refused with one clear error, in whatever portions it comes."""
    data = bytearray(pack(document))
    for at, bit in flips:
        data[at % len(data)] ^= 1 << bit
    stream = io.BytesIO(bytes(data))
    portions = type("Portions", (), {"read": lambda _self, size: stream.read(min(size, step))})()
    assert_same(outcome(bytes(data)), outcome(portions))


def assert_same(one, other):
    """The portions in which a file comes decide nothing but how far into the damage its parser sees."""
    (found, error), (found_in_portions, error_in_portions) = one, other
    assert type(error) is type(error_in_portions)
    assert error is not None or found == found_in_portions


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    """Bytes of any kind, plain or with the marks of packed files before them, end in one clear error."""
    for head in (b"", b"\x1f\x8b\x08", b"PK\x03\x04", b"<iati-activities>", b"\xff\xfe<\0", b"<?xml version='1.0'"):
        found, _ = outcome(head + data)
        assert set(found) <= {None}
