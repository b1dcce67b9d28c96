from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.formats._facts import preserved
from resultsframework.node import Fact, FactKind
from resultsframework.rules import Options, profile_from, profile_of
from resultsframework.rules._facts import facts

ACTIVITY = rf.ResultsFramework(
    identifier="XX-1-7",
    reporting_organisation=rf.Organisation(reference="XX-1", type="10", name="Agency"),
    title="Plan",
    description="What is planned",
    language="en",
    organisations=(rf.Participation(organisation=rf.Organisation(name="Agency")),),
    status=rf.ActivityStatus.IMPLEMENTATION,
    dates=(rf.ActivityDate(kind=rf.DateKind.PLANNED_START, day=dt.date(2020, 1, 1)),),
    sectors=(rf.Reference(code="14030"),),
    countries=(rf.Place(code="KE"),),
)
TODAY = dt.date(2021, 6, 30)


def found(framework, code, *, today=None):
    """The findings of a rule in a framework, run in the profile for IATI files."""
    profile = attrs.evolve(profile_of("iati-2.03"), options=Options(today=today))
    return rf.validate(framework, profile=profile, select=code, implied=True).findings


def paths(framework, code, **more):
    return [finding.path for finding in found(framework, code, **more)]


def messages(framework, code, **more):
    return [finding.message for finding in found(framework, code, **more)]


def activity(**changes):
    return attrs.evolve(ACTIVITY, **changes)


def with_extra(name, text):
    return activity(extras=(rf.Extra(name="@x", text="1"), preserved(name, text)))


def with_indicator(series, **fields):
    """An activity with one indicator, whose series is a line of text or what it is made of."""
    series = rf.ObservationSeries.parse(series) if isinstance(series, str) else series
    indicator = rf.Indicator(code="I", statement="Number of laws", series=series, **fields)
    return activity(results=(rf.Output(title="Laws", indicators=(indicator,)),))


def value(kind, cell, comment=None, **fields):
    parsed = rf.Observation.parse(rf.ObservationKind(kind), rf.Period(year=2020), cell)
    return attrs.evolve(parsed, comment=comment, **fields)


def on_value(one, measure=rf.Measure.UNIT):
    """The rules with findings in a single value, with the case of the ruleset each names."""
    framework = with_indicator(rf.ObservationSeries((one,)), measure=measure)
    findings = rf.validate(framework, profile="iati-2.03", select=["VAL08", "VAL09", "IAT20", "IAT21"], implied=True)
    return [(f.code, f.severity.value, f.message[f.message.rfind("(") :]) for f in findings]


# --------------------------------------------------------------------------------------------- the profile


def test_the_rules_on_files_are_run_in_their_profile_only():
    """Nobody who does not publish to IATI hears of its ruleset."""
    bare = rf.ResultsFramework()
    selected = {rule.code for rule in rf.validate(bare, profile="iati-2.03").rules}
    usual = {rule.code for rule in rf.validate(bare).rules}
    only = selected - usual
    assert {code for code in only if not code.startswith("IAT")} == {"BUD09", "TAG09", "TAG13", "VAL08", "VAL09"}
    assert {code for code in only if code.startswith("IAT")} == {
        f"IAT{number:02}" for number in range(1, 23) if number != 13
    }
    assert usual <= selected


@pytest.mark.each(
    ("code", "case"),
    [
        ("COD10", "1.1.3"),
        ("COD08", "1.1.21"),
        ("COD09", "1.3.13"),
        ("IAT06", "4.1.1"),
        ("STR01", "4.3.1"),
        ("IAT11", "4.4.1"),
        ("IAT07", "6.2.2"),
        ("IAT22", "3.7.1"),
        ("IAT02", "6.11.1"),
        ("BUD09", "7.5.3"),
        ("BUD02", "7.8.1"),
        ("IAT15", "7.9.2"),
        ("SER10", "8.6.1"),
        ("IAT12", "8.6.3"),
        ("VAL08", "8.8.1"),
        ("VAL08", "8.9.1"),
        ("VAL08", "8.10.1"),
        ("IAT20", "8.9.2"),
        ("VAL09", "8.9.3"),
        ("IAT21", "8.10.3"),
        ("IAT17", "8.11.1"),
        ("IAT05", "11.1.4"),
        ("IAT14", "11.2.1"),
    ],
)
def test_every_case_is_named_by_its_rule(code, case):
    """Whoever knows the number of a case in the official ruleset finds the rule, and the other way round."""
    (rule,) = [rule for rule in rf.rules.RULES if rule.code == code]
    assert case in rule.source.replace(",", " ").replace(":", " ").split()


