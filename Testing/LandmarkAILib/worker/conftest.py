"""Workers for tests: real processes behind a real client."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from LandmarkAILib.files.images import write_image
from LandmarkAILib.worker.client import WorkerClient
from LandmarkAILib.worker.jobs import Callbacks
from LandmarkAILib.worker.process import Timeouts, worker_command, worker_environment
from LandmarkAILib.worker.protocol import CaseEnded, Failure, Notice, Progress, Request, Result
from models import tiny_bundle
from subprocess_worker import SubprocessLauncher
from threshold_model import phantom

PATIENCE = 120.0  # s; a test that hangs is to fail, on however slow a machine


@dataclass
class Told:
    """What a job's callbacks were told."""

    outcome: Result | Failure | str | None = None
    progress: list[Progress] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    cases: list[CaseEnded] = field(default_factory=list)
    at_progress: Callable[[Progress], None] | None = None
    """Called after each progress."""

    def callbacks(self) -> Callbacks:
        return Callbacks(
            done=self._end,
            failed=self._end,
            cancelled=lambda: self._end("cancelled"),
            progress=self._progress,
            notice=self.notices.append,
            case_ended=self.cases.append,
        )

    def _end(self, outcome: Result | Failure | str) -> None:
        assert self.outcome is None, "a job ends once"
        self.outcome = outcome

    def _progress(self, progress: Progress) -> None:
        assert self.outcome is None, "nothing is told of a job after its end"
        self.progress.append(progress)
        if self.at_progress:
            self.at_progress(progress)


class Station:
    """A client, its launcher, and what its jobs were told."""

    def __init__(
        self,
        command: list[str],
        environment: dict[str, str] | None = None,
        timeouts: Timeouts | None = None,
    ) -> None:
        self.launcher = SubprocessLauncher(command, environment or worker_environment())
        self.client = WorkerClient(self.launcher, timeouts)

    def submit(self, request: Request, at_progress: Callable[[Progress], None] | None = None) -> Told:
        told = Told(at_progress=at_progress)
        self.client.submit(request, told.callbacks())
        return told

    def wait(self, until: Callable[[], object]) -> None:
        for _ in range(int(PATIENCE / 0.05)):
            if until():
                return
            self.launcher.wait(0.05)
            self.client.poll()
        raise AssertionError(f"waited in vain; the worker said:\n{self.client.log}")

    def run(self, request: Request) -> Told:
        told = self.submit(request)
        self.wait(lambda: told.outcome)
        return told

    def result(self, request: Request) -> Result:
        outcome = self.run(request).outcome
        assert isinstance(outcome, Result), f"{outcome}\n{self.client.log}"
        return outcome

    def failure(self, request: Request) -> Failure:
        outcome = self.run(request).outcome
        assert isinstance(outcome, Failure), outcome
        return outcome


@pytest.fixture
def station() -> Iterator[Callable[..., Station]]:
    """Makes stations, by default of a worker as it is; their processes end with the test."""
    made: list[Station] = []

    def make(command: list[str] | None = None, **options: object) -> Station:
        made.append(Station(command or worker_command(), **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.client.shutdown()


@pytest.fixture(scope="module")
def warm() -> Iterator[Station]:
    """One worker for the tests of a module, so that torch loads once."""
    one = Station(worker_command())
    yield one
    one.client.shutdown()


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a tiny model."""
    return tiny_bundle(tmp_path_factory.mktemp("models") / "tiny").path


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A phantom of three slices."""
    path = tmp_path_factory.mktemp("images") / "small.nrrd"
    write_image(phantom(), path)
    return path


@pytest.fixture(scope="session")
def long_image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A phantom that even a tiny model needs seconds for."""
    path = tmp_path_factory.mktemp("images") / "long.nrrd"
    write_image(phantom(size=(160, 160, 400)), path)
    return path


@pytest.fixture
def fifo(tmp_path: Path) -> Path:
    """An image whose reader waits for ever, as for a file server that does not answer."""
    if sys.platform == "win32":
        pytest.skip("Windows has no named pipes in folders")
    path = tmp_path / "silent.nrrd"
    os.mkfifo(path)
    return path


@pytest.fixture
def broken_torch(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """The environment of a worker whose torch is what is given as program text."""

    def make(program: str) -> dict[str, str]:
        package = tmp_path / "site" / "torch"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(program)
        return worker_environment({**os.environ, "PYTHONPATH": str(package.parent)})

    return make


@pytest.fixture
def out(tmp_path: Path) -> str:
    return str(tmp_path / "out")
