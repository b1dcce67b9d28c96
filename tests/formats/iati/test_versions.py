"""Versions 2.01, 2.02 and 2.03: each is read, and what is written is always 2.03."""

from __future__ import annotations

import pytest

import resultsframework as rf

VERSIONS = ("2.01", "2.02", "2.03")
PERIOD = '<period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>'
TITLE = "<title><narrative>T</narrative></title>"
# What each version was the first to have, and whether it is found in the model.
ADDED = [
    ("2.02", "indicator/reference", '<reference vocabulary="99" code="A"/>', lambda i: i.code == "A"),
    (
        "2.02",
        "target/dimension",
        f'<period>{PERIOD}<target value="1"><dimension name="a" value="b"/></target></period>',
        lambda i: i.series[0].disaggregation == (rf.Disaggregation(dimension="a", category="b"),),
    ),
    (
        "2.02",
        "actual/location",
        f'<period>{PERIOD}<actual value="1"><location ref="L"/></actual></period>',
        lambda i: i.series[0].places == (rf.Place(code="L"),),
    ),
    (
        "2.03",
        "baseline/dimension",
        '<baseline year="2019" value="1"><dimension name="a" value="b"/></baseline>',
        lambda i: i.series[0].disaggregation == (rf.Disaggregation(dimension="a", category="b"),),
    ),
    (
        "2.03",
        "baseline/@iso-date",
        '<baseline year="2019" iso-date="2019-05-05" value="1"/>',
        lambda i: str(i.series[0].period.start) == "2019-05-05",
    ),
    (
        "2.03",
        "several baselines",
        '<baseline year="2018" value="1"/><baseline year="2019" value="2"/>',
        lambda i: len(i.series.baselines) == 2,
    ),
    (
        "2.03",
        "several targets",
        f'<period>{PERIOD}<target value="1"/><target value="2"/></period>',
        lambda i: len(i.series.targets) == 2,
    ),
    ("2.03", "no @value", f"<period>{PERIOD}<target/></period>", lambda i: i.series[0].value is rf.Missing.ABSENT),
    (
        "2.03",
        "document-link",
        f'<document-link url="http://x" format="a/b">{TITLE}<category code="A01"/></document-link>',
        lambda i: i.documents[0].title == "T",
    ),
]


@pytest.mark.parametrize("version", VERSIONS)
def test_each_version_is_read_and_written_as_2_03(bench, version):
    """The same activity in each of the versions is the same framework, and is written as 2.03."""
    text = bench.file(bench.activity(bench.period_text('<target value="5"/><actual value="4"/>')), version=version)
    framework = bench.iati.loads(text)
    assert [o.raw for o in framework.indicators[0].series] == ["5", "4"]
    assert bench.written(framework).get("version") == "2.03"
    assert framework == bench.iati.loads(text.replace(version, "2.03"))


@pytest.mark.each("version", VERSIONS)
@pytest.mark.each(("since", "name", "inner", "found"), ADDED)
def test_what_a_later_version_added_is_read_in_any(bench, version, since, name, inner, found):
    """Publishers use what a later version brought before they declare it; it is read whatever the file declares."""
    assert since <= "2.03"
    text = bench.file(bench.activity(bench.indicator_text(inner)), version=version)
    framework = bench.iati.loads(text)
    assert found(framework.indicators[0])
    assert bench.comes_back(framework)


def test_tags_are_read_in_any_version(bench):
    """Tags came with 2.03, and are read in a file that declares an earlier version."""
    text = bench.file(bench.activity('<tag vocabulary="2" code="5"/>'), version="2.01")
    assert bench.iati.loads(text).tags == (rf.Reference(code="5", vocabulary="2"),)


@pytest.mark.parametrize("version", ["1.05", "1.01", "3.00"])
def test_other_versions_are_refused(bench, version):
    """Version 1 has another structure, a later one a structure not known yet; they are refused with the reason."""
    error = bench.refusal(bench.file(bench.activity(), version=version), rf.UnsupportedVersionError)
    assert version in str(error)


