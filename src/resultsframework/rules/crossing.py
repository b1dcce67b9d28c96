"""
Rules about the surroundings of a plan: the country profile shown with it, its end, the programmes that it names.

There is no rule XEN04 (a total of values that must not be added up): no framework can violate it, and a roll-up of such
values is undefined and gives the reason.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resultsframework.compare import folded
from resultsframework.country import country_named, country_of_code
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.result import Outcome, Result

from ._finding import Severity
from ._given import has_statement
from ._rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._context import Context

DEADLINE = re.compile(r"\bby\s+(?:the\s+end\s+of\s+)?(?P<year>20[0-9]{2})\b", re.IGNORECASE)
FUND = re.compile(r"\bjoint\s+(?:sdg\s+fund\s+)?programme\b", re.IGNORECASE)


@rule(
    "XEN01",
    Severity.WARNING,
    title="Page is shown with another country",
    source="logic: the profile beside a plan is of the country of the plan",
    advice="Leave the profile out, or use that of the right country.",
    on=ResultsFramework,
)
def profile_is_of_the_plans_country(framework: ResultsFramework, _context: Context) -> Iterable[Found]:
    """
    The country of the profile beside a plan is the one in the codes of its results.

    Codes of country programmes begin with the three letters of the country ("MEX_D_2.1"). There is no finding if the
    codes have another form, or if the profile names no known country. The values that the UN Women Transparency Portal
    prints beside every plan are those of no country: they are always reported.

    Fires: outcome code MEX_D_2.1; profile of Afghanisthan
    Silent: outcome code MEX_D_2.1; profile of Mexico
    Silent: outcome code 2.1; profile of Mexico
    """
    shown = framework.country_profile.country if framework.country_profile else None
    if framework.country_profile and framework.country_profile.is_placeholder:
        message = "the profile is the placeholder of the portal's template, the same on every page, and no country's"
        yield Found(message, at="country_profile", observed=shown)
        return
    profile = country_named(shown) if shown else None
    own = sorted({country for result in framework.results if (country := country_of_code(result.code))})
    if profile and own and profile not in own:
        listed = ", ".join(own)
        message = f"the profile is of {shown}, and the codes are of {listed}"
        yield Found(message, at="country_profile", observed=shown, expected=listed)


@rule(
    "XEN02",
    Severity.INFO,
    title="Deadline in a title is not the end of the plan",
    source="logic: planned results are reached within the plan",
    advice="Correct the year, or the plan period.",
    on=(Result, Indicator),
    given=has_statement,
)
def deadline_is_the_end_of_the_plan(node: Result | Indicator, context: Context) -> Iterable[Found]:
    """
    A deadline in a title or statement ("By 2025") is the last year of the plan.

    Fires: plan 2020-2025; statement Number of laws adopted by 2030
    Silent: plan 2020-2025; statement Number of laws adopted by 2025
    Silent: plan 2020-2025; statement Number of laws adopted in 2021
    Silent: statement Number of laws adopted by 2030
    """
    end = context.validation.plan_end
    field = "statement" if isinstance(node, Indicator) else "title"
    text: str | None = getattr(node, field)
    if end is None or not text or (match := DEADLINE.search(text)) is None:
        return
    year = int(match["year"])
    if year != end:
        message = f"the {field} sets {year} as the deadline, and the plan ends in {end}"
        yield Found(message, at=field, observed=year, expected=end)


@rule(
    "XEN03",
    Severity.WARNING,
    title="Joint programme is named and not linked",
    source="practice: the contribution of a programme to an outcome can be looked up from both",
    advice="Add the joint programme with the outcomes that it serves.",
    on=(ResultsFramework, Result),
)
def named_programmes_are_linked(node: ResultsFramework | Result, context: Context) -> Iterable[Found]:
    """
    A joint programme named in a progress note is linked to the outcome of the note.

    A note names a programme by its title, or by the words "joint programme". These words alone do not identify one, so
    any linked programme is accepted.

    Fires: outcome code A; progress Part of the Joint SDG Fund Programme.
    Fires: outcome code A; programme called Closing gaps; progress The initiative Closing gaps went on.
    Silent: outcome code A; programme called Closing gaps for A; progress The Joint SDG Fund Programme went on.
    Silent: outcome code A; progress Two laws were adopted.
    """
    if not node.progress_notes:
        return
    programmes = context.validation.framework.programmes
    codes = {r.code for r in (*context.ancestors, node) if isinstance(r, Outcome)} or None
    linked = [p for p in programmes if codes is None or codes.intersection(p.outcomes)]
    titles = [folded(p.title) for p in programmes if p.title and p not in linked]
    for number, note in enumerate(node.progress_notes, 1):
        named = next((title for title in titles if title in folded(note.text)), None)
        if named is None and not linked and (match := FUND.search(note.text)):
            named = match[0]
        if named is None:
            continue
        message = f"the note names {named!r}, and no such programme is linked"
        yield Found(message, at=f"progress_notes#{number}", observed=named, expected="a linked programme")
