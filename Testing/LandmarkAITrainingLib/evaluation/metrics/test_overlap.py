"""Dice and Hausdorff against MONAI, SimpleITK and shapes whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
import SimpleITK as sitk
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAITrainingLib.evaluation.metrics.overlap import hausdorff, overlaps
from scipy.spatial.distance import cdist

NAMES = ("Left ventricle", "Myocardium")
SPACING = (1.3, 1.7, 8.0)


def random_labels(seed: int) -> np.ndarray:
    """Two smooth blobs, the one inside the other."""
    rng = np.random.default_rng(seed)
    noise = sitk.GetImageFromArray(rng.normal(size=(9, 40, 36)))
    smooth = sitk.GetArrayFromImage(sitk.SmoothingRecursiveGaussian(noise, 2.5))
    return np.digitize(smooth, np.quantile(smooth, [0.7, 0.85])).astype(np.uint8)


def segmentation(labels: np.ndarray, names: tuple[str, ...] = NAMES) -> Segmentation:
    nk, nj, ni = labels.shape
    return Segmentation(labels, Grid((ni, nj, nk), np.diag([*SPACING, 1.0])), names)


@pytest.mark.parametrize("seed", range(3))
def test_dice_agrees_with_simpleitk(seed: int) -> None:
    predicted, reference = random_labels(seed), random_labels(seed + 10)
    measures = sitk.LabelOverlapMeasuresImageFilter()
    measures.Execute(sitk.GetImageFromArray(predicted), sitk.GetImageFromArray(reference))
    found = overlaps(segmentation(predicted), segmentation(reference))
    assert [o.segment for o in found] == list(NAMES)
    for label, overlap in enumerate(found, start=1):
        assert overlap.dice == pytest.approx(measures.GetDiceCoefficient(label), abs=1e-6)


# MONAI calls a function of its own in a way that it deprecates.
@pytest.mark.filterwarnings("ignore:.*always_return_as_numpy.*:FutureWarning")
@pytest.mark.parametrize("percentile", [None, 95])
@pytest.mark.parametrize("seed", range(3))
def test_hausdorff_agrees_with_monai(seed: int, percentile: float | None) -> None:
    import torch
    from monai.metrics.hausdorff_distance import compute_hausdorff_distance

    masks = [random_labels(s) > 0 for s in (seed, seed + 10)]
    theirs = compute_hausdorff_distance(
        *(torch.from_numpy(mask[None, None]) for mask in masks),
        include_background=True,
        percentile=percentile,
        spacing=SPACING[::-1],
    )
    ours = hausdorff(*masks, SPACING[::-1])[0 if percentile is None else 1]
    # MONAI computes in single precision.
    assert ours == pytest.approx(float(theirs.item()), rel=1e-5)


@pytest.mark.parametrize("seed", range(3))
def test_hausdorff_agrees_with_all_pairs_of_surface_voxels(seed: int) -> None:
    surfaces = []
    masks = [random_labels(s) > 0 for s in (seed, seed + 10)]
    for mask in masks:
        padded = np.pad(mask, 1)
        neighbours = [np.roll(padded, step, axis) for axis in range(3) for step in (1, -1)]
        inside = np.all(neighbours, axis=0)[1:-1, 1:-1, 1:-1]
        surfaces.append(np.argwhere(mask & ~inside) * SPACING[::-1])
    apart = cdist(*surfaces)
    nearest = [apart.min(axis=axis) for axis in (0, 1)]
    expected = max(d.max() for d in nearest), max(np.percentile(d, 95) for d in nearest)
    assert hausdorff(*masks, SPACING[::-1]) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_hausdorff_agrees_with_simpleitk(seed: int) -> None:
    """SimpleITK measures between whole masks, so the farthest points lie on the surfaces too."""
    masks = [random_labels(s) > 0 for s in (seed, seed + 10)]
    images = [sitk.GetImageFromArray(mask.astype(np.uint8)) for mask in masks]
    for image in images:
        image.SetSpacing(SPACING)
    measure = sitk.HausdorffDistanceImageFilter()
    measure.Execute(*images)
    ours, _ = hausdorff(*masks, SPACING[::-1])
    assert ours == pytest.approx(measure.GetHausdorffDistance(), rel=1e-6)


def test_shifted_box_by_hand() -> None:
    labels = np.zeros((5, 30, 30), np.uint8)
    labels[1:4, 8:20, 8:20] = 1
    (overlap,) = overlaps(
        segmentation(np.roll(labels, 3, axis=2), NAMES[:1]), segmentation(labels, NAMES[:1])
    )
    assert overlap.dice == pytest.approx(9 / 12)
    assert overlap.hausdorff_mm == pytest.approx(3 * SPACING[0])
    assert overlap.hausdorff95_mm == pytest.approx(3 * SPACING[0])


def test_equal_segmentations_agree_wholly() -> None:
    same = segmentation(random_labels(0))
    assert [(o.dice, o.hausdorff95_mm) for o in overlaps(same, same)] == [(1.0, 0.0), (1.0, 0.0)]


def test_segment_that_was_not_found_has_no_distance() -> None:
    labels = random_labels(0)
    (first, second) = overlaps(segmentation(np.where(labels == 1, 0, labels)), segmentation(labels))
    assert (first.dice, first.hausdorff95_mm) == (0.0, None)
    assert (second.dice, second.hausdorff95_mm) == (1.0, 0.0)


def test_segments_go_by_name_and_only_those_of_the_reference_count() -> None:
    labels = random_labels(0)
    swapped = np.array([0, 2, 1], np.uint8)[labels]
    found = overlaps(segmentation(swapped, NAMES[::-1]), segmentation(labels))
    assert [o.dice for o in found] == [1.0, 1.0]
    without = np.where(labels == 2, 0, labels)
    assert [o.segment for o in overlaps(segmentation(labels), segmentation(without))] == [
        "Left ventricle"
    ]


def test_other_grids_are_refused() -> None:
    labels = random_labels(0)
    other = Segmentation(labels, Grid((36, 40, 9), np.diag([1.0, 1.0, 8.0, 1.0])), NAMES)
    with pytest.raises(ValueError, match="one grid"):
        overlaps(other, segmentation(labels))
