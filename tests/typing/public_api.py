"""Uses of the public names in a program, with their types; checked by mypy and pyright, never run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, assert_type

import resultsframework as rf
from resultsframework.rules import Ignored, Profile, installed_rules, profile_from


def what_a_value_is(value: rf.Value) -> None:
    """A value is one of seven kinds, and yes or no is checked before number."""
    if isinstance(value, bool):
        assert_type(value, bool)
    elif isinstance(value, Decimal):
        assert_type(value, Decimal)
    elif isinstance(value, rf.Ratio):
        assert_type(value.numerator, Decimal)
        assert_type(value.fraction, Fraction)
    elif isinstance(value, rf.Range):
        assert_type(value.low, Decimal | None)
        assert_type(Decimal(5) in value, bool)
    elif isinstance(value, rf.Level):
        assert_type((value.rank, value.name), tuple[int, str])
    elif isinstance(value, rf.Missing):
        assert_type(value, rf.Missing)
    else:
        assert_type(value, str)


def reading_a_cell() -> None:
    """A cell gives a value and perhaps a unit."""
    value, unit = rf.parse_value("95%", year=2021)
    assert_type(value, rf.Value)
    assert_type(unit, str | None)
    rf.parse_value(None, year=range(2019, 2022))


def money() -> None:
    """An amount is exact decimals with bounds; comparing has three answers, and a rate may be undefined."""
    planned = rf.parse_money("$934.31 K")
    assert_type(planned, rf.Money | None)
    actual = rf.Money(nominal=Decimal(289560), low=Decimal(289555), high=Decimal(289565), currency="USD")
    assert planned is not None
    assert_type(planned - actual, rf.Money)
    assert_type(-planned, rf.Money)
    assert_type(planned.exceeds(actual), bool | None)
    assert_type(planned.overlaps(actual), bool)
    assert_type(planned.divided_by(actual), rf.Interval | rf.Undefined)
    assert_type((planned.low, planned.currency), tuple[Decimal, str | None])
    rate = rf.Interval.exactly(Decimal(1)) - rf.Interval(Decimal(0), Fraction(1, 3), Decimal(1))
    assert_type(rate.nominal, Decimal | Fraction)
    assert_type(rate.as_percent(), str)


def budgets(result: rf.Result) -> None:
    """A budget or the reason why there is none; the reason is false."""
    budget = result.budget
    assert_type(budget, rf.Budget | rf.Undefined)
    if isinstance(budget, rf.Undefined):
        assert_type(budget.reason, str)
        return
    assert_type(budget.planned, rf.Money | rf.Missing)
    assert_type(budget.shortfall, rf.Money | rf.Undefined)
    assert_type(budget.delivery, rf.Interval | rf.Undefined)
    assert_type(budget.forecast(dt.date(2021, 6, 30)), rf.Interval | rf.Undefined)
    assert_type(budget.period, rf.Period | None)
    assert_type(budget.funding[0].amount, rf.Money | rf.Missing)
    assert_type(budget.funding[0].kind, rf.FundingKind | None)


def observations(indicator: rf.Indicator) -> None:
    """The undisaggregated value may be missing; a series is walked, counted and cut."""
    assert_type(indicator.baseline, rf.Observation | None)
    assert_type(indicator.milestones, tuple[rf.Observation, ...])
    assert_type(indicator.in_unit("fraction"), rf.Indicator | rf.Undefined)
    assert_type(indicator.unit_in_use, str | None)
    series = indicator.series
    assert_type(series[0], rf.Observation)
    assert_type(series[1:], tuple[rf.Observation, ...])
    assert_type(iter(series), Iterator[rf.Observation])
    assert_type(series.latest, rf.Observation | None)
    assert_type(series.years, tuple[int, ...])
    assert_type(series.at(2021), tuple[rf.Observation, ...])
    assert_type(series[0].period.year, int | None)
    assert_type(series[0].value, rf.Value)
    assert_type(series[0].raw, str)
    assert_type(rf.ObservationSeries.parse("2019 baseline 0"), rf.ObservationSeries)
    cell = rf.Observation.parse(rf.ObservationKind.ACTUAL, rf.Period(year=2021), "59", line=12)
    assert_type(cell.is_reported, bool)


def building() -> rf.ResultsFramework:
    """A framework is written by hand, with keywords and tuples."""
    indicator = rf.Indicator(
        code="MEX_D_2.1.2A",
        statement="Number of women reached",
        measure=rf.Measure.UNIT,
        unit="person",
        direction=rf.Direction.INCREASE,
        scope=(rf.Scope.COUNTRY_OFFICE,),
        notes=(rf.Note(text="Reported globally", kind=rf.NoteKind.DESK_REVIEW),),
        alignments=(
            rf.Alignment(kind=rf.AlignmentKind.COMMON, partners=(rf.Organisation(acronym="UNDP", name="Programme"),)),
        ),
        references=(rf.Reference(code="5.c.1", vocabulary="sdg_indicator"),),
        sdgs=(rf.SdgReference(goal=5),),
        series=rf.ObservationSeries.parse("2018 baseline 0 | 2025 target 320"),
    )
    output = rf.Output(code="MEX_D_2.1.2", indicators=(indicator,))
    outcome = rf.Outcome(code="MEX_D_2.1", outputs=(output,), humanitarian=False)
    return rf.ResultsFramework(
        results=(rf.Impact(outcomes=(outcome,)), rf.OtherResult()),
        organisations=(rf.Participation(organisation=rf.Organisation(), role=rf.ParticipationRole.FUNDING),),
        countries=(rf.Place(code="MX", level=rf.PlaceLevel.COUNTRY),),
        dates=(rf.ActivityDate(kind=rf.DateKind.PLANNED_START, day=dt.date(2020, 1, 1)),),
        status=rf.ActivityStatus.IMPLEMENTATION,
        programmes=(rf.JointProgramme(theory_of_change=rf.TheoryOfChange(conditions=("laws",))),),
        source=rf.Source(name="page.txt"),
        translations=(rf.Translation(field="title", language="es", text="Nota"),),
        extras=(rf.Extra(name="x_a", text="1"),),
    )


def asking(framework: rf.ResultsFramework) -> None:
    """Walking is typed; a code or a path may lead to anything."""
    assert_type(framework.outcomes, tuple[rf.Outcome, ...])
    assert_type(framework.outcomes[0].outputs, tuple[rf.Output, ...])
    assert_type(framework.all_results(rf.OtherResult), tuple[rf.OtherResult, ...])
    assert_type(framework.indicators, tuple[rf.Indicator, ...])
    assert_type(framework.find_all("SP_D_0.1.d"), tuple[rf.Result | rf.Indicator, ...])
    assert_type("MEX_D_2.1" in framework, bool)
    assert_type(framework.replace("MEX_D_2.1", title="New"), rf.ResultsFramework)
    assert_type(framework.in_language("es"), rf.ResultsFramework)
    assert_type(framework.outcomes[0].in_language("es"), rf.Outcome)
    for path, node in framework.walk():
        assert_type(path, str)
        assert_type(node, rf.Result | rf.Indicator)
    table = framework.table()
    assert_type(table, rf.Table)
    assert_type(table.to_records(), list[dict[str, object]])
    assert_type(table.to_columns(), dict[str, list[object]])
    assert_type(table.columns[0], rf.Column)


def what_goes_wrong() -> None:
    """Errors carry what a program needs to answer."""
    try:
        building()["SP_D_0.1.d"]
    except rf.AmbiguousCodeError as error:
        assert_type(error.paths, tuple[str, ...])
    except rf.NotFoundError as error:
        assert_type(error.nearest, tuple[str, ...])
    except rf.FormatError as error:
        assert_type(error.problems, tuple[rf.Problem, ...])
        assert_type(error.problems[0].line, int | None)
        assert_type(error.in_source("page.txt"), rf.FormatError)
    except rf.MissingExtraError as error:
        assert_type(error.extra, str)
    except rf.ResultsFrameworkError as error:
        assert_type(str(error), str)


def correcting(framework: rf.ResultsFramework) -> None:
    """Correcting gives a framework, and says what was corrected."""
    fixed = rf.fix(framework, select="BAS01", ignore={"COD07": "agreed"})
    assert_type(fixed, rf.rules.Fixed)
    assert_type(fixed.framework, rf.ResultsFramework)
    for fix in fixed:
        assert_type((fix.code, fix.path, fix.before), tuple[str, str, tuple[str, ...]])


def settings_of_a_project(framework: rf.ResultsFramework) -> None:
    """Settings make a profile, which validation takes; known findings are taken out of what it found."""
    profile = profile_from({"profile": "unwomen"}, rules=installed_rules())
    assert_type(profile, Profile)
    report = rf.validate(framework, profile=profile, ignore=[Ignored("BAS", "old", ("A/*",))])
    assert_type(rf.validate(framework, compare_with=framework), rf.Report)
    assert_type(report.unused, tuple[Ignored, ...])
    assert_type(rf.rules.known(report).sift(report).new, tuple[rf.Finding, ...])
    assert_type(rf.Report.of([report]), rf.Report)
    assert_type(report.findings[0].source, str | None)


def nodes_as_data(indicator: rf.Indicator) -> None:
    """The class that is named is the class that comes back; own fields are of any type."""
    data = rf.to_dict(indicator)
    assert_type(data, dict[str, Any])
    assert_type(rf.from_dict(data, rf.Indicator), rf.Indicator)
    assert_type(rf.from_dict({"reason": "none"}, rf.Undefined), rf.Undefined)
    assert_type(rf.from_dict({"level": "output"}, rf.Result), rf.Result)
    assert_type(indicator.with_extra("x_donor", "EU"), rf.Indicator)
    assert_type(indicator.extra("x_donor"), Any)


def narrows_answers(indicator: rf.Indicator) -> None:
    """A condition tells an answer from the reason why there is none."""
    answer = rf.progress(indicator, 2021)
    if answer:
        assert_type(answer, rf.Progress)
    else:
        assert_type(answer.reason, str)
