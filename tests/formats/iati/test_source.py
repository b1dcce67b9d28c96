"""From a file to its activities: what is opened, what of it is an activity, and what each comes with."""

from __future__ import annotations

import codecs
import gzip
import io
import sys
import zipfile

import pytest

import resultsframework as rf
from resultsframework.formats import iati

pytest.importorskip("lxml.etree", reason="reading IATI needs lxml")


from resultsframework.formats.iati._source import activities

ONE = "<iati-activity><iati-identifier>XX-1-A</iati-identifier></iati-activity>"
TWO = '<?xml version="1.0" encoding="{}"?>\n<iati-activities version="2.03">\n{}\n{}\n</iati-activities>\n'


def identifiers(source, **options):
    return [activity.element.findtext("iati-identifier") for activity in activities(source, **options)]


def activity(identifier):
    return ONE.replace("XX-1-A", identifier)


def file_of(*identified, encoding="UTF-8"):
    found = "\n".join(activity(identifier) for identifier in identified)
    return TWO.format(encoding, found, "<!-- that is all -->").encode(encoding)


def packed(**members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def refusal(source, kind=rf.FormatError, **options):
    with pytest.raises(kind) as caught:
        identifiers(source, **options)
    return caught.value


# ------------------------------------------------------------------------------------------ what is opened


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lambda data: packed(**{"all.xml": data})])
def test_a_file_is_read_from_wherever_it_is(pack, tmp_path):
    """The same file as path, as open stream, as pipe and as bytes, packed or not, holds the same activities."""

    class Pipe(io.RawIOBase):
        def __init__(self):
            self.rest = io.BytesIO(data)

        def readable(self):
            return True

        def readinto(self, room):
            return self.rest.readinto(memoryview(room)[:3])

    data = pack(file_of("XX-1-A", "XX-1-B"))
    path = tmp_path / "activities"
    path.write_bytes(data)
    pipe = Pipe()
    unreachable = io.BytesIO(data)
    reader_only = type("Reader", (), {"read": lambda _self, size: unreachable.read(size)})()
    with path.open("rb") as file:
        for source in (path, str(path), file, data, io.BytesIO(data), pipe, io.BufferedReader(Pipe()), reader_only):
            assert identifiers(source) == ["XX-1-A", "XX-1-B"], source
        assert not file.closed


def test_a_file_open_as_text_is_read_as_the_text_it_is(tmp_path):
    """Text that was decoded already is not decoded again, whatever encoding the document declares."""
    text = file_of("XX-É").decode().replace("UTF-8", "UTF-16")
    assert identifiers(io.StringIO(text)) == ["XX-É"]
    path = tmp_path / "latin.xml"
    path.write_text(text, encoding="latin-1")
    with path.open(encoding="latin-1") as file:
        assert identifiers(file) == ["XX-É"]
    with path.open(encoding="utf-8") as file:
        assert "not UTF-8, as which it was opened" in str(refusal(file))


def test_a_text_that_breaks_off_within_its_encoding_gives_the_part_before(tmp_path):
    """Where bytes far down are no text in the encoding a file was opened with, the activities before them are read."""
    path = tmp_path / "cut.xml"
    path.write_bytes(file_of("XX-1-A", "XX-1-B")[:-30] + b" " * 200_000 + b"\xff")
    with path.open(encoding="utf-8") as file:
        found = activities(file)
        assert next(found).element.findtext("iati-identifier") == "XX-1-A"
        with pytest.raises(rf.FormatError, match="as which it was opened"):
            list(found)


@pytest.mark.each(
    "encoding",
    [
        *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32-be", "iso-8859-15"),
        *("windows-1252", "ascii", "big5", "shift_jis", "utf-7", "iso-2022-jp"),
    ],
)
def test_every_encoding_that_is_declared_is_read(encoding):
    """The encoding follows from the marks and the declaration, and instructions between the activities do no harm."""
    name = "XX-Fé" if encoding.startswith(("utf-8", "utf-16", "utf-32", "iso-8859", "windows")) else "XX-F"
    declared = encoding.removesuffix("-sig")
    text = TWO.format(declared, activity(name), '<?audit done="yes"?>' + activity("XX-<?audit?>2"))
    assert identifiers(text.encode(encoding)) == [name, "XX-2"]


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b""])
def test_a_document_that_declares_no_encoding_is_read_by_its_mark(mark):
    """UTF-16 with a byte order mark needs no declaration, and UTF-8 neither one nor the other."""
    encoding = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be", b"": "utf-8"}[mark]
    assert identifiers(mark + f"<iati-activities>{activity('XX-É')}</iati-activities>".encode(encoding)) == ["XX-É"]


