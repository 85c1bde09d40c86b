"""The names that ``LandmarkAILib`` offers: there, lazy, and enough to detect in three lines."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import LandmarkAILib
import numpy as np
import pytest
from LandmarkAILib import Detection, detect, load_model, read_image
from LandmarkAILib.commands.batch.folder_run import detect_folder
from LandmarkAILib.files.detections import read_detection
from LandmarkAILib.files.images import write_image
from LandmarkAILib.inference.options import DetectionOptions
from LandmarkAILib.models.installed import UnknownModelError
from models import tiny_bundle
from threshold_model import phantom

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "detect_in_python.py"


@pytest.fixture
def image(tmp_path: Path) -> Path:
    write_image(phantom(), tmp_path / "stack.nrrd")
    return tmp_path / "stack.nrrd"


def test_importing_the_names_imports_neither_torch_nor_simpleitk() -> None:
    names = ", ".join(LandmarkAILib.__all__)
    program = (
        f"import sys\nfrom LandmarkAILib import {names}\n"
        "heavy = {'torch', 'SimpleITK', 'PIL', 'pydicom'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=600)


def test_importing_the_package_imports_nothing_else() -> None:
    program = "import sys, LandmarkAILib\nassert 'numpy' not in sys.modules\n"
    subprocess.run([sys.executable, "-c", program], check=True, timeout=600)


def test_a_name_that_is_not_there_is_missed_as_of_any_module() -> None:
    with pytest.raises(AttributeError, match="no attribute 'segment_everything'"):
        _ = LandmarkAILib.segment_everything


def test_three_lines_give_what_the_command_line_gives(image: Path, tmp_path: Path) -> None:
    model = tiny_bundle(tmp_path / "tiny").path
    found = detect(read_image(image), load_model(model, "cpu"))
    detect_folder(image, tmp_path / "out", DetectionOptions(str(model), "cpu"))
    expected = read_detection(tmp_path / "out" / "stack.json")
    assert isinstance(found, Detection) and len(found.landmarks) == 9
    for ours, theirs in zip(found.landmarks, expected.landmarks, strict=True):
        assert (ours.name, ours.slice) == (theirs.name, theirs.slice)
        assert ours.position is not None and theirs.position is not None
        assert np.allclose(ours.position, theirs.position, atol=1e-3)


def test_the_documented_example(
    image: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tiny_bundle(tmp_path / "tiny").path
    monkeypatch.setattr(sys, "argv", [EXAMPLE.name, str(image), str(model)])
    runpy.run_path(str(EXAMPLE), run_name="__main__")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 9 and lines[2].startswith("0\tLV center\t[")


def test_a_model_that_is_not_there_is_named_before_an_image_is_read() -> None:
    with pytest.raises(UnknownModelError, match="no model 'huge'"):
        load_model("huge")


def test_paths_and_names_are_told_from_images_and_models(image: Path) -> None:
    with pytest.raises(TypeError, match=r"takes an image, not PosixPath|WindowsPath.*read_image"):
        detect(image, "cmr-sax")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"takes a loaded model, not str.*load_model"):
        detect(read_image(image), "cmr-sax")  # type: ignore[arg-type]


def test_the_command_is_there_under_each_of_its_names() -> None:
    for module in ("LandmarkAILib", "LandmarkAILib.cli"):
        command = [sys.executable, "-m", module, "--version"]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=600, check=True)
        assert ended.stdout.startswith("landmarkai ")
