"""What a client keeps of each request: whom to tell, how far it got, how it ended."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .failures import subject
from .protocol import CaseEnded, Failure, Notice, Progress, Request, Result


def _ignore(*_: Any) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True)
class Callbacks:
    """Whom to tell of a job; one of ``done``, ``failed`` and ``cancelled`` is called, once and last.

    Args:
        done: with the result.
        failed: with what to show the user.
        cancelled: it was cancelled, and the process that worked on it is gone.
        progress: with how far it is.
        notice: with what the user should know.
        case_ended: with a case of a folder.
    """

    done: Callable[[Result], None] = _ignore
    failed: Callable[[Failure], None] = _ignore
    cancelled: Callable[[], None] = _ignore
    progress: Callable[[Progress], None] = _ignore
    notice: Callable[[Notice], None] = _ignore
    case_ended: Callable[[CaseEnded], None] = _ignore


@dataclass(eq=False)
class Job:
    """A request under way.

    Args:
        request: what to do.
        callbacks: whom to tell.
        taken: whether the worker has begun with it.
        last_words: what the worker said last that it was doing.
        resent: whether it was already given to a second worker, as the first was gone before it began.
    """

    request: Request
    callbacks: Callbacks
    taken: bool = False
    resent: bool = False
    last_words: str = ""

    @property
    def id(self) -> str:
        """The request's."""
        return self.request.id

    def fail(self, message: str) -> None:
        """Tell that it cannot be done, as the worker is not well."""
        self.callbacks.failed(Failure(self.id, "crash", message))


def ended_midway(status: int | None, request: Request) -> str:
    """What to tell the user of a worker that ended while it worked on a request.

    Args:
        status: exit status; negative is a signal, None is unknown.
        request: what it worked on.
    """
    reason, remedy = _reason(status)
    return (
        f"{subject(request)} was not finished, as the detection process ended unexpectedly ({reason}): "
        f"{remedy}; the log has the details."
    )


def silent(request: Request, last_words: str, seconds: float) -> str:
    """What to tell the user of a worker that was ended because nothing was heard of it any more."""
    return (
        f"{subject(request)} was given up, as the detection process said nothing for {seconds:g} s; it "
        f"was last at '{last_words or 'taking the request'}': see that its disk or file server answers, "
        "then run it again."
    )


def not_started(reason: str) -> str:
    """What to tell the user of a worker that did not get ready to work."""
    return (
        f"The detection process could not be started ({reason}): "
        "check the installation on LandmarkAI's set-up page; the log has the details."
    )


def _reason(status: int | None) -> tuple[str, str]:
    kill = getattr(signal, "SIGKILL", None)  # not on Windows
    if status is None or status >= 0:
        known = "reason unknown" if status is None else f"exit status {status}"
        return known, "run it again, and if it fails again choose the device 'cpu'"
    if kill is not None and status == -kill:
        return "killed", "memory may have run out, so close other programs, then run it again"
    names = {int(number): number.name for number in signal.Signals}
    name = names.get(-status, f"signal {-status}")
    return name, "run it again, and if it fails again choose the device 'cpu' or install PyTorch again"
