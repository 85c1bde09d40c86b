"""Several trainings of a stage averaged into one: a model soup (Wortsman et al. 2022, arXiv:2203.05482).

::

    python -m LandmarkAITrainingLib.training.soup DATASET CHECKPOINT… --model MODEL --stage 2 -o OUT

writes MODEL again with that stage's weights averaged, and calibrated anew on the validation cases. It
works where the trainings went on from the same weights, so that they lie in one basin. Of an averaged
first stage the parts that read it (levels, mirror, contrasts) are left out: they learnt from another.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from LandmarkAILib.errors import InputError
from LandmarkAILib.models.bundle import Bundle
from LandmarkAILib.models.installed import find_model
from torch import Tensor

from ..data.dataset import CaseRecord, read_dataset
from .calibrate import write_calibrated
from .parts import without_parts
from .resume import read_saved
from .stage_module import StageModule, weights_of


def averaged(weights: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of state dicts of one network, statistics of normalisations included.

    Raises:
        InputError: they are of different networks.
    """
    shapes = [{name: tensor.shape for name, tensor in each.items()} for each in weights]
    if any(shape != shapes[0] for shape in shapes):
        raise InputError("weights of different networks cannot be averaged: give runs of one preset")
    return {
        name: torch.stack([each[name].double() for each in weights]).mean(dim=0).to(tensor.dtype)
        for name, tensor in weights[0].items()
    }


def with_soup(
    bundle: Bundle, stage: int, checkpoints: Sequence[Path], val: Sequence[CaseRecord], folder: Path
) -> Bundle:
    """The model with a stage's weights averaged, calibrated anew.

    Args:
        bundle: the model.
        stage: number of the stage, from 0.
        checkpoints: of trainings of that stage.
        val: cases to calibrate on.
        folder: gets the new model.

    Raises:
        InputError: a checkpoint is damaged, or of another network.
    """
    parts = []
    for path in checkpoints:
        read_saved(path)  # complains of a damaged one
        parts.append(weights_of(StageModule.load_from_checkpoint(path, map_location="cpu")))
    description, weights = bundle.description, bundle.all_tensors()
    if stage == 0:
        description, weights = without_parts(bundle)
    weights[bundle.stages[stage].weights] = averaged([*parts])
    training = replace(description.training, averaged=len(checkpoints))
    return write_calibrated(folder, replace(description, training=training), weights, val, bundle.card)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a model with an averaged stage."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases")
    parser.add_argument("checkpoints", type=Path, nargs="+", help="last.ckpt of trainings of the stage")
    parser.add_argument("--cases", type=Path, help="table of cases; cases.csv in the dataset by default")
    parser.add_argument("--model", required=True, help="name or folder of the model")
    parser.add_argument("--stage", type=int, required=True, help="number of the stage, from 1")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the new model")
    options = parser.parse_args(arguments)
    val = [r for r in read_dataset(options.dataset, options.cases) if r.split == "val"]
    options.output.parent.mkdir(parents=True, exist_ok=True)
    model = find_model(options.model)
    print(with_soup(model, options.stage - 1, options.checkpoints, val, options.output).path)


if __name__ == "__main__":
    main()
