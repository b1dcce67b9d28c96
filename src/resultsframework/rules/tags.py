"""
Rules about tags: common and complementary indicators, the SDGs, policy markers, and the scope of reporting.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from resultsframework.alignment import AlignmentKind, PolicyMarker
from resultsframework.compare import folded
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.note import NoteKind, Scope
from resultsframework.result import Result

from ._body import is_same_body
from ._finding import Severity
from ._given import has_alignments, has_references, has_scope, has_sdgs, has_statement
from ._rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.alignment import Reference

    from ._context import Context, IndicatorContext

SDG_INDICATOR = "sdg_indicator"
GOAL = r"(?:[1-9]|1[0-7])"
TARGET = rf"{GOAL}\.(?:[1-9][0-9]?|[a-d])"
FORMS = {"goal": GOAL, "target": TARGET, "indicator": rf"{TARGET}\.[1-9][0-9]?"}
CITED = re.compile(rf"\bSDG\s+(?:indicator\s+)?({FORMS['indicator']})(?![0-9.]*[0-9])", re.IGNORECASE)


@rule(
    "TAG01",
    Severity.ERROR,
    title="Tag names no partner",
    source="UN Women portal glossary: a common or complementary indicator is shared with other entities",
    advice="Name the entities, or remove the tag.",
    on=Indicator,
    given=has_alignments,
)
def alignment_names_a_partner(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    Every common or complementary tag names at least one other entity.

    Fires: common with nobody
    Silent: common with UNDP
    """
    return [
        Found(f"the {a.kind.value} tag names no entity", at=f"alignments#{number}", expected="at least one entity")
        for number, a in enumerate(indicator.alignments, 1)
        if not a.partners
    ]


