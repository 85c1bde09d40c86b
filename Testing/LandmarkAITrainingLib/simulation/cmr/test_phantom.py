"""Phantoms: the truth is exact, in patient space, and agrees with what is drawn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER
from LandmarkAILib.core.short_axis import APEX_TO_BASE, short_axis_frame
from LandmarkAITrainingLib.simulation.cmr.contrasts import CONTRASTS
from LandmarkAITrainingLib.simulation.cmr.phantom import (
    Anatomy,
    draw_anatomy,
    image_anatomy,
    make_phantom,
)
from LandmarkAITrainingLib.simulation.cmr.tissues import draw_subject, tissue_code

pytestmark = pytest.mark.slow

NAMES = (ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER)


@pytest.fixture(scope="module")
def subjects() -> list[Anatomy]:
    return [draw_anatomy(np.random.default_rng(seed), 200, 8, 1.5) for seed in range(12)]


def pixel(anatomy: Anatomy, name: str, k: int) -> np.ndarray | None:
    """(i, j) of a landmark in slice ``k``."""
    position = anatomy.landmarks.in_slice(k)[name].position
    return None if position is None else anatomy.grid.to_index(position)[:2]


def contact(labels: np.ndarray) -> np.ndarray:
    """(n, 2) (i, j) midpoints between neighbouring pixels of myocardium and right ventricle."""
    points = []
    for axis, half in ((0, (0.0, 0.5)), (1, (0.5, 0.0))):
        pairs = np.stack([labels, np.roll(labels, -1, axis)])
        j, i = np.nonzero((pairs.min(axis=0) == 2) & (pairs.max(axis=0) == 3))
        points.append(np.stack([i, j], axis=1) + half)
    return np.concatenate(points)


def arc_errors(anatomy: Anatomy) -> list[float]:
    """Pixels between the true insertions and the ends of the contact arc in the label map."""
    errors = []
    for k, labels in enumerate(anatomy.segmentation.labels):
        anterior, center = pixel(anatomy, ANTERIOR_RV_INSERTION, k), pixel(anatomy, LV_CENTER, k)
        inferior = pixel(anatomy, INFERIOR_RV_INSERTION, k)
        if anterior is None or inferior is None:
            continue
        points = contact(labels)
        seen = np.exp(1j * np.arctan2(*(points - center).T[::-1]))
        # Angles grow clockwise on the screen, where j points down.
        turn = np.angle(seen / np.exp(1j * np.angle(seen.mean())))
        errors.append(float(np.linalg.norm(points[turn.argmax()] - anterior)))
        errors.append(float(np.linalg.norm(points[turn.argmin()] - inferior)))
    return errors


def test_insertions_are_the_ends_of_the_septal_arc(subjects: list[Anatomy]) -> None:
    """Anterior is the clockwise end. The tip of the crescent is thinner than a pixel, hence the rest."""
    errors = [error for anatomy in subjects for error in arc_errors(anatomy)]
    assert len(errors) > 80
    assert np.median(errors) < 1.0
    assert np.percentile(errors, 95) < 1.5
    assert max(errors) < 2.5


def test_finer_pixels_approach_the_truth() -> None:
    """The error is the pixels', not the truth's: it shrinks with them."""
    coarse, fine = (
        np.mean(
            [
                e * mm
                for s in range(2)
                for e in arc_errors(draw_anatomy(np.random.default_rng(s), n, 6, mm))
            ]
        )
        for n, mm in ((200, 1.5), (600, 0.5))
    )
    assert fine < 0.5 * coarse


def test_lv_center_is_the_centroid_of_the_cavity(subjects: list[Anatomy]) -> None:
    for anatomy in subjects:
        for k, labels in enumerate(anatomy.segmentation.labels):
            center = pixel(anatomy, LV_CENTER, k)
            assert (center is not None) == (labels == 1).any()
            if center is not None:
                j, i = np.nonzero(labels == 1)
                assert np.hypot(i.mean() - center[0], j.mean() - center[1]) < 0.3


def test_landmarks_lie_in_the_plane_of_their_slice(subjects: list[Anatomy]) -> None:
    for anatomy in subjects:
        for mark in anatomy.landmarks:
            if mark.position is not None:
                assert anatomy.grid.to_index(mark.position)[2] == pytest.approx(mark.slice, abs=1e-6)


def test_every_slice_has_every_landmark_found_or_missing(subjects: list[Anatomy]) -> None:
    for anatomy in subjects:
        for k in range(anatomy.grid.size[2]):
            marks = anatomy.landmarks.in_slice(k)
            assert tuple(marks) == NAMES
            found = [marks[name].position is not None for name in NAMES]
            assert found in ([True, True, True], [False, False, True], [False, False, False])
            assert found[0] == (anatomy.segmentation.labels[k] == 3).any()


def test_first_and_last_slices_show_no_ventricle(subjects: list[Anatomy]) -> None:
    for anatomy in subjects:
        for k in (0, anatomy.grid.size[2] - 1):
            assert not anatomy.segmentation.labels[k].any()
            assert {mark.status for mark in anatomy.landmarks.in_slice(k).values()} == {"missing"}


@settings(max_examples=15)
@given(st.integers(0, 2**32 - 1))
def test_orientation_is_canonical_and_anatomical(seed: int) -> None:
    anatomy = draw_anatomy(np.random.default_rng(seed), 16, 5, 12.0)
    grid = anatomy.grid
    normal = np.cross(grid.axes[:, 0], grid.axes[:, 1])
    assert normal @ APEX_TO_BASE > 0.87
    np.testing.assert_allclose(grid.axes.T @ grid.axes, np.eye(3), atol=1e-9)
    np.testing.assert_allclose(short_axis_frame(grid)[:, 2], normal, atol=1e-9)
    for k in range(grid.size[2]):
        marks = anatomy.landmarks.in_slice(k)
        anterior, inferior = marks[ANTERIOR_RV_INSERTION].position, marks[INFERIOR_RV_INSERTION].position
        if anterior is not None and inferior is not None:
            up = anterior - inferior
            assert -up[1] + up[2] > 0  # anterior and superior of it


def test_stacks_run_both_ways_and_turn(subjects: list[Anatomy]) -> None:
    handed = {bool(np.linalg.det(anatomy.grid.axes) > 0) for anatomy in subjects}
    assert handed == {True, False}
    turns = [np.arctan2(anatomy.grid.axes[0, 1], anatomy.grid.axes[0, 0]) for anatomy in subjects]
    assert np.ptp(turns) > np.pi


def test_the_heart_is_within_the_field(subjects: list[Anatomy]) -> None:
    for anatomy in subjects:
        inside = [
            anatomy.grid.to_index(m.position)[:2] for m in anatomy.landmarks if m.position is not None
        ]
        assert np.min(inside) > 15
        assert np.max(inside) < 200 - 15


def test_labels_and_tissues_agree(subjects: list[Anatomy]) -> None:
    blood, right = tissue_code("lv_blood"), tissue_code("rv_blood")
    for anatomy in subjects:
        labels, tissues = anatomy.segmentation.labels, anatomy.tissue_map
        assert (tissues[labels == 3] == right).all()
        assert set(np.unique(tissues[labels == 1])) <= {blood, tissue_code("myocardium"), *_scars()}
        assert set(np.unique(tissues[labels == 2])) <= {tissue_code("myocardium"), *_scars()}


def _scars() -> set[int]:
    return {tissue_code("scar"), tissue_code("mvo")}


@pytest.mark.parametrize("contrast", CONTRASTS)
def test_every_contrast_can_be_made(contrast: str) -> None:
    phantom = make_phantom(np.random.default_rng(1), contrast, size=96, slices=5, spacing=3.0)
    assert phantom.image.array.shape == (5, 96, 96) == phantom.tissue_map.shape
    assert np.isfinite(phantom.image.array).all()
    assert phantom.image.metadata["simulated"] == "yes"
    assert phantom.segmentation.grid is phantom.image.grid


def test_contrasts_of_one_subject_share_its_tissues(subjects: list[Anatomy]) -> None:
    rng = np.random.default_rng(2)
    anatomy, subject = subjects[0], draw_subject(rng, 3.0)
    image = image_anatomy(anatomy, "native_t1", rng, subject).image
    muscle = (anatomy.segmentation.labels == 2) & (anatomy.tissue_map == tissue_code("myocardium"))
    assert np.median(image.array[muscle]) == pytest.approx(subject["myocardium"].native_t1, rel=0.08)


def test_two_slices_cannot_reach_beyond_both_ends() -> None:
    with pytest.raises(ValueError, match="3 slices"):
        make_phantom(np.random.default_rng(0), slices=2)
