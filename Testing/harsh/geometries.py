"""Random geometries: a point in a phantom is found in its place, and files keep the place.

The network is replaced by one that hands its input on as a heatmap; views, sampling, smoothing, stages
and decoding are those of every model. The phantom is a paraboloid of brightness around the point.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from LandmarkAILib.core.anatomy import LV_CENTER
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.core.short_axis import slice_axis
from LandmarkAILib.errors import OutputError
from LandmarkAILib.files.images import read_image, write_image
from LandmarkAILib.files.markups import read_landmarks, write_landmarks
from LandmarkAILib.files.segmentations import read_segmentation, write_segmentation
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.sampling import Volume
from LandmarkAILib.inference.stage import Stage
from LandmarkAILib.inference.views import BoxView, FieldView, Points, VolumeView
from storages import stored
from torch import Tensor, nn

FOUND, KEPT = 0.2, 0.01  # mm
_REACH, _SIGMA, _WINDOW = 20.0, 4.0, 14.0  # mm: of the paraboloid, of its heatmap, of the soft-argmax
_TOP = 10_000


@dataclass(frozen=True, eq=False)
class Placed:
    """An image with a point in it.

    Args:
        image: stored in some way, its strides negative where axes are reversed.
        point: (3,) LPS mm.
        stack: whether it is one of slices, with the point in one of them.
        words: what is unusual about it.
    """

    image: Image
    point: FloatArray
    stack: bool
    words: str


class _HandsOn(nn.Module):
    """Brightness as the logits of a heatmap; everything is present."""

    def forward(self, seen: Tensor) -> dict[str, Tensor]:
        logits = seen[:, :1].float() / _TOP * _REACH**2 / (2 * _SIGMA**2)
        return {"heatmap": logits, "presence": torch.full((len(seen), 1), 8.0)}


def make(number: int, seed: int = 0) -> Placed:
    """A geometry: oblique, sheared or not, anisotropic, permuted, mirrored, of either handedness."""
    random = np.random.default_rng((seed, number))
    stack = bool(random.integers(2))
    axes, _ = np.linalg.qr(random.normal(size=(3, 3)))
    axes = axes * random.choice([-1.0, 1.0], 3)
    shear = float(random.uniform(-0.3, 0.3)) if random.integers(2) else 0.0
    axes[:, 2] += shear * axes[:, random.integers(2)]
    spacing = random.uniform(0.8, 2.5, 3) if stack else random.uniform(1.5, 4.0, 3)
    sides = random.uniform(80, 110, 3)
    if stack:
        spacing[2] = random.uniform(6, 12)
        sides[2] = spacing[2] * random.integers(3, 6)
    size = [int(n) for n in np.maximum(np.round(sides / spacing), 1)]
    grid = Grid.from_axes(size, axes, spacing.tolist(), random.uniform(-300, 300, 3))
    at = (np.array(size) - 1) / 2 + random.uniform(-12, 12, 3) / spacing
    if stack:
        at[2] = random.integers(size[2])
    point = grid.to_lps(at)
    order, flips = tuple(map(int, random.permutation(3))), tuple(map(bool, random.integers(0, 2, 3)))
    image = stored(Image(_paraboloid(grid, point, stack), grid, f"g{number}"), order, flips)
    words = f"{'stack' if stack else 'volume'}, shear {shear:.2f}, axes {order}, reversed {flips}"
    return Placed(image, point, stack, f"geometry {number} ({words}, {np.round(spacing, 2)} mm)")


def distance(placed: Placed) -> float:
    """How far from the point it is found, mm."""
    image, device = placed.image, choose_device("cpu")
    volume = Volume(image, device, lambda values, inside: values)
    names: Points = {LV_CENTER: placed.point}
    view: Any = FieldView(128, 1.2) if placed.stack else VolumeView((36, 36, 36), 4.0)
    found = _run(view, volume, image, {})
    if not placed.stack:
        names = {LV_CENTER: found}
        found = _run(BoxView((32, 32, 32), 2.0, (LV_CENTER,)), volume, image, names)
    return float(np.linalg.norm(found - placed.point))


def kept(placed: Placed, folder: Path) -> dict[str, float]:
    """How far from its place, mm, files put what is written into them, by format."""
    grid, found = placed.image.grid, {}
    sheared = not np.allclose(grid.axes.T @ grid.axes, np.eye(3), atol=1e-6)
    for suffix in (".nrrd", ".mha", ".nii"):
        path = folder / f"image{suffix}"
        try:
            write_image(placed.image, path)
        except OutputError:
            if not (sheared and suffix == ".nii"):  # which is refused in words
                raise
            continue
        again = read_image(path)
        assert np.array_equal(again.array, placed.image.array), f"{placed.words}: {suffix} changed"
        found[suffix] = _apart(again.grid, grid)
    labels = (placed.image.array > _TOP / 2).astype(np.uint8)
    write_segmentation(Segmentation(labels, grid, ("Left ventricle",)), folder / "image.seg.nrrd")
    segmentation = read_segmentation(folder / "image.seg.nrrd")
    assert np.array_equal(segmentation.labels, labels), f"{placed.words}: .seg.nrrd changed"
    found[".seg.nrrd"] = _apart(segmentation.grid, grid)
    landmarks = LandmarkSet((Landmark(LV_CENTER, placed.point, 1.0),))
    write_landmarks(landmarks, folder / "image.mrk.json")
    (again_point,) = read_landmarks(folder / "image.mrk.json")
    assert again_point.position is not None
    found[".mrk.json"] = float(np.linalg.norm(again_point.position - placed.point))
    return found


def problems(number: int, folder: Path, seed: int = 0) -> list[str]:
    """What is wrong with a geometry."""
    placed = make(number, seed)
    far = distance(placed)
    found = [f"{placed.words}: found {far:.3f} mm away"] if far > FOUND else []
    wrong = {suffix: apart for suffix, apart in kept(placed, folder).items() if apart > KEPT}
    return [*found, *([f"{placed.words}: files are off by {wrong} mm"] if wrong else [])]


def _run(view: Any, volume: Volume, image: Image, points: Points) -> FloatArray:
    """The surest peak of a stage."""
    stage = Stage(view, _HandsOn(), _WINDOW, volume.device)
    fields = view.fields(image.grid)
    with torch.inference_mode():
        output = stage.run(volume, fields, [points] * len(fields))
    # Slices without the point are empty: the heatmap's mass in a window tells them.
    return max((peaks[0] for peaks in output.peaks), key=lambda peak: peak.mass).position


def _paraboloid(grid: Grid, point: FloatArray, stack: bool) -> Any:
    index = np.stack(np.meshgrid(*(np.arange(n) for n in grid.size), indexing="ij"), axis=-1)
    away = grid.to_lps(index).transpose(2, 1, 0, 3) - point
    values = np.maximum(0, _TOP * (1 - (away**2).sum(axis=-1) / _REACH**2))
    if stack:
        slice_of_point = round(float(grid.to_index(point)[slice_axis(grid)]))
        others = np.arange(grid.size[2]) != slice_of_point
        values[others] = 0
    return np.rint(values).astype(np.int16)


def _apart(one: Grid, other: Grid) -> float:
    """The largest distance between what two grids make of a voxel, mm."""
    assert one.size == other.size
    return float(np.linalg.norm(one.corners() - other.corners(), axis=1).max())
