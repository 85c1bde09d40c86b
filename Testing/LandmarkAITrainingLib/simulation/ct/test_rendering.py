"""Images: the truth agrees with what is drawn, at any spacing and orientation, again and again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from LandmarkAILib.core.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER
from LandmarkAILib.core.geometry import Grid
from LandmarkAITrainingLib.simulation.ct import rendering
from LandmarkAITrainingLib.simulation.ct.devices import Deposit
from LandmarkAITrainingLib.simulation.ct.fields_of_view import FIELDS, STORAGES, draw_grid
from LandmarkAITrainingLib.simulation.ct.rendering import LV_CAVITY, MYOCARDIUM, render
from LandmarkAITrainingLib.simulation.ct.subject import Subject, draw_subject
from LandmarkAITrainingLib.simulation.ct.whole_heart import WholeHeart

pytestmark = pytest.mark.slow


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def around_lv(subject: Subject, size: int = 56, spacing: float = 2.5) -> Grid:
    middle = (subject.position(LV_APEX) + subject.position(MITRAL_ANNULUS_CENTER)) / 2
    return Grid.from_axes([size] * 3, np.eye(3), [spacing] * 3, middle)


def test_landmarks_lie_where_the_labels_say(subjects: list[Subject]) -> None:
    """The apex ends the cavity: it touches cavity, and nothing of the cavity lies beyond it."""
    for subject in subjects[:3]:
        grid = around_lv(subject, 92, 1.5)
        _, labels = render(subject, grid, rng())
        apex, annulus = subject.position(LV_APEX), subject.position(MITRAL_ANNULUS_CENTER)
        cavity = grid.to_lps(np.argwhere(labels == LV_CAVITY)[:, ::-1])
        assert np.linalg.norm(cavity - apex, axis=1).min() < 2.5
        assert np.linalg.norm(cavity - annulus, axis=1).min() < 2.0
        axis = (apex - annulus) / np.linalg.norm(apex - annulus)
        beyond = ((cavity - apex) @ axis).max()
        assert beyond < 4.0


def test_volumes_do_not_depend_on_the_grid(subjects: list[Subject]) -> None:
    coarse, fine = around_lv(subjects[0], 45, 3.5), around_lv(subjects[0], 90, 1.75)
    for label in (LV_CAVITY, MYOCARDIUM):
        a, b = (
            (render(subjects[0], grid, rng())[1] == label).sum() * np.prod(grid.spacing)
            for grid in (coarse, fine)
        )
        assert a == pytest.approx(b, rel=0.05)


def test_the_same_state_gives_the_same_image(subjects: list[Subject]) -> None:
    grid = around_lv(subjects[1])
    first, second, other = (render(subjects[1], grid, rng(seed))[0] for seed in (3, 3, 4))
    np.testing.assert_array_equal(first, second)
    assert not np.array_equal(first, other)


def test_storage_changes_nothing_but_the_noise(subjects: list[Subject]) -> None:
    grid = around_lv(subjects[0], 40, 3.0)
    turned = Grid.from_axes(grid.size, np.diag([-1.0, 1.0, -1.0]), grid.spacing, grid.center)
    quiet = replace(subjects[0], scan=replace(subjects[0].scan, noise=0.0))
    (hu, labels), (hu_turned, labels_turned) = (render(quiet, g, rng()) for g in (grid, turned))
    assert np.mean(labels != labels_turned[::-1, :, ::-1]) < 1e-3
    assert np.mean(np.abs(hu - hu_turned[::-1, :, ::-1])) < 2


def test_large_volumes_are_painted_in_parts(
    subjects: list[Subject], monkeypatch: pytest.MonkeyPatch
) -> None:
    grid = around_lv(subjects[2], 40, 3.5)
    whole, labels = render(subjects[2], grid, rng())
    monkeypatch.setattr(rendering, "_SLAB", 40 * 40 * 7)
    parts, labels_in_parts = render(subjects[2], grid, rng())
    np.testing.assert_array_equal(labels, labels_in_parts)
    assert np.mean(np.abs(whole - parts)) < 5


def test_tissues_have_their_brightness(heart: WholeHeart) -> None:
    subject = draw_subject(rng(7), heart, phase="arterial", randomised=0)
    subject = replace(subject, deposits=(), muscles=())
    hu, labels = render(subject, around_lv(subject, 80, 2.0), rng())
    values = subject.hounsfield
    assert np.median(hu[labels == LV_CAVITY]) == pytest.approx(values["lv"], rel=0.1)
    assert np.median(hu[labels == MYOCARDIUM]) == pytest.approx(values["myocardium"], abs=25)


def test_a_chest_holds_air_lung_fat_muscle_and_bone(subjects: list[Subject]) -> None:
    subject = subjects[3]
    hu, _ = render(subject, draw_grid(rng(1), subject, 5.0, "chest", "axial"), rng())
    shares = [np.mean((hu > low) & (hu < high)) for low, high in ((-1100, -960), (-950, -600))]
    assert shares[0] > 0.05 and shares[1] > 0.08
    assert np.mean((hu > -140) & (hu < -60)) > 0.02
    assert np.mean((hu > 20) & (hu < 110)) > 0.05
    assert np.mean(hu > 250) > 0.002


def test_metal_is_bright_and_throws_streaks(subjects: list[Subject]) -> None:
    grid = around_lv(subjects[0], 50, 2.0)
    center = subjects[0].pose[:3, :3].T @ (grid.center - subjects[0].pose[:3, 3])
    wire = center + np.linspace(-10, 10, 60)[:, None] * np.array([0, 0, 1.0])
    clean = replace(subjects[0], deposits=())
    held = replace(clean, deposits=(Deposit(wire, 1.0, 8000.0, metal=True),))
    plain, wired = (render(subject, grid, rng())[0] for subject in (clean, held))
    difference = wired - plain
    assert difference[20:30, 24:26, 24:26].max() > 500
    around = np.abs(difference[25, 25, 32:42])
    assert around.max() > 5 and np.abs(difference[2]).max() < 60


def test_a_grid_that_misses_the_heart_has_no_labels(subjects: list[Subject]) -> None:
    away = Grid.from_axes([20] * 3, np.eye(3), [3.0] * 3, subjects[0].center + 400 * np.eye(3)[2])
    hu, labels = render(subjects[0], away, rng())
    assert not labels.any() and np.isfinite(hu).all()


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("storage", STORAGES)
def test_fields_hold_both_landmarks(subjects: list[Subject], field: str, storage: str) -> None:
    for seed, subject in enumerate(subjects):
        grid = draw_grid(rng(seed), subject, None, field, storage)
        points = [subject.position(name) for name in (LV_APEX, MITRAL_ANNULUS_CENTER)]
        assert grid.contains(points).all()
        assert grid.spacing.min() >= 0.35 and grid.spacing.max() <= 3.0
        assert (storage == "axial") == np.allclose(grid.axes, np.eye(3))


def test_randomised_scans_stay_within_the_scale(heart: WholeHeart) -> None:
    for seed in range(3):
        subject = draw_subject(rng(seed), heart, randomised=1)
        hu, labels = render(subject, around_lv(subject, 40, 3.5), rng())
        assert np.isfinite(hu).all() and hu.min() >= -1024 and hu.max() <= 3071
        assert (labels == LV_CAVITY).any() and (labels == MYOCARDIUM).any()
