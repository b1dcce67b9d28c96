from __future__ import annotations

import gzip
import json
import re

import pytest

import resultsframework as rf

pytest.importorskip("lxml", reason="IATI files need the extra iati")

ACTIVITY = """
  <iati-activity xml:lang="en">
    <iati-identifier>XX-1-{code}</iati-identifier>
    <reporting-org ref="XX-1" type="10"><narrative>Agency for Lakes</narrative></reporting-org>
    <title><narrative>{title}</narrative></title>
    <result type="1">
      <title><narrative>Boats are built</narrative></title>
      <indicator measure="1" ascending="1">
        <title><narrative>Number of boats of {title}</narrative></title>
        <baseline year="2030" value="0"/>
        <period><period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/>
          <target value="5"/><actual value="3"/></period>
      </indicator>{more}
    </result>
  </iati-activity>"""
BROKEN = '<x:measure xmlns:x="urn:resultsframework:iati:1">"none such"</x:measure>'


def activities(*titles: str, broken: str | None = None) -> str:
    """A file of one activity for each title; that of one title has an extension element that nobody could read."""
    inner = "".join(
        ACTIVITY.format(code=title.upper(), title=title, more="").replace(
            "</indicator>", f"{BROKEN if title == broken else ''}</indicator>"
        )
        for title in titles
    )
    return f'<iati-activities version="2.03">{inner}\n</iati-activities>\n'


@pytest.fixture
def lakes(tmp_path):
    """A file of three activities, whose baselines lie after their targets."""
    path = tmp_path / "lakes.xml"
    path.write_text(activities("Turkana", "Tana", "Kivu"))
    return path


@pytest.fixture
def lake(tmp_path):
    """A file of one activity."""
    path = tmp_path / "lake.xml"
    path.write_text(activities("Turkana"))
    return path


def test_every_activity_is_validated_and_named(run, lakes):
    """The findings of each activity are listed under the file and its identifier, and the last line counts all."""
    done = run("validate", lakes, "--select", "BAS03", width=200)
    assert done.exit_code == 1
    for code in ("TURKANA", "TANA", "KIVU"):
        assert f"{lakes} XX-1-{code}: 1 error" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 file, 3 frameworks: 3 errors"


def test_a_program_learns_which_activity_a_finding_is_about(run, lakes):
    """In JSON a finding says the file, the identifier of the framework, the line, and the path within it."""
    found = json.loads(run("validate", lakes, "--select", "BAS03", "--format", "json").stdout)["findings"]
    assert [finding["framework"] for finding in found] == ["XX-1-TURKANA", "XX-1-TANA", "XX-1-KIVU"]
    assert {finding["file"] for finding in found} == {str(lakes)}
    lines = lakes.read_text().splitlines()
    assert all("<baseline" in lines[finding["line"] - 1] for finding in found)
    assert [finding["path"] for finding in found] == ["#1/#1/baseline"] * 3


@pytest.mark.parametrize("format", ["sarif", "github"])
def test_tools_get_the_findings_of_all_activities_of_a_file(run, lakes, format):
    """The findings of all activities are of one file, each at its own line."""
    done = run("validate", lakes, "--select", "BAS03", "--format", format)
    if format == "sarif":
        results = json.loads(done.stdout)["runs"][0]["results"]
        regions = [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in results]
        assert regions == sorted(set(regions))
        assert len(regions) == 3
    else:
        assert len([line for line in done.stdout.splitlines() if line.startswith("::error")]) == 3


def test_statistics_count_over_all_activities(run, lakes):
    """Statistics say how many findings a rule has in the whole file."""
    done = run("validate", lakes, "--select", "BAS03", "--statistics")
    assert done.stdout.splitlines()[0].split()[:3] == ["3", "BAS03", "error"]


def test_compressed_files_are_read(run, lakes, tmp_path):
    """A file that is compressed by gzip is read as what is in it."""
    packed = tmp_path / "lakes.xml.gz"
    packed.write_bytes(gzip.compress(lakes.read_bytes()))
    assert "3 frameworks" in run("validate", packed, "--select", "BAS03").stdout


