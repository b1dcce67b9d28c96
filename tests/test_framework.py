from __future__ import annotations

import copy
import datetime as dt
import pickle
from decimal import Decimal

import pytest

from resultsframework import (
    ActivityDate,
    AmbiguousCodeError,
    Budget,
    DateKind,
    Impact,
    Indicator,
    JointProgramme,
    Missing,
    Money,
    NotFoundError,
    ObservationSeries,
    Organisation,
    OtherResult,
    Outcome,
    Output,
    Period,
    ResultsFramework,
    Translation,
    Undefined,
    parse_money,
)
from resultsframework.framework import results_below
from resultsframework.tables import budgets

D = Decimal


def indicator(code, text=""):
    return Indicator(code=code, statement=f"Number of {code}", series=ObservationSeries.parse(text))


BUDGET = Budget(
    planned=parse_money("$3.07 M"),
    actual=parse_money("$804.98 K"),
    expenses=parse_money("$772.24 K"),
    period=Period.between(2020, 2025),
)
FRAMEWORK = ResultsFramework(
    title="Strategic Note",
    results=(
        Impact(code="I", outcomes=(Outcome(code="I.1", outputs=(Output(code="I.1.1"),)),)),
        Outcome(
            code="MEX_D_2.1",
            indicators=(indicator("SP_D_2.1A", "2021 actual 2"),),
            outputs=(
                Output(code="MEX_D_2.1.1", indicators=(indicator("SP_D_0.1.d"), indicator("own")), budgets=(BUDGET,)),
                Output(code="MEX_D_2.1.3", indicators=(indicator("SP_D_0.1.d", "2025 target 4"),)),
            ),
        ),
        Output(code="flat"),
        OtherResult(indicators=(indicator(None),)),
    ),
    budgets=(Budget(planned=Money(nominal=D(5), currency="USD")),),
    dates=(ActivityDate(kind=DateKind.PLANNED_START, day=dt.date(2020, 1, 1)), ActivityDate(raw="soon")),
)


def test_a_framework_is_walked_depth_first_in_source_order():
    """A result comes before its indicators, those before the results below, each with its path."""
    assert [path for path, _ in FRAMEWORK.walk()] == [
        "I",
        "I/I.1",
        "I/I.1/I.1.1",
        "MEX_D_2.1",
        "MEX_D_2.1/SP_D_2.1A",
        "MEX_D_2.1/MEX_D_2.1.1",
        "MEX_D_2.1/MEX_D_2.1.1/SP_D_0.1.d",
        "MEX_D_2.1/MEX_D_2.1.1/own",
        "MEX_D_2.1/MEX_D_2.1.3",
        "MEX_D_2.1/MEX_D_2.1.3/SP_D_0.1.d",
        "flat",
        "#1",
        "#1/#1",
    ]


def test_every_level_is_reached_at_any_depth():
    """Outcomes under an impact and beside it, outputs under an outcome and beside it, indicators of all of them."""
    assert [r.code for r in FRAMEWORK.impacts] == ["I"]
    assert [r.code for r in FRAMEWORK.outcomes] == ["I.1", "MEX_D_2.1"]
    assert [r.code for r in FRAMEWORK.outputs] == ["I.1.1", "MEX_D_2.1.1", "MEX_D_2.1.3", "flat"]
    assert [i.code for i in FRAMEWORK.indicators] == ["SP_D_2.1A", "SP_D_0.1.d", "own", "SP_D_0.1.d", None]
    assert len(FRAMEWORK.all_results(OtherResult)) == 1


def test_a_code_finds_its_result_or_indicator():
    """Results and indicators alike are looked up by code."""
    assert FRAMEWORK["MEX_D_2.1.3"].indicators[0].target.value == D(4)
    assert FRAMEWORK["own"].statement == "Number of own"
    assert "own" in FRAMEWORK
    assert "else" not in FRAMEWORK
    assert None not in ResultsFramework(results=(Output(code="A"),))


