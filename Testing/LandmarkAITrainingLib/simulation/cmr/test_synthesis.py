"""Annotated slices in other contrasts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from LandmarkAITrainingLib.simulation.cmr.synthesis import (
    background_classes,
    synthetic_view,
    texture_of,
    tissue_map_from_labels,
    with_rv_wall,
)
from LandmarkAITrainingLib.simulation.cmr.tissues import tissue_code

HEART = ("lv_blood", "myocardium", "rv_blood")


def test_background_classes_are_ordered_by_brightness() -> None:
    rng = np.random.default_rng(6)
    truth = rng.integers(0, 4, (2, 8, 8)).repeat(12, axis=1).repeat(12, axis=2)
    classes = background_classes(truth * 100.0 + rng.normal(0, 5, truth.shape))
    assert classes.dtype == np.uint8
    assert (classes == truth).mean() > 0.9


def test_a_constant_image_is_one_class() -> None:
    assert not background_classes(np.full((1, 5, 5), 7)).any()


def test_heart_labels_become_heart_tissues(labels: np.ndarray) -> None:
    rng = np.random.default_rng(7)
    background = rng.integers(0, 4, labels.shape).astype(np.uint8)
    drawn = set()
    for _ in range(30):
        tissue_map = tissue_map_from_labels(labels, background, rng)
        for value, name in enumerate(HEART, start=1):
            assert (tissue_map[labels == value] == tissue_code(name)).all()
        of_class = [np.unique(tissue_map[(labels == 0) & (background == n)]) for n in range(4)]
        assert [len(found) for found in of_class] == [1, 1, 1, 1]
        drawn.add(tuple(int(found[0]) for found in of_class))
    assert len(drawn) > 10


def test_rv_wall_grows_outwards_only(labels: np.ndarray, tissues: np.ndarray) -> None:
    walled = with_rv_wall(tissues, labels, 2.0)
    changed = walled != tissues
    assert changed.sum() > 100
    assert (labels[changed] == 0).all()
    assert (walled[changed] == tissue_code("myocardium")).all()
    j, i = np.nonzero(changed)
    assert np.hypot(i - 30, j - 40).max() <= 20 + 2.5


def test_texture_is_what_a_class_does_not_explain(labels: np.ndarray) -> None:
    background = np.zeros(labels.shape, np.uint8)
    image = np.array([50.0, 400.0, 100.0, 380.0])[labels].astype(np.float32)
    assert np.abs(texture_of(image, labels, background)).max() < 1e-4
    image[40, 50] = 250  # a papillary muscle
    texture = texture_of(image, labels, background)
    assert texture[40, 50] == pytest.approx(-0.5, abs=0.01)
    assert texture_of(np.zeros_like(image), labels, background).max() == 0


def test_real_slices_become_views(real_case: Path) -> None:
    import SimpleITK as sitk

    stack = sitk.ReadImage(str(real_case / "image.nrrd"))
    labels = sitk.ReadImage(str(real_case / "segmentation.seg.nrrd"))
    labels = sitk.Resample(labels, stack, sitk.Transform(), sitk.sitkNearestNeighbor, 0)
    pixels = sitk.GetArrayFromImage(stack).astype(np.float32)
    planes = sitk.GetArrayFromImage(labels).astype(np.uint8)
    background = background_classes(pixels)
    rng, k = np.random.default_rng(8), int(np.argmax((planes == 3).sum(axis=(1, 2))))
    for _ in range(12):
        view = synthetic_view(planes[k], background[k], pixels[k], stack.GetSpacing()[0], rng)
        assert view.shape == pixels[k].shape
        assert np.isfinite(view).all()
        blood, muscle = (np.median(view[planes[k] == n]) for n in (1, 2))
        assert abs(blood - muscle) > 0.02 * np.ptp(np.percentile(view, (1, 99)))
