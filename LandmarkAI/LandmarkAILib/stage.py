"""A stage: a view, a network and its heads, at work on an image."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from .device import Device
from .errors import ModelError
from .geometry import FloatArray, Grid, array_axes, slices_last
from .heads import Peak, decode_centroids, decode_heatmaps, merge_peaks
from .image import Image
from .models.bundle import Bundle
from .views import Points, View, make_view

if TYPE_CHECKING:
    from torch import Tensor, nn

_BATCH = 8


@dataclass(frozen=True, eq=False)
class Volume:
    """An image as networks are fed from it.

    Args:
        values: (1, k, j, i) float32 on the device, the slices along k.
        grid: their grid.
    """

    values: Tensor
    grid: Grid

    @classmethod
    def of(cls, image: Image, device: Device) -> Volume:
        """Bring an image to the device, with its slice axis last in index order."""
        import torch

        order = slices_last(image.grid)
        array = np.transpose(image.array, array_axes(order))
        values = torch.as_tensor(np.ascontiguousarray(array, dtype=np.float32)).to(device.kind)
        return cls(values[None], image.grid.permuted(order))

    def slices_with_contrast(self) -> list[int]:
        """Slices that are not of one value; the others show nothing, whatever a network says."""
        flat = self.values[0].amax(dim=(1, 2)) == self.values[0].amin(dim=(1, 2))
        return [n for n, nothing in enumerate(flat.tolist()) if not nothing]

    def smoothed_for(self, spacing: float) -> Volume:
        """The volume without what a view of ``spacing`` mm per pixel would alias."""
        from .sampling import smooth_for

        across = self.grid.spacing[2]
        return Volume(smooth_for(self.values, self.grid, [spacing, spacing, across]), self.grid)


@dataclass(frozen=True, eq=False)
class Look:
    """What a stage saw on the fields (slices) that its view could be placed on.

    Args:
        fields: numbers of those fields.
        peaks: the landmarks' peaks on each.
        grids: of every turn of the view, where it lay on each field.
        probabilities: of every turn, (N, S, H, W) of the segment classes.
    """

    fields: list[int]
    peaks: list[list[Peak]]
    grids: list[list[Grid]]
    probabilities: list[Tensor]

    def peak(self, field: int, landmark: int) -> Peak | None:
        """A landmark's peak on a field; None where the view was not placed."""
        return self.peaks[self.fields.index(field)][landmark] if field in self.fields else None

    def column(self, landmark: int, count: int) -> tuple[FloatArray, FloatArray]:
        """A landmark on all of ``count`` fields.

        Returns:
            (count, 3) LPS mm, NaN where not looked, and (count,) presence, 0 there.
        """
        positions, presence = np.full((count, 3), np.nan), np.zeros(count)
        for n, peaks in zip(self.fields, self.peaks, strict=True):
            positions[n], presence[n] = peaks[landmark].position, peaks[landmark].presence
        return positions, presence


@dataclass(frozen=True, eq=False)
class Stage:
    """One way to look at an image.

    Args:
        view: where the network looks.
        network: (N, 1, H, W) → heatmap, segmentation and presence logits.
        window: radius in mm of the local soft-argmax.
        device: where the network is.
        passes: how often the look is repeated, each placed by the points of the one before.
        turns: degrees by which the view is turned in the last pass; the answers are averaged.
        centroids: number of a landmark → channel of the segment whose centre of mass it is; the
            heatmap answers where that segment is not seen.
    """

    view: View
    network: nn.Module
    window: float
    device: Device
    passes: int = 1
    turns: tuple[float, ...] = (0.0,)
    centroids: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def load(cls, bundle: Bundle, number: int, device: Device) -> Stage:
        """Build stage ``number`` of a model, batch normalisation folded into the convolutions.

        Raises:
            ModelError: it needs a view or network that this version does not know, or weights it lacks.
        """
        import torch

        from .networks import channels_last, fold_batch_norms, make_network

        description = bundle.stages[number]
        try:
            view, network = make_view(description["view"]), make_network(description["network"])
            missing = network.load_state_dict(bundle.weights(number), strict=False).missing_keys
        except (ValueError, TypeError, RuntimeError) as error:
            raise ModelError(
                f"{bundle.path} does not fit this LandmarkAI ({error}): update it."
            ) from error
        if [key for key in missing if not key.endswith("num_batches_tracked")]:
            raise ModelError(f"{bundle.path} lacks weights ({missing[0]}, …): get the model again.")
        folded = fold_batch_norms(network).to(device.kind, getattr(torch, device.precision))
        centroids = {
            bundle.landmarks.index(landmark): bundle.segments.index(segment) + 1
            for landmark, segment in description.get("centroids", {}).items()
        }
        return cls(
            view=view,
            network=channels_last(folded),
            window=description["window"],
            device=device,
            passes=description["passes"],
            turns=tuple(description.get("turns", (0.0,))),
            centroids=centroids,
        )

    def look(
        self, volume: Volume, fields: Sequence[Grid], points: Sequence[Points], last: bool = True
    ) -> Look:
        """Place the view on every field, run the network, decode the landmarks.

        Args:
            volume: smoothed for the view.
            fields: the slices.
            points: on each slice, what places the view.
            last: whether this is the last pass, in which the view is turned.
        """
        import torch

        shown = volume.slices_with_contrast()
        placed = [(n, self.view.place(fields[n], points[n])) for n in shown]
        kept = [(n, grid) for n, grid in placed if grid is not None]
        if not kept:
            return Look([], [], [], [])
        turned, answers, probabilities = [], [], []
        for turn in self.turns if last else (0.0,):
            grids = [grid.turned(turn) if turn else grid for _, grid in kept]
            outputs = self._outputs(volume, grids)
            turned.append(grids)
            probabilities.append(torch.softmax(outputs["segmentation"].float(), dim=1))
            answers.append(self._peaks(outputs, probabilities[-1], grids))
        peaks = [
            [merge_peaks(views, self.window) for views in zip(*looks, strict=True)]
            for looks in zip(*answers, strict=True)
        ]
        return Look([n for n, _ in kept], peaks, turned, probabilities)

    def _peaks(
        self, outputs: Mapping[str, Tensor], probability: Tensor, grids: Sequence[Grid]
    ) -> list[list[Peak]]:
        peaks = decode_heatmaps(outputs["heatmap"], outputs["presence"], grids, self.window)
        for landmark, channel in self.centroids.items():
            for n, center in enumerate(decode_centroids(probability, channel, grids)):
                if np.isfinite(center).all():
                    peaks[n][landmark] = replace(peaks[n][landmark], position=center)
        return peaks

    def _outputs(self, volume: Volume, grids: Sequence[Grid]) -> dict[str, Tensor]:
        import torch

        from .intensity import normalise
        from .sampling import inside, sample

        batches: list[Mapping[str, Tensor]] = []
        for start in range(0, len(grids), _BATCH):
            chosen = grids[start : start + _BATCH]
            seen = sample(volume.values, volume.grid, chosen)[:, :, 0]
            within = inside(volume.grid, chosen, volume.values.device)[:, :, 0]
            inputs = normalise(seen, within).to(getattr(torch, self.device.precision))
            batches.append(self.network(inputs.contiguous(memory_format=torch.channels_last)))
        return {key: torch.cat([batch[key] for batch in batches]) for key in batches[0]}
