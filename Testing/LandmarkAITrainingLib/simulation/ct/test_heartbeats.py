"""Several beats in one image: steps and double contours where they should be, the truth where it was."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAITrainingLib.simulation.ct.devices import Deposit
from LandmarkAITrainingLib.simulation.ct.heartbeats import Beat, Heartbeats, draw_heartbeats, systole
from LandmarkAITrainingLib.simulation.ct.rendering import render
from LandmarkAITrainingLib.simulation.ct.subject import Subject, draw_subject
from LandmarkAITrainingLib.simulation.ct.whole_heart import WholeHeart

pytestmark = pytest.mark.slow

SLAB = 20.0  # mm


@pytest.fixture(scope="module")
def still(heart: WholeHeart) -> Subject:
    """A subject with contrast medium, seen without noise."""
    subject = draw_subject(np.random.default_rng(8), heart, "arterial", randomised=0)
    return replace(subject, scan=replace(subject.scan, noise=0.0, thickness=0.6, blur=0.8))


def _grid(subject: Subject) -> Grid:
    return Grid.from_axes([60, 60, 48], np.eye(3), [2.5] * 3, subject.middle)


def _beats(subject: Subject, count: int = 6, **changed: FloatArray) -> Heartbeats:
    """Beats that all show the subject as it is, but for what is changed; slab 3 starts at its middle."""
    same = Heartbeats(
        bottom=float(subject.middle[2]) - count // 2 * SLAB,
        height=SLAB,
        phases=np.zeros((2, count)),
        shifts=np.zeros((2, count, 3)),
        shares=np.zeros(count),
    )
    return replace(same, **changed)


def _seen(subject: Subject, beats: Heartbeats | None) -> tuple[np.ndarray, np.ndarray]:
    return render(replace(subject, heartbeats=beats), _grid(subject), np.random.default_rng(0))


@pytest.mark.parametrize("physics", [False, True])
def test_all_else_is_drawn_as_without(heart: WholeHeart, physics: bool) -> None:
    """Cohorts of old seeds stay, and the noise of one seed is the same with beats and without."""
    states, drawn = [], []
    for asked in (False, True):
        rng = np.random.default_rng(4)
        drawn.append(draw_subject(rng, heart, "mixed", 0.0, physics=physics, heartbeats=asked))
        states.append(rng.bit_generator.state)
    assert states[0] == states[1]
    plain, beating = drawn
    assert plain.heartbeats is None and beating.heartbeats is not None
    assert plain.physics == beating.physics and plain.chest == beating.chest
    np.testing.assert_array_equal(plain.middle, beating.middle)


def test_a_seed_gives_its_beats(heart: WholeHeart) -> None:
    first, again, other = (draw_heartbeats(np.random.default_rng(n), np.zeros(3)) for n in (1, 1, 2))
    np.testing.assert_array_equal(first.shifts, again.shifts)
    assert first.height == again.height != other.height


@pytest.mark.parametrize("seed", range(12))
def test_the_slab_through_the_middle_shows_the_stated_phase(seed: int) -> None:
    middle = np.array([3.0, -60.0, -127.0])
    beats = draw_heartbeats(np.random.default_rng(seed), middle)
    here = int(beats.slab(middle[2]))
    assert beats.phases[0, here] == 0 and not beats.shifts[0, here].any()
    assert beats.shares.max() <= 0.5
    assert int(beats.slab(middle[2] + 100)) > here > int(beats.slab(middle[2] - 100))


def test_equal_beats_change_nothing(still: Subject) -> None:
    plain, labels = _seen(still, None)
    seen, same_labels = _seen(still, _beats(still, shares=np.full(6, 0.5)))
    np.testing.assert_array_equal(labels, same_labels)
    np.testing.assert_allclose(seen, plain, atol=0.01)


def test_a_breath_moves_one_slab_and_no_label(still: Subject) -> None:
    """10 mm to the left in the fourth slab: the image there is the old one, moved; a step at its end."""
    shifts = np.zeros((2, 6, 3))
    shifts[0, 3, 0] = 10.0
    plain, labels = _seen(still, None)
    seen, same_labels = _seen(still, _beats(still, shifts=shifts))
    np.testing.assert_array_equal(labels, same_labels)
    # The grid's middle lies between voxels 23 and 24, where the fourth slab begins; it holds 8 voxels.
    np.testing.assert_allclose(seen[:22], plain[:22], atol=0.01)
    np.testing.assert_allclose(seen[34:], plain[34:], atol=0.01)
    cavity = labels[28] == 1
    moved = np.roll(cavity, 4, axis=1)
    assert np.median(seen[28][moved]) == pytest.approx(np.median(plain[28][cavity]), abs=15)
    left_behind = cavity & ~moved
    assert np.median(seen[28][left_behind]) < np.median(plain[28][left_behind]) - 100


def test_two_beats_make_double_contours(still: Subject) -> None:
    """Between the contours of both, the wall is as bright as the shares of blood and muscle say."""
    phases, shares = np.zeros((2, 6)), np.zeros(6)
    phases[1], shares[2:4] = 1.0, 0.4
    plain, labels = _seen(still, None)
    late, _ = _seen(still, _beats(still, phases=phases[::-1].copy()))
    both, same_labels = _seen(still, _beats(still, phases=phases, shares=shares))
    np.testing.assert_array_equal(labels, same_labels)
    np.testing.assert_allclose(both[18:30], (0.6 * plain + 0.4 * late)[18:30], atol=1.0)
    between = (labels[24] == 1) & (plain[24] - late[24] > 150)
    assert between.sum() > 20


def test_at_end_systole_the_base_comes_to_the_apex_and_walls_come_inwards(heart: WholeHeart) -> None:
    side = np.cross(heart.long_axis, heart.septum)
    middle = (heart.apex + heart.annulus) / 2
    places = np.stack(
        [heart.annulus, heart.apex, middle + 25 * side, heart.annulus - 90 * heart.long_axis]
    )
    ring, apex, wall, above = systole(heart, torch.tensor(places, dtype=torch.float32)).numpy()
    # What is seen at the ring came from the atrium.
    assert ring @ heart.long_axis == pytest.approx(-12, abs=0.5)
    assert abs(apex @ heart.long_axis) < 0.5 and np.linalg.norm(above) < 1
    assert wall @ side == pytest.approx(7, abs=0.5)


@pytest.mark.parametrize("phase", [0.4, 1.0])
def test_systole_folds_nothing(heart: WholeHeart, phase: float) -> None:
    k, j, i = torch.meshgrid(*[torch.arange(-70.0, 71.0, 5.0)] * 3, indexing="ij")
    places = torch.stack([i, j, k], dim=-1) + torch.tensor(heart.annulus, dtype=torch.float32)
    gaps = torch.gradient(phase * systole(heart, places), spacing=5.0, dim=(2, 1, 0))
    jacobian = torch.stack(gaps, dim=-1) + torch.eye(3)
    assert float(torch.linalg.det(jacobian).min()) > 0.1


def test_calcium_goes_with_the_heart_and_wires_of_the_chest_stay(still: Subject) -> None:
    shifts = np.zeros((2, 6, 3))
    shifts[0, :, 0] = 6.0
    beats = _beats(still, shifts=shifts)
    first = Beat(beats, 0, still.heart, still.pull, still.pose)
    plaque = still.pull.push(still.heart.annulus[None])
    wires = Deposit(plaque - np.array([0.0, 150.0, 0.0]), 1.0, 8000.0, metal=True)
    moved, stayed = first.moved((Deposit(plaque, 1.0, 900.0, metal=False), wires))
    here = (moved.points - plaque) @ still.pose[:3, :3].T
    np.testing.assert_allclose(here, [[6.0, 0.0, 0.0]], atol=1.5)
    np.testing.assert_array_equal(stayed.points, wires.points)
