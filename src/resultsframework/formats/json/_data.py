"""
Nodes, findings and answers as dictionaries, in the form that they have in JSON.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from resultsframework.errors import FormatError, InvalidValueError, Problem, UnsafeInputError
from resultsframework.formats._collector import collector_paused
from resultsframework.framework import ResultsFramework, with_territory
from resultsframework.number import MAX_DIGITS
from resultsframework.result import Result

from ._extension import text_of_extension
from ._model import EXTENSION, NOUNS
from ._parse import FORMAT, TOO_DEEP, Steps, half_name, half_text, path_of
from ._problems import JsonNumber
from ._read import converter, hook_of_class, structured_by, structured_document
from ._write import noun_writer, text_written, writer_of, written

if TYPE_CHECKING:
    from ._scalar import Write

__all__ = ["from_dict", "to_dict"]

Kind = TypeVar("Kind")
LARGEST = 10**MAX_DIGITS


def to_dict(node: Any) -> dict[str, Any]:
    """
    A node, finding, answer, report, roll-up or table as a dictionary that JSON can hold, in the form of this format.

    A framework has the member ``resultsframework`` with the version, as its document does, and a result its ``level``.

    Args:
        node: Any noun, such as a framework or an indicator; `Undefined`, `Progress` and any other answer; a `Finding`,
            a `Report`, a `Rollup` or a `Table`.

    Raises:
        InvalidValueError: It is none of these, or it holds something that JSON cannot.

    >>> import resultsframework as rf
    >>> to_dict(rf.Period(year=2025)), to_dict(rf.Undefined("no baseline"))
    ({'year': 2025}, {'reason': 'no baseline'})
    """
    text = written(node) if isinstance(node, ResultsFramework) else text_written(_writer(node), node)
    tree: dict[str, Any] = json.loads(text, parse_float=JsonNumber)
    # Only extensions hold numbers with a fraction; most nodes have none, and looking for them takes twice the time.
    return _plain(tree) if f'"{EXTENSION}' in text else tree


def from_dict(data: Mapping[str, Any], kind: type[Kind]) -> Kind:
    """
    The node, finding, answer, report, roll-up or table of a dictionary that `to_dict` made; the data stay as they are.

    A table read from data prints its cells in the default way, and a rule of your own in a report has its words only,
    since JSON holds no function.

    Args:
        data: The dictionary, as JSON has it.

        kind: The class, such as `Indicator`; `Result` for a result of any level.

    Raises:
        FormatError: The data do not have the form of that class; with all problems, each with its path.

        UnsupportedVersionError: A framework that a later version of this library wrote.

        UnsafeInputError: The data are nested too deep.

        InvalidValueError: The class is none that has a form.

    >>> from resultsframework import Period
    >>> from_dict({"year": 2025}, Period)
    Period(year=2025)
    """
    problems: list[Problem] = []
    try:
        with collector_paused():
            tree = _copied(data, (), problems)
            made: Kind = _structured(kind, tree)
    except RecursionError:
        raise UnsafeInputError(FORMAT, (Problem(TOO_DEEP),)) from None
    except FormatError as error:
        # A part that is no JSON has been replaced by null, which is wrong as well.
        found = {problem.path for problem in problems}
        others = (problem for problem in error.problems if problem.path not in found)
        raise type(error)(FORMAT, (*problems, *others)) from None
    if problems:
        raise FormatError(FORMAT, tuple(problems))
    return made


# ------------------------------------------------------------------------------------------------- writing


def _writer(node: Any) -> Write:
    kind = next((base for base in type(node).__mro__ if base in NOUNS), None)
    if kind is not None:
        return writer_of(Result) if isinstance(node, Result) else noun_writer(kind)
    from ._answers import ANSWERS
    from ._write_answers import answer_writer

    answer: Any = type(node)
    if answer not in ANSWERS:
        msg = f"{node!r:.80} has no JSON form; nodes, findings, answers, reports, roll-ups and tables have one"
        raise InvalidValueError(msg)
    return answer_writer(answer)


def _plain(tree: Any) -> Any:
    """
    The same with floats for numbers that have a fraction.

    An extension with a number that no float keeps, digit by digit, is moved into the member ``extras``, as its text.
    """
    if isinstance(tree, JsonNumber):
        return float(tree.text)
    if isinstance(tree, list):
        return [_plain(item) for item in tree]
    if not isinstance(tree, dict):
        return tree
    extensions = [name for name in tree if name.startswith(EXTENSION)]
    # Only the last extras of a node can be members of their own, so those before go with it.
    inexact = [number for number, name in enumerate(extensions, 1) if not _is_exact(tree[name])]
    moved = extensions[: max(inexact, default=0)]
    made = {name: _plain(tree[name]) for name in tree if name not in moved}
    if moved:
        texts = [{"name": name, "text": text_of_extension(tree[name])} for name in moved]
        made["extras"] = [*made.get("extras", ()), *texts]
    return made


def _is_exact(value: Any) -> bool:
    """True if every number in a value is what the float of it prints as."""
    if isinstance(value, JsonNumber):
        return repr(float(value.text)) == value.text
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(_is_exact(part) for part in parts)


# ------------------------------------------------------------------------------------------------- reading


def _structured(kind: Any, tree: Any) -> Any:
    """
    The value of a class.

    Raises:
        FormatError: As for `from_dict`.
    """
    if kind is ResultsFramework:
        return with_territory(structured_document(tree))
    if isinstance(kind, type) and issubclass(kind, Result):
        has_level = kind is Result or (isinstance(tree, dict) and "level" in tree)
        made = structured_by(converter().get_structure_hook(Result if has_level else kind), tree, kind)
        if not isinstance(made, kind):
            what = f"expected the level of an {kind.__name__}, found {tree['level']!r}"
            raise FormatError(FORMAT, (Problem(what, path="$.level"),))
        return made
    if kind in NOUNS:
        return structured_by(hook_of_class(kind, converter()), tree, kind)
    from ._answers import ANSWERS
    from ._read_answers import answer_converter

    if kind not in ANSWERS:
        msg = (
            f"from_dict makes nodes, findings, answers, reports, roll-ups and tables, not {kind!r:.80}; name a class "
            "such as resultsframework.Indicator"
        )
        raise InvalidValueError(msg)
    return structured_by(answer_converter().get_structure_hook(kind), tree, kind)


def _copied(data: Any, steps: Steps, problems: list[Problem]) -> Any:
    """The data as the parser of documents gives them, and a problem for each part that is no JSON."""
    if type(data) is str:
        problems += half_text(data, steps)
        return data
    if isinstance(data, Mapping):
        return {name: _copied(data[name], (*steps, name), problems) for name in _names(data, steps, problems)}
    if isinstance(data, list | tuple):
        return [_copied(item, (*steps, number), problems) for number, item in enumerate(data)]
    if type(data) is float and math.isfinite(data):
        return JsonNumber(repr(data))
    if data is None or type(data) is bool or (type(data) is int and abs(data) < LARGEST):
        return data
    found = f"a number of more than {MAX_DIGITS:,} digits" if type(data) is int else f"{data!r:.60}"
    problems.append(Problem(f"{found} is no JSON that this format holds", path=path_of(steps)))
    return None


def _names(data: Mapping[Any, Any], steps: Steps, problems: list[Problem]) -> Iterator[str]:
    """The names of members, and a problem for each that is none."""
    for name in data:
        if type(name) is str:
            problems += half_name(name, steps)
            yield name
        else:
            problems.append(Problem(f"the name of a member is text in JSON, not {name!r:.60}", path=path_of(steps)))
