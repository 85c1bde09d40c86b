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
from LandmarkAILib.files.dicom.header import (
    is_dicom,
    number,
    numbers,
    patient_of,
    read_header,
    sequence,
    text,
)
from LandmarkAILib.files.dicom.series import image_of
from LandmarkAILib.files.images import count_frames, read_image
from pydicom import DataElement, dcmread, dcmwrite
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
    assert (number(found, "Rows"), number(found, "Columns")) == (5.0, 6.0)
    for keyword in ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing"):
        np.testing.assert_allclose(numbers(found, keyword), expected[keyword].value)
    assert number(found, "TriggerTime") == 12.5
    for keyword in ("SeriesInstanceUID", "SOPInstanceUID", "Modality", "SeriesDescription"):
        assert text(found, keyword) == expected[keyword].value


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
    groups = sequence(read_header(path), "PerFrameFunctionalGroupsSequence")
    places = [sequence(group, "PlanePositionSequence")[0] for group in groups]
    positions = [numbers(place, "ImagePositionPatient") for place in places]
    np.testing.assert_allclose(positions, GRID.to_lps([[0, 0, k] for k in range(3)]))
    contents = [sequence(group, "FrameContentSequence")[0] for group in groups]
    assert [number(content, "TemporalPositionIndex") for content in contents] == [1.0] * 3


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
        assert number(found, "Rows") == 5.0
        (shared_found,) = sequence(found, "SharedFunctionalGroupsSequence")
        (measures,) = sequence(shared_found, "PixelMeasuresSequence")
        assert number(measures, "SliceThickness") == 3.0


def test_private_sequence_of_unknown_type_is_passed_over(tmp_path: Path) -> None:
    path = write_series(tmp_path, VALUES, GRID)[0]
    data = path.read_bytes()
    # (0009,1001) UN of undefined length: one item, implicit inside, then the end of the sequence.
    inner = b"\x10\x00\x10\x00\x04\x00\x00\x00Anna"
    unknown = b"\x09\x00\x01\x10UN\0\0\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff" + inner
    unknown += b"\xfe\xff\x0d\xe0\0\0\0\0\xfe\xff\xdd\xe0\0\0\0\0"
    at = data.index(b"\x10\x00\x10\x00PN")
    path.write_bytes(data[:at] + unknown + data[at:])
    assert number(read_header(path), "Rows") == 5.0


@pytest.mark.parametrize(
    ("character_set", "letters"),
    [("ISO_IR 100", "Kürzachse"), ("ISO_IR 192", "短軸 ciné"), ("ISO_IR 144", "Короткая ось")],
)
def test_descriptions_keep_their_letters(tmp_path: Path, character_set: str, letters: str) -> None:
    path = write_series(
        tmp_path, VALUES, GRID, SpecificCharacterSet=character_set, SeriesDescription=letters
    )[0]
    assert text(read_header(path), "SeriesDescription") == letters


def test_the_patient_is_kept_as_a_digest_only(tmp_path: Path) -> None:
    path = write_series(tmp_path, VALUES, GRID)[0]
    image = image_of(path)
    assert "secret" not in repr(image).lower()
    other = write_series(tmp_path / "other", VALUES, GRID, PatientID="another")[0]
    assert image is not None
    assert patient_of(read_header(other)) != image.patient == patient_of(read_header(path))


@pytest.mark.parametrize("kept", [140, 300, 700])
def test_cut_header_is_named(tmp_path: Path, kept: int) -> None:
    path = write_series(tmp_path, VALUES, GRID)[0]
    path.write_bytes(path.read_bytes()[:kept])
    assert is_dicom(path)
    with pytest.raises(InputError, match=r"IM0000\.dcm is damaged"):
        read_image(path)


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
    assert number(read_header(path), "SliceThickness") is None


def _bare(path: Path, implicit: bool) -> None:
    """Rewrite a file without preamble, prefix and meta information."""
    dataset = dcmread(path)
    plain = Dataset()
    plain.update({element.tag: element for element in dataset})
    with path.open("wb") as file:
        dcmwrite(file, plain, implicit_vr=implicit, little_endian=True, enforce_file_format=False)


@pytest.mark.parametrize("implicit", [True, False])
@pytest.mark.parametrize("name", ["a.dcm", "a"])
def test_a_file_without_preamble_is_read(tmp_path: Path, implicit: bool, name: str) -> None:
    paths = write_series(tmp_path / "whole", VALUES, GRID)
    (tmp_path / "bare").mkdir()
    for number_, path in enumerate(paths):
        _bare(path, implicit)
        path.rename(tmp_path / "bare" / f"{number_}{name}")
    assert all(is_dicom(path) for path in (tmp_path / "bare").iterdir())
    assert np.array_equal(read_image(tmp_path / "bare").array, VALUES)


@pytest.mark.parametrize("kind", ["UT", "UN", "LO"])
def test_elements_of_a_wrong_type_are_read_by_their_tag(tmp_path: Path, kind: str) -> None:
    paths = write_series(tmp_path, VALUES, GRID)
    for path in paths:
        dataset = dcmread(path)
        for tag in (0x00200032, 0x00200037, 0x00280030):
            value = "\\".join(map(str, dataset[tag].value))
            value = value + " " * (len(value) % 2)
            dataset[tag] = DataElement(tag, kind, value.encode() if kind == "UN" else value)
        dataset.save_as(path)
    assert read_image(tmp_path).grid.is_close(GRID, 1e-4)


def test_numbers_that_are_none_are_named_with_what_they_say(tmp_path: Path) -> None:
    path = write_series(tmp_path, VALUES, GRID, PixelSpacing=["1.5", "1.5"])[0]
    path.write_bytes(path.read_bytes().replace(b"1.5\\1.5 ", b"1,5\\1,5 "))
    with pytest.raises(InputError, match=r"IM0000\.dcm has '1,5\\1,5' as its PixelSpacing"):
        read_image(path)
