"""Signs of quality: of hearts whose answer is known, and the same however the file stores them."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.anatomy import (
    ANTERIOR_RV_INSERTION,
    LEFT_VENTRICLE,
    LV_CENTER,
    Anatomy,
    SegmentType,
)
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.quality.case_row import cells, row_of
from LandmarkAILib.quality.flags import FLAGS, NOTHING, REMARK, WORDS, flags_of
from LandmarkAILib.quality.risk import RISK, PointSigns
from LandmarkAILib.quality.signs import Signs, signs_of, signs_of_points
from short_axis_phantom import WALL, Phantom, make_phantom


def wide_phantom(room: int = 10) -> Phantom:
    """The phantom in an image with so many more pixels on each side."""
    phantom = make_phantom()
    border = ((0, 0), (room, room), (room, room))
    old = phantom.image.grid
    affine = np.array(old.affine)
    affine[:3, 3] = old.to_lps(np.array([-room, -room, 0]))
    grid = Grid((old.size[0] + 2 * room, old.size[1] + 2 * room, old.size[2]), affine)
    return replace(
        phantom,
        image=replace(phantom.image, array=np.pad(phantom.image.array, border), grid=grid),
        segmentation=replace(
            phantom.segmentation, labels=np.pad(phantom.segmentation.labels, border), grid=grid
        ),
        segment=np.pad(phantom.segment, border),
    )


@pytest.fixture(scope="module")
def phantom() -> Phantom:
    return wide_phantom()


def changed(landmarks: LandmarkSet, name: str, k: int, **to: object) -> LandmarkSet:
    """The landmarks with one of them, in one slice, altered."""
    return LandmarkSet(
        tuple(
            replace(p, **to) if (p.name, p.slice) == (name, k) else p  # type: ignore[arg-type]
            for p in landmarks
        )
    )


def with_points(phantom: Phantom, points: LandmarkSet, coarse: LandmarkSet | None = None) -> Detection:
    return replace(phantom.detection, landmarks=points, coarse=coarse)


def test_a_heart_without_fault_has_its_own_numbers(phantom: Phantom) -> None:
    found = signs_of(phantom.image, phantom.detection)
    count = phantom.image.grid.size[2]
    assert (found.slices, found.missing, found.stages) == (count, 0.0, None)
    assert found.width == pytest.approx(2 * WALL[1], abs=0.5)
    assert found.contrast == 1.0  # cavity and wall share no value
    assert found.neighbours == pytest.approx(0.0, abs=0.1)
    spacing = phantom.image.grid.spacing
    voxels = np.count_nonzero(phantom.segmentation.labels == 1)
    assert found.cavity == pytest.approx(voxels * spacing.prod() / 1000, abs=0.1)
    assert flags_of(found, 1, []) == ()


@given(order=st.permutations([0, 1, 2]), flipped=st.sets(st.integers(0, 2)))
def test_signs_do_not_depend_on_how_the_file_stores_the_heart(
    order: list[int], flipped: set[int]
) -> None:
    phantom = wide_phantom()
    turned = phantom.stored(order, sorted(flipped))
    assert signs_of(turned.image, turned.detection) == signs_of(phantom.image, phantom.detection)


def test_a_point_off_its_neighbours_is_measured_by_how_far_it_was_moved(phantom: Phantom) -> None:
    k = phantom.image.grid.size[2] // 2
    place = phantom.landmarks.in_slice(k)[ANTERIOR_RV_INSERTION].position
    across = phantom.image.grid.axes[:, 0]
    far = changed(phantom.landmarks, ANTERIOR_RV_INSERTION, k, position=place + 45 * across)
    found = signs_of(phantom.image, with_points(phantom, far))
    assert found.neighbours == pytest.approx(45, abs=1)
    assert "outlier" in flags_of(found, 1, [])


def test_stages_that_disagree_are_measured_at_the_farthest_point(phantom: Phantom) -> None:
    place = phantom.landmarks.in_slice(1)[LV_CENTER].position
    across = phantom.image.grid.axes[:, 1]
    first = changed(phantom.landmarks, LV_CENTER, 1, position=place - 40 * across)
    found = signs_of(phantom.image, with_points(phantom, phantom.landmarks, first))
    assert found.stages == pytest.approx(40)
    assert flags_of(found, 1, []) == ("stages-disagree",)


def test_the_share_of_missing_counts_between_the_ends_alone(phantom: Phantom) -> None:
    count = phantom.image.grid.size[2]
    names = phantom.landmarks.names()
    points = phantom.landmarks
    for name in names:  # the last slice shows no heart: nothing is missing there
        points = changed(points, name, count - 1, position=None)
    points = changed(points, LV_CENTER, 2, position=None)
    found = signs_of_points(points)
    assert found.slices == count - 1
    assert found.missing == pytest.approx(1 / (len(names) * (count - 1)), abs=1e-3)


def test_a_heart_at_the_side_of_its_image_is_flagged(phantom: Phantom) -> None:
    whole, labels = phantom.image, phantom.segmentation.labels
    _, _, columns = np.nonzero(labels)
    first = int(columns.min()) - 2
    size = (whole.grid.size[0] - first, *whole.grid.size[1:])
    grid = whole.grid.part((first, 0, 0), size)
    image = Image(np.ascontiguousarray(whole.array[..., first:]), grid)
    cut = replace(phantom.segmentation, labels=np.ascontiguousarray(labels[..., first:]), grid=grid)
    found = signs_of(image, replace(phantom.detection, segmentation=cut))
    assert found.edge == pytest.approx(2 * grid.spacing[0], abs=0.1)
    assert "at-the-edge" in flags_of(found, 1, [])
    assert "at-the-edge" not in flags_of(signs_of(whole, phantom.detection), 1, [])


def test_cavity_and_wall_of_one_value_have_no_contrast(phantom: Phantom) -> None:
    flat = replace(phantom.image, array=np.zeros_like(phantom.image.array))
    found = signs_of(flat, phantom.detection)
    assert found.contrast == 0.0
    assert flags_of(found, 1, []) == ("contrast",)


@given(scale=st.floats(0.1, 10), offset=st.floats(-100, 100))
def test_contrast_is_the_same_in_any_unit_and_inverted(scale: float, offset: float) -> None:
    phantom = wide_phantom()
    noise = np.random.default_rng(0).normal(0, 40, phantom.image.array.shape)
    cavity = phantom.segmentation.labels == phantom.segmentation.names.index(LEFT_VENTRICLE) + 1
    values = 150.0 * cavity + noise
    found = [
        signs_of(replace(phantom.image, array=array), phantom.detection).contrast
        for array in (values, scale * values + offset, -values)
    ]
    assert found[0] == pytest.approx(0.99, abs=0.01)
    assert found[1] == pytest.approx(found[0], abs=2e-3)
    assert found[2] == pytest.approx(found[0], abs=2e-3)


def test_nothing_found_is_a_flag_of_its_own() -> None:
    found = signs_of_points(LandmarkSet((Landmark(LV_CENTER, None, 0.0, slice=0),)))
    assert found.missing == 1.0 and found.risk is None
    assert flags_of(found, 0, ["said"])[0] == NOTHING
    assert flags_of(found, 0, ["said"])[-1] == REMARK


def test_photographs_are_not_flagged_as_hearts() -> None:
    found = Signs(slices=1, missing=0.0, stages=400.0, radius=90.0, neighbours=99.0, edge=3.0, risk=0.9)
    of_heart = {"stages-disagree", "outlier", "unsure", "at-the-edge", "few-slices"}
    assert set(flags_of(found, 2, [])) == of_heart
    assert flags_of(found, 2, [], of_heart=False) == ("stages-disagree", "unsure")
    assert flags_of(found, 2, [], of_heart=False, in_pixels=True) == ()
    missing = replace(found, missing=0.5)
    assert flags_of(missing, 2, [], of_heart=False, in_pixels=True) == ("missing",)
    # A model of segments alone has not failed to find a landmark.
    assert flags_of(Signs(), 0, [], of_heart=False, points=0) == ()


def test_the_table_of_pictures_speaks_of_pixels() -> None:
    at = np.array([5.0, 5.0, 0.0])
    points = LandmarkSet(tuple(Landmark(name, at, slice=0, radius=40.0) for name in "AB"))
    signs = {"slices": 1, "missing": 0.0, "radius": 40.0, "stages": 50.0, "edge": 2.0, "risk": 0.9}
    picture = row_of("wing", points, {"units": "px", "signs": signs})
    assert picture.flags == () and picture.signs.risk is None
    told = cells(picture, with_pixels=True)
    assert (told["stages_px"], told["radius_px"], told["edge_px"]) == (50.0, 40.0, 2.0)
    assert told["stages_mm"] is told["radius_mm"] is told["edge_mm"] is told["uncertain"] is None
    scan = row_of("scan", points, {"signs": signs})
    assert scan.flags == ("stages-disagree", "unsure") and scan.uncertain == 2
    assert cells(scan, with_pixels=True)["stages_mm"] == 50.0
    assert cells(scan, with_pixels=True)["stages_px"] is None and "stages_px" not in cells(scan)
    kidney = Anatomy(segments=(SegmentType("Cortex", (1, 0, 0)),))
    assert row_of("kidney", LandmarkSet(()), {}, kidney).flags == ()


def test_what_is_not_known_raises_no_flag() -> None:
    assert flags_of(Signs(), 1, []) == ()
    assert {flag.name for flag in FLAGS} < set(WORDS)


def test_every_sign_that_is_worse_raises_the_risk() -> None:
    near = PointSigns(LV_CENTER, 0.9, radius=3, stages=2)
    assert RISK.of([near]) < RISK.of([replace(near, radius=12)]) < 1
    assert RISK.of([near]) < RISK.of([replace(near, stages=50)]) < 1
    assert RISK.of([near]) < RISK.of([near, near])
    unknown = RISK.of([PointSigns(LV_CENTER, 0.9)])
    assert RISK.of([near]) < unknown < RISK.of([replace(near, radius=12)])


def test_all_signs_are_plain_numbers(phantom: Phantom) -> None:
    """They go into JSON."""
    found = signs_of(phantom.image, phantom.detection)
    kinds = {type(getattr(found, field.name)) for field in fields(found)}
    assert kinds <= {int, float, type(None)}


def test_what_holds_of_every_image_is_told_and_is_no_flag() -> None:
    told = {"notice": "distances are in pixels", "units": "px"}
    points = LandmarkSet((Landmark("Vein", np.array([3.0, 4.0, 0.0])),))
    row = row_of("wing", points, {**told, "remarks": []})
    assert row.flags == () and row.message == "distances are in pixels"
    odd = row_of("wing", points, {**told, "remarks": [], "doubts": ["the points lie outside"]})
    assert odd.flags == ("remark",) and odd.message.startswith("the points lie outside; ")
    assert row_of("wing", points, told).flags == ("remark",)  # a record of an earlier version
