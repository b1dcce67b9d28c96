"""
Texts and codes as publishers write them, and what every node carries beside its own fields.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import attrs
from hypothesis import strategies as st

from resultsframework.node import (
    Extra,
    Node,
    Source,
    Translation,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["codes", "extras", "languages", "made", "nodes", "several", "sources", "texts", "translations"]

T = TypeVar("T")

# Texts that have broken a reader, a writer or a path before, each an example of a family of its own.
ODD_TEXTS = (
    "Women",
    "59",
    "0",
    "-1",
    "1,492,979",
    "Yes",
    "no",
    "TBD",
    "N/A",
    "-",
    "null",
    "2020: 5",
    "#",
    "~1/~0#2",
    "C# and/or F#",
    'a "quoted" word',
    "l’égalité d'accès",
    "«Женщины»",
    "المساواة",
    "性別平等",
    "e\u0301 is not \u00e9",
    "one\u00a0place",
    "one line\nand another",
    "a\ttab",
    "carriage\r\nreturn",
    "zero\u200bwidth",
    "\ufeffmark",
    "back\\slash",
    "<b>&amp;</b>",
    "]]>",
    "=SUM(A1:A2)",
    "| a | b |",
    "# heading",
    "{}",
    "a\u2028separator",
    "\u0000",
    "🙂",
    "i\u0130",
)
ODD_CODES = (
    "A",
    "1",
    "1.1",
    "1.2",
    "MEX_D_2.1",
    "a",
    "A/B",
    "A#2",
    "#1",
    "~",
    "~0",
    "~3title",
    "title",
    "indicators",
    "results#2",
    "baseline",
    "target:2021",
    "actual#3",
    "walk",
    "1 A",
    "É",
)
TRANSLATABLE = {
    "approach",
    "comment",
    "consequence",
    "description",
    "explanation",
    "impact",
    "limitations",
    "means_of_verification",
    "method",
    "mitigation",
    "name",
    "problem",
    "reason",
    "statement",
    "text",
    "title",
}


class Recipe(NamedTuple):
    """
    A function, and the strategies of its arguments. It prints as a name: Hypothesis prints strategies with all parts.

    Attributes:
        function: The function, or a class.

        parts: The strategies of its arguments by position.

        named: Those of its arguments by name.

        optional: Those of arguments that may be left out.

        menu: The sets of arguments that may be left out, of which one is drawn.
    """

    function: Callable[..., Any]
    parts: Sequence[SearchStrategy[Any]] = ()
    named: Mapping[str, SearchStrategy[Any]] = MappingProxyType({})
    optional: Mapping[str, SearchStrategy[Any]] = MappingProxyType({})
    menu: SearchStrategy[tuple[str, ...]] = st.just(())

    def __repr__(self) -> str:
        return self.function.__name__


def _drawn(recipe: Recipe) -> SearchStrategy[Any]:
    # Hypothesis tries an example again with one of two parts of a kind in place of the other, and takes composites for
    # one kind if their functions are equal, defaults included: of the same recipe, because of this one.
    @st.composite
    def drawn(draw: DrawFn, recipe: Recipe, _kind: str = repr(recipe)) -> Any:
        given = {name: draw(strategy) for name, strategy in recipe.named.items()}
        more = {name: draw(recipe.optional[name]) for name in draw(recipe.menu)}
        return recipe.function(*map(draw, recipe.parts), **given, **more)

    return drawn(recipe)


def made(function: Callable[..., T], *parts: SearchStrategy[Any], **named: SearchStrategy[Any]) -> SearchStrategy[T]:
    """
    The results of a function, with drawn arguments.

    Unlike those of ``st.builds``, Hypothesis does not vary the arguments one by one, a hundred times each, when it has
    found the smallest example of a failure.
    """
    return _drawn(Recipe(function, parts, named))


def _stripped(text: str) -> str:
    return text.strip() or "x"


_FREE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8).map(_stripped)
# Made-up text costs more than a choice, and finds less: it is one in three.
_TEXTS = st.sampled_from(ODD_TEXTS[::2]) | st.sampled_from(ODD_TEXTS[1::2]) | _FREE
# One in three is the same, so that codes repeat.
_CODES = st.just("A") | st.sampled_from(ODD_CODES) | _FREE
_LANGUAGES = st.sampled_from(["en", "fr", "es", "ar", "zh-Hant", "pt-BR"])
_LINES = st.integers(1, 100_000)


def texts() -> SearchStrategy[str]:
    """
    Texts as publishers write them, in many scripts: never blank, and without spaces around them.

    They may contain anything else that Unicode can encode: quotes, line breaks, signs that mean something in a path,
    in XML or in a spreadsheet, and words that look like a number or like a missing value.
    """
    return _TEXTS


def codes() -> SearchStrategy[str]:
    """Codes of results and indicators: few, so that they repeat, and some that look like a step of a path."""
    return _CODES


def languages() -> SearchStrategy[str]:
    """Language tags."""
    return _LANGUAGES


def translations(fields: tuple[str, ...] = ("title", "description")) -> SearchStrategy[Translation]:
    """
    The text of one of the fields in a further language, or without a text, that a field is in that language.

    Args:
        fields: The fields that the node has.
    """
    return made(Translation, field=st.sampled_from(fields), language=_LANGUAGES, text=st.none() | _TEXTS)


_EXTRAS = made(Extra, name=st.sampled_from(["x_note", "x_", "note"]) | _TEXTS, text=_TEXTS) | st.sampled_from(
    [
        Extra(name="x_note", text='"checked"'),
        Extra(name="x_rank", text="7"),
        Extra(name="x_open", text="true"),
        Extra(name="x_none", text="null"),
        Extra(name="{http://example.org/ns}flag", text='<flag xmlns="http://example.org/ns">&lt;on&gt;</flag>'),
        Extra(name="{http://example.org/ns}note", text='<note xmlns="http://example.org/ns">é</note>'),
    ]
)


def extras() -> SearchStrategy[Extra]:
    """Parts of a source for which there is no field: members of a JSON object, foreign elements of XML."""
    return _EXTRAS


def sources() -> SearchStrategy[Source]:
    """Origins of a framework, with navigation and with lines that no reader understood."""
    return _SOURCES


def several(strategy: SearchStrategy[T], least: int = 0, most: int = 2) -> SearchStrategy[tuple[T, ...]]:
    """A few of something, as a tuple."""
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


def nodes(
    cls: Callable[..., T], required: Mapping[str, SearchStrategy[Any]], **optional: SearchStrategy[Any]
) -> SearchStrategy[T]:
    """
    Values of a class in which any field may be given: mostly none of the optional ones, else one, two or all.

    One choice decides about all of them. A choice a field would cost as much as the fields themselves, and every
    value would have half of them.

    Args:
        cls: The class.

        required: The fields that every value has.

        optional: The fields that may be left out; those that every node carries are added.
    """
    if isinstance(cls, type) and issubclass(cls, Node):
        translatable = tuple(f.name for f in attrs.fields(cls) if f.name in TRANSLATABLE)
        if translatable:
            optional["translations"] = several(translations(translatable), 1)
        else:
            optional["translations"] = several(translations(("raw",)), 1)
        optional["extras"] = several(_EXTRAS, 1)
        optional["line"] = _LINES
    names = tuple(optional)
    pairs = zip(names, names[1:] + names[:1], strict=True)
    menu = [()] * len(names) + [(name,) for name in names] + list(pairs) + [names]
    return _drawn(Recipe(cls, named=required, optional=optional, menu=st.sampled_from(menu)))


_SOURCES = nodes(
    Source, {"chrome": several(_TEXTS)}, name=_TEXTS, unparsed=several(_TEXTS, 1), unparsed_lines=several(_LINES, 1)
)
