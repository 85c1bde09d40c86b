"""Weights that a stage begins with: those of another model, layer by layer, where they fit."""

from __future__ import annotations

import torch
from LandmarkAILib.core.records import Tagged
from LandmarkAILib.errors import InputError
from LandmarkAILib.inference.networks import make_network
from LandmarkAILib.models.bundle import Bundle
from LandmarkAILib.models.description import ModelDescription
from torch import nn

from .preflight import POINT_OPTIONS

_LEAST = 0.5  # of the weights of a network; else it has not begun with that model but beside it


def begin_with(network: nn.Module, model: ModelDescription, stage: int, start: Bundle) -> list[str]:
    """Give a network every layer that fits of a model's stage in its place.

    A layer fits that has the same name and shape; of those that make the outputs, only where the two
    models find the same. Of a model with fewer stages the last one is taken: it is the finest. Layers
    that do not fit stay random.

    Args:
        network: of the stage.
        model: that is to be trained.
        stage: from 0.
        start: the model whose weights are taken.

    Returns:
        The layers that stay random.

    Raises:
        InputError: less than half of the network would begin with that model.
    """
    number = min(stage, len(start.stages) - 1)
    given, own = start.weights(number), network.state_dict()
    fitting = {name: value for name, value in given.items() if _fits(own.get(name), value)}
    found = start.description
    if (found.landmarks, found.segments) != (model.landmarks, model.segments):
        for name in _of_outputs(model.stages[stage].network):
            fitting.pop(name, None)
    # A bundle leaves out how many batches were counted, which nothing depends on.
    random = [n for n in own if n not in fitting and not n.endswith("num_batches_tracked")]
    taken = sum(value.numel() for value in fitting.values())
    if taken < _LEAST * (taken + sum(own[name].numel() for name in random)):
        raise InputError(
            f"{start.name} cannot be started from: too few layers of its stage {number + 1} fit stage "
            f"{stage + 1} of the preset. Start from a model of the same dimension, network and width."
        )
    network.load_state_dict(fitting, strict=False)
    return list(dict.fromkeys(name.rpartition(".")[0] for name in random))


def _of_outputs(network: Tagged) -> set[str]:
    """Weights that have another shape in a network of more landmarks and segments."""
    counts = (POINT_OPTIONS | {"segments"}) & {k for k, n in network.options.items() if n}
    more = {**network.options, **{key: network.options[key] + 1 for key in counts}}
    with torch.device("meta"):
        one, other = make_network(network), make_network(Tagged(network.type, more))
    shapes = other.state_dict()
    return {name for name, value in one.state_dict().items() if value.shape != shapes[name].shape}


def _fits(own: object, given: object) -> bool:
    return getattr(own, "shape", None) == getattr(given, "shape", False)
