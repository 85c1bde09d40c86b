"""Train what tells the contrast of a stack, on what the trained first stage says of it.

::

    python -m LandmarkAITrainingLib.training.contrasts DATASET --model MODEL -o OUT

writes MODEL again with the part added. Stacks are seen as they are: the looks of training change the
very thing that is to be told.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.bundle import Bundle, write_bundle
from LandmarkAILib.models.description import ContrastPlan
from LandmarkAILib.models.installed import find_model
from torch import Tensor
from torch.nn import functional

from ..data.dataset import CaseRecord, load_case, read_dataset
from .levels import stack_of

FILE = "contrasts.safetensors"
ENOUGH = 40
"""Stacks of a contrast that are looked at; more tell nothing new."""
_RIDGE = 0.01
_ROUNDS = 200


@dataclass(frozen=True, eq=False)
class ContrastsPart:
    """What is added to a model.

    Args:
        plan: ``contrasts`` of its ``model.json``.
        weights: of the lines, one a contrast.
    """

    plan: ContrastPlan
    weights: dict[str, Tensor]


def fit_lines(stacks: Sequence[tuple[int, Tensor]], count: int) -> dict[str, Tensor]:
    """Multinomial regression with a ridge on standardised features; every contrast counts the same.

    Args:
        stacks: number of the contrast and (K, F) features of each.
        count: contrasts.

    Returns:
        ``weight`` (count, F) and ``bias`` (count,) for features as they are.
    """
    features = torch.cat([seen for _, seen in stacks]).double()
    mean, scale = features.mean(dim=0), features.std(dim=0) + 1e-3
    inputs = (features - mean) / scale
    wanted = torch.cat([torch.full((len(seen),), number) for number, seen in stacks])
    share = 1 / torch.bincount(wanted, minlength=count).clamp_min(1)[wanted].double()
    lines = torch.zeros(count, inputs.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([lines], max_iter=_ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        logits = inputs @ lines[:, :-1].T + lines[:, -1]
        each = functional.cross_entropy(logits, wanted, reduction="none")
        total = (each * share).sum() / share.sum() + _RIDGE * (lines[:, :-1] ** 2).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    weight = lines.detach()[:, :-1] / scale
    bias = lines.detach()[:, -1] - weight @ mean
    return {"weight": weight.float(), "bias": bias.float()}


def train_contrasts(pipeline: Pipeline, train: Sequence[CaseRecord]) -> ContrastsPart | None:
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
    return ContrastsPart(ContrastPlan(FILE, names), fit_lines(stacks, len(names)))


def with_contrasts(bundle: Bundle, part: ContrastsPart, folder: Path) -> Bundle:
    """The model with the part added, or replaced, written to a folder."""
    weights = {name: bundle.tensors(name) for name in bundle.description.files}
    weights[part.plan.weights] = part.weights
    return write_bundle(folder, replace(bundle.description, contrasts=part.plan), weights, bundle.card)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a model that tells the contrast of a stack."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases")
    parser.add_argument("--cases", type=Path, help="table of cases; cases.csv in the dataset by default")
    parser.add_argument("--model", required=True, help="name or folder of the model")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the new model")
    options = parser.parse_args(arguments)
    train = [r for r in read_dataset(options.dataset, options.cases) if r.split == "train"]
    model = find_model(options.model)
    part = train_contrasts(Pipeline.load(model, choose_device("cpu")), train)
    if part is None:
        parser.error(f"{options.dataset} has not segmented ventricles in two contrasts")
    options.output.parent.mkdir(parents=True, exist_ok=True)
    print(with_contrasts(model, part, options.output).path)


if __name__ == "__main__":
    main()