@pytest.mark.parametrize("code", ["BAS01", "BAS08", "BUD08", "DOC02", "STR02", "VAL10"])
def test_what_the_schema_demands_is_an_error_there(code):
    """Findings of lower severity elsewhere make a file invalid."""
    assert profile_of("iati-2.03").severities[code] is rf.Severity.ERROR


# ------------------------------------------------------------------------------------------- the activity


def test_an_activity_with_all_it_needs_has_no_finding():
    """The envelope of an activity is complete with these ten parts."""
    assert found(ACTIVITY, "IAT") == ()


@pytest.mark.parametrize(
    ("field", "nothing"),
    [
        ("identifier", None),
        ("identifier", " "),
        ("title", ""),
        ("description", None),
        ("organisations", ()),
        ("status", None),
        ("reporting_organisation", None),
    ],
)
def test_each_part_that_is_missing_is_a_finding_of_its_own(field, nothing):
    """Each missing part of an activity is a finding of its own."""
    (finding,) = found(activity(**{field: nothing}), "IAT01")
    assert (finding.path, finding.severity) == (field, rf.Severity.ERROR)


def test_title_and_description_name_their_cases():
    """Of what is missing, the ruleset has two cases; the schema has the others."""
    assert messages(activity(title=None, description=None, status=None), "IAT01") == [
        "the activity has no title (4.3.1)",
        "the activity has no description (4.4.1)",
        "the activity has no status",
    ]


def test_the_missing_parts_of_the_reporting_organisation_are_listed():
    """Identifier, type and name are asked for; an acronym is a name."""
    body = rf.Organisation(acronym="ARL")
    assert messages(activity(reporting_organisation=body), "IAT01") == [
        "the reporting organisation has no identifier, type"
    ]
    assert messages(activity(reporting_organisation=rf.Organisation(reference="X", type="10")), "IAT01") == [
        "the reporting organisation has no name"
    ]


def test_what_a_file_states_in_another_way_is_not_missing():
    """A status of no known code, and a description of another type, are kept as they stood."""
    kept = (preserved("activity-status", "<activity-status/>"), preserved("description", "<x/>"))
    assert paths(activity(status=None, description=None, extras=kept), "IAT01") == []


def date(kind, day=None, raw=None, extras=()):
    return rf.ActivityDate(
        kind=rf.DateKind(kind) if kind else None,
        day=dt.date.fromisoformat(day) if day else None,
        raw=raw,
        extras=extras,
    )


def test_an_end_is_no_start():
    """A planned or an actual start is asked for, readable or not; other dates do not count."""
    assert paths(activity(dates=(date("planned_end", "2020-12-31"), date(None, "2020-01-01"))), "IAT02") == ["dates"]
    assert paths(activity(dates=(date("actual_start", raw="soon"),)), "IAT02") == []


def test_each_odd_date_is_named():
    """A day that is none, and a date of nothing, are two findings; a type of no known code is left alone."""
    other = date(None, "2020-01-01", extras=(preserved("@type", "5"),))
    dates = (date("planned_start", raw="31/12"), date(None, "2020-01-01"), other, date("planned_end"))
    assert paths(activity(dates=dates), "IAT03") == ["dates#1", "dates#2", "dates#4"]


def test_planned_and_actual_dates_are_compared_among_themselves():
    """A plan that ended earlier than the work is no contradiction; the first date of each kind counts."""
    dates = (
        date("planned_start", "2020-01-01"),
        date("planned_end", "2019-12-31"),
        date("actual_start", "2021-01-01"),
        date("actual_end", "2020-12-31"),
        date("planned_end", "2018-12-31"),
    )
    assert [(f.path, f.message[-8:]) for f in found(activity(dates=dates), "IAT04")] == [
        ("dates#2", "(11.1.2)"),
        ("dates#4", "(11.1.3)"),
    ]
    same = (date("planned_start", "2020-01-01"), date("planned_end", "2020-01-01"), date("actual_end", "2010-01-01"))
    assert paths(activity(dates=same), "IAT04") == []
    assert paths(activity(dates=(date("planned_start", raw="x"), *same[1:])), "IAT04") == []


