"""The tissues of the simulated cine, and how bright balanced SSFP shows each."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray

TissueMap = npt.NDArray[np.uint8]


class Tissue(IntEnum):
    """Values of a tissue map."""

    AIR = 0
    LUNG = 1
    FAT = 2
    MUSCLE = 3
    MYOCARDIUM = 4
    LV_BLOOD = 5
    RV_BLOOD = 6
    BLOOD = 7
    LIVER = 8
    SPLEEN = 9
    CONTENT = 10
    CARTILAGE = 11
    MARROW = 12
    BONE = 13
    FLUID = 14


BLOOD = (Tissue.LV_BLOOD, Tissue.RV_BLOOD, Tissue.BLOOD)

# Signal relative to the blood of the left ventricle, and its spread from subject to subject: set so that
# ratios in the finished images lie within those of 123 stacks of ACDC. Fat is negative: at an echo time
# of half the repetition time its magnetization opposes that of water, and where both share a voxel they
# cancel, the black outline of fat in such images (Hargreaves 2012, doi:10.1002/jmri.23637).
_SIGNALS = {
    Tissue.AIR: (0.0, 0.0),
    Tissue.LUNG: (0.09, 0.04),
    Tissue.FAT: (-0.78, 0.08),
    Tissue.MUSCLE: (0.24, 0.03),
    Tissue.MYOCARDIUM: (0.36, 0.055),
    Tissue.LV_BLOOD: (1.0, 0.0),
    Tissue.RV_BLOOD: (0.80, 0.05),
    Tissue.BLOOD: (1.0, 0.05),
    Tissue.LIVER: (0.36, 0.08),
    Tissue.SPLEEN: (0.48, 0.05),
    Tissue.CONTENT: (0.55, 0.15),
    Tissue.CARTILAGE: (0.17, 0.03),
    Tissue.MARROW: (-0.40, 0.08),
    Tissue.BONE: (0.05, 0.01),
    Tissue.FLUID: (0.9, 0.05),
}


def draw_signals(rng: np.random.Generator) -> FloatArray:
    """(15,) signal of every tissue, that of the blood of the left ventricle being 1; fat is negative."""
    entries = [_SIGNALS[tissue] for tissue in Tissue]
    return np.array([mean + spread * np.clip(rng.standard_normal(), -2, 2) for mean, spread in entries])
