"""Volumes by summation of slices against an independent count of voxels, in any storage."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.analysis.function.volumes import (
    Ventricle,
    body_surface_area,
    chamber_volumes,
    myocardial_mass,
    slice_areas,
    slice_distance,
    ventricle,
)
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.files.segmentations import read_segmentation

NAMES = ("Left ventricle", "Myocardium", "Right ventricle")


def rings(slices: int = 8) -> Segmentation:
    """A cavity of radius 20 mm in a wall of 8 mm, 1.5 mm pixels, slices 10 mm apart."""
    j, i = np.mgrid[:64, :64]
    radius = np.hypot(i - 31.5, j - 31.5) * 1.5
    plane = np.where(radius < 20, 1, np.where(radius < 28, 2, 0)).astype(np.uint8)
    grid = Grid((64, 64, slices), np.diag([1.5, 1.5, 10.0, 1.0]))
    return Segmentation(np.repeat(plane[None], slices, axis=0), grid, NAMES)


def test_discs() -> None:
    found = chamber_volumes(rings())
    assert found.lv == pytest.approx(np.pi * 2**2 * 8, rel=0.01)
    assert found.myocardium == pytest.approx(np.pi * (2.8**2 - 2**2) * 8, rel=0.01)
    assert found.rv is None


@given(st.permutations([0, 1, 2]), st.floats(0, 0.3))
def test_however_it_is_stored(order: list[int], shear: float) -> None:
    plain = rings()
    affine = plain.grid.affine.copy()
    affine[0, 2] = shear * 10  # gantry tilt: slices shifted against each other keep their volume
    grid = Grid(plain.grid.size, affine).permuted(order)
    k, j, i = (2 - axis for axis in reversed(order))
    stored = Segmentation(plain.labels.transpose(k, j, i), grid, NAMES)
    assert chamber_volumes(stored).lv == pytest.approx(chamber_volumes(plain).lv)
    assert slice_distance(stored) == pytest.approx(10.0)
    assert len(slice_areas(stored, "Left ventricle")) == 8


def test_equals_a_count_of_voxels_on_real_masks(shared_data: Path) -> None:
    for folder in sorted((shared_data / "sax" / "acdc").iterdir())[::31]:
        file = folder / "segmentation.seg.nrrd"
        found = chamber_volumes(read_segmentation(file))
        image = sitk.ReadImage(str(file))
        array, voxel = sitk.GetArrayFromImage(image), float(np.prod(image.GetSpacing())) / 1000
        names = {image.GetMetaData(f"Segment{n}_Name"): n for n in range(3)}
        for name, value in zip(NAMES, (found.lv, found.myocardium, found.rv), strict=True):
            label = int(image.GetMetaData(f"Segment{names[name]}_LabelValue"))
            counted = np.count_nonzero(array == label) * voxel
            assert (value or 0.0) == pytest.approx(counted, abs=0.1)


def test_a_ventricle() -> None:
    assert Ventricle(150.0, 60.0).stroke_volume == 90.0
    assert Ventricle(150.0, 60.0).ejection_fraction == pytest.approx(60.0)
    assert ventricle(150.0, None) is None
    assert myocardial_mass(100.0) == pytest.approx(105.0)


def test_body_surface_area_by_mosteller() -> None:
    assert body_surface_area(180, 80) == pytest.approx(2.0)
    for height, weight in ((1.8, 80), (180, 8000), (float("nan"), 80)):
        with pytest.raises(ValueError, match="centimetres and kilograms"):
            body_surface_area(height, weight)
