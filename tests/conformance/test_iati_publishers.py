"""Real activity files of some forty-five publishers: all are read, nothing is lost, what is written is valid."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from typing import NamedTuple

import pytest

import resultsframework as rf
from resultsframework.formats import iati
from resultsframework.testing import assert_same

etree = pytest.importorskip("lxml.etree", reason="reading IATI needs lxml")

RF = "{urn:resultsframework:iati:1}"
# What a cell with a dash is called in our own elements.
EMPTY = '"missing": "empty"'
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What the manifest of the files says of them all together.
TOTALS = {
    "activities": 1_214,
    "results": 6_740,
    "indicators": 9_560,
    "baselines": 5_723,
    "periods": 14_714,
    "targets": 9_496,
    "actuals": 10_419,
}
PATHS = {
    "activities": "/iati-activities/iati-activity",
    "results": "/iati-activities/iati-activity/result",
    "indicators": "/iati-activities/iati-activity/result/indicator",
    "baselines": "/iati-activities/iati-activity/result/indicator/baseline",
    "periods": "/iati-activities/iati-activity/result/indicator/period",
    "targets": "/iati-activities/iati-activity/result/indicator/period/target",
    "actuals": "/iati-activities/iati-activity/result/indicator/period/actual",
}
UN_WOMEN = "XM-DAC-41146__v2.02__A.xml"


class Facts(NamedTuple):
    """The content of one file, by XPath and as objects, and as written again."""

    elements: dict[str, int]
    objects: dict[str, int]
    different: list[str]
    invalid: list[str]
    lost: list[str]
    lines: list[tuple[int, int]]


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "data" / "iati" / "publishers"


@pytest.fixture(scope="module")
def schema(shared):
    return etree.XMLSchema(etree.parse(shared / "data" / "iati" / "schema" / "2.03" / "iati-activities-schema.xsd"))


@pytest.fixture(scope="module")
def census(folder, schema):
    """The facts of every file; each is read, written and read again once."""
    return {path.name: facts(path, schema) for path in sorted(folder.glob("*.xml"))}


def facts(path, schema):
    root = etree.parse(path, etree.XMLParser(remove_comments=True, remove_pis=True, huge_tree=True)).getroot()
    elements = {name: int(root.xpath(f"count({found})")) for name, found in PATHS.items()}
    objects = Counter()
    found = Facts(elements, objects, [], [], [], [])
    for element, framework in zip(root.findall("iati-activity"), rf.read_all(path), strict=True):
        count(framework, objects)
        found.lines.append((element.sourceline, framework.line))
        text = iati.dumps(framework, lossless=True)
        written = etree.fromstring(text.encode(), etree.XMLParser(huge_tree=True))
        if not schema.validate(written):
            found.invalid.append(f"{framework.identifier}: {schema.error_log[0].message}")
        try:
            assert_same(iati.loads(text, source=str(path)), framework)
        except AssertionError as error:
            found.different.append(f"{framework.identifier}: {error}")
        found.lost.extend(f"{framework.identifier}: {fact}" for fact in lost(element, written))
    return found


def count(framework, objects):
    objects["activities"] += 1
    objects["results"] += len(framework.results)
    objects["indicators"] += len(framework.indicators)
    for indicator in framework.indicators:
        series = indicator.series
        objects["baselines"] += len(series.baselines)
        objects["periods"] += len(series.periods)
        objects["targets"] += len(series.targets) + len(series.milestones)
        objects["actuals"] += len(series.actuals)


def lost(element, written):
    """The texts and the values of the results of an activity that are nowhere in the file that it was written as."""
    own = " ".join(e.text or "" for e in written.iter(f"{RF}*"))
    found = set(said(written.findall("iati-activity/result")))
    for fact in said(element.findall("result")):
        if (
            fact not in found
            and json.dumps(fact, ensure_ascii=False)[1:-1] not in own
            and not is_number(fact, found)
            and not (fact == "-" and EMPTY in own)
        ):
            yield fact


def said(results):
    """Every text, and every value of an attribute, but those that say yes or no, a day, or a language."""
    for result in results:
        for element in result.iter("{*}*"):
            if element.text and not element.text.isspace():
                yield element.text
            for name, value in element.items():
                if name not in {"iso-date", "aggregation-status", "ascending", LANG} and value.strip():
                    yield value


def is_number(text, found):
    """True if a text is a number that is there with the same digits; its unit is beside it."""
    digits = text.strip().removesuffix("%").strip().lstrip("+").replace(",", "")
    return digits in found


# ------------------------------------------------------------------------------------------------ reading


def test_all_files_are_read(census):
    """All fifty files load, whatever version they declare and whatever they hold."""
    assert len(census) == 50


def test_the_numbers_are_those_that_a_search_finds(census):
    """In every file the objects are as many as the elements that an independent search counts."""
    assert {name: found.objects for name, found in census.items()} == {
        name: found.elements for name, found in census.items()
    }


@pytest.mark.parametrize("kind", TOTALS)
def test_all_together_are_as_many_as_the_manifest_says(census, kind):
    """Over all files there are as many activities, results and values as were counted when they were collected."""
    assert sum(found.objects[kind] for found in census.values()) == TOTALS[kind]


def test_frameworks_know_their_lines(census):
    """Each framework says the line of its activity in the file, however far down it is."""
    for name, found in census.items():
        off = [pair for pair in found.lines if pair[0] < 65_535 and pair[0] != pair[1]]
        assert not off, name


# ------------------------------------------------------------------------------------------------ there and back


def test_every_activity_comes_back(census):
    """Read, written without loss and read again, each of the activities is the same framework."""
    assert [one for found in census.values() for one in found.different] == []


def test_every_written_activity_is_valid(census):
    """Written files are valid by the official schema of 2.03, also where the original was not."""
    assert [one for found in census.values() for one in found.invalid] == []


def test_no_text_and_no_value_of_a_result_is_missing(census):
    """Every text and every value of the results is found again in the written file, in its place or in one of ours."""
    assert [one for found in census.values() for one in found.lost] == []


def test_a_file_of_many_is_written_as_one(folder, schema, tmp_path):
    """All activities of a publisher fit into one file, which is valid and gives all of them again."""
    frameworks = list(rf.read_all(folder / "CA-3__v2.03.xml"))
    path = tmp_path / "all.xml"
    iati.dump_all(frameworks, path, lossless=True)
    assert schema.validate(etree.parse(path))
    assert list(rf.read_all(path)) == frameworks


def test_the_results_alone_are_the_same(folder):
    """Results are the same whether the rest of their activities is read or passed over."""
    path = folder / "CA-3__v2.03.xml"
    whole = [(framework.identifier, framework.results) for framework in rf.read_all(path)]
    alone = [(framework.identifier, framework.results) for framework in rf.read_all(path, results_only=True)]
    assert alone == whole


def test_attributes_of_collectors_stay_on_the_activity(folder):
    """Attributes of foreign namespaces, as aggregators add them, are written back where they were."""
    path = folder / "XM-DAC-41114__v2.03__A.xml"
    element = etree.parse(path).getroot()[0]
    foreign = {name: value for name, value in element.items() if name.startswith("{") and name != LANG}
    assert foreign
    framework = next(rf.read_all(path))
    written = etree.fromstring(iati.dumps(framework, lossless=True).encode())[0]
    assert {name: written.get(name) for name in foreign} == foreign


# ------------------------------------------------------------------------------------------------ what is written there


@pytest.fixture(scope="module")
def frameworks(folder):
    """The frameworks of one publisher, by the beginning of the file's name."""
    read = {}

    def of(name, **options):
        key = name, *options.items()
        if key not in read:
            (path,) = folder.glob(f"{name}*")
            read[key] = list(rf.read_all(path, **options))
        return read[key]

    return of


