"""
Defects of a framework published as an IATI activity file: one for each rule of the family IAT.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.activity import ActivityDate, DateKind
from resultsframework.alignment import Reference
from resultsframework.document import DocumentLink
from resultsframework.node import Extra, Fact, FactKind
from resultsframework.observation import Observation, ObservationKind
from resultsframework.organisation import Organisation, Participation
from resultsframework.period import Period
from resultsframework.testing._plan import ANY, Needs, Plan, Timeline
from resultsframework.testing._shape import COUNT, TEXT
from resultsframework.testing._vocabulary import OWNER, PARTNERS
from resultsframework.value import Missing

from ._budget import in_budget
from ._defect import Defect, in_indicator, when_published, with_baseline, with_observations

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from resultsframework.budget import Budget
    from resultsframework.framework import ResultsFramework
    from resultsframework.indicator import Indicator

__all__ = ["DEFECTS", "TODAY"]

# Later than every event of every plan.
TODAY = dt.date(2100, 1, 1)
BUDGET_ITEMS = '<country-budget-items vocabulary="2">{}</country-budget-items>'


def _of_whole(edit: Callable[[ResultsFramework, int], ResultsFramework], needs: Needs = ANY) -> Defect:
    return when_published(Defect(needs, lambda framework, _plan, pick: edit(framework, pick)))


def _of_indicator(edit: Callable[[Indicator, Timeline, int], Indicator], needs: Needs = ANY) -> Defect:
    return when_published(in_indicator(edit, needs))


def _without_envelope(framework: ResultsFramework, pick: int) -> ResultsFramework:
    changes: tuple[dict[str, Any], ...] = (
        {"title": " "},
        {"description": None},
        {"identifier": None},
        {"organisations": ()},
        {"status": None},
        {"reporting_organisation": None},
        {"reporting_organisation": attrs.evolve(OWNER, type=None)},
    )
    return attrs.evolve(framework, **changes[pick % len(changes)])


def _no_start(framework: ResultsFramework, pick: int) -> ResultsFramework:
    return attrs.evolve(framework, dates=(ActivityDate(kind=DateKind.PLANNED_END, day=TODAY),)[: pick % 2])


def _with_dates(framework: ResultsFramework, *dates: ActivityDate) -> ResultsFramework:
    return attrs.evolve(framework, dates=(*framework.dates, *dates))


def _no_date(framework: ResultsFramework, pick: int) -> ResultsFramework:
    no_day = ActivityDate(kind=DateKind.PLANNED_END, raw=("9999-99-99", None)[pick // 2 % 2])
    return _with_dates(framework, (no_day, ActivityDate(day=TODAY))[pick % 2])


def _ends_too_early(framework: ResultsFramework, pick: int) -> ResultsFramework:
    start = dt.date(2001, 1, 1)
    kinds = ((DateKind.PLANNED_START, DateKind.PLANNED_END), (DateKind.ACTUAL_START, DateKind.ACTUAL_END))[pick % 2]
    first, last = kinds
    end = ActivityDate(kind=last, day=start - dt.timedelta(days=1 + pick))
    return _with_dates(framework, ActivityDate(kind=first, day=start), end)


def _happened_later(framework: ResultsFramework, pick: int) -> ResultsFramework:
    day = TODAY + dt.timedelta(days=1 + pick)
    if pick % 3 == 2:
        return attrs.evolve(framework, last_updated=day)
    return _with_dates(framework, ActivityDate(kind=(DateKind.ACTUAL_START, DateKind.ACTUAL_END)[pick % 3], day=day))


def _no_language(framework: ResultsFramework, _pick: int) -> ResultsFramework:
    return attrs.evolve(framework, language=None)


def _no_sector(framework: ResultsFramework, _pick: int) -> ResultsFramework:
    return attrs.evolve(framework, sectors=())


def _no_country(framework: ResultsFramework, _pick: int) -> ResultsFramework:
    return attrs.evolve(framework, countries=())


def _with_participant(framework: ResultsFramework, participant: Participation) -> ResultsFramework:
    return attrs.evolve(framework, organisations=(*framework.organisations, participant))


def _forbidden_sign(framework: ResultsFramework, pick: int) -> ResultsFramework:
    if pick % 2:
        return _with_participant(framework, Participation(organisation=PARTNERS[0], identifier=f" YY-{pick}"))
    return _with_participant(framework, Participation(organisation=Organisation(reference=f"YY{'/&|? '[pick % 5]}")))


def _nobody(framework: ResultsFramework, pick: int) -> ResultsFramework:
    return _with_participant(framework, Participation(organisation=Organisation(type="10", name=(None, " ")[pick % 2])))


def _plain_document(framework: ResultsFramework, pick: int) -> ResultsFramework:
    parts: dict[str, Any] = {"title": "Survey", "format": "text/html", "categories": ("B01",)}
    del parts[("title", "format", "categories")[pick % 3]]
    return attrs.evolve(framework, documents=(DocumentLink(url="https://example.org", **parts),))


def _blank_description(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    return attrs.evolve(indicator, description=("", " ")[pick % 2])


def _backwards(budget: Budget, pick: int) -> Budget:
    backwards = Period(start=dt.date(2010 + pick, 1, 1), end=dt.date(2009 + pick, 12, 31))
    return attrs.evolve(budget, period=backwards, value_date=None)


def _paid_later(framework: ResultsFramework, pick: int) -> ResultsFramework:
    day = TODAY + dt.timedelta(days=1 + pick)
    date, kind = (
        (f'<transaction-date iso-date="{day}"></transaction-date>', FactKind.MOVED),
        (f'<value value-date="{day}">1</value>', FactKind.VALUED),
    )[pick % 2]
    facts = (Fact(kind=kind, day=day),)
    extra = Extra(name="transaction", text=f"<transaction>{date}</transaction>", facts=facts)
    return attrs.evolve(framework, extras=(extra,))


def _odd_items(framework: ResultsFramework, pick: int) -> ResultsFramework:
    shares = (("60",), ("60", "30"), ("60", ""))[pick % 3]
    items = "".join(f'<budget-item code="1.1.1" percentage="{share}"></budget-item>' for share in shares)
    numbers = [Decimal(share) if share else None for share in shares]
    facts = tuple(Fact(kind=FactKind.BUDGET_ITEM, number=number, text="2") for number in numbers)
    extra = Extra(name="country-budget-items", text=BUDGET_ITEMS.format(items), facts=facts)
    return attrs.evolve(framework, extras=(extra,))


def _unit_alone(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    return attrs.evolve(indicator, measure=None)


def _two_levels(framework: ResultsFramework, pick: int) -> ResultsFramework:
    first, *others = framework.results
    own: dict[str, Any] = {"references": (Reference(code="R-2", vocabulary="reporting_organisation"),)}
    with_code = attrs.evolve(first, **({"code": "7"} if pick % 2 else own))
    return attrs.evolve(framework, results=(with_code, *others))


def _no_list(framework: ResultsFramework, pick: int) -> ResultsFramework:
    reference = (Reference(code="7"), Reference(code=" ", vocabulary="99"))[pick % 2]
    return attrs.evolve(framework, tags=(*framework.tags, reference))


def _endless(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    period = (Period(), Period(raw="soon"), Period(start=dt.date(timeline.last, 1, 1)))[pick % 3]
    series = attrs.evolve(indicator.series, periods=(*indicator.series.periods, period))
    return attrs.evolve(indicator, series=series)


def _nothing_stated(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    missing = (Missing.EMPTY, Missing.ABSENT)[pick % 2]
    cell = Observation(kind=ObservationKind.ACTUAL, period=timeline.period(timeline.last), value=missing)
    return with_observations(indicator, lambda o: o, cell)


def _with_plus(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    baseline = indicator.series.baselines[0]
    return with_baseline(indicator, raw=f"+{Decimal(baseline.raw):f}")


def _measured_in_words(framework: ResultsFramework, _plan: Plan, _pick: int) -> ResultsFramework:
    return framework


DEFECTS: Mapping[str, Defect] = MappingProxyType(
    {
        "IAT01": _of_whole(_without_envelope),
        "IAT02": _of_whole(_no_start),
        "IAT03": _of_whole(_no_date),
        "IAT04": _of_whole(_ends_too_early),
        "IAT05": _of_whole(_happened_later),
        "IAT06": _of_whole(_no_language),
        "IAT07": _of_whole(_no_sector),
        "IAT08": _of_whole(_forbidden_sign),
        "IAT09": _of_whole(_nobody),
        "IAT10": _of_whole(_plain_document),
        "IAT11": _of_indicator(_blank_description),
        "IAT12": when_published(in_budget(_backwards)),
        "IAT14": _of_whole(_paid_later),
        "IAT15": _of_whole(_odd_items),
        "IAT16": _of_indicator(_unit_alone, Needs(shapes=(COUNT,))),
        "IAT17": _of_whole(_two_levels),
        "IAT18": _of_whole(_no_list),
        "IAT19": _of_indicator(_endless),
        "IAT20": _of_indicator(_with_plus),
        "IAT21": when_published(Defect(Needs(shapes=(TEXT,)), _measured_in_words)),
        "IAT22": _of_whole(_no_country),
        "VAL08": _of_indicator(_nothing_stated, Needs(ahead=1)),
    }
)
