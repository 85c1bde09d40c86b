"""The heart's shape in closed form: both ventricles in any short-axis plane, and the insertion points.

Coordinates are mm: u to the patient's left, v down the canonical view, h from the apex to the base.
Angles run from u towards v. The sizes and how they vary from person to person are medians and spreads
of 123 end-diastolic stacks of ACDC (Bernard et al. 2018, doi:10.1109/TMI.2018.2837502), measured in
their masks by level between apex and base; no contour was taken over.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray

# Outline of the right ventricle about its own middle, as a share of the epicardial radius of the left,
# by level (0 apex, 1 base). Angles from the direction of the septum towards anterior, degrees.
_ANGLES = np.array([-150, -118, -95, -72, -45, 0, 45, 75, 95, 122, 150])
_LEVELS = np.array([0.0, 0.12, 0.25, 0.5, 0.75, 0.95, 1.1])
_OUTLINES = np.array(
    [
        [0.10, 0.10, 0.10, 0.10, 0.10, 0.10, 0.10, 0.10, 0.10, 0.10, 0.10],
        [0.30, 0.42, 0.40, 0.36, 0.33, 0.30, 0.30, 0.32, 0.35, 0.40, 0.30],
        [0.70, 0.88, 0.84, 0.82, 0.72, 0.66, 0.64, 0.66, 0.70, 0.76, 0.60],
        [0.75, 1.05, 1.04, 1.06, 0.84, 0.82, 0.74, 0.82, 0.92, 0.93, 0.65],
        [0.75, 1.07, 1.13, 1.20, 0.91, 0.91, 0.80, 0.94, 1.08, 0.98, 0.65],
        [0.75, 1.08, 1.13, 1.20, 0.91, 0.91, 0.84, 1.06, 1.24, 1.03, 0.65],
        [0.50, 0.80, 0.85, 0.85, 0.75, 0.80, 0.88, 1.15, 1.28, 0.98, 0.50],
    ]
)
_MIDDLE = (1.0, 0.1)  # of that outline: towards the septum, anterior; shares of the same radius
_FULLNESS = 2.6  # exponent of the ventricle's long profile; 2 is an ellipsoid, more is fuller
WALL_RIGHT = 3.0
"""Thickness of the right ventricle's free wall, mm."""


