"""Two phases in one place or not, however their files are cropped and stored."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAILib.analysis.function.place import grid_differences, place_notes
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid
from short_axis_phantom import canonical_axes

AXES = canonical_axes()
SPACING = (1.25, 1.25, 10.0)
WHOLE = Grid.from_axes((96, 96, 8), AXES, SPACING, (12.0, -31.0, 7.0))


def moved(grid: Grid, index: tuple[float, float, float], size: tuple[int, int, int]) -> Grid:
    affine = grid.affine.copy()
    affine[:3, 3] = grid.to_lps(index)
    return Grid(size, affine)


def test_cropped_flipped_and_permuted_is_the_same_place() -> None:
    assert grid_differences(WHOLE, moved(WHOLE, (9, 4, 1), (77, 76, 6))) == ()
    assert (
        grid_differences(moved(WHOLE, (20, 0, 0), (50, 50, 8)), moved(WHOLE, (3, 7, 2), (77, 76, 6)))
        == ()
    )
    assert grid_differences(WHOLE, WHOLE.permuted((2, 0, 1))) == ()
    flipped = moved(WHOLE, (95, 0, 7), WHOLE.size).affine @ np.diag([-1.0, 1.0, -1.0, 1.0])
    assert grid_differences(WHOLE, Grid(WHOLE.size, flipped)) == ()


def test_what_differs_is_said() -> None:
    cosine, sine = np.cos(np.radians(12)), np.sin(np.radians(12))
    turn = np.array([[1, 0, 0], [0, cosine, -sine], [0, sine, cosine]])
    turned = Grid.from_axes(WHOLE.size, AXES @ turn, SPACING, WHOLE.center)
    assert grid_differences(WHOLE, turned) == ("turned against each other by 12°",)
    coarse = Grid.from_axes(WHOLE.size, AXES, (1.4, 1.4, 8.0), WHOLE.center)
    assert grid_differences(WHOLE, coarse) == ("voxels of 1.25 × 1.25 × 10 and 1.4 × 1.4 × 8 mm",)
    between = moved(WHOLE, (0, 0, 0.4), WHOLE.size)
    assert grid_differences(WHOLE, between) == ("voxels 4.0 mm off each other",)


@pytest.mark.parametrize(("pixels", "told"), [(8, False), (32, True)])
def test_hearts_that_lie_far_apart_are_told(pixels: int, told: bool) -> None:
    """10 mm is a beat, 40 mm is another patient."""
    labels = np.zeros(WHOLE.shape, np.uint8)
    labels[2:6, 20:40, 20:40] = 1
    one, other = (
        Segmentation(array, WHOLE, ("Left ventricle",))
        for array in (labels, np.roll(labels, pixels, axis=2))
    )
    notes = place_notes(one, other)
    assert any("40 mm apart" in note for note in notes) == told
    assert len(notes) == told
