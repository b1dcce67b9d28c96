"""The facts in preserved extras of IATI, as the readers of IATI and JSON note them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

import resultsframework as rf
from resultsframework.formats import json
from resultsframework.formats._facts import preserved
from resultsframework.node import Fact, FactKind

DAY = dt.date(2021, 7, 1)


@pytest.mark.parametrize(
    ("name", "text", "facts"),
    [
        ("@type", "5", [Fact(kind=FactKind.STATED, text="type")]),
        ("title", "<title></title>", [Fact(kind=FactKind.STATED, text="title")]),
        ("category", "<category></category>", [Fact(kind=FactKind.STATED, text="category")]),
        ("activity-status", "<activity-status></activity-status>", [Fact(kind=FactKind.STATED, text="status")]),
        ("description", "<description>Girls</description>", [Fact(kind=FactKind.STATED, text="description")]),
        (
            "description",
            "<description> <narrative></narrative></description>",
            [Fact(kind=FactKind.STATED, text="description"), Fact(kind=FactKind.BLANK)],
        ),
        ("value/@value-date", "yesterday", []),
        ("value/@value-date", " 2021-07-01", [Fact(kind=FactKind.VALUED, day=DAY)]),
        ("actual/value/@value-date", "2021-07-01", [Fact(kind=FactKind.VALUED, day=DAY)]),
        (
            "transaction",
            (
                '<transaction><transaction-date iso-date="2021-07-01"></transaction-date>'
                '<value value-date="2021-07-01">1</value><sector code="1"></sector>'
                '<recipient-country code="KE"></recipient-country></transaction>'
            ),
            [
                Fact(kind=FactKind.MOVED, day=DAY),
                Fact(kind=FactKind.VALUED, day=DAY),
                Fact(kind=FactKind.SECTOR),
                Fact(kind=FactKind.AREA),
            ],
        ),
        ("transaction", "<transaction><transaction-date></transaction-date><value></value></transaction>", []),
        (
            "country-budget-items",
            (
                '<country-budget-items vocabulary="2"><budget-item percentage=" 60 "></budget-item>'
                '<budget-item></budget-item><budget-item percentage="NaN"></budget-item></country-budget-items>'
            ),
            [
                Fact(kind=FactKind.BUDGET_ITEM, text="2", number=Decimal(60)),
                Fact(kind=FactKind.BUDGET_ITEM, text="2"),
                Fact(kind=FactKind.BUDGET_ITEM, text="2"),
            ],
        ),
        (
            "other-identifier",
            '<other-identifier ref="R&amp;D &quot;x&quot; &lt;&#xA;>" type="B1"></other-identifier>',
            [Fact(kind=FactKind.FORMER_IDENTIFIER, text='R&D "x" <\n>')],
        ),
        ("other-identifier", '<other-identifier ref="X" type="A1"></other-identifier>', []),
        ("other-identifier", '<other-identifier type="B1"></other-identifier>', []),
        ("other-identifier", "<other-identifier ref='X' type='B1'></other-identifier>", []),
        ("x_note", '"checked"', []),
    ],
)
def test_facts_of_an_extra(name, text, facts):
    """An extra holds the facts that rules use, typed; a text that is not canonical states none."""
    extra = preserved(name, text)
    assert (extra.name, extra.text) == (name, text)
    assert list(extra.facts) == facts


def test_escaped_text_is_no_element():
    """Text that looks like an element states nothing."""
    assert preserved("other-identifier", '<a>&lt;other-identifier ref="X" type="B1"&gt;</a>').facts == ()


def test_facts_are_no_part_of_equality():
    """Two extras of the same name and text are equal, whoever made them."""
    assert preserved("@type", "5") == type(preserved("@type", "5"))(name="@type", text="5")


def test_facts_are_noted_in_json_too():
    """The rules find the same in a framework of IATI that has been stored as JSON."""
    framework = rf.ResultsFramework(extras=(preserved("value/@value-date", "2021-07-01"),))
    (extra,) = json.loads(json.dumps(framework)).extras
    assert extra.facts == (Fact(kind=FactKind.VALUED, day=DAY),)
