"""Draw varied hearts: pose and proportions, the left ventricle's shape, smooth change elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from LandmarkAILib.core.geometry import FloatArray, Grid

from .deformation import PullMap, exponential
from .whole_heart import STRUCTURES, WholeHeart

if TYPE_CHECKING:
    from torch import Tensor

_LATTICE_SPACING = 3.0
_LEAST_JACOBIAN = 0.08
# Standard deviation of the random displacement in mm, and its correlation length in mm.
_SCALES = ((4.5, 55.0), (1.6, 24.0))
_BEYOND = 26.0  # mm outside the epicardium at which a change of the ventricle has faded


@dataclass(frozen=True)
class VentricleShape:
    """How a left ventricle differs from its source; mm outwards, along the wall's normal.

    Args:
        kind: ``normal``, ``dilated``, ``hypertrophied`` or ``small``.
        endocardium: mean displacement of the endocardium.
        epicardium: mean displacement of the epicardium.
        septum: added to the endocardium's displacement at the septum, taken away opposite.
        apex: added to the endocardium's displacement beside the apex: above 0 round, below 0 pointed.
        length: displacement of the apex along the long axis.
        ripple: amplitude of random unevenness around the ventricle.
    """

    kind: str
    endocardium: float
    epicardium: float
    septum: float
    apex: float
    length: float
    ripple: float


# Chance, and ranges of the endocardium's displacement and of the change in wall thickness, mm.
_KINDS = {
    "normal": (0.45, (1.5, 8.0), (-4.5, -0.5)),
    "dilated": (0.25, (8.0, 16.0), (-6.5, -3.0)),
    "hypertrophied": (0.15, (-2.0, 3.0), (0.5, 5.0)),
    "small": (0.15, (-3.5, 0.5), (-3.0, 1.0)),
}


def draw_shape(rng: np.random.Generator) -> VentricleShape:
    """A ventricle from normal to diseased."""
    kind = str(rng.choice(list(_KINDS), p=[chance for chance, _, _ in _KINDS.values()]))
    _, inner, thickening = _KINDS[kind]
    endocardium = float(rng.uniform(*inner))
    return VentricleShape(
        kind=kind,
        endocardium=endocardium,
        epicardium=endocardium + float(rng.uniform(*thickening)),
        septum=float(rng.normal(0, 1.2)),
        apex=float(rng.uniform(-2.0, 5.0)),
        length=float(rng.normal(0, 4.0)),
        ripple=float(rng.uniform(0, 1.5)),
    )


def draw_pull_map(
    rng: np.random.Generator, heart: WholeHeart, shape: VentricleShape | None = None
) -> PullMap:
    """A varied heart.

    Args:
        rng: source of randomness.
        heart: the source.
        shape: of the left ventricle; drawn when None.
    """
    shape = draw_shape(rng) if shape is None else shape
    affine = np.asarray(np.linalg.inv(_draw_affine(rng, heart)))
    lattice = heart.grid.resized(
        [
            max(8, round(n * s / _LATTICE_SPACING))
            for n, s in zip(heart.grid.size, heart.grid.spacing, strict=True)
        ]
    )
    velocity = _ventricle_velocity(rng, heart, shape, lattice) + _smooth_velocity(rng, lattice)
    velocity = velocity * _border(lattice)
    while True:
        # A pull map runs against the velocity that carries the tissue.
        pull = PullMap(affine, exponential(-velocity, lattice), lattice)
        if pull.smallest_jacobian() > _LEAST_JACOBIAN:
            return pull
        velocity = 0.85 * velocity


def _draw_affine(rng: np.random.Generator, heart: WholeHeart) -> FloatArray:
    """(4, 4) from the source to the varied heart: size, proportions, rotation about its centre."""
    from scipy.spatial.transform import Rotation

    turn = Rotation.from_rotvec(np.deg2rad(rng.normal(0, (11, 11, 14)))).as_matrix()
    axis = heart.long_axis
    # Hearts turn about their own long axis too: clockwise and counter-clockwise rotation.
    turn = turn @ Rotation.from_rotvec(np.deg2rad(rng.normal(0, 10)) * axis).as_matrix()
    frame = Rotation.random(random_state=np.random.RandomState(int(rng.integers(2**31)))).as_matrix()
    stretch = frame @ np.diag(np.exp(rng.normal(0, 0.07, 3))) @ frame.T
    matrix = np.eye(4)
    matrix[:3, :3] = float(np.exp(rng.normal(0.05, 0.09))) * turn @ stretch
    return matrix


def _ventricle_velocity(
    rng: np.random.Generator, heart: WholeHeart, shape: VentricleShape, lattice: Grid
) -> Tensor:
    """(3, k, j, i) outwards from the long axis: full at endocardium and epicardium, faded beyond."""
    import torch
    from LandmarkAILib.inference.sampling import sample, smooth_for

    fields = sample(heart.distances, heart.grid, [lattice])[0].numpy()
    endo, epi = (fields[STRUCTURES.index(name)] for name in ("cavity", "epicardium"))
    k, j, i = np.indices(lattice.shape)
    points = lattice.to_lps(np.stack([i, j, k], axis=-1)) - heart.annulus
    axis, length = heart.long_axis, float(np.linalg.norm(heart.apex - heart.annulus))
    height = points @ axis / length
    core = np.clip(height, 0.15, 0.72)[..., None] * length * axis
    outward = points - core
    reach = np.linalg.norm(outward, axis=-1)
    outward = outward / np.maximum(reach, 1e-3)[..., None]
    inner, outer = _around(rng, heart, shape, points, height)
    depth = _depth(endo, epi, reach)
    amount = np.interp(depth, (0, 1, 2, 3), (0, 1, 0, 0)) * inner
    amount += np.interp(depth, (0, 1, 2, 3), (0, 0, 1, 0)) * outer
    # Valves and outflow stay: the change begins below them.
    amount *= _step((height + 0.05) / 0.3)
    along = shape.length * np.exp(-0.5 * ((height - 1) / 0.35) ** 2) * np.interp(depth, (1, 3), (1, 0))
    velocity = outward * amount[..., None] + axis * along[..., None]
    tensor = torch.as_tensor(np.moveaxis(velocity, -1, 0), dtype=torch.float32).contiguous()
    return smooth_for(tensor, lattice, [2.2 * _LATTICE_SPACING] * 3)


def _around(
    rng: np.random.Generator,
    heart: WholeHeart,
    shape: VentricleShape,
    points: FloatArray,
    height: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    """Displacement of endocardium and epicardium in mm, as it varies around and along the ventricle."""
    side = np.cross(heart.long_axis, heart.septum)
    angle = np.arctan2(points @ side, points @ heart.septum)
    uneven = sum(
        rng.normal() * np.cos(n * angle + rng.uniform(0, 2 * np.pi) + rng.normal(0, 1) * height)
        for n in (1, 2, 3)
    )
    toward_apex = _step((height - 0.55) / 0.5)
    inner = shape.endocardium - shape.septum * np.cos(angle) + shape.ripple * uneven
    shoulder = shape.apex * np.exp(-0.5 * ((height - 0.78) / 0.15) ** 2)
    # The wall is thin at the tip, where a dilating cavity must not press it flat.
    inner = inner + shoulder - 0.35 * toward_apex * max(shape.endocardium, 0)
    outer = shape.epicardium + 0.6 * shape.ripple * uneven + 0.8 * shoulder
    outer = outer - 0.25 * toward_apex * max(shape.epicardium, 0)
    return np.asarray(inner), np.asarray(outer)


def _depth(endo: FloatArray, epi: FloatArray, reach: FloatArray) -> FloatArray:
    """0 on the long axis, 1 on the endocardium, 2 on the epicardium, 3 where all change has faded."""
    inside = reach / np.maximum(reach - endo, 1e-3)
    wall = 1 + endo / np.maximum(endo - epi, 1e-3)
    return np.asarray(
        np.where(endo < 0, inside, np.where(epi < 0, wall, 2 + np.maximum(epi, 0) / _BEYOND))
    )


def _smooth_velocity(rng: np.random.Generator, lattice: Grid) -> Tensor:
    """(3, k, j, i) random velocity of two scales."""
    import torch
    from torch.nn import functional

    total = torch.zeros(3, *lattice.shape)
    for deviation, scale in _SCALES:
        nodes = [
            max(4, int(np.ceil(n * s / scale)) + 1)
            for n, s in zip(lattice.shape, lattice.spacing, strict=True)
        ]
        noise = torch.from_numpy(rng.standard_normal((1, 3, *nodes), dtype=np.float32))
        smooth = functional.interpolate(noise, lattice.shape, mode="trilinear", align_corners=True)[0]
        smooth = functional.avg_pool3d(smooth, 5, 1, 2, count_include_pad=False)
        total += float(rng.uniform(0.5, 1.3)) * deviation * smooth
    return total


def _border(lattice: Grid) -> Tensor:
    """(k, j, i) weights that fall to 0 over the outer 18 mm of the lattice."""
    import torch

    ramps = [
        _step((np.minimum(np.arange(n), n - 1 - np.arange(n))) * s / 18.0)
        for n, s in zip(lattice.size, lattice.spacing, strict=True)
    ]
    weights = ramps[2][:, None, None] * ramps[1][:, None] * ramps[0]
    return torch.as_tensor(weights, dtype=torch.float32)


def _step(x: FloatArray) -> FloatArray:
    """0 below 0, 1 above 1, smooth between."""
    t = np.clip(x, 0, 1)
    return np.asarray(t * t * (3 - 2 * t))
