"""
Facts beside the numbers, in short: goals, tags, policy markers, notes, and the profile of a country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from resultsframework import (
    Accumulation,
    ActivityDate,
    CountryProfile,
    Direction,
    Indicator,
    Note,
    NoteKind,
    Outcome,
    Place,
    PlaceLevel,
    PolicyMarker,
    Reference,
    Result,
    ResultsFramework,
    SdgReference,
)
from resultsframework.country import COUNTRIES_BY_TWO_LETTERS
from resultsframework.document import DOCUMENT_CATEGORIES
from resultsframework.formats._code_lists import (
    INDICATOR_VOCABULARIES,
    POLICY_MARKERS,
    SECTOR_VOCABULARIES,
    SIGNIFICANCE,
    TAG_VOCABULARIES,
)
from resultsframework.message import counted
from resultsframework.result import in_numbers
from resultsframework.value import Value, is_reported, text_of

__all__ = [
    "PAGE_HEADER",
    "contents",
    "document_texts",
    "framework_facts",
    "greyed",
    "indicator_facts",
    "name_of",
    "progress_notes",
    "result_facts",
]


PAGE_HEADER = "page header"


def name_of(framework: ResultsFramework) -> str:
    """A name for a framework: its title or identifier, else the name of its first result or programme."""
    names = [framework.title, framework.identifier]
    names += [name for result in framework.results for name in (result.code, result.title)]
    names += [programme.title for programme in framework.programmes]
    return next(filter(None, names), "a framework without a name")


def contents(framework: ResultsFramework) -> str:
    """The numbers of the parts of a framework."""
    held = list(filter(None, [in_numbers(framework.all_results(Result))]))
    codes = {i.code for i in framework.indicators if i.code}
    number_of_codes = f" ({counted(len(codes), 'code')})" if codes else ""
    held += [f"{counted(len(framework.indicators), 'indicator')}{number_of_codes}"] if held else []
    held += [counted(len(framework.programmes), "joint programme")] if framework.programmes else []
    return ", ".join(held) or "nothing"


def framework_facts(framework: ResultsFramework) -> Iterator[tuple[str, str | None]]:
    """The facts that describe the framework, with labels."""
    year = f"results of {framework.reporting_year}" if framework.reporting_year else None
    owner = framework.reporting_organisation
    yield "identifier", framework.identifier
    yield "owner", owner.label if owner else None
    yield "plan", ", ".join(filter(None, (str(framework.plan_period), year)))
    yield "status", framework.status.value if framework.status else None
    yield "dates", ", ".join(map(_date, framework.dates))
    yield "last updated", str(framework.last_updated) if framework.last_updated else None
    yield "countries", ", ".join(map(_place, framework.countries))
    yield "places", ", ".join(map(_place, framework.places))
    yield "sectors", ", ".join(_references(framework.sectors, SECTOR_VOCABULARIES))
    yield "tags", ", ".join(_references(framework.tags, TAG_VOCABULARIES))
    yield "policy", ", ".join(map(_marker, framework.policy_markers))
    yield "humanitarian", None if framework.humanitarian is None else text_of(framework.humanitarian)
    yield "bodies", ", ".join(part.organisation.label for part in framework.organisations)
    yield "about", framework.description
    yield PAGE_HEADER, _profile(framework.country_profile) if framework.country_profile else None


def result_facts(result: Result) -> Iterator[tuple[str, str | None]]:
    """The tags and the description of a result, with labels."""
    yield "identifier", result.identifier
    yield "goals", ", ".join(_goals(result.sdgs))
    yield "policy", ", ".join(map(_marker, result.policy_markers))
    yield "humanitarian", None if result.humanitarian is None else text_of(result.humanitarian)
    yield "codes", ", ".join(_references(result.references, {}))
    if isinstance(result, Outcome):
        yield "impact areas", "; ".join(result.impact_areas)
        yield "outputs of org", "; ".join(result.organisational_outputs)
        yield "functions", "; ".join(result.un_system_functions)
    yield "about", result.description


def progress_notes(framework: ResultsFramework) -> Iterator[tuple[str, str]]:
    """The progress notes of the whole and of its results: year and title, unless that is the result's, and text."""
    for _, node in framework.levels():
        for note in node.progress_notes:
            title = note.title if note.title != node.title else None
            yield " ".join(filter(None, (str(note.year or ""), title))), note.text


