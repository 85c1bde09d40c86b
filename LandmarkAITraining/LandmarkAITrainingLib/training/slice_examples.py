"""Training examples: a slice seen through a perturbed view, real or synthetic, with its targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

import numpy as np
import numpy.typing as npt
import torch
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.inference.sampling import sample, sample_views, smooth_for
from LandmarkAILib.inference.views import View
from torch import Tensor
from torch.utils.data import Dataset

from ..augment.affine import AffineRange, mirrored, perturbed
from ..augment.intensity import class_curves, random_look
from ..data.slices import LabelledSlice
from ..simulation.cmr.synthesis import synthetic_view


class Example(TypedDict, total=False):
    """Tensors of one example; see ``losses.Targets``. Patches have ``reach``, slices ``weight``."""

    image: Tensor
    positions: Tensor
    present: Tensor
    known: Tensor
    labels: Tensor
    reach: Tensor
    weight: Tensor


@dataclass(frozen=True)
class ExampleOptions:
    """What is drawn.

    Args:
        affine: perturbation of the view; None looks where the anchors say, with the image's own looks.
        synthetic: share of examples whose intensities are synthesised from the labels.
        seed: of everything that is drawn.
        beside: share of volumes that are cut to a part beside all segments.
        class_curves: share of real slices whose tissue classes get brightness curves of their own.
        coil_shading: share of slices that are shaded as by surface coils.
        look, mirror: of :class:`.presets.preset.Training`.
        partners: landmarks and segments that a mirror exchanges, both ways.
    """

    affine: AffineRange | None
    synthetic: float = 0.0
    seed: int = 0
    beside: float = 0.0
    class_curves: float = 0.0
    coil_shading: float = 0.0
    look: str = ""
    mirror: float = 0.0
    partners: Mapping[str, str] = field(default_factory=dict)

    def names(self, names: Sequence[str], mirrored: bool) -> list[str]:
        """What the things of these names are called in the body before the mirror."""
        return [self.partners.get(name, name) if mirrored else name for name in names]


def drawn(cumulative: FloatArray, rng: np.random.Generator) -> int:
    """A random number from 0, each as often as its weight, of whose sums ``cumulative`` is the list."""
    place = int(np.searchsorted(cumulative, rng.random() * cumulative[-1]))
    return min(place, len(cumulative) - 1)


class SliceExamples(Dataset[Example]):
    """Examples of 2D stages.

    Every example is a function of its number alone, so a resumed training sees what an uninterrupted
    one would have seen.

    Args:
        slices: the slices to draw from.
        weights: how often each is drawn, relative; None shows each once, in order.
        view: the stage's view.
        names: landmarks in the order of the heatmaps.
        options: what is drawn.
        length: examples in the set; the number of slices where ``weights`` is None.
        first: number of the first example.
        segments: of the model; needed where examples are mirrored.
    """

    def __init__(
        self,
        slices: Sequence[LabelledSlice],
        weights: Sequence[float] | None,
        view: View,
        names: Sequence[str],
        options: ExampleOptions,
        length: int | None = None,
        first: int = 0,
        segments: Sequence[str] = (),
    ) -> None:
        # A slice no view can be placed on (no landmark in its whole stack) is left out.
        kept = [
            n for n, item in enumerate(slices) if view.place(item.canonical, item.anchors) is not None
        ]
        self.slices = [slices[n] for n in kept]
        self.cumulative = None
        if weights is not None:
            self.cumulative = np.cumsum([weights[n] for n in kept])
        self.view, self.names, self.options = view, tuple(names), options
        self.length = len(self.slices) if length is None else length
        self.first, self.segments = first, tuple(segments)
        # Smoothing is the same for every look at a slice.
        self.smoothed = [_smoothed(item, view.spacing) for item in self.slices]

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, number: int) -> Example:
        rng = np.random.default_rng([self.options.seed, self.first + number])
        chosen = number
        if self.cumulative is not None:
            chosen = drawn(self.cumulative, rng)
        return self._example(chosen, rng)

    def grid(self, number: int) -> Grid:
        """The unperturbed view of slice ``number``."""
        item = self.slices[number]
        grid = self.view.place(item.canonical, item.anchors)
        assert grid is not None
        return grid

    def _example(self, chosen: int, rng: np.random.Generator) -> Example:
        item, grid = self.slices[chosen], self.grid(chosen)
        if self.options.affine is not None:
            grid = perturbed(grid, self.options.affine, rng)
        turned = happens(self.options.mirror, rng)
        grid = mirrored(grid) if turned else grid
        names = self.options.names(self.names, turned)
        labels = _nearest(item.labels, item.plane, grid) if item.labels is not None else None
        image = self._look(chosen, grid, labels, rng)
        positions, present = _points(item, grid, names)
        known = torch.ones(len(self.names))
        if not item.segments_complete:
            # Where the RV is only partly drawn, a point that is not given may exist all the same.
            known = present.clone()
        weight = torch.tensor([item.weights.get(name, 1.0) for name in names])
        # A point of no weight may lie anywhere, even beyond this view.
        known = known * (weight > 0)
        wanted = torch.full(grid.shape[1:], -1)
        if labels is not None and item.segments_complete:
            numbers = labels[0] if item.numbers is None else item.numbers[labels[0]]
            if turned:
                numbers = exchanged(self.segments, self.options.partners)[numbers]
            wanted = torch.as_tensor(numbers.astype(np.int64))
        return {
            "image": image,
            "positions": positions,
            "present": present,
            "known": known,
            "labels": wanted,
            "weight": weight,
        }

    def _look(
        self, chosen: int, grid: Grid, labels: np.ndarray | None, rng: np.random.Generator
    ) -> Tensor:
        """(1, H, W) normalised intensities."""
        item = self.slices[chosen]
        seen, within = sample_views(self.smoothed[chosen], item.plane, item.plane, [grid])
        image, inside = seen[0], within[0]
        if self.options.affine is None:
            return item.normalise(image[None], inside[None])[0]
        options, contrast = self.options, self.options.look != "one"
        known = labels is not None and item.segments_complete and item.cardiac
        tissues = labels[0] if labels is not None and known else None
        if tissues is not None and rng.random() < options.synthetic:
            background = _nearest(item.background, item.plane, grid)
            drawn = synthetic_view(tissues, background[0], image[0].numpy(), grid.spacing[0], rng)
            image, contrast = torch.as_tensor(drawn)[None], False
        image = item.normalise(image[None], inside[None])[0]
        if contrast and tissues is not None and happens(options.class_curves, rng):
            image, contrast = class_curves(image, tissues, rng), False
        return random_look(image, rng, contrast=contrast, shading=options.coil_shading)


def _points(item: LabelledSlice, grid: Grid, names: Sequence[str]) -> tuple[Tensor, Tensor]:
    """(L, 2) pixels of the landmarks in a view, 0 where not shown, and (L,) 1 where shown."""
    positions = torch.zeros(len(names), 2)
    present = torch.zeros(len(names))
    for n, name in enumerate(names):
        if name in item.points and grid.contains(item.points[name] - _off_plane(item, grid, name)):
            positions[n] = torch.as_tensor(grid.to_index(item.points[name])[:2])
            present[n] = 1
    return positions, present


def exchanged(segments: Sequence[str], partners: Mapping[str, str]) -> npt.NDArray[np.int64]:
    """(S + 1,) the number of each segment, and of the background, after a mirror."""
    mirror = [partners.get(name, name) for name in segments]
    return np.array([0, *(segments.index(name) + 1 for name in mirror)])


def happens(probability: float, rng: np.random.Generator) -> bool:
    """Whether it does; where it never does nothing is drawn, so that all else stays as it was."""
    return probability > 0 and rng.random() < probability


def _off_plane(item: LabelledSlice, grid: Grid, name: str) -> np.ndarray:
    """How far (mm, a vector) a reference point lies off the plane of its slice."""
    normal = grid.axes[:, 2]
    return normal * float((item.points[name] - grid.center) @ normal)


def _smoothed(item: LabelledSlice, spacing: float) -> Tensor:
    pixels = torch.as_tensor(item.pixels)[None]
    return smooth_for(pixels, item.plane, [spacing, spacing, item.plane.spacing[2]])


def _nearest(labels: np.ndarray, plane: Grid, grid: Grid) -> np.ndarray:
    """(1, H, W) labels at the nearest stored pixel; 0 beyond."""
    volume = torch.as_tensor(labels.astype(np.float32))[None]
    return sample(volume, plane, [grid], mode="nearest")[0, 0].numpy().astype(np.uint8)
