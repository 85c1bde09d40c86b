"""Parts of a model that look at whole stacks, and how a model gets one."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import torch
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.bundle import Bundle, write_bundle
from LandmarkAILib.models.description import ModelDescription
from LandmarkAILib.models.installed import find_model
from LandmarkAILib.models.plans import ContrastPlan, MirrorPlan, ShiftPlan, StackPlan
from torch import Tensor

from ..data.dataset import CaseRecord, read_dataset

_RIDGE = 0.01
_ROUNDS = 200


@dataclass(frozen=True, eq=False)
class Part:
    """What is added to a model.

    Args:
        member: of its ``model.json``.
        plan: what that says.
        weights: of the file that the plan names.
    """

    member: Literal["stack", "mirror", "contrasts", "shift"]
    plan: StackPlan | MirrorPlan | ContrastPlan | ShiftPlan
    weights: dict[str, Tensor]


Train = Callable[[Pipeline, Sequence[CaseRecord], Sequence[CaseRecord], int], Part | None]
"""A model whose first stage is trained, the cases to train and to validate on, and a seed, to the part;
None where it cannot be learnt from these cases."""


def fit_ridge(
    features: Tensor, share: Tensor, loss_of: Callable[[Tensor], Tensor], count: int
) -> dict[str, Tensor]:
    """Logistic regression with a ridge on standardised features.

    Args:
        features: (N, F).
        share: (N,) how much each of them counts.
        loss_of: (N, count) logits to the (N,) losses.
        count: how many lines.

    Returns:
        ``weight`` (count, F) and ``bias`` (count,) for features as they are.
    """
    features = features.double()
    mean, scale = features.mean(dim=0), features.std(dim=0) + 1e-3
    inputs = (features - mean) / scale
    lines = torch.zeros(count, inputs.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([lines], max_iter=_ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        each = loss_of(inputs @ lines[:, :-1].T + lines[:, -1])
        total = (each * share).sum() / share.sum() + _RIDGE * (lines[:, :-1] ** 2).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    weight = lines.detach()[:, :-1] / scale
    bias = lines.detach()[:, -1] - weight @ mean
    return {"weight": weight.float(), "bias": bias.float()}


def with_part(bundle: Bundle, part: Part, folder: Path) -> Bundle:
    """The model with a part added, or replaced, written to a folder."""
    weights = {**bundle.all_tensors(), part.plan.weights: part.weights}
    member: dict[str, Any] = {part.member: part.plan}
    return write_bundle(folder, replace(bundle.description, **member), weights, bundle.card)


def without_parts(bundle: Bundle) -> tuple[ModelDescription, dict[str, dict[str, Tensor]]]:
    """Description, and state dicts by file, of a model without its parts.

    For models that get another first stage: what a part reads was learnt from the weights of its own.
    """
    bare = replace(bundle.description, stack=None, mirror=None, contrasts=None, shift=None)
    return bare, {stage.weights: bundle.weights(n) for n, stage in enumerate(bundle.stages)}


def add_part(
    arguments: Sequence[str] | None, what: str | None, train: Train, missing: str, *, draws: bool
) -> None:
    """The command of a part: train it, and write a model with it.

    Args:
        arguments: of the command line.
        what: the command does.
        train: gives the part.
        missing: what the dataset lacks where there is none.
        draws: whether anything is drawn.
    """
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases")
    parser.add_argument("--cases", type=Path, help="table of cases; cases.csv in the dataset by default")
    parser.add_argument("--model", required=True, help="name or folder of the model")
    if draws:
        parser.add_argument("--seed", type=int, default=2026, help="of all that is drawn")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the new model")
    options = parser.parse_args(arguments)
    records, model = read_dataset(options.dataset, options.cases), find_model(options.model)
    training, val = ([r for r in records if r.split == split] for split in ("train", "val"))
    pipeline = Pipeline.load(model, choose_device("cpu"))
    part = train(pipeline, training, val, options.seed if draws else 0)
    if part is None:
        parser.error(f"{options.dataset} has {missing}")
    options.output.parent.mkdir(parents=True, exist_ok=True)
    print(with_part(model, part, options.output).path)
