"""Laws of IATI: a lossless file loses nothing, and a plain one just the facts that the report lists."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.testing import frameworks, indicators, languages, observation_series, results, texts

etree = pytest.importorskip("lxml.etree", reason="IATI needs lxml")
from resultsframework.formats import iati  # noqa: E402 - lxml may be absent
from resultsframework.formats.iati import _text  # noqa: E402 - as above

LAYOUTS = st.sampled_from(["flat", "outcome-activity", "hierarchical"])
RF = "{urn:resultsframework:iati:1}"
PUBLICATION = iati.Publication(
    identifier="XX-1-7",
    title="A plan",
    description="What is planned",
    reporting_organisation=rf.Organisation(reference="XX-1", type="40", name="A body"),
    organisations=(rf.Participation(organisation=rf.Organisation(name="A giver"), role=rf.ParticipationRole.FUNDING),),
    status=rf.ActivityStatus.IMPLEMENTATION,
    dates=(rf.ActivityDate(kind=rf.DateKind.PLANNED_START, day=dt.date(2022, 1, 1)),),
    measures=rf.Measure.QUALITATIVE,
)
# Any text at all, and texts of what XML treats in a special way.
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
DELICATE = st.text(st.sampled_from("<>&\"'\r\n\t ]\u0085\u2028\ufffd\u00e9x"), max_size=12)


def parsed(text):
    return etree.fromstring(text.encode(), etree.XMLParser(huge_tree=True))


def canonical(text, without=None):
    """The meaning of a file, without the elements of one name."""
    root = parsed(text)
    for element in list(root.iter(without)) if without else ():
        element.getparent().remove(element)
    return etree.tostring(root, method="c14n")


def plain(framework, layout):
    """A framework as plain IATI; what it lacks and cannot be asked for in one word is left out of account."""
    try:
        return iati.dumps(framework, layout=layout, lossless=False, publication=PUBLICATION)
    except rf.InvalidValueError:
        assume(False)
        raise


def named(framework):
    """A framework in which every result has a title and every indicator a statement, as the standard demands."""
    for path, node in framework.walk():
        if isinstance(node, rf.Result) and not (node.title or "").strip():
            framework = framework.replace(path, title="Title")
        elif isinstance(node, rf.Indicator) and not (node.statement or "").strip():
            framework = framework.replace(path, statement="Statement")
    return framework


# -------------------------------------------------------------------------------------------------- lossless files


@given(frameworks(valid=False), LAYOUTS)
def test_nothing_is_lost(framework, layout):
    """Whatever a framework holds, it comes back from every layout, and is then written as the same text."""
    text = iati.dumps(framework, layout=layout, lossless=True)
    again = iati.loads(text)
    assert again == framework
    assert iati.dumps(again, layout=layout, lossless=True) == text


@given(frameworks(valid=False))
def test_results_that_are_read_alone_are_the_same(framework):
    """A result is read the same if all else is passed over, whatever a framework holds."""
    text = iati.dumps(framework, lossless=True)
    alone = iati.loads(text, results_only=True)
    assert alone.results == framework.results
    assert alone.budgets == ()


@given(frameworks(), LAYOUTS)
def test_a_framework_that_makes_sense_keeps_it(framework, layout):
    """A framework in which nothing is wrong comes back as it was, and the report of losses is empty."""
    assert not rf.loss_report(framework, "iati", layout=layout, lossless=True)


@given(frameworks(valid=False), LAYOUTS)
def test_naming_the_layout_changes_nothing(framework, layout):
    """A lossless file states its layout; naming the same one reads the same."""
    assert iati.loads(iati.dumps(framework, layout=layout, lossless=True), layout=layout) == framework


@given(frameworks(valid=False), LAYOUTS, LAYOUTS)
def test_a_file_of_ours_can_be_read_in_any_layout(framework, layout, other):
    """Read in another layout than it was written in, a file gives frameworks, and no indicator is lost."""
    found = list(iati.load_all(iati.dumps(framework, layout=layout, lossless=True).encode(), layout=other))
    assert sum(len(one.indicators) for one in found) == len(framework.indicators)


@given(st.lists(frameworks(valid=False), max_size=4), LAYOUTS)
def test_many_frameworks_in_one_file(found, layout):
    """Several frameworks of a file come back as several, in their order."""
    target = _Target()
    iati.dump_all(found, target, layout=layout, lossless=True)
    assert list(iati.load_all(target.text.encode())) == found


class _Target:
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text


@given(frameworks(valid=False), LAYOUTS)
def test_our_own_elements_come_last(framework, layout):
    """Within an element, extensions follow the elements of the standard, as the schema demands."""
    for element in parsed(iati.dumps(framework, layout=layout, lossless=True)).iter():
        foreign = [child.tag.startswith("{") for child in element]
        assert foreign == sorted(foreign)


@given(frameworks(valid=False), LAYOUTS)
def test_each_position_is_said_once(framework, layout):
    """Every activity of a layout states its part, and its identifier differs from that of the others."""
    activities = parsed(iati.dumps(framework, layout=layout, lossless=True)).findall("iati-activity")
    marks = [mark for activity in activities for mark in activity.findall(f"{RF}arrangement")]
    assert [mark.get("part") for mark in marks] == [str(n + 1) for n in range(len(marks))]
    assert len(marks) == (0 if layout == "flat" else len(activities))
    stated = [result.identifier for result in framework.all_results(rf.Result)] + [framework.identifier]
    derived = [
        activity.findtext("iati-identifier")
        for activity, mark in zip(activities, marks, strict=False)
        if mark.get("identifier") == "derived" and activity.findtext("iati-identifier")
    ]
    assume(not any((one or "").strip() in derived for one in stated if (one or "").strip() != one))
    if len(activities) > 1:
        assert len(set(derived)) == len(derived)


@given(indicators(valid=False))
def test_any_indicator_comes_back(indicator):
    """The values of an indicator come back in their order, with their periods."""
    framework = rf.ResultsFramework(results=(rf.Output(indicators=(indicator,)),))
    assert iati.loads(iati.dumps(framework, lossless=True)) == framework


@given(observation_series(valid=False), languages())
def test_any_series_comes_back_in_any_language(series, language):
    """In which language an activity is, changes nothing of its values."""
    framework = rf.ResultsFramework(language=language, results=(rf.Output(indicators=(rf.Indicator(series=series),)),))
    assert iati.loads(iati.dumps(framework, lossless=True)) == framework


@given(st.lists(results(valid=False), max_size=4))
def test_any_tree_of_results_comes_back(found):
    """Results within each other come back where they were, with and without indicators."""
    framework = rf.ResultsFramework(results=tuple(found))
    for layout in ("flat", "outcome-activity", "hierarchical"):
        assert iati.loads(iati.dumps(framework, layout=layout, lossless=True)) == framework


# --------------------------------------------------------------------------------------------------- plain files


@given(frameworks(valid=False).map(named), LAYOUTS)
def test_a_plain_file_is_plain_and_can_be_read(framework, layout):
    """Nothing in a plain file is ours, and it is read without an error in any layout."""
    text = plain(framework, layout)
    kept = {extra.name for extra in framework.extras}
    assert not [e.tag for e in parsed(text).iter() if e.tag.startswith(RF) and e.tag not in kept]
    for other in ("flat", "outcome-activity", "hierarchical"):
        list(iati.load_all(text.encode(), layout=other))


@given(frameworks(valid=False).map(named), LAYOUTS)
def test_the_report_is_empty_only_where_nothing_is_lost(framework, layout):
    """A plain file read back differs from the framework where the loss report lists it, and only there."""
    plain(framework, layout)
    options = {"layout": layout, "lossless": False, "publication": PUBLICATION}
    report = rf.loss_report(framework, "iati", **options)
    again = iati.read_back(iati.dumps(framework, **options), layout=layout)
    assert bool(report) == (again != framework)


@given(frameworks())
def test_what_a_plain_file_says_is_not_lost_again(framework):
    """A plain file read back is written as the same plain file, except that lines of one provider are summed."""
    text = plain(framework, "flat")
    again = plain(iati.loads(text), "flat")
    assert canonical(again, without="transaction") == canonical(text, without="transaction")
    assert canonical(plain(iati.loads(again), "flat")) == canonical(again)


@given(frameworks(), LAYOUTS)
def test_a_plain_file_holds_as_many_indicators(framework, layout):
    """A plain file holds each indicator once, whatever the layout."""
    assert len(parsed(plain(framework, layout)).findall("iati-activity/result/indicator")) == len(framework.indicators)


@given(frameworks(valid=False).map(named), LAYOUTS)
def test_with_extensions_a_file_has_the_plain_elements_too(framework, layout):
    """Extensions add to what others read: the same results and values are in either file."""
    assume(framework.results)
    paths = ("result", "result/indicator", "result/indicator/baseline", "result/indicator/period")
    one, other = parsed(plain(framework, layout)), parsed(iati.dumps(framework, layout=layout, lossless=True))
    for path in paths:
        assert len(one.findall(f"iati-activity/{path}")) == len(other.findall(f"iati-activity/{path}"))


# --------------------------------------------------------------------------------------------------- escaping


def possible(text):
    """A text without what XML cannot hold, as it is written."""
    return _text.IMPOSSIBLE.sub("\ufffd", text)


@given(ANY_TEXT | DELICATE | texts())
def test_text_is_escaped_as_lxml_does_it(text):
    """A text between tags, written directly, means the same as one that lxml writes."""
    element = etree.Element("a")
    element.text = possible(text)
    written = parsed(f"<a>{_text.escape(text)}</a>")
    assert etree.tostring(written, method="c14n") == etree.tostring(element, method="c14n")


@given(ANY_TEXT | DELICATE | texts())
def test_attributes_are_escaped_as_lxml_does_it(text):
    """A text in an attribute, written directly, means the same as one that lxml writes."""
    element = etree.Element("a")
    element.set("b", possible(text))
    written = parsed(f'<a b="{_text.attribute(text)}"/>')
    assert etree.tostring(written, method="c14n") == etree.tostring(element, method="c14n")


@given(ANY_TEXT | DELICATE)
def test_what_is_escaped_is_read_as_it_was(text):
    """Any text that XML can hold is read as it was written, between tags and in attributes."""
    assume(_text.IMPOSSIBLE.search(text) is None)
    element = parsed(f'<a b="{_text.attribute(text)}">{_text.escape(text)}</a>')
    assert (element.get("b"), element.text or "") == (text, text)


@given(st.text(st.sampled_from("abXZ09-_ é"), max_size=12))
def test_a_language_tag_is_what_the_schema_takes(text):
    """A text is taken for a language tag where it has the form of one: words of one to eight letters and digits."""
    words = text.split("-")
    is_tag = words[0].isalpha() and all(word.isascii() and word.isalnum() and len(word) <= 8 for word in words)
    assert _text.is_language(text) == is_tag


# --------------------------------------------------------------------------------- what was kept without a field

XML_NAMES = ["a", "x1", "xml:lang", "a b", "1", "é", "a:b", "", "xmlns", "lang", "id", "narrative", "hierarchy", "type"]
NAMESPACES = ["", "{urn:x}", "{}", "{urn:resultsframework:iati:1}", "{http://www.w3.org/XML/1998/namespace}"]
NAMESPACES += [
    "{http://www.w3.org/2000/xmlns/}",
    "{http://www.w3.org/2001/XMLSchema-instance}",
    "{a b}",
    '{<&">}',
    "{\x01}",
]
PREFIXES = ["", "@", "title/", "title/@", "title/narrative/@", "period#1/", "budget/", "actual/", "@@", "/", "//"]
FRAGMENTS = [
    "",
    "1",
    "true",
    "2020-01-01",
    "<a/>",
    '<a xmlns="urn:x"/>',
    '<x:a xmlns:x="urn:x"></x:a>',
    "<narrative></narrative>",
]
FRAGMENTS += ["<title><narrative></narrative></title>", "<a></a><b></b>", "<a>", "&amp;", "<!-- -->", "<a><!-- --></a>"]
NAMES_OF_EXTRAS = st.builds(
    "{}{}{}".format, st.sampled_from(PREFIXES), st.sampled_from(NAMESPACES), st.sampled_from(XML_NAMES)
)
KEPT = st.lists(
    st.builds(rf.Extra, name=NAMES_OF_EXTRAS | ANY_TEXT, text=st.sampled_from(FRAGMENTS) | ANY_TEXT), max_size=4
).map(tuple)


@given(KEPT, KEPT)
def test_extras_of_any_name_come_back(one, other):
    """Whatever an extra is called and holds, on whatever node, the file is well-formed and the extra comes back."""
    value = rf.Observation(kind=rf.ObservationKind.BASELINE, period=rf.Period(year=2020), extras=one)
    document = rf.DocumentLink(title="T", url="http://x", format="a/b", categories=("A",), extras=other)
    indicator = rf.Indicator(statement="I", extras=other, documents=(document,), series=rf.ObservationSeries((value,)))
    body = rf.Organisation(name="N", extras=one)
    budget = rf.Budget(period=rf.Period(year=2020), planned=rf.Money(nominal=Decimal(1), currency="USD"), extras=one)
    framework = rf.ResultsFramework(
        extras=one,
        results=(rf.Outcome(title="O", indicators=(indicator,), extras=other, budgets=(budget,)),),
        reporting_organisation=body,
        organisations=(
            rf.Participation(organisation=rf.Organisation(), role=rf.ParticipationRole.FUNDING, extras=other),
        ),
        places=(rf.Place(code="A", extras=one),),
        countries=(rf.Place(code="A", level=rf.PlaceLevel.COUNTRY, extras=other),),
        policy_markers=(rf.PolicyMarker(code="1", extras=one),),
        tags=(rf.Reference(code="1", vocabulary="2", extras=other),),
    )
    for layout in ("flat", "outcome-activity"):
        assert iati.loads(iati.dumps(framework, layout=layout, lossless=True)) == framework


# --------------------------------------------------------------------------------------- somebody else's files


def elements(random, depth=0):
    """Any XML, of names that IATI has and of others, in any order and nesting."""
    name = random.choice(NAMES)
    attributes = {random.choice(ATTRIBUTES): random.choice(ODD_VALUES) for _ in range(random.randrange(4))}
    inner = [elements(random, depth + 1) for _ in range(random.randrange(5 - depth))]
    text = random.choice(["", " ", "12", "Yes", "-", "2020-01-01", "words"])
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{written}>{text}{''.join(inner)}</{name}>"


def file_of(seed, activities):
    """A file of activities with any content."""
    random = Random(seed)  # noqa: S311 - the same file each time, and no secret
    found = ["".join(elements(random) for _ in range(random.randrange(9))) for _ in range(activities)]
    inner = "".join(f"<iati-activity>{one}</iati-activity>" for one in found)
    return f'<iati-activities xmlns:x="urn:x">{inner}</iati-activities>'


NAMES = [
    *("iati-identifier", "reporting-org", "title", "description", "participating-org", "activity-status"),
    *("activity-date", "recipient-country", "recipient-region", "location", "sector", "tag", "policy-marker"),
    *("budget", "transaction", "transaction-type", "transaction-date", "value", "provider-org", "period-start"),
    *("period-end", "document-link", "category", "language", "document-date", "related-activity", "result"),
    *("indicator", "reference", "baseline", "period", "target", "actual", "comment", "dimension", "narrative"),
    *("name", "note", "x:a", "iati-activity"),
]
ATTRIBUTES = ["type", "code", "ref", "role", "value", "year", "iso-date", "vocabulary", "measure", "currency", "x:b"]
ATTRIBUTES += ["xml:lang", "status", "percentage", "significance", "name", "url", "format", "humanitarian"]
ODD_VALUES = ["1", "2", "3", "99", "", " ", "2020", "2020-01-01", "2020-12-31", "USD", "fr", "1,5", "x"]


@given(st.integers(0, 2**32))
def test_any_activity_is_read_and_comes_back(seed):
    """Whatever is in an activity, in whatever order, is read without an error, and comes back."""
    framework = iati.loads(file_of(seed, 1))
    assert iati.loads(iati.dumps(framework, lossless=True)) == framework


@given(st.integers(0, 2**32))
def test_any_file_is_read_in_any_layout(seed):
    """Activities of any content are read in every layout, and what they give comes back in that layout."""
    for layout in ("outcome-activity", "hierarchical"):
        for framework in iati.load_all(file_of(seed, 3).encode(), layout=layout):
            assert iati.loads(iati.dumps(framework, layout=layout, lossless=True)) == framework


@given(st.integers(0, 400), st.data())
def test_a_spoilt_extension_is_one_clear_error_or_none(cut, data):
    """An extension element with part of its content taken out is refused with its line, or still means something."""
    value = rf.Observation(kind=rf.ObservationKind.ACTUAL, period=rf.Period(raw="soon"), value="x", raw="y")
    indicator = rf.Indicator(statement="I", unit="person", series=rf.ObservationSeries((value, value)))
    framework = rf.ResultsFramework(
        identifier="A", results=(rf.Output(title="O", indicators=(indicator,)), rf.Outcome(code="B"))
    )
    text = iati.dumps(framework, layout=data.draw(LAYOUTS), lossless=True)
    root = parsed(text)
    own = [e for e in root.iter() if isinstance(e.tag, str) and e.tag.startswith(RF)]
    element = data.draw(st.sampled_from(own))
    content = element.text or ""
    start = min(cut, len(content))
    element.text = content[:start] + content[start + data.draw(st.integers(1, 5)) :]
    problems = []
    found = list(iati.load_all(etree.tostring(root), on_problem=problems.append))
    assert all(problem.line for error in problems for problem in error.problems)
    assert found or problems


@given(frameworks(valid=False))
def test_a_copy_that_differs_is_written_otherwise(framework):
    """Frameworks that are not equal are not written alike."""
    other = attrs.evolve(framework, title=f"{framework.title}!")
    assert iati.dumps(other, lossless=True) != iati.dumps(framework, lossless=True)