def test_a_code_in_two_places_is_not_one_thing():
    """Two outputs report on one corporate indicator with different numbers: both are named, none is chosen."""
    with pytest.raises(AmbiguousCodeError) as caught:
        FRAMEWORK["SP_D_0.1.d"]
    assert caught.value.paths == (
        "MEX_D_2.1/MEX_D_2.1.1/SP_D_0.1.d",
        "MEX_D_2.1/MEX_D_2.1.3/SP_D_0.1.d",
    )
    first, second = FRAMEWORK.find_all("SP_D_0.1.d")
    assert (first.target, second.target.value) == (None, D(4))
    assert [FRAMEWORK.at(path) for path in caught.value.paths] == [first, second]


def test_a_mistyped_code_names_the_nearest():
    """The error about an unknown code names the codes spelled like it, each once."""
    with pytest.raises(NotFoundError) as caught:
        FRAMEWORK["SP_D_0.1.c"]
    assert caught.value.nearest[0] == "SP_D_0.1.d"
    assert len(set(caught.value.nearest)) == len(caught.value.nearest)
    assert FRAMEWORK.find_all("SP_D_0.1.c") == ()


def test_a_notebook_offers_the_codes():
    """Each code is offered once, in source order, and nothing for what has no code."""
    assert FRAMEWORK._ipython_key_completions_() == [
        "I",
        "I.1",
        "I.1.1",
        "MEX_D_2.1",
        "SP_D_2.1A",
        "MEX_D_2.1.1",
        "SP_D_0.1.d",
        "own",
        "MEX_D_2.1.3",
        "flat",
    ]


def test_an_outcome_knows_the_programmes_that_serve_it():
    """A joint programme names the codes of the outcomes that it serves; one that names none serves none."""
    serving, other = JointProgramme(outcomes=("MEX_D_2.1", "I")), JointProgramme()
    plan = ResultsFramework(results=FRAMEWORK.results, programmes=(other, serving))
    assert plan.programmes_of("MEX_D_2.1") == (serving,)
    assert plan.programmes_of("MEX_D_2.2") == ()


def test_the_budget_of_the_whole_is_its_own():
    """The budgets of results are not added to that of the framework."""
    assert FRAMEWORK.budget.planned.nominal == 5
    assert isinstance(ResultsFramework().budget, Undefined)


def test_a_table_of_a_framework_has_one_row_an_indicator():
    """All indicators in source order, under the title, else the identifier, else nothing."""
    table = FRAMEWORK.table()
    assert table.title == "Strategic Note"
    assert [row["code"] for row in table.to_records()] == ["SP_D_2.1A", "SP_D_0.1.d", "own", "SP_D_0.1.d", None]
    assert ResultsFramework(identifier="X-1").table().title == "X-1"
    assert ResultsFramework().table().title == ""


def test_a_table_of_budgets_says_what_is_missing():
    """Every budget with its shortfall and rates, or the reason why there is none."""
    own, output = budgets(FRAMEWORK).to_records()
    assert (own["result"], own["period"], own["actual"]) == ("", "", Missing.ABSENT)
    assert own["shortfall"] == BUDGET.shortfall or own["shortfall"].reason == "actual is absent"
    assert (output["result"], output["period"]) == ("MEX_D_2.1/MEX_D_2.1.1", "2020-2025")
    assert output["shortfall"] == BUDGET.shortfall
    text = str(budgets(FRAMEWORK)).splitlines()
    assert text[-1].split("  ")[1:] != []
    assert "$3.07 M" in text[-1]
    assert "$2.27 M" in text[-1]
    assert "26.22 %" in text[-1]
    assert "undefined (actual is absent)" in text[-2]


