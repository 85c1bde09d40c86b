"""A command of ``landmarkai`` in a process of its own, which goes on when Slicer is closed."""

from __future__ import annotations

import contextlib
import shlex
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from LandmarkAILib.errors import OutputError
from LandmarkAILib.files.atomic import make_folder, output_error

from .job_files import ENDED, LOCK, LOG, JobFile, is_held, read_log, read_status, write_status
from .launcher import Launcher

State = Literal["none", "running", "done", "failed", "cancelled", "killed"]
RUNNER = "LandmarkAITrainingLib.slicer.logic.runner"
_SAYS = "landmarkai: "  # before the sentence that is for the user
_CANCELLED, _NOT_STARTED = 130, 127
_START = 30.0  # s in which a process that another Slicer started takes its lock


@dataclass(frozen=True)
class JobState:
    """How a job stands.

    Args:
        state: ``none`` where nothing was ever started; ``killed`` for a process that is gone without
            having ended.
        message: of a job that failed, what it said last; else empty.
    """

    state: State
    message: str = ""

    @property
    def is_running(self) -> bool:
        """Whether it is under way."""
        return self.state == "running"


class Job:
    """The job of a folder, whoever started it.

    Args:
        folder: gets ``job.json``, ``log.txt``, ``lock`` and ``ended.json``.
        launcher: starts and ends its process.
    """

    def __init__(self, folder: Path, launcher: Launcher) -> None:
        self.folder, self._launcher = folder, launcher

    def start(self, arguments: Sequence[str], facts: Mapping[str, Any] | None = None) -> None:
        """Start ``landmarkai`` with arguments.

        Args:
            arguments: of the command line.
            facts: JSON-ready, to be found again in :attr:`facts`.

        Raises:
            OutputError: one is running, or the folder cannot be written, or no process be started.
        """
        if self.state().is_running:
            raise OutputError(f"{self.folder.parent} is being worked in: wait for it, or cancel it.")
        make_folder(self.folder)
        job = JobFile(tuple(arguments), dict(facts or {}), started=time.time())
        job.write(self.folder)
        try:
            (self.folder / ENDED).unlink(missing_ok=True)
            log = self.folder / LOG
            process = self._launcher.launch(RUNNER, [str(self.folder.absolute())], log)
        except OSError as error:
            with contextlib.suppress(OSError, OutputError):
                (self.folder / LOG).write_text(f"{error}\n", encoding="utf-8")
                write_status(self.folder, _NOT_STARTED)
            raise output_error(self.folder, error) from error
        replace(job, process=process).write(self.folder)

    def state(self) -> JobState:
        """How it stands now."""
        job = JobFile.read(self.folder)
        if job is None:
            return JobState("none")
        # Asked last for the status: the process may have ended since it was alive.
        if read_status(self.folder) is None and self._is_alive(job):
            return JobState("running")
        status = read_status(self.folder)
        if status is None:
            return JobState("killed")
        if status == _CANCELLED:
            return JobState("cancelled")
        return JobState("done") if status == 0 else JobState("failed", self._last_words())

    def cancel(self) -> None:
        """Kill its process, with all that it started; nothing happens if it does not run.

        Raises:
            OutputError: it does not end.
        """
        job = JobFile.read(self.folder)
        if job is None or not self.state().is_running:
            return
        self._launcher.kill(job.process)
        with contextlib.suppress(OutputError):  # the folder was deleted meanwhile
            write_status(self.folder, _CANCELLED)

    @property
    def facts(self) -> Mapping[str, Any]:
        """What was noted when it was started; empty if it never was."""
        job = JobFile.read(self.folder)
        return job.facts if job else {}

    @property
    def command(self) -> str:
        """What was started, as one would type it; empty if nothing was."""
        job = JobFile.read(self.folder)
        return shlex.join(["landmarkai", *job.arguments]) if job else ""

    def log(self) -> list[str]:
        """The last lines that it printed."""
        return read_log(self.folder)

    def _is_alive(self, job: JobFile) -> bool:
        ended = self._launcher.has_ended(job.process)
        if ended is not None:  # a child of the dead that holds its lock keeps nothing going
            return not ended
        # Another Slicer started it, perhaps just now.
        return is_held(self.folder / LOCK) or time.time() - job.started < _START

    def _last_words(self) -> str:
        lines = self.log()
        said = [line.removeprefix(_SAYS) for line in lines if line.startswith(_SAYS)]
        return (said or lines or [""])[-1]
