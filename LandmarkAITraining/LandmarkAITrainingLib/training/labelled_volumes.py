"""Annotated volumes in memory: what a 3D network is shown, and what it should answer."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.inference.intensity import Intensity, Normalise
from LandmarkAILib.inference.sampling import sample, sample_views, smooth_for

from ..data.dataset import CaseRecord, load_case

_log = logging.getLogger(__name__)

# A volume is kept about this much finer than it will be looked at, never three times or more.
_FINER = 1.5
_NUMBERS = 65000  # that 16 bits tell apart, with some to spare for rounding


@dataclass(frozen=True, eq=False)
class Packed:
    """Intensities in 16 bits, to within half of ``step``: half the memory of floats, in any unit.

    Args:
        numbers: (k, j, i).
        step: of the intensities from one number to the next.
        zero: the intensity of number 0.
    """

    numbers: npt.NDArray[np.int16]
    step: float
    zero: float

    @classmethod
    def of(cls, values: npt.NDArray[np.float32]) -> Packed:
        """Pack (k, j, i) intensities; what is not finite becomes the smallest."""
        finite = values[np.isfinite(values)]
        low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
        zero, step = (low + high) / 2, (high - low) / _NUMBERS or 1.0
        numbers = np.rint((np.nan_to_num(values, nan=low, posinf=low, neginf=low) - zero) / step)
        return cls(numbers.astype(np.int16), step, zero)

    def part(self, box: tuple[slice, ...]) -> torch.Tensor:
        """(k, j, i) float32 of a box of them."""
        return torch.as_tensor(self.numbers[box].astype(np.float32)) * self.step + self.zero


@dataclass(frozen=True, eq=False)
class LabelledVolume:
    """One annotated volume, smoothed for the spacing at which it will be looked at.

    Args:
        record: the case it comes from.
        field: the grid of the image as it is stored; views are placed on it.
        grid: the grid of ``pixels``: that of the image, or every second, third … voxel of it.
        pixels: (k, j, i).
        labels: (k, j, i) uint8, the model's segments from 1; None where the case has not all of them.
        points: landmark name → LPS mm.
        annotated: whether the case has landmarks at all; else a missing one says nothing.
        normalise: brings values to the range of the network, as in inference.
    """

    record: CaseRecord
    field: Grid
    grid: Grid
    pixels: Packed
    labels: npt.NDArray[np.uint8] | None
    points: dict[str, FloatArray]
    annotated: bool
    normalise: Normalise

    @property
    def points_within(self) -> dict[str, FloatArray]:
        """The points that the image shows; a scan may end before the apex."""
        return {name: p for name, p in self.points.items() if self.field.contains(p)}


@dataclass(frozen=True, eq=False)
class Seen:
    """What a view shows of a volume, intensities as they are.

    Args:
        grid: where the view lies, LPS mm.
        values: (D, H, W) float32.
        inside: (D, H, W) bool, within the image.
        labels: (D, H, W) int64; −1 where unknown.
        points: landmark name → LPS mm, of the landmarks that lie within the image.
        annotated: whether a landmark that is not among ``points`` is absent; else nobody looked for it.
        normalise: brings values to the range of the network.
    """

    grid: Grid
    values: torch.Tensor
    inside: torch.Tensor
    labels: torch.Tensor
    points: dict[str, FloatArray]
    annotated: bool
    normalise: Normalise

    def normalised(self, values: torch.Tensor | None = None) -> torch.Tensor:
        """(1, D, H, W) as the network gets it: of ``values``, (D, H, W), instead of its own if given."""
        shown = self.values if values is None else values
        return self.normalise(shown[None, None], self.inside[None, None])[0]


@dataclass(frozen=True)
class Wanted:
    """What a stage needs of volumes.

    Args:
        names: landmarks; others are ignored.
        segments: in the order of the model.
        spacing: of the stage's view, mm per voxel.
        intensity: the model's way to treat intensities.
    """

    names: tuple[str, ...]
    segments: tuple[str, ...]
    spacing: float
    intensity: Intensity


def load_volumes(records: Iterable[CaseRecord], wanted: Wanted) -> list[LabelledVolume]:
    """Read cases and keep what a stage needs of them.

    Raises:
        InputError: a case that cannot be read, or whose values are not of the kind that the model knows.
    """
    return [_load(record, wanted) for record in records]


def _load(record: CaseRecord, wanted: Wanted) -> LabelledVolume:
    case = load_case(record)
    field, spacing = case.image.grid, wanted.spacing
    # What is wrong with its values is said of the case: all images are called image.
    normalise = wanted.intensity.of(replace(case.image, name=record.case))
    pixels = torch.as_tensor(np.ascontiguousarray(case.image.array, np.float32))
    pixels = smooth_for(pixels[None], field, [spacing] * 3)[0]
    i, j, k = np.maximum(spacing / (_FINER * field.spacing), 1).astype(int)
    kept = pixels[::k, ::j, ::i].numpy()
    labels = None
    if case.segmentation is not None and wanted.segments:
        labels = model_labels(case.segmentation, wanted.segments)
    if labels is None and wanted.segments:
        missing = ", ".join(wanted.segments)
        _log.warning("%s has not all of %s: it trains landmarks only", record.case, missing)
    return LabelledVolume(
        record=record,
        field=field,
        grid=Grid(kept.shape[::-1], field.affine @ np.diag([i, j, k, 1.0])),
        pixels=Packed.of(kept),
        labels=None if labels is None else np.ascontiguousarray(labels[::k, ::j, ::i]),
        points={
            p.name: p.position
            for p in case.landmarks
            if p.name in wanted.names and p.position is not None
        },
        annotated=bool(case.landmarks.names()),
        normalise=normalise,
    )


def model_labels(segmentation: Segmentation, segments: Sequence[str]) -> npt.NDArray[np.uint8] | None:
    """Labels numbered as the model numbers its segments; others become background.

    Returns:
        (k, j, i) uint8; None where one of the segments is not in the segmentation.
    """
    if not set(segments) <= set(segmentation.names):
        return None
    table = np.zeros(256, np.uint8)
    for n, name in enumerate(segments):
        table[segmentation.names.index(name) + 1] = n + 1
    return np.asarray(table[segmentation.labels])


def look_at(volume: LabelledVolume, grid: Grid) -> Seen:
    """Sample a volume and its labels on the grid of a view."""
    start, size = volume.grid.box_around(grid.corners(), 2)
    part = tuple(slice(a, a + n) for a, n in zip(start[::-1], size[::-1], strict=True))
    source = volume.grid.part(start, size)
    pixels = volume.pixels.part(part)
    values, within = sample_views(pixels[None], source, volume.field, [grid])
    labels = torch.full(grid.shape, -1)
    if volume.labels is not None:
        numbers = torch.as_tensor(volume.labels[part].astype(np.float32))[None]
        labels = sample(numbers, source, [grid], mode="nearest")[0, 0].long()
    return Seen(
        grid=grid,
        values=values[0, 0],
        inside=within[0, 0],
        labels=labels,
        points=volume.points_within,
        annotated=volume.annotated,
        normalise=volume.normalise,
    )
