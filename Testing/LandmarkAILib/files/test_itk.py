from __future__ import annotations

import gc
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.images import read_image

VALUES = np.arange(24, dtype="<i2").reshape(4, 3, 2)


def _nrrd(path: Path, *fields: str, values: np.ndarray = VALUES, kind: str = "short") -> Path:
    sizes = " ".join(map(str, values.shape[::-1]))
    header = [f"type: {kind}", f"dimension: {values.ndim}", f"sizes: {sizes}", "endian: little"]
    lines = ["NRRD0004", *header, "encoding: raw", *fields, "", ""]
    path.write_bytes("\n".join(lines).encode() + values.tobytes())
    return path


def _mha(path: Path, *fields: str, values: np.ndarray = VALUES) -> Path:
    sizes = " ".join(map(str, values.shape[::-1]))
    lines = ["ObjectType = Image", f"NDims = {values.ndim}", "BinaryData = True", *fields]
    lines += [f"DimSize = {sizes}", "ElementType = MET_SHORT", "ElementDataFile = LOCAL", ""]
    path.write_bytes("\n".join(lines).encode() + values.tobytes())
    return path


def _space(directions: str) -> tuple[str, str, str]:
    return (
        "space: left-posterior-superior",
        f"space directions: {directions}",
        "space origin: (5,6,7)",
    )


def _colour(path: Path) -> None:
    _nrrd(
        path,
        *_space("none (1,0,0) (0,2,0) (0,0,3)"),
        "kinds: RGB-color domain domain domain",
        values=np.zeros((4, 3, 2, 3), np.uint8),
        kind="uchar",
    )


def _with_fields(fields: tuple[str, ...], path: Path) -> None:
    (_nrrd if path.suffix == ".nrrd" else _mha)(path, *fields)


def _write(path: Path, values: np.ndarray) -> None:
    sitk.WriteImage(sitk.GetImageFromArray(values), str(path))


def _colour_meta(path: Path) -> None:
    sitk.WriteImage(sitk.GetImageFromArray(np.zeros((4, 3, 2, 3), np.uint8), isVector=True), str(path))


def _cut(path: Path, compressed: bool) -> None:
    values = np.random.default_rng(0).integers(0, 999, (20, 30, 30)).astype(np.int16)
    sitk.WriteImage(sitk.GetImageFromArray(values), str(path), compressed)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _orphan(path: Path) -> None:
    sitk.WriteImage(sitk.GetImageFromArray(VALUES), str(path))
    path.with_suffix(".raw").unlink()


def _text(path: Path) -> None:
    path.write_text("hello")


Make = Callable[[Path], object]

