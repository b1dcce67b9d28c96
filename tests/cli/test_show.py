"""`show`: a results officer sees the whole framework."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

import resultsframework as rf


@pytest.fixture
def shown(run, tmp_path):
    """The output of `show` for a framework, at some width."""

    def show(framework: rf.ResultsFramework, *options: str, width: int = 100) -> str:
        path = tmp_path / "framework.json"
        rf.write(framework, path)
        done = run("show", path, *options, width=width)
        assert done.exit_code == 0, done.output
        return done.stdout

    return show


def with_indicator(**fields: object) -> rf.ResultsFramework:
    """A framework that holds one indicator."""
    fields = {"code": "K.1", "statement": "Number of laws"} | fields
    return rf.ResultsFramework(results=(rf.Outcome(code="K", title="Laws", indicators=(rf.Indicator(**fields),)),))


def with_series(text: str) -> rf.ResultsFramework:
    """A framework that holds one series."""
    return with_indicator(series=rf.ObservationSeries.parse(text))


def line_with(text: str, *parts: str) -> str:
    """The first line that holds all parts."""
    return next(line for line in text.splitlines() if all(part in line for part in parts))


def cells_of(text: str, label: str) -> list[str]:
    """The cells of the first line of values with a label."""
    tree = text[text.index("OUTCOME") :]
    return line_with(tree, f"  {label} ").split(label, 1)[1].split()


def test_the_first_lines_say_what_it_is_and_how_much_it_holds(shown, framework):
    """Title, identifier, plan period, reporting year and the number of results and indicators come first."""
    head = shown(framework).split("\n\n")[0]
    assert head.splitlines()[0] == "Savings in Lakeland"
    for words in ("1 outcome, 1 output, 2 indicators (2 codes)", "XM-1-SAV", "2019-2025, results of 2021"):
        assert words in head


def test_a_result_of_another_kind_is_named_in_two_words(shown):
    """A result that is neither outcome nor output is an other result, in the numbers and above its indicators."""
    text = shown(rf.ResultsFramework(results=(rf.OtherResult(title="A goal"), rf.OtherResult(title="Another"))))
    assert "2 other results, 0 indicators" in text
    assert "OTHER RESULT A goal" in text


def test_values_are_counted_by_what_is_stated(shown, framework):
    """Of two baselines one is to be determined, and of five actuals three are not entered."""
    text = shown(framework)
    heading = line_with(text, "in all", "stated")
    assert heading.split() == ["values", "in", "all", "stated", "TBD", "-"]
    assert "TBD is to be determined, - is nothing entered." in text
    assert line_with(text, "baselines").split() == ["baselines", "2", "1", "1", "0"]
    assert line_with(text, "actuals").split() == ["actuals", "5", "2", "0", "3"]


def test_every_result_and_indicator_is_shown_with_its_sentence(shown, framework):
    """The tree names the level, code and title of each result, and code and statement of each indicator."""
    text = shown(framework)
    for line in ("OUTCOME SAV_1 Women save more", "  OUTPUT SAV_1.1 Trainers are trained"):
        assert line in text.splitlines()
    assert line_with(text, "SAV_1.A Number of women who save")
    assert line_with(text, "SAV_1.1.A Number of trainers")


def test_milestones_actuals_and_the_target_stand_under_their_years(shown, framework):
    """Targets and actuals are two lines under one line of years; the final target is marked."""
    text = shown(framework)
    years = line_with(text, "baseline", "2020")
    planned = next(line for line in text.splitlines() if "  planned  0" in line)
    actual = text.splitlines()[text.splitlines().index(planned) + 1]
    assert years.split() == ["baseline", "2020", "2021", "2025"]
    assert cells_of(text, "planned") == ["0", "(2019)", "50", "100", "320*"]
    assert cells_of(text, "actual") == ["0", "59", "-"]
    for year, value in (("2020", "50"), ("2021", "100"), ("2025", "320")):
        end = years.index(year) + len(year)
        assert planned[:end].endswith(value)
    assert actual[: years.index("2021") + 4].endswith("59")


def test_a_value_to_be_determined_is_shown_as_such(shown, framework):
    """A baseline that will be set is TBD and never zero."""
    assert "TBD (2025)" in shown(framework)


def test_a_period_that_the_source_does_not_have_stays_blank(shown):
    """Where one indicator skips a year that its neighbour states, nothing is printed, which is no dash."""
    series = [rf.ObservationSeries.parse(text) for text in ("2020 milestone 7 | 2022 target 9", "2021 milestone 8")]
    indicators = tuple(rf.Indicator(code=f"K.{n}", statement="Laws", series=s) for n, s in enumerate(series))
    text = shown(rf.ResultsFramework(results=(rf.Outcome(code="K", indicators=indicators),)))
    years = line_with(text, "baseline", "2020")
    planned = line_with(text[text.index("OUTCOME") :], "  planned ")
    assert years.split() == ["baseline", "2020", "2021", "2022"]
    assert cells_of(text, "planned") == ["7", "9*"]
    assert planned[years.index("2021") - 2 : years.index("2021") + 4].strip() == ""


def test_on_a_wide_terminal_values_stand_beside_the_statement(shown, framework):
    """At 140 columns code, statement, baseline and values are one line."""
    line = line_with(shown(framework, width=140), "SAV_1.A Number of women who save")
    assert line.endswith("320*")


def test_a_long_statement_beside_its_values_loses_no_word(shown):
    """Where the statement needs more lines than the values, all of it is printed, in lines of the terminal's width."""
    words = [f"word{n}" for n in range(60)]
    framework = with_indicator(
        statement=" ".join(words), series=rf.ObservationSeries.parse("2019 baseline 1 | 2020 target 2")
    )
    text = shown(framework, width=140)
    assert [word for word in text.split() if word.startswith("word")] == words
    assert max(map(len, text.splitlines())) <= 140