def test_what_is_not_there_is_named(tmp_path):
    """A missing file, a directory, an impossible name and a disk that fails are each reported in one sentence."""

    class Failing:
        def __init__(self, *found):
            self.found = list(found)

        def read(self, _size):
            found = self.found.pop(0)
            if isinstance(found, Exception):
                raise found
            return found

    assert str(refusal(tmp_path / "no.xml")) == f"{tmp_path / 'no.xml'} cannot be read as iati: there is no such file"
    assert "it is a directory" in str(refusal(tmp_path))
    assert "no file can have that name" in str(refusal("a\0b"))
    worn = OSError(5, "Input/output error")
    assert "it could not be read: Input/output error" in str(refusal(Failing(worn)))
    head = file_of("XX-1-A", "XX-1-B")[:-30]
    for first in (head, head.decode()):
        assert "it could not be read: Input/output error" in str(refusal(Failing(first, worn)))
    gone = PermissionError(13, "Permission denied")
    assert "the system does not allow it" in str(refusal(Failing(b"PK\3\4" * 20, gone)))


# ----------------------------------------------------------------------------------------- what is packed


def test_the_files_of_an_archive_are_read_in_the_order_of_their_names():
    """Each XML file in a zip archive is read, whatever its name ends with, and named with the archive."""
    data = packed(
        **{
            "b/two.XML": file_of("B"),
            "a.xml": file_of("A"),
            "c": codecs.BOM_UTF8 + b"\n" + file_of("C").partition(b"\n")[2],
            "d.xml.gz": gzip.compress(file_of("D")),
            "e.txt": b"read me",
            "empty": b"",
            "folder/": b"",
            "__MACOSX/._a.xml": b"\0\5\26\7",
        }
    )
    found = [(one.element.findtext("iati-identifier"), one.source) for one in activities(data)]
    assert found == [
        ("A", "the archive/a.xml"),
        ("B", "the archive/b/two.XML"),
        ("C", "the archive/c"),
        ("D", "the archive/d.xml.gz"),
    ]


def test_one_damaged_file_of_an_archive_does_not_hide_the_others(tmp_path):
    """Problems of the files of an archive are raised after all of them were read, each with its file."""
    path = tmp_path / "all.zip"
    bad = file_of("B", "B2").replace(b"</iati-activities>", b"")
    path.write_bytes(packed(**{"a.xml": file_of("A"), "b.xml": bad, "c.xml": b"{}", "d.xml": file_of("D")}))
    found = activities(path)
    assert [next(found).element.findtext("iati-identifier") for _ in range(4)] == ["A", "B", "B2", "D"]
    with pytest.raises(rf.FormatError) as caught:
        next(found)
    assert caught.value.source == str(path)
    assert [str(problem).partition(":")[0] for problem in caught.value.problems] == [f"{path}/b.xml", f"{path}/c.xml"]


def test_what_an_archive_is_refused_for_says_the_worst():
    """One error is raised as it is; an unsafe file makes the whole archive unsafe; like errors stay what they are."""
    old, unsafe, text = b"<iati-activities version='1.05'/>", b"<!DOCTYPE a><a/>", b"hello"
    assert refusal(packed(**{"a.xml": old})).source == "the archive/a.xml"
    assert type(refusal(packed(**{"a.xml": old, "b.xml": old}))) is rf.UnsupportedVersionError
    assert type(refusal(packed(**{"a.xml": old, "b.xml": text}))) is rf.FormatError
    assert type(refusal(packed(**{"a.xml": old, "b.xml": unsafe}))) is rf.UnsafeInputError


def test_files_about_organisations_in_an_archive_are_passed_over():
    """A publisher's archive holds a file about the organisation beside its activities; only these are asked for."""
    data = packed(**{"org.xml": b"<iati-organisations version='2.03'/>", "z.xml": file_of("Z")})
    assert identifiers(data) == ["Z"]


def test_an_archive_without_xml_is_no_iati():
    """An archive in which nothing is XML, and an empty one, are reported in one sentence."""
    assert "holds no XML file" in str(refusal(packed(**{"a.txt": b"text"})))
    assert "holds no XML file" in str(refusal(packed()))


