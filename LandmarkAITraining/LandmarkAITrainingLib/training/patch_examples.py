"""Examples of sliding-window stages: patches, every other one centred on the foreground.

After MONAI's RandCropByPosNegLabel with pos:neg 1:1, whose choice of centres is called. The landmark may
lie beyond the patch; the distance to it is the target all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import torch
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.inference.intensity import Normalise
from LandmarkAILib.inference.views import View
from torch.utils.data import Dataset

from .labelled_volumes import LabelledVolume, Packed, look_at
from .slice_examples import Example

_Number = TypeVar("_Number", bound=np.generic)


@dataclass(frozen=True, eq=False)
class PatchVolume:
    """A volume on the patient's axes at the spacing of the patches.

    Args:
        grid: LPS axes, isotropic, over the whole image.
        pixels: (k, j, i).
        inside: (k, j, i) bool, within the image: an oblique one does not fill ``grid``.
        labels: (k, j, i) uint8.
        points: landmark name → LPS mm.
        normalise: brings values to the range of the network.
    """

    grid: Grid
    pixels: Packed
    inside: npt.NDArray[np.bool_]
    labels: npt.NDArray[np.uint8]
    points: dict[str, FloatArray]
    normalise: Normalise


def patch_volume(volume: LabelledVolume, view: View) -> PatchVolume:
    """Sample a volume, once, where windows slide over it; unknown labels count as background."""
    grid = view.place(volume.field, volume.points_within)
    assert grid is not None
    seen = look_at(volume, grid)
    return PatchVolume(
        grid=grid,
        pixels=Packed.of(seen.values.numpy()),
        inside=seen.inside.numpy(),
        labels=seen.labels.clamp_min(0).numpy().astype(np.uint8),
        points=seen.points,
        normalise=seen.normalise,
    )


class PatchExamples(Dataset[Example]):
    """Patches of volumes; each a function of its number alone.

    Args:
        volumes: the volumes to draw from, in the order of their numbers.
        size: voxels of a patch along i, j, k.
        names: landmarks in the order of the distance maps.
        seed: of everything that is drawn.
        length: examples in the set; None gives two of each volume, one of them centred on foreground,
            always the same: for validation.
        first: number of the first example.
    """

    def __init__(
        self,
        volumes: Sequence[PatchVolume],
        size: Sequence[int],
        names: Sequence[str],
        seed: int,
        length: int | None = None,
        first: int = 0,
    ) -> None:
        self.volumes, self.size, self.names = list(volumes), tuple(size), tuple(names)
        self.seed, self.first, self.fixed = seed, first, length is None
        self.length = 2 * len(self.volumes) if length is None else length

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, number: int) -> Example:
        rng = np.random.default_rng([self.seed, self.first + number])
        if self.fixed:
            volume, foreground = self.volumes[number // 2], number % 2 == 0
        else:
            volume, foreground = self.volumes[rng.integers(len(self.volumes))], bool(rng.random() < 0.5)
        center = patch_center(volume.labels > 0, self.size, foreground, rng)
        return self._example(volume, np.array(center) - np.array(self.size) // 2)

    def _example(self, volume: PatchVolume, start: npt.NDArray[np.int64]) -> Example:
        """The patch whose first voxel is ``start`` (i, j, k); beyond the image it is padded."""
        inside = torch.as_tensor(_crop(volume.inside, start, self.size))
        packed = replace(volume.pixels, numbers=_crop(volume.pixels.numbers, start, self.size))
        values = packed.part((slice(None),) * 3)
        count = len(self.names)
        positions, present, reach = torch.zeros(count, 3), torch.zeros(count), torch.ones(count)
        corners = volume.grid.to_index(volume.grid.corners())
        for n, name in enumerate(self.names):
            if name in volume.points:
                index = volume.grid.to_index(volume.points[name])
                positions[n] = torch.as_tensor(index - start)
                reach[n] = float(np.linalg.norm(corners - index, axis=1).max())
                present[n] = 1
        return {
            "image": volume.normalise(values[None, None], inside[None, None])[0],
            "positions": positions,
            "present": present,
            "known": present.clone(),
            "labels": torch.as_tensor(_crop(volume.labels, start, self.size).astype(np.int64)),
            "reach": reach,
        }


def patch_center(
    foreground: npt.NDArray[np.bool_],
    size: Sequence[int],
    wanted: bool,
    rng: np.random.Generator,
) -> tuple[int, ...]:
    """A random centre (i, j, k) on foreground or background, moved so that the patch fits.

    Args:
        foreground: (k, j, i).
        size: of the patch along i, j, k.
        wanted: whether on foreground; a volume that has none of what is wanted gives the other.
        rng: source of randomness.
    """
    from monai.transforms.utils import generate_pos_neg_label_crop_centers

    chosen = np.flatnonzero(foreground == wanted)
    if len(chosen) == 0:
        chosen = np.arange(foreground.size)
    [center] = generate_pos_neg_label_crop_centers(
        size[::-1],
        num_samples=1,
        pos_ratio=1.0,
        label_spatial_shape=foreground.shape,
        fg_indices=chosen,
        bg_indices=chosen,
        rand_state=np.random.RandomState(rng.integers(2**31)),
        allow_smaller=True,
    )
    return tuple(center[::-1])


def _crop(
    array: npt.NDArray[_Number], start: npt.NDArray[np.int64], size: Sequence[int]
) -> npt.NDArray[_Number]:
    """A part of a (k, j, i) array from index ``start`` (i, j, k), zeros beyond its ends."""
    out = np.zeros(tuple(size)[::-1], array.dtype)
    low = np.maximum(start, 0)[::-1]
    high = np.minimum(start + np.array(size), array.shape[::-1])[::-1]
    into = low - start[::-1]
    to = tuple(slice(a, a + b - c) for a, b, c in zip(into, high, low, strict=True))
    out[to] = array[tuple(slice(a, b) for a, b in zip(low, high, strict=True))]
    return out
