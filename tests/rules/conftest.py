"""
Frameworks from sentences: what a rule's documentation gives as an example, and what the tests of rules begin with.

Parts are separated by semicolons. A part that is nothing else is the series of the one indicator.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import NamedTuple

import attrs
import pytest

import resultsframework as rf
from resultsframework.formats._facts import preserved
from resultsframework.rules import PROFILES, Options

KINDS = {"core": rf.FundingKind.CORE, "non-core": rf.FundingKind.NON_CORE}
GROUPS = {word: (rf.Disaggregation(dimension="sex", category=word),) for word in ("women", "men")}
ROLES = {"agency": rf.ParticipationRole.PARTICIPATING, "lead": rf.ParticipationRole.LEAD}
SCOPES = {"desk review": rf.Scope.DESK_REVIEW, "country office": rf.Scope.COUNTRY_OFFICE}


# What a file of IATI states of every activity.
PUBLISHED = {
    "identifier": "XX-1-7",
    "reporting_organisation": rf.Organisation(reference="XX-1", type="10", name="Agency"),
    "title": "Plan",
    "description": "What is planned",
    "language": "en",
    "organisations": (rf.Participation(organisation=rf.Organisation(name="Agency")),),
    "status": rf.ActivityStatus.IMPLEMENTATION,
    "dates": (rf.ActivityDate(kind=rf.DateKind.PLANNED_START, day=dt.date(2020, 1, 1)),),
    "sectors": (rf.Reference(code="14030"),),
    "countries": (rf.Place(code="KE"),),
}


class Case(NamedTuple):
    """A framework, and what else `validate` has to know."""

    framework: rf.ResultsFramework
    options: Options
    compare_with: tuple[rf.ResultsFramework, ...]

    def found(self, code, **more):
        """The findings of the rule, run alone."""
        profile = attrs.evolve(PROFILES[0], options=self.options)
        more = {"select": code, "implied": True, "compare_with": self.compare_with} | more
        return rf.validate(self.framework, profile=profile, **more).by_code[code]


class Draft:
    """A framework while its parts are read."""

    def __init__(self):
        self.framework = {}
        self.indicator = {"code": "I", "statement": "Number of things"}
        self.outcome_budgets = ()
        self.outputs = ()
        self.options = {}
        self.compare_with = ()
        self.outcome = {"code": "A"}
        self.others = ()
        self.elsewhere = ()
        self.programme = None

    def add(self, part):
        """Read one part of the sentence; the text after the colon of "another B:" is about that indicator."""
        opening, colon, rest = part.partition(": ")
        if colon and re.fullmatch(r"another \S+|again under \S+", opening):
            self.add(opening)
            part = rest
        for pattern, read in READERS.items():
            if match := re.fullmatch(pattern, part):
                read(self, *match.groups())
                return
        added = rf.ObservationSeries.parse(part)
        self.indicator["series"] = added

    def one_more(self, code):
        """Continue with another indicator of the outcome."""
        self.others = (*self.others, self.indicator)
        self.indicator = {"code": code, "statement": f"Share of those that {code} has"}

    def again(self, result):
        """Continue with the same indicator under another result."""
        self.others = (*self.others, self.indicator)
        self.indicator = {"code": "I", "statement": "Number of things", "under": result}

    def more(self, field, *values):
        """Add to a field of the indicator that holds several."""
        self.indicator[field] = (*self.indicator.get(field, ()), *values)

    def case(self):
        """The framework of the sentence: an outcome with the indicator, and outputs where it names some."""
        placed = [(fields.pop("under", None), rf.Indicator(**fields)) for fields in (*self.others, self.indicator)]
        below = [rf.Output(code=result, indicators=(i,)) for result, i in placed if result]
        outcome = rf.Outcome(
            **self.outcome,
            indicators=tuple(i for result, i in placed if not result),
            budgets=self.outcome_budgets,
            outputs=(*self.outputs, *below),
        )
        if self.programme is not None:
            self.framework["programmes"] = (rf.JointProgramme(**self.programme),)
        framework = rf.ResultsFramework(results=(outcome,), **self.framework)
        return Case(framework, Options(**self.options), self.compare_with)


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
    draft.compare_with = (*draft.compare_with, framework)


def cumulative(draft):
    draft.indicator["actuals_accumulation"] = rf.Accumulation.CUMULATIVE
    draft.indicator["targets_accumulation"] = rf.Accumulation.CUMULATIVE


def dated_baseline(draft, year, day):
    start = dt.date.fromisoformat(day)
    period = rf.Period(year=int(year), start=start, end=start)
    draft.indicator["series"] = rf.ObservationSeries(
        (rf.Observation(kind=rf.ObservationKind.BASELINE, period=period, value=Decimal(4)),)
    )


def part_of_programme(field, *values):
    """A reader that adds to a field of the joint programme."""

    def read(draft, *found):
        draft.programme[field] = (*draft.programme.get(field, ()), *(value(*found) for value in values))

    return read


def theory(draft, word, text):
    given = {"if": {"conditions": (text,)}, "then": {"consequence": text}}[word]
    draft.programme["theory_of_change"] = attrs.evolve(
        draft.programme.get("theory_of_change", rf.TheoryOfChange()), **given
    )


def state(draft, name):
    places = draft.programme.get("geography", rf.GeographicScope()).places
    place = rf.Place(name=name, level=rf.PlaceLevel.STATE)
    draft.programme["geography"] = rf.GeographicScope(places=(*places, place))


def partner(name, how=None, place=None):
    if place is None:
        return rf.Organisation(acronym=name)
    level = rf.PlaceLevel.STATE if how == "in" else None
    where = rf.Place(name=place, level=level)
    return rf.Organisation(acronym=name, level=rf.OrganisationLevel.SUBNATIONAL, jurisdiction=where)


def called(draft, title, outcome):
    draft.programme = {"title": title, "outcomes": (outcome,) if outcome else ()}


def document(draft, where, categories):
    names = tuple(categories.split(", ")) if categories and categories != "without address" else ()
    link = rf.DocumentLink(categories=names, url=None if categories == "without address" else "https://example.org")
    if where == "evidence":
        draft.more("documents", link)
    else:
        draft.framework["documents"] = (link,)


def progress(draft, year, text):
    note = rf.ProgressNote(text=text, year=int(year) if year else None)
    draft.outcome["progress_notes"] = (*draft.outcome.get("progress_notes", ()), note)


def earlier_version(draft, series):
    indicator = rf.Indicator(code="I", statement="Number of things", series=rf.ObservationSeries.parse(series))
    draft.compare_with = (rf.ResultsFramework(results=(rf.Outcome(code="A", indicators=(indicator,)),)),)


def one_more_before(draft, code):
    (before,) = draft.compare_with
    indicator = rf.Indicator(code=code, statement="Number of other things")
    draft.compare_with = (before.replace("A", indicators=(*before.indicators, indicator)),)


def group(draft, year, kind, who, number):
    (one,) = rf.ObservationSeries.parse(f"{year} {kind or 'actual'} {number}")
    series = draft.indicator.get("series", ())
    draft.indicator["series"] = rf.ObservationSeries((*series, attrs.evolve(one, disaggregation=GROUPS[who])))


def published(draft, field):
    draft.framework.update({name: value for name, value in PUBLISHED.items() if name != field})


def date(draft, kind, day):
    readable = day < "9999"
    found = rf.ActivityDate(
        kind=rf.DateKind(kind), day=dt.date.fromisoformat(day) if readable else None, raw=None if readable else day
    )
    draft.framework["dates"] = (*draft.framework.get("dates", ()), found)


def participant(draft, name):
    body = rf.Organisation(acronym=None if name == "somebody" else name)
    draft.framework["organisations"] = (rf.Participation(organisation=body),)


def kept(draft, name, text):
    draft.framework["extras"] = (*draft.framework.get("extras", ()), preserved(name, text))


def budget_items(draft, shares):
    items = "".join(
        "<budget-item></budget-item>" if share == "-" else f'<budget-item percentage="{share}"></budget-item>'
        for share in shares.split(", ")
    )
    kept(draft, "country-budget-items", f'<country-budget-items vocabulary="2">{items}</country-budget-items>')


def valued(draft, day):
    valued_on = dt.date.fromisoformat(day)
    draft.outcome_budgets = tuple(attrs.evolve(budget, value_date=valued_on) for budget in draft.outcome_budgets)


def nameless(draft, series, where):
    *others, last = rf.ObservationSeries.parse(series)
    part = {"disaggregation": (rf.Disaggregation(),)} if where == "nobody" else {"places": (rf.Place(),)}
    draft.indicator["series"] = rf.ObservationSeries((*others, attrs.evolve(last, **part)))


def grouped(draft, series, groups):
    *others, last = rf.ObservationSeries.parse(series)
    named = (text.rsplit(" ", 1) for text in groups.split(", "))
    parts = tuple(rf.Disaggregation(dimension=dimension, category=category) for dimension, category in named)
    draft.indicator["series"] = rf.ObservationSeries((*others, attrs.evolve(last, disaggregation=parts)))


def as_text(draft, opening, text):
    """Add a value that was never read: the text itself."""
    (one,) = rf.ObservationSeries.parse(f"{opening} 1")
    draft.indicator["series"] = (*draft.indicator.get("series", ()), attrs.evolve(one, value=text))


def commented(draft, series, comment):
    *others, last = rf.ObservationSeries.parse(series)
    draft.indicator["series"] = rf.ObservationSeries((*others, attrs.evolve(last, comment=comment)))


def described_document(draft, categories, title, media_type):
    link = rf.DocumentLink(title=title, url="https://example.org", format=media_type, categories=(categories,))
    draft.framework["documents"] = (link,)


def monitored(draft, **fields):
    draft.indicator["monitoring_plan"] = attrs.evolve(
        draft.indicator.get("monitoring_plan", rf.MonitoringPlan()), **fields
    )


def assumed(draft, text, word):
    holds = None if word is None else word == "holds"
    stated = draft.outcome.get("assumptions", ())
    draft.outcome["assumptions"] = (*stated, rf.Assumption(text=text, holds=holds))


READERS = {
    r"published(?: without (.+))?": published,
    r"date (\w+) (\S+)": date,
    r"today (\S+)": lambda d, day: d.options.update(today=dt.date.fromisoformat(day)),
    r"(\S+) takes part": participant,
    r"formerly (\S+)": lambda d, ref: kept(
        d, "other-identifier", f'<other-identifier ref="{ref}" type="B1"></other-identifier>'
    ),
    r"budget items (.+)": budget_items,
    r"valued on (\S+)": valued,
    r"(\d{4} \w+) as text (.+)": as_text,
    r"(.+) commented (.+)": commented,
    r"(\d{4} .+) of (nobody|nowhere)": nameless,
    r"(\d{4} \w+ \d+) by (.+)": grouped,
    r"document (\S+) called (.+) as (.+)": described_document,
    r"description blank": lambda d: d.indicator.update(description=" "),
    r"description (.+)": lambda d, text: d.indicator.update(description=text),
    r"reference (\S+)": lambda d, code: d.more("references", rf.Reference(code=code)),
    r"outcome code none": lambda d: d.outcome.update(code=None),
    r"code none": lambda d: d.indicator.update(code=None),
    r"code (\S+)": lambda d, code: d.indicator.update(code=code),
    r"codes (.+)": lambda d, forms: d.options.update(code_patterns=tuple(forms.split(", "))),
    r"complete (.+)": lambda d, name: d.options.update(complete_dimensions=(name,)),
    r"another (\S+)": Draft.one_more,
    r"again under (\S+)": Draft.again,
    r"summed (yes|no)": lambda d, word: d.indicator.update(aggregation_status=word == "yes"),
    r"measure (.+)": lambda d, name: d.indicator.update(measure=rf.Measure(name)),
    r"unit (.+)": lambda d, code: d.indicator.update(unit=code),
    r"statement (.+) with U\+([0-9A-F]{4})": lambda d, text, code: d.indicator.update(
        statement=text + chr(int(code, 16))
    ),
    r"statement none": lambda d: d.indicator.update(statement=None),
    r"title (.+)": lambda d, text: d.outcome.update(title=text),
    r"outcome code (.+)": lambda d, code: d.outcome.update(code=code),
    r"output weight (\d+(?:\.\d+)?)": lambda d, weight: setattr(
        d, "outputs", (*d.outputs, rf.Output(code=f"A.{len(d.outputs) + 1}", weight=Decimal(weight)))
    ),
    r"verified by (.+)": lambda d, text: monitored(d, means_of_verification=text),
    r"to report by (.+)": lambda d, text: monitored(d, planned_disaggregation=tuple(text.split(", "))),
    r"assumption (.+?)(?: (holds|fails))?": assumed,
    r"output code (.+)": lambda d, code: setattr(d, "outputs", (*d.outputs, rf.Output(code=code))),
    r"owner id (.+)": lambda d, ref: d.framework.update(reporting_organisation=rf.Organisation(reference=ref)),
    r"identifier (.+)": lambda d, text: d.framework.update(identifier=text),
    r"profile of (.+)": lambda d, name: d.framework.update(country_profile=rf.CountryProfile(country=name)),
    r"programme": lambda d: setattr(d, "programme", {}),
    r"programme called (.+?)(?: for (\S+))?": called,
    r"financial information (.+)": lambda d, text: d.programme.update(
        financial_information=rf.Missing.EMPTY if text == "-" else text
    ),
    r"empty heading (.+)": part_of_programme("empty_headings", str),
    r"(if|then) (.+)": theory,
    r"(agency|lead) (.+)": part_of_programme(
        "agencies", lambda part, name: rf.Participation(organisation=rf.Organisation(acronym=name), role=ROLES[part])
    ),
    r"state (.+)": state,
    r"partner (\S+) with (\S+)": part_of_programme(
        "partners", lambda name, reference: rf.Organisation(acronym=name, reference=reference)
    ),
    r"baseline of (\d+) on (\S+)": dated_baseline,
    r"partner (\S+)(?: (in|of) (.+))?": part_of_programme("partners", partner),
    r"(document|evidence) (.+)": document,
    r"progress (?:(\d{4}) )?(.+)": progress,
    r"before also (\S+)": one_more_before,
    r"before (.+)": earlier_version,
    r"revised (.+)": lambda d, path: d.framework.update(revisions=(rf.Revision(path=path),)),
    r"(\d{4}) (?:(milestone|target|actual) )?(women|men) (\d+)": group,
    r"note (?!desk review)(.+)": lambda d, text: d.more("notes", rf.Note(text=text)),
    r"plan (.+)": lambda d, years: d.framework.update(plan_period=period_of(years)),
    r"reporting (\d+)": lambda d, year: d.framework.update(reporting_year=int(year)),
    r"owner (.+)": lambda d, name: d.framework.update(reporting_organisation=bodies(name)[0]),
    r"marker (\D+?)(?: (\d))?": lambda d, name, n: d.framework.update(
        policy_markers=(rf.PolicyMarker(name=name, significance=int(n) if n else None),)
    ),
    r"tag (\S+)": lambda d, code: d.framework.update(tags=(rf.Reference(code=code, vocabulary="sdg_target"),)),
    r"least funding (.+)": lambda d, part: d.options.update(least_mobilisation=Decimal(part)),
    r"cumulative": cumulative,
    r"periodic": lambda d: d.indicator.update(targets_accumulation=rf.Accumulation.PERIODIC),
    r"(increase|decrease|maintain)": lambda d, way: d.indicator.update(direction=rf.Direction(way)),
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
    """The findings of a rule, run alone, in a sentence: for each the severity and the path."""

    def find(code, sentence, **more):
        return [(f.severity.value, f.path.removeprefix("A/I/")) for f in case(sentence).found(code, **more)]

    return find
