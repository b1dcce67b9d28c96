"""Small activity files from pieces of XML, and the pieces of the files that frameworks are written as."""

from __future__ import annotations

import attrs
import pytest

import resultsframework as rf

RF = "{urn:resultsframework:iati:1}"
LAYOUTS = ("flat", "outcome-activity", "hierarchical")
# What the standard demands of every activity, so that nothing has to be marked as absent.
PARTS = {
    "iati-identifier": "<iati-identifier>XX-1-A</iati-identifier>",
    "reporting-org": '<reporting-org ref="XX-1" type="40"><narrative>A body</narrative></reporting-org>',
    "title": "<title><narrative>A project</narrative></title>",
    "description": '<description type="1"><narrative>What it does</narrative></description>',
    "participating-org": '<participating-org role="1"><narrative>A giver</narrative></participating-org>',
    "activity-status": '<activity-status code="2"/>',
    "activity-date": '<activity-date type="1" iso-date="2020-02-03"/>',
}
TITLE = "<title><narrative>A text</narrative></title>"
PERIOD = '<period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>'


class Bench:
    """A bench on which files are made and inspected; each method names its part."""

    def __init__(self, iati, etree):
        self.iati = iati
        self.etree = etree

    # -- files

    def activity(self, inner="", attributes="", *, without=()):
        """The text of an activity with all that the standard demands, and what is given."""
        given = [text for name, text in PARTS.items() if name not in without]
        return f"<iati-activity {attributes}>{''.join(given)}{inner}</iati-activity>"

    def file(self, *activities, version="2.03"):
        """The text of a file of activities."""
        return f'<iati-activities version="{version}">{"".join(activities)}</iati-activities>'

    def indicator_text(self, inner="", attributes='measure="1"', result='type="1"'):
        """The text of a result with one indicator, which holds what is given."""
        return f"<result {result}>{TITLE}<indicator {attributes}>{TITLE}{inner}</indicator></result>"

    def period_text(self, inner):
        """The text of a result with one indicator and the year 2020, which holds what is given."""
        return self.indicator_text(f"<period>{PERIOD}{inner}</period>")

    # -- reading

    def framework(self, inner="", attributes="", *, without=(), **options):
        """The framework of one activity that holds what is given."""
        return self.iati.loads(self.file(self.activity(inner, attributes, without=without)), **options)

    def result(self, inner="", attributes='type="1"', *, title=TITLE):
        """The result that holds what is given beside an indicator."""
        indicator = f'<indicator measure="1">{TITLE}</indicator>'
        return self.framework(f"<result {attributes}>{title}{inner}{indicator}</result>").results[0]

    def indicator(self, inner="", attributes='measure="1"'):
        """The indicator that holds what is given beside its title."""
        return self.framework(self.indicator_text(inner, attributes)).results[0].indicators[0]

    def value(self, tag, inner="", attributes=""):
        """The observation that a baseline, target or actual is."""
        if tag == "baseline":
            year = "" if "year=" in attributes else 'year="2020"'
            return self.indicator(f"<baseline {year} {attributes}>{inner}</baseline>").series[0]
        return self.indicator(f"<period>{PERIOD}<{tag} {attributes}>{inner}</{tag}></period>").series[0]

    # -- writing

    def written(self, framework, *, lossless=True, **options):
        """The root of the file that a framework is written as."""
        return self.etree.fromstring(self.iati.dumps(framework, lossless=lossless, **options).encode())

    def found(self, framework, path, **options):
        """The elements at a path of the written file, as canonical XML without space between elements."""
        return [self.canonical(element) for element in self.written(framework, **options).findall(path)]

    def canonical(self, element):
        """An element as text that is the same whatever its prefixes, order of attributes and space between elements."""
        if isinstance(element, str):
            element = self.etree.fromstring(element)
        inner = "".join(self.canonical(child) + (child.tail or "").strip() for child in element)
        text = element.text or ""
        stated = "".join(f' {name}="{value}"' for name, value in sorted(element.items()))
        return f"<{element.tag}{stated}>{text.strip() if inner else text}{inner}</{element.tag}>"

    def own(self, framework, **options):
        """The elements of our own in the written file: the name of each, and the element around it."""
        found = [e for e in self.written(framework, **options).iter() if e.tag.startswith(RF)]
        return [(e.getparent().tag.removeprefix(RF), e.tag.removeprefix(RF)) for e in found]

    def comes_back(self, framework, layouts=LAYOUTS):
        """True if a framework comes back as it was in every layout, and is then written as the same text."""
        for layout in layouts:
            text = self.iati.dumps(framework, layout=layout, lossless=True)
            read = self.iati.loads(text)
            assert read == framework, str(rf.loss_report(framework, "iati", layout=layout, lossless=True))
            assert self.iati.dumps(read, layout=layout, lossless=True) == text
        return True

    def stays(self, path, inner, attributes="", *, without=(), **options):
        """
        The framework of an activity, of which the elements at a path are written as they were read, with nothing of
        our own beside them; and which comes back.
        """
        source = self.etree.fromstring(self.activity(inner, attributes, without=without))
        framework = self.framework(inner, attributes, without=without, **options)
        wanted = [self.canonical(element) for element in source.findall(path)]
        assert self.found(framework, f"iati-activity/{path}", lossless=True) == wanted
        assert self.own(framework) == []
        assert self.comes_back(framework)
        return framework

    # -- what goes wrong

    def refusal(self, text, kind=rf.FormatError, **options):
        """The error that a file is refused with."""
        with pytest.raises(kind) as caught:
            list(self.iati.load_all(text.encode(), **options))
        return caught.value


@pytest.fixture(autouse=True, scope="session")
def lxml():
    """Everything here is about the extra, and is left out without it."""
    pytest.importorskip("lxml.etree", reason="IATI needs lxml")


@pytest.fixture(scope="session")
def bench():
    """The workbench, where lxml is installed."""
    etree = pytest.importorskip("lxml.etree", reason="IATI needs lxml")
    from resultsframework.formats import iati

    return Bench(iati, etree)


@pytest.fixture(scope="session")
def publishable():
    """A framework that has all that the standard demands, and one output with one indicator."""

    def make(*indicators, **fields):
        indicators = indicators or (rf.Indicator(statement="Number of things", measure=rf.Measure.UNIT),)
        output = rf.Output(title="Things are there", indicators=indicators)
        return attrs.evolve(plain(), **({"results": (output,)} | fields))

    return make


def plain():
    import datetime as dt

    return rf.ResultsFramework(
        identifier="XX-1-A",
        title="A project",
        description="What it does",
        reporting_organisation=rf.Organisation(reference="XX-1", type="40", name="A body"),
        organisations=(
            rf.Participation(organisation=rf.Organisation(name="A giver"), role=rf.ParticipationRole.FUNDING),
        ),
        status=rf.ActivityStatus.IMPLEMENTATION,
        dates=(rf.ActivityDate(kind=rf.DateKind.PLANNED_START, day=dt.date(2020, 2, 3)),),
    )
