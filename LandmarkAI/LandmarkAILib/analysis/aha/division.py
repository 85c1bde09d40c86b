"""How a short-axis stack is divided: which end is the base, which level a slice has, where it begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ...core.anatomy import (
    ANTERIOR_RV_INSERTION,
    INFERIOR_RV_INSERTION,
    LEFT_VENTRICLE,
    LV_CENTER,
    MYOCARDIUM,
)
from ...core.detection import Segmentation
from ...core.geometry import FloatArray, Grid
from ...core.image import Image
from ...core.landmarks import LandmarkSet
from ...core.short_axis import APEX_TO_BASE, short_axis_frame, slices_last
from ...errors import InputError
from .settings import SECTORS, AhaSettings, AhaSlice, BaseRule, End, Level

# How well the slice normal must agree with the long axis of a heart before the header is believed
# about where the base is: 51 real stacks measure 0.87 to 1, an image without a true header 0.58.
_TRUE_HEADER = 0.75


@dataclass(frozen=True, eq=False)
class Stack:
    """An image with its slices along the first array axis, whatever the file's order.

    Args:
        array_order: the transposition that leads from the image's arrays to these.
        grid: slices along k, LPS mm.
        frame: ``short_axis_frame`` of that grid.
        labels: (k, j, i) of the segmentation.
        values: (k, j, i) of the image.
        cavity: (k, j, i) of the left ventricle.
        myocardium: (k, j, i).
        slices: indices of those with cavity and myocardium, going up.
    """

    array_order: tuple[int, int, int]
    grid: Grid
    frame: FloatArray
    labels: npt.NDArray[np.uint8]
    values: npt.NDArray[Any]
    cavity: npt.NDArray[np.bool_]
    myocardium: npt.NDArray[np.bool_]
    slices: list[int]

    @classmethod
    def of(cls, image: Image, segmentation: Segmentation) -> Stack:
        """Raises InputError where there is nothing to divide."""
        for name in (LEFT_VENTRICLE, MYOCARDIUM):
            if name not in segmentation.names:
                raise InputError(f"{image.name}: AHA segments need a segment named '{name}'; add it.")
        order = slices_last(image.grid)
        array_order = (2 - order[2], 2 - order[1], 2 - order[0])
        labels = segmentation.labels.transpose(array_order)
        cavity = labels == segmentation.names.index(LEFT_VENTRICLE) + 1
        myocardium = labels == segmentation.names.index(MYOCARDIUM) + 1
        slices = np.flatnonzero(cavity.any(axis=(1, 2)) & myocardium.any(axis=(1, 2))).tolist()
        if not slices:
            raise InputError(f"{image.name}: AHA segments need a slice with LV cavity and myocardium.")
        grid = image.grid.permuted(order)
        values = image.array.transpose(array_order)
        frame = short_axis_frame(grid)
        return cls(array_order, grid, frame, labels, values, cavity, myocardium, slices)


def find_base(stack: Stack, settings: AhaSettings) -> tuple[End, BaseRule]:
    """Which end of the stack the base is at, and by which rule.

    The area is that of all segments together: it grows towards the base in 252 of 253 labelled stacks
    (that of the cavity alone in 249), and is asked only where the header cannot be true.
    """
    if settings.base != "auto":
        return settings.base, "setting"
    normal = stack.frame[:, 2]
    header = float(stack.grid.axes[:, 2] @ normal)
    if normal @ APEX_TO_BASE >= _TRUE_HEADER * np.linalg.norm(APEX_TO_BASE):
        return ("last" if header > 0 else "first"), "header"
    area = np.count_nonzero(stack.labels[stack.slices], axis=(1, 2))
    middle = (stack.slices[0] + stack.slices[-1]) / 2
    moment = float(area @ (np.array(stack.slices) - middle))
    return ("last" if (moment or header) > 0 else "first"), "area"


def apical_cap(stack: Stack, base: End) -> npt.NDArray[np.bool_]:
    """(k, j, i) myocardium beyond the most apical slice that has a cavity, too."""
    cap = stack.myocardium.copy()
    with_cavity = slice(None, stack.slices[-1] + 1) if base == "first" else slice(stack.slices[0], None)
    cap[with_cavity] = False
    return cap


def assign_levels(stack: Stack, settings: AhaSettings, base: End) -> dict[int, Level]:
    """Level of each slice that is divided, from base to apex.

    Raises:
        ValueError: ``settings`` puts a slice in two levels or names one outside the image.
    """
    ordered = stack.slices if base == "first" else stack.slices[::-1]
    if settings.levels is None:
        extent = abs(ordered[-1] - ordered[0]) + 1
        position = {k: (abs(k - ordered[0]) + 0.5) / extent for k in ordered}
        return {k: _level(position[k], settings.fractions) for k in ordered}
    chosen: dict[int, Level] = {}
    for level, slices in settings.levels.items():
        for k in slices:
            if k in chosen or not 0 <= k < stack.grid.size[2]:
                raise ValueError(f"slice {k} lies outside the image or in two levels")
            chosen[k] = level
    return {k: chosen[k] for k in ordered if k in chosen}


def _level(position: float, fractions: tuple[float, float]) -> Level:
    """Level of the middle of a slice, at 0 (base) to 1 (apex) of the extent of the myocardium."""
    if position < fractions[0]:
        return "basal"
    return "mid" if position < fractions[1] else "apical"


@dataclass(frozen=True, eq=False)
class Directions:
    """Where each slice is centred, and in which direction it sees its insertions or its neighbour's.

    Args:
        center: (slices, 3) LPS mm; NaN where unknown.
        anterior: (slices,) radians, counter-clockwise on the screen from the frame's u.
        anterior_from: (slices,) the slice that direction was seen in.
        inferior: as ``anterior``; NaN where no slice has an inferior insertion.
        inferior_from: as ``anterior_from``.
        mirrored: whether the septum runs clockwise in most slices, which it does in no heart.
    """

    center: FloatArray
    anterior: FloatArray
    anterior_from: npt.NDArray[np.intp]
    inferior: FloatArray
    inferior_from: npt.NDArray[np.intp]
    mirrored: bool

    @classmethod
    def of(cls, image: Image, landmarks: LandmarkSet, stack: Stack, base: End) -> Directions:
        """Raises InputError where no slice shows the anterior insertion."""
        center = _positions(landmarks.named(LV_CENTER), stack.grid)
        for k in stack.slices:
            if np.isnan(center[k, 0]):
                j, i = np.nonzero(stack.cavity[k])
                center[k] = stack.grid.to_lps([i.mean(), j.mean(), k])
        anterior, inferior = (
            screen_angle(_positions(landmarks.named(name), stack.grid) - center, stack.frame)
            for name in (ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION)
        )
        if np.isnan(anterior).all():
            raise InputError(f"{image.name}: AHA segments need an anterior RV insertion; place one.")
        spans = (inferior - anterior) % (2 * np.pi)
        clockwise = np.count_nonzero(spans > np.pi)
        mirrored = bool(2 * clockwise > np.count_nonzero(np.isfinite(spans)))
        return cls(center, *_nearest(anterior, base), *_nearest(inferior, base), mirrored)


_APART, _DOUBTFUL = 1.0, 0.4
"""Of the heart's radius: how far the points' heart may lie from the contours', and when it is told."""


