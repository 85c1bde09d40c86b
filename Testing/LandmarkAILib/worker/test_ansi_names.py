"""A worker that cannot open a name through SimpleITK, as on Windows without the UTF-8 code page."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from LandmarkAILib.inference.options import DetectionOptions
from LandmarkAILib.worker.handover import take_over, write_raw
from LandmarkAILib.worker.process import worker_environment
from LandmarkAILib.worker.protocol import Detect
from threshold_model import phantom

if TYPE_CHECKING:
    from .conftest import Station

# What its readers and writers do with such a path there: they see another name, which is no file.
ANSI = """
import sys

if sys.argv[0] == "-m":
    import SimpleITK

    def refusing(call):
        def refuse(*arguments, **named):
            for name in arguments:
                if isinstance(name, str) and not name.isascii():
                    raise RuntimeError(f"{name!r} does not exist")
            return call(*arguments, **named)

        return refuse

    for reader in (SimpleITK.ImageFileReader, SimpleITK.ImageFileWriter):
        reader.SetFileName = refusing(reader.SetFileName)
    for name in ("ReadImage", "WriteImage"):
        setattr(SimpleITK, name, refusing(getattr(SimpleITK, name)))
"""


@pytest.fixture
def ansi(tmp_path: Path) -> dict[str, str]:
    """The environment of such a worker; Python's own files know every name there, too."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(ANSI)
    others = os.environ.get("PYTHONPATH", "")
    return worker_environment({**os.environ, "PYTHONPATH": f"{site}{os.pathsep}{others}"})


@pytest.mark.parametrize("name", ["José", "Ольга 心", "100% {of} #1 & co"])
def test_detection_by_way_of_any_folder(
    station: Callable[..., Station], tiny: Path, tmp_path: Path, ansi: dict[str, str], name: str
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    image = phantom()
    list(write_raw(image, folder / "image.npy"))
    request = Detect(str(folder / "image.npy"), str(folder / "out"), DetectionOptions(str(tiny), "cpu"))
    found = take_over([Path(file) for file in station(environment=ansi).result(request).files])
    assert found.segmentation is not None and found.segmentation.grid.is_close(image.grid)
    assert len(found.landmarks) == 9 and np.isfinite(found.segmentation.labels).all()
