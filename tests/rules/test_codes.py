from __future__ import annotations

import random

import attrs
import pytest

import resultsframework as rf
from resultsframework.compare._similarity import MOST_ALIKE, alike_in_words, same_series
from resultsframework.compare._words import words_of
from resultsframework.formats._facts import preserved
from resultsframework.rules.codes import UN_WOMEN_CODES

LONG = rf.ObservationSeries.parse("2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2022 milestone 3")


def plan_of(*results, **framework):
    """A plan of outputs, each given as its code and its indicators."""
    outputs = (rf.Output(code=code, title="Title", indicators=tuple(indicators)) for code, *indicators in results)
    return rf.ResultsFramework(results=tuple(outputs), **framework)


def indicator(code, statement="Number of laws", text="2025 target 3", **more):
    return rf.Indicator(code=code, statement=statement, series=rf.ObservationSeries.parse(text), **more)


def found(framework, code, **more):
    return [(f.path, f.observed) for f in rf.validate(framework, select=code, **more)]


def test_where_no_indicator_has_a_code_that_is_one_finding():
    """A source without codes is one finding; a code that is missing among others is reported at its indicator."""
    none = plan_of(("A", indicator(None), indicator("")), ("B", indicator(None)))
    (finding,) = rf.validate(none, select="COD01")
    assert (finding.path, finding.message) == ("", "none of 3 indicators has a code")
    some = plan_of(("A", indicator(None), indicator("x")))
    assert [f.path for f in rf.validate(some, select="COD01")] == ["A/#1"]
    assert found(plan_of(("A",)), "COD01") == []


@pytest.mark.parametrize(
    "code", ["SP_D_0.1.3", "SP_D_0.1.d", "SP_D_2.1A", "MEX_D_2.1", "MEX_D_2.1.1", "MEX_D_2.1.1A", "BDI_O_4.3"]
)
def test_the_codes_of_one_publisher(code):
    """Every form of code on the pages of UN Women is known, and another is not."""
    forms = attrs.evolve(rf.rules.PROFILES[0], options=rf.rules.Options(code_patterns=UN_WOMEN_CODES))
    assert found(plan_of((code,)), "COD02", profile=forms) == []
    assert found(plan_of((f"{code} ",)), "COD02", profile=forms) == [(f"{code} /code", f"{code} ")]
    assert found(plan_of((None,)), "COD02", profile=forms) == []


def test_a_code_with_two_statements_is_one_finding():
    """However often it is used, a code with several meanings is one finding, with all places."""
    framework = plan_of(
        ("B", indicator("x", "Laws")),
        ("A", indicator("x", "Acts")),
        ("C", indicator("x", "laws (CO)")),
        (None, indicator("x")),
    )
    (finding,) = rf.validate(framework, select="COD03")
    assert finding.path == "B/x/code"
    assert finding.message == "the code x has different statements, under A, B, C, Title"
    assert finding.observed == "Acts; Laws; Number of laws; laws (CO)"


def test_what_repeats_under_one_result_is_no_conflict_between_results():
    """Two statements of one code under one result are that result's matter; one without a statement is left aside."""
    under_one = plan_of(("A", indicator("x", "Laws"), indicator("x", "Acts")))
    assert found(under_one, "COD03") == []
    assert found(plan_of(("A", indicator("x", "Laws")), ("B", indicator("x", None))), "COD03") == []
    assert (
        found(plan_of(("A", indicator("x", text="2025 target 3"), indicator("x", text="2025 target 4"))), "COD04") == []
    )


def test_other_values_under_another_result():
    """Values, their kinds and their periods count; their order and their spelling do not."""
    one = indicator("x", text="2020 actual 3 | 2021 actual 4")
    assert found(plan_of(("A", one), ("B", indicator("x", text="2021 actual 4 | 2020 actual 3.0"))), "COD04") == []
    for other in ("2020 actual 3 | 2021 actual 5", "2020 actual 3 | 2022 actual 4", "2020 actual 3 | 2021 target 4"):
        framework = plan_of(("A", one), ("B", indicator("x", text=other)))
        assert found(framework, "COD04") == [("A/x/code", "2 places")]
    booleans = plan_of(("A", indicator("x", text="2020 actual 1")), ("B", indicator("x", text="2020 actual Yes")))
    assert len(found(booleans, "COD04")) == 1


