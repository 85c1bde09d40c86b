from __future__ import annotations

import gzip
import os
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import SimpleITK as sitk
from hypothesis import given, settings
from hypothesis import strategies as st
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.images import count_frames, read_image
from LandmarkAILib.files.nifti import read_affine
from scipy.spatial.transform import Rotation

VALUES = np.arange(24, dtype="<i2")
SFORM = np.array([[-1.0, 0, 0, 5], [0, -2, 0, 6], [0, 0, 3, 7]])
SHEARED = np.array([[-1.0, 0, 0, 5], [0, -2, 0.5, 6], [0, 0, 3, 7]])
RAS_TO_LPS = np.array([[-1.0], [-1], [1]])


def _nifti(
    path: Path, dim: tuple[int, ...] = (2, 3, 4), values: bytes | None = None, **given: Any
) -> Path:
    """A NIfTI-1 file of int16, byte by byte: nothing here is what the code under test reads with."""
    fields = {"pixdim": (1, 1, 2, 3), "qcode": 0, "scode": 0, "quaternion": (0, 0, 0), "units": 2}
    fields |= {"offset": (0, 0, 0), "sform": SFORM, "slope": (1, 0), "order": "<"} | given
    order = fields["order"]
    header = bytearray(348)
    struct.pack_into(f"{order}i", header, 0, 348)
    struct.pack_into(f"{order}8h", header, 40, len(dim), *dim, *([1] * (7 - len(dim))))
    struct.pack_into(f"{order}2h", header, 70, 4, 16)
    pixdim = [*fields["pixdim"], 0, 0, 0, 0]
    struct.pack_into(f"{order}8f", header, 76, *pixdim[:8])
    struct.pack_into(f"{order}3f", header, 108, 352, *fields["slope"])
    header[123] = fields["units"]
    struct.pack_into(f"{order}2h", header, 252, fields["qcode"], fields["scode"])
    struct.pack_into(f"{order}6f", header, 256, *fields["quaternion"], *fields["offset"])
    struct.pack_into(f"{order}12f", header, 280, *np.ravel(fields["sform"]))
    header[344:348] = b"n+1\0"
    data = VALUES.astype(f"{order}i2").tobytes() if values is None else values
    content = bytes(header) + b"\0" * 4 + data
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def test_shear_of_the_sform_is_carried_exactly_and_quietly(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, fields in (("a.nii", {}), ("b.nii.gz", {"qcode": 1})):
        found = read_image(_nifti(tmp_path / name, scode=1, sform=SHEARED, **fields))
        np.testing.assert_allclose(found.grid.affine[:3], SHEARED * RAS_TO_LPS)
        assert np.array_equal(found.array.ravel(), VALUES)
    assert capfd.readouterr().err == ""  # ITK warns of the scales


def test_shear_may_state_the_distance_of_slices_or_the_length_of_the_axis(tmp_path: Path) -> None:
    for slice_size in (3.0, float(np.hypot(3, 0.5))):
        path = _nifti(tmp_path / "a.nii", scode=1, sform=SHEARED, pixdim=(1, 1, 2, slice_size))
        np.testing.assert_allclose(read_affine(path)[:3], SHEARED * RAS_TO_LPS)


@given(seed=st.integers(0, 2**31), handedness=st.sampled_from([-1.0, 1.0]))
@settings(max_examples=25)
def test_qform_agrees_with_simpleitk(
    tmp_path_factory: pytest.TempPathFactory, seed: int, handedness: float
) -> None:
    turn = Rotation.random(rng=np.random.default_rng(seed))
    x, y, z, w = turn.as_quat()
    path = _nifti(
        tmp_path_factory.getbasetemp() / "qform.nii",
        qcode=1,
        quaternion=np.array([x, y, z]) * (1 if w >= 0 else -1),
        offset=(4, -5, 6),
        pixdim=(handedness, 1, 2, 3),
    )
    expected = np.eye(4)
    expected[:3, :3] = turn.as_matrix() * [1, 2, 3 * handedness]
    expected[:3, 3] = 4, -5, 6
    found = read_image(path).grid.affine
    np.testing.assert_allclose(found[:3], expected[:3] * RAS_TO_LPS, atol=1e-3)
    image = sitk.ReadImage(str(path))
    np.testing.assert_allclose(
        found[:3] @ [1, 2, 3, 1], image.TransformIndexToPhysicalPoint([1, 2, 3]), atol=1e-3
    )


@pytest.mark.parametrize("codes", [(0, 0), (1, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 1), (2, 4)])
def test_the_form_is_chosen_as_simpleitk_and_slicer_do(tmp_path: Path, codes: tuple[int, int]) -> None:
    path = _nifti(tmp_path / "a.nii", qcode=codes[0], scode=codes[1], offset=(9, 9, 9))
    image = sitk.ReadImage(str(path))
    point = read_affine(path)[:3] @ [1, 2, 3, 1]
    np.testing.assert_allclose(point, image.TransformIndexToPhysicalPoint([1, 2, 3]), atol=1e-5)


@pytest.mark.parametrize(("units", "factor"), [(0, 1), (1, 1000), (2, 1), (3, 0.001)])
def test_units_become_millimetres(tmp_path: Path, units: int, factor: float) -> None:
    path = _nifti(tmp_path / "a.nii", scode=1, units=units)
    np.testing.assert_allclose(read_affine(path)[:3], SFORM * RAS_TO_LPS * factor)


def test_big_endian_files_are_read(tmp_path: Path) -> None:
    found = read_image(_nifti(tmp_path / "a.nii", scode=1, sform=SHEARED, order=">"))
    np.testing.assert_allclose(found.grid.affine[:3], SHEARED * RAS_TO_LPS)
    assert np.array_equal(found.array.ravel(), VALUES)


def test_two_dimensional_file_keeps_its_place_in_space(tmp_path: Path) -> None:
    tilted = Rotation.from_euler("x", 40, degrees=True).as_matrix() @ np.diag([1.0, 2, 3])
    sform = np.column_stack([tilted, [5, 6, 7]])
    found = read_image(_nifti(tmp_path / "a.nii", dim=(4, 6), scode=1, sform=sform))
    assert found.array.shape == (1, 6, 4)
    np.testing.assert_allclose(found.grid.affine[:3], sform * RAS_TO_LPS, atol=1e-5)


def test_five_dimensions_are_frames(tmp_path: Path) -> None:
    path = _nifti(tmp_path / "a.nii", dim=(2, 3, 2, 1, 2), scode=1)
    assert count_frames(path) == 2
    assert np.array_equal(read_image(path, 1).array.ravel(), VALUES[12:])


def test_slope_is_applied(tmp_path: Path) -> None:
    found = read_image(_nifti(tmp_path / "a.nii", scode=1, slope=(2.5, 1)))
    np.testing.assert_allclose(found.array.ravel(), VALUES * 2.5 + 1)


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "zero": ({"pixdim": (1, 0, 2, 3)}, "voxel size of 0 × 2 × 3 mm: correct"),
    "negative": ({"pixdim": (1, -1, 2, 3), "qcode": 1}, "voxel size of -1 × 2 × 3 mm: correct"),
    "NaN size": ({"pixdim": (1, np.nan, 2, 3)}, "voxel size of nan × 2 × 3 mm: correct"),
    "NaN sform": ({"scode": 1, "sform": SFORM * np.nan}, "position that is no number: correct"),
    "NaN origin": ({"qcode": 1, "offset": (0, np.nan, 0)}, "position that is no number: correct"),
    "zero sform": ({"scode": 1, "sform": SFORM * 0}, "contradicts itself"),
    "singular sform": (
        {"scode": 1, "sform": [[1, 2, 0, 0], [0, 0, 0, 0], [0, 0, 3, 0]]},
        "contradicts itself|singular",
    ),
    "other sizes": ({"scode": 1, "pixdim": (1, 1, 1, 1)}, "contradicts itself.*correct its header"),
    "no dimensions": ({"dim": ()}, "damaged header: export"),
    "cut": ({"values": b"abc"}, "truncated: copy"),
}


