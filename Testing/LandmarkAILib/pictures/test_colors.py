"""Colours that a deuteranope tells apart, by simulation; how far apart is measured."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pytest
from LandmarkAILib.core.anatomy import landmark_types, segment_types
from LandmarkAILib.pictures.marks import REFERENCE

# Deuteranopia of severity 1 on linear RGB (Machado et al. 2009, doi:10.1109/TVCG.2009.113).
DEUTERANOPIA = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
)
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1.0, 1.08883])
ONE_SHORT_AXIS = ("Anterior RV insertion", "Inferior RV insertion", "LV center")

Rgb = tuple[float, float, float]


def lab(color: Iterable[float], seen_as: np.ndarray | None = None) -> np.ndarray:
    """CIE L*a*b* of an sRGB colour in 0–1, as somebody sees it."""
    values = np.asarray(list(color), float)
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    if seen_as is not None:
        linear = seen_as @ linear
    xyz = TO_XYZ @ np.clip(linear, 0, 1) / WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def nearest(
    colors: Mapping[Any, Rgb], pairs: Iterable[tuple[Any, Any]], seen_as: np.ndarray | None
) -> tuple[float, Any]:
    """Smallest CIE 1976 distance of pairs, and of which."""
    return min(
        (float(np.linalg.norm(lab(colors[a], seen_as) - lab(colors[b], seen_as))), (a, b))
        for a, b in pairs
    )


def test_the_measure_itself() -> None:
    """Grey stays grey; a red and a green of one lightness come together, blue and yellow do not."""
    assert np.allclose(DEUTERANOPIA @ np.ones(3), 1, atol=1e-5)
    colors: dict[str, Rgb] = {"red": (0.8, 0.3, 0.2), "green": (0.45, 0.5, 0.1), "blue": (0.2, 0.3, 1)}
    plain = nearest(colors, [("red", "green")], None)[0]
    assert nearest(colors, [("red", "green")], DEUTERANOPIA)[0] < plain / 2
    assert nearest(colors, [("red", "blue")], DEUTERANOPIA)[0] > 60


@pytest.mark.parametrize("seen_as", [None, DEUTERANOPIA])
def test_points_segments_and_reference_are_told_apart(seen_as: np.ndarray | None) -> None:
    colors: dict[str, Rgb] = {name: kind.color for name, kind in segment_types().items()}
    colors |= {name: landmark_types()[name].color for name in ONE_SHORT_AXIS}
    red, green, blue = REFERENCE
    colors["reference"] = (red / 255, green / 255, blue / 255)
    distance, pair = nearest(colors, itertools.combinations(colors, 2), seen_as)
    assert distance > 35, pair


def test_neighbours_of_the_aha_model_are_told_apart(slicer_app: Any) -> None:
    from LandmarkAILib.slicer.scene.segmentations import aha_looks

    colors = {n: look.color for n, look in enumerate(aha_looks(), start=1)}
    rings = [range(1, 7), range(7, 13), range(13, 17)]
    pairs = [(ring[n], ring[(n + 1) % len(ring)]) for ring in rings for n in range(len(ring))]
    pairs += [(n, n + 6) for n in range(1, 7)]
    pairs += [(7, 13), (8, 14), (9, 14), (10, 15), (11, 16), (12, 16)]
    distance, pair = nearest(colors, pairs, DEUTERANOPIA)
    assert distance > 18, pair


def test_reference_and_model_in_training_are_told_apart(slicer_app: Any) -> None:
    from LandmarkAITrainingLib.evaluation.report.slice_picture import MODEL_COLOR, REFERENCE_COLOR
    from LandmarkAITrainingLib.slicer.panel import case_views

    for reference, model in (
        (case_views._REFERENCE, case_views._FOUND),
        (np.divide(REFERENCE_COLOR, 255).tolist(), np.divide(MODEL_COLOR, 255).tolist()),
    ):
        colors = {"reference": reference, "model": model}
        distance, _ = nearest(colors, [("reference", "model")], DEUTERANOPIA)
        assert distance > 60