@pytest.mark.parametrize("width", [72, 80, 140])
def test_nothing_is_cut_at_any_width(shown, framework, width):
    """Every code and every amount is printed in full, in lines that fit."""
    text = shown(framework, width=width)
    for whole in ("SAV_1.1.A", "XM-1-SAV", "$100.00 K", "$40.00 K", "150.00 %"):
        assert whole in text
    assert max(map(len, text.splitlines())) <= width


def test_values_that_fit_no_cell_are_listed_whole(shown):
    """A sentence as a value is printed whole under its indicator, with kind and year; so is its neighbour."""
    text = shown(with_series("2019 baseline 0 | 2020 target Adopted by both houses of parliament actual -"))
    lines = [line.strip() for line in text.splitlines()]
    assert "target 2020: Adopted by both houses of parliament" in lines
    assert "baseline 2019: 0" in lines


def test_one_long_value_does_not_keep_the_neighbours_from_their_cells(shown):
    """An indicator with a sentence as its value is listed; the values of the next one are still in columns by year."""
    series = [rf.ObservationSeries.parse(text) for text in ("2020 target adopted by parliament", "2020 target 8")]
    indicators = tuple(rf.Indicator(code=f"K.{n}", statement="Laws", series=s) for n, s in enumerate(series))
    text = shown(rf.ResultsFramework(results=(rf.Outcome(code="K", indicators=indicators),)))
    assert "    target 2020: adopted by parliament" in text.splitlines()
    assert cells_of(text, "planned") == ["8*"]
    assert "target 2020: 8" not in text


def test_a_grid_wider_than_the_terminal_gives_way_to_a_list(shown):
    """Twenty years do not fit into sixty columns, so the values are listed; those without a value form one list."""
    cells = " | ".join(f"{year} milestone 1000{year} actual -" for year in range(2000, 2020))
    text = shown(with_series(cells), width=60)
    assert "milestone 2000: 10002000" in text
    assert "milestone 2019: 10002019" in text
    assert max(map(len, text.splitlines())) <= 60