def test_another_statement_is_the_cause_of_other_values():
    """Where a code means two things, that they have different values is no second finding."""
    framework = plan_of(("A", indicator("x", "Laws")), ("B", indicator("x", "Acts", "2025 target 4")))
    (finding,) = rf.validate(framework, select="COD")
    assert (finding.code, [f.code for f in finding.implied]) == ("COD03", ["COD04"])


@pytest.mark.parametrize(
    ("identifier", "codes"),
    [
        ("XM-1-7", []),
        ("XM-1", ["COD10"]),
        ("XM-17", ["COD08"]),
        (" XM-1-7", ["COD08", "COD09"]),
        ("XM-1-7 ", ["COD09"]),
        ("XM-1-7 8", []),
        ("XM-1-7|8", ["COD09"]),
        (None, []),
    ],
)
def test_an_identifier(identifier, codes):
    """The identifier of an activity begins with that of its organisation, is another, and has no forbidden signs."""
    plan = plan_of(("A",), identifier=identifier, reporting_organisation=rf.Organisation(reference="XM-1"))
    assert [f.code for f in rf.validate(plan, select=("COD08", "COD09", "COD10"))] == codes
    as_result = rf.ResultsFramework(
        results=(rf.Output(code="A", identifier=identifier),), reporting_organisation=plan.reporting_organisation
    )
    assert [f.code for f in rf.validate(as_result, select=("COD08", "COD09", "COD10"))] == codes


def test_forbidden_signs_are_named():
    """The message names each sign once."""
    (finding,) = rf.validate(plan_of(identifier=" a/b/c?"), select="COD09")
    assert finding.message == "the identifier ' a/b/c?' has forbidden characters: / ? a space"


def test_codes_in_two_letter_cases_are_one_finding():
    """Results and indicators are compared with one another; the very same code twice is no collision."""
    framework = plan_of(("a", indicator("B"), indicator("c")), ("A", indicator("b"), indicator("c"), indicator(None)))
    assert found(framework, "COD11") == [("", "A, a"), ("", "B, b")]


@pytest.mark.parametrize(
    ("statement", "observed"),
    [("SP 3.8.1: Laws", "3.8.1"), (" 2.1.1c # of laws", "2.1.1c"), ("Spending", None), ("", None), (None, None)],
)
def test_a_statement_that_begins_with_a_code(statement, observed):
    """The code before a statement belongs to the references, whatever its letter case there."""
    bare = plan_of(("A", indicator("x", statement)))
    assert [o for _, o in found(bare, "COD07")] == ([observed] if observed else [])
    reference = (rf.Reference(code=(observed or "x").upper()),)
    assert found(plan_of(("A", indicator("x", statement, references=reference))), "COD07") == []


# ------------------------------------------------------------------------------------------- the same twice


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("# of women´s laws (CO)", {"number", "of", "women", "s", "laws"}),
        ("SP 3.8.1: Laws, laws & LAWS", {"laws"}),
        ("Más niñas", {"mas", "ninas"}),
        ("عدد القوانين", {"عدد", "القوانين"}),
        ("", set()),
    ],
)
def test_the_words_of_a_statement(statement, words):
    """Words are compared without letter case, accents and signs, in any script."""
    assert set(words_of(statement)) == words


def alike(*statements, codes=None):
    named = zip(codes or map(str, range(len(statements))), statements, strict=True)
    found = alike_in_words([rf.Indicator(code=code, statement=statement) for code, statement in named])
    return {number: [(one.numbers, one.shared, one.words) for one in several] for number, several in found.items()}


def test_four_words_of_five_are_alike():
    """The bound is four of five different words, counted exactly."""
    assert alike("a b c d e f g h", "a b c d e f g h i j") == {0: [((0, 1), 8, 10)]}
    assert alike("a b c d e f g", "a b c d e f g h i") == {}
    assert alike("a b c d", "a b c d e") == {0: [((0, 1), 4, 5)]}
    assert alike("a b c", "a b c d") == {}
    assert alike("a b c d e f g h x", "a b c d e f g h y") == {0: [((0, 1), 8, 10)]}
    assert alike(None, "", "...") == {}


