"""A run of training as a model: the stages that it has so far in the place of the shipped ones."""

from __future__ import annotations

from pathlib import Path

from LandmarkAILib.models.bundle import Bundle, write_bundle
from LandmarkAILib.models.installed import find_model
from LandmarkAITrainingLib.training.parts import without_parts
from LandmarkAITrainingLib.training.stage_module import StageModule, weights_of

BASE = "cmr-sax"


def open_model(model: str, folder: Path) -> Bundle:
    """The model of that name or path; of a run, ``cmr-sax`` with the stages that the run has.

    Args:
        model: name, folder of a model, or folder of a run with ``stage1`` or ``stage2``.
        folder: gets the model that is made of a run.
    """
    stages = sorted(Path(model).glob("stage?/last.ckpt"))
    if not stages:
        return find_model(model)
    base = find_model(BASE)
    # What looks along the stack, and for mirror images, was trained on the stage that it came with.
    description, weights = without_parts(base)
    for path in stages:
        module = StageModule.load_from_checkpoint(path, map_location="cpu")
        weights[f"{path.parent.name}.safetensors"] = weights_of(module)
    return write_bundle(folder / base.name, description, weights)
