"""Formats of findings: JSON, SARIF, GitHub lines, and known findings."""

from __future__ import annotations

import io
import json

import attrs
import pytest

import resultsframework as rf
from resultsframework.formats import findings as rf_findings
from resultsframework.rules import Ignored, KnownFinding, KnownFindings

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "additionalProperties": False,
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {"type": "object", "required": ["uri"]},
                "region": {"type": "object", "properties": {"startLine": {"type": "integer", "minimum": 1}}},
            },
        },
        "logicalLocations": {"type": "array", "items": {"required": ["fullyQualifiedName", "kind"]}},
    },
}
NOTIFICATION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["message"],
    "properties": {"level": LEVEL, "message": TEXT, "locations": {"type": "array", "items": LOCATION}},
}
RULE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string", "pattern": "^[A-Z][A-Za-z0-9]*$"},
        "shortDescription": TEXT,
        "fullDescription": TEXT,
        "help": TEXT,
        "helpUri": {"type": "string"},
        "defaultConfiguration": {"type": "object", "properties": {"level": LEVEL}},
        "properties": {"type": "object"},
    },
}
RESULT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["message"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": TEXT,
        "locations": {"type": "array", "items": LOCATION},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "properties": {"type": "object"},
    },
}
# What SARIF 2.1.0 demands of the parts that are written here; members that are not written are refused.
SARIF = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["tool"],
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {"rules": {"type": "array", "uniqueItems": True, "items": RULE}},
                            }
                        },
                    },
                    "invocations": {
                        "type": "array",
                        "items": {
                            "additionalProperties": False,
                            "required": ["executionSuccessful"],
                            "properties": {
                                "executionSuccessful": {"type": "boolean"},
                                "toolConfigurationNotifications": {"type": "array", "items": NOTIFICATION},
                                "toolExecutionNotifications": {"type": "array", "items": NOTIFICATION},
                            },
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": RESULT},
                },
            },
        },
    },
}


def report(series="2025 baseline TBD | 2022 milestone 1 | 2025 target 2", line=41, **more):
    """The report on a framework of one indicator that a reader found in a line."""
    indicator = rf.Indicator(code="I", series=rf.ObservationSeries.parse(series), line=line)
    framework = rf.ResultsFramework(results=(rf.Output(code="P", indicators=(indicator,)),))
    return rf.validate(framework, **{"select": "BAS"} | more)


def finding(code="BAS02", path="P/I", **more):
    return rf.Finding(**{"code": code, "severity": rf.Severity.ERROR, "path": path, "message": "m"} | more)


def sarif(reports, **more):
    """The one run of a SARIF document, which is as SARIF demands."""
    document = json.loads(rf_findings.sarif_text(reports, **more))
    pytest.importorskip("jsonschema", reason="SARIF is checked with jsonschema").validate(document, SARIF)
    (run,) = document["runs"]
    return run


# ------------------------------------------------------------------------------------------------ JSON


def test_a_program_gets_every_field_of_a_finding():
    """One list for all files; each finding names its file and holds the findings it implies."""
    document = json.loads(rf_findings.json_text({"a.json": report(), "b.json": report()}))
    first, second = document["findings"]
    assert (first["file"], second["file"]) == ("a.json", "b.json")
    assert first | {"file": "b.json", "implied": []} == second | {"implied": []}
    assert first["line"] == 41
    assert [other["code"] for other in first["implied"]] == ["BAS03", "BAS06"]
    assert {other["file"] for other in first["implied"]} == {"a.json"}
    assert document["counts"] == {"error": 2, "warning": 0, "info": 0}
    assert "detail" not in first


@pytest.mark.each("text_of", [rf_findings.json_text, rf_findings.sarif_text])
def test_the_name_of_a_file_turns_no_text_round_on_a_terminal(text_of):
    """Signs that act where they are printed are escapes of JSON, so that a program reads the same name."""
    name = "plan\u2066\u200f\x9b\u2028.json"
    text = text_of({name: report()})
    assert not set(text) & set("\u2066\u200f\x9b\u2028")
    assert json.dumps(name) in text or "plan%E2%81%A6" in text


def test_a_traceback_is_passed_on():
    """Where a finding has a detail, a program gets it."""
    text = rf_findings.json_text({"f": rf.Report((finding(detail="Traceback ..."),))}, more={"statistics": []})
    document = json.loads(text)
    assert document["findings"][0]["detail"] == "Traceback ..."
    assert document["statistics"] == []
    assert text.endswith("}\n")


