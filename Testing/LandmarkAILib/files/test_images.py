from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from dicom_files import write_series
from disk import nearly_full_disk
from hypothesis import given, settings
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import InputError, OutputError
from LandmarkAILib.files.images import count_frames, read_image, write_image
from strategies import grids

OBLIQUE = np.array([[0.9, -0.5, 3, -70], [0.4, 1.1, 2, 33], [-0.7, 0.3, 6, 1 / 3], [0, 0, 0, 1]])
DTYPES = ("uint8", "int16", "uint16", "int32", "float32", "float64")


def _image(grid: Grid, dtype: str = "int16") -> Image:
    values = np.random.default_rng(0).integers(0, 200, grid.shape)
    return Image(values.astype(dtype), grid, "case")


@pytest.mark.parametrize(
    ("suffix", "tolerance", "sheared"),
    [(".nrrd", 1e-4, True), (".mha", 1e-4, True), (".nii", 1e-3, False), (".nii.gz", 1e-3, False)],
)
@given(data=st.data())
@settings(max_examples=25)
def test_any_grid_survives_a_file(
    suffix: str, tolerance: float, sheared: bool, data: st.DataObject
) -> None:
    written = _image(data.draw(grids(sheared)), data.draw(st.sampled_from(DTYPES)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"case{suffix}"
        write_image(written, path, compress=data.draw(st.booleans()))
        found = read_image(path)
    assert found.grid.is_close(written.grid, tolerance)
    np.testing.assert_allclose(found.grid.spacing, written.grid.spacing, atol=tolerance)
    assert found.array.dtype == written.array.dtype
    assert np.array_equal(found.array, written.array)
    assert found.name == "case"
    assert found.metadata == {}


def test_real_case_lies_where_simpleitk_says(real_case: Path) -> None:
    path = real_case / "image.nrrd"
    found, expected = read_image(path), sitk.ReadImage(str(path))
    far = [n - 1 for n in expected.GetSize()]
    np.testing.assert_allclose(found.grid.to_lps(far), expected.TransformIndexToPhysicalPoint(far))
    assert np.array_equal(found.array, sitk.GetArrayViewFromImage(expected))


def test_four_dimensional_file_is_read_frame_by_frame(tmp_path: Path) -> None:
    path = tmp_path / "cine.nii.gz"
    values = np.arange(5 * 4 * 3 * 2, dtype=np.int16).reshape(5, 4, 3, 2)
    sitk.WriteImage(sitk.GetImageFromArray(values, isVector=False), str(path))
    assert count_frames(path) == 5
    with pytest.raises(InputError, match=r"holds 5 frames.*--frame N \(0 to 4\).*--all-frames"):
        read_image(path)
    assert np.array_equal(read_image(path, frame=3).array, values[3])
    for frame in (5, -1):
        with pytest.raises(InputError, match=f"no frame {frame}"):
            read_image(path, frame)


def test_vector_pixels_are_frames(tmp_path: Path) -> None:
    """Slicer writes sequences so."""
    path = tmp_path / "cine.seq.nrrd"
    values = np.arange(4 * 3 * 2 * 7, dtype=np.int16).reshape(4, 3, 2, 7)
    sitk.WriteImage(sitk.GetImageFromArray(values, isVector=True), str(path))
    assert count_frames(path) == 7
    assert np.array_equal(read_image(path, frame=6).array, values[..., 6])


def test_four_dimensional_geometry_is_that_of_the_first_three_axes(tmp_path: Path) -> None:
    directions = OBLIQUE[:3, :3] / np.linalg.norm(OBLIQUE[:3, :3], axis=0)
    matrix = np.eye(4)
    matrix[:3, :3] = directions
    image = sitk.Image([4, 3, 2, 5], sitk.sitkInt16)
    image.SetDirection(matrix.ravel().tolist())
    image.SetSpacing([*np.linalg.norm(OBLIQUE[:3, :3], axis=0), 30])
    image.SetOrigin([*OBLIQUE[:3, 3], 1])
    sitk.WriteImage(image, str(tmp_path / "a.mha"))
    found = read_image(tmp_path / "a.mha", frame=4)
    np.testing.assert_allclose(found.grid.affine, OBLIQUE, atol=1e-6)


def test_single_frame_is_frame_0(tmp_path: Path) -> None:
    write_image(_image(Grid((4, 3, 2), OBLIQUE)), tmp_path / "a.nrrd")
    assert count_frames(tmp_path / "a.nrrd") == 1
    assert np.array_equal(
        read_image(tmp_path / "a.nrrd", frame=0).array, read_image(tmp_path / "a.nrrd").array
    )
    with pytest.raises(InputError, match="no frame 1"):
        read_image(tmp_path / "a.nrrd", frame=1)


def test_folder_with_one_dicom_series_is_read(tmp_path: Path) -> None:
    written = _image(Grid((6, 5, 4), np.diag([1.5, 1.5, 8, 1])), "uint16")
    write_series(tmp_path / "series", written.array, written.grid)
    found = read_image(tmp_path / "series")
    assert np.array_equal(found.array, written.array)
    assert count_frames(tmp_path / "series") == 1


def test_folder_with_several_dicom_series_lists_them(tmp_path: Path) -> None:
    written = _image(Grid((6, 5, 4), np.diag([1.5, 1.5, 8, 1])), "uint16")
    write_series(tmp_path, written.array, written.grid, SeriesDescription="LGE", SeriesNumber=7)
    write_series(tmp_path, written.array, written.grid, first_file=50)
    with pytest.raises(
        InputError, match=r"2 DICOM series \(cine SAX, LGE\).*find_cases.*folder of its own"
    ):
        read_image(tmp_path)


def test_folder_without_dicom_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no DICOM images"):
        read_image(tmp_path)


def test_warnings_of_itk_are_shown_as_before_afterwards(tmp_path: Path) -> None:
    (tmp_path / "a.nrrd").write_bytes(b"NRRD0004\nnonsense\n\n")
    assert sitk.ProcessObject.GetGlobalWarningDisplay()
    with pytest.raises(InputError):
        read_image(tmp_path / "a.nrrd")
    assert sitk.ProcessObject.GetGlobalWarningDisplay()


def test_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    image = _image(Grid((64, 64, 8), OBLIQUE))
    with (
        nearly_full_disk(4096),
        pytest.raises(OutputError, match=r"a\.nrrd cannot be written.*free space"),
    ):
        write_image(image, tmp_path / "a.nrrd")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".nrrd", ".mha", ".nii.gz"])
def test_missing_folder_is_named(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(OutputError, match=r"none.*cannot be written"):
        write_image(_image(Grid((4, 3, 2), np.eye(4))), tmp_path / "none" / f"a{suffix}")


@pytest.mark.parametrize(("name", "reason"), [("a.nii.gz", "shear"), ("a.png", r"\.nrrd")])
def test_formats_that_would_lose_the_grid_are_refused(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(OutputError, match=reason):
        write_image(_image(Grid((4, 3, 2), OBLIQUE)), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_file_in_the_way_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.nrrd"
    path.write_text("old")
    write_image(_image(Grid((4, 3, 2), OBLIQUE)), path)
    assert read_image(path).array.shape == (2, 3, 4)


@pytest.mark.parametrize("suffix", [".nrrd", ".mha"])
def test_a_simulated_image_says_so_in_its_file(tmp_path: Path, suffix: str) -> None:
    image = replace(_image(Grid((4, 3, 2), np.eye(4))), metadata={"simulated": "from nothing"})
    write_image(image, tmp_path / f"a{suffix}")
    assert read_image(tmp_path / f"a{suffix}").metadata == {"simulated": "from nothing"}
