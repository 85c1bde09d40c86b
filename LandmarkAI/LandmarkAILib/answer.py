"""What a look amounts to: where to look next, and the landmarks and labels of the result."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .calibration import Calibration
from .geometry import FloatArray, Grid, array_axes, slices_last
from .heads import Peak, decode_labels
from .landmarks import Landmark, LandmarkSet
from .stack import AGREEMENT, Line, fit_line
from .stage import Look

BEYOND_HEART = "beyond the heart"
"""Note of landmarks on slices where the stack says that there is no heart."""


@dataclass(frozen=True)
class Reader:
    """Reads the looks of one model.

    Args:
        names: the model's landmarks.
        calibration: what its scores mean.
        slicewise: whether a field is a slice; else it is the volume.
    """

    names: Sequence[str]
    calibration: Calibration
    slicewise: bool

    def anchors(self, look: Look, fields: Sequence[Grid]) -> list[dict[str, FloatArray]]:
        """Where the next view of each field looks.

        At its own points where the neighbours in the stack agree with them, else where those say.
        """
        anchors: list[dict[str, FloatArray]] = [{} for _ in fields]
        for m, name in enumerate(self.names):
            positions, presence = look.column(m, len(fields))
            present = np.where(presence >= self.calibration.of(name).present, presence, 0.0)
            line = fit_line(_heights(fields), positions, present)
            if line is None:
                continue
            for n in range(len(fields)):
                trusted = present[n] > 0 and not line.leave_one_out[n] > AGREEMENT
                anchors[n][name] = positions[n] if trusted else line.expected[n]
        return anchors

    def landmarks(
        self, look: Look, fields: Sequence[Grid], beyond: npt.NDArray[np.bool_] | None = None
    ) -> LandmarkSet:
        """The last look's points by slice and landmark, calibrated, compared with their neighbours.

        Args:
            look: the last one.
            fields: the slices, or the volume.
            beyond: (len(fields),) fields beyond the heart, on which all is missing; None: not known.
        """
        outside = np.zeros(len(fields), bool) if beyond is None else beyond
        found: dict[tuple[str, int], Landmark] = {}
        for m, name in enumerate(self.names):
            positions, presence = look.column(m, len(fields))
            given = (presence >= self.calibration.of(name).present) & ~outside
            present = np.where(given, presence, 0.0)
            line = fit_line(_heights(fields), positions, present) if len(fields) > 1 else None
            for n in range(len(fields)):
                found[name, n] = self._landmark(name, n, look.peak(n, m), line, bool(given[n]))
                if outside[n]:
                    found[name, n] = replace(found[name, n], note=BEYOND_HEART)
        return LandmarkSet(tuple(found[name, n] for n in range(len(fields)) for name in self.names))

    def _landmark(
        self, name: str, n: int, peak: Peak | None, line: Line | None, given: bool
    ) -> Landmark:
        if peak is None or not given:
            return Landmark(name, None, peak.presence if peak else 0.0, slice=self._slice(n))
        distance = line.leave_one_out[n] if line is not None else np.nan
        note = f"{distance:.0f} mm from where its neighbours put it" if distance > AGREEMENT else ""
        covariance = self.calibration.covariance(name, peak.covariance, float(distance))
        return Landmark(
            name=name,
            position=peak.position,
            probability=self.calibration.probability(name, peak.presence, peak.mass, float(distance)),
            covariance=covariance,
            slice=self._slice(n),
            note=note,
            radius=self.calibration.radius(name, covariance),
        )

    def plain(self, look: Look, count: int) -> LandmarkSet:
        """A look's points as they are, for comparison with the refined ones."""
        points = []
        for n in range(count):
            for m, name in enumerate(self.names):
                peak = look.peak(n, m)
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


def read_labels(look: Look, grid: Grid, count: int, within: Container[int]) -> npt.NDArray[np.uint8]:
    """The label map on the image's own grid and axis order; empty on fields not ``within``.

    Each of the ``count`` fields has an equal share of the slices: one, or all.
    """
    order = slices_last(grid)
    stack = grid.permuted(order)
    labels = np.zeros(stack.shape, np.uint8)
    depth = stack.size[2] // count
    for place, n in enumerate(look.fields):
        if n in within:
            part = stack.part((0, 0, n * depth), (*stack.size[:2], depth))
            probabilities = [p[place] for p in look.probabilities]
            grids = [turned[place] for turned in look.grids]
            labels[n * depth : (n + 1) * depth] = decode_labels(probabilities, grids, part)
    return np.ascontiguousarray(np.transpose(labels, np.argsort(array_axes(order))))
