"""Views of volumes: the same places of the patient, however the volume is stored."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.inference.views import BoxView, VolumeView, WindowsView, make_view
from strategies import grids

APEX, ANNULUS = "LV apex", "Mitral annulus center"


@given(grids(), st.permutations(range(3)))
def test_the_volume_is_seen_around_its_middle_on_the_patients_axes(grid: Grid, order: list[int]) -> None:
    view = VolumeView((12, 10, 8), 3.5)
    placed = view.place(view.fields(grid)[0], {})
    assert np.allclose(placed.axes, np.eye(3)) and np.allclose(placed.spacing, 3.5)
    assert np.allclose(placed.center, grid.center)
    assert placed.is_close(view.place(grid.permuted(order), {}), 1e-6)
    assert view.windows(placed) == [placed]


def test_the_box_lies_around_the_landmarks_that_are_known() -> None:
    view = BoxView((12, 10, 8), 1.25, (APEX, ANNULUS))
    grid = Grid((20, 20, 20), np.eye(4))
    a, b = np.array([1.0, 2, 3]), np.array([5.0, 8, -9])
    both, one = view.place(grid, {APEX: a, ANNULUS: b}), view.place(grid, {ANNULUS: b})
    assert both is not None and np.allclose(both.center, [3, 5, -3])
    assert one is not None and np.allclose(one.center, b)
    assert view.place(grid, {"LV center": a}) is None
    assert set(view.needs) == {APEX, ANNULUS}


@given(grids(), st.tuples(*[st.integers(4, 24)] * 3), st.floats(0.0, 0.7), st.floats(1.0, 9.0))
def test_windows_cover_the_volume_and_overlap(
    grid: Grid, size: tuple[int, int, int], overlap: float, spacing: float
) -> None:
    if np.ptp(grid.corners(), axis=0).max() / spacing > 120:
        spacing *= 12
    view = WindowsView(size, spacing, overlap)
    placed = view.place(grid, {})
    assert placed.contains(grid.corners(), margin=0.5).all()
    windows = view.windows(placed)
    assert {window.size for window in windows} == {size}
    starts = [np.rint(placed.to_index(window.origin)).astype(int) for window in windows]
    for axis in range(3):
        along = sorted({int(start[axis]) for start in starts})
        assert along[0] == 0 and along[-1] + size[axis] == placed.size[axis]
        steps = np.diff(along)
        assert not len(steps) or steps.max() <= max(1, size[axis] * (1 - overlap))
    assert len(windows) == np.prod([len({int(start[axis]) for start in starts}) for axis in range(3)])


def test_a_small_volume_has_one_window() -> None:
    view = WindowsView((16, 16, 16), 2.0)
    grid = Grid.from_axes([20, 20, 10], np.eye(3), [1.0] * 3, [4, 5, 6])
    placed = view.place(grid, {})
    assert view.windows(placed)[0].is_close(placed) and len(view.windows(placed)) == 1
    assert np.allclose(placed.center, [4, 5, 6])


@pytest.mark.parametrize("axes", list(itertools.permutations(range(3))))
def test_no_voxel_is_added_by_rounding(axes: tuple[int, ...]) -> None:
    grid = Grid.from_axes([30, 40, 50], np.eye(3)[:, list(axes)], [0.7] * 3, [0, 0, 0])
    placed = WindowsView((8, 8, 8), 0.7).place(grid, {})
    assert sorted(placed.size) == [30, 40, 50]


@pytest.mark.parametrize(
    ("description", "view"),
    [
        ({"type": "volume", "size": [8, 9, 10], "spacing": 3.5}, VolumeView((8, 9, 10), 3.5)),
        (
            {"type": "box", "size": [8, 9, 10], "spacing": 1.0, "center": [APEX]},
            BoxView((8, 9, 10), 1.0, (APEX,)),
        ),
        (
            {"type": "windows", "size": [8, 9, 10], "spacing": 1.0, "overlap": 0.5},
            WindowsView((8, 9, 10), 1.0, 0.5),
        ),
    ],
)
def test_views_are_made_of_their_description(description: dict[str, object], view: object) -> None:
    assert make_view(description) == view