def test_neighbours_without_a_value_are_listed_together(shown):
    """Years with the same missing state are one entry of the list."""
    text = shown(with_series("2020 actual - | 2021 actual - | 2022 actual reached by twelve of fifteen states"))
    assert "actual 2020, 2021: -" in text


def test_values_of_groups_and_places_are_listed_beside_the_whole(shown):
    """A disaggregated value never takes the place of the total; it is printed below with its group and place."""
    whole = rf.Observation(kind=rf.ObservationKind.ACTUAL, period=rf.Period(year=2021), value=Decimal(59))
    women = attrs.evolve(
        whole,
        value=Decimal(40),
        disaggregation=(rf.Disaggregation(dimension="sex", category="women"), rf.Disaggregation()),
        places=(rf.Place(name="Oaxaca"), rf.Place(code="MX-CHP"), rf.Place()),
        comment="from the census",
    )
    text = shown(with_indicator(series=rf.ObservationSeries((whole, women))), width=120)
    about = "sex: women, group: not named, Oaxaca, MX-CHP, a place without a name"
    assert f"actual 2021: 40 ({about}) - from the census" in text
    assert cells_of(text, "actual") == ["59"]


def test_the_subject_of_values_in_the_grid_is_named(shown):
    """Where all values are of women, a line names them; a breakdown of the total is listed with its parts."""
    women = (rf.Disaggregation(dimension="sex", category="women"),)
    series = [attrs.evolve(o, disaggregation=women) for o in rf.ObservationSeries.parse("2021 target 50 actual 40")]
    text = shown(with_indicator(series=series))
    assert cells_of(text, "actual") == ["40"]
    assert "all values are of sex: women" in text
    parts = tuple(rf.Disaggregation(dimension=d, category=c) for d, c in (("Kenya", "11"), ("Myanmar", "291")))
    whole = rf.Observation(kind="actual", period=2021, value=302, disaggregation=parts)
    text = shown(with_indicator(series=[whole]))
    assert cells_of(text, "actual") == ["302"]
    assert "actual 2021: 302 (Kenya: 11, Myanmar: 291)" in text
    assert "all values are of" not in text


def test_a_value_with_a_comment_is_listed_with_it(shown):
    """Comments of the source on a value are not lost; a value without a cell is shown as absent."""
    observation = rf.Observation(kind=rf.ObservationKind.BASELINE, comment="to follow")
    assert "baseline: absent - to follow" in shown(with_indicator(series=rf.ObservationSeries((observation,))))


def test_the_tags_of_an_indicator_are_shown(shown, framework):
    """Common and complementary tags name their partners, or say that none is named."""
    assert "common with UNDP; complementary with nobody named" in shown(framework)


def test_what_is_declared_of_an_indicator_is_shown(shown):
    """Measure, unit, direction, accumulation, goals, codes, notes and documents are under the statement."""
    framework = with_indicator(
        measure=rf.Measure.PERCENTAGE,
        unit="percent",
        direction=rf.Direction.DECREASE,
        actuals_accumulation=rf.Accumulation.PERIODIC,
        sdgs=(rf.SdgReference(goal=5), rf.SdgReference(), rf.SdgReference()),
        references=(rf.Reference(code="5.c.1", vocabulary="sdg_indicator", name="Systems"), rf.Reference(code="9")),
        notes=(rf.Note(text="Read more", kind=rf.NoteKind.DESK_REVIEW), rf.Note(text="check 2024")),
        documents=(rf.DocumentLink(title="Survey"),),
    )
    text = " ".join(shown(framework).split())
    for fact in (
        "SDG 5; 2 goals without a number",
        "Systems (sdg indicator 5.c.1); code 9",
        "note: desk review; note: check 2024",
        "measure: percentage; direction: decrease; actuals accumulation: periodic; unit: percent; 1 document",
    ):
        assert fact in text
    assert "targets accumulation" not in text


def test_an_indicator_without_code_or_statement_is_shown_as_one(shown):
    """Missing facts are named, so that they can be supplied."""
    assert "(no code) without a statement" in shown(with_indicator(code=None, statement=None))