def values(found, *kinds):
    return [o for framework in found for indicator in framework.indicators for o in indicator.series if o.kind in kinds]


BASELINE, MILESTONE, TARGET, ACTUAL = rf.ObservationKind


def test_a_year_within_a_value_is_no_number(frameworks):
    """UNICEF puts the year before the value: the value follows the year of the period, Yes among them."""
    found = [o for o in values(frameworks("XM-DAC-41122__v2.02"), MILESTONE, TARGET, ACTUAL) if o.raw[4:5] == ":"]
    assert len(found) > 100
    for o in found:
        year, _, rest = o.raw.partition(":")
        digits = rest.replace(",", "")
        if not o.period.holds(int(year)):
            assert o.value == o.raw
        elif re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", digits):
            assert o.value == o.raw  # thousands to one reader, decimals to another
        elif digits.replace(".", "", 1).isdecimal():
            assert o.value == Decimal(digits)
        elif rest in {"Yes", "No"}:
            assert o.value is (rest == "Yes")
        else:
            assert not isinstance(o.value, Decimal) or o.unit


def test_numbers_are_exact(frameworks):
    """Numbers with two decimals keep both, and every number of digits and a point is read as just that."""
    for publisher in ("44000", "XM-DAC-3-1", "NL-KVK-41152786"):
        for o in values(frameworks(publisher), BASELINE, MILESTONE, TARGET, ACTUAL):
            digits = o.raw.replace(".", "", 1)
            if digits.isascii() and digits.isdecimal() and o.raw[-1] != "." and o.raw[0] != "0":
                assert str(o.value) == o.raw


