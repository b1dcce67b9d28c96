"""
Corrections: written to their file where its format can hold them, shown as a diff, and listed.

An IATI file is left as it is. Comments, layout, the order of elements and the parts that the model does not read would
not survive writing it anew, so its corrections are shown with their lines.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

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

        is_laid_out_anew: The file had another layout than the one that this library writes, so that other lines changed
            too.

        refused: The reasons why the file was not written though that was wanted; empty otherwise.
    """

    framework: rf.ResultsFramework
    fixes: tuple[rf.rules.Fix, ...]
    is_written: bool = False
    is_laid_out_anew: bool = False
    refused: tuple[str, ...] = ()

    def lines(self) -> Iterator[Text]:
        """Every correction as a diff."""
        for fix in self.fixes:
            yield Text(clean(str(attrs.evolve(fix, before=(), after=()))), "bold")
            yield from (Text(clean(f"- {line}"), "red") for line in fix.before)
            yield from (Text(clean(f"+ {line}"), "green") for line in fix.after)
            yield Text()

    def records(self, file: str) -> list[dict[str, object]]:
        """Every correction for a program."""
        return [attrs.asdict(fix) | {"file": file, "is_written": self.is_written} for fix in self.fixes]

    def messages(self, file: str) -> Iterator[str]:
        """The outcome of the corrections, in sentences."""
        if self.is_written:
            rest = "; the rest of the file now has the layout that this library writes" if self.is_laid_out_anew else ""
            yield f"{file}: {counted(len(self.fixes), 'correction')} written{rest}"
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
        refused = ("--fix does not change IATI files; --diff shows each correction with its line, to be made by hand",)
        return Corrected(framework=framework, fixes=fixed.fixes, refused=refused)
    own = format_of(file, format)
    losses = rf.loss_report(fixed.framework, own)
    if losses:
        listed = [f"{own} would lose {loss}" for loss in losses.losses[:SHOWN_LOSSES]]
        more = [f"and {len(losses) - SHOWN_LOSSES} more"] if len(losses) > SHOWN_LOSSES else []
        return Corrected(framework=framework, fixes=fixed.fixes, refused=(*listed, *more))
    was = io.StringIO()
    rf.write(framework, was, own)
    is_other = Path(file).read_bytes() != was.getvalue().encode()
    rf.write(fixed.framework, file, own)
    return Corrected(framework=fixed.framework, fixes=fixed.fixes, is_written=True, is_laid_out_anew=is_other)