# What is wrong: name of the file, what makes it, what is to be said.
BAD_CONTENT: dict[str, tuple[str, Make, str]] = {
    "missing": ("a.nrrd", lambda path: None, "does not exist: check the path"),
    "empty nrrd": ("a.nrrd", Path.touch, "is empty: copy"),
    "empty mha": ("a.mha", Path.touch, "is empty: copy"),
    "empty nii": ("a.nii", Path.touch, "is empty: copy"),
    "empty nii.gz": ("a.nii.gz", Path.touch, "is empty: copy"),
    "empty dcm": ("a.dcm", Path.touch, "is not a DICOM file: copy"),
    "text nrrd": ("a.nrrd", _text, r"is not a \.nrrd file: export"),
    "text mha": ("a.mha", _text, r"is not a \.mha file: export"),
    "text nii": ("a.nii", _text, "is not a NIfTI file: export"),
    "text nii.gz": ("a.nii.gz", _text, "is not a NIfTI file: export"),
    "text dcm": ("a.dcm", _text, "is not a DICOM file: copy"),
    "cut nrrd": ("a.nrrd", lambda path: _cut(path, False), "incomplete.*got only.*export it"),
    "cut packed nrrd": ("a.nrrd", lambda path: _cut(path, True), "incomplete.*export it"),
    "cut nii": ("a.nii", lambda path: _cut(path, False), "truncated: copy"),
    "cut nii.gz": ("a.nii.gz", lambda path: _cut(path, True), "truncated: copy"),
    "cut mha": ("a.mha", lambda path: _cut(path, False), "truncated or damaged: copy or export"),
    "no data of mhd": ("a.mhd", _orphan, r"a\.raw, which is not there: copy both files"),
    "colour nrrd": ("a.nrrd", _colour, "colour image: export the grey"),
    "colour mha": ("a.mha", _colour_meta, "colour image: export the grey"),
    "unknown kind": ("a.docx", _text, "no image in patient space"),
    "no suffix": ("a", _text, "no image in patient space"),
    "complex": (
        "a.nrrd",
        lambda path: _write(path, VALUES.astype(np.complex64)),
        "export the magnitude",
    ),
    "all NaN": ("a.nrrd", lambda path: _write(path, VALUES * np.nan), "no finite value: export"),
}
# What is wrong: name of the file, fields of its header, what is to be said.
BAD_GEOMETRY: dict[str, tuple[str, tuple[str, ...], str]] = {
    "zero nrrd": ("a.nrrd", _space("(1,0,0) (0,2,0) (0,0,0)"), "size of 1 × 2 × 0 mm: correct"),
    "negative nrrd": ("a.nrrd", ("spacings: 1 -2 3",), "size of 1 × -2 × 3 mm: correct"),
    "zero spacings nrrd": ("a.nrrd", ("spacings: 1 0 3",), r"spacing \(0\) invalid.*: export"),
    "NaN nrrd": ("a.nrrd", _space("(nan,0,0) (0,2,0) (0,0,3)"), "incomplete or.*: export"),
    "singular nrrd": ("a.nrrd", _space("(1,0,0) (1,0,0) (0,0,1)"), "affine is singular.*correct"),
    "zero mha": ("a.mha", ("ElementSpacing = 1 0 3",), "size of 1 × 0 × 3 mm: correct"),
    "negative mha": ("a.mha", ("ElementSpacing = 1 -2 3",), "size of 1 × -2 × 3 mm: correct"),
    "NaN mha": ("a.mha", ("ElementSpacing = nan 1 1",), r"damaged header \(ElementSpacing\): export"),
    "singular mha": (
        "a.mha",
        ("ElementSpacing = 1 2 3", "TransformMatrix = 1 0 0 1 0 0 0 0 1"),
        "affine is singular.*correct",
    ),
}
BAD: dict[str, tuple[str, Make, str]] = BAD_CONTENT | {
    kind: (name, partial(_with_fields, fields), reason)
    for kind, (name, fields, reason) in BAD_GEOMETRY.items()
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_one_sentence_with_file_and_remedy(
    tmp_path: Path, kind: str, capfd: pytest.CaptureFixture[str]
) -> None:
    name, make, reason = BAD[kind]
    path = tmp_path / name
    make(path)
    capfd.readouterr()
    with pytest.raises(InputError, match=reason) as raised:
        read_image(path)
    message = str(raised.value)
    assert message.startswith(str(path))
    assert message.endswith(".")
    assert "\n" not in message
    assert ".cxx" not in message
    if path.suffix not in (".mha", ".mhd"):  # MetaIO writes to stderr by itself
        assert capfd.readouterr().err == ""


def test_three_frames_of_bytes_are_no_colours(tmp_path: Path) -> None:
    """Slicer writes the frames of a sequence as an axis of kind list."""
    values = np.arange(72, dtype=np.uint8).reshape(4, 3, 2, 3)
    path = tmp_path / "a.seq.nrrd"
    fields = (*_space("none (1,0,0) (0,2,0) (0,0,3)"), "kinds: list domain domain domain")
    _nrrd(path, *fields, values=values, kind="uchar")
    assert np.array_equal(read_image(path, frame=2).array, values[..., 2])


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read every file"
)
def test_file_without_permission_is_named(tmp_path: Path) -> None:
    path = _nrrd(tmp_path / "a.nrrd", "spacings: 1 1 1")
    path.chmod(0)
    with pytest.raises(InputError, match=r"cannot be opened \(Permission denied\): get permission"):
        read_image(path)


def test_name_that_the_system_refuses_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match=r"cannot be opened|does not exist"):
        read_image(tmp_path / "file" / "a.nrrd")
    with pytest.raises(InputError, match="cannot be opened"):
        read_image(tmp_path / ("long" * 100 + ".nrrd"))


def test_folder_in_place_of_a_file_holds_no_image(tmp_path: Path) -> None:
    (tmp_path / "a.nrrd").mkdir()
    with pytest.raises(InputError, match=r"a\.nrrd holds no DICOM images"):
        read_image(tmp_path / "a.nrrd")


def test_not_finite_voxels_become_the_smallest_value_and_are_noted(tmp_path: Path) -> None:
    values = np.arange(24, dtype=np.float32).reshape(4, 3, 2) - 5
    values[0, 0, 0], values[1, 1, 1], values[3, 2, 1] = np.nan, np.inf, -np.inf
    _write(tmp_path / "a.nrrd", values)
    found = read_image(tmp_path / "a.nrrd")
    assert found.metadata["warning"] == "3 voxels were not finite and set to the smallest finite value"
    bad = ~np.isfinite(values)
    assert (found.array[bad] == -4).all()
    assert np.array_equal(found.array[~bad], values[~bad])


