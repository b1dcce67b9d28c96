"""The numbers on a page, each held against what the framework states there and what the library's tables calculate."""

from __future__ import annotations

import enum
import re
from collections import Counter, defaultdict
from decimal import Decimal
from html.parser import HTMLParser

import attrs

import resultsframework as rf
from resultsframework.aggregation import budget_below
from resultsframework.framework import results_below, with_territory
from resultsframework.monitoring import IndicatorValue, Progress, in_short

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
WHOLE = "the whole"
# Fields that a page does not print, and those of a result that have a place of their own.
SILENT = ("extras", "line", "source", "translations")
ELSEWHERE = ("results", "outcomes", "outputs", "indicators", "progress_notes")


class NumbersByPlace(HTMLParser):
    """The numbers that a reader sees or hears, by the place on the page: the nearest part around them with a name."""

    def __init__(self, text):
        super().__init__()
        self.open, self.found = [("", WHOLE)], defaultdict(set)
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        """An element begins, which may be a part with a name; its label is read aloud."""
        named = dict(attributes)
        if tag == "meta":
            return
        own = named.get("aria-labelledby") or named.get("id") if tag in {"section", "article"} else None
        self.open.append((tag, own or self.open[-1][1]))
        self.note(named.get("aria-label") or "")

    def handle_endtag(self, _tag):
        """The element that began last ends first."""
        self.open.pop()

    def handle_data(self, data):
        """Note a text; the mark of a note is no number, and colours are not read."""
        if self.open[-1][0] not in {"style", "sup"}:
            self.note(data)

    def note(self, text):
        """Note the numbers of a text."""
        self.found[self.open[-1][1]] |= numbers_of(text)


def numbers_of(*texts):
    """The numbers in texts, without commas between thousands."""
    return {number.replace(",", "") for text in texts for number in NUMBER.findall(text)}


def stated(thing, but=()):
    """The texts that a node states: of its fields, except some, and of all that it holds."""
    if isinstance(thing, str | int):
        yield str(thing)
    elif isinstance(thing, Decimal):
        yield f"{thing:f}"
    elif isinstance(thing, rf.Period):
        yield from (str(thing), str(thing.last_day or ""))
    elif isinstance(thing, rf.Money):
        # A page rounds an exact amount to cents.
        yield from (str(thing), f"{thing.nominal:.2f}")
    elif isinstance(thing, tuple | frozenset):
        for part in thing:
            yield from stated(part)
    elif attrs.has(type(thing)) and not isinstance(thing, enum.Enum):
        yield getattr(thing, "raw", None) or ""
        for field in attrs.fields(type(thing)):
            if not field.name.startswith("_") and field.name not in {*SILENT, *but}:
                yield from stated(getattr(thing, field.name))
    else:
        yield str(thing)


def answered(row):
    """The texts of the answers in a row of a table: percentages, gaps, amounts, and the reasons why there are none."""
    for cell in row.values():
        if isinstance(cell, Progress):
            yield cell.percent
        elif isinstance(cell, rf.Interval):
            yield cell.as_percent()
        elif isinstance(cell, IndicatorValue):
            yield in_short(cell)
        elif isinstance(cell, rf.Undefined):
            yield cell.reason
        else:
            yield from stated(cell)


def known_numbers(framework, year):
    """The numbers that each place of a page may have: those stated of its node, and those calculated of it."""
    framework = with_territory(framework)
    nodes = dict(framework.walk())
    anchors = {"": WHOLE} | {path: f"n{number}" for number, path in enumerate(nodes, 1)}
    known = defaultdict(set)

    def know(place, *texts):
        known[place] |= numbers_of(*map(str, texts))

    findings = list(rf.validate(framework))
    about = {path: [f for f in findings if nearest(f.path, anchors) == path] for path in anchors}
    answers = answers_of(framework, year)
    for path, place in anchors.items():
        know(place, *(text for f in about[path] for text in (f.code, f.message, f.advice or "")), len(about[path]))
        know(place, *(text for row in answers[path] for text in answered(row)))
    for path, node in nodes.items():
        unnumbered = [goal for goal in node.sdgs if not (goal.goal or goal.target or goal.indicator)]
        know(anchors[path], *stated(node, ELSEWHERE), len(unnumbered), len(node.documents))
    indicators = [node for node in nodes.values() if isinstance(node, rf.Indicator)]
    results = [node for node in nodes.values() if isinstance(node, rf.Result)]
    # The head, and the parts below the results.
    numbers = Counter(f.severity for f in findings)
    conditions = [len(p.theory_of_change.conditions) if p.theory_of_change else 0 for p in framework.programmes]
    know(WHOLE, year, *stated(framework, ("results",)), *numbers.values(), len(framework.source.unparsed))
    know(WHOLE, len(indicators), len({i.code for i in indicators if i.code}), len(framework.programmes))
    know(WHOLE, *Counter(map(type, results)).values(), *(n + 1 for most in conditions for n in range(most)))
    know(WHOLE, *(text for node in results for text in stated((node.code, node.title, node.progress_notes))))
    know(WHOLE, *(text for node in results for text in stated(node.documents)))
    # The list of contents counts results, and those of one name.
    alike = Counter((type(node), node.code, node.title) for node in results).values()
    know("results", len(results), *range(1, max(alike, default=0) + 1))
    # The answers that come first.
    status = Counter(rf.tables.performance(framework, year).to_columns()["status"])
    know(
        "glance",
        *(status[name] for name in rf.tables.MEANING_OF_STATUS),
        framework.reporting_year,
        framework.last_updated,
        year,
    )
    know(
        "glance",
        *(o.period.last_day.year for i in indicators for o in i.actuals if o.is_reported and o.period.last_day),
    )
    know("nodata", status["without data"], *without_data(indicators, year))
    know("next", *due_next(indicators, year))
    progress = rf.tables.status_by_year(framework)
    know("progress", *progress.to_columns()["year"], framework.reporting_year, framework.last_updated)
    for column in progress.names[3:]:
        by_level = Counter()
        for record in progress.to_records():
            by_level[record["year"], record["level"]] += record[column]
        know("progress", *by_level.values())
    know("offtrack", year)
    for row in rf.tables.off_track(framework, year).to_records():
        place = "offtrack" if row["status"] == "not met" else "undecided"
        known[place] |= known[anchors[path_of(row)]]
    known["money"] |= {number for path in anchors for row in answers[path] for number in numbers_of(*answered(row))}
    amounts = Counter(
        sum(isinstance(getattr(budget, name), rf.Money) for name in ("planned", "actual", "expenses"))
        for _, node in framework.levels()
        for budget in node.budgets
    )
    know("money", amounts[0], amounts[1], *nodes, *(text for _, n in framework.levels() for text in stated(n.budgets)))
    rates = (budget.shortfall_rate for _, node in framework.levels() for budget in node.budgets)
    know("money", *(node.code for node in results), *answered(dict(enumerate(rates))))
    for _, node in framework.levels():
        sums = [budget for budget in (node.budget, budget_below(node), *node.budgets) if isinstance(budget, rf.Budget)]
        know("money", len(results_below(node)), len(node.budgets), *(text for one in sums for text in amounts_of(one)))
    for text in errors_of(findings, nodes.values()):
        know("errors", text)
    tags = Counter(
        pair for i in indicators for pair in {(body, tag.kind) for tag in i.alignments for body in tag.partners}
    )
    know("shared", *(text for body, _ in tags for text in stated(body)), *tags.values(), 0)
    know("shared", *(i.code or i.statement for i in indicators if i.alignments))
    know("results", *(text for node in results for text in stated((node.code, node.title))))
    return known