def test_the_same_words_are_one_likeness():
    """However many statements have the very same words, that is one likeness; one code with itself is none."""
    assert alike("Laws", "laws", "# laws", "LAWS") == {0: [((0, 1, 3), 1, 1)]}
    assert alike("Laws", "laws", codes=("x", "x")) == {}
    assert alike("Laws", "laws", codes=(None, None)) == {0: [((0, 1), 1, 1)]}


def test_every_pair_is_found_that_comparing_each_with_each_finds():
    """Looking only at statements with two rare words in common misses none."""
    chance = random.Random(7)  # noqa: S311 - the same statements in every run
    vocabulary = [f"w{number}" for number in range(200)]
    statements = []
    for _ in range(60):
        words = chance.sample(vocabulary, chance.randint(4, 16))
        # One word more, one word less, one other word.
        variants = (words, [*words, "more"], words[1:], ["other", *words[1:]], ["one", "two", "three", *words[2:]])
        statements += [" ".join(variant) for variant in variants]
    sets = [set(statement.split()) for statement in statements]
    close = {
        (one, other)
        for one in range(len(sets))
        for other in range(one + 1, len(sets))
        if 5 * len(sets[one] & sets[other]) >= 4 * len(sets[one] | sets[other])
    }
    assert close
    assert {numbers for several in alike(*statements).values() for numbers, _, _ in several} == close


def test_statements_made_after_one_pattern_are_not_compared():
    """Words that very many statements share are no sign that two of them are the same."""
    few = [f"a b c d e f g h w{number}" for number in range(MOST_ALIKE)]
    assert len(alike(*few)) == MOST_ALIKE - 1
    assert alike(*few, "a b c d e f g h more") == {}


def test_the_same_series_is_found_by_its_numbers():
    """Five numbers or more among milestones and results, in any order; baseline, target and text do not count."""
    parse = rf.ObservationSeries.parse
    other_order = parse("2022 milestone 3 | 2020 actual 3 milestone 1 | 2021 actual 6 milestone 2 | 2025 target 9")
    with_text = parse("2019 baseline 7 | 2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2022 milestone soon")
    indicators = [rf.Indicator(code=str(n), series=s) for n, s in enumerate((LONG, other_order, with_text))]
    assert same_series(indicators, 5) == {0: [0, 1]}
    assert same_series(indicators, 4) == {0: [0, 1]}
    assert same_series([attrs.evolve(one, code="x") for one in indicators], 5) == {}
    constant = parse("2020 milestone 0 actual 0 | 2021 milestone 0 actual 0 | 2022 milestone 0")
    assert same_series([rf.Indicator(series=constant), rf.Indicator(series=constant)], 5) == {}
    days = parse("2020-01-01..2020-06-30 actual 1 | 2021 actual 2 milestone 2 | 2022 actual 3 milestone 3")
    assert same_series([rf.Indicator(series=days), rf.Indicator(series=days)], 5) == {0: [0, 1]}


def test_a_year_and_its_days_are_the_same_period_of_a_series():
    """Two series are the same where one states its periods as years and the other by their first and last days."""
    parse = rf.ObservationSeries.parse
    years = parse("2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2022 milestone 3")
    days = parse(
        "2020-01-01..2020-12-31 milestone 1 actual 3 | 2021-01-01..2021-12-31 milestone 2 actual 6 | 2022 milestone 3"
    )
    halves = parse("2020-01-01..2020-06-30 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2022 milestone 3")
    indicators = [rf.Indicator(code=str(n), series=s) for n, s in enumerate((years, halves, days))]
    assert same_series(indicators, 5) == {0: [0, 2]}


def test_what_is_counted_twice_is_one_finding():
    """The same values and nearly the same words are one finding, with both hints in it; the codes are all named."""
    words = "laws that were adopted in the year with the help of others"
    several = [rf.Indicator(code=f"x{n:02}", statement=f"Number of {words}", series=LONG) for n in range(12)]
    (finding,) = rf.validate(plan_of(("A", *several)), select=("COD05", "COD06", "COD12"))
    assert finding.code == "COD12"
    assert [f.code for f in finding.implied] == ["COD05", "COD06"]
    names = ", ".join(f"x{n:02}" for n in range(10))
    assert finding.message == f"{names}, 2 more have the same values and nearly the same statement"