def test_shear_is_carried_exactly(tmp_path: Path) -> None:
    nrrd = _nrrd(tmp_path / "a.nrrd", *_space("(1,0,0) (0,2,0) (0,0.5,3)"))
    matrix = "TransformMatrix = 1 0 0 0 1 0 0 0.25 1"
    mha = _mha(tmp_path / "a.mha", "ElementSpacing = 1 2 2", matrix, "Offset = 5 6 7")
    for path, column in ((nrrd, [0, 0.5, 3]), (mha, [0, 0.5, 2])):
        affine = read_image(path).grid.affine
        np.testing.assert_allclose(affine[:3, 2], column, atol=1e-12)
        np.testing.assert_allclose(affine[:3, 3], [5, 6, 7])


def test_space_of_a_nrrd_is_turned_into_lps(tmp_path: Path) -> None:
    path = _nrrd(
        tmp_path / "a.nrrd",
        "space: RAS",
        "space directions: (1,0,0) (0,2,0) (0,0,3)",
        "space origin: (5,6,7)",
    )
    expected = [[-1, 0, 0, -5], [0, -2, 0, -6], [0, 0, 3, 7], [0, 0, 0, 1]]
    np.testing.assert_allclose(read_image(path).grid.affine, expected)


def test_two_dimensional_file_becomes_one_slice(tmp_path: Path) -> None:
    path = _mha(
        tmp_path / "a.mha",
        "ElementSpacing = 1 2",
        "TransformMatrix = 0 1 -1 0",
        "Offset = 5 6",
        values=VALUES[0],
    )
    found = read_image(path)
    assert np.array_equal(found.array, VALUES[:1])
    np.testing.assert_allclose(
        found.grid.affine, [[0, -2, 0, 5], [1, 0, 0, 6], [0, 0, 1, 0], [0, 0, 0, 1]]
    )
    assert "2D" in found.metadata["warning"]


@pytest.mark.parametrize("shape", [(1, 6, 5), (2, 3, 3), (1, 1, 1)])
def test_small_images_can_be_read(tmp_path: Path, shape: tuple[int, int, int]) -> None:
    values = np.ones(shape, np.int16)
    path = _nrrd(tmp_path / "a.nrrd", *_space("(1,0,0) (0,2,0) (0,0,8)"), values=values)
    found = read_image(path)
    assert np.array_equal(found.array, values)
    np.testing.assert_allclose(found.grid.spacing, [1, 2, 8])


@pytest.mark.parametrize(
    ("field", "complete"),
    [
        ("spacings: 1 1 1", True),
        ("spacings: 1 1 nan", False),
        ("content: nothing on spacing", False),
        ("space: LPS\nspace directions: (1,0,0) (0,2,0) none", False),
        ("space: LPS\nspace directions: (1,0,0) (0,2,0) (0,0,1)", True),
    ],
)
def test_voxel_size_that_was_assumed_is_noted(tmp_path: Path, field: str, complete: bool) -> None:
    found = read_image(_nrrd(tmp_path / "a.nrrd", field))
    assert ("1 mm was assumed" in found.metadata.get("warning", "")) is not complete


def test_spacing_missing_in_metaimage_is_noted(tmp_path: Path) -> None:
    assert "1 mm was assumed" in read_image(_mha(tmp_path / "a.mha")).metadata["warning"]
    lines = ("ElementSpacing = 1 1 1", "TransformMatrix = 1 0 0 0 1 0 0 0 1")
    assert read_image(_mha(tmp_path / "b.mha", *lines)).metadata == {}
    lost = read_image(_mha(tmp_path / "c.mha", "ElementSpacing = 1 1 1")).metadata["warning"]
    assert "does not say how the patient lay" in lost


def test_suffix_in_capitals_is_known(tmp_path: Path) -> None:
    found = read_image(_nrrd(tmp_path / "A.NRRD", "spacings: 1 1 1"))
    assert found.name == "A"


def test_voxels_outlive_the_reader_and_may_be_changed(tmp_path: Path) -> None:
    voxels = np.arange(60, dtype=np.int16).reshape(5, 4, 3)
    sitk.WriteImage(sitk.GetImageFromArray(voxels), str(tmp_path / "image.nrrd"))
    arrays = [read_image(tmp_path / "image.nrrd").array for _ in range(50)]
    gc.collect()
    arrays[0][0, 0, 0] = -7
    assert all(np.array_equal(array, voxels) for array in arrays[1:])
    assert arrays[0][0, 0, 0] == -7