def test_budgets_are_shown_with_shortfall_and_rates(shown, framework):
    """Planned, actual, shortfall and its part of the plan, expenses, delivery and execution, in honest digits."""
    row = line_with(shown(framework), "SAV_1 ", "$100.00 K")
    # 60 of 100 thousand are there, so 40 are missing; 90 spent are 150 percent of 60, and 90 percent of 100.
    assert row.split("  ")[0] == "SAV_1"
    assert " ".join(row.split()) == "SAV_1 $100.00 K $60.00 K $40.00 K 40.00 % $90.00 K 150.00 % 90.00 %"


def test_only_the_budgets_are_shown_where_only_they_are_wanted(shown, framework):
    """With --budgets there is no tree."""
    text = shown(framework, "--budgets")
    assert "$40.00 K" in text
    assert "OUTCOME" not in text


def test_a_budget_says_why_an_answer_is_missing(shown):
    """Without an actual budget there is no shortfall; the reason is printed below with the results that have it."""
    budget = rf.Budget(planned=rf.parse_money("$5"), period=rf.Period(year=2021), expenses=rf.Missing.NOT_AVAILABLE)
    framework = rf.ResultsFramework(
        budgets=(rf.Budget(planned=rf.parse_money("$7")),), results=(rf.Output(code="K.1", budgets=(budget,)),)
    )
    text = shown(framework)
    row = line_with(text, "K.1 2021", "$5")
    assert row.split() == ["K.1", "2021", "$5", "not", "stated", "none", "none", "N/A", "none", "none"]
    assert "no shortfall or shortfall rate, since actual is absent: the whole, K.1 2021" in text
    assert line_with(text, "the whole", "$7")
    assert "2021: $5 planned, not stated actual, N/A spent" in text


def test_a_framework_without_budgets_says_so(shown):
    """No budget is not a budget of zero."""
    assert "no budget is stated" in shown(with_series("2020 target 1"), "--budgets")


def test_funding_is_shown_by_kind_and_partner(shown):
    """A line without an amount is not a line of zero."""
    budget = rf.Budget(
        planned=rf.parse_money("$9"),
        funding=(
            rf.FundingLine(kind=rf.FundingKind.CORE),
            rf.FundingLine(kind=rf.FundingKind.NON_CORE, is_total=True, amount=rf.parse_money("$267,469")),
            rf.FundingLine(organisation=rf.Organisation(name="Norway"), amount=rf.Missing.TO_BE_DETERMINED),
        ),
    )
    text = shown(rf.ResultsFramework(results=(rf.Output(code="K.1", budgets=(budget,)),)))
    assert "core: no amount stated; non-core in all: $267,469; Norway: TBD" in text


def test_what_describes_a_result_is_shown(shown):
    """Goals, policy markers, impact areas, functions, codes and the description are under the title."""
    outcome = rf.Outcome(
        code="K",
        title="Laws",
        identifier="XM-1-K",
        description="Laws are made and kept.",
        sdgs=(rf.SdgReference(goal=5), rf.SdgReference(target="5.4"), rf.SdgReference(indicator="5.c.1")),
        policy_markers=(
            rf.PolicyMarker(name="gender equality"),
            rf.PolicyMarker(code="1", significance=2),
            rf.PolicyMarker(code="1", vocabulary="99", significance=2),
        ),
        humanitarian=False,
        references=(rf.Reference(code="R1", vocabulary="99"),),
        impact_areas=("Income",),
        organisational_outputs=("Systems",),
        un_system_functions=("Advocacy", "Support"),
    )
    text = " ".join(shown(rf.ResultsFramework(results=(outcome,))).split())
    for fact in (
        "identifier XM-1-K",
        "goals SDG 5, SDG 5.4, SDG 5.c.1",
        "policy gender equality (significance not stated), Gender Equality (principal objective), 1 (significance 2)",
        "humanitarian No",
        "codes 99 R1",
        "impact areas Income",
        "functions Advocacy; Support",
        "about Laws are made and kept.",
        "no indicators",
    ):
        assert fact in text


