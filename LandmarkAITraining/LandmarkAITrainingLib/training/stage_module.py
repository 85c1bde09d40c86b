"""One stage in training: a network, its objective, its optimiser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import torch
from LandmarkAILib.inference.networks import channels_last, in_layout, make_network
from lightning import pytorch as lightning
from torch import Tensor

from ..presets.options import Objective
from .losses import Targets, objective
from .validation_measures import dice_counts, point_errors


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
        parts = self._objective(batch, self(batch["image"]))
        for name, value in parts.items():
            bar = name == "loss"
            self.log(f"train_{name}", value, on_step=False, on_epoch=True, prog_bar=bar, sync_dist=True)
        return parts["loss"]

    def validation_step(self, batch: dict[str, Tensor], index: int) -> None:
        outputs = self(batch["image"])
        parts = self._objective(batch, outputs)
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
                key = f"val_median_mm_{name.replace(' ', '_')}"
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

    def _objective(self, batch: dict[str, Tensor], outputs: dict[str, Tensor]) -> dict[str, Tensor]:
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
