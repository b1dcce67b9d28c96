"""
A joint programme as labelled texts: who, where, for whom, and why it should work.
"""

from __future__ import annotations

from collections.abc import Iterator

from resultsframework import (
    Budget,
    GeographicScope,
    JointProgramme,
    Missing,
    Organisation,
    ParticipationRole,
    TheoryOfChange,
)
from resultsframework.value import text_of

__all__ = ["body_text", "programme_facts"]


def programme_facts(programme: JointProgramme) -> Iterator[tuple[str, str | None]]:
    """The content of a brief, with labels, except its partners."""
    theory = programme.theory_of_change or TheoryOfChange()
    yield "agencies", ", ".join(f"{a.organisation.label}{_role(a.role)}" for a in programme.agencies)
    yield "period", str(programme.period or "")
    yield "outcomes", ", ".join(programme.outcomes)
    yield "where", _where(programme.geography) if programme.geography else None
    yield (
        "for",
        "; ".join(group.name + (f" ({group.level})" if group.level else "") for group in programme.target_groups),
    )
    yield "problem", theory.problem
    yield from ((f"if ({number})", condition) for number, condition in enumerate(theory.conditions, 1))
    yield "then", theory.consequence
    yield "so that", theory.impact
    yield "approach", programme.approach
    yield "finances", _finances(programme.financial_information)
    yield "budget", "; ".join(map(_budget, programme.budgets))
    yield "partners", str(len(programme.partners) or "")


def body_text(body: Organisation) -> str:
    """A body with its acronym, its place, whose it is, and through whom it takes part."""
    name = f"{body.acronym} ({body.name})" if body.acronym and body.name else body.label
    level = body.level.value.replace("_", " ") if body.level else ""
    place = body.jurisdiction.name if body.jurisdiction else ""
    through = f"through {body.through.label}" if body.through else ""
    return ", ".join(filter(None, (name, place, level, through)))


def _budget(budget: Budget) -> str:
    """The planned budget of the whole or of a year, and who contributes."""
    planned = "" if isinstance(budget.planned, Missing) else f"planned {budget.planned.as_printed()}"
    sources = (
        f"{line.organisation.label if line.organisation else 'co-funding'} {line.amount.as_printed()}"
        for line in budget.funding
        if not isinstance(line.amount, Missing)
    )
    return " ".join(filter(None, (str(budget.period or ""), ", ".join(filter(None, (planned, *sources))))))


def _role(role: ParticipationRole | None) -> str:
    return f" ({role.value})" if role is ParticipationRole.LEAD else ""


def _where(scope: GeographicScope) -> str:
    places = [", ".join(filter(None, (p.name or p.code, p.within.name if p.within else None))) for p in scope.places]
    least = f"at least {scope.municipality_minimum} municipality" if scope.municipality_minimum else ""
    return "; ".join(filter(None, ("national level" if scope.is_national else "", *places, least)))


def _finances(text: str | Missing) -> str:
    if isinstance(text, Missing):
        return "" if text is Missing.ABSENT else f"{text_of(text)} (the heading is there, without a text)"
    return text
