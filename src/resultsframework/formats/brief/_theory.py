"""
The theory of change in a brief: the one sentence of the form "if, if, and if, then", and its words.
"""

from __future__ import annotations

import re

import attrs

from resultsframework.programme import TheoryOfChange

from ._text import sentences_of

__all__ = ["find_theory", "theory_text"]

IF = re.compile(r"if,?\s+", re.IGNORECASE)
THEN = re.compile(r"(?<!\s)(?:\s*[,;:])?\s+then,?\s+", re.IGNORECASE)
OR_IF = re.compile(r"\bor,?\s+if\b", re.IGNORECASE)
SENTENCE_SIGN = re.compile(r"(?<!\s)\s*[.!?][\"'”’)\]]*$")
# "If any" and its like are asides, no conditions.
CLAUSE = r"if,?\s+(?!(?:any|at|necessary|needed|not|only|possible|required|so)\b)"
AFTER_SEMICOLON = re.compile(rf"(?<!\s)\s*;\s*(?:and,?\s+)?{CLAUSE}", re.IGNORECASE)
AFTER_COMMA = re.compile(rf"(?<!\s)(?:\s*,\s*(?:and\s+)?|\s+and\s+){CLAUSE}", re.IGNORECASE)
# The effect of the consequence is a participle with an object ("closing the gaps"), after a finite verb. The
# words that only look like one are prepositions.
FINITE = re.compile(r"\b(?:will|would|can|could|may|might|shall|should|is|are|has|have)\b", re.IGNORECASE)
IMPACT = re.compile(
    r""",\s+(?=
        (?:thereby|thus|hence)\s+[a-z]+ing\b
      | (?!(?:barring|concerning|considering|during|excluding|following|including|involving|notwithstanding|pending
             |regarding|using)\b)
        [a-z]+ing\s+(?:the|an?|their|its|his|her|our|all|more|every|each|both|any|fewer|less)\b
    )""",
    re.VERBOSE,
)


def find_theory(paragraphs: list[str]) -> tuple[int, TheoryOfChange, str] | None:
    """
    The theory of change that some paragraphs hold, the index of its paragraph, and what follows it there.

    It is recognised only if exactly one sentence has an "if" and a "then"; with two, the choice would be arbitrary.
    """
    found = [
        (index, start, end)
        for index, paragraph in enumerate(paragraphs)
        for start, end in sentences_of(paragraph)
        if _says_if_and_then(paragraph[start:end])
    ]
    if len(found) != 1:
        return None
    index, start, end = found[0]
    text, rest = paragraphs[index][:end], paragraphs[index][end:].strip()
    theory = _theory(text[:start].strip(), text[start:])
    return index, theory if theory_text(theory) == text else attrs.evolve(theory, raw=text), rest


def theory_text(theory: TheoryOfChange) -> str:
    """A theory of change in words, for a paragraph of its own; its raw text where that still agrees."""
    if theory.raw is not None:
        found = find_theory([theory.raw])
        if found is not None and found[1:] == (theory, ""):
            return theory.raw
    sentence = "; ".join(
        f"{'and ' if 0 < number == len(theory.conditions) - 1 else ''}if {condition}"
        for number, condition in enumerate(theory.conditions)
    )
    consequence = ", ".join(filter(None, (theory.consequence, theory.impact)))
    if sentence and consequence:
        sentence = f"{sentence}; then {consequence}"
    sentence = sentence or consequence
    return " ".join(filter(None, (theory.problem, sentence and f"{sentence[0].upper()}{sentence[1:]}.")))


def _says_if_and_then(sentence: str) -> bool:
    """True if a whole sentence has conditions and, once, a consequence."""
    if not IF.match(sentence) or not SENTENCE_SIGN.search(sentence) or OR_IF.search(sentence):
        return False
    return len(re.findall(r"\bthen\b", sentence, re.IGNORECASE)) == 1 and bool(_theory("", sentence).consequence)


def _theory(problem: str, sentence: str) -> TheoryOfChange:
    clauses, *consequence = THEN.split(SENTENCE_SIGN.sub("", IF.sub("", sentence, count=1)), maxsplit=1)
    separator = AFTER_SEMICOLON if AFTER_SEMICOLON.search(clauses) else AFTER_COMMA
    conditions = tuple(clause.strip() for clause in separator.split(clauses))
    if not consequence or not all(conditions):
        return TheoryOfChange()
    effect, impact = _with_impact(consequence[0].strip())
    return TheoryOfChange(problem=problem or None, conditions=conditions, consequence=effect, impact=impact)


def _with_impact(consequence: str) -> tuple[str, str | None]:
    for match in IMPACT.finditer(consequence):
        if FINITE.search(consequence, 0, match.start()):
            return consequence[: match.start()], consequence[match.end() :]
    return consequence, None
