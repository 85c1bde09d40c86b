"""How a simulated subject is scanned: sharpness, noise, slices, and shifts of the scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray, Grid

from .physics import Physics, harden, noise_growth, streaky

if TYPE_CHECKING:
    from torch import Tensor

LOWEST, HIGHEST = -1024.0, 3071.0
"""HU that 12 bits hold."""
_REFERENCE = 0.8  # mm; the voxel at which noise is quoted


@dataclass(frozen=True, eq=False)
class Scan:
    """Settings of a scan.

    Args:
        blur: full width at half maximum of the point spread in mm: the kernel.
        noise: standard deviation in HU in voxels of 0.8 mm: the dose.
        grain: correlation length of the noise in mm.
        edge: 0 to 1, how much of the low frequencies the kernel takes out of the noise.
        thickness: of the slices, mm.
        motion: how far the heart moves during its exposure, mm.
        unevenness: HU of slow change through the patient.
        curve: (2, n) HU and what the scanner shows instead; the identity for a real scale.
        clutter: (n,) HU of random shapes that replace the chest; empty for a chest.
    """

    blur: float
    noise: float
    grain: float
    edge: float
    thickness: float
    motion: float
    unevenness: float
    curve: FloatArray
    clutter: FloatArray


def draw_scan(rng: np.random.Generator, randomised: bool = False) -> Scan:
    """A scan from a sharp kernel at high dose to a smooth one at low dose; beyond where randomised."""
    knots = np.array([-1024.0, -150, -50, 0, 50, 100, 200, 400, 800, 3071])
    shown = knots.copy()
    if randomised:
        steps = np.diff(knots) * np.exp(rng.normal(0, 0.3, len(knots) - 1))
        shown = np.concatenate([[0], np.cumsum(steps)])
        shown += float(rng.normal(0, 15)) - np.interp(0, knots, shown)
    return Scan(
        blur=float(rng.uniform(0.5, 1.8)),
        noise=float(np.exp(rng.uniform(np.log(7), np.log(60)))),
        grain=float(rng.uniform(0.35, 1.1)),
        edge=float(rng.uniform(0, 0.8)),
        thickness=float(rng.choice([0.6, 1.0, 2.0, 3.0], p=[0.45, 0.25, 0.15, 0.15])),
        motion=float(rng.gamma(1.2, 0.9)),
        unevenness=float(rng.uniform(0, 50)) if randomised else 0.0,
        curve=np.stack([knots, shown]),
        clutter=rng.uniform(-1000, 400, 6 if randomised and rng.random() < 0.15 else 0),
    )


def acquire(
    hu: Tensor,
    grid: Grid,
    scan: Scan,
    rng: np.random.Generator,
    physics: Physics | None = None,
    middle: FloatArray | None = None,
) -> npt.NDArray[np.float32]:
    """Slices, scale and noise of a painted volume.

    Args:
        hu: (k, j, i) what lies in the voxels; partial volume is in it already.
        grid: of the volume.
        scan: the settings.
        rng: source of the noise.
        physics: of the scanner; None leaves it out.
        middle: (3,) LPS mm of the middle of the chest, through which the longest rays go.
    """
    from LandmarkAILib.inference.sampling import smooth_for

    slices = int(np.argmax(np.abs(grid.axes[2])))
    wide = [float(s) for s in grid.spacing]
    wide[slices] = max(scan.thickness, wide[slices])
    image = smooth_for(hu[None], grid, wide)[0].numpy()
    noise = _noise(image.shape, grid, scan, rng)
    if physics is not None and middle is not None:
        image = harden(image, grid, physics)
        image = image + streaky(noise, grid, physics) * noise_growth(grid, middle, physics)
    else:
        image = image + noise
    if not np.array_equal(*scan.curve):
        image = np.interp(image, *scan.curve)
    return np.asarray(np.clip(image, LOWEST, HIGHEST), np.float32)


def _noise(
    shape: tuple[int, ...], grid: Grid, scan: Scan, rng: np.random.Generator
) -> npt.NDArray[np.float32]:
    """Correlated noise; voxels that average more tissue than the reference show less of it."""
    from scipy import ndimage

    white = rng.standard_normal(shape, dtype=np.float32)
    sigma = scan.grain / grid.spacing[::-1]
    smooth = ndimage.gaussian_filter(white, sigma, truncate=3) if sigma.max() > 0.25 else white
    if scan.edge > 0.2 and sigma.max() > 0.25:
        smooth = smooth - np.float32(scan.edge) * ndimage.gaussian_filter(white, 2 * sigma, truncate=2.5)
    voxel = float(np.prod(grid.spacing)) ** (1 / 3)
    level = scan.noise * min(1.0, (_REFERENCE / voxel) ** 1.1)
    return np.asarray(smooth * np.float32(level / max(float(smooth.std()), 1e-6)), np.float32)
