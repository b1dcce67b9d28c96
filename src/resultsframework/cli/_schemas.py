"""
Violations of the official IATI schemas, as findings beside those of the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import resultsframework as rf
from resultsframework.formats import iati

from ._files import STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from resultsframework.rules import Context, Found

__all__ = ["schema_report"]


@rf.rule(
    "XSD01",
    rf.Severity.ERROR,
    title="File does not fit the schema",
    source="IATI: the schema of the version that the file declares",
    advice="Correct the element or attribute that is named.",
    on=rf.ResultsFramework,
)
def file_fits_the_schema(_framework: rf.ResultsFramework, _context: Context) -> Iterable[Found]:
    """
    A file has the elements and attributes that the official schema wants, in its order.

    It applies only where a folder of the schemas is given, and looks at the file, not at the framework read from it.

    Fires: a baseline without a year
    Silent: a file that every program can read
    """
    return ()


def schema_report(file: str, folder: Path) -> rf.Report:
    """
    Violations of the schema of the file's version, with their lines.

    Raises:
        FormatError: The file cannot be read.

        InvalidValueError: The folder holds no schemas.
    """
    if file == STANDARD:
        msg = "standard input can be read only once; name a file to check it against schemas"
        raise rf.InvalidValueError(msg)
    found = tuple(
        rf.Finding(
            code=file_fits_the_schema.code,
            severity=file_fits_the_schema.severity,
            path="",
            message=problem.message,
            line=problem.line,
            advice=file_fits_the_schema.advice,
        )
        for problem in iati.check_schema(file, folder)
    )
    return rf.Report(findings=found, rules=(file_fits_the_schema,), name="schema")
