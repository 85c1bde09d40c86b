"""Examples of 3D stages: annotated or simulated volumes seen through perturbed views."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
import torch
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.inference.views import View
from torch.utils.data import Dataset

from ..augment.affine import mirrored, perturbed
from ..augment.ct_intensity import cropped_field, other_units, random_ct_look, random_mr_look
from .labelled_volumes import LabelledVolume, Seen, look_at
from .slice_examples import Example, ExampleOptions, drawn, exchanged, happens


class Simulator(Protocol):
    """Draws a subject and shows it on the grid of a view."""

    def look(self, view: View, options: ExampleOptions, rng: np.random.Generator) -> Seen:
        """What a view, perturbed as ``options`` say, shows of a new subject."""
        ...


class VolumeExamples(Dataset[Example]):
    """Examples of 3D stages whose views are placed by landmarks, or show the whole volume.

    Every example is a function of its number alone, so a resumed training sees what an uninterrupted
    one would have seen.

    Args:
        volumes: the volumes to draw from.
        weights: how often each is drawn, relative; None shows each once, in order.
        view: the stage's view.
        names: landmarks in the order of the heatmaps.
        options: what is drawn; ``synthetic`` is the share that ``simulator`` draws.
        length: examples in the set; the number of volumes where ``weights`` is None.
        first: number of the first example.
        simulator: of examples that are not on disk.
        segments: of the model; needed where examples are mirrored.
    """

    def __init__(
        self,
        volumes: Sequence[LabelledVolume],
        weights: Sequence[float] | None,
        view: View,
        names: Sequence[str],
        options: ExampleOptions,
        length: int | None = None,
        first: int = 0,
        simulator: Simulator | None = None,
        segments: Sequence[str] = (),
    ) -> None:
        placed = [(n, place(view, item)) for n, item in enumerate(volumes)]
        # A volume without the landmarks that place the view is left out.
        kept = [(n, grid) for n, grid in placed if grid is not None]
        self.volumes = [volumes[n] for n, _ in kept]
        self.grids = [grid for _, grid in kept]
        self.cumulative = None
        if weights is not None:
            self.cumulative = np.cumsum([weights[n] for n, _ in kept])
        self.view, self.names, self.options = view, tuple(names), options
        self.length = len(self.volumes) if length is None else length
        self.first, self.simulator = first, simulator
        self.segments = tuple(segments)

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, number: int) -> Example:
        rng = np.random.default_rng([self.options.seed, self.first + number])
        if self.cumulative is None:
            return self._example(look_at(self.volumes[number], self.grids[number]), rng)
        if self.simulator is not None and rng.random() < self.options.synthetic:
            return self._example(self.simulator.look(self.view, self.options, rng), rng)
        chosen = drawn(self.cumulative, rng)
        grid = self.grids[chosen]
        if self.options.affine is not None:
            grid = perturbed(grid, self.options.affine, rng)
        if not happens(self.options.mirror, rng):
            return self._example(look_at(self.volumes[chosen], grid), rng)
        seen = look_at(self.volumes[chosen], mirrored(grid))
        if self.segments:
            numbers = torch.as_tensor(exchanged(self.segments, self.options.partners))
            seen = replace(seen, labels=torch.where(seen.labels > 0, numbers[seen.labels], seen.labels))
        return self._example(seen, rng, self.options.names(self.names, mirrored=True))

    def _example(
        self, seen: Seen, rng: np.random.Generator, names: Sequence[str] | None = None
    ) -> Example:
        """What a view shows; ``names`` of the landmarks where they are others than the model's."""
        image = seen.normalised()
        if self.options.affine is not None:
            shape = tuple(seen.inside.shape)
            kept = beside_segments(seen, rng) if rng.random() < self.options.beside else None
            seen = _within(seen, cropped_field(shape, rng) if kept is None else kept)
            image = changed_look(seen, self.options.look, rng)
            image = torch.where(seen.inside, image, -1.0)
        positions, present = points_in_view(seen, names or self.names)
        known = torch.ones(len(self.names)) if seen.annotated else present.clone()
        return {
            "image": image,
            "positions": positions,
            "present": present,
            "known": known,
            "labels": seen.labels,
        }


def changed_look(seen: Seen, look: str, rng: np.random.Generator) -> torch.Tensor:
    """(1, D, H, W) normalised intensities as another scan would have them; ``look`` of a preset."""
    if look in ("", "ct"):
        return random_ct_look(seen.normalised(other_units(seen.values, rng)), rng)
    return random_mr_look(seen.normalised(), rng, contrast=look == "mr")


def place(view: View, volume: LabelledVolume) -> Grid | None:
    """The unperturbed view of a volume; None where it does not show the landmarks that place it."""
    return view.place(view.fields(volume.field)[0], volume.points_within)


def points_in_view(seen: Seen, names: Sequence[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """Where the landmarks lie in a view, and which of them it shows.

    Returns:
        (L, 3) voxels (x, y, z), 0 where not shown, and (L,) 1 where shown.
    """
    positions, present = torch.zeros(len(names), 3), torch.zeros(len(names))
    for n, name in enumerate(names):
        if name in seen.points and seen.grid.contains(seen.points[name]):
            index = seen.grid.to_index(seen.points[name])
            x, y, z = np.clip(np.rint(index).astype(int), 0, np.array(seen.grid.size) - 1)
            present[n] = float(seen.inside[z, y, x])
            positions[n] = torch.as_tensor(index) * present[n]
    return positions, present


# A part of a scan thinner than this, in mm, shows too little to tell that it has no heart.
_LEAST_BESIDE = 60.0


def beside_segments(seen: Seen, rng: np.random.Generator) -> torch.Tensor | None:
    """Which voxels of a volume a scan that ends before the segments, on one side of them, would show.

    Returns:
        (D, H, W) bool; None where no side of the volume is deep enough.
    """
    labelled = (seen.labels > 0).nonzero()
    if not len(labelled):
        return None
    least = _LEAST_BESIDE / seen.grid.spacing[::-1]
    image = seen.inside.nonzero()
    first, last = image.amin(0).tolist(), image.amax(0).tolist()
    low, high = labelled.amin(0).tolist(), labelled.amax(0).tolist()
    sides = [(axis, first[axis], low[axis]) for axis in range(3)]
    sides += [(axis, high[axis] + 1, last[axis] + 1) for axis in range(3)]
    deep = [side for side in sides if side[2] - side[1] >= least[side[0]]]
    if not deep:
        return None
    axis, start, end = deep[int(rng.integers(len(deep)))]
    kept = torch.zeros_like(seen.inside)
    kept.narrow(axis, start, end - start).fill_(True)
    return kept


def _within(seen: Seen, kept: torch.Tensor) -> Seen:
    """As a scan with a smaller field would show it: beyond it there is no image and no label."""
    beyond = ~kept & (seen.labels > 0)
    labels = torch.where(beyond, 0, seen.labels)
    return replace(seen, inside=seen.inside & kept, labels=labels)
