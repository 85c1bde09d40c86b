"""Train what tells a stack from its mirror image, on what the trained first stage says of both.

::

    python -m LandmarkAITrainingLib.training.mirror_alarm DATASET --model MODEL -o OUT

writes MODEL again with the part added. Each training stack is seen twice, as it is and mirrored, both
through random turns and looks, so that neither the usual way in which a patient lies nor the contrast
gives it away. A line through the first stage's features suffices: logistic regression.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.inference.mirror import mirrored_image
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.plans import MirrorPlan
from torch import Tensor
from torch.nn import functional

from ..data.dataset import CaseRecord, LoadedCase, load_case
from .levels import stack_of
from .parts import Part, add_part, fit_ridge

FILE = "mirror.safetensors"
_RARE = 0.02
"""Share of true validation stacks that may set off the alarm, and of mirrored ones that may not."""
_LEAST, _MOST = 0.5, 0.99


@dataclass(frozen=True, eq=False)
class Twin:
    """A stack as the first stage saw it.

    Args:
        features: (K, F) of its slices.
        mirrored: whether it was a mirror image.
    """

    features: Tensor
    mirrored: bool


def twins(pipeline: Pipeline, case: LoadedCase, rng: np.random.Generator | None = None) -> list[Twin]:
    """A case and its mirror image; through random affines and looks if ``rng`` is given.

    Empty of a case without a segmented ventricle, or where the first stage has no features.
    """
    image = mirrored_image(case.image)
    labels = case.segmentation
    segmentation = None if labels is None else replace(labels, grid=image.grid)
    other = replace(case, image=image, segmentation=segmentation)
    stacks = [stack_of(pipeline, case, rng), stack_of(pipeline, other, rng)]
    return [Twin(s.features, m) for s, m in zip(stacks, (False, True), strict=True) if s is not None]


def fit_line(seen: Sequence[Twin]) -> dict[str, Tensor]:
    """A line by logistic regression; every stack counts the same.

    Returns:
        ``weight`` (F,) and ``bias`` (1,) for features as they are.
    """
    wanted = torch.cat([torch.full((len(t.features),), float(t.mirrored)) for t in seen]).double()
    share = torch.cat([torch.full((len(t.features),), 1 / len(t.features)) for t in seen]).double()

    def losses(logits: Tensor) -> Tensor:
        return functional.binary_cross_entropy_with_logits(logits[:, 0], wanted, reduction="none")

    line = fit_ridge(torch.cat([twin.features for twin in seen]), share, losses, 1)
    return {"weight": line["weight"][0], "bias": line["bias"]}


def logits_of(weights: dict[str, Tensor], seen: Iterable[Twin]) -> FloatArray:
    """(N,) mean over the slices of each stack, as the alarm takes it."""
    means = [(t.features.float() @ weights["weight"] + weights["bias"]).mean() for t in seen]
    return np.array([float(mean) for mean in means])


def fit_threshold(weights: dict[str, Tensor], seen: Sequence[Twin]) -> float:
    """Half way between what hardly any true stack reaches and hardly any mirrored one misses."""
    logits, mirrored = logits_of(weights, seen), np.array([twin.mirrored for twin in seen])
    high = np.quantile(logits[~mirrored], 1 - _RARE)
    low = max(float(np.quantile(logits[mirrored], _RARE)), float(high))
    return float(np.clip(1 / (1 + np.exp(-(high + low) / 2)), _LEAST, _MOST))


def train_mirror(
    pipeline: Pipeline, train: Sequence[CaseRecord], val: Sequence[CaseRecord], seed: int
) -> Part | None:
    """Train on the training cases, choose the threshold on those to validate on.

    Args:
        pipeline: of a model whose first stage is trained.
        train, val: the cases.
        seed: of all that is drawn.

    Returns:
        None where no case has a segmented ventricle, or the first stage no features.

    Raises:
        InputError: a case that cannot be read.
    """
    shown = [
        twin
        for number, record in enumerate(train)
        for twin in twins(pipeline, load_case(record), np.random.default_rng([seed, number]))
    ]
    held_out = [twin for record in val for twin in twins(pipeline, load_case(record))]
    if not shown or not held_out:
        return None
    weights = fit_line(shown)
    return Part("mirror", MirrorPlan(FILE, fit_threshold(weights, held_out)), weights)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a model with an alarm for mirror images."""
    add_part(arguments, main.__doc__, train_mirror, "no case with a segmented ventricle", draws=True)


if __name__ == "__main__":
    main()
