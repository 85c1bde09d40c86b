"""Train what tells a stack from its mirror image, on what the trained first stage says of both.

::

    python -m LandmarkAITrainingLib.training.mirror_alarm DATASET --model MODEL -o OUT

writes MODEL again with the part added. Each training stack is seen twice, as it is and mirrored, both
through random turns and looks, so that neither the usual way in which a patient lies nor the contrast
gives it away. A line through the first stage's features suffices: logistic regression.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.mirror import mirrored_image
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.bundle import Bundle, write_bundle
from LandmarkAILib.models.description import MirrorPlan
from LandmarkAILib.models.installed import find_model
from torch import Tensor
from torch.nn import functional

from ..data.dataset import CaseRecord, LoadedCase, load_case, read_dataset
from .levels import stack_of

FILE = "mirror.safetensors"
_RIDGE = 0.01
_ROUNDS = 200
_RARE = 0.02
"""Share of true held-out stacks that may set off the alarm, and of mirrored ones that may not."""
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


@dataclass(frozen=True, eq=False)
class MirrorPart:
    """What is added to a model.

    Args:
        plan: ``mirror`` of its ``model.json``.
        weights: of the line.
    """

    plan: MirrorPlan
    weights: dict[str, Tensor]


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
    """Logistic regression with a ridge on standardised features; every stack counts the same.

    Returns:
        ``weight`` (F,) and ``bias`` (1,) for features as they are.
    """
    features = torch.cat([twin.features for twin in seen]).double()
    mean, scale = features.mean(dim=0), features.std(dim=0) + 1e-3
    inputs = (features - mean) / scale
    wanted = torch.cat([torch.full((len(t.features),), float(t.mirrored)) for t in seen]).double()
    share = torch.cat([torch.full((len(t.features),), 1 / len(t.features)) for t in seen]).double()
    line = torch.zeros(inputs.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([line], max_iter=_ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        logits = inputs @ line[:-1] + line[-1]
        each = functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
        total = (each * share).sum() / share.sum() + _RIDGE * (line[:-1] ** 2).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    weight = line.detach()[:-1] / scale
    bias = line.detach()[-1:] - weight @ mean
    return {"weight": weight.float(), "bias": bias.float()}


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
) -> MirrorPart | None:
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
    return MirrorPart(MirrorPlan(FILE, fit_threshold(weights, held_out)), weights)


def with_mirror(bundle: Bundle, part: MirrorPart, folder: Path) -> Bundle:
    """The model with the part added, or replaced, written to a folder."""
    weights = {name: bundle.tensors(name) for name in bundle.description.files}
    weights[part.plan.weights] = part.weights
    return write_bundle(folder, replace(bundle.description, mirror=part.plan), weights, bundle.card)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a model with an alarm for mirror images."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases")
    parser.add_argument("--cases", type=Path, help="table of cases; cases.csv in the dataset by default")
    parser.add_argument("--model", required=True, help="name or folder of the model")
    parser.add_argument("--seed", type=int, default=2026, help="of all that is drawn")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the new model")
    options = parser.parse_args(arguments)
    records, model = read_dataset(options.dataset, options.cases), find_model(options.model)
    pipeline = Pipeline.load(model, choose_device("cpu"))
    train, val = ([r for r in records if r.split == split] for split in ("train", "val"))
    part = train_mirror(pipeline, train, val, options.seed)
    if part is None:
        parser.error(f"no case of {options.dataset} has a segmented ventricle")
    options.output.parent.mkdir(parents=True, exist_ok=True)
    print(with_mirror(model, part, options.output).path)


if __name__ == "__main__":
    main()
