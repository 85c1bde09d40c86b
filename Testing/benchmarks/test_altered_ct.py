"""The altered scans are what their names say, and the masks stay where they were in the patient."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from benchmarks.altered_ct import ALTERATIONS, main

LEVELS = [-900.0, 146.0, 487.0]  # lung, muscle, blood


@pytest.fixture(scope="module")
def altered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output for a ball of blood in a ball of muscle in lung, 1.5 mm."""
    case, out = tmp_path_factory.mktemp("case"), tmp_path_factory.mktemp("out")
    k, j, i = np.meshgrid(*map(np.arange, (60, 50, 40)), indexing="ij")
    away = np.sqrt((k - 30) ** 2 + (j - 22) ** 2 + (i - 21) ** 2)
    labels = np.where(away < 9, 1, np.where(away < 14, 2, 0)).astype(np.uint8)
    hu = np.choose(labels, [LEVELS[0], LEVELS[2], LEVELS[1]]).astype(np.int16)
    for array, name in ((hu, "image.nrrd"), (labels, "segmentation.seg.nrrd")):
        image = sitk.GetImageFromArray(array)
        image.SetSpacing((1.5, 1.5, 1.5))
        image.SetOrigin((-10.0, 20.0, 300.0))
        image.SetMetaData("Segment0_Name", "Left ventricle")
        sitk.WriteImage(image, str(case / name))
    (case / "landmarks.mrk.json").write_text("{}", encoding="utf-8")
    main([str(case), "-o", str(out)])
    return out


def _read(folder: Path, name: str = "image.nrrd") -> sitk.Image:
    return sitk.ReadImage(str(folder / name))


def _center(masks: sitk.Image) -> np.ndarray:
    index = np.argwhere(sitk.GetArrayFromImage(masks) == 1).mean(axis=0)[::-1]
    return np.array(masks.TransformContinuousIndexToPhysicalPoint(index.tolist()))


def test_every_alteration_is_a_case(altered: Path) -> None:
    assert {folder.name for folder in altered.iterdir()} == {
        name.replace(" ", "-") for name in ALTERATIONS
    }
    for folder in altered.iterdir():
        assert _read(folder).GetSize() == _read(folder, "segmentation.seg.nrrd").GetSize()
        assert (folder / "landmarks.mrk.json").is_file()
        names = _read(folder, "segmentation.seg.nrrd").GetMetaDataKeys()
        assert "Segment0_Name" in names


@pytest.mark.parametrize("name", ["slices of 3 mm", "pixels of 1.0 x 1.9 mm", "turned about all axes"])
def test_masks_stay_where_they_were(altered: Path, name: str) -> None:
    masks = _read(altered / name.replace(" ", "-"), "segmentation.seg.nrrd")
    expected = np.array([-10.0, 20.0, 300.0]) + 1.5 * np.array([21, 22, 30])
    assert _center(masks) == pytest.approx(expected, abs=0.76)  # half a voxel of the masks
    blood = sitk.GetArrayFromImage(_read(altered / name.replace(" ", "-")))
    assert np.median(blood[sitk.GetArrayFromImage(masks) == 1]) == LEVELS[2]


def test_storage_changes_no_value(altered: Path) -> None:
    plain = _read(altered / "as-it-is")
    for name in ("stored-feet-first", "stored-in-sagittal-slices"):
        other = _read(altered / name)
        assert other.GetDirection() != plain.GetDirection()
        back = sitk.DICOMOrient(other, "LPS")
        assert np.array_equal(sitk.GetArrayFromImage(back), sitk.GetArrayFromImage(plain))


@pytest.mark.parametrize(
    ("name", "blood", "muscle"),
    [
        ("stored-with-an-offset-of-1024", 1511, 1170),
        ("a-quarter-of-the-contrast", 231, 146),
        ("contrast-undone", 65, 106),
    ],
)
def test_values_change_as_named(altered: Path, name: str, blood: int, muscle: int) -> None:
    hu = sitk.GetArrayFromImage(_read(altered / name))
    labels = sitk.GetArrayFromImage(_read(altered / name, "segmentation.seg.nrrd"))
    assert np.median(hu[labels == 1]) == pytest.approx(blood, abs=1)
    assert np.median(hu[labels == 2]) == pytest.approx(muscle, abs=1)


def test_cuts_leave_the_other_slices(altered: Path) -> None:
    plain = sitk.GetArrayFromImage(_read(altered / "as-it-is"))
    above = _read(altered / "cut-off-above-the-apex")
    assert np.array_equal(sitk.GetArrayFromImage(above), plain[21:])
    assert above.GetOrigin()[2] == pytest.approx(300 + 21 * 1.5)
