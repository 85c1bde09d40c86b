"""Parametric hearts are what their shape says, and what a heart must be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from LandmarkAILib.core.anatomy import (
    AORTIC_ANNULUS_CENTER,
    LV_APEX,
    MITRAL_ANNULUS_CENTER,
    RV_APEX,
    TRICUSPID_ANNULUS_CENTER,
)
from LandmarkAITrainingLib.simulation.ct.bases import Family, OneHeart, ParametricHearts, family_of
from LandmarkAITrainingLib.simulation.ct.heart_shape import HeartShape, draw_heart_shape
from LandmarkAITrainingLib.simulation.ct.parametric_heart import (
    frame_of,
    parametric_heart,
    parametric_labels,
)
from LandmarkAITrainingLib.simulation.ct.whole_heart import LABELS, WholeHeart
from scipy import ndimage

SPACING = 2.4


def shape(seed: int = 3, kind: str = "normal") -> HeartShape:
    rng = np.random.default_rng(seed)
    return next(s for s in iter(lambda: draw_heart_shape(rng), None) if s.kind == kind)


@pytest.fixture(scope="module")
def shapes() -> list[HeartShape]:
    rng = np.random.default_rng(1)
    return [draw_heart_shape(rng) for _ in range(2000)]


def test_shapes_keep_to_their_ranges(shapes: list[HeartShape]) -> None:
    for drawn in shapes:
        assert 60 <= drawn.length <= 110 and 5 <= drawn.wall <= 18 and 1 <= drawn.apical <= 12
        assert 25 / 1.15 <= 2 * drawn.ring[0] <= 2 * drawn.ring[1] <= 45 * 1.15
        assert 8 <= drawn.decline <= 62
    assert {s.kind for s in shapes} >= {"apical hypertrophy", "infarct", "right overload"}
    assert min(s.scar[2] for s in shapes) < 0.5 and max(s.bulge for s in shapes) > 0.2


def test_sizes_go_together(shapes: list[HeartShape]) -> None:
    """Long ventricles are wide, and have wide rings; the kind does not change that alone."""
    normal = [s for s in shapes if s.kind == "normal"]
    length, radius, ring, aortic = (
        np.array([f(s) for s in normal])
        for f in (
            lambda s: s.length,
            lambda s: s.radius,
            lambda s: np.sqrt(np.prod(s.ring)),
            lambda s: s.aortic,
        )
    )
    for first, second in ((length, radius), (radius, ring), (length, aortic)):
        assert 0.3 < np.corrcoef(first, second)[0, 1] < 0.95


def test_normal_ventricles_have_normal_volumes(shapes: list[HeartShape]) -> None:
    """End-diastolic means of adults lie near 120 to 160 ml (women, men); a half ellipsoid is rough."""
    volumes = [2 / 3 * np.pi * s.radius**2 * s.length / 1000 for s in shapes if s.kind == "normal"]
    assert 85 < np.median(volumes) < 165


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["normal", "dilated", "apical hypertrophy", "infarct"])
def test_landmarks_are_where_the_heart_was_built(kind: str) -> None:
    built = shape(5, kind)
    heart, frame = parametric_heart(built, SPACING), frame_of(built)
    marks = {name: p - heart.landmarks[MITRAL_ANNULUS_CENTER] for name, p in heart.landmarks.items()}
    np.testing.assert_allclose(marks[AORTIC_ANNULUS_CENTER], frame.aortic - frame.mitral, atol=6)
    np.testing.assert_allclose(marks[TRICUSPID_ANNULUS_CENTER], frame.tricuspid - frame.mitral, atol=8)
    apex = marks[LV_APEX]
    assert np.linalg.norm(apex) == pytest.approx(built.length, abs=8)
    assert apex @ frame.long / np.linalg.norm(apex) > 0.9


@pytest.mark.slow
def test_the_right_ventricle_reaches_as_far_as_asked_for() -> None:
    depths = []
    for reach in (0.78, 0.88, 1.0):
        built = replace(shape(5), reach=reach)
        marks = parametric_heart(built, SPACING).landmarks
        depths.append((marks[RV_APEX] - marks[MITRAL_ANNULUS_CENTER]) @ frame_of(built).long)
    steps = np.diff(depths) / shape(5).length
    np.testing.assert_allclose(steps, [0.10, 0.12], atol=0.05)


@pytest.mark.slow
def test_chambers_are_whole_and_the_cavity_is_closed() -> None:
    labels, _ = parametric_labels(shape(7), SPACING)
    for name, value in LABELS.items():
        parts, count = ndimage.label(labels == value)
        sizes = np.bincount(parts.ravel())[1:]
        assert count and sizes.max() > 0.95 * sizes.sum(), name
    cavity = labels == LABELS["cavity"]
    around = ndimage.binary_dilation(cavity) & ~cavity
    own = np.isin(labels, [LABELS[n] for n in ("myocardium", "left_atrium", "aorta")])
    # The fibrous curtain between both valves has no label.
    assert (around & ~own).sum() < 0.08 * around.sum()


@pytest.mark.slow
def test_the_apical_wall_is_as_thick_as_asked_for() -> None:
    thickness = []
    for apical in (3.0, 11.0):
        built = replace(shape(9), apical=apical, tilt=(0.0, 0.0))
        labels, grid = parametric_labels(built, 1.8)
        frame = frame_of(built)
        along = frame.mitral + np.arange(0, built.length + 30, 0.5)[:, None] * frame.long
        # Down the ventricle's own axis, on which the tip lies.
        along = along + (0 - frame.mitral @ frame.septal) * frame.septal
        along = along - (frame.mitral @ frame.upward) * frame.upward
        index = np.rint(grid.to_index(along)).astype(int)
        seen = labels[index[:, 2], index[:, 1], index[:, 0]]
        tip = np.flatnonzero(seen == LABELS["cavity"]).max()
        thickness.append(0.5 * (seen[tip:] == LABELS["myocardium"]).sum())
    assert thickness[0] == pytest.approx(3.0, abs=2.0)
    assert thickness[1] == pytest.approx(11.0, abs=2.5)


def test_one_heart_draws_nothing(heart: WholeHeart) -> None:
    rng = np.random.default_rng(0)
    before = rng.bit_generator.state
    assert OneHeart(heart).draw(rng).heart is heart
    assert rng.bit_generator.state == before


@pytest.mark.slow
def test_a_family_has_all_its_members(heart: WholeHeart) -> None:
    family = family_of([heart], 0.5)
    assert isinstance(family, Family)
    quick = replace(family, members=[family.members[0], ParametricHearts(5.0)])
    drawn = [quick.draw(np.random.default_rng(n)) for n in range(6)]
    assert {base.heart.name for base in drawn} == {heart.name, "parametric heart"}
    # What was drawn as it is, is not diseased a second time.
    for base in drawn:
        assert base.shape is None or (base.shape.endocardium, base.shape.epicardium) == (0, 0)