def test_words_are_never_numbers(frameworks):
    """A cell with letters in it is a number only where they are a unit, a currency, a power or an escaped bracket."""
    for publisher in ("44000", "XM-DAC-3-1", "XI-IATI-IADB__v2.02"):
        for o in values(frameworks(publisher), BASELINE, MILESTONE, TARGET, ACTUAL):
            if any(letter.isalpha() for letter in o.raw) and not isinstance(o.value, str | bool | rf.Missing):
                assert o.unit or "e" in o.raw.casefold() or "out of" in o.raw or o.raw.startswith("&gt;")


def test_a_dash_is_never_zero(frameworks):
    """UN Women writes a dash where nothing was reported; it is a reason, not a number, fifty-nine times."""
    dashes = [o for o in values(frameworks(UN_WOMEN), ACTUAL) if o.raw == "-"]
    assert len(dashes) == 59
    assert {o.value for o in dashes} == {rf.Missing.EMPTY}


def test_a_period_may_be_stated_twice(frameworks):
    """War Child states periods with the same dates twice; both are there."""
    found = [indicator.series for framework in frameworks("NL-KVK-41215393") for indicator in framework.indicators]
    assert any(len(set(series.periods)) < len(series.periods) for series in found)


# ---------------------------------------------------------------------------------------------- outcome-activity


@pytest.fixture(scope="module")
def outcomes(frameworks):
    return frameworks(UN_WOMEN, layout="outcome-activity")


def test_each_activity_of_un_women_is_an_outcome(outcomes):
    """Nine activities are nine outcomes with their codes, and all their results are outputs."""
    assert [len(framework.results) for framework in outcomes] == [1] * 9
    found = [framework.results[0] for framework in outcomes]
    assert {type(outcome) for outcome in found} == {rf.Outcome}
    assert {outcome.code for outcome in found} == {
        framework.identifier.removeprefix("XM-DAC-41146-") for framework in outcomes
    }
    assert sum(len(framework.outputs) for framework in outcomes) == sum(len(outcome.outputs) for outcome in found)


def test_copies_for_single_years_become_one_series(outcomes):
    """Ninety-eight indicators, one a year, become fewer with the years side by side; no value is lost or doubled."""
    before = [indicator for framework in outcomes for indicator in framework.indicators]
    assert len(before) == 98
    assert {len(indicator.series.periods) for indicator in before} == {1}
    merges = [rf.compare.merge_periods(framework) for framework in outcomes]
    after = [indicator for merge in merges for indicator in merge.framework.indicators]
    assert len(after) < 98
    observed = [o for indicator in before for o in indicator.series if o.kind is not BASELINE]
    merged = [o for indicator in after for o in indicator.series if o.kind is not BASELINE]
    assert len(merged) == len(observed)


