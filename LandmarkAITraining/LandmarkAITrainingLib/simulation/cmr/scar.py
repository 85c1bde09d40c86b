"""Random scars in the myocardium of a tissue map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .tissues import tissue_code

TissueMap = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Scar:
    """A sector of the wall between two depths, thinning out towards its ends.

    Args:
        angle: middle of the sector seen from the centre of the cavity, radians from i towards j.
        half_width: half the angle it spans, radians.
        inner: depth where it begins; 0 is the endocardium, 1 the epicardium.
        outer: depth where it ends in its middle.
        obstructed: whether the core has no reflow and stays dark (microvascular obstruction).
    """

    angle: float
    half_width: float
    inner: float
    outer: float
    obstructed: bool = False


def draw_scar(rng: np.random.Generator) -> Scar:
    """A subendocardial, transmural or mid-wall scar, the first two one time in six with a dark core."""
    angle = float(rng.uniform(-np.pi, np.pi))
    kind = rng.choice(["subendocardial", "transmural", "mid-wall"], p=[0.45, 0.3, 0.25])
    if kind == "mid-wall":
        return Scar(angle, float(rng.uniform(0.15, 0.8)), 0.3, float(rng.uniform(0.55, 0.8)))
    outer = rng.uniform(0.35, 0.7) if kind == "subendocardial" else rng.uniform(0.9, 1.3)
    return Scar(angle, float(rng.uniform(0.3, 1.3)), 0.0, float(outer), bool(rng.random() < 1 / 6))


def mark_scar(tissue_map: TissueMap, scar: Scar, rng: np.random.Generator) -> TissueMap:
    """Turn part of the myocardium into scar.

    Args:
        tissue_map: (h, w); one slice.
        scar: where.
        rng: source of its ragged edge.

    Returns:
        A new map; the same values where the slice has no cavity with myocardium around it.
    """
    from scipy import ndimage

    cavity, wall = (tissue_map == tissue_code(name) for name in ("lv_blood", "myocardium"))
    if not (cavity.any() and wall.any()):
        return tissue_map
    box = _around(wall)
    cavity, wall = cavity[box], wall[box]
    if not cavity.any():
        return tissue_map
    beyond_endocardium = ndimage.distance_transform_edt(~cavity)
    within_epicardium = ndimage.distance_transform_edt(wall | cavity)
    depth = beyond_endocardium / np.maximum(beyond_endocardium + within_epicardium, 1e-6)
    depth += 0.6 * ndimage.gaussian_filter(rng.standard_normal(depth.shape), 2)
    aside = _angle_from(cavity, scar.angle) / scar.half_width
    reach = np.sqrt(np.maximum(1 - aside**2, 0))

    def between(inner: float, outer: float) -> npt.NDArray[Any]:
        middle = (inner + outer) / 2 if inner > 0 else 0.0
        # A mid-wall stripe thins towards its middle line, others towards the endocardium.
        inside = (depth > middle - (middle - inner) * reach) if inner > 0 else True
        return np.asarray(wall & (reach > 0) & inside & (depth < middle + (outer - middle) * reach))

    marked = tissue_map.copy()
    marked[box][between(scar.inner, scar.outer)] = tissue_code("scar")
    if scar.obstructed:
        core = between(scar.inner, 0.6 * scar.outer) & (reach > 0.7)
        marked[box][core] = tissue_code("mvo")
    return marked


def _around(mask: npt.NDArray[np.bool_], margin: int = 2) -> tuple[slice, slice]:
    """The rectangle around a mask that has at least one pixel."""
    sides = [np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0)]
    rows, columns = (slice(max(int(n[0]) - margin, 0), int(n[-1]) + margin + 1) for n in sides)
    return rows, columns


def _angle_from(cavity: npt.NDArray[np.bool_], angle: float) -> npt.NDArray[np.float64]:
    """How far every pixel lies from a direction seen from the cavity's centroid, 0 to π."""
    j, i = np.nonzero(cavity)
    rows, columns = np.indices(cavity.shape)
    seen = np.arctan2(rows - j.mean(), columns - i.mean()) - angle
    return np.asarray(np.abs((seen + np.pi) % (2 * np.pi) - np.pi))