def test_what_has_happened_is_compared_with_the_day_that_is_given():
    """Actual dates and the last update must not be to come; planned ones may; without a day nothing is found."""
    framework = activity(
        dates=(
            date("actual_start", "2021-07-01"),
            date("actual_end", "2021-06-30"),
            date("planned_end", "2030-01-01"),
            date("actual_end", raw="later"),
            date(None, "2030-01-01"),
        ),
        extras=(
            rf.Extra(name="@x", text="2030-01-01"),
            preserved("@last-updated-datetime", "2030-01-01T00:00:00Z"),
        ),
        last_updated=dt.date(2021, 7, 1),
    )
    assert paths(framework, "IAT05", today=TODAY) == ["dates#1", "last_updated"]
    assert [message[-8:] for message in messages(framework, "IAT05", today=TODAY)] == ["(11.1.4)", "(11.1.1)"]
    assert paths(framework, "IAT05") == []
    ended = activity(dates=(date("actual_end", "2021-07-01"),))
    assert messages(ended, "IAT05", today=TODAY)[0].endswith("(11.1.5)")


def test_texts_may_say_their_language_themselves():
    """An activity needs no language where every text names its own; a further text without one is counted."""
    french = rf.Translation(field="title", language="fr")
    titled = rf.ResultsFramework(title="Plan rural", translations=(french,))
    assert paths(titled, "IAT06") == []
    again = rf.Translation(field="title", language="", text="Rural plan")
    (finding,) = found(attrs.evolve(titled, translations=(french, again)), "IAT06")
    assert (finding.path, finding.observed) == ("language", "1")


def test_texts_of_every_depth_are_in_a_language():
    """Statements, comments, names and descriptions are texts; blank text and codes are none."""
    full = rf.Observation(kind=rf.ObservationKind.ACTUAL, comment="late", places=(rf.Place(name="Kitui", code="K"),))
    indicator = rf.Indicator(code="I", statement="Wells", description=" ", series=rf.ObservationSeries((full,)))
    framework = rf.ResultsFramework(
        identifier="X", results=(rf.Output(title="Water", indicators=(indicator,)),), language=""
    )
    (finding,) = found(framework, "IAT06")
    assert finding.observed == "4"
    assert paths(rf.ResultsFramework(identifier="X"), "IAT06") == []


def test_a_sector_may_be_stated_at_transactions():
    """Kept transactions may have the sectors; summed ones may have had them."""
    none = activity(sectors=())
    assert [f.severity.value for f in found(none, "IAT07")] == ["error"]
    money = rf.Money(nominal=Decimal(5), currency="USD")
    for budget in (rf.Budget(expenses=money), rf.Budget(funding=(rf.FundingLine(amount=money),))):
        assert [f.severity.value for f in found(activity(sectors=(), budgets=(budget,)), "IAT07")] == ["info"]
    assert [f.severity.value for f in found(activity(sectors=(), budgets=(rf.Budget(planned=money),)), "IAT07")] == [
        "error"
    ]
    kept = preserved("transaction", '<transaction><sector code="1"></sector></transaction>')
    assert found(activity(sectors=(), extras=(kept,)), "IAT07") == ()
    other = preserved("transaction", "<transaction></transaction>")
    assert len(found(activity(sectors=(), extras=(other,)), "IAT07")) == 1


def test_an_activity_is_for_a_country_or_a_region():
    """A region is enough, a town is not; kept transactions may name the country, summed ones may have named it."""
    nowhere = activity(countries=())
    assert [f.severity.value for f in found(nowhere, "IAT22")] == ["error"]
    region, town = (rf.Place(code="298", level=rf.PlaceLevel(level)) for level in ("region", "municipality"))
    assert found(attrs.evolve(nowhere, places=(town, region)), "IAT22") == ()
    assert len(found(attrs.evolve(nowhere, places=(town,)), "IAT22")) == 1
    text = '<transaction><recipient-country code="KE"></recipient-country></transaction>'
    assert found(attrs.evolve(nowhere, extras=(preserved("transaction", text),)), "IAT22") == ()
    spent = rf.Budget(expenses=rf.Money(nominal=Decimal(5), currency="USD"))
    assert [f.severity.value for f in found(attrs.evolve(nowhere, budgets=(spent,)), "IAT22")] == ["info"]


