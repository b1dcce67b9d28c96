"""Files held against a schema: what is wrong and where, versions, archives, folders without schemas, and no network."""

from __future__ import annotations

import io
import zipfile

import pytest

import resultsframework as rf
from resultsframework.formats import Limits, iati

pytest.importorskip("lxml", reason="checking IATI against a schema needs lxml")

# A schema of a few elements in the manner of the official one; it demands one given attribute of activities.
SCHEMA = """\
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <xsd:include schemaLocation="iati-common.xsd"/>
  <xsd:element name="iati-activities">
    <xsd:complexType>
      <xsd:sequence><xsd:element ref="iati-activity" maxOccurs="unbounded"/></xsd:sequence>
      <xsd:attribute name="version" type="xsd:string" use="required"/>
      <xsd:attribute name="generated-datetime" type="xsd:dateTime"/>
    </xsd:complexType>
  </xsd:element>
  <xsd:element name="iati-activity">
    <xsd:complexType>
      <xsd:sequence>
        <xsd:element name="iati-identifier" type="xsd:string" minOccurs="0"/>
        <xsd:element ref="budget" minOccurs="0" maxOccurs="unbounded"/>
        <xsd:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>
      </xsd:sequence>
      <xsd:attribute name="{required}" type="xsd:string" use="required"/>
    </xsd:complexType>
  </xsd:element>
</xsd:schema>
"""
COMMON = """\
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <xsd:element name="budget">
    <xsd:complexType><xsd:attribute name="type" type="xsd:int"/></xsd:complexType>
  </xsd:element>
</xsd:schema>
"""


@pytest.fixture
def schemas(tmp_path):
    """A folder with the schemas of two versions: one demands an activity's hierarchy, one its language."""
    for version, required in (("2.02", "hierarchy"), ("2.03", "language")):
        folder = tmp_path / "schemas" / version
        folder.mkdir(parents=True)
        (folder / "iati-activities-schema.xsd").write_text(SCHEMA.format(required=required), "utf-8")
        (folder / "iati-common.xsd").write_text(COMMON, "utf-8")
    return tmp_path / "schemas"


def found(file, schemas, **options):
    return [(problem.line, problem.message) for problem in iati.check_schema(file, schemas, **options)]


def file_of(*activities, version=' version="2.03"'):
    return f"<iati-activities{version}>\n{''.join(activities)}</iati-activities>".encode()


MISSING = "Element 'iati-activity': The attribute 'language' is required but missing."


def test_a_valid_file_has_no_problem(schemas):
    """A file that the schema of its version allows has no problems."""
    assert found(file_of('<iati-activity language="en"><budget type="1"/></iati-activity>\n'), schemas) == []


def test_every_problem_has_its_line_and_its_activity(schemas):
    """Violations are listed in the order of the file, with the line and the identifier of the activity."""
    data = file_of(
        '<iati-activity language="en">\n<iati-identifier> A-1 </iati-identifier>\n',
        '<budget type="x"/></iati-activity>\n\n',
        "<iati-activity>\n<iati-identifier> </iati-identifier>\n<budget colour='red'/></iati-activity>\n",
    )
    problems = list(iati.check_schema(data, schemas))
    assert [(problem.line, problem.path) for problem in problems] == [(4, "A-1"), (6, None), (8, None)]
    assert (
        problems[0].message
        == "Element 'budget', attribute 'type': 'x' is not a valid value of the atomic type 'xs:int'."
    )
    assert problems[1].message == MISSING
    assert "colour" in problems[2].message


def test_a_file_is_held_against_the_version_that_it_declares(schemas):
    """One version demands more than another; blanks around the number mean nothing."""
    activity = '<iati-activity hierarchy="1"/>'
    assert found(file_of(activity, version=' version=" 2.02 "'), schemas) == []
    assert [line for line, _ in found(file_of(activity), schemas)] == [2, 2]


def test_a_file_without_a_version_says_so_and_is_held_against_the_newest(schemas):
    """The missing version is a problem of its own, and no reason not to look at the rest."""
    problems = found(file_of("<iati-activity/>", version=""), schemas)
    assert problems == [(1, "it does not declare the version of the standard"), (2, MISSING)]


def test_a_version_without_a_schema_is_one_problem(schemas):
    """Nothing is guessed about a version whose schema is not there."""
    problems = found(file_of("<iati-activity/>", "<iati-activity/>", version=' version="2.01"'), schemas)
    assert problems == [(1, "there is no schema for its version '2.01', only for 2.02, 2.03; nothing else is checked")]


def test_the_first_element_is_checked_too(schemas):
    """Attributes of the element around the activities are checked as well, and reported once."""
    data = file_of(
        *['<iati-activity language="en"/>\n'] * 2, version='\n version="2.03" generated-datetime="yesterday"'
    )
    (problem,) = iati.check_schema(data, schemas)
    assert problem.line == 2
    assert problem.message.startswith("Element 'iati-activities', attribute 'generated-datetime': 'yesterday' is not")


def test_an_activity_that_is_the_whole_file_is_checked(schemas):
    """A piece of a file, as portals hand it out, is held against the newest schema."""
    assert found(b"<iati-activity/>", schemas) == [
        (None, "it does not declare the version of the standard"),
        (1, MISSING),
    ]


