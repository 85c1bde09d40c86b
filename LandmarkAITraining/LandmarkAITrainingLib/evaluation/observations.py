"""One observation a landmark and slice: what the reference says, what the model said, how far apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, LV_CENTER
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet, Status
from LandmarkAILib.core.short_axis import slices_last

from ..data.dataset import LoadedCase
from ..data.reference import Reference, SliceReference
from .metrics.localisation import about_center, angle_between, canonical_axes, distance, in_plane_axes
from .metrics.uncertainty import ellipse_level, expected_error

Stage = Literal["final", "coarse"]


@dataclass(frozen=True)
class Observation:
    """A landmark of a slice, or of a volume.

    Args:
        case: of the dataset, as are subject, contrast and source.
        stage: the model's final points, or those of its coarse stage.
        slice: index along the slice axis; None for a landmark of a volume.
        reference: whether the slice has the landmark; ``unknown`` where that cannot be told.
        status: whether the model reported it.
        probability: the model's; of a missing point, the low one for which it was not reported.
        error_mm: distance in the plane of the slice, for a volume in space; None without both points.
        expected_mm: root-mean-square error that the model's covariance announces.
        ellipse_level: level of the smallest confidence ellipse that holds the reference.
        angle_deg: of an anterior insertion: angle between the reference's and the model's direction
            from LV center to anterior insertion.
        turn_deg: error as an angle about the reference's LV center, positive clockwise on a canonical
            slice; None for the center itself, and without both points or that center.
        radial_mm: how much farther from that center the point lies than the reference.
        tangential_mm: how far clockwise of it.
        radius_mm: distance within which the model says that the reference lies, with 90 %.
        left_mm, posterior_mm, superior_mm: the error along the patient's axes, model minus reference,
            positive to the patient's left, back and head; of a slice its part in the slice's plane, so
            that their squares add up to that of ``error_mm``.
        widening: by what ``radius_mm`` is wider than calibrated, as the image is unlike the training;
            None where the model does not tell.
    """

    case: str
    subject: str
    contrast: str
    source: str
    stage: Stage
    landmark: str
    slice: int | None
    reference: Reference
    status: Status
    probability: float | None = None
    error_mm: float | None = None
    expected_mm: float | None = None
    ellipse_level: float | None = None
    angle_deg: float | None = None
    turn_deg: float | None = None
    radial_mm: float | None = None
    tangential_mm: float | None = None
    radius_mm: float | None = None
    left_mm: float | None = None
    posterior_mm: float | None = None
    superior_mm: float | None = None
    widening: float | None = None


def observe(case: LoadedCase, points: LandmarkSet, stage: Stage = "final") -> list[Observation]:
    """Compare a model's points with the reference of a case, slice by slice.

    A landmark that the model places once for the whole image (``slice`` is None) is compared once.
    """
    comparison = _Comparison(case, points, stage)
    names = [*points.names(), *sorted(comparison.reference.names - set(points.names()))]
    in_volume = [name for name in names if any(point.slice is None for point in points.named(name))]
    by_slice = [name for name in names if name not in in_volume]
    slices = range(case.image.grid.size[slices_last(case.image.grid)[2]])
    observations = [comparison.in_volume(name) for name in in_volume]
    return observations + [comparison.in_slice(name, k) for k in slices for name in by_slice]


class _Comparison:
    """A model's points beside the reference of one case."""

    def __init__(self, case: LoadedCase, points: LandmarkSet, stage: Stage) -> None:
        self.reference = SliceReference(case)
        self._points = points
        self._plane = in_plane_axes(case.image.grid)
        self._screen = canonical_axes(case.image.grid)
        self._record, self._stage = case.record, stage

    def in_volume(self, name: str) -> Observation:
        truth = self.reference.sole_point(name)
        says: Reference = "present" if truth else "absent" if self.reference.names else "unknown"
        return self._observation(
            name, None, says, truth, next(iter(self._points.named(name))), np.eye(3)
        )

    def in_slice(self, name: str, k: int) -> Observation:
        says, truth = self.reference.says(name, k), self.reference.point(name, k)
        point = self._points.in_slice(k).get(name)
        observation = self._observation(name, k, says, truth, point, self._plane)
        observation = self._seen_from_center(observation, truth, point, k)
        return (
            replace(observation, angle_deg=self._angle(k))
            if name == ANTERIOR_RV_INSERTION
            else observation
        )

    def _observation(
        self,
        name: str,
        k: int | None,
        says: Reference,
        truth: Landmark | None,
        point: Landmark | None,
        axes: FloatArray,
    ) -> Observation:
        """Axes (n, 3) span the space in which points are compared: a slice's plane, or all of space."""
        r, stage = self._record, self._stage
        blank = Observation(r.case, r.subject, r.contrast, r.source, stage, name, k, says, "missing")
        if point is None or point.position is None:
            return replace(blank, probability=None if point is None else point.probability)
        spread = None if point.covariance is None else axes @ point.covariance @ axes.T
        expected = None if spread is None else expected_error(spread)
        found = replace(
            blank,
            status="detected",
            probability=point.probability,
            expected_mm=expected,
            radius_mm=point.radius,
        )
        if truth is None or truth.position is None:
            return found
        offset = axes @ (truth.position - point.position)
        level = None if spread is None else ellipse_level(offset, spread)
        left, posterior, superior = (float(part) for part in -axes.T @ offset)
        return replace(
            found,
            error_mm=distance(offset),
            ellipse_level=level,
            left_mm=left,
            posterior_mm=posterior,
            superior_mm=superior,
        )

    def _seen_from_center(
        self, observation: Observation, truth: Landmark | None, point: Landmark | None, k: int
    ) -> Observation:
        """The observation with its error about the reference's LV center, where there is one."""
        center = self.reference.point(LV_CENTER, k)
        places = [None if mark is None else mark.position for mark in (point, truth, center)]
        if observation.landmark == LV_CENTER or any(place is None for place in places):
            return observation
        seen = about_center(*(self._screen @ place for place in places if place is not None))
        if seen is None:
            return observation
        return replace(
            observation,
            turn_deg=seen.degrees,
            radial_mm=seen.radial_mm,
            tangential_mm=seen.tangential_mm,
        )

    def _angle(self, k: int) -> float | None:
        names = (ANTERIOR_RV_INSERTION, LV_CENTER)
        truth = self._direction([self.reference.point(name, k) for name in names])
        found = self._direction([self._points.in_slice(k).get(name) for name in names])
        return None if truth is None or found is None else angle_between(truth, found)

    def _direction(self, ends: Sequence[Landmark | None]) -> FloatArray | None:
        """(2,) in-plane direction from the second point to the first, if both are there."""
        positions = [
            point.position for point in ends if point is not None and point.position is not None
        ]
        return self._plane @ (positions[0] - positions[1]) if len(positions) == 2 else None