@dataclass(frozen=True)
class Section:
    """Both ventricles in one plane.

    Args:
        center: (2,) mm, of the left ventricle.
        endo: mean radius of the cavity, mm; 0 where there is none.
        epi: mean radius of the epicardium, mm.
        septum: direction of the middle of the septum.
        endo_waves: (n, 2) relative amplitude and phase of the cavity's outline, n = 1 … times a turn.
        wall_waves: likewise, of the wall's thickness.
        outline: (11,) radius of the right ventricle at ``_ANGLES``, mm.
    """

    center: FloatArray
    endo: float
    epi: float
    septum: float
    endo_waves: FloatArray
    wall_waves: FloatArray
    outline: FloatArray

    def polar(self, u: FloatArray, v: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Angle and distance (mm) about the LV center."""
        du, dv = u - self.center[0], v - self.center[1]
        return np.arctan2(dv, du), np.hypot(du, dv)

    def endocardium(self, angle: npt.ArrayLike) -> FloatArray:
        """Distance from the LV center to the edge of the cavity, mm."""
        return self.endo * (1 + _waves(self.endo_waves, np.asarray(angle, float) - self.septum))

    def epicardium(self, angle: npt.ArrayLike) -> FloatArray:
        """Distance from the LV center to the outer edge of the myocardium, mm."""
        angle = np.asarray(angle, float)
        wall = (self.epi - self.endo) * (1 + _waves(self.wall_waves, angle - self.septum))
        rounder = min(self.endo / 10, 1.0)  # the very tip is round
        inner = self.endo + rounder * (self.endocardium(angle) - self.endo)
        return np.asarray(inner + wall)

    def right_middle(self) -> FloatArray:
        """(2,) mm; about it the outline of the right ventricle is drawn."""
        out, up = direction(self.septum), direction(self.septum + np.pi / 2)
        return np.asarray(self.center + self.epi * (_MIDDLE[0] * out + _MIDDLE[1] * up))

    def right_depth(self, u: FloatArray, v: FloatArray) -> FloatArray:
        """How deep points lie within the outline of the right ventricle, mm; negative outside.

        The outline passes through the left ventricle: what lies there is not right ventricle.
        """
        middle = self.right_middle()
        du, dv = u - middle[0], v - middle[1]
        return np.asarray(self._right_radius(np.arctan2(dv, du)) - np.hypot(du, dv))

    def insertions(self) -> tuple[FloatArray, FloatArray] | None:
        """Where the middle of the right ventricle's wall meets the epicardium, (2,) mm each.

        Anterior, inferior. None where the right ventricle touches the left along less than 15°. The
        groove rule that derives points from masks goes 1.5 mm further out, to the bottom of the groove.
        """
        turns = np.linspace(-np.pi, np.pi, 1441)
        angles = self.septum + turns
        points = self.center + self.epicardium(angles)[:, None] * direction(angles).T
        joined = self.right_depth(points[:, 0], points[:, 1]) > -WALL_RIGHT / 2
        middle = len(turns) // 2
        if not joined[middle]:
            return None
        after = middle + int(np.argmin(joined[middle:]))
        before = middle - int(np.argmin(joined[middle::-1]))
        if turns[after] - turns[before] < np.deg2rad(15):
            return None
        ends = [
            self._crossing(angles[n], angles[m]) for n, m in ((after - 1, after), (before + 1, before))
        ]
        return ends[0], ends[1]

    def reach(self, angle: float) -> float:
        """How far both ventricles reach from the axis' middle in a direction, mm."""
        angles = np.linspace(-np.pi, np.pi, 180, endpoint=False)
        rays = direction(angles)
        left = self.center[:, None] + self.epicardium(angles) * rays
        right = self.right_middle()[:, None] + (self._right_radius(angles) + WALL_RIGHT) * rays
        return float((direction(angle) @ np.concatenate([left, right], axis=1)).max())

    def centroid(self) -> FloatArray:
        """(2,) mm, of the cavity's area."""
        angles = np.linspace(-np.pi, np.pi, 720, endpoint=False)
        radii = self.endocardium(angles)
        first = (radii**3 * direction(angles)).sum(axis=1) / 3
        return np.asarray(self.center + first / ((radii**2).sum() / 2))

    def _crossing(self, inside: float, outside: float) -> FloatArray:
        from scipy.optimize import brentq

        def level(angle: float) -> float:
            point = self._on_epicardium(angle)
            return float(self.right_depth(point[:1], point[1:])[0]) + WALL_RIGHT / 2

        return self._on_epicardium(float(brentq(level, inside, outside, xtol=1e-9)))

    def _on_epicardium(self, angle: float) -> FloatArray:
        return np.asarray(self.center + float(self.epicardium(angle)) * direction(angle))

    def _right_radius(self, angle: FloatArray) -> FloatArray:
        from scipy.interpolate import CubicSpline

        turned = np.deg2rad(_ANGLES)
        knots = np.append(turned, turned[0] + 2 * np.pi)
        spline = CubicSpline(knots, np.append(self.outline, self.outline[0]), bc_type="periodic")
        fine = np.linspace(-np.pi, np.pi, 721)
        turn = (angle - self.septum + np.pi) % (2 * np.pi) - np.pi
        return np.asarray(np.interp(turn, fine, spline(fine)))


@dataclass(frozen=True)
class HeartShape:
    """A heart; lengths in mm.

    Args:
        length: from the epicardial apex to the valve plane.
        radius: of the LV cavity at its widest.
        wall: thickness of the myocardium at the base.
        tip: thickness of the myocardium at the apex.
        septum: direction of the septum at the base.
        twist: how much further it turns towards the apex.
        drift: (2,) shift of the axis from apex to base.
        bend: (2,) how far the axis bows out of the straight at mid height.
        right: size of the right ventricle, 1 is the median.
        endo_waves, wall_waves: see :class:`Section`, at the base; phases turn with height.
        wave_turn: (n,) how much the phases turn from apex to base.
        bumps: (11,) by how much the outline of the right ventricle deviates from the mean one.
    """

    length: float
    radius: float
    wall: float
    tip: float
    septum: float
    twist: float
    drift: FloatArray
    bend: FloatArray
    right: float
    endo_waves: FloatArray
    wall_waves: FloatArray
    wave_turn: FloatArray
    bumps: FloatArray

    def section(self, h: float) -> Section:
        """Both ventricles at height ``h``; radii of 0 beyond the apex."""
        level = h / self.length
        epi = (self.radius + self.wall) * _profile(level)
        endo = self.radius * _profile((h - self.tip) / (self.length - self.tip))
        share = np.clip(level, 0, 1.1)
        outline = np.array([np.interp(share, _LEVELS, column) for column in _OUTLINES.T])
        turned = np.stack([np.zeros(len(self.wave_turn)), self.wave_turn * (share - 0.5)], axis=1)
        return Section(
            center=self.axis(h),
            endo=endo,
            epi=epi,
            septum=self.septum - self.twist * (1 - share),
            endo_waves=self.endo_waves + turned,
            wall_waves=self.wall_waves + turned[: len(self.wall_waves)],
            outline=outline * epi * self.right * (1 + self.bumps),
        )

    def axis(self, h: float) -> FloatArray:
        """(2,) mm, the LV axis at height ``h``; straight on beyond its ends."""
        level = h / self.length
        bow = 4 * np.clip(level, 0, 1) * (1 - np.clip(level, 0, 1))
        return np.asarray(self.drift * (level - 0.5) + self.bend * (bow - 0.5))


def draw_shape(rng: np.random.Generator) -> HeartShape:
    """A heart of a grown-up without severe disease, at end diastole."""
    radius = float(np.clip(rng.normal(26.5, 2.8), 21.5, 33))
    # Axes of the cavity differ by 13 % in the median of ACDC, its walls by 15 % from sector to sector.
    amplitudes = np.array([0.0, 0.065, 0.025, 0.018]) * rng.uniform(0.4, 1.7, 4)
    uneven = np.array([0.12, 0.09, 0.08]) * rng.uniform(0.7, 1.6, 3)
    phases = np.array([0.0, rng.normal(0, 0.5) + np.pi, *rng.uniform(-np.pi, np.pi, 2)])
    return HeartShape(
        length=float(np.clip(62 + radius + rng.normal(0, 4), 80, 100)),
        radius=radius,
        wall=float(np.clip(rng.normal(8.4, 0.8), 7, 10.5)),
        tip=rng.uniform(4.0, 6.0),
        septum=np.deg2rad(rng.normal(168, 9)),
        twist=np.deg2rad(rng.uniform(8, 22)),
        drift=rng.normal((2, 1), (6, 5)),
        bend=rng.normal(0, 1.2, 2),
        right=float(np.clip(rng.normal(0.97, 0.05), 0.87, 1.07)),
        endo_waves=np.stack([amplitudes, phases], axis=1),
        wall_waves=np.stack([uneven, [rng.normal(0, 0.8), *rng.uniform(-np.pi, np.pi, 2)]], axis=1),
        wave_turn=np.concatenate([[0.0], rng.uniform(-1.2, 1.2, 3)]),
        bumps=np.clip(rng.normal(0, 0.05, len(_ANGLES)), -0.1, 0.1),
    )


def direction(angle: npt.ArrayLike) -> FloatArray:
    """(2, …) unit vectors at angles from u towards v."""
    return np.stack([np.cos(angle), np.sin(angle)])


def _waves(waves: FloatArray, angle: FloatArray) -> FloatArray:
    """Relative deviation from a circle: 1, 2, 3 … waves a turn."""
    return np.asarray(sum(a * np.cos(n * angle - phase) for n, (a, phase) in enumerate(waves, start=1)))


def _profile(level: float) -> float:
    """Radius from apex (0) to base (1) as a share of the widest; 0 beyond the apex."""
    return float(np.sqrt(max(1 - np.clip(1 - level, 0, 1) ** _FULLNESS, 0.0)))
