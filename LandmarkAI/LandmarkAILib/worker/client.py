"""The side in Slicer: jobs wait in a queue, one worker process does them. Free of Qt."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Literal

from .jobs import Callbacks, Job, ended_midway, not_started, silent
from .process import Handle, NewProcess, Timeouts
from .protocol import (
    CaseEnded,
    DetectFolder,
    Failure,
    Notice,
    Progress,
    ProtocolError,
    Ready,
    Reply,
    Request,
    Result,
    reply_from_json,
    to_json,
)

State = Literal["idle", "starting", "busy", "cancelling", "closed"]

_LOG_LINES = 500
_START = "starting the detection process"


class WorkerClient:
    """Runs requests in a worker process, one after the other, in the order in which they were given.

    ::

        client = WorkerClient(new_process)
        client.submit(Detect(image, folder), Callbacks(done=show, failed=tell, progress=bar))

    The process is started with the first job and kept for the next. A job whose process fails is told
    so, and the rest goes to a fresh process; a job that the process had not begun goes there, too. All
    is done on the thread that calls: neither threads nor timers are in here, so :meth:`poll` is to be
    called now and then while :attr:`state` is neither idle nor closed.

    Args:
        new_process: makes a process; see ``process.py``.
        timeouts: how long to wait for what.
        clock: seconds that only grow.
    """

    def __init__(
        self,
        new_process: NewProcess,
        timeouts: Timeouts | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._new_process, self._clock = new_process, clock
        self._timeouts = timeouts or Timeouts()
        self._queue: deque[Job] = deque()
        self._running: Job | None = None
        self._worker: Handle | None = None
        self._closed = False
        self._log: deque[str] = deque(maxlen=_LOG_LINES)

    @property
    def state(self) -> State:
        """What it is at: ``starting`` a process, ``cancelling`` while one is being ended."""
        if self._closed:
            return "closed"
        if self._worker is None:
            return "idle"
        if self._worker.ending:
            return "cancelling"
        if self._worker.phase == "starting":
            return "starting"
        return "busy" if self._running else "idle"

    @property
    def pending(self) -> list[str]:
        """Ids of the jobs that have not ended, the one that is being done first."""
        return [job.id for job in (*([self._running] if self._running else []), *self._queue)]

    @property
    def log(self) -> str:
        """The last lines that the processes wrote to standard error, for a report."""
        return "\n".join(self._log)

    @property
    def pid(self) -> int | None:
        """Process id of the worker; None if there is none that is ready."""
        return self._worker.pid if self._worker else None

    def submit(self, request: Request, callbacks: Callbacks | None = None) -> None:
        """Put a request into the queue.

        Args:
            request: its id is the job's.
            callbacks: whom to tell; called from here already if the process cannot be started.

        Raises:
            ValueError: a job of that id has not ended yet, or the client is closed.
        """
        if self._closed:
            raise ValueError("the client is closed")
        if request.id in self.pending:
            raise ValueError(f"a job with the id {request.id} has not ended yet")
        self._queue.append(Job(request, callbacks or Callbacks()))
        self._advance()

    def cancel(self, id: str) -> bool:
        """Take a job out of the queue; if it is being done, end the process that does it.

        Returns:
            Whether there is such a job; its ``cancelled`` is called at once or when the process is gone.
        """
        for waiting in self._queue:
            if waiting.id == id:
                self._queue.remove(waiting)
                waiting.callbacks.cancelled()
                return True
        job, worker = self._running, self._worker
        if job is None or worker is None or job.id != id:
            return False
        if worker.ending:
            worker.outcome = job.callbacks.cancelled
        else:
            worker.end(job.callbacks.cancelled, gently=isinstance(job.request, DetectFolder))
        return True

    def poll(self) -> None:
        """Look whether a process has taken too long to start or to end."""
        worker = self._worker
        if worker is None or not worker.overdue:
            return
        if worker.phase == "starting":
            seconds = f"no answer within {self._timeouts.start:g} s"
            worker.end(partial(self._fail_first, not_started(seconds)))
        elif worker.phase == "ready":
            self._give_up(worker)
        elif worker.phase == "stopping":
            worker.kill()
        else:
            self._exited(worker, None)

    def shutdown(self) -> None:
        """Cancel all jobs and end the process, waiting for that; no job is taken any more."""
        jobs = [*([self._running] if self._running else []), *self._queue]
        gently = bool(self._running and isinstance(self._running.request, DetectFolder))
        worker, self._worker, self._running, self._closed = self._worker, None, None, True
        self._queue.clear()
        if worker:
            worker.end_now(gently)
        for job in jobs:
            job.callbacks.cancelled()

    def _give_up(self, worker: Handle) -> None:
        """End a process that has not said anything for too long."""
        job = self._running
        if job is None:
            worker.is_at_rest()
            return
        message = silent(job.request, job.last_words, self._timeouts.silence)
        worker.end(partial(job.fail, message))

    def _advance(self) -> None:
        """Do what can be done next: start a process, or give it the first job."""
        if self._closed or self._running or not self._queue:
            return
        if self._worker is None:
            self._start()
        elif self._worker.phase == "ready":
            self._running = self._queue.popleft()
            self._worker.is_at_work()
            self._worker.process.write_line(to_json(self._running.request))

    def _start(self) -> None:
        # The callbacks need the worker, which needs the process, which needs the callbacks.
        def on_line(line: str) -> None:
            self._heard(worker, line)

        def on_exit(status: int | None) -> None:
            self._exited(worker, status)

        process = self._new_process(on_line, self._log.append, on_exit)
        worker = Handle(process, self._timeouts, self._clock)
        self._worker = worker
        self._log.append(_START)
        try:
            process.start()
        except OSError as error:
            self._worker = None
            jobs = list(self._queue)  # none of them would fare better
            self._queue.clear()
            for job in jobs:
                job.fail(not_started(str(error)))
            return
        first = self._queue[0]
        first.callbacks.progress(Progress(first.id, 0.0, _START))

    def _heard(self, worker: Handle, line: str) -> None:
        if worker is not self._worker or worker.ending:
            return
        try:
            self._receive(worker, reply_from_json(line))
        except ProtocolError as error:
            self._log.append(str(error))
            message = (
                f"The detection process gave a wrong answer and was ended ({error}): run it again, "
                "and if it fails again report it with the log."
            )
            job = self._running
            worker.end(partial(job.fail if job else self._fail_first, message))

    def _receive(self, worker: Handle, reply: Reply) -> None:
        if isinstance(reply, Ready) and worker.phase == "starting":
            worker.become_ready(reply.pid)
            self._advance()
            return
        job = self._running
        if isinstance(reply, Ready) or job is None or reply.id not in (job.id, ""):
            raise ProtocolError(f"This answer was not asked for: {to_json(reply):.200}")
        job.taken = True
        worker.is_at_work()
        match reply:
            case Progress():
                job.last_words = reply.text
                job.callbacks.progress(reply)
            case Notice():
                job.callbacks.notice(reply)
            case CaseEnded():
                job.callbacks.case_ended(reply)
            case Result():
                self._finish(partial(job.callbacks.done, reply))
            case Failure(kind="user"):
                self._finish(partial(job.callbacks.failed, reply))
            case Failure():
                worker.end(partial(job.callbacks.failed, reply))

    def _finish(self, tell: Callable[[], None]) -> None:
        """The running job has ended, and its worker is well."""
        self._running = None
        if self._worker:
            self._worker.is_at_rest()
        try:
            tell()
        finally:
            self._advance()

    def _exited(self, worker: Handle, status: int | None) -> None:
        if worker is not self._worker:
            return
        job, self._worker, self._running = self._running, None, None
        try:
            if worker.outcome:
                worker.outcome()
            elif worker.phase == "starting":
                silent = self._log[-1] == _START
                self._fail_first(
                    not_started(f"exit status {status}" if silent else self._log[-1].strip())
                )
            elif job and (job.taken or job.resent):
                job.fail(ended_midway(status, job.request))
            elif job:
                job.resent = True
                self._queue.appendleft(job)
        finally:
            self._advance()

    def _fail_first(self, message: str) -> None:
        if self._queue:
            self._queue.popleft().fail(message)
