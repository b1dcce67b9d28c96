"""Texts: characters that files and databases refuse."""

from __future__ import annotations

import attrs
import pytest

import resultsframework as rf

FRAMEWORK = rf.ResultsFramework(
    title="Plan",
    programmes=(rf.JointProgramme(title="Joint work"),),
    results=(
        rf.Outcome(
            code="A",
            title="Laws are adopted",
            indicators=(
                rf.Indicator(
                    code="I", statement="Number of laws", series=rf.ObservationSeries.parse("2019 baseline 0 | 2020")
                ),
            ),
        ),
    ),
)
NUL = "one\x00two"


@pytest.mark.each(
    ("path", "changes"),
    [
        ("title", {"": {"title": NUL}}),
        ("reporting_organisation", {"": {"reporting_organisation": rf.Organisation(name=NUL)}}),
        ("programmes#1", {"programmes#1": {"empty_headings": ("Partners", NUL)}}),
        ("tags#2", {"": {"tags": (rf.Reference(code="1"), rf.Reference(code=NUL))}}),
        ("A/title", {"A": {"title": NUL}}),
        ("A/translations#1", {"A": {"translations": (rf.Translation(field="title", language="fr", text=NUL),)}}),
        ("A/I/statement", {"A/I": {"statement": NUL}}),
        ("A/I/baseline", {"A/I/baseline": {"comment": NUL}}),
        ("A/I/baseline", {"A/I/baseline": {"disaggregation": (rf.Disaggregation(category=NUL),)}}),
        (
            "A/I/series/periods#2",
            {"A/I": {"series": rf.ObservationSeries(periods=(rf.Period(year=2020), rf.Period(raw=NUL)))}},
        ),
    ],
)
def test_a_control_character_is_found_wherever_it_is(path, changes):
    """Each text belongs to the framework, the result or the indicator that states it, and is found once."""
    framework = FRAMEWORK
    for where, fields in changes.items():
        framework = framework.replace(where, **fields) if where else attrs.evolve(framework, **fields)
    assert [(f.path, f.observed) for f in rf.validate(framework, select="DOC05")] == [(path, "U+0000")]


@pytest.mark.each(
    ("text", "name", "severity"),
    [
        ("\x00", "U+0000", "warning"),
        ("\x08", "U+0008", "warning"),
        ("\t", None, None),
        ("\n", None, None),
        ("\x0b", "U+000B", "warning"),
        ("\x0c", "U+000C", "warning"),
        ("\r", None, None),
        ("\x0e", "U+000E", "warning"),
        ("\x1f", "U+001F", "warning"),
        (" ~", None, None),
        ("\x7f", "U+007F", "info"),
        ("\x92", "U+0092", "info"),
        ("\x9f", "U+009F", "info"),
        ("\xa0", None, None),
        ("\ud7ff\ue000\ufffd", None, None),
        ("\ud800", "U+D800", "warning"),
        ("\udfff", "U+DFFF", "warning"),
        ("\ufffe", "U+FFFE", "warning"),
        ("\uffff", "U+FFFF", "warning"),
        ("\U0001f642", None, None),
        ("\x92 \x00", "U+0000", "warning"),
    ],
)
def test_characters_that_files_refuse(text, name, severity):
    """XML has no form for most control characters; those of another encoding are an info."""
    found = rf.validate(attrs.evolve(FRAMEWORK, title=f"a{text}b"), select="DOC05")
    assert [(f.observed, f.severity.value) for f in found] == ([(name, severity)] if name else [])


@pytest.mark.each(
    ("text", "name"),
    [
        ('"one\\u0000two"', "U+0000"),
        ('"one\\u001Ftwo"', "U+001F"),
        ('"one\\\\\\u0000two"', "U+0000"),
        ('"one\\\\u0000two"', None),
        ('"one\\u000atwo"', None),
        ('"one\\u0020two"', None),
    ],
)
def test_an_extra_holds_control_characters_as_json_escapes_them(text, name):
    """A JSON value is kept as text, in which U+0000 is an escape, unless its backslash is escaped itself."""
    framework = attrs.evolve(FRAMEWORK, extras=(rf.Extra(name="x_note", text=text),))
    found = rf.validate(framework, select="DOC05")
    assert [(f.path, f.observed) for f in found] == ([("extras#1", name)] if name else [])


def test_several_texts_of_one_node_are_one_finding():
    """The first one that files refuse is shown with the text around it, and the number of all is in the message."""
    long = f"{'a' * 21}\x01{'b' * 21}"
    framework = attrs.evolve(FRAMEWORK, title="the project\x92s aim", description=long)
    shown = f"the text '{'a' * 20}\\x01{'b' * 20}' holds the character U+0001"
    (finding,) = rf.validate(framework, select="DOC05")
    assert finding.path == "description"
    assert finding.message == f"{shown}; it is one of 2 such texts"
    (finding,) = rf.validate(attrs.evolve(framework, title="Plan"), select="DOC05")
    assert finding.message == shown
