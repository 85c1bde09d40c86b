"""What a report may say of a study, from headers that are whole, bare or made anonymous."""

from __future__ import annotations

from pathlib import Path

import pytest
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.dicom.body import StudyFacts, read_study_header
from pydicom import Dataset
from pydicom.uid import ExplicitVRLittleEndian, generate_uid


def file_of(folder: Path, **elements: str) -> Path:
    dataset = Dataset()
    dataset.file_meta = Dataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.SOPClassUID, dataset.SOPInstanceUID = "1.2.840.10008.5.1.4.1.1.4", generate_uid()
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    for name, value in elements.items():
        setattr(dataset, name, value)
    dataset.save_as(folder / "image.dcm", enforce_file_format=True)
    return folder / "image.dcm"


@pytest.mark.parametrize(
    ("elements", "facts"),
    [
        (
            {"StudyDate": "20240229", "PatientSex": "F", "PatientAge": "045Y"},
            StudyFacts("2024-02-29", "female", "45 years"),
        ),
        (
            {"StudyDate": "20240228", "PatientBirthDate": "19700301", "PatientSex": "M"},
            StudyFacts("2024-02-28", "male", "53 years"),
        ),
        ({"SeriesDate": "20240228", "PatientAge": "006M"}, StudyFacts("2024-02-28", "", "6 months")),
        ({"StudyDate": "", "PatientAge": "", "PatientSex": ""}, StudyFacts()),
        ({"PatientBirthDate": "19000101", "StudyDate": "20990101"}, StudyFacts("2099-01-01")),
        ({}, StudyFacts()),
    ],
)
def test_what_headers_say(tmp_path: Path, elements: dict[str, str], facts: StudyFacts) -> None:
    assert read_study_header(file_of(tmp_path, **elements)).facts == facts


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"image\.dcm"):
        read_study_header(tmp_path / "image.dcm")
