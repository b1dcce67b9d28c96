from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from resultsframework import corpus
from resultsframework.corpus import _pieces, _scan
from resultsframework.corpus._pieces import cut, unpacked

etree = pytest.importorskip("lxml.etree", reason="reading IATI needs lxml")


@pytest.fixture
def small_pieces(monkeypatch):
    """Pieces of 300 bytes, from blocks of 128."""
    monkeypatch.setattr(_scan, "LARGE", 300)
    monkeypatch.setattr(_pieces, "LARGE", 300)


@pytest.fixture
def many(activity):
    """Forty activities, one with a comment and a section that look like the end of one."""
    odd = "<!-- </iati-activity> --><description><narrative><![CDATA[</iati-activity>]]></narrative></description>"
    return [activity(f"XX-1-{n}", about=odd if n % 7 == 3 else "") for n in range(40)]


def rows(path, **options):
    return corpus.scan(path, corpus.indicators, **options).table().rows


def test_a_file_in_pieces_is_the_file_as_a_whole(write, many, small_pieces, monkeypatch):
    """The same activities, with the same lines, wherever a block of bytes ends."""
    path = write("a.xml", *many, before="<!-- <iati-activities> -->\n<?note x?>\n")
    whole = rows(path)
    assert len(whole) == 40
    for block in (128, 150, 1_000):
        monkeypatch.setattr(_pieces, "BLOCK", block)
        monkeypatch.setattr(_pieces, "LINES", b"\n" * 7 + b"<line-breaks/>")
        # The head has to be in the first block.
        monkeypatch.setattr(_pieces, "_end_of_root", lambda _: path.read_bytes().index(b"2.03") + 6)
        pieces = cut(io.BytesIO(path.read_bytes()))
        assert len(pieces) > 20
        assert rows(path) == whole


def test_a_packed_file_is_cut_as_well(write, many, small_pieces, tmp_path):
    """The pieces of a file that gzip packed are those of what is in it."""
    path = write("a.xml", *many)
    packed = tmp_path / "a.xml.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    done = corpus.scan(packed, corpus.indicators)
    assert [row[1:] for row in done.table().rows] == [row[1:] for row in rows(path)]
    assert len(cut(unpacked(io.BytesIO(packed.read_bytes())))) > 20
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, "a.xml")
    assert len(rows(tmp_path / "a.zip")) == 40


def test_what_is_broken_in_one_piece_is_read_in_the_others(write, many, small_pieces):
    """An activity that is no XML costs its piece; the status has the line in the file."""
    broken = many[10].replace("</title>", "</titel>", 1)
    path = write("a.xml", *many[:10], broken, *many[11:])
    done = corpus.scan(path, corpus.indicators)
    ((error, frameworks),) = ((row[5], row[2]) for row in done.status.rows)
    line = path.read_text().split("</titel>")[0].count("\n") + 1
    assert f"line {line}: it is no well-formed XML" in error
    assert 36 <= frameworks < 40


def test_a_file_without_an_end_is_read_to_where_it_ends(write, many, small_pieces):
    """The activities before the damage are there, and so is the damage."""
    path = write("a.xml", *many, after="<iati-activity>")
    done = corpus.scan(path, corpus.indicators)
    assert done.status.rows[0][2] == 40
    assert "it is no well-formed XML" in done.status.rows[0][5]


@pytest.mark.each(
    "text",
    [
        b"",
        b"<plan/>",
        b"<!-- never closed",
        b'<?xml version="1.0" encoding="UTF-16"?><iati-activities version="2.03">',
        b'<iati-activities version="2.03" xmlns:rf="urn:resultsframework:iati:1">',
        b'<iati-activities version="2.03"><iati-activity></iati-activity></iati-activities>',
    ],
)
def test_other_files_are_not_cut(text):
    """No activity file, an encoding of another kind, activities that may belong together, a small file."""
    assert cut(io.BytesIO(text)) == ()


def test_a_damaged_archive_is_not_cut():
    """Reading it finds what is wrong."""
    assert cut(unpacked(io.BytesIO(gzip.compress(b"<iati-activities>")[:-9]))) == ()


def test_a_file_that_changes_while_it_is_read_is_not_done(write, many, small_pieces):
    """Pieces of two versions of a file are never put together: its row has the reason, and the next run reads it."""
    path = write("a.xml", *many)

    def change(_source, _framework):
        path.write_bytes(path.read_bytes() + b"\n")
        return []

    done = corpus.scan(path, change)
    assert "it was changed meanwhile; run again" in done.status.rows[0][5]
