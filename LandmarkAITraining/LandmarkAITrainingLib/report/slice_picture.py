"""A slice drawn with the reference in green and the model in red."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from LandmarkAILib.anatomy import landmark_types
from LandmarkAILib.detection import Detection
from LandmarkAILib.geometry import FloatArray, Grid, short_axis_frame, slices_last
from LandmarkAILib.landmarks import LandmarkSet
from LandmarkAILib.pictures.drawing import (
    WHITE,
    Color,
    Drawing,
    Picture,
    Polygon,
    Shape,
    Text,
    circle,
    render,
)
from LandmarkAILib.sampling import sample

from ..data.dataset import LoadedCase
from ..data.reference import reference_landmarks

REFERENCE_COLOR: Color = (60, 225, 90)
MODEL_COLOR: Color = (255, 75, 65)
PIXELS = 340
FIELD_MM = 130.0  # the heart with its surroundings; wider where a point lies farther away
_WINDOW_PERCENTILES = (1.0, 99.5)

# Landmark → position of the reference and of the model, LPS mm; None where there is none.
Pairs = dict[str, tuple[FloatArray | None, FloatArray | None]]


def draw_slice(case: LoadedCase, detection: Detection, k: int | None, names: set[str]) -> bytes:
    """Draw one slice in the canonical view.

    Args:
        case: image and reference.
        detection: the model's points and segmentation.
        k: index along the slice axis; None draws the slice of the reference's first point.
        names: landmarks to draw.

    Returns:
        PNG of 340 × 340 pixels: rings for the reference, crosses for the model, outlines of both.
    """
    reference = LandmarkSet(tuple(p for p in reference_landmarks(case) if p.name in names))
    found = LandmarkSet(tuple(p for p in detection.landmarks if p.name in names))
    index = _first_slice(reference) if k is None else k
    pairs = _pairs(reference, found, index)
    look = _Look(case.image.grid, index, [p for pair in pairs.values() for p in pair if p is not None])
    pixels = _gray(look.at(case.image.array, "bilinear"))
    for segmentation, color in (
        (case.segmentation, REFERENCE_COLOR),
        (detection.segmentation, MODEL_COLOR),
    ):
        if segmentation is not None:
            pixels[_outlines(look.at(segmentation.labels, "nearest"))] = color
    shapes: list[Shape] = [Picture(0, 0, PIXELS, PIXELS, pixels)]
    for name, pair in pairs.items():
        shapes += _marks(name, *(None if p is None else look.pixel(p) for p in pair))
    return _png(Drawing(PIXELS, PIXELS, shapes))


class _Look:
    """A slice seen on a square grid around some points, in the canonical axes."""

    def __init__(self, grid: Grid, index: int, points: Sequence[FloatArray]) -> None:
        self._order, self._index = slices_last(grid), index
        self._plane = grid.permuted(self._order).slice(index)
        self._view = _square_around(self._plane, points)

    def at(self, array: npt.NDArray[np.generic], mode: str) -> FloatArray:
        """(PIXELS, PIXELS) values of a (k, j, i) array on the image's grid."""
        import torch

        stack = np.transpose(array, [2 - axis for axis in self._order[::-1]])
        pixels = torch.from_numpy(stack[self._index].astype(np.float32))
        return np.asarray(
            sample(pixels[None, None], self._plane, [self._view], mode)[0, 0, 0].numpy(), float
        )

    def pixel(self, point: FloatArray) -> tuple[float, float]:
        """Position in the picture of LPS mm; the centre of the first pixel is at ½, ½."""
        x, y, _ = self._view.to_index(point) + 0.5
        return float(x), float(y)


def _square_around(plane: Grid, points: Sequence[FloatArray]) -> Grid:
    """The grid of a picture in the plane of a slice that shows all points."""
    inside = plane.to_index(np.array([*points] or [plane.center]))
    low, high = inside.min(axis=0), inside.max(axis=0)
    extent = float(np.linalg.norm(((high - low) * plane.spacing)[:2]))
    middle = (low + high) / 2
    middle[2] = 0  # on the slice, wherever the points lie
    step = max(FIELD_MM, 1.4 * extent) / PIXELS
    axes = short_axis_frame(plane)
    return Grid.from_axes((PIXELS, PIXELS, 1), axes, (step, step, 1.0), plane.to_lps(middle))


def _first_slice(reference: LandmarkSet) -> int:
    return next((point.slice for point in reference if point.slice is not None), 0)


def _pairs(reference: LandmarkSet, found: LandmarkSet, k: int) -> Pairs:
    """A landmark of a volume is drawn whatever the slice."""
    ours = {p.name: p.position for p in reference if p.slice == k}
    models = {p.name: p.position for p in found if p.slice in (k, None)}
    return {name: (ours.get(name), models.get(name)) for name in dict.fromkeys([*ours, *models])}


def _gray(values: FloatArray) -> npt.NDArray[np.uint8]:
    low, high = np.percentile(values, _WINDOW_PERCENTILES)
    scaled = np.clip((values - low) / max(high - low, np.finfo(float).tiny), 0, 1)
    return np.repeat(np.rint(255 * scaled).astype(np.uint8)[..., None], 3, axis=2)


def _outlines(labels: FloatArray) -> npt.NDArray[np.bool_]:
    """Pixels whose right or lower neighbour has another label."""
    edges = np.zeros(labels.shape, bool)
    edges[:, :-1] |= labels[:, :-1] != labels[:, 1:]
    edges[:-1] |= labels[:-1] != labels[1:]
    return edges


def _marks(
    name: str, reference: tuple[float, float] | None, model: tuple[float, float] | None
) -> Iterator[Shape]:
    if reference is not None and model is not None:
        yield Polygon(np.array([reference, model]), stroke=WHITE, width=1.0, closed=False)
    if reference is not None:
        yield Polygon(circle(reference, 6.0), stroke=REFERENCE_COLOR, width=2.0)
    if model is not None:
        for end in ((5.0, 5.0), (5.0, -5.0)):
            line = np.array([np.subtract(model, end), np.add(model, end)])
            yield Polygon(line, stroke=MODEL_COLOR, width=2.0, closed=False)
    x, y = reference or model or (0.0, 0.0)
    kind = landmark_types().get(name)
    yield Text(x + 9, y - 9, kind.abbreviation if kind else name, 11, WHITE, halo=(0, 0, 0))


def _png(drawing: Drawing) -> bytes:
    buffer = io.BytesIO()
    render(drawing, scale=1.0).save(buffer, format="PNG")
    return buffer.getvalue()