def test_what_describes_the_whole_is_shown(shown):
    """Owner, status, dates, countries, sectors, tags and the header of the page are at the top."""
    framework = rf.ResultsFramework(
        title="Laws",
        description="A plan.",
        reporting_organisation=rf.Organisation(name="Agency"),
        organisations=(rf.Participation(organisation=rf.Organisation(acronym="ILO")),),
        status=rf.ActivityStatus.CLOSED,
        humanitarian=True,
        dates=(
            rf.ActivityDate(kind=rf.DateKind.ACTUAL_START, day=dt.date(2020, 1, 2)),
            rf.ActivityDate(raw="soon"),
            rf.ActivityDate(),
        ),
        countries=(rf.Place(name="Mexico"), rf.Place(code="SY", level=rf.PlaceLevel.COUNTRY)),
        places=(rf.Place(code="MX-OAX"), rf.Place()),
        sectors=(rf.Reference(code="15170", vocabulary="1"),),
        tags=(rf.Reference(code="5"),),
        policy_markers=(rf.PolicyMarker(),),
        country_profile=rf.CountryProfile(
            country="Lakeland",
            plan_period=rf.Period.between(2018, 2022),
            least_developed=True,
            gender_inequality_index=Decimal("0.575"),
            population=Decimal(209497025),
        ),
    )
    text = " ".join(shown(framework).split())
    for fact in (
        "owner Agency",
        "status closed",
        "dates actual start 2020-01-02, without a kind soon, without a kind not stated",
        "countries Mexico, Syria",
        "places MX-OAX, without a name",
        "sectors OECD DAC purpose 15170",
        "tags code 5",
        "policy without a name (significance not stated)",
        "humanitarian Yes",
        "bodies ILO",
        "about A plan.",
        "Lakeland, 2018-2022; least developed country Yes; gender inequality index 0.575; population 209,497,025",
    ):
        assert fact in text


def test_progress_notes_and_documents_close_the_page(shown):
    """A note has its year, and its title where that is not the result's own; documents have categories by name."""
    outcome = rf.Outcome(
        code="K",
        title="Laws",
        progress_notes=(
            rf.ProgressNote(text="Two laws passed.", year=2021, title="Laws"),
            rf.ProgressNote(text="More to come.", title="Outlook"),
        ),
        documents=(
            rf.DocumentLink(title="Strategy", categories=("A03", "Z99"), url="https://example.org/a"),
            rf.DocumentLink(),
        ),
    )
    lines = shown(rf.ResultsFramework(results=(outcome,))).splitlines()
    assert lines[lines.index("PROGRESS NOTE 2021") + 1].strip() == "Two laws passed."
    assert "PROGRESS NOTE Outlook" in lines
    assert "  Strategy - Intended ultimate beneficiaries, Z99 - https://example.org/a" in lines
    assert "  without a title - no address" in lines


def test_what_was_not_understood_is_shown(shown):
    """Text that no field took is named at the end, so that nobody thinks it is in the framework."""
    framework = rf.ResultsFramework(title="Laws", source=rf.Source(unparsed=("an odd line", "another")))
    lines = shown(framework).splitlines()
    start = lines.index("NOT UNDERSTOOD: 2 parts of the file")
    assert [line.strip() for line in lines[start + 1 :]] == ["an odd line", "another"]


def test_what_was_not_understood_is_shown_with_its_line(run, tmp_path):
    """Where the reader counts lines, a person finds the text in the file."""
    page = tmp_path / "brief.txt"
    page.write_text("Looms\nA leaflet\nQuick facts\nStart: 2031\nUN Agencies:\nILO\n", "utf-8")
    lines = run("show", page).stdout.splitlines()
    start = lines.index("NOT UNDERSTOOD: 2 parts of the file")
    assert [line.strip() for line in lines[start + 1 :]] == ["line 2: A leaflet", "line 4: Start: 2031"]


