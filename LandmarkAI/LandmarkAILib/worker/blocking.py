"""Requests from scripts and Slicer's console, which wait for the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..errors import LandmarkAIError
from .client import WorkerClient
from .jobs import Callbacks
from .protocol import Failure, FailureKind, Request, Result

_STEP = 0.1


class WorkerError(LandmarkAIError):
    """The worker could not do what it was asked.

    Args:
        message: a sentence for the user.
        kind: see ``protocol.FailureKind``; None where the job was cancelled by someone else.
        code: of what went wrong in the worker.
    """

    code = "cancelled"

    def __init__(self, message: str, kind: FailureKind | None, code: str | None = None) -> None:
        super().__init__(message, code)
        self.kind = kind


def run_request(
    client: WorkerClient,
    request: Request,
    wait: Callable[[float], object],
    callbacks: Callbacks | None = None,
) -> Result:
    """Submit a request and wait for its result; jobs before it in the queue are done first.

    Args:
        client: what does it.
        request: what to do.
        wait: delivers what the processes said, waiting up to so many seconds for it:
            a function that lets Qt process its events, or waits for a subprocess.
        callbacks: ``progress``, ``notice`` and ``case_ended`` are told on the way; others are not.

    Raises:
        WorkerError: it failed, or was cancelled.
        Whatever ``wait`` and the callbacks raise, KeyboardInterrupt included; the job is cancelled then.
    """
    outcome: list[Result | Failure | None] = []
    told = replace(
        callbacks or Callbacks(),
        done=outcome.append,
        failed=outcome.append,
        cancelled=lambda: outcome.append(None),
    )
    client.submit(request, told)
    try:
        while not outcome:
            wait(_STEP)
            client.poll()
    finally:
        if not outcome:
            client.cancel(request.id)
    match outcome[0]:
        case Result() as result:
            return result
        case Failure() as failure:
            raise WorkerError(failure.message, failure.kind, failure.code)
        case _:
            raise WorkerError("The run was cancelled.", None)
