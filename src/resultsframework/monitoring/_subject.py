"""
The one subject of a question: the values that it may use, and the reason where the others describe someone else.

Every calculation on an indicator works on `of_one_subject`, so that none compares values of two subjects, and gives
the reason of `explaining`, so that all give the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from resultsframework._undefined import UndefinedError
from resultsframework.observation import Observation, ObservationKind
from resultsframework.subject import Subject, in_words
from resultsframework.value import Undefined

from ._selection import At, matching

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator

__all__ = ["PLANNED", "OneSubject", "explaining", "of_one_subject"]

BASELINE, MILESTONE, TARGET, ACTUAL = ObservationKind
PLANNED = (MILESTONE, TARGET)
WAY_OUT = "choose one with where(), or add them up with total_over()"


@attrs.frozen
class OneSubject:
    """
    The values of an indicator that a question may use: those of its one subject.

    Attributes:
        given: The indicator with all its values.

        indicator: The indicator with the values of its one subject alone; with none where it has no one subject.

        subject: The one subject; None where it has none.
    """

    given: Indicator
    indicator: Indicator
    subject: Subject | None


def of_one_subject(indicator: Indicator) -> OneSubject:
    """The indicator with the values of its one subject alone."""
    subject = indicator.subject
    if subject is None:
        return OneSubject(indicator, attrs.evolve(indicator, series=indicator.series.with_observations(())), None)
    if all(indicator.subject_of(o) == subject for o in indicator.series.observations):
        return OneSubject(indicator, indicator, subject)
    return OneSubject(indicator, indicator.where(subject), subject)


@attrs.frozen
class explaining:  # noqa: N801 - a context manager is named like a function
    """
    Let a value that is found missing within be explained by the subjects of the values that there are.

    Attributes:
        values: The indicator with all its values, and with those of its one subject.

        at: The year or the day.

        kinds: The kinds of the missing value.
    """

    values: OneSubject
    at: At
    kinds: tuple[ObservationKind, ...]

    def __enter__(self) -> None:
        return

    def __exit__(self, _kind: object, stopped: BaseException | None, _traceback: object) -> None:
        if not isinstance(stopped, UndefinedError):
            return
        answer, given = stopped.answer, self.values.given
        for total, why, parts in given.selection.gaps if given.selection else ():
            if any(thing is total for _, thing in answer.inputs):
                kind = total.kind.value
                reason = f"no {kind} for {total.period}: {why}"
                raise UndefinedError(Undefined(reason, tuple((kind, part) for part in parts))) from None
        reason = "" if given is self.values.indicator else self._subjects()
        if reason:
            raise UndefinedError(Undefined(reason)) from None

    def _subjects(self) -> str:
        """The subjects of the values that there are; empty where one of the missing kind is of the right subject."""
        wanted = self.values.subject
        missing = self._subjects_of(self._found(self.kinds), wanted)
        if not missing or wanted in missing:
            return ""
        goals = self._found(PLANNED)
        name = goals[0].kind.value if len({o.kind for o in goals}) == 1 else "plan"
        named = (
            ("actual", self._subjects_of(self._found((ACTUAL,)), wanted)),
            (name, self._subjects_of(goals, wanted)),
            ("baseline", self._subjects_of(self._found((BASELINE,)), wanted)),
        )
        found = [(name, subjects) for name, subjects in named if subjects]
        # The baseline is named only where it is needed to see the difference.
        if found[1:] and found[0][1] != found[1][1]:
            found = found[:2]
        return _sentence(found)

    def _subjects_of(self, observations: Iterable[Observation], wanted: Subject | None) -> tuple[Subject, ...]:
        """The subjects of observations; the one that is wanted alone where it is among them."""
        found = tuple(dict.fromkeys(map(self.values.given.subject_of, observations)))
        return (wanted,) if wanted is not None and wanted in found else found

    def _found(self, kinds: tuple[ObservationKind, ...]) -> list[Observation]:
        """The reported values of some kinds: all baselines, others of the time, else all targets."""
        of_kinds = [o for o in self.values.given.series.observations if o.kind in kinds and o.is_reported]
        if kinds == (BASELINE,):
            return of_kinds
        return matching(of_kinds, self.at) or [o for o in of_kinds if o.kind is TARGET]


def _sentence(found: list[tuple[str, tuple[Subject, ...]]]) -> str:
    """The kinds of values with their subjects, those of the same subjects together."""
    by_subjects: dict[frozenset[Subject], list[str]] = {}
    words: dict[frozenset[Subject], str] = {}
    for name, subjects in found:
        several = len(subjects) > 1
        by_subjects.setdefault(frozenset(subjects), []).append(f"the {name}{'s' * several}")
        words.setdefault(frozenset(subjects), in_words(subjects))
    clauses = [(" and ".join(names), words[subjects]) for subjects, names in by_subjects.items()]
    first, subject = clauses[0]
    verb = "are" if " and " in first or first.endswith("s") else "is"
    others = [f"{names} of {subject}" for names, subject in clauses[1:]] or [f"none of the total; {WAY_OUT}"]
    return ", ".join((f"{first} {verb} of {subject}", *others))
