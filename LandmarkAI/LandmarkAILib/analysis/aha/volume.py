"""AHA segments of a left ventricle in a volume, such as CT: no slices, no insertions, a long axis.

The axis from the mitral annulus to the apex of the cavity is cut into short-axis planes, thirds of it
are basal, mid and apical, and the planes are divided as slices of a stack are. In place of the RV
insertions there is the direction of the septum, seen from the middle of the cavity: its middle is the
boundary of the anteroseptal and the inferoseptal segment, 60° from either end of the septum (Cerqueira
et al. 2002, doi:10.1161/hc0402.102975). Each voxel of the volume gets the segment of the plane and the
sector that it lies in, so that nothing depends on how the volume is stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ...core.anatomy import (
    ANTERIOR_RV_INSERTION,
    LV_APEX,
    LV_CENTER,
    MITRAL_ANNULUS_CENTER,
    MYOCARDIUM,
    RIGHT_VENTRICLE,
)
from ...core.detection import Segmentation
from ...core.geometry import FloatArray, Grid
from ...core.image import Image
from ...core.landmarks import Landmark, LandmarkSet
from ...errors import InputError
from ..chamber_planes import chamber_planes
from ..wall import wall_depth
from .division import Directions, Stack, assign_levels, divide, misfit, screen_angle, segments_at
from .segments import aha_segments, statistics
from .settings import APEX, SEGMENT_NAMES, AhaResult, AhaSettings, AhaSlice, without_area

SEPTUM = "Septum"
"""A point of this name tells the direction of the septum where no other is named."""

_FINEST = 1.0  # mm between planes and between their pixels: finer ones tell no more of the middle
_BESIDE = 5.0  # mm from the middle of the cavity, of a point that tells a direction
_WALL = 6.0  # mm between the blood of the right ventricle and the labelled wall, where they touch
_PLACED = 0.5  # share of the axis that must lie in planes with cavity and wall
_ABOVE = 0.02  # share of the wall beyond the annulus that is worth a note


def aha_anywhere(
    image: Image,
    landmarks: LandmarkSet,
    segmentation: Segmentation,
    settings: AhaSettings | None = None,
    septum: str | None = None,
) -> AhaResult:
    """Segments of a short-axis stack by its insertions, or of a volume by its long axis and septum.

    A volume is what has an LV apex or a mitral annulus among its points and no anterior insertion, or
    where a point of the septum is named.

    Args:
        image, landmarks, segmentation, settings: as :func:`aha_segments` and :func:`aha_of_volume`.
        septum: name of a point on the septum or in the right ventricle.
    """
    names = set(landmarks.names())
    axis = names & {LV_APEX, MITRAL_ANNULUS_CENTER} and ANTERIOR_RV_INSERTION not in names
    if septum is None and not axis:
        return aha_segments(image, landmarks, segmentation, settings)
    return aha_of_volume(image, landmarks, segmentation, settings, septum)


def aha_of_volume(
    image: Image,
    landmarks: LandmarkSet,
    segmentation: Segmentation,
    settings: AhaSettings | None = None,
    septum: str | None = None,
) -> AhaResult:
    """Divide the myocardium of a volume into the AHA segments and measure each.

    Args:
        image: of any orientation and storage.
        landmarks: LPS mm, with LV apex and mitral annulus center.
        segmentation: on the image's grid, with Left ventricle and Myocardium.
        settings: the defaults of :class:`AhaSettings` if None.
        septum: name of a point on the septum or in the right ventricle. None takes the point named
            ``Septum``, or else where the right ventricle of the segmentation touches the wall.

    Returns:
        Segments without an area; ``planes`` are the planes that its slices count, from the apex.

    Raises:
        InputError: apex, annulus or the direction of the septum is missing, they lie beside the heart, a
            needed segment is missing, or ``settings`` names slices, which a volume has not.
        ValueError: the segmentation lies on another grid.
    """
    settings = settings or AhaSettings()
    if settings.levels is not None or settings.base != "auto":
        raise InputError(
            f"{image.name}: slices by level are of a stack, but this is a volume with a long axis: "
            "leave the levels out, thirds of the axis are taken."
        )
    if not segmentation.grid.is_close(image.grid):
        raise ValueError("the segmentation must lie on the grid of the image")
    stack = _planes(image, landmarks, segmentation)
    levels = assign_levels(stack, settings, "last")
    doubt = _misfit(image, landmarks, stack)
    directions = _directions(image, landmarks, stack, segmentation.names, septum)
    parts = {k: divide(k, level, directions, stack.frame, settings) for k, level in levels.items()}
    wall = _Wall.of(segmentation, stack)
    labels = np.zeros(segmentation.labels.shape, np.uint8)
    labels[wall.voxels] = _segments(wall, parts, stack, settings)
    names = (*SEGMENT_NAMES, APEX) if settings.cap else SEGMENT_NAMES
    inside = labels > 0
    measured = statistics(image.array[inside], labels[inside], image.grid, names)
    notes = (doubt, _above(wall, stack))
    return AhaResult(
        segmentation=Segmentation(labels, image.grid, names),
        segments=without_area(measured),
        slices=tuple(parts.values()),
        base="last",
        base_rule="points",
        notes=tuple(note for note in notes if note),
        planes=stack.grid,
    )


def _planes(image: Image, landmarks: LandmarkSet, segmentation: Segmentation) -> Stack:
    """Cavity, wall and what else is labelled on planes from apex (first) to annulus (last).

    The planes tile the axis from point to point in a multiple of three, so that thirds are exact. Labels
    are sampled once, the nearest one; intensities are not sampled at all.
    """
    points = {p.name: p.position for p in landmarks if p.position is not None}
    try:
        view = chamber_planes({n: points[n] for n in points if n in (LV_APEX, MITRAL_ANNULUS_CENTER)})
    except InputError as error:
        raise InputError(f"{image.name}: {error}") from error
    plane = view["short axis"]
    axis, middle, length = -plane.normal, plane.middle, 2 * plane.half
    frame = np.stack([plane.right, np.cross(axis, plane.right), axis], axis=1)
    pixel = max(float(image.grid.spacing.min()), _FINEST)
    count = 3 * int(np.ceil(length / (3 * pixel)))
    k, j, i = np.nonzero(segmentation.labels)
    beside = (image.grid.to_lps(np.stack([i, j, k], axis=1)) - middle) @ frame[:, :2]
    if not len(beside):
        beside = np.zeros((1, 2))
    # The axis itself is a corner of pixels, wherever the heart's labels end.
    low, high = (np.round(edge / pixel).astype(int) for edge in (beside.min(axis=0), beside.max(axis=0)))
    low, high = np.minimum(low, 0) - 3, np.maximum(high, 0) + 3
    center = middle + frame[:, :2] @ (pixel * (low + high) / 2)
    size = [*(high - low), count]
    grid = Grid.from_axes(size, frame, [pixel, pixel, length / count], center)
    labels = _nearest_labels(segmentation, grid)
    blank = Image(np.zeros(grid.shape, np.uint8), grid, image.name)
    return replace(Stack.of(blank, Segmentation(labels, grid, segmentation.names)), frame=frame)


def _misfit(image: Image, landmarks: LandmarkSet, stack: Stack) -> str:
    """What to say of an axis that does not run through the cavity; empty where it does.

    Raises:
        InputError: it runs beside the heart.
    """
    count = stack.grid.size[2]
    if len(stack.slices) < _PLACED * count:
        raise InputError(
            f"{image.name}: less than half of the line from {LV_APEX} to {MITRAL_ANNULUS_CENTER} passes "
            "the heart that is segmented: give the points and the segmentation of one study."
        )
    points = {p.name: p.position for p in landmarks if p.position is not None}
    apex, base = points[LV_APEX], points[MITRAL_ANNULUS_CENTER]
    along = [apex + (k + 0.5) / count * (base - apex) for k in range(count)]
    return misfit(image, LandmarkSet(tuple(Landmark(LV_CENTER, place) for place in along)), stack)


def _nearest_labels(segmentation: Segmentation, grid: Grid) -> npt.NDArray[np.uint8]:
    """(k, j, i) the label of the voxel that each place of a grid lies in; 0 outside."""
    k, j, i = np.indices(grid.shape)
    there = grid.to_lps(np.stack([i, j, k], axis=-1))
    index = np.rint(segmentation.grid.to_index(there)).astype(int)
    size = np.array(segmentation.grid.size)
    inside = ((index >= 0) & (index < size)).all(axis=-1)
    i, j, k = np.moveaxis(np.clip(index, 0, size - 1), -1, 0)
    return np.where(inside, segmentation.labels[k, j, i], 0).astype(np.uint8)


def _directions(
    image: Image, landmarks: LandmarkSet, stack: Stack, names: Sequence[str], septum: str | None
) -> Directions:
    """One direction for all planes, each about the middle of its own cavity."""
    center = np.full((stack.grid.size[2], 3), np.nan)
    for k in stack.slices:
        j, i = np.nonzero(stack.cavity[k])
        center[k] = stack.grid.to_lps([i.mean(), j.mean(), k])
    wanted = septum or (SEPTUM if SEPTUM in landmarks.names() else None)
    if wanted is not None:
        middle = _towards_point(image, landmarks, stack, center, wanted)
    else:
        label = names.index(RIGHT_VENTRICLE) + 1 if RIGHT_VENTRICLE in names else -1
        middle = _towards_right_ventricle(image, stack.labels == label, stack, center)
    own = np.arange(len(center))
    anterior, inferior = (np.full(len(center), middle + turn) for turn in (-np.pi / 3, np.pi / 3))
    return Directions(center, anterior, own, inferior, own, mirrored=False)


def _towards_point(
    image: Image, landmarks: LandmarkSet, stack: Stack, center: FloatArray, name: str
) -> float:
    """Direction of a point from the middle of the cavity of its plane, radians on the screen."""
    found = [p.position for p in landmarks.named(name) if p.position is not None]
    if len(found) != 1:
        raise InputError(
            f"{image.name}: the direction of the septum needs one point named '{name}', on the septum "
            f"or in the right ventricle; there are {len(found)}."
        )
    nearest = np.rint(stack.grid.to_index(found[0])[2])
    k = min(stack.slices, key=lambda own: abs(own - float(nearest)))
    ray = found[0] - center[k]
    if np.linalg.norm(ray @ stack.frame[:, :2]) < _BESIDE:
        raise InputError(
            f"{image.name}: '{name}' lies on the long axis and tells no direction: place it on the "
            "septum or in the right ventricle."
        )
    return float(screen_angle(ray, stack.frame))


def _towards_right_ventricle(
    image: Image, right: npt.NDArray[np.bool_], stack: Stack, center: FloatArray
) -> float:
    """Mean direction of the wall that the right ventricle lies against, radians on the screen."""
    import SimpleITK as sitk

    if not right.any():
        raise InputError(
            f"{image.name}: the direction of the septum is missing: place a point named '{SEPTUM}' on "
            f"the septum or in the right ventricle, or add a segment named '{RIGHT_VENTRICLE}'."
        )
    away = sitk.GetImageFromArray(right.astype(np.uint8))
    away.SetSpacing(stack.grid.spacing.tolist())
    distance = sitk.GetArrayFromImage(
        sitk.SignedMaurerDistanceMap(away, squaredDistance=False, useImageSpacing=True)
    )
    k, j, i = np.nonzero(stack.myocardium & (distance <= _WALL))
    rays = stack.grid.to_lps(np.stack([i, j, k], axis=1)) - center[k]
    across = rays @ stack.frame[:, :2]
    across = across[np.isfinite(across).all(axis=1)]
    if not len(across):
        raise InputError(
            f"{image.name}: the segment '{RIGHT_VENTRICLE}' does not touch the myocardium: correct it, "
            f"or place a point named '{SEPTUM}'."
        )
    mean = (across / np.linalg.norm(across, axis=1, keepdims=True)).mean(axis=0)
    return float(screen_angle(stack.frame[:, :2] @ mean, stack.frame))


@dataclass(frozen=True, eq=False)
class _Wall:
    """Voxels of a volume's myocardium.

    Args:
        voxels: array indices (k, j, i), each (N,).
        points: (N, 3) LPS mm.
        index: (N, 3) of the pixel of the planes that each lies in, as (i, j, k); may lie outside.
    """

    voxels: tuple[npt.NDArray[np.intp], ...]
    points: FloatArray
    index: npt.NDArray[np.intp]

    @classmethod
    def of(cls, segmentation: Segmentation, stack: Stack) -> _Wall:
        wall = segmentation.labels == segmentation.names.index(MYOCARDIUM) + 1
        k, j, i = np.nonzero(wall)
        points = segmentation.grid.to_lps(np.stack([i, j, k], axis=1))
        return cls((k, j, i), points, np.rint(stack.grid.to_index(points)).astype(np.intp))

    @property
    def plane(self) -> npt.NDArray[np.intp]:
        """(N,) the plane that each voxel lies in."""
        return np.asarray(self.index[:, 2])


def _above(wall: _Wall, stack: Stack) -> str:
    """What to say of wall beyond the annulus; empty where there is next to none."""
    share = float(np.mean(wall.plane >= stack.grid.size[2]))
    if share <= _ABOVE:
        return ""
    return f"{100 * share:.0f} % of the myocardium lies beyond the mitral annulus and is in no segment"


def _segments(
    wall: _Wall, parts: Mapping[int, AhaSlice], stack: Stack, settings: AhaSettings
) -> npt.NDArray[np.uint8]:
    """Segment (N,) of each voxel of the wall; 0 in a margin, beyond the annulus, in a cap unasked."""
    found = np.zeros(len(wall.points), np.uint8)
    spacing = (float(stack.grid.spacing[0]), float(stack.grid.spacing[1]))
    for k, part in parts.items():
        own = np.flatnonzero(wall.plane == k)
        segments = segments_at(part, wall.points[own], stack.frame)
        if any(settings.margins):
            # A voxel whose pixel is blood or not the heart lies at that edge of the wall.
            edges = np.where(stack.cavity[k], 0.0, 1.0)
            depth = wall_depth(stack.cavity[k], stack.myocardium[k], spacing)
            i, j = wall.index[own, 0], wall.index[own, 1]
            deep = np.where(np.isfinite(depth), depth, edges)[j, i]
            segments[(deep < settings.margins[0]) | (deep > 1 - settings.margins[1])] = 0
        found[own] = segments
    if settings.cap:
        found[wall.plane < min(stack.slices)] = len(SEGMENT_NAMES) + 1
    return found