def test_an_activity_that_cannot_be_read_does_not_hide_the_others(run, tmp_path):
    """The others are validated; the error of the bad one has its line; the exit code shows that not all was read."""
    path = tmp_path / "lakes.xml"
    path.write_text(activities("Turkana", "Tana", "Kivu", broken="Tana"))
    done = run("validate", path, "--select", "BAS03")
    line = 1 + path.read_text()[: path.read_text().index("none such")].count("\n")
    assert done.exit_code == 3
    assert "2 frameworks: 2 errors" in done.stdout
    assert str(path) in done.stderr
    assert f"line {line}: " in done.stderr.replace("\n", " ")


def test_a_file_cut_off_is_validated_up_to_there(run, lakes):
    """Findings before the damage are reported, and the damage is named."""
    text = lakes.read_text()
    lakes.write_text(text[: text.index("XX-1-KIVU")])
    done = run("validate", lakes, "--select", "BAS03")
    assert done.exit_code == 3
    assert "2 frameworks: 2 errors" in done.stdout
    assert "line" in done.stderr


def test_known_findings_of_many_activities_are_left_out(run, lakes, tmp_path):
    """After writing all findings of a file of many activities as known, none is new."""
    known = tmp_path / "known.json"
    assert run("validate", lakes, "--select", "BAS03", "--write-known", known).exit_code == 0
    done = run("validate", lakes, "--select", "BAS03", "--known", known)
    assert done.exit_code == 0
    assert "3 findings left out" in done.stderr


def test_an_iati_file_is_not_corrected_in_place(run, lakes):
    """Possible corrections are shown with their lines, with a note that the file stays as it is, byte by byte."""
    before = lakes.read_text()
    lakes.write_text(before.replace('<baseline year="2030"', '<baseline year="0"'))
    changed = lakes.read_bytes()
    done = run("validate", lakes, "--select", "BAS01", "--fix", "--diff")
    assert done.exit_code == 2
    assert "3 corrections not written" in done.stderr
    assert "--fix does not change IATI files; --diff shows each correction with its line" in " ".join(
        done.stderr.split()
    )
    lines = changed.decode().splitlines()
    shown = [int(line) for line in re.findall(r"BAS01 Baseline year is no year \(line (\d+)\)", done.stdout)]
    assert len(shown) == 3
    assert all('<baseline year="0"' in lines[line - 1] for line in shown)
    assert lakes.read_bytes() == changed
    document = json.loads(run("validate", lakes, "--select", "BAS01", "--fix", "--format", "json").stdout)
    assert [fix["line"] for fix in document["fixes"]] == shown


def test_the_activities_of_a_file_are_listed(run, lakes):
    """Shown without a choice, a file of several says what is in it, and how to choose."""
    done = run("show", lakes)
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["XX-1-TURKANA", "XX-1-TANA", "XX-1-KIVU"]
    assert "(1 result, 1 indicator)" in done.stdout
    assert "--framework" in done.stderr


def test_a_program_gets_the_list_of_activities(run, lakes):
    """In JSON the list says identifier, title, and how many results and indicators there are."""
    listed = json.loads(run("show", lakes, "--format", "json").stdout)["frameworks"]
    assert listed[1] == {"identifier": "XX-1-TANA", "title": "Tana", "results": 1, "indicators": 1}


def test_the_only_activity_of_a_file_is_shown_whole(run, lake):
    """A file of one is that one."""
    assert "OUTPUT Boats are built" in run("show", lake).stdout


def test_one_activity_is_chosen_by_its_identifier(run, lakes):
    """The framework with the identifier is taken out of the file, to be shown or to be measured."""
    done = run("show", lakes, "--framework", "XX-1-TANA")
    assert "Tana" in done.stdout
    assert "Kivu" not in done.stdout
    assert (
        "not from before the target of 2024"
        in run("progress", lakes, "--framework", "XX-1-TANA", "--at", "2024").stdout
    )


def test_an_unknown_identifier_names_the_nearest(run, lakes):
    """A slip in the identifier is answered with what was probably meant."""
    done = run("show", lakes, "--framework", "XX-1-TANNA")
    assert done.exit_code == 2
    assert "'XX-1-TANA'" in done.stderr