@pytest.mark.parametrize(
    ("flags", "method", "said"),
    [(1, 8, "it is encrypted"), (0, 12, "packed in a rare way"), (0x20, 8, "damaged archive")],
)
def test_what_cannot_be_unpacked_says_what_to_do(flags, method, said):
    """An encrypted member, one of a rare kind of packing, and one that is a patch are named, as is what to do."""
    data = bytearray(packed(**{"a.xml": file_of("A"), "b": file_of("B")}))
    for mark, distance in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        at = data.find(mark)
        data[at + distance] |= flags
        data[at + distance + 2] = method
    error = refusal(bytes(data))
    assert error.source == "the archive/a.xml"
    assert said in str(error)


def test_an_encrypted_file_that_is_not_called_xml_is_none_of_ours():
    """A file that cannot be unpacked and is not named as XML is passed over."""
    data = bytearray(packed(**{"a": file_of("A"), "b.xml": file_of("B")}))
    for mark, distance in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        data[data.find(mark) + distance] |= 1
    assert identifiers(bytes(data)) == ["B"]


def test_a_large_archive_from_a_pipe_is_kept_on_disk():
    """An archive that cannot be read back and forth is laid down first; its files are read one by one."""
    noise = bytes(range(256)) * 40_000
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("noise.bin", noise)
        archive.writestr("a.xml", file_of("A"))
    data.seek(0)
    pipe = type("Pipe", (), {"read": lambda _self, size: data.read(size)})()
    assert identifiers(pipe) == ["A"]


def test_several_compressed_parts_are_one_file():
    """A gzip file may consist of several, one after the other."""
    data = file_of("A", "B")
    assert identifiers(gzip.compress(data[:70]) + gzip.compress(data[70:]) + b"\0" * 10) == ["A", "B"]


# -------------------------------------------------------------------------------------- what is an activity


def test_each_activity_comes_with_what_the_file_says_of_all():
    """Version, attributes and name of the file come with the element; a list that is asked for later is emptied."""
    data = b'<iati-activities version="2.02" generated-datetime="2024-01-01" xmlns:d="urn:d" d:x="1">' + ONE.encode()
    (found,) = activities(data + b"</iati-activities>")
    assert found.version == "2.02"
    assert found.source is None
    assert found.attributes == {"version": "2.02", "generated-datetime": "2024-01-01", "{urn:d}x": "1"}
    with pytest.raises(TypeError):
        found.attributes["version"] = "2.03"


@pytest.mark.parametrize("root", ["iati-activities", "result", "d:dump"])
def test_activities_may_stand_in_any_first_element(root):
    """A first element of any name may hold activities, with other elements, text and instructions between them."""
    content = f"<ok>True</ok>text{activity('A')}<?x?><d:meta><iati-activity/></d:meta>{activity('B')}<other/>"
    data = f'<{root} xmlns:d="urn:d" version="2.03">{content}</{root.partition(" ")[0]}>'.encode()
    assert identifiers(data) == ["A", "B"]


def test_an_activity_may_be_the_whole_document():
    """A file whose first element is an activity holds that one; the attributes are its own."""
    (found,) = activities(b'<iati-activity version="2.03" hierarchy="1"><x><iati-activity/></x></iati-activity>')
    assert found.version == "2.03"
    assert found.attributes == {}
    assert found.element.get("hierarchy") == "1"
    with pytest.raises(rf.FormatError):
        list(activities(b"<iati-activity><x></iati-activity>"))
    partial = activities(ONE.encode() + b"<more/>")
    assert next(partial).element.tag == "iati-activity"
    with pytest.raises(rf.FormatError, match="line 1"):
        next(partial)


def test_a_file_may_hold_no_activity():
    """A file of activities without any is read as such."""
    assert identifiers(b"<iati-activities version='2.03'/>") == []
    assert identifiers(b"<iati-activities>\n</iati-activities>\n") == []


