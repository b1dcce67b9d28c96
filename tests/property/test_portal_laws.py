"""Laws of the portal page: what it can hold comes back, damage makes no number, any text is read or refused."""

from __future__ import annotations

from decimal import Decimal

import attrs
from hypothesis import given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.errors import FormatError, InvalidValueError
from resultsframework.formats import portal
from resultsframework.testing import frameworks

BASELINE, MILESTONE = rf.ObservationKind.BASELINE, rf.ObservationKind.MILESTONE
TARGET, ACTUAL = rf.ObservationKind.TARGET, rf.ObservationKind.ACTUAL

# Words that no heading, label or list of names begins with.
WORDS = ["wells", "pumps", "rivers", "villages", "women’s", "dug", "and", "with", "clean", "(new)", "über", "30"]


def optional(strategy):
    """A value or none."""
    return st.none() | strategy


def tuples(strategy, most=3, least=0):
    """A few values in a tuple."""
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(lambda words: " ".join(["Number", *words]))
names = st.sampled_from(["UNDP", "UN Women", "World Bank", "Japan", "IOM", "UN-Habitat", "European Union"])
codes = st.builds(
    "{}_{}_{}.{}{}".format,
    st.sampled_from(["SP", "MEX", "BDI"]),
    st.sampled_from("DO"),
    st.integers(0, 9),
    st.integers(1, 99),
    st.sampled_from(["", ".1", ".d", "A"]),
)
years = st.integers(1990, 2060)
spans = st.builds(rf.Period.between, st.integers(2000, 2010), st.integers(2011, 2030)) | st.builds(
    rf.Period, year=years
)
cells = st.sampled_from(["-", "TBD", "N/A", "Yes", "TRUE", "In progress", "3/5", "<545", "1,250,000", "12.50", "95%"])
cells |= st.integers(0, 10**9).map(str)
amounts = st.sampled_from(["$934.31 K", "$3.07 M", "$267,469", "€12.50", "USD 300"]).map(rf.parse_money)
# Few values have a note; where one has, each cell of the page has a third part.
comments = st.sampled_from(
    [None] * 9 + ["Restated in 2020", "19 percent of 69 countries", "Wells, pumps and (new) rivers"]
)
reasons = st.sampled_from([rf.Missing.EMPTY, rf.Missing.NOT_AVAILABLE, rf.Missing.ABSENT])


def organisations(name):
    """The body that a page names."""
    return rf.Organisation(acronym=name) if name in ("UNDP", "IOM") else rf.Organisation(name=name)


bodies = names.map(organisations)


@st.composite
def series(draw):
    """A baseline, and columns whose years go up, the last of which may be the target."""
    observations = []
    if draw(st.booleans()):
        period = draw(st.builds(rf.Period, year=years) | st.sampled_from([rf.Period(), rf.Period(raw="0")]))
        observations.append(rf.Observation.parse(BASELINE, period, draw(cells), decimal="."))
    columns = sorted(draw(st.sets(years, max_size=4)))
    for year in columns:
        period = rf.Period(year=year)
        planned = TARGET if year == columns[-1] and draw(st.booleans()) else MILESTONE
        kinds = draw(st.sampled_from([(planned,), (planned, ACTUAL), (ACTUAL,)]))
        observations += [rf.Observation.parse(kind, period, draw(cells), decimal=".") for kind in kinds]
    return rf.ObservationSeries(tuple(attrs.evolve(o, comment=draw(comments)) for o in observations))


alignments = st.builds(
    rf.Alignment,
    kind=st.sampled_from(rf.AlignmentKind),
    partners=tuples(bodies),
    explanation=optional(phrases.map("Common indicators are like this: {}".format)),
)
goals = st.builds(rf.SdgReference, goal=st.integers(1, 17)) | st.just(rf.SdgReference(raw="Goal 18"))
notes = st.builds(rf.Note, text=phrases) | st.builds(
    rf.Note, text=phrases.map("In a global scope: {}".format), kind=st.just(rf.NoteKind.DESK_REVIEW)
)
HEADS = {"": (), "SDG 5.1.1: ": (rf.Reference(code="5.1.1", vocabulary="sdg_indicator"),)}
SUFFIXES = {"": (), " (CO, HQ)": (rf.Scope.COUNTRY_OFFICE, rf.Scope.HEADQUARTERS)}


@st.composite
def indicators(draw, year):
    """An indicator with a statement, from which its references and its scope follow."""
    head, suffix = draw(st.sampled_from(list(HEADS))), draw(st.sampled_from(list(SUFFIXES)))
    return rf.Indicator(
        code=draw(codes),
        statement=head + draw(phrases) + suffix,
        references=HEADS[head],
        scope=SUFFIXES[suffix],
        notes=draw(tuples(notes, most=2)),
        sdgs=draw(tuples(goals, most=2)),
        alignments=draw(tuples(alignments, most=2)),
        printed_result=draw(optional(cells.map(f"{year} Result {{}}".format))) if year else None,
        series=draw(series()),
    )


