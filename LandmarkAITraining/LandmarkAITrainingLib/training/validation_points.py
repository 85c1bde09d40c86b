"""What a model found on validation subjects, and how far that is from their reference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.core.short_axis import short_axis_frame, slices_last
from LandmarkAILib.inference.stage_output import StageOutput

from ..data.dataset import LoadedCase
from ..data.reference import SliceReference, reference_landmarks


@dataclass(frozen=True, eq=False)
class Sightings:
    """A landmark's detections: on slices, d = 2, or in volumes, d = 3.

    Args:
        error: (N, d) mm, in the plane of the slice or in space; NaN where the reference has no such
            point.
        spread: (N, d, d) mm², the covariance before calibration.
        probability: (N,) presence × mass × agreement with the neighbours.
    """

    error: FloatArray
    spread: FloatArray
    probability: FloatArray

    @classmethod
    def joined(cls, parts: Sequence[Sightings]) -> Sightings:
        """Those of several cases."""
        return cls(
            np.concatenate([part.error for part in parts]),
            np.concatenate([part.spread for part in parts]),
            np.concatenate([part.probability for part in parts]),
        )

    @property
    def points(self) -> int:
        """How many have a point of the reference to compare with."""
        return int(np.isfinite(self.error).all(axis=1).sum())


def slice_sightings(case: LoadedCase, detection: Detection, name: str) -> Sightings:
    """What was detected of a landmark, slice by slice, where the reference says something."""
    stack = case.image.grid.permuted(slices_last(case.image.grid))
    plane = short_axis_frame(stack)[:, :2]
    reference = SliceReference(case)
    rows = []
    for point in detection.landmarks.named(name):
        if point.position is None or point.covariance is None or point.slice is None:
            continue
        truth = reference.point(name, point.slice)
        if truth is not None and truth.position is not None:
            error = (point.position - truth.position) @ plane
        elif reference.says(name, point.slice) == "absent":
            error = np.full(2, np.nan)
        else:
            continue
        rows.append((error, plane.T @ point.covariance @ plane, point.probability))
    return _sightings(rows, 2)


def volume_sightings(case: LoadedCase, detection: Detection, name: str) -> Sightings:
    """What was detected of a landmark in a volume; a case without any landmark says nothing."""
    truth = truth_in_volume(case, name)
    rows = []
    for point in detection.landmarks.named(name):
        if point.position is None or point.covariance is None or not len(case.landmarks):
            continue
        error = np.full(3, np.nan) if truth is None else point.position - truth
        rows.append((error, point.covariance, point.probability))
    return _sightings(rows, 3)


def truth_in_volume(case: LoadedCase, name: str) -> FloatArray | None:
    """(3,) LPS mm of the reference's point; None where it has none, or one beyond the image."""
    for point in case.landmarks.named(name):
        if point.position is not None and case.image.grid.contains(point.position):
            return point.position
    return None


def presences(case: LoadedCase, output: StageOutput, name: str, number: int) -> list[float]:
    """The presence that a stage gave to a landmark, wherever the reference has it.

    Args:
        case: of slices, or a volume.
        output: of the last pass on it.
        name, number: the landmark and its place among the model's.
    """
    slices = case.image.grid.permuted(slices_last(case.image.grid)).size[2]
    _, presence = output.column(number, slices)
    points = reference_landmarks(case).named(name)
    return [float(presence[point.slice]) for point in points if point.slice is not None]


def volume_presences(case: LoadedCase, output: StageOutput, name: str, number: int) -> list[float]:
    """The same for a volume."""
    if truth_in_volume(case, name) is None:
        return []
    peak = output.peak(0, number)
    return [peak.presence if peak else 0.0]


def _sightings(rows: Iterable[tuple[FloatArray, FloatArray, float]], axes: int) -> Sightings:
    listed = list(rows)
    return Sightings(
        np.array([error for error, _, _ in listed]).reshape(-1, axes),
        np.array([spread for _, spread, _ in listed]).reshape(-1, axes, axes),
        np.array([probability for _, _, probability in listed]),
    )
