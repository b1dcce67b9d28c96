"""What is usual in published files is written at once; only what is in doubt is read back to see what is lacking."""

from __future__ import annotations

import pytest

import resultsframework as rf

VALUE = '<value currency="USD" value-date="2020-01-01">5</value>'
DATES = '<period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>'
BUDGET = f"<budget>{DATES}{VALUE}</budget>"
REVISED = f'<budget type="2" status="2">{DATES}{VALUE}</budget>'
SPENT = f'<transaction><transaction-type code="4"/><transaction-date iso-date="2020-03-01"/>{VALUE}</transaction>'
FUNDS = SPENT.replace('"4"', '"1"').replace(
    "</transaction>", '<provider-org ref="A"><narrative>A giver</narrative></provider-org></transaction>'
)
COMMITMENT = SPENT.replace('"4"', '"2"').replace(
    "</transaction>", '<x:sum xmlns:x="http://x.org/">5</x:sum></transaction>'
)
FRENCH = '<narrative xml:lang="fr">Un texte</narrative>'
TITLE = f"<title><narrative>A text</narrative>{FRENCH}</title>"
LINKED = '<reference vocabulary="99" code="A" indicator-uri="https://x.org/"/>'


@pytest.fixture
def blind(bench, monkeypatch):
    """The workbench, whose writer reads nothing that it wrote."""
    from resultsframework.formats.iati import _write_head, _write_result, _write_value

    def refuse(*_given, **_options):
        pytest.fail("something that was written is read to see what it says")

    for module, name in (
        (_write_head, "read_activity"),
        (_write_result, "read_result"),
        (_write_result, "read_indicator"),
        (_write_value, "read_value"),
    ):
        monkeypatch.setattr(module, name, refuse)
    return bench


@pytest.mark.parametrize(
    "inner",
    [
        BUDGET,
        BUDGET + REVISED,
        REVISED.replace("2020-01-01", "2020-02-01", 1) + BUDGET,
        SPENT,
        BUDGET + SPENT + FUNDS,
        COMMITMENT + BUDGET,
        '<description type="1" xml:lang="fr"><narrative>Un texte</narrative></description>',
    ],
)
def test_the_usual_parts_of_an_activity_are_written_at_once(blind, inner):
    """Money, kept transactions and further descriptions, as publishers have them, need not be read back."""
    framework = blind.framework(inner, without=("description",) if "<description" in inner else ())
    text = blind.iati.dumps(framework)
    assert "<rf:budgets>" not in text
    assert "<rf:extras>" not in text


@pytest.mark.parametrize("tag", ["baseline", "target", "actual"])
@pytest.mark.parametrize(
    ("attributes", "inner", "lacking"),
    [
        ('value="5"', "", set()),
        ('value="5"', f"<comment><narrative>A text</narrative>{FRENCH}</comment>", set()),
        ('value="5"', '<location ref="A"/><dimension name="sex" value="women"/>', set()),
        ("", "<comment><narrative>Nothing to say of it</narrative></comment>", set()),
        ("", "<comment><narrative>Yes</narrative></comment>", set()),
        ('value="5.00 %"', "", {"raw", "unit"}),
        ('value="N/A"', "", {"comment"}),
    ],
)
def test_values_are_written_at_once(blind, publishable, tag, attributes, inner, lacking):
    """Numbers, words for them, and comments in several languages need not be read back; nor what they do not say."""
    observation = blind.value(tag, inner, attributes)
    indicator = rf.Indicator(statement="A text", measure=rf.Measure.UNIT, series=rf.ObservationSeries((observation,)))
    own = {name for parent, name in blind.own(publishable(indicator)) if parent == tag}
    assert own <= lacking
    assert bool(own) is bool(lacking)


@pytest.mark.parametrize(
    ("inner", "attributes"),
    [
        (LINKED, 'measure="1"'),
        ('<reference vocabulary="9" code="5.1.1"/>', 'measure="1" ascending="1"'),
        (
            '<document-link url="https://x.org/a" format="text/html">'
            + TITLE
            + '<category code="A1"/></document-link>',
            'measure="2"',
        ),
    ],
)
def test_results_and_indicators_are_written_at_once(blind, inner, attributes):
    """Codes with an address, documents and texts in several languages need not be read back."""
    indicator = f"<indicator {attributes}>{TITLE}{inner}</indicator>"
    framework = blind.framework(f'<result type="2">{TITLE}{indicator}</result>')
    assert blind.own(framework) == []


def test_what_stands_for_a_measure_is_marked_at_once(blind, publishable):
    """An indicator without a measure is written with one, and marked as having none."""
    assert blind.own(publishable(rf.Indicator(statement="A text"))) == [("indicator", "measure")]


def test_what_certainly_lacks_something_is_told_at_once(blind):
    """A place with something that fits nowhere is told by an extension, without a look at what was written of it."""
    place = rf.Place(code="A", extras=(rf.Extra(name="@no attribute", text="1"),))
    framework = rf.ResultsFramework(places=(place,), dates=blind.framework().dates)
    assert ("iati-activity", "places") in blind.own(framework)


@pytest.mark.parametrize("tag", ["baseline", "target", "actual"])
def test_without_extensions_nothing_is_read_back(blind, publishable, tag):
    """A plain file says what the standard can hold, and nobody looks whether that is all."""
    observation = blind.value(tag, '<location ref="A" x="1"/>', 'value="5" y="2"')
    indicator = rf.Indicator(statement="A text", measure=rf.Measure.UNIT, series=rf.ObservationSeries((observation,)))
    assert observation.extras
    (found,) = blind.written(publishable(indicator), extensions=False).iter(tag)
    assert found.get("value") == "5"
    assert [child.get("ref") for child in found] == ["A"]


@pytest.mark.parametrize("kind", rf.ObservationKind)
def test_an_empty_cell_is_no_element(bench, publishable, kind):
    """A cell that was left empty stands in an extension alone: the rules of the standard demand a value."""
    empty = rf.Observation(kind=kind, period=rf.Period(year=2020), value=rf.Missing.EMPTY)
    assert empty.raw
    framework = publishable(rf.Indicator(statement="A", measure=rf.Measure.UNIT, series=rf.ObservationSeries((empty,))))
    root = bench.written(framework)
    assert [e for tag in ("baseline", "target", "actual") for e in root.iter(tag)] == []
    assert ("indicator", "observation") in bench.own(framework)
    assert bench.comes_back(framework)
