"""What lies around the heart: chest wall, lungs, liver, stomach, spleen, aorta, spine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from LandmarkAILib.core.geometry import FloatArray

from .noise import NoiseField, draw_noise
from .shape import HeartShape, direction
from .tissue import Tissue, TissueMap


@dataclass(frozen=True)
class Surroundings:
    """A chest; mm and radians.

    Args:
        front: direction from the heart to the nearest part of the chest wall.
        depth: from the LV axis to the skin, at the base and at the apex.
        curvature: of the chest wall, 1/mm.
        fat, muscle: thickness of the wall's layers.
        dome: height of the diaphragm beyond the heart, and how fast it falls to both sides.
        lobe: how far the left lobe of the liver reaches.
        stomach: (3,) middle, to the left, and semi-axes of the stomach, which lies under the diaphragm.
        stomach_content: what fills it.
        aorta: (3,) middle and radius of the descending aorta at mid height.
        spine: (2,) middle of the vertebra.
        warp: bends every border a little.
        vessels, grain, fine: of lungs and liver; of fat and muscle; the smallest vessels.
    """

    front: float
    depth: tuple[float, float]
    curvature: float
    fat: float
    muscle: float
    dome: tuple[float, float, float]
    lobe: float
    stomach: FloatArray
    stomach_content: Tissue
    aorta: FloatArray
    spine: FloatArray
    warp: tuple[NoiseField, NoiseField]
    vessels: NoiseField
    grain: NoiseField
    fine: NoiseField

    def tissues(self, u: FloatArray, v: FloatArray, h: float, heart: HeartShape) -> TissueMap:
        """The plane of height ``h`` without the heart; same shape as ``u`` and ``v`` (mm)."""
        u = u + 2.5 * self.warp[0].plane(u, v, h)
        v = v + 2.5 * self.warp[1].plane(u, v, h)
        painted = np.full(u.shape, Tissue.LUNG, np.uint8)
        self._lung_vessels(painted, u, v, h, heart)
        self._abdomen(painted, u, v, h, heart)
        self._back(painted, u, v, h)
        self._chest_wall(painted, u, v, h, heart)
        return painted

    def below_diaphragm(self, u: FloatArray, v: FloatArray, h: float, heart: HeartShape) -> FloatArray:
        """Depth below the diaphragm, mm; negative above."""
        section = heart.section(h)
        gap, left, right = self.dome
        level = section.center[1] + max(section.epi, 10) + gap + 6 * max(h / heart.length - 0.7, 0)
        aside = u - section.center[0] + 8
        return np.asarray(v - level - np.where(aside < 0, left, right) * aside**2)

    def wall_depth(self, u: FloatArray, v: FloatArray, h: float, heart: HeartShape) -> FloatArray:
        """Depth below the skin of the chest, mm; negative outside of the body."""
        normal, along = direction(self.front), direction(self.front + np.pi / 2)
        share = np.clip(h / heart.length, -0.4, 1.3)
        skin = self.depth[1] + (self.depth[0] - self.depth[1]) * share
        out, aside = u * normal[0] + v * normal[1], u * along[0] + v * along[1]
        return np.asarray(skin - out - self.curvature * aside**2)

    def _lung_vessels(
        self, painted: TissueMap, u: FloatArray, v: FloatArray, h: float, heart: HeartShape
    ) -> None:
        # Vessels are larger and denser towards the hilum, which lies behind the base.
        away = np.hypot(u - 55, v - 25)
        crowd = 1.6 + 0.008 * away + 0.4 * np.clip(1 - h / heart.length, 0, 1.5)
        painted[self.vessels.plane(u, v, h) > crowd] = Tissue.BLOOD
        painted[self.fine.plane(u, v, h) > crowd + 0.3] = Tissue.BLOOD

    def _abdomen(
        self, painted: TissueMap, u: FloatArray, v: FloatArray, h: float, heart: HeartShape
    ) -> None:
        below = self.below_diaphragm(u, v, h, heart)
        painted[below > -2] = Tissue.MUSCLE
        painted[below > 0.5] = Tissue.FAT
        thin = 1.0 + 1.2 * np.clip(self.grain.plane(u, v, h), -0.5, 3)
        loops = self.warp[0].plane(0.7 * u, 0.7 * v, h)
        bowel = (below > 6) & (loops > 0.1)
        painted[bowel] = Tissue.MUSCLE
        painted[bowel & (np.abs(loops - 0.9) < 0.45)] = Tissue.CONTENT
        liver = (below > 1.0 + np.maximum(thin, 0)) & (u < self.lobe + 0.35 * (v - 40))
        painted[liver] = Tissue.LIVER
        painted[liver & (self.vessels.plane(0.6 * u, 0.6 * v, h) > 2.0)] = Tissue.BLOOD
        x, a, b = self.stomach
        y = float(np.min(np.where(np.abs(u - x) < 4, v - below, np.inf))) + b + 2
        oval = np.hypot((u - x) / a, (v - y) / b)
        inside = below > 2.5
        painted[inside & (oval < 1)] = Tissue.MUSCLE
        filled = inside & (oval < 0.84 + 0.03 * self.grain.plane(u, v, h))
        painted[filled] = self.stomach_content
        spleen = inside & (np.hypot((u - x - a - 24) / 19, (v - y - 8) / 34) < 1)
        painted[spleen] = Tissue.SPLEEN

    def _back(self, painted: TissueMap, u: FloatArray, v: FloatArray, h: float) -> None:
        x, y = self.spine
        out = np.hypot((u - x) / 58, (v - y - 30) / 46)
        painted[out < 1] = Tissue.FAT
        for du, dv, a, b in ((-26, 26, 18, 15), (26, 30, 19, 16), (-6, 46, 17, 13), (30, 2, 10, 8)):
            painted[np.hypot((u - x - du) / a, (v - y - dv) / b) < 1] = Tissue.MUSCLE
        vertebra = np.hypot((u - x) / 20, (v - y) / 16)
        painted[vertebra < 1] = Tissue.BONE
        painted[vertebra < 0.93] = Tissue.MARROW if (h + 300) % 34 > 9 else Tissue.CARTILAGE
        painted[np.hypot(u - x - 2, v - y - 25) < 8] = Tissue.FLUID
        painted[np.hypot(u - x - 2, v - y - 25) < 4] = Tissue.MUSCLE
        ax, ay, radius = self.aorta
        ring = np.hypot(u - ax - 0.3 * (40 - h), (v - ay - 0.25 * (40 - h)) / 1.08)
        painted[ring < radius + 4 + 1.5 * self.grain.plane(u, v, h)] = Tissue.FAT
        painted[ring < radius + 1.6] = Tissue.MUSCLE
        painted[ring < radius] = Tissue.BLOOD

    def _chest_wall(
        self, painted: TissueMap, u: FloatArray, v: FloatArray, h: float, heart: HeartShape
    ) -> None:
        depth = self.wall_depth(u, v, h, heart)
        along = direction(self.front + np.pi / 2)
        aside = u * along[0] + v * along[1] + 0.25 * h
        inner = self.fat + self.muscle + 9
        grain = self.grain.plane(u, v, h)
        # Fat between the ribs and behind them; lung or heart begins at ``inner``.
        painted[depth < inner + 0.5 + 1.5 * grain] = Tissue.FAT
        painted[depth < inner] = Tissue.MUSCLE
        # Ribs and their cartilages, cut across one after the other, a film of fat around each.
        sway = self.warp[1].plane(0.6 * u, 0.6 * v, 0.6 * h)
        place = (aside + 5 * sway + 300) % 31 - 15.5
        rib = np.hypot(place / (9.5 + 1.5 * sway), (depth - inner + 5.5 + sway) / (4.8 + 0.8 * sway))
        rib += 0.08 * grain
        painted[(rib < 1.22) & (depth > inner - 4)] = Tissue.FAT
        painted[rib < 1] = Tissue.CARTILAGE
        painted[(rib < 0.7) & (np.abs(aside) > 45)] = Tissue.MARROW
        muscle = (depth < self.fat + self.muscle + 0.8 * grain) & (depth > 2)
        painted[muscle] = Tissue.MUSCLE
        strands = np.abs(grain + 0.4 * self.warp[0].plane(u, v, h)) < 0.05
        painted[muscle & strands] = Tissue.FAT
        skin = depth < self.fat + 1.2 * grain
        painted[skin] = Tissue.FAT
        septa = np.abs(self.warp[1].plane(2 * u, 2 * v, h)) < 0.035
        painted[skin & septa & (depth > 3)] = Tissue.MUSCLE
        painted[depth < 2] = Tissue.MUSCLE
        painted[depth < 0] = Tissue.AIR


def draw_surroundings(rng: np.random.Generator, heart: HeartShape) -> Surroundings:
    """A chest that fits around a heart."""
    fat, muscle = float(rng.uniform(9, 24)), float(rng.uniform(6, 12))
    front = float(np.deg2rad(rng.uniform(188, 258)))
    # The heart lies at the wall, or a little lung or fat between them.
    base = heart.section(0.75 * heart.length).reach(front) + fat + muscle + 9 + rng.uniform(1, 9)
    return Surroundings(
        front=front,
        depth=(base, base - rng.uniform(8, 16)),
        curvature=rng.uniform(0.0025, 0.004),
        fat=fat,
        muscle=muscle,
        dome=(rng.uniform(1.5, 4), rng.uniform(0.0005, 0.002), rng.uniform(0.003, 0.007)),
        lobe=rng.uniform(8, 45),
        stomach=np.array([rng.uniform(38, 62), *rng.uniform((24, 19), (36, 28))]),
        stomach_content=Tissue(
            rng.choice([Tissue.CONTENT, Tissue.LUNG, Tissue.FLUID], p=[0.5, 0.3, 0.2])
        ),
        aorta=np.array([rng.uniform(28, 66), rng.uniform(58, 84), rng.uniform(9, 13)]),
        spine=np.array([rng.uniform(10, 25), rng.uniform(100, 112)]),
        warp=(draw_noise(rng, 9, 18), draw_noise(rng, 9, 18)),
        vessels=draw_noise(rng, 1.9, 3.0),
        grain=draw_noise(rng, 3.0, 8.0),
        fine=draw_noise(rng, 1.1, 2.5),
    )
