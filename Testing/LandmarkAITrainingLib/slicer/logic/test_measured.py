"""Files of a real evaluation are read as they are; a model that finds nothing is no error."""

from __future__ import annotations

from pathlib import Path

import pytest
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.protocols.evaluate_model import evaluate
from LandmarkAITrainingLib.slicer.logic.measured import read_landmarks_measured, read_worst_cases
from phantom_cases import OffsetDetector, write_phantom_cases


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_phantom_cases(tmp_path_factory.mktemp("cases"))


def test_errors_of_a_detector_whose_error_is_known(cases: Path, tmp_path: Path) -> None:
    evaluate(read_dataset(cases)[:2], OffsetDetector(missing=(3,)), tmp_path)
    by_name = {found.name: found for found in read_landmarks_measured(tmp_path)}
    anterior = by_name["Anterior RV insertion"]
    assert anterior.median == pytest.approx(5.0, abs=1e-3) and anterior.missed == 2
    assert by_name["LV center"].median == pytest.approx(0.5, abs=1e-3)
    worst = read_worst_cases(tmp_path)
    assert [found.landmark for found in worst] == ["Anterior RV insertion"] * 2
    assert worst[0].error == pytest.approx(5.0, abs=1e-3) and worst[0].missed == 3


def test_a_model_that_finds_nothing(cases: Path, tmp_path: Path) -> None:
    evaluate(read_dataset(cases)[:1], OffsetDetector(missing=tuple(range(6))), tmp_path)
    assert {found.median for found in read_landmarks_measured(tmp_path)} == {None}
    (worst,) = read_worst_cases(tmp_path)
    assert worst.error is None and worst.missed > 3


def test_what_is_not_there_is_explained(tmp_path: Path) -> None:
    for read in (read_landmarks_measured, read_worst_cases):
        with pytest.raises(InputError, match="evaluate again"):
            read(tmp_path)
    (tmp_path / "metrics.json").write_text("{}")
    (tmp_path / "errors.csv").write_text("case\nx\n")
    for read in (read_landmarks_measured, read_worst_cases):
        with pytest.raises(InputError, match="evaluate again"):
            read(tmp_path)