def test_the_same_values_of_something_else():
    """Of three indicators with the same values, two with the same statement are counted twice, and the third is not."""
    third = rf.Indicator(code="z", statement="Value of exports", series=LONG)
    twice = [rf.Indicator(code=code, statement="Number of laws", series=LONG) for code in "xy"]
    report = rf.validate(plan_of(("A", third, *twice)), select=("COD06", "COD12"), implied=True)
    assert [(f.code, f.path) for f in report] == [("COD06", "A/z"), ("COD12", "A/x")]
    assert report.findings[0].message == "x, y, z have the same milestones and results"
    uncoded = plan_of(("A", attrs.evolve(third, code=None), attrs.evolve(third, code=None, statement=None)))
    assert rf.validate(uncoded, select="COD06").findings[0].message == (
        "'Value of exports' and 'an indicator without a code' have the same milestones and results"
    )


def test_how_many_numbers_make_a_series_is_an_option():
    """A project may suspect shorter series."""
    short = rf.ObservationSeries.parse("2020 milestone 1 actual 3 | 2021 milestone 2 actual 6")
    framework = plan_of(("A", *(rf.Indicator(code=code, statement=code, series=short) for code in "xy")))
    assert found(framework, "COD06") == []
    eager = attrs.evolve(rf.rules.PROFILES[0], options=rf.rules.Options(duplicate_series_cells=4))
    assert len(found(framework, "COD06", profile=eager)) == 1


@pytest.mark.parametrize(
    ("former", "codes"),
    [
        ('<other-identifier ref="UNW" type="B1"></other-identifier>', []),
        ('<other-identifier ref="UNW" type="A1"></other-identifier>', ["COD08"]),
        ('<other-identifier ref="UNW"></other-identifier>', ["COD08"]),
        ('<other-identifier ref="UN" type="B1"></other-identifier>', ["COD08"]),
        ('<other-identifier ref="" type="B1"></other-identifier>', ["COD08"]),
        ('<other-identifier type="B1"></other-identifier>', ["COD08"]),
    ],
)
def test_an_identifier_of_a_former_owner(former, codes):
    """Only what a file states as the organisation's former identifier, type B1, may begin an identifier too."""
    plan = plan_of(
        ("A",),
        identifier="UNW-1",
        reporting_organisation=rf.Organisation(reference="XM-1"),
        extras=(preserved("other-identifier", former),),
    )
    assert [f.code for f in rf.validate(plan, select="COD08")] == codes


def test_statements_that_differ_are_listed_without_those_that_are_missing():
    """A place without a statement is named among the places, and is no difference."""
    framework = plan_of(("A", indicator("x", "Laws")), ("B", indicator("x", None)), ("C", indicator("x", "Acts")))
    (finding,) = rf.validate(framework, select="COD03")
    assert finding.observed == "Acts; Laws"
    assert finding.message.endswith("under A, B, C")


@pytest.mark.each(
    ("patterns", "code", "fires"),
    [
        ((), "x", False),
        (("A.*",), "AB", False),
        (("A.*",), "BA", True),
        (("A",), "AB", True),
        (("B",), "AB", True),
        (("A.*", "B.*"), "BA", False),
        (("A.*",), None, False),
        (("A.*",), "", False),
        (("[0-9]+",), "12\n", True),
    ],
)
def test_a_form_is_that_of_the_whole_code(patterns, code, fires):
    """A code has a form where all of it fits one of those that are given; what has no code has no form."""
    forms = attrs.evolve(rf.rules.PROFILES[0], options=rf.rules.Options(code_patterns=patterns))
    assert bool(found(plan_of(("A", indicator(code))), "COD02", profile=forms)) is fires


def test_statements_about_different_groups_are_not_nearly_the_same():
    """Females beside males is another indicator, however few words differ."""
    one, other = (
        rf.Indicator(code=sex, statement=f"Number of {sex} consulted by health workers in the camps")
        for sex in ("females", "males")
    )
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(one, other)),))
    assert rf.validate(framework, select="COD05").findings == ()
    again = framework.replace(
        "A/males", statement="Number of females consulted by doctors and health workers in the camps"
    )
    assert len(rf.validate(again, select="COD05")) == 1
