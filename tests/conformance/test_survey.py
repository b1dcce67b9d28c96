"""The survey of the real activity files, in one process and in two, beside an independent count by XPath."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from resultsframework import corpus

etree = pytest.importorskip("lxml.etree", reason="reading IATI needs lxml")

# The notations of a value that is not there, also with the year before it; a qualitative one is any text.
ABSENT = re.compile(r"(?:\d{4}:)?(?:|-|--|n/?a|tb[dc]|null|not available|to be determined)", re.IGNORECASE)
QUALITATIVE = "5"
INDICATORS = "result/indicator"


# Runs of which each is ended by a signal at a random moment of the work that follows so many parts of it.
KILLED_AT_RANDOM = """
import os, random, signal, sys
import pyarrow.parquet
from resultsframework import corpus

out, *files = sys.argv[1:]
corpus.survey(files[:1])
chance = random.Random(7)
for parts, delay in [(chance.randint(1, 2), chance.uniform(0.0001, 0.004)) for _ in range(10)]:
    if not (run := os.fork()):
        def step(advance, left=[parts]):
            left[0] -= 1
            if not left[0]:
                signal.setitimer(signal.ITIMER_REAL, delay)

        corpus.survey(files, out=out, progress=step)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(run, 0)[1]))
"""


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


def test_what_is_met_or_not_or_undecided_is_reported(survey):
    """The three together are no more than is reported; the others have no plan for the year, or are not due."""
    verdicts = {row["publisher"]: row["met"] + row["not_met"] + row["undecided"] for row in survey.to_records()}
    reported = {row["publisher"]: row["reported"] for row in survey.to_records()}
    assert {publisher for publisher, number in verdicts.items() if number > reported[publisher]} == set()
    assert 0 < sum(verdicts.values()) < sum(reported.values())


@pytest.fixture(scope="module")
def small(folder):
    """The small files; all of them would take twenty seconds more in each test."""
    found = [path for path in sorted(folder.glob("*.xml")) if path.stat().st_size < 50_000]
    assert len(found) > 20
    return found


def test_two_processes_survey_what_one_does(small, pool):
    """The table is the same to the last number."""
    assert corpus.survey(small, by="publisher", executor=pool) == corpus.survey(small, by="publisher")


@pytest.mark.filterwarnings("default")
def test_a_cluster_surveys_what_one_process_does(small):
    """Also with two workers of Dask."""
    distributed = pytest.importorskip("distributed", reason="a cluster needs the extra dask")
    settings = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**settings) as cluster, distributed.Client(cluster) as client:
        table = corpus.survey(small, by="publisher", executor=client.get_executor())
    assert table == corpus.survey(small, by="publisher")


def shards(out):
    return {path.name: path.read_bytes() for path in sorted((out / "shards").iterdir())}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are begun by fork, and ended by a timer of POSIX")
def test_a_run_that_is_killed_ten_times_at_random_ends_with_the_same_shards(small, tmp_path):
    """No shard is half, none is lost, and none is there twice, wherever the work was."""
    pytest.importorskip("pyarrow", reason="shards need pyarrow")
    out, source = tmp_path / "killed", Path(corpus.__file__).parents[2]
    command = [sys.executable, "-c", KILLED_AT_RANDOM, str(out), *map(str, small)]
    environment = os.environ | {"PYTHONPATH": str(source)}
    ended = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.split()
    assert ended == [str(-signal.SIGALRM)] * 10
    corpus.survey(small, out=out)
    corpus.survey(small, out=tmp_path / "whole")
    assert shards(out) == shards(tmp_path / "whole")
    assert [row[:6] for row in corpus.status(out)] == [row[:6] for row in corpus.status(tmp_path / "whole")]
