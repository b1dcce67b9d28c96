"""A lossless file gives an equal framework, above all where a fact nearly fits the standard."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resultsframework as rf

pytest.importorskip("lxml.etree", reason="IATI needs lxml")
from resultsframework.formats import iati

ABSENT = rf.Missing.ABSENT
FIRST, HALF, LAST = dt.date(2020, 1, 1), dt.date(2020, 6, 30), dt.date(2020, 12, 31)
YEAR, NEXT = rf.Period(year=2020), rf.Period(year=2021)
PERIODS = (
    YEAR,
    NEXT,
    rf.Period(start=FIRST, end=HALF),
    rf.Period(start=FIRST, end=LAST),
    rf.Period(year=2020, start=LAST, end=LAST),
    rf.Period(year=2020, raw="2020?"),
    rf.Period(start=FIRST),
)


def few(values, most=3):
    """A few of some values, in any order and repeatedly."""
    return st.lists(st.sampled_from(values), max_size=most).map(tuple)


def extra(name, text):
    return rf.Extra(name=name, text=text)


def comes_back(framework):
    text = iati.dumps(framework, lossless=True)
    read = iati.loads(text)
    assert read == framework, str(rf.loss_report(framework, "iati", lossless=True))
    assert iati.dumps(read, lossless=True) == text
    return True


# ------------------------------------------------------------------------------------------------- money

REVISED = extra("@type", "2")


def money(number=5, currency="USD", **more):
    return rf.Money(nominal=Decimal(number), currency=currency, **more)


def plan(amount=None, period=YEAR, **more):
    return rf.Budget(planned=amount or money(), period=period, **more)


def line(**body):
    return rf.FundingLine(organisation=rf.Organisation(**body), amount=money())


# What publishers have: plans, revised or not, and sums by year; each of them comes back if it is alone.
USUAL = (
    plan(),
    plan(money("7.50")),
    plan(period=NEXT),
    plan(money(currency="EUR")),
    plan(period=rf.Period(start=FIRST, end=HALF)),
    plan(extras=(REVISED,)),
    plan(extras=(extra("@status", "2"), REVISED, extra("value/@value-date", "2020-05-05"))),
    plan(expenses=money(3)),
    plan(expenses=money(3), funding=(line(name="A giver"), rf.FundingLine(amount=money(4)))),
    rf.Budget(period=YEAR, expenses=money(3)),
    rf.Budget(period=NEXT, funding=(line(name="A giver", reference="XX-1", type="10"),)),
    rf.Budget(period=NEXT, expenses=money(3, "EUR")),
)
# What nearly does.
ODD = (
    *(plan(amount) for amount in (money(currency=None), money(low=Decimal(4)), money(raw="USD 5"))),
    *(plan(period=period) for period in (*PERIODS[3:], None)),
    *(rf.Budget(planned=planned, period=YEAR) for planned in (ABSENT, rf.Missing.NOT_AVAILABLE)),
    *(
        plan(extras=extras)
        for extras in (
            (extra("@status", "1"),),
            (extra("@type", "1"),),
            (extra("@type", "3"),),
            (REVISED, extra("@status", "2")),
            (extra("value/@value-date", "2020-01-01"),),
            (extra("{http://x.org/}a", '<a:a xmlns:a="http://x.org/"></a:a>'),),
            (
                extra("period-end/@{http://x.org/}b", "1"),
                extra("{http://x.org/}a", '<a:a xmlns:a="http://x.org/"></a:a>'),
            ),
        )
    ),
    plan(actual=money()),
    plan(translations=(rf.Translation(field="planned", language="fr", text="x"),)),
    plan(expenses=money(currency="EUR")),
    plan(expenses=rf.Missing.EMPTY),
    plan(period=PERIODS[2], expenses=money()),
    rf.Budget(period=YEAR, expenses=money(), extras=(extra("@status", "2"),)),
    rf.Budget(period=YEAR, expenses=money(), actual=money()),
    *(
        rf.Budget(period=YEAR, funding=funding)
        for funding in (
            (line(name="A giver"), line(name="A giver")),
            (line(name=" "),),
            (line(),),
            (line(name="A giver", acronym="AG"),),
            (line(name="A giver", translations=(rf.Translation(field="name", language="fr", text="x"),)),),
            (rf.FundingLine(amount=money(), kind=rf.FundingKind.CORE),),
            (rf.FundingLine(amount=money(), is_total=True),),
            (rf.FundingLine(amount=money(), extras=(extra("@x", "1"),)),),
            (rf.FundingLine(amount=money()), rf.FundingLine(amount=money(currency="EUR"))),
            (rf.FundingLine(),),
        )
    ),
)
# Originals as files have them, and what nearly is one.
ORIGINALS = tuple(
    f"<budget{stated}><period-start{start}></period-start><period-end{end}></period-end>{value}</budget>"
    for stated in ("", ' type="1"', ' status="2" type="1"', ' type="2"')
    for start, end in (
        (' iso-date="2020-01-01"', ' iso-date="2020-12-31"'),
        (' iso-date="2020-01-01"', ' iso-date="2020-06-30"'),
    )
    for value in (
        '<value currency="USD" value-date="2020-01-01">9</value>',
        '<value value-date="2020-01-01">9.50</value>',
        '<value currency="EUR" value-date="2020-01-01">x</value>',
    )
)


def with_money(budgets, originals, currency):
    stated = () if currency is None else (extra("@default-currency", currency),)
    return rf.ResultsFramework(budgets=budgets, extras=(*stated, *(extra("budget", text) for text in originals)))


@pytest.mark.each("currency", [None, "USD"])
@pytest.mark.each("one", [*USUAL, *ODD])
def test_a_budget_comes_back(one, currency):
    """A budget comes back alone, and behind one of another period."""
    other = plan(period=rf.Period(start=HALF, end=LAST))
    assert comes_back(with_money((one,), (), currency))
    assert comes_back(with_money((other, one), (), currency))


@pytest.mark.each("one", USUAL)
@pytest.mark.each("other", USUAL)
def test_two_budgets_come_back(one, other):
    """Of two budgets, sums come back in the one that they were in, and an original beside a revised one."""
    assert comes_back(with_money((one, other), (), None))


@pytest.mark.each("original", ORIGINALS)
@pytest.mark.each("one", USUAL)
@pytest.mark.each("currency", [None, "USD"])
def test_a_kept_budget_comes_back(one, original, currency):
    """A kept budget stays one, whether or not there is a revised one that counts in its place."""
    assert comes_back(with_money((one,), (original,), currency))


@given(few(USUAL, 4), few(ODD, 1), few(ORIGINALS), st.sampled_from((None, "USD", "EUR")))
def test_money_comes_back(usual, odd, originals, currency):
    """Plans, originals beside revised ones, and sums by year come back, whatever period and currency they share."""
    assert comes_back(with_money((*usual, *odd), originals, currency))


# ------------------------------------------------------------------------------------------------- values

VALUES = (
    *(Decimal(5), Decimal("0.50"), Decimal("1E+3"), True, False, "about five", "", "5", "Yes", "N/A", " ", "a\x01"),
    *rf.Missing,
    rf.Range(Decimal(1), Decimal(2)),
)
COMMENTS = (None, None, "A comment", "Yes", "N/A", "-", "12", "", " ", "a\x01", "two\nlines\u00a0\r", "TBD")
TRANSLATIONS = (
    rf.Translation(field="comment", language="fr", text="Un commentaire"),
    rf.Translation(field="comment", language="fr"),
    rf.Translation(field="comment", language="en"),
    rf.Translation(field="comment", language="no tag", text="x"),
    rf.Translation(field="comment", language="fr", text=" "),
    rf.Translation(field="unit", language="fr", text="x"),
)
observations = st.builds(
    rf.Observation,
    kind=st.sampled_from(rf.ObservationKind),
    period=st.sampled_from((YEAR, YEAR, NEXT, *PERIODS)),
    value=st.sampled_from(VALUES),
    raw=st.sampled_from((None, None, None, "", "5", "5.00", "Yes", "N/A", "n/a", "5 %")),
    unit=st.sampled_from((None, None, None, "percent")),
    comment=st.sampled_from(COMMENTS),
    places=few((rf.Place(code="A"), rf.Place(), rf.Place(code=" "), rf.Place(name="B")), 1),
    disaggregation=few(
        (rf.Disaggregation(dimension="sex", category="women"), rf.Disaggregation(), rf.Disaggregation(category=" ")), 1
    ),
    translations=st.one_of(st.just(()), few(TRANSLATIONS, 2)),
)


@given(st.lists(observations, min_size=1, max_size=2), st.sampled_from((None, "en")))
def test_values_come_back(found, language):
    """A cell and its comment come back, whatever they hold and in however many languages."""
    indicator = rf.Indicator(statement="Number", series=rf.ObservationSeries(tuple(found)))
    framework = rf.ResultsFramework(language=language, results=(rf.Output(indicators=(indicator,)),))
    assert comes_back(framework)


STATED = (None, (YEAR,), (NEXT, YEAR), (YEAR, NEXT), (YEAR, YEAR), (PERIODS[3],))


@pytest.mark.each("first", rf.ObservationKind)
@pytest.mark.each("second", rf.ObservationKind)
def test_two_values_come_back_in_their_order(first, second):
    """Of two values each may be of any kind, the second of any period and empty, and periods be stated beside them."""
    one = rf.Observation(kind=first, period=YEAR, value=Decimal(1))
    indicators = tuple(
        rf.Indicator(
            statement="Number",
            series=rf.ObservationSeries((one, rf.Observation(kind=second, period=period, value=value)), stated),
        )
        for value, period, stated in product([Decimal(1), rf.Missing.EMPTY], PERIODS, STATED)
    )
    assert comes_back(rf.ResultsFramework(results=(rf.Output(indicators=indicators),)))


@given(
    st.lists(
        st.builds(
            rf.Observation,
            kind=st.sampled_from(rf.ObservationKind),
            period=st.sampled_from(PERIODS[:5]),
            value=st.sampled_from((Decimal(1), Decimal(2), rf.Missing.EMPTY)),
        ),
        max_size=5,
    ),
    st.one_of(st.none(), st.lists(st.sampled_from(PERIODS), max_size=5).map(tuple)),
)
def test_the_order_of_values_and_periods_comes_back(found, periods):
    """Values in any order, and periods that are stated repeatedly, in another order or without values, come back."""
    series = rf.ObservationSeries(tuple(found), periods)
    framework = rf.ResultsFramework(results=(rf.Output(indicators=(rf.Indicator(statement="Number", series=series),)),))
    assert comes_back(framework)


# ------------------------------------------------------------------------------------------------- codes and texts

OWN = "reporting_organisation"
REFERENCES = (
    rf.Reference(code="A", vocabulary=OWN, uri="https://x.org/"),
    rf.Reference(code="B", vocabulary=OWN, uri="https://x.org/"),
    rf.Reference(code="A", vocabulary=OWN),
    rf.Reference(code="B", vocabulary=OWN),
    *(rf.Reference(code="5.1", vocabulary=name) for name in ("sdg_indicator", "9", "99", "7", "", None)),
    *(rf.Reference(code=code, vocabulary="7") for code in ("", " ", "a\x01")),
    rf.Reference(code="A", vocabulary="a\x01"),
    *(rf.Reference(code="C", vocabulary="7", uri=uri) for uri in ("https://x.org/", "not an address", "%", "")),
    rf.Reference(code="C", vocabulary="7", name="A name"),
    rf.Reference(code="C", vocabulary="7", percentage=Decimal(5)),
    rf.Reference(code="C", vocabulary="7", extras=(extra("@{http://x.org/}a", "1"),)),
    rf.Reference(
        code="C", vocabulary="7", translations=(rf.Translation(field="name", language="fr", text="x"),), name="x"
    ),
)
codes = st.sampled_from((None, "A", "B", ""))
texts = st.sampled_from((None, "A text", "", " ", "a\x01"))
translations = few(
    tuple(
        rf.Translation(field=field, language="fr", text=text)
        for field in ("title", "statement", "description", "unit")
        for text in ("Un texte", None)
    ),
    2,
)
several = few(REFERENCES)
measures = st.sampled_from((None, *rf.Measure))


def with_codes(code, found, own_code, own):
    indicator = rf.Indicator(statement="Number", code=own_code, references=own)
    return rf.ResultsFramework(
        results=(rf.Output(title="A title", code=code, references=found, indicators=(indicator,)),)
    )


@pytest.mark.each("one", REFERENCES)
@pytest.mark.each("code", [None, "A"])
def test_a_reference_comes_back(one, code):
    """A reference of a result or of an indicator comes back, alone and before another one, with a code and without."""
    for found in ((one,), (one, REFERENCES[0])):
        assert comes_back(with_codes(code, found, None, ()))
        assert comes_back(with_codes(None, (), code, found))
        assert comes_back(with_codes(code, found, code, found))


@given(codes, several, codes, several)
def test_codes_come_back(code, found, own_code, own):
    """The code of a result and of its indicator, and their references, come back beside each other."""
    assert comes_back(with_codes(code, found, own_code, own))


@given(texts, texts, translations, measures, st.sampled_from(rf.Direction))
def test_texts_come_back(title, description, translations, measure, direction):
    """Texts in several languages, with and without a measure and a direction, come back."""
    indicator = rf.Indicator(
        statement=title, description=description, translations=translations, measure=measure, direction=direction
    )
    result = rf.Outcome(title=title, description=description, translations=translations, indicators=(indicator,))
    assert comes_back(rf.ResultsFramework(language="en", results=(result,)))


# ------------------------------------------------------------------------------------------------- kept elements

LOSSY = (extra("@no attribute", "1"),)
REGION = rf.Place(code="298", level=rf.PlaceLevel.REGION)


@pytest.mark.each(
    "fields",
    [
        {"places": (REGION, rf.Place(code="A", extras=LOSSY))},
        {"places": (attrs.evolve(REGION, extras=LOSSY), rf.Place(code="A"))},
        {"places": (rf.Place(code="A", extras=LOSSY), REGION)},
        {"countries": (rf.Place(name="A country"),)},
        {"tags": (rf.Reference(code="A"),), "sectors": (rf.Reference(code="A", extras=LOSSY),)},
        {"policy_markers": (rf.PolicyMarker(name="A policy"), rf.PolicyMarker(code="1", extras=LOSSY))},
        {"dates": (rf.ActivityDate(kind=rf.DateKind.PLANNED_START),)},
        {"organisations": (rf.Participation(organisation=rf.Organisation(name="A"), extras=LOSSY),)},
        {"description": None, "extras": (extra("description", '<description type="1" xml:lang="en"></description>'),)},
        {
            "extras": (
                extra("description", '<description xml:lang="en"><narrative>A</narrative></description>'),
                extra("description", "<description><narrative>B</narrative></description>"),
            )
        },
        {"extras": (extra("description", '<description type="1"><narrative>A</narrative></description>'),)},
        {
            "extras": (
                extra("@no attribute", "1"),
                extra(
                    "transaction",
                    "<transaction><transaction-type code='4'/><transaction-date iso-date='2020-01-01'/>"
                    "<value value-date='2020-01-01'>5</value></transaction>",
                ),
            )
        },
    ],
)
def test_what_cannot_be_written_in_its_place_comes_back(fields):
    """Parts of an element that the standard cannot hold come back, as do the others that share its field."""
    assert comes_back(rf.ResultsFramework(**fields))
