"""A file cannot make its reader fetch, build or fill anything: each way to try it is refused in one clear sentence."""

from __future__ import annotations

import gzip
import io
import itertools
import json
import socket
import threading
import zipfile

import pytest

import resultsframework as rf
from resultsframework.formats import Limits

pytest.importorskip("lxml.etree", reason="reading IATI needs lxml")

from lxml import etree

from resultsframework.formats.iati._source import activities

SECRET = "the text that nobody may read"  # noqa: S105 - not one
NESTED = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE iati-activities [<!ENTITY l0 "ha">{NESTED}]><iati-activities>&l9;</iati-activities>'
QUADRATIC = f'<!DOCTYPE a [<!ENTITY long "{"x" * 50_000}">]><a>{"&long;" * 50_000}</a>'


def read(source, **options):
    return [
        "".join(found.element.itertext()) + "".join(found.element.values()) for found in activities(source, **options)
    ]


def refusal(source, kind=rf.UnsafeInputError, **options):
    """The error, which contains no message of the parser."""
    with pytest.raises(rf.FormatError) as caught:
        read(source, **options)
    error = caught.value
    assert type(error) is kind
    assert error.format == "iati"
    assert error.problems
    assert "lxml" not in str(error)
    assert error.__cause__ is None or not isinstance(error.__cause__, etree.Error)
    assert error.__suppress_context__ or not isinstance(error.__context__, etree.Error)
    return error


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(SECRET, encoding="utf-8")
    return path


