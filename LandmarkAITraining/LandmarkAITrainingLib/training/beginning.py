"""Weights that a stage begins with: those of another model, layer by layer, where they fit."""

from __future__ import annotations

import torch
from LandmarkAILib.core.records import Tagged
from LandmarkAILib.errors import InputError
from LandmarkAILib.inference.networks import make_network
from LandmarkAILib.models.bundle import Bundle
from LandmarkAILib.models.description import ModelDescription
from torch import Tensor, nn

from .preflight import POINT_OPTIONS

_LEAST = 0.5  # of the weights of a network; else it has not begun with that model but beside it


def begin_with(network: nn.Module, model: ModelDescription, stage: int, start: Bundle) -> list[str]:
    """Give a network every layer that fits of a model's stage in its place.

    A layer fits that has the same name and shape. Of those that make the outputs, what belongs to
    landmarks and segments that both models find is taken, by name. Of a model with fewer stages the last
    one is taken: it is the finest. What does not fit stays random.

    Args:
        network: of the stage.
        model: that is to be trained.
        stage: from 0.
        start: the model whose weights are taken.

    Returns:
        The layers that stay random, in whole or in part.

    Raises:
        InputError: less than half of the network would begin with that model.
    """
    number = min(stage, len(start.stages) - 1)
    given, own = start.weights(number), network.state_dict()
    fitting = {name: value for name, value in given.items() if _fits(own.get(name), value)}
    # A bundle leaves out how many batches were counted, which nothing depends on.
    random = [n for n in own if n not in fitting and not n.endswith("num_batches_tracked")]
    found = start.description
    if (found.landmarks, found.segments) != (model.landmarks, model.segments):
        outputs = _of_outputs(model.stages[stage].network)
        random = [name for name in own if name in outputs or name in random]
        for name in outputs:
            fitting.pop(name, None)
            if (
                name in given
                and (shared := _shared_rows(own[name], given[name], model, found)) is not None
            ):
                fitting[name] = shared
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


def _shared_rows(
    own: Tensor, given: Tensor, model: ModelDescription, found: ModelDescription
) -> Tensor | None:
    """An output layer's weights, with those of what both models find; None if there is no such thing.

    The networks give each output as many rows, one output after the other: landmarks, background,
    segments.
    """
    if not set(model.landmarks + model.segments) & set(found.landmarks + found.segments):
        return None
    for own_outputs, given_outputs in zip(_orders(model), _orders(found), strict=True):
        rows, rest = divmod(len(own), max(len(own_outputs), 1))
        if rest or len(given) != rows * len(given_outputs) or own.shape[1:] != given.shape[1:]:
            continue
        shared = own.clone()
        for place, name in enumerate(own_outputs):
            if name in given_outputs:
                first = rows * given_outputs.index(name)
                shared[rows * place : rows * (place + 1)] = given[first : first + rows]
        return shared
    return None


def _orders(model: ModelDescription) -> tuple[tuple[str, ...], ...]:
    """What the rows of an output layer may stand for: everything, or landmarks or segments alone."""
    classes = ("background", *model.segments) if model.segments else ()
    return model.landmarks + classes, model.landmarks, classes


def _fits(own: object, given: object) -> bool:
    return getattr(own, "shape", None) == getattr(given, "shape", False)
