"""Stacks stored as mirror images: an alarm from what the first stage sees, and detection turned over.

Where a file has lost its orientation, its stack may be the mirror image of a heart. Then anterior and
inferior insertion change places, and nothing in the geometry tells. The picture does: liver and stomach
lie below the heart, the chest wall before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ..core.detection import Detection
from ..core.geometry import FloatArray, Grid
from ..core.image import Image
from ..core.landmarks import Landmark, LandmarkSet
from ..core.short_axis import slices_last
from ..errors import ModelError
from ..models.plans import MirrorPlan
from .views import Points

if TYPE_CHECKING:
    from torch import Tensor

    from .stage_output import StageOutput

SENTENCE = "the slices look like a mirror image of a heart"
"""What is said of a stack that sets off the alarm."""


@dataclass(frozen=True, eq=False)
class MirrorAlarm:
    """What tells stacks of a model that are mirror images.

    Args:
        weight: (F,) of a slice's features.
        bias: added to their sum.
        threshold: probability of a mirror image from which the alarm is given.
    """

    weight: Tensor
    bias: Tensor
    threshold: float

    @classmethod
    def load(cls, plan: MirrorPlan, weights: Mapping[str, Tensor]) -> MirrorAlarm:
        """Take what ``mirror`` of a ``model.json`` names.

        Raises:
            ModelError: it lacks weights.
        """
        if not {"weight", "bias"} <= weights.keys():
            raise ModelError("'mirror' does not fit this LandmarkAI: update it.")
        return cls(weights["weight"].flatten(), weights["bias"].flatten(), plan.threshold)

    def probability(
        self, seen: StageOutput, twin: Callable[[], StageOutput] | None = None
    ) -> float | None:
        """How likely a stack is a mirror image; None where its slices have no features.

        Args:
            seen: what the first stage says of it.
            twin: gives what that says of its mirror image; asked for only where the stack alone would
                set off the alarm. Whatever the scanner or contrast does to both then cancels out.
        """
        logit = self._logit(seen)
        if logit is not None and twin is not None and sigmoid(logit) >= self.threshold:
            other = self._logit(twin())
            logit = logit if other is None else (logit - other) / 2
        return None if logit is None else sigmoid(logit)

    def _logit(self, output: StageOutput) -> float | None:
        if output.features is None or output.features.shape[1] != len(self.weight):
            return None
        return float((output.features.float().cpu() @ self.weight + self.bias).mean())


def sigmoid(logit: float) -> float:
    """A probability from its logit."""
    return float(1 / (1 + np.exp(-logit)))


def alarm_notice(probability: float, threshold: float) -> str:
    """What to say of a stack that is so likely a mirror image; empty below the threshold."""
    if probability < threshold:
        return ""
    return (
        f"{SENTENCE} ({100 * probability:.0f} %): anterior and inferior may have changed places; check "
        "left and right of the file, --mirror turns them over"
    )


def reflection(grid: Grid) -> FloatArray:
    """(4, 4) LPS → LPS: the mirror image across the middle of a stack, within the planes of its slices.

    It is its own inverse.
    """
    first = grid.permuted(slices_last(grid)).axes[:, 0]
    matrix = np.eye(4)
    matrix[:3, :3] -= 2 * np.outer(first, first)
    matrix[:3, 3] = 2 * float(grid.center @ first) * first
    return matrix


def mirrored_image(image: Image) -> Image:
    """The image as if its header had been of its mirror image; voxels stay where they are stored."""
    return replace(image, grid=image.grid.moved(reflection(image.grid)))


def mirrored_points(points: Mapping[int, Points], grid: Grid) -> dict[int, Points]:
    """Points by slice and name of a stack, in its mirror image."""
    matrix = reflection(grid)
    return {
        k: {name: matrix[:3, :3] @ p + matrix[:3, 3] for name, p in named.items()}
        for k, named in points.items()
    }


def mirrored_back(found: Detection, image: Image) -> Detection:
    """What was found in the mirror image of an image, where it lies in the image itself."""
    matrix = reflection(image.grid)
    segmentation = found.segmentation
    return replace(
        found,
        landmarks=_reflected(found.landmarks, matrix),
        segmentation=None if segmentation is None else replace(segmentation, grid=image.grid),
        coarse=None if found.coarse is None else _reflected(found.coarse, matrix),
    )


def _reflected(landmarks: LandmarkSet, matrix: FloatArray) -> LandmarkSet:
    return LandmarkSet(tuple(_moved(landmark, matrix) for landmark in landmarks))


def _moved(landmark: Landmark, matrix: FloatArray) -> Landmark:
    turn, covariance = matrix[:3, :3], landmark.covariance
    if landmark.position is None:
        return landmark
    return replace(
        landmark,
        position=turn @ landmark.position + matrix[:3, 3],
        covariance=None if covariance is None else turn @ covariance @ turn.T,
    )
