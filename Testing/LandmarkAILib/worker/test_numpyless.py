"""A worker whose torch cannot see numpy: Intel Macs, and Slicer under Rosetta."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from LandmarkAILib.inference.arrays import bridge_problem, to_array, to_tensor
from LandmarkAILib.inference.options import DetectionOptions
from LandmarkAILib.worker.handover import take_over, write_raw
from LandmarkAILib.worker.process import worker_environment
from LandmarkAILib.worker.protocol import Detect, Probe
from models import shipped_pipeline
from numpyless_torch import numpyless
from threshold_model import phantom
from worker_checks import assert_same

if TYPE_CHECKING:
    from .conftest import Station


def test_detection_works_and_the_check_tells(station: Callable[..., Station], tmp_path: Path) -> None:
    one = station(environment=numpyless(tmp_path / "site", worker_environment()))
    facts = one.result(Probe("cpu")).facts
    assert not [text for text in facts["problems"] if "model" not in text]
    (note,) = facts["notes"]
    assert "was built for another numpy than" in note and "detection works all the same" in note
    assert "PyTorch 2.3 and newer fit numpy 2" in note

    image = phantom()
    list(write_raw(image, tmp_path / "image.npy"))
    options = DetectionOptions("cmr-sax", "cpu")
    request = Detect(str(tmp_path / "image.npy"), str(tmp_path / "out"), options, "phantom")
    found = take_over([Path(file) for file in one.result(request).files])
    assert_same(found, shipped_pipeline().detect(image))


def test_where_they_see_each_other_there_is_nothing_to_tell() -> None:
    assert bridge_problem() == ""


@pytest.mark.parametrize("kind", ["float32", "float64", "uint8", "int16", "int64", "bool"])
@pytest.mark.parametrize("shape", [(), (3,), (0, 2), (2, 3, 4)])
def test_there_and_back(kind: str, shape: tuple[int, ...]) -> None:
    import numpy as np

    array = np.arange(int(np.prod(shape)), dtype=np.float64).reshape(shape).astype(kind)
    for stored in (array, np.asfortranarray(array), array[..., ::-1] if shape else array):
        tensor = to_tensor(stored)
        assert tuple(tensor.shape) == stored.shape and str(tensor.dtype) == f"torch.{kind}"
        assert np.array_equal(tensor.numpy(), stored)
        back = to_array(tensor)
        assert back.dtype == array.dtype and back.shape == stored.shape and np.array_equal(back, stored)
        assert back.flags.writeable
