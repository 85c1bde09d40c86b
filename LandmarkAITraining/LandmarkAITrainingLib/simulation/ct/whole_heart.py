"""A whole heart as the simulation needs it: distance fields of its structures, and exact landmarks.

The distance fields are made once from a label map. Sampled at any spacing they give smooth surfaces,
walls and fat of any thickness, and grooves (where two fields have small values at once).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.errors import InputError

from .hinges import landmarks_of, tip_from

if TYPE_CHECKING:
    from torch import Tensor

LABELS = {
    "myocardium": 1,
    "left_atrium": 2,
    "cavity": 3,
    "right_atrium": 4,
    "right_ventricle": 5,
    "aorta": 6,
    "pulmonary_artery": 7,
}
"""Values of a whole-heart label map; as in the map of HeartDeformNets."""
STRUCTURES = (
    "cavity",
    "epicardium",
    "left_atrium",
    "right_atrium",
    "right_ventricle",
    "aorta",
    "pulmonary_artery",
)
"""Channels of :attr:`WholeHeart.distances`; ``epicardium`` bounds cavity and myocardium together."""

# Distances beyond this are cut off: nothing that is drawn reaches further from a structure.
REACH = 24.0
_FIELD_SPACING = 1.5
_LABEL_SPACING = 0.8
# Label maps leave gaps of this width between cavity and wall, mm.
_GAP = 1.6
# The mitral contact surface is where points are this near to both the cavity and the atrium, mm;
# in a coarse label map, within most of a voxel.
_CONTACT = 1.0


@dataclass(frozen=True, eq=False)
class WholeHeart:
    """A heart before it is varied; LPS mm, its centre at the origin.

    Args:
        name: which anatomy it is, for the metadata of what is drawn from it.
        distances: (7, k, j, i) float32 signed distances in mm to the surfaces of ``STRUCTURES``,
            negative inside, cut off at ``REACH``.
        grid: of the distances.
        apex: (3,) the tip of the cavity; with ``annulus`` the axis that variations are drawn along.
        annulus: (3,) the middle of the contact surface between LV cavity and left atrium.
        septum: (3,) unit vector at a right angle to the long axis, towards the right ventricle.
        anchors: (3,) points where vessels leave: ``<structure>`` its centroid, ``<structure> top`` and
            ``<structure> bottom`` the centroids of its uppermost and lowest 6 mm.
        landmarks: (3,) by name, as :mod:`hinges` defines them.
    """

    name: str
    distances: Tensor
    grid: Grid
    apex: FloatArray
    annulus: FloatArray
    septum: FloatArray
    anchors: dict[str, FloatArray]
    landmarks: dict[str, FloatArray]

    @property
    def long_axis(self) -> FloatArray:
        """(3,) unit vector from annulus to apex."""
        axis = self.apex - self.annulus
        return np.asarray(axis / np.linalg.norm(axis))


def read_whole_heart(path: Path) -> WholeHeart:
    """Read a whole-heart label map with the values of ``LABELS``.

    Raises:
        InputError: it cannot be read, or lacks one of the structures.
    """
    from LandmarkAILib.files.images import read_image

    image = read_image(path)
    missing = [name for name, value in LABELS.items() if not (image.array == value).any()]
    if missing:
        raise InputError(
            f"{path} is no whole-heart label map: it lacks {', '.join(missing)}; give one with "
            "the values " + ", ".join(f"{value} {name}" for name, value in LABELS.items()) + "."
        )
    return heart_from_labels(image.array.astype(np.uint8), image.grid, Path(path).name.split(".")[0])


def heart_from_labels(labels: npt.NDArray[np.uint8], grid: Grid, name: str) -> WholeHeart:
    """Make distance fields and landmarks from a label map.

    Args:
        labels: (k, j, i) with the values of ``LABELS``.
        grid: of the labels; any orientation.
        name: which anatomy it is.
    """
    import torch
    from LandmarkAILib.inference.sampling import sample, smooth_for

    labels, fine = _isotropic(labels, grid)
    step = float(fine.spacing[0])
    spacing = max(_FIELD_SPACING, step)
    field_grid = fine.resized([max(2, round(n * step / spacing)) for n in fine.size])
    channels = []
    for structure in STRUCTURES:
        volume = torch.from_numpy(_signed_distance(_mask(labels, structure, step), step))[None]
        smooth = smooth_for(volume, fine, [1.3 * spacing] * 3)
        channels.append(sample(smooth, fine, [field_grid])[0, 0])
    distances = torch.stack(channels).contiguous()
    # Landmarks of what will be drawn: of the fields, not of the labels that they round off.
    drawn = dict(zip(STRUCTURES, sample(distances, field_grid, [fine])[0].numpy(), strict=True))
    annulus = _annulus(drawn, fine)
    apex = tip_from(drawn["cavity"], annulus, fine)
    axis = (apex - annulus) / np.linalg.norm(apex - annulus)
    return WholeHeart(
        name=name,
        distances=distances,
        grid=field_grid,
        apex=apex,
        annulus=annulus,
        septum=_septum(labels, fine, annulus, apex),
        anchors=_anchors(labels, fine),
        landmarks=landmarks_of(drawn, fine, axis),
    )


def _isotropic(labels: npt.NDArray[np.uint8], grid: Grid) -> tuple[npt.NDArray[np.uint8], Grid]:
    """The heart alone on LPS axes, ``REACH`` around it, its centre at the origin."""
    from LandmarkAILib.files.label_maps import place

    # No finer than the labels are.
    step = max(_LABEL_SPACING, float(grid.spacing.min()))
    points = grid.to_lps(np.argwhere(labels > 0)[::7, ::-1])
    low, high = points.min(axis=0) - REACH - 2, points.max(axis=0) + REACH + 2
    size = np.ceil((high - low) / step).astype(int).tolist()
    placed = place(labels, grid, Grid.from_axes(size, np.eye(3), [step] * 3, (low + high) / 2))
    return placed, Grid.from_axes(size, np.eye(3), [step] * 3, [0, 0, 0])


def _mask(labels: npt.NDArray[np.uint8], structure: str, step: float) -> npt.NDArray[np.bool_]:
    """A structure without specks; the gaps that label maps leave between cavity and wall are closed."""
    from scipy import ndimage

    if structure == "epicardium":
        both = (labels == LABELS["cavity"]) | (labels == LABELS["myocardium"])
        mask = np.asarray(ndimage.binary_closing(both, iterations=max(1, round(_GAP / step))))
    else:
        mask = labels == LABELS[structure]
    parts, count = ndimage.label(mask)
    sizes = np.bincount(parts.ravel(), minlength=count + 1)
    sizes[0] = 0
    return np.asarray((sizes * step**3 > 1000)[parts] | (sizes == sizes.max())[parts])


def _signed_distance(mask: npt.NDArray[np.bool_], step: float) -> npt.NDArray[np.float32]:
    """Signed distance in mm within ``REACH`` of a structure; its box alone is computed."""
    import SimpleITK as sitk
    from scipy import ndimage

    margin = int(np.ceil(REACH / step)) + 1
    box = tuple(
        slice(max(s.start - margin, 0), s.stop + margin)
        for s in ndimage.find_objects(mask.astype(np.uint8))[0]
    )
    image = sitk.GetImageFromArray(mask[box].astype(np.uint8))
    image.SetSpacing([step] * 3)
    inner = sitk.SignedMaurerDistanceMap(image, squaredDistance=False, useImageSpacing=True)
    distance = np.full(mask.shape, REACH, np.float32)
    # Maurer's zero lies on the last voxels inside; the surface is half a voxel further out.
    distance[box] = np.clip(sitk.GetArrayFromImage(inner) - step / 2, -REACH, REACH)
    return distance


def _annulus(distances: dict[str, npt.NDArray[np.float32]], grid: Grid) -> FloatArray:
    within = max(_CONTACT, 0.8 * float(grid.spacing[0]))
    near = (np.abs(distances["cavity"]) < within) & (np.abs(distances["left_atrium"]) < within)
    if not near.any():
        raise InputError("the label map has no mitral valve: LV cavity and left atrium do not touch.")
    return np.asarray(grid.to_lps(np.argwhere(near)[:, ::-1]).mean(axis=0))


def _septum(
    labels: npt.NDArray[np.uint8], grid: Grid, annulus: FloatArray, apex: FloatArray
) -> FloatArray:
    axis = (apex - annulus) / np.linalg.norm(apex - annulus)
    right = _centroid(labels == LABELS["right_ventricle"], grid) - annulus
    across = right - (right @ axis) * axis
    return np.asarray(across / np.linalg.norm(across))


def _anchors(labels: npt.NDArray[np.uint8], grid: Grid) -> dict[str, FloatArray]:
    anchors = {}
    for name, value in LABELS.items():
        points = grid.to_lps(np.argwhere(labels == value)[:, ::-1])
        height = points[:, 2]
        anchors[name] = points.mean(axis=0)
        anchors[f"{name} top"] = points[height > height.max() - 6].mean(axis=0)
        anchors[f"{name} bottom"] = points[height < height.min() + 6].mean(axis=0)
    return anchors


def _centroid(mask: npt.NDArray[np.bool_], grid: Grid) -> FloatArray:
    return np.asarray(grid.to_lps(np.argwhere(mask)[:, ::-1].mean(axis=0)))
