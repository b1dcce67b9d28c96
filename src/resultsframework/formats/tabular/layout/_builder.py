"""
The framework of the records of a workbook: each record finds its result and its indicator, and its cells their fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from resultsframework.organisation import Organisation, Participation
from resultsframework.risk import Assumption, Risk

from ._drafts import FrameworkDraft, IndicatorDraft, ResultDraft
from ._facts import ABOUT_INDICATORS
from ._fields import INDICATORS, SKIP
from ._money import Amounts
from ._names import ResultNames, code_and_text
from ._observations import OF_VALUES, Observations
from ._record import text_at
from ._values import Notation, bullets_off, lines_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from resultsframework.formats.tabular.sheet import Sheet

    from ._headings import Times
    from ._layout import TableLayout
    from ._levels import LevelRules
    from ._record import Entry, Log, Record

__all__ = ["Builder"]

CHAIN = ("other", "impact", "outcome", "output")
# Of these a row has one; the first column of each that is filled is read.
OF_ONE_COLUMN = ("result", "level and result", "code and result", "indicator", "code and indicator", "unit")
RESULT_FIELDS = ("result", "level and result", "code and result", "result code", *CHAIN)


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
        self.notation = notation
        self.log = builder.log
        self.is_long = table.shape == "long"
        self.names = ResultNames(sheet, table, levels, notation, builder.log)
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
        self._left_beside(record)
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

    def _left_beside(self, record: Record) -> None:
        """Note the cells of a second column of the same field, which are not read."""
        for field in OF_ONE_COLUMN:
            first = record.filled(field)
            for entry in record.of(field):
                if first is not None and entry.is_own and entry.cell.text != first.cell.text:
                    self.log.left(self.sheet, entry.row, entry.column, entry.cell, f"another column is the {field}")
        whole, title = record.filled("level and result"), record.filled("result")
        leveled = self.names.apart(whole.cell.text) if whole is not None and title is not None else None
        if whole is not None and leveled is not None and whole.is_own and leveled.title is not None:
            self.log.left(self.sheet, whole.row, whole.column, whole.cell, "another column is the result")

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
            level, code, title = self.names.of(record)
            if code is None and title is None and not (self._is_by_level and level):
                found = None
            else:
                found = self._found(framework, record, level, code, title, None)
        if found is None and not self.is_long:
            found = self.last.result
        if found is None and any(not entry.cell.is_empty for entry in record.of(*INDICATORS)):
            found = self._of_table(framework, record)
        self.last.result = found
        return found

    def _of_table(self, framework: FrameworkDraft, record: Record) -> ResultDraft:
        """The result of indicators whose rows name none: that of a cell of the sheet, else one without a name."""
        text = text_at(self.sheet, self.table.result) if self.table.result else None
        if self.table.result and text is None:
            self.log.unparsed.append(
                f"sheet {self.sheet.name!r}: {self.table.result}, the cell of the result, holds no text, so that its "
                "indicators are below a result without a name"
            )
        leveled = self.names.apart(text or "")
        if leveled is None:
            return self._found(framework, record, self.table.level, None, text, None)
        return self._found(framework, record, leveled.level, leveled.code, leveled.title, None)

    def _chained(self, record: Record, framework: FrameworkDraft) -> ResultDraft | None:
        """The lowest result of a row in which each level has a column; an empty one continues that above."""
        parent: ResultDraft | None = None
        is_new = False
        for level in CHAIN:
            text = self.notation.text_in(record, level)
            if text is None:
                if is_new or self.is_long:
                    self.last.chain.pop(level, None)
                parent = self.last.chain.get(level, parent)
                continue
            leveled = self.names.apart(text)
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
        result.parent_code = result.parent_code or self.notation.text_in(record, "parent")
        result.description = result.description or self.notation.text_in(record, "result description")
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
        entry, in_heading = record.filled(*INDICATORS), (one.bound.code for one in record.entries if one.bound.code)
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
        parts = map(code_and_text, lines) if entry.field == "code and indicator" else ((None, line) for line in lines)
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
