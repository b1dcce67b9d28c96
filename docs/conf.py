"""How Sphinx builds these pages. Nothing is fetched: a build needs no network."""

from __future__ import annotations

import enum
import importlib.metadata
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "resultsframework"
copyright = "2026 resultsframework contributors"
release = importlib.metadata.version(project)
version = release

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "jupyter_execute"]

html_theme = "furo"
html_title = f"{project} {release}"
html_static_path = ["_static"]
html_css_files = ["pages.css"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "auto"
nb_execution_raise_on_error = True
nb_execution_in_temp = True
nb_execution_timeout = 120

toc_object_entries_show_parents = "hide"
autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
# A default value is shown as it is written in the source, not as everything that it holds.
autodoc_preserve_defaults = True
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = False

# Names of the standard library and of the two libraries in our signatures have their pages elsewhere.
nitpick_ignore_regex = [
    (
        "py:.*",
        r"(attrs?|collections|contextlib|datetime|decimal|enum|fractions|hypothesis|os|pathlib|typing)\..*",
    ),
    ("py:.*", r"(Callable|Decimal|Fraction|Iterable|Iterator|Mapping|Path|SearchStrategy|Sequence|dt\.date|optional)"),
    # What these stand for is said in words where an argument is described.
    (
        "py:class",
        (
            r"(Engine|Given|Ignore|Inputs|Layout|Likeness|LossReport|Match|Correction|Number|Placement|Quantity|Readable|Rolled"
            r"|Source|Test|Traversable|Writable|.*\.framework\.R|.*\._context\.Match)"
        ),
    ),
]
# A type called `type` could be meant for a field of that name; which field is never in doubt for a reader.
suppress_warnings = ["ref.python"]


def prepared(_app: Sphinx, what: str, _name: str, thing: object, _options: object, lines: list[str]) -> None:
    """
    Before Napoleon reads a docstring: a name in single backticks is that of something in the library.

    Napoleon takes what stands before a colon in the first line of a property for its type. So a line is put before it
    that means nothing. Members of an enumeration whose names say enough are only listed.
    """
    if isinstance(thing, enum.EnumType) and "Attributes:" not in lines:
        lines += ["Members: " + ", ".join(f"``{name}``" for name in thing.__members__), ""]
    lines[:] = [re.sub(r"(?<![`:\w])`(\w[\w.]*)`(?!`)", r":py:obj:`.\1`", line) for line in lines]
    if what == "property":
        lines.insert(0, "\\")


def compact(_app: Sphinx, _what: str, _name: str, _object: object, _options: object, lines: list[str]) -> None:
    """After Napoleon has read it: the type of a field stands behind its name, not in a list below."""
    field = None
    for number, line in enumerate(lines):
        if line.startswith(".. attribute:: "):
            field = number
        elif field is not None and (match := re.fullmatch(r" +:type: (.+)", line)):
            short = re.sub(r"(?<![\w.~])(?=[a-z]\w*\.)", "~", match[1])
            lines[field] += f"\n   :type: {short}"
            lines[number], field = "", None
    lines[:] = "\n".join(lines).splitlines()


def unsigned(_app: Sphinx, _what: str, _name: str, thing: object, *_more: object) -> tuple[str, str] | None:
    """Nobody calls an enumeration."""
    return ("", "") if isinstance(thing, enum.EnumType) else None


def setup(app: Sphinx) -> None:
    """Napoleon itself has the priority 500."""
    app.connect("autodoc-process-docstring", prepared, priority=400)
    app.connect("autodoc-process-docstring", compact, priority=600)
    app.connect("autodoc-process-signature", unsigned)
