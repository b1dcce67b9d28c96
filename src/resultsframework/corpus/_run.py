"""
Hand the units of work to an executor, and take their outcomes as they come.
"""

from __future__ import annotations

import functools
import pickle
import queue
from collections.abc import Generator, Iterable, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from typing import Any

from resultsframework.errors import InvalidValueError
from resultsframework.message import legible, shown

from ._work import Attempt, Job, WorkUnit, work

__all__ = ["outcomes", "refuse_what_cannot_be_sent"]

# The units that wait for a worker, so that none is idle and little is in memory.
AHEAD = 1_000


def refuse_what_cannot_be_sent(job: Job, executor: Executor | None) -> None:
    """
    Do nothing for a job that the executor can send to its workers.

    Raises:
        InvalidValueError: It is a lambda or a function within another, and the workers are other processes.
    """
    if isinstance(executor, ProcessPoolExecutor):
        try:
            pickle.dumps(job)
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            msg = f"the job {shown(job)} cannot be sent to another process: define it with def at the top of a module"
            raise InvalidValueError(msg) from error


def outcomes(
    units: Iterable[WorkUnit], job: Job, executor: Executor | None, reading: Mapping[str, Any]
) -> Generator[tuple[WorkUnit, Attempt], None, None]:
    """
    The outcome of each unit, in the order in which the work ends; files are read with the options given.

    A worker that fails, as one that the system kills, is the error of the units that it had; they are not done.
    """
    if executor is None:
        for unit in units:
            yield unit, work(unit, job, reading)
        return
    done: queue.SimpleQueue[tuple[WorkUnit, Future[Attempt]]] = queue.SimpleQueue()
    waiting: set[Future[Attempt]] = set()

    def arrived(unit: WorkUnit, ready: Future[Attempt]) -> None:
        done.put((unit, ready))

    def ended() -> tuple[WorkUnit, Attempt]:
        unit, future = done.get()
        waiting.discard(future)
        return unit, _outcome(future)

    try:
        for unit in units:
            try:
                future = executor.submit(work, unit, job, reading)
            except BrokenExecutor as error:
                yield unit, _failed(error)
                continue
            waiting.add(future)
            future.add_done_callback(functools.partial(arrived, unit))
            while waiting and (len(waiting) >= AHEAD or not done.empty()):
                yield ended()
        while waiting:
            yield ended()
    finally:
        for future in waiting:
            future.cancel()


def _outcome(future: Future[Attempt]) -> Attempt:
    if future.cancelled():
        return Attempt(error="it was cancelled before its work began; run again", is_final=False)
    error = future.exception()
    return future.result() if error is None else _failed(error)


def _failed(error: BaseException) -> Attempt:
    reason = legible(str(error).strip() or type(error).__name__)
    return Attempt(error=f"its worker failed, so run again: {reason}"[:400], is_final=False)
