"""What the module's self-test checks, inside Slicer, with the model that ships."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import slicer

from ...files.markups import read_landmarks
from ...paths import sample_data
from ..scene.edits import landmarks_of
from ..scene.volumes import volume_grid
from .packages import missing_packages

_CONTRAST = "lge_magnitude"
_TOLERANCE = 10.0  # mm; a mirrored or shifted frame is off by more


def check_simulated_study(logic: Any) -> Iterator[str]:
    """Detect in a simulated volume and compare with the truth.

    Args:
        logic: LandmarkAILogic.

    Yields:
        What was found, for the user.

    Raises:
        AssertionError: nodes are missing, or the points are not where they are.
    """
    if missing := missing_packages():
        yield f"Not tested, as packages are missing: {', '.join(missing)}"
        return
    folder = sample_data() / "simulated_study"
    volume = slicer.util.loadVolume(str(folder / f"{_CONTRAST}.nrrd"))
    nodes = logic.detect(volume)
    assert nodes.segmentation and nodes.table and nodes.aha_table, "a node is missing"
    truth = read_landmarks(folder / "truth.mrk.json")
    grid = volume_grid(volume)
    for name in landmarks_of(nodes).names():
        found = [p.position for p in landmarks_of(nodes).named(name) if p.position is not None]
        real = [p.position for p in truth.named(name) if p.position is not None]
        assert found and real, f"{name} was not found"
        distances = [min(float(np.linalg.norm(a - b)) for b in real) for a in found]
        error = float(np.median(distances))
        assert error < _TOLERANCE, f"{name} is {error:.1f} mm from the truth"
        yield f"{name}: median distance to the simulated truth {error:.1f} mm in {grid.size[2]} slices"
