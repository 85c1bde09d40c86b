"""One stage in training: a network, its objective, its optimiser, and what its curves show.

The curves are quick and plain: the highest voxel of a heatmap, the lowest of a distance map. What a
model finds in whole images is measured by ``landmarkai evaluate``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import torch
from LandmarkAILib.errors import InputError
from LandmarkAILib.inference.networks import channels_last, in_layout, make_network
from lightning import pytorch as lightning
from torch import Tensor

from ..presets.preset import Objective
from .losses import Targets, objective

MEDIAN = "val_median_mm_"
"""Begins the name of a landmark's curve."""


class StageModule(lightning.LightningModule):
    """A stage's network for Lightning.

    Args:
        network: description as in ``model.json``.
        names: landmarks in the order of the heatmaps.
        spacing: mm per pixel of the view.
        sigma: width of the heatmap targets in mm.
        learning_rate, weight_decay, steps: AdamW on a one-cycle schedule.
        loss: fields of :class:`Objective`; None takes the defaults.
        segments: names of the segments, background left out.
    """

    def __init__(
        self,
        network: Mapping[str, Any],
        names: Sequence[str],
        spacing: float,
        sigma: float,
        learning_rate: float,
        weight_decay: float,
        steps: int,
        loss: Mapping[str, Any] | None = None,
        segments: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.network = channels_last(make_network(network))
        self.names, self.spacing, self.sigma = tuple(names), spacing, sigma
        self.learning_rate, self.weight_decay, self.steps = learning_rate, weight_decay, steps
        self.loss, self.segments = Objective(**(loss or {})), tuple(segments)
        self._errors: list[Tensor] = []
        self._dice: list[Tensor] = []

    def forward(self, image: Tensor) -> dict[str, Tensor]:
        """(N, 1, H, W) or (N, 1, D, H, W) → the network's outputs."""
        return cast(dict[str, Tensor], self.network(in_layout(image)))

    def on_fit_start(self) -> None:
        self._seed = torch.initial_seed()

    def training_step(self, batch: dict[str, Tensor], index: int) -> Tensor:
        # So that dropout too depends on the number of the step alone, as the examples do.
        torch.manual_seed(self._seed + 1_000_003 * self.trainer.global_rank + self.global_step)
        parts = self.losses(batch)
        for name, value in parts.items():
            bar = name == "loss"
            self.log(f"train_{name}", value, on_step=False, on_epoch=True, prog_bar=bar, sync_dist=True)
        return parts["loss"]

    def on_before_optimizer_step(self, optimizer: torch.optim.Optimizer) -> None:
        # torch's bfloat16 weight gradients of tiny feature maps are now and then no numbers on CPUs; one
        # such step would end the network for ever.
        if self.device.type == "cpu":
            for parameter in self.parameters():
                if parameter.grad is not None and not parameter.grad.isfinite().all():
                    parameter.grad.nan_to_num_(0.0, 0.0, 0.0)

    def on_train_epoch_end(self) -> None:
        if not torch.isfinite(torch.as_tensor(self.trainer.callback_metrics.get("train_loss", 0.0))):
            raise InputError(
                f"The training has diverged by step {self.trainer.global_step}: its loss is no number. "
                "Lower learning_rate in the preset, or set its precision to float32."
            )

    def validation_step(self, batch: dict[str, Tensor], index: int) -> None:
        outputs = self(batch["image"])
        parts = self.losses(batch, outputs)
        for name, value in parts.items():
            self.log(f"val_{name}", value, batch_size=len(batch["image"]), sync_dist=True)
        shape = tuple(batch["image"].shape[2:])
        self._errors.append(
            point_errors(outputs, batch["positions"], batch["present"], shape, self.spacing)
        )
        if "segmentation" in outputs:
            self._dice.append(dice_counts(outputs["segmentation"], batch["labels"]))

    def on_validation_epoch_end(self) -> None:
        errors = self._gathered(torch.cat(self._errors))
        for n, name in enumerate(self.names):
            known = errors[:, n][~errors[:, n].isnan()]
            if len(known):
                key = f"{MEDIAN}{name.replace(' ', '_')}"
                self.log(key, known.median(), prog_bar=True, rank_zero_only=True)
        if self._dice:
            self._log_dice(self._gathered(torch.stack(self._dice)).nansum(dim=0))
        self._errors.clear()
        self._dice.clear()

    def _log_dice(self, counts: Tensor) -> None:
        for name, (twice, both) in zip(self.segments, counts, strict=False):
            if both > 0:
                self.log(f"val_dice_{name.replace(' ', '_')}", twice / both, rank_zero_only=True)

    def _gathered(self, rows: Tensor) -> Tensor:
        """The rows of all processes, which may have different numbers of them."""
        if self.trainer.world_size == 1:
            return rows
        most = self.trainer.strategy.reduce(torch.tensor(len(rows)), reduce_op="max")
        padded = torch.full((int(most), *rows.shape[1:]), torch.nan, device=rows.device)
        padded[: len(rows)] = rows
        return cast(Tensor, self.all_gather(padded)).flatten(0, 1)

    def losses(
        self, batch: dict[str, Tensor], outputs: dict[str, Tensor] | None = None
    ) -> dict[str, Tensor]:
        """All losses of a batch by name, of the network's outputs on it; ``loss`` is their sum."""
        outputs = self(batch["image"]) if outputs is None else outputs
        targets = Targets(
            batch["positions"],
            batch["present"],
            batch["known"],
            batch["labels"],
            batch.get("reach"),
            batch.get("weight"),
        )
        return objective(outputs, targets, self.sigma / self.spacing, self.loss, self.spacing)

    def configure_optimizers(self) -> Any:
        optimiser = torch.optim.AdamW(
            self.parameters(), lr=self.learning_rate, weight_decay=self.weight_decay
        )
        # In few steps a twentieth would be one step, or none, by which the schedule cannot divide.
        warm_up = max(0.05, 1.6 / (self.steps + 1))
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            optimiser, max_lr=self.learning_rate, total_steps=self.steps, pct_start=warm_up
        )
        return {"optimizer": optimiser, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}


