"""Calcium and metal: small dense things, and where they lie in a varied heart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from LandmarkAILib.core.geometry import FloatArray

from .chest import Chest
from .contrast_phases import Hounsfield
from .deformation import PullMap
from .whole_heart import STRUCTURES, WholeHeart

# How often a subject has each.
_CORONARY_CALCIUM, _VALVE_CALCIUM, _LEAD, _RING, _WIRES = 0.35, 0.12, 0.14, 0.05, 0.08
_STEP = 0.4  # mm between the points of a wire


@dataclass(frozen=True, eq=False)
class Deposit:
    """Something dense, thinner than voxels may be: points that share its volume.

    Args:
        points: (n, 3) mm in the space of the varied heart.
        volume: of each point, mm³.
        hounsfield: HU of the solid material.
        metal: whether it throws streaks.
    """

    points: FloatArray
    volume: float
    hounsfield: float
    metal: bool


def draw_deposits(
    rng: np.random.Generator, heart: WholeHeart, pull: PullMap, chest: Chest, values: Hounsfield
) -> tuple[Deposit, ...]:
    """What a subject carries; most carry nothing."""
    found: list[Deposit] = []
    if rng.random() < _CORONARY_CALCIUM:
        found += _coronary_calcium(rng, heart, pull, values["calcium"])
    if rng.random() < _VALVE_CALCIUM:
        valve = str(rng.choice(["left_atrium", "aorta"]))
        found += _valve_calcium(rng, heart, pull, valve, values["calcium"])
    if rng.random() < _LEAD:
        found += [_lead(rng, heart, pull, values["metal"]) for _ in range(int(rng.integers(1, 3)))]
    if rng.random() < _RING:
        found.append(_ring(rng, heart, pull, values["metal"]))
    if rng.random() < _WIRES:
        found.append(_sternal_wires(rng, chest, values["metal"]))
    return tuple(found)


def _coronary_calcium(
    rng: np.random.Generator, heart: WholeHeart, pull: PullMap, hounsfield: float
) -> list[Deposit]:
    """Plaques in the grooves between the chambers, where the coronaries run."""
    pairs = (
        ("epicardium", "right_ventricle"),
        ("right_ventricle", "right_atrium"),
        ("epicardium", "left_atrium"),
    )
    first, second = pairs[int(rng.integers(len(pairs)))]
    near = _between(heart, first, second, offset=4.0, within=1.2)
    if not len(near):
        return []
    seeds = near[rng.integers(len(near), size=int(rng.integers(1, 9)))]
    return [_plaque(rng, pull.push(seed[None])[0], rng.uniform(4, 60), hounsfield) for seed in seeds]


def _valve_calcium(
    rng: np.random.Generator, heart: WholeHeart, pull: PullMap, other: str, hounsfield: float
) -> list[Deposit]:
    """Lumps on the mitral annulus or the aortic valve: where the cavity meets atrium or aorta."""
    near = _between(heart, "cavity", other, offset=0.5, within=1.5)
    if not len(near):
        return []
    rim = np.linalg.norm(near - near.mean(axis=0), axis=1)
    near = near[rim > np.median(rim)]
    seeds = near[rng.integers(len(near), size=int(rng.integers(2, 12)))]
    return [_plaque(rng, pull.push(seed[None])[0], rng.uniform(10, 150), hounsfield) for seed in seeds]


def _between(heart: WholeHeart, first: str, second: str, offset: float, within: float) -> FloatArray:
    """(n, 3) points that are ``offset`` mm from both of two structures."""
    a, b = (heart.distances[STRUCTURES.index(name)].numpy() for name in (first, second))
    k, j, i = np.nonzero(np.hypot(a - offset, b - offset) < within)
    return heart.grid.to_lps(np.stack([i, j, k], axis=-1))


def _plaque(rng: np.random.Generator, center: FloatArray, volume: float, hounsfield: float) -> Deposit:
    """A lump of some mm³."""
    points = center + rng.normal(0, 0.35 * volume ** (1 / 3), (24, 3))
    return Deposit(points, volume / len(points), hounsfield, metal=False)


def _lead(rng: np.random.Generator, heart: WholeHeart, pull: PullMap, hounsfield: float) -> Deposit:
    """A pacing or defibrillator lead: superior vena cava, right atrium, apex of the right ventricle."""
    a = heart.anchors
    tip = _right_apex(heart) + rng.normal(0, 3, 3)
    way = [
        a["right_atrium top"] + [0, 4, 22],
        a["right_atrium top"],
        a["right_atrium"],
        a["right_ventricle"],
        tip,
    ]
    way = [way[0], *(point + rng.normal(0, 4, 3) for point in way[1:-1]), way[-1]]
    inside = pull.push(_curve(np.stack(way)))
    above = inside[0] + np.linspace(140, 0, 300)[:, None] * np.array([0.05, -0.05, 1.0])
    radius = float(rng.choice([0.6, 1.1]))
    points = np.concatenate([above, inside])
    return Deposit(points, np.pi * radius**2 * _STEP, hounsfield, metal=True)


def _right_apex(heart: WholeHeart) -> FloatArray:
    """The point of the right ventricle farthest along the long axis, 5 mm within it."""
    inside = heart.distances[STRUCTURES.index("right_ventricle")].numpy() < -4
    points = heart.grid.to_lps(np.argwhere(inside)[:, ::-1])
    return np.asarray(points[np.argmax(points @ heart.long_axis)])


def _ring(rng: np.random.Generator, heart: WholeHeart, pull: PullMap, hounsfield: float) -> Deposit:
    """A mitral prosthesis or annuloplasty ring."""
    across = np.cross(heart.long_axis, heart.septum)
    angle = np.linspace(0, 2 * np.pi, 240)[:, None]
    radius = rng.uniform(9, 14)
    ring = heart.annulus + radius * (np.cos(angle) * heart.septum + np.sin(angle) * across)
    volume = np.pi * rng.uniform(0.5, 1.2) ** 2 * 2 * np.pi * radius / len(ring)
    return Deposit(pull.push(ring), float(volume), hounsfield, metal=True)


def _sternal_wires(rng: np.random.Generator, chest: Chest, hounsfield: float) -> Deposit:
    """Loops around the sternum after bypass or valve surgery."""
    angle = np.linspace(0, 2 * np.pi, 200)
    front = chest.middle[1] - chest.half_depth - 6
    loops = [
        np.stack(
            [chest.middle[0] + 15 * np.cos(angle), front + 8 * np.sin(angle), np.full(200, height)],
            axis=1,
        )
        for height in chest.saddle + 15 + 24 * np.arange(int(rng.integers(3, 6)))
    ]
    return Deposit(np.concatenate(loops), np.pi * 0.4**2 * _STEP, hounsfield, metal=True)


def _curve(points: FloatArray) -> FloatArray:
    """A smooth curve through points, a point every ``_STEP`` mm or so."""
    from scipy.interpolate import CubicSpline

    along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    return np.asarray(CubicSpline(along, points)(np.arange(0, along[-1], _STEP)))
