"""Views: where networks look, and that it does not depend on how an array is stored."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.short_axis import short_axis_slices
from LandmarkAILib.inference.views import FieldView, FrameView, make_view
from strategies import rotations

STACK = Grid.from_axes(
    [60, 50, 7], np.array([[0.8, 0, 0.6], [0, 1, 0], [-0.6, 0, 0.8]]), [1.2, 1.2, 8], [10, -20, 30]
)
POINTS = {
    "Anterior RV insertion": np.array([0.0, -40, 20]),
    "Inferior RV insertion": np.array([5.0, 0, 25]),
    "LV center": np.array([20.0, -20, 30]),
}
FRAME = FrameView(
    64, 1.0, tuple(POINTS), ("LV center",), ("Anterior RV insertion", "Inferior RV insertion")
)


def test_field_view_is_centred_and_isotropic() -> None:
    view = FieldView(32, 2.0)
    plane = view.fields(STACK)[3]
    grid = view.place(plane, {})
    assert np.allclose(grid.center, STACK.slice(3).center)
    assert np.allclose(grid.spacing[:2], 2.0)


@given(st.integers(0, 2**31))
def test_frame_view_turns_the_septum_to_the_left(seed: int) -> None:
    rng = np.random.default_rng(seed)
    plane = short_axis_slices(STACK)[2]
    points = {name: plane.to_lps([*rng.uniform(0, 50, 2), 0]) for name in POINTS}
    grid = FRAME.place(plane, points)
    assert grid is not None
    index = {name: grid.to_index(point) for name, point in points.items()}
    middle = (index["Anterior RV insertion"] + index["Inferior RV insertion"]) / 2
    direction = middle - index["LV center"]
    assert direction[0] < 0 and abs(direction[1]) < 1e-6
    assert np.allclose(np.mean(list(index.values()), axis=0), [31.5, 31.5, 0], atol=1e-6)
    assert np.linalg.det(grid.axes) == pytest.approx(1)


def test_frame_view_stays_in_the_plane_of_the_slice() -> None:
    plane = short_axis_slices(STACK)[5]
    grid = FRAME.place(plane, POINTS)
    assert grid is not None
    assert abs((grid.center - plane.center) @ plane.axes[:, 2]) < 1e-9


def test_frame_view_needs_its_points() -> None:
    assert FRAME.place(short_axis_slices(STACK)[0], {"LV center": np.zeros(3)}) is None


@given(rotations())
def test_sheared_stack_has_orthonormal_slices(axes: np.ndarray) -> None:
    sheared = axes.copy()
    sheared[:, 2] = sheared[:, 2] + 0.3 * sheared[:, 1]
    grid = Grid.from_axes([20, 20, 4], sheared, [1, 1, 8], [0, 0, 0])
    for k, plane in enumerate(short_axis_slices(grid)):
        assert np.allclose(plane.axes.T @ plane.axes, np.eye(3), atol=1e-9)
        assert np.allclose(plane.center, grid.slice(k).center, atol=1e-9)


def test_unknown_view_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown view 'sideways'"):
        make_view({"type": "sideways", "size": 3})
