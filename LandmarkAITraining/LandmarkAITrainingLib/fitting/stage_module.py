"""One stage in training: a network, its objective, its optimiser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import torch
from LandmarkAILib.networks import channels_last, make_network
from lightning import pytorch as lightning
from torch import Tensor

from .objectives import Targets, objective


class StageModule(lightning.LightningModule):
    """A stage's network for Lightning.

    Args:
        network: description as in ``model.json``.
        names: landmarks in the order of the heatmaps.
        spacing: mm per pixel of the view.
        sigma: width of the heatmap targets in mm.
        learning_rate, weight_decay, steps: AdamW on a one-cycle schedule.
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
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.network = channels_last(make_network(network))
        self.names, self.spacing, self.sigma = tuple(names), spacing, sigma
        self.learning_rate, self.weight_decay, self.steps = learning_rate, weight_decay, steps
        self._errors: list[Tensor] = []

    def forward(self, image: Tensor) -> dict[str, Tensor]:
        """(N, 1, H, W) → the network's outputs."""
        outputs = self.network(image.contiguous(memory_format=torch.channels_last))
        return cast(dict[str, Tensor], outputs)

    def training_step(self, batch: dict[str, Tensor], index: int) -> Tensor:
        parts = self._objective(batch, self(batch["image"]))
        for name, value in parts.items():
            self.log(f"train_{name}", value, on_step=False, on_epoch=True, prog_bar=name == "loss")
        return parts["loss"]

    def validation_step(self, batch: dict[str, Tensor], index: int) -> None:
        outputs = self(batch["image"])
        parts = self._objective(batch, outputs)
        for name, value in parts.items():
            self.log(f"val_{name}", value, batch_size=len(batch["image"]), sync_dist=True)
        self._errors.append(self._error(outputs["heatmap"], batch))

    def on_validation_epoch_end(self) -> None:
        errors = torch.cat(self._errors)
        self._errors.clear()
        for n, name in enumerate(self.names):
            known = errors[:, n][~errors[:, n].isnan()]
            if len(known):
                key = f"val_median_mm_{name.replace(' ', '_')}"
                self.log(key, known.median(), prog_bar=True, sync_dist=True)

    def _objective(self, batch: dict[str, Tensor], outputs: dict[str, Tensor]) -> dict[str, Tensor]:
        targets = Targets(batch["positions"], batch["present"], batch["known"], batch["labels"])
        return objective(outputs, targets, self.sigma / self.spacing)

    def _error(self, heatmap: Tensor, batch: dict[str, Tensor]) -> Tensor:
        """(N, L) distance in mm of each map's maximum from the truth; NaN where absent."""
        width = heatmap.shape[-1]
        top = heatmap.flatten(2).argmax(-1)
        found = torch.stack([top % width, top // width], dim=-1)
        error = (found - batch["positions"]).norm(dim=-1) * self.spacing
        return torch.where(batch["present"] > 0, error, torch.nan)

    def configure_optimizers(self) -> Any:
        optimiser = torch.optim.AdamW(
            self.parameters(), lr=self.learning_rate, weight_decay=self.weight_decay
        )
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            optimiser, max_lr=self.learning_rate, total_steps=self.steps, pct_start=0.05
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
