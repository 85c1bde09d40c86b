"""Which of the contrasts that a model was calibrated on a stack shows, by what the first stage sees.

Errors differ by contrast, and so does the radius that holds nine in ten points. A header rarely says
what was imaged in words that can be relied on; the picture does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import ModelError
from ..models.plans import ContrastPlan

if TYPE_CHECKING:
    from torch import Tensor

    from .stage_output import StageOutput


@dataclass(frozen=True, eq=False)
class ContrastReader:
    """What tells the contrasts of a model's stacks.

    Args:
        names: of the contrasts.
        weight: (names, F) of a slice's features.
        bias: (names,) added to their sums.
    """

    names: tuple[str, ...]
    weight: Tensor
    bias: Tensor

    @classmethod
    def load(cls, plan: ContrastPlan, weights: Mapping[str, Tensor]) -> ContrastReader:
        """Take what ``contrasts`` of a ``model.json`` names.

        Raises:
            ModelError: it lacks weights, or they are of other contrasts.
        """
        if not {"weight", "bias"} <= weights.keys() or len(weights["weight"]) != len(plan.names):
            raise ModelError("'contrasts' does not fit this LandmarkAI: update it.")
        return cls(plan.names, weights["weight"], weights["bias"])

    def shares(self, seen: StageOutput | None) -> dict[str, float]:
        """Probability of each contrast, from the mean over the slices; empty where nothing tells.

        Args:
            seen: what the first stage says of the stack.
        """
        import torch

        if seen is None or seen.features is None or seen.features.shape[1] != self.weight.shape[1]:
            return {}
        logits = (seen.features.float().cpu() @ self.weight.T + self.bias).mean(dim=0)
        return dict(zip(self.names, torch.softmax(logits, dim=0).tolist(), strict=True))
