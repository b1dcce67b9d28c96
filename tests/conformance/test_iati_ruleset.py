"""
The official ruleset, evaluated on the published files by its own expressions, beside what the profile finds in what was
read from them.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter, defaultdict
from typing import NamedTuple

import attrs
import pytest
from hypothesis import given

import resultsframework as rf
from resultsframework.formats import iati
from resultsframework.rules import Options, profile_of
from resultsframework.testing import frameworks

etree = pytest.importorskip("lxml.etree")

TODAY = dt.date(2026, 6, 30)
XML = {"xml": "http://www.w3.org/XML/1998/namespace"}
ACTIVITY = "/iati-activities/iati-activity"
# The cases about an activity as a whole or its budgets, and the rule that has each.
OF_THE_WHOLE = {
    "1.1.3": "COD10",
    "1.1.21": "COD08",
    "1.3.13": "COD09",
    "1.8.1": "IAT08",
    "1.8.13": "IAT08",
    "1.9.1": "IAT08",
    "1.14.1": "IAT08",
    "1.14.13": "IAT08",
    "3.7.1": "IAT22",
    "3.7.2": "IAT22",
    "4.1.1": "IAT06",
    "6.2.2": "IAT07",
    "6.10.1": "IAT09",
    "6.11.1": "IAT02",
    "7.5.3": "BUD09",
    "7.8.1": "BUD02",
    "7.9.1": "IAT15",
    "7.9.2": "IAT15",
    "7.9.4": "IAT15",
    "8.6.3": "IAT12",
    "11.1.1": "IAT05",
    "11.1.2": "IAT04",
    "11.1.3": "IAT04",
    "11.1.4": "IAT05",
    "11.1.5": "IAT05",
    "11.2.1": "IAT14",
}
# The cases about results, each with the rules that have it, and the element whose line their findings name. Text that
# is no number, such as N/A, may be no value at all (VAL08).
OF_RESULTS = {
    "8.6.1": (("SER10",), None),
    "8.8.1": (("VAL08",), "baseline"),
    "8.8.2": (("IAT20", "VAL08"), "baseline"),
    "8.8.3": (("IAT21", "VAL09"), "indicator"),
    "8.9.1": (("VAL08",), "target"),
    "8.9.2": (("IAT20", "VAL08"), "target"),
    "8.9.3": (("IAT21", "VAL09"), "indicator"),
    "8.10.1": (("VAL08",), "actual"),
    "8.10.2": (("IAT20", "VAL08"), "actual"),
    "8.10.3": (("IAT21", "VAL09"), "indicator"),
    "8.11.1": (("IAT17",), "result"),
}
CODES = sorted({*OF_THE_WHOLE.values(), *(code for codes, _ in OF_RESULTS.values() for code in codes)})


class Case(NamedTuple):
    """One case of the official ruleset: its context, its kind and its expressions."""

    context: str
    kind: str
    body: dict
    each: str | None


def cases_of(ruleset):
    """The cases that the profile covers and that activity files are asked for."""
    wanted = {*OF_THE_WHOLE, *OF_RESULTS}
    for contexts, kinds in ruleset.items():
        for context in contexts.split(" | "):
            if not context.startswith(ACTIVITY):
                continue
            for kind, listed in kinds.items():
                for body in listed["cases"]:
                    within = body.get("do", {kind: {"cases": [body]}})
                    for inner, found in within.items():
                        for case in found["cases"]:
                            if case["ruleInfo"]["id"] in wanted:
                                yield Case(context, inner, case, body.get("foreach"))


def texts(element, paths):
    found = [item for path in paths for item in element.xpath(path)]
    return [item if isinstance(item, str) else item.text or "" for item in found]


def day(element, path):
    if path == "NOW":
        return TODAY
    try:
        return next((dt.date.fromisoformat(str(text).strip()[:10]) for text in element.xpath(path)), None)
    except ValueError:
        return None


def in_order(element, less, more):
    first, last = day(element, less), day(element, more)
    return first is None or last is None or first <= last


def within_a_year(element, case):
    first, last = day(element, case["start"]), day(element, case["end"])
    return first is None or last is None or (last - first).days <= 365


def begins(element, case):
    starts = tuple(f"{start}-" for start in texts(element, case["prefix"]))
    return all(text.startswith(starts) for text in texts(element, case["paths"]))


def in_all(element, case):
    missing = {
        "lang": ".//narrative[not(@xml:lang)]",
        "currency": "(.//value|.//forecast|.//loan-status)[not(@currency)]",
    }
    return bool(element.xpath(case["one"], namespaces=XML)) or not element.xpath(missing[case["all"]], namespaces=XML)


KINDS = {
    "atleast_one": lambda e, c: any(e.xpath(path) for path in c["paths"]),
    "no_more_than_one": lambda e, c: sum(len(e.xpath(path)) for path in c["paths"]) <= 1,
    "if_then": lambda e, c: not e.xpath(c["if"]) or bool(e.xpath(c["then"])),
    "unique": lambda e, c: len(texts(e, c["paths"])) == len(set(texts(e, c["paths"]))),
    "no_spaces": lambda e, c: all(text == text.strip() for text in texts(e, c["paths"])),
    "regex_matches": lambda e, c: all(not t or re.search(c["regex"], t) for t in texts(e, c["paths"])),
    "startswith": begins,
    "date_order": lambda e, c: in_order(e, c["less"], c["more"]),
    "date_now": lambda e, c: in_order(e, c["date"], "NOW"),
    "time_limit": within_a_year,
    "one_or_all": in_all,
    "strict_sum": lambda e, c: round(sum(float(t) for t in texts(e, c["paths"])), 4) == c["sum"],
}


def replaced(case, value):
    """A case that is asked for each of several values, for one of them."""
    return {
        name: [part.replace("$1", value) for part in entry]
        if isinstance(entry, list)
        else entry.replace("$1", value)
        if isinstance(entry, str)
        else entry
        for name, entry in case.items()
    }


def failures(activity, cases):
    """The elements of an activity that break the official ruleset, each with the number of the case."""
    for context, kind, case, each in cases:
        for element in activity.xpath(f".{context.removeprefix(ACTIVITY)}"):
            values = sorted(set(map(str, element.xpath(each)))) if each else [""]
            for body in [replaced(case, value) for value in values] if each else [case]:
                is_applicable = "condition" not in body or element.xpath(body["condition"])
                if is_applicable and not KINDS[kind](element, body):
                    yield case["ruleInfo"]["id"], element


def says_a_number(element):
    """True if the comment states a value as a number: the reader takes it from there, so that there is one."""
    comment = "".join(element.xpath("(comment/narrative)[1]//text()"))
    return not isinstance(rf.parse_value(comment).value, str | bool | rf.Missing)


@pytest.fixture(scope="module")
def compared(shared):
    """For each published activity what the ruleset finds in the file, and what the profile finds in the framework."""
    folder = shared / "data" / "iati"
    cases = list(cases_of(json.loads((folder / "ruleset-standard-2.03.json").read_text("utf-8"))))
    profile = attrs.evolve(profile_of("iati-2.03"), options=Options(today=TODAY))
    pairs = []
    for path in sorted((folder / "publishers").glob("*.xml")):
        tree = etree.parse(str(path), etree.XMLParser(huge_tree=True, resolve_entities=False))
        activities = tree.getroot().iter("iati-activity")
        for activity, framework in zip(activities, rf.read_all(path), strict=True):
            report = rf.validate(framework, profile=profile, select=CODES, implied=True)
            pairs.append((list(failures(activity, cases)), report.by_code))
    return pairs


def test_what_can_be_published_breaks_no_case_when_it_is_written(shared):
    """Where the profile finds nothing, the file that is written breaks no case that does not depend on the day."""
    ruleset = json.loads((shared / "data" / "iati" / "ruleset-standard-2.03.json").read_text("utf-8"))
    cases = list(cases_of(ruleset))

    @given(frameworks(published=True))
    def law(framework):
        for lossless in (True, False):
            tree = etree.fromstring(iati.dumps(framework, lossless=lossless).encode())
            broken = [case for activity in tree.iter("iati-activity") for case, _ in failures(activity, cases)]
            assert not [case for case in broken if not case.startswith("11.")]

    law()


def test_the_ruleset_finds_what_was_counted(compared):
    """The cases are evaluated as the standard's own validator does: these are its figures for the published files."""
    counted = Counter(case for found, _ in compared for case, _ in found)
    assert counted["1.3.13"] == 68
    assert counted["8.11.1"] == 53
    assert counted["7.5.3"] == 33
    assert counted["8.6.1"] == 21
    assert [counted[f"8.{kind}.1"] for kind in (8, 9, 10)] == [1873, 807, 711]
    assert [counted[f"8.{kind}.2"] for kind in (8, 9, 10)] == [43, 323, 379]
    assert [counted[f"8.{kind}.3"] for kind in (8, 9, 10)] == [85, 84, 96]


