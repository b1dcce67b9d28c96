"""Laws of corrected frameworks and of known findings."""

from __future__ import annotations

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.formats import findings as rf_findings
from resultsframework.testing import findings as some_findings
from resultsframework.testing import frameworks

ZEROS = st.sampled_from(["0", "0000", "9999-99-99"])
STATEMENTS = st.sampled_from(["SP 3.8.1: Number of laws", "2.1.1c # of laws", "SDG 5.c.1: Share", "Laws’ number "])


@st.composite
def flawed_frameworks(draw):
    """Anything a publisher could state, where some baselines have no year and some statements begin with a code."""
    framework = draw(frameworks(valid=False))
    for path, node in framework.walk():
        if isinstance(node, rf.Indicator) and draw(st.booleans()):
            period = rf.Period(raw=draw(ZEROS))
            observations = tuple(
                attrs.evolve(o, period=period) if o.kind is rf.ObservationKind.BASELINE else o for o in node.series
            )
            series = attrs.evolve(node.series, observations=observations)
            framework = framework.replace(path, series=series, statement=draw(STATEMENTS))
    return framework


@given(flawed_frameworks())
def test_correcting_twice_is_correcting_once(framework):
    """A corrected framework needs no correction, and one that needs none stays as it is."""
    once = rf.fix(framework)
    twice = rf.fix(once.framework)
    assert twice.framework == once.framework
    assert twice.fixes == ()
    assert (once.framework == framework) is (not once.fixes)


@given(flawed_frameworks())
def test_correcting_changes_no_value_and_no_statement(framework):
    """Every value, as read and as understood, and every text stays; so does the place of everything."""
    fixed = rf.fix(framework).framework
    before, after = dict(framework.walk()), dict(fixed.walk())
    assert list(before) == list(after)
    for path, node in before.items():
        assert (node.code, type(node)) == (after[path].code, type(after[path]))
        if isinstance(node, rf.Indicator):
            assert node.statement == after[path].statement
            assert [(o.kind, o.value, o.raw) for o in node.series] == [
                (o.kind, o.value, o.raw) for o in after[path].series
            ]
            assert after[path].references[: len(node.references)] == node.references


@given(flawed_frameworks())
def test_correcting_makes_no_error(framework):
    """After correcting there are no errors that were not there before."""
    before, after = (rf.validate(f, implied=True) for f in (framework, rf.fix(framework).framework))
    errors = [{(f.code, f.path) for f in report.at_least("error")} for report in (before, after)]
    assert errors[1] <= errors[0]


@given(st.lists(some_findings(), max_size=8))
def test_known_findings_are_read_as_they_were_written(found):
    """Writing and reading lose nothing, and the file is the same whatever the order of the findings."""
    known = rf.rules.known(found)
    text = rf_findings.dumps(known)
    assert rf_findings.loads(text) == known
    assert rf_findings.dumps(rf.rules.known(reversed(found))) == text


@given(st.lists(some_findings(), max_size=6), st.lists(some_findings(), max_size=6))
def test_what_is_known_and_what_is_new_is_all_that_was_found(known, found):
    """Every finding is known or new and none is both; what is known of itself leaves nothing new and nothing over."""
    baseline, everything = rf.rules.known(known), rf.rules.known(found)
    sifted = baseline.sift(found)
    new = rf.rules.known(sifted.new)
    assert len(baseline) - len(sifted.left) == len(everything) - len(new)
    assert everything.sift(found).new == ()
    assert len(everything.sift(found).left) == 0


@given(frameworks(valid=False), st.booleans())
def test_known_findings_do_not_depend_on_folding(framework, implied):
    """The consequences of a known cause are known too, whether listed within it or beside it."""
    known = rf.rules.known(rf.validate(framework, implied=implied))
    assert known.sift(rf.validate(framework, implied=not implied)).new == ()


@given(st.lists(frameworks(valid=False), min_size=1, max_size=3), st.data())
def test_known_findings_of_one_file_hide_nothing_of_another(given_frameworks, data):
    """
    Turn one indicator of one file wrong, and it is reported, whatever is mended in other files and however alike they
    are; nothing else is.
    """
    broken = [path for path, node in given_frameworks[0].walk() if isinstance(node, rf.Indicator)]
    assume(broken)
    files = [*given_frameworks, given_frameworks[0]]
    at = data.draw(st.integers(0, len(files) - 1), label="file")
    files[at] = given_frameworks[0]
    files = [attrs.evolve(f, source=rf.Source(name=f"{number}.json")) for number, f in enumerate(files)]
    path = data.draw(st.sampled_from(broken), label="indicator")
    known = rf.rules.known([finding for file in files for finding in rf.validate(file)])
    wrong = files[at].replace(
        path, series=rf.ObservationSeries.parse("2021 baseline 0 | 2020 milestone 1 | 2019 target 2")
    )
    is_mended = data.draw(st.lists(st.booleans(), min_size=len(files), max_size=len(files)), label="mended")
    later = [file for number, file in enumerate(files) if number != at and not is_mended[number]]
    report = rf.validate(wrong)
    new = known.sift([*report, *(finding for file in later for finding in rf.validate(file))]).new
    assert rf.rules.known(new) == rf.rules.known(rf.rules.known(rf.validate(files[at])).sift(report).new)
    before = {finding.code for finding in rf.validate(files[at], implied=True) if finding.path.startswith(path)}
    found = {finding.code for finding in flat(new) if finding.path.startswith(path)}
    assert found | before >= {"BAS02"}


def flat(found):
    """Findings, and those that follow from them."""
    for finding in found:
        yield finding
        yield from flat(finding.implied)