# ----------------------------------------------------------------------------------- bodies and documents


def test_identifiers_of_bodies_are_checked_wherever_they_are():
    """Reporting, participating and providing organisations, and their activity: each by its case of the ruleset."""
    money = rf.Money(nominal=Decimal(5), currency="USD")
    giver = rf.FundingLine(organisation=rf.Organisation(reference="A?1"), amount=money)
    framework = activity(
        reporting_organisation=rf.Organisation(reference=" XX-1", type="10", name="Agency"),
        organisations=(
            rf.Participation(organisation=rf.Organisation(reference="B|2"), identifier="B-2 "),
            rf.Participation(organisation=rf.Organisation(name="C"), identifier="C/3"),
        ),
        budgets=(
            rf.Budget(funding=(rf.FundingLine(amount=money), rf.FundingLine(organisation=rf.Organisation()), giver)),
        ),
    )
    findings = found(framework, "IAT08")
    assert [(f.path, f.message[f.message.rfind("(") :]) for f in findings] == [
        ("reporting_organisation/reference", "(1.14.1)"),
        ("organisations#1/organisation/reference", "(1.8.13)"),
        ("organisations#1/identifier", "(1.9.1)"),
        ("budgets#1/funding#3/organisation/reference", "(1.10.13)"),
    ]
    assert paths(activity(reporting_organisation=None), "IAT08") == []
    assert paths(activity(reporting_organisation=rf.Organisation()), "IAT08") == []


def test_former_identifiers_count_as_the_organisations_own():
    """An activity that still begins with an identifier its publisher had before is no finding."""
    renamed = activity(identifier="OLD-7")
    assert paths(renamed, "COD08") == ["identifier"]
    for kind, expected in (("B1", []), ("A1", ["identifier"])):
        text = f'<other-identifier ref="OLD" type="{kind}"></other-identifier>'
        kept = (preserved("other-identifier", text),)
        assert paths(attrs.evolve(renamed, extras=kept), "COD08") == expected
    nameless = preserved("other-identifier", '<other-identifier type="B1"></other-identifier>')
    assert paths(attrs.evolve(renamed, extras=(nameless,)), "COD08") == ["identifier"]


def test_somebody_who_takes_part_is_named():
    """A name or an identifier is enough; a type is not."""
    bodies = (
        rf.Organisation(type="10"),
        rf.Organisation(reference="X"),
        rf.Organisation(acronym="FAO"),
        rf.Organisation(name=" "),
    )
    framework = activity(organisations=tuple(rf.Participation(organisation=body) for body in bodies))
    assert paths(framework, "IAT09") == ["organisations#1", "organisations#4"]


def test_documents_are_described_wherever_they_are():
    """Links of the framework, of an indicator and of a single value have the same requirements."""
    bare = rf.DocumentLink(url="https://example.org/a")
    half = rf.DocumentLink(title="Report", format="text/html")
    kept = rf.DocumentLink(title="Report", format="text/html", extras=(preserved("category", "<category/>"),))
    series = rf.ObservationSeries((value("actual", "4"), value("actual", "5", documents=(half, bare))))
    framework = attrs.evolve(with_indicator(series, documents=(kept, bare)), documents=(bare,))
    findings = found(framework, "IAT10")
    assert [f.path for f in findings] == [
        "documents#1",
        "#1/I/documents#2",
        "#1/I/series/observations#2/documents#1",
        "#1/I/series/observations#2/documents#2",
    ]
    assert findings[0].message == ("the document 'https://example.org/a' has no title, format, category (4.3.1)")
    assert findings[2].message == "the document 'Report' has no category"
    assert framework.at(findings[3].path) is bare


