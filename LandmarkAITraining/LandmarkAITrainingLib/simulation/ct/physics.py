"""What a scanner's physics add to a painted volume; each effect is 0 where it is not asked for.

Nothing is projected: what rays through a patient do to an image is laid on it by rules of thumb, in the
plane of the gantry. Noise grows with the path through the body and is streaky where photons are few
(shoulders); dense contrast and bone darken what lies between them (Barrett & Keat 2004,
doi:10.1148/rg.246045065); iodine is brighter at low tube voltage, and mixes badly on its way in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray, Grid

from .contrast_phases import BLOOD, Hounsfield

# Iodine against 120 kV; it follows the mean energy of the beam.
_VOLTAGES = {70: 1.75, 80: 1.5, 100: 1.2, 120: 1.0, 140: 0.88}
_VOLTAGE_CHANCES = (0.08, 0.15, 0.3, 0.37, 0.1)
_PLAIN_BLOOD = 40.0  # HU without iodine
_DENSE = 250.0  # HU from which the beam hardens noticeably


@dataclass(frozen=True)
class Physics:
    """How strong each effect is.

    Args:
        iodine: factor of all enhancement: the tube's voltage.
        streaming: 0 to 1, how unevenly contrast fills the right heart.
        hardening: HU taken from between dense things, for a dense thing of 1000 HU.
        starvation: how much noise grows with the path through the body.
        streaks: 0 to 1, how far noise is drawn out from side to side where photons are few.
    """

    iodine: float = 1.0
    streaming: float = 0.0
    hardening: float = 0.0
    starvation: float = 0.0
    streaks: float = 0.0


def draw_physics(rng: np.random.Generator, phase: str) -> Physics:
    """A scanner and an injection; without contrast medium nothing streams."""
    voltage = int(rng.choice(list(_VOLTAGES), p=_VOLTAGE_CHANCES))
    uneven = 0.6 * float(rng.beta(1.2, 2.5)) if phase in ("arterial", "mixed", "pulmonary") else 0.0
    return Physics(
        iodine=_VOLTAGES[voltage],
        streaming=uneven,
        hardening=float(rng.gamma(1.5, 60)),
        starvation=float(rng.uniform(0, 1)),
        streaks=float(rng.beta(1.5, 3)),
    )


def at_voltage(values: Hounsfield, physics: Physics) -> Hounsfield:
    """Blood, enhanced organs and muscle as they are at the tube's voltage."""
    scaled = dict(values)
    for name in (*BLOOD, "myocardium"):
        enhanced = values[name] - _PLAIN_BLOOD
        scaled[name] = _PLAIN_BLOOD + enhanced * (physics.iodine if enhanced > 40 else 1.0)
    # Calcium and cortical bone follow the energy too, by less.
    for name in ("calcium", "cortex"):
        scaled[name] = values[name] * float(np.sqrt(physics.iodine))
    return scaled


def harden(hu: FloatArray, grid: Grid, physics: Physics) -> FloatArray:
    """(k, j, i) HU, darker beside and between what is dense; axial slices lie along k."""
    from scipy import ndimage

    if not physics.hardening:
        return hu
    dense = np.clip(hu - _DENSE, 0, 1000).astype(np.float32) / 1000
    across = np.array([4.0, 22.0, 22.0]) / grid.spacing[::-1]
    # Less within the dense thing itself, whose own hardening scanners correct.
    shade = ndimage.gaussian_filter(dense, across, truncate=2.5) * (1 - np.clip(3 * dense, 0, 0.8))
    return np.asarray(hu - np.float32(3 * physics.hardening) * shade, np.float32)


def noise_growth(grid: Grid, middle: FloatArray, physics: Physics) -> FloatArray:
    """(1, j, i)-like factors of the noise: most in the middle of the body, less at its rim.

    Args:
        grid: of the volume.
        middle: (3,) LPS mm of the middle of the chest.
        physics: how strong it is.
    """
    j, i = np.indices(grid.shape[1:])
    plane = np.stack([i, j, np.full_like(i, grid.size[2] // 2)], axis=-1)
    offset = grid.to_lps(plane) - middle
    far = (offset[..., 0] / 150) ** 2 + (offset[..., 1] / 105) ** 2
    growth = 1 + physics.starvation * (0.9 * np.exp(-far) - 0.35)
    return np.asarray(growth[None], np.float32)


def streaky(noise: npt.NDArray[np.float32], grid: Grid, physics: Physics) -> npt.NDArray[np.float32]:
    """Noise (k, j, i) of which a part is drawn out from side to side, its strength kept."""
    from scipy import ndimage

    if not physics.streaks:
        return noise
    axis = 2 - int(np.argmax(np.abs(grid.axes[0])))  # the array's axis that runs from right to left
    drawn = ndimage.gaussian_filter1d(noise, 9.0 / float(grid.spacing[2 - axis]), axis=axis)
    mixed = (1 - physics.streaks) * noise + physics.streaks * drawn * (
        float(noise.std()) / max(float(drawn.std()), 1e-6)
    )
    return np.asarray(mixed * (float(noise.std()) / max(float(mixed.std()), 1e-6)), np.float32)