def test_what_was_ignored_is_a_record():
    """Code, reason, places and how often."""
    (record,) = rf_findings.ignored_records([Ignored("BAS", "old", ("A",), 3)])
    assert record == {"code": "BAS", "reason": "old", "at": ("A",), "found": 3}


# ----------------------------------------------------------------------------------------------- SARIF


def test_sarif_carries_rules_levels_places_and_lines():
    """A finding refers to its rule, has a level, a file with a line, and its path as a logical place."""
    run = sarif({"plans/a b.txt": report()})
    (result,) = run["results"]
    assert result["ruleId"] == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "BAS02"
    assert result["level"] == "error"
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "plans/a%20b.txt"},
        "region": {"startLine": 41},
    }
    assert location["logicalLocations"] == [{"fullyQualifiedName": "P/I/baseline", "kind": "element"}]
    assert result["properties"]["implied"] == ["BAS03", "BAS06"]
    assert result["message"]["text"].startswith("the baseline is of 2025, after 2022")
    assert ". Correct the year" in result["message"]["text"]


def test_sarif_explains_the_rules_that_were_run():
    """Each rule has a title, and help with source, examples and what to do, for which nobody has to be online."""
    rules = {rule["id"]: rule for rule in sarif({"f": report()})["tool"]["driver"]["rules"]}
    assert set(rules) == {f"BAS{n:02}" for n in range(1, 11)}
    rule = rules["BAS02"]
    assert rule["name"] == "BaselineBeforeFirstPeriod"
    assert "helpUri" not in rule
    assert rule["help"]["markdown"].endswith("](docs/rules/BAS02.md)")
    assert rule["defaultConfiguration"] == {"level": "error"}
    for part in ("Comes from: ", "Advice: ", "Fires: ", "Silent: "):
        assert part in rule["help"]["text"]
    assert "(stale_baseline_years)" in rules["BAS05"]["help"]["text"]
    assert "`" not in json.dumps([rule["help"]["text"] for rule in rules.values()])
    assert rules["BAS04"]["defaultConfiguration"] == {"level": "note"}


def test_a_published_page_of_a_rule_is_linked():
    """Where the documentation is published, the help address of each rule is its own page."""
    run = sarif({"f": report()}, rule_page="https://example.org/rules/{code}.html")
    assert run["tool"]["driver"]["rules"][1]["helpUri"] == "https://example.org/rules/BAS02.html"


def own_rule(page):
    """A rule of a project's own that finds something in every framework."""

    def framework_is_ours(_node, _context):
        """Every framework is ours."""
        yield rf.rules.Found("it is not ours")

    decorate = rf.rule(
        "OWN01", rf.Severity.ERROR, title="Not ours", source="us", advice="Ask.", on=rf.ResultsFramework, page=page
    )
    return rf.validate(rf.ResultsFramework(), rules=[decorate(framework_is_ours)], select="OWN01")


@pytest.mark.each(
    ("page", "text", "link", "more"),
    [
        ("https://example.org/own.html#01", "[All about OWN01](https://example.org/own.html#01)", True, "https://exa"),
        ("wiki/own.md", "[All about OWN01](wiki/own.md)", False, "wiki/own.md"),
        (None, "Advice: Ask.", False, "resultsframework rules OWN01"),
    ],
)
def test_the_help_of_a_rule_of_your_own_links_your_page(page, text, link, more):
    """Not a page of this library, which does not have one of that rule; where you name none, there is no link."""
    found = own_rule(page)
    (rule,) = sarif({"f": found})["tool"]["driver"]["rules"]
    assert rule["help"]["markdown"].endswith(text)
    assert rule.get("helpUri") == (page if link else None)
    assert f"(more: {more}" in rf_findings.github_text({"f": found})


def test_every_link_of_sarif_leads_to_a_page(request):
    """The help of each rule links a page of the documentation."""
    rules = sarif({"f": report(select=())})["tool"]["driver"]["rules"]
    links = {rule["help"]["markdown"].rpartition("](")[2].rstrip(")") for rule in rules}
    assert len(links) == len(rules) > 30
    assert [link for link in links if not (request.config.rootpath / link).is_file()] == []


def test_a_finding_keeps_its_fingerprint_when_it_is_worded_or_placed_anew():
    """Code and path identify a finding for other tools; several at one place are numbered."""
    same = [finding(message="one", line=3), finding(message="two", line=9)]
    prints = [r["partialFingerprints"] for r in sarif({"f": rf.Report(tuple(same))})["results"]]
    again = sarif({"f": rf.Report((attrs.evolve(same[0], message="else", line=77),))})["results"][0]
    assert prints[0] == again["partialFingerprints"]
    assert prints[0] != prints[1]