def test_further_descriptions_of_an_activity_say_something():
    """A file may have several descriptions; those that are kept as they stood are looked at too."""
    text = '<description type="2"><narrative a="x > y">{}</narrative></description>'
    extras = tuple(preserved("description", text.format(words)) for words in ("Girls", " \n", ""))
    assert paths(activity(extras=extras), "IAT11") == ["extras#2", "extras#3"]
    assert paths(activity(description=" "), "IAT11") == []


def test_blank_descriptions_are_found_on_every_level():
    """A description of a result, an indicator or a document is not blank; it may be missing."""
    framework = with_indicator("2020 actual 1", description="")
    result = attrs.evolve(framework.results[0], description=" ", documents=(rf.DocumentLink(description="\n"),))
    assert paths(attrs.evolve(framework, results=(result,)), "IAT11") == [
        "#1/description",
        "#1/documents#1/description",
        "#1/I/description",
    ]


# -------------------------------------------------------------------------------------------------- money


def test_a_budget_that_ends_on_its_first_day_is_in_order():
    """Only an end before the start is wrong; a budget without one of the two is another rule's."""
    day = dt.date(2020, 1, 1)
    budgets = (
        rf.Budget(period=rf.Period(start=day, end=day)),
        rf.Budget(period=rf.Period(start=day, end=dt.date(2019, 12, 31))),
        rf.Budget(period=rf.Period(start=day)),
        rf.Budget(),
    )
    assert paths(activity(budgets=budgets), "IAT12") == ["budgets#2/period"]


def test_money_that_was_moved_was_moved_by_now():
    """Expenses and funding of a time to come are wrong; within this year it is undecidable; plans may be to come."""
    money = rf.Money(nominal=Decimal(5), currency="USD")
    line = rf.FundingLine(amount=money)
    later, now = rf.Period(year=2022), rf.Period(year=2021)
    budgets = (
        rf.Budget(expenses=money, period=later),
        rf.Budget(funding=(rf.FundingLine(), line), period=later),
        rf.Budget(funding=(rf.FundingLine(),), planned=money, period=later),
        rf.Budget(expenses=money, funding=(line,), period=now),
        rf.Budget(expenses=money, period=rf.Period()),
        rf.Budget(expenses=money),
    )
    assert paths(activity(budgets=budgets), "IAT14", today=TODAY) == ["budgets#1/period", "budgets#2/period"]
    assert paths(activity(budgets=budgets), "IAT14") == []


def test_single_transactions_took_place():
    """Of a transaction that is kept, its day and that of its exchange rate must not be to come."""
    text = (
        '<transaction><transaction-date iso-date="{}"></transaction-date>'
        '<value currency="USD" value-date="{}">1</value></transaction>'
    )
    framework = with_extra("transaction", text.format("2021-07-01", "2021-07-02"))
    assert [(f.path, f.message[-8:]) for f in found(framework, "IAT14", today=TODAY)] == [
        ("extras#2", "(11.2.1)"),
        ("extras#2", "(11.2.2)"),
    ]
    assert found(with_extra("transaction", text.format("2021-06-30", "")), "IAT14", today=TODAY) == ()
    assert found(with_extra("transaction", "<transaction></transaction>"), "IAT14", today=TODAY) == ()


@pytest.mark.each(
    ("elements", "case"),
    [
        ([("2", ["60", "40"])], None),
        ([("2", ["60", "40.5"])], "7.9.2"),
        ([("2", ["33.3", "33.3", "33.4"])], None),
        ([("2", ["60", None])], "7.9.1"),
        ([("2", ["60", "x"])], "7.9.1"),
        ([("2", ["60", "NaN"])], "7.9.1"),
        ([("2", [None, None])], "7.9.1"),
        ([("2", ["100"])], None),
        ([("2", ["100.0"])], None),
        ([("2", [None])], None),
        ([("2", ["50"])], "7.9.4"),
        ([("2", [])], None),
        ([("2", ["60"]), ("3", ["100"])], "7.9.4"),
        ([("2", ["60"]), ("2", ["40"])], None),
        ([(None, ["60"]), (None, ["20"])], "7.9.2"),
    ],
)
def test_items_of_a_countrys_budget_add_up_within_a_vocabulary(elements, case):
    """Several items of one vocabulary make a whole, also if they are in two elements; a single one is all of it."""
    extras = []
    for vocabulary, shares in elements:
        items = "".join(
            '<budget-item code="1"><description><narrative>a &gt; b</narrative></description></budget-item>'
            if share is None
            else f'<budget-item code="1" percentage="{share}"></budget-item>'
            for share in shares
        )
        named = "" if vocabulary is None else f' vocabulary="{vocabulary}"'
        text = f"<country-budget-items{named}>{items}</country-budget-items>"
        extras.append(preserved("country-budget-items", text))
    findings = found(activity(extras=tuple(extras)), "IAT15")
    assert [f.message[-7:] for f in findings] == ([f"({case})"] if case else [])