def without_data(indicators, year):
    """The texts of the part about what was planned and not reported."""
    yield from (text for i in indicators for text in (i.code or "", i.statement or ""))
    planned = [o for i in indicators for o in i.series if o.kind.value in {"milestone", "target"}]
    yield from (text for o in planned if o.period.last_year == year for text in stated(o))


def due_next(indicators, year):
    """The texts of the part about the next year for which something is planned."""
    plans = [(i, [o for o in i.series if o.kind.value in {"milestone", "target"}]) for i in indicators]
    known = [
        (i, [o for o in planned if o.is_reported or o.value is rf.Missing.TO_BE_DETERMINED]) for i, planned in plans
    ]
    years = [o.period.last_year for _, planned in known for o in planned if o.period.last_year]
    following = min((one for one in years if one > year), default=0)
    of_year = [(i, [o for o in planned if o.period.last_year == following]) for i, planned in known]
    number = sum(bool(planned) for _, planned in of_year)
    yield from (year, following, number, len(of_year) - number)
    yield from (text for i in indicators for text in (i.code or "", i.statement or ""))
    yield from (text for i, planned in of_year for o in (*planned, i.latest) if o for text in stated(o))


def amounts_of(budget):
    """The amounts of a budget and those that follow from them, as they are printed."""
    lines = [line.amount for line in budget.funding if isinstance(line.amount, rf.Money)]
    named = lines[0] if lines else None
    for line in lines[1:]:
        named += line
    against = [] if named is None or not isinstance(budget.planned, rf.Money) else [budget.planned - named]
    found = (budget.planned, budget.actual, budget.expenses, budget.shortfall, budget.overspend, named, *against)
    yield from (amount.as_printed() for amount in found if isinstance(amount, rf.Money))


def errors_of(findings, nodes):
    """The texts of the part about what is wrong: the errors with their places, and the warnings counted by rule."""
    errors = {}
    for f in findings:
        if f.severity is rf.Severity.ERROR:
            errors.setdefault((f.code, f.message), []).append(f)
    yield from (text for key in errors for text in key)
    yield from (len(same) - 20 for same in errors.values())
    yield from Counter(f.severity for f in findings).values()
    yield from (n.code or (n.title if isinstance(n, rf.Result) else n.statement) for n in nodes)
    warnings = Counter(f.code for f in findings if f.severity is rf.Severity.WARNING)
    yield from warnings.values()
    yield from (text for rule in rf.rules.RULES if rule.code in warnings for text in (rule.code, rule.title))


def answers_of(framework, year):
    """The rows of the library's tables by the path of the node that they are about."""
    answers = defaultdict(list)
    for table in (rf.tables.performance(framework, year), rf.tables.off_track(framework, year)):
        for row in table.to_records():
            answers[path_of(row)].append(row)
    for row in rf.tables.budgets(framework).to_records():
        answers[row["result"]].append(row)
    return answers


def path_of(row):
    """The path of an indicator in a row of a table."""
    return f"{row['result']}/{row['indicator']}"


def nearest(path, anchors):
    """The path of the nearest node that a page has a place for."""
    while path not in anchors:
        path = path.rpartition("/")[0]
    return path


def strange_numbers(text, framework, year):
    """The numbers on a page that the framework does not state there and no table gives, by their place."""
    known = known_numbers(framework, year)
    found = {place: numbers - known[place] for place, numbers in NumbersByPlace(text).found.items()}
    return {place: numbers for place, numbers in found.items() if numbers}
