"""Parts of a segment far from the rest of it: a slip of the brush, or what a network left over."""

from __future__ import annotations

import numpy as np
import SimpleITK as sitk
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import FloatArray, Grid

from .problems import Problem

_FAR = 20.0  # mm between the nearest voxels of a part and of the largest part
_PARTS = 20  # the largest ones are looked at
_VOXELS = 20_000


def check_islands(case: str, segmentation: Segmentation) -> list[Problem]:
    """Segments with parts that lie far from their largest part.

    Args:
        case: of the dataset.
        segmentation: as it was drawn.
    """
    problems = []
    for value, name in enumerate(segmentation.names, start=1):
        mask = sitk.GetImageFromArray((segmentation.labels == value).astype(np.uint8))
        parts = sitk.RelabelComponent(sitk.ConnectedComponent(mask, True))  # the largest is 1
        labels = sitk.GetArrayViewFromImage(parts)
        main = _some_voxels(labels == 1, segmentation.grid)
        for part in range(2, min(int(labels.max()), _PARTS) + 1):
            voxels = labels == part
            distance = _between(_some_voxels(voxels, segmentation.grid), main)
            if distance > _FAR:
                what = f"{int(voxels.sum())} voxels of '{name}' lie {distance:.0f} mm off the rest of it"
                remedy = "erase them if they are a slip (Slicer's Islands effect keeps the largest)"
                problems.append(Problem(case, what, remedy, "warning"))
    return problems


def _some_voxels(mask: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], grid: Grid) -> FloatArray:
    """(n, 3) LPS mm of voxels, evenly chosen where they are many."""
    found = np.argwhere(mask)[:, ::-1]
    return grid.to_lps(found[:: 1 + len(found) // _VOXELS])


def _between(some: FloatArray, others: FloatArray) -> float:
    """Mm between the nearest of two sets of points."""
    few = some[:: 1 + len(some) // 200]
    return min(float(np.linalg.norm(others - position, axis=1).min()) for position in few)
