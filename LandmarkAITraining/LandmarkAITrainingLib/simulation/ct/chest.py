"""The chest around a heart, as distances in mm: wall, lungs, diaphragm, organs, bones.

Coordinates are mm in the varied heart's space, whose axes are the patient's: x left, y posterior, z up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from LandmarkAILib.core.geometry import FloatArray

if TYPE_CHECKING:
    from torch import Tensor

_SQUARENESS = 2.4  # exponent of the superellipse that the ribs follow
_RIB_STEP = 27.0
_VERTEBRA_STEP = 25.0


@dataclass(frozen=True)
class Chest:
    """Size and place of what surrounds the heart; mm.

    Args:
        middle: (x, y) of the centre of the rib cage.
        half_width: of the rib cage inside, along x.
        half_depth: of the rib cage inside, along y.
        top: z where the cage has narrowed to the neck.
        spine: (x, y) of the centre of the vertebral bodies.
        vertebra: radius of the vertebral bodies.
        domes: z of the right and the left dome of the diaphragm.
        saddle: z of the diaphragm under the heart.
        muscle: thickness of the muscles on the ribs.
        fat: thickness of the fat below the skin.
        heart_fat: thickness of the fat on the heart.
        rib_phase: 0 to 1, where the first rib lies.
        rib_slope: how far ribs fall from the spine to the front.
        stomach_air: whether gas or food fills the stomach.
        arms_down: whether the arms lie beside the body.
        breast: how far the breasts stand out; 0 for none.
        effusion: thickness of fluid around the heart; 0 for none.
        pleural: depth of fluid in the back of the chest; 0 for none.
        table: distance of the couch below the back; 0 for none in view.
    """

    middle: tuple[float, float]
    half_width: float
    half_depth: float
    top: float
    spine: tuple[float, float]
    vertebra: float
    domes: tuple[float, float]
    saddle: float
    muscle: float
    fat: float
    heart_fat: float
    rib_phase: float
    rib_slope: float
    stomach_air: bool
    arms_down: bool
    breast: float
    effusion: float
    pleural: float
    table: float

    def fields(self, x: Tensor, y: Tensor, z: Tensor) -> dict[str, Tensor]:
        """Smooth distances, negative inside, that may be computed on a coarse grid and interpolated.

        Returns:
            ``cage`` (inside of the ribs), ``body`` (skin), ``muscle`` (of the chest wall), ``arm bone``,
            ``diaphragm`` (above 0 above it), ``core`` (what lies between the lungs), ``liver``,
            ``stomach``, ``spleen``.
        """
        cage = self._cage(x, y, z)
        side = (x - self.middle[0]) / self.half_width
        front = (y - self.middle[1]) / self.half_depth
        trunk, arms = self._trunk(x, y, z), self._arms(x, y)
        lens = ((x - self.spine[0]) / 26) ** 2 + ((y - self.middle[1]) / (1.05 * self.half_depth)) ** 2
        return {
            "cage": cage,
            "body": trunk.minimum(arms).minimum(self._breasts(x, y, z)),
            "muscle": (trunk + self.fat).minimum(arms + 9),
            "arm bone": arms + 33,
            "diaphragm": z - self._diaphragm(side, front, cage),
            "core": 24 * (lens.sqrt() - 1),
            "liver": 60 * (side - 0.25 - 0.25 * front),
            "stomach": _ball(x, y, z, self._under_left(0.42, -0.15), (40, 34, 38)),
            "spleen": _ball(x, y, z, self._under_left(0.68, 0.5), (24, 42, 46)),
        }

    def bones(self, fields: Mapping[str, Tensor], x: Tensor, y: Tensor, z: Tensor) -> dict[str, Tensor]:
        """Distances to ``bone``, ``disc``, ``cartilage``, ``canal``: too fine to interpolate."""
        import torch

        cage = fields["cage"]
        front = (self.middle[1] - y) / self.half_depth
        phase = (z + self.rib_slope * front) / _RIB_STEP + self.rib_phase
        across = (phase - torch.floor(phase) - 0.5) * _RIB_STEP
        ribs = torch.hypot((cage - 5.5) * 1.7, across) - 6.0
        # In front, ribs end as cartilage; beside the sternum both end.
        beside = (x - self.middle[0]).abs()
        cartilage = torch.maximum(ribs, 26 - beside)
        ribs = torch.maximum(ribs, torch.where(front > 0, 62 - beside, -20.0))
        sternum = torch.maximum((x - self.middle[0]).abs() - 17, (cage - 6).abs() - 5.5)
        sternum = torch.maximum(sternum, torch.where(front > 0, -5.0, 20.0))
        body, disc = self._spine(x, y, z)
        return {
            "bone": torch.stack([ribs, sternum, body, fields["arm bone"]]).amin(dim=0),
            "cartilage": torch.maximum(cartilage, torch.where(front > 0.2, -5.0, 20.0)),
            "disc": disc,
            "canal": torch.hypot((x - self.spine[0]) * 0.85, y - self._canal) - 8.0,
        }

    def couch(self, x: Tensor, y: Tensor) -> Tensor:
        """Distance to the surface of the couch, a curved sheet behind the back."""
        depth = self.middle[1] + self.half_depth + 1.5 * self.muscle + self.fat + self.table
        return y - depth + 0.0012 * (x - self.middle[0]) ** 2

    @property
    def _canal(self) -> float:
        return self.spine[1] + self.vertebra + 9

    def _cage(self, x: Tensor, y: Tensor, z: Tensor) -> Tensor:
        """Distance to the ribs, which close over the tips of the lungs."""
        narrowing = 1 - 0.62 * ((z - self.top + 140) / 140).clamp(0, 1) ** 2.5
        widths = self.half_width * narrowing, self.half_depth * (0.3 + 0.7 * narrowing)
        return self._oval(x, y, *widths).maximum(z - self.top)

    def _trunk(self, x: Tensor, y: Tensor, z: Tensor) -> Tensor:
        """Distance to the skin without breasts and arms: broad shoulders, then the neck."""
        narrowing = 1 - 0.62 * ((z - self.top + 15) / 70).clamp(0, 1) ** 1.5
        half_width = (self.half_width + self.muscle + self.fat) * narrowing
        half_depth = (self.half_depth + 1.3 * self.muscle + self.fat) * (0.3 + 0.7 * narrowing)
        return self._oval(x, y, half_width, half_depth)

    def _oval(self, x: Tensor, y: Tensor, half_width: Tensor, half_depth: Tensor) -> Tensor:
        """Distance to a superellipse about the middle, along the ray from there."""
        dx, dy = x - self.middle[0], y - self.middle[1]
        ratio = (dx / half_width).abs() ** _SQUARENESS + (dy / half_depth).abs() ** _SQUARENESS
        reach = (dx**2 + dy**2).sqrt()
        return reach - reach / ratio.clamp(min=1e-4) ** (1 / _SQUARENESS)

    def _arms(self, x: Tensor, y: Tensor) -> Tensor:
        """Distance to the arms where they lie beside the body; far away where they are raised."""
        import torch

        if not self.arms_down:
            return torch.full_like(x, 1e3)
        beside = self.half_width + self.muscle + self.fat + 48
        return torch.hypot((x - self.middle[0]).abs() - beside, y - self.middle[1] - 15) - 44

    def _breasts(self, x: Tensor, y: Tensor, z: Tensor) -> Tensor:
        import torch

        if self.breast <= 0:
            return torch.full_like(x, 1e3)
        front = self.middle[1] - self.half_depth - self.muscle - 0.3 * self.breast
        mirrored = (x - self.middle[0]).abs() + self.middle[0]
        center = (self.middle[0] + 0.55 * self.half_width, front, self.saddle + 25.0)
        return _ball(mirrored, y, z, center, (65.0, self.breast, 75.0))

    def _diaphragm(self, side: Tensor, front: Tensor, cage: Tensor) -> Tensor:
        """Height of the diaphragm: a dome on each side, low at the ribs, lowest behind."""
        right = (-((side + 0.48) ** 2) / 0.15 - front**2 / 0.5).exp()
        left = (-((side - 0.5) ** 2) / 0.13 - front**2 / 0.5).exp()
        domes = (self.domes[0] - self.saddle) * right + (self.domes[1] - self.saddle) * left
        flanks = 45 * (side**2 + front**2 - 0.45).clamp(min=0)
        recess = 60 * ((cage + 13) / 13).clamp(0, 1) ** 2 * (0.4 + 0.6 * (front + 0.6).clamp(0, 1))
        return self.saddle + domes - flanks - recess

    def _spine(self, x: Tensor, y: Tensor, z: Tensor) -> tuple[Tensor, Tensor]:
        import torch

        dx, dy = x - self.spine[0], y - self.spine[1]
        bodies = torch.hypot(dx * 0.85, dy) - self.vertebra
        phase = z / _VERTEBRA_STEP
        gap = ((phase - torch.round(phase)) * _VERTEBRA_STEP).abs()
        behind = y - self._canal
        arch = (torch.hypot(dx * 0.85, behind) - 11).abs() - 3
        spinous = torch.maximum(dx.abs() - 3.5, (behind - 24).abs() - 14)
        transverse = torch.maximum((behind - 2).abs() - 5, dx.abs() - 32)
        posterior = torch.minimum(torch.minimum(arch, spinous), torch.maximum(transverse, 5 - gap))
        body = torch.maximum(bodies, 3.0 - gap)
        return torch.minimum(body, torch.maximum(posterior, 2 - gap)), torch.maximum(
            bodies + 1, gap - 3.0
        )

    def _under_left(self, side: float, front: float) -> tuple[float, float, float]:
        x = self.middle[0] + side * self.half_width
        return x, self.middle[1] + front * self.half_depth, self.domes[1] - 42


def draw_chest(rng: np.random.Generator, surface: FloatArray) -> Chest:
    """A chest that fits a heart.

    Args:
        rng: source of randomness.
        surface: (n, 3) points on the heart, mm.
    """
    low, high = np.percentile(surface, 2, axis=0), np.percentile(surface, 98, axis=0)
    middle_x = low[0] + rng.uniform(30, 48)
    front = low[1] - rng.uniform(4, 14)
    spine_front = high[1] + rng.uniform(10, 26)
    vertebra = rng.uniform(15, 19)
    back = spine_front + rng.uniform(42, 60)
    half_width = max(rng.uniform(112, 140), high[0] - middle_x + rng.uniform(8, 25))
    saddle = low[2] - rng.uniform(-14, 4)
    left = saddle + rng.uniform(0, 28)
    return Chest(
        middle=(float(middle_x), float((front + back) / 2)),
        half_width=float(half_width),
        half_depth=float((back - front) / 2),
        top=float(high[2] + rng.uniform(70, 110)),
        spine=(float(middle_x + rng.normal(0, 4)), float(spine_front + vertebra)),
        vertebra=float(vertebra),
        domes=(float(left + rng.uniform(4, 30)), float(left)),
        saddle=float(saddle),
        muscle=float(rng.uniform(9, 17)),
        fat=float(rng.gamma(3, 6) + 3),
        heart_fat=float(rng.uniform(2.5, 9)),
        rib_phase=float(rng.uniform()),
        rib_slope=float(rng.uniform(20, 45)),
        stomach_air=bool(rng.random() < 0.5),
        arms_down=bool(rng.random() < 0.2),
        breast=float(rng.uniform(20, 55)) if rng.random() < 0.4 else 0.0,
        effusion=float(rng.uniform(3, 14)) if rng.random() < 0.06 else 0.0,
        pleural=float(rng.uniform(10, 60)) if rng.random() < 0.08 else 0.0,
        table=float(rng.uniform(3, 15)) if rng.random() < 0.8 else 400.0,
    )


def _ball(
    x: Tensor,
    y: Tensor,
    z: Tensor,
    center: tuple[float, float, float],
    radii: tuple[float, float, float],
) -> Tensor:
    parts = ((v - c) / r for v, c, r in zip((x, y, z), center, radii, strict=True))
    q = sum(part**2 for part in parts)
    return (q.sqrt() - 1) * min(radii)  # type: ignore[union-attr]