def test_an_empty_framework_is_shown_as_one(shown):
    """Nothing is invented for a framework that holds nothing."""
    assert shown(rf.ResultsFramework()).split("\n")[:2] == ["a framework without a name", "  holds         nothing"]


def test_a_joint_programme_is_shown_whole(shown):
    """Agencies, places, groups, the theory of change, finances and every partner are there."""
    programme = rf.JointProgramme(
        title="Closing gaps",
        agencies=(
            rf.Participation(organisation=rf.Organisation(acronym="ILO"), role=rf.ParticipationRole.LEAD),
            rf.Participation(organisation=rf.Organisation(acronym="FAO")),
        ),
        outcomes=("MEX_D_2.1",),
        period=rf.Period.between(2020, 2022),
        geography=rf.GeographicScope(
            is_national=True,
            places=(rf.Place(name="Iztapalapa", within=rf.Place(name="Mexico City")), rf.Place(name="Oaxaca")),
            municipality_minimum=1,
        ),
        target_groups=(rf.TargetGroup(name="domestic workers", level="national level"), rf.TargetGroup(name="farmers")),
        theory_of_change=rf.TheoryOfChange(
            problem="Few are insured.", conditions=("laws", "skills"), consequence="more join", impact="gaps close"
        ),
        approach="Local.",
        financial_information=rf.Missing.EMPTY,
        budgets=(
            rf.Budget(
                planned=rf.parse_money("$300"),
                funding=(
                    rf.FundingLine(organisation=rf.Organisation(acronym="ILO"), amount=rf.parse_money("$200")),
                    rf.FundingLine(amount=rf.parse_money("$100")),
                ),
            ),
            rf.Budget(period=rf.Period(year=2021)),
        ),
        partners=(
            rf.Organisation(
                acronym="STPS",
                name="Ministry of Labour",
                level=rf.OrganisationLevel.SUBNATIONAL,
                jurisdiction=rf.Place(name="Jalisco"),
            ),
            rf.Organisation(name="Presidency", through=rf.Organisation(name="National Council")),
        ),
    )
    text = shown(rf.ResultsFramework(programmes=(programme,)))
    assert text.splitlines()[:2] == ["Closing gaps", "  holds         1 joint programme"]
    flat = " ".join(text.split())
    for fact in (
        "agencies ILO (lead), FAO",
        "period 2020-2022",
        "outcomes MEX_D_2.1",
        "where national level; Iztapalapa, Mexico City; Oaxaca; at least 1 municipality",
        "for domestic workers (national level); farmers",
        "problem Few are insured.",
        "if (1) laws if (2) skills then more join so that gaps close",
        "approach Local.",
        "finances - (the heading is there, without a text)",
        "ILO $200, co-funding $100",
        "partners 2",
        "- STPS (Ministry of Labour), Jalisco, subnational",
        "- Presidency, through National Council",
    ):
        assert fact in flat


def test_a_budget_of_funding_alone_is_shown_as_that(shown):
    """Where a source states who pays and no budget, the line has no three amounts that are not stated."""
    ministry = rf.FundingLine(organisation=rf.Organisation(name="Ministry"), amount=rf.Money.parse("$50"))
    budgets = (rf.Budget(period=2024, funding=(ministry,)),)
    text = shown(rf.ResultsFramework(results=(rf.Output(code="1", budgets=budgets),)))
    assert line_with(text, "2024:").split() == ["budget", "2024:", "its", "funding", "alone", "is", "stated"]
    assert line_with(text, "funding ", "Ministry").split() == ["funding", "Ministry:", "$50"]


def test_a_bare_joint_programme_is_shown_without_labels(shown):
    """Facts that a brief does not state get no line; its text about money is repeated."""
    programmes = (rf.JointProgramme(), rf.JointProgramme(title="B", financial_information="USD 2 M"))
    text = shown(rf.ResultsFramework(title="T", programmes=programmes))
    assert "JOINT PROGRAMME without a title\n\nJOINT PROGRAMME B\n  finances      USD 2 M\n" in text