def test_a_file_without_activities_is_unreadable(run, tmp_path):
    """There is nothing to show in it, and that is said."""
    path = tmp_path / "empty.xml"
    path.write_text('<iati-activities version="2.03"></iati-activities>')
    done = run("show", path)
    assert done.exit_code == 3
    assert "holds no activity" in done.stderr


def test_one_activity_is_converted(run, lakes, tmp_path):
    """One of several becomes a file of its own, in another format."""
    target = tmp_path / "tana.json"
    assert run("convert", lakes, target, "--framework", "XX-1-TANA").exit_code == 0
    assert rf.read(target).title == "Tana"


@pytest.mark.parametrize("layout", ["flat", "outcome-activity", "hierarchical"])
def test_a_framework_is_written_in_a_layout_and_read_again(run, file, framework, tmp_path, layout):
    """A lossless file states its layout, and carries all of the framework."""
    target = tmp_path / "savings.xml"
    done = run("convert", file, target, "--layout", layout, "--lossless")
    assert "carries all of it" in done.stderr
    assert rf.read(target) == framework


def test_missing_facts_are_listed_with_both_ways_out(run, file, tmp_path):
    """A framework that cannot be a plain file is not written; the list of missing facts names both ways to write it."""
    target = tmp_path / "savings.xml"
    done = run("convert", file, target)
    assert done.exit_code == 2
    assert "- reporting_organisation: the framework\n" in done.stderr
    assert "Publication(" in done.stderr
    assert "--lossless" in done.stderr
    assert not target.exists()


def test_a_plain_file_is_written_without_elements_of_ours(run, tmp_path, publishable_file):
    """A framework that states what the standard demands becomes plain IATI, and the losses are listed."""
    target = tmp_path / "plain.xml"
    done = run("convert", publishable_file, target)
    assert done.exit_code == 0
    assert "resultsframework" not in target.read_text()
    assert "#1/1: unit: 'person' is lost" in done.stderr


@pytest.fixture
def publishable_file(tmp_path):
    """A JSON file of a framework that states what the standard demands, and a unit, which has no place in it."""
    body = rf.Organisation(reference="XX-1", type="40", name="A body")
    indicator = rf.Indicator(statement="Boats", code="1", measure=rf.Measure.UNIT, unit="person")
    framework = rf.ResultsFramework(
        identifier="XX-1-A",
        title="Boats",
        description="Boats are built",
        reporting_organisation=body,
        organisations=(rf.Participation(organisation=body, role=rf.ParticipationRole.FUNDING),),
        status=rf.ActivityStatus.IMPLEMENTATION,
        plan_period=rf.Period.between(2020, 2022),
        results=(rf.Output(title="Boats", indicators=(indicator,)),),
    )
    path = tmp_path / "boats.json"
    rf.write(framework, path)
    return path


def test_only_iati_files_are_lossless_by_choice(run, file, tmp_path):
    """Every other format has one way to be written, and the option is refused before anything is."""
    done = run("convert", file, tmp_path / "out.json", "--lossless")
    assert done.exit_code == 2
    assert "leave --lossless out" in done.stderr
    assert not (tmp_path / "out.json").exists()


def test_a_layout_may_be_named_for_both_files(run, lake, tmp_path):
    """Where both files are IATI, the layout is that of both."""
    target = tmp_path / "again.xml"
    assert run("convert", lake, target, "--layout", "outcome-activity", "--lossless").exit_code == 0
    assert rf.read(target).outcomes[0].outputs[0].title == "Boats are built"


