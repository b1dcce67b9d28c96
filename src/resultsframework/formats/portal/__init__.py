"""
Pages of the UN Women Transparency Portal, as they are copied from a browser, given by an extractor, or saved.

**Read.** Four kinds of page: that of an outcome; of global results (the organisation's own outcome with its indicators
and outputs); of progress notes (several outcomes with a note each); and each of them saved as HTML, by the text that a
browser shows, with lxml and without fetching anything. Of an outcome: the header (region, country and plan period named
there, income group, least developed or not, the two indexes, population by sex); code, title, identifier, goals, impact
areas, organisational outputs, policy markers, humanitarian scope, functions and description; resources and who funds
them; the plan period; each indicator with notes, statement, scope, codes in the strategic plan, goals, common and
complementary tags, summary, baseline, milestones, target and results; the outputs; the progress notes; the documents.

**From which copies.** A page is read as a stream of labels and texts. A line end, an empty line, a space, a tab and a
non-breaking space mean the same, so that a column of values may be one line or ten. Only statements, titles, names,
notes and descriptions are what a line says they are. Blocks may be empty, missing or in another order; the captions of
icons ("sdg", "Image") may be there or not. A note on an indicator that has none of the portal's own phrases is known by
blank lines around it, or, where a page has none, by its place above the statement.

**Cells** print a value twice. Where the second is more exact ("$3.07 M", 3,071,200), it is the value, and the first its
raw text; two that cannot be one value are text. Newer pages have a third part, which is the comment of the value. Where
a label, a year or a code is missing, what depends on it is reported rather than guessed.

**Kept.** Menus, fixed explanations, disclaimers and the survey are in ``source.chrome``, all that no field takes in
``source.unparsed``. The header is kept as it is printed. On many pages it is the placeholder of the portal's template
(`CountryProfile.is_placeholder`), and no country's. In HTML, lines are those of the text, not of the file.

**Written.** The page of an outcome. What ``source.unparsed`` holds is written behind a mark, so that it is read as such
again, and each figure keeps its printed digits. What was read from the page of an outcome is read from the written one
as the same framework; blank lines among menus and disclaimers, and doubled spaces, are not kept.

**Lost.** What the page has no place for: all but one outcome and what is nested in it, results and indicators without a
code, measures, units apart from a per cent sign, directions and accumulation, disaggregated values, places, texts that
would be read as a heading, a label or a cell, second baselines, empty periods, budgets after the first and the period
of a budget, languages, programmes, and what describes a plan as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resultsframework.errors import FormatError, Problem
from resultsframework.formats._own_classes import refuse_own_fields

if TYPE_CHECKING:
    from resultsframework.formats._text import Readable, Writable
    from resultsframework.framework import ResultsFramework

__all__ = ["dump", "dumps", "load", "loads"]

FORMAT = "portal"
EXPECTED = (
    "expected the text of an outcome's page on the UN Women Transparency Portal, with a line such as "
    "'outcome MEX_D_2.1' and headings such as 'Outcome details'; copy the whole page, from its top to its end"
)
OUTCOME = re.compile(
    r"(?:^\ufeff?|[\r\n])[^\S\r\n]*(outcome|OUTCOME)(?:[^\S\r\n]+|\s*[\r\n][^\S\r\n]*)(\S[^\r\n]{0,300})"
)
LANDMARKS = re.compile(
    r"outcome\s+details|outcome\s+description|out(?:come|put)\s+indicators?\s+and\s+results"
    r"|planned\s+budget|current\s+un\s+women\s+plan|outcome\s+indicators\s+in\s+[1-9][0-9]{3}(?!\w)",
    re.IGNORECASE,
)
GLOBAL_RESULTS = re.compile(
    r"[\r\n][^\S\r\n]*outcome[^\S\r\n]+indicators[^\S\r\n]+in[^\S\r\n]+[1-9][0-9]{3}[^\S\r\n]*[\r\n]", re.IGNORECASE
)


def recognises(text: str) -> bool:
    """True if a text is probably a page of the portal: it names an outcome, and has a heading of such a page."""
    from ._headings import code_of_identifier, heading_of
    from ._html import is_html, text_of_html
    from ._words import plain

    if is_html(text):
        text = text_of_html(text)
    # A plain search is a hundred times quicker than a pattern, and settles it for most texts.
    if not any(word in text for word in ("outcome", "OUTCOME", "Outcome")):
        return False
    named = [(line[1], plain(line[2])) for line in OUTCOME.finditer(text)]
    if any(code_of_identifier(code) for _, code in named) or GLOBAL_RESULTS.search(text):
        return True
    return LANDMARKS.search(text) is not None and any(heading_of(f"{word} {code}") for word, code in named)


def loads(text: str, *, source: str | None = None) -> ResultsFramework:
    """
    The framework that the text of a page shows.

    Args:
        text: The text.

        source: The name of the file it is from, for messages and ``framework.source.name``.

    Raises:
        FormatError: It is not the text of such a page, or shows a second outcome.

        MissingExtraError: It is a saved page, and lxml is not installed.
    """
    from resultsframework.formats._text import refuse_half_characters

    from ._html import is_html, text_of_html
    from ._page import Page
    from ._reader import framework_of

    refuse_half_characters(text, FORMAT, source)
    if is_html(text):
        try:
            text = text_of_html(text)
        except FormatError as error:
            raise error.in_source(source) from None
    if not recognises(text):
        what = "nothing in it is found on such a page alone" if text.strip() else "it is empty"
        raise FormatError(FORMAT, (Problem(f"{what}; {EXPECTED}", line=text.rstrip().count("\n") + 1),), source)
    try:
        return framework_of(Page(text), source)
    except FormatError as error:
        raise error.in_source(source) from None


def load(file: Readable) -> ResultsFramework:
    """
    The framework that a page in a file shows.

    Args:
        file: A path, or a file open for reading.

    Raises:
        FormatError: It cannot be read, is not the text of such a page, or shows a second outcome.
    """
    from resultsframework.formats._text import read_text

    text, name = read_text(file, format=FORMAT)
    return loads(text, source=name)


def dumps(framework: ResultsFramework) -> str:
    """
    A framework as the text of a page.

    Raises:
        InvalidValueError: The framework has no outcome, or several, or its outcome has no code.
    """
    from ._writer import page_of

    refuse_own_fields(framework, "a portal page")
    return page_of(framework)


def dump(framework: ResultsFramework, file: Writable) -> None:
    """
    Write a framework to a file as the text of a page.

    Args:
        framework: The framework.

        file: A path, or a file open for writing.

    Raises:
        InvalidValueError: The framework has no outcome, or several, or its outcome has no code.

        OSError: The file cannot be written; it is as it was before.
    """
    from resultsframework.formats._text import write_text

    write_text(file, dumps(framework))
