"""Bring intensities of any scanner and contrast to one range."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ..core.hounsfield import hounsfield_offset
from ..core.image import Image
from ..core.records import Tagged, build
from .arrays import to_array, to_tensor

if TYPE_CHECKING:
    from torch import Tensor

Normalise = Callable[["Tensor", "Tensor"], "Tensor"]
"""Views (N, 1, ...) and, as bool, where they lie within the image → what a network sees."""


class Intensity(Protocol):
    """A model's way to treat intensities."""

    def of(self, image: Image) -> Normalise:
        """How views of an image are treated.

        Raises:
            InputError: the image's values are not of the kind that the model knows.
        """
        ...


@dataclass(frozen=True)
class Percentiles:
    """Every view by its own percentiles: for values without a unit.

    Args:
        low: percentile that becomes −1.
        high: percentile that becomes +1.
    """

    low: float = 1.0
    high: float = 99.0

    def __post_init__(self) -> None:
        if not 0 <= self.low < self.high <= 100:
            raise ValueError(f"percentiles rise from 0 to 100, not from {self.low} to {self.high}")

    def of(self, image: Image) -> Normalise:
        """See :func:`normalise`; the same for every image."""
        return partial(normalise, low=self.low, high=self.high)


@dataclass(frozen=True)
class HounsfieldWindow:
    """A fixed window of Hounsfield units.

    Args:
        window: HU that become −1 and +1.
    """

    window: tuple[float, float]

    def of(self, image: Image) -> Normalise:
        """See :func:`scale_window`, for values in HU or stored with an offset."""
        offset = hounsfield_offset(image)
        low, high = (bound + offset for bound in self.window)
        return partial(scale_window, low=low, high=high)


def normalise(views: Tensor, inside: Tensor, low: float = 1.0, high: float = 99.0) -> Tensor:
    """Rescale every view by its own percentiles.

    Args:
        views: (N, 1, ...) intensities in any unit.
        inside: (N, 1, ...) bool, where the view lies within the image.
        low: percentile of what is inside that becomes −1.
        high: percentile that becomes +1.

    Returns:
        Tensor of the same shape, clipped to ±1.5; outside is −1, as the air around a body mostly is. A
        constant view is all −1.
    """
    import torch

    shares = torch.tensor([low / 100, high / 100], device=views.device)
    out = torch.full_like(views, -1.0)
    whole = to_array(inside.flatten(1).all(dim=1))
    for n in range(len(views)):
        values = views[n].flatten() if whole[n] else views[n][inside[n]]
        if values.numel() < 2:
            continue
        dark, bright = _quantiles(values, shares)
        if bright > dark:
            scaled = (2 * (views[n] - dark) / (bright - dark) - 1).clamp_(-1.5, 1.5)
            out[n] = scaled if whole[n] else torch.where(inside[n], scaled, -1.0)
    return out


def _quantiles(values: Tensor, shares: Tensor) -> Tensor:
    """``torch.quantile``; on a CPU without sorting all values, which takes it four times as long."""
    import torch

    if values.device.type != "cpu" or bool(values.isnan().any()):
        return torch.quantile(values, shares)
    ranks = shares * (values.numel() - 1)
    around = torch.stack([ranks.floor(), ranks.ceil()]).int().tolist()
    ordered = np.partition(to_array(values), sorted({n for ends in around for n in ends}))
    below, above = (to_tensor(ordered[ends]) for ends in around)
    return torch.lerp(below, above, ranks - ranks.floor())


def scale_window(views: Tensor, inside: Tensor, low: float, high: float) -> Tensor:
    """Rescale views so that ``low`` becomes −1 and ``high`` +1, clipped to ±1; outside is −1."""
    import torch

    scaled = ((2 * views - (low + high)) / (high - low)).clamp(-1.0, 1.0)
    return torch.where(inside, scaled, -1.0)


INTENSITY_KINDS: dict[str, Callable[..., Intensity]] = {
    "percentiles": Percentiles,
    "ct": HounsfieldWindow,
}


def make_intensity(description: Tagged | Mapping[str, Any]) -> Intensity:
    """The treatment that ``intensity`` of a ``model.json`` describes.

    Raises:
        RecordError: its type is not known, or its options are not that type's.
    """
    return build(INTENSITY_KINDS, description, "intensity")
