"""Augmentation of intensities: other contrasts, coils, resolutions and noise.

What MONAI has is called. Our own are the non-monotone remap, the cut field of view, the shading of
surface coils, and curves of each tissue class: the local half of SLAug's location-scale augmentation
(Su et al. 2023, doi:10.1609/aaai.v37i8.26195), by which a real image keeps its texture, noise and
artefacts, while blood, muscle and the rest change their brightness independently of each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.short_axis import array_axes, slices_last
from LandmarkAILib.inference.intensity import normalise
from torch import Tensor
from torch.nn import functional

_DARKEST = (0.08, 0.6)  # brightness of the far side against the near one
_STEPS = 256
_INVERTED = 0.5  # how often dark becomes bright within a class


Look = Callable[[Tensor, np.random.Generator], Tensor]
"""(1, H, W) intensities, −1 (no signal) to about 1 → the same, changed."""


def remap(image: Tensor, rng: np.random.Generator) -> Tensor:
    """Pass intensities through a random smooth curve that need not be monotone.

    It makes blood darker than muscle, scar like fat, and contrasts nobody has named.

    Args:
        image: any shape, intensities within −1.5 … 1.5.
    """
    knots = int(rng.integers(3, 7))
    curve = np.interp(np.linspace(0, 1, 256), np.linspace(0, 1, knots), rng.uniform(-1, 1, knots))
    table = torch.as_tensor(curve, dtype=torch.float32)
    position = (image.clamp(-1, 1) + 1) * 127.5
    below = position.floor().long().clamp(0, 254)
    weight = position - below
    return table[below] * (1 - weight) + table[below + 1] * weight


def cut_field(image: Tensor, rng: np.random.Generator) -> Tensor:
    """Blank what lies beyond a random straight edge or two, as a small field of view does."""
    out = image.clone()
    for _ in range(int(rng.integers(1, 3))):
        axis = int(rng.integers(1, 3))
        depth = int(rng.uniform(0.05, 0.3) * out.shape[axis])
        start = 0 if rng.random() < 0.5 else out.shape[axis] - depth
        out.narrow(axis, start, depth).fill_(-1)
    return out


@cache
def _monai(name: str) -> Any:
    """MONAI's transforms, made once; each call of :func:`_call` seeds them anew."""
    from monai import transforms

    recipes: dict[str, Callable[[], Any]] = {
        "gamma": lambda: transforms.RandAdjustContrast(prob=1, gamma=(0.5, 2.0)),
        "bias field": lambda: transforms.RandBiasField(prob=1, degree=3, coeff_range=(-0.25, 0.25)),
        "low resolution": lambda: transforms.RandSimulateLowResolution(
            prob=1, zoom_range=(0.35, 1.0), downsample_mode="area", upsample_mode="bilinear"
        ),
        "gibbs": lambda: transforms.RandGibbsNoise(prob=1, alpha=(0.2, 0.7)),
        "noise": lambda: transforms.RandRicianNoise(prob=1, std=0.12, channel_wise=False),
    }
    return recipes[name]()


def _call(name: str, image: Tensor, rng: np.random.Generator) -> Tensor:
    transform = _monai(name)
    transform.set_random_state(seed=int(rng.integers(2**31)))
    out = transform(image)
    return out.as_tensor() if hasattr(out, "as_tensor") else torch.as_tensor(out)


def monai_look(name: str) -> Look:
    """A MONAI transform as a look; MONAI's magnitudes start at 0, ours at −1."""

    def look(image: Tensor, rng: np.random.Generator) -> Tensor:
        return _call(name, (image + 1) / 2, rng) * 2 - 1

    return look


def invert(image: Tensor, rng: np.random.Generator) -> Tensor:
    """Dark becomes bright."""
    return -image


LOOKS: tuple[tuple[float, Look], ...] = (
    (0.35, remap),
    (0.5, monai_look("gamma")),
    (0.05, invert),
    (0.3, monai_look("bias field")),
    (0.3, monai_look("low resolution")),
    (0.1, monai_look("gibbs")),
    (0.4, monai_look("noise")),
    (0.15, cut_field),
)
"""Probability and function of each look, in the order in which a scanner would cause them."""


def random_look(
    image: Tensor, rng: np.random.Generator, *, contrast: bool = True, shading: float = 0.0
) -> Tensor:
    """Change the looks of a normalised view.

    Args:
        image: (1, H, W), −1.5 … 1.5.
        contrast: False leaves the tissues' relative brightness alone (no ``remap``, no ``invert``).
        shading: probability of surface coils that fall off steeply.
    """
    looks = LOOKS
    if shading > 0:
        coils = next(n for n, (_, look) in enumerate(LOOKS) if look is invert) + 1
        looks = (*LOOKS[:coils], (shading, coil_shading), *LOOKS[coils:])
    for probability, look in looks:
        if rng.random() < probability and (contrast or look not in (remap, invert)):
            image = look(image, rng)
    return image


