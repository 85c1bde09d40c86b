"""The worker as Slicer uses it: one for the application, behind QProcess, its clock driven by Qt."""

from __future__ import annotations

import shutil
import time
from functools import cache
from typing import Any

import qt
import slicer

from ...worker.client import WorkerClient
from ...worker.jobs import Callbacks
from ...worker.process import NewProcess, OnExit, OnText, kill_group, worker_command, worker_environment
from ...worker.protocol import Request

_LONGEST_LINE = 1 << 20
_POLL = 200  # ms
_BREATH = 0.005  # s


def new_process(on_line: OnText, on_log: OnText, on_exit: OnExit) -> QtProcess:
    """A worker of Slicer's Python that is not started yet; see ``worker.process.NewProcess``."""
    return QtProcess(on_line, on_log, on_exit)


def python_slicer() -> str:
    """Path of ``PythonSlicer``, Slicer's Python without the application.

    Raises:
        FileNotFoundError: it is not there.
    """
    path = shutil.which("PythonSlicer") or shutil.which(
        "PythonSlicer", path=f"{slicer.app.slicerHome}/bin"
    )
    if path is None:
        raise FileNotFoundError("PythonSlicer is not there")
    return path


class QtProcess:
    """A ``worker.process.ProcessProtocol``.

    Args:
        on_line: gets each line of standard output.
        on_log: gets each line of standard error.
        on_exit: gets the exit status; None where the process crashed or did not start.
    """

    def __init__(self, on_line: OnText, on_log: OnText, on_exit: OnExit) -> None:
        self._output, self._error = _Lines(on_line), _Lines(on_log)
        self._on_exit = on_exit
        self._process = qt.QProcess()
        self._process.connect("readyReadStandardOutput()", self._read)
        self._process.connect("readyReadStandardError()", self._read)
        self._process.connect("finished(int,QProcess::ExitStatus)", self._finished)
        self._process.connect("errorOccurred(QProcess::ProcessError)", self._failed)

    def start(self) -> None:
        """Start it; that it cannot be started may also be told by ``on_exit``.

        Raises:
            FileNotFoundError: there is no PythonSlicer.
        """
        program, *arguments = worker_command(python_slicer(), own_group=True)
        environment = qt.QProcessEnvironment()
        for name, value in worker_environment().items():
            environment.insert(name, value)
        self._process.setProcessEnvironment(environment)
        self._process.start(program, arguments)

    def write_line(self, line: str) -> None:
        """Write a line; nothing happens if the process is gone."""
        if self._is_running():
            self._process.write(qt.QByteArray(line.encode() + b"\n"))

    def close_input(self) -> None:
        """Close its standard input."""
        self._process.closeWriteChannel()

    def kill_tree(self, worker: int | None) -> None:
        """Kill the worker's group and the launcher that started it."""
        if self._is_running():
            kill_group(worker or self._process.processId())
            self._process.kill()

    def wait(self, seconds: float) -> bool:
        """Wait for its end; whether it has ended."""
        if self._is_running():
            self._process.waitForFinished(round(1000 * seconds))
        return not self._is_running()

    def _is_running(self) -> bool:
        return bool(self._process.state() != qt.QProcess.NotRunning)

    def _read(self) -> None:
        self._output.feed(_bytes(self._process.readAllStandardOutput()))
        self._error.feed(_bytes(self._process.readAllStandardError()))

    def _finished(self, code: int, status: int) -> None:
        self._read()
        self._output.end()
        self._error.end()
        # Whoever hears of the end may let go of this object, and Qt still needs it on its way back.
        qt.QTimer.singleShot(0, self._keep)
        self._on_exit(None if status == qt.QProcess.CrashExit else code)

    def _failed(self, error: int) -> None:
        if error == qt.QProcess.FailedToStart:
            qt.QTimer.singleShot(0, self._keep)
            self._on_exit(None)

    def _keep(self) -> None:
        """Does nothing: a timer that will call this holds the object until then."""


class _Lines:
    """Bytes that arrive in pieces, passed on as lines."""

    def __init__(self, receive: OnText) -> None:
        self._receive = receive
        self._rest = b""

    def feed(self, data: bytes) -> None:
        *whole, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > _LONGEST_LINE:  # a process gone mad must not fill the memory
            whole, self._rest = [*whole, self._rest], b""
        for line in whole:
            self._receive(line.decode("utf-8", "replace").rstrip("\r"))

    def end(self) -> None:
        """Pass on a last line without end."""
        if self._rest:
            self.feed(b"\n")


def _bytes(data: Any) -> bytes:
    return bytes(data.data() or b"")


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
