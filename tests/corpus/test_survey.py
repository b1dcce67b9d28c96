from __future__ import annotations

import pytest

import resultsframework as rf
from resultsframework import corpus


def counts(table):
    """The rows without what the rules find, which other tests have."""
    own = [i for i, name in enumerate(table.names) if name not in {"errors", "warnings", "infos"}]
    return [tuple(row[i] for i in own) for row in table]


def test_a_survey_counts_a_corpus(data):
    """Activities, results, indicators, those with baseline, target and reported value, those met; and findings."""
    table = corpus.survey(data)
    assert table.names == (
        *("activities", "results", "indicators", "with_baseline", "with_target", "reported"),
        *("met", "not_met", "undecided", "errors", "warnings", "infos", "repeated"),
    )
    assert counts(table) == [(4, 4, 4, 4, 4, 4, 3, 1, 0, 0)]
    assert table.title == "survey: 4 activities in 3 files"
    found = [rf.validate(framework).counts for path in data.rglob("*.*") for framework in rf.read_all(path)]
    names = {"errors": rf.Severity.ERROR, "warnings": rf.Severity.WARNING, "infos": rf.Severity.INFO}
    for name, severity in names.items():
        assert table.to_records()[0][name] == sum(one[severity] for one in found)


def test_a_survey_leaves_the_findings_out(data):
    """Without the rules, which take most of the time, the other counts are the same; also of nothing at all."""
    table = corpus.survey(data, findings=False, by="year")
    assert not {"errors", "warnings", "infos"} & set(table.names)
    assert [tuple(row) for row in table] == counts(corpus.survey(data, by="year"))
    (data / "none.csv").touch()
    assert list(corpus.survey(data / "none.csv", findings=False)) == [(0,) * 10]


def test_a_survey_reads_with_the_options_given(write, activity):
    """A publisher whose mark is known makes 20.000 a number, which meets the target."""
    path = write("a.xml", activity("XX-1-1", "20.000"))
    met = [corpus.survey(path, **reading).to_records()[0]["met"] for reading in ({}, {"decimal": "."})]
    assert met == [0, 1]


def test_a_survey_is_grouped(data):
    """By publisher, those that state none last; by year, each with the values of that year."""
    assert [row[:3] for row in corpus.survey(data, by="publisher")] == [("XX-1", 2, 2), ("YY-2", 1, 1), (None, 1, 1)]
    by_year = corpus.survey(data, by=["year", "publisher"])
    assert by_year.title == "survey by year and publisher: 4 activities in 3 files"
    assert counts(by_year) == [
        (2021, None, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0),
        (2022, "XX-1", 2, 2, 2, 2, 2, 2, 1, 1, 0, 0),
        (2022, "YY-2", 1, 1, 1, 1, 1, 1, 1, 0, 0, 0),
        (2025, None, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0),
    ]


def test_an_activity_of_several_countries_counts_in_each(write, activity):
    """Also regions and sectors; a sector of another list has the list before its code."""
    about = (
        '<recipient-country code="MX" percentage="50"/><recipient-country code="PE" percentage="25"/>'
        '<recipient-region code="998" percentage="25"/>'
        '<sector code="15170" vocabulary="1" percentage="100"/><sector code="A1" vocabulary="99"/>'
    )
    path = write("a.xml", activity("XX-1-1", about=about))
    assert [row[0] for row in corpus.survey(path, by=["country"])] == ["MX", "PE"]
    assert [row[0] for row in corpus.survey(path, by=["region"])] == ["998"]
    assert [row[:2] for row in corpus.survey(path, by=["sector", "country"])] == [
        ("15170", "MX"),
        ("15170", "PE"),
        ("reporting_organisation:A1", "MX"),
        ("reporting_organisation:A1", "PE"),
    ]


def test_an_activity_in_several_files_counts_once_and_is_said(write, activity, data):
    """As it was updated last, or else as it is in the first file; a copy of a plan without identifier is one plan."""
    write("d.xml", activity("XX-1-2", "25", updated="2025-01-01"), activity("XX-1-1", "5", updated="2023-01-01"))
    write("e.xml", activity("XX-1-1", "5"))
    (data / "copy.json").write_bytes((data / "b" / "plan.json").read_bytes())
    table = corpus.survey(data)
    assert counts(table) == [(4, 4, 4, 4, 4, 4, 4, 0, 0, 4)]
    assert table.title == "survey: 4 activities in 6 files; 4 repeated ones left out"


def test_what_could_not_be_read_is_said(data):
    """The title names the number of files; the status has the reasons."""
    (data / "empty.xml").touch()
    assert corpus.survey(data).title == "survey: 4 activities in 4 files; 1 file not read, or not to the end"


def test_a_corpus_without_activities_is_zeros(tmp_path):
    """A table with a row of zeros, or without any row where it is grouped."""
    (tmp_path / "read.me").write_text("nothing here")
    table = corpus.survey(tmp_path)
    assert [set(row) for row in table] == [{0}]
    assert table.title == "survey: 0 activities in 1 file; 1 file not read, or not to the end"
    assert len(corpus.survey(tmp_path, by="country,year")) == 0


def test_a_value_without_a_year_is_undecided(tmp_path):
    """It is reported, and nothing says what it is compared with."""
    series = rf.ObservationSeries((rf.Observation(kind="actual", value=5),))
    rf.write(rf.ResultsFramework(results=(rf.Output(indicators=(rf.Indicator(series=series),)),)), tmp_path / "a.json")
    assert counts(corpus.survey(tmp_path)) == [(1, 1, 1, 0, 0, 1, 0, 0, 1, 0)]


def test_a_plan_without_reports_is_counted(tmp_path):
    """An indicator with a target alone has nothing that could be met."""
    plans = rf.Indicator(series=rf.ObservationSeries.parse("2025 target 320"))
    rf.write(rf.ResultsFramework(results=(rf.Output(indicators=(plans,)),)), tmp_path / "a.json")
    assert counts(corpus.survey(tmp_path)) == [(1, 1, 1, 0, 1, 0, 0, 0, 0, 0)]


def test_a_column_to_group_by_that_there_is_not_is_an_error(data):
    """The error lists those that there are, the nearest first."""
    with pytest.raises(rf.InvalidValueError, match="there is no column to group by 'contry'; choose one of 'country'"):
        corpus.survey(data, by="contry")


def test_one_folder_answers_every_grouping(data, tmp_path):
    """The rows of a survey do not depend on the columns to group by, so nothing is read again."""
    pytest.importorskip("pyarrow", reason="shards need pyarrow")
    out = tmp_path / "out"
    assert corpus.survey(data, out=out) == corpus.survey(data)
    read = []
    assert corpus.survey(data, by="year", out=out, progress=read.append) == corpus.survey(data, by="year")
    assert len(read) == 3
