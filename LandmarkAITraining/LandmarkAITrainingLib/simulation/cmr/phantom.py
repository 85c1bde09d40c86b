"""Simulated short-axis stacks with exact landmarks: a geometric heart in a geometric chest.

The truth is computed from the contours, never from pixels. The stack lies in a plausible oblique
orientation; its in-plane axes are canonical, (i × j) · (−1, +1, +1) > 0 in LPS, and turned by any angle.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.anatomy import (
    ANTERIOR_RV_INSERTION,
    INFERIOR_RV_INSERTION,
    LEFT_VENTRICLE,
    LV_CENTER,
    MYOCARDIUM,
    RIGHT_VENTRICLE,
)
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.core.short_axis import APEX_TO_BASE

from .chest import draw_chest
from .contrasts import signals
from .heart import Section, draw_heart
from .paint import paint_heart
from .rendering import synthesize
from .scar import TissueMap, draw_scar, mark_scar
from .tissues import Subject, tissue_code

SEGMENTS = (LEFT_VENTRICLE, MYOCARDIUM, RIGHT_VENTRICLE)


@dataclass(frozen=True, eq=False)
class Anatomy:
    """A simulated subject on a grid, before it is imaged.

    Args:
        grid: of the stack, LPS mm.
        tissue_map: (k, j, i) indices into ``tissues.tissue_names()``.
        segmentation: LV cavity 1, myocardium 2, right ventricle 3.
        landmarks: exact; one of each name a slice, missing where the slice does not show it.
    """

    grid: Grid
    tissue_map: TissueMap
    segmentation: Segmentation
    landmarks: LandmarkSet


@dataclass(frozen=True, eq=False)
class Phantom:
    """A simulated image with its truth; see :class:`Anatomy`."""

    image: Image
    landmarks: LandmarkSet
    segmentation: Segmentation
    tissue_map: TissueMap


def make_phantom(
    rng: np.random.Generator,
    contrast: str = "native_t1",
    size: int = 192,
    slices: int = 11,
    spacing: float | None = None,
) -> Phantom:
    """A simulated subject in one contrast.

    Args:
        rng: source of randomness.
        contrast: one of ``contrasts.CONTRASTS``.
        size: pixels along i and j.
        slices: number of slices; they reach beyond base and apex.
        spacing: mm per pixel in the plane; 1.2 to 1.9 at random when None.

    Raises:
        ValueError: an unknown contrast, or fewer than 3 slices.
    """
    return image_anatomy(draw_anatomy(rng, size, slices, spacing), contrast, rng)


def draw_anatomy(
    rng: np.random.Generator, size: int = 192, slices: int = 11, spacing: float | None = None
) -> Anatomy:
    """A simulated subject, one in three with a scar; arguments as for :func:`make_phantom`."""
    if slices < 3:
        raise ValueError(f"a phantom reaches beyond base and apex: it needs 3 slices, not {slices}")
    heart, chest, frame = draw_heart(rng), draw_chest(rng), _patient_frame(rng)
    grid, heights = _stack(rng, heart.length, frame, (size, slices), spacing)
    # The chest reaches further right and down than the heart, so the heart lies up and left.
    origin = grid.center - frame[:, :2] @ rng.uniform((5, 0), (45, 30))
    tissue_map, labels = np.zeros(grid.shape, np.uint8), np.zeros(grid.shape, np.uint8)
    landmarks: list[Landmark] = []
    for k, height in enumerate(heights):
        plane, section = grid.slice(k), heart.section(float(height))
        x, y = _plane_coordinates(plane, frame, origin)
        tissue_map[k] = chest.tissues(x, y)
        paint_heart(tissue_map[k], labels[k], (x, y), heart, float(height))
        middle = origin + frame[:, 2] * ((plane.center - origin) @ frame[:, 2])
        landmarks += _landmarks(section, middle, frame, k)
    if rng.random() < 1 / 3:
        scar = draw_scar(rng)
        tissue_map = np.stack([mark_scar(plane, scar, rng) for plane in tissue_map])
    return Anatomy(grid, tissue_map, Segmentation(labels, grid, SEGMENTS), LandmarkSet(tuple(landmarks)))


def image_anatomy(
    anatomy: Anatomy,
    contrast: str,
    rng: np.random.Generator,
    subject: Subject | None = None,
    artefacts: bool = True,
) -> Phantom:
    """Image a simulated subject.

    Args:
        anatomy: what is imaged.
        contrast: one of ``contrasts.CONTRASTS``.
        rng: source of randomness.
        subject: its relaxation times; give the same to make several contrasts agree. Drawn when None.
        artefacts: whether bias field, low resolution and Gibbs ringing may be drawn.
    """
    values = signals(contrast, rng, subject=subject)
    texture = _texture(anatomy.tissue_map, rng)
    pixels = synthesize(
        anatomy.tissue_map, contrast, rng, texture, values, blur=0.6, artefacts=artefacts
    )
    image = Image(
        pixels, anatomy.grid, f"simulated_{contrast}", {"simulated": "yes", "contrast": contrast}
    )
    return Phantom(image, anatomy.landmarks, anatomy.segmentation, anatomy.tissue_map)


def _stack(
    rng: np.random.Generator,
    length: float,
    frame: FloatArray,
    size: tuple[int, int],
    spacing: float | None,
) -> tuple[Grid, FloatArray]:
    """A stack across a heart of ``length`` mm, and the height of each slice above the apex."""
    pixels, slices = size
    heights = np.linspace(-rng.uniform(4, 9), length + rng.uniform(5, 12), slices)
    upward = bool(rng.random() < 0.5)
    axes = frame @ _turn(rng.uniform(-np.pi, np.pi)) @ np.diag([1, 1, 1 if upward else -1])
    pixel = float(rng.uniform(1.2, 1.9)) if spacing is None else spacing
    grid = Grid.from_axes(
        (pixels, pixels, slices), axes, (pixel, pixel, heights[1] - heights[0]), rng.uniform(-60, 60, 3)
    )
    return grid, heights if upward else heights[::-1]


def _texture(tissue_map: TissueMap, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """Organs are not of one grey: some percent of the difference between blood and muscle."""
    from scipy import ndimage

    noise = rng.standard_normal(tissue_map.shape, dtype=np.float32)
    fine, coarse = (ndimage.gaussian_filter(noise, (0, width, width)) for width in (1, 4))
    solid = ~np.isin(tissue_map, [tissue_code("air"), tissue_code("lung")])
    return np.asarray(solid * (0.15 * fine + 0.8 * coarse), np.float32)


def _patient_frame(rng: np.random.Generator) -> FloatArray:
    """(3, 3) columns u, v, n in LPS: u towards the patient's left, n from apex to base, n = u × v."""
    normal = APEX_TO_BASE + rng.normal(0, 0.15, 3)
    normal /= np.linalg.norm(normal)
    u = np.array([1.0, 0, 0]) - normal[0] * normal
    u /= np.linalg.norm(u)
    return np.stack([u, np.cross(normal, u), normal], axis=1)


def _turn(angle: float) -> FloatArray:
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]])


def _plane_coordinates(
    plane: Grid, frame: FloatArray, origin: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """(j, i) millimetres along u and v from the heart's axis, for every pixel of a slice."""
    j, i = np.indices(plane.shape[1:])
    offset = plane.to_lps(np.stack([i, j, np.zeros_like(i)], axis=-1)) - origin
    return offset @ frame[:, 0], offset @ frame[:, 1]


def _landmarks(section: Section | None, origin: FloatArray, frame: FloatArray, k: int) -> list[Landmark]:
    """The three landmarks of a slice in LPS mm, missing where there is no section or crescent."""
    insertions = None if section is None else section.insertions()
    anterior, inferior = (None, None) if insertions is None else insertions
    center = None if section is None else section.center
    names = (ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER)
    return [
        Landmark(name, None if point is None else origin + frame[:, :2] @ point, slice=k)
        for name, point in zip(names, (anterior, inferior, center), strict=True)
    ]