def weights_of(module: StageModule) -> dict[str, Tensor]:
    """The network's weights, on the CPU, as a bundle stores them."""
    state = module.network.state_dict()
    return {
        name: value.detach().cpu().contiguous()
        for name, value in state.items()
        if not name.endswith("num_batches_tracked")
    }


def point_errors(
    outputs: Mapping[str, Tensor],
    positions: Tensor,
    present: Tensor,
    shape: tuple[int, ...],
    spacing: float,
) -> Tensor:
    """Distance of every found point from the truth.

    Args:
        outputs: of the network; the first that ``FOUND`` knows is read.
        positions: (N, L, 2 or 3) pixels of the view.
        present: (N, L) 1 where the landmark is to be found.
        shape: of the view, (H, W) or (D, H, W).
        spacing: mm per pixel.

    Returns:
        (N, L) mm; NaN where the landmark is absent or lies beyond the view, or the network has none.
    """
    size = torch.tensor(shape[::-1], dtype=torch.float32, device=positions.device)
    name = next((name for name in FOUND if name in outputs), None)
    if name is None:
        return torch.full(present.shape, torch.nan, device=present.device)
    found = FOUND[name](outputs[name].float(), size)
    error = (found - positions).norm(dim=-1) * spacing
    within = ((positions > -0.5) & (positions < size - 0.5)).all(dim=-1)
    return torch.where((present > 0) & within, error, torch.nan)


def _highest(maps: Tensor) -> Tensor:
    """(N, L, …) → (N, L, 2 or 3) pixels (x, y[, z]) of each map's maximum."""
    number = maps.flatten(2).argmax(-1)
    index = []
    for size in reversed(maps.shape[2:]):
        index.append(number % size)
        number = number // size
    return torch.stack(index, dim=-1)


FOUND: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "heatmap": lambda maps, size: _highest(maps),
    "coordinates": lambda points, size: ((points + 1) * size - 1) / 2,
    "distance": lambda maps, size: _highest(-maps),
}
"""By output: it, and the (x, y[, z]) size of the view, to (N, L, 2 or 3) pixels of its points."""


def dice_counts(logits: Tensor, labels: Tensor) -> Tensor:
    """What the Dice of each segment is made of.

    Args:
        logits: (N, S, …), background first.
        labels: (N, …); −1 where unknown.

    Returns:
        (S − 1, 2): twice the overlap, and both sizes together, in voxels.
    """
    known = labels >= 0
    found = logits.argmax(dim=1)
    counts = []
    for segment in range(1, logits.shape[1]):
        a, b = (found == segment) & known, labels == segment
        counts.append(torch.stack([2 * (a & b).sum(), a.sum() + b.sum()]))
    return torch.stack(counts).float()
