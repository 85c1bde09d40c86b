"""The shape of a parametric whole heart: what is drawn, from which ranges, and what goes with what.

Sizes in diastole are oriented on Kawel-Boehm et al. 2020 (doi:10.1186/s12968-020-00683-3) and Petersen
et al. 2017 (doi:10.1186/s12968-017-0327-9); ranges are widened to what patients show, and shares and
correlations are ours. One latent size of the body moves length, rings, atria and vessels together; a
kind of ventricle moves what a disease moves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class HeartShape:
    """Millimetres, degrees and ratios of one heart.

    Args:
        kind: ``normal``, ``dilated``, ``hypertrophied``, ``apical hypertrophy``, ``small``, ``infarct``
            or ``right overload``.
        length: from the mitral annulus' center to the endocardial apex.
        sphericity: widest diameter of the cavity over its length.
        taper: exponent of the apical half's outline: below 2 a cone, above 2 round.
        wall: mean thickness of the left ventricle's wall.
        septal: added to it at the septum.
        apical: thickness at the apex.
        uneven: (2,) cosine and sine of what is added around the ventricle, once a turn.
        scar: angle in degrees, place along the axis (0 base, 1 apex), and share of the thickness that is
            left there; a share of 1 is no scar.
        bulge: share by which the cavity bulges at the scar: an aneurysm.
        flat: share by which the septum is flattened.
        right: greatest width of the right ventricle's cavity.
        reach: how far the right ventricle goes towards the apex, of the left one's length.
        blunt: exponent of its outline along that way: the higher, the blunter its tip.
        ring: radius of the mitral annulus across its shorter and longer diameter.
        tilt: of the annulus against the long axis about both diameters.
        tricuspid, aortic: radius of these annuli.
        aorta: radius of the ascending aorta.
        outflow: of the aortic axis against the vertical.
        left_atrium, right_atrium: (3,) semi-axes left to right, front to back, feet to head.
        azimuth: of the long axis from anterior towards left.
        decline: of the long axis below the horizontal.
        turn: of the heart about its long axis.
    """

    kind: str
    length: float
    sphericity: float
    taper: float
    wall: float
    septal: float
    apical: float
    uneven: tuple[float, float]
    scar: tuple[float, float, float]
    bulge: float
    flat: float
    right: float
    reach: float
    blunt: float
    ring: tuple[float, float]
    tilt: tuple[float, float]
    tricuspid: float
    aortic: float
    aorta: float
    outflow: float
    left_atrium: tuple[float, float, float]
    right_atrium: tuple[float, float, float]
    azimuth: float
    decline: float
    turn: float

    @property
    def radius(self) -> float:
        """Of the cavity where it is widest."""
        return self.length * self.sphericity / 2


@dataclass(frozen=True)
class _Kind:
    """How often; mean and deviation between subjects of what the kind moves."""

    share: float
    length: float
    sphericity: tuple[float, float]
    wall: tuple[float, float]
    septal: tuple[float, float]
    apical: tuple[float, float]
    atrium: float = 1.0


_KINDS = {
    "normal": _Kind(0.34, 0, (0.56, 0.04), (8.8, 1.0), (0.3, 0.8), (1.5, 6)),
    "dilated": _Kind(0.17, 9, (0.67, 0.06), (7.8, 1.1), (0.0, 0.8), (1, 5), 1.2),
    "hypertrophied": _Kind(0.15, 0, (0.50, 0.04), (12.5, 1.8), (2.5, 2.5), (3, 9), 1.15),
    "apical hypertrophy": _Kind(0.08, 1, (0.50, 0.04), (10.0, 1.5), (0.5, 1), (7, 12), 1.15),
    "small": _Kind(0.10, -10, (0.43, 0.04), (11.5, 1.5), (0.0, 1), (3, 10)),
    "infarct": _Kind(0.09, 5, (0.60, 0.06), (8.5, 1.0), (0.0, 0.8), (1, 3), 1.1),
    "right overload": _Kind(0.07, -3, (0.52, 0.05), (9.0, 1.0), (0.5, 1), (2, 6)),
}
# (low, high) beyond which no heart is drawn.
_LENGTH, _SPHERICITY, _WALL, _APICAL = (60, 110), (0.36, 0.85), (5, 18), (1, 12)
_RING = (12.5, 22.5)


def draw_heart_shape(rng: np.random.Generator) -> HeartShape:
    """A heart of any kind, from the ranges above; situs is normal."""
    name = str(rng.choice(list(_KINDS), p=[k.share for k in _KINDS.values()]))
    kind = _KINDS[name]
    size = float(rng.normal())

    def about(mean: float, by_size: float, own: float) -> float:
        return mean + by_size * size + float(rng.normal(0, own))

    length = float(np.clip(about(86 + kind.length, 5.5, 4), *_LENGTH))
    sphericity = float(np.clip(rng.normal(*kind.sphericity), *_SPHERICITY))
    radius = length * sphericity / 2
    overload = name == "right overload"
    scar, bulge = _draw_scar(rng, name == "infarct")
    # The ring widens with the ventricle; a circle of the same area is meant, then an oval.
    ring = float(np.clip(0.35 * radius + about(8.8, 0.7, 1.0), *_RING))
    oval = float(rng.uniform(1.0, 1.15))
    atrium = kind.atrium * float(np.exp(rng.normal(0.02 * size, 0.11)))
    right_atrium = (1.25 if overload else 1.0) * float(np.exp(rng.normal(0.03 * size, 0.1)))
    return HeartShape(
        kind=name,
        length=length,
        sphericity=sphericity,
        taper=float(rng.uniform(1.7, 2.6)),
        wall=float(np.clip(rng.normal(*kind.wall) + 0.5 * size, *_WALL)),
        septal=float(max(rng.normal(*kind.septal), -1.5)),
        apical=float(np.clip(rng.uniform(*kind.apical), *_APICAL)),
        uneven=(float(rng.normal(0, 0.5)), float(rng.normal(0, 0.5))),
        scar=scar,
        bulge=bulge,
        flat=float(rng.uniform(0.2, 0.4) if overload else abs(rng.normal(0.03, 0.04))),
        right=float(np.clip(about(36 if overload else 25, 1.5, 3), 15, 48)),
        ring=(ring / oval, ring * oval),
        tilt=(float(rng.normal(-4, 6)), float(rng.normal(0, 6))),
        tricuspid=float(np.clip(about(21 if overload else 18.5, 0.8, 1.2), 14, 25)),
        aortic=float(np.clip(about(11.8, 0.7, 0.7), 9, 15)),
        aorta=float(np.clip(about(15.5, 0.8, 1.8), 11, 23)),
        outflow=float(np.clip(rng.normal(42, 9), 20, 65)),
        left_atrium=_atrium(rng, (31, 20, 26), atrium),
        right_atrium=_atrium(rng, (25, 27, 30), right_atrium),
        azimuth=float(np.clip(rng.normal(48, 8), 28, 68)),
        decline=float(np.clip(rng.normal(33, 11), 8, 62)),
        turn=float(rng.normal(0, 10)),
        reach=float(np.clip(rng.normal(0.92, 0.06), 0.78, 1.0)),
        blunt=float(rng.uniform(1.4, 2.6)),
    )


def _draw_scar(rng: np.random.Generator, infarcted: bool) -> tuple[tuple[float, float, float], float]:
    """Where a wall is thin, and how far it bulges; most hearts have no scar."""
    if not infarcted:
        return (0.0, 0.5, 1.0), 0.0
    angle, along = float(rng.uniform(0, 360)), float(rng.choice([0.45, 0.7, 0.92]))
    bulge = float(rng.uniform(0.1, 0.35)) if rng.random() < 0.5 else 0.0
    return (angle, along, float(rng.uniform(0.35, 0.65))), bulge


def _atrium(
    rng: np.random.Generator, semi_axes: tuple[float, float, float], scale: float
) -> tuple[float, float, float]:
    x, y, z = np.array(semi_axes) * scale * np.exp(rng.normal(0, 0.06, 3))
    return float(x), float(y), float(z)