# ------------------------------------------------------------------------------------------------ results


def test_a_unit_is_no_measure():
    """Persons can be counted or be a percentage; indicators that state neither are the subject of another rule."""
    assert paths(with_indicator("2020 actual 1", unit="person"), "IAT16") == ["#1/I/unit"]
    assert paths(with_indicator("2020 actual 1"), "IAT16") == []
    assert paths(with_indicator("2020 actual 1"), "VAL10") == [""]


def test_references_on_two_levels_are_one_finding_a_result():
    """It is the result that has to lose its code or its references, whatever the number of its indicators."""
    own = rf.Reference(code="R-2", vocabulary="reporting_organisation")
    with_code = rf.Indicator(code="1")
    with_reference = rf.Indicator(references=(own,))
    bare = rf.Indicator(statement="Laws")
    results = (
        rf.Output(code="A", indicators=(with_code, with_reference, bare)),
        rf.Output(references=(own,), indicators=(with_reference,)),
        rf.Output(code="B", indicators=(bare,)),
        rf.Output(indicators=(with_code,)),
        rf.Output(code="C"),
    )
    findings = found(activity(results=results), "IAT17")
    assert [(f.path, f.observed) for f in findings] == [("A/code", "A"), ("#1/references", "R-2")]
    assert findings[0].message == "the result has the code 'A', and 2 of its indicators have codes (8.11.1)"


def test_tags_and_references_name_their_lists():
    """A code of no list means nothing to others; a sector's list has a default."""
    odd = (rf.Reference(code="5", vocabulary="2"), rf.Reference(code="6"), rf.Reference(code=" ", vocabulary="2"))
    framework = attrs.evolve(with_indicator("2020 actual 1", references=odd), tags=odd)
    result = attrs.evolve(framework.results[0], references=odd[1:2])
    assert paths(attrs.evolve(framework, results=(result,)), "IAT18") == [
        "tags#2",
        "tags#3",
        "#1/references#1",
        "#1/I/references#2",
        "#1/I/references#3",
    ]


def test_periods_without_a_day_are_pointed_at():
    """A period needs two days, or a year; empty periods too, and each is named once."""
    framework = with_indicator("2020 actual 1 | 2021-01-01.. actual 2 | soon | soon | ..2022-12-31 target 3")
    assert paths(framework, "IAT19") == ["#1/I/actual#2", "#1/I/series/periods#3", "#1/I/target"]


@pytest.mark.parametrize(
    ("kind", "case"), [("baseline", "8.8"), ("milestone", "8.9"), ("target", "8.9"), ("actual", "8.10")]
)
def test_every_kind_of_value_has_its_cases(kind, case):
    """Baselines, targets and actuals have the same requirements by three cases each; a milestone is a target."""
    assert on_value(value(kind, "TBD")) == [("VAL08", "error", f"({case}.1)")]
    assert on_value(value(kind, "about 5")) == [("IAT20", "warning", f"({case}.2)")]
    assert on_value(value(kind, "adopted"), rf.Measure.QUALITATIVE) == [("IAT21", "warning", f"({case}.3)")]


@pytest.mark.parametrize("measure", [m for m in rf.Measure if m is not rf.Measure.QUALITATIVE])
def test_all_measures_but_one_ask_for_numbers(measure):
    """Even what is nominal or ordinal is published as a number."""
    assert on_value(value("actual", None), measure) == [("VAL08", "error", "(8.10.1)")]
    assert on_value(value("actual", "4"), measure) == []


