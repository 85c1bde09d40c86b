"""AHA segments on phantoms whose every voxel's segment is known by formula, and on real hearts."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.analysis.aha.segments import (
    SEGMENT_NAMES,
    AhaResult,
    AhaSettings,
    SegmentStats,
    aha_rows,
    aha_segments,
)
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.images import read_image
from LandmarkAILib.files.markups import read_landmarks
from LandmarkAILib.files.segmentations import read_segmentation
from short_axis_phantom import Phantom, make_phantom

IDENTITY = np.eye(3)


def segments(phantom: Phantom, settings: AhaSettings | None = None) -> AhaResult:
    return aha_segments(phantom.image, phantom.landmarks, phantom.segmentation, settings)


def assert_exact(result: AhaResult, phantom: Phantom) -> None:
    """Every voxel has the segment that the formula gives it."""
    np.testing.assert_array_equal(result.segmentation.labels, phantom.segment)
    means = [result.means[n] for n in range(1, 17)]
    np.testing.assert_allclose(means, np.arange(101, 117), rtol=0, atol=1e-9)


def test_names() -> None:
    assert len(SEGMENT_NAMES) == 16
    assert SEGMENT_NAMES[2 - 1] == "Basal anteroseptal"
    assert SEGMENT_NAMES[9 - 1] == "Mid inferoseptal"
    assert SEGMENT_NAMES[14 - 1] == "Apical septal"


@given(anterior=st.floats(0, 360), span=st.floats(20, 175), twist=st.floats(-12, 12))
def test_segments_follow_the_insertions_wherever_they_lie(
    anterior: float, span: float, twist: float
) -> None:
    phantom = make_phantom(anterior, span, twist)
    result = segments(phantom)
    # A voxel on a boundary to the last bit may fall either way.
    assert np.count_nonzero(result.segmentation.labels != phantom.segment) <= 2
    means = [result.means[n] for n in range(1, 17)]
    np.testing.assert_allclose(means, np.arange(101, 117), atol=0.1)


def test_levels_are_thirds_from_base_to_apex() -> None:
    result = segments(make_phantom())
    assert result.levels == {5: "basal", 4: "basal", 3: "mid", 2: "mid", 1: "apical", 0: "apical"}
    assert (result.base, result.base_rule, result.notes) == ("last", "header", ())


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_storage_does_not_matter(order: Sequence[int]) -> None:
    """Permuted and flipped arrays, missing insertions included, give every voxel the same segment."""
    phantom = make_phantom(twist=7.0).without(ANTERIOR_RV_INSERTION, [0, 3]).without(LV_CENTER, [2])
    expected = replace(phantom, segment=segments(phantom).segmentation.labels)
    for flipped in itertools.chain.from_iterable(itertools.combinations(range(3), n) for n in range(4)):
        stored = phantom.stored(order, flipped)
        np.testing.assert_array_equal(
            segments(stored).segmentation.labels, expected.stored(order, flipped).segment
        )


@given(turn=st.floats(-180, 180), tilt=st.floats(-15, 15), shift=st.tuples(*[st.floats(-200, 200)] * 3))
def test_segments_turn_with_the_patient(
    turn: float, tilt: float, shift: tuple[float, float, float]
) -> None:
    """Carried about its long axis by any angle, tilted a little and shifted: the same voxels."""
    phantom = make_phantom(twist=3.0)
    u, _, normal = phantom.image.grid.axes.T
    transform = np.eye(4)
    transform[:3, :3] = rotation(u, tilt) @ rotation(normal, turn)
    transform[:3, 3] = shift
    moved = segments(phantom.moved(transform))
    assert moved.base == "last"
    assert np.count_nonzero(moved.segmentation.labels != phantom.segment) <= 2


def rotation(axis: np.ndarray, degrees: float) -> np.ndarray:
    """Rodrigues' formula."""
    x, y, z = axis
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    angle = np.deg2rad(degrees)
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross


