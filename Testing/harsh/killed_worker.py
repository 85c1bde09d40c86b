"""A worker that is killed at random moments, behind the client that Slicer has."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import IO, Any

import numpy as np
from LandmarkAILib.inference.options import DetectionOptions
from LandmarkAILib.worker.client import WorkerClient
from LandmarkAILib.worker.handover import take_over
from LandmarkAILib.worker.jobs import Callbacks
from LandmarkAILib.worker.protocol import Detect, DetectFolder, Failure, Request, Result
from LandmarkAILib.worker.server import main
from studies import make_model, make_study, numbers, summary
from subprocess_worker import SubprocessLauncher, SubprocessProcess

_PATIENCE = 60.0  # s
_SENTENCES = ("was not finished", "could not be started")


class _Forked:
    """A worker that is forked, as ``subprocess.Popen`` shows one."""

    def __init__(self) -> None:
        pipes = [os.pipe() for _ in range(3)]
        self.returncode: int | None = None
        self._lock = threading.Lock()
        self.pid = os.fork()
        if self.pid == 0:
            self._be_worker([pipes[0][0], pipes[1][1], pipes[2][1]])
        for end in (pipes[0][0], pipes[1][1], pipes[2][1]):
            os.close(end)
        self.stdin: IO[bytes] = os.fdopen(pipes[0][1], "wb")
        self.stdout: IO[bytes] = os.fdopen(pipes[1][0], "rb")
        self.stderr: IO[bytes] = os.fdopen(pipes[2][0], "rb")

    @staticmethod
    def _be_worker(ends: list[int]) -> None:
        status = 99
        try:
            os.setsid()
            for number, end in enumerate(ends):
                os.dup2(end, number)
            os.closerange(3, 1024)
            status = main([])
        finally:
            os._exit(status)

    def poll(self) -> int | None:
        with self._lock:
            if self.returncode is None:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                self.returncode = os.waitstatus_to_exitcode(status) if pid else None
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        end = time.monotonic() + (_PATIENCE if timeout is None else timeout)
        while (status := self.poll()) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("worker", timeout or _PATIENCE)
            time.sleep(0.001)
        return status


class _Process(SubprocessProcess):
    def start(self) -> None:
        forked: Any = _Forked()
        self._popen = forked
        threading.Thread(target=self._read, args=(forked,), daemon=True).start()

    def kill(self) -> None:
        """End it as the system does that has no memory left."""
        if self._popen and self._popen.poll() is None:
            os.kill(self._popen.pid, signal.SIGKILL)


class _Launcher(SubprocessLauncher):
    last: _Process | None = None

    def __call__(self, on_line: Any, on_log: Any, on_exit: Any) -> SubprocessProcess:
        self.last = _Process([], None, self._events, on_line, on_log, on_exit)
        return self.last


class KilledWorker:
    """Requests whose worker is killed, and the same ones to a fresh worker.

    Args:
        folder: a new one.
        seed: of the moments.
    """

    def __init__(self, folder: Path, seed: int = 0) -> None:
        self.folder, self.out, self.random = folder, folder / "out", random.Random(seed)
        study = make_study(folder / "study")
        options = DetectionOptions(str(make_model(folder / "threshold")), "cpu")
        self.image = (str(study / "case0.nrrd"), str(self.out), options)
        self.whole = ((str(study),), str(self.out), options)
        self.launcher = _Launcher([])
        start = time.perf_counter()
        self.expected = {kind: self._whole(kind) for kind in (Detect, DetectFolder)}
        self.seconds = (time.perf_counter() - start) / 2

    def at_random(self, times: int) -> list[str]:
        """What went wrong, with images and folders in turn."""
        found = []
        for n in range(times):
            moment = self.random.uniform(0, 1.1 * self.seconds)
            kind = (Detect, DetectFolder)[n % 2]
            found += [
                f"{kind.__name__} killed after {moment:.3f} s: {p}" for p in self._kill(kind, moment)
            ]
        return found

    def _kill(self, kind: type[Detect] | type[DetectFolder], moment: float) -> list[str]:
        shutil.rmtree(self.out, ignore_errors=True)
        client = WorkerClient(self.launcher)
        outcome = self._run(client, self._request(kind), moment)
        again = self._run(client, self._request(kind))
        client.shutdown()
        problems = []
        if isinstance(outcome, Failure) and not any(s in outcome.message for s in _SENTENCES):
            problems.append(f"told {outcome.message}")
        if not isinstance(again, Result):
            problems.append(f"the fresh worker: {again}")
        elif not _same(self._numbers(kind, again), self.expected[kind]):
            problems.append("the fresh worker gives other numbers")
        return problems

    def _whole(self, kind: type[Detect] | type[DetectFolder]) -> Any:
        shutil.rmtree(self.out, ignore_errors=True)
        client = WorkerClient(self.launcher)
        result = self._run(client, self._request(kind))
        assert isinstance(result, Result), result
        client.shutdown()
        return self._numbers(kind, result)

    def _request(self, kind: type[Detect] | type[DetectFolder]) -> Request:
        return Detect(*self.image) if kind is Detect else DetectFolder(*self.whole)

    def _numbers(self, kind: type[Detect] | type[DetectFolder], result: Result) -> Any:
        if kind is DetectFolder:
            assert set(summary(self.out)) == {"case0", "case1/image", "case2"}
            return numbers(self.out)
        found = take_over([Path(file) for file in result.files])
        return [p.position for p in found.landmarks]

    def _run(
        self, client: WorkerClient, request: Request, kill_after: float | None = None
    ) -> Result | Failure | None:
        """The one outcome of a request; None if there is none in time, or a second one comes."""
        outcomes: list[Result | Failure] = []
        client.submit(request, Callbacks(done=outcomes.append, failed=outcomes.append))
        start, killed = time.perf_counter(), kill_after is None
        while (passed := time.perf_counter() - start) < _PATIENCE:
            if not killed and kill_after is not None and passed >= kill_after:
                killed = True
                if self.launcher.last:
                    self.launcher.last.kill()
            self.launcher.wait(0.001)
            client.poll()
            if outcomes and killed:
                return outcomes[0] if len(outcomes) == 1 else None
        return None


def _same(found: Any, expected: Any) -> bool:
    if isinstance(expected, dict):
        return bool(found == expected)
    return bool(np.allclose(np.array(found, float), np.array(expected, float), equal_nan=True))