@st.composite
def funding(draw):
    """Core, then partners, then a total."""
    lines = draw(st.sampled_from([(), (rf.FundingLine(kind=rf.FundingKind.CORE),)]))
    partner = st.builds(rf.FundingLine, kind=st.just(rf.FundingKind.NON_CORE), organisation=bodies, amount=amounts)
    lines += draw(tuples(partner))
    total = st.builds(rf.FundingLine, kind=st.just(rf.FundingKind.NON_CORE), amount=amounts, is_total=st.just(True))
    return lines + draw(tuples(total, most=1))


budgets = tuples(
    st.builds(rf.Budget, planned=amounts | reasons, actual=amounts | reasons, expenses=amounts, funding=funding()),
    most=1,
)
profiles = st.builds(
    rf.CountryProfile,
    region=optional(phrases),
    country=phrases,
    plan_period=spans,
    income_classification=optional(st.sampled_from(["Low Income", "High Income"])),
    least_developed=st.booleans() | st.just(rf.Missing.ABSENT),
    gender_inequality_index=st.just(Decimal("0.575")) | reasons,
    population=st.integers(0, 10**10).map(Decimal),
    population_male_share=st.just(Decimal("9.5")) | reasons,
    population_source=optional(phrases),
)
outputs = st.builds(rf.Output, code=codes, title=phrases, budgets=budgets)
documents = st.builds(
    rf.DocumentLink,
    title=phrases,
    categories=tuples(st.sampled_from(["A03", "A08", "B01"]), least=1),
    url=optional(st.just("https://example.org/plan")),
)
FUNCTIONS = ("Advocacy, communications and social mobilization", "Well digging", "Support functions")
MENU, FOOTER = "Activity Details Resources", ("Disclaimer and notes", "Resources", "2 questions: who are you?")
chrome = st.builds(
    lambda above, explanation, below, menu, footer: above + explanation + below + menu + footer,
    st.sampled_from([(), ("Skip to main content",)]),
    st.sampled_from([(), ("GII is an index: 1",)]),
    st.sampled_from([(), ("Map Summary", "Year")]),
    st.sampled_from([(), (MENU,)]),
    st.sampled_from([(), FOOTER, FOOTER[:1]]),
)


@st.composite
def pages(draw):
    """A framework that a page can hold."""
    year = draw(optional(years))
    outcome = rf.Outcome(
        code=draw(codes),
        title=draw(phrases),
        description=draw(optional(phrases | st.builds("{}\n{}\n\n{}".format, phrases, phrases, phrases))),
        indicators=draw(tuples(indicators(year))),
        budgets=draw(budgets),
        sdgs=draw(tuples(goals.map(lambda sdg: attrs.evolve(sdg, raw=sdg.raw and "SDG Goal")))),
        impact_areas=draw(tuples(phrases)),
        organisational_outputs=draw(tuples(phrases)),
        policy_markers=draw(st.sampled_from([(), (rf.PolicyMarker(name="GENDER EQUALITY", code="1"),)])),
        humanitarian=draw(optional(st.booleans())),
        un_system_functions=draw(tuples(st.sampled_from(FUNCTIONS), most=5)),
        outputs=tuple(
            attrs.evolve(output, indicators=draw(tuples(indicators(year), most=2))) for output in draw(tuples(outputs))
        ),
        documents=draw(tuples(documents)),
    )
    identifier = draw(optional(st.just(f"XM-DAC-41146-{outcome.code}")))
    titled = draw(optional(st.just(outcome.title)))
    note = st.builds(
        rf.ProgressNote, text=phrases.map("It rained. {}".format), year=st.just(year), title=st.just(titled)
    )
    return rf.ResultsFramework(
        results=(attrs.evolve(outcome, identifier=identifier, progress_notes=draw(tuples(note, most=2))),),
        country_profile=draw(optional(profiles)),
        plan_period=draw(spans | st.just(rf.Period())),
        reporting_year=year,
        source=rf.Source(chrome=draw(chrome), unparsed=draw(tuples(phrases | st.sampled_from(["3 4", "OUTPUT X_1"])))),
    )


def located(framework):
    """Every observation by the place of its indicator, its kind and its period."""
    return {
        (path, o.kind, o.period): o.value
        for path, node in framework.walk()
        if isinstance(node, rf.Indicator)
        for o in node.series
    }


def numbers(framework):
    """Every number by the code of its indicator, its kind and its year, wherever the indicator is."""
    return {
        (node.code, o.kind, o.period.last_year, o.value)
        for _, node in framework.walk()
        if isinstance(node, rf.Indicator)
        for o in node.series
        if not isinstance(o.value, str)
    }


def amounts_of(framework):
    """Every amount of a result, by its code and what it is an amount of."""
    return {
        (result.code, field, amount)
        for result in framework.all_results(rf.Result)
        for budget in result.budgets
        for field in ("planned", "actual", "expenses")
        if isinstance(amount := getattr(budget, field), rf.Money)
    }


def read(text):
    """The framework of a text, or None where it is refused."""
    try:
        return portal.loads(text)
    except FormatError:
        return None


