"""Centers of rings and tips: of shapes whose truth is known by construction."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAILib.core.geometry import Grid
from LandmarkAITrainingLib.simulation.ct.hinges import farthest, ring_center, tip_from

GRID = Grid.from_axes([60, 60, 70], np.eye(3), [1.5] * 3, [3.0, -2.0, 5.0])


def points() -> np.ndarray:
    k, j, i = np.indices(GRID.shape)
    return GRID.to_lps(np.stack([i, j, k], axis=-1))


def two_chambers(dome: float, center: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distances to what lies above and below a ring of 16 mm whose contact bulges by ``dome`` mm."""
    offset = points() - center
    across = np.hypot(offset[..., 0], offset[..., 1])
    height = offset[..., 2] - dome * (1 - (across / 16) ** 2).clip(0)
    beyond = across - 16
    return (
        np.maximum(height, beyond).astype(np.float32),
        np.maximum(-height, beyond).astype(np.float32),
    )


@pytest.mark.parametrize("dome", [0.0, 6.0, -6.0])
def test_a_dome_in_the_contact_does_not_move_the_ring(dome: float) -> None:
    """The mean of the contact surface would move by about half of it."""
    center = np.array([4.0, 1.0, 6.0])
    found = ring_center(*two_chambers(dome, center), GRID)
    assert found is not None
    np.testing.assert_allclose(found, center, atol=1.0)


def test_contact_up_the_root_of_the_aorta_is_no_hinge() -> None:
    """A third of the rim is drawn 10 mm up where the aorta lies; the others' plane is followed."""
    center = np.array([4.0, 1.0, 6.0])
    offset = points() - center
    across = np.hypot(offset[..., 0], offset[..., 1])
    raised = 10 * np.clip((offset[..., 0] - 8) / 6, 0, 1)
    height, beyond = offset[..., 2] - raised, across - 16
    above, below = np.maximum(height, beyond), np.maximum(-height, beyond)
    aorta = np.where(offset[..., 0] > 9, 0.0, 20.0).astype(np.float32)
    with_curtain = ring_center(above.astype(np.float32), below.astype(np.float32), GRID, aorta)
    without = ring_center(above.astype(np.float32), below.astype(np.float32), GRID)
    assert with_curtain is not None and without is not None
    assert abs(with_curtain[2] - center[2]) < 1.2 < without[2] - center[2]


def test_chambers_that_do_not_touch_have_no_valve() -> None:
    first, second = two_chambers(0.0, np.zeros(3))
    assert ring_center(first + 4, second + 4, GRID) is None


def test_the_tip_lies_along_the_axis_from_the_base() -> None:
    """An ellipsoid about an oblique axis, seen from a point beside that axis."""
    axis = np.array([0.6, -0.5, -0.62])
    axis /= np.linalg.norm(axis)
    offset = points() - GRID.center
    along = offset @ axis
    beside = np.linalg.norm(offset - along[..., None] * axis, axis=-1)
    cavity = (np.hypot(along / 36, beside / 20) - 1) * 20
    tip = tip_from(cavity.astype(np.float32), GRID.center - 30 * axis, GRID)
    np.testing.assert_allclose(tip, GRID.center + 36 * axis, atol=1.5)
    np.testing.assert_allclose(farthest(cavity.astype(np.float32), axis, GRID), tip, atol=1.0)
