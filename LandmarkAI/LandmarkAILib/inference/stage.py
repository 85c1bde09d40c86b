"""A stage: a view, a network and its heads, at work on an image."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from ..core.geometry import Grid
from ..errors import ModelError
from ..models.bundle import Bundle
from .device import Device
from .graphs import Network
from .heads import Blend, Peak, decode_centroids, decode_points, merge_peaks
from .sampling import Volume
from .stage_output import StageOutput, slice_features
from .views import Points, View, make_view

if TYPE_CHECKING:
    from torch import Tensor, nn

_BATCH = 8


@dataclass(frozen=True, eq=False)
class Stage:
    """A view and the network behind it, on a device.

    Args:
        view: where the network looks.
        network: (N, 1, [D,] H, W) → logits by name, such as ``heatmap`` or ``segmentation``.
        window: radius in mm of the local soft-argmax.
        device: where the network is.
        passes: how often it runs, each pass placed by the points of the one before.
        turns: degrees by which the view is turned in the last pass; the outputs are averaged.
        centroids: number of a landmark → channel of the segment whose centre of mass it is; the
            heatmap says where that segment is not seen.
        graph: the network in another engine; None asks the network itself.
        described: whether what it saw of each slice is kept as features: those of the first are read.
    """

    view: View
    network: nn.Module
    window: float
    device: Device
    passes: int = 1
    turns: tuple[float, ...] = (0.0,)
    centroids: Mapping[int, int] = field(default_factory=dict)
    described: bool = True
    graph: Network | None = None

    @classmethod
    def load(cls, bundle: Bundle, number: int, device: Device) -> Stage:
        """Build stage ``number`` of a model, batch normalisation folded into the convolutions.

        Raises:
            ModelError: it needs a view, network or package that is not here, or weights it lacks.
        """
        import torch

        from .networks import channels_last, fold_batch_norms, make_network

        plan, place = bundle.stages[number], f"stages[{number}]"
        try:
            view = make_view(plan.view, f"{place}.view")
            network = make_network(plan.network, f"{place}.network")
            missing = network.load_state_dict(bundle.weights(number), strict=False).missing_keys
        except (ValueError, RuntimeError) as error:
            raise ModelError(
                f"{bundle.path} does not fit this LandmarkAI ({error}): update it."
            ) from error
        if [key for key in missing if not key.endswith("num_batches_tracked")]:
            raise ModelError(f"{bundle.path} lacks weights ({missing[0]}, …): get the model again.")
        folded = fold_batch_norms(network).to(device.kind, getattr(torch, device.precision))
        centroids = {
            bundle.landmarks.index(landmark): bundle.segments.index(segment) + 1
            for landmark, segment in plan.centroids.items()
        }
        return cls(
            view=view,
            network=channels_last(folded),
            window=plan.window,
            device=device,
            passes=plan.passes,
            turns=plan.turns,
            centroids=centroids,
            described=number == 0,
        )

    def run(
        self, volume: Volume, fields: Sequence[Grid], points: Sequence[Points], last: bool = True
    ) -> StageOutput:
        """Place the view on every field, run the network, decode the landmarks.

        Args:
            volume: the image.
            fields: the slices, or the volume.
            points: on each field, what places the view.
            last: whether this is the last pass, in which the view is turned.
        """
        shown = volume.fields_with_contrast(len(fields))
        placed = [(n, self.view.place(fields[n], points[n])) for n in shown]
        kept = [(n, grid) for n, grid in placed if grid is not None]
        if not kept:
            return StageOutput.empty()
        turned, found, features = [], [], []
        probabilities: list[Tensor] = []
        for turn in self.turns if last else (0.0,):
            grids = [grid.turned(turn) if turn else grid for _, grid in kept]
            peaks_of_turn, probability, feature = self._decoded(volume, grids)
            turned.append(grids)
            probabilities += probability
            found.append(peaks_of_turn)
            features.append(feature)
        peaks = [
            [merge_peaks(same, self.window) for same in zip(*of_turns, strict=True)]
            for of_turns in zip(*found, strict=True)
        ]
        return StageOutput([n for n, _ in kept], peaks, turned, probabilities, features[0])

    def peaks_on(self, volume: Volume, grids: Sequence[Grid]) -> list[list[Peak]]:
        """The landmarks' peaks on each of some grids of the view's size, of whatever field."""
        return self._decoded(volume, grids)[0]

    def _decoded(
        self, volume: Volume, grids: Sequence[Grid]
    ) -> tuple[list[list[Peak]], list[Tensor], Tensor | None]:
        """Peaks on each grid; (N, S, [D,] H, W) class probabilities, and features, if there are any."""
        import torch

        outputs = self._outputs(volume, grids)
        probabilities = []
        if "segmentation" in outputs:
            probabilities.append(torch.softmax(outputs["segmentation"].float(), dim=1))
        features = None
        if self.described:
            features = slice_features(outputs, float(grids[0].spacing[0]), *probabilities)
        return self._peaks(outputs, probabilities, grids), probabilities, features

    def _peaks(
        self, outputs: Mapping[str, Tensor], probability: Sequence[Tensor], grids: Sequence[Grid]
    ) -> list[list[Peak]]:
        peaks = decode_points(outputs, grids, self.window)
        for landmark, channel in self.centroids.items():
            for n, center in enumerate(decode_centroids(probability[0], channel, grids)):
                if np.isfinite(center).all():
                    peaks[n][landmark] = replace(peaks[n][landmark], position=center)
        return peaks

    def _outputs(self, volume: Volume, grids: Sequence[Grid]) -> dict[str, Tensor]:
        """Logits on every grid: those of its windows, joined where there are several."""
        windows = [self.view.windows(grid) for grid in grids]
        if all(len(parts) == 1 for parts in windows):
            whole = [parts[0] for parts in windows]
            batches = [whole[n : n + _BATCH] for n in range(0, len(whole), _BATCH)]
            return _joined([self._logits(volume, batch) for batch in batches])
        blended = []
        for grid, parts in zip(grids, windows, strict=True):
            blend = Blend(grid)
            for part in parts:
                blend.add(part, self._logits(volume, [part]))
            blended.append(blend.outputs())
        return _joined(blended)

    def _logits(self, volume: Volume, grids: Sequence[Grid]) -> dict[str, Tensor]:
        import torch

        from .networks import in_layout

        inputs = volume.views(grids).to(getattr(torch, self.device.precision))
        return dict((self.graph or self.network)(in_layout(inputs)))


def _joined(outputs: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    import torch

    if len(outputs) == 1:
        return dict(outputs[0])
    return {key: torch.cat([output[key] for output in outputs]) for key in outputs[0]}
