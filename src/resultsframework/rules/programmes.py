"""
Rules about joint programmes: agencies, partners, places, and the theory of change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.compare import folded
from resultsframework.organisation import OrganisationLevel, ParticipationRole
from resultsframework.programme import JointProgramme
from resultsframework.value import Missing

from ._body import is_same_body
from ._finding import Severity
from ._rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from resultsframework.organisation import Organisation, Place

    from ._context import Context


@rule(
    "PRG01",
    Severity.WARNING,
    title="Section is empty",
    source="logic: a heading introduces some text",
    advice="Supply the section, or remove its heading.",
    on=JointProgramme,
)
def sections_have_content(programme: JointProgramme, _context: Context) -> Iterable[Found]:
    """
    Every heading of a programme brief is followed by text.

    Fires: programme; financial information -
    Fires: programme; empty heading Target groups
    Silent: programme; financial information USD 2 million
    Silent: programme
    """
    if programme.financial_information is Missing.EMPTY:
        message = "the section on financial information is empty"
        yield Found(message, at="financial_information", expected="a text")
    for heading in programme.empty_headings:
        yield Found(f"the section {heading!r} is empty", at="empty_headings", observed=heading, expected="a text")


@rule(
    "PRG02",
    Severity.WARNING,
    title="Theory of change is incomplete",
    source="guidance on joint programmes: if the conditions are met, the consequence follows",
    advice="Complete the theory of change.",
    on=JointProgramme,
)
def theory_has_conditions_and_consequence(programme: JointProgramme, _context: Context) -> Iterable[Found]:
    """
    A theory of change names a condition and a consequence.

    Programmes without any theory of change are left aside.

    Fires: programme; if laws are adopted
    Fires: programme; then women are safe
    Silent: programme; if laws are adopted; then women are safe
    Silent: programme
    """
    theory = programme.theory_of_change
    if theory is None:
        return
    has_condition = any(condition.strip() for condition in theory.conditions)
    if not has_condition or not (theory.consequence or "").strip():
        lacks = "consequence" if has_condition else "condition"
        message = f"the theory of change has no {lacks}"
        yield Found(message, at="theory_of_change", expected=f"a {lacks}")


@rule(
    "PRG03",
    Severity.INFO,
    title="Lead agency is not clear",
    source="practice: a joint programme has one lead agency",
    advice="Name the lead agency.",
    on=JointProgramme,
)
def one_agency_leads(programme: JointProgramme, _context: Context) -> Iterable[Found]:
    """
    Exactly one agency leads a joint programme.

    Programmes that name no agency are left aside.

    Fires: programme; agency ILO; agency FAO
    Fires: programme; lead ILO; lead FAO
    Silent: programme; lead ILO; agency FAO
    Silent: programme
    """
    leads = [a.organisation.label for a in programme.agencies if a.role is ParticipationRole.LEAD]
    if programme.agencies and len(leads) != 1:
        listed = ", ".join(leads)
        message = f"several agencies lead: {listed}" if leads else "no agency is named as the lead"
        yield Found(message, at="agencies", observed=listed or None, expected="one lead agency")


@rule(
    "PRG04",
    Severity.INFO,
    title="No partner in a state",
    source="practice: a local body takes part where a programme works",
    advice="Confirm that no local body takes part.",
    on=JointProgramme,
)
def states_have_a_partner(programme: JointProgramme, _context: Context) -> Iterable[Found]:
    """
    For every state that a programme names, a body of that state is among the partners.

    Programmes without any partner from a state are left aside.

    Fires: programme; state Jalisco; state Oaxaca; partner STPS in Jalisco
    Silent: programme; state Jalisco; partner STPS in Jalisco
    Silent: programme; state Jalisco; partner STPS
    """
    covered = {folded(partner.jurisdiction.name) for partner in programme.partners if partner.jurisdiction}
    if not covered or programme.geography is None:
        return
    for number, place in enumerate(programme.geography.places, 1):
        if place in programme.geography.states and folded(place.name) not in covered:
            message = f"no partner is from {place.name}"
            yield Found(message, at=f"geography/places#{number}", observed=place.name, expected="a partner")


@rule(
    "PRG05",
    Severity.WARNING,
    title="One acronym for different bodies",
    source="practice: an acronym identifies one body",
    advice="Add the name or the place of each.",
    on=JointProgramme,
)
def acronyms_stand_for_one_body(programme: JointProgramme, _context: Context) -> Iterable[Found]:
    """
    No two bodies of a programme share an acronym, unless their names or their places tell them apart.

    Ministries of the nation and of its states often have one acronym, and their names or places show which is meant.

    Fires: programme; partner STPS with MX-1; partner STPS with MX-2
    Silent: programme; partner STPS; partner STPS in Jalisco
    Silent: programme; partner STPS; partner SEDECO
    """
    bodies = dict(bodies_of(programme))
    by_acronym: dict[str, list[str]] = {}
    for step, body in bodies.items():
        if body.acronym:
            by_acronym.setdefault(folded(body.acronym), []).append(step)
    for steps in by_acronym.values():
        if are_mixed_up([bodies[step] for step in steps]):
            identifiers = ", ".join(sorted({bodies[step].reference or "no identifier" for step in steps}))
            acronym = bodies[steps[0]].acronym
            message = f"{acronym} stands for several bodies: {identifiers}"
            yield Found(message, at=steps[0], observed=acronym, expected="one body")


@rule(
    "PRG06",
    Severity.WARNING,
    title="Partner is listed twice",
    source="logic: a body takes part once",
    advice="Merge the two entries.",
    on=JointProgramme,
)
def partners_are_listed_once(programme: JointProgramme, _context: Context) -> Iterable[Found]:
    """
    No body is listed twice among the agencies, or twice among the partners.

    Fires: programme; partner STPS in Jalisco; partner STPS in Jalisco
    Silent: programme; partner STPS; partner STPS in Jalisco
    """
    # By what two mentions of one body have in common, and by the name, which does not differ where both have one.
    seen: dict[object, dict[str, list[Organisation]]] = {}
    for step, body in bodies_of(programme):
        field, name = step.partition("#")[0], folded(body.name or "")
        alike = [
            seen.setdefault((field, text.casefold()), {}) for text in (body.reference, body.name, body.acronym) if text
        ]
        others = (one for by_name in alike for key in ((name, "") if name else by_name) for one in by_name.get(key, ()))
        if any(is_one_body(body, other) for other in others):
            yield Found(f"{full_name(body)} is already listed", at=step, observed=full_name(body), expected="once")
        for by_name in alike:
            by_name.setdefault(name, []).append(body)


@rule(
    "PRG07",
    Severity.INFO,
    title="Place of a partner is not known",
    source="logic: a place that is named nowhere else may be misspelt",
    advice="Use the spelling of the place elsewhere.",
    on=JointProgramme,
)
def places_of_partners_are_known(programme: JointProgramme, _context: Context) -> Iterable[Found]:
    """
    The place of a subnational partner is recognised as a state, a municipality or the like.

    Fires: programme; state Jalisco; partner STPS of Jalsico
    Silent: programme; state Jalisco; partner STPS in Jalisco
    """
    for number, partner in enumerate(programme.partners, 1):
        place = partner.jurisdiction
        if place is not None and place.level is None and partner.level is OrganisationLevel.SUBNATIONAL:
            message = f"the place {place.name!r} of {full_name(partner)} is not known"
            yield Found(message, at=f"partners#{number}/jurisdiction", observed=place.name, expected="a known place")


def bodies_of(programme: JointProgramme) -> Iterator[tuple[str, Organisation]]:
    """The agencies and the partners, each with the step to it."""
    for number, agency in enumerate(programme.agencies, 1):
        yield f"agencies#{number}", agency.organisation
    for number, partner in enumerate(programme.partners, 1):
        yield f"partners#{number}", partner


def is_one_body(one: Organisation, other: Organisation) -> bool:
    """True if two mentions are of one body: different names are two bodies, whatever their acronyms."""
    names = {folded(body.name) for body in (one, other) if body.name}
    return is_same_body(one, other) and len(names) < 2


def are_mixed_up(bodies: Iterable[Organisation]) -> bool:
    """True if two bodies with one acronym have different identifiers, and neither their names nor places differ."""
    identifiers: dict[tuple[Place | None, str], set[str]] = {}
    for body in bodies:
        if body.reference:
            identifiers.setdefault((body.jurisdiction, folded(body.name)), set()).add(folded(body.reference))
    # A body without a name may be any of the others of its place.
    return any(len(found | identifiers.get((place, ""), set())) > 1 for (place, _), found in identifiers.items())


def full_name(body: Organisation) -> str:
    """A body's name, with its place where one is known."""
    name = body.name or body.label or "a body without a name"
    return f"{name} ({body.jurisdiction.name})" if body.jurisdiction and body.jurisdiction.name else name
