"""
Rules about organisations, documents and descriptions in an IATI activity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from resultsframework.document import DocumentLink
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.node import FactKind
from resultsframework.result import Result

from ._facts import facts, is_stated
from ._finding import Severity
from ._rule import Found, rule
from .codes import FORBIDDEN
from .documents import documents_of
from .iati import blank, label, listed

if TYPE_CHECKING:
    from ._context import Context


@rule(
    "IAT08",
    Severity.WARNING,
    title="Identifier of an organisation has forbidden characters",
    source="IATI standard ruleset 1.8.1, 1.8.13, 1.9.1, 1.10.1, 1.10.13, 1.14.1 and 1.14.13: as for an activity",
    advice="Leave these characters out.",
    on=ResultsFramework,
)
def identifiers_of_organisations_are_written_in_allowed_signs(
    framework: ResultsFramework, _context: Context
) -> Iterable[Found]:
    """
    The identifiers of reporting, participating and funding organisations follow the form of activity identifiers.

    They have no slash, ampersand, vertical bar or question mark, and no space before or after them. The identifier of a
    participant's own activity has no such space.

    Fires: owner id XM-DAC/41146
    Silent: owner id XM-DAC-41146
    """
    for step, text, case in identifiers_of(framework):
        signs = FORBIDDEN.findall(text) if case != "1.9" else [text] * (text != text.strip())
        if signs:
            number = 1 if text != text.strip() else 13
            message = f"the identifier {text!r} has forbidden characters or spaces ({case}.{number})"
            yield Found(message, at=step, observed=text, expected="an identifier without them")


@rule(
    "IAT09",
    Severity.ERROR,
    title="Participating organisation has no name",
    source="IATI standard ruleset 6.10.1: a participating organisation has an identifier or a name",
    advice="Supply the name or the identifier.",
    on=ResultsFramework,
)
def organisations_have_a_name(framework: ResultsFramework, _context: Context) -> Iterable[Found]:
    """
    Every participating organisation has an identifier or a name.

    Fires: somebody takes part
    Silent: FAO takes part
    """
    for number, part in enumerate(framework.organisations, 1):
        if blank(part.organisation.reference) and blank(label(part.organisation)):
            message = "a participating organisation has neither an identifier nor a name (6.10.1)"
            yield Found(message, at=f"organisations#{number}", expected="an identifier or a name")


@rule(
    "IAT10",
    Severity.ERROR,
    title="Document lacks required information",
    source="IATI 2.03 schema, and standard ruleset 4.3.1: a document has a title, a format and a category",
    advice="Supply the missing information.",
    on=(DocumentLink, Indicator),
)
def document_is_described(node: DocumentLink | Indicator, _context: Context) -> Iterable[Found]:
    """
    Every document, the evidence for single values included, states its title, its format and at least one category.

    Fires: document A08
    Fires: evidence A08
    Silent: document A08 called Report as application/pdf
    """
    for step, document in every_document_of(node):
        parts = {"title": document.title, "format": document.format, "category": "".join(document.categories)}
        missing = [name for name, text in parts.items() if blank(text) and not is_stated(document.extras, name)]
        if missing:
            case = " (4.3.1)" if "title" in missing else ""
            message = f"the document {document.title or document.url or ''!r} has no {listed(missing)}{case}"
            yield Found(message, at=step, expected=listed(missing))


@rule(
    "IAT11",
    Severity.ERROR,
    title="Description is blank",
    source="IATI standard ruleset 4.4.1: a description is not blank",
    advice="Supply the text, or leave the description out.",
    on=(ResultsFramework, Result, Indicator, DocumentLink),
)
def descriptions_say_something(
    node: ResultsFramework | Result | Indicator | DocumentLink, _context: Context
) -> Iterable[Found]:
    """
    The description of a result, an indicator or a document is not blank, nor is a further description of an activity.

    Fires: description blank
    Silent: description By survey
    Silent: code A.1
    """
    if isinstance(node, ResultsFramework):
        odd = [f"extras#{number}" for number, _ in facts(node.extras, FactKind.BLANK)]
    else:
        odd = ["description"] if node.description is not None and blank(node.description) else []
    for step in odd:
        yield Found("the description is blank (4.4.1)", at=step, expected="a text, or no description")


def identifiers_of(framework: ResultsFramework) -> Iterator[tuple[str, str, str]]:
    """The identifiers of organisations: the step to each, its text, and the case of the ruleset about it."""
    owner = framework.reporting_organisation
    if owner is not None and owner.reference:
        yield "reporting_organisation/reference", owner.reference, "1.14"
    for number, part in enumerate(framework.organisations, 1):
        if part.organisation.reference:
            yield f"organisations#{number}/organisation/reference", part.organisation.reference, "1.8"
        if part.identifier:
            yield f"organisations#{number}/identifier", part.identifier, "1.9"
    for number, budget in enumerate(framework.budgets, 1):
        for place, line in enumerate(budget.funding, 1):
            if line.organisation is not None and line.organisation.reference:
                step = f"budgets#{number}/funding#{place}/organisation/reference"
                yield step, line.organisation.reference, "1.10"


def every_document_of(node: DocumentLink | Indicator) -> Iterator[tuple[str, DocumentLink]]:
    """A document itself, or the documents of an indicator and of its values, each with the step to it."""
    yield from ((step.rstrip("/"), document) for step, document in documents_of(node))
    if isinstance(node, Indicator):
        for number, o in enumerate(node.series, 1):
            for place, document in enumerate(o.documents, 1):
                yield f"series/observations#{number}/documents#{place}", document
