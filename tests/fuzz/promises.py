"""
Promises for any input: it raises the library's own errors alone, and what was read can be checked, printed and written.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable

import resultsframework as rf
from resultsframework import examples
from resultsframework.errors import ResultsFrameworkError
from resultsframework.formats import findings, iati, json
from resultsframework.message import LONGEST
from resultsframework.rules import known

# One of so many inputs that can be read goes through everything that a user might do next.
SELDOM = 4
YEARS = (None, 2021)


class PromiseBrokenError(Exception):
    """A promise of the library does not hold for an input."""


def promise(holds: object, what: str) -> None:
    """Raise an error unless a promise holds."""
    if not holds:
        raise PromiseBrokenError(what)


def text_of(data: bytes) -> str:
    """The text of any bytes; what is no UTF-8 becomes half characters, which a text from elsewhere may hold too."""
    return data.decode("utf-8", "surrogateescape")


def use(framework: rf.ResultsFramework, data: bytes) -> None:
    """Do with a framework what users do."""
    written = json.dumps(framework)
    promise(json.loads(written) == framework, "JSON reads back equal")
    if not seldom(data):
        return
    report = rf.validate(framework, profile="iati-2.03", reporting_year=2021)
    for finding in list(report)[:20]:
        framework.at(finding.path)
    for write in (findings.json_text, findings.sarif_text, findings.github_text):
        write({"input": report})
    promise(findings.loads(findings.dumps(known(report))) == known(report), "known findings read back equal")
    rf.fix(framework)
    for table in (rf.tables.completeness, rf.tables.funding, rf.tables.budgets):
        str(table(framework))
    str(rf.tables.performance(framework, 2021))
    str(rf.tables.off_track(framework, 2021))
    for indicator in framework.indicators[:5]:
        for year in YEARS:
            answer = rf.progress(indicator, year)
            _ = (str(answer), repr(answer))
        _ = (str(rf.met(indicator)), str(rf.monitoring.trend(indicator)), str(indicator.series), repr(indicator))
    lossless = iati.dumps(framework, lossless=True)
    promise(iati.loads(lossless) == framework, "lossless IATI reads back equal")
    for name in ("portal", "brief"):
        allowed(lambda name=name: str(rf.loss_report(framework, name)))


def allowed(call: Callable[[], object]) -> None:
    """Call a function that may refuse what it is given, in a message of a bearable length."""
    try:
        call()
    except ResultsFrameworkError as error:
        promise(len(str(error)) <= LONGEST, "a message is at most 2,000 characters long")
        promise("\x1b" not in str(error), "a message steers no terminal")


def seldom(data: bytes) -> bool:
    """True for one of a few inputs, always the same ones."""
    return not zlib.crc32(data) % SELDOM


@functools.cache
def example() -> rf.ResultsFramework:
    """The framework that comes with the library."""
    return examples.load()
