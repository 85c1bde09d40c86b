"""Shapes with soft edges, and what a scanner adds to them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import LandmarkSet

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SimulatedCase:
    """An image with exact points and segments.

    Args:
        image: simulated.
        landmarks: LPS mm.
        labels: (k, j, i) uint8; None where there are no segments.
        names: of the segments, from label 1.
    """

    image: Image
    landmarks: LandmarkSet
    labels: npt.NDArray[np.uint8] | None = None
    names: tuple[str, ...] = ()


@dataclass(eq=False)
class Canvas:
    """Intensities on a grid, painted in a frame of their own.

    Args:
        grid: of the image, LPS mm.
        frame: (4, 4) from the coordinates in which shapes are given, mm, to LPS.
    """

    grid: Grid
    frame: FloatArray
    places: Values = field(init=False)
    values: Values = field(init=False)

    def __post_init__(self) -> None:
        k, j, i = np.indices(self.grid.shape)
        lps = self.grid.to_lps(np.stack([i, j, k], axis=-1).reshape(-1, 3).astype(float))
        inverse = np.linalg.inv(self.frame)
        local = lps @ inverse[:3, :3].T + inverse[:3, 3]
        self.places = local.reshape(*self.grid.shape, 3)
        self.values = np.zeros(self.grid.shape)

    def ellipsoid(
        self, center: npt.ArrayLike, radii: npt.ArrayLike, axes: FloatArray | None = None
    ) -> Values:
        """How much of each voxel an ellipsoid covers, 0 to 1; infinite radii make cylinders."""
        offset = self.places - np.asarray(center, float)
        if axes is not None:
            offset = offset @ axes
        radii = np.asarray(radii, float)
        size = np.sqrt(((offset / radii) ** 2).sum(axis=-1))
        # First-order distance to the surface, mm; an edge is about a voxel wide.
        cover: Values = np.clip(
            (1 - size) * radii.min() / float(self.grid.spacing[:2].min()) + 0.5, 0, 1
        )
        return cover

    def below(self, point: npt.ArrayLike, direction: npt.ArrayLike) -> Values:
        """How much of each voxel lies on that side of a plane to which its direction does not point."""
        along = (self.places - np.asarray(point, float)) @ np.asarray(direction, float)
        cover: Values = np.clip(0.5 - along / float(self.grid.spacing[:2].min()), 0, 1)
        return cover

    def paint(self, cover: Values, value: float) -> None:
        """Put a tissue over what is there."""
        self.values = self.values * (1 - cover) + value * cover

    def to_lps(self, point: npt.ArrayLike) -> FloatArray:
        """(3,) LPS mm of a point of the frame."""
        return np.asarray(self.frame[:3, :3] @ np.asarray(point, float) + self.frame[:3, 3])

    def scanned(self, rng: np.random.Generator, noise: float, name: str, modality: str) -> Image:
        """The image, with texture, an uneven coil and Rician noise; values up to about 1000."""
        from scipy.ndimage import gaussian_filter

        shape = self.grid.shape
        texture = gaussian_filter(rng.normal(size=shape), 1.5) * 2.5
        ramps = [np.linspace(-1, 1, n) * rng.normal(0, 0.15) for n in shape]
        coil = np.exp(ramps[0][:, None, None] + ramps[1][:, None] + ramps[2])
        clean = self.values * (1 + 0.12 * texture) * coil
        real, imaginary = (rng.normal(0, noise, shape) for _ in range(2))
        magnitude = np.hypot(clean + real, imaginary) * 800
        facts = {"simulated": "yes", "modality": modality}
        return Image(magnitude.astype(np.int16), self.grid, name, facts)


def turned(rng: np.random.Generator, degrees: float) -> FloatArray:
    """(3, 3) a rotation by a normally distributed angle about a random axis."""
    from scipy.spatial.transform import Rotation

    axis = rng.normal(size=3)
    angle = np.deg2rad(rng.normal(0, degrees))
    return np.asarray(Rotation.from_rotvec(angle * axis / np.linalg.norm(axis)).as_matrix())