def test_a_program_gets_the_framework_its_counts_and_its_budgets(run, file, framework):
    """With --format json the document has the framework in the library's own format, beside calculated figures."""
    document = json.loads(run("show", file, "--format", "json").stdout)
    assert document["counts"] == {"outcome": 1, "output": 1, "indicator": 2, "code": 2, "programme": 0}
    assert document["values"]["baseline"]["stated"] == 1
    assert document["values"]["baseline"]["to_be_determined"] == 1
    assert document["values"]["actual"]["in_all"] == 5
    assert document["unparsed"] == []
    from resultsframework.formats import json as own_format

    again = own_format.loads(json.dumps(document["framework"]))
    assert again == framework


def test_a_program_gets_amounts_with_their_bounds(run, file):
    """An amount printed as $100.00 K is known to five dollars; a rate is a fraction with the digits it has."""
    (budget,) = json.loads(run("show", file, "--budgets", "--format", "json").stdout)["budgets"]
    assert budget["result"] == "SAV_1"
    assert budget["planned"] == {"low": "99995", "nominal": "100000", "high": "100005", "currency": "USD"}
    # The halves of both roundings add up.
    assert budget["shortfall"] == {"low": "39990", "nominal": "40000", "high": "40010", "currency": "USD"}
    assert budget["shortfall_rate"].startswith("0.4")


def test_a_program_gets_the_reason_for_a_missing_answer(run, tmp_path):
    """Missing and undefined figures are objects with their reason, never zero."""
    path = tmp_path / "f.json"
    rf.write(rf.ResultsFramework(budgets=(rf.Budget(planned=rf.parse_money("$7")),)), path)
    (budget,) = json.loads(run("show", path, "--budgets", "--format", "json").stdout)["budgets"]
    assert budget["actual"] == {"missing": "absent"}
    assert budget["shortfall"] == {"undefined": "actual is absent"}


def test_a_framework_comes_from_standard_input(run, file):
    """A dash as the file reads what is piped in."""
    done = run("show", "-", input=file.read_bytes())
    assert done.exit_code == 0
    assert done.stdout.startswith("Savings in Lakeland")


def test_signs_that_steer_a_terminal_are_not_passed_on(shown):
    """A title with an escape sequence or a turn of direction prints a replacement sign instead."""
    text = shown(rf.ResultsFramework(title="red \x9b31m alert \u202e back"))
    assert "red \N{REPLACEMENT CHARACTER}31m alert \N{REPLACEMENT CHARACTER} back" in text


def test_the_format_can_be_named(run, file, tmp_path):
    """A file without a telling name is read as the format named."""
    copy = tmp_path / "savings.bin"
    copy.write_bytes(Path(file).read_bytes())
    assert run("show", copy, "--from", "json").exit_code == 0


def test_what_a_lacking_declaration_would_decide_is_shown_below_the_values(shown):
    """Where nobody knows which way is up, the latest result has its reading under each direction."""
    lines = shown(with_series("2021 milestone 5 actual 10")).splitlines()
    assert lines[-1].strip() == "2021 if more is better: 200 %, met; if less is better: not met"
    assert "if more" not in shown(with_series("2019 baseline 0 | 2021 milestone 5 actual 10"))


def test_a_file_of_which_no_value_was_read_is_said_first(shown):
    """Text that was not understood, and no value, is the first line, and never "every value is stated"."""
    framework = attrs.evolve(with_indicator(), source=rf.Source(unparsed=("Baseline", "1")))
    text = shown(framework)
    assert text.startswith("NO VALUE WAS READ of this file, and 2 parts of it not understood")
    assert "Every value is stated" not in text
    assert "There are no values" in text
    assert shown(attrs.evolve(with_series("2020 actual 1"), source=framework.source)).startswith("K")
    assert shown(with_indicator()).startswith("K")


