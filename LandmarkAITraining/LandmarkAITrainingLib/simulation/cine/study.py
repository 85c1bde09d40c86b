"""A simulated short-axis cine stack at end diastole, with its exact truth."""

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

from .acquisition import (
    OVERSAMPLING,
    PLANES,
    Scanner,
    acquire,
    draw_scanner,
    magnetization,
    pixel_places,
)
from .paint import Details, draw_details, paint_heart
from .shape import HeartShape, Section, draw_shape
from .surroundings import Surroundings, draw_surroundings

SEGMENTS = (LEFT_VENTRICLE, MYOCARDIUM, RIGHT_VENTRICLE)
_SCALE = 130.0  # of the blood's signal in the image that is written
_SLICE_GAP = 10.0  # mm from slice to slice
# Smallest areas that have points, mm²: of less, a slice of 8 mm shows no more than a shade.
_LEAST_LV, _LEAST_RV = 30.0, 40.0


@dataclass(frozen=True, eq=False)
class Cine:
    """A simulated stack and its truth.

    Args:
        image: arbitrary units, (k, j, i), apex first.
        landmarks: exact, one of each name a slice, missing where the slice does not show it; LPS mm.
        segmentation: what the middle of each slice shows; papillary muscles belong to the cavity.
    """

    image: Image
    landmarks: LandmarkSet
    segmentation: Segmentation


@dataclass(frozen=True)
class _Subject:
    heart: HeartShape
    details: Details
    around: Surroundings
    scanner: Scanner
    turn: float  # of the field of view in the plane, radians


def simulate_cine(rng: np.random.Generator, size: int = 128, spacing: float = 1.5) -> Cine:
    """A subject who does not exist, imaged in short-axis slices from beyond the apex up to the base.

    Args:
        rng: source of randomness.
        size: pixels along i and j.
        spacing: mm per pixel.
    """
    heart = draw_shape(rng)
    around = draw_surroundings(rng, heart)
    # In ACDC the right ventricle lies to the left of the image, give or take 28°.
    turn = float(np.deg2rad(np.clip(rng.normal(6, 20), -35, 45)))
    subject = _Subject(heart, draw_details(rng), around, draw_scanner(rng, around), turn)
    heights = slice_heights(heart, rng.uniform(9, 14))
    grid = _grid(rng, size, spacing, len(heights), turn)
    pixels = np.stack([_slice(subject, size, spacing, float(h), rng) for h in heights])
    labels = np.stack([_labels(heart, _places(size, spacing, turn), float(h)) for h in heights])
    marks = [
        mark
        for k, h in enumerate(heights)
        for mark in _landmarks(heart.section(float(h)), grid, labels[k], k, turn)
    ]
    image = Image(
        np.rint(_SCALE * pixels).astype(np.int16),
        grid,
        "simulated_cine",
        {"simulated": "yes", "contrast": "cine"},
    )
    return Cine(image, LandmarkSet(tuple(marks)), Segmentation(labels, grid, SEGMENTS))


def slice_heights(heart: HeartShape, below: float) -> FloatArray:
    """Heights of the slices, mm: the first lies beyond the apex.

    Args:
        heart: what they cut.
        below: how far the middle of the last one lies below the valves, mm.
    """
    top = heart.length - below
    # Half a slice of 8 mm, and a little, lie between the apex and the first slice's middle.
    count = int(np.ceil((top + 5.0) / _SLICE_GAP)) + 1
    return np.asarray(top - _SLICE_GAP * np.arange(count)[::-1])


def _slice(
    subject: _Subject, size: int, spacing: float, h: float, rng: np.random.Generator
) -> FloatArray:
    u, v = _places(size * OVERSAMPLING, spacing / OVERSAMPLING, subject.turn)
    across = np.linspace(-0.5, 0.5, PLANES) * subject.scanner.thickness
    # The excited slice has soft edges.
    weights = np.exp(-((2 * np.abs(across) / subject.scanner.thickness) ** 4))
    total = np.zeros(u.shape, complex)
    for offset, weight in zip(across, weights / weights.sum(), strict=True):
        height = h + float(offset)
        tissues = subject.around.tissues(u, v, height, subject.heart)
        paint_heart(tissues, (u, v, height), subject.heart, subject.details, subject.around)
        total += weight * magnetization(subject.scanner, tissues, u, v, height)
    places = _places(size, spacing, subject.turn)
    return acquire(subject.scanner, total, spacing, (*places, h), rng)


def _places(size: int, spacing: float, turn: float) -> tuple[FloatArray, FloatArray]:
    """(size, size) u and v of the pixels of a field of view that is turned about its middle, mm."""
    i, j = pixel_places(size, spacing)
    return np.cos(turn) * i - np.sin(turn) * j, np.sin(turn) * i + np.cos(turn) * j


def _labels(heart: HeartShape, plane: tuple[FloatArray, FloatArray], h: float) -> npt.NDArray[np.uint8]:
    u, v = plane
    labels = np.zeros(u.shape, np.uint8)
    section = heart.section(h)
    if section.epi <= 0:
        return labels
    angle, distance = section.polar(u, v)
    left = distance < section.epicardium(angle)
    labels[(section.right_depth(u, v) > 0)] = 3
    labels[left] = 2
    labels[left & (distance < section.endocardium(angle))] = 1
    return labels


def _landmarks(
    section: Section, grid: Grid, labels: npt.NDArray[np.uint8], k: int, turn: float
) -> list[Landmark]:
    """The three landmarks of a slice in LPS mm, missing where it does not show them."""
    places = {}
    pixel = grid.spacing[0] * grid.spacing[1]
    left, right = ((labels == value).sum() * pixel for value in (1, 3))
    if left >= _LEAST_LV:
        places[LV_CENTER] = section.centroid()
        insertions = section.insertions() if right >= _LEAST_RV else None
        if insertions is not None:
            places[ANTERIOR_RV_INSERTION], places[INFERIOR_RV_INSERTION] = insertions
    cosine, sine = np.cos(turn), np.sin(turn)
    to_pixel = np.array([[cosine, sine], [-sine, cosine]]) / grid.spacing[0]
    middle = (grid.size[0] - 1) / 2
    return [
        Landmark(
            name,
            grid.to_lps([*(to_pixel @ places[name] + middle), k]) if name in places else None,
            slice=k,
        )
        for name in (ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER)
    ]


def _grid(rng: np.random.Generator, size: int, spacing: float, slices: int, turn: float) -> Grid:
    """A plausible double-oblique stack, apex first; turned by an angle from the canonical view."""
    normal = APEX_TO_BASE / np.sqrt(3) + rng.normal(0, 0.1, 3)
    normal /= np.linalg.norm(normal)
    u = np.array([1.0, 0, 0]) - normal[0] * normal
    u /= np.linalg.norm(u)
    v = np.cross(normal, u)
    cosine, sine = np.cos(turn), np.sin(turn)
    axes = np.stack([cosine * u + sine * v, cosine * v - sine * u, normal], axis=1)
    origin = rng.uniform(-30, 30, 3)
    return Grid.from_axes((size, size, slices), axes, (spacing, spacing, _SLICE_GAP), origin)