@pytest.mark.parametrize("name", ["a.nii", "a.nii.gz"])
@pytest.mark.parametrize("kind", BAD)
def test_bad_header_is_one_sentence_with_file_and_remedy(
    tmp_path: Path, kind: str, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    fields, reason = BAD[kind]
    path = _nifti(tmp_path / name, **fields)
    with pytest.raises(InputError, match=reason) as raised:
        read_image(path)
    assert str(raised.value).startswith(str(path))
    assert "\n" not in str(raised.value)
    assert capfd.readouterr().err == ""


def test_cut_gzip_whose_last_bytes_look_whole_is_found_out(tmp_path: Path) -> None:
    path = tmp_path / "a.nii.gz"
    noise = np.random.default_rng(0).integers(0, 999, 24000).astype("<i2").tobytes()
    _nifti(path, dim=(20, 30, 40), values=noise, scode=1)
    path.write_bytes(path.read_bytes()[:-5000] + b"\xff\xff\xff\x7f")
    with pytest.raises(InputError, match="truncated"):
        read_image(path)


def test_gzip_cut_within_the_header_is_named(tmp_path: Path) -> None:
    path = _nifti(tmp_path / "a.nii.gz", scode=1)
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(InputError, match="damaged or incomplete: copy"):
        read_image(path)


def test_setting_for_itk_is_as_before_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _nifti(tmp_path / "a.nii", scode=1, sform=SHEARED)
    for before in (None, "0"):
        if before is not None:
            monkeypatch.setenv("ITK_NIFTI_SFORM_PERMISSIVE", before)
        read_image(path)
        assert os.environ.get("ITK_NIFTI_SFORM_PERMISSIVE") == before


def test_bytes_after_the_voxels_do_no_harm(tmp_path: Path) -> None:
    path = _nifti(tmp_path / "a.nii.gz", values=VALUES.tobytes() + b"more", scode=1)
    assert np.array_equal(read_image(path).array.ravel(), VALUES)


def test_packed_file_with_a_plain_name_is_to_be_renamed(tmp_path: Path) -> None:
    packed = _nifti(tmp_path / "a.nii.gz", scode=1)
    packed.rename(tmp_path / "a.nii")
    with pytest.raises(InputError, match=r"rename it to end in \.nii\.gz"):
        read_image(tmp_path / "a.nii")


def test_nifti_2_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.nii").write_bytes(struct.pack("<i", 540) + b"n+2\0\r\n\x1a\n" + b"\0" * 600)
    with pytest.raises(InputError, match="NIfTI-2 file: convert it to NIfTI-1"):
        read_image(tmp_path / "a.nii")
