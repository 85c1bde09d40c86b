from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from dicom_files import write_enhanced, write_series
from hypothesis import given, settings
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.dicom.header import is_dicom, read_header
from LandmarkAILib.files.images import count_frames
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

GRID = Grid((6, 5, 3), np.array([[0.6, -0.8, 0, 5], [0.8, 0.6, 0, -6], [0, 0, 8, 7], [0, 0, 0, 1]]))
VALUES = np.arange(90, dtype=np.uint16).reshape(GRID.shape)


@pytest.mark.parametrize(
    "syntax",
    [
        ImplicitVRLittleEndian,
        ExplicitVRLittleEndian,
        DeflatedExplicitVRLittleEndian,
        ExplicitVRBigEndian,
    ],
)
def test_every_encoding_says_what_pydicom_says(tmp_path: Path, syntax: str) -> None:
    path = write_series(tmp_path, VALUES, GRID, syntax=syntax, TriggerTime="12.5")[1]
    found, expected = read_header(path), dcmread(path)
    assert (found["Rows"], found["Columns"]) == ((5.0,), (6.0,))
    for keyword in ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing"):
        np.testing.assert_allclose(found[keyword], expected[keyword].value)
    assert found["TriggerTime"] == (12.5,)
    for keyword in ("SeriesInstanceUID", "SOPInstanceUID", "Modality", "SeriesDescription"):
        assert found[keyword] == expected[keyword].value


@pytest.mark.parametrize("undefined", [True, False])
@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, ExplicitVRLittleEndian])
def test_nested_sequences_are_read_whatever_their_length_form(
    tmp_path: Path, syntax: str, undefined: bool
) -> None:
    path = write_enhanced(tmp_path / "a.dcm", [VALUES], GRID)
    dataset = dcmread(path)
    dataset.file_meta.TransferSyntaxUID = syntax
    for item in dataset.iterall():
        if item.VR == "SQ":
            item.is_undefined_length = undefined
            for nested in item.value:
                nested.is_undefined_length_sequence_item = undefined
    plain = Dataset()
    plain.update({element.tag: element for element in dataset})
    plain.file_meta = dataset.file_meta
    plain.save_as(path, enforce_file_format=True)
    groups = read_header(path)["PerFrameFunctionalGroupsSequence"]
    positions = [group["PlanePositionSequence"][0]["ImagePositionPatient"] for group in groups]
    np.testing.assert_allclose(positions, GRID.to_lps([[0, 0, k] for k in range(3)]))
    assert [g["FrameContentSequence"][0]["TemporalPositionIndex"] for g in groups] == [(1.0,)] * 3


def test_pixels_in_an_icon_do_not_end_the_header(tmp_path: Path) -> None:
    path = write_series(tmp_path, VALUES, GRID)[0]
    dataset = dcmread(path)
    for undefined in (False, True):
        icon = Dataset()
        icon.Rows = icon.Columns = 2
        icon.PixelData = encapsulate([b"\xfe\xff\x0d\xe0abcd"]) if undefined else b"abcd"
        icon["PixelData"].VR = "OB"
        icon["PixelData"].is_undefined_length = undefined
        icon.is_undefined_length_sequence_item = undefined
        # Its tag comes before the groups of the frames.
        dataset.IconImageSequence = Sequence([icon])
        dataset["IconImageSequence"].is_undefined_length = undefined
        shared = Dataset()
        shared.PixelMeasuresSequence = Sequence([Dataset()])
        shared.PixelMeasuresSequence[0].SliceThickness = "3"
        dataset.SharedFunctionalGroupsSequence = Sequence([shared])
        dataset.save_as(path)
        found = read_header(path)
        assert found["Rows"] == (5.0,)
        shared_found = found["SharedFunctionalGroupsSequence"][0]
        assert shared_found["PixelMeasuresSequence"][0]["SliceThickness"] == (3.0,)


def test_private_sequence_of_unknown_type_is_passed_over(tmp_path: Path) -> None:
    path = write_series(tmp_path, VALUES, GRID)[0]
    data = path.read_bytes()
    # (0009,1001) UN of undefined length: one item, implicit inside, then the end of the sequence.
    inner = b"\x10\x00\x10\x00\x04\x00\x00\x00Anna"
    unknown = b"\x09\x00\x01\x10UN\0\0\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff" + inner
    unknown += b"\xfe\xff\x0d\xe0\0\0\0\0\xfe\xff\xdd\xe0\0\0\0\0"
    at = data.index(b"\x10\x00\x10\x00PN")
    path.write_bytes(data[:at] + unknown + data[at:])
    assert read_header(path)["Rows"] == (5.0,)


@pytest.mark.parametrize(
    ("character_set", "text"),
    [("ISO_IR 100", "Kürzachse"), ("ISO_IR 192", "短軸 ciné"), ("ISO_IR 144", "Короткая ось")],
)
def test_descriptions_keep_their_letters(tmp_path: Path, character_set: str, text: str) -> None:
    path = write_series(
        tmp_path, VALUES, GRID, SpecificCharacterSet=character_set, SeriesDescription=text
    )[0]
    assert read_header(path)["SeriesDescription"] == text


def test_the_patient_is_not_read(tmp_path: Path) -> None:
    assert "secret" not in str(read_header(write_series(tmp_path, VALUES, GRID)[0])).lower()


@pytest.mark.parametrize("kept", [140, 300, 700])
def test_cut_header_is_named(tmp_path: Path, kept: int) -> None:
    path = write_series(tmp_path, VALUES, GRID)[0]
    path.write_bytes(path.read_bytes()[:kept])
    assert is_dicom(path)
    with pytest.raises(InputError, match=r"IM0000\.dcm is damaged or truncated: copy or export"):
        read_header(path)


def test_header_cut_in_a_sequence_is_named(tmp_path: Path) -> None:
    path = write_enhanced(tmp_path / "a.dcm", [VALUES], GRID)
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"\x00\x52\x30\x92") + 40])
    with pytest.raises(InputError, match="damaged or truncated"):
        read_header(path)


@given(data=st.data())
@settings(max_examples=150)
def test_bytes_gone_wrong_are_at_most_an_input_error(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_enhanced(Path(folder) / "a.dcm", [VALUES], GRID)
        content = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(132, len(content) - 1))
            content[at] = data.draw(st.integers(0, 255))
        path.write_bytes(content)
        with suppress(InputError):
            assert count_frames(path) >= 1


@pytest.mark.parametrize("content", [b"", b"hello", b"\0" * 128 + b"DICN"])
def test_other_files_are_no_dicom(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.dcm"
    path.write_bytes(content)
    assert not is_dicom(path)
    with pytest.raises(InputError, match="is not a DICOM file"):
        read_header(path)


def test_numbers_that_cannot_be_read_count_as_missing(tmp_path: Path) -> None:
    path = write_series(tmp_path, VALUES, GRID)[0]
    data = path.read_bytes()
    at = data.index(b"\x18\x00\x50\x00DS")
    path.write_bytes(data[: at + 8] + b"x" + data[at + 9 :])
    assert "SliceThickness" not in read_header(path)