def test_pairs_of_budgets_are_planned_and_actual(outcomes, folder):
    """Budgets of types 1 and 2 of a year are its planned and its actual budget."""
    root = etree.parse(folder / UN_WOMEN).getroot()
    for framework, activity in zip(outcomes, root.findall("iati-activity"), strict=True):
        budgets = framework.results[0].budgets
        for kind, field in (("1", "planned"), ("2", "actual")):
            wanted = Counter(
                (budget.find("period-start").get("iso-date")[:4], float(budget.findtext("value")))
                for budget in activity.findall("budget")
                if budget.get("type", "1") == kind
            )
            found = Counter(
                (str(budget.period.year), float(getattr(budget, field).nominal))
                for budget in budgets
                if isinstance(getattr(budget, field), rf.Money)
            )
            assert found == wanted


def test_an_outcome_is_written_as_its_activity(outcomes, schema):
    """Written in the layout that they were read in, the outcomes are valid, and come back."""
    for framework in outcomes:
        text = iati.dumps(framework, layout="outcome-activity", lossless=True)
        written = etree.fromstring(text.encode())
        assert schema.validate(written), schema.error_log
        assert written.findtext("iati-activity/iati-identifier") == framework.identifier
        assert len(written.findall("iati-activity")) == 1
        assert iati.loads(text) == framework


# ---------------------------------------------------------------------------------------------------- hierarchical

FAMILIES = ("CA-3__v2.03", "XM-DAC-41114__v2.03", "NL-KVK-41152786", "NL-KVK-41149287", "XM-DAC-3-1", "iatipublisher")


def relations(root):
    """Of every activity that names one above it, or is named by one, which that is; by independent search."""
    parents = {}
    known = {(a.findtext("iati-identifier") or "").strip() for a in root.findall("iati-activity")}
    for activity in root.findall("iati-activity"):
        own = (activity.findtext("iati-identifier") or "").strip()
        for related in activity.findall("related-activity"):
            other = (related.get("ref") or "").strip()
            if other in known and other != own and related.get("type") in {"1", "2"}:
                above, below = (other, own) if related.get("type") == "1" else (own, other)
                parents.setdefault(below, set()).add(above)
    return parents


@pytest.mark.parametrize("publisher", FAMILIES)
def test_activities_that_name_their_parents_are_trees(folder, frameworks, schema, publisher):
    """Those that have nobody above them are the frameworks, no indicator is lost, and what is written comes back."""
    (path,) = folder.glob(f"{publisher}*")
    root = etree.parse(path).getroot()
    parents = relations(root)
    activities = root.findall("iati-activity")
    found = frameworks(publisher, layout="hierarchical")
    assert len(found) == sum((a.findtext("iati-identifier") or "").strip() not in parents for a in activities)
    assert sum(len(f.indicators) for f in found) == len(root.findall("iati-activity/result/indicator"))
    for framework in sorted(found, key=lambda f: -len(f.results))[:5]:
        text = iati.dumps(framework, layout="hierarchical", lossless=True)
        written = etree.fromstring(text.encode())
        assert schema.validate(written), schema.error_log
        assert iati.loads(text) == framework


# ------------------------------------------------------------------------------------------------- plain files


@pytest.mark.parametrize("publisher", ["NL-KVK-40594571", "GB-CHC-1148404", "XM-DAC-47136", "US-EIN-522112460"])
def test_plain_files_hold_what_the_loss_report_does_not_name(frameworks, schema, publisher):
    """Written as plain IATI, the files are valid, and what comes back differs in just what the report names."""
    publication = iati.Publication(measures=rf.Measure.UNIT, status=rf.ActivityStatus.IMPLEMENTATION)
    for framework in frameworks(publisher):
        text = iati.dumps(framework, publication=publication)
        written = etree.fromstring(text.encode())
        assert schema.validate(written), schema.error_log
        assert "resultsframework" not in text
        again = iati.loads(text)
        report = rf.loss_report(framework, "iati", publication=publication)
        assert bool(report) == (again != framework)
        assert len(again.indicators) == len(framework.indicators)