@pytest.mark.parametrize(
    "command", [("show",), ("validate",), ("progress", "--at", "2020"), ("convert", "out.json")], ids=" ".join
)
def test_a_layout_is_only_for_files_that_have_one(run, file, tmp_path, monkeypatch, command):
    """For a JSON file the layout is a mistake, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    name, *more = command
    done = run(name, file, *more, "--layout", "flat")
    assert done.exit_code == 2
    assert "only IATI files" in done.stderr
    assert not (tmp_path / "out.json").exists()


def test_an_unknown_layout_names_the_three(run, lake):
    """A slip in the layout is answered with all there are."""
    done = run("show", lake, "--layout", "tree")
    assert done.exit_code == 2
    assert "'flat', 'outcome-activity', 'hierarchical'" in done.stderr


def test_standard_input_may_be_iati(run, lakes):
    """Behind a pipe the format is given, or recognised."""
    text = lakes.read_text()
    assert "3 frameworks" in run("validate", "-", "--from", "iati", "--select", "BAS03", input=text).stdout
    assert "3 frameworks" in run("validate", "-", "--select", "BAS03", input=text).stdout
    assert "Tana" in run("show", "-", "--from", "iati", "--framework", "XX-1-TANA", input=text).stdout


def test_standard_input_may_have_a_layout(run, lake):
    """Data from a pipe is recognised, or read as the format named."""
    done = run("show", "-", "--layout", "outcome-activity", input=lake.read_text())
    assert "OUTCOME TURKANA Turkana" in done.stdout


def test_standard_input_is_named_where_it_cannot_be_read(run):
    """Problems of a pipe name standard input."""
    done = run("validate", "-", "--from", "iati", input="<iati-activities")
    assert done.exit_code == 3
    assert "standard input" in done.stderr


def test_a_bar_shows_how_much_of_a_file_is_read(run, lakes):
    """On a terminal, where results are counted only, a bar shows how far the file is."""
    done = run("validate", lakes, "--statistics", "--select", "BAS03", FORCE_COLOR="1")
    assert "reading" in done.stderr
    assert "reading" not in done.stdout


def test_the_profile_of_the_standard_names_its_cases(run, lakes):
    """With the profile of the standard, findings say which case of the official ruleset they are."""
    done = run("validate", lakes, "--profile", "iati-2.03", "--all", width=180)
    assert "(6.2.2)" in done.stdout


def test_what_lies_in_the_future_depends_on_the_day(run, lake):
    """The day is an argument: an actual date after it cannot be true yet."""
    date = '<activity-date type="2" iso-date="2024-03-01"/>'
    lake.write_text(lake.read_text().replace("</title>\n    <result", f"</title>{date}\n    <result"))
    command = ("validate", lake, "--profile", "iati-2.03", "--select", "IAT05")
    assert run(*command, "--today", "2024-02-28").exit_code == 1
    assert run(*command, "--today", "2024-03-01").exit_code == 0
    assert run(*command, "--today", "yesterday").exit_code == 2


def test_schemas_cannot_check_standard_input(run, lakes, tmp_path):
    """An input that can be read only once cannot be checked as well."""
    done = run("validate", "-", "--from", "iati", "--schemas", tmp_path, input=lakes.read_text())
    assert done.exit_code == 2
    assert "name a file" in done.stderr


def test_a_folder_without_schemas_is_a_mistake(run, lakes, tmp_path):
    """Where there is no schema, nothing is said to fit one."""
    done = run("validate", lakes, "--schemas", tmp_path)
    assert done.exit_code == 2
    assert "no schema" in done.stderr


SCHEMA = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <xsd:element name="iati-activities"><xsd:complexType>
    <xsd:sequence><xsd:any processContents="lax" minOccurs="0" maxOccurs="unbounded"/></xsd:sequence>
    <xsd:attribute name="version"/>
  </xsd:complexType></xsd:element>
  <xsd:element name="iati-activity"><xsd:complexType><xsd:sequence>
    <xsd:element name="iati-identifier"/>
    <xsd:any processContents="skip" minOccurs="0" maxOccurs="2"/>
  </xsd:sequence><xsd:anyAttribute processContents="skip"/></xsd:complexType></xsd:element>
</xsd:schema>"""


