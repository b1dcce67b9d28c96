"""
Rules about codes and identifiers: their presence, their uniqueness, and their form.

A problem of one code in several places is one finding, at the first of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from resultsframework.compare import equal_in, hashes_of, statement
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.node import FactKind
from resultsframework.result import Result

from ._code_pattern import LONGEST_CODE
from ._facts import facts
from ._finding import Severity
from ._given import has_code_patterns, has_statement, is_repeated
from ._index import statements_differ
from ._rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from resultsframework.alignment import Reference

    from ._context import Context, IndicatorContext
    from ._index import Placement

# The five forms of codes on the pages of UN Women, for `Options.code_patterns`.
UN_WOMEN_CODES = (
    r"SP_[DO]_\d+\.\d+\.\d+",
    r"SP_[DO]_\d+\.\d+\.[a-z]",
    r"SP_[DO]_\d+\.\d+[A-Z]",
    r"[A-Z]{3}_[DO]_\d+(?:\.\d+)*",
    r"[A-Z]{3}_[DO]_\d+(?:\.\d+)*[A-Z]",
)
FORBIDDEN = re.compile(r"[/&|?]|^\s|\s$")


def uncited_reference(indicator: Indicator) -> Reference | None:
    """The code of another list that its statement begins with, where that is not among its references."""
    reference = statement(indicator.statement).reference
    known = {reference.code.casefold() for reference in indicator.references}
    return None if reference is None or reference.code.casefold() in known else reference


def with_the_code_of_its_statement(indicator: Indicator) -> Indicator:
    """The indicator with the code that its statement begins with among its references; the statement stays as it is."""
    new = uncited_reference(indicator)
    return indicator if new is None else attrs.evolve(indicator, references=(*indicator.references, new))


@rule(
    "COD01",
    Severity.WARNING,
    title="Indicator has no code",
    source="IATI guidance on results: an indicator is referred to by its code",
    advice="Give every indicator a code.",
    on=(ResultsFramework, Indicator),
)
def indicator_has_a_code(node: ResultsFramework | Indicator, context: Context) -> Iterable[Found]:
    """
    Every indicator has a code.

    Without a code an indicator cannot be matched with the next version of the plan. If no indicator of a framework has
    one, the source has no codes, which is one finding, and an info.

    Fires: code none
    Fires: code none; another B
    Silent: code A.1
    """
    if isinstance(node, Indicator):
        if not node.code and context.validation.index.has_codes:
            yield Found("the indicator has no code", expected="a code")
    elif (count := len(context.validation.index.indicators)) and not context.validation.index.has_codes:
        message = f"none of {count} indicators has a code" if count > 1 else "the only indicator has no code"
        yield Found(message, expected="codes", severity=Severity.INFO)


@rule(
    "COD02",
    Severity.INFO,
    title="Code is in no known form",
    source="the publisher's own code lists",
    advice="Correct the code, or add its form to the option.",
    on=(Result, Indicator),
    given=has_code_patterns,
)
def code_is_in_a_known_form(node: Result | Indicator, context: Context) -> Iterable[Found]:
    """
    Every code has one of the forms given as an option (``code_patterns``).

    By default every form is accepted. A code of more than a hundred characters has none.

    Fires: codes SP_.*; code MEX_1
    Silent: codes SP_.*, A; code SP_1
    Silent: code MEX_1
    """
    patterns = context.validation.options.code_patterns
    code = node.code
    if patterns and code and (len(code) > LONGEST_CODE or not any(re.fullmatch(form, code) for form in patterns)):
        yield Found(f"the code {node.code!r} has none of the accepted forms", at="code", observed=node.code)


@rule(
    "COD03",
    Severity.ERROR,
    title="One code for different indicators",
    source="logic: a code identifies one indicator",
    advice="Give one of them a new code, or correct the statement.",
    on=Indicator,
    given=is_repeated,
)
def code_has_one_statement(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    A code has the same statement wherever it is used.

    Quotes, spaces, letter case, a scope after the statement and a code before it are ignored. A code that repeats under
    one result is the subject of STR04.

    Fires: statement Number of laws; again under B: statement Number of acts
    Silent: statement Number of laws; again under B: statement number of laws (CO)
    """
    group = context.repeated
    if group and statements_differ(group):
        statements = sorted({p.indicator.statement for p in group if p.indicator.statement})
        listed = "; ".join(statements)
        message = f"the code {indicator.code} has different statements, {places_of(group)}"
        yield Found(message, at="code", observed=listed, expected="one statement")


