"""
Frameworks from sentences: what a rule's documentation gives as an example, and what the tests of rules begin with.

Parts are separated by semicolons. A part that is nothing else is the series of the one indicator.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

import attrs
import pytest

import resultsframework as rf
from resultsframework.rules import PROFILES, Options

KINDS = {"core": rf.FundingKind.CORE, "non-core": rf.FundingKind.NON_CORE}
SCOPES = {"desk review": rf.Scope.DESK_REVIEW, "country office": rf.Scope.COUNTRY_OFFICE}


class Case(NamedTuple):
    """A framework, and what else `validate` has to know."""

    framework: rf.ResultsFramework
    options: Options
    against: tuple[rf.ResultsFramework, ...]

    def found(self, code, **more):
        """What the rule finds, asked alone."""
        profile = attrs.evolve(PROFILES[0], options=self.options)
        more = {"select": code, "implied": True, "against": self.against} | more
        return rf.validate(self.framework, profile=profile, **more).by_code[code]


class Draft:
    """A framework while its parts are read."""

    def __init__(self):
        self.framework = {}
        self.indicator = {"code": "I", "statement": "Number of things"}
        self.outcome_budgets = ()
        self.outputs = ()
        self.options = {}
        self.against = ()

    def add(self, part):
        """Read one part of the sentence."""
        for pattern, read in READERS.items():
            if match := re.fullmatch(pattern, part):
                read(self, *match.groups())
                return
        self.indicator["series"] = rf.ObservationSeries.parse(part)

    def more(self, field, *values):
        """Add to a field of the indicator that holds several."""
        self.indicator[field] = (*self.indicator.get(field, ()), *values)

    def case(self):
        """What the sentence says: an outcome with the indicator, and outputs where it names some."""
        outcome = rf.Outcome(
            code="A", indicators=(rf.Indicator(**self.indicator),), budgets=self.outcome_budgets, outputs=self.outputs
        )
        framework = rf.ResultsFramework(results=(outcome,), **self.framework)
        return Case(framework, Options(**self.options), self.against)


def budget_of(text):
    """A budget such as "planned $500 K, actual - in 2021"."""
    amounts, _, period = text.partition(" in ")
    cells = dict(part.split(" ", 1) for part in amounts.split(", "))
    money = {name: rf.Missing.EMPTY if cell == "-" else rf.parse_money(cell) for name, cell in cells.items()}
    return rf.Budget(period=period_of(period) if period else None, **money)


def period_of(text):
    return rf.ObservationSeries.parse(f"{text} actual 1")[0].period


def bodies(text):
    return tuple(rf.Organisation(acronym=name) for name in text.split(", ") if name != "nobody")


def own_budget(draft, text):
    draft.outcome_budgets = (budget_of(text),)


def output_budget(draft, text):
    draft.outputs = (*draft.outputs, rf.Output(code=f"A.{len(draft.outputs) + 1}", budgets=(budget_of(text),)))


def funding(draft, kind, total, amount):
    money = rf.Missing.EMPTY if amount == "-" else rf.parse_money(amount)
    line = rf.FundingLine(kind=KINDS[kind], amount=money, is_total=bool(total))
    own = draft.outcome_budgets[0]
    draft.outcome_budgets = (attrs.evolve(own, funding=(*own.funding, line)),)


def partner_plan(draft, owner, statement):
    indicator = rf.Indicator(statement=statement)
    framework = rf.ResultsFramework(
        reporting_organisation=rf.Organisation(acronym=owner), results=(rf.Output(indicators=(indicator,)),)
    )
    draft.against = (*draft.against, framework)


def cumulative(draft):
    draft.indicator["actuals_accumulation"] = rf.Accumulation.CUMULATIVE
    draft.indicator["targets_accumulation"] = rf.Accumulation.CUMULATIVE


READERS = {
    r"plan (.+)": lambda d, years: d.framework.update(plan_period=period_of(years)),
    r"reporting (\d+)": lambda d, year: d.framework.update(reporting_year=int(year)),
    r"owner (.+)": lambda d, name: d.framework.update(reporting_organisation=bodies(name)[0]),
    r"marker (\D+?)(?: (\d))?": lambda d, name, n: d.framework.update(
        policy_markers=(rf.PolicyMarker(name=name, significance=int(n) if n else None),)
    ),
    r"tag (\S+)": lambda d, code: d.framework.update(tags=(rf.Reference(code=code, vocabulary="sdg_target"),)),
    r"least funding (.+)": lambda d, part: d.options.update(least_mobilisation=Decimal(part)),
    r"cumulative": cumulative,
    r"(increase|decrease)": lambda d, way: d.indicator.update(direction=rf.Direction(way)),
    r"printed (.+)": lambda d, line: d.indicator.update(printed_result=line),
    r"statement (.+)": lambda d, text: d.indicator.update(statement=text),
    r"scope (.+)": lambda d, who: d.more("scope", SCOPES[who]),
    r"note desk review": lambda d: d.more("notes", rf.Note(text="global", kind=rf.NoteKind.DESK_REVIEW)),
    r"(common|complementary) with (.+)": lambda d, kind, who: d.more(
        "alignments", rf.Alignment(kind=rf.AlignmentKind(kind), partners=bodies(who))
    ),
    r"(.+) states (.+)": partner_plan,
    r"SDG goal (\d+)": lambda d, goal: d.more("sdgs", rf.SdgReference(goal=int(goal))),
    r"SDG target (.+)": lambda d, code: d.more("sdgs", rf.SdgReference(target=code)),
    r"SDG reference (.+)": lambda d, c: d.more("references", rf.Reference(code=c, vocabulary="sdg_indicator")),
    r"(core|non-core)( total)? (.+)": funding,
    r"output (.+)": output_budget,
    r"outcome (.+)": own_budget,
    r"((?:planned|actual|expenses) .+)": own_budget,
}


@pytest.fixture(scope="session")
def case():
    """Read a sentence such as "reporting 2021; 2020 milestone 1 actual - | 2021 target 2"."""

    def read(sentence):
        draft = Draft()
        for part in sentence.split("; "):
            draft.add(part)
        return draft.case()

    return read


@pytest.fixture(scope="session")
def found(case):
    """What a rule, asked alone, finds in a sentence: for each finding the severity and the path."""

    def find(code, sentence, **more):
        return [(f.severity.value, f.path.removeprefix("A/I/")) for f in case(sentence).found(code, **more)]

    return find
