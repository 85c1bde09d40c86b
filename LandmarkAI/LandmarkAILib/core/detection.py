"""What a model says about one image."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from .anatomy import Anatomy
from .geometry import Grid
from .landmarks import LandmarkSet


@dataclass(frozen=True, eq=False)
class Segmentation:
    """A label map on the image's own grid.

    Args:
        labels: (k, j, i) uint8; 0 is background.
        grid: the image's grid, LPS mm.
        names: segment names; the segment ``names[n]`` has the label value n + 1.
    """

    labels: npt.NDArray[np.uint8]
    grid: Grid
    names: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Detection:
    """Landmarks, segmentation and where they come from.

    Args:
        landmarks: LPS mm; one per name, and for 2D models one per name and slice.
        segmentation: on the grid of the image; None where the model does not segment.
        provenance: JSON-ready facts: model name, version, sha256, license, device, precision,
            seconds, software versions.
        coarse: the points of the first of several stages, for comparison; never shown as the result.
        anatomy: definitions of its landmarks and segments that the model brought.
    """

    landmarks: LandmarkSet
    segmentation: Segmentation | None
    provenance: dict[str, Any] = field(default_factory=dict)
    coarse: LandmarkSet | None = None
    anatomy: Anatomy = field(default_factory=Anatomy)

    def expected_error(self) -> float:
        """Expected error in mm of the worst point; infinite where a landmark is missing.

        Of slices, a landmark is missing where no slice has it, and its worst slice counts.
        """
        worst = 0.0
        for name in self.landmarks.names():
            found = [point for point in self.landmarks.named(name) if point.position is not None]
            if not found:
                return math.inf
            known = [point.covariance for point in found if point.covariance is not None]
            worst = max([worst, *(float(np.sqrt(np.trace(spread))) for spread in known)])
        return worst
