"""The survey of the real activity files, in one process and in two, beside an independent count by XPath."""

from __future__ import annotations

import multiprocessing
import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

import pytest

from resultsframework import corpus

etree = pytest.importorskip("lxml.etree", reason="reading IATI needs lxml")

# The notations of a value that is not there, also with the year before it; a qualitative one is any text.
ABSENT = re.compile(r"(?:\d{4}:)?(?:|-|--|n/?a|tb[dc]|null|not available|to be determined)", re.IGNORECASE)
QUALITATIVE = "5"
INDICATORS = "result/indicator"


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "data" / "iati" / "publishers"


@pytest.fixture(scope="module")
def pool():
    """Two processes."""
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as executor:
        yield executor


@pytest.fixture(scope="module")
def survey(folder, pool):
    return corpus.survey(folder, by="publisher", executor=pool)


def states(indicator, path):
    """True if a value below an indicator is there: of a qualitative one it may be the comment."""
    values = [value.strip() for value in indicator.xpath(f"{path}/@value")]
    if indicator.get("measure") == QUALITATIVE:
        comments = indicator.xpath(f"{path}[not(@value)]/comment//text()")
        return any(text.strip() not in {"", "-"} for text in (*values, *comments))
    return not all(map(ABSENT.fullmatch, values))


@pytest.fixture(scope="module")
def counted(folder):
    """The counts by publisher, by XPath, each activity where it was updated last."""
    activities = {}
    for path in sorted(folder.glob("*.xml")):
        root = etree.parse(path, etree.XMLParser(huge_tree=True)).getroot()
        for number, activity in enumerate(root.xpath("/iati-activities/iati-activity")):
            identifier = activity.xpath("string(iati-identifier)").strip() or (path.name, number)
            updated = activity.get("last-updated-datetime", "")[:10]
            if identifier not in activities or updated > activities[identifier][0]:
                activities[identifier] = (updated, activity)
    found = {}
    for _, activity in activities.values():
        publisher = activity.xpath("string(reporting-org/@ref)").strip()
        counts = found.setdefault(publisher, Counter())
        indicators = activity.xpath(INDICATORS)
        counts["activities"] += 1
        counts["results"] += len(activity.xpath("result"))
        counts["indicators"] += len(indicators)
        for indicator in indicators:
            counts["with_baseline"] += states(indicator, "baseline")
            counts["with_target"] += states(indicator, "period/target")
            counts["reported"] += states(indicator, "period/actual")
    return found


@pytest.mark.parametrize("name", ["activities", "results", "indicators", "with_baseline", "with_target", "reported"])
def test_a_survey_is_what_a_search_counts(survey, counted, name):
    """For each publisher the numbers are those of an independent search in the XML."""
    ours = {row["publisher"]: row[name] for row in survey.to_records()}
    assert ours == {publisher: counts[name] for publisher, counts in counted.items()}


def test_every_reported_indicator_is_met_or_not_or_undecided(survey):
    """The three add up."""
    for row in survey.to_records():
        assert row["met"] + row["not_met"] + row["undecided"] == row["reported"]


def test_two_processes_survey_what_one_does(folder, pool):
    """The table of the small files is the same to the last number; all of them would take twenty seconds more."""
    small = [path for path in sorted(folder.glob("*.xml")) if path.stat().st_size < 50_000]
    assert len(small) > 20
    assert corpus.survey(small, by="publisher", executor=pool) == corpus.survey(small, by="publisher")
