"""
Texts of files within messages: short, on one line, and without characters that would act instead of being shown.

May hold what concerns a single text in a message; the errors themselves are in `errors`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = [
    "LONGEST",
    "LONGEST_VALUE",
    "counted",
    "did_you_mean",
    "inert",
    "is_active",
    "legible",
    "nearest_first",
    "shortened",
    "shown",
    "spelled_like",
]

# Characters of a whole message; nobody reads further.
LONGEST = 2_000
# Characters of a value within a message.
LONGEST_VALUE = 200
GAP = " ... "
# Characters that end a line, control a terminal or are half a character; and those that turn the direction of others.
ACTIVE_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
ACTIVE_DIRECTIONS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
DIRECTION_MARKS = frozenset("\u061c\u200e\u200f")
BEYOND_ASCII = re.compile(r"[^\n -~]")


def is_active(character: str) -> bool:
    """True for a character that acts where it is printed: on the line, the terminal, or the direction of writing."""
    return (
        unicodedata.category(character) in ACTIVE_CATEGORIES
        or unicodedata.bidirectional(character) in ACTIVE_DIRECTIONS
        or character in DIRECTION_MARKS
    )


def legible(text: str) -> str:
    r"""
    A text on one line, in which every active character is written as its escape.

    >>> legible("plan.xml\n::error::")
    'plan.xml\\n::error::'
    """
    if text.isprintable():  # none of the active characters is printable
        return text
    return "".join(ascii(character)[1:-1] if is_active(character) else character for character in text)


def inert(document: str) -> str:
    r"""
    A JSON document in which every active character but its line ends is an escape of JSON, so that it means the same.

    >>> inert('{"file": "plan\u202e.xml"}')
    '{"file": "plan\\u202e.xml"}'
    """
    return BEYOND_ASCII.sub(lambda found: f"\\u{ord(found[0]):04x}" if is_active(found[0]) else found[0], document)


def shortened(text: str, most: int = LONGEST) -> str:
    """
    A text of at most so many characters: of a longer one the beginning and the end.

    >>> shortened("abcdefghijklmnopqrstuvwxyz", 15)
    'abcdefg ... xyz'
    """
    if len(text) <= most:
        return text
    kept = most - len(GAP)
    end = kept // 3
    return text[: kept - end] + GAP + text[-end:]


def counted(number: int, noun: str) -> str:
    """
    A number with its noun, in the plural where it is not one.

    >>> counted(1, "indicator"), counted(1200, "indicator")
    ('1 indicator', '1,200 indicators')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def shown(value: object) -> str:
    """A value of a file as a message shows it, whatever it is: even one that Python refuses to print."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # an integer of too many digits, lists within each other without end
        text = f"a value of the type {type(value).__name__} that is too long to be shown"
    return shortened(text, LONGEST_VALUE)


def spelled_like(wanted: str, names: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """
    The names that are spelled most like a text, whatever their letter case, the nearest first.

    >>> spelled_like("roll_up", ["read", "rollup", "ROLL"])
    ('rollup', 'ROLL')
    """
    import difflib  # only those who mistype have to wait for it

    of_form: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        of_form.setdefault(name.casefold(), []).append(name)
    forms = difflib.get_close_matches(wanted.casefold(), of_form, n=most)
    return tuple(name for form in forms for name in of_form[form])[:most]


def did_you_mean(names: Iterable[str]) -> str:
    """
    The end of a message that names what was most likely meant; empty where there is nothing like it.

    >>> did_you_mean(["outcomes", "outputs"])
    "; did you mean 'outcomes' or 'outputs'?"
    """
    listed = " or ".join(map(repr, names))
    return f"; did you mean {listed}?" if listed else ""


def nearest_first(wanted: object, names: Iterable[str]) -> tuple[str, ...]:
    """
    All names that there are, those spelled most like a text first.

    >>> nearest_first("basline", ["target-ratio", "baseline"])
    ('baseline', 'target-ratio')
    """
    there_are = tuple(names)
    near = spelled_like(wanted, there_are) if isinstance(wanted, str) else ()
    return tuple(dict.fromkeys((*near, *there_are)))
