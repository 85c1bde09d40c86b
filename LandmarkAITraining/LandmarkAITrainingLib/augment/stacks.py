"""Whole stacks that look otherwise: their truth stays, and how a model fares on them can be measured."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import torch
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.short_axis import array_axes, slices_last
from LandmarkAILib.inference.intensity import normalise

from .intensity import class_curves, random_look

_SHADED, _CURVED = 0.3, 0.5  # probability in each round


def altered_stack(image: Image, labels: npt.NDArray[np.uint8] | None, rounds: int, seed: int) -> Image:
    """A stack through random looks, the same on all of its slices.

    Each round is one draw of the looks of training; several, one upon the other, lead beyond what a
    training shows.

    Args:
        image: a stack of slices.
        labels: (k, j, i) label map on its grid, whose classes change their brightness each for itself;
            None changes all alike.
        rounds: how often; none leaves the slices as they are, but for their scale.
        seed: of all that is drawn.

    Returns:
        The stack on the same grid, float32, −1 … 1 and a little beyond.
    """
    axes = array_axes(slices_last(image.grid))
    pixels = np.transpose(image.array, axes).astype(np.float32)
    classes = None if labels is None else np.transpose(labels, axes)
    slices = torch.from_numpy(np.ascontiguousarray(pixels))[:, None]
    slices = normalise(slices, torch.ones_like(slices, dtype=torch.bool))
    for k in range(len(slices)):
        rng = np.random.default_rng(seed)  # of the stack, not of the slice
        for _ in range(rounds):
            curved, own = rng.random() < _CURVED, int(rng.integers(2**31))
            if curved and classes is not None:
                # Slices without a heart draw fewer numbers: the looks must not notice.
                slices[k] = class_curves(slices[k], classes[k], np.random.default_rng(own))
            slices[k] = random_look(slices[k], rng, shading=_SHADED)
    array = np.transpose(slices[:, 0].numpy(), np.argsort(axes))
    return replace(image, array=np.ascontiguousarray(array))