@pytest.mark.parametrize("cell", ["TBD", "-", "", None, "N/A", "Yes", "no"])
def test_a_comment_is_no_value(cell):
    """Yes, no and the reasons for missing values are written as comments, so that no value is stated."""
    assert on_value(value("actual", cell)) == [("VAL08", "error", "(8.10.1)")]
    assert on_value(value("actual", cell, comment=cell)) == [("VAL08", "error", "(8.10.1)")]


def test_the_words_in_the_place_of_a_value_are_shown():
    """The finding has the text in place of a number, and nothing where there is none."""
    series = rf.ObservationSeries((value("baseline", " TBD "), value("actual", None)))
    one, other = found(with_indicator(series, measure=rf.Measure.UNIT), "VAL08")
    assert (one.message, one.observed) == ("the baseline has no value, only the words 'TBD' (8.8.1)", "TBD")
    assert (other.message, other.observed) == ("the actual has no value (8.10.1)", None)


def test_a_word_beside_another_comment_is_a_value_that_is_no_number():
    """Where the comment differs, yes is the value itself; a dash is not."""
    assert on_value(value("actual", "Yes", comment="since May")) == [("IAT20", "warning", "(8.10.2)")]
    assert on_value(value("actual", "Yes", comment="No")) == [("IAT20", "warning", "(8.10.2)")]
    assert on_value(value("actual", "-", comment="since May")) == [("VAL08", "error", "(8.10.1)")]


@pytest.mark.parametrize("cell", ["0", "-5", "12.50", ".5", "5.", " 7 "])
def test_plain_numbers_are_what_xml_takes_for_numbers(cell):
    """Digits, at most one point, a minus sign and outer spaces are allowed."""
    assert on_value(value("actual", cell)) == []


@pytest.mark.parametrize("cell", ["1,492", "95%", "+5", "1e3", "3/5", ">80", "2020:4", "score 2"])
def test_other_ways_to_write_numbers_are_found(cell):
    """A program that reads the file by the rules does not take these for numbers."""
    assert on_value(value("actual", cell)) == [("IAT20", "warning", "(8.10.2)")]


def test_a_qualitative_indicator_tells_its_values_in_comments():
    """Numbers are one rule's, words another's; values in the comment, or nowhere, are as they should be."""
    qualitative = rf.Measure.QUALITATIVE
    assert [code for code, *_ in on_value(value("actual", "4"), qualitative)] == ["VAL09"]
    assert [code for code, *_ in on_value(value("actual", ">4"), qualitative)] == ["VAL09"]
    assert on_value(value("actual", "Yes", comment="yes"), qualitative) == []
    assert on_value(value("actual", "TBD", comment="tbd"), qualitative) == []
    assert on_value(value("actual", None, comment="adopted"), qualitative) == []
    assert on_value(value("actual", "adopted", comment="adopted"), qualitative) == []
    for cell, comment in (("Yes", None), ("Yes", "No"), ("N/A", "not surveyed"), ("adopted", None)):
        assert on_value(value("actual", cell, comment=comment), qualitative) == [("IAT21", "warning", "(8.10.3)")]


def test_a_qualitative_indicator_is_one_finding_with_all_its_cases():
    """Whoever moves words to comments does so for a whole indicator."""
    framework = with_indicator("2019 baseline low | 2020 actual low | 2021 target high", measure=rf.Measure.QUALITATIVE)
    (finding,) = found(framework, "IAT21")
    assert (finding.path, finding.observed) == ("#1/I", "low, high")
    assert finding.message.endswith("low, high (8.8.3, 8.9.3, 8.10.3)")


def test_an_indicator_without_a_measure_is_not_judged():
    """The ruleset's cases on values begin with a measure."""
    assert on_value(value("actual", "TBD"), None) == []
    assert on_value(value("actual", "adopted"), None) == []


# ----------------------------------------------------------------------------------------- facts of the reader


def test_facts_are_numbered_by_their_extras():
    """The number of a fact leads to its extra by a path; facts of other kinds are passed over."""
    blank = Fact(kind=FactKind.BLANK)
    extras = (
        rf.Extra(name="a", text="1", facts=(blank,)),
        rf.Extra(name="b", text="2", facts=(Fact(kind=FactKind.SECTOR),)),
        rf.Extra(name="a", text="3", facts=(blank,)),
    )
    assert list(facts(extras, FactKind.BLANK)) == [(1, blank), (3, blank)]


