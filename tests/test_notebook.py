"""Values in a notebook: a table of thirty rows at most, in which no text becomes an element."""

from __future__ import annotations

import inspect
from decimal import Decimal
from functools import partial
from html.parser import HTMLParser

import attrs
import pytest

import resultsframework as rf

# Texts that would do something, or break the page, if they were taken for HTML.
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</td></tr></table><h1>",
    "<!-- ",
    '" onmouseover="alert(1)',
    "' style='display:none",
    "&lt;b&gt;",
    "]]><svg/onload=alert(1)>",
    "<\u00a0b>",
)
ALLOWED = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "p"}
MANY = 70


def indicator(text, number=1):
    """An indicator all of whose texts are this one."""
    return rf.Indicator(
        code=f"{text}{number}",
        statement=text,
        unit=text,
        series=rf.ObservationSeries(
            (
                rf.Observation(
                    kind=rf.ObservationKind.BASELINE,
                    period=rf.Period(raw=text),
                    value=text,
                    raw=text,
                    unit=text,
                    comment=text,
                    disaggregation=(rf.Disaggregation(dimension=text, category=text),),
                    places=(rf.Place(name=text, code=text),),
                ),
                rf.Observation(kind=rf.ObservationKind.TARGET, period=rf.Period(year=2025), value=rf.Level(1, text)),
            )
        ),
    )


def result(kind, text, indicators=1):
    """A result of a level all of whose texts are this one."""
    return kind(
        code=text,
        title=text,
        description=text,
        indicators=tuple(indicator(text, number) for number in range(indicators)),
        budgets=(rf.Budget(planned=rf.parse_money("$5.00 K"), period=rf.Period(raw=text)),),
    )


def framework(text, indicators=1):
    """A framework all of whose texts are this one."""
    return rf.ResultsFramework(title=text, identifier=text, results=(result(rf.Outcome, text, indicators),))


def copies(text, number=1):
    """Indicators that a publisher repeats for every year, to be merged."""
    years = ("2020 actual 1", "2021 actual 2")
    series = tuple(map(rf.ObservationSeries.parse, years))
    indicators = tuple(rf.Indicator(statement=f"{text}{n}", series=one) for n in range(number) for one in series)
    return rf.ResultsFramework(title=text, results=(rf.Output(code=text, title=text, indicators=indicators),))


def rolled(text, number=1):
    """The sum over frameworks that are called by the text."""
    counted = rf.Indicator(
        code="A",
        statement=text,
        measure=rf.Measure.UNIT,
        unit="person",
        aggregation_status=True,
        series=rf.ObservationSeries.parse("2021 actual 3"),
    )
    outputs = (rf.Output(code=text, indicators=(counted,)),)
    parts = [rf.ResultsFramework(title=f"{text}{n}", results=outputs) for n in range(number)]
    return rf.rollup(parts, "A", at=2021, function="sum", overlap="disjoint")


def actuals(number):
    """A value a year, for so many years."""
    years = [rf.Period(year=1900 + n) for n in range(number)]
    return rf.ObservationSeries(tuple(rf.Observation(kind=rf.ObservationKind.ACTUAL, period=year) for year in years))


def plan_of(office, text, number=1):
    """The plan of an office, each of whose indicators has a statement of its own."""
    plan = framework(text, number).map(rf.Indicator, lambda node: attrs.evolve(node, statement=node.code))
    return attrs.evolve(plan, reporting_organisation=rf.Organisation(name=office))


def contributions_of(text, number=1):
    """The contributions of a plan to a number of indicators of a list, all of whose texts are this one."""
    plan = attrs.evolve(framework(text, number), countries=(rf.Place(name=text),))
    tagged = plan.map(
        rf.Indicator,
        lambda node: attrs.evolve(node, references=(rf.Reference(code=node.code, vocabulary="donor"),)),
    )
    return rf.aggregation.contributions([tagged], "donor", kind="target")


# For each class that a notebook shows: one of it with a text wherever there is one, and one of it with many rows.
SHOWN = {
    "Table": (
        lambda text: rf.Table.of((rf.Column(text),), ((text,),), text),
        lambda: rf.Table.of((rf.Column("n", int),), ((n,) for n in range(MANY))),
    ),
    "Indicator": (
        indicator,
        lambda: rf.Indicator(series=actuals(MANY)),
    ),
    "ObservationSeries": (
        lambda text: indicator(text).series,
        lambda: actuals(MANY),
    ),
    **{
        kind.__name__: (
            lambda text, kind=kind: result(kind, text),
            lambda kind=kind: result(kind, "x", MANY),
        )
        for kind in (rf.Result, rf.Impact, rf.Outcome, rf.Output, rf.OtherResult)
    },
    "ResultsFramework": (framework, lambda: framework("x", MANY)),
    "Report": (
        lambda text: rf.validate(framework(text), implied=True),
        lambda: rf.validate(framework("x", MANY), implied=True),
    ),
    "Rollup": (rolled, lambda: rolled("x", MANY)),
    "Contributions": (
        contributions_of,
        lambda: contributions_of("x", MANY),
    ),
    "Alignments": (
        lambda text: rf.align([plan_of(text, text), plan_of(f"{text}2", text)]),
        lambda: rf.align([plan_of("y", "x", MANY), plan_of("z", "x", MANY)]),
    ),
    "MergeReport": (
        lambda text: rf.compare.merge_periods(copies(text)),
        lambda: rf.compare.merge_periods(copies("x", MANY)),
    ),
}


