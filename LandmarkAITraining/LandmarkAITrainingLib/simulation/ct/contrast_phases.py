"""How bright the tissues are: Hounsfield units by contrast phase, and at random beyond any phase.

Unenhanced tissues are those of textbooks (Kalender, *Computed Tomography*); air is −1000, water 0.
Enhancement covers what coronary CT angiography (350 HU and more in the coronary arteries), pulmonary
angiography, gated chest and portal venous CT show at 80 to 120 kV.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Hounsfield = dict[str, float]
"""HU by tissue of one subject in one scan."""

# Mean and standard deviation between subjects, HU.
_UNENHANCED = {
    "air": (-1000.0, 4.0),
    "lung": (-840.0, 45.0),
    "fat": (-100.0, 10.0),
    "muscle": (55.0, 8.0),
    "skin": (30.0, 20.0),
    "marrow": (170.0, 50.0),
    "cortex": (650.0, 150.0),
    "disc": (85.0, 15.0),
    "cartilage": (110.0, 25.0),
    "liver": (58.0, 9.0),
    "spleen": (48.0, 6.0),
    "stomach": (25.0, 20.0),
    "gut": (40.0, 8.0),
    "calcium": (750.0, 250.0),
    "metal": (8000.0, 2000.0),
}
BLOOD = ("lv", "la", "aorta", "rv", "ra", "pa", "svc", "ivc")
"""Blood pools, by where the blood is."""


def draw_hounsfield(rng: np.random.Generator, phase: str) -> Hounsfield:
    """HU of one subject.

    Args:
        rng: source of randomness.
        phase: one of ``PHASES``.

    Raises:
        ValueError: another phase.
    """
    if phase not in PHASES:
        raise ValueError(f"no phase {phase!r}: choose of {', '.join(PHASES)}")
    values = {name: float(rng.normal(mean, spread)) for name, (mean, spread) in _UNENHANCED.items()}
    values["calcium"] = max(values["calcium"], 300.0)
    return values | PHASES[phase](rng, values)


def randomise(rng: np.random.Generator, values: Hounsfield) -> Hounsfield:
    """Tissues anywhere their order allows, so that no real scan lies outside what a network has seen.

    Air stays the darkest, then lung, then fat; blood is much brighter than muscle, or about as bright.
    """
    drawn = {name: value + float(rng.normal(0, 35)) for name, value in values.items()}
    drawn["air"], drawn["lung"] = -1000.0, float(rng.uniform(-950, -500))
    drawn["fat"] = float(rng.uniform(-160, -20))
    muscle = float(rng.uniform(-10, 160))
    drawn["muscle"], drawn["myocardium"] = muscle, muscle + float(rng.normal(15, 30))
    brighter = rng.gamma(1.5, 110) if rng.random() < 0.8 else rng.normal(0, 15)
    left = drawn["myocardium"] + float(brighter)
    right = float(rng.choice([left, drawn["myocardium"], rng.uniform(-20, 600)]))
    for name in BLOOD:
        base = left if name in ("lv", "la", "aorta") else right
        drawn[name] = base + float(rng.normal(0, 0.08 * abs(base - muscle) + 5))
    for name in ("liver", "spleen", "stomach", "gut", "disc"):
        drawn[name] = float(rng.uniform(-30, 220))
    drawn["marrow"] = float(rng.uniform(60, 450))
    drawn["cortex"] = drawn["marrow"] + float(rng.uniform(100, 800))
    return drawn


def _none(rng: np.random.Generator, values: Hounsfield) -> Hounsfield:
    blood = float(rng.uniform(28, 50))
    pools = {name: blood + float(rng.normal(0, 1)) for name in BLOOD}
    # Blood is darker than muscle, the more so in anaemia; often the two cannot be told apart.
    return pools | {"myocardium": blood + float(rng.uniform(0, 14))}


def _arterial(rng: np.random.Generator, values: Hounsfield) -> Hounsfield:
    left = float(rng.uniform(280, 600))
    right = left * float(rng.uniform(0.2, 0.9))
    pools = _pools(rng, left, right, spread=0.06)
    pools["svc"] = right * float(rng.uniform(0.8, 2.5))
    pools["ivc"] = float(rng.uniform(50, 140))
    return pools | _organs(rng, values, muscle=(75, 135), liver=(0, 25), spleen=(30, 90))


def _mixed(rng: np.random.Generator, values: Hounsfield) -> Hounsfield:
    left = float(rng.uniform(180, 400))
    pools = _pools(rng, left, left * float(rng.uniform(0.8, 1.3)), spread=0.05)
    pools["ivc"] = left * float(rng.uniform(0.4, 0.9))
    return pools | _organs(rng, values, muscle=(85, 135), liver=(15, 50), spleen=(50, 100))


def _late(rng: np.random.Generator, values: Hounsfield) -> Hounsfield:
    blood = float(rng.uniform(105, 200))
    pools = _pools(rng, blood, blood * float(rng.uniform(0.95, 1.05)), spread=0.02)
    ratio = float(rng.uniform(0.6, 0.85))
    organs = _organs(rng, values, muscle=(90, 120), liver=(35, 65), spleen=(55, 85))
    return pools | organs | {"myocardium": 15 + blood * ratio}


def _pulmonary(rng: np.random.Generator, values: Hounsfield) -> Hounsfield:
    right = float(rng.uniform(250, 550))
    pools = _pools(rng, right * float(rng.uniform(0.25, 1.0)), right, spread=0.06)
    pools["svc"] = right * float(rng.uniform(1.0, 2.5))
    pools["ivc"] = float(rng.uniform(40, 120))
    return pools | _organs(rng, values, muscle=(60, 110), liver=(0, 15), spleen=(0, 50))


PHASES: dict[str, Callable[[np.random.Generator, Hounsfield], Hounsfield]] = {
    "arterial": _arterial,
    "mixed": _mixed,
    "late": _late,
    "pulmonary": _pulmonary,
    "none": _none,
}
"""How blood and organs enhance: coronary angiography, both sides of the heart, portal venous to late,
pulmonary angiography, no contrast."""


def _pools(rng: np.random.Generator, left: float, right: float, spread: float) -> Hounsfield:
    near = dict.fromkeys(("lv", "la", "aorta"), left) | dict.fromkeys(BLOOD[3:], right)
    return {name: value * float(rng.normal(1, spread)) for name, value in near.items()}


def _organs(
    rng: np.random.Generator,
    values: Hounsfield,
    muscle: tuple[float, float],
    liver: tuple[float, float],
    spleen: tuple[float, float],
) -> Hounsfield:
    return {
        "myocardium": float(rng.uniform(*muscle)),
        "liver": values["liver"] + float(rng.uniform(*liver)),
        "spleen": values["spleen"] + float(rng.uniform(*spleen)),
        "muscle": values["muscle"] + float(rng.uniform(0, 15)),
        "gut": values["gut"] + float(rng.uniform(0, 40)),
    }