def test_sheared_stack() -> None:
    """Slices that step sideways, as under gantry tilt, keep their segments."""
    phantom = make_phantom()
    shear = np.eye(4)
    normal, u = phantom.image.grid.axes[:, 2], phantom.image.grid.axes[:, 0]
    shear[:3, :3] += 0.25 * np.outer(u, normal)
    assert_exact(segments(phantom.moved(shear)), phantom)


def test_apical_septum_by_setting() -> None:
    """From 60° beyond the anterior insertion instead of the bisector: 14 begins 15° beyond it."""
    phantom = make_phantom(span=108)
    fixed = segments(phantom, AhaSettings(apical_septum="sixty"))
    bisected = make_phantom(span=120)
    np.testing.assert_array_equal(fixed.segmentation.labels[:2], bisected.segment[:2])
    without = phantom.without(INFERIOR_RV_INSERTION, range(6))
    np.testing.assert_array_equal(segments(without).segmentation.labels, fixed.segmentation.labels)


def test_missing_insertions_are_borrowed_from_the_nearest_slice_and_said() -> None:
    phantom = make_phantom(twist=8.0).without(ANTERIOR_RV_INSERTION, [2, 5])
    result = segments(phantom)
    borrowed = {part.slice: part.borrowed for part in result.slices}
    # Slice 2 lies between 1 and 3: the basal one lends.
    assert borrowed[2] == {ANTERIOR_RV_INSERTION: 3}
    assert borrowed[5] == {ANTERIOR_RV_INSERTION: 4}
    assert borrowed[1] == borrowed[3] == {}
    assert result.notes == (
        "Anterior RV insertion of slice 4 also used in slice 5",
        "Anterior RV insertion of slice 3 also used in slice 2",
    )
    boundary = {part.slice: part.boundaries[0] for part in result.slices}
    np.testing.assert_allclose(boundary[2], boundary[3], atol=1e-12)


def test_borrowed_direction_is_seen_from_the_own_center() -> None:
    """Without twist, borrowing changes nothing even though the centers of the slices differ."""
    phantom = make_phantom(twist=0.0)
    lacking = phantom.without(ANTERIOR_RV_INSERTION, [0, 1, 4]).without(INFERIOR_RV_INSERTION, [0])
    assert_exact(segments(lacking), phantom)


def test_missing_center_is_the_centroid_of_the_cavity() -> None:
    phantom = make_phantom()
    result = segments(phantom.without(LV_CENTER, [4]))
    center = {part.slice: part.center for part in result.slices}[4]
    j, i = np.nonzero(phantom.segmentation.labels[4] == 1)
    np.testing.assert_allclose(center, phantom.image.grid.to_lps([i.mean(), j.mean(), 4]))


def test_a_point_belongs_to_the_slice_it_lies_in_whatever_its_index_says() -> None:
    """A point dragged in Slicer, or read from a file, has no index."""
    phantom = make_phantom(twist=5.0)
    bare = tuple(replace(p, slice=None) for p in phantom.landmarks)
    assert_exact(segments(replace(phantom, landmarks=LandmarkSet(bare))), phantom)


def test_of_two_points_the_more_probable_counts() -> None:
    phantom = make_phantom()
    stray = [
        Landmark(p.name, p.position + np.array([9.0, 9.0, 9.0]), 0.3)
        for p in phantom.landmarks.named(LV_CENTER)
    ]
    mixed = LandmarkSet((*phantom.landmarks, *stray))
    assert_exact(segments(replace(phantom, landmarks=mixed)), phantom)


@pytest.mark.parametrize("larger", ["first", "last"])
def test_base_is_the_larger_end_where_the_header_cannot_tell(larger: str) -> None:
    phantom = make_phantom(axes=IDENTITY)
    labels = phantom.segmentation.labels.copy()
    for k in range(3):
        # Less of the right ventricle towards the apex.
        labels[k if larger == "last" else -1 - k][labels[k] == 3] = 0
    result = aha_segments(phantom.image, phantom.landmarks, replace(phantom.segmentation, labels=labels))
    assert (result.base, result.base_rule) == (larger, "area")
    assert result.slices[0].slice == (0 if larger == "first" else 5)
    assert f"base taken to be at the {larger} slice, where the heart is larger" in result.notes