@given(pages())
def test_what_a_page_can_hold_comes_back(framework):
    """Writing and reading gives the same framework, chrome and unparsed lines included."""
    assert portal.loads(portal.dumps(framework)) == framework


@given(pages(), st.data())
def test_a_page_cut_off_has_no_wrong_number(framework, data):
    """Up to any line, every value is the one of the whole page at the same place."""
    lines = portal.dumps(framework).splitlines(keepends=True)
    part = read("".join(lines[: data.draw(st.integers(0, len(lines)))]))
    if part is not None:
        assert located(part).items() <= located(framework).items()


# Copies that break lines at other places; a page of such a one can be read in two ways, where a column is incomplete.
REFLOWED = (
    "a cell a line",
    "a cell a line, without blank lines",
    "a cell a line, empty lines between",
    "a column a line",
    "captions dropped",
)


@given(pages(), st.data())
def test_spaces_and_empty_lines_of_a_page_mean_nothing(copies, framework, data):
    """Copied with other spaces, empty lines or captions, a page has the same values, amounts, titles and tags."""
    way = data.draw(st.sampled_from(sorted(copies.keys() - set(REFLOWED))))
    copied = portal.loads(copies[way](portal.dumps(framework)))
    assert located(copied) == located(framework)
    assert amounts_of(copied) == amounts_of(framework)
    assert [(type(n), n.code, n.title) for n in copied.all_results(rf.Result)] == [
        (type(n), n.code, n.title) for n in framework.all_results(rf.Result)
    ]


@given(pages(), st.data())
def test_where_the_lines_of_a_page_end_makes_no_number(copies, framework, data):
    """
    Copied with a line for each cell or each column, a page has no value that the page does not have there.

    All of them come back where every column is whole, as in the source; where a column has a result alone or nothing,
    its copies can be read in two ways, and what is not certain is no number.
    """
    way = data.draw(st.sampled_from(REFLOWED))
    copied = portal.loads(copies[way](portal.dumps(framework)))
    stated = located(framework)
    found = {place: value for place, value in located(copied).items() if not isinstance(value, rf.Missing)}
    assert found.items() <= stated.items()
    assert amounts_of(copied) == amounts_of(framework)
    assert [(type(n), n.code, n.title) for n in copied.all_results(rf.Result)] == [
        (type(n), n.code, n.title) for n in framework.all_results(rf.Result)
    ]


def summary_of(indicator):
    """The code, the kind, the year and the value of the printed result; None without one."""
    if indicator.printed_result is None:
        return None
    year, _, cell = indicator.printed_result.split(" ", 2)
    return (indicator.code, ACTUAL, int(year), rf.parse_value(cell).value)


@given(pages(), st.data())
def test_a_copy_cut_off_or_without_a_line_has_no_wrong_number(copies, framework, data):
    """However it was copied, what is left of a page has each number under its own indicator, kind and year."""
    text = copies[data.draw(st.sampled_from(sorted(copies)))](portal.dumps(framework))
    lines = text.splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines) - 1))
    if data.draw(st.booleans()):
        part = read(text[: data.draw(st.integers(0, len(text)))])
    else:
        part = read("".join(lines[:at] + lines[at + 1 :]))
    if part is not None:
        whole = numbers(framework)
        yearless = {(code, kind, None, value) for code, kind, _, value in whole if kind is BASELINE}
        # Where the heading is left without its table, a cell of the summary is a result of its year.
        whole |= {summary for indicator in framework.indicators if (summary := summary_of(indicator))}
        assert numbers(part) <= whole | yearless
        assert {amount for amount in amounts_of(part) if amount[0]} <= amounts_of(framework)


@given(pages(), st.data())
def test_what_was_read_from_a_damaged_page_comes_back(framework, data):
    """Lines dropped, doubled, moved or garbled: what is read, with what is reported, is written and read the same."""
    lines = portal.dumps(framework).split("\n")
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(lines) - 1))
        line, noise = lines[at], data.draw(st.text(max_size=12))
        lines[at : at + 1] = data.draw(
            st.sampled_from([[], [line] * 2, [lines[at - 1]], [line[1:]], ["", line, ""], [line + noise], [noise]])
        )
    damaged = read("\n".join(lines))
    if damaged is not None:
        assert portal.loads(portal.dumps(damaged)) == damaged


@given(st.text())
def test_any_text_is_read_or_refused(text):
    """No text at all makes anything but a framework or a FormatError, alone or inside of a page."""
    read(text)
    framework = read(f"outcome A_1\nOutcome details\n{text}\nOutcome Indicator and Results\n{text}\nDocuments\n{text}")
    assert framework is not None


@given(frameworks())
def test_any_framework_is_written_as_far_as_a_page_goes(framework):
    """A framework of any kind is refused, or makes a page that is read; what the page holds comes back from then on."""
    try:
        written = portal.dumps(framework)
    except InvalidValueError:
        return
    held = portal.loads(written)
    assert portal.loads(portal.dumps(held)) == held
