"""Height, weight and sex of headers, right and wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from dicom_files import write_series
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.files.dicom.body import Body, read_study_header

GRID = Grid((3, 3, 1), np.eye(4))


@pytest.mark.parametrize(
    ("said", "body"),
    [
        (("1.755", "71.5", "M"), Body(175.5, 71.5, "male")),
        (("175", "0", "O"), Body()),  # centimetres, and no weight
        (("", "", ""), Body()),
    ],
)
def test_body(tmp_path: Path, said: tuple[str, str, str], body: Body) -> None:
    tags = dict(zip(("PatientSize", "PatientWeight", "PatientSex"), said, strict=True))
    (path,) = write_series(tmp_path, np.zeros((1, 3, 3), np.int16), GRID, **tags)
    assert read_study_header(path).body == body
