"""Adding a landmark touches one JSON: a copy of the package with one more entry detects it.

``docs/how-to/add-a-landmark.md`` says so.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from blob_model import APEX, blob_grid, blob_image

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
NAME = "Tip of the right ventricle"
ENTRY = {
    "abbreviation": "RVTIP",
    "color": [0.2, 0.4, 1.0],
    "description": "Made up for this test",
    "typical": [28, -36, -37.5],
}

# What a user does: a model that knows the landmark, then the command line. The stub's first blob is the
# new landmark's. The points are read back from the files.
PROGRAM = f"""
import json, sys
from pathlib import Path
from blob_model import blob_description, blob_network
from LandmarkAILib.cli import main
from LandmarkAILib.core.anatomy import LV_APEX
from LandmarkAILib.files.detections import read_detection
from LandmarkAILib.files.markups import read_landmarks
from LandmarkAILib.models.bundle import write_bundle

folder = Path(sys.argv[1])
text = json.dumps(blob_description("tip")).replace(LV_APEX, {NAME!r})
weights = {{f"{{n}}.safetensors": blob_network().state_dict() for n in range(2)}}
write_bundle(folder / "tip", json.loads(text), weights)
options = ["-o", str(folder / "out"), "--model", str(folder / "tip"), "--device", "cpu"]
assert main(["detect", str(folder / "image.nrrd"), *options]) == 0
for found in (
    read_landmarks(folder / "out" / "image.mrk.json"),
    read_detection(folder / "out" / "image.json").landmarks,
):
    print(json.dumps({{point.name: list(point.position) for point in found}}))
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the library, and an image with a blob for the new landmark."""
    library = ROOT / "LandmarkAI" / "LandmarkAILib"
    copy = tmp_path / "package"
    shutil.copytree(library, copy / library.name, ignore=shutil.ignore_patterns("__pycache__"))
    grid = blob_grid()
    image = sitk.GetImageFromArray(blob_image(grid).array)
    image.SetSpacing([float(length) for length in grid.spacing])
    image.SetOrigin([float(value) for value in grid.to_lps([0, 0, 0])])
    sitk.WriteImage(image, str(tmp_path / "image.nrrd"))
    return copy


def detect(package: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(map(str, (package, ROOT / "LandmarkAITraining", ROOT / "Testing")))
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(package.parent)],
        env={**os.environ, "PYTHONPATH": path},
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
    )


def test_one_more_entry_is_one_more_landmark(package: Path) -> None:
    anatomy = package / "LandmarkAILib" / "core" / "anatomy.json"
    content = json.loads(anatomy.read_text(encoding="utf-8"))
    content["landmarks"][NAME] = ENTRY
    anatomy.write_text(json.dumps(content), encoding="utf-8")
    result = detect(package)
    assert result.returncode == 0, result.stdout + result.stderr
    *_, from_markups, from_record = result.stdout.splitlines()
    for line in (from_markups, from_record):
        found = json.loads(line)
        assert list(found) == [NAME, "Mitral annulus center"]
        assert np.linalg.norm(found[NAME] - APEX) < 1.0


def test_without_the_entry_it_is_refused(package: Path) -> None:
    """So it is the entry, and nothing else, that made it known."""
    result = detect(package)
    assert result.returncode != 0
    assert NAME in result.stderr