def test_what_does_not_fit_the_schema_is_found_beside_the_rest(run, lake, tmp_path):
    """Each place that a schema refuses is an error with its line; the findings of the rules are there as well."""
    folder = tmp_path / "schemas"
    folder.mkdir()
    (folder / "iati-activities-schema.xsd").write_text(SCHEMA)
    done = run("validate", lake, "--select", "BAS03", "--schemas", folder, "--format", "json")
    found = json.loads(done.stdout)["findings"]
    assert [finding["code"] for finding in found] == ["XSD01", "BAS03"]
    assert "result" in found[0]["message"]
    assert found[0]["line"] == 1 + lake.read_text()[: lake.read_text().index("<result")].count("\n")
    assert "XSD01" in run("validate", lake, "--select", "BAS03", "--schemas", folder, "--format", "sarif").stdout
    text = run("validate", lake, "--select", "BAS03", "--schemas", folder).stdout
    assert "1 file: 2 errors" not in text
    assert "schema: 1 error" in text


def test_a_framework_has_nothing_to_do_with_the_schema_of_its_file(framework):
    """The rule that names what a schema refuses looks at files; applied to a framework, it finds nothing."""
    from resultsframework.cli._schemas import file_fits_the_schema

    assert not len(rf.validate(framework, rules=(file_fits_the_schema,), select=["XSD01"]))
    assert "a baseline without a year" in file_fits_the_schema.fires


def test_the_terminal_shows_the_first_places_that_lack_a_fact(run, tmp_path):
    """Plain IATI demands a measure of each indicator; the first three without one are named, and the others counted."""
    indicators = tuple(rf.Indicator(code=f"K.{number}", statement="I") for number in range(1, 6))
    framework = rf.ResultsFramework(results=(rf.Output(code="K", title="O", indicators=indicators),))
    rf.write(framework, tmp_path / "plan.json")
    done = run("convert", tmp_path / "plan.json", tmp_path / "plan.xml")
    assert done.exit_code == 2
    assert "- measure (5): K/K.1, K/K.2, K/K.3 and 2 more\n" in done.stderr
    assert not (tmp_path / "plan.xml").exists()


def test_converting_loses_no_transaction(run, tmp_path):
    """A conversion that carries all of it keeps single transactions, not only their sums."""
    spent = (
        '<transaction><transaction-type code="4"/><transaction-date iso-date="2020-02-0{day}"/>'
        '<value currency="USD" value-date="2020-02-01">5</value></transaction>'
    )
    text = activities("Lakes").replace("<result", spent.format(day=1) + spent.format(day=2) + "<result", 1)
    path, target = tmp_path / "lakes.xml", tmp_path / "lakes.json"
    path.write_text(text, "utf-8")
    assert run("convert", path, target).stderr == "json carries all of it\n"
    framework = rf.read(target)
    assert [extra.name for extra in framework.extras] == ["transaction"] * 2
    assert framework.budgets[0].expenses.nominal == 10


def test_converting_a_hierarchy_claims_no_more_than_was_read(run, tmp_path):
    """Activities below the first are read as results, which have no field for all that an activity states."""
    path, target = tmp_path / "lakes.xml", tmp_path / "lakes.json"
    path.write_text(activities("Lakes"), "utf-8")
    done = run("convert", path, target, "--layout", "hierarchical")
    assert done.stderr == "json carries all that was read\n"


def test_a_decimal_mark_may_be_stated(run, tmp_path):
    """Each command takes the mark of the publisher; one that is none, or not that of the format, is wrong usage."""
    path = tmp_path / "lakes.xml"
    path.write_text(activities("Lakes").replace('value="5"', 'value="5.000"'), "utf-8")
    assert json.loads(run("progress", path, "--at", "2024", "--format", "json", "--decimal", ",").stdout)["performance"]
    shown = run("show", path, "--decimal", ",", "--format", "json").stdout
    assert json.loads(shown)["framework"]["results"][0]["indicators"][0]["series"][1]["value"] == "5000"
    assert "VAL" not in run("validate", path, "--decimal", ",", "--select", "VAL16").stdout
    target = tmp_path / "lakes.json"
    assert run("convert", path, target, "--decimal", ",").exit_code == 0
    assert rf.read(target).indicators[0].series[1].value == 5000
    for file, mark in ((path, ";"), (target, ",")):
        refused = run("show", file, "--decimal", mark)
        assert refused.exit_code == 2
        assert "decimal mark" in refused.stderr
