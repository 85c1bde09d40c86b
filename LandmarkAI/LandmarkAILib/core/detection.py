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

    def window(self) -> tuple[slice, slice, slice]:
        """The box (k, j, i) of all that is labelled; empty where nothing is.

        A heart is a small part of a CT: a mask of the whole costs ten times as much as one of its box.
        """
        part, found = self.labels, []
        for axis in range(3):
            others = tuple(n for n in range(3) if n != axis)
            within = np.flatnonzero(part.any(axis=others))
            first, last = (int(within[0]), int(within[-1]) + 1) if len(within) else (0, 0)
            found.append(slice(first, last))
            part = part[(*[slice(None)] * axis, found[-1])]
        return found[0], found[1], found[2]


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
