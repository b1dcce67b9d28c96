"""
Subjects: the groups and places that a value describes. Only values of one subject are compared, divided or subtracted.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Self

import attrs

from .construction import typed
from .expression import PrintedForTests, repr_of
from .spelling import folded, folded_dimension, folded_name

if TYPE_CHECKING:
    from .organisation import Place

__all__ = ["TOTAL", "Disaggregation", "Subject", "in_words", "is_same_place", "subject_of"]

PLACE = "place"
Key = frozenset[tuple[str, str]]


@typed
@attrs.frozen(kw_only=True)
class Disaggregation:
    """
    The group that a disaggregated value is about, such as sex: women. IATI: ``dimension``.

    Attributes:
        dimension: The characteristic, such as "sex"; None where the source names none.

        category: The group, such as "women".
    """

    dimension: str | None = None
    category: str | None = None

    __repr__ = repr_of
    _repr_pretty_ = PrintedForTests()


def _key(subject: Subject) -> Key:
    return frozenset((*map(_key_of_group, subject.disaggregation), *map(_key_of_place, subject.places))) - {("", "")}


def _key_of_group(group: Disaggregation) -> tuple[str, str]:
    return folded_dimension(group.dimension), folded(group.category)


def _key_of_place(place: Place) -> tuple[str, str]:
    name = folded(place.code) or folded_name(place.name)
    return (PLACE, name) if name else ("", "")


@typed
@attrs.frozen(kw_only=True)
class Subject:
    """
    The groups and the places that a value describes; the total if there are none. IATI: ``dimension``, ``location``.

    Two subjects are equal if their groups and places are, in any order and spelling: "Gender: Female" is "sex: female".
    A group without dimension and category, and a place without code and name, make no subject.

    Attributes:
        disaggregation: The groups; empty for the total of a place, or of all.

        places: The places; empty for the total.

        folded: Both in folded spelling, by which subjects are equal. Derived.

    >>> print(Subject(), "|", Subject.of(sex="female", place="MX-OAX"))
    the total | sex: female, place: MX-OAX
    """

    disaggregation: tuple[Disaggregation, ...] = attrs.field(default=(), eq=False)
    places: tuple[Place, ...] = attrs.field(default=(), eq=False)
    _folded: Key = attrs.field(init=False, repr=False, default=attrs.Factory(_key, takes_self=True))

    __repr__ = repr_of
    _repr_pretty_ = PrintedForTests()

    @classmethod
    def of(cls, groups: Mapping[str, str | Place] | None = None, /, **more: str | Place) -> Self:
        """
        The subject of categories by the names of their dimensions, and of a place.

        Args:
            groups: The category of each dimension; the dimension "place" has the code or the name of a place.

            more: Further ones; in keywords an underscore is a space, as in ``age_group="15-24"``.

        Raises:
            InvalidValueError: A category is no text.
        """
        from .organisation import Place

        named = [*(groups or {}).items(), *((name.replace("_", " "), category) for name, category in more.items())]
        places = [value for name, value in named if folded_dimension(name) == PLACE]
        return cls(
            disaggregation=tuple(
                Disaggregation(dimension=name, category=category)  # type: ignore[arg-type]  # refused if it is no text
                for name, category in named
                if folded_dimension(name) != PLACE
            ),
            places=tuple(place if isinstance(place, Place) else Place(code=place) for place in places),
        )

    @property
    def is_total(self) -> bool:
        """True for the total: no group and no place."""
        return not self._folded

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The names of the dimensions that it has a category of, "place" among them, as the source writes them."""
        return tuple(dict.fromkeys(name for name, _ in self._parts()))

    def category_of(self, dimension: str) -> str | None:
        """
        The category of a dimension, as the source writes it; None where it has none, or several.

        Args:
            dimension: The name of the dimension; "place" for the places.
        """
        found = [category for name, category in self._parts() if folded_dimension(name) == folded_dimension(dimension)]
        return found[0] if len(found) == 1 else None

    def without(self, dimension: str) -> Subject:
        """
        The subject without the categories of a dimension.

        Args:
            dimension: The name of the dimension; "place" for the places.
        """
        name = folded_dimension(dimension)
        groups = tuple(d for d in self.disaggregation if folded_dimension(d.dimension) != name)
        return Subject(disaggregation=groups, places=() if name == PLACE else self.places)

    def outside(self, territory: Place | None) -> Subject:
        """
        The subject within a territory: without a place that is all of it.

        Args:
            territory: All that is covered; None where that is not known.
        """
        if territory is None or not self.places:
            return self
        places = tuple([place for place in self.places if not is_same_place(place, territory)])
        return self if len(places) == len(self.places) else subject_of(self.disaggregation, places)

    def is_named_by(self, other: Subject) -> bool:
        """
        True if another subject names this one, be it by the codes or by the names of its places.

        Args:
            other: The other subject.
        """
        return self == other or (
            {_key_of_group(d) for d in self.disaggregation} == {_key_of_group(d) for d in other.disaggregation}
            and len(self.places) == len(other.places)
            and all(any(is_same_place(mine, place) for mine in self.places) for place in other.places)
        )

    def _parts(self) -> Iterator[tuple[str, str]]:
        """The dimensions and categories in words."""
        for group in self.disaggregation:
            if any(_key_of_group(group)):
                yield (group.dimension or "").strip() or "group", (group.category or "").strip() or "not named"
        for place in self.places:
            if any(_key_of_place(place)):
                yield PLACE, (place.name or "").strip() or (place.code or "").strip()

    def __str__(self) -> str:
        return ", ".join(f"{name}: {category}" for name, category in self._parts()) or "the total"


TOTAL = Subject()


def is_same_place(one: Place, other: Place) -> bool:
    """True if the code or the name of one place is the code or the name of the other, in any spelling."""
    return not _names(one.code, one.name).isdisjoint(_names(other.code, other.name))


# A framework has few places, and each value of one is compared with its territory.
@functools.lru_cache(maxsize=4096)
def _names(code: str | None, name: str | None) -> frozenset[str]:
    return frozenset({folded(code), folded_name(code), folded_name(name)} - {""})


@functools.lru_cache(maxsize=4096)
def subject_of(disaggregation: tuple[Disaggregation, ...], places: tuple[Place, ...]) -> Subject:
    """The subject of groups and places."""
    found = Subject(disaggregation=disaggregation, places=places)
    return TOTAL if found.is_total else found


def in_words(subjects: Iterable[Subject]) -> str:
    """Subjects as text: "sex: female and sex: male", of more than two the first and the number of the others."""
    first, *others = dict.fromkeys(map(str, subjects))
    if len(others) > 1:
        return f"{first} and {len(others)} other groups"
    return " and ".join((first, *others))
