"""
The framework of the records of a workbook: each record finds its result and its indicator, and its cells their fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from resultsframework.alignment import Reference
from resultsframework.indicator import Direction, Measure
from resultsframework.note import Note
from resultsframework.organisation import Organisation, Participation
from resultsframework.risk import Assumption, Risk
from resultsframework.unit import DEFAULT_UNITS

from ._drafts import FrameworkDraft, IndicatorDraft, ResultDraft
from ._fields import SKIP, TEXTS_OF_PLAN
from ._money import Amounts
from ._observations import OF_VALUES, Observations
from ._record import text_at
from ._values import Notation, bullets_off, lines_of
from ._words import plain, word_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from resultsframework.formats.tabular.sheet import Sheet

    from ._headings import Times
    from ._layout import TableLayout
    from ._levels import Leveled, LevelRules
    from ._record import Entry, Log, Record

__all__ = ["Builder"]

CHAIN = ("other", "impact", "outcome", "output")
RESULT_FIELDS = ("result", "level and result", "code and result", "result code", *CHAIN)
STATEMENTS = ("indicator", "code and indicator")
UNITS = {
    plain(word): unit.code
    for unit in DEFAULT_UNITS
    for word in (unit.code, unit.name, unit.plural, unit.symbol or unit.code)
}
CODE_FIRST = 2


class Builder:
    """
    The frameworks of the records so far.

    Attributes:
        frameworks: The frameworks by their identifiers; None where rows state none.

        log: Whatever is left over.
    """

    def __init__(self, log: Log) -> None:
        self.frameworks: dict[str | None, FrameworkDraft] = {}
        self.log = log

    def table(
        self, sheet: Sheet, table: TableLayout, levels: LevelRules, notation: Notation, times: Times
    ) -> TableBuilder:
        """A builder that takes the records of one table."""
        return TableBuilder(self, sheet, table, levels, notation, times)

    def framework(self, identifier: str | None) -> FrameworkDraft:
        """The framework with an identifier."""
        return self.frameworks.setdefault(identifier, FrameworkDraft(identifier))


@attrs.define(eq=False)
class _Last:
    """The result and the indicators of the row above."""

    result: ResultDraft | None = None
    chain: dict[str, ResultDraft] = attrs.Factory(dict)
    indicators: list[IndicatorDraft] = attrs.Factory(list)
    framework: FrameworkDraft | None = None


class TableBuilder:
    """Takes the records of one table of a sheet."""

    def __init__(
        self,
        builder: Builder,
        sheet: Sheet,
        table: TableLayout,
        levels: LevelRules,
        notation: Notation,
        times: Times,
    ) -> None:
        self.builder = builder
        self.sheet = sheet
        self.table = table
        self.levels = levels
        self.notation = notation
        self.log = builder.log
        self.is_long = table.shape == "long"
        self.observations = Observations(sheet, table, notation, times, builder.log)
        self.amounts = Amounts(sheet, notation, times, builder.log)
        self.last = _Last()
        self._is_by_level = table.has("level") and not table.has(*RESULT_FIELDS)

    def take(self, record: Record) -> None:
        """Take a record."""
        for entry in record.of(SKIP):
            if entry.is_own:
                self.log.aside(self.sheet, entry.row, entry.column, entry.cell)
        for entry in record.entries:
            if entry.cell.is_formula_without_result and not entry.is_filled and entry.field != SKIP:
                self.log.left(self.sheet, entry.row, entry.column, entry.cell)
        framework = self._framework(record)
        result = self._result(record, framework)
        is_new, indicators = self._indicators(record, framework, result)
        if result is not None:
            self._about_result(record, result)
        if indicators:
            if is_new:
                for field, set_field in ABOUT_INDICATORS.items():
                    self._about_indicators(record, field, set_field, indicators)
            self.observations.take(record, indicators, is_new=is_new)
        else:
            self._left(record, *OF_VALUES, *ABOUT_INDICATORS)
        owner = framework if result is None else result
        owner.budgets += self.amounts.budgets(record)
        framework.revisions += self.amounts.revisions(record)
        self._activities(record, result)

    def _left(self, record: Record, *fields: str) -> None:
        """Note the cells of fields for which the record has no indicator."""
        for entry in record.of(*fields):
            if entry.is_own and not entry.cell.is_formula_without_result:
                self.log.left(self.sheet, entry.row, entry.column, entry.cell, "the row has no indicator")

    # The framework and the result

    def _framework(self, record: Record) -> FrameworkDraft:
        identifier = record.text("framework") or None
        framework = self.builder.framework(identifier)
        framework.title = framework.title or record.text("framework title") or None
        if framework is not self.last.framework:
            self.last = _Last(framework=framework)
        return framework

    def _result(self, record: Record, framework: FrameworkDraft) -> ResultDraft | None:
        if record.is_part and not any(entry.is_own for entry in record.of(*RESULT_FIELDS)):
            return self.last.result
        if self.table.has(*CHAIN):
            found = self._chained(record, framework)
        else:
            level, code, title = self._named(record)
            if code is None and title is None and not (self._is_by_level and level):
                found = None
            else:
                found = self._found(framework, record, level, code, title, None)
        if found is None and not self.is_long:
            found = self.last.result
        if found is None and any(not entry.cell.is_empty for entry in record.of(*STATEMENTS)):
            found = self._of_table(framework, record)
        self.last.result = found
        return found

    def _of_table(self, framework: FrameworkDraft, record: Record) -> ResultDraft:
        """The result of indicators whose rows name none: that of a cell of the sheet, else one without a name."""
        text = text_at(self.sheet, self.table.result) if self.table.result else None
        leveled = self._apart(text or "")
        if leveled is None:
            return self._found(framework, record, self.table.level, None, text, None)
        return self._found(framework, record, leveled.level, leveled.code, leveled.title, None)

    def _named(self, record: Record) -> tuple[str | None, str | None, str | None]:
        """The level, the code and the title of the result that a record names."""
        if self.table.shape == "hierarchy":
            return self._named_in_hierarchy(record)
        # The level of a block's result is in its heading.
        headed = next((entry for entry in record.entries if entry.bound.level), None)
        text = headed.bound.level if headed is not None else record.text("level")
        leveled = self.levels.of_text(text) if text else None
        whole = record.text("level and result")
        if whole:
            leveled = self._apart(whole)
        code = record.text("result code") or (leveled.code if leveled else None)
        title = self._text(record, "result") or (leveled.title if leveled and whole else None)
        if both := record.text("code and result"):
            code, title = _code_and_text(both)
        level = leveled.level if leveled else self.levels.of_code(code or "") or self.table.level
        if leveled is None and (entry := record.filled("level", "level and result")):
            level = level or "other"
            self.log.left(self.sheet, entry.row, entry.column, entry.cell, "no known level")
            title = title or whole or None
        return level, code or None, title

    def _named_in_hierarchy(self, record: Record) -> tuple[str | None, str | None, str | None]:
        if not record.is_result:
            return None, None, None
        texts = [
            entry.cell.text.strip()
            for entry in record.of("level", "result code", "indicator code", "result", "level and result", *STATEMENTS)
            if entry.is_own
        ]
        *first, last = texts
        level = self.levels.of_code(first[0]) if first else None
        if level is not None:
            return level, first[0], last
        if record.level is not None:
            code, title = (first[0], last) if first else _code_and_text(last)
            return record.level, code, title
        leveled = self._apart(last) or self._apart(" ".join(texts))
        if leveled is None:
            code, title = _code_and_text(last)
            return self.levels.of_code(code or "") or self.table.level or "other", code, title
        return leveled.level, leveled.code, leveled.title

    def _apart(self, text: str) -> Leveled | None:
        found = self.levels.of_text(text)
        return found if found is not None and found.is_apart else None

    def _chained(self, record: Record, framework: FrameworkDraft) -> ResultDraft | None:
        """The lowest result of a row in which each level has a column; an empty one continues that above."""
        parent: ResultDraft | None = None
        is_new = False
        for level in CHAIN:
            text = self._text(record, level)
            if text is None:
                if is_new or self.is_long:
                    self.last.chain.pop(level, None)
                parent = self.last.chain.get(level, parent)
                continue
            leveled = self._apart(text)
            code, title = (leveled.code, leveled.title) if leveled and leveled.title else (None, text)
            found = self._found(framework, record, level, code, title, parent)
            is_new = is_new or found is not self.last.chain.get(level)
            self.last.chain[level] = parent = found
        return parent

    def _found(
        self,
        framework: FrameworkDraft,
        record: Record,
        level: str | None,
        code: str | None,
        title: str | None,
        parent: ResultDraft | None,
    ) -> ResultDraft:
        """The result with a level, a code and a title: one that there is, else a new one."""
        named = [
            draft
            for draft in framework.named(code, title)
            if level in (None, draft.level) and (parent is None or draft.parent is parent)
        ]
        if not named and title is not None and code is not None:
            bare = [
                draft for draft in framework.named(code, None) if draft.title is None and level in (None, draft.level)
            ]
            if len(bare) == 1:
                framework.completed(bare[0], title)
                named = bare
        if len(named) > 1 and (entry := record.filled("result code", "level")):
            self.log.left(self.sheet, entry.row, entry.column, entry.cell, "several results have this code")
        if len(named) == 1:
            return named[0]
        known = level if level not in (None, "activity") else "other"
        return framework.add(ResultDraft(str(known), code, title, record.row, parent))

    def _about_result(self, record: Record, result: ResultDraft) -> None:
        result.parent_code = result.parent_code or self._text(record, "parent")
        result.description = result.description or self._text(record, "result description")
        for entry in record.of("assumptions"):
            result.assumptions += [
                Assumption(text=text, line=entry.row)
                for text in self._sentences(entry)
                if text not in _texts(result.assumptions)
            ]
        for entry in record.of("risks"):
            result.risks += [
                Risk(text=text, line=entry.row) for text in self._sentences(entry) if text not in _texts(result.risks)
            ]
        for entry in record.of("organisations"):
            known = {one.organisation.name for one in result.organisations}
            for name in self._sentences(entry):
                if name not in known:
                    result.organisations.append(Participation(organisation=Organisation(name=name), line=entry.row))
        for entry in record.of("weight"):
            if entry.is_own:
                number = self.notation.number(entry.cell)
                if number is None:
                    self.log.left(self.sheet, entry.row, entry.column, entry.cell, "no number")
                result.weight = number if result.weight is None else result.weight

    def _sentences(self, entry: Entry) -> list[str]:
        """The sentences in a cell: one a line where the layout says so."""
        text = self.notation.text(entry.cell) if entry.is_own else None
        if text is None:
            return []
        return [*map(bullets_off, lines_of(text))] if "lines" in self.table.several else [text]

    def _text(self, record: Record, field: str) -> str | None:
        entry = record.filled(field)
        return None if entry is None else self.notation.text(entry.cell)

    # Its indicators

    def _indicators(
        self, record: Record, framework: FrameworkDraft, result: ResultDraft | None
    ) -> tuple[bool, list[IndicatorDraft]]:
        """The indicators of a record, and whether they are new; several where their cell has one a line."""
        if record.is_result:
            self.last.indicators = []
            return False, []
        if record.is_part:
            return False, self.last.indicators
        entry, in_heading = record.filled(*STATEMENTS), (one.bound.code for one in record.entries if one.bound.code)
        code = record.text("indicator code") or next(in_heading, None)
        if entry is None and code is None:
            return False, self.last.indicators if self._continues(record) else []
        if entry is not None and entry.is_filled and not self.is_long and self.last.indicators:
            return False, self.last.indicators
        known = self._known(framework, result, entry, code)
        if known is None:
            self.last.indicators = self._new(record, framework, result, self._statements(entry, code))
            return True, self.last.indicators
        self.last.indicators = [known]
        return entry is None or not self.is_long, self.last.indicators

    def _known(
        self,
        framework: FrameworkDraft,
        result: ResultDraft | None,
        entry: Entry | None,
        code: str | None,
    ) -> IndicatorDraft | None:
        """The indicator that a record names and that is there already: by its code alone, or in a long table."""
        coded = framework.coded(code) if code else []
        if entry is None:
            return coded[0] if len(coded) == 1 else None
        statements = self._statements(entry, code)
        if len(statements) > 1:
            return None
        if len(coded) == 1 and coded[0].statement is None:
            coded[0].statement = statements[0][1]
            return coded[0]
        return framework.again(result, *statements[0]) if self.is_long and result is not None else None

    def _statements(self, entry: Entry | None, code: str | None) -> list[tuple[str | None, str | None]]:
        """The codes and statements of a cell: one, or one a line."""
        if entry is None:
            return [(code, None)]
        lines = lines_of(entry.cell.text) if "lines" in self.table.several else [entry.cell.text.strip()]
        if len(lines) > 1:
            lines, code = [*map(bullets_off, lines)], None
        parts = map(_code_and_text, lines) if entry.field == "code and indicator" else ((None, line) for line in lines)
        return [(own or code, text) for own, text in parts]

    def _continues(self, record: Record) -> bool:
        """True for a row without an indicator that goes on with the one above: it names a group, a place or a time."""
        parts = ("place", "dimension", "category", "period", "year", "start", "end")
        return any(entry.is_own for entry in record.of(*parts))

    def _new(
        self,
        record: Record,
        framework: FrameworkDraft,
        result: ResultDraft | None,
        statements: list[tuple[str | None, str | None]],
    ) -> list[IndicatorDraft]:
        if result is None:
            result = self._of_table(framework, record)
            self.last.result = result
        made = [IndicatorDraft(code, statement, record.row) for code, statement in statements]
        for draft in made:
            framework.keep(draft, result)
        return made

    def _about_indicators(
        self,
        record: Record,
        field: str,
        set_field: Callable[[IndicatorDraft, str], bool],
        indicators: list[IndicatorDraft],
    ) -> None:
        """Give each indicator its text of a field: that of its line, where there is a line for each."""
        for entry in record.of(field):
            text = self.notation.text(entry.cell)
            if text is None:
                continue
            lines = lines_of(text)
            texts = lines if len(lines) == len(indicators) > 1 else [text] * len(indicators)
            for draft, one in zip(indicators, texts, strict=True):
                if not set_field(draft, one):
                    self.log.left(self.sheet, entry.row, entry.column, entry.cell, f"no known {field}")

    def _activities(self, record: Record, result: ResultDraft | None) -> None:
        for activity, entry in self.amounts.activities(record):
            if result is not None and result.level == "output":
                result.activities.append(activity)
            else:
                self.log.left(self.sheet, entry.row, entry.column, entry.cell, "an activity of no output")


def _texts(sentences: list[Assumption] | list[Risk]) -> list[str]:
    return [sentence.text for sentence in sentences]


def _code_and_text(text: str) -> tuple[str | None, str]:
    """A code and the text behind it, where a text begins with a word that has a digit and no more than a code has."""
    parts = text.strip().split(None, 1)
    first = parts[0].rstrip(".:)") if parts else ""
    is_code = len(parts) == CODE_FIRST and any(map(str.isdigit, first)) and len(first) <= 12 and not first.endswith("%")
    return (first, parts[1].lstrip("-–: ")) if is_code else (None, text.strip())


def _set_unit(draft: IndicatorDraft, text: str) -> bool:
    code = word_table("units").get(plain(text)) or UNITS.get(plain(text))
    if code is None:
        draft.own["x_unit"] = text
    draft.unit = code
    return True


def _set_measure(draft: IndicatorDraft, text: str) -> bool:
    found = word_table("measures").get(plain(text))
    draft.measure = None if found is None else Measure(found)
    return found is not None


def _set_direction(draft: IndicatorDraft, text: str) -> bool:
    found = word_table("directions").get(plain(text)) or YES_AND_NO.get(plain(text), (None, None))[0]
    draft.direction = Direction.UNKNOWN if found is None else Direction(found)
    return found is not None


def _set_aggregation(draft: IndicatorDraft, text: str) -> bool:
    found = YES_AND_NO.get(plain(text), (None, None))[1]
    draft.fields["aggregation_status"] = found
    return found is not None


YES_AND_NO: Mapping[str, tuple[str | None, bool | None]] = {
    **dict.fromkeys(("1", "y", "yes", "true", "oui", "si", "sim"), ("increase", True)),
    **dict.fromkeys(("0", "n", "no", "false", "non", "nao"), ("decrease", False)),
}


def _set_disaggregation(draft: IndicatorDraft, text: str) -> bool:
    dimensions = (part.strip() for part in text.replace(";", ",").replace("\n", ",").split(","))
    draft.plan["planned_disaggregation"] = tuple(filter(None, dimensions))
    return True


def _set_reference(draft: IndicatorDraft, text: str) -> bool:
    draft.fields["references"] = (*draft.fields.get("references", ()), Reference(code=text))
    return True


def _set_vocabulary(draft: IndicatorDraft, text: str) -> bool:
    *others, last = draft.fields.get("references", ()) or (None,)
    if last is not None:
        draft.fields["references"] = (*others, attrs.evolve(last, vocabulary=text))
    return last is not None


def _set_note(draft: IndicatorDraft, text: str) -> bool:
    draft.fields["notes"] = (*draft.fields.get("notes", ()), Note(text=text))
    return True


def _set_description(draft: IndicatorDraft, text: str) -> bool:
    draft.fields["description"] = text
    return True


def _of_plan(attribute: str) -> Callable[[IndicatorDraft, str], bool]:
    def set_text(draft: IndicatorDraft, text: str) -> bool:
        before = draft.plan.get(attribute)
        draft.plan[attribute] = text if before in (None, text) else f"{before}; {text}"
        return True

    return set_text


ABOUT_INDICATORS: Mapping[str, Callable[[IndicatorDraft, str], bool]] = {
    "unit": _set_unit,
    "measure": _set_measure,
    "direction": _set_direction,
    "aggregation": _set_aggregation,
    "disaggregation": _set_disaggregation,
    "reference": _set_reference,
    "reference vocabulary": _set_vocabulary,
    "note": _set_note,
    "indicator description": _set_description,
    **{field: _of_plan(attribute) for field, attribute in TEXTS_OF_PLAN.items()},
}