@pytest.mark.parametrize("attribute", ["", 'version=""', 'version="two"', 'version="2.03 "'])
def test_an_unclear_version_is_read_as_2(bench, attribute):
    """Files that declare none, or something that is none, are read as what they hold."""
    text = f"<iati-activities {attribute}>{bench.activity()}</iati-activities>"
    assert bench.iati.loads(text).identifier == "XX-1-A"


@pytest.mark.parametrize("attribute", ["", 'version=""', 'version="two"'])
@pytest.mark.each(
    ("inner", "found"),
    [
        (f'<budget type="Original">{PERIOD}<value currency="USD">5</value></budget>', "budget type='Original'"),
        ('<budget type="revised"/>', "budget type='revised'"),
        ('<transaction><transaction-type code="D"/></transaction>', "transaction-type code='D'"),
        ('<transaction><transaction-type code="IF">Incoming</transaction-type></transaction>', "code='IF'"),
        ('<activity-date type="start-planned" iso-date="2010-01-01"/>', "activity-date type='start-planned'"),
        ('<participating-org role="Funding"/>', "participating-org role='Funding'"),
    ],
)
def test_version_1_is_refused_where_it_is_not_declared(bench, attribute, inner, found):
    """A file without a version whose budgets, transactions, dates or roles are those of version 1 is refused."""
    text = f"<iati-activities {attribute}>{bench.activity()}\n{bench.activity(inner)}</iati-activities>"
    error = bench.refusal(text, rf.UnsupportedVersionError)
    assert "in the form of version 1 (" in str(error)
    assert found in str(error)
    assert error.problems[0].line == 2


def test_a_version_of_the_activity_itself_counts(bench):
    """In version 1 an activity may state its version."""
    activity = bench.activity(attributes='version="1.03"')
    text = f"<iati-activities>{activity}</iati-activities>"
    assert "version='1.03'" in str(bench.refusal(text, rf.UnsupportedVersionError))


@pytest.mark.each(
    "inner",
    [
        f'<budget type="1">{PERIOD}<value currency="USD" value-date="2020-01-01">5</value></budget>',
        '<transaction><transaction-type code="3"/></transaction>',
        "<transaction/>",
        "<transaction><transaction-type/></transaction>",
        '<participating-org role="1"/>',
    ],
)
def test_version_2_is_read_where_it_is_not_declared(bench, inner):
    """A file without a version whose elements are those of version 2 is read."""
    text = f"<iati-activities>{bench.activity(inner)}</iati-activities>"
    assert bench.iati.loads(text).identifier == "XX-1-A"


def test_words_of_version_1_in_a_file_of_version_2(bench):
    """Files carried over from version 1 keep its words: levels by name, texts without narratives, other measures."""
    inner = (
        '<result type="Output" aggregation-status="false"><title>Wells</title><description>Dug</description>'
        '<indicator measure="text" ascending="false"><title>Number of wells</title>'
        f'<period>{PERIOD}<target value="24,055"/><actual value="1,000"/></period></indicator></result>'
    )
    framework = bench.framework(inner)
    result = framework.results[0]
    assert isinstance(result, rf.Output)
    assert (result.title, result.description, result.aggregation_status) == ("Wells", "Dug", False)
    indicator = result.indicators[0]
    assert (indicator.statement, indicator.measure) == ("Number of wells", None)
    assert [o.value for o in indicator.series] == [24055, 1000]
    assert bench.comes_back(framework)


@pytest.mark.parametrize("name", ["dataset", "version"])
def test_odd_attributes_of_collectors(bench, name):
    """Some collections put attributes on the activity that no schema knows: the file loads, and they come back."""
    framework = bench.framework(attributes=f'{name}="2.02"')
    assert framework.extras == (rf.Extra(name=f"@{name}", text="2.02"),)
    assert bench.comes_back(framework)