def misfit(image: Image, landmarks: LandmarkSet, stack: Stack) -> str:
    """What to say of points that do not lie where the contours are; empty where they fit.

    LV centers are compared with the middle of the cavity; where none was placed, the distance of the
    anterior insertion from that middle with the heart's radius.

    Raises:
        InputError: they lie so far apart that they cannot be of the same heart.
    """
    centers, anterior = (
        _positions(landmarks.named(name), stack.grid) for name in (LV_CENTER, ANTERIOR_RV_INSERTION)
    )
    area = abs(float(np.linalg.det(stack.grid.affine[:3, :3])) / stack.grid.spacing[2])
    by_center, by_insertion, distances = [], [], []
    for k in stack.slices:
        j, i = np.nonzero(stack.cavity[k])
        middle = stack.grid.to_lps([i.mean(), j.mean(), k])
        heart = np.count_nonzero(stack.cavity[k] | stack.myocardium[k])
        radius = float(np.sqrt(heart * area / np.pi))
        if np.isfinite(centers[k]).all():
            distances.append(float(np.linalg.norm(centers[k] - middle)))
            by_center.append(distances[-1] / radius)
        elif np.isfinite(anterior[k]).all():
            by_insertion.append(abs(float(np.linalg.norm(anterior[k] - middle)) / radius - 1))
    apart = float(np.median(by_center or by_insertion or [0.0]))
    if apart > _APART:
        raise InputError(
            f"{image.name}: the points lie beside the heart that is segmented: give the points and the "
            "segmentation of one study."
        )
    if apart > _DOUBTFUL:
        off = f", {np.median(distances):.0f} mm apart" if distances else ""
        return f"points and contours do not fit well{off}: check that they are of one study"
    return ""


