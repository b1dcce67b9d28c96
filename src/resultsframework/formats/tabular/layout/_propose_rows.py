"""
Proposing the layout of a table with rows: its columns, the level of its results, and its special rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from resultsframework.formats.tabular.sheet import address

from ._fields import INDICATORS, KINDS, SKIP
from ._guess import PERIOD, HeadingRow
from ._layout import ColumnLayout, TableLayout
from ._levels import LevelRules, code_pattern, usual_level
from ._periods import period_in
from ._propose_notation import notation_of
from ._survey import Region
from ._times import is_result
from ._words import plain, word_table

if TYPE_CHECKING:
    from resultsframework.formats.tabular.sheet import Cell, Sheet

    from ._proposal import Draft

__all__ = ["propose_rows"]

RULES = LevelRules({})
# Below a result that is named an outcome or a specific objective, these are outputs.
RESULTS = frozenset({"result", "results", "resultat", "resultats", "resultado", "resultados"})
OF_ALL_YEARS = re.compile(
    r"\b(?:life|overall|total|final|end|lop|whole|ensemble|global|proyecto|project|programme)\b", re.IGNORECASE
)
OF_THE_YEAR = re.compile(r"\b(?:year|annual|annuelle?|ann[ée]e|a[ñn]o|anual|ano)\b", re.IGNORECASE)
A_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
NUMBER_AT_END = re.compile(r"(?<![\s0-9.:])[\s0-9.:]+$")
A_CODE = re.compile(r"[A-Z]{0,3}\.?[0-9]+(?:\.[0-9]+)*[.:)]?\s+\S|[A-Z]{1,3}[.-]?[0-9]+(?:\.[0-9]+)*[.:)]?\s+\S")
OF_RESULTS = ("result", "level", "level and result", "impact", "outcome", "output")


class _Columns:
    """The columns of a table, and what is in their cells."""

    def __init__(self, sheet: Sheet, heading: HeadingRow, last: int) -> None:
        self.sheet = sheet
        self.heading = heading
        self.first = heading.row + heading.rows
        self.last = last
        self.fields = {column: guess.field for column, guess in heading.guesses.items()}
        self.options: dict[int, dict[str, str]] = {}

    def cells(self, column: int) -> list[Cell]:
        """The filled cells of a column."""
        found = [self.sheet.cell(row, column) for row in range(self.first, self.last + 1)]
        return [cell for cell in found if not cell.is_empty]

    def share(self, column: int, is_so: Callable[[Cell], bool]) -> float:
        """The share of the filled cells of a column for which something is true; 0 of none."""
        cells = self.cells(column)
        return sum(map(is_so, cells)) / len(cells) if cells else 0

    def of(self, *fields: str) -> tuple[int, ...]:
        """The columns of some fields."""
        return tuple(column for column, field in sorted(self.fields.items()) if field in fields)

    def where(self, column: int) -> str:
        """The address of the heading of a column."""
        return self.sheet.where(self.heading.row, column)


def propose_rows(draft: Draft, sheet: Sheet, heading: HeadingRow, last: int) -> TableLayout:
    """
    Propose the layout of the table below a row of headings.

    Args:
        draft: The proposal.

        sheet: The sheet.

        heading: The headings.

        last: The last row that may be part of the table.
    """
    columns = _Columns(sheet, heading, last)
    _computed(draft, columns)
    _twins(columns)
    _periods_alone(draft, columns)
    _places(draft, columns)
    _targets(draft, columns)
    shape, levels, level = _results(draft, columns)
    above = _result_above(columns) if level == "other" and not columns.of(*OF_RESULTS) else None
    if above is None and level == "other" and not columns.of(*OF_RESULTS):
        draft.doubt("no column and no row holds results; indicators are read below one of no known level")
    elif above is not None:
        draft.choose("the result of the indicators is above their headings", f"{sheet.where(*above)}")
    region = Region(sheet, columns.first, last, columns.of(*KINDS), columns.of(*INDICATORS))
    several, brackets, rows = notation_of(draft, region)
    for column, field in sorted(columns.fields.items()):
        draft.choose(f"{heading.texts.get(column, 'a column without heading')!r} is {field}", columns.where(column))
    for column, text in heading.texts.items():
        if column not in columns.fields:
            draft.doubt(f"the heading {text!r} has no known field", [columns.where(column)])
        elif column in heading.guesses and not heading.guesses[column].is_certain:
            draft.doubt(f"the heading {text!r} was taken for {columns.fields[column]}", [columns.where(column)])
    parents = _parents(draft, columns)
    return TableLayout(
        sheet=sheet.name,
        shape=shape,
        heading_rows=heading.rows,
        level=level if above is None else None,
        result=None if above is None else address(*above),
        parents=parents,
        several=several,
        brackets=brackets,
        columns=tuple(_layouts(columns)),
        rows=rows,
        levels=levels,
    )


def _layouts(columns: _Columns) -> list[ColumnLayout]:
    """The layouts of the columns, by their headings; a second column of one heading by its number."""
    seen: Counter[str] = Counter()
    found = []
    for column in range(1, columns.sheet.width + 1):
        text = columns.heading.texts.get(column, "")
        seen[plain(text)] += 1
        if column not in columns.fields:
            continue
        number = seen[plain(text)]
        name = f"column {address(1, column).rstrip('1')}" if not text else text if number == 1 else f"{text} [{number}]"
        found.append(ColumnLayout(heading=name, field=columns.fields[column], **columns.options.get(column, {})))
    return found


def _computed(draft: Draft, columns: _Columns) -> None:
    """Skip columns of values that are mostly formulas: shares and sums of other cells."""
    values = columns.of(*KINDS, PERIOD)
    computed = [column for column in values if columns.share(column, lambda cell: cell.is_formula) > 0.6]
    if computed and len(computed) == len(values):
        draft.doubt("every value is a formula; they are read as their stored results", map(columns.where, computed))
        return
    for column in computed:
        columns.fields[column] = SKIP
        draft.choose("a computed column, of formulas", columns.where(column))


def _is_year(cell: Cell) -> bool:
    text = cell.text.strip()
    return A_YEAR.fullmatch(text) is not None or (not isinstance(cell.value, str) and A_YEAR.match(text) is not None)


def _is_level(cell: Cell) -> bool:
    found = RULES.of_text(cell.text)
    return found is not None and (found.title is None or found.title.startswith("("))


def _twins(columns: _Columns) -> None:
    """Columns under one heading: a value and its year, or a level and its result."""
    texts = columns.heading.texts
    for column in sorted(texts):
        before = columns.fields.get(column - 1)
        if texts.get(column - 1) != texts[column] or before is None:
            continue
        if before in KINDS and columns.share(column, _is_year) > 0.5:
            columns.fields[column] = f"{before} year"
        elif before == "result" and columns.share(column - 1, _is_level) > 0.5:
            columns.fields[column - 1], columns.fields[column] = "level", "result"
        else:
            columns.fields.pop(column, None)


def _periods_alone(draft: Draft, columns: _Columns) -> None:
    """Columns whose heading is a period alone: actuals, where no other column holds them."""
    alone = columns.of(PERIOD)
    if not alone:
        return
    field = "milestone" if columns.of("actual") else "actual"
    for column in alone:
        columns.fields[column] = field
    draft.doubt(f"the columns of periods were taken for values of the kind {field}", map(columns.where, alone[:2]))


def _places(draft: Draft, columns: _Columns) -> None:
    """Of several columns of places the last one is read, as the smallest; activities without results are results."""
    *larger, _ = columns.of("place") or (0,)
    for column in larger:
        columns.fields[column] = SKIP
        draft.doubt(f"of several places the last is read, and {columns.heading.texts[column]!r} is skipped")
    if columns.of("indicator") and not columns.of(*OF_RESULTS, "result or indicator"):
        for column in columns.of("activity"):
            columns.fields[column] = "result"
            draft.doubt("activities were taken for results, since no other column holds them", [columns.where(column)])


def _targets(draft: Draft, columns: _Columns) -> None:
    """Of several targets one is the target, that of the whole plan or the last, and the others are milestones."""
    texts = columns.heading.texts
    kinds = columns.of("target")
    dated = {column: period_in(texts[column]) for column in kinds}
    whole = [column for column in kinds if dated[column] is None and OF_ALL_YEARS.search(texts[column])]
    if len(kinds) > 1:
        ends = {column: period.last_day for column, period in dated.items() if period is not None and period.last_day}
        final = whole or [max(ends, key=lambda column: ends[column])] if whole or ends else kinds[:1]
        for column in kinds:
            if column not in final and (column in ends or whole):
                columns.fields[column] = "milestone"
        draft.choose(f"of several targets the one of {texts[final[0]]!r} is the target", *map(columns.where, final))
    for column in (*columns.of("target"), *columns.of("actual")):
        is_whole = period_in(texts.get(column, "")) is None and OF_ALL_YEARS.search(texts.get(column, ""))
        if is_whole and len(kinds) > 1:
            columns.options[column] = {"period": "plan"}
        elif period_in(texts.get(column, "")) is None and OF_THE_YEAR.search(texts.get(column, "")):
            year = _year(draft, columns.sheet)
            if year is not None:
                columns.options[column] = {"period": year}


def _year(draft: Draft, sheet: Sheet) -> str | None:
    """The year that the sheet states for all of its values."""
    year = draft.layout.get("year")
    if isinstance(year, str):
        texts = [cell.text.strip() for row in sheet.rows[:20] for cell in row]
        return next((text for text in texts if A_YEAR.fullmatch(text)), None)
    return None if year is None else str(year)


def _results(draft: Draft, columns: _Columns) -> tuple[str, dict[str, str], str | None]:
    """The shape of the table, and how its results state their levels."""
    _texts_of_results(draft, columns)
    shape = "long" if _is_long(columns) else "rows"
    if columns.of("level and result"):
        return shape, {}, None
    if columns.of(*OF_RESULTS) and not _has_rows_of_results(columns):
        stated = _levels_of_column(draft, columns)
        if columns.of("level", "impact", "outcome", "output"):
            return shape, stated, None
        draft.doubt("nothing states the level of the results; they are read as of no known level")
        return shape, stated, "other"
    levels = _levels_of_rows(draft, columns)
    if levels is not None:
        return "hierarchy", levels, None
    return shape, {}, "other"


def _has_rows_of_results(columns: _Columns) -> bool:
    """True for results that are rows of their own, beside a column of levels in which no level is known."""
    if columns.of("result") or any(columns.share(column, _has_level) for column in columns.of("level")):
        return False
    return any(_is_row_of_result(columns.sheet, row) for row in range(columns.first, columns.last + 1))


def _has_level(cell: Cell) -> bool:
    return not is_result(cell) and RULES.of_text(cell.text) is not None


def _is_row_of_result(sheet: Sheet, row: int) -> bool:
    """True for a row with the text of a result alone."""
    own = [cell for cell in sheet.rows[row - 1] if not cell.is_empty]
    return len(own) == 1 and is_result(own[0])


def _result_above(columns: _Columns) -> tuple[int, int] | None:
    """The row and column of the text above the headings that is a result; None where there is none."""
    for row in range(columns.heading.row - 1, 0, -1):
        own = [(row, column) for column, cell in enumerate(columns.sheet.rows[row - 1], 1) if not cell.is_empty]
        if len(own) > 1:
            return None
        if own and is_result(columns.sheet.cell(*own[0])):
            return own[0]
    return None


def _texts_of_results(draft: Draft, columns: _Columns) -> None:
    """Columns of several facts, such as level, number and statement; and one of levels without a heading."""
    for column in columns.of("result or indicator"):
        columns.fields[column] = "indicator"
    for column in columns.of("result"):
        if columns.share(column, is_result) > 0.5:
            columns.fields[column] = "level and result"
            draft.choose("results begin with the word of their level", columns.where(column))
    if not columns.of("level") and columns.of("result"):
        for column in range(1, columns.sheet.width + 1):
            if column not in columns.fields and columns.share(column, _is_level) > 0.5:
                columns.fields[column] = "level"
    statements = columns.of("indicator")
    if not columns.of("indicator code") and statements and columns.share(statements[0], _has_code) > 0.5:
        columns.fields[statements[0]] = "code and indicator"
        draft.choose("indicators begin with their codes", columns.where(statements[0]))


def _is_long(columns: _Columns) -> bool:
    """True if rows repeat their indicators for periods or places."""
    names = columns.of(*INDICATORS) or columns.of("indicator code")
    statements = [cell.text for column in names for cell in columns.cells(column)]
    repeats = len(set(statements)) * 10 < len(statements) * 8
    return repeats and bool(columns.of("period", "year", "start", "place"))


def _has_code(cell: Cell) -> bool:
    return any(A_CODE.match(line.strip()) for line in cell.text.splitlines())


def _levels_of_column(draft: Draft, columns: _Columns) -> dict[str, str]:
    """The levels that words of the column of levels may mean, where they mean different ones."""
    found: dict[str, str] = {}
    for column in columns.of("level"):
        texts = [*dict.fromkeys(cell.text.strip() for cell in columns.cells(column))]
        stated = {leveled.level for text in texts if (leveled := RULES.of_text(text)) is not None}
        for text in texts:
            word = plain(NUMBER_AT_END.sub("", text))
            if RULES.of_text(text) is None and word in word_table("doubtful"):
                found[NUMBER_AT_END.sub("", text)] = _likely_level(word, stated)
            elif RULES.of_text(text) is None and (pattern := code_pattern(text)) is not None:
                level = usual_level(pattern)
                found |= {} if level is None else {pattern: level}
    if found:
        draft.doubt(f"these words may mean another level: {', '.join(f'{k} as {v}' for k, v in found.items())}")
    return found


def _likely_level(word: str, stated: set[str]) -> str:
    """The level that a word with several meanings has beside the levels that are stated."""
    return "output" if word in RESULTS and "outcome" in stated else word_table("doubtful")[word]


def _section(text: str) -> dict[str, str]:
    """The level of a row by the kind of its indicators, by the words of the row; none where it states none."""
    words, level = text.split(), None
    for count in range(len(words), 0, -1):
        level = word_table("sections").get(plain(" ".join(words[:count])))
        if level is not None:
            return {f"{' '.join(words[:count])}*": level}
    return {}


def _levels_of_rows(draft: Draft, columns: _Columns) -> dict[str, str] | None:
    """The levels of results that are rows of their own, by codes where no word states them; None without such rows."""
    values = set(columns.of(*KINDS, "unit", "means of verification"))
    by_code: dict[str, str] = {}
    sections: dict[str, str] = {}
    words, cells = 0, []
    for row in range(columns.first, columns.last + 1):
        own = [(column, cell) for column, cell in enumerate(columns.sheet.rows[row - 1], 1) if not cell.is_empty]
        if not own or any(column in values for column, _ in own):
            continue
        column, cell = own[0]
        if is_result(cell) or (len(own) > 1 and is_result(own[1][1])):
            words += 1
        elif len(own) == 1 and (section := _section(cell.text)):
            sections.update(section)
        elif (pattern := code_pattern(cell.text)) is not None and len(own) > 1:
            by_code.setdefault(pattern, usual_level(pattern) or "output")
        else:
            continue
        cells.append(columns.sheet.where(row, column))
    if not cells:
        return None
    draft.choose("results are rows above their indicators", *cells[:4])
    if by_code and not words:
        named = ", ".join(f"{pattern} as {level}" for pattern, level in by_code.items())
        draft.doubt(f"the codes of results were taken for levels, {named}", cells)
        sections |= by_code
    elif sections:
        named = ", ".join(f"{text} as {level}" for text, level in sections.items())
        draft.doubt(f"sections of indicators were taken for results, {named}", cells)
    return sections


def _parents(draft: Draft, columns: _Columns) -> str:
    """The way to the result above: by codes where results have them."""
    texts = [
        cell.text
        for column in columns.of("level", "level and result", "indicator code")
        for cell in columns.cells(column)
    ]
    has_codes = sum(any(map(str.isdigit, text)) for text in texts) > 1
    if has_codes or not columns.of("result", "level"):
        return "code"
    draft.doubt("nothing states which output belongs to which outcome; they are read side by side")
    return "none"