@pytest.mark.parametrize("base", ["first", "last"])
def test_base_by_setting(base: str) -> None:
    result = segments(make_phantom(), AhaSettings(base=base))  # type: ignore[arg-type]
    assert (result.base, result.base_rule) == (base, "setting")
    assert result.levels[0] == ("basal" if base == "first" else "apical")


def test_levels_by_setting() -> None:
    """Slices that are not listed have no segments."""
    listed = segments(make_phantom(), AhaSettings(levels={"mid": [4], "apical": [1, 2]}))
    assert listed.levels == {4: "mid", 2: "apical", 1: "apical"}
    assert np.flatnonzero(listed.segmentation.labels.any(axis=(1, 2))).tolist() == [1, 2, 4]
    assert {s.segment for s in listed.segments if s.pixels} == set(range(7, 17))
    fractions = segments(make_phantom(), AhaSettings(fractions=(0.5, 0.5)))
    assert list(fractions.levels.values()) == ["basal"] * 3 + ["apical"] * 3


def test_extent_counts_from_the_first_to_the_last_slice_with_muscle_and_cavity() -> None:
    phantom = make_phantom(slices=9)
    labels = phantom.segmentation.labels.copy()
    labels[0][labels[0] == 1] = 0  # the apical cap
    labels[7:] = 0
    labels[4] = 0  # a slice that was not contoured
    result = aha_segments(phantom.image, phantom.landmarks, replace(phantom.segmentation, labels=labels))
    assert result.levels == {6: "basal", 5: "basal", 3: "mid", 2: "apical", 1: "apical"}
    assert not result.segmentation.labels[[0, 4, 7, 8]].any()


def test_single_slice_is_mid() -> None:
    phantom = make_phantom(slices=6)
    image = phantom.image
    grid = image.grid.slice(2)
    labels = phantom.segmentation.labels[2:3]
    result = aha_segments(
        replace(image, array=image.array[2:3], grid=grid),
        LandmarkSet(tuple(p for p in phantom.landmarks if p.slice == 2)),
        replace(phantom.segmentation, labels=labels, grid=grid),
    )
    assert result.levels == {0: "mid"}
    np.testing.assert_array_equal(result.segmentation.labels[0], phantom.segment[2])


def test_statistics() -> None:
    phantom = make_phantom()
    rng = np.random.default_rng(5)
    values = rng.normal(300, 40, phantom.image.array.shape)
    result = aha_segments(replace(phantom.image, array=values), phantom.landmarks, phantom.segmentation)
    for n, row in enumerate(result.segments, start=1):
        own = values[phantom.segment == n]
        assert row == SegmentStats(
            segment=n,
            name=SEGMENT_NAMES[n - 1],
            pixels=len(own),
            area=pytest.approx(len(own) * 1.4 * 1.4),
            volume=pytest.approx(len(own) * 1.4 * 1.4 * 9.0 / 1000),
            mean=pytest.approx(own.mean()),
            sd=pytest.approx(own.std()),
        )


def test_values_that_are_not_finite_are_left_out_of_the_mean() -> None:
    phantom = make_phantom()
    values = phantom.image.array.copy()
    hole = np.argwhere(phantom.segment == 9)[:7]
    values[tuple(hole.T)] = np.nan
    result = aha_segments(replace(phantom.image, array=values), phantom.landmarks, phantom.segmentation)
    assert result.segments[8].mean == 109.0
    assert result.segments[8].pixels == np.count_nonzero(phantom.segment == 9)