def _positions(landmarks: LandmarkSet, grid: Grid) -> FloatArray:
    """(slices, 3) LPS mm of the most probable point in each slice; NaN where there is none."""
    positions = np.full((grid.size[2], 3), np.nan)
    for point in sorted(landmarks, key=lambda p: p.probability):
        if point.position is not None:
            k = round(float(grid.to_index(point.position)[2]))
            if 0 <= k < len(positions):
                positions[k] = point.position
    return positions


def screen_angle(vectors: FloatArray, frame: FloatArray) -> FloatArray:
    """Angle of LPS vectors (..., 3), radians counter-clockwise from u as seen on the screen (v down)."""
    return np.asarray(np.arctan2(-(vectors @ frame[:, 1]), vectors @ frame[:, 0]))


def _nearest(angles: FloatArray, base: End) -> tuple[FloatArray, npt.NDArray[np.intp]]:
    """Each slice's angle or, where NaN, the nearest slice's; of two at one distance the basal one."""
    known = np.flatnonzero(np.isfinite(angles))
    if not len(known):
        return angles, np.arange(len(angles))
    steps = known[None, :] - np.arange(len(angles))[:, None]
    apical = steps > 0 if base == "first" else steps < 0
    source = known[np.argmin(np.abs(steps) + 0.5 * apical, axis=1)]
    return angles[source], source


def divide(
    k: int, level: Level, directions: Directions, frame: FloatArray, settings: AhaSettings
) -> AhaSlice:
    """The sectors of slice ``k``."""
    start = float(directions.anterior[k])
    sources = {ANTERIOR_RV_INSERTION: int(directions.anterior_from[k])}
    if level == "apical":
        middle = np.pi / 3
        if settings.apical_septum == "bisector" and np.isfinite(directions.inferior[k]):
            middle = float(directions.inferior[k] - start) % (2 * np.pi) / 2
            sources[INFERIOR_RV_INSERTION] = int(directions.inferior_from[k])
        start += middle - np.pi / 4
    sectors = SECTORS[level]
    angles = start + np.arange(len(sectors)) * 2 * np.pi / len(sectors)
    boundaries = np.cos(angles)[:, None] * frame[:, 0] - np.sin(angles)[:, None] * frame[:, 1]
    borrowed = {name: source for name, source in sources.items() if source != k}
    return AhaSlice(k, level, directions.center[k], boundaries, sectors, borrowed)


def segments_of(
    part: AhaSlice, stack: Stack
) -> tuple[tuple[npt.NDArray[np.intp], ...], npt.NDArray[np.uint8]]:
    """Myocardial voxels of a divided slice.

    Returns:
        Their array indices (k, j, i), each (N,), and the segment of each (N,).
    """
    j, i = np.nonzero(stack.myocardium[part.slice])
    k = np.full_like(i, part.slice)
    points = stack.grid.to_lps(np.stack([i, j, k], axis=1))
    return (k, j, i), segments_at(part, points, stack.frame)


def segments_at(
    part: AhaSlice, points: FloatArray, frame: FloatArray, turned: float = 0.0
) -> npt.NDArray[np.uint8]:
    """The segment (N,) of each point (N, 3), LPS mm, of a divided slice.

    Args:
        part: the slice.
        points: in it.
        frame: ``short_axis_frame`` of the stack.
        turned: radians, counter-clockwise on the screen, by which the division is turned.
    """
    start = screen_angle(part.boundaries[0], frame) + turned
    turn = (screen_angle(points - part.center, frame) - start) / (2 * np.pi) % 1.0
    count = len(part.segments)
    # A remainder just below 1 can round up to 1.
    sector = np.minimum((turn * count).astype(np.intp), count - 1)
    return np.array(part.segments, np.uint8)[sector]
