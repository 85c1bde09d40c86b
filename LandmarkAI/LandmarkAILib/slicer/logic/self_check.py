"""The self-test that a user runs in Slicer and sends: sample, detection, edits, files, ten steps.

Every step is tried, timed, and passes, fails or is skipped; one that fails keeps those that need it from
being tried. What comes of it is one text file, see :mod:`.self_check_report`.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
import slicer

from ...files.markups import read_landmarks
from ...paths import sample_data
from ...worker.blocking import run_request
from ...worker.protocol import Probe
from ..scene.edits import correct, landmarks_of
from ..scene.export import export_case
from ..scene.nodes import DetectionNodes, find_results
from ..scene.volumes import volume_grid
from .packages import missing_packages, names_of
from .ten_steps import SkippedError, train_ten_steps

Outcome = Literal["passed", "failed", "skipped"]
Tell = Callable[[str], None]

_CONTRAST = "lge_magnitude"
_TOLERANCE = 10.0  # mm; a mirrored or shifted frame is off by more
_DRAG = np.array([3.0, -2.0, 0.0])  # LPS mm
_SAME = 1e-3  # mm, of points that were written and read
_TRAIN = "train ten steps"


@dataclass(frozen=True)
class StepResult:
    """How a step went.

    Args:
        name: of the step.
        outcome: how it ended.
        seconds: wall time.
        text: what was found, or why it failed.
    """

    name: str
    outcome: Outcome
    seconds: float
    text: str


@dataclass(eq=False)
class SelfCheck:
    """The steps, in their order, and what they hand on.

    Args:
        logic: LandmarkAILogic.
        folder: an empty one for files; the caller's to remove.
        train: does a training of ten steps in a folder and says how it went.
    """

    logic: Any
    folder: Path
    train: Callable[[Path], str] = train_ten_steps
    facts: dict[str, Any] = field(default_factory=dict)
    """What the worker's ``Probe`` said."""
    _volume: Any = None
    _nodes: DetectionNodes | None = None
    _made: list[Any] = field(default_factory=list)

    def run(self, tell: Tell) -> list[StepResult]:
        """Do all; ``tell`` is told of each step before it begins.

        Nodes that were made are removed at the end; others in the scene are left alone.
        """
        results: list[StepResult] = []
        broken = ""
        try:
            for name, step in self._steps():
                tell(name)
                if broken and name != _TRAIN:
                    results.append(StepResult(name, "skipped", 0.0, f"needs '{broken}'"))
                    continue
                results.append(_try(name, step))
                if results[-1].outcome == "failed" and name != _TRAIN:
                    broken = broken or name
        finally:
            self._remove()
        return results

    def _steps(self) -> list[tuple[str, Callable[[], str]]]:
        return [
            ("packages", self._packages),
            ("check of device and models", self._probe),
            ("load the sample", self._load),
            ("detect, first time", self._detect),
            ("detect, warm", self._detect_again),
            ("drag a point", self._drag),
            ("refine from rough points", self._refine),
            ("export a case", self._export),
            ("save and reload", self._reload),
            (_TRAIN, lambda: self.train(self.folder / "training")),
        ]

    def _packages(self) -> str:
        missing = missing_packages()
        assert not missing, f"missing: {names_of(missing)}; install them on the set-up page"
        return "all there"

    def _probe(self) -> str:
        result = run_request(
            self.logic.worker.client, Probe(), lambda _seconds: self.logic.worker.breathe()
        )
        self.facts = dict(result.facts)
        problems = self.facts["problems"]
        assert not problems, "; ".join(problems)
        return "; ".join(self.facts.get("notes", [])) or "nothing is wrong"

    def _load(self) -> str:
        path = sample_data() / "simulated_study" / f"{_CONTRAST}.nrrd"
        self._volume = slicer.util.loadVolume(str(path), {"show": False})
        self._made.append(self._volume)
        return "×".join(map(str, volume_grid(self._volume).size))

    def _detect(self) -> str:
        self._nodes = self._found()
        points = landmarks_of(self._nodes)
        assert self._nodes.segmentation and self._nodes.table, "a node is missing"
        return "median distance to the simulated truth " + _distances(points)

    def _detect_again(self) -> str:
        before = landmarks_of(self._last)
        self._nodes = self._found()
        apart = _apart(before, landmarks_of(self._last))
        assert apart <= _SAME, f"the same image gave points {apart:.3f} mm elsewhere"
        return "the same points"

    def _drag(self) -> str:
        number, point = _first_found(self._last)
        assert point.position is not None
        correct(self._last, number, point.position + _DRAG)
        slicer.app.processEvents()
        moved = landmarks_of(self._last).landmarks[number]
        assert moved.position is not None, "the point is gone"
        off = float(np.linalg.norm(moved.position - point.position - _DRAG))
        assert off <= _SAME, f"the point is {off:.3f} mm from where it was put"
        assert moved.probability == 1, "the point is not noted as corrected"
        return f"{point.name} moved by {np.linalg.norm(_DRAG):.1f} mm"

    def _refine(self) -> str:
        _, point = _first_found(self._last)
        assert point.position is not None
        x, y, z = point.position.tolist()
        rough = {point.slice or 0: {point.name: (x, y, z)}}
        nodes = self.logic.detect(self._volume, rough=rough)
        self._made.extend(nodes)
        found = sum(p.position is not None for p in landmarks_of(nodes))
        assert found, "nothing was found"
        self._nodes = nodes
        return f"{found} points from one rough {point.name}"

    def _export(self) -> str:
        case = export_case(self._volume, self._last, self.folder / "dataset", "case")
        apart = _apart(read_landmarks(case / "landmarks.mrk.json"), landmarks_of(self._last))
        assert apart <= _SAME, f"points were written {apart:.3f} mm elsewhere"
        return ", ".join(sorted(path.name for path in case.iterdir()))

    def _reload(self) -> str:
        before, path = landmarks_of(self._last), self.folder / "points.mrk.json"
        assert slicer.util.saveNode(self._last.landmarks, str(path)), "the points were not saved"
        node = slicer.util.loadMarkups(str(path))
        self._made.append(node)
        apart = _apart(before, landmarks_of(DetectionNodes(node)))
        assert apart <= _SAME, f"points came back {apart:.3f} mm elsewhere"
        if self._last.segmentation is not None:
            masks = self.folder / "segments.seg.nrrd"
            assert slicer.util.saveNode(self._last.segmentation, str(masks)), "segments were not saved"
            loaded = slicer.util.loadSegmentation(str(masks))
            self._made.append(loaded)
            count = loaded.GetSegmentation().GetNumberOfSegments()
            assert count == self._last.segmentation.GetSegmentation().GetNumberOfSegments(), "segments"
        return f"{len(before)} points, segments"

    def _found(self) -> DetectionNodes:
        nodes = self.logic.detect(self._volume)
        self._made.extend(nodes)
        return nodes

    @property
    def _last(self) -> DetectionNodes:
        assert self._nodes is not None, "there is no detection"
        return self._nodes

    def _remove(self) -> None:
        from ..scene.subject_hierarchy import remove_with_folder

        if self._volume is not None and self._volume.GetScene() is not None:
            for nodes in find_results(self._volume):
                remove_with_folder(nodes)
        for node in self._made:
            if node.GetScene() is not None:
                slicer.mrmlScene.RemoveNode(node)


