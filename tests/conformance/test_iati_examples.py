"""The official annotated examples survive: every element, attribute and text of every result, and all foreign ones."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from lxml import etree

import resultsframework as rf
from resultsframework.formats import iati

XML = "{http://www.w3.org/XML/1998/namespace}"
VERSIONS = ("2.02", "2.03")
# Sums of a year stand for these; whoever wants each of them asks for it.
SUMMED = {"transaction"}


@pytest.fixture(scope="module")
def examples(shared):
    """By version: the activity as XML, without comments, and the framework that it is read as."""
    parser = etree.XMLParser(remove_comments=True, remove_pis=True)
    paths = {version: shared / "data" / "iati" / f"standard-example-{version}.xml" for version in VERSIONS}
    return {
        version: (etree.parse(path, parser).getroot().find("iati-activity"), rf.read(path))
        for version, path in paths.items()
    }


@pytest.fixture(scope="module")
def schema(shared):
    return etree.XMLSchema(etree.parse(shared / "data" / "iati" / "schema" / "2.03" / "iati-activities-schema.xsd"))


def written(framework, **options):
    return etree.fromstring(iati.dumps(framework, **options).encode()).find("iati-activity")


def normal(element):
    """An element as nested tuples, without what is no data: prefixes, order of attributes, space between elements."""
    attributes = frozenset(element.items())
    children = tuple(normal(child) for child in element)
    text = element.text or ""
    return element.tag, attributes, text.strip() if children else text, children


def facts(element, path=""):
    """Every element, attribute and text of a subtree, each with its path; one by one, so that a test can name them."""
    here = f"{path}/{element.tag}"
    yield here
    for name, value in element.items():
        yield f"{here}/@{name}={value}"
    if element.text and not element.text.isspace():
        yield f"{here}={element.text}"
    for child in element:
        yield from facts(child, here)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_example_comes_back(examples, schema, version):
    """The example is read, written as valid 2.03 in every layout, and read as the same framework."""
    _, framework = examples[version]
    for layout in ("flat", "outcome-activity", "hierarchical"):
        text = iati.dumps(framework, layout=layout, lossless=True)
        assert schema.validate(etree.fromstring(text.encode())), schema.error_log
        assert iati.loads(text) == framework


@pytest.mark.parametrize("version", VERSIONS)
def test_every_fact_of_every_result_is_found_again(examples, version):
    """Each element, attribute and text of each result of the source is in the written file, as often as before."""
    source, framework = examples[version]
    wanted = Counter(fact for result in source.findall("result") for fact in facts(result))
    found = Counter(fact for result in written(framework).findall("result") for fact in facts(result))
    assert sum(wanted.values()) > 60
    assert wanted - found == Counter()


@pytest.mark.parametrize("version", VERSIONS)
def test_the_results_are_the_same_elements(examples, version):
    """The results are written as they were, element by element in the same order, and nothing is added."""
    source, framework = examples[version]
    assert [normal(e) for e in written(framework).findall("result")] == [normal(e) for e in source.findall("result")]


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_else_is_found_again(examples, version):
    """Each element of the activity is written again, but transactions, which are summed unless they are asked for."""
    source, framework = examples[version]
    wanted = Counter(normal(e) for e in source if e.tag not in SUMMED)
    found = Counter(normal(e) for e in written(framework))
    missing = [etree.QName(tag).localname for tag, *_ in (wanted - found).elements()]
    # A general description says its type, a budget what is not usual, and a marker its list.
    assert set(missing) <= {"description", "budget", "policy-marker"}
    for name in missing:
        assert len(source.findall(name)) == len(written(framework).findall(name))


@pytest.mark.parametrize("version", VERSIONS)
def test_attributes_of_the_activity_are_found_again(examples, version):
    """Every attribute of the activity is written as it was."""
    source, framework = examples[version]
    assert dict(source.attrib) == dict(written(framework).attrib)


@pytest.mark.parametrize("version", VERSIONS)
def test_foreign_elements_are_found_again(examples, version):
    """Elements of other namespaces stay in the element that held them, with all that is in them."""
    source, framework = examples[version]

    def foreign(activity):
        return Counter(
            (e.getparent().tag, normal(e))
            for e in activity.iter("{*}*")
            if isinstance(e.tag, str) and e.tag.startswith("{") and "resultsframework" not in e.tag
        )

    assert foreign(source) - foreign(written(framework)) == Counter()


@pytest.mark.parametrize("version", VERSIONS)
def test_transactions_are_kept_on_request(examples, shared, version):
    """Asked for, each transaction is written again as it was."""
    source, _ = examples[version]
    framework = rf.read(shared / "data" / "iati" / f"standard-example-{version}.xml", keep_transactions=True)
    found = [normal(e) for e in written(framework).findall("transaction")]
    assert found == [normal(e) for e in source.findall("transaction")]


def test_what_the_example_says(examples):
    """The fields of the model hold what the annotated example of 2.03 shows."""
    source, framework = examples["2.03"]
    assert framework.identifier == source.findtext("iati-identifier")
    assert framework.humanitarian is True
    assert framework.status is rf.ActivityStatus.IMPLEMENTATION
    assert framework.in_language("fr").title == "Titre de l'activité"
    result = framework.results[0]
    assert isinstance(result, rf.Output)
    assert result.aggregation_status is True
    indicator = result.indicators[0]
    first = source.find("result/indicator")
    assert indicator.statement == first.findtext("title/narrative")
    assert indicator.direction is rf.Direction.INCREASE
    baselines = [(e.get("value"), e.get("year")) for e in first.findall("baseline")]
    assert [(str(o.value), str(o.period.year)) for o in indicator.series.baselines] == baselines
    targets = [Decimal(e.get("value")) for e in first.findall("period/target")]
    assert [o.value for o in (*indicator.series.milestones, *indicator.series.targets)] == targets


def test_the_example_of_2_02_is_written_as_2_03(examples):
    """A file of an earlier version is written as 2.03, with the same results."""
    _, framework = examples["2.02"]
    root = etree.fromstring(iati.dumps(framework, lossless=True).encode())
    assert root.get("version") == "2.03"
