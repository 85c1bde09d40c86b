"""A slice, or a cut through a volume, with the reference in yellow and the model in blue."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.anatomy import landmark_types
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.core.short_axis import array_axes, short_axis_frame, slices_last
from LandmarkAILib.files.projections import is_picture
from LandmarkAILib.inference.sampling import sample
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

from ...data.dataset import LoadedCase
from ...data.reference import reference_landmarks

REFERENCE_COLOR: Color = (255, 242, 77)
MODEL_COLOR: Color = (64, 90, 255)
_WINDOW_PERCENTILES = (1.0, 99.5)

# Landmark → position of the reference and of the model, LPS mm; None where there is none.
Pairs = dict[str, tuple[FloatArray | None, FloatArray | None]]


def draw_slice(case: LoadedCase, detection: Detection, k: int | None, names: set[str]) -> bytes:
    """Draw one slice in the canonical view, or a volume in a plane through the reference's points.

    Args:
        case: image and reference.
        detection: the model's points and segmentation.
        k: index along the slice axis; None for a volume.
        names: landmarks to draw.

    Returns:
        PNG of 340 × 340 pixels, of a photograph or an X-ray the whole of it: rings for the reference,
        crosses for the model, outlines of both.
    """
    reference = LandmarkSet(tuple(p for p in reference_landmarks(case) if p.name in names))
    found = LandmarkSet(tuple(p for p in detection.landmarks if p.name in names))
    pairs = _pairs(reference, found, k)
    look = _Look(case.image, k, pairs)
    pixels = _gray(look.at(case.image.array, "bilinear"))
    for segmentation, color in (
        (case.segmentation, REFERENCE_COLOR),
        (detection.segmentation, MODEL_COLOR),
    ):
        if segmentation is not None:
            pixels[_outlines(look.at(segmentation.labels, "nearest"))] = color
    width, height = look.size
    shapes: list[Shape] = [Picture(0, 0, width, height, pixels)]
    for name, pair in pairs.items():
        shapes += _marks(name, *(None if p is None else look.pixel(p) for p in pair))
    return _png(Drawing(width, height, shapes))


class _Look:
    """What is seen, and on which grid: a slice, or the volume where ``index`` is None.

    A square around some points; of a picture without depth all of it, as it is stored.
    """

    def __init__(self, image: Image, index: int | None, pairs: Pairs) -> None:
        grid = image.grid
        self._order, self._index = slices_last(grid), index
        ours, models = ([p for p in side if p is not None] for side in _sides(pairs))
        if index is None:
            self._source = grid
            self._view = square_through(ours, models, grid.center)
        else:
            self._source = grid.permuted(self._order).slice(index)
            whole = is_picture(image)
            self._view = (
                _whole(self._source) if whole else square_in_slice(self._source, [*ours, *models])
            )

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, pixels."""
        return self._view.size[:2]

    def at(self, array: npt.NDArray[np.generic], mode: str) -> FloatArray:
        """(height, width) values of a (k, j, i) array on the image's grid."""
        import torch

        if self._index is not None:
            stack = np.transpose(array, array_axes(self._order))
            array = stack[self._index : self._index + 1]
        pixels = torch.from_numpy(array.astype(np.float32))
        return np.asarray(sample(pixels[None], self._source, [self._view], mode)[0, 0, 0].numpy(), float)

    def pixel(self, point: FloatArray) -> tuple[float, float]:
        """Position in the picture of LPS mm; the centre of the first pixel is at ½, ½."""
        x, y, _ = self._view.to_index(point) + 0.5
        return float(x), float(y)


def _sides(pairs: Pairs) -> tuple[list[FloatArray | None], list[FloatArray | None]]:
    return [ours for ours, _ in pairs.values()], [model for _, model in pairs.values()]


def _pairs(reference: LandmarkSet, found: LandmarkSet, k: int | None) -> Pairs:
    """A landmark of a volume is drawn whatever the slice; in a volume, one point of each name."""
    ours = {p.name: p.position for p in reference if k in (None, p.slice)}
    models = {p.name: p.position for p in found if p.slice in (k, None)}
    order = [name for name in landmark_types() if name in ours]
    return {name: (ours.get(name), models.get(name)) for name in dict.fromkeys([*order, *ours, *models])}


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


PIXELS = 340
_LONG_SIDE = 480  # pixels, of a picture that is shown whole
FIELD_MM = 130.0  # the heart with its surroundings; wider where a point lies farther away
_LEFT, _POSTERIOR, _SUPERIOR = np.eye(3)


def square_in_slice(plane: Grid, points: Sequence[FloatArray]) -> Grid:
    """The grid of a picture in the plane of a slice that shows all points, in the canonical axes."""
    inside = plane.to_index(np.array([*points] or [plane.center]))
    low, high = inside.min(axis=0), inside.max(axis=0)
    extent = float(np.linalg.norm(((high - low) * plane.spacing)[:2]))
    middle = (low + high) / 2
    middle[2] = 0  # on the slice, wherever the points lie
    return _square(short_axis_frame(plane), plane.to_lps(middle), extent)


def _whole(plane: Grid) -> Grid:
    """The grid of a picture that is shown whole, in its own proportions."""
    extent = plane.spacing[:2] * plane.size[:2]
    width, height = np.maximum(np.rint(_LONG_SIDE * extent / extent.max()), 1).astype(int).tolist()
    return plane.resized((width, height, 1))


def square_through(
    reference: Sequence[FloatArray], others: Sequence[FloatArray], center: FloatArray
) -> Grid:
    """The grid of a picture of a volume, cut through the reference's points.

    Two points or more: the first is below the second, so that an axis from apex to base stands upright,
    and the patient's left is to the right. One point: the axial plane.

    Args:
        reference: (3,) LPS mm each.
        others: that must be in the picture too; they are seen in projection.
        center: of the picture where there is no point.
    """
    points = np.array([*reference, *others] or [center])
    down = reference[0] - reference[1] if len(reference) > 1 else _POSTERIOR
    if not np.linalg.norm(down):
        down = _POSTERIOR
    down = down / np.linalg.norm(down)
    right = _LEFT if abs(down @ _LEFT) < 0.9 else _SUPERIOR
    right = right - (right @ down) * down
    right /= np.linalg.norm(right)
    axes = np.stack([right, down, np.cross(right, down)], axis=1)
    middle = np.mean(reference or points, axis=0)
    extent = 2 * float(np.abs((points - middle) @ axes[:, :2]).max())
    return _square(axes, middle, extent)


def _square(axes: FloatArray, middle: FloatArray, extent: float) -> Grid:
    step = max(FIELD_MM, 1.4 * extent) / PIXELS
    return Grid.from_axes((PIXELS, PIXELS, 1), axes, (step, step, 1.0), middle)
