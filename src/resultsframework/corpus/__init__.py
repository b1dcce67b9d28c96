"""
Many files at once: a job for every framework of a corpus, on one process or many, and the survey of its content.

Every executor of `concurrent.futures` will do, also that of a Dask cluster. With a folder for the output each file is
worked on once, whatever ends a run in between; a file that cannot be read is a row of the status table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework._lazy import lazy_names

if TYPE_CHECKING:
    from ._census import census as census
    from ._folder import load, status
    from ._jobs import budgets, findings, indicators, observations, progress
    from ._scan import Advance, Job, Scan, scan
    from ._survey import refuse_unknown_columns as refuse_unknown_columns
    from ._survey import survey
    from ._survey import surveyed as surveyed

# Names that only the command line needs are left out here; they can be imported all the same.
__all__ = [
    "Advance",
    "Job",
    "Scan",
    "budgets",
    "findings",
    "indicators",
    "load",
    "observations",
    "progress",
    "scan",
    "status",
    "survey",
]

# First guesses at a name; see `resultsframework._guess`.
_guesses = {
    "rf.corpus.scan(folder, job)": "run map parallel walk glob files folder process Corpus for_each",
    "rf.corpus.load(out)": "read_parquet dataset rows read Dataset",
    "rf.corpus.scan(folder, job, out=folder_of_shards)": "to_parquet write save",
    "rf.corpus.findings, a job of rf.corpus.scan": "validate check report",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "_census": "census",
            "_folder": "load status",
            "_jobs": "budgets findings indicators observations progress",
            "_scan": "Advance Job Scan scan",
            "_survey": "refuse_unknown_columns survey surveyed",
        },
    )