def test_the_placeholder_of_the_portal_is_no_fact(shown):
    """The header of the portal's template is called what it is, and grey where there are colours."""
    profile = rf.CountryProfile(
        country="Afghanisthan",
        plan_period=rf.Period.between(2018, 2022),
        income_classification="Low Income",
        gender_inequality_index=Decimal("0.575"),
        gender_development_index=Decimal("0.723"),
        population=Decimal(209497025),
    )
    assert "placeholder of the portal" in shown(attrs.evolve(with_indicator(), country_profile=profile))
    kenya = attrs.evolve(with_indicator(), country_profile=attrs.evolve(profile, country="Kenya"))
    assert "placeholder" not in shown(kenya)


def test_the_further_columns_of_a_logframe_are_shown(shown):
    """Weight, responsible organisations, assumptions, risks, activities, monitoring plan and the record of changes."""
    indicator = rf.Indicator(code="A", monitoring_plan=rf.MonitoringPlan(means_of_verification="Register"))
    body = rf.Participation(organisation=rf.Organisation(name="Ministry"), role=rf.ParticipationRole.IMPLEMENTING)
    budget = rf.Budget(planned=rf.Money.parse("$5 K"), period=2020)
    output = rf.Output(
        code="K",
        weight=30,
        organisations=(body, attrs.evolve(body, role=None)),
        assumptions=("Peace lasts", rf.Assumption(text="Prices are stable", holds=False)),
        risks=("Drought", rf.Risk(text="Staff leaves", rating="High", mitigation="Train two")),
        activities=(
            rf.PlannedActivity(code="K.1", title="Courses", budgets=(budget, rf.Budget())),
            rf.PlannedActivity(),
        ),
        indicators=(indicator, rf.Indicator(code="B", monitoring_plan=rf.MonitoringPlan())),
    )
    revisions = (rf.Revision(version="2", reason="Pandemic", approved_by="Board"), rf.Revision())
    text = " ".join(shown(rf.ResultsFramework(results=(output,), revisions=revisions), width=180).split())
    for words in (
        "weight 30 %",
        "responsible Ministry (implementing), Ministry",
        "assumptions Peace lasts; Prices are stable (no longer holds)",
        "risks Drought; Staff leaves (rating: High; mitigation: Train two)",
        "activities K.1 Courses; 2020: $5 K planned, in the budget of the output; an activity without a name",
        "means of verification: Register",
        "RECORD OF CHANGES version 2, Pandemic, approved by Board a change that is not described",
    ):
        assert words in text, text


def test_the_status_of_an_indicator_is_in_words_and_in_colour(run, tmp_path):
    """Met, not met with what is missing, and overdue; plain in a pipe, and without colour where that is wanted."""
    plan = rf.ResultsFramework(
        reporting_year=2023,
        results=(
            rf.Outcome(
                code="K",
                title="Laws",
                indicators=tuple(
                    rf.Indicator(code=code, statement="Laws", series=rf.ObservationSeries.parse(text))
                    for code, text in (
                        ("K.1", "2020 baseline 0 | 2023 milestone 5 actual 7"),
                        ("K.2", "2020 baseline 0 | 2023 milestone 100 actual 59"),
                        (
                            "K.3",
                            "2020 baseline 0 | 2021 milestone 1 actual - | 2022 milestone 2 actual - | 2025 target 9",
                        ),
                        ("K.4", "2020 baseline No | 2023 milestone Yes actual No"),
                    )
                ),
            ),
        ),
    )
    path = tmp_path / "plan.json"
    rf.write(plan, path)
    words = ("2023 met", "2023 not met, gap 41", "overdue: 2021, 2022", "2023 not met")
    for settings in ({}, {"FORCE_COLOR": "1", "NO_COLOR": "1"}):
        lines = [line.strip() for line in run("show", path, **settings).stdout.splitlines()]
        assert [line for line in lines if line in words] == list(words)
    coloured = run("show", path, FORCE_COLOR="1").stdout
    for colour, text in zip((32, 31, 31, 31), words, strict=True):
        assert f"\x1b[{colour}m{text}\x1b[0m" in coloured
