"""
The rating tables and scales that institutions have published, as a table; and results rated against the money spent.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from resultsframework.interval import Interval, add, negate
from resultsframework.value import Range, Undefined

from ._answer import Progress
from ._rating import Band, BandTable, JudgementScale, Rating

if TYPE_CHECKING:
    from resultsframework.value import Number

__all__ = ["RATINGS", "results_against_money"]


def bands_of(*steps: tuple[str, str], below: str) -> tuple[Band, ...]:
    """Bands from words and the values that they begin at, those included, and a word for everything below."""
    bands: list[Band] = []
    high: Decimal | None = None
    for name, start in steps:
        low = Decimal(start)
        bands.append(Band(name, Range(low=low, high=high, high_included=False)))
        high = low
    return (*bands, Band(below, Range(high=high, high_included=False)))


PUBLISHED: tuple[BandTable | JudgementScale, ...] = (
    BandTable(
        "undp-2014",
        bands_of(("green", "1"), ("amber", "0.5"), below="red"),
        source="UNDP strategic plan report card, 2014",
        insufficient="grey",
        about="Of the milestone. The source leaves a gap from 99 to 100 %, which is amber here.",
    ),
    BandTable(
        "global-fund",
        (
            Band("A1", Range(low=Decimal(1), low_included=False)),
            Band("A2", Range(low=Decimal("0.9"), high=Decimal(1))),
            Band("B1", Range(low=Decimal("0.6"), high=Decimal("0.9"), high_included=False)),
            Band("B2", Range(low=Decimal("0.3"), high=Decimal("0.6"), high_included=False)),
            Band("C", Range(high=Decimal("0.3"), high_included=False)),
        ),
        source="The Global Fund, grant ratings",
        about="Of the target, before it is adjusted for how the grant is managed. 89.5 % is B1, and 100 % is A2.",
    ),
    BandTable(
        "idb",
        bands_of(("on track", "0.8"), ("moderate", "0.6"), below="off track"),
        source="Inter-American Development Bank, corporate results framework, crf.iadb.org",
        about="Of what was expected by then, on a straight line.",
    ),
    BandTable(
        "akvo-rsr",
        (
            Band("high", Range(low=Decimal("0.85"))),
            Band("medium", Range(low=Decimal("0.49"), high=Decimal("0.85"), low_included=False, high_included=False)),
            Band("low", Range(high=Decimal("0.49"))),
        ),
        source="Akvo RSR, views/py_reports/utils.py",
        about="Of the target, by the formula of the same name.",
    ),
    BandTable(
        "tola-activity",
        (
            Band("over", Range(low=Decimal("1.15"), low_included=False)),
            Band("on scope", Range(low=Decimal("0.85"), high=Decimal("1.15"))),
            Band("under", Range(high=Decimal("0.85"), high_included=False)),
        ),
        source="Mercy Corps TolaActivity, ONSCOPE_MARGIN = 0.15",
        about="Of the target, by the formula of the same name. Where less is better the tool swaps over and under.",
    ),
    JudgementScale(
        "dfid",
        ("A++", "A+", "A", "B", "C"),
        source="DFID, annual review scale",
        about=(
            "From substantially exceeded to substantially did not meet expectation, A being met. "
            "Outputs are weighted; there are no numeric bounds."
        ),
    ),
    JudgementScale(
        "unicef-prp",
        ("Met", "On Track", "No Progress", "Constrained"),
        source="UNICEF Partner Reporting Portal, overall status",
        insufficient="No Status",
        about="Chosen by whoever reports.",
    ),
    JudgementScale(
        "world-bank",
        (
            "Highly Satisfactory",
            "Satisfactory",
            "Moderately Satisfactory",
            "Moderately Unsatisfactory",
            "Unsatisfactory",
            "Highly Unsatisfactory",
        ),
        source="World Bank, Independent Evaluation Group",
        about="Judged on relevance, efficacy and efficiency together.",
    ),
)
RATINGS: Mapping[str, BandTable | JudgementScale] = MappingProxyType({table.name: table for table in PUBLISHED})
"""Every shipped table and scale by its name. None is a default."""

KASHANA = BandTable(
    "results-against-money",
    (
        Band("ok", Range(low=Decimal(0))),
        Band("warning", Range(low=Decimal("-0.1"), high=Decimal(0), high_included=False)),
        Band("danger", Range(high=Decimal("-0.1"), high_included=False)),
    ),
    source="aptivate/kashana, logframe/models.py",
    about="The part of the target that was achieved, less the part of the budget that was spent.",
)


def results_against_money(
    results: Progress | Number | Undefined, spent: Interval | Number | Undefined, *, table: BandTable = KASHANA
) -> Rating:
    """
    Results rated against the money spent: the part achieved less the part spent. Not in IATI.

    By the bands of kashana, results that are not behind are ok, and results behind by more than ten percentage points
    are in danger. Where rounded amounts allow more than one word, there is too little data.

    Args:
        results: The part of the target that was achieved.

        spent: The part of the budget that was spent, such as ``budget.execution``.

        table: The bands of the difference.
    """
    if isinstance(results, Undefined) or isinstance(spent, Undefined):
        reasons = [thing.reason for thing in (results, spent) if isinstance(thing, Undefined)]
        return Rating(table.insufficient, table.name, reason="; ".join(reasons))
    achieved = results.value if isinstance(results, Progress) else results
    part = spent if isinstance(spent, Interval) else Interval.exactly(spent)
    lead = Interval(*(add(achieved, negate(end)) for end in (part.high, part.nominal, part.low)))
    words = dict.fromkeys(table.rate(end).name for end in (lead.low, lead.high))
    if len(words) > 1:
        either = " and ".join(words)
        return Rating(table.insufficient, table.name, lead, f"the rounded amounts allow {either}")
    return Rating(next(iter(words)), table.name, lead)
