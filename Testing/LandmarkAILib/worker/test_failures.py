"""What a clinician reads is not what a user of the command line reads."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import InputError, LandmarkAIError
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.engine import Engine
from LandmarkAILib.models import choose
from LandmarkAILib.worker.failures import explain
from LandmarkAILib.worker.protocol import Detect

CUBE = Grid((4, 4, 4), np.eye(4))


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        ({"modality": "US"}, "modality US"),
        ({"modality": "MR"}, "no short-axis stack"),
        ({}, "neither a short-axis stack nor a CT"),
        ({"modality": "CT"}, "which is not here"),
    ],
)
def test_no_word_of_the_command_line(
    metadata: dict[str, str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choose, "CARDIAC_CT", "nosuch")
    image = Image(np.zeros(CUBE.shape, np.int16), CUBE, "Echo", metadata)
    with pytest.raises(LandmarkAIError, match=words) as caught:
        Engine(None, choose_device("cpu")).detect(image)
    assert "--model" in str(caught.value), "there is nothing to replace any more"
    message = explain(caught.value, Detect("image.nrrd", "out")).message
    assert words in message and message.endswith(".")
    assert "--" not in message and "landmarkai" not in message
    assert "choose" in message


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        (InputError("a", "no-image"), "user", "no-image"),
        (ModuleNotFoundError("no module", name="torch"), "user", "package"),
        (MemoryError(), "oom", "memory"),
        (FileNotFoundError(2, "gone"), "user", "file"),
        (TypeError("an argument too many"), "crash", "fault"),
    ],
)
def test_kind_and_code_of_a_failure(error: Exception, kind: str, code: str) -> None:
    failure = explain(error, Detect("image.nrrd", "out"))
    assert (failure.kind, failure.code) == (kind, code)
    assert "check" not in failure.message
