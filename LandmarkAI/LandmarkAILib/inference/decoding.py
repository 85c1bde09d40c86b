"""What a stage's output amounts to: what places the next view, and the landmarks and labels."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from ..core.geometry import FloatArray, Grid
from ..core.landmarks import Landmark, LandmarkSet
from ..core.short_axis import array_axes, slices_last
from .calibration import Calibration
from .heads import Peak, decode_labels
from .neighbours import AGREEMENT, Line, fit_line
from .stage_output import StageOutput
from .views import Points

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


_PLACES = 0.5
"""Presence from which a point may place a view, where more is asked for before it is shown."""

BEYOND_HEART = "beyond the heart"
"""Note of landmarks on slices where the stack says that there is no heart."""


@dataclass(frozen=True)
class Decoder:
    """Decodes the outputs of one model's stages.

    Args:
        names: the model's landmarks.
        calibration: what its scores mean.
        slicewise: whether a field is a slice; else it is the volume.
        contrasts: probability of each contrast of the image; empty where it is not known.
        widening: by landmark, by what its radius is multiplied; 1 where it is not named.
    """

    names: Sequence[str]
    calibration: Calibration
    slicewise: bool
    contrasts: Mapping[str, float] = field(default_factory=dict)
    widening: Mapping[str, float] = field(default_factory=dict)

    def anchors(self, output: StageOutput, fields: Sequence[Grid]) -> list[list[Anchor]]:
        """What may place the next view on each field.

        Its own points where the neighbours in the stack agree with them, else where those say.
        """
        anchors: list[list[Anchor]] = [[] for _ in fields]
        for m, name in enumerate(self.names):
            positions, presence = output.column(m, len(fields))
            least = min(self.calibration.of(name).present, _PLACES)
            present = np.where(presence >= least, presence, 0.0)
            line = fit_line(_heights(fields), positions, present)
            if line is None:
                continue
            for n in range(len(fields)):
                trusted = present[n] > 0 and not line.leave_one_out[n] > AGREEMENT
                own = Anchor(name, positions[n], "stage")
                anchors[n].append(own if trusted else Anchor(name, line.expected[n], "neighbours"))
        return anchors

    def landmarks(
        self,
        output: StageOutput,
        fields: Sequence[Grid],
        beyond: npt.NDArray[np.bool_] | None = None,
    ) -> LandmarkSet:
        """The last output's points by slice and landmark, calibrated, compared with their neighbours.

        Args:
            output: the last one.
            fields: the slices, or the volume.
            beyond: (len(fields),) fields beyond the heart, on which all is missing; None: not known.
        """
        outside = np.zeros(len(fields), bool) if beyond is None else beyond
        found: dict[tuple[str, int], Landmark] = {}
        for m, name in enumerate(self.names):
            positions, presence = output.column(m, len(fields))
            given = (presence >= self.calibration.of(name).present) & ~outside
            present = np.where(given, presence, 0.0)
            line = fit_line(_heights(fields), positions, present) if len(fields) > 1 else None
            for n in range(len(fields)):
                found[name, n] = self._landmark(name, n, output.peak(n, m), line, bool(given[n]))
                if outside[n]:
                    found[name, n] = replace(found[name, n], probability=0.0, note=BEYOND_HEART)
        return LandmarkSet(tuple(found[name, n] for n in range(len(fields)) for name in self.names))

    def _landmark(
        self, name: str, n: int, peak: Peak | None, line: Line | None, given: bool
    ) -> Landmark:
        if peak is None or not given:
            return Landmark(name, None, peak.presence if peak else 0.0, slice=self._slice(n))
        distance = line.leave_one_out[n] if line is not None else np.nan
        note = f"{distance:.0f} mm from where its neighbours put it" if distance > AGREEMENT else ""
        covariance = self.calibration.covariance(name, peak.covariance, float(distance))
        radius = self.calibration.radius(name, covariance, self.contrasts)
        return Landmark(
            name=name,
            position=peak.position,
            probability=self.calibration.probability(name, peak.presence, peak.mass, float(distance)),
            covariance=covariance,
            slice=self._slice(n),
            note=note,
            radius=None if radius is None else radius * self.widening.get(name, 1.0),
        )

    def uncalibrated(self, output: StageOutput, count: int) -> LandmarkSet:
        """An output's points as they are, for comparison with the refined ones."""
        points = []
        for n in range(count):
            for m, name in enumerate(self.names):
                peak = output.peak(n, m)
                least = min(self.calibration.of(name).present, _PLACES)
                present = peak is not None and peak.presence >= least
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
            decode_labels(probabilities, grids, part, labels[n * depth : (n + 1) * depth])
    return np.ascontiguousarray(np.transpose(labels, np.argsort(array_axes(order))))
