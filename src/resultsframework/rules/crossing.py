"""
Rules about a page and what it stands in: the country it is shown with, the end of the plan, the programmes it names.

There is no rule XEN04 (a sum over what must not be summed): no framework can violate it, and a sum that is asked for
says by itself why there is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resultsframework.compare import folded
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.result import Outcome, Result

from ._country import country_named, country_of_code
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
    source="logic: what is printed around a plan is about the country of the plan",
    advice="Leave the profile out, or take that of the right country.",
    on=ResultsFramework,
)
def profile_is_of_the_plans_country(framework: ResultsFramework, _context: Context) -> Iterable[Found]:
    """
    The country whose profile stands beside a plan is the one that the codes of its results begin with.

    Codes of country programmes begin with the three letters of the country ("MEX_D_2.1"). Where they do not, or where
    the name in the profile is no country's, nothing is said.

    Fires: outcome code MEX_D_2.1; profile of Afghanisthan
    Silent: outcome code MEX_D_2.1; profile of Mexico
    Silent: outcome code 2.1; profile of Mexico
    """
    shown = framework.country_profile.country if framework.country_profile else None
    profile = country_named(shown) if shown else None
    own = sorted({country for result in framework.results if (country := country_of_code(result.code))})
    if profile and own and profile not in own:
        listed = ", ".join(own)
        message = f"the page is shown with {shown}, and its codes are of {listed}"
        yield Found(message, at="country_profile", observed=shown, expected=listed)


@rule(
    "XEN02",
    Severity.INFO,
    title="Deadline in a title is not the end of the plan",
    source="logic: what is planned is reached within the plan",
    advice="Correct the year, or the plan period.",
    on=(Result, Indicator),
    given=has_statement,
)
def deadline_is_the_end_of_the_plan(node: Result | Indicator, context: Context) -> Iterable[Found]:
    """
    A year that a title or statement sets as the deadline ("By 2025") is the last one of the plan.

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
    source="practice: what a programme contributed to an outcome is looked up from both",
    advice="Add the joint programme, and say which outcomes it serves.",
    on=(ResultsFramework, Result),
)
def named_programmes_are_linked(node: ResultsFramework | Result, context: Context) -> Iterable[Found]:
    """
    Where a progress note names a joint programme, one is linked to the outcome that the note is about.

    A note names one by its title, or by the words "joint programme". Which one is meant by the words alone nobody can
    tell, so that any that is linked will do.

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
        what = next((title for title in titles if title in folded(note.text)), None)
        if what is None and not linked and (match := FUND.search(note.text)):
            what = match[0]
        if what is None:
            continue
        message = f"the note names {what!r}, and no such programme is linked"
        yield Found(message, at=f"progress_notes#{number}", observed=what, expected="a linked programme")
