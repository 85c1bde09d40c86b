"""The worker as Slicer uses it: one for the whole application, its clock driven by Qt."""

from __future__ import annotations

import time
from functools import cache

import qt
import slicer

from ...worker.client import WorkerClient
from ...worker.jobs import Callbacks
from ...worker.process import NewProcess
from ...worker.protocol import Request
from .qt_process import new_process

_POLL = 200  # ms
_BREATH = 0.005  # s


class QtWorker:
    """A ``WorkerClient`` that is looked after while it has something to do.

    Args:
        new_process: makes its processes.
    """

    def __init__(self, new_process: NewProcess = new_process) -> None:
        self.client = WorkerClient(new_process)
        self._timer = qt.QTimer()
        self._timer.setInterval(_POLL)
        self._timer.connect("timeout()", self._poll)

    def submit(self, request: Request, callbacks: Callbacks) -> None:
        """Put a request into the queue; see ``WorkerClient.submit``."""
        self.client.submit(request, callbacks)
        self._timer.start()

    def cancel(self, id: str) -> bool:
        """Cancel a request; see ``WorkerClient.cancel``."""
        return self.client.cancel(id)

    def breathe(self) -> None:
        """Let the application live on for a moment; for scripts and the console, which wait."""
        slicer.app.processEvents()
        self.client.poll()
        time.sleep(_BREATH)

    def shutdown(self) -> None:
        """Cancel everything and end the process; for the application's end."""
        self._timer.stop()
        self.client.shutdown()

    def _poll(self) -> None:
        self.client.poll()
        if self.client.state in ("idle", "closed"):
            self._timer.stop()


@cache
def shared_worker() -> QtWorker:
    """The application's worker: it starts no process before the first request."""
    worker = QtWorker()
    slicer.app.connect("aboutToQuit()", worker.shutdown)
    return worker
