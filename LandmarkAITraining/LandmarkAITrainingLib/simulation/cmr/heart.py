"""A geometric heart: contours of any short-axis section, and its landmarks, in closed form.

Coordinates are millimetres in the plane of the section as it is seen canonically: x right, y down.
Angles run from x towards y, so a growing angle is clockwise on the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Crescent:
    """The right ventricle: an ellipse from which the left ventricle is cut out.

    Args:
        distance: from the centre of the left ventricle to that of the ellipse, mm.
        reach: semi-axis away from the left ventricle, mm.
        breadth: semi-axis along the septum, mm.
    """

    distance: float
    reach: float
    breadth: float


@dataclass(frozen=True)
class Section:
    """The heart in one slice.

    Args:
        center: (2,) mm, centroid of the cavity.
        semi_axes: of the elliptic cavity, mm.
        tilt: angle of its first axis.
        wall: mean thickness of the myocardium, mm.
        waves: (n, 2) relative amplitude and phase of the wall's thickness, n = 1 … times a turn.
        septum: direction of the middle of the septum.
        crescent: the right ventricle; None below its apex.
        papillary: radius of the papillary muscles, mm; 0 where there are none.
    """

    center: FloatArray
    semi_axes: tuple[float, float]
    tilt: float
    wall: float
    waves: FloatArray
    septum: float
    crescent: Crescent | None
    papillary: float

    def endocardium(self, angle: npt.ArrayLike) -> FloatArray:
        """Distance from the centre to the edge of the cavity, mm."""
        a, b = self.semi_axes
        turned = np.asarray(angle, float) - self.tilt
        return np.asarray(1 / np.hypot(np.cos(turned) / a, np.sin(turned) / b))

    def epicardium(self, angle: npt.ArrayLike) -> FloatArray:
        """Distance from the centre to the outer edge of the myocardium, mm."""
        angle = np.asarray(angle, float)
        wave = sum(a * np.cos(n * angle - phase) for n, (a, phase) in enumerate(self.waves, start=1))
        return np.asarray(self.endocardium(angle) + self.wall * (1 + wave))

    def insertions(self) -> tuple[FloatArray, FloatArray] | None:
        """Where the outline of the right ventricle meets the epicardium: anterior, inferior; (2,) mm.

        The anterior one is the clockwise end of the septal arc. None without a right ventricle.
        """
        from scipy.optimize import brentq

        if self.crescent is None:
            return None

        def outside(angle: float) -> float:
            point = self._on_epicardium(angle)
            return float(self._crescent_level(point[0], point[1]))

        ends = [brentq(outside, self.septum, self.septum + turn, xtol=1e-10) for turn in (1.6, -1.6)]
        return self._on_epicardium(ends[0]), self._on_epicardium(ends[1])

    def cavity(self, x: FloatArray, y: FloatArray) -> Mask:
        """Whether points lie in the cavity of the left ventricle, papillary muscles included."""
        angle, radius = self._polar(x, y)
        return np.asarray(radius < self.endocardium(angle))

    def left_ventricle(self, x: FloatArray, y: FloatArray, margin: float = 0.0) -> Mask:
        """Whether points lie within the epicardium, ``margin`` mm beyond it included."""
        angle, radius = self._polar(x, y)
        return np.asarray(radius < self.epicardium(angle) + margin)

    def right_ventricle(self, x: FloatArray, y: FloatArray, margin: float = 0.0) -> Mask:
        """Whether points lie in the right ventricle, ``margin`` mm beyond its outline included."""
        if self.crescent is None:
            return np.zeros(np.shape(x), bool)
        return np.asarray((self._crescent_level(x, y, margin) < 0) & ~self.left_ventricle(x, y))

    def papillary_muscles(self, x: FloatArray, y: FloatArray) -> Mask:
        """Whether points lie in one of the two papillary muscles, opposite the septum."""
        found = np.zeros(np.shape(x), bool)
        for turn in (np.pi - 0.95, np.pi + 0.95):
            angle = self.septum + turn
            radius = float(self.endocardium(angle)) - 1.3 * self.papillary
            middle = self.center + radius * direction(angle)
            found |= np.hypot(x - middle[0], y - middle[1]) < self.papillary
        return found & self.cavity(x, y)

    def _on_epicardium(self, angle: float) -> FloatArray:
        return self.center + float(self.epicardium(angle)) * direction(angle)

    def _polar(self, x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
        dx, dy = x - self.center[0], y - self.center[1]
        return np.arctan2(dy, dx), np.hypot(dx, dy)

    def _crescent_level(self, x: Any, y: Any, margin: float = 0.0) -> Any:
        """Negative inside the ellipse of the right ventricle, zero on it."""
        assert self.crescent is not None
        out, along = direction(self.septum), direction(self.septum + np.pi / 2)
        dx, dy = x - self.center[0], y - self.center[1]
        away = (dx * out[0] + dy * out[1] - self.crescent.distance) / (self.crescent.reach + margin)
        aside = (dx * along[0] + dy * along[1]) / (self.crescent.breadth + margin)
        return away**2 + aside**2 - 1


@dataclass(frozen=True)
class Heart:
    """A heart along its axis; lengths in mm, heights counted from the epicardial apex to the base.

    Args:
        length: from the epicardial apex to the base.
        radius: of the cavity at the base.
        wall: thickness of the myocardium at the base.
        eccentricity: relative difference of the cavity's axes.
        septum: direction of the septum at mid height.
        twist: how much the septum turns from apex to base.
        arc: half the angle of the septal arc at the base.
        depth: of the right ventricle beyond the septum at the base.
        bulge: how much broader the right ventricle is than the septal arc, at least 1.
        right_apex: height of the apex of the right ventricle, as a share of ``length``.
        drift: (2,) shift of the axis from apex to base, mm.
        waves: (n, 2), see :class:`Section`.
    """

    length: float
    radius: float
    wall: float
    eccentricity: float
    septum: float
    twist: float
    arc: float
    depth: float
    bulge: float
    right_apex: float
    drift: FloatArray
    waves: FloatArray

    def section(self, height: float) -> Section | None:
        """The slice at ``height``; None beyond the base and where the cavity is under 6 mm across."""
        share = height / self.length
        outer = _half_ellipsoid(height, 0.0, self.length) * (self.radius + self.wall)
        inner = _half_ellipsoid(height, self.wall, self.length) * self.radius
        if share > 1 or inner < 3:
            return None
        return Section(
            center=self.drift * (share - 0.5),
            semi_axes=(inner * (1 + self.eccentricity / 2), inner * (1 - self.eccentricity / 2)),
            tilt=self.septum + 0.8,
            wall=outer - inner,
            waves=self.waves,
            septum=self.septum + self.twist * (share - 0.5),
            crescent=self._crescent(share, outer),
            papillary=0.16 * inner if 0.3 < share < 0.75 else 0.0,
        )

    def cap(self, height: float) -> float:
        """Radius of the muscle below the cavity, mm; 0 beyond the apex."""
        return _half_ellipsoid(height, 0.0, self.length) * (self.radius + self.wall)

    def _crescent(self, share: float, outer: float) -> Crescent | None:
        growth = _half_ellipsoid(share, self.right_apex, 1.0)
        arc = self.arc * (0.6 + 0.4 * growth)
        # A deeper ellipse would come out on the far side of the left ventricle.
        depth = min(self.depth * growth, 1.4 * outer * np.cos(arc))
        if depth < 6:
            return None
        # An ellipse through the ends of the arc on a circle, ``depth`` beyond it in the middle.
        lean = np.sqrt(1 - 1 / self.bulge**2)
        reach = (outer * (1 - np.cos(arc)) + depth) / (1 + lean)
        distance = outer * np.cos(arc) + lean * reach
        return Crescent(float(distance), float(reach), float(self.bulge * outer * np.sin(arc)))


def draw_heart(rng: np.random.Generator) -> Heart:
    """A heart within the range of health and common disease."""
    amplitudes = rng.uniform(0, [0.12, 0.1, 0.06])
    return Heart(
        length=rng.uniform(78, 100),
        radius=rng.uniform(19, 30),
        wall=rng.uniform(7, 13),
        eccentricity=rng.uniform(-0.12, 0.12),
        septum=np.pi + rng.normal(0.15, 0.2),
        twist=rng.uniform(-0.35, 0.35),
        arc=rng.uniform(0.8, 1.1),
        depth=rng.uniform(16, 34),
        bulge=rng.uniform(1.0, 1.15),
        right_apex=rng.uniform(0.05, 0.25),
        drift=rng.uniform(-8, 8, 2),
        waves=np.stack([amplitudes, rng.uniform(-np.pi, np.pi, 3)], axis=1),
    )


def _half_ellipsoid(height: float, apex: float, base: float) -> float:
    """Relative radius of an ellipsoid that is widest at ``base``; 0 below ``apex``."""
    share = min((base - height) / (base - apex), 1.0)
    return float(np.sqrt(1 - max(share, 0.0) ** 2))


def direction(angle: float) -> FloatArray:
    """(2,) unit vector at an angle from x towards y."""
    return np.array([np.cos(angle), np.sin(angle)])
