"""Alignment by named points: known transforms are found again, open questions are told."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.analysis.alignment import Alignment, AlignmentError, align
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from strategies import rotations

APEX, ANNULUS, INSERTION = "LV apex", "Mitral annulus center", "Anterior RV insertion"
SHIFT = np.array([1.0, 2.0, 3.0])
TRIANGLE = {APEX: [40.0, -30.0, -50.0], ANNULUS: [-20.0, 25.0, 10.0], INSERTION: [5.0, -50.0, 20.0]}

AT_ONE_PLACE = {name: SHIFT.tolist() for name in TRIANGLE}


def points(positions: dict[str, list[float]] | np.ndarray) -> LandmarkSet:
    """Landmarks of these positions; rows of an array are called by their number."""
    if isinstance(positions, np.ndarray):
        positions = {str(n): row.tolist() for n, row in enumerate(positions)}
    return LandmarkSet(tuple(Landmark(name, np.array(p)) for name, p in positions.items()))


def clouds(fewest: int = 3) -> st.SearchStrategy[np.ndarray]:
    """(N, 3) LPS mm, off any line, of a heart's size somewhere in the room."""
    return st.builds(
        lambda seed, count: (
            (rng := np.random.default_rng(seed)).uniform(-60, 60, (count, 3)) + rng.uniform(-300, 300, 3)
        ),
        st.integers(0, 2**31),
        st.integers(fewest, 9),
    ).filter(lambda cloud: np.linalg.svd(cloud - cloud.mean(axis=0))[1][1] > 10)


def angle_of(rotation: np.ndarray) -> float:
    """By how many degrees a rotation turns."""
    return float(np.rad2deg(np.arccos(np.clip((np.trace(rotation) - 1) / 2, -1, 1))))


def squares(found: Alignment) -> float:
    return sum(r**2 for r in found.residuals.values())


@given(clouds(), rotations(), st.tuples(*[st.floats(-300, 300)] * 3), st.floats(0.5, 2.0))
def test_known_similarity_is_found(
    cloud: np.ndarray, rotation: np.ndarray, shift: tuple[float, ...], scale: float
) -> None:
    found = align(points(cloud), points(scale * cloud @ rotation.T + shift), "similarity")
    assert np.allclose(found.matrix[:3, :3], scale * rotation, atol=1e-8)
    assert np.allclose(found.matrix[:3, 3], shift, atol=1e-5)
    assert found.scale == pytest.approx(scale) and found.rms < 1e-6 and not found.note


@given(clouds(), rotations(), st.tuples(*[st.floats(-300, 300)] * 3))
def test_known_rigid_transform_is_found(
    cloud: np.ndarray, rotation: np.ndarray, shift: tuple[float, ...]
) -> None:
    found = align(points(cloud), points(cloud @ rotation.T + shift))
    assert np.allclose(found.matrix[:3, :3], rotation, atol=1e-8)
    assert found.rms < 1e-6 and found.scale == 1.0


@given(clouds(), clouds(), st.sampled_from(["rigid", "similarity"]))
def test_points_that_do_not_fit_never_give_a_mirror_image(
    cloud: np.ndarray, other: np.ndarray, kind: Literal["rigid", "similarity"]
) -> None:
    found = align(points(cloud), points(other * [-1, 1, 1]), kind)
    turn = found.matrix[:3, :3] / found.scale
    assert np.linalg.det(turn) == pytest.approx(1) and np.allclose(turn @ turn.T, np.eye(3))
    assert list(found.matrix[3]) == [0, 0, 0, 1]


@given(clouds(4), rotations())
def test_mirrored_points_give_a_rotation_and_large_residuals(
    cloud: np.ndarray, rotation: np.ndarray
) -> None:
    flat = np.linalg.svd(cloud - cloud.mean(axis=0))[1][2]
    found = align(points(cloud), points((cloud * [-1, 1, 1]) @ rotation.T))
    assert np.linalg.det(found.matrix[:3, :3]) == pytest.approx(1)
    assert squares(found) == pytest.approx(4 * flat**2, rel=1e-6, abs=1e-6)


@given(clouds(), st.integers(0, 2**31), rotations(), st.sampled_from(["rigid", "similarity"]))
def test_no_other_transform_fits_better(
    cloud: np.ndarray, seed: int, rotation: np.ndarray, kind: Literal["rigid", "similarity"]
) -> None:
    rng = np.random.default_rng(seed)
    noisy = cloud @ rotation.T + rng.normal(0, 5, cloud.shape)
    found = align(points(cloud), points(noisy), kind)
    for _ in range(20):
        turn, _ = np.linalg.qr(np.eye(3) + rng.normal(0, 0.05, (3, 3)))
        turn *= np.sign(np.linalg.det(turn))
        scale = rng.uniform(0.9, 1.1) if kind == "similarity" else 1.0
        middle = noisy.mean(axis=0) + rng.normal(0, 1, 3)
        other = scale * (found.carry(cloud) - noisy.mean(axis=0)) @ turn.T + middle
        assert squares(found) <= ((other - noisy) ** 2).sum() + 1e-9


def test_residuals_are_told_by_name_in_mm() -> None:
    """Two pairs 60 and 66 mm apart: each end is 3 mm off."""
    found = align(
        points({APEX: [0.0, 0, -30], ANNULUS: [0.0, 0, 30]}),
        points({APEX: [5.0, 0, -33], ANNULUS: [5.0, 0, 33]}),
    )
    assert found.residuals == pytest.approx({APEX: 3.0, ANNULUS: 3.0})
    assert found.rms == pytest.approx(3.0)
    assert np.allclose(found.matrix[:3, 3], [5, 0, 0])


