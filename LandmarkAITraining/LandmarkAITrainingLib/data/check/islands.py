"""Parts of a segment far from the rest of it: a slip of the brush, or what a network left over."""

from __future__ import annotations

import numpy as np
import SimpleITK as sitk
from LandmarkAILib.core.detection import Segmentation

from .place import distances, some_voxels
from .problems import Problem

_FAR = 20.0  # mm between the nearest voxels of a part and of the largest part
_PARTS = 20  # the largest ones are looked at
_CHECKED = 200  # voxels of a part


def check_islands(case: str, segmentation: Segmentation) -> list[Problem]:
    """Segments with parts that lie far from their largest part.

    Args:
        case: of the dataset.
        segmentation: as it was drawn.
    """
    window = segmentation.window()
    drawn = segmentation.labels[window]
    if not drawn.size:
        return []
    problems = []
    grid = segmentation.grid.part([side.start for side in window[::-1]], drawn.shape[::-1])
    for value, name in enumerate(segmentation.names, start=1):
        mask = sitk.GetImageFromArray((drawn == value).astype(np.uint8))
        parts = sitk.RelabelComponent(sitk.ConnectedComponent(mask, True))  # the largest is 1
        labels = sitk.GetArrayViewFromImage(parts)
        main = some_voxels(labels == 1, grid)
        for part in range(2, min(int(labels.max()), _PARTS) + 1):
            voxels = labels == part
            some = some_voxels(voxels, grid)
            distance = float(distances(some[:: 1 + len(some) // _CHECKED], main).min())
            if distance > _FAR:
                what = f"{int(voxels.sum())} voxels of '{name}' lie {distance:.0f} mm off the rest of it"
                remedy = "erase them if they are a slip (Slicer's Islands effect keeps the largest)"
                problems.append(Problem(case, what, remedy, "warning"))
    return problems
