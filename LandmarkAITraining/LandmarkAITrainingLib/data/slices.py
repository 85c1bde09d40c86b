"""Training slices in memory: what a 2D network is shown, and what it should answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.anatomy import segment_types
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.short_axis import array_axes, slices_last
from LandmarkAILib.inference.intensity import Intensity, Normalise, Percentiles
from LandmarkAILib.inference.views import FieldView, View

from ..simulation.cmr.synthesis import background_classes
from .dataset import RV_INCOMPLETE, CaseRecord, LoadedCase, load_case
from .reference import point_weight, reference_landmarks

_SHORT_AXIS = FieldView(size=32, spacing=1.0)


@dataclass(eq=False)
class LabelledSlice:
    """One slice of one case.

    Args:
        record: the case it belongs to.
        index: its number along the slice axis of the stack.
        plane: grid of the pixels as they are stored.
        canonical: the same slice in the axes in which views of slices are placed.
        pixels: (1, j, i) float32 intensities.
        labels: (1, j, i) uint8 segments, as the case numbers them; None where it has no segmentation.
        background: (1, j, i) uint8 intensity classes of the stack, for synthesis.
        points: landmark name → LPS mm; only those that the reference has.
        normalise: brings values to the range of the network, as in inference.
        anchors: like ``points``, filled in from the nearest slices of the stack: where a view that
            follows the points would look at this slice.
        segments_complete: False where structures are known to be missing from ``labels``.
        weights: landmark name → how much its point counts, 0 to 1; 1 where not named.
        numbers: (256,) uint8, of each of ``labels`` the model's number; None where they are the same.
        cardiac: whether ``labels`` are the ventricles alone, so that other contrasts of them can be
            synthesised.
    """

    record: CaseRecord
    index: int
    plane: Grid
    canonical: Grid
    pixels: npt.NDArray[np.float32]
    labels: npt.NDArray[np.uint8] | None
    background: npt.NDArray[np.uint8]
    points: dict[str, FloatArray]
    normalise: Normalise
    anchors: dict[str, FloatArray] = field(default_factory=dict)
    segments_complete: bool = True
    weights: dict[str, float] = field(default_factory=dict)
    numbers: npt.NDArray[np.uint8] | None = None
    cardiac: bool = True


def load_slices(
    records: Iterable[CaseRecord],
    names: Sequence[str],
    intensity: Intensity | None = None,
    *,
    segments: Sequence[str] = (),
    view: View = _SHORT_AXIS,
) -> list[LabelledSlice]:
    """Read cases and cut them into slices.

    Args:
        records: the cases to read.
        names: landmarks of interest; others are ignored.
        intensity: the model's way to treat intensities; by percentiles if None.
        segments: of the model, in its order.
        view: a view of slices, which says how they are placed.

    Raises:
        InputError: a case that cannot be read, or whose values are not of the kind that the model knows.
    """
    treatment = Percentiles() if intensity is None else intensity
    return [
        replace(item, **_numbered(case, segments))
        for case in map(load_case, records)
        for item in cut_slices(case, names, treatment, view)
    ]


def _numbered(case: LoadedCase, segments: Sequence[str]) -> dict[str, Any]:
    """How a model numbers the segments of a case; what it does not know becomes background."""
    if case.segmentation is None:
        return {}
    own = list(case.segmentation.names)
    numbers = np.zeros(256, np.uint8)
    for n, name in enumerate(own, start=1):
        numbers[n] = segments.index(name) + 1 if name in segments else 0
    same = not segments or all(numbers[n] == n for n in range(len(own) + 1))
    hearts = list(segment_types())
    return {"numbers": None if same else numbers, "cardiac": own == hearts[: len(own)]}


def cut_slices(
    case: LoadedCase, names: Sequence[str], intensity: Intensity, view: View = _SHORT_AXIS
) -> list[LabelledSlice]:
    """The slices of one case; the LV centre is derived where the LV is segmented but has no point."""
    # What is wrong with its values is said of the case: all images are called image.
    normalise = intensity.of(replace(case.image, name=case.record.case))
    order = slices_last(case.image.grid)
    axes = array_axes(order)
    pixels = np.transpose(case.image.array, axes).astype(np.float32)
    labels = None
    if case.segmentation is not None:
        labels = np.transpose(case.segmentation.labels, axes)
    background = background_classes(pixels)
    reference = reference_landmarks(case)
    stack = case.image.grid.permuted(order)
    slices = []
    for k, placed in enumerate(view.fields(case.image.grid)):
        marks = {name: mark for name, mark in reference.in_slice(k).items() if name in names}
        points = {name: mark.position for name, mark in marks.items() if mark.position is not None}
        slices.append(
            LabelledSlice(
                record=case.record,
                index=k,
                plane=stack.slice(k),
                canonical=placed,
                pixels=pixels[k : k + 1],
                labels=None if labels is None else labels[k : k + 1],
                background=background[k : k + 1],
                points=points,
                normalise=normalise,
                segments_complete=RV_INCOMPLETE not in case.record.notes,
                weights={name: point_weight(marks[name].note) for name in points},
            )
        )
    _fill_anchors(slices, names)
    return slices


def _fill_anchors(slices: list[LabelledSlice], names: Sequence[str]) -> None:
    """Give every slice a place to look: its own points, else those of the nearest slice."""
    for item in slices:
        for name in names:
            nearest = min(
                (other for other in slices if name in other.points),
                key=lambda other: abs(other.index - item.index),
                default=None,
            )
            if nearest is not None:
                item.anchors[name] = nearest.points[name]
