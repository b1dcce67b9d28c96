"""Sphinx's configuration of these pages. Nothing is fetched: a build needs no network."""

from __future__ import annotations

import enum
import importlib.metadata
import os
import re
import tempfile
from pathlib import Path
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
# The kernel of each notebook begins with this line: a chart is a picture in its page, and no script from elsewhere.
OFFLINE = "import resultsframework as rf; rf.charts.offline()"

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

# Names of the standard library and of the libraries in our signatures are documented elsewhere.
nitpick_ignore_regex = [
    (
        "py:.*",
        r"(attrs?|collections|concurrent|contextlib|datetime|decimal|enum|fractions|hypothesis|os|pathlib|typing)\..*",
    ),
    (
        "py:.*",
        r"(Callable|Decimal|Executor|Fraction|Iterable|Iterator|Mapping|Path|SearchStrategy|Sequence|dt\.date|optional)",
    ),
    # Aliases of types; the description of each argument explains them.
    (
        "py:class",
        (
            r"(Against|Answer|By|Conventions|Correction|DecimalMark|Functions|Given|Ignore|Inputs|Job|Likeness|LossReport|Number|Part"
            r"|Placement|Quantity|Readable|Rolled|Selection|Sources|Test|Time|Trajectory|Traversable|Watcher|Writable|.*\.framework\.R"
            r"|.*\._matching\.ComparedPair|.*\.framework\.Part|(.*\._rule\.)?N|.*\._data\.Kind|ValueKind"
            r"|LayerChart|FacetChart|pd\.DataFrame|pl\.DataFrame|pa\.Table)"
        ),
    ),
]
# Sphinx cannot decide between a type and a field of the same name; for a reader the field is obvious.
# The form of a chart for notebooks is beside the picture that a page shows.
suppress_warnings = ["ref.python", "mystnb.unknown_mime_type"]


def prepared(_app: Sphinx, what: str, _name: str, thing: object, _options: object, lines: list[str]) -> None:
    """
    Prepare a docstring for Napoleon: a name in single backticks becomes a reference to an object of the library.

    Napoleon takes the text before a colon in the first line of a property for its type; an empty line in front prevents
    that. An enumeration without a description of its members gets a list of their names.
    """
    if isinstance(thing, enum.EnumType) and "Attributes:" not in lines:
        lines += ["Members: " + ", ".join(f"``{name}``" for name in thing.__members__), ""]
    lines[:] = [re.sub(r"(?<![`:\w])`(\w[\w.]*)`(?!`)", r":py:obj:`.\1`", line) for line in lines]
    if what == "property":
        lines.insert(0, "\\")


def compact(_app: Sphinx, _what: str, _name: str, _object: object, _options: object, lines: list[str]) -> None:
    """Move the type of a field, as Napoleon writes it, from a list below the field to its heading."""
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
    """Remove the signature of an enumeration, which nobody calls."""
    return ("", "") if isinstance(thing, enum.EnumType) else None


def begin_notebooks_offline() -> None:
    """Have the kernels of this build begin with a line of ours, in a profile of their own."""
    os.environ["IPYTHONDIR"] = tempfile.mkdtemp(prefix="resultsframework-docs-")
    startup = Path(os.environ["IPYTHONDIR"], "profile_default", "startup")
    startup.mkdir(parents=True)
    (startup / "charts.py").write_text(OFFLINE, "utf-8")


def setup(app: Sphinx) -> None:
    """Napoleon itself has the priority 500."""
    begin_notebooks_offline()
    app.connect("autodoc-process-docstring", prepared, priority=400)
    app.connect("autodoc-process-docstring", compact, priority=600)
    app.connect("autodoc-process-signature", unsigned)
