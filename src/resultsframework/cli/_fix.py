"""
Corrections: written to their file where its format can hold them, shown as a diff, and listed.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from rich.text import Text

import resultsframework as rf

from ._files import STANDARD, format_of, holds_many
from ._terminal import clean, counted

__all__ = ["Corrected", "corrected"]

SHOWN_LOSSES = 5


@attrs.frozen(kw_only=True)
class Corrected:
    """
    The outcome of the corrections of a file.

    Attributes:
        framework: The content of the file now.

        fixes: The corrections that were made, or can be.

        is_written: The file was written.

        refused: The reasons why the file was not written though that was wanted; empty otherwise.
    """

    framework: rf.ResultsFramework
    fixes: tuple[rf.rules.Fix, ...]
    is_written: bool = False
    refused: tuple[str, ...] = ()

    def lines(self) -> Iterator[Text]:
        """Every correction as a diff."""
        for fix in self.fixes:
            yield Text(clean(f"{fix.path or 'the framework'}: {fix.code} {fix.title}"), "bold")
            yield from (Text(clean(f"- {line}"), "red") for line in fix.before)
            yield from (Text(clean(f"+ {line}"), "green") for line in fix.after)
            yield Text()

    def records(self, file: str) -> list[dict[str, object]]:
        """Every correction for a program."""
        return [attrs.asdict(fix) | {"file": file, "is_written": self.is_written} for fix in self.fixes]

    def messages(self, file: str) -> Iterator[str]:
        """The outcome of the corrections, in sentences."""
        if self.is_written:
            yield f"{file}: {counted(len(self.fixes), 'correction')} written"
        elif self.refused:
            yield f"{file}: {counted(len(self.fixes), 'correction')} not written:"
            yield from (f"- {reason}" for reason in self.refused)
        elif self.fixes:
            yield f"{file}: {counted(len(self.fixes), 'correction')} possible; --fix writes"
        else:
            yield f"{file}: nothing to correct"


def corrected(
    file: str, format: str | None, framework: rf.ResultsFramework, fixed: rf.rules.Fixed, *, write: bool
) -> Corrected:
    """
    Write the corrections of a file to it, in its own format, if that can hold everything.

    Args:
        file: The file.

        format: The name of its format, where it was given.

        framework: The content of the file.

        fixed: The corrected content.

        write: False to leave the file as it is.
    """
    if not write or not fixed.fixes:
        return Corrected(framework=framework, fixes=fixed.fixes)
    if file == STANDARD:
        refused: tuple[str, ...] = ("standard input cannot be written; name a file, or use --diff",)
        return Corrected(framework=framework, fixes=fixed.fixes, refused=refused)
    if holds_many(file, format):
        refused = ("a file that may hold many frameworks is only read; --diff shows what could be corrected",)
        return Corrected(framework=framework, fixes=fixed.fixes, refused=refused)
    own = format_of(file, format)
    losses = rf.loss_report(fixed.framework, own)
    if losses:
        listed = [f"{own} would lose {loss}" for loss in losses.losses[:SHOWN_LOSSES]]
        more = [f"and {len(losses) - SHOWN_LOSSES} more"] if len(losses) > SHOWN_LOSSES else []
        return Corrected(framework=framework, fixes=fixed.fixes, refused=(*listed, *more))
    rf.write(fixed.framework, file, own)
    return Corrected(framework=fixed.framework, fixes=fixed.fixes, is_written=True)
