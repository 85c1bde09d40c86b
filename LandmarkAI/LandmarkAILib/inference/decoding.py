"""What a stage's output amounts to: what places the next view, and the landmarks and labels.

Scores become probabilities and covariances that held-out subjects bear out: ``landmarkai train`` fits
the numbers on the validation subjects and stores them in ``model.json``; the test subjects of
``landmarkai evaluate`` then check them.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from ..core.geometry import FloatArray, Grid
from ..core.landmarks import Landmark, LandmarkSet
from ..core.short_axis import array_axes, slices_last
from ..models.description import LandmarkCalibration
from .heads import Peak, decode_labels
from .neighbours import AGREEMENT, Line, fit_line
from .stage import StageOutput
from .views import Points

NEAR_MM = 5.0
"""A landmark's ``probability`` is that of being there, and within this distance of the point."""


@dataclass(frozen=True)
class Calibration:
    """Calibrations by landmark."""

    landmarks: Mapping[str, LandmarkCalibration]

    def of(self, name: str) -> LandmarkCalibration:
        """The numbers of a landmark."""
        return self.landmarks.get(name, LandmarkCalibration())

    def probability(self, name: str, presence: float, mass: float, distance: float) -> float:
        """Probability that the landmark is there and lies within ``NEAR_MM`` of the point.

        Args:
            name: landmark.
            presence: probability that the landmark is in the slice.
            mass: share of the heatmap around the point.
            distance: mm to where the neighbouring slices put it; NaN where there are none.
        """
        doubt = 1.0 if not np.isfinite(distance) else float(np.exp(-((distance / 20.0) ** 2)))
        return _logistic(self.of(name).probability, presence * mass * doubt)

    def covariance(self, name: str, spread: FloatArray, distance: float) -> FloatArray:
        """Covariance in mm² of a point from the heatmap's (3, 3) spread and the neighbours' distance."""
        numbers = self.of(name)
        # The plane of the spread: a 2D heatmap says nothing across the slice.
        values, vectors = np.linalg.eigh(spread)
        plane = vectors[:, values > 1e-9 * max(values.max(), 1e-12)]
        extra = numbers.floor
        if np.isfinite(distance):
            extra += numbers.neighbours * distance**2
        return np.asarray(numbers.covariance * spread + extra * (plane @ plane.T))


def _logistic(line: tuple[float, float], probability: float) -> float:
    p = min(max(probability, 1e-6), 1 - 1e-6)
    return float(1 / (1 + np.exp(-(line[0] * np.log(p / (1 - p)) + line[1]))))


Source = Literal["prompt", "stage", "neighbours"]
"""Where a point comes from that places a view: a reader dropped it, a stage saw it on the field itself,
or the other slices of the stack say that it lies there."""


@dataclass(frozen=True, eq=False)
class Anchor:
    """A landmark's place on a field, by which a view may be placed there.

    Args:
        name: the landmark.
        position: (3,) LPS mm.
        source: who says so.
    """

    name: str
    position: FloatArray
    source: Source


def placing_points(anchors: Iterable[Anchor], order: Sequence[Source]) -> Points:
    """Of each landmark that anchor whose source comes first in ``order``."""
    best: dict[str, Anchor] = {}
    for anchor in anchors:
        there = best.get(anchor.name)
        if there is None or order.index(anchor.source) < order.index(there.source):
            best[anchor.name] = anchor
    return {name: anchor.position for name, anchor in best.items()}


@dataclass(frozen=True)
class Decoder:
    """Decodes the outputs of one model's stages.

    Args:
        names: the model's landmarks.
        calibration: what its scores mean.
        slicewise: whether a field is a slice; else it is the volume.
    """

    names: Sequence[str]
    calibration: Calibration
    slicewise: bool

    def anchors(self, output: StageOutput, fields: Sequence[Grid]) -> list[list[Anchor]]:
        """What may place the next view on each field.

        Its own points where the neighbours in the stack agree with them, else where those say.
        """
        anchors: list[list[Anchor]] = [[] for _ in fields]
        for m, name in enumerate(self.names):
            positions, presence = output.column(m, len(fields))
            present = np.where(presence >= self.calibration.of(name).present, presence, 0.0)
            line = fit_line(_heights(fields), positions, present)
            if line is None:
                continue
            for n in range(len(fields)):
                trusted = present[n] > 0 and not line.leave_one_out[n] > AGREEMENT
                own = Anchor(name, positions[n], "stage")
                anchors[n].append(own if trusted else Anchor(name, line.expected[n], "neighbours"))
        return anchors

    def landmarks(self, output: StageOutput, fields: Sequence[Grid]) -> LandmarkSet:
        """The last output's points by slice and landmark, calibrated, compared with their neighbours."""
        found: dict[tuple[str, int], Landmark] = {}
        for m, name in enumerate(self.names):
            positions, presence = output.column(m, len(fields))
            present = np.where(presence >= self.calibration.of(name).present, presence, 0.0)
            line = fit_line(_heights(fields), positions, present) if len(fields) > 1 else None
            for n in range(len(fields)):
                found[name, n] = self._landmark(name, n, output.peak(n, m), line)
        return LandmarkSet(tuple(found[name, n] for n in range(len(fields)) for name in self.names))

    def _landmark(self, name: str, n: int, peak: Peak | None, line: Line | None) -> Landmark:
        if peak is None or peak.presence < self.calibration.of(name).present:
            return Landmark(name, None, peak.presence if peak else 0.0, slice=self._slice(n))
        distance = line.leave_one_out[n] if line is not None else np.nan
        note = f"{distance:.0f} mm from where its neighbours put it" if distance > AGREEMENT else ""
        return Landmark(
            name=name,
            position=peak.position,
            probability=self.calibration.probability(name, peak.presence, peak.mass, float(distance)),
            covariance=self.calibration.covariance(name, peak.covariance, float(distance)),
            slice=self._slice(n),
            note=note,
        )

    def uncalibrated(self, output: StageOutput, count: int) -> LandmarkSet:
        """An output's points as they are, for comparison with the refined ones."""
        points = []
        for n in range(count):
            for m, name in enumerate(self.names):
                peak = output.peak(n, m)
                present = peak is not None and peak.presence >= self.calibration.of(name).present
                position = peak.position if present and peak else None
                presence = peak.presence if peak else 0.0
                points.append(Landmark(name, position, presence, slice=self._slice(n)))
        return LandmarkSet(tuple(points))

    def _slice(self, field: int) -> int | None:
        """The slice that a field is; None where it is the volume."""
        return field if self.slicewise else None


def _heights(fields: Sequence[Grid]) -> list[float]:
    normal = fields[0].axes[:, 2]
    return [float(field.center @ normal) for field in fields]


def label_map(
    output: StageOutput, grid: Grid, count: int, within: Container[int]
) -> npt.NDArray[np.uint8]:
    """The label map on the image's own grid and axis order; empty on fields not ``within``.

    Each of the ``count`` fields has an equal share of the slices: one, or all.
    """
    order = slices_last(grid)
    stack = grid.permuted(order)
    labels = np.zeros(stack.shape, np.uint8)
    depth = stack.size[2] // count
    for place, n in enumerate(output.fields):
        if n in within:
            part = stack.part((0, 0, n * depth), (*stack.size[:2], depth))
            probabilities = [p[place] for p in output.probabilities]
            grids = [turned[place] for turned in output.grids]
            labels[n * depth : (n + 1) * depth] = decode_labels(probabilities, grids, part)
    return np.ascontiguousarray(np.transpose(labels, np.argsort(array_axes(order))))
