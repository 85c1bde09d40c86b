"""The apex a second and a third time: from the segmented cavity, and from the blood that fills it.

A network that has learnt how long ventricles are draws a cavity, and an apex with it, into an apical
wall that is thicker than any that it saw. Both agree then, and only the image tells: the end of that
cavity is as dark as its wall.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ..core.anatomy import LEFT_VENTRICLE, LV_APEX, MITRAL_ANNULUS_CENTER, MYOCARDIUM
from ..core.detection import Segmentation
from ..core.geometry import FloatArray, Grid
from ..core.image import Image
from ..core.landmarks import Landmark, LandmarkSet
from .checks import CONTRAST

AGREEMENT = 6.0
"""mm between the apex of the heatmap and that of the cavity beyond which they are said to differ."""

Mask = npt.NDArray[np.bool_]
_STEP = 1.5  # mm; cavity and image are looked at no finer
_LEAST = 5.0  # ml; a smaller cavity says nothing
_CAP = 0.15  # ml of the cavity beyond its tip: single voxels are not believed
_APICAL = 30.0  # mm before the end of the blood from which the cavity is held against it
_TRABECULAE = 3.0  # mm deep
_CLOSED = 4.0  # mm; papillary muscles and trabeculae belong to the cavity


@dataclass(frozen=True, eq=False)
class _Seen:
    """Segmentation and image at every few voxels.

    Args:
        cavity: (k, j, i) its largest part.
        wall: (k, j, i).
        values: (k, j, i) of the image; None where it is not asked.
        grid: of all of them.
    """

    cavity: Mask
    wall: Mask
    values: npt.NDArray[np.float32] | None
    grid: Grid

    @property
    def voxel(self) -> float:
        """Ml."""
        return float(np.prod(self.grid.spacing)) / 1000

    def tip(self, mask: Mask, base: FloatArray) -> FloatArray | None:
        """The end of a part of the cavity along the axis from ``base`` (LPS mm) through it."""
        points = self.grid.to_lps(np.argwhere(mask)[:, ::-1])
        if len(points) * self.voxel < _LEAST:
            return None
        beyond = max(1, round(_CAP / self.voxel))
        tip = points.mean(axis=0)
        for _ in range(8):
            axis = (tip - base) / max(float(np.linalg.norm(tip - base)), 1e-6)
            height = (points - base) @ axis
            last = np.argpartition(height, -beyond)[-beyond:]
            middle = points[last].mean(axis=0)
            tip = middle + (height[last].max() - (middle - base) @ axis) * axis
        return np.asarray(tip)

    def blood(self) -> Mask | None:
        """The part of the cavity that is as bright as blood; None where blood and wall look alike."""
        import SimpleITK as sitk

        if self.values is None or not self.cavity.any() or not self.wall.any():
            return None
        blood, wall = (float(np.median(self.values[mask])) for mask in (self.cavity, self.wall))
        # Below it the notice says that contours are unsure, so no scan is left without either.
        if blood - wall < CONTRAST:
            return None
        variance = np.square(_STEP / self.grid.spacing).tolist()  # in voxels
        image = sitk.GetImageFromArray(self.values)
        smooth = sitk.GetArrayFromImage(sitk.DiscreteGaussian(image, variance, useImageSpacing=False))
        bright = self.cavity & (smooth > (blood + wall) / 2)
        steps = max(1, round(_CLOSED / float(self.grid.spacing.max())))
        closed = ~_grown(~_grown(np.pad(bright, steps), steps), steps)
        inner = closed[steps:-steps, steps:-steps, steps:-steps]
        return _largest(inner & self.cavity)


def cavity_tip(segmentation: Segmentation, base: FloatArray) -> FloatArray | None:
    """The point of the cavity farthest from the mitral annulus along the axis that runs through it.

    Args:
        segmentation: on the image's grid.
        base: (3,) LPS mm of the mitral annulus' center.

    Returns:
        (3,) LPS mm; None where hardly any cavity was segmented.
    """
    seen = _look(segmentation, None)
    return None if seen is None else seen.tip(seen.cavity, base)


@dataclass(frozen=True, eq=False)
class Blood:
    """The part of a cavity that the image shows as bright as blood.

    Args:
        tip: (3,) LPS mm, its end.
        mask: (k, j, i) on ``grid``.
        grid: around the ventricle, coarser than the image's.
    """

    tip: FloatArray
    mask: Mask
    grid: Grid


def blood_in(image: Image, segmentation: Segmentation, base: FloatArray) -> Blood | None:
    """Where the image shows the cavity as bright as blood.

    Args:
        image: in HU, or off by a constant.
        segmentation: on its grid.
        base: (3,) LPS mm of the mitral annulus' center.

    Returns:
        None where blood and wall hardly differ.
    """
    seen = _look(segmentation, image)
    return None if seen is None else _blood_of(seen, base)


def _blood_of(seen: _Seen, base: FloatArray) -> Blood | None:
    mask = seen.blood()
    tip = None if mask is None else seen.tip(mask, base)
    return None if mask is None or tip is None else Blood(tip, mask, seen.grid)


def _look(segmentation: Segmentation, image: Image | None) -> _Seen | None:
    """The box around the ventricle, at every few voxels; None of models that segment no cavity."""
    if LEFT_VENTRICLE not in segmentation.names:
        return None
    grid = segmentation.grid
    every = np.maximum(np.floor(_STEP / grid.spacing), 1).astype(int)
    sides = list(zip(segmentation.window(), every[::-1].tolist(), strict=True))
    kept = tuple(slice(side.start // n * n, side.stop, n) for side, n in sides)
    labels = segmentation.labels[kept]
    cavity = labels == segmentation.names.index(LEFT_VENTRICLE) + 1
    if not cavity.any():
        return None
    first = grid.part([side.start for side in kept[::-1]], (1, 1, 1))
    affine = first.affine @ np.diag([*every.astype(float), 1.0])
    coarse = Grid((labels.shape[2], labels.shape[1], labels.shape[0]), affine)
    wall = np.zeros_like(cavity)
    if MYOCARDIUM in segmentation.names:
        wall = labels == segmentation.names.index(MYOCARDIUM) + 1
    index = np.argwhere(cavity | wall)
    low, high = index.min(axis=0), index.max(axis=0) + 1
    box = tuple(slice(int(a), int(b)) for a, b in zip(low, high, strict=True))
    part = coarse.part(low[::-1].tolist(), (high - low)[::-1].tolist())
    values = None if image is None else image.array[kept][box].astype(np.float32)
    return _Seen(_largest(cavity[box]), wall[box], values, part)


def _largest(mask: Mask) -> Mask:
    """The largest part that is connected by the faces of its voxels."""
    import SimpleITK as sitk

    parts = sitk.ConnectedComponent(sitk.GetImageFromArray(mask.astype(np.uint8)))
    return np.asarray(sitk.GetArrayFromImage(sitk.RelabelComponent(parts)) == 1)  # by size


def _grown(mask: Mask, steps: int) -> Mask:
    """A mask and all that is up to so many steps from voxel to neighbouring voxel away from it."""
    import SimpleITK as sitk

    image = sitk.GetImageFromArray(mask.astype(np.uint8))
    for _ in range(steps):
        image = sitk.BinaryDilate(image, [1, 1, 1], sitk.sitkCross)
    return np.asarray(sitk.GetArrayFromImage(image) > 0)


def at_the_end_of_the_blood(
    landmarks: LandmarkSet, segmentation: Segmentation | None, image: Image | None = None
) -> tuple[LandmarkSet, Segmentation | None]:
    """The apex where cavity and blood end, and the cavity without what is as dark as its wall.

    With contrast medium the apex is the mean of three: the heatmap's, the cavity's and the blood's end.
    Where the heatmap's is more than ``AGREEMENT`` from the cavity's it is left out; where the end of the
    cavity is dark by more than that, the blood's alone counts, and the rest becomes muscle. Without
    contrast medium the heatmap's stays. Wherever they differ so, it is told, and the covariance grows by
    the distance in all directions: one of them is wrong, and which one is not known.

    Args:
        landmarks: of a volume, one a name.
        segmentation: of it; None of models without.
        image: in HU; None leaves the blood out.
    """
    found = {p.name: p for p in landmarks}
    apex, base = found.get(LV_APEX), found.get(MITRAL_ANNULUS_CENTER)
    if segmentation is None or LEFT_VENTRICLE not in segmentation.names:
        return landmarks, segmentation
    if apex is None or apex.position is None or base is None or base.position is None:
        return landmarks, segmentation
    seen = _look(segmentation, image)
    tip = None if seen is None else seen.tip(seen.cavity, base.position)
    if seen is None or tip is None:
        told = _noted(apex, "hardly any cavity was found that it could be the tip of")
    else:
        blood = _blood_of(seen, base.position)
        told = _judged(apex, apex.position, tip, None if blood is None else blood.tip)
        if blood is not None and float(np.linalg.norm(blood.tip - tip)) > AGREEMENT:
            segmentation = _ended(segmentation, base.position, blood)
    return LandmarkSet(tuple(told if p is apex else p for p in landmarks)), segmentation


def _judged(apex: Landmark, heat: FloatArray, tip: FloatArray, end: FloatArray | None) -> Landmark:
    """The apex by heatmap, cavity and blood (LPS mm), with what is to be said of it."""
    dark = 0.0 if end is None else float(np.linalg.norm(end - tip))
    far = float(np.linalg.norm(tip - heat))
    told = apex if end is None else replace(apex, position=_agreed(heat, tip, end))
    if dark > AGREEMENT:
        words = f"the last {dark:.0f} mm of the cavity were as dark as its wall, and taken off"
        told = _noted(told, words)
    if far > AGREEMENT:
        told = _noted(told, f"heatmap and cavity put it {far:.0f} mm apart")
    return _widened(told, max(dark, far)) if max(dark, far) > AGREEMENT else told


def _agreed(heat: FloatArray, tip: FloatArray, end: FloatArray) -> FloatArray:
    """The apex by those that agree: all three, cavity and blood, or the blood alone."""
    if float(np.linalg.norm(end - tip)) > AGREEMENT:
        return end
    those = [tip, end] if float(np.linalg.norm(tip - heat)) > AGREEMENT else [heat, tip, end]
    return np.asarray(np.mean(those, axis=0))


def _ended(segmentation: Segmentation, base: FloatArray, blood: Blood) -> Segmentation:
    """The cavity's end without what holds no blood: that becomes muscle, where the model has it."""
    names = segmentation.names
    wall = names.index(MYOCARDIUM) + 1 if MYOCARDIUM in names else 0
    window = segmentation.window()
    part = segmentation.labels[window]
    first = np.array([side.start for side in window])
    index = np.argwhere(part == names.index(LEFT_VENTRICLE) + 1) + first
    axis = (blood.tip - base) / np.linalg.norm(blood.tip - base)
    points = segmentation.grid.to_lps(index[:, ::-1])
    height = (points - blood.tip) @ axis
    # Trabeculae are cavity: what lies within some mm of blood stays, but not beyond its end.
    reach = max(1, round(_TRABECULAE / float(blood.grid.spacing.max())))
    near = _grown(blood.mask, reach)
    i, j, k = np.clip(
        np.rint(blood.grid.to_index(points)).astype(int), 0, np.array(near.shape)[::-1] - 1
    ).T
    taken = (height > 0) | ((height > -_APICAL) & ~near[k, j, i])
    labels = np.zeros(segmentation.labels.shape, np.uint8)
    labels[window] = part
    labels[tuple(index[taken].T)] = wall
    return replace(segmentation, labels=labels)


def _widened(apex: Landmark, distance: float) -> Landmark:
    if apex.covariance is None:
        return apex
    before = float(np.sqrt(np.trace(apex.covariance)))
    wider = np.asarray(apex.covariance + distance**2 / 3 * np.eye(3))
    grown = float(np.sqrt(np.trace(wider))) / max(before, 1e-6)
    radius = None if apex.radius is None else apex.radius * grown
    return replace(apex, covariance=wider, radius=radius)


def _noted(landmark: Landmark, words: str) -> Landmark:
    return replace(landmark, note="; ".join(filter(None, [landmark.note, words])))