def document_texts(framework: ResultsFramework) -> Iterator[str]:
    """The documents of the whole and of its results: title, categories by their names, address."""
    for _, node in framework.levels():
        for document in node.documents:
            about = ", ".join(DOCUMENT_CATEGORIES.get(category, category) for category in document.categories)
            yield " - ".join(filter(None, (document.title or "without a title", about, document.url or "no address")))


def indicator_facts(indicator: Indicator) -> Iterator[str]:
    """The tags of an indicator and its declarations."""
    for alignment in indicator.alignments:
        partners = ", ".join(partner.label for partner in alignment.partners)
        yield f"{alignment.kind.value} with {partners or 'nobody named'}"
    yield from _goals(indicator.sdgs)
    yield from _references(indicator.references, INDICATOR_VOCABULARIES)
    yield from (f"note: {_note(note)}" for note in indicator.notes)
    for name in ("measure", "direction", "actuals_accumulation", "targets_accumulation"):
        declared = getattr(indicator, name)
        if declared not in (None, Direction.UNKNOWN, Accumulation.UNKNOWN):
            yield f"{name.replace('_', ' ')}: {declared.value}"
    if indicator.unit:
        yield f"unit: {indicator.unit}"
    if indicator.documents:
        yield counted(len(indicator.documents), "document")


def greyed(framework: ResultsFramework) -> frozenset[str]:
    """The labels of facts that are none: the header that the portal prints on every page."""
    profile = framework.country_profile
    return frozenset({PAGE_HEADER}) if profile is not None and profile.is_placeholder else frozenset()


def _profile(profile: CountryProfile) -> str:
    """The country profile of a page's header, in a line."""
    placeholder = "placeholder of the portal, no facts of a country" if profile.is_placeholder else ""
    country = ", ".join(filter(None, (profile.country, profile.region, str(profile.plan_period))))
    male, female = profile.population_male, profile.population_female
    figures = (
        ("least developed country", profile.least_developed),
        ("gender inequality index", profile.gender_inequality_index),
        ("gender development index", profile.gender_development_index),
        ("population", profile.population),
        ("male", male),
        ("female", female),
    )
    stated = (f"{name} {_figure(value)}" for name, value in figures if is_reported(value))
    return "; ".join(filter(None, (placeholder, country, profile.income_classification, *stated)))


def _figure(value: Value) -> str:
    number = text_of(value)
    return f"{int(number):,}" if number.isdecimal() else number


def _goals(sdgs: tuple[SdgReference, ...]) -> Iterator[str]:
    """The goals by their codes; icons without a number are counted."""
    named = [s.indicator or s.target or (str(s.goal) if s.goal else "") for s in sdgs]
    for code in dict.fromkeys(filter(None, named)):
        yield f"SDG {code}"
    unnumbered = named.count("")
    if unnumbered:
        yield f"{counted(unnumbered, 'goal')} without a number"


def _references(references: Iterable[Reference], vocabularies: Mapping[str, str]) -> Iterator[str]:
    """Each reference by its name, with the vocabulary in words and the code."""
    for reference in references:
        vocabulary = reference.vocabulary or "code"
        code = f"{vocabularies.get(vocabulary, vocabulary.replace('_', ' '))} {reference.code}"
        yield f"{reference.name} ({code})" if reference.name else code


def _place(place: Place) -> str:
    return place.name or _country(place) or place.code or "without a name"


def _country(place: Place) -> str | None:
    """The name of a country by its two letters; None for other places and lists."""
    is_country = place.level is PlaceLevel.COUNTRY and place.vocabulary is None
    return COUNTRIES_BY_TWO_LETTERS.get(place.code or "") if is_country else None


def _note(note: Note) -> str:
    """The subject of a note that a portal prints beside many indicators; of any other note its own text."""
    return note.text if note.kind is NoteKind.OTHER else note.kind.value.replace("_", " ")


def _date(date: ActivityDate) -> str:
    kind = date.kind.value.replace("_", " ") if date.kind else "without a kind"
    return f"{kind} {date.day or date.raw or 'not stated'}"


def _marker(marker: PolicyMarker) -> str:
    """A policy marker by its name and the words for its significance, of the lists of the OECD-DAC."""
    code, significance = marker.code or "", marker.significance
    listed, degree = None, None
    if marker.vocabulary is None:
        listed = POLICY_MARKERS.get(code)
        degree = None if significance is None else SIGNIFICANCE.get(significance)
    stated = "not stated" if significance is None else str(significance)
    return f"{marker.name or listed or code or 'without a name'} ({degree or f'significance {stated}'})"
