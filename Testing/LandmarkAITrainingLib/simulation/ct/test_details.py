"""What makes a simulated heart hard: its motion, its papillary muscles, its calcium."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from LandmarkAILib.core.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAITrainingLib.simulation.ct.deformation import look_up
from LandmarkAITrainingLib.simulation.ct.devices import Deposit, draw_deposits
from LandmarkAITrainingLib.simulation.ct.rendering import LV_CAVITY, render
from LandmarkAITrainingLib.simulation.ct.subject import Subject, draw_subject
from LandmarkAITrainingLib.simulation.ct.whole_heart import STRUCTURES, WholeHeart

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def quiet(heart: WholeHeart) -> Subject:
    """In bright blood, without noise, motion, deposits and papillary muscles."""
    subject = draw_subject(np.random.default_rng(7), heart, phase="arterial", randomised=0)
    scan = replace(subject.scan, noise=0.0, motion=0.0, blur=0.6, thickness=0.6)
    return replace(subject, scan=scan, deposits=(), muscles=())


def middle(subject: Subject) -> FloatArray:
    return (subject.position(LV_APEX) + subject.position(MITRAL_ANNULUS_CENTER)) / 2


def seen(subject: Subject, grid: Grid) -> tuple[np.ndarray, np.ndarray]:
    return render(subject, grid, np.random.default_rng(0))


def test_motion_blurs_the_heart_and_nothing_else(quiet: Subject) -> None:
    """Edges of the moving heart are flatter; spine and couch stay sharp, the truth where it is."""
    moving = replace(quiet, scan=replace(quiet.scan, motion=8.0))
    heart = Grid.from_axes([60] * 3, np.eye(3), [2.0] * 3, middle(quiet))
    (still, labels), (blurred, labels_moving) = (seen(s, heart) for s in (quiet, moving))
    np.testing.assert_array_equal(labels, labels_moving)
    edge = (labels == LV_CAVITY) & ~np.isin(np.roll(labels, 1, axis=2), LV_CAVITY)
    edge[:, :, 0] = False
    slopes = [np.abs(np.diff(hu, axis=2, prepend=hu[:, :, :1]))[edge].mean() for hu in (still, blurred)]
    assert slopes[1] < 0.7 * slopes[0]
    x, y = quiet.chest.spine
    spine = quiet.pose[:3, :3] @ np.array([x, y + 30, 0.0]) + quiet.pose[:3, 3]
    behind = Grid.from_axes([30, 20, 30], np.eye(3), [2.0] * 3, spine)
    np.testing.assert_array_equal(seen(quiet, behind)[0], seen(moving, behind)[0])


def test_papillary_muscles_are_muscle_in_the_image_and_cavity_in_the_truth(
    quiet: Subject, heart: WholeHeart
) -> None:
    whole = draw_subject(np.random.default_rng(7), heart, phase="arterial", randomised=0)
    held = replace(quiet, muscles=whole.muscles)
    grid = Grid.from_axes([100] * 3, np.eye(3), [1.2] * 3, middle(quiet))
    (without, labels), (hu, labels_held) = (seen(s, grid) for s in (quiet, held))
    np.testing.assert_array_equal(labels, labels_held)
    share = (without - hu) / (quiet.hounsfield["lv"] - quiet.hounsfield["myocardium"])
    assert (labels[share > 0.7] == LV_CAVITY).mean() > 0.95 and (share > 0.7).sum() > 100
    assert 0.4 < share.sum() * np.prod(grid.spacing) / 1000 < 15  # ml of both groups


def test_papillary_muscles_rise_from_the_lateral_wall_on_both_sides(
    heart: WholeHeart, subjects: list[Subject]
) -> None:
    for subject in subjects:
        sides = set()
        for muscle in subject.muscles:
            inside = look_up(heart.distances, heart.grid, muscle.points)[:, STRUCTURES.index("cavity")]
            assert (inside < 1.0).all()
            root = muscle.points[0] - heart.annulus
            assert root @ heart.septum < 0  # lateral
            sides.add(bool(root @ np.cross(heart.long_axis, heart.septum) > 0))
        assert sides == {True, False}


@pytest.mark.parametrize("spacing", [0.8, 2.0])
def test_calcium_keeps_its_mass_at_any_spacing(quiet: Subject, spacing: float) -> None:
    """HU above the blood, summed over the volume, is volume times difference: partial volume."""
    center = quiet.pose[:3, :3].T @ (middle(quiet) - quiet.pose[:3, 3])
    points = center + np.random.default_rng(0).normal(0, 1.2, (24, 3))
    plaque = Deposit(points, 25.0 / 24, 900.0, metal=False)
    count = round(40 / spacing)
    grid = Grid.from_axes([count] * 3, np.eye(3), [spacing] * 3, middle(quiet))
    plain, calcified = (
        seen(replace(quiet, deposits=held), grid)[0].astype(float) for held in ((), (plaque,))
    )
    above = (calcified - plain).sum() * spacing**3
    assert above == pytest.approx(25.0 * (900.0 - quiet.hounsfield["lv"]), rel=0.1)


def test_calcium_lies_in_the_grooves_and_at_the_valves(heart: WholeHeart, quiet: Subject) -> None:
    """A plaque's centre is within 6 mm of two structures' surfaces at once, and throws no streaks."""
    plaques = []
    for seed in range(40):
        drawn = draw_deposits(
            np.random.default_rng(seed), heart, quiet.pull, quiet.chest, quiet.hounsfield
        )
        plaques += [deposit for deposit in drawn if not deposit.metal]
    assert len(plaques) > 20
    for plaque in plaques:
        source = quiet.pull.pull(plaque.points.mean(axis=0)[None])
        near = np.sort(np.abs(look_up(heart.distances, heart.grid, source)[0]))
        assert near[1] < 7.0
        assert 4 <= plaque.volume * len(plaque.points) <= 150
        assert plaque.hounsfield == quiet.hounsfield["calcium"] >= 300