# ------------------------------------------------------------------------------------------------- today


def test_a_project_may_say_which_day_it_is():
    """The day is an option like the thresholds, so that a validation can be repeated; text is no day."""
    profile = profile_from({"profile": "iati-2.03", "options": {"today": TODAY}})
    assert profile.options.today == TODAY
    started = activity(dates=(date("actual_start", "2021-07-01"),))
    assert rf.validate(started, profile=profile, select="IAT05").counts[rf.Severity.ERROR] == 1
    for other in ("2021-06-30", dt.datetime(2021, 6, 30, tzinfo=dt.UTC)):
        with pytest.raises(rf.InvalidValueError, match=r"options.today: a day, such as 2026-01-31, belongs here"):
            profile_from({"options": {"today": other}})


# --------------------------------------------------------------------- an activity that is a result itself


def as_outcome(**more):
    """An activity that is an outcome: its facts are not repeated by the framework."""
    outcome = rf.Outcome(identifier="XX-1-7", **({"code": "7", "title": "Plan", "description": "Why"} | more))
    return activity(title=None, description=None, results=(outcome,))


def test_an_activity_that_is_a_result_has_the_title_of_the_result():
    """Where an activity is an outcome, the title and the description are those of the outcome, and are not missing."""
    assert not found(as_outcome(), "IAT01")
    assert messages(as_outcome(title=None), "IAT01") == ["the activity has no title (4.3.1)"]
    assert messages(as_outcome(description=" "), "IAT01") == ["the activity has no description (4.4.1)"]


def test_the_code_in_the_identifier_of_a_result_is_no_second_reference():
    """The code of an outcome that is an activity is in its identifier, so that its indicators may have codes."""
    coded = (rf.Indicator(code="I", statement="Number of laws"),)
    assert not found(as_outcome(indicators=coded), "IAT17")
    assert len(found(as_outcome(indicators=coded, code="8"), "IAT17")) == 1
    listed = (rf.Reference(code="8", vocabulary="2"),)
    assert len(found(as_outcome(indicators=coded, references=listed), "IAT17")) == 1


# ------------------------------------------------------------------------------------------- where it just begins


@pytest.mark.parametrize(
    ("identifier", "other", "codes"),
    [
        ("XX-1-7", "XX-1-7", []),
        ("XX-1-7", "XX-1-8", ["title", "description"]),
        ("XX-1-7", None, ["title", "description"]),
        (None, None, ["identifier", "title", "description"]),
        (None, "XX-1-7", ["identifier", "title", "description"]),
    ],
)
def test_a_result_describes_the_activity_that_it_is(identifier, other, codes):
    """The title and description of a result are the activity's only where both have the same identifier."""
    result = rf.Output(identifier=other, title="Laws", description="What is planned")
    bare = activity(identifier=identifier, title=None, description=None, results=(result,))
    assert paths(bare, "IAT01") == codes


@pytest.mark.parametrize(("today", "fires"), [("2020-12-31", True), ("2021-01-01", False), ("2021-06-30", False)])
def test_the_day_on_which_a_period_begins_is_not_to_come(case, today, fires):
    """Money may have been moved in a period from its first day on."""
    assert bool(case(f"today {today}; planned $500, expenses $20 in 2021").found("IAT14")) is fires


@pytest.mark.parametrize(
    ("shares", "message", "observed"),
    [
        ("60, 30", "the items of the country's budget add up to 90 % (7.9.2)", "60 + 30"),
        ("60, -", "1 of 2 items of the country's budget have no percentage (7.9.1)", "60"),
        ("-, -, 5", "2 of 3 items of the country's budget have no percentage (7.9.1)", "5"),
        ("-, -", "2 of 2 items of the country's budget have no percentage (7.9.1)", None),
        ("60", "the only item of the country's budget has 60 % (7.9.4)", "60"),
    ],
)
def test_the_message_about_budget_items(case, shares, message, observed):
    """The finding has the stated percentages, and the number of missing ones."""
    (finding,) = case(f"budget items {shares}").found("IAT15")
    assert (finding.message, finding.observed) == (message, observed)
