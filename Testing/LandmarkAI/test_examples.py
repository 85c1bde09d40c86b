"""The scripts of ``docs/examples`` do what they say, without a main window."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
STUDY = ROOT / "Resources" / "SampleData" / "simulated_study"


@pytest.fixture
def run(
    load_module: Callable[[Path], Any], slicer_app: Any, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., int]:
    """``run(script, *arguments)``: what ``Slicer --no-main-window --python-script`` does; its status."""
    from slicer_harness.pythonqt import wrapper

    load_module(ROOT / "LandmarkAI" / "LandmarkAI.py")
    monkeypatch.setattr(wrapper.native_of(slicer_app), "_layout_manager", None)

    def execute(script: str, *arguments: object) -> int:
        path = str(ROOT / "docs" / "examples" / script)
        monkeypatch.setattr(sys, "argv", [path, *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            runpy.run_path(path, run_name="__main__")
        return int(ended.value.code or 0)

    return execute


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two cases, one of which is no image."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    lge = (STUDY / "lge_magnitude.nrrd").read_bytes()
    (tmp_path / "in" / "deep" / "lge.nrrd").write_bytes(lge)
    (tmp_path / "in" / "broken.nrrd").write_bytes(b"NRRD0004\n")
    return tmp_path / "in"


def test_one_volume(
    run: Callable[..., int], tiny_model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from LandmarkAILib.files.markups import read_landmarks
    from LandmarkAILib.files.segmentations import read_segmentation

    assert run("detect_volume.py", STUDY / "vne.nrrd", tmp_path / "out", tiny_model) == 0
    assert len(read_landmarks(tmp_path / "out" / "vne.mrk.json")) == 24
    assert len(read_segmentation(tmp_path / "out" / "vne.seg.nrrd").names) == 3
    assert len((tmp_path / "out" / "vne.csv").read_text().splitlines()) == 25
    assert "LV center: " in capsys.readouterr().out


def test_a_folder(
    run: Callable[..., int],
    tiny_model: str,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("detect_folder.py", folder, tmp_path / "out", tiny_model) == 1
    assert (tmp_path / "out" / "deep" / "lge.mrk.json").exists()
    assert "broken failed" in capsys.readouterr().out
    (folder / "broken.nrrd").unlink()
    assert run("detect_folder.py", folder, tmp_path / "out", tiny_model) == 0


def test_equal_to_the_command_line(
    run: Callable[..., int], tiny_model: str, folder: Path, tmp_path: Path
) -> None:
    from LandmarkAILib.cli import main

    (folder / "broken.nrrd").unlink()
    shell = tmp_path / "shell"
    detect = ["detect", str(folder), "-o", str(shell), "--model", tiny_model, "--device", "cpu"]
    assert main(detect) == 0
    assert run("equals_command_line.py", folder, shell, tmp_path / "slicer", tiny_model) == 0
    record = shell / "deep" / "lge.mrk.json"
    record.write_text(record.read_text().replace("LV center", "LV centre"))
    assert run("equals_command_line.py", folder, shell, tmp_path / "slicer", tiny_model) == 1