def answered(question, text):
    """The answer about an indicator whose unit is this text, or whose values are."""
    series = rf.ObservationSeries.parse("2018 baseline 0 | 2021 milestone 100 actual 59")
    return question(rf.Indicator(unit=text, series=series), 2021)


# For each class that a notebook shows as a sentence: one of it with a text wherever there is one.
SENTENCES = {
    "Progress": lambda text: answered(rf.progress, text),
    "Met": lambda text: answered(rf.met, text),
    "IndicatorValue": lambda text: answered(rf.gap, text),
    "CumulativeTotal": lambda text: answered(partial(rf.monitoring.to_date, accumulation="periodic"), text),
    "MeanProgress": lambda text: rf.monitoring.mean_progress([answered(rf.progress, text)]),
    "CostPerResult": lambda text: rf.aggregation.CostPerResult(value=Decimal(5), currency=text, inputs=(), basis=text),
    "Undefined": rf.Undefined,
    "Money": lambda text: rf.Money(nominal=Decimal(5), raw=text),
    "Interval": lambda _: rf.Interval.exactly(Decimal("0.5")),
    "Budget": lambda text: rf.Budget(planned=rf.parse_money("$5.00 K"), period=rf.Period(raw=text)),
}


class Page(HTMLParser):
    """The content as a browser reads it: every element in its order, its attributes, and the text."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.attributes, self.text = [], [], set(), ""

    def handle_starttag(self, tag, attributes):
        """Note an element that begins."""
        self.open.append(tag)
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attributes)

    def handle_endtag(self, tag):
        """The element opened last is closed first."""
        assert self.open.pop() == tag

    def handle_comment(self, data):
        """Nothing may be hidden."""
        pytest.fail(f"a comment hides {data!r}")

    def handle_data(self, data):
        """Collect what can be read."""
        self.text += data


def seen(value):
    """The page that a notebook shows of a value."""
    page = Page()
    page.feed(value._repr_html_())
    page.close()
    assert page.open == []
    return page


def test_every_class_that_a_notebook_shows_is_tried_here():
    """A class that learns to show itself has to be given an example in this file."""
    public = {name: getattr(rf, name) for name in rf.__all__}
    for package in [value for value in public.values() if inspect.ismodule(value)]:
        public |= {name: getattr(package, name) for name in package.__all__}
    shown = {name for name, cls in public.items() if isinstance(cls, type) and hasattr(cls, "_repr_html_")}
    # Changes are sentences, no table; they are tried with the other forms of changes.
    assert shown - {"Changes"} == {*SHOWN, *SENTENCES}


@pytest.mark.each("text", HOSTILE)
@pytest.mark.each("name", SENTENCES)
def test_an_answer_is_one_sentence(name, text):
    """An answer is a paragraph, and no text within it becomes an element."""
    assert seen(SENTENCES[name](text)).tags == ["p"]


@pytest.mark.each("text", HOSTILE)
@pytest.mark.each("name", SHOWN)
def test_no_text_becomes_an_element(name, text):
    """The text of a title, a code, a value or a comment is shown as it is, and adds no markup to the page."""
    make, _ = SHOWN[name]
    page, harmless = seen(make(text)), seen(make("plain text"))
    assert set(page.tags) <= ALLOWED
    assert page.attributes <= {"scope", "style", "colspan"}
    if name != "Report":
        assert page.tags == harmless.tags
    assert "".join(text.split()) in "".join(page.text.split())


@pytest.mark.each("name", SHOWN)
def test_a_long_value_is_shown_in_part(name):
    """A page has thirty rows at most, and says how many more there are."""
    _, many = SHOWN[name]
    page = seen(many())
    rows = page.tags.count("tr") - 1 - page.tags.count("tfoot")
    assert rows == 30
    assert "more" in page.text


@pytest.mark.each("name", SHOWN)
def test_what_is_shown_reads_well_aloud(name):
    """Every heading of a column is marked as one, so that a screen reader can say it with each cell."""
    make, _ = SHOWN[name]
    html = make("plain text")._repr_html_()
    assert html.count("<th") - html.count("<thead") == html.count('<th scope="col"') > 0