def test_comments_and_instructions_are_not_part_of_an_activity():
    """The text around a comment or an instruction is one text, and neither is a child."""
    text = "<title><!-- a -->Clean <?b?>wa<!-- c -->ter</title>"
    for encoding in ("utf-8", "utf-16"):
        data = f"<iati-activities><?b?><iati-activity><?b?>{text}<?b?></iati-activity><?b?></iati-activities>"
        for found in activities(data.encode(encoding)):
            (title,) = found.element
            assert title.text == "Clean water"
            assert len(title) == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<iati-organisations version='2.03'/>", "line 1: it describes organisations"),
        (b"\n<html><body/></html>", "line 2: its first element is 'html'"),
        (b"<html><body><br></body></html>", "its first element is 'html'"),
        (b"<a:iati-activities xmlns:a='urn:a'><a:iati-activity/></a:iati-activities>", "'{urn:a}iati-activities'"),
        (b"<result><x><iati-activity/></x></result>", "without any iati-activity in it"),
    ],
)
def test_another_document_says_what_it_is(data, said):
    """A file about organisations, a page of the web and the like are named by their first element."""
    assert said in str(refusal(data))


@pytest.mark.each("version", ["2.01", "2.02", "2.03", " 2.03 ", "2.9", "2", "", "two", None])
def test_version_two_and_what_declares_none_is_read(version):
    """Every version 2 is read, and so is a file without a version, or with a meaningless one."""
    declared = "" if version is None else f' version="{version}"'
    (found,) = activities(f"<iati-activities{declared}>{ONE}</iati-activities>".encode())
    assert found.version == version


@pytest.mark.each("version", ["1.01", "1.05", "3.01"])
@pytest.mark.each("root", ["iati-activities", "iati-activity", "iati-organisations"])
def test_another_version_is_refused_with_what_to_do(version, root):
    """Files of version 1 mean other things by the same names, and those of version 3 may; the message names 2.03."""
    error = refusal(f'\n<{root}\nversion="{version}"/>'.encode(), rf.UnsupportedVersionError)
    assert error.problems[0].line == 3
    assert repr(version) in str(error)
    assert "2.03" in str(error)


# ------------------------------------------------------------------------------------------------- lines


def test_lines_are_right_beyond_the_ones_the_parser_counts():
    """An element far down, with text, with children or empty, has the line that an editor shows for it."""
    result = "<result><indicator>\n<title/>\n</indicator></result>"
    body = f"<iati-activity>\n<title>a</title>\n\n{result}\n<x/>\n<y><z/></y></iati-activity>\n"
    count = 10_000
    data = ("<iati-activities>\n" + body * count + "</iati-activities>").encode()
    for number, found in enumerate(activities(data)):
        start = 2 + 8 * number
        title, result, empty, holder = found.element
        lines = [node.sourceline - start for node in (found.element, title, result, result[0], result[0][0], empty)]
        assert lines == [0, 1, 3, 3, 4, 6], number
        # Without a text near, the line is that of the element around.
        assert holder[0].sourceline in {start, start + 7}
    assert number == count - 1
    assert start > 65_535


def test_lines_of_long_files_in_one_piece_are_those_of_the_element_around():
    """Of elements far down with no text near, the answer is the line of the nearest element that has one."""
    deep = "<a>" * 9 + "</a>" * 9
    space = "\n" * 70_000
    data = f"<iati-activities>{space}<iati-activity><t>x</t>{deep}</iati-activity></iati-activities>"
    for found in activities(data.encode()):
        assert {node.sourceline for node in found.element.iter()} == {70_001}
    nothing = data.replace("<t>x</t>", "").replace("\n", "<!--\n-->")
    for found in activities(nothing.encode()):
        assert {node.sourceline for node in found.element.iter()} <= {1, 65_535, 70_001}
    (alone,) = activities(f"<?xml version='1.0'?>{space}<iati-activity><a/></iati-activity>".encode())
    assert alone.element.sourceline == 65_535


# ---------------------------------------------------------------------------------------------- the parser


@pytest.mark.parametrize("missing", ["lxml", "lxml.etree"])
def test_without_lxml_the_message_says_what_to_install(missing, monkeypatch):
    """Where lxml is not installed, asking for activities names the extra, at once."""
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(rf.MissingExtraError, match=r"resultsframework\[iati\]"):
        iati.load_all(b"")


def test_a_broken_lxml_is_not_a_missing_one(monkeypatch, tmp_path):
    """An lxml that lacks something itself is not reported as not installed."""
    (tmp_path / "lxml").mkdir()
    (tmp_path / "lxml" / "__init__.py").touch()
    (tmp_path / "lxml" / "etree.py").write_text("import nowhere_to_be_found", encoding="utf-8")
    for name in ("lxml", "lxml.etree"):
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="nowhere_to_be_found"):
        iati.load_all(b"")