def run_self_check(logic: Any, tell: Tell) -> tuple[list[StepResult], dict[str, Any]]:
    """Do all steps in a temporary folder.

    Returns:
        How each went, and what the worker's check said; empty if it did not get that far.
    """
    with tempfile.TemporaryDirectory(prefix="LandmarkAI-", ignore_cleanup_errors=True) as folder:
        check = SelfCheck(logic, Path(folder))
        return check.run(tell), check.facts


def _try(name: str, step: Callable[[], str]) -> StepResult:
    start = time.perf_counter()
    outcome: Outcome = "passed"
    try:
        text = step()
    except SkippedError as reason:
        outcome, text = "skipped", str(reason)
    except Exception as error:  # noqa: BLE001 - what goes wrong here is what the report is for
        kind = "" if isinstance(error, AssertionError) else f"{type(error).__name__}: "
        outcome, text = "failed", f"{kind}{error}"
    return StepResult(name, outcome, time.perf_counter() - start, text)


def _first_found(nodes: DetectionNodes) -> tuple[int, Any]:
    found = [(n, p) for n, p in enumerate(landmarks_of(nodes)) if p.position is not None]
    assert found, "no point was found"
    return found[len(found) // 2]


def _distances(points: Any) -> str:
    """Median distance of each landmark to the nearest simulated truth, all within tolerance."""
    truth = read_landmarks(sample_data() / "simulated_study" / "truth.mrk.json")
    told = []
    for name in points.names():
        found = [p.position for p in points.named(name) if p.position is not None]
        real = [p.position for p in truth.named(name) if p.position is not None]
        assert found and real, f"{name} was not found"
        error = float(np.median([min(np.linalg.norm(a - b) for b in real) for a in found]))
        assert error < _TOLERANCE, f"{name} is {error:.1f} mm from the truth"
        told.append(f"{name} {error:.1f} mm")
    return ", ".join(told)


def _apart(one: Any, other: Any) -> float:
    """The largest distance in mm between the same points; infinite where one alone was found."""
    farthest = 0.0
    for a, b in zip(one, other, strict=True):
        if (a.position is None) != (b.position is None):
            return float("inf")
        if a.position is not None:
            farthest = max(farthest, float(np.linalg.norm(a.position - b.position)))
    return farthest
