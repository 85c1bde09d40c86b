"""What tests of the worker look at: processes, folders, progress, detections."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.worker.handover import take_over
from LandmarkAILib.worker.protocol import Progress, Result


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".*")]


def texts(progress: list[Progress]) -> list[str]:
    return [step.text for step in progress]


def assert_same(found: Detection, expected: Detection) -> None:
    """Points within 1e-6 mm, and the same labels."""
    assert found.segmentation is not None and expected.segmentation is not None
    assert np.array_equal(found.segmentation.labels, expected.segmentation.labels)
    for a, b in zip(found.landmarks, expected.landmarks, strict=True):
        assert (a.name, a.slice, a.status) == (b.name, b.slice, b.status)
        if a.position is not None and b.position is not None:
            np.testing.assert_allclose(a.position, b.position, atol=1e-6)


def read_result(result: Result) -> Detection:
    return take_over([Path(file) for file in result.files])
