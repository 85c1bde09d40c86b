"""Valve rings and tips of a whole heart's distance fields: where its landmarks are, by definition.

A ring is the line along which two chambers' contact ends: where the leaflets hinge. Its center is the
mean of that line over all directions, so that a dome or a funnel in the contact moves it nowhere. Where
the mitral contact runs up the aortic root (the curtain between both valves) it is no hinge; there the
plane of the others is followed.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.anatomy import (
    AORTIC_ANNULUS_CENTER,
    LV_APEX,
    MITRAL_ANNULUS_CENTER,
    RV_APEX,
    TRICUSPID_ANNULUS_CENTER,
)
from LandmarkAILib.core.geometry import FloatArray, Grid

Distances = Mapping[str, npt.NDArray[np.float32]]
_CONTACT = 1.5  # mm to both chambers
_SECTORS = 24
_RIM = 1.5  # mm, of the contact's edge in a sector
_CURTAIN = 4.0  # mm to the aorta
_LEAST = 40  # points of a contact that is a valve


def landmarks_of(distances: Distances, grid: Grid, cavity_axis: FloatArray) -> dict[str, FloatArray]:
    """The landmarks that an anatomy has; LPS mm.

    Args:
        distances: (k, j, i) signed distances in mm by structure.
        grid: of the distances.
        cavity_axis: (3,) unit vector, about base to apex.

    Returns:
        (3,) by name; a valve whose chambers do not touch is left out.
    """
    cavity, right = distances["cavity"], distances["right_ventricle"]
    mitral = ring_center(cavity, distances["left_atrium"], grid, distances["aorta"])
    found = {
        LV_APEX: None if mitral is None else tip_from(cavity, mitral, grid),
        MITRAL_ANNULUS_CENTER: mitral,
        AORTIC_ANNULUS_CENTER: ring_center(cavity, distances["aorta"], grid),
        RV_APEX: farthest(right, cavity_axis, grid),
        TRICUSPID_ANNULUS_CENTER: ring_center(right, distances["right_atrium"], grid),
    }
    return {name: position for name, position in found.items() if position is not None}


def ring_center(
    first: npt.NDArray[np.float32],
    second: npt.NDArray[np.float32],
    grid: Grid,
    curtain: npt.NDArray[np.float32] | None = None,
) -> FloatArray | None:
    """Center of the line along which the contact of two chambers ends; None where they do not touch.

    Args:
        first, second: (k, j, i) signed distances in mm to the chambers.
        grid: of the distances.
        curtain: distance to what the contact may run up without being a valve.
    """
    within = max(_CONTACT, 0.8 * float(grid.spacing[0]))
    near = (np.abs(first) < within) & (np.abs(second) < within)
    points = grid.to_lps(np.argwhere(near)[:, ::-1])
    if len(points) < _LEAST:
        return None
    beside = np.zeros(len(points), bool) if curtain is None else curtain[near] < _CURTAIN
    center = points.mean(axis=0)
    plane = np.linalg.svd(points - center, full_matrices=False)[2]
    for _ in range(4):
        rim, at_curtain = _rim(points, beside, center, plane)
        hinges = rim[~at_curtain] if (~at_curtain).sum() >= _SECTORS // 2 else rim
        middle = hinges.mean(axis=0)
        plane = np.linalg.svd(hinges - middle)[2]
        rim = rim - np.where(at_curtain, (rim - middle) @ plane[2], 0.0)[:, None] * plane[2]
        center = rim.mean(axis=0)
    return np.asarray(center)


def _rim(
    points: FloatArray, beside: npt.NDArray[np.bool_], center: FloatArray, plane: FloatArray
) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
    """(m, 3) the contact's edge in each direction about the center, and (m,) whether it is curtain."""
    across = (points - center) @ plane[:2].T
    sector = np.floor((np.arctan2(across[:, 1], across[:, 0]) / (2 * np.pi) + 0.5) * _SECTORS)
    reach = np.hypot(across[:, 0], across[:, 1])
    rim, curtain = [], []
    for number in np.unique(sector):
        own = sector == number
        edge = own & (reach > reach[own].max() - _RIM)
        rim.append(points[edge].mean(axis=0))
        curtain.append(beside[edge].mean() > 0.5)
    return np.array(rim), np.array(curtain)


def tip_from(cavity: npt.NDArray[np.float32], base: FloatArray, grid: Grid) -> FloatArray:
    """The cavity's point farthest from ``base`` along the long axis, which runs through it."""
    points = grid.to_lps(np.argwhere(cavity < 0)[:, ::-1])
    tip = points.mean(axis=0)
    for _ in range(10):
        axis = (tip - base) / np.linalg.norm(tip - base)
        tip = _end(points, axis, float(grid.spacing[0]))
    return np.asarray(tip)


def farthest(chamber: npt.NDArray[np.float32], axis: FloatArray, grid: Grid) -> FloatArray:
    """The chamber's point farthest along a direction."""
    points = grid.to_lps(np.argwhere(chamber < 0)[:, ::-1])
    return _end(points, axis, float(grid.spacing[0]))


def _end(points: FloatArray, axis: FloatArray, step: float) -> FloatArray:
    """The mean of the last millimetre along an axis, carried to the surface."""
    height = points @ axis
    tip = points[height > height.max() - 1.0].mean(axis=0)
    return np.asarray(tip + (height.max() + step / 4 - tip @ axis) * axis)
