"""Tables that are read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.text import read_json
from LandmarkAITrainingLib.evaluation.derived import DerivedValue
from LandmarkAITrainingLib.evaluation.files import read_rows, write_rows
from LandmarkAITrainingLib.evaluation.observations import Observation


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    found = Observation("a,1", 's"', "", "x", "final", "LV apex", None, "present", "detected", 0.5, 1.25)
    missed = Observation("a,1", 's"', "", "x", "coarse", "LV apex", 3, "absent", "missing")
    write_rows(tmp_path / "errors.csv", Observation, [found, missed])
    assert read_rows(tmp_path / "errors.csv", Observation) == [found, missed]
    value = DerivedValue("c", "s", "", "", "V", "", "ml", 120.5, None)
    write_rows(tmp_path / "derived.csv", DerivedValue, [value])
    assert read_rows(tmp_path / "derived.csv", DerivedValue) == [value]


def test_no_rows_leave_a_header(tmp_path: Path) -> None:
    write_rows(tmp_path / "derived.csv", DerivedValue, [])
    assert (tmp_path / "derived.csv").read_text(encoding="utf-8").startswith("case,subject,")
    assert read_rows(tmp_path / "derived.csv", DerivedValue) == []


def test_damaged_files_are_named(tmp_path: Path) -> None:
    path = tmp_path / "derived.csv"
    with pytest.raises(InputError, match=r"derived\.csv"):
        read_rows(path, DerivedValue)
    path.write_text("case,subject\na,b\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"derived\.csv cannot be read"):
        read_rows(path, DerivedValue)
    path.write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="delete it"):
        read_json(path)
