"""The chest around a phantom's heart: skin fat, muscle, lungs, liver, stomach, spine, vessels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .heart import FloatArray, Mask
from .scar import TissueMap
from .tissues import tissue_code


@dataclass(frozen=True)
class Oval:
    """An ellipse filled with one tissue; mm in the plane of the slice, x right, y down."""

    tissue: str
    center: tuple[float, float]
    semi_axes: tuple[float, float]
    tilt: float = 0.0

    def contains(self, x: FloatArray, y: FloatArray) -> Mask:
        """Whether points lie inside."""
        dx, dy = x - self.center[0], y - self.center[1]
        cosine, sine = np.cos(self.tilt), np.sin(self.tilt)
        along, across = cosine * dx + sine * dy, cosine * dy - sine * dx
        return np.asarray((along / self.semi_axes[0]) ** 2 + (across / self.semi_axes[1]) ** 2 < 1)


@dataclass(frozen=True)
class Chest:
    """Ovals painted one over the other; those after the first ``wall`` stay inside the last of them."""

    ovals: tuple[Oval, ...]
    wall: int

    def tissues(self, x: FloatArray, y: FloatArray) -> TissueMap:
        """Tissue map of one slice without the heart; ``x`` and ``y`` in mm from the heart's axis."""
        painted = np.zeros(x.shape, np.uint8)
        inside = self.ovals[self.wall - 1].contains(x, y)
        for n, oval in enumerate(self.ovals):
            within = oval.contains(x, y)
            painted[within & inside if n >= self.wall else within] = tissue_code(oval.tissue)
        return painted


def draw_chest(rng: np.random.Generator) -> Chest:
    """A chest as short-axis slices cut it: wall up and left of the heart, liver below, lungs around."""
    center = (60 + rng.uniform(-12, 12), 35 + rng.uniform(-12, 12))
    outer = np.array([rng.uniform(160, 185), rng.uniform(135, 155)])
    tilt = rng.uniform(-0.3, 0.6)
    fat, muscle = rng.uniform(8, 24), rng.uniform(7, 14)

    def layer(tissue: str, depth: float) -> Oval:
        return Oval(tissue, center, (outer[0] - depth, outer[1] - depth), tilt)

    def organ(tissue: str, x: float, y: float, a: float, b: float) -> Oval:
        jitter = rng.uniform(-10, 10, 2)
        return Oval(
            tissue,
            (x + jitter[0], y + jitter[1]),
            (a, b * rng.uniform(0.85, 1.2)),
            rng.uniform(-0.3, 0.3),
        )

    wall = (layer("fat", 0), layer("muscle", fat), layer("lung", fat + muscle))
    stomach = str(rng.choice(["fluid", "air", "muscle"]))
    organs = (
        organ("fat", -28, 8, 52, 40),
        organ("liver", -35, 92, 110, 60),
        organ("muscle", 75, 75, 34, 28),
        organ("liver", 130, 78, 26, 36),
        organ("muscle", -20, 160, 50, 30),
        organ("fat", -20, 150, 26, 20),
    )
    filled = Oval(stomach, organs[2].center, (26, 20), organs[2].tilt)
    aorta = organ("muscle", 30, 88, 13, 13)
    lumen = Oval(
        "lv_blood", aorta.center, (aorta.semi_axes[0] - 1.5, aorta.semi_axes[1] - 1.5), aorta.tilt
    )
    return Chest((*wall, *_vessels(rng), *organs, filled, aorta, lumen), len(wall))


def _vessels(rng: np.random.Generator, count: int = 14) -> list[Oval]:
    """Vessels of the lungs, cut across."""
    places = rng.uniform((-80, -90), (190, 90), (count, 2))
    radii = rng.uniform(1.2, 3.5, count)
    return [Oval("lv_blood", (x, y), (r, r)) for (x, y), r in zip(places, radii, strict=True)]
