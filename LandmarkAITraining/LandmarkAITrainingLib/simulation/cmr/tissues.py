"""Relaxation of the tissues in a short-axis slice, before and after gadolinium.

Means and spreads stand in ``tissues.json`` with their references. Heart and blood carry the values
that MOLLI maps show, not the slightly longer ones of saturation recovery; other tissues those of
inversion-recovery studies. After contrast, ΔR1 = r1 · [Gd], where [Gd] of a tissue is the plasma's times
its extracellular fraction (Sado et al. 2012, doi:10.1136/heartjnl-2012-302346), at the 15 to 20 minutes
when exchange has come to equilibrium. Relaxivity: Szomolanyi et al. 2019,
doi:10.1097/RLI.0000000000000577.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

FIELD_STRENGTHS = (1.5, 3.0)
"""Tesla; the field strengths that ``tissues.json`` knows."""

# L/(mmol s) in plasma, from gadoterate to gadobutrol.
_RELAXIVITY = {1.5: (3.3, 4.8), 3.0: (3.0, 5.0)}
# mmol/L in plasma a quarter of an hour after 0.1 to 0.2 mmol/kg; blood then has a T1 near 300 ms.
_PLASMA_GADOLINIUM = (0.95, 1.25)


@dataclass(frozen=True)
class Tissue:
    """One tissue of one simulated subject; times in ms, density relative to water."""

    native_t1: float
    post_t1: float
    t2: float
    density: float


Subject = dict[str, Tissue]
"""The tissues of one subject by name."""


@cache
def tissue_names() -> tuple[str, ...]:
    """All tissues; the index in this tuple is the value in a tissue map. ``air`` is 0."""
    return tuple(_table())


def tissue_code(name: str) -> int:
    """The value of a tissue in a tissue map.

    Raises:
        ValueError: no such tissue.
    """
    return tissue_names().index(name)


def draw_subject(rng: np.random.Generator, field_strength: float | None = None) -> Subject:
    """Tissues of a random subject with physiological spread.

    Args:
        rng: source of randomness.
        field_strength: 1.5 or 3.0 tesla; either at random when None.

    Raises:
        ValueError: another field strength.
    """
    field = float(rng.choice(FIELD_STRENGTHS)) if field_strength is None else float(field_strength)
    if field not in FIELD_STRENGTHS:
        raise ValueError(f"relaxation times are known at 1.5 and 3.0 T, not at {field_strength}")
    hematocrit = _normal(rng, 0.42, 0.035)
    gain = rng.uniform(*_RELAXIVITY[field]) * rng.uniform(*_PLASMA_GADOLINIUM)
    # The two blood pools are the same blood: they deviate from the mean together.
    blood = float(np.clip(rng.standard_normal(), -2, 2))
    subject = {}
    for name, entry in _table().items():
        t1, t1_sd = entry["t1"][str(field)]
        is_blood = entry["extracellular"] is None
        native = t1 + blood * t1_sd if is_blood else _normal(rng, t1, t1_sd)
        extracellular = 1 - hematocrit if is_blood else _normal(rng, *entry["extracellular"])
        post = 1 / (1 / native + gain * extracellular / 1000)
        t2, density = _normal(rng, *entry["t2"][str(field)]), _normal(rng, *entry["density"])
        subject[name] = Tissue(native, post, t2, density)
    return subject


def _normal(rng: np.random.Generator, mean: float, deviation: float) -> float:
    """A normal value held within two standard deviations, so that no tissue turns into another."""
    return mean + deviation * float(np.clip(rng.standard_normal(), -2, 2))


@cache
def _table() -> dict[str, dict[str, Any]]:
    path = Path(__file__).with_name("tissues.json")
    tissues: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["tissues"]
    return tissues
