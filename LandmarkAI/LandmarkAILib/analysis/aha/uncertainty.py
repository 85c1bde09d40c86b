"""How far a segment's mean moves when the points that turn the model move within their ellipses."""

from __future__ import annotations

import numpy as np

from ...core.anatomy import ANTERIOR_RV_INSERTION, LV_CENTER
from ...core.geometry import FloatArray
from ...core.image import Image, values_at
from ...core.landmarks import LandmarkSet
from ...core.short_axis import short_axis_frame, slices_last, with_slices
from .division import segments_at
from .settings import AhaResult, AhaSlice


def mean_uncertainty(result: AhaResult, landmarks: LandmarkSet, image: Image) -> dict[int, float]:
    """Standard deviation of each segment's mean that comes from the points.

    To first order: every slice is turned by the standard deviation of its direction, one way and the
    other, and half of the change of a mean is its uncertainty. Noise of the pixels is another matter,
    which the SD of the segment tells.

    Args:
        result: the segments.
        landmarks: that they were divided by, with covariances.
        image: what is measured, on any grid.

    Returns:
        By segment, in units of the image; NaN where the points have no covariance, or a segment is empty
        once it is turned, and of a volume.
    """
    if result.planes is not None:  # a septum that was clicked, or a mask: neither has a covariance
        return {s.segment: np.nan for s in result.segments}
    labels, grid = result.segmentation.labels, result.segmentation.grid
    order = slices_last(grid)
    frame = short_axis_frame(grid.permuted(order))
    landmarks = with_slices(landmarks, grid)
    k, j, i = np.nonzero(labels)
    points = grid.to_lps(np.stack([i, j, k], axis=1))
    slices = (i, j, k)[order[2]]
    values = values_at(image, points)
    own = labels[k, j, i]
    turned = [np.array(own), np.array(own)]
    unknown: set[int] = set()
    for part in result.slices:
        inside = (slices == part.slice) & np.isin(own, part.segments)
        sd = direction_sd(part, landmarks)
        if not np.isfinite(sd):
            unknown.update(part.segments)
            continue
        for sign, moved in zip((1.0, -1.0), turned, strict=True):
            moved[inside] = segments_at(part, points[inside], frame, sign * sd)
    spread = {}
    for n in sorted({segment for part in result.slices for segment in part.segments}):
        one, other = (_mean(values[moved == n]) for moved in turned)
        spread[n] = np.nan if n in unknown else abs(one - other) / 2
    return spread


def direction_sd(part: AhaSlice, landmarks: LandmarkSet) -> float:
    """Standard deviation in radians of the direction that a slice's first boundary follows.

    Of the anterior insertion about the LV center, by the part of both covariances at a right angle to
    the line between them; NaN where the insertion has none. A center without one is taken as exact.
    """
    source = part.borrowed.get(ANTERIOR_RV_INSERTION, part.slice)
    there = landmarks.in_slice(source)
    anterior, center = there.get(ANTERIOR_RV_INSERTION), there.get(LV_CENTER)
    if anterior is None or anterior.position is None or anterior.covariance is None:
        return float("nan")
    middle = part.center if center is None or center.position is None else center.position
    ray = anterior.position - middle
    across = np.cross(_normal(part), ray)
    covariance = anterior.covariance
    if center is not None and center.covariance is not None:
        covariance = covariance + center.covariance
    across = across / np.linalg.norm(across)
    return float(np.sqrt(across @ covariance @ across) / np.linalg.norm(ray))


def _normal(part: AhaSlice) -> FloatArray:
    return np.asarray(np.cross(part.boundaries[0], part.boundaries[1]))


def _mean(values: FloatArray) -> float:
    finite = values[np.isfinite(values)]
    return float(finite.mean()) if len(finite) else float("nan")
