"""Landmarks that follow from masks: RV insertion points by the groove rule, and the LV center.

A user's masks from any tool become points, with how far each moves when the contours are redrawn as its
uncertainty. Where a point would move too far, or the rule gives none, it is missing and says why.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..core.anatomy import (
    ANTERIOR_RV_INSERTION,
    INFERIOR_RV_INSERTION,
    LEFT_VENTRICLE,
    LV_CENTER,
    MYOCARDIUM,
    RIGHT_VENTRICLE,
)
from ..core.detection import Segmentation
from ..core.geometry import FloatArray
from ..core.landmarks import Landmark, LandmarkSet
from ..core.short_axis import array_axes, short_axis_frame, slices_last
from .groove.outline import Mask
from .groove.redraw import DRAWS, REDRAWN_MM, Spread, spread
from .groove.rule import NoInsertionsError, centroid, find_contours, insertions

LIMIT_MM = 8.0
"""A point that moves further than this when contours are redrawn is left undefined."""
INSERTIONS = (ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION)
MASKS = (LEFT_VENTRICLE, MYOCARDIUM, RIGHT_VENTRICLE)


def derive_landmarks(
    segmentation: Segmentation, limit: float = LIMIT_MM, draws: int = DRAWS
) -> LandmarkSet:
    """Anterior and inferior RV insertion and LV center of every slice with an LV cavity.

    Args:
        segmentation: of a short-axis stack, stored in any way; segments named as in ``anatomy.json``.
        limit: mm that a point may move (root mean square) when contours are redrawn by 0.75 mm.
        draws: how many times they are redrawn; 0 leaves covariances unknown and every point defined.

    Returns:
        Three landmarks a slice, LPS mm. Notes begin with ``derived``, or say why a point is missing.

    Raises:
        ValueError: the segmentation has no left ventricle or no myocardium.
    """
    if lacking := [name for name in MASKS[:2] if name not in segmentation.names]:
        raise ValueError(f"points are derived from LV and myocardium: there is no {lacking[0]}")
    order = slices_last(segmentation.grid)
    stack = segmentation.grid.permuted(order)
    labels = np.transpose(segmentation.labels, array_axes(order))
    axes = short_axis_frame(stack)[:, :2]
    plane = axes.T @ stack.affine[:3, :2]
    found: list[Landmark] = []
    for k, values in enumerate(labels):
        masks = [_mask(values, segmentation.names, name) for name in MASKS]
        if masks[0].any():
            origin = stack.to_lps([0, 0, k])
            found += _of_slice(masks, plane, axes, origin, k, limit, draws)
    return LandmarkSet(tuple(found))


def _mask(values: np.ndarray, names: tuple[str, ...], name: str) -> Mask:
    return np.asarray(values == (names.index(name) + 1 if name in names else -1))


def _of_slice(
    masks: list[Mask],
    plane: FloatArray,
    axes: FloatArray,
    origin: FloatArray,
    k: int,
    limit: float,
    draws: int,
) -> Iterator[Landmark]:
    """The landmarks of slice ``k``; ``axes`` (3, 2) lead from mm along u, v to LPS mm."""
    cavity, myocardium, right = masks
    try:
        contours = find_contours(cavity, myocardium, right, plane)
        points = insertions(contours)
    except NoInsertionsError as reason:
        yield from (Landmark(name, None, 0.0, slice=k, note=str(reason)) for name in INSERTIONS)
    else:
        moves = spread(contours, right, plane, points, draws) if draws else None
        for n, name in enumerate(INSERTIONS):
            yield _insertion(name, origin + axes @ points[n], axes, moves, n, k, limit)
    yield Landmark(LV_CENTER, origin + axes @ centroid(cavity, plane), slice=k, note="derived")


def _insertion(
    name: str, position: FloatArray, axes: FloatArray, moves: Spread | None, n: int, k: int, limit: float
) -> Landmark:
    """An insertion point with its spread, or missing where that is too wide."""
    if moves is None:
        return Landmark(name, position, slice=k, note="derived")
    if not moves.steady:
        share = f"only {100 * moves.found:.0f} % of the contours redrawn by {REDRAWN_MM:g} mm have it"
        return Landmark(name, None, 0.0, slice=k, note=f"undefined: {share}")
    far = float(moves.moved[n])
    said = f"moves {far:.1f} mm where contours are redrawn by {REDRAWN_MM:g} mm"
    if far > limit:
        return Landmark(name, None, 0.0, slice=k, note=f"undefined: {said}, over {limit:g} mm")
    covariance = axes @ moves.moments[n] @ axes.T
    return Landmark(name, position, covariance=covariance, slice=k, note=f"derived; {said}")