@pytest.fixture
def server():
    """A port on which somebody listens, and the requests that it got."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(30)

        def answer():
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    calls.append(connection)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield listener.getsockname()[1], calls
        with socket.create_connection(listener.getsockname()):
            pass
        listener.shutdown(socket.SHUT_RDWR)
    thread.join()


@pytest.mark.parametrize(
    "document",
    [
        "<!DOCTYPE iati-activities><iati-activities/>",
        "<!DOCTYPE iati-activities []><iati-activities/>",
        LAUGHS,
        QUADRATIC,
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:{port}/a.dtd"><a/>',
        '<!DOCTYPE a PUBLIC "-//A//B" "http://127.0.0.1:{port}/a.dtd"><a/>',
        '<!DOCTYPE a SYSTEM "file://{secret}"><a/>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:{port}/x">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:{port}/x" NDATA y>]><a x="x"/>',
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:{port}/x.dtd"> %x;]><a/>',
        '<!DOCTYPE a [<!ENTITY % f SYSTEM "file://{secret}"><!ENTITY % e "<!ENTITY s SYSTEM \'http://127.0.0.1:{port}/?%f;\'>">%e;]><a>&s;</a>',
        '<!DOCTYPE a [<!ENTITY x "y">]><iati-activities><iati-activity t="&x;"/></iati-activities>',
        '<!DOCTYPE a [<!ATTLIST iati-activity z CDATA "made up">]><iati-activities><iati-activity/></iati-activities>',
    ],
)
def test_a_document_type_is_refused_before_it_is_followed(document, secret, server):
    """No declaration is followed: not inside the file, not to another file, not to a network."""
    port, calls = server
    text = document.replace("{port}", str(port)).replace("{secret}", str(secret))
    error = refusal(('<?xml version="1.0"?>\n\n' + text).encode())
    assert error.problems[0].line == 3
    assert "declares a document type" in str(error)
    assert SECRET not in str(error)
    assert calls == []


@pytest.mark.each("declared", [True, False])
@pytest.mark.each("mark", ["", "\ufeff"])
@pytest.mark.each("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-be", "utf-7"])
def test_no_encoding_hides_a_document_type(encoding, mark, declared):
    """A declaration is found in every encoding that the parser reads; in one that it does not, nothing is."""
    start = f'{mark}<?xml version="1.0"' + (f' encoding="{encoding}"?>' if declared else "?>")
    data = (start + "\n<!-- a\n -->\n" + LAUGHS).encode(encoding)
    is_read = not (mark and encoding in {"utf-32-be", "utf-7"})
    error = refusal(data, rf.UnsafeInputError if is_read else rf.FormatError)
    assert not is_read or error.problems[0].line == 4


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_encoding_that_some_parsers_do_not_know_hides_nothing(mark):
    """The rarest order of bytes is read or not, as the parser is; a document type is refused either way."""
    with pytest.raises(rf.FormatError):
        read((mark + LAUGHS).encode("utf-32-le"))


def test_a_document_type_in_a_disguise_of_its_own_is_found():
    """Each character of a declaration can be written in UTF-7 in several ways, and others in other encodings."""
    hidden = "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>".encode("utf-16-be").hex()
    disguised = b'<?xml version="1.0" encoding="UTF-7"?>' + base_utf_7(bytes.fromhex(hidden))
    assert refusal(disguised).problems[0].line == 1
    escaped = b'<?xml version="1.0" encoding="ISO-2022-JP"?>\n\x1b(B<!DOCTYPE a><a/>'
    assert refusal(escaped).problems[0].line == 2


def base_utf_7(data):
    import base64

    return b"+" + base64.b64encode(data).rstrip(b"=") + b"-"


def test_an_inclusion_is_an_element_like_any_other(secret, server):
    """The target of an XInclude is neither fetched nor put in; the element stays as foreign as it is."""
    port, calls = server
    include = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
    elements = "".join(
        f'<xi:include {include} href="{address}" parse="text"><xi:fallback>none</xi:fallback></xi:include>'
        for address in (f"file://{secret}", secret, f"http://127.0.0.1:{port}/x")
    )
    schema = f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="{secret}"'
    text = f'<iati-activities {schema}><?xml-stylesheet href="http://127.0.0.1:{port}/s"?><iati-activity>{elements}'
    (found,) = read((text + "</iati-activity></iati-activities>").encode())
    assert found == "none" * 3
    assert calls == []


@pytest.mark.parametrize("name", ["nbsp", "eacute", "x"])
@pytest.mark.parametrize("place", ["<t>&{};</t>", '<t u="&{};"/>'])
def test_an_entity_that_nobody_declared_is_named(name, place):
    """An entity that only web pages know is reported with its line, never read as nothing."""
    inner = place.format(name)
    text = f"<iati-activities>\n<iati-activity/>\n<iati-activity>{inner}</iati-activity></iati-activities>"
    error = refusal(text.encode(), rf.FormatError)
    assert error.problems[0].line == 3
    assert f"'{name}'" in str(error)


# --------------------------------------------------------------------------------------------- depth and text


def nested(depth, inner=""):
    """A file with elements of such a depth."""
    within = depth - 2
    activity = f"\n<iati-activity>{'<a>' * within}{inner}{'</a>' * within}</iati-activity>"
    return f"<iati-activities>{activity}</iati-activities>".encode()


def test_sixty_four_elements_may_stand_within_each_other():
    """The deepest element that is allowed is the sixty-fourth; the line is that of the first that is deeper."""
    assert read(nested(64, "x")) == ["x"]
    error = refusal(nested(65))
    assert error.problems[0].line == 2
    assert "64" in str(error)
    assert "Limits(depth=" in str(error)


@pytest.mark.parametrize("depth", [2, 10, 255, 256, 600, 2_000])
def test_the_depth_can_be_chosen(depth):
    """As many elements as allowed may be within each other, and not one more."""
    assert read(nested(depth, "x"), limits=Limits(depth=depth)) == ["x"]
    if depth < 2_000:
        assert f"more than {depth:,}" in str(refusal(nested(depth + 1), limits=Limits(depth=depth)))


@pytest.mark.parametrize("depth", [300, 5_000, 200_000])
def test_endless_nesting_is_refused_by_the_parser_itself(depth):
    """A file deeper than the parser bears is refused with the same words, before the memory fills."""
    assert "Limits(depth=" in str(refusal(nested(depth)))


def test_depth_counts_from_the_top_of_the_file():
    """The same depth is allowed in a document that is one activity, and between activities."""
    alone = b"<iati-activity>" + b"<a>" * 63 + b"</a>" * 63 + b"</iati-activity>"
    assert len(read(alone)) == 1
    assert refusal(alone.replace(b"<a></a>", b"<a><b/></a>"))
    between = b"<iati-activities>" + b"<a>" * 64 + b"</a>" * 64 + b"</iati-activities>"
    assert refusal(between)


LONG = "x" * 1_000


@pytest.mark.parametrize(
    "activity",
    [
        f"<t>{LONG}</t>",
        f"<t>{'é' * 500}</t>",
        f"<t><![CDATA[{LONG}]]></t>",
        f'<t u="{LONG}"/>',
        f"<t><u/>{LONG}</t>",
        f"{LONG}<u/>",
    ],
)
def test_the_length_of_a_text_can_be_chosen(activity):
    """A text, what follows an element in it, or an attribute may have so many bytes in UTF-8, and not one more."""
    document = f"<iati-activities>\n<iati-activity>{activity}</iati-activity></iati-activities>".encode()
    assert len(read(document, limits=Limits(text=1_000))) == 1
    error = refusal(document, limits=Limits(text=999))
    assert error.problems[0].line == 2
    assert "999 bytes" in str(error)
    assert "Limits(text=" in str(error)


def test_texts_are_measured_wherever_an_activity_falls():
    """Of many activities, each of which is small, the one long text is found, and those before it are read."""
    small, long = "<iati-activity>a</iati-activity>", f"<iati-activity>{'x' * 70_000}</iati-activity>"
    document = f"<iati-activities>{small * 5_000}{long}{small}</iati-activities>".encode()
    found = activities(document, limits=Limits(text=69_999))
    assert sum(1 for _ in zip(range(5_000), found, strict=False)) == 5_000
    with pytest.raises(rf.UnsafeInputError):
        next(found)
    assert len(read(document, limits=Limits(text=70_000))) == 5_002


@pytest.mark.parametrize(
    "start",
    [
        "<iati-activities><iati-activity><t>",
        "<iati-activities>",
        '<iati-activities>\n<iati-activity/><t u="',
        "<a><![CDATA[",
        "<iati-activity><!--",
        "<iati-activities><?",
        "<iati-activities><iati-activity><",
    ],
)
def test_an_endless_text_is_refused_while_it_is_read(start):
    """Gigabytes of one letter in a small packed file are refused long before they are all seen."""

    class Endless:
        def __init__(self):
            self.given = 0

        def read(self, size):
            self.given += size
            return start.encode() if self.given == size else b"x" * size

    source = Endless()
    assert "Limits(text=" in str(refusal(source))
    assert source.given < 5 * Limits().text


def test_a_longer_text_is_read_where_it_was_allowed():
    """A text beyond what the parser bears by itself is read where the limit allows it."""
    long = "x" * (Limits().text + 1_000)
    document = f"<iati-activities><iati-activity><t>{long}</t></iati-activity></iati-activities>".encode()
    assert refusal(document)
    assert read(document, limits=Limits(text=Limits().text + 1_000)) == [long]
    assert refusal(document, limits=Limits(text=Limits().text + 999))


def test_a_packed_bomb_is_stopped():
    """A file of 10 kB that unpacks to gigabytes of nothing is refused, by gzip and by zip."""
    filling = io.BytesIO()
    with gzip.open(filling, "wb") as file:
        file.write(b"<iati-activities>")
        for _ in range(30):
            file.write(b" " * 1_000_000)
    assert "Limits(text=" in str(refusal(filling.getvalue()))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.xml", b"<iati-activities>" + b" " * 30_000_000)
    assert "Limits(text=" in str(refusal(archive.getvalue()))


def test_a_document_has_to_begin_in_time():
    """A file of comments without end is not searched for an element for ever."""
    error = refusal(b"<!-- x -->" * 200_000, rf.FormatError)
    assert "no element begins" in str(error)


# ------------------------------------------------------------------------------------------- what is no XML


@pytest.mark.each(
    ("data", "said"),
    [
        (b"", "it is empty"),
        (b"\n \n", "Start tag expected"),
        (b"\xef\xbb\xbf", "it is no well-formed XML"),
        (b"<!-- a -->", "Start tag expected"),
        (json.dumps({"a": 1}).encode(), "it begins with b'{\"a\": 1}'"),
        (b"iati-identifier,title\n", "it begins with b'iati-identifier,'"),
        (bytes(range(256)) * 10, "it begins with b'\\x00\\x01"),
        (b"\x89PNG\r\n\x1a\n\0\0", "it begins with b'\\x89PNG"),
        (b"%PDF-1.7\n", "it begins with b'%PDF-1.7"),
        ("<iati-activities".encode("utf-16"), "it is no well-formed XML"),
        (b"<iati-activities", "it is no well-formed XML"),
        (b"<iati-activities>\n<a>\n</iati-activities>", "line 3: it is no well-formed XML: Opening and ending tag"),
        (b"<?xml version='1.0' encoding='nonsense'?><a/>", "encoding"),
        (b"<?xml version='2.0'?><a/>", "ersion"),
        (b"<iati-activities>\n\x00</iati-activities>", "line 2"),
        (b"<iati-activities>\n\xe9\xff</iati-activities>", "line 2"),
        (b"<iati-activities>\n<x:a/></iati-activities>", "line 2"),
        (b"<iati-activities>\n<a b='1' b='2'/></iati-activities>", "line 2"),
        (b"\x1f\x8b", "damaged archive"),
        (b"\x1f\x8b\x08" + b"\xff" * 100, "damaged archive"),
        (b"PK\x03\x04", "damaged archive"),
        (b"PK\x05\x06" + b"\0" * 18, "holds no XML file"),
        (gzip.compress(b"", mtime=0), "it is empty"),
        (gzip.compress(gzip.compress(b"<a/>", mtime=0), mtime=0), "as iati: it is compressed by gzip twice"),
        (gzip.compress(b"<iati-activities/>", mtime=0) + b"rubbish", "damaged archive"),
        (gzip.compress(b"<iati-activities/>", mtime=0)[:-9], "damaged archive"),
    ],
)
def test_what_is_no_document_is_named(data, said):
    """Nothing, other formats, and broken XML are each reported in one sentence, with the line where there is one."""
    assert said in str(refusal(data, rf.FormatError))
    assert said in str(refusal(io.BytesIO(data), rf.FormatError))


def test_text_with_half_a_character_is_named_with_its_line():
    """A text in memory may hold what no file can; it is refused like a byte that is no character."""
    error = refusal(io.StringIO("<iati-activities>\n\ud800</iati-activities>"), rf.FormatError)
    assert error.problems[0].line == 2


# --------------------------------------------------------------------------------------------- many parts


SECTOR = '<sector code="1"/>'


def of_parts(number):
    """An activity with as many elements and attributes: itself, half of the others elements, half attributes."""
    return f"<iati-activity>{SECTOR * ((number - 1) // 2)}</iati-activity>"


def test_an_activity_of_too_many_parts_is_refused():
    """An activity is held in memory as a whole, so its elements and attributes are limited, also where it is packed."""
    document = f"<iati-activities>{of_parts(101)}</iati-activities>".encode()
    assert len(read(document, limits=Limits(parts=101))) == 1
    for source in (document, gzip.compress(document)):
        error = refusal(source, limits=Limits(parts=100))
        assert (
            "an activity has more than 100 elements and attributes; if it should, raise limits=Limits(parts=...)"
            in str(error)
        )


def test_activities_before_one_of_too_many_parts_are_read():
    """The limit is that of one activity: many small ones are read, one after the other."""
    document = f"<iati-activities>{of_parts(51) * 50}{of_parts(1_001)}{of_parts(51)}</iati-activities>".encode()
    found = activities(document, limits=Limits(parts=100))
    assert len(list(itertools.islice(found, 50))) == 50
    with pytest.raises(rf.UnsafeInputError, match="more than 100 elements"):
        next(found)


@pytest.mark.parametrize("document", [of_parts(400_001), f"<iati-activities>{of_parts(400_001)}</iati-activities>"])
def test_an_activity_without_end_is_given_up_while_it_grows(document):
    """A packed file of a few kilobytes does not fill the memory: reading stops soon after the limit."""
    source = io.BytesIO(document.encode())
    assert "Limits(parts=" in str(refusal(source, limits=Limits(parts=10_000)))
    assert source.tell() < len(document) / 4


def test_marks_in_a_text_are_no_parts():
    """A long text with equals signs has few parts; it is counted as often as the marks might exceed the limit."""
    document = f"<iati-activity><description>{'a=b ' * 50_000}</description></iati-activity>"
    assert len(read(document.encode(), limits=Limits(parts=100))) == 1


def test_a_name_without_end_is_refused_as_such():
    """The parser gives up on a name of 50,000 characters; no option of the reader would help."""
    error = refusal(b"<" + b"a" * 100_000 + b"/>")
    assert "the name of an element or attribute is longer than any of IATI" in str(error)


# ------------------------------------------------------------------------------------------- many problems


def test_of_many_broken_files_the_first_thousand_are_named():
    """An archive of thousands of broken files is one error that holds a thousand problems and counts the others."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(1_100):
            archive.writestr(f"{number:04}.xml", "<broken")
    with pytest.raises(rf.FormatError) as caught:
        read(packed.getvalue())
    problems = caught.value.problems
    assert len(problems) == 2_001
    assert str(problems[-1]) == "100 more files cannot be read"


def test_an_error_that_waits_for_the_end_holds_nothing_that_was_read():
    """The errors of the files of an archive do not keep their parsers, nor what those have read."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("1.xml", "<broken")
    with pytest.raises(rf.FormatError) as caught:
        read(packed.getvalue())
    frames = []
    trace = caught.value.__traceback__
    while trace:
        frames.append(trace.tb_frame.f_code.co_name)
        trace = trace.tb_next
    assert "_activities_of" not in frames
    assert caught.value.__context__ is None


def test_a_member_packed_in_a_rare_way_is_passed_over_unless_it_is_named_as_xml():
    """A damaged member that is no XML by its name is no error of the library that unpacks it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("readme"), "<a/>", zipfile.ZIP_BZIP2)
        archive.writestr("b.xml", "<iati-activities><iati-activity/></iati-activities>")
    assert len(read(packed.getvalue())) == 1