@given(rotations(), st.floats(0.6, 1.5))
def test_two_points_give_the_smallest_rotation_and_say_so(rotation: np.ndarray, scale: float) -> None:
    two = np.array([TRIANGLE[APEX], TRIANGLE[ANNULUS]])
    wanted = scale * two @ rotation.T + [7, -8, 9]
    found = align(points(two), points(wanted), "similarity")
    assert np.allclose(found.carry(two), wanted) and found.scale == pytest.approx(scale)
    directions = [(p[1] - p[0]) / np.linalg.norm(p[1] - p[0]) for p in (two, wanted)]
    between = np.rad2deg(np.arccos(np.clip(directions[0] @ directions[1], -1, 1)))
    assert angle_of(found.matrix[:3, :3] / found.scale) == pytest.approx(between, abs=1e-4)
    assert "two points is not determined" in found.note


def test_two_points_the_other_way_round_turn_by_half() -> None:
    two = np.array([TRIANGLE[APEX], TRIANGLE[ANNULUS]])
    found = align(points(two), points(two[::-1]))
    assert np.allclose(found.carry(two), two[::-1])
    assert angle_of(found.matrix[:3, :3]) == pytest.approx(180)


def test_points_on_a_line_say_so() -> None:
    line = np.outer([0.0, 10, 45, 60], [0.6, 0.0, 0.8])
    line[1] += [0.2, 0.3, 0]  # no landmark is known more exactly
    found = align(points(line), points(line + SHIFT))
    assert "4 points on a line is not determined" in found.note
    assert angle_of(found.matrix[:3, :3]) < 1e-5
    assert np.allclose(found.matrix[:3, 3], SHIFT)


def test_what_cannot_be_used_is_skipped_and_told() -> None:
    source = [
        *points(TRIANGLE),
        Landmark("LV center", None),
        Landmark("Left atrium", np.zeros(3)),
        *(Landmark("Inferior RV insertion", np.ones(3), slice=k) for k in range(4)),
    ]
    target = [
        *points(TRIANGLE),
        Landmark("LV center", np.zeros(3)),
        Landmark("Inferior RV insertion", np.ones(3)),
        Landmark("Coronary sinus", np.ones(3)),
    ]
    found = align(LandmarkSet(tuple(source)), LandmarkSet(tuple(target)))
    assert list(found.residuals) == list(TRIANGLE)
    assert found.skipped == {
        "LV center": "missing in the source",
        "Left atrium": "not in the target",
        "Inferior RV insertion": "4 points in the source",
        "Coronary sinus": "not in the source",
    }


def test_points_of_several_slices_are_not_called_names_that_differ() -> None:
    several = LandmarkSet((*points(TRIANGLE), *points(TRIANGLE)))
    with pytest.raises(
        AlignmentError, match=r"one point in both \(.*2 points in the target.*of one slice"
    ):
        align(points(TRIANGLE), several)


def test_names_are_compared_without_case_and_outer_spaces() -> None:
    shouted = {f" {name.upper()} ": position for name, position in TRIANGLE.items()}
    assert list(align(points(TRIANGLE), points(shouted)).residuals) == list(TRIANGLE)


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ({APEX: [1.0, 2, 3]}, {APEX: [1.0, 2, 3]}, "Only LV apex is in both"),
        ({APEX: [1.0, 2, 3]}, {ANNULUS: [1.0, 2, 3]}, "LV apex: not in the target"),
        ({}, {}, "No landmark is in both: give"),
        (AT_ONE_PLACE, TRIANGLE, "source are all at one place"),
        (TRIANGLE, AT_ONE_PLACE, "target are all at one place"),
        (
            {"a": [-9.0, 0, 0], "b": [0.0, 0, 0], "c": [9.0, 0, 0]},
            {"a": [9.0, 0, 0], "b": [-18.0, 0, 0], "c": [9.0, 0, 0]},
            "no shape in common",
        ),
    ],
)
def test_points_that_determine_nothing_are_refused(
    source: dict[str, list[float]], target: dict[str, list[float]], words: str
) -> None:
    with pytest.raises(AlignmentError, match=words):
        align(points(source), points(target))


def test_a_mirrored_target_is_explained() -> None:
    points = np.random.default_rng(0).normal(size=(5, 3)) * 40
    turn = np.array([[0.36, 0.48, -0.8], [-0.8, 0.6, 0], [0.48, 0.64, 0.6]])
    named = [f"P{n}" for n in range(5)]

    def marks(positions: np.ndarray) -> LandmarkSet:
        return LandmarkSet(tuple(map(Landmark, named, positions)))

    mirrored = align(marks(points), marks(points * [1, -1, 1] @ turn.T + 5))
    assert "A mirror image would fit with 0.0 mm" in mirrored.note
    scaled = align(marks(points), marks(points @ turn.T * 10))
    assert "A scale of 10 would fit" in scaled.note and "other units than mm" in scaled.note
    assert align(marks(points), marks(points @ turn.T + 5)).note == ""


def test_exchanged_names_are_explained_and_not_taken_for_a_mirror_image() -> None:
    rows = np.array([[0, 0, 0], [30, -40, 55], [50, -30, 60], [20, -60, 45], [15, -25, 62.0]])
    note = align(points(rows), points(rows[[0, 1, 3, 2, 4]] + SHIFT)).note
    assert note.startswith(
        "With '2' and '3' exchanged in one of the lists the fit would be 0.0 mm instead"
    )
    assert "mirror" not in note


def test_a_list_in_metres_is_told_by_its_extent() -> None:
    small = {name: [n / 1000 for n in place] for name, place in TRIANGLE.items()}
    with pytest.raises(AlignmentError, match=r"target all lie within 0.075 mm: .* turn them into mm"):
        align(points(TRIANGLE), points(small))