@pytest.mark.parametrize(
    ("framework", "text"),
    [
        (
            FRAMEWORK,
            "<ResultsFramework 'Strategic Note': 1 impact, 2 outcomes, 4 outputs, 5 indicators, 1 other result>",
        ),
        (ResultsFramework(identifier="X-1", title="T"), "<ResultsFramework 'X-1': empty>"),
        (ResultsFramework(results=(OtherResult(), OtherResult(code="A"))), "<ResultsFramework 'A': 2 other results>"),
        (ResultsFramework(), "<ResultsFramework None: empty>"),
        (
            ResultsFramework(programmes=(JointProgramme(title="Closing Gaps"),)),
            "<ResultsFramework 'Closing Gaps': 1 joint programme>",
        ),
    ],
)
def test_a_framework_prints_as_what_it_holds(framework, text):
    """Its name and how many of each it holds, on one line."""
    assert repr(framework) == text


@pytest.mark.parametrize("place", ["title", "code", "statement", "value", "period"])
def test_no_text_of_a_framework_is_code_in_a_notebook(place):
    """A script in a title, a code, a statement, a value or a period is shown and not run."""
    bad = "<script>alert(1)</script>"
    given = {name: bad if name == place else "x" for name in ("title", "code", "statement")}
    cell = "2021" if place != "period" else bad.replace(" ", "")
    series = ObservationSeries.parse(f"{cell} actual {bad if place == 'value' else 'x'} | 2022 target {bad}")
    own = Indicator(code=given["code"], statement=given["statement"], series=series)
    html = ResultsFramework(title=given["title"], results=(Output(code="A", indicators=(own,)),))._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_framework_in_a_notebook_states_its_facts_and_its_results():
    """Whoever opens a file sees whose plan it is, for which years, and the title of each result."""
    output = Output(code="1", title="Laws are adopted", indicators=(indicator("i"),))
    bare = ResultsFramework(results=(output,))
    assert "<caption>1 output, 1 indicator</caption>" in bare._repr_html_()
    assert "<td>Laws are adopted</td>" in bare._repr_html_()
    plan = bare.replace(title="Plan", plan_period=Period.between(2020, 2025), reporting_year=2021)
    assert "<caption>Plan; plan 2020-2025; results of 2021; 1 output, 1 indicator</caption>" in plan._repr_html_()


def test_a_large_framework_is_cut_in_a_notebook():
    """Of thirty-nine indicators a notebook shows thirty, and says that there are nine more."""
    plan = ResultsFramework(results=(Output(indicators=tuple(indicator(f"i{n}") for n in range(39))),))
    html = plan._repr_html_()
    assert html.count("<tr>") == 1 + 30 + 1
    assert "… 9 more" in html


def test_a_framework_can_be_read_in_another_language():
    """The French of the whole and of what is below it; the framework itself stays as it is."""
    french = Translation(field="title", language="fr", text="Droits")
    plan = ResultsFramework(
        title="Rights", results=(Output(title="Rights", translations=(french,)),), translations=(french,)
    )
    assert plan.in_language("fr").outputs[0].title == "Droits"
    assert plan.in_language("fr").title == "Droits"
    assert plan.title == "Rights"


def test_a_framework_can_be_hashed_copied_and_sent():
    """A whole framework equals itself after a copy or a journey to another process."""
    for again in (copy.copy(FRAMEWORK), copy.deepcopy(FRAMEWORK), pickle.loads(pickle.dumps(FRAMEWORK))):  # noqa: S301  our own bytes
        assert again == FRAMEWORK
        assert hash(again) == hash(FRAMEWORK)


def test_a_framework_knows_its_sponsors_and_dates():
    """A text that cannot be read as a date is kept as it is."""
    assert [date.raw for date in FRAMEWORK.dates] == [None, "soon"]
    assert ResultsFramework(reporting_organisation=Organisation(acronym="UNW")).reporting_organisation.label == "UNW"


def test_the_results_right_below_are_the_nested_ones():
    """A framework has its outcomes below it, an outcome its outputs, an output nothing."""
    output = Output(code="1.1")
    outcome = Outcome(code="1", outputs=(output,))
    assert results_below(ResultsFramework(results=(outcome,))) == (outcome,)
    assert results_below(outcome) == (output,)
    assert results_below(output) == ()
