"""Signal of each tissue in the contrasts of a CMR study.

============== ======================================================================================
native_t1      T1 map before contrast, ms (as MOLLI shows it, with a bias of scheme and vendor)
post_t1        T1 map 15 to 20 min after gadolinium, ms
lge_magnitude  late enhancement, inversion recovery, magnitude
lge_psir       the same, phase sensitive: signed (Kellman et al. 2002, doi:10.1002/mrm.10051)
vne            VNE-like: late enhancement as a network draws it from native images, scar softened
               (Zhang et al. 2021, doi:10.1161/CIRCULATIONAHA.121.054432)
cine           balanced SSFP in the steady state
random         any grey for any tissue, the blood pools alike (domain randomisation)
============== ======================================================================================

All of it is simulated. Signals other than T1 are in arbitrary units, water at equilibrium being 1000.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from .tissues import Subject, Tissue, draw_subject, tissue_names

Contrast = Literal["native_t1", "post_t1", "lge_magnitude", "lge_psir", "vne", "cine", "random"]
CONTRASTS: tuple[Contrast, ...] = get_args(Contrast)
STUDY_CONTRASTS = CONTRASTS[:5]
"""The five contrasts of a generalist CMR model."""
T1_MAPS = ("native_t1", "post_t1")

_EQUILIBRIUM = 1000.0


def signals(
    contrast: str,
    rng: np.random.Generator,
    field_strength: float | None = None,
    subject: Subject | None = None,
) -> dict[str, float]:
    """Signal of every tissue in one contrast, with random physiology and scan settings.

    ``lge_magnitude`` keeps its sign here: the magnitude is taken after partial volume, which is what
    draws the dark line between nulled and bright tissue.

    Args:
        contrast: one of :data:`CONTRASTS`.
        rng: source of randomness.
        field_strength: 1.5 or 3.0 tesla; either at random when None. Unused where ``subject`` is given.
        subject: tissues to use, to give several contrasts of one subject; drawn when None.

    Returns:
        Signal by tissue name: ms for T1 maps, else arbitrary units.

    Raises:
        ValueError: an unknown contrast or field strength.
    """
    if contrast not in CONTRASTS:
        raise ValueError(f"no contrast {contrast!r}: it is one of {', '.join(CONTRASTS)}")
    if contrast == "random":
        return random_signals(rng)
    subject = draw_subject(rng, field_strength) if subject is None else subject
    if contrast in T1_MAPS:
        return _t1_map(subject, rng, native=contrast == "native_t1")
    if contrast == "cine":
        return _balanced_ssfp(subject, rng)
    enhancement = _inversion_recovery(subject, rng)
    return _virtual(enhancement, rng) if contrast == "vne" else enhancement


def random_signals(rng: np.random.Generator) -> dict[str, float]:
    """Any signal for any tissue, 0 to 1000, the two blood pools within 5 % of each other.

    Lumen and wall differ by at least a tenth of the range: nothing can be learned from less.
    """
    values = dict(zip(tissue_names(), rng.uniform(0, _EQUILIBRIUM, len(tissue_names())), strict=True))
    while abs(values["lv_blood"] - values["myocardium"]) < 0.1 * _EQUILIBRIUM:
        values["myocardium"] = rng.uniform(0, _EQUILIBRIUM)
    values["rv_blood"] = values["lv_blood"] * rng.uniform(0.95, 1.05)
    return {name: float(value) for name, value in values.items()}


def _t1_map(subject: Subject, rng: np.random.Generator, native: bool) -> dict[str, float]:
    # Schemes and vendors differ by some percent; MOLLI reads long T1 too short.
    bias = rng.uniform(0.95, 1.04)
    values = {name: t.native_t1 if native else t.post_t1 for name, t in subject.items()}
    return {name: 0.0 if subject[name].density == 0 else bias * t1 for name, t1 in values.items()}


def _inversion_recovery(subject: Subject, rng: np.random.Generator) -> dict[str, float]:
    repetition = 2 * rng.uniform(700, 1100)
    recovery = np.exp(-repetition / subject["myocardium"].post_t1)
    null = -subject["myocardium"].post_t1 * np.log((1 + recovery) / 2)
    # Operators set the inversion time by eye, now and then far off.
    error = rng.uniform(0.75, 1.4) if rng.random() < 0.15 else rng.normal(1.0, 0.06)
    time, echo = null * float(np.clip(error, 0.75, 1.4)), rng.uniform(1.2, 3.2)
    fat = rng.uniform(0.1, 0.4) if rng.random() < 0.2 else 1.0  # fat saturation

    def signal(name: str, tissue: Tissue) -> float:
        longitudinal = 1 - 2 * np.exp(-time / tissue.post_t1) + np.exp(-repetition / tissue.post_t1)
        weight = tissue.density * np.exp(-echo / tissue.t2) * (fat if name == "fat" else 1.0)
        return float(_EQUILIBRIUM * weight * longitudinal)

    return {name: signal(name, tissue) for name, tissue in subject.items()}


def _virtual(enhancement: dict[str, float], rng: np.random.Generator) -> dict[str, float]:
    healthy = enhancement["myocardium"]
    softness = rng.uniform(0.45, 0.9)
    softened = {n: healthy + softness * (enhancement[n] - healthy) for n in ("scar", "mvo")}
    return enhancement | softened


def _balanced_ssfp(subject: Subject, rng: np.random.Generator) -> dict[str, float]:
    """Steady state, TR far below T2 (Scheffler and Lehnhardt 2003, doi:10.1007/s00330-003-1957-x)."""
    flip, echo = np.deg2rad(rng.uniform(40, 65)), rng.uniform(1.1, 1.8)
    # Fresh blood flows into the slice before it reaches the steady state.
    inflow = rng.uniform(1.0, 1.35)

    def signal(name: str, tissue: Tissue) -> float:
        cosine = np.cos(flip)
        steady = np.sin(flip) / (1 + cosine + (1 - cosine) * tissue.native_t1 / tissue.t2)
        weight = tissue.density * np.exp(-echo / tissue.t2)
        return float(_EQUILIBRIUM * weight * steady * (inflow if name.endswith("blood") else 1.0))

    return {name: signal(name, tissue) for name, tissue in subject.items()}
