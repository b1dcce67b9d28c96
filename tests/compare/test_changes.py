"""The changes between two versions of a framework: what is the same, what changed, and in which words."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework import examples
from resultsframework.compare import NOTHING, ChangeKind
from resultsframework.compare import _similarity as similarity_module
from resultsframework.monitoring import Ambition

LAWS = "Number of laws that were adopted to advance equality in the country"
WOMEN = "Number of women who were trained in setting up a business of their own"
MEN = "Number of households that have access to safe water within half an hour"


def indicator(code, statement, line="2020 baseline 0 | 2025 target 320", **fields):
    return rf.Indicator(code=code, statement=statement, series=rf.ObservationSeries.parse(line), **fields)


def plan(*indicators, code="1", **fields):
    """A plan with one output."""
    return rf.ResultsFramework(results=(rf.Output(code=code, title="Wells", indicators=indicators, **fields),))


def outputs(*results):
    return rf.ResultsFramework(results=(rf.Outcome(code="A", outputs=results),))


def sentences(old, new):
    """The changes in words; they lead from one version to the other and back."""
    changes = rf.diff(old, new)
    assert changes.apply(old) == new
    assert changes.invert().apply(new) == old
    return [change.sentence for change in changes]


def kinds(old, new):
    return [change.kind.value for change in rf.diff(old, new)]


def of_series(before, after, **fields):
    """The words for the change of the values of an indicator."""
    return sentences(*(plan(indicator("1A", LAWS, line, **fields)) for line in (before, after)))


# ------------------------------------------------------------------------------------------ matching


def test_nodes_are_matched_by_their_code_within_their_parent():
    """The same code in two outputs is two indicators."""
    one = outputs(*(rf.Output(code=c, indicators=(indicator("X", LAWS, f"2025 target {n}"),)) for c, n in ("a1", "b2")))
    other = one.replace("A/b/X/target", value=3)
    assert [change.path for change in rf.diff(one, other)] == ["A/b/X/target"]


def test_a_code_in_another_place_is_a_move():
    """It has both paths, whatever else changed in it."""
    old = outputs(rf.Output(code="a", indicators=(indicator("X", LAWS),)), rf.Output(code="b"))
    new = old.move("A/a/X", "A/b")
    (change,) = rf.diff(old, new)
    assert (change.kind, change.old_path, change.path) == (ChangeKind.MOVED, "A/a/X", "A/b/X")
    assert change.sentence == "indicator moved: A/a → A/b"
    assert kinds(old, new.replace("A/b/X", unit="law")) == ["moved", "declared"]


def test_a_moved_output_is_one_change():
    """Forty indicators go along with it."""
    many = rf.Output(code="a", indicators=tuple(indicator(str(n), f"{LAWS} {n}") for n in range(40)))
    old = rf.ResultsFramework(results=(rf.Outcome(code="A", outputs=(many,)), rf.Outcome(code="B")))
    assert sentences(old, old.move("A/a", "B")) == ["output moved: A → B"]
    assert sentences(old, old.move("A/a", "")) == ["output moved: A → the framework"]


def test_another_code_with_the_same_statement_is_a_new_code():
    """Statements are compared without quotes, spaces, leading code and scope."""
    old, new = plan(indicator("1A", WOMEN)), plan(indicator("2A", f"SP 1.2.3: {WOMEN} (CO)"))
    assert sentences(old, new) == ["code: 1A → 2A (matched by its statement)", SPELLED]
    assert kinds(old, new) == ["recoded", "other"]


SPELLED = "statement: [+ SP 1.2.3:] Number of women who … business of their own [+ (CO)] (only the spelling)"


def test_renumbered_indicators_keep_their_statements():
    """Where the first of three is dropped and the others move up, each keeps its values."""
    old = plan(indicator("1", LAWS), indicator("2", WOMEN), indicator("3", MEN))
    new = plan(indicator("1", WOMEN), indicator("2", MEN))
    assert kinds(old, new) == ["removed", "recoded", "recoded"]
    assert sentences(old, new)[0] == "indicator with the target of 320 for 2025 removed"


def test_a_code_with_another_statement_is_reworded():
    """The words that changed are shown, with a few of those around them."""
    old, new = plan(indicator("1A", WOMEN)), plan(indicator("1A", WOMEN.replace("women", "girls")))
    assert sentences(old, new) == ["statement: Number of [women → girls] who were trained in …"]


def test_a_near_statement_is_a_match_and_says_so():
    """Nine of ten characters, with the extra match, where codes say nothing."""
    old, new = plan(indicator("1A", WOMEN)), plan(indicator("2A", WOMEN.replace("who were ", "")))
    (code, statement) = rf.diff(old, new)
    assert code.evidence == statement.evidence == "matched by its statement, 93 %"
    elsewhere = rf.ResultsFramework(results=(rf.Output(code="2", title="Taps", indicators=new.indicators),))
    assert kinds(old, elsewhere) == ["removed", "added", "moved", "recoded", "reworded"]


def test_another_number_in_a_statement_is_another_indicator():
    """District 1 is not district 2, however near the words are."""
    assert kinds(plan(indicator("1A", f"{WOMEN} 1")), plan(indicator("2A", f"{WOMEN} 2"))) == ["removed", "added"]


@pytest.mark.each(
    ("before", "after"),
    [
        ("% of persons who are aware of {}", "% of female persons who are aware of {}"),
        ("Number of women who are aware of {}", "Number of girls who are aware of {}"),
        ("Number of women who are aware of {}", "Number of women and men who are aware of {}"),
        ("Number of villages that have an agreement on {}", "Number of villages that have no agreement on {}"),
        ("Nombre de femmes informées sur {}", "Nombre de filles informées sur {}"),
    ],
)
def test_a_word_that_changes_who_or_what_is_counted_makes_another_indicator(before, after):
    """A group of people that is named in one statement only, or a denial, is no rewording."""
    subject = "the services that the protection desk of their own district has to offer"
    before, after = before.format(subject), after.format(subject)
    assert list(similarity_module.near([before], [after]))
    assert kinds(plan(indicator("1A", before)), plan(indicator("2A", after))) == ["removed", "added"]


def test_the_plural_of_a_group_is_the_same_group():
    """A slip that is corrected makes no other indicator."""
    girl, girls = (f"Number of {word} who were trained in setting up a business" for word in ("girl", "girls"))
    assert kinds(plan(indicator("1A", girl)), plan(indicator("2A", girls))) == ["recoded", "reworded"]


def test_the_nearest_statement_is_taken():
    """Of two near ones the nearer, and each only once."""
    old = plan(indicator("1", WOMEN))
    new = plan(indicator("2", WOMEN.replace("who were ", "")), indicator("3", f"{WOMEN}s"))
    assert [(c.kind.value, c.path) for c in rf.diff(old, new)][:2] == [("added", "1/2"), ("recoded", "1/3")]


def test_without_the_extra_there_is_no_near_matching_and_changes_say_so(monkeypatch):
    """They say what to install, if that could matter."""
    monkeypatch.setattr(similarity_module, "find_spec", lambda _name: None)
    old, new = plan(indicator("1A", WOMEN)), plan(indicator("2A", WOMEN.replace("women", "girls")))
    changes = rf.diff(old, new)
    assert [change.kind.value for change in changes] == ["removed", "added"]
    assert "resultsframework[match]" in str(changes)
    assert "resultsframework[match]" in changes.to_markdown()
    assert "resultsframework[match]" in changes.to_html()
    assert "match" not in str(rf.diff(old, old.replace("1", title="Taps")))
    assert "match" not in str(rf.diff(old, plan()))


def test_short_statements_elsewhere_are_no_match():
    """Two words are no evidence that an indicator with another code below another output is the same."""
    old = outputs(rf.Output(code="a", indicators=(indicator("1", "Laws"),)), rf.Output(code="b"))
    new = outputs(rf.Output(code="a"), rf.Output(code="b", indicators=(indicator("2", "Laws"),)))
    assert kinds(old, new) == ["removed", "added"]


def test_repeated_codes_are_matched_by_values_then_by_order():
    """Of three with one code the one that is gone is the one whose values are gone."""
    one, two, three = (indicator("X", LAWS, f"2025 target {n}") for n in (1, 2, 3))
    (change,) = rf.diff(plan(one, two, three), plan(one, three))
    assert change.before == two
    four = indicator("X", LAWS, "2025 target 4")
    assert kinds(plan(one, two, three), plan(three, one, four)) == ["reordered", "target_changed"]


def test_nodes_without_code_and_statement_are_matched_by_their_order():
    """Two blank indicators are two indicators."""
    blank = rf.Indicator(series=rf.ObservationSeries.parse("2025 target 3"))
    assert sentences(plan(rf.Indicator(), blank), plan(rf.Indicator())) == [
        "indicator with the target of 3 for 2025 removed"
    ]


def test_codes_that_repeat_in_a_plan_are_no_evidence_for_a_move():
    """Each output counts its indicators from 1: the first of one is not the first of another."""
    old = outputs(
        rf.Output(code="a", indicators=(indicator("1", LAWS),)), rf.Output(code="b", indicators=(indicator("2", MEN),))
    )
    new = outputs(
        rf.Output(code="a", indicators=(indicator("2", WOMEN),)), rf.Output(code="b", indicators=(indicator("2", MEN),))
    )
    assert kinds(old, new) == ["removed", "added"]


def test_a_result_of_another_level_is_the_same_result():
    """An outcome that becomes an output keeps its code, and loses what outputs have no place for."""
    one = rf.Outcome(code="1", title="Wells", impact_areas=("Water",), indicators=(indicator("1A", LAWS),))
    old = rf.ResultsFramework(results=(one,))
    new = rf.ResultsFramework(results=(rf.Output(code="1", title="Wells", indicators=one.indicators),))
    assert sentences(old, new) == ["level: outcome → output", 'impact area dropped: "Water"']


def test_a_comment_beside_a_changed_value_is_part_of_the_text():
    """It may be the explanation that a reviewer looks for; a code is printed without quotes."""
    old = plan(indicator("1A", LAWS, "2021 actual 5"))
    new = old.replace("1/1A/actual", value=7, comment="corrected after the audit")
    assert sentences(old, new) == ['actual for 2021: 5 → 7 (comment: "corrected after the audit")']
    assert sentences(new, old) == ["actual for 2021: 7 → 5 (comment: none)"]
    assert sentences(old, old.replace("1/1A", unit="person")) == ["unit: none → person"]


def test_versions_without_anything_in_common_are_said_to_be_two_plans():
    """Of another plan, or in another language without codes, all is removed and added, and a sentence says so."""
    old = plan(indicator(None, "Number of villages with safe water nearby"), code=None)
    other = rf.Output(title="El agua llega", indicators=(indicator(None, "Cantidad de aldeas con agua segura"),))
    changes = rf.diff(old, rf.ResultsFramework(results=(other,)))
    sentence = "No result or indicator is in both: these may be two plans, or one plan in two languages, without codes"
    assert [change.kind.value for change in changes] == ["removed", "added"]
    for text in (str(changes), changes.to_markdown(), changes.to_html(), str(changes.filter(kind="added"))):
        assert sentence in text
    for there, here in ((old, old.replace("#1", title="Taps")), (rf.ResultsFramework(), old), (old, old)):
        assert not rf.diff(there, here).shares_nothing


# ------------------------------------------------------------------------------------------ kinds


def test_nothing_changes_between_a_framework_and_itself():
    """No changes are false, and say so."""
    example = examples.load()
    assert not rf.diff(example, example)
    changes = rf.diff(example, rf.from_dict(rf.to_dict(example), rf.ResultsFramework))
    assert not changes
    assert len(changes) == 0
    assert str(changes).endswith("no changes")


def test_a_target_that_is_lowered_is_less_ambitious():
    """In words and as a value."""
    old, new = (plan(indicator("1A", WOMEN, f"2020 baseline 0 | 2025 target {n}")) for n in (320, 300))
    (change,) = rf.diff(old, new)
    assert change.ambition is Ambition.LESS
    assert (change.before, change.after, change.field) == (Decimal(320), Decimal(300), "value")
    assert str(change) == f"1A {WOMEN}: target for 2025: 320 → 300, less ambitious"


@pytest.mark.each(
    "before, after, expected",
    [
        ("2020 baseline 0", "2020 baseline 5", ["baseline of 2020: 0 → 5"]),
        ("2020 baseline TBD", "2021 baseline 5", ["baseline set: 5 of 2021 (was TBD of 2020)"]),
        ("2020 baseline 5", "2021 baseline 5", ["period of the baseline of 5: 2020 → 2021"]),
        ("2020 baseline 5", "", ["baseline of 2020 dropped: 5"]),
        ("2021 milestone 5", "2021 milestone 6", ["milestone for 2021: 5 → 6"]),
        ("2021 milestone 5", "2021 milestone TBD", ["milestone for 2021 withdrawn: 5 (now TBD)"]),
        ("2025 target -", "2025 target 5", ["target for 2025 set: 5"]),
        ("2025 target TBD", "2026 target 5", ["target set: 5 for 2026 (was TBD for 2025)"]),
        ("2025 target 5", "2025 target -", ["target for 2025 withdrawn: 5"]),
        ("2025 target 5", "2026 target 5", ["due date of the target of 5: 2025 → 2026, less ambitious"]),
        (
            "2025 target 5",
            "2026 target TBD",
            ["target: 5 for 2025 → TBD for 2026"],
        ),
        ("2021 actual -", "2021 actual 5", ["actual for 2021 reported: 5"]),
        ("2021 actual N/A", "2021 actual 5", ["actual for 2021 reported: 5 (was N/A)"]),
        ("2021 actual 5", "2021 actual 7", ["actual for 2021: 5 → 7"]),
        ("2021 actual 5", "", ["actual for 2021 dropped: 5"]),
        ("", "2021 actual 5", ["actual for 2021 added: 5"]),
        ("", "2021 actual -", ["actual for 2021 added: -"]),
        ("2021 actual -", "2021 actual TBD", ["actual for 2021: - → TBD"]),
        ("2021 actual 80%", "2021 actual 4/5", ["actual for 2021: 80% → 4/5"]),
        (
            "2025 target 5",
            "2025 milestone 5 | 2026 target 7",
            ["kind of the milestone for 2025: target → milestone", "target for 2026 added: 7"],
        ),
        (
            "2025 target 5",
            "2025 milestone 4 | 2026 target 5",
            ["milestone for 2025 added: 4", "due date of the target of 5: 2025 → 2026, less ambitious"],
        ),
    ],
)
def test_each_value_that_changed_is_one_change(before, after, expected):
    """With its period in words, and what it was before."""
    assert of_series(before, after) == expected


@pytest.mark.each(
    "before, after, expected",
    [
        ("2020 baseline 0", "2020 baseline 5", "baseline_reset"),
        ("2021 milestone 5", "2021 milestone 6", "milestone_changed"),
        ("2025 target -", "2025 target 5", "target_changed"),
        ("2025 target 5", "2026 target 5", "target_date_moved"),
        ("2021 actual -", "2021 actual 5", "reported"),
        ("", "2021 actual 5", "reported"),
        ("2021 actual 5", "2021 actual 7", "restated"),
        ("2021 actual 5", "2021 actual -", "restated"),
        ("2021 actual 5", "", "restated"),
        ("", "2021 actual -", "other"),
        ("2021 actual -", "2021 actual TBD", "other"),
        ("2021 actual 80%", "2021 actual 4/5", "other"),
    ],
)
def test_the_kind_of_a_change_of_a_value(before, after, expected):
    """An empty cell, or the same amount in another notation, changes nothing that counts."""
    series = [plan(indicator("1A", LAWS, line)) for line in (before, after)]
    assert kinds(*series) == [expected]


def test_values_are_matched_by_their_subject():
    """The women are not the total, and a target that is restated for them says so."""
    of_women = rf.Observation(
        kind="target", period=2025, value=5, disaggregation=(rf.Disaggregation(dimension="sex", category="female"),)
    )
    total = rf.Observation(kind="target", period=2025, value=9)
    old = plan(indicator("1A", LAWS).__class__(code="1A", series=(total, of_women)))
    new = old.replace("1/1A/target#2", value=6)
    assert sentences(old, new) == ["target for 2025 (female): 5 → 6"]
    both = tuple(rf.Disaggregation(dimension="sex", category=category) for category in ("female", "male"))
    old = old.replace("1/1A/target#2", disaggregation=both)
    assert sentences(old, old.replace("1/1A/target#2", value=6)) == ["target for 2025 (sex: female, sex: male): 5 → 6"]


def test_the_only_subject_of_an_indicator_is_not_repeated():
    """Where all values are of the same group, it says nothing."""
    group = rf.Disaggregation(dimension="sex", category="female")
    old = plan(rf.Indicator(code="1A", series=(rf.Observation(kind="target", value=5, disaggregation=(group,)),)))
    assert sentences(old, old.replace("1/1A/target", value=6)) == ["target: 5 → 6"]


def yearly(year, *figures):
    """A plan of one year: the baseline, target and actual of each indicator."""
    lines = (f"{year - 1} baseline {b} | {year} target {t} actual {a}" for b, t, a in figures)
    return plan(*(indicator(str(n), f"{LAWS} {n}", line) for n, line in enumerate(lines)))


def test_the_plan_of_another_time_is_compared_value_by_value():
    """Nothing is put off or restated: the targets and the results of one year are held against those of the other."""
    old, new = yearly(2016, (10, 100, 28), (5, 9, 9)), yearly(2019, (30, 60, 38), (5, 9, 9))
    assert sentences(old, new) == [
        "baseline: 10 of 2015 → 30 of 2018",
        "target: 100 for 2016 → 60 for 2019, less ambitious",
        "actual: 28 for 2016 → 38 for 2019",
        "baseline of 5 again: 2015 → 2018",
        "target of 9 again: 2016 → 2019",
        "actual of 9 again: 2016 → 2019",
    ]
    assert kinds(old, new) == [
        *("baseline_reset", "target_changed", "reported", "other", "other", "reported"),
    ]
    changes = rf.diff(old, new)
    assert changes.invert().invert() == changes


def test_what_the_plan_of_another_time_lacks():
    """A past result is no longer listed, which restates nothing; a target that has no successor is dropped."""
    old = yearly(2016, (10, 100, 28), (5, 9, 9))
    new = yearly(2019, (30, 60, 38), ("-", "-", "-")).replace("1/1", series=())
    assert kinds(old, new)[3:] == ["baseline_reset", "target_changed", "other"]
    empty = yearly(2019, (30, 60, 38), (5, 9, "-"))
    assert sentences(old, empty)[-1] == "actual: 9 for 2016 → - for 2019"
    assert kinds(old, empty)[-1] == "other"


def test_several_targets_are_evidence_for_another_time():
    """Without results, five indicators whose targets are all of another year; one alone is put off."""

    def planned(year, count):
        return plan(*(indicator(str(n), f"{LAWS} {n}", f"{year} target 5") for n in range(count)))

    assert set(kinds(planned(2016, 5), planned(2019, 5))) == {"other"}
    assert set(kinds(planned(2016, 4), planned(2019, 4))) == {"target_date_moved"}


def test_a_comment_goes_along_with_its_value():
    """It is the explanation of the change, and no change of its own; alone it is one."""
    old = plan(indicator("1A", LAWS))
    new = old.replace("1/1A/target", value=300, comment="Mid-term review")
    (change,) = rf.diff(old, new)
    assert [(along.field, along.after) for along in change.along] == [("comment", "Mid-term review")]
    assert sentences(old, old.replace("1/1A/target", comment="So far")) == [
        'comment of the target for 2025: none → "So far"'
    ]


def test_the_text_of_a_cell_alone_changes_no_value():
    """1,000 becomes 1000."""
    old, new = (plan(indicator("1A", LAWS, f"2025 target {text}")) for text in ("1,000", "1000"))
    assert kinds(old, new) == ["other"]
    assert sentences(old, new)[0].startswith("text of the target for 2025: ")


def test_values_of_a_percentage_have_their_sign():
    """And the unit of the indicator is that of the change."""
    assert of_series("2025 target 5%", "2025 target 6%", direction="increase") == [
        "target for 2025: 5% → 6%, more ambitious"
    ]
    (change,) = rf.diff(*(plan(indicator("1A", LAWS, f"2025 target {n}", unit="law")) for n in (5, 6)))
    assert change.unit == "law"


def test_a_period_in_another_notation_is_no_other_day():
    """The year 2025 is its first to its last day."""
    assert of_series("2025 target 5", "2025-01-01..2025-12-31 target 5") == [
        "period of the target of 5: 2025 → 2025-01-01..2025-12-31"
    ]


def test_periods_that_the_source_lists_without_a_value():
    """They are a change of the indicator that no value has."""
    assert of_series("2025 target 5", "2025 target 5 | 2026") == ["periods of the values: none → 2025, 2026"]


def budget(planned):
    return rf.Budget(planned=rf.Money.parse(planned), period=2024)


def test_a_budget_within_its_interval_is_not_revised():
    """$3.07 M may be $3,071,200; $3.2 M is another budget."""
    old, same, other = (plan(budgets=(budget(text),)) for text in ("$3.07 M", "$3,071,200", "$3.2 M"))
    assert sentences(old, same) == ["planned budget of 2024: $3.07 M → $3,071,200 (within its rounding)"]
    assert kinds(old, same) == ["other"]
    assert sentences(old, other) == ["planned budget of 2024: $3.07 M → $3.2 M"]
    assert kinds(old, other) == ["budget_revised"]


def test_an_amount_in_another_currency_is_another_amount():
    """Whatever the numbers are."""
    assert kinds(plan(budgets=(budget("$5"),)), plan(budgets=(budget("€5"),))) == ["budget_revised"]


def test_budgets_that_came_and_went():
    """A budget of another year is another budget."""
    kept = attrs.evolve(budget("$1"), period=2020)
    old, new = plan(budgets=(kept, budget("$5"))), plan(budgets=(kept, attrs.evolve(budget("$7"), period=2025)))
    assert sentences(old, new) == [
        "budget added: budget of 2025, planned $7",
        "budget dropped: budget of 2024, planned $5",
    ]
    assert kinds(old, new) == ["budget_revised", "budget_revised"]


def test_funding_within_a_budget():
    """A line of funding is the same line with another amount; within its rounding it is not revised."""

    def funded(text):
        line = rf.FundingLine(kind="core", organisation=rf.Organisation(name="Sida"), amount=rf.Money.parse(text))
        return plan(budgets=(rf.Budget(period=2024, funding=(line,)),))

    assert sentences(funded("$5"), funded("$7")) == ["funding of 2024: amount $5 → $7"]
    assert kinds(funded("$5 K"), funded("$5,100")) == ["other"]
    assert kinds(funded("$5"), plan(budgets=(rf.Budget(period=2024),))) == ["budget_revised"]
    total = rf.FundingLine(kind="non_core", is_total=True, amount=rf.Money.parse("$5"))
    old = plan(budgets=(rf.Budget(funding=(total,)),))
    assert sentences(old, plan(budgets=(rf.Budget(),))) == ["funding dropped: non core funding, total: $5"]


UNDP, UNICEF = (
    rf.Organisation(name="United Nations Development Programme", acronym="UNDP"),
    rf.Organisation(name="UNICEF"),
)


@pytest.mark.each(
    "name, before, after, expected",
    [
        (
            "alignments",
            [],
            [rf.Alignment(kind="common", partners=(UNDP, UNICEF))],
            "tag added: common with UNDP and UNICEF",
        ),
        ("alignments", [rf.Alignment(kind="common")], [], "tag dropped: common with nobody"),
        ("sdgs", [rf.SdgReference(goal=5)], [], "tag dropped: SDG 5"),
        ("sdgs", [rf.SdgReference()], [], "tag dropped: SDG without a number"),
        ("references", [], [rf.Reference(code="5.1", vocabulary="sdg_target")], "reference added: 5.1 (sdg_target)"),
        ("references", [], [rf.Reference(code="5", percentage=Decimal(40))], "reference added: 5, 40 %"),
    ],
)
def test_tags_that_came_and_went(name, before, after, expected):
    """Each is one change of its own kind."""
    old, new = (plan(indicator("1A", LAWS, **{name: items})) for items in (before, after))
    assert sentences(old, new) == [expected]
    assert kinds(old, new) == ["tag_changed"]


def test_a_tag_with_other_partners_is_the_same_tag():
    """The fields that differ are named."""
    old, new = (
        plan(indicator("1A", LAWS, alignments=(rf.Alignment(kind="common", partners=p),)))
        for p in ((UNDP,), (UNDP, UNICEF))
    )
    assert sentences(old, new) == [
        "tag: partners United Nations Development Programme → United Nations Development Programme, UNICEF"
    ]


def test_a_note_of_another_kind_is_the_same_note():
    """Items without a code are matched by their text."""
    old, new = (plan(indicator("1A", LAWS, notes=(rf.Note(text="So far", kind=k),))) for k in ("trust_fund", "other"))
    assert sentences(old, new) == ["note: kind trust fund → other"]


def test_declarations_are_changes_of_their_own_kind():
    """Direction, unit, measure, accumulation."""
    old, new = (
        plan(indicator("1A", LAWS)),
        plan(indicator("1A", LAWS, direction="increase", actuals_accumulation="periodic")),
    )
    assert sentences(old, new) == ["direction: unknown → increase", "accumulation of actuals: unknown → periodic"]
    assert kinds(old, new) == ["declared", "declared"]


def test_items_of_the_framework():
    """Sectors are no tags; countries, dates, organisations, documents, notes have their words."""
    marker = rf.PolicyMarker(name="gender equality", significance=1)
    old = rf.ResultsFramework(title="Water", reporting_year=2021)
    new = attrs.evolve(
        old,
        title="Water for all",
        reporting_year=2022,
        sectors=(rf.Reference(code="14030", name="Basic water"),),
        countries=(rf.Place(name="Kenya", code="KE"),),
        policy_markers=(marker, rf.PolicyMarker()),
        organisations=(rf.Participation(organisation=UNDP, role="funding"), rf.Participation(organisation=UNICEF)),
        documents=(rf.DocumentLink(title="Report"),),
        translations=(rf.Translation(field="title", language="fr", text="Eau"),),
        extras=(rf.Extra(name="x_donor", text='"EU"'),),
        plan_period=rf.Period.between(2020, 2025),
    )
    found = sentences(old, new)
    assert {
        "title: Water [+ for all]",
        "reporting year: 2021 → 2022",
        "sector added: 14030 Basic water",
        "country added: Kenya",
        "policy marker added: gender equality, significance 1",
        "policy marker added: a marker without a name",
        "organisation added: United Nations Development Programme, funding",
        "organisation added: UNICEF",
        "document added: Report",
        'translation added: title in fr: "Eau"',
        'extra added: x_donor: "EU"',
        "plan period: no period → 2020-2025",
    } == set(found)
    assert str(rf.diff(old, new).changes[0]).startswith("the framework: ")


def test_programmes_are_compared_field_by_field():
    """A joint programme is matched by its title, and its budgets by their periods."""

    def programme(**fields):
        return rf.ResultsFramework(programmes=(rf.JointProgramme(title="Care", **fields),))

    old = programme(description="Care for all in the city", budgets=(budget("$5"),))
    new = programme(description="Care for everybody in the city", budgets=(budget("$7"),))
    assert sentences(old, new) == [
        "description: Care for [all → everybody] in the city",
        "planned budget of 2024: $5 → $7",
    ]
    assert {change.node for change in rf.diff(old, new)} == {"Care"}


# ------------------------------------------------------------------------------------------ the tree


def test_the_columns_of_a_logframe_are_compared_field_by_field():
    """An assumption that no longer holds, a risk with another rating and an activity of another year: a change each."""
    before = rf.Output(
        code="1",
        weight=40,
        assumptions=[rf.Assumption(text="Roads stay open", holds=True), "Rains come"],
        risks=[rf.Risk(text="Prices rise", rating="Low")],
        activities=[rf.PlannedActivity(code="1.1", period=2020), rf.PlannedActivity(title="Survey")],
        indicators=[rf.Indicator(code="A", monitoring_plan=rf.MonitoringPlan(responsible="Board"))],
    )
    after = rf.Output(
        code="1",
        weight=60,
        assumptions=["Rains come", rf.Assumption(text="Roads stay open", holds=False)],
        risks=[rf.Risk(text="Prices rise", rating="High"), "Floods"],
        activities=[rf.PlannedActivity(code="1.1", period=2021)],
        indicators=[rf.Indicator(code="A")],
    )
    old, new = (rf.ResultsFramework(results=[output], revisions=[]) for output in (before, after))
    new = new.replace(revisions=[rf.Revision(version="2", reason="Review")])
    changes = rf.diff(old, new)
    assert [(change.path, change.what) for change in changes] == [
        ("revisions#1", "revision"),
        ("1", "weight"),
        ("1/assumptions#2", "holds"),
        ("1", "assumptions"),
        ("1/risks#1", "rating"),
        ("1/risks#2", "risk"),
        ("1/activities#1", "period"),
        ("1/activities#2", "activity"),
        ("1/A", "monitoring plan"),
    ]
    assert "revision added: Review" in str(changes)
    assert changes.apply(old) == new
    assert changes.invert().apply(new) == old


def of_groups(women, men, total=9):
    """A plan whose indicator has values of women, of men and of all."""
    sexes = [(rf.Disaggregation(dimension="sex", category=name),) for name in ("women", "men")]
    cells = [*zip(women, [sexes[0]] * 2, strict=True), *zip(men, [sexes[1]] * 2, strict=True), (total, ())]
    kinds = ("milestone", "target", "milestone", "target", "actual")
    return [
        rf.Observation(kind=kind, period=2025 if kind == "target" else 2024, value=value, disaggregation=group)
        for kind, (value, group) in zip(kinds, cells, strict=True)
    ]


def test_changes_of_one_group_are_listed_below_its_name():
    """The group is not repeated in each line; one change alone names it itself, and what is of all names none."""
    before, after = (
        rf.Indicator(code="1A", direction="increase", series=of)
        for of in (of_groups((1, 2), (3, 4)), of_groups((5, 6), (3, 7), 8))
    )
    changes = rf.diff(plan(before), plan(after))
    lines = str(changes).splitlines()
    assert lines[2:] == [
        "1A",
        "  women:",
        "    milestone for 2024: 1 → 5, more ambitious",
        "    target for 2025: 2 → 6, more ambitious",
        "  target for 2025 (men): 4 → 7, more ambitious",
        "  actual for 2024: 9 → 8",
    ]
    assert "\n- women:\n  - milestone for 2024: ~~1~~ → **5**, more ambitious\n" in changes.to_markdown()
    assert "\n- target for 2025 (men): ~~4~~ → **7**" in changes.to_markdown()
    assert "<ul><li>women:<ul><li>milestone for 2024: " in changes.to_html()
    assert "</li></ul></li><li>target for 2025 (men): " in changes.to_html()
    assert changes.table().to_columns()["subject"] == ["women", "women", "men", None]
    assert changes.changes[0].sentence == "milestone for 2024 (women): 1 → 5, more ambitious"


def test_new_orders_come_last_in_the_text():
    """They change least; as a tuple the changes stay in the order of the framework."""
    one, other = indicator("1A", LAWS), indicator("1B", WOMEN)
    changes = rf.diff(plan(one, other), plan(other, indicator("1A", LAWS, "2020 baseline 0 | 2025 target 300")))
    assert next(change.kind for change in changes) is ChangeKind.REORDERED
    assert str(changes).splitlines()[-3:] == ["", "1 Wells", "  new order of indicators: 1A, 1B → 1B, 1A"]


def test_another_order_of_siblings_is_one_change():
    """Of its own kind, reported once, whatever the number of siblings."""
    many = [indicator(str(n), f"{LAWS} {n}") for n in range(20)]
    old, new = plan(*many), plan(*reversed(many))
    (change,) = rf.diff(old, new)
    assert change.kind is ChangeKind.REORDERED
    assert change.sentence == "new order of 20 indicators"
    assert sentences(plan(*many[:3]), plan(*many[2::-1])) == ["new order of indicators: 0, 1, 2 → 2, 1, 0"]
    without = [attrs.evolve(one, code=None) for one in many[:3]]
    assert sentences(plan(*without), plan(*without[::-1])) == ["new order of 3 indicators"]


def test_another_order_of_values_and_results():
    """Of the values of an indicator, and of the outputs of an outcome."""
    assert of_series("2020 baseline 0 | 2025 target 5", "2025 target 5 | 2020 baseline 0") == [
        "new order of values: baseline of 2020, target for 2025 → target for 2025, baseline of 2020"
    ]
    old, new = (outputs(*(rf.Output(code=code, title=f"Title {code}") for code in codes)) for codes in ("abc", "cab"))
    assert sentences(old, new) == ["new order of outputs: a, b, c → c, a, b"]


def test_what_comes_and_goes_says_what_is_in_it():
    """An output with its indicators, an indicator with its target."""
    output = rf.Output(code="2", indicators=(indicator("2A", LAWS), indicator("2B", WOMEN)))
    old = plan(indicator("1A", LAWS))
    new = attrs.evolve(old, results=(*old.results, output, rf.Output(code="3")))
    assert sentences(old, new) == ["output with 2 indicators added", "output added"]
    assert rf.diff(new, old).changes[0].before == output
    assert rf.diff(new, old).changes[0].after is NOTHING


def test_a_node_that_moved_out_of_what_is_gone_is_no_part_of_it():
    """The removed output has lost what was saved from it, and the way back puts it there again."""
    old = outputs(
        rf.Output(code="a", title="Wells", indicators=(indicator("X", LAWS), indicator("Y", WOMEN))),
        rf.Output(code="b"),
    )
    new = outputs(rf.Output(code="b", indicators=(indicator("Y", WOMEN),)))
    assert sentences(old, new) == ["output with 1 indicator removed", "indicator moved: A/a → A/b"]


def test_a_node_that_moved_into_what_is_new_is_no_part_of_it():
    """The new output comes without it, and it moves."""
    old = outputs(rf.Output(code="b", indicators=(indicator("Y", WOMEN),)))
    new = outputs(
        rf.Output(code="b"),
        rf.Output(code="a", title="Wells", indicators=(indicator("Y", WOMEN), indicator("X", LAWS))),
    )
    assert sentences(old, new) == ["output with 1 indicator added", "indicator moved: A/b → A/a"]


# ------------------------------------------------------------------------------------------ the whole


def changed_example():
    old = examples.load()
    new = old.replace("MEX_D_2.1/MEX_D_2.1.2/MEX_D_2.1.2A/target", value=300)
    return old, new.replace("MEX_D_2.1/MEX_D_2.1.2/MEX_D_2.1.2A/actual:2021", value=61).replace(
        "MEX_D_2.1", title="<b>Care</b>"
    )


def test_the_text_has_each_node_with_its_changes():
    """A heading with the numbers of each kind, then each result and indicator."""
    text = str(rf.diff(*changed_example()))
    assert text.startswith(
        "Social protection and care in Mexico: 3 changes "
        "(1 reworded, 1 target changed, 1 restated, 1 of them less ambitious)\n"
    )
    assert "\n\nMEX_D_2.1.2A Number of women" in text
    assert "\n  actual for 2021: 59 → 61\n  target for 2025: 320 → 300, less ambitious" in text


def test_markdown_and_html_mark_what_was_and_what_is():
    """Texts of a source are escaped in both."""
    changes = rf.diff(*changed_example())
    assert "- target for 2025: ~~320~~ → **300**, less ambitious" in changes.to_markdown()
    assert "\\<b\\>Care" in changes.to_markdown()
    html = changes.to_html()
    assert "<li>target for 2025: <del>320</del> → <ins>300</ins>, less ambitious</li>" in html
    assert "&lt;b&gt;Care" in html
    assert "<b>" not in html
    assert changes._repr_html_() == html


def test_a_notebook_shows_the_first_hundred():
    """And the number of the others."""
    changes = rf.diff(plan(), plan(*(indicator(str(n), f"{LAWS} {n}") for n in range(120))))
    assert "<p>… 20 more</p>" in changes._repr_html_()
    assert repr(changes) == "<Changes 120 changes (120 added)>"


def test_the_table_has_one_row_a_change():
    """With texts whole and values as they print."""
    table = rf.diff(*changed_example()).table()
    assert table.filter(kind="target_changed").select("before", "after", "ambition").rows == (
        ("320", "300", "less_ambitious"),
    )
    added = rf.diff(plan(), plan(indicator("1A", LAWS))).table()
    assert added.select("old_path", "before", "after").rows == ((None, None, f"1A {LAWS}"),)


def test_the_changes_of_a_kind_or_an_ambition():
    """A name of a kind, or the beginning of several."""
    changes = rf.diff(*changed_example())
    assert [c.kind for c in changes.filter(kind="targets")] == [ChangeKind.TARGET_CHANGED]
    assert [c.kind for c in changes.filter(kind=("restated", ChangeKind.REWORDED))] == [
        ChangeKind.REWORDED,
        ChangeKind.RESTATED,
    ]
    assert [c.kind for c in changes.filter(ambition="less_ambitious")] == [ChangeKind.TARGET_CHANGED]
    assert len(changes.filter()) == 3
    assert {kind.value: n for kind, n in changes.counts.items()} == {"reworded": 1, "target_changed": 1, "restated": 1}
    with pytest.raises(rf.NotFoundError, match="targt"):
        changes.filter(kind="targt")
    with pytest.raises(rf.InvalidValueError, match="a kind of change is a text"):
        changes.filter(kind=[5])


def test_some_of_the_changes_can_be_made():
    """Whoever accepts the new results and not the new target applies those alone."""
    old, new = changed_example()
    accepted = rf.diff(old, new).filter(kind="restated").apply(old)
    assert accepted["MEX_D_2.1.2A"].latest.value == 61
    assert accepted["MEX_D_2.1.2A"].target.value == 320


@pytest.mark.each(
    "old, new, other",
    [
        (plan(indicator("1A", LAWS)), plan(indicator("1A", WOMEN)), plan(indicator("1A", MEN))),
        (plan(indicator("1A", LAWS)), plan(indicator("1A", WOMEN)), plan()),
        (plan(indicator("1A", LAWS)), plan(), plan()),
        (plan(), plan(indicator("1A", LAWS)), rf.ResultsFramework()),
        (plan(indicator("1A", LAWS), indicator("2A", MEN)), plan(indicator("2A", MEN), indicator("1A", LAWS)), plan()),
        (
            outputs(rf.Output(code="a", indicators=(indicator("X", LAWS),)), rf.Output(code="b")),
            outputs(rf.Output(code="a"), rf.Output(code="b", indicators=(indicator("X", LAWS),))),
            outputs(rf.Output(code="b")),
        ),
    ],
)
def test_changes_of_another_framework_are_refused(old, new, other):
    """A change that finds something else than what it changes is not made halfway."""
    with pytest.raises(rf.InvalidValueError, match="the changes are those of another framework"):
        rf.diff(old, new).apply(other)


def test_the_record_of_changes_has_each_revision_of_the_plan():
    """With the reason, the day, the version; what was reported is none."""
    old, new = changed_example()
    revisions = rf.diff(old, new).as_revisions(reason="mid-term review", version="2", approved_by="Board")
    assert [revision.path for revision in revisions] == ["MEX_D_2.1", "MEX_D_2.1/MEX_D_2.1.2/MEX_D_2.1.2A/target"]
    assert revisions[1].reason == "target for 2025: 320 → 300, less ambitious (mid-term review)"
    assert (revisions[1].version, revisions[1].approved_by) == ("2", "Board")
    assert rf.diff(old, new).as_revisions()[1].reason == "target for 2025: 320 → 300, less ambitious"
    assert attrs.evolve(new, revisions=revisions).revisions == revisions


@pytest.mark.each("old, new", [(None, plan()), (plan(), "plan.xml"), ([plan()], plan())])
def test_only_frameworks_have_changes(old, new):
    """Anything else is refused in one sentence."""
    with pytest.raises(rf.InvalidValueError, match="diff needs a ResultsFramework, not"):
        rf.diff(old, new)


def test_frameworks_with_nothing_in_common():
    """All of one is gone, all of the other is new."""
    old = rf.ResultsFramework(title="Water", results=plan(indicator("1A", LAWS)).results)
    new = rf.ResultsFramework(title="Roads", results=(rf.Outcome(code="R", title="Roads are safe"),))
    assert sentences(old, new) == ['title: "Water" → "Roads"', "output with 1 indicator removed", "outcome added"]
