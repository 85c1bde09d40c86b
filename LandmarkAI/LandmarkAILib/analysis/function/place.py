"""Whether two phases were taken in the same place, and show a heart in the same place."""

from __future__ import annotations

import numpy as np

from ...core.anatomy import LEFT_VENTRICLE
from ...core.detection import Segmentation
from ...core.geometry import FloatArray, Grid

_TURNED = 1.0  # degrees; one examination keeps its planes
_SPACING = 0.01  # relative
_SAME_PLACE = 1.0  # mm that voxels of two phases may lie apart
_FAR = 30.0  # mm; the middle of a beating ventricle moves by a centimetre or two


def place_notes(diastole: Segmentation, systole: Segmentation) -> tuple[str, ...]:
    """What to say of two phases that were not taken in the same place, without full stops.

    Files that are cropped, flipped or stored in another order of axes hold the same place.

    Args:
        diastole, systole: with a left ventricle each.
    """
    notes = []
    if differences := grid_differences(diastole.grid, systole.grid):
        notes.append(
            f"end diastole and end systole lie on different grids ({'; '.join(differences)}): volumes "
            "compare only where both hold the whole ventricle of one patient"
        )
    apart = float(np.linalg.norm(_middle(diastole) - _middle(systole)))
    if apart > _FAR:
        notes.append(
            f"the left ventricle lies {apart:.0f} mm apart in end diastole and end systole: check that "
            "both are of one patient and one examination"
        )
    return tuple(notes)


def grid_differences(one: Grid, other: Grid) -> tuple[str, ...]:
    """In what the voxel lattices of two grids differ, in words; nothing where one is cropped only."""
    cosines = np.abs(one.axes.T @ other.axes)
    order = cosines.argmax(axis=1)
    said = []
    angle = float(np.degrees(np.arccos(np.clip(cosines.max(axis=1).min(), 0, 1))))
    if angle > _TURNED:
        said.append(f"turned against each other by {angle:.0f}°")
    spacing = other.spacing[order]
    if not np.allclose(one.spacing, spacing, rtol=_SPACING, atol=0):
        said.append(f"voxels of {_size(one.spacing)} and {_size(spacing)} mm")
    if said:  # there is no common lattice to be off
        return tuple(said)
    index = one.to_index(other.origin)
    off = np.abs(index - np.rint(index)) * one.spacing
    return (f"voxels {off.max():.1f} mm off each other",) if off.max() > _SAME_PLACE else ()


def _middle(segmentation: Segmentation) -> FloatArray:
    """(3,) LPS mm of the middle of the left ventricle."""
    inside = segmentation.labels == segmentation.names.index(LEFT_VENTRICLE) + 1
    return segmentation.grid.to_lps(np.argwhere(inside)[:, ::-1].mean(axis=0))


def _size(spacing: FloatArray) -> str:
    return " × ".join(f"{value:.3g}" for value in spacing)
