"""Where in the heart each slice of a stack lies: base, mid, apex, or beyond it.

One slice alone often cannot tell the last one with muscle from the first without. The neighbours can: a
small network over the slices in their order, told what the first stage saw of each, decides. Landmarks
on slices beyond the heart are withheld.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..core.geometry import FloatArray, Grid
from ..errors import ModelError
from ..models.plans import StackPlan
from .arrays import to_array, to_tensor

if TYPE_CHECKING:
    from torch import Tensor, nn

    from .stage_output import StageOutput

LEVELS = ("beyond", "apex", "mid", "base")
BEYOND = LEVELS.index("beyond")
PLACES = 4
_NEAR, _FAR = 10.0, 50.0  # mm, that bring distances to neighbours and to the ends to about 1


@dataclass(frozen=True, eq=False)
class StackLevels:
    """The levels of a model's stacks.

    Args:
        network: of ``networks/slice_levels.py``, on the CPU.
        threshold: probability of being beyond the heart from which landmarks are withheld.
    """

    network: nn.Module
    threshold: float

    @classmethod
    def load(cls, plan: StackPlan, weights: Mapping[str, Tensor]) -> StackLevels:
        """Build what ``stack`` of a ``model.json`` describes.

        Raises:
            ModelError: it is not known here, or lacks weights.
        """
        from .networks import make_network

        try:
            network = make_network(plan.network)
            network.load_state_dict(dict(weights))
        except (ValueError, RuntimeError) as error:
            raise ModelError(f"'stack' does not fit this LandmarkAI ({error}): update it.") from error
        return cls(network.eval(), plan.threshold)

    def probabilities(self, output: StageOutput, fields: Sequence[Grid]) -> FloatArray:
        """(len(fields), levels) probability of each level; slices that were not looked at are beyond."""
        import torch

        answer = np.eye(len(LEVELS))[[BEYOND] * len(fields)]
        if output.features is None or not output.fields:
            return answer
        heights = np.array([fields[n].center @ fields[n].axes[:, 2] for n in output.fields])
        order = np.argsort(heights, kind="stable")
        seen = output.features.float().cpu()[order.tolist()]
        with torch.inference_mode():
            logits = self.network(torch.cat([seen, to_tensor(places(heights[order]))], dim=1)[None])[0]
        answer[np.array(output.fields)[order]] = to_array(torch.softmax(logits.double(), dim=-1))
        return answer

    def beyond(self, output: StageOutput, fields: Sequence[Grid]) -> npt.NDArray[np.bool_]:
        """(len(fields),) which slices lie beyond the heart."""
        return np.asarray(self.probabilities(output, fields)[:, BEYOND] >= self.threshold)


def places(heights: FloatArray) -> npt.NDArray[np.float32]:
    """Where slices lie in their stack: distances to both neighbours and to both ends.

    Args:
        heights: (K,) mm along the stack, in order.

    Returns:
        (K, 4); an end has no neighbour there, at a distance of 0.
    """
    gaps = np.abs(np.diff(heights)) / _NEAR
    before, after = np.concatenate([[0], gaps]), np.concatenate([gaps, [0]])
    ends = np.abs(heights[:, None] - heights[[0, -1]]) / _FAR
    return np.column_stack([before, after, ends]).astype(np.float32)
