"""Distance fields and landmarks agree with the label map they were made from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.images import write_image
from LandmarkAITrainingLib.simulation.ct.deformation import look_up
from LandmarkAITrainingLib.simulation.ct.geometric_heart import (
    APEX_HEIGHT,
    LONG_AXIS,
    geometric_labels,
)
from LandmarkAITrainingLib.simulation.ct.whole_heart import (
    LABELS,
    STRUCTURES,
    WholeHeart,
    heart_from_labels,
    read_whole_heart,
)

pytestmark = pytest.mark.slow


def test_landmarks_of_the_geometric_heart_are_where_it_was_built(heart: WholeHeart) -> None:
    """Within a voxel of 2.5 mm: the tip of the ellipsoid, straight ahead of the mitral disc."""
    np.testing.assert_allclose(heart.apex - heart.annulus, APEX_HEIGHT * LONG_AXIS, atol=2.5)
    assert abs(heart.septum @ heart.long_axis) < 1e-6


def test_landmarks_lie_on_the_surfaces_they_name(heart: WholeHeart) -> None:
    at_apex, at_annulus = look_up(heart.distances, heart.grid, np.stack([heart.apex, heart.annulus]))
    assert abs(at_apex[STRUCTURES.index("cavity")]) < 0.6
    assert abs(at_annulus[STRUCTURES.index("cavity")]) < 1.0
    assert abs(at_annulus[STRUCTURES.index("left_atrium")]) < 1.0


def test_fields_keep_the_volumes_of_the_labels(heart: WholeHeart) -> None:
    labels, grid = geometric_labels(2.5)
    voxel, own = np.prod(grid.spacing), np.prod(heart.grid.spacing)
    for name in ("cavity", "left_atrium", "right_ventricle"):
        volume = float((heart.distances[STRUCTURES.index(name)] < 0).sum()) * own
        assert volume == pytest.approx((labels == LABELS[name]).sum() * voxel, rel=0.08)


def test_the_same_heart_stored_otherwise_is_the_same() -> None:
    """Slices from the head down and rows from the back: the header says so, and it is heeded."""
    labels, grid = geometric_labels(4.0)
    turned = Grid.from_axes(grid.size, np.diag([1.0, -1.0, -1.0]), grid.spacing, grid.center)
    first = heart_from_labels(labels, grid, "a")
    second = heart_from_labels(np.ascontiguousarray(labels[::-1, ::-1]), turned, "b")
    np.testing.assert_allclose(first.apex, second.apex, atol=1e-6)
    np.testing.assert_allclose(first.distances, second.distances, atol=1e-4)


def test_a_map_without_all_structures_is_refused(tmp_path: Path) -> None:
    labels, grid = geometric_labels(6.0)
    labels[labels == LABELS["aorta"]] = 0
    write_image(Image(labels, grid), tmp_path / "labels.nrrd")
    with pytest.raises(InputError, match="lacks aorta"):
        read_whole_heart(tmp_path / "labels.nrrd")


def test_the_real_label_map(shared_data: Path) -> None:
    """Volumes in ml as counted in the map; the apex is left, in front of and below the annulus."""
    heart = read_whole_heart(shared_data / "ct" / "whole_heart_labels.nii.gz")
    own = np.prod(heart.grid.spacing) / 1000
    cavity, epicardium = (float((heart.distances[n] < 0).sum()) * own for n in (0, 1))
    assert cavity == pytest.approx(45.3, rel=0.06)
    assert epicardium - cavity == pytest.approx(89.4, rel=0.06)
    way = heart.apex - heart.annulus
    assert way[0] > 20 and way[1] < -20 and way[2] < -10
    assert 65 < np.linalg.norm(way) < 85