def test_a_folder_may_hold_one_version(schemas):
    """Whoever downloaded the schema of one version names its folder, and every file is held against it."""
    assert found(file_of("<iati-activity/>"), schemas / "2.03") == [(2, MISSING)]
    assert found(file_of("<iati-activity/>", version=' version="2.01"'), str(schemas / "2.03")) == [(2, MISSING)]
    assert len(found(file_of("<iati-activity/>", version=""), schemas / "2.03")) == 2


def test_without_the_newest_version_the_newest_there_is_counts(schemas):
    """A folder of older schemas is enough for a file that declares nothing."""
    for path in (schemas / "2.03").iterdir():
        path.unlink()
    problems = found(file_of("<iati-activity/>", version=""), schemas)
    assert problems[1] == (2, MISSING.replace("language", "hierarchy"))


def test_files_of_an_archive_are_named(schemas, tmp_path):
    """Each file of an archive is held against its own version, and its name precedes its problems."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.xml", file_of("<iati-activity/>"))
        archive.writestr("b.xml", file_of("<iati-activity/>", version=' version="2.02"'))
    unnamed = [message.partition(":")[0] for _, message in found(packed.getvalue(), schemas)]
    assert [name.rpartition("/")[2] for name in unnamed] == ["a.xml", "b.xml"]
    path = tmp_path / "all.zip"
    path.write_bytes(packed.getvalue())
    assert [message.partition(":")[0] for _, message in found(path, schemas)] == ["a.xml", "b.xml"]


@pytest.mark.parametrize("content", [None, "<not a schema", "<html/>", "<xsd:schema/>"])
def test_a_folder_without_a_usable_schema_is_one_clear_error(tmp_path, content):
    """No schema, or a damaged one, is an error that names the files expected there."""
    wanted = "there is no schema of IATI in .* it has to hold iati-activities-schema.xsd"
    if content is not None:
        (tmp_path / "iati-activities-schema.xsd").write_text(content, "utf-8")
        wanted = "cannot be used as a schema: .*; download the schemas of that version again"
    with pytest.raises(rf.InvalidValueError, match=wanted):
        list(iati.check_schema(file_of("<iati-activity/>"), tmp_path))


def test_a_schema_whose_parts_are_missing_is_no_schema(schemas):
    """The official schema is in several files; one alone is of no use."""
    (schemas / "2.03" / "iati-common.xsd").unlink()
    with pytest.raises(rf.InvalidValueError, match="cannot be used as a schema"):
        list(iati.check_schema(file_of("<iati-activity/>"), schemas))


def test_the_folder_is_looked_at_before_the_file(tmp_path):
    """Whoever names a wrong folder hears it at once, not when the first activity is asked for."""
    with pytest.raises(rf.InvalidValueError, match="there is no schema of IATI"):
        iati.check_schema(b"", tmp_path / "nowhere")


def test_schemas_that_a_file_names_are_not_fetched(schemas, tmp_path):
    """A document may name its schema; it is checked against the given one all the same."""
    trap = tmp_path / "trap.xsd"
    trap.write_text(
        '<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:x">'
        '<xsd:element name="note"><xsd:complexType><xsd:attribute name="a" use="required"/></xsd:complexType>'
        "</xsd:element></xsd:schema>",
        "utf-8",
    )
    hints = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    named = f'xsi:schemaLocation="urn:x {trap.as_uri()}" xsi:noNamespaceSchemaLocation="{trap.as_uri()}"'
    activity = f'<iati-activity language="en" {hints} {named}><note xmlns="urn:x" {named}/></iati-activity>'
    assert found(file_of(activity, version=f' {hints} {named} version="2.03"'), schemas) == []


def test_problems_within_foreign_elements_have_a_line(schemas):
    """Elements of the standard within an element of another namespace are checked too."""
    activity = '<iati-activity language="en">\n<x:note xmlns:x="urn:x">\n<budget type="x"/></x:note></iati-activity>'
    (problem,) = iati.check_schema(file_of(activity), schemas)
    assert problem.line in (3, 4)
    assert "budget" in problem.message


def test_damage_is_reported_after_the_problems_found(schemas):
    """Activities before the damage are checked, and then the damage is an error like in reading."""
    problems = iati.check_schema(b'<iati-activities version="2.03"><iati-activity/><iati-activity', schemas)
    assert next(problems).message == MISSING
    with pytest.raises(rf.FormatError):
        list(problems)


def test_limits_hold_as_for_reading(schemas):
    """A file too deep or too long for reading is refused before any schema sees it."""
    deep = '<iati-activity language="en">' + "<x:a xmlns:x='urn:x'>" * 10 + "</x:a>" * 10 + "</iati-activity>"
    with pytest.raises(rf.UnsafeInputError):
        found(file_of(deep), schemas, limits=Limits(depth=5))
    long = f'<iati-activity language="{"e" * 100}"/>'
    with pytest.raises(rf.UnsafeInputError):
        found(file_of(long), schemas, limits=Limits(text=10))
