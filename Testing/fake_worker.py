"""A process that says what a test wants, in place of the worker; the client that talks to it is real."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from LandmarkAILib.core.detection import Detection, Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.files.label_maps import place
from LandmarkAILib.files.markups import read_landmarks
from LandmarkAILib.files.segmentations import read_segmentation
from LandmarkAILib.worker.handover import hand_over, read_raw
from LandmarkAILib.worker.process import OnExit, OnText
from LandmarkAILib.worker.protocol import (
    Detect,
    Ready,
    Reply,
    Request,
    Result,
    request_from_json,
    to_json,
)

STUDY = Path(__file__).resolve().parents[1] / "Resources" / "SampleData" / "simulated_study"


class FakeProcess:
    """A ``worker.process.ProcessProtocol``."""

    def __init__(self, launcher: FakeLauncher, on_line: OnText, on_exit: OnExit) -> None:
        self._launcher, self._on_line, self._on_exit = launcher, on_line, on_exit
        self.requests: list[Any] = []
        self.is_alive = False

    def start(self) -> None:
        if self._launcher.refusal:
            raise OSError(self._launcher.refusal)
        self.is_alive = True

    def write_line(self, line: str) -> None:
        self.requests.append(request_from_json(line))

    def close_input(self) -> None:
        self.is_alive = False

    def kill_tree(self, worker: int | None) -> None:
        self.is_alive = False

    def wait(self, seconds: float) -> bool:
        return not self.is_alive

    def write(self, line: str) -> None:
        """Write a line as it is."""
        self._on_line(line)

    def say(self, reply: Reply) -> None:
        """Write a reply."""
        self.write(to_json(reply))

    def end(self, status: int | None = None) -> None:
        """End, killed or not."""
        self.is_alive = False
        self._on_exit(status)


class FakeLauncher:
    """Makes fake processes.

    Attributes:
        processes: those that were made.
        refusal: why none can be started; empty if they can.

    Args:
        settle: called after each result, with what was asked for.
    """

    def __init__(self, settle: Callable[[Detect], object] = lambda _request: None) -> None:
        self._settle = settle
        self.processes: list[FakeProcess] = []
        self.refusal = ""

    def __call__(self, on_line: OnText, on_log: OnText, on_exit: OnExit) -> FakeProcess:
        self.processes.append(FakeProcess(self, on_line, on_exit))
        return self.processes[-1]

    @property
    def process(self) -> FakeProcess:
        """The last one that was made."""
        return self.processes[-1]

    @property
    def request(self) -> Request:
        """The last request; the process says that it is ready before the first."""
        if not self.process.requests:
            self.process.say(Ready(1))
        return self.process.requests[-1]

    def finish(self, detection: Detection | None = None) -> None:
        """Answer the last request, with the truth of the simulated study if nothing else is given."""
        request = self.request
        assert isinstance(request, Detect)
        detection = detection or truth(read_raw(Path(request.image)).grid)
        files = hand_over(detection, Path(request.output))
        self.process.say(Result(request.id, tuple(map(str, files))))
        self._settle(request)


def truth(grid: Grid | None = None) -> Detection:
    """The simulated study's truth as a detection; its uncertainty grows from slice to slice.

    Args:
        grid: of the image, which Slicer may store in another order than the file; None takes the file's.
    """
    labels, points = _truth()
    grid = grid or labels.grid
    normal = labels.grid.axes[:, 2]
    flat = np.eye(3) - np.outer(normal, normal)
    a_slice = len({point.name for point in points})
    landmarks = []
    for n, point in enumerate(points):
        center = labels.grid.slice(n // a_slice).center
        k = round(float(grid.to_index(center)[2]))
        there = point.position is not None
        covariance = flat * (k + 1) if there else None
        landmarks.append(Landmark(point.name, point.position, 0.9 if there else 0.1, covariance, k))
    placed = Segmentation(place(labels.labels, labels.grid, grid), grid, labels.names)
    model = {"name": "cmr-sax", "version": "0", "sha256": "0"}
    return Detection(LandmarkSet(tuple(landmarks)), placed, {"model": model})


@cache
def _truth() -> tuple[Segmentation, LandmarkSet]:
    return read_segmentation(STUDY / "truth.seg.nrrd"), read_landmarks(STUDY / "truth.mrk.json")
