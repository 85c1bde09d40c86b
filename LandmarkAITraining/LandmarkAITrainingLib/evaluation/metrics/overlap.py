"""Agreement of segmentations: Dice and Hausdorff distance, per segment and case, in 3D."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.detection import Segmentation

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Overlap:
    """Agreement on one segment of one case.

    Args:
        segment: its name.
        dice: 0 to 1.
        hausdorff_mm: the largest distance from either surface to the other; None where the model
            found nothing of the segment.
        hausdorff95_mm: the larger of the two directed 95th percentiles of surface distance.
    """

    segment: str
    dice: float
    hausdorff_mm: float | None
    hausdorff95_mm: float | None


def overlaps(predicted: Segmentation, reference: Segmentation) -> list[Overlap]:
    """Compare the segments that the reference holds and the model knows.

    Args:
        predicted: on the image's grid.
        reference: on the same grid.

    Raises:
        ValueError: the grids differ.
    """
    if not predicted.grid.is_close(reference.grid):
        raise ValueError("segmentations are compared on one grid")
    shared = [name for name in reference.names if name in predicted.names]
    pairs = [(name, _mask(predicted, name), _mask(reference, name)) for name in shared]
    spacing = tuple(float(mm) for mm in reference.grid.spacing[::-1])
    return [_overlap(name, p, r, spacing) for name, p, r in pairs if r.any()]


def _mask(segmentation: Segmentation, name: str) -> Mask:
    return np.asarray(segmentation.labels == segmentation.names.index(name) + 1)


def _overlap(name: str, predicted: Mask, reference: Mask, spacing: tuple[float, ...]) -> Overlap:
    farthest = hausdorff(predicted, reference, spacing) if predicted.any() else (None, None)
    return Overlap(name, dice(predicted, reference), *farthest)


def dice(first: Mask, second: Mask) -> float:
    """Dice coefficient of two masks of one shape, not both empty: 0 to 1."""
    shared = np.count_nonzero(first & second)
    return float(2 * shared / (np.count_nonzero(first) + np.count_nonzero(second)))


def hausdorff(first: Mask, second: Mask, spacing: tuple[float, ...]) -> tuple[float, float]:
    """Hausdorff distance of two surfaces, mm.

    Args:
        first: (k, j, i), not empty.
        second: (k, j, i), not empty.
        spacing: mm along k, j, i.

    Returns:
        The largest distance, and the larger of both directed 95th percentiles.
    """
    from scipy.ndimage import find_objects

    (box,) = find_objects((first | second).astype(np.uint8))
    surfaces = _surface(first[box]), _surface(second[box])
    directed = [_distances(a, b, spacing) for a, b in (surfaces, surfaces[::-1])]
    percentile = max(float(np.percentile(distances, 95)) for distances in directed)
    return max(float(distances.max()) for distances in directed), percentile


def _surface(mask: Mask) -> Mask:
    from scipy.ndimage import binary_erosion

    return np.asarray(mask & ~binary_erosion(mask))


def _distances(start: Mask, end: Mask, spacing: tuple[float, ...]) -> npt.NDArray[np.float64]:
    """(N,) mm from each voxel of one surface to the nearest of the other."""
    from scipy.ndimage import distance_transform_edt

    return np.asarray(distance_transform_edt(~end, sampling=spacing)[start])
