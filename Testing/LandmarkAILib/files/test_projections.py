"""Photographs and X-rays: pixels as stored, where Slicer puts them, and never pixels taken for mm."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.core.image import PIXELS, UNITS, Image
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.cases import find_cases, read_case
from LandmarkAILib.files.images import count_frames, read_image, write_image
from LandmarkAILib.inference.engine import load_model
from PIL import Image as Pillow

PICTURE = np.random.default_rng(4).integers(0, 255, (30, 20)).astype(np.uint8)


def write_xray(path: Path, **elements: object) -> Path:
    """A radiograph of PICTURE, 12 of 16 bits, without a place in the patient."""
    from pydicom.dataset import FileDataset, FileMetaDataset
    from pydicom.uid import DigitalXRayImageStorageForPresentation, ExplicitVRLittleEndian, generate_uid

    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = DigitalXRayImageStorageForPresentation
    meta.MediaStorageSOPInstanceUID = generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data = FileDataset(str(path), {}, file_meta=meta, preamble=b"\0" * 128)
    data.SOPClassUID, data.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    data.StudyInstanceUID, data.SeriesInstanceUID = "1.2.3", "1.2.3.4"
    data.Modality, data.PatientID = "DX", "somebody"
    data.Rows, data.Columns = PICTURE.shape
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 12, 11, 0
    data.PixelData = PICTURE.astype("<u2").tobytes()
    for keyword, value in elements.items():
        setattr(data, keyword, value)
    path.parent.mkdir(parents=True, exist_ok=True)
    data.save_as(path, enforce_file_format=True)
    return path


@pytest.mark.parametrize("name", ["a.png", "a.JPG"])
def test_a_photograph_lies_where_slicer_puts_it(tmp_path: Path, name: str) -> None:
    Pillow.fromarray(PICTURE).save(tmp_path / name, dpi=(300, 300))
    image = read_image(tmp_path / name)
    assert image.grid.size == (20, 30, 1) and np.array_equal(image.grid.affine, np.eye(4))
    assert image.metadata[UNITS] == PIXELS and "warning" not in image.metadata  # as all are
    if name.endswith("png"):
        np.testing.assert_array_equal(image.array[0], PICTURE)
    assert count_frames(tmp_path / name) == 1


def test_colours_deep_greys_and_turned_pictures(tmp_path: Path) -> None:
    colour = np.stack([PICTURE, PICTURE, PICTURE, np.full_like(PICTURE, 9)], axis=-1)
    Pillow.fromarray(colour).save(tmp_path / "colour.png")
    np.testing.assert_allclose(read_image(tmp_path / "colour.png").array[0], PICTURE, atol=1)
    Pillow.fromarray(PICTURE.astype(np.uint16) * 200).save(tmp_path / "deep.png")
    assert read_image(tmp_path / "deep.png").array.max() == int(PICTURE.max()) * 200
    exif = Pillow.Exif()
    exif[0x0112] = 6
    Pillow.fromarray(PICTURE).save(tmp_path / "turned.jpg", exif=exif)
    turned = read_image(tmp_path / "turned.jpg")
    assert turned.grid.size == (20, 30, 1) and "EXIF" in turned.metadata["warning"]


def test_damaged_pictures_are_refused(tmp_path: Path) -> None:
    Pillow.fromarray(PICTURE).save(tmp_path / "a.png")
    content = (tmp_path / "a.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(content[:300])
    (tmp_path / "text.jpg").write_text("no picture")
    for name in ("cut.png", "text.jpg"):
        with pytest.raises(InputError, match=name):
            read_image(tmp_path / name)


def test_an_xray_has_the_spacing_that_it_states(tmp_path: Path) -> None:
    stated = read_image(write_xray(tmp_path / "a.dcm", PixelSpacing=[0.5, 0.25]))
    np.testing.assert_allclose(stated.grid.spacing[:2], [0.25, 0.5])  # along a row, along a column
    assert "warning" not in stated.metadata and stated.metadata["modality"] == "DX"
    np.testing.assert_array_equal(stated.array[0], PICTURE)
    detector = read_image(write_xray(tmp_path / "b.dcm", ImagerPixelSpacing=[0.2, 0.2]))
    assert "at the detector" in detector.metadata["warning"] and UNITS not in detector.metadata
    unknown = read_image(write_xray(tmp_path / "c.dcm"))
    assert unknown.metadata[UNITS] == PIXELS and "somebody" not in str(unknown.metadata)
    inverted = read_image(write_xray(tmp_path / "d.dcm", PhotometricInterpretation="MONOCHROME1"))
    np.testing.assert_array_equal(inverted.array[0], 4095 - PICTURE.astype(int))


def test_xrays_of_one_series_are_cases_of_their_own(tmp_path: Path) -> None:
    for name in ("front.dcm", "side.dcm"):
        write_xray(tmp_path / "study" / name, PixelSpacing=[0.2, 0.2])
    cases = find_cases([tmp_path / "study"])
    assert [case.name for case in cases] == ["front", "side"]
    assert read_case(cases[1]).array.shape == (1, 30, 20)
    both = find_cases([tmp_path / "study" / "front.dcm", tmp_path / "study" / "side.dcm"])
    assert [case.name for case in both] == ["front", "side"]


def test_pictures_beside_volumes_are_no_cases(tmp_path: Path) -> None:
    Pillow.fromarray(PICTURE).save(tmp_path / "shot.png")
    assert [case.name for case in find_cases([tmp_path])] == ["shot"]
    volume = read_image(tmp_path / "shot.png")
    write_image(Image(volume.array, volume.grid, "volume"), tmp_path / "volume.nrrd")
    assert [case.name for case in find_cases([tmp_path])] == ["volume"]


def test_a_model_of_millimetres_refuses_pixels(tmp_path: Path) -> None:
    Pillow.fromarray(PICTURE).save(tmp_path / "shot.png")
    with pytest.raises(InputError, match="how large its pixels are"):
        load_model("cmr-sax", "cpu").detect(read_image(tmp_path / "shot.png"))