def coil_shading(image: Tensor, rng: np.random.Generator) -> Tensor:
    """Shade an image as a phased array does, whose elements lie on one side of the chest or on two.

    Each element is brightest beside it and falls off with the square of the distance; far from all of
    them the body is left at 8 to 60 % of the brightness that it has beside them. Polynomials of a low
    degree, which bias fields mostly are, do not fall so steeply.

    Args:
        image: (1, H, W), −1 no signal.
        rng: source of randomness.

    Returns:
        (1, H, W), rescaled so that its 99th percentile stays where it was.
    """
    field = torch.as_tensor(_sensitivity(tuple(image.shape[1:]), rng))
    # Curves of classes go below "no signal"; a negative brightness would blow the rescaling up.
    signal = ((image + 1) / 2).clamp_min(0)
    shaded = signal * field
    before, after = _bright(signal), _bright(shaded)
    return (shaded * (before / after) if after > 0 else shaded) * 2 - 1


def _sensitivity(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """(H, W) float32 sensitivity of the whole array, 1 where it is greatest."""
    height, width = shape
    y = (np.arange(height, dtype=np.float32)[:, None] + 0.5) / height - 0.5
    x = (np.arange(width, dtype=np.float32)[None] + 0.5) / width - 0.5
    side = rng.uniform(-np.pi, np.pi)
    total = np.zeros(shape, np.float32)
    for _ in range(int(rng.integers(1, 5))):
        # Mostly on the near side, some behind the back.
        angle = side + rng.normal(0, 0.6) + (np.pi if rng.random() < 0.25 else 0)
        away, reach = rng.uniform(0.4, 0.9), rng.uniform(0.25, 0.7)
        squared = (x - away * np.cos(angle)) ** 2 + (y - away * np.sin(angle)) ** 2
        total += np.float32(rng.uniform(0.4, 1)) / (1 + squared / np.float32(reach**2)) ** 2
    low, high = total.min(), total.max()
    floor = np.float32(rng.uniform(*_DARKEST))
    return np.asarray(floor + (1 - floor) * (total - low) / max(high - low, np.float32(1e-6)))


def _bright(values: Tensor) -> float:
    """Its 99th percentile; of all values alike, that value."""
    flat = values.numpy().ravel()
    place = int(0.99 * (flat.size - 1))
    return float(np.partition(flat, place)[place])


_SCALE, _LOCATION = 0.15, 0.25  # standard deviations


def class_curves(image: Tensor, labels: npt.NDArray[np.uint8], rng: np.random.Generator) -> Tensor:
    """Pass the pixels of each class through a random Bézier curve, scale and shift them.

    Args:
        image: (1, H, W), −1.5 … 1.5.
        labels: (H, W); 0 is everything beside the heart.
        rng: source of randomness.

    Returns:
        (1, H, W) within −1.5 … 1.5; the classes fade into each other over about two pixels, as partial
        volume has it.
    """
    share = functional.one_hot(torch.as_tensor(labels.astype(np.int64))).movedim(-1, 0).float()[None]
    share = functional.avg_pool2d(share, 3, 1, 1, count_include_pad=False)[0]
    out = torch.zeros_like(image)
    for part in share:
        curve = bezier_curve(rng)
        curve = curve[::-1] if rng.random() < _INVERTED else curve
        scale, location = rng.normal(1, _SCALE), rng.normal(0, _LOCATION)
        out += part * through(image, curve * np.float32(scale) + np.float32(location))
    return out.clamp(-1.5, 1.5)


def bezier_curve(rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """(256,) values, rising from −1 to 1, of a cubic Bézier curve over −1 … 1 with random handles."""
    t = np.linspace(0, 1, _STEPS)
    first, second = np.sort(rng.uniform(-1, 1, (2, 2)), axis=0)
    ends = (-((1 - t) ** 3) + t**3)[:, None]
    points = ends + 3 * ((1 - t) ** 2 * t)[:, None] * first + 3 * ((1 - t) * t**2)[:, None] * second
    values = np.interp(np.linspace(-1, 1, _STEPS), points[:, 0], points[:, 1])
    return np.asarray(values, np.float32)


def through(image: Tensor, curve: npt.NDArray[np.float32]) -> Tensor:
    """Look every intensity up in a curve (256,) over −1 … 1, linearly; beyond, its ends hold."""
    table = torch.as_tensor(np.ascontiguousarray(curve))
    position = (image.clamp(-1, 1) + 1) * ((_STEPS - 1) / 2)
    below = position.floor().long().clamp(0, _STEPS - 2)
    return torch.lerp(table[below], table[below + 1], position - below)


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