def test_every_case_about_an_activity_is_found(compared):
    """Where a published activity breaks the ruleset, the rule that has the case finds something in it."""
    for found, by_code in compared:
        for case, element in found:
            if case in OF_THE_WHOLE:
                assert by_code[OF_THE_WHOLE[case]], (case, element.sourceline)


def test_every_case_about_a_result_is_found_in_its_line(compared):
    """Of what is wrong with results and values in published files nothing is overlooked, and the line is right."""
    for found, by_code in compared:
        lines = defaultdict(set)
        for code, findings in by_code.items():
            lines[code] = {finding.line for finding in findings}
        for case, element in found:
            if (
                case not in OF_RESULTS
                or element.sourceline > 60_000
                or (case.endswith(".1") and says_a_number(element))
            ):
                continue
            codes, name = OF_RESULTS[case]
            where = element if name is None else element.xpath(f"ancestor-or-self::{name}")[0]
            assert any(lines[c] if name is None else where.sourceline in lines[c] for c in codes), (
                case,
                where.sourceline,
            )


def test_the_profile_finds_no_more_than_the_ruleset(compared):
    """Where no value is concerned, both find the same, but for bodies whose names are blank and what is uncertain."""
    stricter = {"IAT05", "IAT09"}
    cases_of_code = defaultdict(set)
    for case, code in OF_THE_WHOLE.items():
        cases_of_code[code].add(case)
    cases_of_code |= {"SER10": {"8.6.1"}, "IAT17": {"8.11.1"}}
    for found, by_code in compared:
        official = {case for case, _ in found}
        for code, cases in cases_of_code.items():
            certain = [finding for finding in by_code[code] if finding.severity is not rf.Severity.INFO]
            assert not certain or code in stricter or cases & official, (code, certain)


def test_a_value_in_a_comment_is_found_once(compared):
    """A value has one finding of the two, and words in the place of a number are an error, as they are no value."""
    for _, by_code in compared:
        stated, plain = ({(f.path, f.line) for f in by_code[code]} for code in ("VAL08", "IAT20"))
        assert not stated & plain
