"""
Rules about an IATI activity as a whole: required information, dates, language, sectors and countries.

The rules here and in `iati_parts`, `iati_money` and `iati_results` are the requirements of the IATI schema and the
cases of the IATI standard ruleset that no other family covers; a finding names the number of its case. A framework may
have been read from a file or be about to be written to one, and a finding means that either file breaks the case. Cases
that cannot be decided from a framework are left aside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from resultsframework.activity import DateKind
from resultsframework.framework import ResultsFramework
from resultsframework.money import Money
from resultsframework.node import FactKind, Node
from resultsframework.organisation import PlaceLevel
from resultsframework.series import ObservationSeries

from ._facts import facts, is_stated
from ._finding import Severity
from ._rule import Found, rule

if TYPE_CHECKING:
    from resultsframework.organisation import Organisation
    from resultsframework.result import Result

    from ._context import Context

STARTS = (DateKind.PLANNED_START, DateKind.ACTUAL_START)
IN_ORDER = (
    (DateKind.PLANNED_START, DateKind.PLANNED_END, "11.1.2"),
    (DateKind.ACTUAL_START, DateKind.ACTUAL_END, "11.1.3"),
)
HAPPENED = {DateKind.ACTUAL_START: "11.1.4", DateKind.ACTUAL_END: "11.1.5"}
# The fields whose texts are narratives, each in a language.
NARRATIVES = frozenset({"title", "description", "statement", "comment", "name"})


@rule(
    "IAT01",
    Severity.ERROR,
    title="Activity lacks required information",
    source="IATI 2.03 schema; for the title and the description also standard ruleset 4.3.1 and 4.4.1",
    advice="Supply the missing information; the writer takes as an argument what is not part of the framework.",
    on=ResultsFramework,
)
def activity_states_what_every_activity_states(framework: ResultsFramework, _context: Context) -> Iterable[Found]:
    """
    An activity has an identifier, a reporting organisation, a title, a description, a participating organisation and a
    status.

    The reporting organisation has an identifier, a type and a name.

    Fires: published without title
    Fires: published without reporting_organisation
    Silent: published
    """
    if blank(framework.identifier):
        yield Found("the activity has no identifier", at="identifier", expected="an identifier")
    if missing := _missing_of_reporter(framework.reporting_organisation):
        message = f"the reporting organisation has no {listed(missing)}"
        yield Found(message, at="reporting_organisation", expected=listed(missing))
    described = _described(framework)
    if all(blank(one.title) for one in described):
        yield Found("the activity has no title (4.3.1)", at="title", expected="a title")
    if all(blank(one.description) for one in described) and not is_stated(framework.extras, "description"):
        yield Found("the activity has no description (4.4.1)", at="description", expected="a description")
    if not framework.organisations:
        message = "the activity has no participating organisation"
        yield Found(message, at="organisations", expected="an organisation and its role")
    if framework.status is None and not is_stated(framework.extras, "status"):
        yield Found("the activity has no status", at="status", expected="a status such as implementation")


def _described(framework: ResultsFramework) -> list[ResultsFramework | Result]:
    """The nodes that may have the title and the description of an activity: the result that it is has them too."""
    itself = (r for r in framework.results if r.identifier and r.identifier == framework.identifier)
    return [framework, *itself]


def _missing_of_reporter(body: Organisation | None) -> list[str]:
    """The facts that the reporting organisation lacks; all of them where there is none."""
    if body is None:
        return ["identifier", "type", "name"]
    parts = {"identifier": body.reference, "type": body.type, "name": label(body)}
    return [name for name, text in parts.items() if blank(text)]


@rule(
    "IAT02",
    Severity.ERROR,
    title="Activity has no start",
    source="IATI standard ruleset 6.11.1: an activity has a planned or an actual start",
    advice="State the planned or the actual start date.",
    on=ResultsFramework,
)
def activity_has_a_start(framework: ResultsFramework, _context: Context) -> Iterable[Found]:
    """
    An activity has a planned or an actual start date.

    Fires: published without dates
    Fires: date planned_end 2025-12-31
    Silent: date actual_start 2020-01-01
    """
    if not any(date.kind in STARTS for date in framework.dates):
        yield Found("the activity has neither a planned nor an actual start (6.11.1)", at="dates", expected="a start")


@rule(
    "IAT03",
    Severity.ERROR,
    title="Date of an activity is not valid",
    source="IATI 2.03 schema: an activity date has a type and a day",
    advice="Correct the day, or state the type of the date.",
    on=ResultsFramework,
)
def activity_dates_are_dates(framework: ResultsFramework, _context: Context) -> Iterable[Found]:
    """
    Every date of an activity is a day, with its type: planned or actual, start or end.

    Fires: date planned_start 9999-99-99
    Silent: date planned_start 2020-01-01
    """
    for number, date in enumerate(framework.dates, 1):
        if date.day is None:
            message = f"the date of the activity reads {date.raw or ''!r}, which is not a day"
            yield Found(message, at=f"dates#{number}", observed=date.raw, expected="a day such as 2020-01-31")
        elif date.kind is None and not is_stated(date.extras, "type"):
            yield Found(f"the date {date.day} has no type", at=f"dates#{number}", observed=str(date.day))


@rule(
    "IAT04",
    Severity.ERROR,
    title="Activity ends before it starts",
    source="IATI standard ruleset 11.1.2 and 11.1.3: a start lies before its end",
    advice="Correct one of the two dates.",
    on=ResultsFramework,
)
def activity_ends_after_it_starts(framework: ResultsFramework, _context: Context) -> Iterable[Found]:
    """
    The planned start is not after the planned end, nor the actual start after the actual end.

    Fires: date planned_start 2021-01-01; date planned_end 2020-12-31
    Silent: date planned_start 2020-01-01; date planned_end 2020-12-31
    Silent: date planned_start 2021-01-01; date actual_end 2020-12-31
    """
    days: dict[DateKind, tuple[int, dt.date]] = {}
    for number, date in enumerate(framework.dates, 1):
        if date.kind is not None and date.day is not None:
            days.setdefault(date.kind, (number, date.day))
    for start, end, case in IN_ORDER:
        if start in days and end in days and days[start][1] > days[end][1]:
            number, last = days[end]
            first = days[start][1]
            message = f"the activity ends on {last}, and starts on {first} ({case})"
            yield Found(message, at=f"dates#{number}", observed=str(last), expected=f"{first} or later")


@rule(
    "IAT05",
    Severity.ERROR,
    title="Actual date lies in the future",
    source="IATI standard ruleset 11.1.1, 11.1.4 and 11.1.5: actual dates lie in the past",
    advice="Correct the date, or state it as planned.",
    on=ResultsFramework,
)
def what_has_happened_is_past(framework: ResultsFramework, context: Context) -> Iterable[Found]:
    """
    No actual start, actual end or last update is later than today, which is an option (``today``).

    There is no finding if the option is not set.

    Fires: today 2021-06-30; date actual_start 2021-07-01
    Silent: today 2021-06-30; date actual_start 2021-06-30
    Silent: today 2021-06-30; date planned_start 2021-07-01
    Silent: date actual_start 2999-01-01
    """
    today = context.validation.options.today
    if today is None:
        return
    for number, date in enumerate(framework.dates, 1):
        case = HAPPENED.get(date.kind) if date.kind is not None else None
        if case is not None and date.day is not None and date.day > today:
            message = f"the actual start or end of the activity is {date.day}, which lies in the future ({case})"
            yield Found(message, at=f"dates#{number}", observed=str(date.day), expected=f"{today} or earlier")
    updated = framework.last_updated
    if updated is not None and updated > today:
        message = f"the last update of the activity is {updated}, which lies in the future (11.1.1)"
        yield Found(message, at="last_updated", observed=str(updated), expected=f"{today} or earlier")


@rule(
    "IAT06",
    Severity.ERROR,
    title="Language is not stated",
    source="IATI standard ruleset 4.1.1: the activity has a language, or each of its texts",
    advice="State the language of the framework.",
    on=ResultsFramework,
)
def texts_have_a_language(framework: ResultsFramework, _context: Context) -> Iterable[Found]:
    """
    The framework states the language of its texts, or each text does.

    There is one finding a framework.

    Fires: published without language
    Silent: published
    """
    if blank(framework.language):
        count = sum(1 for _ in texts_without_language(framework))
        if count:
            message = f"{count} texts have no stated language, nor has the activity (4.1.1)"
            yield Found(message, at="language", observed=count, expected="a language such as en")


@rule(
    "IAT07",
    Severity.ERROR,
    title="Activity has no sector",
    source="IATI standard ruleset 6.2.2: an activity has a sector, or all its transactions have",
    advice="State a sector, such as a code of the OECD DAC.",
    on=ResultsFramework,
)
def activity_has_a_sector(framework: ResultsFramework, _context: Context) -> Iterable[Found]:
    """
    An activity has a sector.

    The sectors of transactions that were added up to expenses and funding are not known; a missing sector is then only
    possible.

    Fires: published without sectors
    Silent: published
    """
    if not framework.sectors and not any(facts(framework.extras, FactKind.SECTOR)):
        message = "the activity has no sector (6.2.2)"
        yield Found(message, at="sectors", expected="a sector", certain=not has_sums(framework))


@rule(
    "IAT22",
    Severity.ERROR,
    title="Activity has no country or region",
    source="IATI standard ruleset 3.7.1 and 3.7.2: an activity has a country or a region, or all its transactions have",
    advice="State the recipient country or region.",
    on=ResultsFramework,
)
def activity_has_a_country(framework: ResultsFramework, _context: Context) -> Iterable[Found]:
    """
    An activity has a recipient country or region.

    The countries and regions of transactions that were added up to expenses and funding are not known; a missing one is
    then only possible.

    Fires: published without countries
    Silent: published
    """
    regions = [place for place in framework.places if place.level is PlaceLevel.REGION]
    if not framework.countries and not regions and not any(facts(framework.extras, FactKind.AREA)):
        message = "the activity is for no country or region (3.7.1)"
        yield Found(message, at="countries", expected="a country or a region", certain=not has_sums(framework))


def blank(text: str | None) -> bool:
    """True if a text is missing or consists of spaces."""
    return not text or text.isspace()


def label(body: Organisation) -> str | None:
    """The name of an organisation, else its acronym."""
    return body.name or body.acronym


def listed(names: Iterable[str]) -> str:
    """Names in a sentence."""
    return ", ".join(names)


def has_sums(framework: ResultsFramework) -> bool:
    """True if transactions may have been added up, so that their sectors and countries are not known."""
    return any(isinstance(budget.expenses, Money) or budget.funding for budget in framework.budgets)


def texts_without_language(node: Node) -> Iterator[str]:
    """The texts of a node and the nodes below it whose language is not stated."""
    stated = {entry.field for entry in node.translations if entry.text is None}
    yield from (entry.text for entry in node.translations if entry.text is not None and not entry.language)
    for field in attrs.fields(type(node)):
        value = getattr(node, field.name)
        if field.name in NARRATIVES and isinstance(value, str):
            if not blank(value) and field.name not in stated:
                yield value
        elif isinstance(value, Node):
            yield from texts_without_language(value)
        elif isinstance(value, tuple | ObservationSeries):
            for part in value:
                if isinstance(part, Node):
                    yield from texts_without_language(part)