def test_rows_are_a_table() -> None:
    rows = aha_rows(segments(make_phantom(), AhaSettings(levels={"basal": [5]})))
    assert [row["segment"] for row in rows] == list(range(1, 17))
    assert rows[0]["name"] == "Basal anterior"
    assert rows[0]["mean"] == 101.0
    assert rows[15]["mean"] is None and rows[15]["pixels"] == 0
    text = io.StringIO()
    table = csv.DictWriter(text, rows[0])
    table.writerows(rows)
    assert text.getvalue().splitlines()[15] == "16,Apical lateral,,,0.0,0.0,0"


def test_mirrored_image_is_said() -> None:
    phantom = make_phantom()
    names = {ANTERIOR_RV_INSERTION: INFERIOR_RV_INSERTION, INFERIOR_RV_INSERTION: ANTERIOR_RV_INSERTION}
    swapped = LandmarkSet(tuple(replace(p, name=names.get(p.name, p.name)) for p in phantom.landmarks))
    assert any("wrong way round" in note for note in segments(replace(phantom, landmarks=swapped)).notes)


def test_what_cannot_be_divided_is_refused() -> None:
    phantom = make_phantom()
    empty = replace(phantom.segmentation, labels=np.zeros_like(phantom.segmentation.labels))
    with pytest.raises(InputError, match=r"phantom.*cavity and myocardium"):
        aha_segments(phantom.image, phantom.landmarks, empty)
    with pytest.raises(InputError, match=r"phantom.*anterior RV insertion"):
        segments(phantom.without(ANTERIOR_RV_INSERTION, range(6)))
    unnamed = replace(phantom.segmentation, names=("Left ventricle", "Muscle", "Right ventricle"))
    with pytest.raises(InputError, match=r"phantom.*'Myocardium'"):
        aha_segments(phantom.image, phantom.landmarks, unnamed)
    elsewhere = replace(phantom.segmentation, grid=phantom.image.grid.moved(shifted(5.0)))
    with pytest.raises(ValueError, match="grid of the image"):
        aha_segments(phantom.image, phantom.landmarks, elsewhere)


def shifted(millimetres: float) -> np.ndarray:
    transform = np.eye(4)
    transform[0, 3] = millimetres
    return transform


def test_settings_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="go up from 0 to 1"):
        AhaSettings(fractions=(0.7, 0.3))
    for levels in ({"mid": [1], "basal": [1]}, {"mid": [6]}, {"mid": [-1]}):
        with pytest.raises(ValueError, match="outside the image or in two levels"):
            segments(make_phantom(), AhaSettings(levels=levels))  # type: ignore[arg-type]


def test_real_septum_lies_by_the_right_ventricle(real_case: Path) -> None:
    """In slices with both insertions, the wall that touches the RV is septal, and 2 begins there."""
    image = read_image(real_case / "image.nrrd")
    landmarks = read_landmarks(real_case / "landmarks.mrk.json")
    segmentation = read_segmentation(real_case / "segmentation.seg.nrrd", image.grid)
    result = aha_segments(image, landmarks, segmentation)
    right = segmentation.labels == segmentation.names.index("Right ventricle") + 1
    labels = result.segmentation.labels
    touching = np.zeros_like(right)
    for axis in (1, 2):
        for step in (-1, 1):
            touching |= np.roll(right, step, axis)
    complete = [part.slice for part in result.slices if not part.borrowed]
    assert len(complete) >= 4
    beside = labels[complete][touching[complete] & (labels[complete] > 0)]
    assert np.isin(beside, [2, 3, 8, 9, 14]).mean() > 0.8
    for part in result.slices:
        here = nearest(landmarks, ANTERIOR_RV_INSERTION, image.grid, part.slice)
        if here is not None and part.level != "apical":
            direction = (here - part.center) / np.linalg.norm(here - part.center)
            assert part.segments[0] in (2, 8)
            assert part.boundaries[0] @ direction > 0.999


def nearest(landmarks: LandmarkSet, name: str, grid: Grid, k: int) -> np.ndarray | None:
    """The point of that name in slice ``k``."""
    for point in landmarks.named(name):
        if point.position is not None and round(grid.to_index(point.position)[2]) == k:
            return point.position
    return None
