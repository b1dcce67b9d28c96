"""The cost of a calculation grows with the size of a framework, and not with its square, whatever its shape."""

from __future__ import annotations

import sys

import pytest

import resultsframework as rf

FEW, MANY = 60, 240
# Four times the size may cost at most six times the calls; the square of four is sixteen.
MOST = 6


def calls_of(function, argument):
    """The number of calls that a function makes, which unlike its time is the same on any machine."""
    count = 0

    def counted(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        function(argument)
    finally:
        sys.setprofile(before)
    return count


def values(*kinds, **fields):
    return lambda number: rf.ResultsFramework(
        results=[
            rf.Outcome(
                code="A",
                title="Rights",
                indicators=[
                    rf.Indicator(
                        code="A.1",
                        statement="Laws",
                        series=[
                            rf.Observation(kind=kind, value=year, **{"period": 1_000 + year, **fields})
                            for year in range(number)
                            for kind in kinds
                        ],
                    )
                ],
            )
        ]
    )


def indicators(**fields):
    return lambda number: rf.ResultsFramework(
        results=[
            rf.Outcome(
                code="A",
                title="Rights",
                indicators=[rf.Indicator(**{"code": f"I{n}", **fields}) for n in range(number)],
            )
        ]
    )


def partners(**fields):
    return lambda number: rf.ResultsFramework(
        programmes=[
            rf.JointProgramme(
                title="Rights",
                partners=[
                    rf.Organisation(**{name: text.format(n) for name, text in fields.items()}) for n in range(number)
                ],
            )
        ]
    )


SHAPES = {
    "values of many years": values("actual"),
    "plans of many years": values("milestone", "actual"),
    "values of one year": values("actual", period=2020),
    "targets of one year": values("target", period=2020),
    "baselines": values("baseline", period=2020),
    "one code": indicators(code="X", statement="Number of laws"),
    "no code": indicators(code=None, statement="Number of laws", series=rf.ObservationSeries.parse("2020 actual 3")),
    "alike statements": indicators(statement="Number of women with access to advice on rights"),
    "baselines without a year": indicators(
        statement="Laws", series=rf.ObservationSeries.parse("0 baseline 0 | 2022 milestone 1 | 2025 target 2")
    ),
    "outcomes": lambda number: rf.ResultsFramework(
        results=[rf.Outcome(code=f"O{n}", title="t") for n in range(number)]
    ),
    "stray outputs": lambda number: rf.ResultsFramework(
        results=[rf.Outcome(code="1", title="t", outputs=[rf.Output(code=f"2.{n}", title="t") for n in range(number)])]
    ),
    "dates": lambda number: rf.ResultsFramework(
        dates=[rf.ActivityDate()] * number, results=[rf.Outcome(code=f"O{n}", title="t") for n in range(number)]
    ),
    "partners": partners(name="Body {}", acronym="B{}"),
    "partners of one acronym": partners(name="Body {}", acronym="B"),
    "one partner": partners(name="Body", acronym="B"),
}


@pytest.mark.no_cover
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "calculation",
    [
        lambda framework: rf.validate(framework, profile="iati-2.03", reporting_year=2022),
        rf.fix,
        rf.tables.completeness,
        lambda framework: rf.tables.performance(framework, 2020),
        rf.tables.funding,
    ],
    ids=["validate", "fix", "completeness", "performance", "funding"],
)
def test_the_cost_grows_with_the_size(shape, calculation):
    """A plan of four times the size takes about four times the work, however many parts are alike."""
    few, many = SHAPES[shape](FEW), SHAPES[shape](MANY)
    calculation(few)  # what is only worked out once, such as the patterns of rules, is no part of the cost
    assert calls_of(calculation, many) <= MOST * calls_of(calculation, few) + 1_000


def instructions_of(function):
    """The number of instructions of a calculation in Python, which also counts each turn of a comprehension."""
    count = 0

    def counted(frame, event, _argument):
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return counted

    before = sys.gettrace()
    sys.settrace(counted)
    try:
        function()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("shape", "calculation"),
    [
        ("baselines without a year", lambda framework: rf.fix(framework, select="BAS01")),
        ("no code", lambda framework: rf.validate(framework, select="COD13")),
    ],
)
def test_no_place_is_searched_for_each_finding(shape, calculation):
    """Where every indicator has a finding or a correction, its place is worked out once and not looked for."""
    few, many = (SHAPES[shape](number) for number in (FEW, MANY))
    assert len(calculation(many)) >= MANY - 1
    assert instructions_of(lambda: calculation(many)) < MOST * instructions_of(lambda: calculation(few))
