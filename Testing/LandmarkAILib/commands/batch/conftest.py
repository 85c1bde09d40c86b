"""A model and a study for runs over folders."""

from __future__ import annotations

from pathlib import Path

import pytest
from LandmarkAILib.files.images import write_image
from threshold_model import phantom, write_threshold_model


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return write_threshold_model(tmp_path / "models" / "threshold").path


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Three cases, in the order in which they are taken: c, a/image, b/image."""
    folder = tmp_path / "study"
    for n, name in enumerate(("a/image.nrrd", "b/image.nii", "c.mha")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_image(phantom((24.0 + n, 20.0)), folder / name)
    return folder