@rule(
    "COD04",
    Severity.WARNING,
    title="One indicator with different values in several places",
    source="practice: an indicator under several results has a share in each, or the same values in all",
    advice="Confirm that each result has its own share, and declare whether the values may be summed.",
    on=Indicator,
    implied_by=("COD03",),
    given=is_repeated,
)
def code_has_one_series(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    An indicator under several results has the same values in each.

    Otherwise it is not clear whether the values are shares to be added up, or some are out of date. Several codes that
    are repeated under the same results are one finding.

    Fires: 2022 baseline 0 | 2025 target 3; again under B: 2025 baseline TBD | 2025 target 2
    Silent: 2025 baseline TBD | 2025 target TBD; again under B: 2025 baseline TBD | 2025 target TBD
    Silent: 2025 target 3
    """
    groups = context.validation.index.repeated_with_differences.get(context.number)
    if groups:
        codes = sorted(group[0].indicator.code or "" for group in groups)
        listed, verb = ", ".join(codes), "has" if len(codes) == 1 else "have"
        places = max(groups, key=lambda group: (len(group), group[0].indicator.code or ""))
        message = f"{listed} {verb} different values, {places_of(places)}"
        yield Found(message, at="code", observed=f"{len(places)} places", expected="the same values, or shares")


@rule(
    "COD07",
    Severity.INFO,
    title="Statement begins with a code",
    source="IATI guidance on results: codes of other lists are references",
    advice="Add the code to the references.",
    on=Indicator,
    given=has_statement,
    fix=with_the_code_of_its_statement,
)
def statement_begins_with_a_word(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    No statement begins with a code that is missing from the references.

    Programs do not find such a code, and the same statement without it looks like a different one.

    Fires: statement SP 3.8.1: Number of laws
    Fires: statement 2.1.1c # of laws
    Silent: statement Number of laws
    Silent: statement SDG 5.1.1: Whether there are laws; SDG reference 5.1.1
    """
    reference = uncited_reference(indicator)
    if reference is not None:
        message = f"the statement begins with the code {reference.code}, which is not among the references"
        yield Found(message, at="statement", observed=reference.code, expected="a reference")


@rule(
    "COD08",
    Severity.WARNING,
    title="Identifier does not begin with the organisation's",
    source="IATI standard ruleset 1.1.21: an activity's identifier begins with that of the reporting organisation",
    advice="Put the identifier of the organisation and a hyphen in front.",
    on=(ResultsFramework, Result),
    implied_by=("COD10",),
)
def identifier_begins_with_the_owners(node: ResultsFramework | Result, context: Context) -> Iterable[Found]:
    """
    The identifier of an activity begins with that of the reporting organisation and a hyphen.

    A former identifier of the organisation is accepted, where an IATI file states it (other identifier, B1).

    Fires: owner id XM-DAC-41146; identifier MEX-1
    Silent: owner id XM-DAC-41146; identifier XM-DAC-41146-MEX-1
    Silent: owner id XM-DAC-41146; identifier UNW-1; formerly UNW
    Silent: identifier MEX-1
    """
    owner = owner_id(context)
    if not owner or not node.identifier or node.identifier.startswith(f"{owner}-"):
        return
    if not node.identifier.startswith(tuple(f"{one}-" for one in former_ids(context))):
        message = f"the identifier {node.identifier!r} does not begin with that of the organisation"
        yield Found(message, at="identifier", observed=node.identifier, expected=f"{owner}-")


@rule(
    "COD09",
    Severity.WARNING,
    title="Identifier has forbidden characters",
    source="IATI standard ruleset 1.3.1 and 1.3.13: no slash, ampersand, bar or question mark, no spaces around",
    advice="Leave these characters out.",
    on=(ResultsFramework, Result),
)
def identifier_is_written_in_allowed_signs(node: ResultsFramework | Result, _context: Context) -> Iterable[Found]:
    """
    An identifier has no slash, ampersand, vertical bar or question mark, and no space before or after it.

    Fires: identifier XM-DAC-41146-MEX/1
    Silent: identifier XM-DAC-41146-MEX-1
    """
    signs = FORBIDDEN.findall(node.identifier or "")
    if signs:
        listed = " ".join(sorted({sign if sign.strip() else "a space" for sign in signs}))
        message = f"the identifier {node.identifier!r} has forbidden characters: {listed}"
        yield Found(message, at="identifier", observed=node.identifier, expected="an identifier without them")


@rule(
    "COD10",
    Severity.ERROR,
    title="Identifier is the organisation's own",
    source="IATI standard ruleset 1.1.3: an activity is not the organisation that reports it",
    advice="Append what distinguishes this activity from others.",
    on=(ResultsFramework, Result),
)
def identifier_differs_from_the_owners(node: ResultsFramework | Result, context: Context) -> Iterable[Found]:
    """
    The identifier of an activity differs from that of the reporting organisation.

    Fires: owner id XM-DAC-41146; identifier XM-DAC-41146
    Silent: owner id XM-DAC-41146; identifier XM-DAC-41146-MEX-1
    """
    owner = owner_id(context)
    if owner and node.identifier == owner:
        message = f"the identifier {owner!r} is that of the organisation"
        yield Found(message, at="identifier", observed=owner, expected=f"{owner}-…")


@rule(
    "COD11",
    Severity.WARNING,
    title="Codes differ only in letter case",
    source="logic: many programs do not distinguish upper from lower case",
    advice="Rename one of them.",
    on=ResultsFramework,
)
def codes_differ_in_more_than_letter_case(_framework: ResultsFramework, context: Context) -> Iterable[Found]:
    """
    No two codes of results and indicators differ only in upper and lower case.

    Fires: code A.1a; another A.1A
    Silent: code A.1a; another A.1b
    """
    nodes: list[Result | Indicator] = [*context.validation.index.results, *context.validation.index.indicators]
    hashes = hashes_of((node.code or "").casefold() for node in nodes)
    for numbers in equal_in(hashes, lambda number: (nodes[number].code or "").casefold()):
        same = {nodes[number].code or "" for number in numbers}
        if len(same) > 1:
            listed = ", ".join(sorted(same))
            yield Found(f"codes differ only in letter case: {listed}", observed=listed, expected="different codes")


def owner_id(context: Context) -> str | None:
    """The identifier of the reporting organisation."""
    owner = context.validation.framework.reporting_organisation
    return owner.reference if owner else None


def former_ids(context: Context) -> list[str]:
    """Former identifiers of the organisation, as stated in an IATI file."""
    former = facts(context.validation.framework.extras, FactKind.FORMER_IDENTIFIER)
    return [fact.text for _, fact in former if fact.text]


def places_of(group: Sequence[Placement]) -> str:
    """The places of a code in a message, sorted by name."""
    return "under " + ", ".join(sorted(p.label for p in group))