@rule(
    "TAG02",
    Severity.ERROR,
    title="Common and complementary with one partner",
    source="UN Women portal glossary: a complementary indicator is not repeated word for word",
    advice="Keep one of the two tags for this entity.",
    on=Indicator,
    given=has_alignments,
)
def alignments_exclude_each_other(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    An indicator is either common or complementary with one entity.

    It may be both with different entities.

    Fires: complementary with UNDP, UNFPA; common with UNDP
    Silent: complementary with UNFPA; common with UNDP
    """
    common = [p for a in indicator.alignments if a.kind is AlignmentKind.COMMON for p in a.partners]
    for number, alignment in enumerate(indicator.alignments, 1):
        if alignment.kind is AlignmentKind.COMPLEMENTARY:
            for partner in alignment.partners:
                if any(is_same_body(partner, other) for other in common):
                    message = f"the indicator is tagged both common and complementary with {partner.label}"
                    yield Found(message, at=f"alignments#{number}", observed=partner.label, expected="one of the two")


@rule(
    "TAG03",
    Severity.ERROR,
    title="Tag names the owner of the framework",
    source="UN Women portal glossary: a common or complementary indicator is shared with other entities",
    advice="Remove the entity from the tag.",
    on=Indicator,
    given=has_alignments,
)
def alignment_is_with_others(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No indicator is common or complementary with the owner of its framework.

    Fires: owner UN Women; common with UNDP, UN Women
    Silent: owner UN Women; common with UNDP
    Silent: common with UN Women
    """
    owner = context.validation.framework.reporting_organisation
    if owner is None:
        return ()
    return [
        Found(
            f"the {a.kind.value} tag names {p.label}, whose framework this is",
            at=f"alignments#{number}",
            observed=p.label,
            expected="other entities",
        )
        for number, a in enumerate(indicator.alignments, 1)
        for p in a.partners
        if is_same_body(p, owner)
    ]


@rule(
    "TAG04",
    Severity.WARNING,
    title="Common indicator is missing from the partner's framework",
    source="UN Women portal glossary: a common indicator is in two frameworks word for word",
    advice="Use the partner's statement, or tag the indicator as complementary.",
    on=Indicator,
    given=has_alignments,
)
def common_statement_is_the_partners(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The statement of a common indicator is also in the framework of each partner given for comparison.

    Quotes, spaces, letter case, a scope after the statement and a code before it are ignored.

    Fires: statement Number of laws; common with UNDP; UNDP states Number of acts
    Silent: statement Number of laws (CO); common with UNDP; UNDP states SP 3.8.1: number of laws
    Silent: statement Number of laws; common with UNDP
    """
    if not indicator.statement or not context.validation.compare_with:
        return
    own = folded(indicator.statement)
    for number, alignment in enumerate(indicator.alignments, 1):
        for partner in alignment.partners if alignment.kind is AlignmentKind.COMMON else ():
            theirs = [s for owner, s in context.validation.partner_statements if is_same_body(partner, owner)]
            if theirs and not any(own in statements for statements in theirs):
                statements = {key: text for known in theirs for key, text in known.items()}
                nearest = next((statements[k] for k in difflib.get_close_matches(own, statements, n=1)), None)
                message = f"no indicator of {partner.label} has this statement"
                yield Found(message, at=f"alignments#{number}", observed=indicator.statement, expected=nearest)


@rule(
    "TAG05",
    Severity.WARNING,
    title="SDG indicator without an SDG tag",
    source="IATI guidance on the SDGs: an indicator that measures an SDG indicator is tagged with it",
    advice="Tag the indicator with the goal, or add a reference to the SDG indicator.",
    on=Indicator,
    given=has_statement,
)
def cited_sdg_indicator_is_tagged(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    An indicator whose statement cites an SDG indicator is tagged with an SDG.

    A reference to the SDG indicator is accepted as a tag: IATI has no other at this level.

    Fires: statement SDG 5.1.1: Laws against discrimination exist
    Silent: statement SDG 5.1.1: Laws against discrimination exist; SDG goal 5
    Silent: statement SDG 5.1.1: Laws against discrimination exist; SDG reference 5.1.1
    """
    cited = cited_in(indicator.statement)
    if cited and not indicator.sdgs and not any(r.vocabulary == SDG_INDICATOR for r in indicator.references):
        codes = ", ".join(cited)
        message = f"the statement cites SDG indicator {codes}, and the indicator has no SDG tag"
        yield Found(message, at="statement", observed=codes, expected="an SDG tag")


@rule(
    "TAG06",
    Severity.ERROR,
    title="SDG tag and cited SDG indicator differ",
    source="IATI guidance on the SDGs: an indicator belongs to one goal",
    advice="Correct the tag or the cited code.",
    on=Indicator,
    given=has_sdgs,
)
def sdg_tag_is_of_the_cited_goal(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    Every SDG indicator that an indicator cites belongs to a goal that it is tagged with.

    Citations are found in the statement, among the references, and in the target or indicator of the tag itself. Tags
    without a goal number are left aside.

    Fires: statement SDG 8.5.1: Average hourly earnings; SDG goal 5
    Fires: SDG reference 8.5.1; SDG goal 5
    Silent: statement SDG 5.1.1: Laws against discrimination exist; SDG goal 5
    Silent: SDG reference 8.5.1; SDG goal 5; SDG goal 8
    """
    goals = {sdg.goal for sdg in indicator.sdgs if sdg.goal is not None}
    if not goals:
        return ()
    tagged = (code for sdg in indicator.sdgs for code in (sdg.target, sdg.indicator) if code)
    cited = dict.fromkeys((*sdg_indicators_of(indicator), *tagged))
    named = " and ".join(map(str, sorted(goals)))
    return [
        Found(f"{code} is of goal {goal}, and the tag is of goal {named}", at="sdgs", observed=named, expected=goal)
        for code in cited
        if (goal := goal_of(code)) is not None and goal not in goals
    ]


@rule(
    "TAG07",
    Severity.ERROR,
    title="SDG code is in no known form",
    source="IATI guidance on the SDGs: codes are those of the global indicator framework",
    advice="Write the code as 5, 5.4 or 5.4.1; convert codes of the form C050401.",
    on=(ResultsFramework, Result, Indicator),
)
def sdg_codes_are_well_formed(node: ResultsFramework | Result | Indicator, _context: Context) -> Iterable[Found]:
    """
    Codes of goals, targets and SDG indicators are written as in the global indicator framework.

    The United Nations database has codes of its own ("C050401"), which are not in general use.

    Fires: SDG reference C050101
    Fires: SDG target 5.4.1
    Silent: SDG reference 5.c.1
    Silent: SDG target 5.4
    """
    for number, sdg in enumerate(() if isinstance(node, ResultsFramework) else node.sdgs, 1):
        for form, code in (("target", sdg.target), ("indicator", sdg.indicator)):
            if code is not None and not re.fullmatch(FORMS[form], code):
                message = f"{code!r} is not an SDG {form}"
                yield Found(message, at=f"sdgs#{number}/{form}", observed=code, expected=EXAMPLES[form])
    field = "tags" if isinstance(node, ResultsFramework) else "references"
    references: tuple[Reference, ...] = getattr(node, field)
    for number, reference in enumerate(references, 1):
        form = (reference.vocabulary or "").removeprefix("sdg_")
        if f"sdg_{form}" == reference.vocabulary and form in FORMS and not re.fullmatch(FORMS[form], reference.code):
            message = f"{reference.code!r} is not an SDG {form}"
            yield Found(message, at=f"{field}#{number}/code", observed=reference.code, expected=EXAMPLES[form])


EXAMPLES = {"goal": "a code such as 5", "target": "a code such as 5.4", "indicator": "a code such as 5.4.1"}


@rule(
    "TAG09",
    Severity.ERROR,
    title="Several SDG indicators on one indicator",
    source="IATI guidance on results: at most one SDG indicator an indicator",
    advice="Split the indicator.",
    on=Indicator,
    given=has_references,
)
def sdg_indicator_is_one(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    An indicator refers to at most one SDG indicator.

    This only concerns IATI files.

    Fires: SDG reference 5.1.1; SDG reference 5.c.1
    Silent: SDG reference 5.1.1
    """
    codes = [reference.code for reference in indicator.references if reference.vocabulary == SDG_INDICATOR]
    if len(codes) > 1:
        listed = ", ".join(codes)
        message = f"the indicator refers to {len(codes)} SDG indicators: {listed}"
        yield Found(message, at="references", observed=listed, expected="one")


@rule(
    "TAG10",
    Severity.INFO,
    title="Desk review is in the scope or a note only",
    source="UN Women portal pages, which state it after the statement and in a note",
    advice="Add the note or the scope, or remove the other.",
    on=Indicator,
)
def desk_review_is_in_scope_and_note(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    An indicator that is reported from a desk review has that in its scope and in a note.

    Fires: scope desk review
    Fires: note desk review
    Silent: scope desk review; note desk review
    Silent: scope country office
    """
    in_scope = Scope.DESK_REVIEW in indicator.scope
    in_note = any(note.kind is NoteKind.DESK_REVIEW for note in indicator.notes)
    if in_scope == in_note:
        return ()
    where, missing = ("the scope", "note") if in_scope else ("a note", "scope")
    message = f"{where} mentions a desk review, and there is no {missing} of it"
    return (Found(message, expected=f"a {missing}"),)


@rule(
    "TAG11",
    Severity.INFO,
    title="Desk review indicator has values of its own",
    source="UN Women portal pages: a desk review is reported at global level",
    advice="Confirm that the values are of this framework.",
    on=Indicator,
    given=has_scope,
)
def desk_review_has_no_own_values(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    An indicator that headquarters report from a desk review has no baseline and no target of this framework.

    Milestones count as targets here.

    Fires: scope desk review; 2021 baseline 1 | 2025 target 1
    Silent: scope desk review; 2021 baseline - | 2025 target -
    Silent: scope country office; 2021 baseline 1 | 2025 target 1
    """
    if Scope.DESK_REVIEW not in indicator.scope:
        return ()
    values = [o for o, _ in (*context.baselines, *context.planned) if o.is_reported]
    if not values:
        return ()
    listed = ", ".join(f"{o.kind.value} {o.raw}" for o in values)
    return (Found(f"the indicator is reported from a desk review, and has values here: {listed}", observed=listed),)


@rule(
    "TAG12",
    Severity.WARNING,
    title="Policy marker has no significance",
    source="OECD DAC policy markers: not targeted, significant or principal",
    advice="State 0, 1 or 2.",
    on=PolicyMarker,
)
def policy_marker_has_a_significance(marker: PolicyMarker, _context: Context) -> Iterable[Found]:
    """
    Every policy marker states its significance.

    Without it, a marker may even mean that the policy is not targeted. Text in place of the number is printed.

    Fires: marker gender equality
    Silent: marker gender equality 2
    Silent: marker gender equality 0
    """
    if marker.significance is None:
        name = marker.name or marker.code or "a policy"
        text = next((extra.text for extra in marker.extras if extra.name == "@significance"), None)
        found = "no significance" if text is None else f"the significance {text!r}"
        yield Found(f"the marker of {name} has {found}", observed=text, expected="0, 1 or 2")


@rule(
    "TAG13",
    Severity.WARNING,
    title="SDG target of a cited indicator is not tagged",
    source="IATI guidance on the SDGs: targets are tagged on the activity",
    advice="Tag the activity with the target.",
    on=Indicator,
)
def sdg_target_is_tagged(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The target of every cited SDG indicator is a tag of the framework, or of a result above.

    This only concerns IATI files, where the SDG indicator alone is hard to find.

    Fires: SDG reference 5.1.1
    Silent: SDG reference 5.1.1; tag 5.1
    Silent: statement Number of laws
    """
    cited = sdg_indicators_of(indicator)
    if not cited:
        return ()
    tags = {tag.code for tag in context.validation.framework.tags if tag.vocabulary == "sdg_target"}
    tags |= {sdg.target for result in context.ancestors for sdg in result.sdgs if sdg.target}
    targets = dict.fromkeys(code.rpartition(".")[0] for code in cited if re.fullmatch(FORMS["indicator"], code))
    return [
        Found(f"the indicator is of SDG target {target}, which is not tagged", expected=f"a tag {target}")
        for target in targets
        if target not in tags
    ]


def cited_in(statement: str | None) -> list[str]:
    """The codes of SDG indicators cited in a statement, as in "SDG 5.c.1"."""
    if not statement or "SDG" not in statement:
        return []
    return [code.lower() for code in CITED.findall(statement)]


def sdg_indicators_of(indicator: Indicator) -> tuple[str, ...]:
    """The codes of SDG indicators cited by an indicator: in its statement, references and tags."""
    references = (reference.code for reference in indicator.references if reference.vocabulary == SDG_INDICATOR)
    tags = (sdg.indicator for sdg in indicator.sdgs if sdg.indicator)
    return tuple(dict.fromkeys((*cited_in(indicator.statement), *references, *tags)))


def goal_of(code: str) -> int | None:
    """The goal of a target or an SDG indicator, from its code."""
    match = re.match(rf"({GOAL})\.", code)
    return int(match[1]) if match else None
