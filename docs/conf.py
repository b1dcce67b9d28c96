"""How Sphinx builds these pages. Nothing is fetched: a build needs no network."""

from __future__ import annotations

import importlib.metadata

project = "resultsframework"
copyright = "2026 resultsframework contributors"
release = importlib.metadata.version(project)
version = release

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "jupyter_execute"]

html_theme = "furo"
html_title = f"{project} {release}"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "auto"
nb_execution_raise_on_error = True
nb_execution_in_temp = True
nb_execution_timeout = 120

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = True
napoleon_numpy_docstring = False

# Names of the standard library and of the two libraries in our signatures have their pages elsewhere.
nitpick_ignore_regex = [
    (
        "py:.*",
        r"(attrs?|collections|contextlib|datetime|decimal|enum|fractions|hypothesis|os|pathlib|typing)\..*",
    ),
    ("py:.*", r"(Callable|Decimal|Fraction|Iterable|Iterator|Mapping|Path|SearchStrategy|Sequence|optional)"),
]