def test_the_same_finding_in_two_frameworks_of_a_file_has_two_fingerprints():
    """An alert that is closed in one activity closes none in another, in whatever order they come."""
    both = [finding(framework=name) for name in ("kenya", "peru")]
    one, other = (
        [r["partialFingerprints"] for r in sarif({"f": rf.Report(tuple(f))})["results"]] for f in (both, both[1:])
    )
    assert one[0] != one[1] == other[0]


def test_a_finding_on_the_whole_has_no_logical_place():
    """A finding without a path, a line and a rule that was run is still a result."""
    (result,) = sarif({"f": rf.Report((finding(path="", detail="more"),))})["results"]
    assert "logicalLocations" not in result["locations"][0]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert "ruleIndex" not in result
    assert result["properties"] == {"detail": "more"}


def test_sarif_of_a_whole_path_is_a_whole_address(tmp_path):
    """An absolute path becomes a file address."""
    file = tmp_path / "f.json"
    (result,) = sarif({str(file): rf.Report((finding(),))})["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == file.as_uri()


def test_sarif_says_what_could_not_be_done():
    """A file that cannot be read makes the run no success; what is ignored for nothing is a notification."""
    run = sarif({"f": report()}, unused=[Ignored("BAS01", "old")], unreadable={"g.json": "there is no such file"})
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "there is no such file"
    assert "ignoring BAS01 (old)" in invocation["toolConfigurationNotifications"][0]["message"]["text"]
    assert sarif({"f": report()})["invocations"][0]["executionSuccessful"] is True


def test_a_rule_without_docstring_is_explained_by_its_title():
    """Python drops docstrings on request; SARIF demands a description all the same."""

    def all_is_well(_node, _context):
        return ()

    own = rf.rule("OWN01", rf.Severity.INFO, title="Own", source="us", advice="Do.", on=rf.Output)(all_is_well)
    run = sarif({"f": rf.validate(rf.ResultsFramework(), rules=[own], select="OWN01")})
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["fullDescription"]["text"] == "Own"


# ---------------------------------------------------------------------------------------------- GitHub


def test_a_github_line_names_file_line_rule_and_message():
    """GitHub shows the message beside the line of the file."""
    line = rf_findings.github_text({"plan.txt": report()})
    assert line.startswith(
        "::error file=plan.txt,line=41,title=BAS02 Baseline lies after the first period::P/I/baseline: "
    )
    assert line.endswith("leave the year out. (more: resultsframework rules BAS02)\n")
    assert line.count("\n") == 1


def test_what_would_end_a_github_line_is_escaped():
    """Line breaks and percent signs in a message, and colons and commas in a file's name, are written GitHub's way."""
    found = rf.Report((finding(path="", message="50%\r\nof: a, b"),))
    assert rf_findings.github_text({"C:\\a,b%.txt": found}) == (
        "::error file=C%3A\\a%2Cb%25.txt,title=BAS02::50%25%0D%0Aof: a, b\n"
    )


def test_github_knows_three_levels():
    """An info is a notice; what is ignored for nothing is a warning."""
    found = tuple(finding(severity=severity) for severity in rf.Severity)
    text = rf_findings.github_text({"f": rf.Report(found)}, unused=[Ignored("BAS01")])
    assert [line.split()[0] for line in text.splitlines()] == ["::error", "::warning", "::notice", "::warning"]
    assert "ignoring BAS01 leaves nothing out" in text


# ------------------------------------------------------------------------------------------------ known


def test_known_findings_are_one_a_line():
    """By file, framework, path and code, with a count where there are several: version control shows what changed."""
    kenya = finding(path="A", source="kenya.xml", framework="XM-1-KE")
    known = rf.rules.known([kenya, finding(path="P/J"), finding("BAS03"), finding(), finding()])
    assert rf_findings.dumps(known) == (
        '{\n  "resultsframework_known_findings": 2,\n  "findings": [\n'
        '    {"path": "P/I", "code": "BAS02", "count": 2},\n'
        '    {"path": "P/I", "code": "BAS03"},\n'
        '    {"path": "P/J", "code": "BAS02"},\n'
        '    {"source": "kenya.xml", "framework": "XM-1-KE", "path": "A", "code": "BAS02"}\n  ]\n}\n'
    )
    assert rf_findings.dumps(KnownFindings()) == ('{\n  "resultsframework_known_findings": 2,\n  "findings": []\n}\n')


def test_what_follows_is_known_with_its_cause():
    """A cause that is corrected does not make what followed from it new."""
    folded = finding(implied=(finding("BAS03"), finding("BAS06")))
    known = rf.rules.known([folded])
    assert len(known) == 3
    assert known.sift([finding("BAS03")]).new == ()


def test_only_new_facts_are_in_a_finding():
    """A new cause keeps the new findings it implies; where the cause is known, they are findings of their own."""
    new_cause = finding(implied=(finding("BAS03"), finding("BAS06")))
    (left,) = rf.rules.known([finding("BAS03")]).sift([new_cause]).new
    assert (left.code, [f.code for f in left.implied]) == ("BAS02", ["BAS06"])
    (left,) = rf.rules.known([finding(), finding("BAS06")]).sift([new_cause]).new
    assert (left.code, left.implied) == ("BAS03", ())


def test_of_several_at_one_place_only_the_known_number_is_left_out():
    """A second finding at a place where one is known is new."""
    sifted = rf.rules.known([finding()]).sift([finding(message="one"), finding(message="two")])
    assert [f.message for f in sifted.new] == ["two"]
    assert len(sifted.left) == 0


def test_wording_line_and_weight_do_not_matter():
    """A finding is the same while its code and path are."""
    known = rf.rules.known([finding(message="old", line=3)])
    assert known.sift([finding(message="new", line=9, severity=rf.Severity.INFO)]).new == ()


def test_what_is_gone_is_left_over():
    """Known findings that are not found any more are left over, and can be selected by rule."""
    known = rf.rules.known([finding(), finding("SER01", ""), finding("SER01", "")])
    left = known.sift([finding("SER01", "")]).left
    one, other = KnownFinding(path="", code="SER01"), KnownFinding(path="P/I", code="BAS02")
    assert left.entries == (one, other)
    assert left.of_rules(["BAS02"]).entries == (other,)


def test_a_finding_is_known_in_its_own_file_and_framework_alone():
    """An error mended in Kenya does not hide a new one at the same path in Peru."""
    kenya, peru = (finding(source=f"{name}.xml", framework=name) for name in ("kenya", "peru"))
    known = rf.rules.known([kenya])
    assert known.sift([peru]).new == (peru,)
    assert known.sift([peru]).left == known
    assert known.sift([attrs.evolve(kenya, framework="other")]).new
    assert known.sift([kenya]).new == ()


def test_known_findings_are_found_by_their_framework():
    """The part of one framework is looked up without a search through those of all others."""
    kenya, peru = (finding(source="all.xml", framework=name) for name in ("kenya", "peru"))
    parts = rf.rules.known([peru, kenya, finding()]).by_framework
    assert list(parts) == [("", ""), ("all.xml", "kenya"), ("all.xml", "peru")]
    assert parts["all.xml", "peru"] == rf.rules.known([peru])


@pytest.mark.each(
    ("place", "text"),
    [
        ({}, "BAS02 at the framework"),
        ({"path": "A/B"}, "BAS02 at A/B"),
        ({"path": "A", "source": "peru.xml"}, "BAS02 at A of peru.xml"),
        ({"path": "A", "source": "peru.xml", "framework": "XM-1"}, "BAS02 at A of peru.xml XM-1"),
    ],
)
def test_a_known_finding_is_printed_with_its_place(place, text):
    """Rule, path, file and framework, as far as they are known."""
    assert str(KnownFinding(**{"path": "", "code": "BAS02"} | place)) == text


def test_a_report_is_known_with_its_file_and_framework():
    """Findings of a validation carry the identifier of the framework and the name of its file, implied ones too."""
    series = rf.ObservationSeries.parse("2025 baseline TBD | 2022 milestone - | 2025 target 2")
    outcome = rf.Outcome(title="A", indicators=(rf.Indicator(statement="Laws", series=series),))
    framework = rf.ResultsFramework(identifier="XM-1", results=(outcome,), source=rf.Source(name="a.xml"))
    known = rf.rules.known(rf.validate(framework, select="BAS"))
    assert len(known) > 1
    assert {(entry.source, entry.framework) for entry in known.entries} == {("a.xml", "XM-1")}


def test_known_findings_go_to_a_file_and_back(tmp_path):
    """A file is written whole, and read from a path or a stream."""
    known = rf.rules.known([finding(path="Ä/“x”"), finding(path="Ä/“x”")])
    path = tmp_path / "known.json"
    rf_findings.dump(known, path)
    assert rf_findings.load(path) == known
    stream = io.StringIO()
    rf_findings.dump(known, stream)
    assert rf_findings.load(io.StringIO(stream.getvalue())) == known


def test_entries_that_repeat_are_added_up():
    """A file that two people merged by hand adds up the counts of repeated entries."""
    line = '{"code": "BAS02", "path": "A", "count": 2}'
    text = f'{{"resultsframework_known_findings": 2, "findings": [{line}, {line}]}}'
    assert rf_findings.loads(text).entries == (KnownFinding(path="A", code="BAS02", count=4),)


HEAD = '"resultsframework_known_findings": 2'


@pytest.mark.each(
    ("text", "message"),
    [
        ("{\n  x", "line 2: it is no JSON"),
        ("[]", "it has no member 'resultsframework_known_findings'; --write-known writes such a file"),
        ('{"findings": []}', "it has no member"),
        ('{"resultsframework_known_findings": "1"}', "the version has to be a whole number from 1 to 2, not '1'"),
        ('{"resultsframework_known_findings": true}', "not True"),
        ('{"resultsframework_known_findings": 0}', "not 0"),
        (f"{{{HEAD}}}", "$.findings: a list of findings belongs here, not None"),
        (f'{{{HEAD}, "findings": [3]}}', "$.findings[0]: an object with a code and a path belongs here, not 3"),
        (f'{{{HEAD}, "findings": [{{"code": "A", "path": 4}}]}}', "'path' has to be text, not 4"),
        (f'{{{HEAD}, "findings": [{{"code": "A", "path": "", "source": 4}}]}}', "'source' has to be text, not 4"),
        (f'{{{HEAD}, "findings": [{{"code": "A", "path": "", "framework": null}}]}}', "'framework' has to be text"),
        (f'{{{HEAD}, "findings": [{{"path": ""}}]}}', "'code' has to be text, not None"),
        (f'{{{HEAD}, "findings": [{{"code": "", "path": "", "count": 0}}]}}', "'count' has to be a whole number"),
        (f'{{{HEAD}, "findings": [{{"code": "", "path": "", "count": true}}]}}', "not True"),
        (f'{{{HEAD}, "findings": [{{"code": "", "path": "", "line": 3}}]}}', "there is no member 'line'"),
        (f'{{{HEAD}, "findings": [{{"code": "", "path": "", "count": {"9" * 5_000}}}]}}', "more than the 1,000 digits"),
        (f'{{{HEAD}, "findings": [{{"code": "", "path": "", "count": {10**999}}}]}}', "from 1 to 1,000,000,000"),
        (f'{{{HEAD}, "findings": [{{"code": "", "path": "", "count": 1.5}}]}}', "not 1.5"),
        (f'{{{HEAD}, "findings": [], "findings": []}}', "$.findings: the member occurs more than once"),
        (f'{{{HEAD}, "findings": [], "version": 2}}', "$.version: there is no such member"),
        (f'{{{HEAD}, "findings": [{{"code": "\\ud800", "path": ""}}]}}', "half a character"),
    ],
)
def test_a_file_of_another_form_is_refused(text, message):
    """Every problem of the file is listed with its place."""
    with pytest.raises(rf.FormatError) as caught:
        rf_findings.loads(text, source="known.json")
    assert message in str(caught.value)
    assert str(caught.value).startswith("known.json cannot be read as known findings: ")


def test_everything_wrong_with_a_file_is_said():
    """Two entries with a slip each are two problems."""
    with pytest.raises(rf.FormatError) as caught:
        rf_findings.loads(f'{{{HEAD}, "findings": [1, {{}}]}}')
    assert [problem.path for problem in caught.value.problems] == ["$.findings[0]", *["$.findings[1]"] * 2]


def test_a_newer_file_is_refused_as_such():
    """A later version of the library may write more; the error advises an update."""
    with pytest.raises(rf.UnsupportedVersionError, match="update"):
        rf_findings.loads('{"resultsframework_known_findings": 3, "findings": "x"}')


def test_a_file_of_the_first_form_is_refused_with_the_way_out():
    """It did not keep file and framework, so it would hide new findings; the error says how to write it anew."""
    text = '{"resultsframework_known_findings": 1, "findings": [{"code": "BAS02", "path": ""}]}'
    with pytest.raises(rf.UnsupportedVersionError, match="write it anew with --write-known") as caught:
        rf_findings.loads(text)
    assert len(caught.value.problems) == 1


def test_a_file_that_is_nested_too_deep_is_unsafe():
    """Thousands of brackets are refused, and do not end the program."""
    with pytest.raises(rf.UnsafeInputError, match="nested too deep"):
        rf_findings.loads("[" * 200_000)
