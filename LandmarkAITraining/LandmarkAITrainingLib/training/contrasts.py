"""Train what tells the contrast of a stack, on what the trained first stage says of it.

::

    python -m LandmarkAITrainingLib.training.contrasts DATASET --model MODEL -o OUT

writes MODEL again with the part added. Stacks are seen as they are: the looks of training change the
very thing that is to be told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import torch
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.plans import ContrastPlan
from torch import Tensor
from torch.nn import functional

from ..data.dataset import CaseRecord, load_case
from .levels import stack_of
from .parts import Part, add_part, fit_ridge

FILE = "contrasts.safetensors"
ENOUGH = 40
"""Stacks of a contrast that are looked at; more tell nothing new."""


def fit_lines(stacks: Sequence[tuple[int, Tensor]], count: int) -> dict[str, Tensor]:
    """Lines by multinomial regression; every contrast counts the same.

    Args:
        stacks: number of the contrast and (K, F) features of each.
        count: contrasts.

    Returns:
        ``weight`` (count, F) and ``bias`` (count,) for features as they are.
    """
    wanted = torch.cat([torch.full((len(seen),), number) for number, seen in stacks])
    share = 1 / torch.bincount(wanted, minlength=count).clamp_min(1)[wanted].double()

    def losses(logits: Tensor) -> Tensor:
        return functional.cross_entropy(logits, wanted, reduction="none")

    return fit_ridge(torch.cat([seen for _, seen in stacks]), share, losses, count)


def train_contrasts(pipeline: Pipeline, train: Sequence[CaseRecord]) -> Part | None:
    """Train on the training cases.

    Args:
        pipeline: of a model whose first stage is trained.
        train: the cases.

    Returns:
        None of fewer than two contrasts, or where the first stage has no features.

    Raises:
        InputError: a case that cannot be read.
    """
    cases: dict[str, list[CaseRecord]] = defaultdict(list)
    for record in train:
        if record.contrast:
            cases[record.contrast].append(record)
    names = tuple(sorted(cases))
    stacks = [
        (number, seen.features)
        for number, name in enumerate(names)
        for record in cases[name][:: max(1, len(cases[name]) // ENOUGH)]
        if (seen := stack_of(pipeline, load_case(record))) is not None
    ]
    if len({number for number, _ in stacks}) < max(2, len(names)):
        return None
    return Part("contrasts", ContrastPlan(FILE, names), fit_lines(stacks, len(names)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a model that tells the contrast of a stack."""
    add_part(
        arguments,
        main.__doc__,
        lambda pipeline, train, _val, _seed: train_contrasts(pipeline, train),
        "no segmented ventricles in two contrasts",
        draws=False,
    )


if __name__ == "__main__":
    main()
